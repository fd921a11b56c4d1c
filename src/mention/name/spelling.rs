//! What tells a slip from another word, another name or another form of the same word.

use crate::text::fold::fold;

/// First letter and number of letters: hardly anybody slips at the first letter.
pub(super) fn shape(key: &str) -> (char, usize) {
    (key.chars().next().unwrap_or_default(), key.chars().count())
}

/// Whether the folded words of `phrase` stand in `words` one after the other.
pub(super) fn has_phrase(words: &[String], phrase: &str) -> bool {
    let phrase = fold(phrase);
    let wanted: Vec<&str> = phrase.split([' ', '-']).filter(|word| !word.is_empty() && *word != "the").collect();
    !wanted.is_empty() && words.windows(wanted.len()).any(|window| window.iter().eq(wanted.iter()))
}

/// "services" and "service", "elections" and "election": another form of the same word.
pub(crate) fn is_inflection(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let ending = long.strip_prefix(short);
    let stem = short.strip_suffix(['y', 'e']).unwrap_or(short);
    matches!(ending, Some("s" | "es" | "d" | "ed"))
        || matches!(long.strip_prefix(stem), Some("ies" | "ied" | "ing") if stem.len() < short.len())
        || matches!(ending, Some("ing" | "n"))
}

/// What a first name sounds like, roughly: Marko and Marco, Sara and Sarah, Philip and Filip are variants of one name.
pub(crate) fn sounds(name: &str) -> String {
    let name = name.replace("ph", "f").replace("ck", "k");
    let mut sound = String::with_capacity(name.len());
    for c in name.chars() {
        let c = match c {
            'c' | 'q' => 'k',
            'y' | 'j' => 'i',
            'z' => 's',
            'v' | 'w' => 'v',
            'h' => continue,
            other => other,
        };
        if !sound.ends_with(c) {
            sound.push(c);
        }
    }
    sound
}

pub(crate) fn is_cyrillic(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_forms_of_a_word_are_no_slips() {
        for (one, other) in [("services", "service"), ("parties", "party"), ("united", "unite"), ("banking", "bank")] {
            assert!(is_inflection(one, other) && is_inflection(other, one), "{one}, {other}");
        }
        for (one, other) in [("personal", "personnel"), ("sterne", "stern"), ("roth", "ross")] {
            assert!(!is_inflection(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn variants_of_a_first_name_sound_alike() {
        for (one, other) in
            [("marko", "marco"), ("sara", "sarah"), ("philip", "filip"), ("erik", "erick"), ("jon", "john")]
        {
            assert_eq!(sounds(one), sounds(other));
        }
        for (one, other) in [("maria", "mario"), ("mark", "marko"), ("jan", "jon"), ("joan", "jonah")] {
            assert_ne!(sounds(one), sounds(other));
        }
    }

    #[test]
    fn a_phrase_is_found_by_its_words() {
        let words: Vec<String> = ["an", "electronic", "engineer", "at"].map(String::from).into();
        assert!(has_phrase(&words, "electronic engineer"));
        assert!(!has_phrase(&words, "engineer electronic"));
        assert!(!has_phrase(&words, ""));
    }
}

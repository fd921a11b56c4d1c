//! `unknown-speaker`: the speaker of a quotation is nobody that the facts know.

use crate::check::{Category, Check, Record};
use crate::diagnostic::Diagnostic;
use crate::facts::{QuoteFact, Reference};
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "unknown-speaker",
    summary: "The speaker of a quotation is nobody that the facts know.",
    category: Category::Record,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/unknown-speaker.md"),
    run: None,
};

/// What is wrong with the facts by this check.
pub fn find(record: &Record) -> Vec<Diagnostic> {
    let unknown = |quote: &QuoteFact| match &quote.speaker.value {
        Reference::Phrase(words) => Some(finding(quote, words)),
        Reference::Entity(_) => None,
    };
    record.facts.quotes.iter().filter_map(unknown).collect()
}

fn finding(quote: &QuoteFact, words: &str) -> Diagnostic {
    let place = quote.speaker.place;
    Diagnostic::new(CHECK.name, format!("{}: {words} is nobody that is recorded", quote.head.key))
        .label(place.file, place.span, "no entity is called so")
        .help(format!("record {words} as a person or organization, so that words given to another speaker can be told"))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::check::testing::messages;

    #[test]
    fn a_speaker_is_known_by_id_name_or_surname() {
        let spoken = |speaker: &str| {
            let person = "[person.kos]\nname = \"Ana Kos\"\n";
            messages(find, &format!("{person}[quote.q]\nspeaker = \"{speaker}\"\ntext = \"We go on.\"\n"), None)
        };
        assert_eq!(spoken("Iva Horvat"), ["quote.q: Iva Horvat is nobody that is recorded"]);
        for known in ["kos", "Ana Kos", "Kos"] {
            assert!(spoken(known).is_empty(), "{known}");
        }
    }
}

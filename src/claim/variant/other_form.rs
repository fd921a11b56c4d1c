//! Words that are near to each other and both right: a land and its people, a man's and a woman's form, singular and plural.

use crate::lexicon::Names;
use crate::mention::name::is_inflection;

/// Whether two folded words may be forms of one another.
pub(crate) fn is_other_form(one: &str, other: &str, names: &Names) -> bool {
    is_inflection(one, other) || differ_by(one, other, &names.derived_endings)
}

/// Whether they may be a man's and a woman's form of one name: "Ivanov" and "Ivanova", "Mario" and "Maria".
pub(crate) fn are_of_two_sexes(one: &str, other: &str, names: &Names) -> bool {
    differ_by(one, other, &names.gender_endings)
}

/// Whether one is the other with an ending of the table in the place of its partner.
fn differ_by(one: &str, other: &str, endings: &[(String, String)]) -> bool {
    let stem = |word: &'_ str, ending: &str| word.strip_suffix(ending).map(str::len);
    endings.iter().any(|(short, long)| {
        let fits = |first: &str, second: &str| {
            matches!((stem(first, short), stem(second, long)), (Some(left), Some(right)) if left > 1 && first[..left] == second[..right])
        };
        fits(one, other) || fits(other, one)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn forms_of_one_name_are_told_from_slips() {
        let lexicon = Lexicon::english();
        let other = |one: &str, two: &str| is_other_form(one, two, &lexicon.names);
        for (one, two) in [
            ("serbia", "serbian"),
            ("america", "americans"),
            ("kosovo", "kosovar"),
            ("iraq", "iraqi"),
            ("israel", "israelis"),
            ("djurics", "djuric"),
            ("europe", "european"),
            ("twitter", "twitters"),
            ("brazil", "brazilian"),
        ] {
            assert!(other(one, two) && other(two, one), "{one}, {two}");
        }
        for (one, two) in [("djuric", "duric"), ("hrasno", "hrasna"), ("santos", "santosh"), ("dekker", "decker")] {
            assert!(!other(one, two), "{one}, {two}");
        }
        let sexes = |one: &str, two: &str| are_of_two_sexes(one, two, &lexicon.names);
        for (one, two) in [("ivanov", "ivanova"), ("kowalski", "kowalska"), ("mario", "maria"), ("novak", "novakova")] {
            assert!(sexes(one, two) && sexes(two, one), "{one}, {two}");
        }
        assert!(!sexes("djuric", "duric"));
    }
}

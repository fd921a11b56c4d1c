//! Words of the lexicon that are asked about word after word of a draft: sets, words with a meaning, and numbered rows.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::lexicon::phrases::lower;
use crate::lexicon::sieve::Sieve;

/// A list of words of the lexicon, to be asked whether a word is in it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "FxHashSet<String>")]
pub struct Set {
    words: FxHashSet<String>,
    sieve: Sieve,
}

impl Set {
    /// Whether it has just this word.
    pub fn contains(&self, word: &str) -> bool {
        self.sieve.may_have(word) && self.words.contains(word)
    }

    /// Whether it has the word in lower case.
    pub fn has(&self, word: &str) -> bool {
        self.sieve.may_have(word) && (self.words.contains(word) || self.words.contains(lower(word).as_ref()))
    }

    /// Its words, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &String> {
        self.words.iter()
    }
}

impl From<FxHashSet<String>> for Set {
    fn from(words: FxHashSet<String>) -> Self {
        let mut sieve = Sieve::default();
        words.iter().for_each(|word| sieve.add(word));
        Self { words, sieve }
    }
}

impl FromIterator<String> for Set {
    fn from_iter<I: IntoIterator<Item = String>>(words: I) -> Self {
        words.into_iter().collect::<FxHashSet<_>>().into()
    }
}

/// Words of the lexicon with what each of them means.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "FxHashMap<String, V>")]
#[serde(bound(deserialize = "V: Deserialize<'de>"))]
pub struct Map<V> {
    words: FxHashMap<String, V>,
    sieve: Sieve,
}

impl<V> Map<V> {
    /// What just this word means.
    pub fn get(&self, word: &str) -> Option<&V> {
        if self.sieve.may_have(word) { self.words.get(word) } else { None }
    }

    /// What the word means in lower case.
    pub fn of(&self, word: &str) -> Option<&V> {
        if self.sieve.may_have(word) { self.words.get(lower(word).as_ref()) } else { None }
    }

    /// Whether it has just this word.
    pub fn contains_key(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// Its words, in no order.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.words.keys()
    }

    /// What its words mean, in no order.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.words.values()
    }
}

impl<V> From<FxHashMap<String, V>> for Map<V> {
    fn from(words: FxHashMap<String, V>) -> Self {
        let mut sieve = Sieve::default();
        words.keys().for_each(|word| sieve.add(word));
        Self { words, sieve }
    }
}

/// Words that are numbered, each in its spellings: January and "Jan" are the first of the months.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Vec<Vec<String>>")]
pub struct Rows {
    rows: Vec<Vec<String>>,
    sieve: Sieve,
}

impl Rows {
    /// The number, from 1, of the row that holds `word`, in any case and with or without the stop of an abbreviation.
    pub fn number(&self, word: &str) -> Option<i8> {
        let (row, _) = self.place(word.strip_suffix('.').unwrap_or(word))?;
        i8::try_from(row + 1).ok()
    }

    /// Where `word` stands, in any case: the row and the place in it, both from 0.
    pub fn place(&self, word: &str) -> Option<(usize, usize)> {
        let of_row = |forms: &Vec<String>| forms.iter().position(|form| form.eq_ignore_ascii_case(word));
        let mut rows = self.rows.iter().enumerate();
        let known = || rows.find_map(|(row, forms)| of_row(forms).map(|form| (row, form)));
        self.sieve.may_have(word).then(known)?
    }

    /// The spellings of the row with that number.
    pub fn spellings(&self, number: i8) -> Option<&[String]> {
        let index = usize::try_from(number.checked_sub(1)?).ok()?;
        self.rows.get(index).map(Vec::as_slice)
    }
}

impl From<Vec<Vec<String>>> for Rows {
    fn from(rows: Vec<Vec<String>>) -> Self {
        let mut sieve = Sieve::default();
        rows.iter().flatten().for_each(|word| sieve.add(word));
        Self { rows, sieve }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_any_letter_case_where_that_is_asked_for() {
        let set: Set =
            ["a", "of", "per", "mayor", "don't", "été", "straße", "ırmak", "–"].map(String::from).into_iter().collect();
        for word in ["a", "of", "per", "mayor", "don't", "été", "straße", "ırmak", "–"] {
            assert!(set.contains(word) && set.has(word), "{word}");
        }
        for word in ["A", "OF", "Of", "pEr", "Mayor", "MAYOR", "Don’t", "ÉTÉ"] {
            assert!(set.has(word) && !set.contains(word), "{word}");
        }
        for word in ["", "b", "fo", "prr", "major", "mayors", "dont", "ete", "-"] {
            assert!(!set.has(word) && !set.contains(word), "{word}");
        }
    }

    #[test]
    fn rows_are_numbered_from_one() {
        let rows: Rows = vec![vec!["January".to_owned(), "Jan".to_owned()], vec!["february".to_owned()]].into();
        for (word, number) in
            [("january", Some(1)), ("JAN.", Some(1)), ("February", Some(2)), ("Janus", None), ("", None)]
        {
            assert_eq!(rows.number(word), number, "{word}");
        }
        assert_eq!(rows.spellings(2), Some(&["february".to_owned()][..]));
        assert_eq!((rows.spellings(0), rows.spellings(3)), (None, None));
    }

    #[test]
    fn a_letter_that_is_plain_in_lower_case_only_passes_the_sieve() {
        // The sign of the kelvin is a k in lower case.
        let set: Set = ["kelvin".to_owned()].into_iter().collect();
        assert!(set.has("\u{212a}elvin"));
    }
}

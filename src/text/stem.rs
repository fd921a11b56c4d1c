//! Word stems, so that "killed", "kills" and "killing" are one word.

use rust_stemmers::{Algorithm, Stemmer};

use crate::text::words::without_possessive;

/// The stem of a word: in lower case, without a possessive ending, its inflection taken off by the Snowball algorithm of the language.
pub struct Stems {
    stemmer: Option<Stemmer>,
}

impl Stems {
    /// Stems of `language` (a BCP 47 tag); for a language without an algorithm the lower-case word is its own stem.
    pub fn new(language: &str) -> Self {
        let algorithm = match language.split('-').next().unwrap_or(language) {
            "en" => Some(Algorithm::English),
            _ => None,
        };
        Self { stemmer: algorithm.map(Stemmer::create) }
    }

    /// The stem of one word.
    pub fn stem(&self, word: &str) -> String {
        let lower = without_possessive(word).to_lowercase();
        match &self.stemmer {
            Some(stemmer) if lower.is_ascii() => stemmer.stem(&lower).into_owned(),
            _ => lower,
        }
    }
}

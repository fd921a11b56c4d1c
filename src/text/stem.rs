//! Word stems, so that "killed", "kills" and "killing" are one word.

use std::cell::RefCell;
use std::rc::Rc;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

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

/// The stems of the words of one text, each found when it is first asked for.
pub struct StemsOf<'t> {
    stems: Stems,
    known: RefCell<FxHashMap<&'t str, Rc<str>>>,
}

impl<'t> StemsOf<'t> {
    /// Of a text in `language` (a BCP 47 tag).
    pub fn new(language: &str) -> Self {
        Self { stems: Stems::new(language), known: RefCell::default() }
    }

    /// The stem of one of its words.
    pub fn of(&self, word: &'t str) -> Rc<str> {
        Rc::clone(self.known.borrow_mut().entry(word).or_insert_with(|| self.stems.stem(word).into()))
    }
}

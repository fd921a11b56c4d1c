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

/// The stems of words, each found when a thread is first asked for it and then kept: most words of a draft stand in others as well.
pub struct StemsOf {
    language: String,
    stems: Stems,
}

/// Stems that are kept: more words than a writer has. What goes beyond are no words of a language, and they are forgotten.
const MOST: usize = 1 << 16;

/// The stems of the words of one language.
#[derive(Default)]
struct Known {
    language: String,
    stems: FxHashMap<Box<str>, Rc<str>>,
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

impl StemsOf {
    /// Of words in `language` (a BCP 47 tag).
    pub fn new(language: &str) -> Self {
        Self { language: language.to_owned(), stems: Stems::new(language) }
    }

    /// The stem of one word.
    pub fn of(&self, word: &str) -> Rc<str> {
        KNOWN.with_borrow_mut(|known| {
            if known.language != self.language || known.stems.len() >= MOST {
                *known = Known { language: self.language.clone(), ..Known::default() };
            }
            if let Some(stem) = known.stems.get(word) {
                return Rc::clone(stem);
            }
            let stem: Rc<str> = self.stems.stem(word).into();
            known.stems.insert(word.into(), Rc::clone(&stem));
            stem
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_that_are_kept_are_those_of_their_language() {
        let (english, other) = (StemsOf::new("en-GB"), StemsOf::new("und"));
        for _ in 0..2 {
            assert_eq!((&*english.of("Killings"), &*other.of("Killings")), ("kill", "killings"));
        }
    }
}

//! Phrases of one or more words, looked up by the word they begin or end with.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::lexicon::sieve::Sieve;
use crate::span::Span;
use crate::text::{Token, tokenize};

/// A set of phrases, each with a value. The longest that fits wins. Letter case does not matter.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// By first and by last word, longest first.
    by_first: FxHashMap<Box<str>, Vec<usize>>,
    by_last: FxHashMap<Box<str>, Vec<usize>>,
    /// What tells of most words that no phrase begins or ends with them.
    firsts: Sieve,
    lasts: Sieve,
    entries: Vec<(Vec<Box<str>>, T)>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        let (by_first, by_last) = (FxHashMap::default(), FxHashMap::default());
        Self { by_first, by_last, firsts: Sieve::default(), lasts: Sieve::default(), entries: Vec::new() }
    }
}

impl<'de> Deserialize<'de> for Phrases<()> {
    /// From a list of phrases.
    fn deserialize<D: serde::Deserializer<'de>>(list: D) -> Result<Self, D::Error> {
        let mut phrases = Self::default();
        for phrase in Vec::<String>::deserialize(list)? {
            phrases.insert(&phrase, ());
        }
        Ok(phrases)
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase; one without any token is passed over.
    pub fn insert(&mut self, phrase: &str, value: T) {
        let words = words(phrase);
        let (Some(first), Some(last)) = (words.first().cloned(), words.last().cloned()) else { return };
        let index = self.entries.len();
        self.entries.push((words, value));
        self.firsts.add(&first);
        self.lasts.add(&last);
        for (map, key) in [(&mut self.by_first, first), (&mut self.by_last, last)] {
            let list = map.entry(key).or_default();
            list.push(index);
            list.sort_by_key(|&index| std::cmp::Reverse(self.entries[index].0.len()));
        }
    }

    /// Adds a phrase, or gives the one that is there already another value.
    pub fn replace(&mut self, phrase: &str, value: T) {
        let words = words(phrase);
        match self.entries.iter_mut().find(|(known, _)| *known == words) {
            Some((_, known)) => *known = value,
            None => self.insert(phrase, value),
        }
    }

    /// The longest phrase that begins at `tokens[at]`: its number of tokens and its value.
    pub fn starting(&self, prose: &str, tokens: &[Token], at: usize) -> Option<(usize, &T)> {
        let first = Some(tokens.get(at)?.text(prose)).filter(|first| self.firsts.may_have(first))?;
        let list = self.by_first.get(lower(first).as_ref())?;
        list.iter().find_map(|&index| {
            let (words, value) = &self.entries[index];
            let rest = tokens.get(at..at + words.len())?;
            same(prose, rest, words).then_some((words.len(), value))
        })
    }

    /// The longest phrase that ends just before `tokens[end]`: its number of tokens and its value.
    pub fn ending(&self, prose: &str, tokens: &[Token], end: usize) -> Option<(usize, &T)> {
        let last = tokens.get(end.checked_sub(1)?)?.text(prose);
        let last = Some(last).filter(|last| self.lasts.may_have(last))?;
        let list = self.by_last.get(lower(last).as_ref())?;
        list.iter().find_map(|&index| {
            let (words, value) = &self.entries[index];
            let rest = tokens.get(end.checked_sub(words.len())?..end)?;
            same(prose, rest, words).then_some((words.len(), value))
        })
    }
}

fn words(phrase: &str) -> Vec<Box<str>> {
    let mut tokens = Vec::new();
    tokenize(phrase, Span::new(0, phrase.len()), &mut tokens);
    tokens.iter().map(|token| token.text(phrase).to_lowercase().into()).collect()
}

fn same(prose: &str, tokens: &[Token], words: &[Box<str>]) -> bool {
    tokens.iter().zip(words).all(|(token, word)| lower(token.text(prose)) == **word)
}

/// The word in lower case, without a copy where it is already.
pub fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else if word.is_ascii() {
        Cow::Owned(word.to_ascii_lowercase())
    } else if word.contains('’') {
        Cow::Owned(word.to_lowercase().replace('’', "'"))
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

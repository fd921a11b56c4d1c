//! The names of a draft by their words.

use std::collections::BTreeMap;

use crate::claim::variant::slip::is_known;
use crate::claim::variant::{Difference, Variant};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::mention::Mentions;
use crate::mention::proper::{ProperKind, ProperName, is_ordinary, word_key};
use crate::span::Span;
use crate::text::words::without_possessive;

/// A word of a name at one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Index in `Mentions::proper`.
    pub name: usize,
    /// Index in `ProperName::words`.
    pub position: usize,
}

/// A word of names, with all its places in order.
#[derive(Debug)]
pub(super) struct Word {
    pub key: String,
    pub places: Vec<Place>,
}

/// The words of all names of a document.
#[derive(Debug, Default)]
pub struct Register {
    /// In the order of their keys.
    pub(super) words: Vec<Word>,
    /// The keys of each name's words.
    keys: Vec<Vec<String>>,
}

impl Register {
    /// Of the `names` of a document, in their order.
    pub fn new(document: &Document, names: &[ProperName]) -> Self {
        let key = |name: &ProperName| name.words.iter().map(|&at| word_key(document, at)).collect();
        let keys: Vec<Vec<String>> = names.iter().map(key).collect();
        let mut words: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
        for (name, keys) in keys.iter().enumerate() {
            for (position, key) in keys.iter().enumerate() {
                words.entry(key).or_default().push(Place { name, position });
            }
        }
        let words = words.into_iter().map(|(key, places)| Word { key: key.to_owned(), places }).collect();
        Self { words, keys }
    }

    /// The word with the key, where a name has it.
    pub(super) fn word(&self, key: &str) -> Option<&Word> {
        self.words.binary_search_by(|word| word.key.as_str().cmp(key)).ok().map(|at| &self.words[at])
    }

    /// The first name that has these words.
    pub fn named(&self, keys: &[String]) -> Option<usize> {
        let mut places = self.word(keys.first()?)?.places.iter().filter(|place| place.position == 0);
        places.find(|place| self.keys(place.name) == keys).map(|place| place.name)
    }

    /// The keys of the words of the name at `index`.
    pub fn keys(&self, index: usize) -> &[String] {
        &self.keys[index]
    }
}

/// A document with the words of its names.
#[derive(Clone, Copy)]
pub struct Table<'a> {
    pub document: &'a Document,
    pub mentions: &'a Mentions,
    pub lexicon: &'a Lexicon,
    /// Made of `mentions.proper`.
    pub register: &'a Register,
}

impl<'a> Table<'a> {
    pub(super) fn name(&self, place: Place) -> &'a ProperName {
        &self.mentions.proper[place.name]
    }

    /// The keys of all words of the name at `place`.
    pub(super) fn keys(&self, place: Place) -> &'a [String] {
        self.register.keys(place.name)
    }

    /// Bytes of the prose of the word, without a possessive ending.
    pub(super) fn span(&self, place: Place) -> Span {
        let token = self.document.tokens[self.name(place).words[place.position]];
        let length = without_possessive(token.text(&self.document.prose)).len();
        Span::new(token.span.start(), token.span.start() + length)
    }

    /// The word as written.
    pub(super) fn text(&self, place: Place) -> &'a str {
        self.document.text(self.span(place))
    }

    pub(super) fn sentence(&self, place: Place) -> usize {
        self.document.sentence_at(self.span(place).start())
    }

    /// Whether the places stand in one sentence anywhere: who has both in view means two.
    pub(super) fn meet(&self, one: &[Place], other: &[Place]) -> bool {
        let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
        few.iter().map(|&place| self.sentence(place)).any(|sentence| {
            let next = many.partition_point(|&place| self.sentence(place) < sentence);
            many.get(next).is_some_and(|&place| self.sentence(place) == sentence)
        })
    }

    pub(super) fn is_person(&self, place: Place) -> bool {
        self.name(place).kind == ProperKind::Person
    }

    /// Whether the word stands alone, or with a title.
    pub(super) fn is_alone(&self, place: Place) -> bool {
        self.name(place).words.len() == 1
    }

    pub(super) fn is_ordinary(&self, key: &str) -> bool {
        is_ordinary(key, self.lexicon)
    }

    /// A word that one meets elsewhere, so that it is not likely to be a slip for another.
    pub(super) fn is_known(&self, key: &str) -> bool {
        is_known(key, self.lexicon)
    }

    /// Which of two spellings is the odd one: the rarer, or of two equally frequent ones the later. Nothing where the fact base
    /// speaks of it.
    pub(super) fn variant(&self, one: Vec<Span>, other: Vec<Span>, difference: Difference) -> Option<Variant> {
        let rank = |spans: &[Span]| (std::cmp::Reverse(spans.len()), spans.first().copied());
        let (odd, usual) = if rank(&one) > rank(&other) { (one, other) } else { (other, one) };
        if odd.iter().any(|&span| self.mentions.is_recorded(span)) {
            return None;
        }
        Some(Variant { usual: *usual.first()?, times: usual.len(), odd, difference })
    }
}

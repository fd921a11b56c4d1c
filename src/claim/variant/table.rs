//! The names of a draft by their words.

use rustc_hash::FxHashMap;

use crate::claim::variant::slip::is_known;
use crate::claim::variant::{Difference, Variant};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::mention::Mentions;
use crate::mention::proper::{ProperKind, ProperName, is_ordinary};
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
}

impl Register {
    /// Of the `names` of a document, in their order.
    pub fn new(names: &[ProperName]) -> Self {
        let mut words: FxHashMap<&str, Vec<Place>> = FxHashMap::default();
        for (name, ProperName { keys, .. }) in names.iter().enumerate() {
            for (position, key) in keys.iter().enumerate() {
                words.entry(key).or_default().push(Place { name, position });
            }
        }
        let word = |(key, places): (&str, Vec<Place>)| Word { key: key.to_owned(), places };
        let mut words: Vec<Word> = words.into_iter().map(word).collect();
        words.sort_unstable_by(|one, other| one.key.cmp(&other.key));
        Self { words }
    }

    /// The word with the key, where a name has it.
    pub(super) fn word(&self, key: &str) -> Option<&Word> {
        self.words.binary_search_by(|word| word.key.as_str().cmp(key)).ok().map(|at| &self.words[at])
    }

    /// The first of the `names` that has these words.
    pub fn named(&self, names: &[ProperName], keys: &[String]) -> Option<usize> {
        let mut places = self.word(keys.first()?)?.places.iter().filter(|place| place.position == 0);
        places.find(|place| names[place.name].keys == keys).map(|place| place.name)
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
        &self.name(place).keys
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

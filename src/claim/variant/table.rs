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

/// The words of all names of a draft.
pub(super) struct Table<'a> {
    pub document: &'a Document,
    pub mentions: &'a Mentions,
    pub lexicon: &'a Lexicon,
    /// In the order of their keys.
    pub words: Vec<Word>,
    /// The keys of each name's words.
    keys: Vec<Vec<String>>,
}

impl<'a> Table<'a> {
    pub fn new(document: &'a Document, mentions: &'a Mentions, lexicon: &'a Lexicon) -> Self {
        let key = |name: &ProperName| name.words.iter().map(|&at| word_key(document, at)).collect();
        let keys: Vec<Vec<String>> = mentions.proper.iter().map(key).collect();
        let mut words: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
        for (name, keys) in keys.iter().enumerate() {
            for (position, key) in keys.iter().enumerate() {
                words.entry(key).or_default().push(Place { name, position });
            }
        }
        let words = words.into_iter().map(|(key, places)| Word { key: key.to_owned(), places }).collect();
        Self { document, mentions, lexicon, words, keys }
    }

    /// Whether the draft has a name with the word.
    pub fn has(&self, key: &str) -> bool {
        self.words.binary_search_by(|word| word.key.as_str().cmp(key)).is_ok()
    }

    pub fn name(&self, place: Place) -> &'a ProperName {
        &self.mentions.proper[place.name]
    }

    /// The keys of all words of the name at `place`.
    pub fn keys(&self, place: Place) -> &[String] {
        &self.keys[place.name]
    }

    /// Bytes of the prose of the word, without a possessive ending.
    pub fn span(&self, place: Place) -> Span {
        let token = self.document.tokens[self.name(place).words[place.position]];
        let length = without_possessive(token.text(&self.document.prose)).len();
        Span::new(token.span.start(), token.span.start() + length)
    }

    /// The word as written.
    pub fn text(&self, place: Place) -> &'a str {
        self.document.text(self.span(place))
    }

    pub fn sentence(&self, place: Place) -> usize {
        self.document.sentence_at(self.span(place).start())
    }

    /// Whether the places stand in one sentence anywhere: who has both in view means two.
    pub fn meet(&self, one: &[Place], other: &[Place]) -> bool {
        let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
        few.iter().map(|&place| self.sentence(place)).any(|sentence| {
            let next = many.partition_point(|&place| self.sentence(place) < sentence);
            many.get(next).is_some_and(|&place| self.sentence(place) == sentence)
        })
    }

    pub fn is_person(&self, place: Place) -> bool {
        self.name(place).kind == ProperKind::Person
    }

    /// Whether the word stands alone, or with a title.
    pub fn is_alone(&self, place: Place) -> bool {
        self.name(place).words.len() == 1
    }

    /// Whether the fact base has its own word on the place: it knows the name, or knows it as misspelt.
    pub fn is_recorded(&self, span: Span) -> bool {
        let overlaps = |next: Option<Span>| next.is_some_and(|next| next.overlaps(span));
        let names = &self.mentions.names;
        let misses = &self.mentions.near_misses;
        overlaps(names.get(names.partition_point(|name| name.span.end() <= span.start())).map(|name| name.span))
            || overlaps(
                misses.get(misses.partition_point(|miss| miss.span.end() <= span.start())).map(|miss| miss.span),
            )
    }

    pub fn is_ordinary(&self, key: &str) -> bool {
        is_ordinary(key, self.lexicon)
    }

    /// A word that one meets elsewhere, so that it is not likely to be a slip for another.
    pub fn is_known(&self, key: &str) -> bool {
        is_known(key, self.lexicon)
    }

    /// Which of two spellings is the odd one: the rarer, or of two equally frequent ones the later. Nothing where the fact base
    /// speaks of it.
    pub fn variant(&self, one: Vec<Span>, other: Vec<Span>, difference: Difference) -> Option<Variant> {
        let rank = |spans: &[Span]| (std::cmp::Reverse(spans.len()), spans.first().copied());
        let (odd, usual) = if rank(&one) > rank(&other) { (one, other) } else { (other, one) };
        if odd.iter().any(|&span| self.is_recorded(span)) {
            return None;
        }
        Some(Variant { usual: *usual.first()?, times: usual.len(), odd, difference })
    }
}

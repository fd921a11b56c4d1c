//! The noun that a number counts, by English word order: modifiers, then the first plural; or, before a unit's own noun, an
//! attribute ("a $2.4 billion budget", "97 days of deadlock").

use crate::claim::figure::role::Place;
use crate::claim::topic::{Reader, Setting};
use crate::document::Sentence;
use crate::lexicon::phrases::lower;
use crate::quantity::{Dimension, Quantity};

/// A noun with what stands before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noun {
    /// Stem of the noun.
    pub head: String,
    /// Stems of the words between the number and the noun, in order.
    pub modifiers: Vec<String>,
    /// Its tokens, modifiers included.
    pub tokens: (usize, usize),
}

/// Words of a noun phrase at most.
const LONGEST: usize = 6;

impl Reader<'_, '_> {
    /// The noun after a quantity.
    pub(super) fn noun(
        &self,
        quantity: &Quantity,
        place: &Place,
        sentence: &Sentence,
        setting: Setting,
    ) -> Option<Noun> {
        let counts = quantity.unit.dimension == Dimension::Count;
        // The unit of a count ("people") is its noun.
        let counted = self.scene.case.document.token_at(quantity.number_span.end());
        let end = if counts { counted.min(place.to) } else { place.to };
        let hyphen = self.is_joining(end);
        let at = end + usize::from(hyphen);
        if counts && hyphen {
            // "a 12-room wing" counts rooms.
            return Some(Noun { head: self.stem(at), modifiers: Vec::new(), tokens: (at, at + 1) });
        }
        if lower(self.scene.word(at)) == self.scene.case.lexicon.claims.of {
            // "97 days of deadlock"; "nine of the 14 mountains" is told by the whole.
            let partitive = counts && !quantity.scaled;
            return if partitive { None } else { self.phrase(at + 1, sentence, true) };
        }
        // Headlines leave articles out: "approves £1.2bn hospital plan".
        let bare = !counts && matches!(setting, Setting::Headline | Setting::Heading);
        let attribute = hyphen || bare || self.is_attribute(quantity, place, sentence);
        if counts || attribute { self.phrase(at, sentence, attribute) } else { None }
    }

    /// The noun after "of" behind a quantity, an article passed over; numbers too: "nine of the 14 mountains".
    pub(super) fn whole(&self, place: &Place, sentence: &Sentence) -> Option<Noun> {
        let lexicon = self.scene.case.lexicon;
        if lower(self.scene.word(place.to)) != lexicon.claims.of {
            return None;
        }
        let mut at = place.to + 1;
        let last = sentence.tokens.1 as usize;
        let passed = |at: usize| {
            let word = lower(self.scene.word(at));
            lexicon.names.definite.contains(word.as_ref())
                || lexicon.claims.definite.contains(word.as_ref())
                || lexicon.topics.known.contains(word.as_ref())
                || self.scene.case.document.tokens[at].is_number()
        };
        while at < last && at < place.to + 4 && passed(at) {
            at += 1;
        }
        self.phrase(at, sentence, true)
    }

    /// Whether a quantity with a unit stands before a noun as an adjective does: an article or a hyphen shows it.
    fn is_attribute(&self, quantity: &Quantity, place: &Place, sentence: &Sentence) -> bool {
        let scene = self.scene;
        let tokens = &scene.case.document.tokens;
        let first = sentence.tokens.0 as usize;
        let hyphenated = (place.from..place.to).any(|at| tokens[at].is('-') || tokens[at].is('‑'));
        let before = place.from.checked_sub(1).filter(|&at| at >= first).map(|at| lower(scene.word(at)));
        let article = before.is_some_and(|word| {
            scene.case.lexicon.names.indefinite.contains(word.as_ref())
                || scene.case.lexicon.names.definite.contains(word.as_ref())
        });
        quantity.unit.dimension != Dimension::Count && (hyphenated || article)
    }

    /// A hyphen that touches both the number and a word: "a 14-ward district".
    fn is_joining(&self, at: usize) -> bool {
        let tokens = &self.scene.case.document.tokens;
        let (Some(before), Some(mark), Some(after)) =
            (at.checked_sub(1).and_then(|at| tokens.get(at)), tokens.get(at), tokens.get(at + 1))
        else {
            return false;
        };
        (mark.is('-') || mark.is('‑'))
            && after.is_word()
            && before.span.end() == mark.span.start()
            && mark.span.end() == after.span.start()
    }

    /// The noun phrase that begins at token `at`: up to its first plural, or, where a singular may be meant, up to its last word.
    fn phrase(&self, at: usize, sentence: &Sentence, singular: bool) -> Option<Noun> {
        let last = (sentence.tokens.1 as usize).min(at + LONGEST);
        let mut words: Vec<usize> = Vec::new();
        let mut head = None;
        let mut next = at;
        while next < last {
            if self.is_joining(next) {
                next += 1;
                continue;
            }
            if !self.is_nominal(next, !words.is_empty()) {
                break;
            }
            words.push(next);
            if self.is_plural(next) {
                head = Some(next);
                break;
            }
            next += 1;
        }
        let head = head.or_else(|| if singular { words.last().copied() } else { None })?;
        let modifiers: Vec<usize> = words.into_iter().filter(|&word| word < head).collect();
        let modifiers = modifiers.into_iter().map(|word| self.stem(word)).collect();
        Some(Noun { head: self.stem(head), modifiers, tokens: (at, head + 1) })
    }

    /// Whether a token can be a word of a noun phrase. `later` says that a word of it stands before: a verb ends it then.
    fn is_nominal(&self, at: usize, later: bool) -> bool {
        let lexicon = self.scene.case.lexicon;
        let token = &self.scene.case.document.tokens[at];
        let word = self.scene.word(at);
        let ends = lexicon.topics.function_words.has(word)
            || lexicon.claims.boundaries.has(word)
            || later && lexicon.times.verbs.has(word);
        token.is_word() && !ends
    }

    fn is_plural(&self, at: usize) -> bool {
        let word = lower(self.scene.word(at));
        let ends =
            word.len() > 3 && word.ends_with('s') && !["ss", "us", "is", "'s"].iter().any(|end| word.ends_with(end));
        ends || self.scene.case.lexicon.claims.plurals.contains(word.as_ref())
    }
}

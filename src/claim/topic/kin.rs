//! Whether two figures may state one thing, by everything that can set them apart but their values.

use crate::claim::figure::period::Stated;
use crate::claim::figure::role::Role;
use crate::claim::topic::{Noun, Topic};
use crate::lexicon::Lexicon;
use crate::quantity::{Dimension, Quantity};

/// How the nouns of two figures stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nouns {
    /// One noun, narrowed by the same words, that tells what is counted.
    Same,
    /// At least one figure has none, or one that stands for whatever is counted ("people").
    Open,
    /// Two things.
    Different,
}

/// Whether values of the two can be held against each other at all: one dimension, one currency, one denominator.
pub fn is_comparable(a: &Quantity, b: &Quantity) -> bool {
    a.unit.comparable(&b.unit) && a.per == b.per
}

/// Whether two figures are alike in role and whole.
pub fn is_alike(a: &Topic, b: &Topic) -> bool {
    let role = |topic: &Topic| if topic.place.role == Role::Whole { Role::Level } else { topic.place.role };
    let wholes = match (&a.whole, &b.whole) {
        (Some(a), Some(b)) => a.head == b.head,
        _ => true,
    };
    role(a) == role(b) && wholes
}

/// Whether both are told of one time: the same period and day, or none.
pub fn one_time(a: &Topic, b: &Topic) -> bool {
    let clear = a.when.period != Stated::Unclear && b.when.period != Stated::Unclear;
    let days = a.when.days.is_empty() || b.when.days.is_empty() || a.when.days == b.when.days;
    clear && a.when.period == b.when.period && days
}

/// Whether the later figure, which points back, can mean the earlier one's time: it states none, or the same.
pub fn takes_time_over(earlier: &Topic, later: &Topic) -> bool {
    later.when.period == Stated::Nothing && later.when.days.is_empty() || one_time(earlier, later)
}

/// How the nouns stand to each other. A word that narrows one noun may stand elsewhere in the other's clause: "hospital plan", "plan
/// for hospitals".
pub fn nouns(a: &Topic, b: &Topic, lexicon: &Lexicon) -> Nouns {
    let is_counter =
        |noun: &Noun| lexicon.claims.counters.iter().any(|counter| counter.starts_with(noun.head.as_str()));
    match (&a.noun, &b.noun) {
        (Some(first), Some(second)) if first.head == second.head => {
            let told = |noun: &Noun, other: &Topic, narrowed: &Noun| {
                let missing = noun.modifiers.iter().filter(|word| !narrowed.modifiers.contains(word));
                missing.into_iter().all(|word| other.content.binary_search(word).is_ok())
            };
            let same = told(first, b, second) && told(second, a, first);
            match (same, is_counter(first)) {
                (false, _) => Nouns::Different,
                (true, true) => Nouns::Open,
                (true, false) => Nouns::Same,
            }
        }
        (Some(first), Some(second)) if !is_counter(first) && !is_counter(second) => Nouns::Different,
        _ => Nouns::Open,
    }
}

/// Whether both clauses speak of one measure.
pub fn share_measure(a: &Topic, b: &Topic) -> bool {
    a.measures.iter().any(|concept| b.measures.contains(concept))
}

/// The telling words that both clauses have, the nouns of the figures left out.
pub fn shared_words<'a>(a: &'a Topic, b: &'a Topic) -> impl Iterator<Item = &'a String> {
    let counted = |word: &String| {
        let of = |noun: &Option<Noun>| noun.as_ref().is_some_and(|noun| noun.head == *word);
        of(&a.noun) || of(&b.noun)
    };
    a.content.iter().filter(move |word| b.content.binary_search(word).is_ok() && !counted(word))
}

/// Whether one of the dimensions that tell by themselves: a bare count may count anything.
pub fn is_measured(quantity: &Quantity) -> bool {
    quantity.unit.dimension != Dimension::Count
}

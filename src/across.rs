//! The second pass over many drafts: what several of them tell of one thing, and cannot all be right in.
//!
//! It looks at what each draft left behind ([`ClaimSummary`]) and at nothing else. What it finds does not depend on the order in which
//! the drafts were judged, only on the order in which they are given.

pub mod figures;
pub mod names;
pub mod titles;

use std::collections::BTreeSet;

use jiff::Unit;

use crate::claim::summary::ClaimSummary;

/// A draft, as the second pass sees it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub summary: ClaimSummary,
    /// Drafts of different editions are not held against each other.
    pub edition: usize,
}

/// How many days apart two drafts may be that tell of now.
const WEEK: i64 = 7;

/// Whether two drafts are of the same days, as far as they are dated.
fn of_one_time(one: &Entry, other: &Entry) -> bool {
    one.summary.date.zip(other.summary.date).is_none_or(|(one, other)| {
        let apart = one.latest().since((Unit::Day, other.latest())).map_or(i64::MAX, |span| i64::from(span.get_days()));
        apart.abs() <= WEEK
    })
}

/// What drafts say of one thing where they agree, with its places in the order of the drafts.
struct Value<P> {
    places: Vec<P>,
    drafts: BTreeSet<usize>,
}

/// What drafts say of one thing: the usual value and the others, none of which stands in a draft that has the usual one.
struct Values<P> {
    /// That of most drafts; of several the first.
    usual: Value<P>,
    rarer: Vec<Value<P>>,
}

impl<P: Copy> Values<P> {
    /// Groups places, each with its draft, by what `agree`s. `None` where there are none, or more than `most` values.
    fn of(places: impl IntoIterator<Item = (usize, P)>, most: usize, agree: impl Fn(P, P) -> bool) -> Option<Self> {
        let mut values: Vec<Value<P>> = Vec::new();
        for (draft, place) in places {
            match values.iter().position(|value| agree(value.places[0], place)) {
                Some(known) => {
                    values[known].places.push(place);
                    values[known].drafts.insert(draft);
                }
                None if values.len() == most => return None,
                None => values.push(Value { places: vec![place], drafts: BTreeSet::from([draft]) }),
            }
        }
        let usual = (0..values.len()).rev().max_by_key(|&index| values[index].drafts.len())?;
        let usual = values.remove(usual);
        values.retain(|value| value.drafts.is_disjoint(&usual.drafts));
        Some(Self { usual, rarer: values })
    }
}

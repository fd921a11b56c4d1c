//! The second pass over many drafts: what several of them tell of one thing, and cannot all be right in.
//!
//! It looks at what each draft left behind ([`ClaimSummary`]) and at nothing else. What it finds does not depend on the order in which
//! the drafts were judged, only on the order in which they are given.

pub mod figures;
pub mod names;
pub mod titles;

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

//! What a quantity means: intervals, and how two of them compare.

use rust_decimal::Decimal;

use crate::quantity::Quantity;

/// A set of numbers between two ends; `None` is unbounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    pub low: Option<Decimal>,
    pub low_open: bool,
    pub high: Option<Decimal>,
    pub high_open: bool,
}

/// What a claim's words admit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    pub truth: Interval,
}

/// How a claim stands to a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    Supported,
    Refuted,
    Overlap,
}

/// What the quantity's words admit.
pub fn meaning(quantity: &Quantity) -> Option<Meaning> {
    let _ = quantity;
    None
}

/// Holds a claim against a fact.
pub fn compare(claim: &Quantity, fact: &Quantity) -> Relation {
    let _ = (claim, fact);
    Relation::Overlap
}

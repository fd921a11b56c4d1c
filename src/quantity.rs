//! Quantities: a number with its hedge, scale, unit and denominator, as prose writes it, and what it means.

pub mod grammar;
pub mod interval;
pub mod printed;
pub mod units;

use rust_decimal::Decimal;

use crate::span::Span;

pub use grammar::{find, parse_value};
pub use interval::{Comparison, Digits, Interval, Relation, Slip, compare};
pub use printed::Printed;
pub use units::{Dimension, Unit};

/// How the words limit the number. The tables of meaning are in [`interval`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// None, or "exactly".
    None,
    /// "more than", "over".
    MoreThan,
    /// "just over".
    JustOver,
    /// "at least", "n or more", "n+".
    AtLeast,
    /// "nearly", "almost", "just under".
    Nearly,
    /// "about", "some".
    About,
    /// "40-odd".
    Odd,
    /// "up to", "as many as".
    UpTo,
    /// "at most", "no more than".
    AtMost,
    /// "fewer than", "below".
    LessThan,
}

impl Hedge {
    /// The hedge called `kind` in the lexicon: the variant's name in kebab case.
    pub fn parse(kind: &str) -> Option<Hedge> {
        Some(match kind {
            "none" => Hedge::None,
            "more-than" => Hedge::MoreThan,
            "just-over" => Hedge::JustOver,
            "at-least" => Hedge::AtLeast,
            "nearly" => Hedge::Nearly,
            "about" => Hedge::About,
            "odd" => Hedge::Odd,
            "up-to" => Hedge::UpTo,
            "at-most" => Hedge::AtMost,
            "less-than" => Hedge::LessThan,
            _ => return None,
        })
    }

    /// Whether it names a side of the number: for these a recorded value counts as it is printed, not as it may have been rounded.
    pub fn is_directional(self) -> bool {
        !matches!(self, Hedge::None | Hedge::About | Hedge::Odd)
    }
}

/// The number itself, in the unit's own scale ("4.5 million" is 4,500,000).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// One value.
    Point(Decimal),
    /// "between A and B", "A to B".
    Range(Decimal, Decimal),
    /// "several", "dozens": the lower bound is hard, the upper soft; `None` where nothing bounds it.
    Vague(Decimal, Option<Decimal>),
    /// "half", "one in five", "two-thirds": a share as percent.
    Share(Decimal),
    /// "most", "a majority": percent, above the first and up to the second.
    Majority(Decimal, Decimal),
    /// "doubled", "tenfold", "twice as many": a ratio.
    Ratio(Decimal),
}

/// A quantity found in prose or read from a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Bytes of the prose, from the hedge to the unit.
    pub span: Span,
    /// Bytes of the number and its scale, without hedge and unit.
    pub number_span: Span,
    /// The value.
    pub number: Number,
    /// How the words limit it.
    pub hedge: Hedge,
    /// What it is counted in.
    pub unit: Unit,
    /// `u`: the place value of the last digit written ("71%" → 1, "4.5 million" → 100,000).
    pub place: Decimal,
    /// Whether it is written in words ("sixteen").
    pub worded: bool,
    /// Whether the value is written with a scale word ("million", "bn").
    pub scaled: bool,
    /// The denominator, as a stem: "day" of "46,000 barrels a day", "share" of "$1.40 a share".
    pub per: Option<String>,
}

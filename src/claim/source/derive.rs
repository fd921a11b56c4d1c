//! Figures that follow in one step from two figures of one source, where the draft says so: a total, a difference, what is left.

use rust_decimal::Decimal;

use crate::claim::source::figures::{Figures, ends};
use crate::claim::source::printed::{Printed, Value};
use crate::claim::source::{Passage, Source, Sourced};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::quantity::{Dimension, Number, Quantity, Relation, compare};

/// By which step a figure follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derivation {
    Sum,
    Difference,
    /// By how many percent the second is more or less than the first.
    Change,
    /// What one is of the other, in percent or in times.
    Share,
    /// What a percentage leaves of the whole: both passages are the one that states it.
    Rest,
}

impl Derivation {
    /// The words between the two figures.
    pub fn sign(self) -> &'static str {
        match self {
            Derivation::Sum => "plus",
            Derivation::Difference => "minus",
            Derivation::Change => "changed to",
            Derivation::Share => "of",
            Derivation::Rest => "less",
        }
    }
}

/// How many figures of one kind may stand between the two: those of one table or paragraph, not of the whole source.
const REACH: usize = 8;

/// The two figures that `figure` follows from, where the draft's sentence says that it does.
pub fn find(document: &Document, lexicon: &Lexicon, sources: &[Source], figure: &Printed) -> Option<Sourced> {
    let Value::Quantity(quantity) = &figure.value else { return None };
    let Number::Point(_) = quantity.number else { return None };
    let sentence = document.sentences.get(document.sentence_at(figure.span.start()))?;
    let says = |phrases: &crate::lexicon::Phrases<()>| {
        let range = sentence.tokens.0 as usize..sentence.tokens.1 as usize;
        let tokens = &document.tokens[..range.end];
        range.into_iter().any(|at| phrases.starting(&document.prose, tokens, at).is_some())
    };
    let words = &lexicon.sources;
    let said = Said { sum: says(&words.sums), difference: says(&words.differences), rest: says(&words.rests) };
    sources.iter().enumerate().find_map(|(index, source)| {
        let (from, how) = said.steps(quantity, &source.text.figures)?;
        let passage = |figure: usize| Passage { source: index, span: source.text.figures.printed[figure].span };
        Some(Sourced::Derived { from: from.map(passage), how })
    })
}

/// What the draft's sentence says of how its figure came about.
struct Said {
    sum: bool,
    difference: bool,
    rest: bool,
}

impl Said {
    fn steps(&self, quantity: &Quantity, figures: &Figures) -> Option<([usize; 2], Derivation)> {
        let percent = quantity.unit.dimension == Dimension::Percent;
        if self.sum || self.difference {
            let found = pairs(figures, &figures.of_kind(quantity)).find_map(|(a, b, first, second)| {
                let step = |value: Option<Decimal>| value.is_some_and(|value| states(quantity, value));
                if self.sum && step(first.checked_add(second)) {
                    Some(([a, b], Derivation::Sum))
                } else if self.difference && step(first.checked_sub(second)) {
                    Some(([a, b], Derivation::Difference))
                } else if self.difference && step(second.checked_sub(first)) {
                    Some(([b, a], Derivation::Difference))
                } else {
                    None
                }
            });
            if found.is_some() {
                return found;
            }
        }
        if percent && self.rest {
            for figure in figures.of_kind(quantity) {
                let left = base(figures, figure).map(|value| Decimal::ONE_HUNDRED - value);
                if left.is_some_and(|left| states(quantity, left)) {
                    return Some(([figure, figure], Derivation::Rest));
                }
            }
        }
        (percent && self.difference).then(|| change(quantity, figures)).flatten()
    }
}

/// "up 12%", of two values of one kind that stand near each other.
fn change(quantity: &Quantity, figures: &Figures) -> Option<([usize; 2], Derivation)> {
    figures.kinds().into_iter().find_map(|list| {
        pairs(figures, &list).find_map(|(a, b, first, second)| {
            let percent = |from: Decimal, to: Decimal| (to - from).abs().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(from.abs());
            if percent(first, second).is_some_and(|value| states(quantity, value)) {
                Some(([a, b], Derivation::Change))
            } else if percent(second, first).is_some_and(|value| states(quantity, value)) {
                Some(([b, a], Derivation::Change))
            } else {
                None
            }
        })
    })
}

/// Figures that stand near each other among those of their kind, with their values in base units.
fn pairs(figures: &Figures, list: &[usize]) -> impl Iterator<Item = (usize, usize, Decimal, Decimal)> {
    let values: Vec<(usize, Decimal)> =
        list.iter().filter_map(|&figure| Some((figure, base(figures, figure)?))).filter(|(_, value)| !value.is_zero()).collect();
    let count = values.len();
    (0..count).flat_map(move |first| (first + 1..(first + 1 + REACH).min(count)).map(move |second| (first, second))).map(
        move |(first, second)| {
            let ((a, one), (b, other)) = (values[first], values[second]);
            (a, b, one, other)
        },
    )
}

fn base(figures: &Figures, figure: usize) -> Option<Decimal> {
    match &figures.printed[figure].value {
        Value::Quantity(quantity) if matches!(quantity.number, Number::Point(_)) => {
            ends(quantity).first().and_then(|end| quantity.unit.to_base(*end))
        }
        _ => None,
    }
}

/// Whether the draft's figure states a computed value, which it may have rounded.
fn states(quantity: &Quantity, value: Decimal) -> bool {
    let Some(own) = value.checked_sub(quantity.unit.offset).and_then(|value| value.checked_div(quantity.unit.factor)) else {
        return false;
    };
    let exact = Quantity { number: Number::Point(own), hedge: crate::quantity::Hedge::None, per: None, ..quantity.clone() };
    compare(quantity, &exact).relation == Relation::Supported
        || matches!(quantity.number, Number::Point(stated) if (stated - own).abs() <= quantity.place / Decimal::TWO && !quantity.worded)
}

//! Figures that follow in one step from two figures of one source, where the draft says so: a total, a difference, what is left.

use rust_decimal::Decimal;

use crate::claim::source::figures::{Figures, ends};
use crate::claim::source::meet::{Fit, fit};
use crate::claim::source::printed::{Printed, Value};
use crate::claim::source::words::{Surroundings, sentence_tokens};
use crate::document::Document;
use crate::lexicon::{Lexicon, Phrases};
use crate::quantity::{Dimension, Hedge, Number, Quantity, Relation, Unit, compare};

/// By which step a figure follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derivation {
    Sum,
    Difference,
    /// By how many percent the second is more or less than the first.
    Change,
    /// What a percentage leaves of the whole: both passages are the one that states it.
    Rest,
}

impl Derivation {
    /// The step in words.
    pub fn told(self, first: &str, second: &str) -> String {
        match self {
            Derivation::Sum => format!("{first} and {second} together"),
            Derivation::Difference => format!("{first} less {second}"),
            Derivation::Change => format!("from {first} to {second}"),
            Derivation::Rest => format!("what {first} leaves"),
        }
    }
}

/// How many figures of one kind may stand between the two: those of one table or paragraph, not of the whole source.
const REACH: usize = 8;

/// What the draft's sentence says of how its figure came about.
pub struct Steps<'a> {
    quantity: &'a Quantity,
    /// The other figures of the sentence: "up 26% to $2.04".
    beside: &'a [&'a Printed],
    sum: bool,
    difference: bool,
    rest: bool,
}

impl<'a> Steps<'a> {
    /// `None` where the figure cannot have come about so, or nothing says that it did.
    pub fn of(document: &Document, lexicon: &Lexicon, figure: &'a Printed, beside: &'a [&'a Printed]) -> Option<Self> {
        let Value::Quantity(quantity) = &figure.value else { return None };
        let Number::Point(_) = quantity.number else { return None };
        let (from, to) = sentence_tokens(document, figure.span.start());
        let says = |phrases: &Phrases<()>| {
            (from..to).any(|at| phrases.starting(&document.prose, &document.tokens[..to], at).is_some())
        };
        let words = &lexicon.sources;
        let steps = Self {
            quantity,
            beside,
            sum: says(&words.sums),
            difference: says(&words.differences),
            rest: says(&words.rests),
        };
        (steps.sum || steps.difference || steps.rest).then_some(steps)
    }

    /// The two figures of a source that the draft's follows from, and how. `around` are the words beside the draft's figure, as
    /// the source knows them: what shares none of them is of something else.
    pub fn find(&self, figures: &Figures, around: &Surroundings) -> Option<([usize; 2], Derivation)> {
        let quantity = self.quantity;
        let percent = quantity.unit.dimension == Dimension::Percent;
        let related = |figure: usize| around.shared(&figures.surroundings[figure].near) > 0;
        let named = |figure: usize| {
            let there = &figures.printed[figure].value;
            self.beside.iter().any(|beside| fit(&beside.value, there) == Fit::Same)
        };
        let both = |a: usize, b: usize| related(a) && related(b) || named(a) || named(b);
        let difference = self.difference && !percent;
        if self.sum || difference {
            // What lies between two percentages is counted in points.
            let points = quantity.unit.dimension == Dimension::Points;
            let percentages = Quantity { unit: Unit::new(Dimension::Percent, "", Decimal::ONE), ..quantity.clone() };
            let of_kind = figures.of_kind(if points { &percentages } else { quantity });
            let found = pairs(figures, &of_kind).filter(|&(a, b, ..)| both(a, b)).find_map(|(a, b, first, second)| {
                let step = |value: Option<Decimal>| value.is_some_and(|value| states(quantity, value));
                if self.sum && step(first.checked_add(second)) {
                    Some(([a, b], Derivation::Sum))
                } else if difference && step(first.checked_sub(second)) {
                    Some(([a, b], Derivation::Difference))
                } else if difference && step(second.checked_sub(first)) {
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
            for figure in figures.of_kind(quantity).into_iter().filter(|&figure| related(figure)) {
                let left = base(figures, figure).map(|value| Decimal::ONE_HUNDRED - value);
                if left.is_some_and(|left| states(quantity, left)) {
                    return Some(([figure, figure], Derivation::Rest));
                }
            }
        }
        // Any two numbers make some percentage: more must speak for these two.
        let shared = |figure: usize| around.shared(&figures.surroundings[figure].near);
        let surely = |a: usize, b: usize| named(a) || named(b) || both(a, b) && shared(a) + shared(b) > 2;
        (percent && self.difference).then(|| change(quantity, figures, surely)).flatten()
    }
}

/// "up 12%", of two values of one kind that stand near each other.
fn change(
    quantity: &Quantity,
    figures: &Figures,
    both: impl Fn(usize, usize) -> bool + Copy,
) -> Option<([usize; 2], Derivation)> {
    figures.kinds().into_iter().find_map(|list| {
        pairs(figures, &list).filter(|&(a, b, ..)| both(a, b)).find_map(|(a, b, first, second)| {
            let percent = |from: Decimal, to: Decimal| {
                (to - from).abs().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(from.abs())
            };
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
    let values: Vec<(usize, Decimal)> = list
        .iter()
        .filter_map(|&figure| Some((figure, base(figures, figure)?)))
        .filter(|(_, value)| !value.is_zero())
        .collect();
    let count = values.len();
    (0..count)
        .flat_map(move |first| (first + 1..(first + 1 + REACH).min(count)).map(move |second| (first, second)))
        .map(move |(first, second)| {
            let ((a, one), (b, other)) = (values[first], values[second]);
            (a, b, one, other)
        })
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
    let Some(own) = value.checked_sub(quantity.unit.offset).and_then(|value| value.checked_div(quantity.unit.factor))
    else {
        return false;
    };
    // A bound is met by nearly everything: the number itself must follow.
    let stated = if quantity.hedge.is_directional() { Hedge::None } else { quantity.hedge };
    let stated = Quantity { hedge: stated, ..quantity.clone() };
    let exact = Quantity { number: Number::Point(own), hedge: Hedge::None, per: None, ..quantity.clone() };
    let rounded = !quantity.worded
        && matches!(quantity.number, Number::Point(stated) if (stated - own).abs() <= quantity.place / Decimal::TWO);
    rounded || compare(&stated, &exact).relation == Relation::Supported
}

//! A quantity held against the values of one figure: tolerance and bound, the likeliest slip, the nearest value.

use rust_decimal::Decimal;

use crate::claim::figure::bare;
use crate::claim::figure::values;
use crate::claim::figure::weigh::Candidate;
use crate::facts::{Bound, Figure, FigureValue, Tolerance};
use crate::quantity::{self, Comparison, Dimension, Hedge, Number, Quantity, Relation, Slip};

/// Compares under the figure's own tolerance and bound.
pub fn compare(claim: &Quantity, figure: &Figure, value: &FigureValue) -> Comparison {
    let assumed = bare::assumed(claim, &value.quantity.unit);
    let claim = assumed.as_ref().unwrap_or(claim);
    let plain = quantity::compare(claim, &value.quantity);
    match figure.bound {
        Some(bound) => bounded(claim, &value.quantity, bound, plain),
        None => tolerated(claim, figure, value, plain),
    }
}

/// A limit: only another limit, or a value beyond it, contradicts it.
fn bounded(claim: &Quantity, fact: &Quantity, bound: Bound, plain: Comparison) -> Comparison {
    let (Number::Point(stated), Number::Point(recorded)) = (claim.number, fact.number) else { return plain };
    let (Some(stated), Some(recorded)) = (claim.unit.to_base(stated), fact.unit.to_base(recorded)) else {
        return plain;
    };
    if matches!(plain.relation, Relation::OtherCurrency | Relation::OtherDimension) {
        return plain;
    }
    let settled = |relation: Relation| Comparison { relation, understated: false, stretched: false, ..plain };
    let is_limit = match bound {
        Bound::Max => matches!(claim.hedge, Hedge::UpTo | Hedge::AtMost | Hedge::LessThan),
        Bound::Min => matches!(claim.hedge, Hedge::AtLeast | Hedge::MoreThan),
    };
    let beyond = match bound {
        Bound::Max => stated > recorded,
        Bound::Min => stated < recorded,
    };
    // "more than $9,800" of a limit of $9,800: beyond it all the same.
    let past = match bound {
        Bound::Max => matches!(claim.hedge, Hedge::MoreThan | Hedge::JustOver | Hedge::AtLeast),
        Bound::Min => matches!(claim.hedge, Hedge::LessThan | Hedge::Nearly | Hedge::AtMost | Hedge::UpTo),
    };
    if stated == recorded && !past {
        settled(Relation::Supported)
    } else if stated == recorded || is_limit || beyond {
        settled(Relation::Refuted)
    } else {
        settled(Relation::Overlap)
    }
}

fn tolerated(claim: &Quantity, figure: &Figure, value: &FigureValue, plain: Comparison) -> Comparison {
    let (Number::Point(stated), Number::Point(recorded)) = (claim.number, value.quantity.number) else { return plain };
    let (Some(stated), Some(recorded)) = (claim.unit.to_base(stated), value.quantity.unit.to_base(recorded)) else {
        return plain;
    };
    match &figure.tolerance {
        Tolerance::Exact
            if claim.hedge == Hedge::None && plain.relation == Relation::Supported && stated != recorded =>
        {
            Comparison { relation: Relation::Refuted, ..plain }
        }
        Tolerance::Within(within) if plain.relation != Relation::Supported => {
            let Number::Point(width) = within.number else { return plain };
            let relative = within.unit.dimension == Dimension::Percent && claim.unit.dimension != Dimension::Percent;
            let width = if relative { recorded.abs() * width / Decimal::ONE_HUNDRED } else { width };
            let inside = (stated - recorded).abs() <= width && claim.unit.comparable(&value.quantity.unit);
            if inside { Comparison { relation: Relation::Supported, slip: None, ..plain } } else { plain }
        }
        _ => plain,
    }
}

/// Whether a refuted value can be a slip of the recorded one, and not another thing's value. A slip keeps the order of magnitude, or
/// is one of scale or digits; only words right beside the number allow for more.
pub fn is_plausible(candidate: &Candidate, claim: &Quantity, fact: &Quantity, comparison: &Comparison) -> bool {
    let most = Decimal::new(if candidate.rate_unsaid { 20 } else { 25 }, 1);
    let Some((stated, recorded)) = magnitudes(claim, fact) else { return false };
    let (small, large) = (stated.abs().min(recorded.abs()), stated.abs().max(recorded.abs()));
    // A price a month that is ten times as high is rather a price a year.
    let noughts = matches!(comparison.slip, Some(Slip::Scale(power)) if power.abs() < 3);
    if noughts && candidate.rate_unsaid {
        return false;
    }
    if comparison.slip.is_some() || small.checked_mul(most).is_none_or(|reach| large <= reach) {
        return true;
    }
    // A nought too many or too few.
    !candidate.rate_unsaid && !small.is_zero() && small.checked_mul(Decimal::TEN) == Some(large)
}

/// Whether a refuted value is so near the recorded one that it can hardly be another thing's: a slip, the number with another hedge, or one
/// wrong digit of three or more.
pub fn is_near_miss(claim: &Quantity, fact: &Quantity, comparison: &Comparison) -> bool {
    let Some((stated, recorded)) = magnitudes(claim, fact) else { return false };
    let hedged = claim.hedge != Hedge::None && is_within(stated, recorded, 10);
    comparison.slip.is_some() || hedged || differ_in_one_digit(claim, fact)
}

/// "well over 4 tons" of "nearly 4 tons": the recorded number under a hedge that names a side.
pub fn is_on_the_other_side(claim: &Quantity, fact: &Quantity) -> bool {
    claim.hedge.is_directional() && magnitudes(claim, fact).is_some_and(|(stated, recorded)| stated == recorded)
}

/// Whether two values are within a fifth of the recorded one.
pub fn is_near(claim: &Quantity, fact: &Quantity) -> bool {
    let Some((stated, recorded)) = magnitudes(claim, fact) else { return false };
    is_within(stated, recorded, 5)
}

/// Whether two values differ by no more than the `part`-th part of the second.
fn is_within(a: Decimal, b: Decimal, part: u32) -> bool {
    let times = a.checked_sub(b).and_then(|apart| apart.abs().checked_mul(Decimal::from(part)));
    times.is_some_and(|times| times <= b.abs())
}

/// "4,818" and "4,318": of numbers with three digits or more that count.
fn differ_in_one_digit(a: &Quantity, b: &Quantity) -> bool {
    let (Some(a), Some(b)) = (values::digits(a), values::digits(b)) else { return false };
    let other = a.digits.iter().zip(&b.digits).filter(|(a, b)| a != b).count();
    a.digits.len() == b.digits.len() && a.digits.len() >= 3 && other == 1
}

/// "46,000 barrels a year" of a record of barrels a day: says so where the draft states another denominator.
pub fn other_rate(claim: &Quantity, figure: &Figure) -> Option<String> {
    let stated = claim.per.as_deref()?;
    let recorded = &figure.per.first()?.value;
    let same = figure.per.iter().any(|per| per.value.trim_end_matches('s') == stated.trim_end_matches('s'));
    (!same).then(|| format!("the draft says per {stated}, recorded is per {recorded}"))
}

/// Of values that all differ, the one nearest to the claim: the likeliest to be meant.
pub fn nearest<'c>(
    claim: &Quantity,
    figure: &Figure,
    compared: &'c [(usize, Comparison)],
) -> Option<&'c (usize, Comparison)> {
    let distance = |entry: usize| {
        let (stated, recorded) = magnitudes(claim, &figure.values[entry].quantity)?;
        let (small, large) = (stated.abs().min(recorded.abs()), stated.abs().max(recorded.abs()));
        if small.is_zero() { None } else { large.checked_div(small) }
    };
    let slipped = compared.iter().find(|(_, comparison)| comparison.slip.is_some());
    slipped.or_else(|| compared.iter().min_by_key(|(entry, _)| distance(*entry).unwrap_or(Decimal::MAX)))
}

/// Both values in base units, the claim's in the unit of the record where it leaves its own out.
fn magnitudes(claim: &Quantity, fact: &Quantity) -> Option<(Decimal, Decimal)> {
    let assumed = bare::assumed(claim, &fact.unit);
    Some((magnitude(assumed.as_ref().unwrap_or(claim))?, magnitude(fact)?))
}

/// A quantity's value, or the lower end of a range, in base units.
fn magnitude(quantity: &Quantity) -> Option<Decimal> {
    match quantity.number {
        Number::Point(value)
        | Number::Vague(value, _)
        | Number::Share(value)
        | Number::Ratio(value)
        | Number::Majority(value, _)
        | Number::Range(value, _) => quantity.unit.to_base(value),
    }
}

//! Whether the parts of a sum make its total, and whether they make something near enough to be meant as it.

use rust_decimal::Decimal;

use crate::claim::frame::{Frame, Operand, SumKind};
use crate::quantity::{Dimension, Interval};

/// The sum of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Of the numbers as they are written.
    pub value: Decimal,
    /// What rounding and hedges allow.
    pub nearest: Interval,
}

impl Sum {
    /// `None` on overflow.
    pub fn of(parts: &[Operand]) -> Option<Sum> {
        let zero = Interval::point(Decimal::ZERO);
        let mut sum = Sum { value: Decimal::ZERO, nearest: zero };
        for part in parts {
            sum.value = sum.value.checked_add(part.printed.value)?;
            sum.nearest = sum.nearest.plus(&part.printed.nearest)?;
        }
        Some(sum)
    }
}

/// Whether the parts can make the total.
pub fn fits(frame: &Frame) -> bool {
    let Frame::Sum { total, parts, .. } = frame else { return false };
    Sum::of(parts).is_none_or(|sum| !sum.nearest.is_disjoint(&total.printed.nearest))
}

/// Whether the sum is near enough to be meant as the total: parts that make much more or much less belong to something else.
pub fn is_near(frame: &Frame) -> bool {
    let Frame::Sum { total, parts, kind } = frame else { return false };
    let Some(sum) = Sum::of(parts) else { return false };
    let whole = total.printed.value;
    let apart = (sum.value - whole).abs();
    let half = whole / Decimal::TWO;
    // What is missing is small: a longer remainder is one that the draft does not speak of.
    let small = (whole * Decimal::new(15, 2)).max(Decimal::TWO).min(half);
    let far = if sum.value > whole || matches!(kind, SumKind::Rest | SumKind::Drawn) { half } else { small };
    let parted = parts.iter().all(|part| part.printed.value < whole);
    parted && apart <= far || is_slip(frame)
}

/// Whether the sum misses the total by `most` of it at most, or by `least`.
pub fn is_within(frame: &Frame, most: Decimal, least: Decimal) -> bool {
    let Frame::Sum { total, parts, .. } = frame else { return false };
    let Some(sum) = Sum::of(parts) else { return false };
    let whole = total.printed.value;
    let apart = (sum.value - whole).abs();
    let parted = parts.iter().all(|part| part.printed.value < whole);
    parted && whole.checked_mul(most).is_some_and(|most| apart <= most.max(least))
}

/// Whether two swapped digits of one number explain why the parts do not make the total.
pub fn is_slip(frame: &Frame) -> bool {
    let Frame::Sum { total, parts, kind } = frame else { return false };
    let Some(sum) = Sum::of(parts) else { return false };
    // Two digits come out in the other order by chance: "21 games (nine in overtime and three at home)".
    let whole = *kind == SumKind::Drawn || *kind == SumKind::Told && parts.len() >= 3;
    let telling = |one: &Operand| one.printed.digits().len() >= 3 || whole;
    let of_part = |part: &Operand| {
        let others = sum.nearest.minus(&part.printed.nearest);
        let missing = others.and_then(|others| total.printed.nearest.minus(&others));
        missing.is_some_and(|missing| {
            missing.low >= Some(Decimal::ZERO) && telling(part) && part.printed.is_swap_of(&missing)
        })
    };
    !fits(frame) && (telling(total) && total.printed.is_swap_of(&sum.nearest) || parts.iter().any(of_part))
}

/// Whether two figures make a distance of the size that is told, or one that two swapped digits explain.
pub fn is_margin_near(frame: &Frame) -> bool {
    let Frame::Margin { margin, one, other } = frame else { return false };
    let near = |a: Decimal, b: Decimal| a.checked_mul(Decimal::TWO).is_some_and(|twice| b <= twice);
    let made = (one.printed.value - other.printed.value).abs();
    let interval = one.printed.nearest.minus(&other.printed.nearest).map(|made| made.magnitude());
    near(made, margin.printed.value) && near(margin.printed.value, made)
        || interval.is_some_and(|made| margin.printed.is_swap_of(&made))
}

/// Whether two figures can make the distance that is told.
pub fn fits_margin(frame: &Frame) -> bool {
    let Frame::Margin { margin, one, other } = frame else { return false };
    let (admitted, stated) = admitted(margin);
    let made = admitted(one).minus(&admitted(other)).map(|made| made.magnitude());
    made.is_none_or(|made| !made.is_disjoint(&stated))
}

/// What the figures of a distance stand for, and what the distance itself does: shares and points are rounded alike, so that nothing is allowed
/// for twice.
pub fn admitted(margin: &Operand) -> (fn(&Operand) -> Interval, Interval) {
    if margin.unit.dimension == Dimension::Points {
        (|operand| operand.printed.nearest, margin.printed.nearest)
    } else {
        (|operand| operand.printed.admitted, margin.printed.as_result())
    }
}

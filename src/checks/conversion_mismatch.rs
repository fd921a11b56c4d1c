//! `conversion-mismatch`: a measure and the same measure in another unit beside it, which it is not.

use rust_decimal::Decimal;

use crate::check::{Category, Check, Context, Report};
use crate::checks::change_arithmetic::{Recomputed, add, labelled, plain, words};
use crate::claim::frame::{Frame, Operand};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::quantity::{Dimension, Interval};
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "conversion-mismatch",
    summary: "A measure in brackets is not the one before it in another unit.",
    category: Category::Draft,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/conversion-mismatch.md"),
    run: Some(check),
};

/// No two of the currencies near par have been a hundred to one.
const SCALE: Decimal = Decimal::ONE_HUNDRED;

fn check(context: &Context, report: &mut Report) {
    for frame in context.frames {
        if let Frame::Rate { given, converted, times } = frame
            && let Some(diagnostic) = rate(context, given, converted, *times)
        {
            add(context, report, diagnostic, converted);
        }
        let Frame::Conversion { given, converted } = frame else { continue };
        let problem = if given.unit.dimension == Dimension::Money {
            scale(context, given, converted)
        } else {
            measure(context, given, converted)
        };
        let Some(problem) = problem else { continue };
        let diagnostic = Diagnostic::new(CHECK.name, problem).help("convert it anew, from the unit of the source");
        let labels = [(converted, "the conversion"), (given, "what is converted")];
        add(context, report, labelled(context, diagnostic, &labels), converted);
    }
}

/// What a rate is over a shorter stretch of time.
fn rate(context: &Context, given: &Operand, converted: &Operand, [least, most]: [u32; 2]) -> Option<Diagnostic> {
    let divided =
        |part: fn(&Operand) -> Interval| part(given).over(&Interval::closed(Decimal::from(least), Decimal::from(most)));
    let recomputed = Recomputed {
        formula: format!("{} / {least}", words(context, given)),
        value: given.printed.value.checked_div(Decimal::from(least))?,
        rounded: divided(|operand| operand.printed.rounded)?,
        admitted: divided(|operand| operand.printed.admitted)?,
        unit: String::new(),
    };
    let diagnostic = Diagnostic::new(CHECK.name, recomputed.against(context, converted))
        .confidence(Confidence::Medium)
        .help("one of the two is wrong, or they are two prices: look them up, or say so");
    Some(labelled(context, diagnostic, &[(converted, "over the shorter time"), (given, "over the longer time")]))
}

/// What the measure is in the other unit, where that is not what the draft says.
fn measure(context: &Context, given: &Operand, converted: &Operand) -> Option<String> {
    let (from, to) = (loose(given)?, loose(converted)?);
    // A difference of temperatures converts without the offset of the scale.
    let bare = |operand: &Operand, interval: Interval| {
        let offset = Interval::point(operand.unit.offset);
        interval.minus(&offset)
    };
    let fits = !from.is_disjoint(&to) || !bare(given, from)?.is_disjoint(&bare(converted, to)?);
    if fits {
        return None;
    }
    let value = given.printed.value.checked_sub(converted.unit.offset)?.checked_div(converted.unit.factor)?;
    // As many digits as the draft gives, and one more for small numbers.
    let digits = if value < Decimal::TEN { 1 } else { 0 };
    let unit = &converted.unit.name;
    let plural = if unit.len() > 2 && unit.is_ascii() { "s" } else { "" };
    let (shown, said) = (words(context, given), words(context, converted));
    Some(format!("{shown} is {} {unit}{plural}; the draft says {said}", plain(value, digits)))
}

/// A converted number is rounded as whoever converts sees fit: half of its last place that is not zero, at most a twentieth.
fn loose(operand: &Operand) -> Option<Interval> {
    let twentieth = operand.printed.value / Decimal::from(20);
    let place = operand.printed.place;
    // The place in the unit's own scale tells where the zeros begin.
    let own = operand.printed.value.checked_sub(operand.unit.offset)?.checked_div(operand.unit.factor)?.normalize();
    let mut zeros = place;
    let mut digit = place.checked_div(operand.unit.factor)?;
    while !own.is_zero() && (own % digit.checked_mul(Decimal::TEN)?).is_zero() {
        digit = digit.checked_mul(Decimal::TEN)?;
        zeros = zeros.checked_mul(Decimal::TEN)?;
    }
    let half = (zeros / Decimal::TWO).min(twentieth).max(place);
    let around = Interval::closed(operand.printed.value - half, operand.printed.value + half);
    Some(operand.printed.admitted.joined(&around))
}

/// "€5 million ($7 billion)": rates move, but not by a hundred.
fn scale(context: &Context, given: &Operand, converted: &Operand) -> Option<String> {
    let ratio = converted.printed.value.checked_div(given.printed.value)?;
    let off = ratio >= SCALE || ratio.checked_mul(SCALE)? <= Decimal::ONE;
    let (shown, said) = (words(context, given), words(context, converted));
    off.then(|| format!("{shown} cannot be {said}: a slip of scale (thousand, million, billion)"))
}

//! `parts-arithmetic`: parts that do not add up to their total, and a lead that is not the distance of two figures.

use rust_decimal::Decimal;

use crate::check::{Category, Check, Context, Report};
use crate::checks::change_arithmetic::{Recomputed, add, labelled, plain, words};
use crate::claim::frame::{Frame, Operand, SumKind};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::document::Document;
use crate::quantity::{Dimension, Interval};
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "parts-arithmetic",
    summary: "Parts that do not add up to the total beside them, or a lead that is not the distance of two figures.",
    category: Category::Draft,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/parts-arithmetic.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for frame in context.frames {
        match frame {
            Frame::Sum { total, parts, kind } => {
                if let Some(diagnostic) = sum(context, total, parts, *kind) {
                    add(context, report, diagnostic, total);
                }
            }
            Frame::Margin { margin, one, other } => {
                if let Some(diagnostic) = lead(context, margin, one, other) {
                    add(context, report, diagnostic, margin);
                }
            }
            _ => {}
        }
    }
}

/// The sum of the parts against the total.
fn sum(context: &Context, total: &Operand, parts: &[Operand], kind: SumKind) -> Option<Diagnostic> {
    let mut value = Decimal::ZERO;
    let (mut rounded, mut admitted) = (Interval::point(value), Interval::point(value));
    for part in parts {
        value = value.checked_add(part.printed.value)?;
        rounded = rounded.plus(&part.printed.rounded)?;
        admitted = admitted.plus(&part.printed.admitted)?;
    }
    let whole = &total.printed;
    let over = value > whole.value;
    if !admitted.is_disjoint(&whole.admitted) || !(over || kind == SumKind::Stated) {
        return None;
    }
    if kind != SumKind::Shares && !is_a_slip(value, parts, total, kind) {
        return None;
    }
    let formula: Vec<String> = parts.iter().map(|part| words(context, part)).collect();
    let formula = formula.join(" + ");
    let message = if kind == SumKind::Shares {
        let digits = whole.place.normalize().scale();
        format!("{formula} = {}%: the shares of one whole cannot exceed 100%", plain(value, digits))
    } else {
        let result = like(&words(context, total), whole.value, value);
        format!("{formula} = {result}; the draft says {}", words(context, total))
    };
    let sure = if kind == SumKind::Told { Confidence::Medium } else { Confidence::High };
    let mut diagnostic = Diagnostic::new(CHECK.name, message)
        .confidence(sure)
        .help("one of the figures is wrong, or the parts overlap or leave something out: look them up, or say so");
    if kind != SumKind::Shares {
        diagnostic = labelled(context, diagnostic, &[(total, "the total")]);
    }
    for part in parts {
        diagnostic = diagnostic.label(Document::FILE, context.document.source_span(part.span), "a part");
    }
    Some(diagnostic)
}

/// Whether the sum is near enough to be meant as the total: parts that make much more or much less belong to something else.
fn is_a_slip(value: Decimal, parts: &[Operand], total: &Operand, kind: SumKind) -> bool {
    let whole = total.printed.value;
    let smaller = parts.iter().all(|part| part.printed.value < whole);
    let apart = (value - whole).abs();
    let half = whole / Decimal::TWO;
    let near = match kind {
        _ if value > whole => apart <= half,
        // What is missing is small: a longer remainder is one that the draft does not speak of.
        _ => apart <= (whole * Decimal::new(15, 2)).max(Decimal::TWO),
    };
    smaller && near
}

/// The distance of two figures against the lead.
fn lead(context: &Context, margin: &Operand, one: &Operand, other: &Operand) -> Option<Diagnostic> {
    let (high, low) = if one.printed.value >= other.printed.value { (one, other) } else { (other, one) };
    let difference = |part: fn(&Operand) -> Interval| part(high).minus(&part(low)).map(|interval| interval.magnitude());
    let points = margin.unit.dimension == Dimension::Points;
    let recomputed = Recomputed {
        formula: format!("{} − {}", words(context, high), words(context, low)),
        value: high.printed.value.checked_sub(low.printed.value)?,
        rounded: difference(|operand| operand.printed.rounded)?,
        admitted: difference(|operand| operand.printed.admitted)?,
        unit: if points { " points" } else { "" }.into(),
    };
    if !recomputed.admitted.is_disjoint(&margin.printed.as_result()) {
        return None;
    }
    let message = format!("{}; the draft says {}", recomputed.shown(margin), words(context, margin));
    let diagnostic = Diagnostic::new(CHECK.name, message)
        .help("one of the three is wrong, or the lead is over somebody else: look them up, or say over whom");
    let labels = [(margin, "the lead as stated"), (one, "one figure"), (other, "the other")];
    Some(labelled(context, diagnostic, &labels))
}

/// `value` written as the draft writes another: "£522.2m" after "£486.2m".
fn like(text: &str, stands_for: Decimal, value: Decimal) -> String {
    let from = text.find(|c: char| c.is_ascii_digit());
    let Some(from) = from else { return plain(value, 3) };
    let len = text[from..].find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(text.len() - from);
    let digits = text[from..from + len].trim_end_matches(['.', ',']);
    let written: Option<Decimal> = digits.replace(',', "").parse().ok();
    let scale = written.filter(|written| !written.is_zero()).and_then(|written| stands_for.checked_div(written));
    let Some(number) = scale.and_then(|scale| value.checked_div(scale)) else { return plain(value, 3) };
    format!("{}{}{}", &text[..from], plain(number, 3), &text[from + digits.len()..])
}

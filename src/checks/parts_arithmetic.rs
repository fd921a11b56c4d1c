//! `parts-arithmetic`: parts that do not add up to their total, and a lead that is not the distance of two figures.

use rust_decimal::Decimal;

use crate::check::{Category, Check, Context, Report};
use crate::checks::change_arithmetic::{Recomputed, add, labelled, plain, words};
use crate::claim::frame::sums::{self, Sum};
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
            Frame::Sum { total, .. } => {
                if let Some(diagnostic) = sum(context, frame) {
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
fn sum(context: &Context, frame: &Frame) -> Option<Diagnostic> {
    let Frame::Sum { total, parts, kind } = frame else { return None };
    let kind = *kind;
    let value = Sum::of(parts)?.value;
    let whole = &total.printed;
    let told = matches!(kind, SumKind::Told | SumKind::Shares);
    if sums::fits(frame) || told && value <= whole.value || kind != SumKind::Shares && !sums::is_near(frame) {
        return None;
    }
    let formula: Vec<String> = parts.iter().map(|part| words(context, part)).collect();
    let formula = formula.join(" + ");
    let in_percent = total.span == parts[0].span || parts.iter().any(|part| part.span == total.span);
    let message = if kind == SumKind::Shares {
        let digits = whole.place.normalize().scale();
        format!("{formula} = {}%: the shares of one whole cannot exceed 100%", plain(value, digits))
    } else if in_percent {
        let digits = whole.place.normalize().scale();
        format!("{formula} = {}%: with the rest, shares make 100%", plain(value, digits))
    } else {
        let result = like(&words(context, total), whole.value, value);
        format!("{formula} = {result}; the draft says {}", words(context, total))
    };
    let sure = if matches!(kind, SumKind::Told | SumKind::Listed) { Confidence::Medium } else { Confidence::High };
    let mut diagnostic = Diagnostic::new(CHECK.name, message)
        .confidence(sure)
        .help("one of the figures is wrong, or the parts overlap or leave something out: look them up, or say so");
    if !in_percent {
        diagnostic = labelled(context, diagnostic, &[(total, "the total")]);
    }
    for part in parts {
        diagnostic = diagnostic.label(Document::FILE, context.document.source_span(part.span), "a part");
    }
    Some(diagnostic)
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

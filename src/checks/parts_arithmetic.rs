//! `parts-arithmetic`: parts that do not add up to their total, and a lead or a length of time that is not the distance of two figures.

use rust_decimal::Decimal;

use crate::check::{Category, Check, Context, Report};
use crate::checks::change_arithmetic::{Recomputed, add, labelled, like, plain, words};
use crate::claim::frame::sums::{self, Sum};
use crate::claim::frame::{Frame, Operand, SumKind};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::document::Document;
use crate::quantity::{Dimension, Interval};
use crate::settings::Level;
use crate::span::Span;

pub static CHECK: Check = Check {
    name: "parts-arithmetic",
    summary: "Parts that do not add up to their total, or a lead or a length of time that is not the distance of two figures.",
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
            Frame::Years { length, from, to } => {
                if let Some(diagnostic) = years(context, length, *from, *to) {
                    add(context, report, diagnostic, length);
                }
            }
            Frame::Product { total, count, each } => {
                if let Some(diagnostic) = product(context, total, count, each) {
                    add(context, report, diagnostic, each);
                }
            }
            _ => {}
        }
    }
}

/// A length of time against the two years that it lies between. The months are not told, so that a year more or less is possible.
fn years(context: &Context, length: &Operand, from: (i32, Span), to: (i32, Span)) -> Option<Diagnostic> {
    let made = Decimal::from(to.0.checked_sub(from.0)?);
    let said = length.printed.value.checked_div(length.unit.factor)?;
    if (made - said).abs() <= Decimal::ONE {
        return None;
    }
    let message = format!("{} − {} = {made} years; the draft says {}", to.0, from.0, words(context, length));
    let place = |span: Span| context.document.source_span(span);
    let mut diagnostic = Diagnostic::new(CHECK.name, message)
        .confidence(Confidence::Medium)
        .help("the length of time or one of the years is wrong, or it is counted from another: look them up")
        .label(Document::FILE, place(length.span), "the length as stated")
        .label(Document::FILE, place(from.1), "from this year");
    if to.1 != from.1 {
        diagnostic = diagnostic.label(Document::FILE, place(to.1), "to this one");
    }
    Some(diagnostic)
}

/// What each of so many gets or costs against what all do.
fn product(context: &Context, total: &Operand, count: &Operand, each: &Operand) -> Option<Diagnostic> {
    let share = |part: fn(&Operand) -> Interval| part(total).over(&part(count));
    let recomputed = Recomputed {
        formula: format!("{} / {}", words(context, total), words(context, count)),
        value: total.printed.value.checked_div(count.printed.value)?,
        rounded: share(|operand| operand.printed.rounded)?,
        admitted: share(|operand| operand.printed.admitted)?,
        unit: String::new(),
    };
    let (made, said) = (recomputed.value, each.printed.value);
    // Ten times as much is a slip too; anything else so far off is told of something else.
    let near = |a: Decimal, b: Decimal| a.checked_mul(Decimal::TWO).is_none_or(|twice| b <= twice);
    let scaled = [Decimal::TEN, Decimal::ONE_HUNDRED, Decimal::ONE_THOUSAND]
        .iter()
        .any(|&scale| said.checked_mul(scale) == Some(made) || made.checked_mul(scale) == Some(said));
    let all = count.printed.value.checked_mul(said).map(Interval::point);
    let swapped =
        each.printed.is_swap_of(&recomputed.admitted) || all.is_some_and(|all| total.printed.is_swap_of(&all));
    let meant = near(made, said) && near(said, made) || scaled || swapped;
    if !meant || !recomputed.admitted.is_disjoint(&each.printed.as_result()) {
        return None;
    }
    let diagnostic = Diagnostic::new(CHECK.name, recomputed.against(context, each))
        .confidence(Confidence::Medium)
        .help("one of the three is wrong, or the amounts are of other things: look them up, or say of what");
    Some(labelled(context, diagnostic, &[(each, "for each"), (count, "of so many"), (total, "in all")]))
}

/// The sum of the parts against the total.
fn sum(context: &Context, frame: &Frame) -> Option<Diagnostic> {
    let Frame::Sum { total, parts, kind } = frame else { return None };
    let kind = *kind;
    let value = Sum::of(parts)?.value;
    let whole = &total.printed;
    let told = matches!(kind, SumKind::Told | SumKind::Shares);
    if sums::fits(frame)
        || told && value <= whole.value && !sums::is_slip(frame)
        || kind != SumKind::Shares && !sums::is_near(frame)
    {
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
        let result = like(&words(context, total), whole.value, value, 3);
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
    let (admitted, stated) = sums::admitted(margin);
    let recomputed = Recomputed {
        formula: format!("{} − {}", words(context, high), words(context, low)),
        value: high.printed.value.checked_sub(low.printed.value)?,
        rounded: difference(|operand| operand.printed.rounded)?,
        admitted: difference(admitted)?,
        unit: if points { " points" } else { "" }.into(),
    };
    if !recomputed.admitted.is_disjoint(&stated) {
        return None;
    }
    let diagnostic = Diagnostic::new(CHECK.name, recomputed.against(context, margin))
        .help("one of the three is wrong, or the lead is over somebody else: look them up, or say over whom");
    let labels = [(margin, "the lead as stated"), (one, "one figure"), (other, "the other")];
    Some(labelled(context, diagnostic, &labels))
}

//! `share-arithmetic`: a share that its part and its whole do not make.

use rust_decimal::Decimal;

use crate::check::{Category, Check, Context, Report};
use crate::checks::change_arithmetic::{Recomputed, add, labelled, plain, words};
use crate::claim::frame::{Frame, Operand};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::quantity::Interval;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "share-arithmetic",
    summary: "A share that the part and the whole beside it do not make.",
    category: Category::Draft,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/share-arithmetic.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for frame in context.frames {
        match frame {
            Frame::Share { share, part, whole } => {
                if let Some(diagnostic) = share_of(context, share, part, whole) {
                    add(context, report, diagnostic, share);
                }
            }
            Frame::Split { share, part, other } => {
                if let Some(diagnostic) = split(context, share, part, other) {
                    add(context, report, diagnostic, share);
                }
            }
            Frame::Grain { share, whole } => {
                if let Some(diagnostic) = grain(context, share, whole) {
                    add(context, report, diagnostic, share);
                }
            }
            _ => {}
        }
    }
}

/// part / whole against the share.
fn share_of(context: &Context, share: &Operand, part: &Operand, whole: &Operand) -> Option<Diagnostic> {
    let ratio = |part: Interval, whole: Interval| part.over(&whole)?.times(Decimal::ONE_HUNDRED);
    let recomputed = Recomputed {
        formula: format!("{} / {}", words(context, part), words(context, whole)),
        value: part.printed.value.checked_div(whole.printed.value)?.checked_mul(Decimal::ONE_HUNDRED)?,
        rounded: ratio(part.printed.rounded, whole.printed.rounded)?,
        admitted: ratio(part.printed.admitted, whole.printed.admitted)?,
        unit: "%".into(),
    };
    if !recomputed.admitted.is_disjoint(&share.printed.as_result()) {
        return None;
    }
    let said = context.document.text(share.span).split_whitespace().collect::<Vec<_>>().join(" ");
    let diagnostic =
        Diagnostic::new(CHECK.name, format!("{}; the draft says {said}", recomputed.shown(context, share)))
            .help("one of the three is wrong: look them up; if the share is of something else, say of what");
    let labels = [(share, "the share as stated"), (part, "the part"), (whole, "the whole")];
    Some(labelled(context, diagnostic, &labels))
}

/// part / (part + other) against the share.
fn split(context: &Context, share: &Operand, part: &Operand, other: &Operand) -> Option<Diagnostic> {
    let ratio = |of: fn(&Operand) -> Interval| of(part).over(&of(part).plus(&of(other))?)?.times(Decimal::ONE_HUNDRED);
    let all = part.printed.value.checked_add(other.printed.value)?;
    let (one, two) = (words(context, part), words(context, other));
    let recomputed = Recomputed {
        formula: format!("{one} / ({one} + {two})"),
        value: part.printed.value.checked_div(all)?.checked_mul(Decimal::ONE_HUNDRED)?,
        rounded: ratio(|operand| operand.printed.rounded)?,
        admitted: ratio(|operand| operand.printed.admitted)?,
        unit: "%".into(),
    };
    if !recomputed.admitted.is_disjoint(&share.printed.as_result()) {
        return None;
    }
    let diagnostic = Diagnostic::new(CHECK.name, recomputed.against(context, share))
        .help("one of the counts or the shares is wrong: look them up; if others have a part of the whole too, say so");
    Some(labelled(
        context,
        diagnostic,
        &[(share, "the share as stated"), (part, "the part"), (other, "the other part")],
    ))
}

/// Wholes up to this many are looked at: beyond, every percentage without decimals is some number of them.
const MOST: u32 = 1000;

/// Whether any whole number out of `whole` is the share (after Brown & Heathers' GRIM).
fn grain(context: &Context, share: &Operand, whole: &Operand) -> Option<Diagnostic> {
    let of = whole.printed.value;
    if !whole.printed.exact || of > Decimal::from(MOST) || of < Decimal::TWO {
        return None;
    }
    let percent = |count: Decimal| count.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(of);
    let below = share.printed.value.checked_mul(of)?.checked_div(Decimal::ONE_HUNDRED)?.floor();
    let above = below.checked_add(Decimal::ONE)?;
    let (low, high) = (percent(below)?, percent(above)?);
    let stated = share.printed.as_result();
    let fits = |value: Decimal| !stated.is_disjoint(&Interval::point(value));
    if fits(low) || fits(high) || share.printed.value > Decimal::ONE_HUNDRED {
        return None;
    }
    let digits = share.printed.place.normalize().scale().max(1);
    let (said, all) = (words(context, share), words(context, whole));
    let message = format!(
        "{said} of {all} is no whole number: {} of {all} is {}%, {} of {all} is {}%",
        plain(below, 0),
        plain(low, digits),
        plain(above, 0),
        plain(high, digits),
    );
    let diagnostic = Diagnostic::new(CHECK.name, message)
        .confidence(Confidence::Medium)
        .help("look up how many it were, and of how many; if the answers are weighted, say so");
    Some(labelled(context, diagnostic, &[(share, "the share as stated"), (whole, "the whole")]))
}

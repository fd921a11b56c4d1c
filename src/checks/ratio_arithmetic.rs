//! `ratio-arithmetic`: "doubled" of two figures that are not in that ratio.

use rust_decimal::Decimal;

use crate::check::{Category, Check, Context, Report};
use crate::checks::change_arithmetic::{Recomputed, add, labelled, words};
use crate::claim::frame::{Frame, Operand};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::quantity::{Dimension, Interval};
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "ratio-arithmetic",
    summary: "Two figures are not in the ratio that the words between them give.",
    category: Category::Draft,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/ratio-arithmetic.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for frame in context.frames {
        let Frame::Change { change, new, old, sure, .. } = frame else { continue };
        if !matches!(&change.unit.dimension, Dimension::Measured(name) if name == "ratio") {
            continue;
        }
        let Some(recomputed) = ratio(context, new, old) else { continue };
        let stated = &change.printed;
        // "More than halved" is less than a half: a bound of a ratio below one may lie on either side.
        let bounded = !stated.rounded.contains(&Interval::point(stated.value));
        if (bounded && stated.value < Decimal::ONE) || !recomputed.admitted.is_disjoint(&stated.admitted) {
            continue;
        }
        let said = context.document.text(change.span);
        let diagnostic =
            Diagnostic::new(CHECK.name, format!("{}; the draft says “{said}”", recomputed.shown(context, change)))
                .confidence(if *sure { Confidence::High } else { Confidence::Medium })
                .help("one of the two figures is wrong, or the word is: look them up");
        let labels = [(change, "the ratio as stated"), (new, "the new figure"), (old, "the old figure")];
        add(context, report, labelled(context, diagnostic, &labels), change);
    }
}

fn ratio(context: &Context, new: &Operand, old: &Operand) -> Option<Recomputed> {
    Some(Recomputed {
        formula: format!("{} / {}", words(context, new), words(context, old)),
        value: new.printed.value.checked_div(old.printed.value)?,
        rounded: new.printed.rounded.over(&old.printed.rounded)?,
        admitted: new.printed.admitted.over(&old.printed.admitted)?,
        unit: String::new(),
    })
}

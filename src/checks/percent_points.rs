//! `percent-points`: the difference of two percentages told in percent.

use rust_decimal::Decimal;

use crate::check::{Category, Check, Context, Report};
use crate::checks::change_arithmetic::{add, growth, is_difference, labelled, plain, words};
use crate::claim::frame::Frame;
use crate::diagnostic::Diagnostic;
use crate::quantity::Dimension;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "percent-points",
    summary: "The distance of two percentages is told in percent where it is percentage points.",
    category: Category::Draft,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/percent-points.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for frame in context.frames {
        let Frame::Change { change, new, old, .. } = frame else { continue };
        let percent = [change, new, old].iter().all(|operand| operand.unit.dimension == Dimension::Percent);
        if !percent || !is_difference(change, new, old) {
            continue;
        }
        let Some(grown) = growth(context, new, old) else { continue };
        let stated = change.printed.as_result();
        let Some(points) = new.printed.value.checked_sub(old.printed.value).map(|points| points.abs()) else {
            continue;
        };
        // Of percentages near a hundred, points and percent come to the same.
        if !grown.admitted.magnitude().is_disjoint(&stated) || points.is_zero() {
            continue;
        }
        let digits = change.printed.place.normalize().scale();
        let unit = if points == Decimal::ONE { "percentage point" } else { "percentage points" };
        let message = format!(
            "{} and {} are {} {unit} apart, or {}% of the old figure; the draft says {}",
            words(context, old),
            words(context, new),
            plain(points, digits.max(1)),
            plain(grown.value.abs(), digits),
            words(context, change),
        );
        let diagnostic = Diagnostic::new(CHECK.name, message)
            .help("write “percentage points”, or give the change in percent of the old figure");
        let labels = [(change, "percent, where points are meant"), (new, "the new figure"), (old, "the old figure")];
        add(context, report, labelled(context, diagnostic, &labels), change);
    }
}

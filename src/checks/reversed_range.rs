//! `reversed-range`: a range whose first end is the greater one.

use crate::check::{Category, Check, Context, Report};
use crate::checks::change_arithmetic::{add, labelled, words};
use crate::claim::frame::Frame;
use crate::diagnostic::Diagnostic;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "reversed-range",
    summary: "A range whose first end is the greater one.",
    category: Category::Draft,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/reversed-range.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for frame in context.frames {
        let Frame::Range { low, high } = frame else { continue };
        if low.printed.value <= high.printed.value {
            continue;
        }
        let (first, second) = (words(context, low), words(context, high));
        let diagnostic =
            Diagnostic::new(CHECK.name, format!("between {first} and {second}: {first} is more than {second}"))
                .help("turn the two round, or look up the one that is wrong");
        let labels = [(low, "the lower end comes first"), (high, "less than the first")];
        add(context, report, labelled(context, diagnostic, &labels), low);
    }
}

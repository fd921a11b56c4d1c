//! `reversed-range`: a range whose first end is the greater one.

use crate::check::{Category, Check, Context, Report};
use crate::checks::change_arithmetic::{add, labelled, words};
use crate::claim::frame::Frame;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::settings::Level;
use crate::span::Span;

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
        if let Frame::Turned { from, to } = frame
            && !context.document.is_masked(from.1.to(to.1))
        {
            let diagnostic = turned(context, *from, *to);
            if context.mentions.is_quoted(from.1) { report.add_quieter(diagnostic) } else { report.add(diagnostic) }
        }
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

/// A time that ends before it begins.
fn turned(context: &Context, from: (i32, Span), to: (i32, Span)) -> Diagnostic {
    let place = |span: Span| context.document.source_span(span);
    Diagnostic::new(CHECK.name, format!("from {} to {}: {} is later than {}", from.0, to.0, from.0, to.0))
        .label(Document::FILE, place(from.1), "the beginning")
        .label(Document::FILE, place(to.1), "the end, before it")
        .help("turn the two round, or look up the one that is wrong")
}

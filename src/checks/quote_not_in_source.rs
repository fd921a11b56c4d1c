//! `quote-not-in-source`: a quotation that no source of the draft has.

use crate::check::{Category, Check, Context, Report};
use crate::claim::source::Sourced;
use crate::claim::{ClaimKind, Judgement};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::document::Document;
use crate::settings::Level;
use crate::text::opening::opening;

pub static CHECK: Check = Check {
    name: "quote-not-in-source",
    summary: "A quotation that no source of the draft has.",
    category: Category::Facts,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/quote-not-in-source.md"),
    run: Some(check),
};

/// Words of a quotation that a message shows, in code points.
const SHOWN: usize = 40;

fn check(context: &Context, report: &mut Report) {
    for judgement in context.judgements {
        if judgement.kind == ClaimKind::Quote && judgement.reading.sourced == Some(Sourced::Missing) {
            report.add(diagnostic(context, judgement));
        }
    }
}

fn diagnostic(context: &Context, judgement: &Judgement) -> Diagnostic {
    let document = context.document;
    let words = document.text(judgement.span);
    let shown = opening(words, SHOWN);
    let titles: Vec<&str> = context.sources.iter().map(|source| source.text.citation.title.as_str()).collect();
    let message = match titles[..] {
        [title] => format!("“{shown}” is not in {title}"),
        _ => format!("“{shown}” is in none of {} sources", titles.len()),
    };
    let found = Diagnostic::new(CHECK.name, message)
        .confidence(Confidence::Medium)
        .label(Document::FILE, document.source_span(judgement.span), "no source has these words")
        .help("quote what the source has, take the marks off what is told in other words, or name the source");
    if titles.len() > 1 { found.note(format!("looked for in {}", titles.join(", "))) } else { found }
}

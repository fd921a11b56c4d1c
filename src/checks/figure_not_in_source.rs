//! `figure-not-in-source`: a figure that no source of the draft states.

use crate::check::{Category, Check, Context, Report};
use crate::claim::source::{Passage, Sourced};
use crate::claim::{ClaimKind, Judgement};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::document::Document;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "figure-not-in-source",
    summary: "A figure that no source of the draft states.",
    category: Category::Facts,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/figure-not-in-source.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for judgement in context.judgements {
        let figure =
            matches!(judgement.kind, ClaimKind::Figure | ClaimKind::Date | ClaimKind::Age | ClaimKind::Duration);
        // Of the words of a quotation their own check speaks.
        if figure && !judgement.quoted {
            match &judgement.reading.sourced {
                Some(Sourced::Other(passage)) => report.add(other(context, judgement, *passage)),
                Some(Sourced::Missing) => report.add(missing(context, judgement)),
                _ => {}
            }
        }
    }
}

fn other(context: &Context, judgement: &Judgement, passage: Passage) -> Diagnostic {
    let document = context.document;
    let stated = document.text(judgement.span);
    let source = &context.sources[passage.source];
    let there = source.text.document.text(passage.span);
    let title = &source.text.citation.title;
    let message = format!("draft {stated}, {title} has {there}");
    Diagnostic::new(CHECK.name, message)
        .confidence(Confidence::Medium)
        .label(Document::FILE, document.source_span(judgement.span), format!("the draft says {stated}"))
        .label(source.file, source.text.document.source_span(passage.span), format!("{title} says {there}"))
        .help("write what the source has, or name the source that has the draft's figure")
}

fn missing(context: &Context, judgement: &Judgement) -> Diagnostic {
    let document = context.document;
    let stated = document.text(judgement.span);
    let titles: Vec<&str> = context
        .sources
        .iter()
        .filter(|source| source.binding)
        .map(|source| source.text.citation.title.as_str())
        .collect();
    let message = match titles[..] {
        [title] => format!("{stated} is not in {title}"),
        _ => format!("{stated} is in none of {} sources", titles.len()),
    };
    let diagnostic = Diagnostic::new(CHECK.name, message)
        .confidence(Confidence::Medium)
        .label(Document::FILE, document.source_span(judgement.span), "no source states it")
        .help("correct the figure, or name the source that has it");
    if titles.len() > 1 { diagnostic.note(format!("looked for in {}", titles.join(", "))) } else { diagnostic }
}

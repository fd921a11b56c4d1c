//! `title-not-in-source`: an office that the draft gives somebody to whom a source gives another.

use crate::check::{Category, Check, Context, Report};
use crate::claim::source::{Passage, Sourced};
use crate::claim::{ClaimKind, Judgement};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::document::Document;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "title-not-in-source",
    summary: "An office that a source gives otherwise.",
    category: Category::Facts,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/title-not-in-source.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for judgement in context.judgements {
        if judgement.kind == ClaimKind::Title
            && !judgement.quoted
            && let Some(Sourced::Other(passage)) = judgement.reading.sourced
        {
            report.add(diagnostic(context, judgement, passage));
        }
    }
}

fn diagnostic(context: &Context, judgement: &Judgement, passage: Passage) -> Diagnostic {
    let document = context.document;
    let stated = document.text(judgement.span);
    let source = &context.sources[passage.source];
    let there = source.text.document.text(passage.span);
    let title = &source.text.citation.title;
    let person = &judgement.reading.label;
    Diagnostic::new(CHECK.name, format!("{person}: draft {stated}, {title} has {there}"))
        .confidence(Confidence::Medium)
        .label(Document::FILE, document.source_span(judgement.span), "the office in the draft")
        .label(source.file, source.text.document.source_span(passage.span), format!("{title} says {there}"))
        .help("write the office that the source gives, say when it changed, or record the person's titles in the fact file")
}

//! `title-mismatch`: offices given to persons of whom another one is recorded.

use crate::check::{Category, Check, Context, Report};
use crate::claim::title::describe;
use crate::claim::{ClaimKind, Evidence, Judgement, Verdict};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::settings::{DateOrigin, Level};
use crate::span::Span;

pub static CHECK: Check = Check {
    name: "title-mismatch",
    summary: "A person is given an office or title other than the recorded one.",
    category: Category::Facts,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/title-mismatch.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for judgement in context.judgements {
        if judgement.kind == ClaimKind::Title
            && judgement.verdict == Verdict::Refuted
            && judgement.reading.given_to.is_none()
            && let Some(evidence) = &judgement.evidence
        {
            let diagnostic = diagnostic(context, judgement, evidence);
            report.add_at(diagnostic, if judgement.quoted { Severity::quieter } else { |severity| severity });
        }
    }
}

fn diagnostic(context: &Context, judgement: &Judgement, evidence: &Evidence) -> Diagnostic {
    let document = context.document;
    let person = context.facts.entities.get(evidence.index);
    let fact = person.and_then(|person| person.titles.get(evidence.entry));
    let recorded = fact.map_or_else(String::new, |fact| fact.title.value.clone());
    let in_full = fact.map_or_else(String::new, |fact| describe(context.facts, fact));
    let name = &judgement.reading.label;
    let span = said(context, judgement, &recorded);
    let words = document.text(span);
    // The same words on both sides differ in whose office it is, or in when it was held.
    let shown = if words.to_lowercase().ends_with(&recorded.to_lowercase()) { &in_full } else { &recorded };
    let mut diagnostic = Diagnostic::new(CHECK.name, format!("{name}: draft {words}, recorded {shown}"))
        .confidence(judgement.confidence)
        .label(Document::FILE, document.source_span(span), "the draft’s title")
        .label(evidence.place.file, evidence.place.span, format!("recorded: {in_full}"))
        .help(format!("write {recorded}, or correct the titles recorded of {name}"));
    for remark in &judgement.reading.remarks {
        diagnostic = diagnostic.note(remark);
    }
    if let Some(note) = judged_on(context) {
        diagnostic = diagnostic.note(note);
    }
    diagnostic.fact(&evidence.key, None)
}

/// The draft's title, with the field after it where only that differs: "professor of geology" of a professor of hydrology.
fn said(context: &Context, judgement: &Judgement, recorded: &str) -> Span {
    let words = context.document.text(judgement.span).to_lowercase();
    let scope = context.mentions.titles.get(judgement.mention).map_or(&[][..], |title| &title.scope);
    let after = scope.iter().map(|(span, _)| *span).filter(|span| span.start() >= judgement.span.end()).min();
    match after {
        Some(field) if recorded.to_lowercase().starts_with(&words) && recorded.len() > words.len() => {
            judgement.span.to(field)
        }
        _ => judgement.span,
    }
}

/// The date a title is judged on, and where it comes from.
pub(super) fn judged_on(context: &Context) -> Option<String> {
    let (date, origin) = context.date?;
    let origin = match origin {
        DateOrigin::Draft => "the draft’s own date",
        DateOrigin::CommandLine => "--date",
        DateOrigin::Settings => "settings",
    };
    Some(format!("judged on {date} ({origin})"))
}

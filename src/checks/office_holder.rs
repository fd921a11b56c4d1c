//! `office-holder`: an office given to somebody else than its recorded holder.

use crate::check::{Category, Check, Context, Report};
use crate::checks::title_mismatch::judged_on;
use crate::claim::title::describe;
use crate::claim::{ClaimKind, Evidence, Judgement, Verdict};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::settings::Level;
use crate::span::Span;

pub static CHECK: Check = Check {
    name: "office-holder",
    summary: "An office is given to somebody else than its recorded holder.",
    category: Category::Facts,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/office-holder.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for judgement in context.judgements {
        if judgement.kind == ClaimKind::Title
            && judgement.verdict == Verdict::Refuted
            && let Some(name) = judgement.reading.given_to
            && let Some(evidence) = &judgement.evidence
        {
            let diagnostic = diagnostic(context, judgement, evidence, name);
            report.add_at(diagnostic, if judgement.quoted { Severity::quieter } else { |severity| severity });
        }
    }
}

fn diagnostic(context: &Context, judgement: &Judgement, evidence: &Evidence, name: Span) -> Diagnostic {
    let document = context.document;
    let holder = context.facts.entities.get(evidence.index);
    let fact = holder.and_then(|person| person.titles.get(evidence.entry));
    let (office, in_full) =
        fact.map_or_else(Default::default, |fact| (fact.title.value.clone(), describe(context.facts, fact)));
    let (given, recorded) = (document.text(name), &judgement.reading.label);
    let mut diagnostic = Diagnostic::new(CHECK.name, format!("{office}: draft {given}, recorded {recorded}"))
        .confidence(judgement.confidence)
        .label(Document::FILE, document.source_span(name), "the draft’s holder")
        .label(evidence.place.file, evidence.place.span, format!("recorded of {recorded}: {in_full}"))
        .help(format!("name {recorded}, or correct the title, or end the recorded one with `until`"))
        .fact(&evidence.key, None);
    if let Some(note) = judged_on(context) {
        diagnostic = diagnostic.note(note);
    }
    diagnostic
}

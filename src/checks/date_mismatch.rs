//! `date-mismatch`: a date told of something recorded that contradicts the recorded one.

use crate::check::{Category, Check, Context, Report};
use crate::claim::{ClaimKind, Evidence, Judgement, Verdict};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "date-mismatch",
    summary: "A date told of an event, a life, a body or an office differs from the recorded one.",
    category: Category::Facts,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/date-mismatch.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for judgement in context.judgements {
        if judgement.kind == ClaimKind::Date
            && judgement.verdict == Verdict::Refuted
            && !is_weekday_alone(context, judgement)
            && let Some(evidence) = &judgement.evidence
        {
            report_worded(&CHECK, context, judgement, evidence, report);
        }
    }
}

/// Those are `weekday-mismatch`.
fn is_weekday_alone(context: &Context, judgement: &Judgement) -> bool {
    context.mentions.dates.get(judgement.mention).is_some_and(|date| date.is_weekday_alone())
}

/// Words a refuted date, age or duration for `check`.
pub(super) fn report_worded(
    check: &Check,
    context: &Context,
    judgement: &Judgement,
    evidence: &Evidence,
    report: &mut Report,
) {
    let document = context.document;
    let stated = document.text(judgement.span);
    let recorded = judgement.reading.recorded.as_deref().unwrap_or_default();
    let label = &judgement.reading.label;
    let fact = context.facts.dates.get(evidence.index).filter(|fact| fact.head.key == evidence.key);
    let source = fact.and_then(|fact| fact.head.sources.first().cloned());
    let mut diagnostic = Diagnostic::new(check.name, format!("{label}: draft {stated}, recorded {recorded}"))
        .confidence(judgement.confidence)
        .label(Document::FILE, document.source_span(judgement.span), format!("the draft says {stated}"))
        .label(evidence.place.file, evidence.place.span, format!("recorded: {recorded}"))
        .help(format!("write it as recorded ({recorded}), or correct the record"))
        .fact(&evidence.key, source);
    for (words, meaning) in &judgement.reading.cues {
        diagnostic = diagnostic.note(format!("read as told of: “{}” = {meaning}", document.text(*words)));
    }
    // A speaker may be wrong and still be quoted rightly; a provisional date may have changed.
    let quieter = judgement.quoted || fact.is_some_and(|fact| fact.head.provisional);
    report.add_at(diagnostic, |severity| if quieter { Severity::quieter(severity) } else { severity });
}

//! A figure of the draft that contradicts the recorded one.

use crate::check::{Category, Check, Context, Report};
use crate::claim::{ClaimKind, Judgement, Verdict};
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::document::Document;
use crate::facts::{Figure, FigureValue};
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "figure-mismatch",
    summary: "A figure differs from the one that is recorded.",
    category: Category::Facts,
    default: Level::Error,
    fixable: true,
    since: "0.1.0",
    page: include_str!("../../rules/checks/figure-mismatch.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for judgement in context.judgements {
        if judgement.kind == ClaimKind::Figure && judgement.verdict == Verdict::Refuted {
            let Some(evidence) = &judgement.evidence else { continue };
            let figure = &context.facts.figures[evidence.index];
            let diagnostic = word(context, judgement, figure, &figure.values[evidence.entry]);
            // A speaker may be wrong and still be quoted rightly; a provisional toll may have changed.
            let quieter = judgement.quoted || figure.head.provisional;
            report.add_at(diagnostic, |severity| if quieter { severity.min(Severity::Warning) } else { severity });
        }
    }
}

fn word(context: &Context, judgement: &Judgement, figure: &Figure, value: &FigureValue) -> Diagnostic {
    let document = context.document;
    let stated = document.text(judgement.span);
    let recorded = &value.text.value;
    // Of "16 people" the amount alone: the draft has words of its own for what is counted.
    let amount = recorded.get(value.quantity.span.range()).unwrap_or(recorded);
    let place = document.source_span(judgement.span);
    let message = format!("{}: draft {stated}, recorded {recorded}", judgement.reading.label);
    let mut diagnostic = Diagnostic::new(CHECK.name, message)
        .confidence(judgement.confidence)
        .label(Document::FILE, place, format!("the draft says {stated}"))
        .label(value.text.place.file, value.text.place.span, format!("recorded: {recorded}"))
        .fact(&figure.head.key, figure.head.sources.first().cloned())
        .help(format!("write {amount}, or correct the fact"));
    for remark in &judgement.reading.remarks {
        diagnostic = diagnostic.note(remark);
    }
    let read: Vec<String> = judgement
        .reading
        .cues
        .iter()
        .map(|(span, meaning)| format!("“{}” = {meaning}", document.text(*span)))
        .collect();
    if !read.is_empty() {
        diagnostic = diagnostic.note(format!("read as: {}", read.join(", ")));
    }
    if document.map.is_verbatim(judgement.span) {
        diagnostic = diagnostic.fix(Applicability::Unsafe, Document::FILE, place, amount);
    }
    diagnostic
}

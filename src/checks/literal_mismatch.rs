//! `literal-mismatch`: ports, flags, versions and the like that are not the recorded ones.

use crate::check::{Category, Check, Context, Report};
use crate::claim::{ClaimKind, Evidence, Judgement, Verdict};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "literal-mismatch",
    summary: "A port, flag, version or the like differs from the recorded one.",
    category: Category::Facts,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/literal-mismatch.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for judgement in context.judgements {
        if judgement.kind == ClaimKind::Literal
            && judgement.verdict == Verdict::Refuted
            && let Some(evidence) = &judgement.evidence
        {
            let diagnostic = diagnostic(context, judgement, evidence);
            if judgement.quoted { report.add_quieter(diagnostic) } else { report.add(diagnostic) }
        }
    }
}

fn diagnostic(context: &Context, judgement: &Judgement, evidence: &Evidence) -> Diagnostic {
    let document = context.document;
    let fact = context.facts.literals.get(evidence.index);
    let (label, words) = (&judgement.reading.label, document.text(judgement.span));
    let recorded = judgement.reading.recorded.as_deref().unwrap_or_default();
    let message = format!("{label}: draft “{words}”, recorded “{recorded}”");
    Diagnostic::new(CHECK.name, message)
        .confidence(judgement.confidence)
        .label(Document::FILE, document.source_span(judgement.span), "not the recorded one")
        .label(evidence.place.file, evidence.place.span, "recorded")
        .help(
            "correct the draft or the record; an example that differs on purpose stands apart from the words in `near`",
        )
        .fact(&evidence.key, fact.and_then(|fact| fact.head.sources.first().cloned()))
}

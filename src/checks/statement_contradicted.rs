//! `statement-contradicted`: sentences that say the contrary of what is recorded in words.

use crate::check::{Category, Check, Context, Report};
use crate::claim::{ClaimKind, Evidence, Judgement, Verdict};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "statement-contradicted",
    summary: "A sentence says the contrary of a recorded statement.",
    category: Category::Facts,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/statement-contradicted.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for judgement in context.judgements {
        if judgement.kind == ClaimKind::Statement
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
    let fact = context.facts.statements.get(evidence.index);
    let (label, words) = (&judgement.reading.label, document.text(judgement.span));
    let message = match &judgement.reading.recorded {
        Some(recorded) => format!("{label}: draft “{words}”, recorded “{recorded}”"),
        None => format!("{label}: draft “{words}”, recorded as untrue"),
    };
    Diagnostic::new(CHECK.name, message)
        .confidence(judgement.confidence)
        .label(Document::FILE, document.source_span(judgement.span), "the contrary is recorded")
        .label(evidence.place.file, evidence.place.span, "recorded as untrue")
        .help("correct the draft, or, if things have changed, give the statement an `until`")
        .fact(&evidence.key, fact.and_then(|fact| fact.head.sources.first().cloned()))
}

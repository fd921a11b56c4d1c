//! `name-misspelled`: words that nearly are a recorded name, where the rest of the draft says that it is meant.

use crate::check::{Category, Check, Context, Report};
use crate::claim::name::near_miss;
use crate::claim::{ClaimKind, Evidence, Judgement, Verdict};
use crate::diagnostic::{Applicability, Confidence, Diagnostic};
use crate::document::Document;
use crate::mention::NearMiss;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "name-misspelled",
    summary: "A recorded name is spelt otherwise than recorded.",
    category: Category::Facts,
    default: Level::Error,
    fixable: true,
    since: "0.1.0",
    page: include_str!("../../rules/checks/name-misspelled.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for judgement in context.judgements {
        if judgement.kind == ClaimKind::Name
            && judgement.verdict == Verdict::Refuted
            && let Some(evidence) = &judgement.evidence
            && let Some(miss) = near_miss(&context.mentions.near_misses, judgement.span)
        {
            report.add(word(context, judgement, evidence, miss));
        }
    }
}

fn word(context: &Context, judgement: &Judgement, evidence: &Evidence, miss: &NearMiss) -> Diagnostic {
    let document = context.document;
    let written = document.text(judgement.span);
    let place = document.source_span(judgement.span);
    let name = &judgement.reading.label;
    let mut diagnostic = Diagnostic::new(CHECK.name, format!("{name}: draft “{written}”, recorded “{}”", miss.wanted))
        .confidence(judgement.confidence)
        .label(Document::FILE, place, format!("the draft says {written}"))
        .label(evidence.place.file, evidence.place.span, format!("recorded: {name}"))
        .fact(&evidence.key, None)
        .help(format!(
            "write {}; if it is somebody else, record {written}, or list it in `distinct` of {}",
            miss.wanted, evidence.key
        ));
    if judgement.confidence < Confidence::High {
        diagnostic = diagnostic.note(format!("taken for {name}, whom the draft names elsewhere or by title"));
    }
    if document.map.is_verbatim(judgement.span) {
        diagnostic = diagnostic.fix(Applicability::Unsafe, Document::FILE, place, miss.wanted.as_str());
    }
    diagnostic
}

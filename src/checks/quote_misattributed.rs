//! `quote-misattributed`: recorded words that the draft gives to another speaker.

use crate::check::{Category, Check, Context, Report};
use crate::checks::quote_altered::surname;
use crate::claim::{ClaimKind, Evidence, Judgement, Verdict};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::settings::Level;
use crate::span::Span;

pub static CHECK: Check = Check {
    name: "quote-misattributed",
    summary: "Words that are recorded of one speaker are given to another.",
    category: Category::Facts,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/quote-misattributed.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    let mut reported: Option<Span> = None;
    for judgement in context.judgements {
        if judgement.kind == ClaimKind::Quote
            && judgement.verdict == Verdict::Refuted
            && let Some(given_to) = judgement.reading.given_to
            && let Some(evidence) = &judgement.evidence
            // One attribution may serve several quotations: “A,” she said, “and B.”
            && reported != Some(given_to)
        {
            report.add(diagnostic(context, judgement, given_to, evidence));
            reported = Some(given_to);
        }
    }
}

fn diagnostic(context: &Context, judgement: &Judgement, given_to: Span, evidence: &Evidence) -> Diagnostic {
    let document = context.document;
    let fact = context.facts.quotes.get(evidence.index);
    let speaker = fact.map_or_else(String::new, |fact| surname(context.facts, &fact.speaker.value));
    let place = fact.map_or(evidence.place, |fact| fact.speaker.place);
    let message = format!("draft gives to {} the words of {speaker}", document.text(given_to));
    Diagnostic::new(CHECK.name, message)
        .confidence(judgement.confidence)
        .label(Document::FILE, document.source_span(given_to), "not the recorded speaker")
        .label(Document::FILE, document.source_span(judgement.span), "these words")
        .label(place.file, place.span, "recorded")
        .help("name the speaker who is recorded, or record the quotation of the other one as well")
        .fact(&evidence.key, fact.and_then(|fact| fact.head.sources.first().cloned()))
}

//! `quote-misattributed`: recorded words that the draft gives to another speaker.

use crate::check::{Category, Check, Context, Report};
use crate::checks::quote_altered::surname;
use crate::claim::source::{Passage, Sourced};
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
            // One attribution may serve several quotations: “A,” she said, “and B.”
            && reported != Some(given_to)
        {
            match (&judgement.evidence, &judgement.reading.sourced) {
                (Some(evidence), _) => report.add(diagnostic(context, judgement, given_to, evidence)),
                (None, Some(Sourced::Other(passage))) => report.add(in_source(context, judgement, given_to, *passage)),
                (None, _) => continue,
            }
            reported = Some(given_to);
        }
    }
}

/// Words that a source gives to somebody else.
fn in_source(context: &Context, judgement: &Judgement, given_to: Span, passage: Passage) -> Diagnostic {
    let document = context.document;
    let source = &context.sources[passage.source];
    let speaker = source.text.document.text(passage.span);
    let title = &source.text.citation.title;
    let given = document.text(given_to);
    Diagnostic::new(CHECK.name, format!("draft gives to {given} the words of {speaker} in {title}"))
        .confidence(judgement.confidence)
        .label(Document::FILE, document.source_span(given_to), "not the speaker in the source")
        .label(Document::FILE, document.source_span(judgement.span), "these words")
        .label(source.file, source.text.document.source_span(passage.span), format!("{title} gives them to {speaker}"))
        .help("name the speaker whom the source has, or the source in which the other one says so")
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

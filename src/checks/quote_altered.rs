//! `quote-altered`: quotations that are nearly, and not quite, the words that were recorded.

use crate::check::{Category, Check, Context, Report};
use crate::claim::source::{Passage, Sourced};
use crate::claim::{ClaimKind, Evidence, Judgement, Verdict};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::facts::{EntityKind, FactBase, Reference};
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "quote-altered",
    summary: "A quotation differs from the words that were recorded.",
    category: Category::Facts,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/quote-altered.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for judgement in context.judgements {
        if judgement.kind == ClaimKind::Quote
            && judgement.verdict == Verdict::Refuted
            && judgement.reading.given_to.is_none()
        {
            match (&judgement.evidence, &judgement.reading.sourced) {
                (Some(evidence), _) => report.add(diagnostic(context, judgement, evidence)),
                (None, Some(Sourced::Other(passage))) => report.add(beside_source(context, judgement, *passage)),
                (None, _) => {}
            }
        }
    }
}

/// The first words that differ: of the draft, and in their place.
fn first<'a>(document: &'a Document, judgement: &'a Judgement) -> (&'a str, &'a str) {
    match judgement.reading.cues.first() {
        Some((span, recorded)) => (document.text(*span), recorded.as_str()),
        None => (document.text(judgement.span), ""),
    }
}

/// Further words that differ, and remarks.
fn further(document: &Document, judgement: &Judgement, mut diagnostic: Diagnostic) -> Diagnostic {
    for (span, recorded) in judgement.reading.cues.iter().skip(1) {
        let words = document.text(*span);
        diagnostic = diagnostic.note(format!("also: recorded “{recorded}”, draft “{words}”"));
    }
    for remark in &judgement.reading.remarks {
        diagnostic = diagnostic.note(remark);
    }
    diagnostic
}

/// Words that a source document has otherwise.
fn beside_source(context: &Context, judgement: &Judgement, passage: Passage) -> Diagnostic {
    let document = context.document;
    let source = &context.sources[passage.source];
    let (draft, there) = first(document, judgement);
    let title = &source.text.citation.title;
    let found = Diagnostic::new(CHECK.name, format!("{title} has “{there}”, draft “{draft}”"))
        .confidence(judgement.confidence)
        .label(Document::FILE, document.source_span(judgement.span), "not as in the source")
        .label(source.file, source.text.document.source_span(passage.span), "the source")
        .help("quote the words of the source, and mark words left out with … and words put in with [ ]");
    further(document, judgement, found)
}

fn diagnostic(context: &Context, judgement: &Judgement, evidence: &Evidence) -> Diagnostic {
    let document = context.document;
    let fact = context.facts.quotes.get(evidence.index);
    let speaker = fact.map_or_else(String::new, |fact| surname(context.facts, &fact.speaker.value));
    let (draft, recorded) = first(document, judgement);
    let message = format!("{speaker} said “{recorded}”, draft “{draft}”");
    let found = Diagnostic::new(CHECK.name, message)
        .confidence(judgement.confidence)
        .label(Document::FILE, document.source_span(judgement.span), "not as recorded")
        .label(evidence.place.file, evidence.place.span, "recorded")
        .help("quote the recorded words, mark words left out with … and words put in with [ ], or correct the record");
    further(document, judgement, found).fact(&evidence.key, fact.and_then(|fact| fact.head.sources.first().cloned()))
}

/// What later references call the speaker.
pub(super) fn surname(facts: &FactBase, speaker: &Reference) -> String {
    match speaker {
        Reference::Phrase(name) => name.clone(),
        Reference::Entity(id) => {
            let entity = facts.entity(*id);
            let name = entity.name.value.as_str();
            match &entity.short {
                Some(short) => short.value.clone(),
                None if entity.kind == EntityKind::Person => name.rsplit(' ').next().unwrap_or(name).to_owned(),
                None => name.to_owned(),
            }
        }
    }
}

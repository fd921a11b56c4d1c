//! `quote-altered`: quotations that are nearly, and not quite, the words that were recorded.

use crate::check::{Category, Check, Context, Report};
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
            && let Some(evidence) = &judgement.evidence
        {
            report.add(diagnostic(context, judgement, evidence));
        }
    }
}

fn diagnostic(context: &Context, judgement: &Judgement, evidence: &Evidence) -> Diagnostic {
    let document = context.document;
    let fact = context.facts.quotes.get(evidence.index);
    let speaker = fact.map_or_else(String::new, |fact| surname(context.facts, &fact.speaker.value));
    let mut cues = judgement.reading.cues.iter();
    let (draft, recorded) = match cues.next() {
        Some((span, recorded)) => (document.text(*span), recorded.as_str()),
        None => (document.text(judgement.span), ""),
    };
    let message = format!("{speaker} said “{recorded}”, draft “{draft}”");
    let mut diagnostic = Diagnostic::new(CHECK.name, message)
        .confidence(judgement.confidence)
        .label(Document::FILE, document.source_span(judgement.span), "not as recorded")
        .label(evidence.place.file, evidence.place.span, "recorded")
        .help("quote the recorded words, mark words left out with … and words put in with [ ], or correct the record");
    for (span, recorded) in cues {
        let words = document.text(*span);
        diagnostic = diagnostic.note(format!("also: recorded “{recorded}”, draft “{words}”"));
    }
    for remark in &judgement.reading.remarks {
        diagnostic = diagnostic.note(remark);
    }
    diagnostic.fact(&evidence.key, fact.and_then(|fact| fact.head.sources.first().cloned()))
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

//! `name-forbidden`: forms of a name that the fact base lists as always wrong.

use crate::check::{Category, Check, Context, Report};
use crate::claim::name::near_miss;
use crate::claim::{ClaimKind, Evidence, Judgement, Verdict};
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::document::Document;
use crate::facts::Entity;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "name-forbidden",
    summary: "A form of a name that is recorded as always wrong.",
    category: Category::Facts,
    default: Level::Error,
    fixable: true,
    since: "0.1.0",
    page: include_str!("../../rules/checks/name-forbidden.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for judgement in context.judgements {
        if judgement.kind == ClaimKind::Name
            && judgement.verdict == Verdict::Refuted
            && let Some(evidence) = &judgement.evidence
            && near_miss(&context.mentions.near_misses, judgement.span).is_none()
        {
            let quoted = judgement.quoted;
            // Who is quoted may have said it.
            report
                .add_at(word(context, judgement, evidence), |severity| if quoted { Severity::Note } else { severity });
        }
    }
}

fn word(context: &Context, judgement: &Judgement, evidence: &Evidence) -> Diagnostic {
    let document = context.document;
    let written = document.text(judgement.span);
    let place = document.source_span(judgement.span);
    let wanted = wanted(&context.facts.entities[evidence.index], written);
    let diagnostic = Diagnostic::new(CHECK.name, format!("draft “{written}”, recorded as wrong: write “{wanted}”"))
        .confidence(judgement.confidence)
        .label(Document::FILE, place, format!("the draft says {written}"))
        .label(evidence.place.file, evidence.place.span, "recorded as always wrong")
        .fact(&evidence.key, None)
        .help(format!("write {wanted}, or take the form out of `never` of {}", evidence.key));
    if document.map.is_verbatim(judgement.span) {
        return diagnostic.fix(Applicability::Unsafe, Document::FILE, place, wanted);
    }
    diagnostic
}

/// The accepted form that the forbidden one is likest to, the name itself if none is much like it.
fn wanted(entity: &Entity, written: &str) -> String {
    let others = entity.also.iter().chain(&entity.short).chain(&entity.abbreviation);
    let likeness = |form: &str| strsim::normalized_damerau_levenshtein(form, written);
    let mut best = (likeness(&entity.name.value).max(0.5), &entity.name.value);
    for form in others {
        if likeness(&form.value) > best.0 {
            best = (likeness(&form.value), &form.value);
        }
    }
    let capitals = written.chars().all(|c| !c.is_lowercase()) && best.1.chars().any(char::is_lowercase);
    if capitals && written.contains(' ') { best.1.to_uppercase() } else { best.1.clone() }
}

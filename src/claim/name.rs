//! Claims of kind name: that a person or thing is called what the draft calls it.

use crate::claim::{Case, ClaimKind, Evidence, Judgement, Reading, Verdict};
use crate::diagnostic::Confidence;
use crate::facts::{Entity, EntityId, Place, Placed};
use crate::mention::{Form, NameMention, NearMiss};
use crate::span::Span;
use crate::text::fold::fold;

/// Appends a judgement for every name that the draft gives in full, forbids or misspells. Later references claim nothing new.
pub fn judge(case: &Case, judgements: &mut Vec<Judgement>) {
    for (index, mention) in case.mentions.names.iter().enumerate() {
        let Some(id) = mention.entity() else { continue };
        let miss = near_miss(&case.mentions.near_misses, mention.span);
        let (verdict, confidence) = match (miss, mention.form) {
            (Some(miss), _) if miss.anchored => (Verdict::Refuted, Confidence::High),
            (Some(_), _) => (Verdict::Refuted, Confidence::Medium),
            (None, Form::Never(_)) => (Verdict::Refuted, Confidence::High),
            (None, Form::Full) if is_name(case.document.text(mention.span)) => (Verdict::Supported, Confidence::High),
            _ => continue,
        };
        judgements.push(Judgement {
            kind: ClaimKind::Name,
            span: mention.span,
            mention: index,
            asserted: true,
            quoted: is_quoted(case, mention.span),
            confidence,
            verdict,
            evidence: Some(evidence(case, id, mention)),
            reading: Reading { label: case.facts.entity(id).name.value.clone(), ..Reading::default() },
        });
    }
}

/// The near miss that stands at `span`.
pub fn near_miss(misses: &[NearMiss], span: Span) -> Option<&NearMiss> {
    let next = misses.partition_point(|miss| miss.span.start() < span.start());
    misses.get(next).filter(|miss| miss.span == span)
}

/// What the mention met: the forbidden form itself, else the form that it is or should be.
fn evidence(case: &Case, id: EntityId, mention: &NameMention) -> Evidence {
    let entity = case.facts.entity(id);
    let (place, entry) = match mention.form {
        Form::Never(number) => {
            let never = entity.never.get(number as usize);
            (never.map_or(entity.name.place, |form| form.place), number as usize)
        }
        _ => place_of_form(entity, case.document.text(mention.span)),
    };
    Evidence { key: entity.key(), place, index: id.0 as usize, entry }
}

/// Where the form is recorded that reads like `text`: the name itself (entry 0) or one of `also` (from 1).
fn place_of_form(entity: &Entity, text: &str) -> (Place, usize) {
    let key = fold(text);
    let forms = std::iter::once(&entity.name).chain(&entity.also);
    let found = forms.enumerate().find(|(_, form): &(usize, &Placed<String>)| fold(&form.value) == key);
    found.map_or((entity.name.place, 0), |(entry, form)| (form.place, entry))
}

/// Whether words are a name, not a term for an event ("the collapse").
fn is_name(text: &str) -> bool {
    text.chars().any(|c| c.is_uppercase() || c.is_ascii_digit())
}

fn is_quoted(case: &Case, span: Span) -> bool {
    let quotations = &case.mentions.quotations;
    let next = quotations.partition_point(|quotation| quotation.span.end() <= span.start());
    quotations.get(next).is_some_and(|quotation| quotation.inner.contains(span))
}

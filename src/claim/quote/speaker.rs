//! Whose words a quotation is said to be, beside whose they are recorded as.

use crate::claim::Case;
use crate::claim::quote::verdict::Tie;
use crate::diagnostic::Confidence;
use crate::facts::{Entity, EntityId, EntityKind, Reference};
use crate::mention::{Quotation, Speaker, TitleTie};
use crate::span::Span;
use crate::text::fold::fold;

/// Names that are looked through for the recorded speaker.
const NEARBY: usize = 64;

/// How the speaker of the quotation and the one recorded belong together.
pub(super) fn tie(case: &Case, quotation: &Quotation, quote: usize) -> Tie {
    let recorded = &case.facts.quotes[quote].speaker.value;
    let Some(speaker) = &quotation.speaker else { return nearby(case, quotation, recorded) };
    match (speaker.entity, recorded) {
        (Some(one), Reference::Entity(other)) if one == *other => Tie::Same,
        (Some(_), Reference::Entity(_)) if speaker.pronoun => nearby(case, quotation, recorded),
        (Some(_), Reference::Entity(_)) => Tie::Other,
        (None, _) if another(case, speaker, recorded).is_some() => Tie::Other,
        (_, Reference::Phrase(name)) => {
            let said = case.document.text(speaker.span).to_lowercase();
            let name = name.to_lowercase();
            if name.contains(&said) || said.contains(&name) { Tie::Same } else { Tie::Unknown }
        }
        (None, Reference::Entity(_)) => nearby(case, quotation, recorded),
    }
}

/// Without a speaker: whether the recorded one is named in the paragraph of the quotation or in the one before.
fn nearby(case: &Case, quotation: &Quotation, recorded: &Reference) -> Tie {
    let Reference::Entity(recorded) = recorded else { return Tie::Unknown };
    let block = case.document.block_at(quotation.span.start());
    let from = case.document.blocks.get(block.saturating_sub(1)).map_or(0, |block| block.span.start());
    let to = case.document.blocks.get(block).map_or(0, |block| block.span.end());
    if is_named(case, *recorded, Span::new(from, to.max(from))) { Tie::Near } else { Tie::Unknown }
}

/// The words that name a speaker who is surely not the recorded one, and how sure that is.
///
/// Where the sentence names the recorded speaker too, the words may be passed on: nothing is concluded.
pub(super) fn given_to_another(case: &Case, quotation: &Quotation, quote: usize) -> Option<(Span, Confidence)> {
    let recorded = &case.facts.quotes[quote].speaker.value;
    let speaker = quotation.speaker.as_ref()?;
    let confidence = another(case, speaker, recorded)?;
    let document = case.document;
    let first = document.sentences.get(document.sentence_at(quotation.span.start().min(speaker.span.start())))?;
    let last = document.sentences.get(document.sentence_at(quotation.span.end().max(speaker.span.end())))?;
    let before = Span::new(first.span.start(), quotation.span.start().max(first.span.start()));
    let after = Span::new(quotation.span.end(), last.span.end().max(quotation.span.end()));
    let passed_on = [before, after].into_iter().any(|around| match recorded {
        Reference::Entity(recorded) => is_named(case, *recorded, around),
        Reference::Phrase(name) => shares_a_word(document.text(around), [name.as_str()]),
    });
    (!passed_on).then_some((speaker.span, confidence))
}

/// Whether the attribution names somebody else than `recorded`, a person beside a person or a body beside a body.
fn another(case: &Case, speaker: &Speaker, recorded: &Reference) -> Option<Confidence> {
    if speaker.pronoun {
        return None;
    }
    let said = case.document.text(speaker.span);
    match (speaker.entity.or_else(|| by_title(case, speaker)), recorded) {
        (Some(one), Reference::Entity(other)) => {
            let (a, b) = (case.facts.entity(one), case.facts.entity(*other));
            let kin = one == *other || a.part_of == Some(*other) || b.part_of == Some(one);
            match (a.kind, b.kind) {
                _ if kin => None,
                (EntityKind::Person, EntityKind::Person) => Some(Confidence::High),
                (EntityKind::Organization, EntityKind::Organization) => Some(Confidence::Medium),
                _ => None,
            }
        }
        (Some(one), Reference::Phrase(name)) => {
            let one = case.facts.entity(one);
            let person = one.kind == EntityKind::Person && is_full_name(case, name);
            (person && !shares_a_word(name, forms(one))).then_some(Confidence::High)
        }
        (None, Reference::Entity(other)) => {
            let other = case.facts.entity(*other);
            let person = other.kind == EntityKind::Person && is_full_name(case, said);
            (person && !shares_a_word(said, forms(other))).then_some(Confidence::Medium)
        }
        (None, Reference::Phrase(name)) => {
            let persons = is_full_name(case, name) && is_full_name(case, said);
            (persons && !shares_a_word(said, [name.as_str()])).then_some(Confidence::Medium)
        }
    }
}

/// "the bishop": the person whom the paragraph names with that title.
fn by_title(case: &Case, speaker: &Speaker) -> Option<EntityId> {
    let titles = &case.mentions.titles;
    let next = titles.partition_point(|title| title.span.end() <= speaker.span.start());
    titles
        .get(next)
        .filter(|title| title.tie == TitleTie::Reference && speaker.span.contains(title.span))
        .and_then(|title| title.person)
}

/// Whether the words are a first name and more, all with capitals: a person, and no body that speaks.
fn is_full_name(case: &Case, words: &str) -> bool {
    let mut count = 0;
    let capitals = words.split_whitespace().all(|word| {
        count += 1;
        word.starts_with(char::is_uppercase)
    });
    let first = words.split_whitespace().next().map(fold).unwrap_or_default();
    capitals && (2..=4).contains(&count) && case.lexicon.names.given_names.contains(&first)
}

fn forms(entity: &Entity) -> impl Iterator<Item = &str> {
    std::iter::once(&entity.name).chain(&entity.also).chain(&entity.short).map(|form| form.value.as_str())
}

/// Whether a word of `text` is one of `forms`, but for letter case and accents.
fn shares_a_word<'f>(text: &str, forms: impl IntoIterator<Item = &'f str>) -> bool {
    let words = |text: &str| {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(1).is_some());
        parts.map(fold).collect::<Vec<_>>()
    };
    let said = words(text);
    forms.into_iter().any(|form| words(form).iter().any(|word| said.contains(word)))
}

/// Whether `recorded` is named, or may be meant, in the prose `span`.
fn is_named(case: &Case, recorded: EntityId, span: Span) -> bool {
    let names = &case.mentions.names;
    let start = names.partition_point(|name| name.span.start() < span.start());
    names[start..]
        .iter()
        .take(NEARBY)
        .take_while(|name| name.span.start() < span.end())
        .any(|name| name.entities.contains(&recorded))
}

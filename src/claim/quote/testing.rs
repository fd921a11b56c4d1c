//! Documents, names and facts made by hand, for the tests of quotations and titles.

use std::sync::Arc;

use crate::claim::index::Index;
use crate::claim::{Case, Judgement};
use crate::document::{BlockKind, Builder, Document, Metadata};
use crate::facts::{Entity, EntityId, EntityKind, FactBase, FactHead, Place, Placed, QuoteFact, Reference};
use crate::lexicon::Lexicon;
use crate::mention::{Form, Mentions, NameMention};
use crate::source::{FileId, SourceFile};
use crate::span::Span;

/// A value that stands at byte 100 of a fact file, with its quotation marks.
pub(crate) fn placed<T>(value: T, length: usize) -> Placed<T> {
    Placed { value, place: Place { file: FileId::DRAFT, span: Span::new(100, 102 + length) } }
}

pub(crate) fn text(value: &str) -> Placed<String> {
    placed(value.to_owned(), value.len())
}

/// An entity with nothing but a name.
pub(crate) fn entity(kind: EntityKind, id: &str, name: &str) -> Entity {
    let place = Place { file: FileId::DRAFT, span: Span::default() };
    Entity { id: id.to_owned(), ..Entity::named(kind, name, place) }
}

/// Two persons.
pub(crate) fn people() -> FactBase {
    FactBase {
        entities: vec![entity(EntityKind::Person, "reed", "Ann Reed"), entity(EntityKind::Person, "lane", "Bo Lane")],
        ..FactBase::default()
    }
}

/// Paragraphs separated by blank lines, sentences ended by a full stop before a capital.
pub(crate) fn document(prose: &str, lexicon: &Lexicon) -> Document {
    let mut builder = Builder::default();
    let mut at = 0;
    for paragraph in prose.split("\n\n") {
        builder.open(BlockKind::Paragraph);
        builder.verbatim(paragraph, at);
        at += paragraph.len() + 2;
    }
    builder.finish(Arc::new(SourceFile::new("draft.md", prose)), Metadata::default(), lexicon)
}

/// Full names and last words of names, wherever they stand.
pub(crate) fn names_of(document: &Document, facts: &FactBase) -> Vec<NameMention> {
    let mut names: Vec<NameMention> = Vec::new();
    for (id, entity) in facts.entities() {
        let mut forms = vec![(entity.name.value.as_str(), Form::Full)];
        if entity.kind == EntityKind::Person
            && let Some((_, last)) = entity.name.value.rsplit_once(' ')
        {
            forms.push((last, Form::Short));
        }
        forms.extend(entity.adjective.iter().map(|adjective| (adjective.value.as_str(), Form::Adjective)));
        for (form, kind) in forms {
            for (at, _) in document.prose.match_indices(form) {
                let span = Span::new(at, at + form.len());
                let inside = document.prose[span.end()..].starts_with(char::is_alphabetic);
                if !inside && !names.iter().any(|name| name.span.overlaps(span)) {
                    names.push(NameMention { span, entities: vec![id], form: kind });
                }
            }
        }
    }
    names.sort_by_key(|name| name.span);
    names
}

pub(crate) fn head(key: &str) -> FactHead {
    FactHead {
        key: key.to_owned(),
        place: Place { file: FileId::DRAFT, span: Span::default() },
        sources: Vec::new(),
        note: None,
        as_of: None,
        review_after: None,
        provisional: false,
        unconfirmed: false,
    }
}

/// Judges the words of the quotations of `prose` against recorded ones, given by speaker and text.
pub(crate) fn judged<T>(recorded: &[(&str, &str)], prose: &str, look: impl Fn(&Case, &Judgement) -> T) -> Vec<T> {
    let words = |case: &Case, judgement: &Judgement| judgement.quoted.then(|| look(case, judgement));
    judged_with_speakers(recorded, prose, words).into_iter().flatten().collect()
}

/// The same with whose words they are said to be.
pub(crate) fn judged_with_speakers<T>(
    recorded: &[(&str, &str)],
    prose: &str,
    look: impl Fn(&Case, &Judgement) -> T,
) -> Vec<T> {
    let lexicon = Lexicon::english();
    let mut facts = people();
    for (number, (speaker, words)) in recorded.iter().enumerate() {
        let id = facts.entities().find(|(_, entity)| entity.id == *speaker).map(|(id, _)| id);
        let speaker = id.map_or_else(|| Reference::Phrase((*speaker).to_owned()), |id: EntityId| Reference::Entity(id));
        facts.quotes.push(QuoteFact {
            head: head(&format!("quote.q{number}")),
            speaker: placed(speaker, 0),
            text: text(words),
            language: None,
            date: None,
        });
    }
    let document = document(prose, &lexicon);
    let names = names_of(&document, &facts);
    let quotations = crate::mention::quote::find(&document, &names, &facts, &lexicon);
    let mentions = Mentions { names, quotations, ..Mentions::default() };
    let index = Index::new(&facts, &lexicon);
    let case =
        Case { document: &document, mentions: &mentions, facts: &facts, index: &index, lexicon: &lexicon, date: None };
    let mut judgements = Vec::new();
    super::judge(&case, &mut judgements);
    judgements.iter().map(|judgement| look(&case, judgement)).collect()
}

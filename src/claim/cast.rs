//! The cast of a draft: the persons that it introduces by first name and surname, without any list, and where it names them.
//!
//! They are given the form of a fact base that records nothing but names, so that what is read of recorded persons can be read of
//! them as well.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Document;
use crate::facts::{Entity, EntityId, EntityKind, FactBase, Place};
use crate::mention::proper::{ProperKind, ProperName, word_key};
use crate::mention::{Form, Mentions, NameMention};
use crate::source::FileId;
use crate::span::Span;

/// Persons, and the places of their names in order.
#[derive(Debug, Default)]
pub struct Cast {
    pub facts: FactBase,
    pub names: Vec<NameMention>,
}

impl Cast {
    /// The same with bodies: whatever else the draft gives a name of capitals.
    pub fn with_bodies(document: &Document, mentions: &Mentions, skip: impl Fn(Span) -> bool) -> Self {
        let mut cast = Self::of(document, mentions, &skip);
        let persons = cast.names.clone();
        let mut bodies: BTreeMap<Vec<String>, EntityId> = BTreeMap::new();
        for name in
            mentions.proper.iter().filter(|name| name.kind == ProperKind::Other && !name.styled && !skip(name.span))
        {
            let next = persons.partition_point(|known| known.span.end() <= name.span.start());
            if persons.get(next).is_some_and(|known| known.span.overlaps(name.span)) {
                continue;
            }
            let words: Vec<String> = name.words.iter().map(|&at| word_key(document, at)).collect();
            let id = *bodies.entry(words).or_insert_with(|| {
                let id = EntityId(cast.facts.entities.len() as u32);
                cast.facts.entities.push(named(EntityKind::Organization, document, name));
                id
            });
            cast.names.push(NameMention { span: name.span, entities: vec![id], form: Form::Full });
        }
        cast.names.sort_by_key(|name| name.span);
        cast
    }

    /// The persons of the draft but for those whose name `skip` covers.
    pub fn of(document: &Document, mentions: &Mentions, skip: impl Fn(Span) -> bool) -> Self {
        let mut cast = Cast::default();
        let proper = || mentions.proper.iter().filter(|name| !skip(name.span));
        // Whoever has the surname, recognised as a person or not: one that several have means nobody by itself.
        let mut bearers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for name in mentions.proper.iter().filter(|name| name.words.len() > 1 || name.cut) {
            let (first, surname) = ends(document, name);
            // What a sentence opens with may be a first name.
            let first = if name.cut { String::new() } else { first };
            bearers.entry(surname).or_default().insert(first);
        }
        let mut persons: BTreeMap<(String, String), EntityId> = BTreeMap::new();
        for name in proper().filter(|name| name.kind == ProperKind::Person) {
            persons.entry(ends(document, name)).or_insert_with(|| {
                let id = EntityId(cast.facts.entities.len() as u32);
                cast.facts.entities.push(named(EntityKind::Person, document, name));
                id
            });
        }
        for name in proper().filter(|name| !name.styled) {
            let (first, surname) = ends(document, name);
            let (first, form) = match name.words.len() {
                1 => match bearers.get(&surname).map(|firsts| firsts.iter().collect::<Vec<_>>()).as_deref() {
                    Some([only]) => ((*only).clone(), Form::Short),
                    _ => continue,
                },
                _ => (first, Form::Full),
            };
            if let Some(&id) = persons.get(&(first, surname)) {
                cast.names.push(NameMention { span: name.span, entities: vec![id], form });
            }
        }
        cast
    }
}

/// The keys of the first and the last word of a name.
fn ends(document: &Document, name: &ProperName) -> (String, String) {
    let key = |at: Option<&usize>| at.map_or_else(String::new, |&at| word_key(document, at));
    (key(name.words.first()), key(name.words.last()))
}

/// One of whom the draft gives the name.
fn named(kind: EntityKind, document: &Document, name: &ProperName) -> Entity {
    let place = Place { file: FileId::DRAFT, span: document.source_span(name.span) };
    Entity::named(kind, document.text(name.span), place)
}

//! The cast of a draft: the persons that it introduces by first name and surname, without any list, and where it names them.
//!
//! They are given the form of a fact base that records nothing but names, so that what is read of recorded persons can be read of
//! them as well.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::facts::{Entity, EntityId, EntityKind, FactBase, Place};
use crate::mention::proper::{ProperKind, ProperName};
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
        let mut bodies: FxHashMap<&[String], EntityId> = FxHashMap::default();
        for name in
            mentions.proper.iter().filter(|name| name.kind == ProperKind::Other && !name.styled && !skip(name.span))
        {
            let next = persons.partition_point(|known| known.span.end() <= name.span.start());
            if persons.get(next).is_some_and(|known| known.span.overlaps(name.span)) {
                continue;
            }
            let id = *bodies.entry(&name.keys).or_insert_with(|| {
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
        let mut bearers: FxHashMap<&str, BTreeSet<&str>> = FxHashMap::default();
        for name in mentions.proper.iter().filter(|name| name.words.len() > 1 || name.cut) {
            let (first, surname) = ends(name);
            // What a sentence opens with may be a first name.
            let first = if name.cut { "" } else { first };
            bearers.entry(surname).or_default().insert(first);
        }
        let mut persons: FxHashMap<(&str, &str), EntityId> = FxHashMap::default();
        for name in proper().filter(|name| name.kind == ProperKind::Person) {
            persons.entry(ends(name)).or_insert_with(|| {
                let id = EntityId(cast.facts.entities.len() as u32);
                cast.facts.entities.push(named(EntityKind::Person, document, name));
                id
            });
        }
        for name in proper().filter(|name| !name.styled) {
            let (first, surname) = ends(name);
            let (first, form) = match name.words.len() {
                1 => match bearers.get(surname).filter(|firsts| firsts.len() == 1).and_then(BTreeSet::first) {
                    Some(&only) => (only, Form::Short),
                    None => continue,
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
fn ends(name: &ProperName) -> (&str, &str) {
    (name.keys.first().map_or("", String::as_str), name.keys.last().map_or("", String::as_str))
}

/// One of whom the draft gives the name.
fn named(kind: EntityKind, document: &Document, name: &ProperName) -> Entity {
    let place = Place { file: FileId::DRAFT, span: document.source_span(name.span) };
    Entity::named(kind, document.text(name.span), place)
}

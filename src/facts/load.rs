//! TOML text becomes a [`FactBase`]; every mistake is a diagnostic at its place, and all are reported in one run.
//!
//! A file is parsed by [`super::syntax`], its tables are gathered and merged by id ([`define`]), entities are read before the facts
//! that refer to them ([`names`] knows them by id and by form), and each kind of entry has its reader. An entry with a mistake is
//! left out; what refers to it is left out with it, without another word.

mod define;
mod entity;
mod fact;
mod figure;
mod names;
mod reading;
#[cfg(test)]
mod tests;
mod value_from;

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::facts::mistakes::Mistakes;
use crate::facts::syntax::sections;
use crate::facts::{Entity, FactBase, Reference};
use crate::lexicon::Lexicon;
use crate::quantity;
use crate::source::{FileId, Sources};
use define::{Definitions, Entry};
use names::{Names, Slips};
use reading::{Means, Reading};

pub use define::{SETTINGS_KEYS, TABLES};
pub use reading::ReadFile;

/// What loading yields: the valid part of the facts, and what is wrong with the rest.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// Every fact that could be read.
    pub facts: FactBase,
    /// Mistakes, in the order of files and places. Any of severity error means that the facts are not complete.
    pub diagnostics: Vec<Diagnostic>,
}

/// The files to load from, all of them files of one [`Sources`].
#[derive(Clone, Copy, Debug)]
pub struct Files<'a> {
    /// All of them, in the order of merging.
    pub all: &'a [FileId],
    /// Those among them in which settings may stand too.
    pub settings: &'a [FileId],
}

/// Loads and merges the fact tables of `files`, in none of which settings stand. No other file is read: a `value_from` is a mistake.
pub fn load(sources: &Sources, files: &[FileId], lexicon: &Lexicon) -> Loaded {
    load_with(sources, Files { all: files, settings: &[] }, lexicon, &|_, _| {
        Err("no other files are read here".to_owned())
    })
}

/// The same; what a `value_from` names is read by `read`.
pub fn load_with(sources: &Sources, files: Files, lexicon: &Lexicon, read: &ReadFile) -> Loaded {
    load_by(sources, files, &Means { lexicon, read, quantity: &|text| quantity::parse_value(text, lexicon) })
}

fn load_by(sources: &Sources, files: Files, means: &Means) -> Loaded {
    let mut mistakes = Mistakes::of_facts();
    let parsed: Vec<_> =
        files.all.iter().map(|&file| (file, sections(file, sources.get(file).text(), &mut mistakes))).collect();
    let mut definitions = Definitions::default();
    for (file, sections) in &parsed {
        definitions.gather(*file, files.settings.contains(file), sections, &mut mistakes);
    }
    let facts = read_entries(&definitions, means, &mut mistakes);
    Loaded { facts, diagnostics: mistakes.into_diagnostics() }
}

fn read_entries<'a>(definitions: &Definitions<'a>, means: &Means, mistakes: &mut Mistakes) -> FactBase {
    let mut facts = FactBase::default();
    let mut citations = FxHashMap::default();
    for entry in definitions.of(&["source"]) {
        let source = sound(entry, mistakes, |mistakes| fact::source(entry, mistakes));
        citations.insert(entry.id, source.as_ref().map(|source| source.citation.clone()));
        facts.sources.extend(source);
    }
    let names = read_entities(definitions, &mut facts, mistakes);
    let reading = Reading { means, names, citations, source_slips: Slips::default() };
    for entry in definitions.of(&["figure", "date", "quote", "statement", "literal"]) {
        match entry.table {
            "figure" => facts.figures.extend(sound(entry, mistakes, |it| figure::figure(entry, &reading, it))),
            "date" => facts.dates.extend(sound(entry, mistakes, |it| fact::date(entry, &reading, it))),
            "quote" => facts.quotes.extend(sound(entry, mistakes, |it| fact::quote(entry, &reading, it))),
            "statement" => facts.statements.extend(sound(entry, mistakes, |it| fact::statement(entry, &reading, it))),
            _ => facts.literals.extend(sound(entry, mistakes, |it| fact::literal(entry, &reading, it))),
        }
    }
    facts
}

/// What `read` makes of an entry, unless it found a mistake.
fn sound<T>(entry: &Entry, mistakes: &mut Mistakes, read: impl FnOnce(&mut Mistakes) -> Option<T>) -> Option<T> {
    let before = mistakes.count();
    let value = read(mistakes);
    value.filter(|_| mistakes.count() == before && !entry.is_broken())
}

fn read_entities<'a>(definitions: &Definitions<'a>, facts: &mut FactBase, mistakes: &mut Mistakes) -> Names<'a> {
    let count = definitions.of(&TABLES[..entity::KINDS.len()]).count();
    let mut names = Names::new(definitions.incomplete, count);
    facts.entities.reserve_exact(count);
    let mut parts = Vec::new();
    for entry in definitions.of(&TABLES[..entity::KINDS.len()]) {
        let read = sound(entry, mistakes, |mistakes| entity::entity(entry, mistakes));
        let Some((entity, part_of)) = read else {
            names.add_broken(entry.id);
            continue;
        };
        let id = names.add(entry.id, &entity);
        parts.extend(part_of.map(|whole| (id, whole)));
        facts.entities.push(entity);
    }
    names.check_insisted(&facts.entities, mistakes);
    for (id, whole) in parts {
        let found = names.entity(&whole, "part_of", mistakes);
        facts.entities[id.0 as usize].part_of = found;
    }
    for entity in &mut facts.entities {
        resolve_titles(entity, &names, mistakes);
    }
    names
}

/// Offices were read with words for what they are of; where those name an entity, it is meant.
fn resolve_titles(entity: &mut Entity, names: &Names, mistakes: &mut Mistakes) {
    entity.titles.retain_mut(|title| {
        let Some(of) = &mut title.of else { return true };
        let Reference::Phrase(words) = &of.value else { return true };
        match names.reference(words, of.place, "of", mistakes) {
            Some(meant) => of.value = meant,
            None => return false,
        }
        true
    });
}

//! Which tables a set of files defines: gathered in order, told apart from settings, and merged by id.

use std::collections::hash_map::Entry as Slot;

use rustc_hash::FxHashMap;
use toml::de::DeValue;

use crate::facts::mistakes::{Kind, Mistakes};
use crate::facts::syntax::Section;
use crate::facts::table::{Field, Table, did_you_mean};
use crate::source::FileId;

/// The tables of facts, entities first.
pub const TABLES: &[&str] = &[
    "person",
    "organization",
    "place",
    "event",
    "work",
    "term",
    "figure",
    "date",
    "quote",
    "statement",
    "literal",
    "source",
];

/// What may stand beside facts in `factlint.toml`.
pub const SETTINGS_KEYS: &[&str] = &[
    "extends", "facts", "rules", "sources", "include", "exclude", "editions", "language", "currency", "date",
    "fail_on", "levels", "checks", "ignore", "rule", "override",
];

/// How many tables at the head of [`TABLES`] define entities, whose ids are shared.
const ENTITY_TABLES: usize = 6;

/// What is written under one id, in one file or in several.
pub(crate) struct Entry<'a> {
    pub(crate) table: &'static str,
    pub(crate) id: &'a str,
    pub(crate) fields: Table<'a>,
    /// Whether two files contradict each other about it.
    contradicted: bool,
}

impl Entry<'_> {
    /// Whether it is to be left out for a mistake that has been reported.
    pub(crate) fn is_broken(&self) -> bool {
        self.contradicted || self.fields.is_damaged()
    }
}

/// Every definition, in the order of files and places.
#[derive(Default)]
pub(crate) struct Definitions<'a> {
    entries: Vec<Entry<'a>>,
    /// From table and id to the entry; all entity tables count as one.
    by_id: FxHashMap<(&'static str, &'a str), usize>,
    /// Whether a header could not be read: an id that nothing defines may be defined there.
    pub(crate) incomplete: bool,
}

impl<'a> Definitions<'a> {
    /// The entries of some tables.
    pub(crate) fn of<'d>(&'d self, tables: &'d [&str]) -> impl Iterator<Item = &'d Entry<'a>> {
        self.entries.iter().filter(move |entry| tables.contains(&entry.table))
    }

    /// Adds what a file defines.
    pub(crate) fn gather(
        &mut self,
        file: FileId,
        is_settings: bool,
        sections: &'a [Section<'a>],
        mistakes: &mut Mistakes,
    ) {
        for section in sections {
            let root = Table::root(section, file);
            self.incomplete |= root.damaged && root.fields.is_empty();
            let mut found = Vec::new();
            for field in &root.fields {
                match TABLES.iter().find(|table| **table == field.key) {
                    Some(table) if !is_setting(field, is_settings) => {
                        self.children(table, field, root.damaged, &mut found, mistakes);
                    }
                    Some(_) => {}
                    None => unknown_root(field, is_settings, mistakes),
                }
            }
            // TOML tables come sorted by key; definitions are kept as they stand in the file.
            found.sort_unstable_by_key(|(entry, header): &(Entry, Field)| {
                (entry.fields.place.span, header.key_place.span)
            });
            self.entries.reserve(found.len());
            self.by_id.reserve(found.len());
            for (entry, header) in found {
                self.define(entry, header, mistakes);
            }
        }
    }

    /// The entries under `[table.…]`.
    fn children(
        &mut self,
        table: &'static str,
        field: &Field<'a>,
        damaged: bool,
        found: &mut Vec<(Entry<'a>, Field<'a>)>,
        mistakes: &mut Mistakes,
    ) {
        let Some(children) = Table::of(field.item, table) else {
            if !field.item.is_damaged() {
                let mistake = mistakes.at(field.key_place, format!("`{table}` wants an id"), "no id follows");
                mistakes.push(mistake.help(format!("write [{table}.your-id]")));
            }
            return;
        };
        for child in &children.fields {
            let Some(mut fields) = Table::of(child.item, format!("{table}.{}", child.key)) else {
                let mistake = mistakes.at(child.key_place, format!("`{table}` wants an id"), "stands under no id");
                mistakes.push(mistake.help(format!("write [{table}.your-id] above it")));
                return;
            };
            if child.item.is_damaged() && !damaged {
                self.incomplete = true;
                continue;
            }
            fields.damaged = damaged;
            if is_id(child.key) {
                found.push((Entry { table, id: child.key, fields, contradicted: false }, *child));
            } else {
                let message = format!("`{}` is no id", child.key);
                let mistake = mistakes.at(child.key_place, message, "not an id");
                mistakes.push(mistake.help("an id is made of the letters A to Z and a to z, digits, - and _"));
                self.incomplete = true;
            }
        }
    }

    /// Adds one definition, or joins it to an earlier one of the same id.
    fn define(&mut self, entry: Entry<'a>, header: Field<'a>, mistakes: &mut Mistakes) {
        let is_entity = TABLES[..ENTITY_TABLES].contains(&entry.table);
        let group = if is_entity { "entity" } else { entry.table };
        let earlier = match self.by_id.entry((group, entry.id)) {
            Slot::Vacant(slot) => {
                slot.insert(self.entries.len());
                self.entries.push(entry);
                return;
            }
            Slot::Occupied(slot) => &mut self.entries[*slot.get()],
        };
        let first = earlier.fields.place;
        if earlier.table != entry.table {
            let message = format!("`{}` and `{}` share an id", earlier.fields.name, entry.fields.name);
            let mistake = mistakes
                .of(Kind::ConflictingDefinition, header.key_place, message, "the id is taken")
                .label(first.file, first.span, "by this");
            mistakes.push(mistake.help("entities of all kinds share their ids: facts refer to them by id alone"));
            return;
        }
        let same_file = first.file == header.key_place.file;
        // `[figure.x.source]` continues `[figure.x]`: its parent has no header of its own, and its place is its key.
        let continued = same_file && entry.fields.place == header.key_place;
        if same_file && !continued {
            let message = format!("`{}` is defined twice in this file", entry.fields.name);
            let mistake = mistakes.of(Kind::ConflictingDefinition, header.key_place, message, "defined again here");
            mistakes.push(mistake.label(first.file, first.span, "defined here first"));
            earlier.contradicted = true;
            return;
        }
        merge(earlier, &entry, continued, mistakes);
    }
}

/// Joins the keys of two definitions of one id.
fn merge<'a>(earlier: &mut Entry<'a>, later: &Entry<'a>, continued: bool, mistakes: &mut Mistakes) {
    earlier.fields.damaged |= later.fields.damaged;
    for field in &later.fields.fields {
        let Some(known) = earlier.fields.get(field.key) else {
            earlier.fields.fields.push(*field);
            continue;
        };
        if known.agrees(&field.item) || known.is_damaged() || field.item.is_damaged() {
            continue;
        }
        earlier.contradicted = true;
        if continued {
            continue;
        }
        let shown = |written: Option<String>| written.map_or_else(String::new, |text| format!(" \"{text}\""));
        let message = format!("conflicting definitions of `{}`: two values of `{}`", later.fields.name, field.key);
        let place = field.item.place();
        let here = format!("here{}", shown(field.item.written()));
        let mistake = mistakes.of(Kind::ConflictingDefinition, place, message, here);
        let first = known.place();
        let mistake = mistake.label(first.file, first.span, format!("there{}", shown(known.written())));
        mistakes.push(mistake.help("keep the one that is right, and delete the other"));
    }
}

/// Whether a key of `factlint.toml` that is also the name of a table is meant as the setting: `date = 2025-10-14`.
fn is_setting(field: &Field, is_settings: bool) -> bool {
    is_settings && SETTINGS_KEYS.contains(&field.key) && !matches!(field.item.value(), Some(DeValue::Table(_)))
}

fn unknown_root(field: &Field, is_settings: bool, mistakes: &mut Mistakes) {
    let setting = SETTINGS_KEYS.contains(&field.key);
    if is_settings {
        // Unknown keys of factlint.toml are the settings' to report.
        return;
    }
    let what = if matches!(field.item.value(), Some(DeValue::Table(_) | DeValue::Array(_))) { "table" } else { "key" };
    let message = format!("unknown {what} `{}`", field.key);
    if setting {
        mistakes.push(mistakes.of(Kind::UnknownKey, field.key_place, message, "belongs in factlint.toml"));
        return;
    }
    let label = did_you_mean(field.key, TABLES.iter().copied());
    let mistake = mistakes.of(Kind::UnknownKey, field.key_place, message, label);
    mistakes.push(mistake.help(format!("known tables: {}", TABLES.join(", "))));
}

/// Whether `text` is made as an id is.
pub(crate) fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

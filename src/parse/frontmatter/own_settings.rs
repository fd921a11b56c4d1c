//! The settings of a draft for itself, which stand under `factlint` in its front matter: read as the TOML table that they could be
//! in `factlint.toml`, so that they have one reader. Places count in the file.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// The key that they stand under.
const KEY: &str = "factlint";

/// How deep lists and mappings may lie in each other: settings need four.
const DEEPEST: usize = 8;

/// Those in TOML that begins at byte `base` of the file.
pub fn of_toml(text: &str, base: usize) -> Option<DeTable<'static>> {
    if !text.contains(KEY) {
        return None;
    }
    let (table, _errors) = DeTable::parse_recoverable(text);
    let value = table.get_ref().get(KEY)?;
    match shifted(value, base).into_inner() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

fn shifted(value: &Spanned<DeValue>, base: usize) -> Spanned<DeValue<'static>> {
    let moved = match value.get_ref() {
        DeValue::Table(table) => {
            let mut moved = DeTable::new();
            for (key, value) in table {
                let name = Cow::Owned(key.get_ref().to_string());
                moved.insert(Spanned::new(key.span().start + base..key.span().end + base, name), shifted(value, base));
            }
            DeValue::Table(moved)
        }
        DeValue::Array(array) => {
            let mut moved = DeArray::new();
            array.iter().for_each(|value| moved.push(shifted(value, base)));
            DeValue::Array(moved)
        }
        other => {
            let mut owned = other.clone();
            owned.make_owned();
            return Spanned::new(value.span().start + base..value.span().end + base, into_static(owned));
        }
    };
    Spanned::new(value.span().start + base..value.span().end + base, moved)
}

/// The same scalar, which holds nothing of the text any more.
fn into_static(value: DeValue) -> DeValue<'static> {
    match value {
        DeValue::Boolean(flag) => DeValue::Boolean(flag),
        DeValue::Datetime(when) => DeValue::Datetime(when),
        DeValue::String(text) => DeValue::String(Cow::Owned(text.into_owned())),
        other => DeValue::String(Cow::Owned(other.as_integer().map_or_else(
            || other.as_float().map_or_else(String::new, |number| number.as_str().to_owned()),
            |number| number.as_str().to_owned(),
        ))),
    }
}

/// Those in a YAML mapping that begins at byte `base` of the file; `None` where it is broken.
pub fn of_yaml(text: &str, base: usize) -> Option<DeTable<'static>> {
    if !text.contains(KEY) {
        return None;
    }
    // The parser counts in characters.
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |characters: usize| base + offsets[characters.min(offsets.len() - 1)];
    let mut events = Parser::new_from_str(text).map_while(Result::ok).map(|(event, place)| {
        let start = byte(place.start.index());
        (event, start..byte(place.end.index()).max(start))
    });
    events.find(|(event, _)| matches!(event, Event::MappingStart(..)))?;
    loop {
        let (key, _) = events.next()?;
        match key {
            Event::Scalar(key, ..) => {
                let first = events.next()?;
                if key != KEY {
                    pass(first.0, &mut events)?;
                    continue;
                }
                return match node(first, &mut events, DEEPEST)?.into_inner() {
                    DeValue::Table(table) => Some(table),
                    _ => None,
                };
            }
            Event::MappingEnd => return None,
            other => pass(other, &mut events)?,
        }
    }
}

type Place = std::ops::Range<usize>;

/// Goes past what an event begins.
fn pass<'e>(first: Event<'e>, events: &mut impl Iterator<Item = (Event<'e>, Place)>) -> Option<()> {
    let mut depth = 0usize;
    let mut event = first;
    loop {
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(());
        }
        event = events.next()?.0;
    }
}

/// The value that an event begins.
fn node<'e>(
    (first, place): (Event<'e>, Place),
    events: &mut impl Iterator<Item = (Event<'e>, Place)>,
    depth: usize,
) -> Option<Spanned<DeValue<'static>>> {
    let depth = depth.checked_sub(1)?;
    match first {
        Event::Scalar(text, style, ..) => {
            let value = match (&*text, style) {
                ("true", ScalarStyle::Plain) => DeValue::Boolean(true),
                ("false", ScalarStyle::Plain) => DeValue::Boolean(false),
                _ => DeValue::String(Cow::Owned(text.into_owned())),
            };
            Some(Spanned::new(place, value))
        }
        Event::SequenceStart(..) => {
            let mut array = DeArray::new();
            loop {
                let event = events.next()?;
                if matches!(event.0, Event::SequenceEnd) {
                    return Some(Spanned::new(place.start..event.1.end.max(place.start), DeValue::Array(array)));
                }
                array.push(node(event, events, depth)?);
            }
        }
        Event::MappingStart(..) => {
            let mut table = DeTable::new();
            loop {
                let event = events.next()?;
                match event {
                    (Event::MappingEnd, end) => {
                        return Some(Spanned::new(place.start..end.end.max(place.start), DeValue::Table(table)));
                    }
                    (Event::Scalar(key, ..), at) => {
                        let first = events.next()?;
                        let value = node(first, events, depth)?;
                        table.insert(Spanned::new(at, Cow::Owned(key.into_owned())), value);
                    }
                    _ => return None,
                }
            }
        }
        _ => None,
    }
}

//! A TOML text becomes tables even where its syntax is broken: the damage is kept to the section it lies in.

use toml::de::{DeTable, DeValue};

use crate::calendar::PartialDate;
use crate::facts::Place;
use crate::facts::table::Mistakes;
use crate::source::FileId;
use crate::span::Span;

/// A part of a TOML text that was parsed by itself: the whole, or what stands under one header of a text with syntax errors.
pub(crate) struct Section<'a> {
    pub(crate) table: DeTable<'a>,
    /// Where it begins in the file, in bytes.
    pub(crate) base: usize,
    /// Places of syntax errors, in bytes of the section.
    pub(crate) errors: Vec<Span>,
    /// Whether an error lies outside of all values, so that keys may have been lost.
    pub(crate) damaged: bool,
}

/// How many syntax errors of one section are shown: a bracket left open makes a dozen.
const SHOWN_IN_SECTION: usize = 2;

/// How many syntax errors of one file are shown: more than this is no fact file.
const SHOWN_IN_FILE: usize = 20;

/// Parses `text`; syntax errors are written down. A sound text is one section, any other is parsed header by header, so that
/// what one error makes of the lines after it ends at the next header.
pub(crate) fn sections<'a>(file: FileId, text: &'a str, mistakes: &mut Mistakes) -> Vec<Section<'a>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return vec![Section { table: table.into_inner(), base: 0, errors: Vec::new(), damaged: false }];
    }
    let starts = section_starts(text);
    let mut sections = Vec::with_capacity(starts.len());
    let mut shown = 0;
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(text.len(), |&next| next);
        let (section, messages) = section(text, Span::new(start, end));
        for (&at, message) in section.errors.iter().zip(&messages).take(SHOWN_IN_SECTION) {
            shown += 1;
            if shown <= SHOWN_IN_FILE {
                explain(file, text, at.shifted(start), message, mistakes);
            }
        }
        sections.push(section);
    }
    sections
}

/// The start of the text and of every line that looks like a header.
fn section_starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let head = line.trim_start_matches([' ', '\t']).strip_prefix('[');
        let name = head.map(|head| head.strip_prefix('[').unwrap_or(head));
        if at > 0 && name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic())) {
            starts.push(at);
        }
        at += line.len();
    }
    starts
}

/// Parses the part of `text` under `span`; the messages go with its errors.
fn section(text: &str, span: Span) -> (Section<'_>, Vec<String>) {
    let own = &text[span.range()];
    let (table, errors) = DeTable::parse_recoverable(own);
    let mut errors: Vec<(Span, String)> = errors
        .iter()
        .map(|error| {
            let range = error.span().unwrap_or(0..0);
            let start = boundary(own, range.start);
            (Span::new(start, boundary(own, range.end).max(start)), error.message().to_owned())
        })
        .collect();
    errors.sort();
    let (errors, messages): (Vec<Span>, Vec<String>) = errors.into_iter().unzip();
    let table = table.into_inner();
    let damaged = !errors.iter().all(|&error| lies_in_value(&table, error));
    (Section { table, base: span.start(), errors, damaged }, messages)
}

/// The nearest character boundary at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Whether an error touches a value, so that the keys around it are to be relied on.
fn lies_in_value(table: &DeTable, error: Span) -> bool {
    table.iter().any(|(_, value)| {
        let span = value.span();
        (span.start <= error.start() && error.end() <= span.end)
            || matches!(value.get_ref(), DeValue::Table(inner) if lies_in_value(inner, error))
    })
}

/// Says in an editor's words what is wrong at `at`.
fn explain(file: FileId, text: &str, at: Span, message: &str, mistakes: &mut Mistakes) {
    let place = Place { file, span: at };
    let found = &text[at.range()];
    let unquoted = message.starts_with("string values must be quoted");
    let mistake = if message.starts_with("duplicate key") {
        let mistake = mistakes.at(place, format!("`{found}` is set twice"), "set again here");
        match earlier_key(text, at) {
            Some(first) => mistake.label(file, first, "set here first"),
            None => mistake,
        }
    } else if unquoted && found.is_empty() {
        mistakes.at(place, "a value is missing", "nothing is written here")
    } else if found.starts_with(|c: char| c.is_ascii_digit()) && PartialDate::parse(found).is_some() {
        let mistake = mistakes.at(place, format!("{found} wants quotation marks"), "TOML has no dates without a day");
        mistake.help(format!("write \"{found}\""))
    } else if unquoted {
        let words = found.trim_matches(['“', '”', '„', '‘', '’', '"', '\'']);
        let mistake =
            mistakes.at(place, format!("{found} wants quotation marks"), "words stand between straight marks");
        mistake.help(format!("write \"{words}\""))
    } else if message.starts_with("invalid date") {
        mistakes.at(place, format!("{found} is no date"), "no such day")
    } else {
        mistakes.at(place, format!("no TOML: {message}"), "here")
    };
    mistakes.push(mistake);
}

/// Where the key at `at` was set before, in the lines between it and the header above it.
fn earlier_key(text: &str, at: Span) -> Option<Span> {
    let key = &text[at.range()];
    let mut end = text[..at.start()].rfind('\n')?;
    loop {
        let start = text[..end].rfind('\n').map_or(0, |before| before + 1);
        let line = &text[start..end];
        let words = line.trim_start();
        let after = words.strip_prefix(key).map(|rest| rest.trim_start());
        if after.is_some_and(|rest| rest.starts_with('=')) {
            let from = start + line.len() - words.len();
            return Some(Span::new(from, from + key.len()));
        }
        if start == 0 || words.starts_with('[') {
            return None;
        }
        end = start - 1;
    }
}

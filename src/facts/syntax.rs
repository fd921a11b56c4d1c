//! A TOML text becomes tables even where its syntax is broken: the damage is kept to the section it lies in.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::calendar::PartialDate;
use crate::facts::Place;
use crate::facts::mistakes::Mistakes;
use crate::source::FileId;
use crate::span::Span;

/// A part of a TOML text that was parsed by itself: the whole, or what stands under one header of a text with syntax errors.
pub(crate) struct Section<'a> {
    pub(crate) table: DeTable<'a>,
    /// Where it begins in the file, in bytes.
    pub(crate) base: usize,
    /// Where its syntax errors are.
    pub(crate) errors: Damage,
    /// Whether an error lies outside of all values, so that keys may have been lost.
    pub(crate) damaged: bool,
}

/// Spans in bytes of a section, to be asked what they touch and cover: starts in order, each with the farthest end up to it.
#[derive(Default)]
pub(crate) struct Damage(Vec<(usize, usize)>);

impl Damage {
    /// No errors at all.
    pub(crate) const NONE: &'static Damage = &Damage(Vec::new());

    fn new(mut spans: Vec<Range<usize>>) -> Self {
        spans.sort_unstable_by_key(|span| span.start);
        let mut farthest = 0;
        Self(
            spans
                .into_iter()
                .map(|span| {
                    farthest = farthest.max(span.end);
                    (span.start, farthest)
                })
                .collect(),
        )
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of the spans shares a byte or an edge with `span`.
    pub(crate) fn touches(&self, span: Range<usize>) -> bool {
        self.farthest(span.end).is_some_and(|end| span.start <= end)
    }

    /// Whether one of the spans holds all of `span`.
    fn covers(&self, span: Range<usize>) -> bool {
        self.farthest(span.start).is_some_and(|end| span.end <= end)
    }

    /// The farthest end of the spans that start at or before `at`.
    fn farthest(&self, at: usize) -> Option<usize> {
        let before = self.0.partition_point(|&(start, _)| start <= at);
        self.0[..before].last().map(|&(_, end)| end)
    }
}

/// How many syntax errors of one file are shown: with more than this it is no fact file.
const SHOWN_IN_FILE: usize = 20;

/// Parses `text`; syntax errors are written down. A sound text is one section, any other is parsed header by header, so that
/// what one error makes of the lines after it ends at the next header.
pub(crate) fn sections<'a>(file: FileId, text: &'a str, mistakes: &mut Mistakes) -> Vec<Section<'a>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return vec![Section { table: table.into_inner(), base: 0, errors: Damage::default(), damaged: false }];
    }
    let starts = section_starts(text);
    let mut sections = Vec::with_capacity(starts.len());
    let mut shown = 0;
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(text.len(), |&next| next);
        let (section, errors) = section(text, Span::new(start, end));
        for (at, message) in without_consequences(&text[start..end], &errors) {
            shown += 1;
            if shown <= SHOWN_IN_FILE {
                explain(file, text, at.shifted(start), message, mistakes);
            }
        }
        sections.push(section);
    }
    if shown > SHOWN_IN_FILE {
        mistakes.note_last(format!("{} more syntax errors in this file", shown - SHOWN_IN_FILE));
    }
    sections
}

/// The errors of a section that are not made by others: the first one of each line, and none after a bracket left open.
fn without_consequences<'e>(own: &str, errors: &'e [(Span, String)]) -> Vec<&'e (Span, String)> {
    let mut kept = Vec::new();
    let mut line_end = None;
    for error in errors {
        let (at, message) = error;
        if line_end.is_some_and(|end| at.start() <= end) {
            continue;
        }
        kept.push(error);
        line_end = Some(memchr::memchr(b'\n', &own.as_bytes()[at.end()..]).map_or(own.len(), |line| at.end() + line));
        if ["array", "inline table", "unclosed", "no value", "recurse"].iter().any(|word| message.contains(word)) {
            break;
        }
    }
    kept
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

/// Parses the part of `text` under `span`; its errors come with their messages, in the order of the text.
fn section(text: &str, span: Span) -> (Section<'_>, Vec<(Span, String)>) {
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
    let mut table = table.into_inner();
    let mut values = Vec::new();
    value_spans(&table, &mut values);
    let values = Damage::new(values);
    // An error that lies in a value leaves the keys around it to be relied on.
    let damaged = !errors.iter().all(|(error, _)| values.covers(error.range()));
    let first_line = own.find('\n').unwrap_or(own.len());
    let headed = own[..first_line].trim_start_matches(['\u{feff}', ' ', '\t']).starts_with('[');
    if damaged && headed && errors.first().is_some_and(|(error, _)| error.start() <= first_line) {
        // What the header was is not known, so neither is what its keys mean.
        table = DeTable::new();
    }
    let places = Damage::new(errors.iter().map(|(error, _)| error.range()).collect());
    (Section { table, base: span.start(), errors: places, damaged }, errors)
}

/// The nearest character boundary at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The places of the values of a table and of the tables under its headers.
fn value_spans(table: &DeTable, spans: &mut Vec<Range<usize>>) {
    for value in table.values() {
        spans.push(value.span());
        if let DeValue::Table(inner) = value.get_ref() {
            value_spans(inner, spans);
        }
    }
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

//! Figures of the text that speak of a cell of a table in the same draft.
//!
//! A sentence speaks of a cell if it has the words of its row's heading and of its column's heading, of no other row of the table,
//! and a figure that the cell could have.

use crate::claim::Case;
use crate::claim::consistency::{agree, is_slip};
use crate::claim::figure::role::Role;
use crate::claim::topic::{Setting, Topic};
use crate::document::table::Table;
use crate::lexicon::phrases::lower;
use crate::quantity::{Dimension, Number, Quantity, parse_value};
use crate::span::Span;
use crate::text::stem::StemsOf;

/// A figure of the text that differs from the cell it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffTable {
    /// Index of the figure's topic.
    pub topic: usize,
    /// Bytes of the prose: the cell.
    pub cell: Span,
    /// Bytes of the prose: the headings of its row and its column.
    pub row: Span,
    pub column: Span,
}

/// Finds the figures that differ from their cells, in the order of the prose.
pub fn find(case: &Case, topics: &[Topic]) -> Vec<OffTable> {
    let tables = case.document.tables();
    if tables.is_empty() {
        return Vec::new();
    }
    let words = Words { case, stems: StemsOf::new(&case.lexicon.language) };
    let tables: Vec<Headed> = tables.iter().map(|table| Headed::new(table, &words)).collect();
    let mut found = Vec::new();
    for (index, topic) in topics.iter().enumerate() {
        if is_stated(case, topic) {
            let sentence = words.of_tokens(case.document.sentences[topic.sentence].tokens);
            found.extend(
                tables
                    .iter()
                    .find_map(|table| table.differing(case, topic, &sentence))
                    .map(|cell| OffTable { topic: index, ..cell }),
            );
        }
    }
    found
}

fn is_stated(case: &Case, topic: &Topic) -> bool {
    let quantity = &case.mentions.quantities[topic.mention];
    matches!(topic.setting, Setting::Headline | Setting::Heading | Setting::Text | Setting::Caption)
        && matches!(quantity.number, Number::Point(_))
        && topic.place.asserted
        && topic.place.role == Role::Level
        && !topic.quoted
}

/// Stems of the draft's words.
struct Words<'a> {
    case: &'a Case<'a>,
    stems: StemsOf,
}

impl Words<'_> {
    /// The telling words of a range of tokens: stems, and numbers as they stand. What stands in brackets is a unit or a remark.
    fn of_heading(&self, tokens: (u32, u32)) -> Vec<String> {
        let document = self.case.document;
        let open = (tokens.0..tokens.1).find(|&at| document.tokens[at as usize].is('(')).unwrap_or(tokens.1);
        let mut words = self.of_tokens((tokens.0, open));
        words.sort_unstable();
        words.dedup();
        words
    }

    fn of_tokens(&self, tokens: (u32, u32)) -> Vec<String> {
        let document = self.case.document;
        let mut found = Vec::new();
        for token in document.tokens_in(tokens) {
            let word = token.text(&document.prose);
            let telling = token.is_number() || token.is_word() && !self.case.lexicon.topics.function_words.has(word);
            if telling {
                found.push(self.stems.of(word).to_string());
            }
        }
        found
    }
}

/// A table with the words of its headings.
struct Headed<'t> {
    table: &'t Table,
    /// Row or column, its block, its words.
    rows: Vec<Heading>,
    columns: Vec<Heading>,
}

struct Heading {
    number: u32,
    block: usize,
    words: Vec<String>,
    /// Whether the heading is a name or phrase in capitals, so that an ordinary word in small letters is not meant.
    capital: bool,
}

impl<'t> Headed<'t> {
    fn new(table: &'t Table, words: &Words) -> Self {
        let mut heading = |(number, block): (u32, usize)| {
            let tokens = words.case.document.blocks[block].tokens;
            let text = words.case.document.text(words.case.document.blocks[block].span);
            Heading {
                number,
                block,
                words: words.of_heading(tokens),
                capital: text.chars().next().is_some_and(char::is_uppercase),
            }
        };
        let rows = table.row_headings().map(&mut heading).collect();
        let columns = table.header().filter(|&(column, _)| column > 0).map(&mut heading).collect();
        Self { table, rows, columns }
    }

    /// The one cell that a figure of `sentence` speaks of, if it has another value.
    fn differing(&self, case: &Case, topic: &Topic, sentence: &[String]) -> Option<OffTable> {
        let row = only(self.rows.iter().filter(|row| row.is_in(sentence) && row.stands_in(case, topic)))?;
        let stated = &case.mentions.quantities[topic.mention];
        let columns: Vec<&Heading> = self.columns.iter().filter(|column| column.is_in(sentence)).collect();
        let cell = |column: &Heading| {
            let block = self.table.cell(row.number, column.number)?;
            Some((block, value(case, block, column.block)?))
        };
        // Whatever cell of the row bears the figure out is the one it speaks of.
        let mut in_row = self.columns.iter().filter_map(cell);
        if in_row.any(|(_, recorded)| agree(stated, &recorded)) {
            return None;
        }
        let column = only(columns.into_iter())?;
        let (block, recorded) = cell(column)?;
        let near = is_slip(stated, &recorded);
        let span = |block: usize| case.document.blocks[block].span;
        let differs = stated.unit.comparable(&recorded.unit) && stated.per == recorded.per && near;
        differs.then(|| OffTable { topic: 0, cell: span(block), row: span(row.block), column: span(column.block) })
    }
}

impl Heading {
    fn is_in(&self, sentence: &[String]) -> bool {
        !self.words.is_empty() && self.words.iter().all(|word| sentence.contains(word))
    }

    /// A heading that is one ordinary word ("Business") is meant by a capital only.
    fn stands_in(&self, case: &Case, topic: &Topic) -> bool {
        if self.words.len() > 1 {
            return true;
        }
        let document = case.document;
        let sentence = document.tokens_in(document.sentences[topic.sentence].tokens);
        let heading = document.tokens_in(document.blocks[self.block].tokens);
        let Some(written) = heading.iter().find(|token| token.is_word()) else { return true };
        let written = written.text(&document.prose);
        let ordinary = case.lexicon.names.ordinary.has(written);
        let begins = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
        let as_name = |text: &str| begins(text) && lower(text).starts_with(lower(written).as_ref());
        !(ordinary && self.capital) || sentence.iter().any(|token| as_name(token.text(&document.prose)))
    }
}

/// The value of a cell, with the unit that its column's heading has in brackets: "38.5" under "2025 ($ million)".
fn value(case: &Case, block: usize, header: usize) -> Option<Quantity> {
    let document = case.document;
    let text = document.text(document.blocks[block].span).trim_matches(['*', ' ']);
    let plain = parse_value(text, case.lexicon)?;
    if plain.unit.dimension != Dimension::Count || plain.scaled {
        return Some(plain);
    }
    let header = document.text(document.blocks[header].span);
    let unit = header.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(unit, _)| unit.trim());
    let Some(unit) = unit else { return Some(plain) };
    let sign: String = unit.chars().take_while(|character| !character.is_alphanumeric() && *character != ' ').collect();
    let rest = &unit[sign.len()..];
    let with_sign = parse_value(&format!("{sign}{text} {rest}"), case.lexicon);
    let with_unit = || parse_value(&format!("{text} {unit}"), case.lexicon);
    with_sign.filter(|value| value.unit.dimension != Dimension::Count || value.scaled).or_else(with_unit)
}

/// The only item.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

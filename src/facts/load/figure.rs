//! Reads `[figure.ID]`.

use toml::de::DeValue;

use crate::calendar::Period;
use crate::facts::load::define::Entry;
use crate::facts::load::entity::between;
use crate::facts::load::fact::{check_keys, exactly_one, head, subject};
use crate::facts::load::reading::Reading;
use crate::facts::load::value_from;
use crate::facts::mistakes::Mistakes;
use crate::facts::table::{Item, Table};
use crate::facts::{Bound, Figure, FigureValue, Placed, Tolerance};
use crate::quantity::Quantity;

pub(super) const KEYS: &[&str] =
    &["subject", "measure", "value", "values", "value_from", "per", "of", "bound", "tolerance"];

/// Reads a figure.
pub(crate) fn figure(entry: &Entry, reading: &Reading, mistakes: &mut Mistakes) -> Option<Figure> {
    let table = &entry.fields;
    check_keys(table, KEYS, mistakes);
    let head = head(entry, reading, mistakes);
    let subject = subject(table, reading, mistakes);
    let measure = table.require("measure", mistakes).map(|item| item.strings("measure", mistakes));
    let values = exactly_one(table, &["value", "values", "value_from"], mistakes).map(|(key, item)| match key {
        "values" => series(&item, reading, mistakes),
        _ => value(key, &item, reading, mistakes).map(undated).into_iter().collect(),
    });
    let per = table.get("per").map_or_else(Vec::new, |item| item.strings("per", mistakes));
    let of = table.get("of").and_then(|item| item.string("of", mistakes));
    let bounds = [("max", Bound::Max), ("min", Bound::Min)];
    let bound = table.get("bound").and_then(|item| item.choice("bound", &bounds, mistakes));
    let tolerance = table.get("tolerance").map_or(Some(Tolerance::Rounded), |item| tolerance(&item, reading, mistakes));
    Some(Figure { head, subject: subject?, measure: measure?, values: values?, per, of, bound, tolerance: tolerance? })
}

/// A value that holds whenever it is asked for.
fn undated((text, quantity): (Placed<String>, Quantity)) -> FigureValue {
    FigureValue { text, quantity, from: None, until: None, period: None, according_to: None }
}

/// What `value` or `value_from` says, as written and as read.
fn value(key: &str, item: &Item, reading: &Reading, mistakes: &mut Mistakes) -> Option<(Placed<String>, Quantity)> {
    let text = match key {
        "value_from" => value_from::read(item, reading.means, mistakes)?,
        _ => item.literal(key, mistakes)?,
    };
    let quantity = quantity(key, &text, reading, mistakes)?;
    Some((text, quantity))
}

fn quantity(key: &str, text: &Placed<String>, reading: &Reading, mistakes: &mut Mistakes) -> Option<Quantity> {
    let quantity = (reading.means.quantity)(&text.value);
    if quantity.is_none() {
        let message = format!("`{key}` is no quantity: \"{}\"", text.value);
        let mistake = mistakes.at(text.place, message, "cannot be read");
        mistakes.push(
            mistake.help("write one quantity as prose would: 16, \"16 people\", \"over $10 billion\", \"71.4%\""),
        );
    }
    quantity
}

/// `[{ value, from, until }]` or `[{ value, period }]`.
fn series(item: &Item, reading: &Reading, mistakes: &mut Mistakes) -> Vec<FigureValue> {
    let items = item.list("values", mistakes);
    items.iter().filter_map(|item| element(item, reading, mistakes)).collect()
}

fn element(item: &Item, reading: &Reading, mistakes: &mut Mistakes) -> Option<FigureValue> {
    let known = ["value", "value_from", "from", "until", "period", "according_to"];
    let table = item.table("values", &known, mistakes)?;
    let found = exactly_one(&table, &["value", "value_from"], mistakes)
        .and_then(|(key, item)| value(key, &item, reading, mistakes));
    let (from, until) = between(&table, "from", "until", mistakes);
    let period = table.get("period").and_then(|item| period(&item, reading, mistakes));
    check_exclusive(&table, mistakes);
    let source = table.get("according_to").map(|item| {
        let words = item.string("according_to", mistakes)?;
        reading.names.speaker(&words.value, words.place, "according_to", mistakes)
    });
    let according_to = match source {
        Some(found) => Some(found?),
        None => None,
    };
    let (text, quantity) = found?;
    let (from, until) = (from.map(|date| date.value), until.map(|date| date.value));
    Some(FigureValue { text, quantity, from, until, period, according_to })
}

/// A value is of a state or of a flow, never of both.
fn check_exclusive(table: &Table, mistakes: &mut Mistakes) {
    let (Some(period), Some(other)) = (table.get("period"), table.get("from").or(table.get("until"))) else { return };
    let other = other.place();
    let mistake = mistakes.at(period.place(), "a value has `period` and `from` or `until`", "counted over this time");
    let mistake = mistake.label(other.file, other.span, "and valid at this");
    mistakes.push(mistake.help("`from` and `until` say how long a state holds, `period` what a flow is counted over"));
}

fn period(item: &Item, reading: &Reading, mistakes: &mut Mistakes) -> Option<Placed<Period>> {
    let place = item.place();
    let text = match item.value()? {
        DeValue::Integer(_) | DeValue::Datetime(_) => item.written()?,
        _ => item.string("period", mistakes)?.value,
    };
    if let Some(value) = Period::parse(&text, &reading.means.lexicon.calendar) {
        return Some(Placed { value, place });
    }
    let mistake = mistakes.at(place, format!("`period` is no period: \"{text}\""), "cannot be read");
    mistakes.push(mistake.help(
        "write \"2023\", \"2023-05\", \"Q3 2023\", \"H1 2023\", \"nine months 2023\", \"January-May 2023\", \
         \"year to April 2023\" or \"2016/17\"",
    ));
    None
}

fn tolerance(item: &Item, reading: &Reading, mistakes: &mut Mistakes) -> Option<Tolerance> {
    let words = [("exact", Tolerance::Exact), ("rounded", Tolerance::Rounded)];
    let text = item.literal("tolerance", mistakes)?;
    if let Some((_, tolerance)) = words.iter().find(|(word, _)| *word == text.value) {
        return Some(tolerance.clone());
    }
    if let Some(quantity) = (reading.means.quantity)(&text.value) {
        return Some(Tolerance::Within(quantity));
    }
    let label = crate::facts::table::did_you_mean(&text.value, words.iter().map(|(word, _)| *word));
    let mistake = mistakes.at(text.place, format!("`tolerance` cannot be \"{}\"", text.value), label);
    mistakes.push(mistake.help("`tolerance` is \"exact\", \"rounded\", or a quantity such as \"2%\" or \"0.1\""));
    None
}

//! Reads what every fact carries, and the facts that are no figures: dates, quotations, statements, literals, sources.

use toml::de::DeValue;

use crate::diagnostic::Citation;
use crate::facts::load::define::Entry;
use crate::facts::load::entity::between;
use crate::facts::load::reading::Reading;
use crate::facts::load::value_from;
use crate::facts::mistakes::{Kind, Mistakes};
use crate::facts::table::{Item, Table};
use crate::facts::{DateFact, FactHead, LiteralFact, Placed, QuoteFact, Reference, SourceFact, StatementFact};

/// Keys of every fact.
pub(super) const HEAD: &[&str] = &["source", "note", "as_of", "review_after", "provisional", "unconfirmed"];

/// Reports unknown keys of a fact that has its `own` ones beside those of every fact.
pub(crate) fn check_keys(table: &Table, own: &[&str], mistakes: &mut Mistakes) {
    table.check_keys(&[own, HEAD].concat(), mistakes);
}

/// Reads what every fact carries.
pub(crate) fn head(entry: &Entry, reading: &Reading, mistakes: &mut Mistakes) -> FactHead {
    let table = &entry.fields;
    let flag = |key, mistakes: &mut Mistakes| table.get(key).and_then(|item| item.flag(key, mistakes)).unwrap_or(false);
    FactHead {
        key: table.name.clone(),
        place: table.place,
        sources: table.get("source").map_or_else(Vec::new, |item| citations(&item, reading, mistakes)),
        note: text(table, "note", mistakes).map(|note| note.value),
        as_of: table.get("as_of").and_then(|item| item.date("as_of", mistakes)).map(|date| date.value),
        review_after: table.get("review_after").and_then(|item| item.date("review_after", mistakes)),
        provisional: flag("provisional", mistakes),
        unconfirmed: flag("unconfirmed", mistakes),
    }
}

fn text(table: &Table, key: &str, mistakes: &mut Mistakes) -> Option<Placed<String>> {
    table.get(key).and_then(|item| item.string(key, mistakes))
}

fn texts(table: &Table, key: &str, mistakes: &mut Mistakes) -> Vec<Placed<String>> {
    table.get(key).map_or_else(Vec::new, |item| item.strings(key, mistakes))
}

/// A date as a citation shows it.
fn iso_date(table: &Table, key: &str, mistakes: &mut Mistakes) -> Option<String> {
    table.get(key).and_then(|item| item.date(key, mistakes)).map(|date| date.value.to_string())
}

/// Whose fact it is: every element is resolved; `None` where one cannot be.
pub(crate) fn references(
    item: &Item,
    key: &str,
    reading: &Reading,
    mistakes: &mut Mistakes,
) -> Option<Vec<Placed<Reference>>> {
    let words = item.strings(key, mistakes);
    let found: Vec<_> = words
        .iter()
        .map(|word| {
            let value = reading.names.reference(&word.value, word.place, key, mistakes)?;
            Some(Placed { value, place: word.place })
        })
        .collect();
    found.into_iter().collect()
}

/// The required `subject` of a fact.
pub(crate) fn subject(table: &Table, reading: &Reading, mistakes: &mut Mistakes) -> Option<Vec<Placed<Reference>>> {
    references(&table.require("subject", mistakes)?, "subject", reading, mistakes)
}

/// Words, tables, ids of sources, or a list of them.
fn citations(item: &Item, reading: &Reading, mistakes: &mut Mistakes) -> Vec<Citation> {
    let items = item.list("source", mistakes);
    items.iter().filter_map(|item| citation(item, reading, mistakes)).collect()
}

fn citation(item: &Item, reading: &Reading, mistakes: &mut Mistakes) -> Option<Citation> {
    if matches!(item.value()?, DeValue::Table(_)) {
        return cited_table(item, mistakes);
    }
    let words = item.string("source", mistakes)?;
    if let Some(known) = reading.citations.get(words.value.as_str()) {
        return known.clone();
    }
    let ids = || reading.citations.keys().copied().collect();
    if reading.source_slips.is_meant_as_id(&words.value, ids) {
        if reading.names.is_complete() {
            let label = reading.source_slips.suggestion(&words.value, ids);
            let message = format!("unknown id \"{}\" in `source`", words.value);
            let mistake = mistakes.of(Kind::DanglingReference, words.place, message, label);
            mistakes.push(
                mistake.help("define [source.ID], correct the id, or write a title that does not look like an id"),
            );
        }
        return None;
    }
    let url = is_address(&words.value).then(|| words.value.clone());
    Some(Citation { title: words.value, url, ..Citation::default() })
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn cited_table(item: &Item, mistakes: &mut Mistakes) -> Option<Citation> {
    let table = item.table("source", &["title", "url", "locator", "date", "checked", "by"], mistakes)?;
    let value = |key, mistakes: &mut Mistakes| text(&table, key, mistakes).map(|text| text.value);
    let (title, url) = (value("title", mistakes), value("url", mistakes));
    if !table.has("title") && !table.has("url") {
        mistakes.add(table.place, "`source` has neither `title` nor `url`", "says not where to look");
    }
    Some(Citation {
        title: title.or_else(|| url.clone())?,
        url,
        locator: value("locator", mistakes),
        date: iso_date(&table, "date", mistakes),
        checked: iso_date(&table, "checked", mistakes),
        by: value("by", mistakes),
    })
}

/// `[source.ID]`.
pub(crate) fn source(entry: &Entry, mistakes: &mut Mistakes) -> Option<SourceFact> {
    let table = &entry.fields;
    table.check_keys(&["title", "url", "date", "author", "checked", "file"], mistakes);
    let value = |key, mistakes: &mut Mistakes| text(table, key, mistakes).map(|text| text.value);
    let (title, url) = (value("title", mistakes), value("url", mistakes));
    let file = text(table, "file", mistakes);
    if !table.damaged && !["title", "url", "file"].iter().any(|key| table.has(key)) {
        let message = format!("{} has no `title`, `url` or `file`", table.shown());
        mistakes.add(table.place, message, "says not where to look");
    }
    let shown = title.or_else(|| url.clone()).or_else(|| file.as_ref().map(|file| file.value.clone()));
    let citation = Citation {
        title: shown.unwrap_or_else(|| entry.id.to_owned()),
        url,
        locator: None,
        date: iso_date(table, "date", mistakes),
        checked: iso_date(table, "checked", mistakes),
        by: None,
    };
    let author = value("author", mistakes);
    Some(SourceFact { id: entry.id.to_owned(), place: table.place, citation, author, file })
}

/// `[date.ID]`.
pub(crate) fn date(entry: &Entry, reading: &Reading, mistakes: &mut Mistakes) -> Option<DateFact> {
    let table = &entry.fields;
    check_keys(table, &["subject", "what", "value"], mistakes);
    let head = head(entry, reading, mistakes);
    let subject = subject(table, reading, mistakes);
    let what = table.require("what", mistakes).map(|item| item.strings("what", mistakes));
    let value = table.require("value", mistakes).and_then(|item| item.date("value", mistakes));
    Some(DateFact { head, subject: subject?, what: what?, value: value? })
}

/// `[quote.ID]`.
pub(crate) fn quote(entry: &Entry, reading: &Reading, mistakes: &mut Mistakes) -> Option<QuoteFact> {
    let table = &entry.fields;
    check_keys(table, &["speaker", "text", "language", "date"], mistakes);
    let head = head(entry, reading, mistakes);
    let words = table.require("speaker", mistakes).and_then(|item| item.string("speaker", mistakes));
    let speaker = words.and_then(|words| {
        let value = reading.names.speaker(&words.value, words.place, "speaker", mistakes)?;
        Some(Placed { value, place: words.place })
    });
    let spoken = table.require("text", mistakes).and_then(|item| item.string("text", mistakes));
    let language = text(table, "language", mistakes).map(|language| language.value);
    let date = table.get("date").and_then(|item| item.date("date", mistakes)).map(|date| date.value);
    Some(QuoteFact { head, speaker: speaker?, text: spoken?, language, date })
}

/// `[statement.ID]`.
pub(crate) fn statement(entry: &Entry, reading: &Reading, mistakes: &mut Mistakes) -> Option<StatementFact> {
    let table = &entry.fields;
    check_keys(table, &["subject", "accept", "reject", "from", "until"], mistakes);
    let head = head(entry, reading, mistakes);
    let subject = subject(table, reading, mistakes);
    let (accept, reject) = (texts(table, "accept", mistakes), texts(table, "reject", mistakes));
    if !table.damaged && !table.has("accept") && !table.has("reject") {
        let message = format!("{} has neither `accept` nor `reject`", table.shown());
        mistakes.add(table.place, message, "states nothing");
    }
    check_opposed(&accept, &reject, mistakes);
    let (from, until) = between(table, "from", "until", mistakes);
    let (from, until) = (from.map(|date| date.value), until.map(|date| date.value));
    Some(StatementFact { head, subject: subject?, accept, reject, from, until })
}

/// The same words must not be accepted and rejected.
fn check_opposed(accept: &[Placed<String>], reject: &[Placed<String>], mistakes: &mut Mistakes) {
    for rejected in reject {
        let Some(accepted) = accept.iter().find(|accepted| accepted.value == rejected.value) else { continue };
        let message = format!("\"{}\" is both accepted and rejected", rejected.value);
        let mistake = mistakes.at(rejected.place, message, "rejected here");
        mistakes.push(mistake.label(accepted.place.file, accepted.place.span, "accepted here"));
    }
}

/// `[literal.ID]`.
pub(crate) fn literal(entry: &Entry, reading: &Reading, mistakes: &mut Mistakes) -> Option<LiteralFact> {
    let table = &entry.fields;
    check_keys(table, &["subject", "near", "value", "value_from", "reject", "scope"], mistakes);
    let head = head(entry, reading, mistakes);
    let subject = match table.get("subject") {
        Some(item) => references(&item, "subject", reading, mistakes),
        None => Some(Vec::new()),
    };
    if !table.damaged && !table.has("subject") && !table.has("near") {
        let message = format!("{} has neither `subject` nor `near`", table.shown());
        mistakes.add(table.place, message, "says not where it is meant");
    }
    let near = texts(table, "near", mistakes);
    let value = exactly_one(table, &["value", "value_from"], mistakes).and_then(|(key, item)| match key {
        "value" => item.literal("value", mistakes),
        _ => value_from::read(&item, reading.means, mistakes),
    });
    let reject = table.get("reject").map_or_else(Vec::new, |item| {
        let items = item.list("reject", mistakes);
        items.iter().filter_map(|item| item.literal("reject", mistakes)).collect()
    });
    let scope = table.get("scope").and_then(|item| item.choice("scope", &[("code", true), ("prose", false)], mistakes));
    let value = value?;
    check_opposed(std::slice::from_ref(&value), &reject, mistakes);
    Some(LiteralFact { head, subject: subject?, near, value, reject, in_code: scope.unwrap_or(false) })
}

/// The one of several keys that is set; none and more than one are mistakes.
pub(crate) fn exactly_one<'a, 'k>(
    table: &Table<'a>,
    keys: &[&'k str],
    mistakes: &mut Mistakes,
) -> Option<(&'k str, Item<'a>)> {
    let mut set = keys.iter().filter_map(|key| Some((*key, table.get(key)?)));
    let listed = || keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" or ");
    let Some(first) = set.next() else {
        if !table.damaged {
            let message = format!("{} has no {}", table.shown(), listed());
            mistakes.add(table.place, message, format!("`{}` is missing", keys[0]));
        }
        return None;
    };
    if let Some((key, second)) = set.next() {
        let place = first.1.place();
        let message = format!("{} has both `{}` and `{key}`", table.shown(), first.0);
        let mistake = mistakes.at(second.place(), message, format!("`{key}`"));
        let mistake = mistake.label(place.file, place.span, format!("`{}`", first.0));
        mistakes.push(mistake.help(format!("keep one of {}", listed())));
    }
    Some(first)
}

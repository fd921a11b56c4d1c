//! Reads `[person.ID]` and the other tables of entities.

use rustc_hash::FxHashMap;

use crate::calendar::PartialDate;
use crate::facts::load::define::Entry;
use crate::facts::mistakes::{Kind, Mistakes};
use crate::facts::table::{Item, Table};
use crate::facts::{Entity, EntityKind, Place, Placed, Reference, TitleFact};

/// The kinds, each with the keys that only it has.
pub(crate) const KINDS: &[(EntityKind, &[&str])] = &[
    (EntityKind::Person, &["titles", "born", "died"]),
    (EntityKind::Organization, &["founded", "dissolved"]),
    (EntityKind::Place, &["adjective", "demonym"]),
    (EntityKind::Event, &["date", "start", "end"]),
    (EntityKind::Work, &[]),
    (EntityKind::Term, &[]),
];

/// Keys of every entity.
pub(super) const COMMON: &[&str] =
    &["name", "also", "short", "never", "distinct", "descriptions", "metonyms", "abbreviation", "part_of"];

/// Reads an entity; its offices are of phrases yet, and what it is a part of is still to be found.
pub(crate) fn entity(entry: &Entry, mistakes: &mut Mistakes) -> Option<(Entity, Option<Placed<String>>)> {
    let table = &entry.fields;
    let &(kind, own) = KINDS.iter().find(|(kind, _)| kind.table() == entry.table)?;
    if !table.fields.iter().all(|field| COMMON.contains(&field.key) || own.contains(&field.key)) {
        table.check_keys(&[COMMON, own].concat(), mistakes);
    }
    let text = |key, mistakes: &mut Mistakes| table.get(key).and_then(|item| item.string(key, mistakes));
    let texts = |key, mistakes: &mut Mistakes| table.get(key).map_or_else(Vec::new, |item| item.strings(key, mistakes));
    let name = table.require("name", mistakes).and_then(|item| item.string("name", mistakes));
    let (began, ended) = match kind {
        EntityKind::Person => between(table, "born", "died", mistakes),
        EntityKind::Organization => between(table, "founded", "dissolved", mistakes),
        _ => (None, None),
    };
    let (start, end) = if kind == EntityKind::Event { event_days(table, mistakes) } else { (None, None) };
    let entity = Entity {
        kind,
        id: entry.id.to_owned(),
        place: table.place,
        also: texts("also", mistakes),
        short: text("short", mistakes),
        never: texts("never", mistakes),
        distinct: texts("distinct", mistakes),
        descriptions: texts("descriptions", mistakes),
        metonyms: texts("metonyms", mistakes),
        abbreviation: text("abbreviation", mistakes),
        adjective: text("adjective", mistakes).filter(|_| kind == EntityKind::Place),
        demonym: text("demonym", mistakes).filter(|_| kind == EntityKind::Place),
        titles: if kind == EntityKind::Person { titles(table, mistakes) } else { Vec::new() },
        began,
        ended,
        start,
        end,
        part_of: None,
        name: name.clone().unwrap_or_else(|| Placed { value: String::new(), place: table.place }),
    };
    check_never(&entity, mistakes);
    let part_of = text("part_of", mistakes);
    name.map(|_| (entity, part_of))
}

/// Two dates, of which the second must not lie before the first.
pub(crate) fn between(
    table: &Table,
    first: &str,
    last: &str,
    mistakes: &mut Mistakes,
) -> (Option<Placed<PartialDate>>, Option<Placed<PartialDate>>) {
    let start = table.get(first).and_then(|item| item.date(first, mistakes));
    let end = table.get(last).and_then(|item| item.date(last, mistakes));
    if let (Some(start), Some(end)) = (&start, &end)
        && end.value.definitely_before(start.value)
    {
        let message = format!("`{first}` {} lies after `{last}` {}", start.value, end.value);
        let mistake = mistakes.at(end.place, message, format!("before `{first}`"));
        mistakes.push(mistake.label(start.place.file, start.place.span, format!("`{first}`")));
    }
    (start, end)
}

/// `date`, or `start` and `end`.
fn event_days(table: &Table, mistakes: &mut Mistakes) -> (Option<Placed<PartialDate>>, Option<Placed<PartialDate>>) {
    let (start, end) = between(table, "start", "end", mistakes);
    let Some(item) = table.get("date") else { return (start, end) };
    if let Some(other) = start.as_ref().or(end.as_ref()) {
        let message = format!("{} has `date` and `start` or `end`", table.shown());
        let mistake = mistakes.at(item.place(), message, "the one day of the event");
        let mistake = mistake.label(other.place.file, other.place.span, "and a stretch of days");
        mistakes.push(mistake.help("keep `date` for an event of one day, `start` and `end` for a longer one"));
    }
    let date = item.date("date", mistakes);
    (date.clone(), date)
}

fn titles(table: &Table, mistakes: &mut Mistakes) -> Vec<TitleFact> {
    let Some(item) = table.get("titles") else { return Vec::new() };
    let items = item.list("titles", mistakes);
    items.iter().filter_map(|item| title(item, mistakes)).collect()
}

fn title(item: &Item, mistakes: &mut Mistakes) -> Option<TitleFact> {
    let table = item.table("titles", &["title", "of", "from", "until"], mistakes)?;
    let title = table.require("title", mistakes).and_then(|item| item.string("title", mistakes));
    let of = table.get("of").and_then(|item| item.string("of", mistakes));
    let (from, until) = between(&table, "from", "until", mistakes);
    let of = of.map(|words| Placed { value: Reference::Phrase(words.value), place: words.place });
    Some(TitleFact { title: title?, of, from, until })
}

/// What is always wrong must not be accepted as well.
fn check_never(entity: &Entity, mistakes: &mut Mistakes) {
    if entity.never.is_empty() {
        return;
    }
    let single = [&entity.short, &entity.abbreviation, &entity.adjective, &entity.demonym];
    let accepted: FxHashMap<&str, Place> = std::iter::once(&entity.name)
        .chain(&entity.also)
        .chain(single.into_iter().flatten())
        .chain(&entity.descriptions)
        .chain(&entity.metonyms)
        .map(|form| (form.value.as_str(), form.place))
        .collect();
    for never in &entity.never {
        let Some(place) = accepted.get(never.value.as_str()) else { continue };
        let message = format!("`{}` both accepts and forbids \"{}\"", entity.key(), never.value);
        let mistake = mistakes.of(Kind::NeverAccepted, never.place, message, "forbidden here");
        mistakes.push(mistake.label(place.file, place.span, "accepted here"));
    }
}

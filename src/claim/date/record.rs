//! Recorded times as claims meet them: of events, lives, bodies, offices and dated facts.

use crate::calendar::PartialDate;
use crate::claim::date::attach::Part;
use crate::claim::date::compare::Days;
use crate::facts::{Entity, EntityKind, FactBase, Place, Placed};

/// A recorded time with what it is called and where it stands.
#[derive(Clone, Debug)]
pub struct Record {
    /// `event.novi-sad-collapse`.
    pub key: String,
    pub place: Place,
    /// Index in the list of its kind.
    pub index: usize,
    /// Index of the title, for an office.
    pub entry: usize,
    /// "Novi Sad railway station collapse".
    pub label: String,
    pub days: Days,
    /// Whether all the days are days of it, not one unknown day among them.
    pub exact: bool,
    /// The recorded time as messages show it.
    pub shown: String,
}

impl Record {
    fn of_entity(entity: &Entity, index: usize, date: &Placed<PartialDate>, told: &str) -> Self {
        let label = if told.is_empty() { entity.name.value.clone() } else { format!("{} {told}", entity.name.value) };
        Self {
            key: entity.key(),
            place: date.place,
            index,
            entry: 0,
            label,
            days: Days::of(date.value),
            exact: false,
            shown: date.value.to_string(),
        }
    }
}

/// The recorded days of an event, or of the part of it that is told of.
pub fn event(entity: &Entity, index: usize, part: Part) -> Option<Record> {
    let (start, end) = (entity.start.as_ref(), entity.end.as_ref());
    let (from, to, told) = match part {
        Part::Start => (start?, start?, if start == end { "" } else { "(start)" }),
        Part::End => (end?, end?, if start == end { "" } else { "(end)" }),
        Part::Whole => (start.or(end)?, end?, ""),
    };
    let mut record = Record::of_entity(entity, index, from, told);
    record.days = Days::between(from.value, to.value);
    record.exact = from.value != to.value && from.value.exact().is_some() && to.value.exact().is_some();
    if from.value != to.value {
        record.shown = format!("{} to {}", from.value, to.value);
    }
    Some(record)
}

/// Birth of a person or foundation of a body; the end of either.
pub fn life(entity: &Entity, index: usize, end: bool) -> Option<Record> {
    let told = match (entity.kind, end) {
        (EntityKind::Person, false) => "(born)",
        (EntityKind::Person, true) => "(died)",
        (_, false) => "(founded)",
        (_, true) => "(dissolved)",
    };
    let date = if end { &entity.ended } else { &entity.began };
    Some(Record::of_entity(entity, index, date.as_ref()?, told))
}

/// The first or last day in an office.
pub fn office(entity: &Entity, index: usize, entry: usize, end: bool) -> Option<Record> {
    let fact = entity.titles.get(entry)?;
    let date = if end { &fact.until } else { &fact.from };
    let told = format!("({} {})", fact.title.value, if end { "until" } else { "from" });
    Some(Record { entry, ..Record::of_entity(entity, index, date.as_ref()?, &told) })
}

/// A dated fact.
pub fn fact(facts: &FactBase, index: usize) -> Option<Record> {
    let fact = facts.dates.get(index)?;
    let what = fact.what.first().map_or("", |what| what.value.as_str());
    let subject = fact.subject.iter().map(|subject| match &subject.value {
        crate::facts::Reference::Entity(id) => facts.entity(*id).name.value.clone(),
        crate::facts::Reference::Phrase(phrase) => phrase.clone(),
    });
    let subject: Vec<String> = subject.collect();
    Some(Record {
        key: fact.head.key.clone(),
        place: fact.value.place,
        index,
        entry: 0,
        label: format!("{} ({what})", subject.join(", ")),
        days: Days::of(fact.value.value),
        exact: false,
        shown: fact.value.value.to_string(),
    })
}

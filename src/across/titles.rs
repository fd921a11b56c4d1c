//! Persons to whom several drafts of one time give offices of which nobody holds two.
//!
//! An office can change hands between two drafts, and two people can have one name. So drafts are held against each other only if they
//! are of the same days or have no date, only if no draft of that time tells of a change, and not over a name that many bear.

use std::collections::BTreeMap;

use crate::across::{Entry, Values, of_one_time};
use crate::claim::summary::{PersonSummary, TitleSummary};
use crate::claim::title::within::{agree, exclude};
use crate::lexicon::Lexicon;

/// A title that other drafts give otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clash {
    /// In the draft whose office is the rarer one; of two that are equally frequent the later.
    pub here: Place,
    /// How many drafts say so.
    pub drafts: usize,
    /// In the first draft that says otherwise.
    pub there: Place,
    /// How many drafts say that.
    pub others: usize,
}

/// A title in a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Index of the draft.
    pub draft: usize,
    /// Index in its persons.
    person: usize,
    /// Index in the person's titles.
    title: usize,
}

impl Place {
    /// The person, and the title.
    pub fn of(self, drafts: &[Entry]) -> (&PersonSummary, &TitleSummary) {
        let person = &drafts[self.draft].summary.persons[self.person];
        (person, &person.titles[self.title])
    }
}

/// How many drafts may give an office that is still a slip.
const MOST_SLIPS: usize = 2;

/// Somebody to whom drafts give more offices than these has had a career.
const MOST_OFFICES: usize = 3;

/// Finds the titles that differ between drafts, in the order of the drafts.
pub fn find(drafts: &[Entry], lexicon: &Lexicon) -> Vec<Clash> {
    let mut persons: BTreeMap<(usize, &str), Vec<(usize, usize)>> = BTreeMap::new();
    for (draft, entry) in drafts.iter().enumerate() {
        for (number, person) in entry.summary.persons.iter().enumerate() {
            persons.entry((entry.edition, &person.key)).or_default().push((draft, number));
        }
    }
    persons.retain(|(_, key), places| places.len() > 1 && !is_common(key, lexicon));
    let mut found: Vec<Clash> = persons.values().flat_map(|places| clashes(drafts, lexicon, places)).collect();
    found.sort_unstable();
    found
}

/// A common first name with a common surname: there are several of them.
fn is_common(key: &str, lexicon: &Lexicon) -> bool {
    let names = &lexicon.names;
    key.split_once(' ').is_some_and(|(first, last)| names.given_names.contains(first) && names.surnames.contains(last))
}

fn clashes(drafts: &[Entry], lexicon: &Lexicon, places: &[(usize, usize)]) -> Vec<Clash> {
    let office = |place: Place| &place.of(drafts).1.office;
    let titles = |&(draft, person): &(usize, usize)| {
        let count = drafts[draft].summary.persons[person].titles.len();
        (0..count).map(move |title| (draft, Place { draft, person, title }))
    };
    let same = |one, other| agree(office(one), office(other), lexicon);
    let values = Values::of(places.iter().flat_map(titles), MOST_OFFICES, same);
    let Some(Values { usual, rarer }) = values else { return Vec::new() };
    let changing: Vec<usize> = places
        .iter()
        .filter(|(draft, person)| drafts[*draft].summary.persons[*person].changes)
        .map(|(draft, _)| *draft)
        .collect();
    let mut found = Vec::new();
    for value in rarer.iter().filter(|value| value.drafts.len() <= MOST_SLIPS) {
        for &draft in &value.drafts {
            let settled = || !changing.iter().any(|&other| of_one_time(&drafts[draft], &drafts[other]));
            let Some(&here) = value.places.iter().find(|place| place.draft == draft) else { continue };
            let there = usual.places.iter().find(|there| {
                is_same_time(&drafts[draft], &drafts[there.draft]) && exclude(office(here), office(**there), lexicon)
            });
            let clash = |&there: &Place| Clash { here, drafts: value.drafts.len(), there, others: usual.drafts.len() };
            found.extend(there.filter(|_| settled()).map(clash));
        }
    }
    found
}

/// Whether two drafts are of the same days, or both of none: of one without a date nobody knows whose time it tells of.
fn is_same_time(one: &Entry, other: &Entry) -> bool {
    one.summary.date.is_some() == other.summary.date.is_some() && of_one_time(one, other)
}

#[cfg(test)]
mod tests;

//! Words of names that lie a slip apart.

use rustc_hash::FxHashSet;

use crate::claim::variant::other_form::are_of_two_sexes;
use crate::claim::variant::slip::{self, shares_stem};
use crate::claim::variant::table::{Place, Table, Word};
use crate::claim::variant::{Difference, Variant};
use crate::mention::name::is_cyrillic;
use crate::mention::proper::ProperKind;
use crate::span::Span;
use crate::text::fold::{fold, romanised};

/// Letters of a word that may be a slip for another though nothing else speaks for it.
const LONE: usize = 6;
/// Letters of a surname that may be a slip for one that somebody was introduced with.
const SURNAME: usize = 5;
/// How often a spelling may stand in the draft and still be a slip.
const MOST_SLIPS: usize = 2;

/// Every pair of near words that are one name.
pub(super) fn find(table: &Table) -> Vec<Variant> {
    let pairs = slip::pairs(table.words.iter().map(|word| (0, word.key.as_str())));
    let mut found: Vec<Variant> =
        pairs.into_iter().filter_map(|(one, other)| Pair::new(table, one, other)?.variant()).collect();
    found.extend(table.words.iter().filter_map(|word| accents(table, word)));
    found
}

/// Two near words.
struct Pair<'t, 'a> {
    table: &'t Table<'a>,
    one: &'t Word,
    other: &'t Word,
    distance: usize,
    letters: usize,
}

impl<'t, 'a> Pair<'t, 'a> {
    fn new(table: &'t Table<'a>, one: usize, other: usize) -> Option<Self> {
        let (one, other) = (&table.words[one], &table.words[other]);
        let letters = one.key.chars().count().min(other.key.chars().count());
        let distance = strsim::osa_distance(&one.key, &other.key);
        let near = slip::is_near(&one.key, &other.key, &table.lexicon.names);
        // "The Lindqvists": of two near names the plural of one is not the other.
        let plural = |word: &Word| word.key.strip_suffix('s').is_some_and(|name| table.has(name));
        (near && !plural(one) && !plural(other)).then_some(Self { table, one, other, distance, letters })
    }

    fn variant(&self) -> Option<Variant> {
        let script = |word: &Word| is_cyrillic(self.table.text(word.places[0]));
        if script(self.one) != script(self.other) {
            return None;
        }
        let all = || (self.one.places.clone(), self.other.places.clone());
        // A first name or a word of a longer name says little without the rest of it.
        let (one, other, in_full) = match self.partners() {
            Partners::Shared(first) => self.is_one_person(first).then(|| (all().0, all().1, first))?,
            Partners::Apart => return None,
            Partners::None => match self.phrases() {
                Some((one, other)) => (one, other, true),
                None => (self.is_one_surname() || self.is_one_word()).then(|| (all().0, all().1, false))?,
            },
        };
        if one.len().min(other.len()) > MOST_SLIPS || self.table.meet(&one, &other) {
            return None;
        }
        let span = |&place: &Place| if in_full { self.table.name(place).span } else { self.table.span(place) };
        let spans = |places: &[Place]| -> Vec<Span> { places.iter().map(span).collect() };
        self.table.variant(spans(&one), spans(&other), self.difference())
    }

    fn difference(&self) -> Difference {
        let (one, other) = (self.table.text(self.one.places[0]), self.table.text(self.other.places[0]));
        let told = |one: &str, other: &Word| romanised(one).is_some_and(|form| fold(&form) == other.key);
        if told(one, self.other) || told(other, self.one) { Difference::Accents } else { Difference::Letters }
    }

    /// What the two words are said with, where one of them at least is part of a person's name.
    fn partners(&self) -> Partners {
        let of = |word: &'t Word| -> Vec<Partner<'t>> {
            let mut partners = Vec::new();
            for &place in &word.places {
                let others = self.table.keys(place).iter().enumerate().filter(|(at, _)| *at != place.position);
                let partner =
                    |key: &'t String| Partner { key, first: place.position == 0, person: self.table.is_person(place) };
                partners.extend(others.map(|(_, key)| partner(key)));
            }
            partners
        };
        let (one, other) = (of(self.one), of(self.other));
        let known: FxHashSet<(&str, bool)> = one.iter().map(|one| (one.key, one.first)).collect();
        let persons: FxHashSet<(&str, bool)> =
            one.iter().filter(|one| one.person).map(|one| (one.key, one.first)).collect();
        let shared = other.iter().find(|other| {
            let said = (other.key, other.first);
            persons.contains(&said) || (other.person && known.contains(&said))
        });
        match shared {
            Some(shared) => Partners::Shared(shared.first),
            None if !persons.is_empty() && other.iter().any(|other| other.person) => Partners::Apart,
            None => Partners::None,
        }
    }

    /// "Marko Djuric" and "Marko Duric", or "Marko Djuric" and "Marco Djuric".
    fn is_one_person(&self, first: bool) -> bool {
        match first {
            // Two sisters have one surname and, often enough, near first names.
            true => self.is_one_first_name(),
            false => {
                self.letters >= SURNAME || !(self.table.is_known(&self.one.key) && self.table.is_known(&self.other.key))
            }
        }
    }

    fn is_one_first_name(&self) -> bool {
        slip::may_be_one_first_name(&self.one.key, &self.other.key, &self.table.lexicon.names)
    }

    /// "Santosh laughs" after "Yara Santos": a name without an introduction, beside one that has it.
    fn is_one_surname(&self) -> bool {
        let names = &self.table.lexicon.names;
        let (alone, introduced) = match (self.is_always_alone(self.one), self.is_always_alone(self.other)) {
            (true, false) => (self.one, self.other),
            (false, true) => (self.other, self.one),
            _ => return false,
        };
        let Some(&full) = introduced.places.iter().find(|&&place| self.table.is_person(place)) else { return false };
        let given = names.given_names.contains(&alone.key);
        let titled = alone.places.iter().all(|&place| self.table.name(place).kind == ProperKind::Titled);
        let word = self.table.is_ordinary(&alone.key) || names.places.contains(&alone.key) || (given && !titled);
        if word || self.letters < SURNAME || self.first_letters_differ() || self.distance > 1 && self.letters < LONE + 3
        {
            return false;
        }
        if full.position == 0 {
            return self.is_one_first_name();
        }
        !are_of_two_sexes(&self.one.key, &self.other.key, names)
    }

    fn is_always_alone(&self, word: &Word) -> bool {
        word.places.iter().all(|&place| self.table.is_alone(place))
    }

    fn first_letters_differ(&self) -> bool {
        self.one.key.chars().next() != self.other.key.chars().next()
    }

    /// "Everyday Heath" beside "Everyday Health": the places of both in names of several words that agree in all others.
    fn phrases(&self) -> Option<(Vec<Place>, Vec<Place>)> {
        if self.letters < SURNAME || self.first_letters_differ() || !self.may_be_slip_in_phrase() {
            return None;
        }
        let first_name = self.is_one_first_name();
        let rest = |place: Place| {
            let keys = self.table.keys(place);
            // "Alasdair Hollis" and "Alastair Hollis" may be two of one family.
            let family = place.position == 0 && keys[1..].iter().all(|key| !self.table.is_ordinary(key));
            let fits = keys.len() > 1 && !self.table.is_person(place) && (!family || first_name);
            let others =
                keys.iter().enumerate().filter(move |(at, _)| *at != place.position).map(|(_, key)| key.as_str());
            fits.then(|| (place.position, others.collect::<Vec<_>>()))
        };
        let shared = |word: &Word, known: &FxHashSet<_>| -> Vec<Place> {
            let fits = |place: &Place| rest(*place).is_some_and(|rest| known.contains(&rest));
            word.places.iter().copied().filter(fits).collect()
        };
        let all = |word: &Word| word.places.iter().filter_map(|&place| rest(place)).collect();
        let (one, other) = (shared(self.one, &all(self.other)), shared(self.other, &all(self.one)));
        (!one.is_empty()).then_some((one, other))
    }

    fn may_be_slip_in_phrase(&self) -> bool {
        let (one, other) = (&self.one.key, &self.other.key);
        let names = &self.table.lexicon.names;
        if self.table.is_ordinary(one) && self.table.is_ordinary(other) {
            // Two dictionary words: only the smallest slip, and no other form of the word.
            return self.distance == 1 && !shares_stem(one, other);
        }
        let two_first_names = names.given_names.contains(one) && names.given_names.contains(other);
        !(two_first_names || names.places.contains(one) && names.places.contains(other))
    }

    /// "Hrasno" and "Hrasna": two words that no list has.
    fn is_one_word(&self) -> bool {
        let strange = |word: &Word| !self.table.is_known(&word.key);
        let plain = |word: &Word| {
            word.places.iter().all(|&place| !self.table.text(place).chars().skip(1).any(char::is_uppercase))
        };
        let (one, other) = (self.one, self.other);
        let places = &self.table.lexicon.names.places;
        let told = (strange(one) && (strange(other) || places.contains(&other.key)))
            || (strange(other) && places.contains(&one.key));
        told && plain(one)
            && plain(other)
            && self.letters >= LONE
            && self.distance == 1
            && !self.first_letters_differ()
            && (self.is_always_alone(one) || self.is_always_alone(other))
            && !self.is_of_person(one)
            && !self.is_of_person(other)
    }

    fn is_of_person(&self, word: &Word) -> bool {
        word.places.iter().any(|&place| self.table.name(place).kind != ProperKind::Other)
    }
}

/// A word that another is said with in one name.
struct Partner<'t> {
    key: &'t str,
    /// The other one is the first of the name.
    first: bool,
    /// The name is a person's.
    person: bool,
}

/// Whether two words have persons' names in common.
enum Partners {
    /// One of them is in no person's name, or they share none.
    None,
    /// The same other word, at the same side; whether the near words are first names.
    Shared(bool),
    /// Two persons.
    Apart,
}

/// "Đurić" and "Djuric": one folded word, written with and without its accents.
fn accents(table: &Table, word: &Word) -> Option<Variant> {
    let is_plain = |place: &Place| table.text(*place).chars().all(|c| c.is_ascii() || !c.is_alphabetic());
    if word.places.iter().all(is_plain) || table.is_ordinary(&word.key) {
        return None;
    }
    let (plain, marked): (Vec<Place>, Vec<Place>) = word.places.iter().partition(|&place| is_plain(place));
    let latin = marked.iter().all(|&place| !is_cyrillic(table.text(place)));
    if plain.is_empty() || !latin || table.meet(&plain, &marked) || two_persons(table, &plain, &marked) {
        return None;
    }
    let spans = |places: &[Place]| -> Vec<Span> { places.iter().map(|&place| table.span(place)).collect() };
    table.variant(spans(&plain), spans(&marked), Difference::Accents)
}

/// Whether all that is said beside the word in persons' names differs.
fn two_persons(table: &Table, one: &[Place], other: &[Place]) -> bool {
    let partners = |places: &[Place]| -> FxHashSet<String> {
        let persons = places.iter().filter(|&&place| table.keys(place).len() > 1);
        persons
            .flat_map(|&place| {
                table
                    .keys(place)
                    .iter()
                    .enumerate()
                    .filter(move |(at, _)| *at != place.position)
                    .map(|(_, key)| key.clone())
            })
            .collect()
    };
    let (one, other) = (partners(one), partners(other));
    !one.is_empty() && !other.is_empty() && one.is_disjoint(&other)
}

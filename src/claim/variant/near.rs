//! Words of names that lie a slip apart.

use rustc_hash::FxHashSet;

use crate::claim::variant::other_form::are_of_two_sexes;
use crate::claim::variant::slip::{self, shares_stem};
use crate::claim::variant::table::{Place, Table, Word};
use crate::claim::variant::{Difference, Variant};
use crate::lexicon::Names;
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
    let words = &table.register.words;
    let of = |number: usize| Spelling { table, word: &words[number] };
    let mut found: Vec<Variant> = slip::pairs(words.iter().map(|word| (0, word.key.as_str())))
        .into_iter()
        .filter_map(|(one, other)| variant(&Pair::new(of(one), of(other))?))
        .collect();
    found.extend(words.iter().filter_map(|word| accents(table, word)));
    found
}

/// Two spellings of one name within one draft.
fn variant(pair: &Pair) -> Option<Variant> {
    let table = pair.one.table;
    let Agreement { one, other, in_full } = pair.agreement()?;
    if one.len().min(other.len()) > MOST_SLIPS || table.meet(&one, &other) {
        return None;
    }
    let span = |&place: &Place| if in_full { table.name(place).span } else { table.span(place) };
    let spans = |places: &[Place]| -> Vec<Span> { places.iter().map(span).collect() };
    table.variant(spans(&one), spans(&other), pair.difference())
}

/// A word as one document spells it.
#[derive(Clone, Copy)]
pub(super) struct Spelling<'t, 'a> {
    pub table: &'t Table<'a>,
    pub word: &'t Word,
}

impl<'t> Spelling<'t, '_> {
    /// As it stands at its first place.
    fn text(self) -> &'t str {
        self.table.text(self.word.places[0])
    }

    fn is_always_alone(self) -> bool {
        self.word.places.iter().all(|&place| self.table.is_alone(place))
    }

    fn is_ever(self, kind: ProperKind) -> bool {
        self.word.places.iter().any(|&place| self.table.name(place).kind == kind)
    }

    /// What the word is said with.
    fn partners(self) -> Vec<Partner<'t>> {
        let mut partners = Vec::new();
        for &place in &self.word.places {
            let others = self.table.keys(place).iter().enumerate().filter(|(at, _)| *at != place.position);
            let partner =
                |key: &'t String| Partner { key, first: place.position == 0, person: self.table.is_person(place) };
            partners.extend(others.map(|(_, key)| partner(key)));
        }
        partners
    }
}

/// Two near words, of one document or of two.
pub(super) struct Pair<'t, 'a> {
    one: Spelling<'t, 'a>,
    other: Spelling<'t, 'a>,
    distance: usize,
    letters: usize,
}

/// The places at which two near words are one name, and whether the names agree as a whole.
pub(super) struct Agreement {
    pub one: Vec<Place>,
    pub other: Vec<Place>,
    pub in_full: bool,
}

impl<'t, 'a> Pair<'t, 'a> {
    pub fn new(one: Spelling<'t, 'a>, other: Spelling<'t, 'a>) -> Option<Self> {
        let (a, b) = (&one.word.key, &other.word.key);
        let letters = a.chars().count().min(b.chars().count());
        let distance = strsim::osa_distance(a, b);
        let near = slip::is_near(a, b, &one.table.lexicon.names);
        // "The Lindqvists": of two near names the plural of one is not the other.
        let has = |name: &str| [one, other].iter().any(|side| side.table.register.word(name).is_some());
        let plural = |key: &str| key.strip_suffix('s').is_some_and(has);
        (near && !plural(a) && !plural(b)).then_some(Self { one, other, distance, letters })
    }

    /// Where the two are one name, if they are.
    pub fn agreement(&self) -> Option<Agreement> {
        if is_cyrillic(self.one.text()) != is_cyrillic(self.other.text()) {
            return None;
        }
        let all = |in_full: bool| Agreement {
            one: self.one.word.places.clone(),
            other: self.other.word.places.clone(),
            in_full,
        };
        // A first name or a word of a longer name says little without the rest of it.
        match self.partners() {
            Partners::Shared(first) => self.is_one_person(first).then(|| all(first)),
            Partners::Apart => None,
            Partners::None => match self.phrases() {
                Some((one, other)) => Some(Agreement { one, other, in_full: true }),
                None => (self.is_one_surname() || self.is_one_word() || self.is_given_name_alone()).then(|| all(false)),
            },
        }
    }

    pub fn difference(&self) -> Difference {
        let told =
            |one: Spelling, other: Spelling| romanised(one.text()).is_some_and(|form| fold(&form) == other.word.key);
        let accents = told(self.one, self.other) || told(self.other, self.one);
        if accents { Difference::Accents } else { Difference::Letters }
    }

    /// What the two words are said with, where one of them at least is part of a person's name.
    fn partners(&self) -> Partners {
        let (one, other) = (self.one.partners(), self.other.partners());
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

    fn keys(&self) -> (&'t str, &'t str) {
        (&self.one.word.key, &self.other.word.key)
    }

    fn names(&self) -> &'a Names {
        &self.one.table.lexicon.names
    }

    /// "Marko Djuric" and "Marko Duric", or "Marko Djuric" and "Marco Djuric".
    fn is_one_person(&self, first: bool) -> bool {
        let (table, (one, other)) = (self.one.table, self.keys());
        match first {
            // Two sisters have one surname and, often enough, near first names.
            true => self.is_one_first_name(),
            false => self.letters >= SURNAME || !(table.is_known(one) && table.is_known(other)),
        }
    }

    fn is_one_first_name(&self) -> bool {
        let (one, other) = self.keys();
        slip::may_be_one_first_name(one, other, self.names())
    }

    /// "Santosh laughs" after "Yara Santos": a name without an introduction, beside one that has it.
    fn is_one_surname(&self) -> bool {
        let names = self.names();
        let (alone, introduced) = match (self.one.is_always_alone(), self.other.is_always_alone()) {
            (true, false) => (self.one, self.other),
            (false, true) => (self.other, self.one),
            _ => return false,
        };
        let Some(&full) = introduced.word.places.iter().find(|&&place| introduced.table.is_person(place)) else {
            return false;
        };
        let key = &alone.word.key;
        let given = names.given_names.contains(key);
        let titled = alone.word.places.iter().all(|&place| alone.table.name(place).kind == ProperKind::Titled);
        let word = alone.table.is_ordinary(key) || names.places.contains(key) || (given && !titled);
        // "Mrs Ackhurst" is somebody whom the draft has introduced: two letters may be wrong then, but no two known names be meant.
        let known = [key, &introduced.word.key].into_iter().all(|key| names.surnames.contains(key));
        let far = if titled && !known { SURNAME + 2 } else { LONE + 3 };
        if word || self.letters < SURNAME || self.first_letters_differ() || self.distance > 1 && self.letters < far {
            return false;
        }
        if full.position == 0 {
            return self.is_one_first_name();
        }
        !are_of_two_sexes(&self.one.word.key, &self.other.word.key, names)
    }

    /// "Winfred" beside "Winifred": of a first name that stands alone, a letter within the word is wrong, and no such name is known.
    fn is_given_name_alone(&self) -> bool {
        let (table, names, (one, other)) = (self.one.table, self.names(), self.keys());
        let (usual, odd) = match (names.given_names.contains(one), names.given_names.contains(other)) {
            (true, false) => (self.one, self.other),
            (false, true) => (self.other, self.one),
            _ => return false,
        };
        let last = |side: Spelling<'t, 'a>| side.word.key.chars().next_back();
        !table.is_known(&odd.word.key)
            && self.letters >= LONE
            && self.distance == 1
            && !self.first_letters_differ()
            && last(usual) == last(odd)
            && usual.word.places.len() > odd.word.places.len()
            && !odd.is_ever(ProperKind::Titled)
            && [usual, odd].into_iter().all(Spelling::is_always_alone)
            && !are_of_two_sexes(one, other, names)
    }

    fn first_letters_differ(&self) -> bool {
        self.one.word.key.chars().next() != self.other.word.key.chars().next()
    }

    /// "Everyday Heath" beside "Everyday Health": the places of both in names of several words that agree in all others.
    fn phrases(&self) -> Option<(Vec<Place>, Vec<Place>)> {
        if self.letters < SURNAME || self.first_letters_differ() || !self.may_be_slip_in_phrase() {
            return None;
        }
        let first_name = self.is_one_first_name();
        let rest = |table: &'t Table, place: Place| {
            let keys = table.keys(place);
            // "Alasdair Hollis" and "Alastair Hollis" may be two of one family.
            let family = place.position == 0 && keys[1..].iter().all(|key| !table.is_ordinary(key));
            let fits = keys.len() > 1 && !table.is_person(place) && (!family || first_name);
            let others =
                keys.iter().enumerate().filter(move |(at, _)| *at != place.position).map(|(_, key)| key.as_str());
            fits.then(|| (place.position, others.collect::<Vec<_>>()))
        };
        let shared = |side: Spelling<'t, 'a>, known: &FxHashSet<_>| -> Vec<Place> {
            let fits = |place: &Place| rest(side.table, *place).is_some_and(|rest| known.contains(&rest));
            side.word.places.iter().copied().filter(fits).collect()
        };
        let all = |side: Spelling<'t, 'a>| {
            side.word.places.iter().filter_map(|&place| rest(side.table, place)).collect::<FxHashSet<_>>()
        };
        let (one, other) = (shared(self.one, &all(self.other)), shared(self.other, &all(self.one)));
        (!one.is_empty()).then_some((one, other))
    }

    fn may_be_slip_in_phrase(&self) -> bool {
        let (one, other) = self.keys();
        let (table, names) = (self.one.table, self.names());
        if table.is_ordinary(one) && table.is_ordinary(other) {
            // Two dictionary words: only the smallest slip, and no other form of the word.
            return self.distance == 1 && !shares_stem(one, other);
        }
        let two_first_names = names.given_names.contains(one) && names.given_names.contains(other);
        !(two_first_names || names.places.contains(one) && names.places.contains(other))
    }

    /// "Hrasno" and "Hrasna", "Mr. Kowalczyk" and "Kowalcyzk": two words that no list has.
    fn is_one_word(&self) -> bool {
        let (table, names, (one, other)) = (self.one.table, self.names(), self.keys());
        let strange = |key: &str| !table.is_known(key);
        let plain = |side: Spelling| {
            let inner = |&place: &Place| side.table.text(place).chars().skip(1).any(char::is_uppercase);
            !side.word.places.iter().any(inner)
        };
        // A surname that lists have is near only where the name stands as one.
        let named = |side: Spelling, key: &str| {
            names.places.contains(key) || names.surnames.contains(key) && side.is_ever(ProperKind::Titled)
        };
        let told =
            (strange(one) && (strange(other) || named(self.other, other))) || (strange(other) && named(self.one, one));
        let sides = [self.one, self.other];
        // One text that has both with a title may mean two persons.
        let two_texts = !std::ptr::eq(self.one.table, self.other.table);
        told && self.letters >= LONE
            && self.distance == 1
            && !self.first_letters_differ()
            && sides.into_iter().all(plain)
            && sides.into_iter().any(Spelling::is_always_alone)
            && !sides.into_iter().any(|side| side.is_ever(ProperKind::Person))
            && (two_texts || !sides.into_iter().all(|side| side.is_ever(ProperKind::Titled)))
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

//! Names that several drafts spell in different ways.
//!
//! A near name in another draft proves less than one in the same draft: two drafts may tell of two people. So only names of several
//! words are held against each other, of which all but one agree; the odd word must be one that nobody else is called by; and either
//! most drafts have the other spelling, or the two drafts have another name in common that hardly any other draft has.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::across::Entry;
use crate::claim::summary::NameSummary;
use crate::claim::variant::other_form::are_of_two_sexes;
use crate::claim::variant::slip::{is_known, is_near, may_be_one_first_name, pairs};
use crate::lexicon::Lexicon;
use crate::mention::name::is_cyrillic;
use crate::mention::proper::is_ordinary;

/// A name that other drafts spell otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Variant {
    /// Index of the draft with the rarer spelling; of two that are equally frequent the later. Each draft that has it is told of.
    pub draft: usize,
    /// Index in its names.
    pub name: usize,
    /// How many drafts spell it so.
    pub drafts: usize,
    /// Index of the first draft that spells it otherwise, and of its name.
    pub other: usize,
    pub other_name: usize,
    /// How many drafts spell it like that.
    pub others: usize,
}

/// How many drafts may have a spelling that is still a slip.
const MOST_SLIPS: usize = 2;
/// How many times as many drafts have the usual spelling, where nothing else ties the drafts to each other.
const TIMES: usize = 2;
/// Letters of a word that may be a slip for another.
const LETTERS: usize = 5;
/// Drafts that may have a name which ties two of them to each other.
const MOST_SHARING: usize = 5;

/// Finds the names that are spelled differently in different drafts, in the order of the drafts.
pub fn find(drafts: &[Entry], lexicon: &Lexicon) -> Vec<Variant> {
    let mut editions: BTreeMap<usize, Spellings> = BTreeMap::new();
    for (draft, entry) in drafts.iter().enumerate() {
        let spellings = editions.entry(entry.edition).or_default();
        for (number, name) in entry.summary.names.iter().enumerate() {
            spellings.entry((&name.key, name.accented)).or_default().push((draft, number));
        }
    }
    let mut found: Vec<Variant> = editions.values().flat_map(|names| of_edition(drafts, lexicon, names)).collect();
    found.sort_unstable();
    found.dedup_by_key(|variant| (variant.draft, variant.name));
    found
}

/// Each spelling, by its key and whether it has accents, with the drafts that have it: their indices and those of their names.
type Spellings<'a> = BTreeMap<(&'a str, bool), Vec<(usize, usize)>>;

fn of_edition(drafts: &[Entry], lexicon: &Lexicon, spellings: &Spellings) -> Vec<Variant> {
    let spelled: Vec<Spelling> =
        spellings.iter().map(|((key, _), places)| Spelling::new(drafts, key, places)).collect();
    let mut pairs: BTreeSet<(usize, usize)> = near_pairs(&spelled).into_iter().collect();
    // Those of one key stand side by side: with accents and without.
    let accents = spelled.windows(2).enumerate().filter(|(_, two)| two[0].key() == two[1].key());
    pairs.extend(accents.map(|(at, _)| (at, at + 1)));
    let judge = Judge { drafts, lexicon, spellings };
    pairs.into_iter().flat_map(|(one, other)| judge.variants(&spelled[one], &spelled[other])).collect()
}

/// Pairs of names of which all words but one agree, and that one is near.
fn near_pairs(spelled: &[Spelling]) -> Vec<(usize, usize)> {
    let mut owners = Vec::new();
    let mut words = Vec::new();
    for (number, spelling) in spelled.iter().enumerate() {
        for (position, word) in spelling.words.iter().enumerate() {
            owners.push(number);
            words.push((group(&spelling.words, position), *word));
        }
    }
    pairs(words.into_iter()).into_iter().map(|(one, other)| (owners[one], owners[other])).collect()
}

/// The same for names that agree in all words but the one at `position`.
fn group(words: &[&str], position: usize) -> u64 {
    let mut hasher = FxHasher::default();
    (position, words.len()).hash(&mut hasher);
    words.iter().enumerate().filter(|(at, _)| *at != position).for_each(|(_, word)| word.hash(&mut hasher));
    hasher.finish()
}

/// One spelling of a name.
struct Spelling<'a> {
    words: Vec<&'a str>,
    person: bool,
    first: &'a NameSummary,
    /// In their order; a draft has a spelling once.
    places: &'a [(usize, usize)],
}

impl<'a> Spelling<'a> {
    fn new(drafts: &'a [Entry], key: &'a str, places: &'a [(usize, usize)]) -> Self {
        let name = |&(draft, name): &(usize, usize)| &drafts[draft].summary.names[name];
        let person = places.iter().any(|place| name(place).person);
        Self { words: key.split(' ').collect(), person, first: name(&places[0]), places }
    }

    fn key(&self) -> &str {
        &self.first.key
    }

    fn drafts(&self) -> usize {
        self.places.len()
    }

    fn is_in(&self, draft: usize) -> bool {
        self.places.binary_search_by_key(&draft, |place| place.0).is_ok()
    }
}

struct Judge<'a> {
    drafts: &'a [Entry],
    lexicon: &'a Lexicon,
    spellings: &'a Spellings<'a>,
}

impl Judge<'_> {
    /// One for each draft with the odd spelling.
    fn variants(&self, one: &Spelling, other: &Spelling) -> Vec<Variant> {
        // The rarer is the odd one; of two that are equally frequent the one that appears later.
        let rank = |spelling: &Spelling| (std::cmp::Reverse(spelling.drafts()), spelling.places[0]);
        let (odd, usual) = if rank(one) > rank(other) { (one, other) } else { (other, one) };
        // Who has both in view means two, or is told of it by itself.
        let met = odd.places.iter().any(|place| usual.is_in(place.0));
        let frequent = usual.drafts() >= TIMES * odd.drafts();
        if met || odd.drafts() > MOST_SLIPS || !self.is_one_name(odd, usual) || !(frequent || self.are_tied(odd, usual))
        {
            return Vec::new();
        }
        let (other, other_name) = usual.places[0];
        let variant = |&(draft, name): &(usize, usize)| Variant {
            draft,
            name,
            drafts: odd.drafts(),
            other,
            other_name,
            others: usual.drafts(),
        };
        odd.places.iter().map(variant).collect()
    }

    fn is_one_name(&self, odd: &Spelling, usual: &Spelling) -> bool {
        if is_cyrillic(&odd.first.text) != is_cyrillic(&usual.first.text) {
            return false;
        }
        let Some(position) = (0..odd.words.len()).find(|&at| odd.words.get(at) != usual.words.get(at)) else {
            // Accents alone.
            return odd.person || usual.person;
        };
        let (word, right) = (odd.words[position], usual.words[position]);
        let names = &self.lexicon.names;
        let initial = |word: &str| word.chars().next();
        word.chars().count().min(right.chars().count()) >= LETTERS
            && initial(word) == initial(right)
            && is_near(word, right, names)
            && !self.is_plural(odd, usual, position)
            && !are_of_two_sexes(word, right, names)
            && if odd.person || usual.person {
                self.is_one_person(odd, usual, position)
            } else {
                self.is_one_thing(odd, usual, position)
            }
    }

    fn is_one_person(&self, odd: &Spelling, usual: &Spelling, position: usize) -> bool {
        let (word, right) = (odd.words[position], usual.words[position]);
        let names = &self.lexicon.names;
        let rest = || odd.words.iter().enumerate().filter(|(at, _)| *at != position).map(|(_, word)| *word);
        if position == 0 {
            // Two of one common surname, or of one family, have near first names often enough.
            return may_be_one_first_name(word, right, names) && rest().all(|word| !is_known(word, self.lexicon));
        }
        // A surname that others are known by is no slip; nor is anything that a dictionary has.
        !is_known(word, self.lexicon)
    }

    fn is_one_thing(&self, odd: &Spelling, usual: &Spelling, position: usize) -> bool {
        let (word, right) = (odd.words[position], usual.words[position]);
        let ordinary = |word: &&str| is_ordinary(word, self.lexicon);
        // "Alasdair Hollis" and "Alastair Hollis" may be two of one family.
        let family = position == 0 && !odd.words[1..].iter().any(ordinary);
        !is_known(word, self.lexicon) && (!family || may_be_one_first_name(word, right, &self.lexicon.names))
    }

    /// "The Halvern Lindqvists": of two near words the plural of one is not the other.
    fn is_plural(&self, one: &Spelling, other: &Spelling, position: usize) -> bool {
        let (one, other) = (one.words[position], other.words[position]);
        one.strip_suffix('s') == Some(other) || other.strip_suffix('s') == Some(one)
    }

    /// Whether a draft with the odd spelling has another name in common with one that has the usual, and few others have it.
    fn are_tied(&self, odd: &Spelling, usual: &Spelling) -> bool {
        odd.places.iter().any(|&(draft, at)| {
            self.drafts[draft].summary.names.iter().enumerate().filter(|(number, _)| *number != at).any(|(_, name)| {
                let sharing = self.spellings.get(&(&*name.key, name.accented));
                sharing.is_some_and(|places| {
                    places.len() <= MOST_SHARING && places.iter().any(|&(other, _)| usual.is_in(other))
                })
            })
        })
    }
}

#[cfg(test)]
mod tests;

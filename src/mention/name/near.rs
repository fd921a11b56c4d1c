//! The index of near forms: which recorded words lie within a slip or two of a word, and in which names they stand.
//!
//! Words are found by deletion (the SymSpell idea): two words within distance d share what is left of their beginnings after
//! at most d letters are struck out. A look-up costs the same however many names there are.

use std::hash::Hasher;

use rayon::slice::ParallelSliceMut;
use rustc_hash::FxHasher;

use super::automaton::Automaton;
use crate::facts::EntityId;
use crate::mention::Form;
use crate::text::fold::loose;

/// Letters from the start of a word within which deletions are made.
const PREFIX: usize = 7;
/// Bits of a deletion that name the key; the rest are its hash.
const KEY_BITS: u32 = 24;
/// Shortest word, in letters, that can be misspelt recognisably.
pub(super) const SHORTEST: usize = 4;
/// Names that share a pair of words; beyond that a word alone tells too little.
const MOST_FORMS: usize = 256;

/// A name written out.
#[derive(Debug)]
pub(super) struct Proper {
    pub entity: EntityId,
    pub form: Form,
    /// As recorded.
    pub text: Box<str>,
    /// Its words in the automaton.
    pub words: Box<[u32]>,
}

/// A recorded word that the words of a draft may come near to.
#[derive(Debug)]
struct Key {
    text: Box<str>,
    letters: u64,
    word: u32,
    /// Found by a key that is no spelling of it: then nothing else may differ.
    loose: bool,
}

/// The index. Built once a run; forms first, then [`NearIndex::finish`].
#[derive(Debug, Default)]
pub(super) struct NearIndex {
    pub forms: Vec<Proper>,
    keys: Vec<Key>,
    deletions: Vec<u64>,
    /// Where in `deletions` each value of their first bits begins, so that a search touches a few neighbours only.
    starts: Vec<u32>,
    /// Two neighbouring words, the form they stand in, and the position of the first.
    pairs: Vec<(u64, u32, u32)>,
    /// Forms of one word, by that word.
    singles: Vec<(u32, u32)>,
    /// Forms of several words, by the first.
    firsts: Vec<(u32, u32)>,
}

impl NearIndex {
    /// Adds a form with its words.
    pub fn add(&mut self, entity: EntityId, form: Form, text: &str, words: Vec<u32>) {
        let number = self.forms.len() as u32;
        match words[..] {
            [] => return,
            [one] => self.singles.push((one, number)),
            [first, ..] => {
                self.firsts.push((first, number));
                for (at, two) in words.windows(2).enumerate() {
                    self.pairs.push((pair(two[0], two[1]), number, at as u32));
                }
            }
        }
        self.forms.push(Proper { entity, form, text: text.into(), words: words.into() });
    }

    /// Prepares look-ups, once all forms are added.
    pub fn finish(&mut self, automaton: &Automaton) {
        let mut used = vec![false; automaton.len()];
        for form in &self.forms {
            form.words.iter().for_each(|&word| used[word as usize] = true);
        }
        for word in (0..automaton.len() as u32).filter(|&word| used[word as usize]) {
            let text = automaton.text(word);
            if text.chars().count() < SHORTEST || !text.chars().all(char::is_alphabetic) {
                continue;
            }
            self.keys.push(Key { text: text.into(), letters: letters(text), word, loose: false });
            if let Some(other) = loose(text).filter(|other| other.chars().count() >= SHORTEST) {
                self.keys.push(Key { letters: letters(&other), text: other.into(), word, loose: true });
            }
        }
        let mut deletions = Vec::with_capacity(self.keys.len() * 12);
        for (number, key) in self.keys.iter().enumerate().take(1 << KEY_BITS) {
            let most = if key.loose { 0 } else { slips(key.text.chars().count()) };
            each_deletion(&key.text, most, &mut |hash| deletions.push(hash << KEY_BITS | number as u64));
        }
        deletions.par_sort_unstable();
        deletions.dedup();
        self.starts = starts(&deletions);
        self.deletions = deletions;
        self.pairs.par_sort_unstable();
        self.singles.sort_unstable();
        self.firsts.sort_unstable();
    }

    /// The recorded words that `key`, which is none of them, may have been meant for, with their distance.
    pub fn near(&self, key: &str) -> Vec<(u32, usize)> {
        if self.deletions.is_empty() {
            return Vec::new();
        }
        let length = key.chars().count();
        let mut numbers: Vec<usize> = Vec::new();
        each_deletion(key, if length >= 6 { 2 } else { 1 }, &mut |hash| {
            let bucket = (hash >> (64 - KEY_BITS - BUCKET_BITS)) as usize;
            let bucket = &self.deletions[self.starts[bucket] as usize..self.starts[bucket + 1] as usize];
            let from = bucket.partition_point(|&entry| entry >> KEY_BITS < hash);
            let same = bucket[from..].iter().take_while(|&&entry| entry >> KEY_BITS == hash);
            numbers.extend(same.map(|&entry| (entry & ((1 << KEY_BITS) - 1)) as usize));
        });
        numbers.sort_unstable();
        numbers.dedup();
        let own = letters(key);
        let distance = |number: usize| {
            let near = &self.keys[number];
            // A slip brings in one letter at most, and takes away one: so most words are told to be far without aligning them.
            if (own & !near.letters).count_ones().max((near.letters & !own).count_ones()) > 2 {
                return None;
            }
            let distance = strsim::osa_distance(key, &near.text);
            match near.loose {
                true => (distance == 0).then_some((near.word, 1)),
                false => (1..=slips(near.text.chars().count())).contains(&distance).then_some((near.word, distance)),
            }
        };
        let mut words: Vec<(u32, usize)> = numbers.into_iter().filter_map(distance).collect();
        words.sort_unstable();
        words.dedup_by_key(|&mut (word, _)| word);
        words
    }

    /// The forms in which `first` is followed by `second`, with the position of `first`.
    pub fn with_pair(&self, first: u32, second: u32) -> impl Iterator<Item = (&Proper, usize)> {
        let wanted = pair(first, second);
        let from = self.pairs.partition_point(|&(pair, ..)| pair < wanted);
        self.pairs[from..]
            .iter()
            .take_while(move |&&(pair, ..)| pair == wanted)
            .take(MOST_FORMS)
            .map(|&(_, form, at)| (&self.forms[form as usize], at as usize))
    }

    /// The forms that consist of `word`.
    pub fn single(&self, word: u32) -> impl Iterator<Item = &Proper> {
        self.by_word(&self.singles, word)
    }

    /// The longer forms that begin with `word`.
    pub fn starting_with(&self, word: u32) -> impl Iterator<Item = &Proper> {
        self.by_word(&self.firsts, word)
    }

    /// The forms of one entity.
    pub fn forms_of(&self, id: EntityId) -> impl Iterator<Item = &Proper> {
        let from = self.forms.partition_point(|form| form.entity < id);
        self.forms[from..].iter().take_while(move |form| form.entity == id)
    }

    fn by_word<'a>(&'a self, list: &'a [(u32, u32)], wanted: u32) -> impl Iterator<Item = &'a Proper> {
        let from = list.partition_point(|&(word, _)| word < wanted);
        list[from..]
            .iter()
            .take_while(move |&&(word, _)| word == wanted)
            .take(MOST_FORMS)
            .map(|&(_, form)| &self.forms[form as usize])
    }
}

/// Bits by which deletions are looked up before they are searched.
const BUCKET_BITS: u32 = 16;

/// Where each value of the first [`BUCKET_BITS`] bits begins in the sorted `entries`, with the end of the last.
fn starts(entries: &[u64]) -> Vec<u32> {
    let mut starts = vec![0; (1 << BUCKET_BITS) + 1];
    for entry in entries {
        starts[(entry >> (64 - BUCKET_BITS)) as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    starts
}

/// A bit for each letter that a word has, or for several of an alphabet of many.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |letters, c| letters | 1 << (c as u32 % u64::BITS))
}

const MASK: u64 = (1 << (64 - KEY_BITS)) - 1;

/// How many slips a word of so many letters bears before it is another word.
pub(crate) fn slips(letters: usize) -> usize {
    match letters {
        0..SHORTEST => 0,
        SHORTEST..8 => 1,
        _ => 2,
    }
}

fn pair(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// Calls `emit` with a hash of the beginning of `key` without any choice of at most `most` of its letters.
pub(crate) fn each_deletion(key: &str, most: usize, emit: &mut impl FnMut(u64)) {
    let mut letters = ['\0'; PREFIX];
    let mut count = 0;
    for (slot, c) in letters.iter_mut().zip(key.chars()) {
        *slot = c;
        count += 1;
    }
    let letters = &letters[..count];
    let mut hash = |without: [usize; 2]| {
        let mut hasher = FxHasher::default();
        let kept = letters.iter().enumerate().filter(|(at, _)| !without.contains(at));
        kept.for_each(|(_, &c)| hasher.write_u32(c as u32));
        emit(hasher.finish() & MASK);
    };
    hash([count; 2]);
    if most == 0 {
        return;
    }
    for one in 0..count {
        hash([one, count]);
        for other in one + 1..if most > 1 { count } else { 0 } {
            hash([one, other]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(recorded: &[&str], key: &str) -> Vec<String> {
        let mut automaton = Automaton::for_entities(recorded.len());
        let mut index = NearIndex::default();
        for word in recorded {
            let number = automaton.intern(word);
            index.add(EntityId(0), Form::Full, word, vec![number]);
        }
        index.finish(&automaton);
        index.near(key).iter().map(|&(word, distance)| format!("{}:{distance}", recorded[word as usize])).collect()
    }

    #[test]
    fn a_slip_is_found_wherever_it_is() {
        let table: &[(&str, &str, &[&str])] = &[
            ("marko", "marco", &["marko:1"]),
            ("marko", "makro", &["marko:1"]),
            ("marko", "markos", &["marko:1"]),
            ("marko", "arko", &["marko:1"]),
            ("marko", "marko", &[]),
            ("srbije", "srbjie", &["srbije:1"]),
            ("tamihana", "tamahina", &["tamihana:2"]),
            ("milcetich", "milectich", &["milcetich:1"]),
            ("milcetich", "milceitch", &["milcetich:1"]),
            ("industrija", "industria", &["industrija:1"]),
            ("administration", "administratoin", &["administration:1"]),
            ("djurdja", "durda", &["djurdja:1"]),
            ("ashworth", "ashford", &[]),
            ("roth", "ross", &[]),
            ("sad", "said", &[]),
        ];
        for (recorded, key, expected) in table {
            assert_eq!(&found(&[recorded], key), expected, "{key}");
        }
    }
}

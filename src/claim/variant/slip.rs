//! Whether two words can be one word and a slip for it, whatever stands around them.

use rustc_hash::FxHashSet;

use crate::claim::variant::other_form::{are_of_two_sexes, is_other_form};
use crate::lexicon::{Lexicon, Names};
use crate::mention::name::{each_deletion, slips, sounds};
use crate::mention::proper::is_ordinary;

/// Words that share what is left after a deletion; beyond that they are a list of like words and no slips.
const MOST_ALIKE: usize = 16;

/// Pairs of words of one group that share what is left of their beginnings after a letter or two are struck out, by their numbers.
///
/// Each word comes with its group, and costs as much as it has letters.
pub(crate) fn pairs<'k>(words: impl Iterator<Item = (u64, &'k str)>) -> Vec<(usize, usize)> {
    let mut left: Vec<(u64, u64, usize)> = Vec::new();
    for (number, (group, key)) in words.enumerate() {
        each_slip(key, &mut |hash| left.push((group, hash, number)));
    }
    keep_shared(&mut left);
    left.sort_unstable();
    left.dedup();
    let mut pairs = FxHashSet::default();
    for same in left.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        for (index, (.., one)) in same.iter().enumerate().take(MOST_ALIKE) {
            pairs.extend(same[index + 1..].iter().take(MOST_ALIKE).map(|(.., other)| (*one, *other)));
        }
    }
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_unstable();
    pairs
}

/// Drops what is left of one word alone, which most of it is: told by a count for each of its hashes, far cheaper than sorting it.
fn keep_shared(left: &mut Vec<(u64, u64, usize)>) {
    let slots = (left.len() * 8).next_power_of_two();
    let slot = |hash: u64| hash as usize & (slots - 1);
    let mut met = vec![0_u8; slots];
    left.iter().for_each(|&(_, hash, _)| met[slot(hash)] = met[slot(hash)].saturating_add(1));
    left.retain(|&(_, hash, _)| met[slot(hash)] > 1);
}

/// Calls `emit` with what is left of a word of letters after each choice of slips; words that share one of these may be near.
pub(crate) fn each_slip(key: &str, emit: &mut impl FnMut(u64)) {
    let letters = key.chars().count();
    if slips(letters) > 0 && key.chars().all(char::is_alphabetic) {
        each_deletion(key, slips(letters), emit);
    }
}

/// Whether a slip or two lie between two folded words, and they are no forms of one word.
pub(crate) fn is_near(one: &str, other: &str, names: &Names) -> bool {
    let letters = one.chars().count().min(other.chars().count());
    (1..=slips(letters)).contains(&strsim::osa_distance(one, other)) && !is_other_form(one, other, names)
}

/// Variants of one first name sound alike, and nobody's is another's with two letters swapped.
pub(crate) fn may_be_one_first_name(one: &str, other: &str, names: &Names) -> bool {
    let given = &names.given_names;
    let swapped = is_swapped(one, other) && !(given.contains(one) && given.contains(other));
    let doubled = without_doubles(one) == without_doubles(other);
    (sounds(one) == sounds(other) || swapped || doubled) && !are_of_two_sexes(one, other, names)
}

/// A word that one meets elsewhere, so that it is not likely to be a slip for another.
pub(crate) fn is_known(key: &str, lexicon: &Lexicon) -> bool {
    let (names, titles) = (&lexicon.names, &lexicon.titles);
    is_ordinary(key, lexicon)
        || names.places.contains(key)
        || names.given_names.contains(key)
        || names.surnames.contains(key)
        || names.honorifics.contains(key)
        || titles.nationalities.contains_key(key)
        || titles.heads.contains_key(key)
}

/// Whether dictionary words may be of one family: all but their last two letters agree.
pub(crate) fn shares_stem(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    common + 2 >= one.chars().count().max(other.chars().count())
}

/// Whether one is the other with two neighbouring letters swapped.
fn is_swapped(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    strsim::osa_distance(one, other) == 1 && sorted(one) == sorted(other)
}

fn without_doubles(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

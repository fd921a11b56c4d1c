//! Names of a draft that are a slip away from a name of another document, which does not have them.

use rustc_hash::FxHashSet;

use crate::claim::quote::spoken;
use crate::claim::variant::Difference;
use crate::claim::variant::near::{Pair, Spelling};
use crate::claim::variant::slip::each_slip;
use crate::claim::variant::table::{Place, Table, Word};
use crate::span::Span;
use crate::text::fold::loose;

/// Near words that are looked at for one word.
const MOST_ALIKE: usize = 32;

/// A spelling of the draft that the other document has otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Where it stands in the draft, in order. Never empty.
    pub odd: Vec<Span>,
    /// Where the name first stands in the other document, in bytes of its prose.
    pub wanted: Span,
}

/// Every word of the draft's names that `is_odd` and is near to a word of the other document's names. Two spellings that the draft
/// has in one sentence are two names.
pub fn find(draft: &Table, other: &Table, is_odd: impl Fn(&str) -> bool) -> Vec<Slip> {
    let odd: Vec<&Word> = draft.register.words.iter().filter(|word| is_odd(&word.key)).collect();
    if odd.is_empty() {
        return Vec::new();
    }
    let mut wanted = FxHashSet::default();
    for word in &odd {
        each_slip(&word.key, &mut |hash| {
            wanted.insert(hash);
        });
    }
    let may_be_near = |word: &&Word| {
        let mut near = false;
        each_slip(&word.key, &mut |hash| near |= wanted.contains(&hash));
        near
    };
    let known: Vec<&Word> = other.register.words.iter().filter(may_be_near).collect();
    let mut found: Vec<Slip> = odd.iter().filter_map(|word| slip(draft, other, word, &known)).collect();
    found.sort_by_key(|slip| (slip.odd[0], slip.wanted));
    found
}

/// What the word is a slip for; nothing where it may be one for several.
fn slip(draft: &Table, other: &Table, odd: &Word, known: &[&Word]) -> Option<Slip> {
    let own = Spelling { table: draft, word: odd };
    let near = known.iter().filter_map(|word| {
        let pair = Pair::new(own, Spelling { table: other, word })?;
        let style = pair.difference() == Difference::Accents || is_style(draft, odd, other, word);
        Some((word.key.as_str(), pair.agreement()?, style))
    });
    let near: Vec<_> = near.take(MOST_ALIKE).collect();
    let [(key, agreement, false)] = &near[..] else { return None };
    let beside = draft.register.word(key).is_some_and(|word| draft.meet(&agreement.one, &word.places));
    let span = |table: &Table, place: Place| {
        if agreement.in_full { table.name(place).span } else { table.span(place) }
    };
    let places: Vec<Span> = agreement.one.iter().map(|&place| span(draft, place)).collect();
    let wanted = span(other, *agreement.other.first()?);
    let settled = beside || places.is_empty() || places.iter().any(|&place| draft.mentions.is_recorded(place));
    (!settled).then_some(Slip { odd: places, wanted })
}

/// Whether two houses would write one name in these two ways: with and without accents, in British and in American spelling, a
/// place by either of its English names.
fn is_style(draft: &Table, odd: &Word, other: &Table, word: &Word) -> bool {
    let lexicon = draft.lexicon;
    let plain = word.places.first().is_some_and(|&place| other.text(place).is_ascii());
    let accents = !plain && loose(&word.key).is_some_and(|key| key == odd.key);
    let spelling = |key: &str| spoken::key(key, &lexicon.quotations);
    let row = |key: &str| lexicon.names.variants.place(key).map(|(row, _)| row);
    let places = row(&odd.key).is_some_and(|odd| row(&word.key) == Some(odd));
    accents || places || spelling(&odd.key) == spelling(&word.key)
}

//! A sentence as statements are looked for in it: its words one by one, contractions taken apart, articles left out.

use crate::claim::Case;
use crate::claim::statement::wordings::{Key, Wording, expand};
use crate::document::Sentence;

/// Words that may stand between two words of a wording.
const GAP: usize = 3;

/// A word of a sentence.
pub struct Unit {
    /// Position in [`crate::document::Document::tokens`].
    pub token: usize,
    /// In lower case.
    pub form: String,
    pub key: Option<Key>,
    pub negates: bool,
    /// How many marks that end a clause stand before it in the sentence.
    pub clause: usize,
    /// How many commas stand before it in the sentence.
    pub comma: usize,
}

/// The words of a sentence.
pub fn units(case: &Case, sentence: &Sentence) -> Vec<Unit> {
    let document = case.document;
    let lexicon = &case.lexicon.statements;
    let (mut clause, mut comma) = (0, 0);
    let mut units = Vec::new();
    for token in sentence.tokens.0 as usize..sentence.tokens.1 as usize {
        let at = &document.tokens[token];
        if !at.is_word() && !at.is_number() {
            clause += usize::from([';', ':', '(', ')', '—', '–', '?', '|'].iter().any(|&mark| at.is(mark)));
            comma += usize::from(at.is(','));
            continue;
        }
        for form in expand(at, &document.prose, lexicon) {
            let negates = lexicon.negations.contains(&form);
            let key = case.index.statements.key(&form);
            units.push(Unit { token, form, key, negates, clause, comma });
        }
    }
    units
}

/// Where the words of a wording stand: positions in the units, in order.
///
/// From the anchor at `at` outward, each word the next that fits within the gap. The words of a clause stand together.
pub fn matched(units: &[Unit], at: usize, wording: &Wording) -> Option<Vec<usize>> {
    let mut places = vec![at];
    for wanted in wording.words[..wording.anchor].iter().rev() {
        let last = *places.last()?;
        let near = last.saturating_sub(GAP + 1)..last;
        places.push(near.rev().find(|&place| units[place].key == Some(wanted.key))?);
    }
    places.reverse();
    for wanted in &wording.words[wording.anchor + 1..] {
        let last = *places.last()?;
        let near = last + 1..(last + GAP + 2).min(units.len());
        places.push(near.into_iter().find(|&place| units[place].key == Some(wanted.key))?);
    }
    let (first, last) = (*places.first()?, *places.last()?);
    (units[first].clause == units[last].clause).then_some(places)
}

//! Two spellings of one name within a draft, found without any list of names.
//!
//! A near word alone proves nothing. What counts is what stands around it: the same first name, the same rest of a longer name, a
//! surname that nobody has been introduced with beside one that somebody has. Where a draft gives the two to two persons, or speaks of
//! both in one sentence, they are two.

mod acronym;
pub mod across;
mod joint;
mod near;
pub(crate) mod other_form;
mod place;
pub(crate) mod slip;
mod table;

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::mention::Mentions;
use crate::span::Span;

pub use table::{Register, Table};

/// How two spellings differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// By a slip: "Djuric" and "Duric".
    Letters,
    /// By accents or the letters that stand for them: "Müller" and "Mueller".
    Accents,
    /// By hyphen or blank: "Rolls-Royce" and "Rolls Royce".
    Joint,
    /// By the order of an initialism's letters: "GFFH" and "GGHF".
    Initials,
    /// Two names that one place has in English: "Kyiv" and "Kiev".
    Place,
}

/// Two spellings of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Where the rarer spelling stands, in order; of two that are equally frequent the later one. Never empty.
    pub odd: Vec<Span>,
    /// Where the other one stands first.
    pub usual: Span,
    /// How often that stands in the draft.
    pub times: usize,
    pub difference: Difference,
}

/// Every pair of spellings that the draft has for one name, in the order of the rarer ones.
pub fn find(document: &Document, mentions: &Mentions, lexicon: &Lexicon) -> Vec<Variant> {
    let register = Register::new(&mentions.proper);
    let table = Table { document, mentions, lexicon, register: &register };
    let mut found = near::find(&table);
    found.extend(joint::find(&table));
    found.extend(place::find(&table));
    found.extend(acronym::find(&table));
    found.sort_by_key(|variant| (variant.odd[0], variant.usual));
    found.dedup_by_key(|variant| variant.odd[0]);
    found
}

#[cfg(test)]
mod tests;

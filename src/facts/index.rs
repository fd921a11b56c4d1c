//! Indexes over a fact base, built once a run: from words to the facts that speak of them.

use crate::facts::FactBase;
use crate::lexicon::Lexicon;
use crate::mention::name::NameIndex;

/// Everything that finders and binders look up.
pub struct Index {
    /// From the words of a draft to entities.
    pub names: NameIndex,
}

impl Index {
    /// Builds every index.
    pub fn new(facts: &FactBase, lexicon: &Lexicon) -> Self {
        Self { names: NameIndex::new(facts, lexicon) }
    }
}

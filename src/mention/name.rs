//! Names of recorded entities, and words that nearly are one.

use crate::document::Document;
use crate::facts::FactBase;
use crate::lexicon::Lexicon;
use crate::mention::{NameMention, NearMiss};

/// From the words of a draft to entities: one automaton over all accepted and forbidden forms, and an index of near forms.
pub struct NameIndex {}

impl NameIndex {
    /// Builds the automaton over all forms of all entities.
    pub fn new(facts: &FactBase, lexicon: &Lexicon) -> Self {
        let _ = (facts, lexicon);
        Self {}
    }
}

/// Every name of an entity in the draft, and every near miss of one, both in order.
pub fn find(
    document: &Document,
    facts: &FactBase,
    index: &NameIndex,
    lexicon: &Lexicon,
) -> (Vec<NameMention>, Vec<NearMiss>) {
    let _ = (document, facts, index, lexicon);
    (Vec::new(), Vec::new())
}

//! Indexes over a fact base, built once a run: from the words of a draft to the facts that speak of them.

use std::sync::OnceLock;

use crate::claim::date::index::Moments;
use crate::claim::figure::cues::Cues;
use crate::claim::literal::Neighbours;
use crate::claim::quote::spoken::QuoteIndex;
use crate::claim::statement::wordings::Wordings;
use crate::claim::title::holder::Holders;
use crate::claim::topic::concepts::Concepts;
use crate::facts::FactBase;
use crate::lexicon::Lexicon;
use crate::mention::name::NameIndex;

/// Everything that finders and binders look up.
pub struct Index {
    /// From words to entities.
    pub names: NameIndex,
    /// From offices to those who hold them.
    pub holders: Holders,
    /// From the words of a quotation to recorded quotations.
    pub quotes: QuoteIndex,
    /// From words to figures.
    pub figures: Cues,
    /// From words to dated events and facts.
    pub moments: Moments,
    /// From words to statements.
    pub statements: Wordings,
    /// From words to literals.
    pub literals: Neighbours,
    concepts: OnceLock<Concepts>,
}

impl Index {
    /// Builds every index.
    pub fn new(facts: &FactBase, lexicon: &Lexicon) -> Self {
        Self {
            names: NameIndex::new(facts, lexicon),
            holders: Holders::new(facts, lexicon),
            quotes: QuoteIndex::new(facts, lexicon),
            figures: Cues::new(facts, lexicon),
            moments: Moments::new(facts, lexicon),
            statements: Wordings::new(facts, lexicon),
            literals: Neighbours::new(facts),
            concepts: OnceLock::new(),
        }
    }

    /// Only what times are bound by; of everything else nothing is recorded.
    pub fn of_moments(facts: &FactBase, lexicon: &Lexicon) -> Self {
        Self {
            names: NameIndex::default(),
            holders: Holders::default(),
            quotes: QuoteIndex::default(),
            figures: Cues::default(),
            moments: Moments::new(facts, lexicon),
            statements: Wordings::default(),
            literals: Neighbours::default(),
            concepts: OnceLock::new(),
        }
    }

    /// From words to the measures of the lexicon, which need no record; compiled when a draft first asks.
    pub fn concepts(&self, lexicon: &Lexicon) -> &Concepts {
        self.concepts.get_or_init(|| Concepts::new(lexicon))
    }
}

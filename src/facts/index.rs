//! Indexes over a fact base, built once a run: from words to the facts that speak of them.

pub mod quotes;

use crate::facts::FactBase;
use crate::lexicon::Lexicon;
use crate::mention::name::NameIndex;

use quotes::QuoteIndex;

/// Everything that finders and binders look up.
pub struct Index {
    /// From the words of a draft to entities.
    pub names: NameIndex,
    /// From the words of a quotation to recorded quotations.
    pub quotes: QuoteIndex,
}

impl Index {
    /// Builds every index.
    pub fn new(facts: &FactBase, lexicon: &Lexicon) -> Self {
        Self { names: NameIndex::new(facts, lexicon), quotes: QuoteIndex::new(facts, lexicon) }
    }
}

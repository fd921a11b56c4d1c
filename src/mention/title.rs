//! Titles and offices given to persons.

use crate::document::Document;
use crate::facts::FactBase;
use crate::lexicon::Lexicon;
use crate::mention::{NameMention, TitleMention};

/// Every title that the draft gives to a recorded person, in order.
pub fn find(document: &Document, names: &[NameMention], facts: &FactBase, lexicon: &Lexicon) -> Vec<TitleMention> {
    let _ = (document, names, facts, lexicon);
    Vec::new()
}

//! Quotations and their speakers.

use crate::document::Document;
use crate::facts::FactBase;
use crate::lexicon::Lexicon;
use crate::mention::{NameMention, Quotation};

/// Every quotation of the draft, in order, with its speaker where the attribution names one.
pub fn find(document: &Document, names: &[NameMention], facts: &FactBase, lexicon: &Lexicon) -> Vec<Quotation> {
    let _ = (document, names, facts, lexicon);
    Vec::new()
}

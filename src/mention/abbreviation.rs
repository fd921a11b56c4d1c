//! Abbreviations, with the place where each is introduced.

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::mention::AbbreviationMention;

/// Every one in the draft, in order.
pub fn find(document: &Document, lexicon: &Lexicon) -> Vec<AbbreviationMention> {
    let _ = (document, lexicon);
    Vec::new()
}

//! Dates and weekdays.

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::mention::DateMention;

/// Every one in the draft, in order.
pub fn find(document: &Document, lexicon: &Lexicon) -> Vec<DateMention> {
    let _ = (document, lexicon);
    Vec::new()
}

//! The grammar of quantities.

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::quantity::Quantity;

/// Every quantity of the draft, in order.
pub fn find(document: &Document, lexicon: &Lexicon) -> Vec<Quantity> {
    let _ = (document, lexicon);
    Vec::new()
}

/// Reads the whole of `text` as one quantity, as a fact's value is written.
pub fn parse_value(text: &str, lexicon: &Lexicon) -> Option<Quantity> {
    let _ = (text, lexicon);
    None
}

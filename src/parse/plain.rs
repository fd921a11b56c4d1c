//! Plain-text drafts.

use std::sync::Arc;

use crate::document::{BlockKind, Builder, Document, Metadata};
use crate::lexicon::Lexicon;
use crate::source::SourceFile;

/// Parses a plain-text draft.
pub fn parse(source: Arc<SourceFile>, lexicon: &Lexicon) -> Document {
    let mut builder = Builder::default();
    builder.open(BlockKind::Paragraph, 0);
    let shared = Arc::clone(&source);
    builder.verbatim(shared.text(), 0);
    builder.finish(source, Metadata::default(), lexicon)
}

//! An open draft with what is known of it.

use std::sync::Arc;

use lsp_types::Uri;

use crate::analyze::Analysis;
use crate::claim::Judgement;
use crate::cli::house::House;
use crate::document::Document;
use crate::parse::Format;
use crate::source::{SourceFile, Sources};
use crate::span::Span;

/// A draft as the editor shows it, saved or not.
pub struct Draft {
    /// As the client wrote it.
    pub uri: Uri,
    pub version: i32,
    pub format: Format,
    pub source: Arc<SourceFile>,
    /// `None` until it is judged again after a change.
    pub checked: Option<Checked>,
}

/// What the analysis of a draft found.
pub struct Checked {
    /// The number of its house.
    pub house: usize,
    /// The same with facts that it names itself, if it does.
    pub own_house: Option<Arc<House>>,
    /// The house's files with the draft in its place.
    pub sources: Sources,
    pub document: Document,
    pub analysis: Analysis,
}

impl Checked {
    /// The claims at a byte of the file with their places there, the narrowest first.
    pub fn claims_at(&self, offset: usize) -> Vec<(&Judgement, Span)> {
        let mut found: Vec<_> = self
            .analysis
            .judgements
            .iter()
            .map(|judgement| (judgement, self.document.source_span(judgement.span)))
            .filter(|(_, span)| span.start() <= offset && offset <= span.end())
            .collect();
        found.sort_by_key(|(_, span)| span.len());
        found
    }
}

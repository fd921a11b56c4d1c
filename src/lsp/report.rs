//! Findings as the protocol has them.

use lsp_types::{Diagnostic as Shown, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Uri};

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::lsp::place::Encoding;
use crate::source::{FileId, Sources};

/// Turns findings into the protocol's, for one set of files.
pub struct Reporter<'a> {
    pub sources: &'a Sources,
    /// The address of a file; `None` for a text that lies in no file.
    pub address: &'a dyn Fn(FileId) -> Option<Uri>,
    pub encoding: Encoding,
    /// Whether the client shows places beside the first one.
    pub related: bool,
}

impl Reporter<'_> {
    /// A finding with all that is known of it, at its first place.
    pub fn shown(&self, diagnostic: &Diagnostic) -> Shown {
        let mut lines = vec![diagnostic.message.clone()];
        let others = diagnostic.labels.get(1..).unwrap_or_default();
        let mut related: Vec<_> = others.iter().filter_map(|label| self.related_place(label)).collect();
        if !self.related {
            lines.extend(related.drain(..).map(|place| place.message));
        }
        lines.extend(diagnostic.notes.iter().cloned());
        lines.extend(diagnostic.help.as_ref().map(|help| format!("settle: {help}")));
        Shown {
            range: diagnostic
                .labels
                .first()
                .map(|label| self.encoding.range(self.sources.get(label.file), label.span))
                .unwrap_or_default(),
            severity: Some(severity(diagnostic.severity)),
            code: Some(NumberOrString::String(diagnostic.check.to_string())),
            source: Some("factlint".to_owned()),
            message: lines.join("\n"),
            related_information: (!related.is_empty()).then_some(related),
            ..Shown::default()
        }
    }

    /// A place beside the first one: what its label says, or the words that stand there.
    fn related_place(&self, label: &Label) -> Option<DiagnosticRelatedInformation> {
        let file = self.sources.get(label.file);
        let uri = (self.address)(label.file)?;
        let words = file.text().get(label.span.range()).unwrap_or_default().lines().next().unwrap_or_default();
        let message = if label.message.is_empty() { words } else { &label.message };
        let range = self.encoding.range(file, label.span);
        Some(DiagnosticRelatedInformation { location: Location { uri, range }, message: message.to_owned() })
    }
}

/// Notes are never loud: a hint is marked in the text and stays out of the list of problems.
fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Note => DiagnosticSeverity::HINT,
    }
}

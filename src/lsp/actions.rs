//! Quick fixes.

use std::collections::HashMap;

use lsp_types::{
    CodeAction, CodeActionKind, Diagnostic as Shown, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::lsp::report::Reporter;
use crate::source::FileId;

/// The mend of a finding, `None` where it has none or one of its places lies in no file.
pub fn quick_fix(
    diagnostic: &Diagnostic,
    shown: Shown,
    reporter: &Reporter,
    version: Option<i32>,
) -> Option<CodeAction> {
    let fix = diagnostic.fix.as_ref()?;
    let mut edits: Vec<(FileId, Vec<TextEdit>)> = Vec::new();
    for edit in &fix.edits {
        let file = reporter.sources.get(edit.file);
        let start = reporter.encoding.range(file, edit.span);
        // A place that is widened to be seen is still an insertion.
        let range =
            if edit.span.is_empty() { lsp_types::Range { start: start.start, end: start.start } } else { start };
        let change = TextEdit { range, new_text: edit.text.clone() };
        match edits.iter_mut().find(|(known, _)| *known == edit.file) {
            Some((_, changes)) => changes.push(change),
            None => edits.push((edit.file, vec![change])),
        }
    }
    let edits: Option<Vec<_>> =
        edits.into_iter().map(|(file, edits)| Some((file, (reporter.address)(file)?, edits))).collect();
    Some(CodeAction {
        title: title(diagnostic, fix),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![shown]),
        edit: Some(workspace_edit(edits?, version)),
        is_preferred: Some(fix.applicability == Applicability::Safe),
        ..CodeAction::default()
    })
}

/// "Write 16", and of a value that is taken from a fact from which one: the fact may be what is wrong.
fn title(diagnostic: &Diagnostic, fix: &Fix) -> String {
    let what = match &fix.edits[..] {
        [edit] if edit.text.is_empty() => "Delete it".to_owned(),
        [edit] => format!("Write {}", edit.text),
        _ => "Mend it".to_owned(),
    };
    match &diagnostic.fact {
        Some(fact) if fix.applicability == Applicability::Unsafe => format!("{what} (as in {fact})"),
        _ => what,
    }
}

/// With the draft's version where the client understands it, so that no edit meets another text.
#[expect(clippy::mutable_key_type, reason = "the protocol's type; what changes in an address is no part of its hash")]
fn workspace_edit(edits: Vec<(FileId, Uri, Vec<TextEdit>)>, version: Option<i32>) -> WorkspaceEdit {
    let Some(version) = version else {
        let changes = edits.into_iter().map(|(_, uri, edits)| (uri, edits)).collect::<HashMap<_, _>>();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    };
    let change = |(file, uri, edits): (FileId, Uri, Vec<TextEdit>)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            uri,
            version: (file == FileId::DRAFT).then_some(version),
        },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    };
    let changes = DocumentChanges::Edits(edits.into_iter().map(change).collect());
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

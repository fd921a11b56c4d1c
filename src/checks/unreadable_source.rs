//! `unreadable-source`: a source document that drafts were to be held against and that could not be read.

use crate::check::{Category, Check};
use crate::checks::unreadable_draft::Cause;
use crate::diagnostic::Diagnostic;
use crate::settings::Level;
use crate::source::FileId;

pub static CHECK: Check = Check {
    name: "unreadable-source",
    summary: "A source document cannot be read, so that no draft was held against it.",
    category: Category::Input,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/unreadable-source.md"),
    run: None,
};

/// The finding, at the end of [`Cause::text`] in `file`. No level makes it quieter: nothing was held against the source.
pub fn diagnostic(cause: &Cause, file: FileId) -> Diagnostic {
    let mut diagnostic = cause.diagnostic();
    diagnostic.check = CHECK.name.into();
    diagnostic.message = diagnostic.message.replacen("draft", "source", 1);
    for label in &mut diagnostic.labels {
        label.file = file;
    }
    diagnostic
}

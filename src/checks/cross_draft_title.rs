//! `cross-draft-title`: one person with two offices, in two drafts of one time, of which nobody holds both.

use crate::check::{Category, Check};
use crate::checks::in_drafts;
use crate::claim::summary::{PersonSummary, TitleSummary};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::document::Document;
use crate::settings::Level;
use crate::source::FileId;

/// Reported by the second pass over all drafts of a run.
pub static CHECK: Check = Check {
    name: "cross-draft-title",
    summary: "Two drafts of one time give a person two offices of which nobody holds both.",
    category: Category::Draft,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/cross-draft-title.md"),
    run: None,
};

/// Words a difference between the draft and the one in the file `other`; each title comes with how many drafts give it.
pub fn word(
    person: &PersonSummary,
    here: (&TitleSummary, usize),
    there: (&TitleSummary, usize),
    other: FileId,
) -> Diagnostic {
    let ((here, with), (there, without)) = (here, there);
    let (given, elsewhere) = (&here.text, &there.text);
    Diagnostic::new(CHECK.name, format!("{}: {given} here, {elsewhere} in another draft", person.name))
        .confidence(Confidence::Medium)
        .label(Document::FILE, here.span, format!("{given} here, {}", in_drafts(with)))
        .label(other, there.span, format!("{elsewhere} there, {}", in_drafts(without)))
        .help("either may be wrong: look the office up, or tell when it changed")
}

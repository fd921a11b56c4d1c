//! `cross-draft-name`: a name that drafts of a run spell in different ways.

use crate::check::{Category, Check};
use crate::checks::in_drafts;
use crate::claim::summary::NameSummary;
use crate::diagnostic::{Confidence, Diagnostic};
use crate::document::Document;
use crate::settings::Level;
use crate::source::FileId;

/// Reported by the second pass over all drafts of a run.
pub static CHECK: Check = Check {
    name: "cross-draft-name",
    summary: "Two drafts spell a name in different ways.",
    category: Category::Draft,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/cross-draft-name.md"),
    run: None,
};

/// Words a difference between the draft and the one in the file `other`; each spelling comes with how many drafts have it.
pub fn word(here: (&NameSummary, usize), there: (&NameSummary, usize), other: FileId) -> Diagnostic {
    let ((here, with), (there, without)) = (here, there);
    let (odd, usual) = (&here.text, &there.text);
    Diagnostic::new(CHECK.name, format!("{odd} here, {usual} in another draft"))
        .confidence(Confidence::Medium)
        .label(Document::FILE, here.span, format!("{odd} here, {}", in_drafts(with)))
        .label(other, there.span, format!("{usual} there, {}", in_drafts(without)))
        .help("either may be wrong: look the name up, and write it in one way; if they are two, let it stand with that reason")
}

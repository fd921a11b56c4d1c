//! A figure that two drafts of a run give otherwise.

use crate::check::{Category, Check};
use crate::checks::in_drafts;
use crate::claim::summary::FigureSummary;
use crate::diagnostic::{Confidence, Diagnostic};
use crate::document::Document;
use crate::settings::Level;
use crate::source::FileId;

/// Reported by the second pass over all drafts of a run.
pub static CHECK: Check = Check {
    name: "cross-draft-figure",
    summary: "Two drafts give two values for one figure.",
    category: Category::Draft,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/cross-draft-figure.md"),
    run: None,
};

/// Words a difference between the draft and the one in the file `other`; each figure comes with how many drafts give its value.
pub fn word(here: (&FigureSummary, usize), there: (&FigureSummary, usize), other: FileId) -> Diagnostic {
    let ((here, with), (there, without)) = (here, there);
    let (stated, elsewhere) = (&here.text, &there.text);
    Diagnostic::new(CHECK.name, format!("{stated} here, {elsewhere} in another draft"))
        .confidence(Confidence::Medium)
        .label(Document::FILE, here.span, format!("{stated} here, {}", in_drafts(with)))
        .label(other, there.span, format!("{elsewhere} there, {}", in_drafts(without)))
        .help(
            "either may be wrong, nothing is recorded: write the right one in both drafts, or say what sets them apart",
        )
}

//! `title-inconsistent`: one person with two offices of which nobody holds both.

use crate::check::{Category, Check, Context, Report};
use crate::claim::title::within;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "title-inconsistent",
    summary: "A person is given two offices of which nobody holds both.",
    category: Category::Draft,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/title-inconsistent.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    let document = context.document;
    for clash in within::clashes(context.holders, context.lexicon) {
        let (later, earlier) = (document.text(clash.later), document.text(clash.earlier));
        report.add(
            Diagnostic::new(CHECK.name, format!("{}: {later} here, {earlier} elsewhere", clash.person))
                .label(Document::FILE, document.source_span(clash.later), format!("{later} here"))
                .label(Document::FILE, document.source_span(clash.earlier), format!("{earlier} here"))
                .help("either may be wrong: look the office up, or tell when it changed"),
        );
    }
}

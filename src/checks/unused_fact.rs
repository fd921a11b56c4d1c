//! `unused-fact`: a fact that no draft speaks of.

use crate::check::{Category, Check, Record};
use crate::diagnostic::Diagnostic;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "unused-fact",
    summary: "A fact that none of the drafts speaks of.",
    category: Category::Record,
    default: Level::Note,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/unused-fact.md"),
    run: None,
};

/// What is wrong with the facts by this check. Nothing where no drafts were looked at.
pub fn find(record: &Record) -> Vec<Diagnostic> {
    let Some(met) = record.met else { return Vec::new() };
    let idle = record.facts.heads().filter(|head| !met.contains(&head.key));
    idle.map(|head| {
        Diagnostic::new(CHECK.name, format!("no draft speaks of {}", head.key))
            .label(head.place.file, head.place.span, "met by no claim")
            .fact(head.key.clone(), head.sources.first().cloned())
            .help("see whether its words are those of the drafts (factlint claims --explain), or take it out")
    })
    .collect()
}

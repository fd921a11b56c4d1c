//! `name-not-in-source`: a name that the sources spell otherwise.

use crate::check::{Category, Check, Context, Report};
use crate::claim::source::{Passage, Sourced};
use crate::claim::{ClaimKind, Judgement};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::document::Document;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "name-not-in-source",
    summary: "A name that the sources spell otherwise.",
    category: Category::Facts,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/name-not-in-source.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    let mut groups: Vec<(Passage, &str, Vec<&Judgement>)> = Vec::new();
    for judgement in slips(context) {
        let Some(Sourced::Other(passage)) = judgement.reading.sourced else { continue };
        let spelling = context.document.text(judgement.span);
        match groups.iter_mut().find(|group| group.0 == passage && group.1 == spelling) {
            Some(group) => group.2.push(judgement),
            None => groups.push((passage, spelling, vec![judgement])),
        }
    }
    for (passage, spelling, places) in groups {
        report.add(diagnostic(context, passage, spelling, &places));
    }
}

/// The names of the draft that a source spells otherwise. Of the words of a quotation their own check speaks.
pub(super) fn slips<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Judgement> {
    context.judgements.iter().filter(|judgement| {
        judgement.kind == ClaimKind::Name
            && !judgement.quoted
            && matches!(judgement.reading.sourced, Some(Sourced::Other(_)))
    })
}

fn diagnostic(context: &Context, passage: Passage, spelling: &str, places: &[&Judgement]) -> Diagnostic {
    let source = &context.sources[passage.source];
    let there = source.text.document.text(passage.span);
    let title = &source.text.citation.title;
    let message = format!("draft {spelling}, {title} has {there}");
    let mut diagnostic = Diagnostic::new(CHECK.name, message).confidence(Confidence::Medium);
    for (index, judgement) in places.iter().enumerate() {
        let also = if index > 0 { "also " } else { "" };
        let span = context.document.source_span(judgement.span);
        diagnostic = diagnostic.label(Document::FILE, span, format!("{also}{spelling} here"));
        if index == 0 {
            let wanted = source.text.document.source_span(passage.span);
            diagnostic = diagnostic.label(source.file, wanted, format!("{title} spells it {there}"));
        }
    }
    diagnostic
        .help("look the name up, and write it as the source does, or record it in the fact file as the draft has it")
}

//! `age-inconsistent`: an age that does not follow from the birth that the draft tells.

use crate::check::{Category, Check, Context, Report};
use crate::claim::date::within::{self, Strife, StrifeKind};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::settings::Level;
use crate::span::Span;

pub static CHECK: Check = Check {
    name: "age-inconsistent",
    summary: "A person’s age does not follow from the birth that the draft tells.",
    category: Category::Draft,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/age-inconsistent.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    report_kind(&CHECK, StrifeKind::Age, context, report);
}

/// Reports for `check` what does not fit of one kind.
pub(super) fn report_kind(check: &Check, kind: StrifeKind, context: &Context, report: &mut Report) {
    let (document, mentions) = (context.document, context.mentions);
    let found = within::find(document, mentions, context.lexicon, context.date, |name| is_recorded(context, name));
    for strife in found.iter().filter(|strife| strife.kind == kind) {
        report.add(diagnostic(check, document, strife));
    }
}

fn diagnostic(check: &Check, document: &Document, strife: &Strife) -> Diagnostic {
    let stated = document.text(strife.at);
    Diagnostic::new(check.name, format!("{}: {stated} here, elsewhere {}", strife.label, strife.wanted))
        .confidence(strife.confidence)
        .label(Document::FILE, document.source_span(strife.at), format!("{stated} here"))
        .label(Document::FILE, strife.against, format!("{} by this", strife.wanted))
        .help("either may be wrong: look both up, and mend the one that is")
}

/// Whether the fact base knows when the named one’s life began or ended: then it judges.
fn is_recorded(context: &Context, span: Span) -> bool {
    let names = &context.mentions.names;
    let next = names.partition_point(|name| name.span.end() <= span.start());
    let known = names.get(next).filter(|name| name.span.overlaps(span));
    let dated = |entity: &crate::facts::Entity| entity.began.is_some() || entity.ended.is_some();
    known.is_some_and(|name| name.entities.iter().any(|&id| dated(context.facts.entity(id))))
}

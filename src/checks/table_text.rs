//! A figure of the text that is not the one in the draft's own table.

use crate::check::{Category, Check, Context, Report};
use crate::claim::tabular::OffTable;
use crate::claim::{ClaimKind, Verdict};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::document::Document;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "table-text",
    summary: "A figure in the text differs from its cell in a table of the draft.",
    category: Category::Draft,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/table-text.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for off in context.off_table {
        if !is_decided(context, off) {
            report.add(word(context, off));
        }
    }
}

/// Whether a recorded fact speaks of the figure: then the fact decides.
fn is_decided(context: &Context, off: &OffTable) -> bool {
    let mention = context.topics[off.topic].mention;
    let of_figure = |kind: ClaimKind| matches!(kind, ClaimKind::Figure | ClaimKind::Age | ClaimKind::Duration);
    context.judgements.iter().any(|judgement| {
        let decided = matches!(judgement.verdict, Verdict::Supported | Verdict::Refuted);
        of_figure(judgement.kind) && judgement.mention == mention && decided
    })
}

fn word(context: &Context, off: &OffTable) -> Diagnostic {
    let document = context.document;
    let topic = &context.topics[off.topic];
    let span = context.mentions.quantities[topic.mention].span;
    let stated = document.text(span);
    let [cell, row, column] = [off.cell, off.row, off.column].map(|span| document.text(span));
    Diagnostic::new(CHECK.name, format!("{row}, {column}: {stated} in the text, {cell} in the table"))
        .confidence(Confidence::Medium)
        .label(Document::FILE, document.source_span(span), format!("the text says {stated}"))
        .label(Document::FILE, document.source_span(off.cell), format!("the table has {cell}"))
        .help(
            "either may be wrong, nothing is recorded: write the right one in both places, or name what the text means",
        )
}

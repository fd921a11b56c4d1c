//! `undated-reference`: a time that only a date of the draft makes clear, in a draft without one.

use crate::check::{Category, Check, Context, Report};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Document};
use crate::quantity::{Dimension, Quantity};
use crate::settings::Level;
use crate::span::Span;

pub static CHECK: Check = Check {
    name: "undated-reference",
    summary: "A time that only a date of the draft makes clear, in a draft without one.",
    category: Category::Draft,
    default: Level::Off,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/undated-reference.md"),
    run: Some(check),
};

/// Tokens of a line that gives a draft its date: "BELGRADE, Oct. 14, 2025 —".
const DATELINE: usize = 12;
/// Tokens of a sentence before "for nearly a year" among which "has" is looked for.
const REACH: usize = 8;

fn check(context: &Context, report: &mut Report) {
    if context.date.is_some() || has_dateline(context) {
        return;
    }
    let mut found: Vec<Span> = Vec::new();
    found.extend(bare_dates(context));
    found.extend(relative_times(context));
    found
        .extend(context.mentions.quantities.iter().filter(|length| lasts_until_now(context, length)).map(|it| it.span));
    found.sort();
    let mut reached = 0;
    for span in found {
        if span.start() < reached || context.mentions.is_quoted(span) {
            continue;
        }
        reached = span.end();
        report.add(diagnostic(context.document, span));
    }
}

fn diagnostic(document: &Document, span: Span) -> Diagnostic {
    let words = document.text(span);
    Diagnostic::new(CHECK.name, format!("{words}: counted from which day? The draft has no date"))
        .label(Document::FILE, document.source_span(span), "no date to hang it on")
        .help("give the draft its date (front matter, `--date`, `factlint.toml`), or write the date out")
}

/// Whether the draft opens with a line that is its date.
fn has_dateline(context: &Context) -> bool {
    let full = context.mentions.dates.iter().find(|date| date.year.is_some() && date.day.is_some());
    let Some(date) = full else { return false };
    let block = context.document.block_at(date.span.start());
    let opening = context.document.blocks.get(block).is_some_and(|block| {
        let first = block.tokens.0 as usize;
        context.document.token_at(date.span.start()).saturating_sub(first) < DATELINE / 2
            && (block.tokens.1 - block.tokens.0) as usize <= DATELINE
    });
    block < 3 && opening
}

/// "July", "Nov. 1", "Thursday" in a paragraph that names no year.
fn bare_dates<'a>(context: &'a Context) -> impl Iterator<Item = Span> + 'a {
    let dates = context.mentions.dates.iter().filter(|date| date.year.is_none());
    dates.map(|date| date.span).filter(|span| {
        let block = context.document.blocks.get(context.document.block_at(span.start()));
        !block.is_some_and(|block| names_year(context.document, block))
    })
}

fn names_year(document: &Document, block: &Block) -> bool {
    document.tokens_in(block.tokens).iter().any(|token| token.year(&document.prose).is_some())
}

/// "recently", "last week".
fn relative_times(context: &Context) -> Vec<Span> {
    let document = context.document;
    let times = &context.lexicon.desk.relative_times;
    let mut found = Vec::new();
    for block in &document.blocks {
        let tokens = document.tokens_in(block.tokens);
        for at in 0..tokens.len() {
            if tokens[at].is_word()
                && let Some((length, ())) = times.starting(&document.prose, tokens, at)
            {
                found.push(tokens[at].span.to(tokens[at + length - 1].span));
            }
        }
    }
    found.retain(|span| !document.is_masked(*span));
    found
}

/// "has persisted for nearly a year": a length of time that ends on the draft's own day.
fn lasts_until_now(context: &Context, length: &Quantity) -> bool {
    let document = context.document;
    let words = &context.lexicon.times.lengths;
    if !matches!(&length.unit.dimension, Dimension::Measured(name) if *name == words.dimension) {
        return false;
    }
    let at = document.token_at(length.span.start());
    let Some(sentence) = document.sentences.get(document.sentence_at(length.span.start())) else { return false };
    let first = (sentence.tokens.0 as usize).max(at.saturating_sub(REACH)).min(at);
    let before = &document.tokens[first..at];
    if words.before.ending(&document.prose, before, before.len()).is_none() {
        return false;
    }
    let perfect = &context.lexicon.desk.present_perfect;
    before.iter().any(|token| token.is_word() && perfect.contains(&token.text(&document.prose).to_lowercase()))
}

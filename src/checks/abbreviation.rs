//! An abbreviation that is used before it is introduced, introduced twice, or introduced and never used.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Category, Check, Context, Report};
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, Document};
use crate::mention::AbbreviationMention;
use crate::mention::abbreviation::key;
use crate::settings::Level;
use crate::settings::options::{Declared, Kind};
use crate::span::Span;

pub static CHECK: Check = Check {
    name: "abbreviation",
    summary: "An abbreviation used before it is introduced, introduced twice, or introduced and never used.",
    category: Category::Draft,
    default: Level::Note,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/abbreviation.md"),
    run: Some(check),
};

/// As many introductions in one paragraph make a list, where each stands for its own sake.
const LISTING: usize = 3;

/// Short forms that every reader of the house knows.
pub const KNOWN: Declared = Declared {
    check: CHECK.name,
    key: "known",
    kind: Kind::Words,
    meaning: "Short forms that every reader of the house knows, besides those of the lexicon",
};

fn check(context: &Context, report: &mut Report) {
    let mut by_key: BTreeMap<String, Vec<Occurrence>> = BTreeMap::new();
    let mut in_block: BTreeMap<usize, usize> = BTreeMap::new();
    for mention in &context.mentions.abbreviations {
        let occurrence = Occurrence::new(context, mention);
        *in_block.entry(occurrence.block).or_default() += usize::from(occurrence.long.is_some());
        by_key.entry(key(context.document.text(mention.span))).or_default().push(occurrence);
    }
    let known: BTreeSet<String> = context.settings.options.words(&KNOWN).map(key).collect();
    for (short, occurrences) in &by_key {
        if context.lexicon.abbreviations.well_known.contains(short) || known.contains(short) {
            continue;
        }
        let introductions: Vec<&Occurrence> =
            occurrences.iter().filter(|one| one.long.is_some() && one.place.introduces()).collect();
        let Some(first) = introductions.first() else { continue };
        used_before(context, short, first, occurrences, report);
        introduced_twice(context, short, &introductions, report);
        let listed = in_block.get(&first.block).is_some_and(|&count| count >= LISTING);
        if occurrences.len() == 1 && first.place == Place::Text && !listed {
            report.add(never_used(context, short, first));
        }
    }
}

/// What a part of the draft does for a reader who goes through it in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Read in order, in the draft's own words.
    Text,
    /// Lists, tables and notes: introduces, but each entry stands for itself.
    List,
    /// Headings, captions, front matter and quotations: neither introduces nor counts as use.
    Aside,
}

impl Place {
    fn introduces(self) -> bool {
        self != Place::Aside
    }
}

/// A short form in the draft.
struct Occurrence {
    span: Span,
    long: Option<Span>,
    place: Place,
    block: usize,
}

impl Occurrence {
    fn new(context: &Context, mention: &AbbreviationMention) -> Self {
        let block = context.document.block_at(mention.span.start());
        let place = match context.document.blocks.get(block).map(|block| block.kind) {
            Some(BlockKind::Paragraph) if !context.mentions.is_quoted(mention.span) => Place::Text,
            Some(BlockKind::ListItem { .. } | BlockKind::TableCell { .. } | BlockKind::Footnote) => Place::List,
            _ => Place::Aside,
        };
        Self { span: mention.span, long: mention.introduces, place, block }
    }
}

fn used_before(context: &Context, short: &str, first: &Occurrence, all: &[Occurrence], report: &mut Report) {
    // A heading that spells it out has told the reader, though it does not count as the introduction.
    let told = all.iter().find(|one| one.long.is_some()).map_or(first.span, |one| one.span);
    let Some(early) =
        all.iter().find(|one| one.long.is_none() && one.place == Place::Text && one.span.start() < told.start())
    else {
        return;
    };
    report.add(
        Diagnostic::new(CHECK.name, format!("{short} is used before it is introduced"))
            .label(Document::FILE, context.document.source_span(early.span), "used here")
            .label(Document::FILE, context.document.source_span(first.span), "introduced only here")
            .help("introduce it at its first use, or spell it out there"),
    );
}

fn introduced_twice(context: &Context, short: &str, introductions: &[&Occurrence], report: &mut Report) {
    let in_text: Vec<_> = introductions.iter().filter(|one| one.place == Place::Text).collect();
    let [first, rest @ ..] = &in_text[..] else { return };
    let words = |one: &Occurrence| one.long.map(|long| letters(context.document.text(long)));
    // Two long forms are two things.
    let Some(again) = rest.iter().find(|one| words(one) == words(first)) else { return };
    report.add(
        Diagnostic::new(CHECK.name, format!("{short} is introduced twice"))
            .label(Document::FILE, context.document.source_span(again.span), "introduced again here")
            .label(Document::FILE, context.document.source_span(first.span), "introduced here")
            .help("use the short form alone the second time"),
    );
}

fn never_used(context: &Context, short: &str, only: &Occurrence) -> Diagnostic {
    Diagnostic::new(CHECK.name, format!("{short} is introduced and never used again"))
        .label(Document::FILE, context.document.source_span(only.span), "introduced here, and used nowhere")
        .help("leave the short form out, or use it later on")
}

/// The letters of a long form, by which two wordings of it are the same.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

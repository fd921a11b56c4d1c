//! `first-reference`: persons who are named by surname before they are introduced, or introduced twice.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::{Category, Check, Context, Report};
use crate::claim::cast::Cast;
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, Document};
use crate::facts::EntityId;
use crate::mention::{Form, TitleTie, title};
use crate::settings::Level;
use crate::settings::options::{Declared, Kind};
use crate::span::Span;

pub static CHECK: Check = Check {
    name: "first-reference",
    summary: "A person is named by surname before being introduced, or introduced twice.",
    category: Category::Draft,
    default: Level::Off,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/first-reference.md"),
    run: Some(check),
};

/// Blocks after which readers are glad of a second introduction.
pub const AGAIN_AFTER: Declared = Declared {
    check: CHECK.name,
    key: "again_after",
    kind: Kind::Number { default: 12, least: 1 },
    meaning: "Paragraphs after which somebody may be introduced again",
};

fn check(context: &Context, report: &mut Report) {
    let (document, lexicon) = (context.document, context.lexicon);
    let cast = Cast::of(document, context.mentions, |_| false);
    if cast.names.is_empty() {
        return;
    }
    let titles = title::of_recorded(document, &cast.names, &cast.facts, lexicon);
    let forgotten = context.settings.options.number(&AGAIN_AFTER) as usize;
    // What stands before a name as its title.
    let before: FxHashMap<Span, Span> =
        titles.iter().filter(|title| title.tie == TitleTie::Before).map(|title| (title.name, title.span)).collect();
    let text = || cast.names.iter().filter(|name| is_running_text(context, name.span));
    // Where each is introduced.
    let mut full: FxHashMap<EntityId, Span> = FxHashMap::default();
    for name in text().filter(|name| name.form == Form::Full) {
        for &person in &name.entities {
            full.entry(person).or_insert(name.span);
        }
    }
    let mut with_title: FxHashMap<EntityId, Span> = FxHashMap::default();
    let mut early: FxHashSet<EntityId> = FxHashSet::default();
    for (name, person) in text().filter_map(|name| Some((name, name.entity()?))) {
        if name.form != Form::Full {
            if let Some(&introduction) = full.get(&person)
                && introduction.start() > name.span.start()
                && early.insert(person)
            {
                report.add(too_early(document, name.span, introduction));
            }
            continue;
        }
        let Some(title) = before.get(&name.span) else { continue };
        let whole = title.to(name.span);
        if let Some(&first) = with_title.get(&person)
            && document.block_at(whole.start()) - document.block_at(first.start()) <= forgotten
        {
            report.add(twice(document, whole, first));
        }
        with_title.entry(person).or_insert(whole);
    }
}

/// Whether a reader comes by in order: headings, captions and lists are read by themselves, quotations are others' words.
fn is_running_text(context: &Context, span: Span) -> bool {
    let block = context.document.blocks.get(context.document.block_at(span.start()));
    block.is_some_and(|block| block.kind == BlockKind::Paragraph) && !context.mentions.is_quoted(span)
}

fn twice(document: &Document, again: Span, first: Span) -> Diagnostic {
    let words = document.text(again);
    Diagnostic::new(CHECK.name, format!("{words} is introduced twice"))
        .label(Document::FILE, document.source_span(again), "introduced again here")
        .label(Document::FILE, document.source_span(first), "introduced here")
        .help("use the surname alone the second time")
}

/// The surname alone before any introduction in the text.
fn too_early(document: &Document, name: Span, full: Span) -> Diagnostic {
    let message = format!("{} is named before {} is introduced", document.text(name), document.text(full));
    Diagnostic::new(CHECK.name, message)
        .label(Document::FILE, document.source_span(name), "named here")
        .label(Document::FILE, document.source_span(full), "introduced only here")
        .help("give the full name at the first reference, and the surname later")
}

//! `first-reference`: persons who are named by surname before they are introduced, or introduced twice.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::{Category, Check, Context, Report};
use crate::claim::cast::Cast;
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, Document};
use crate::facts::EntityId;
use crate::mention::{Form, NameMention, TitleTie, title};
use crate::settings::Level;
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
const FORGOTTEN: usize = 12;

fn check(context: &Context, report: &mut Report) {
    let (document, lexicon) = (context.document, context.lexicon);
    let cast = Cast::of(document, context.mentions, |_| false);
    if cast.names.is_empty() {
        return;
    }
    let titles = title::find(document, &cast.names, &cast.facts, lexicon);
    // What stands before a name as its title.
    let before: FxHashMap<Span, Span> =
        titles.iter().filter(|title| title.tie == TitleTie::Before).map(|title| (title.name, title.span)).collect();
    let mut introduced: FxHashMap<EntityId, Span> = FxHashMap::default();
    let mut with_title: FxHashMap<EntityId, Span> = FxHashMap::default();
    let mut early: FxHashSet<EntityId> = FxHashSet::default();
    let text = cast.names.iter().filter(|name| is_running_text(context, name.span));
    for (name, person) in text.filter_map(|name| Some((name, name.entity()?))) {
        if name.form != Form::Full {
            if !introduced.contains_key(&person)
                && early.insert(person)
                && let Some(diagnostic) = too_early(context, &cast, name, person)
            {
                report.add(diagnostic);
            }
            continue;
        }
        introduced.entry(person).or_insert(name.span);
        let Some(title) = before.get(&name.span) else { continue };
        let whole = title.to(name.span);
        if let Some(&first) = with_title.get(&person)
            && document.block_at(whole.start()) - document.block_at(first.start()) <= FORGOTTEN
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
fn too_early(context: &Context, cast: &Cast, name: &NameMention, person: EntityId) -> Option<Diagnostic> {
    let document = context.document;
    let full = cast.names.iter().find(|other| {
        other.form == Form::Full && other.entity() == Some(person) && is_running_text(context, other.span)
    })?;
    let surname = document.text(name.span);
    let message = format!("{surname} is named before {} is introduced", document.text(full.span));
    Some(
        Diagnostic::new(CHECK.name, message)
            .label(Document::FILE, document.source_span(name.span), "named here")
            .label(Document::FILE, document.source_span(full.span), "introduced only here")
            .help("give the full name at the first reference, and the surname later"),
    )
}

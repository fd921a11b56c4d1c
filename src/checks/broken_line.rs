//! A paragraph that breaks off in the middle of a phrase.

use crate::check::{Category, Check, Context, Report};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Document};
use crate::settings::Level;
use crate::span::Span;
use crate::text::Token;

pub static CHECK: Check = Check {
    name: "broken-line",
    summary: "A paragraph that breaks off in the middle of a phrase.",
    category: Category::Draft,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/broken-line.md"),
    run: Some(check),
};

/// Shorter paragraphs that end in an article, in bytes, may be verse or a line set by hand.
const PROSE: usize = 80;

/// More breaks at articles than this, and the draft's lines are broken by habit.
const SLIPS: usize = 2;

fn check(context: &Context, report: &mut Report) {
    let mut at_articles = Vec::new();
    for pair in context.document.blocks.windows(2) {
        let [first, next] = pair else { continue };
        if !follows(context.document, first, next) {
            continue;
        }
        match breaks_off(context, first, next) {
            Some(Break::Initialism(phrase)) => report.add(describe(context.document, phrase, next)),
            Some(Break::Article(phrase)) => at_articles.push(describe(context.document, phrase, next)),
            None => {}
        }
    }
    if at_articles.len() <= SLIPS {
        at_articles.into_iter().for_each(|diagnostic| report.add(diagnostic));
    }
}

/// What a paragraph ends with that cannot end it, with the bytes of the prose.
enum Break {
    /// "a U.N.", "Sen.".
    Initialism(Span),
    /// "the".
    Article(Span),
}

/// Whether two blocks are paragraphs with nothing but blank space between them in the file.
fn follows(document: &Document, first: &Block, next: &Block) -> bool {
    if (first.kind, next.kind) != (BlockKind::Paragraph, BlockKind::Paragraph) {
        return false;
    }
    let (end, start) = (document.source_span(first.span).end(), document.source_span(next.span).start());
    document.source.text().get(end..start).is_some_and(|between| between.trim().is_empty())
}

fn breaks_off(context: &Context, first: &Block, next: &Block) -> Option<Break> {
    let document = context.document;
    let tokens = document.tokens_in(first.tokens);
    let next = document.tokens_in(next.tokens).first().filter(|token| token.is_word())?;
    let words = &context.lexicon.abbreviations;
    let is_one_of = |token: &Token, list: &[String]| {
        let text = token.text(&document.prose);
        token.is_word() && list.iter().any(|word| word.eq_ignore_ascii_case(text))
    };
    let (last, before) = tokens.split_last()?;
    // "as a U.N.": a name takes "a" only before the noun that it describes.
    if let Some(article) = before.last() {
        let name = last.text(&document.prose).replace('.', "");
        if is_one_of(article, &words.indefinite_articles) && last.is_word() && words.names.contains(&name) {
            return Some(Break::Initialism(article.span.to(last.span)));
        }
        // "said Sen.": a title before a name.
        let title = last.is('.') && last.span.start() == article.span.end() && is_one_of(article, &words.before_name);
        let capital = article.text(&document.prose).starts_with(char::is_uppercase);
        if title && capital && before.len() > 1 && next.text(&document.prose).starts_with(char::is_uppercase) {
            return Some(Break::Initialism(article.span.to(last.span)));
        }
    }
    let goes_on = next.text(&document.prose).starts_with(char::is_lowercase);
    (goes_on && first.span.len() >= PROSE && is_one_of(last, &words.articles)).then_some(Break::Article(last.span))
}

fn describe(document: &Document, phrase: Span, next: &Block) -> Diagnostic {
    let words = document.text(phrase);
    let start = document.tokens_in(next.tokens);
    let start = start
        .iter()
        .take(3)
        .take_while(|token| token.is_word())
        .last()
        .map_or(next.span, |last| Span::new(next.span.start(), last.span.end()));
    Diagnostic::new(
        CHECK.name,
        format!("the paragraph breaks off after “{words}”; the next one goes on with “{}”", document.text(start)),
    )
    .label(Document::FILE, document.source_span(last_character(document, phrase)), "a paragraph cannot end here")
    .label(Document::FILE, document.source_span(start), "the phrase seems to go on here")
    .help("join the two paragraphs, or add what is missing between them")
}

/// The place where the paragraph breaks off.
fn last_character(document: &Document, phrase: Span) -> Span {
    let last = document.text(phrase).chars().next_back().map_or(0, char::len_utf8);
    Span::new(phrase.end() - last, phrase.end())
}

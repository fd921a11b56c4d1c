//! A mark that a writer or editor left for later.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::check::{Category, Check, Context, Report};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::document::{Block, BlockKind, Document};
use crate::lexicon::Leftovers;
use crate::settings::Level;
use crate::settings::options::{Declared, Kind};
use crate::span::Span;
use crate::text::{Token, TokenKind, tokenize};

pub static CHECK: Check = Check {
    name: "leftover-marker",
    summary: "A mark that a writer or editor left for later.",
    category: Category::Draft,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/leftover-marker.md"),
    run: Some(check),
};

/// The marks that git leaves before each side of a conflict, in characters.
const CONFLICT: usize = 7;

/// Marks that the house uses itself.
pub const MARKERS: Declared = Declared {
    check: CHECK.name,
    key: "markers",
    kind: Kind::Words,
    meaning: "Marks of the house’s own, in their own letter case",
};

fn check(context: &Context, report: &mut Report) {
    let document = context.document;
    let words = &context.lexicon.leftovers;
    let to_come_is_name = context
        .mentions
        .abbreviations
        .iter()
        .any(|mention| mention.introduces.is_some() && document.text(mention.span) == words.to_come);
    if let Some(number) = lone_number(context) {
        report.add(describe_number(document, number));
    }
    let standing = OnceCell::new();
    let own: Vec<Vec<&str>> = context.settings.options.words(&MARKERS).map(words_of).collect();
    for block in &document.blocks {
        let tokens = document.tokens_in(block.tokens);
        let reader = Reader { context, block, words, tokens, to_come_is_name, standing: &standing, own: &own };
        let mut at = 0;
        while at < reader.tokens.len() {
            let found = reader.marker(at).map(|end| (end, reader.span(at, end)));
            let kept = |span: Span| document.is_masked(span) || is_in_source(context, document.text(span));
            match found.filter(|(_, span)| !kept(*span)) {
                Some((end, span)) => {
                    report.add(describe(document, span));
                    at = end;
                }
                None => at += 1,
            }
        }
    }
}

/// A draft that rests on a source repeats what stands there: "$XXX a month".
fn is_in_source(context: &Context, words: &str) -> bool {
    context.sources.iter().any(|source| source.binding && source.text.document.prose.contains(words))
}

fn describe(document: &Document, span: Span) -> Diagnostic {
    Diagnostic::new(CHECK.name, format!("“{}” is left over from writing", document.text(span)))
        .label(Document::FILE, document.source_span(span), "a mark for later")
        .help("put in what is missing here, or take the mark out")
}

fn describe_number(document: &Document, number: Span) -> Diagnostic {
    let written = &document.source.text()[number.range()];
    Diagnostic::new(CHECK.name, format!("“{written}” is left over from a list: no other item has a number"))
        .confidence(Confidence::Medium)
        .label(Document::FILE, number, "the number of an item that stands alone")
        .help("take the number out, or put the other items back")
}

/// Bytes before a block that can hold the number of an item with its blanks.
const BEFORE: usize = 8;
/// Tokens that a whole sentence has at least.
const SENTENCE: u32 = 6;

/// The number of a list's item before the sentence that opens the draft, where nothing else is numbered.
fn lone_number(context: &Context) -> Option<Span> {
    let document = context.document;
    let mut body = document.blocks.iter().enumerate();
    let (at, opening) =
        body.find(|(_, block)| !matches!(block.kind, BlockKind::Heading(_) | BlockKind::FrontMatter))?;
    let number = item_number(document, opening)?;
    let written = document.source.text()[number.range()].trim_end_matches(['.', ')']);
    let text = document.text(opening.span);
    let whole = opening.tokens.1 - opening.tokens.0 >= SENTENCE
        && text.trim_end_matches(['”', '"', '’', ')']).ends_with(['.', '!', '?']);
    let next = document.blocks.get(at + 1);
    let has_items = next.is_some_and(|next| matches!(next.kind, BlockKind::ListItem { .. }));
    // A list of one item is odd; one that begins with another number than 1 has lost the items before it.
    let lost = written != "1" || next.is_none();
    let others = || document.blocks.iter().filter(|block| block.span != opening.span);
    // "## 4. The fares" and "- 4) fares" in plain text.
    let begins = |block: &Block| document.text(block.span).trim_start_matches(['#', '*', '-', ' ']);
    let numbered = |block: &Block| item_number(document, block).is_some() || numbering(begins(block)).is_some();
    let lone = || !others().any(numbered);
    (whole && lost && !has_items && !is_ordinal(context, opening, number) && lone()).then_some(number)
}

/// Bytes of the file with the number that a block begins with as an item of a list: "3." or "3)".
fn item_number(document: &Document, block: &Block) -> Option<Span> {
    let file = document.source.text();
    let start = document.source_span(block.span).start();
    // Markdown keeps the number out of the prose.
    let before = file.get(start.saturating_sub(BEFORE)..start).unwrap_or("");
    let line = before.rsplit_once('\n').map(|(_, line)| line).or((start <= BEFORE).then_some(before));
    if let Some(line) = line
        && let Some(len) = numbering(line.trim_start())
    {
        let from = start - line.trim_start().len();
        return Some(Span::new(from, from + len));
    }
    let len = numbering(document.text(block.span))?;
    Some(document.source_span(Span::new(block.span.start(), block.span.start() + len)))
}

/// Bytes of a number of one or two digits with its stop or bracket, where a blank follows.
fn numbering(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let marked = (1..=2).contains(&digits) && !text.starts_with('0') && text[digits..].starts_with(['.', ')']);
    (marked && text[digits + 1..].starts_with([' ', '\t'])).then_some(digits + 1)
}

/// "1. FC Lorn" is a name, and "42. That is how many bridges are closed" a sentence of one number.
fn is_ordinal(context: &Context, opening: &Block, number: Span) -> bool {
    let document = context.document;
    if document.source.text()[number.range()].ends_with(')') {
        return false;
    }
    let tokens = document.tokens_in(opening.tokens);
    let first = tokens.iter().position(Token::is_word).unwrap_or(0);
    let words = &context.lexicon.leftovers;
    [&words.after_ordinals, &words.after_one_number]
        .iter()
        .any(|phrases| phrases.starting(&document.prose, tokens, first).is_some())
}

struct Reader<'a> {
    context: &'a Context<'a>,
    block: &'a Block,
    words: &'a Leftovers,
    tokens: &'a [Token],
    /// Whether the draft introduces "TK" as somebody's short name.
    to_come_is_name: bool,
    /// How often words that are marks in round brackets stand in the draft, with brackets and without, each in its own case.
    standing: &'a OnceCell<FxHashMap<&'a str, usize>>,
    /// The tokens of each mark of the house's own.
    own: &'a [Vec<&'a str>],
}

/// The tokens of a mark.
fn words_of(mark: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    tokenize(mark, Span::new(0, mark.len()), &mut tokens);
    tokens.iter().map(|token| token.text(mark)).collect()
}

impl<'a> Reader<'a> {
    /// The end of the marker that begins at token `at`.
    fn marker(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        if let Some(end) = self.of_the_house(at) {
            return Some(end);
        }
        if token.is('[') || token.is('(') {
            return self.bracketed(at);
        }
        if token.is('<') {
            return self.conflict(at);
        }
        if !token.is_word() {
            return None;
        }
        self.to_come(at).or_else(|| self.crossed(at)).or_else(|| self.phrase(at)).or_else(|| self.task(at))
    }

    /// A mark of the house's own, letter for letter.
    fn of_the_house(&self, at: usize) -> Option<usize> {
        let stands = |mark: &&Vec<&str>| {
            let here = self.tokens.get(at..at + mark.len());
            !mark.is_empty()
                && here.is_some_and(|here| here.iter().zip(*mark).all(|(token, word)| self.text(token.span) == *word))
        };
        self.own.iter().filter(stands).map(|mark| at + mark.len()).max()
    }

    /// "[CQ]", "(cq)", "[[check]]", "[XXX]", "[name TK]".
    fn bracketed(&self, at: usize) -> Option<usize> {
        let square = self.tokens[at].is('[');
        let double = square && self.is(at + 1, '[');
        let first = if double { at + 2 } else { at + 1 };
        let close = if square { ']' } else { ')' };
        // A marker is a few words at most.
        let length = self.tokens.get(first..)?.iter().take(8).position(|token| token.is(close))?;
        let inner = self.tokens.get(first..first + length).filter(|inner| !inner.is_empty())?;
        // "[no end [TK]": the mark is what the inner brackets hold.
        if square && inner.iter().any(|token| token.is('[')) {
            return None;
        }
        let end = first + length + if double { 2 } else { 1 };
        if double && !self.is(end - 1, ']') {
            return None;
        }
        let text = self.text(inner[0].span.to(inner[length - 1].span));
        let listed = |list: &[String]| list.iter().any(|word| word.eq_ignore_ascii_case(text));
        let begins = |list: &[String]| list.iter().any(|word| word == self.text(inner[0].span));
        let crosses = length == 1 && text.len() >= 2 && text.bytes().all(|byte| matches!(byte, b'x' | b'X'));
        let hit = match (square, double) {
            (_, true) => {
                listed(&self.words.double_brackets)
                    || listed(&self.words.brackets)
                    || crosses
                    || self.has_to_come(inner)
            }
            (true, _) => {
                let ours = !self.context.mentions.is_quoted(self.span(at, end));
                listed(&self.words.brackets)
                    || crosses
                    || self.has_to_come(inner)
                    || (ours && (listed(&self.words.own_brackets) || begins(&self.words.brackets_begin)))
            }
            (false, _) => listed(&self.words.parentheses) && !self.is_short_form(text, first),
        };
        hit.then_some(end)
    }

    fn has_to_come(&self, inner: &[Token]) -> bool {
        inner.iter().any(|token| token.is_word() && self.repeats_to_come(self.text(token.span)) >= 1)
    }

    /// Whether a draft uses these letters as somebody's short name.
    fn is_short_form(&self, text: &str, at: usize) -> bool {
        let small = text.chars().all(char::is_lowercase);
        let standing = self.standing.get_or_init(|| {
            let document = self.context.document;
            let words = document.tokens.iter().filter(|token| token.is_word()).map(|token| document.text(token.span));
            let mut standing = FxHashMap::default();
            for word in words.filter(|word| self.words.parentheses.iter().any(|mark| mark.eq_ignore_ascii_case(word))) {
                *standing.entry(word).or_default() += 1;
            }
            standing
        });
        let here = usize::from(self.text(self.tokens[at].span) == text);
        !small && standing.get(text).is_some_and(|&count| count > here)
    }

    /// "TK", "TKTK": to come.
    fn to_come(&self, at: usize) -> Option<usize> {
        let repeats = self.repeats_to_come(self.text(self.tokens[at].span));
        let glued = |at: usize| self.touches(at) && matches!(self.tokens[at].kind, TokenKind::Number);
        match repeats {
            0 => None,
            1 => (self.stands_for_a_word(at) && !self.to_come_is_name).then_some(at + 1),
            _ => (!glued(at) && !glued(at + 1)).then_some(at + 1),
        }
    }

    /// How often a word repeats the letters of "to come": 2 for "TKTK", 0 for any other word.
    fn repeats_to_come(&self, word: &str) -> usize {
        if !word.starts_with(&self.words.to_come) {
            return 0;
        }
        let mark = self.words.to_come.as_bytes();
        let mut parts = word.as_bytes().chunks(mark.len().max(1));
        let times = parts.len();
        if parts.all(|part| part == mark) { times } else { 0 }
    }

    /// "TK percent", "$TK", "at the age of TK.": where a figure or word should stand, and never beside a name ("TK Maxx", "Mr. TK").
    fn stands_for_a_word(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let before_text = before.map_or("", |token| self.text(token.span));
        if self.touches(at) {
            return self.is_currency(before_text);
        }
        let named = |text: &str| text.starts_with(char::is_uppercase);
        match self.tokens.get(at + 1) {
            Some(next) if next.is_word() => self.counts(at + 1),
            Some(next) if next.is('%') => true,
            Some(next) if matches!(next.kind, TokenKind::Mark('.' | ',' | ';' | ':' | '!' | '?')) => {
                before.is_some_and(Token::is_word) && !named(before_text)
            }
            None => {
                before.is_some_and(Token::is_word) && !named(before_text) && self.block.kind == BlockKind::Paragraph
            }
            Some(_) => false,
        }
    }

    /// "$XX", "XX percent": crosses where a figure should stand.
    fn crossed(&self, at: usize) -> Option<usize> {
        let text = self.text(self.tokens[at].span);
        if text.len() < 2 || !text.bytes().all(|byte| byte == b'X') {
            return None;
        }
        let after_currency = self.touches(at) && self.is_currency(self.text(self.tokens[at - 1].span));
        // "Super Bowl XX million viewers": a Roman number follows its name.
        let named = at > 0 && self.text(self.tokens[at - 1].span).starts_with(char::is_uppercase);
        let counted = !self.touches(at) && !named && (self.is(at + 1, '%') || self.counts(at + 1));
        (after_currency || counted).then_some(at + 1)
    }

    /// "lorem ipsum dolor", and "Lorem ipsum" at the start of a paragraph.
    fn phrase(&self, at: usize) -> Option<usize> {
        let own = self.text(self.tokens[at].span);
        for filler in &self.words.fillers {
            let begins = filler.get(..own.len()).is_some_and(|first| first.eq_ignore_ascii_case(own));
            if !begins || !matches!(filler.as_bytes().get(own.len()), None | Some(b' ')) {
                continue;
            }
            let count = filler.split(' ').count();
            let needed = if at == 0 { count.saturating_sub(1).max(1) } else { count };
            let found = self.tokens.get(at..at + needed);
            let same = |(token, word): (&Token, &str)| self.text(token.span).eq_ignore_ascii_case(word);
            if found.is_some_and(|found| found.iter().zip(filler.split(' ')).all(same)) {
                return Some(at + needed);
            }
        }
        None
    }

    /// "TODO:" at the start of a sentence.
    fn task(&self, at: usize) -> Option<usize> {
        let text = self.text(self.tokens[at].span);
        let colon = self.is(at + 1, ':') && self.touches(at + 1);
        let starts = at == 0 || self.tokens.get(at - 1).is_some_and(|token| token.is('.') || token.is('['));
        (colon && starts && self.words.tasks.iter().any(|task| task == text)).then_some(at + 2)
    }

    /// "<<<<<<< HEAD" at the start of a line.
    fn conflict(&self, at: usize) -> Option<usize> {
        let end = at + CONFLICT;
        let run = (at..end).all(|index| self.is(index, '<') && (index == at || self.touches(index)));
        let source = self.context.document.source_span(self.tokens[at].span).start();
        let line_start = self
            .context
            .document
            .source
            .text()
            .get(..source)
            .is_some_and(|text| text.is_empty() || text.ends_with('\n'));
        (run && line_start && !(self.is(end, '<') && self.touches(end))).then_some(end)
    }

    fn counts(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.is_word()) else { return false };
        let text = self.text(token.span);
        self.words.counted.iter().any(|word| word == text)
    }

    fn is_currency(&self, text: &str) -> bool {
        matches!(text, "$" | "€" | "£" | "¥")
    }

    fn is(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(mark))
    }

    fn touches(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| token.span.start() == self.tokens[at - 1].span.end())
    }

    fn text(&self, span: Span) -> &str {
        self.context.document.text(span)
    }

    fn span(&self, from: usize, to: usize) -> Span {
        self.tokens[from].span.to(self.tokens[to - 1].span)
    }
}

//! Instructions in the comments of a draft, and what each covers.

use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Document};
use crate::facts::table::did_you_mean;
use crate::facts::{Place, Placed};
use crate::span::Span;

/// What every instruction begins with.
const PREFIX: &str = "factlint-";

/// Covers the next block or the rest of its own, and the whole draft.
const INSTRUCTIONS: [&str; 2] = ["factlint-ignore", "factlint-ignore-file"];

/// An instruction to let something stand.
pub struct Instruction {
    /// The checks it names.
    pub checks: Vec<Placed<String>>,
    /// Why, in the editor's words.
    pub reason: Option<String>,
    /// The comment without its marks and the blanks around it.
    pub place: Place,
    /// Bytes of the draft.
    pub covers: Span,
}

/// The instructions of a draft, and what is wrong with others.
pub fn read(document: &Document) -> (Vec<Instruction>, Vec<Diagnostic>) {
    let text = document.source.text();
    let (mut instructions, mut mistakes) = (Vec::new(), Vec::new());
    // Where the blocks stand in the file is asked for only if there is an instruction.
    let mut blocks = None;
    for comment in whole(text, &document.comments) {
        let inside = trimmed(text, comment);
        let Some(word) = text[inside.range()].split([' ', '\t', '\n', '\r', ':']).next() else { continue };
        if !word.starts_with(PREFIX) {
            continue;
        }
        let word_place = Span::new(inside.start(), inside.start() + word.len());
        if !INSTRUCTIONS.contains(&word) {
            mistakes.push(super::unknown_instruction(word, word_place, &did_you_mean(word, INSTRUCTIONS)));
            continue;
        }
        let rest = Span::new(word_place.end(), inside.end());
        let (names, reason) = parts(text, rest);
        if names.is_empty() {
            let mistake = super::unknown_instruction(word, word_place, "names no check");
            mistakes.push(Diagnostic { message: format!("{word} names no check"), ..mistake });
            continue;
        }
        let covers = if word == INSTRUCTIONS[1] {
            Span::new(0, text.len() + 1)
        } else {
            let blocks = blocks.get_or_insert_with(|| {
                document.blocks.iter().map(|block| document.source_span(block.span)).collect::<Vec<_>>()
            });
            covered(document, blocks, comment)
        };
        let place = Place { file: Document::FILE, span: inside };
        instructions.push(Instruction { checks: names, reason, place, covers });
    }
    (instructions, mistakes)
}

/// Comments whose lines were noted one by one, as one each.
fn whole(text: &str, comments: &[Span]) -> Vec<Span> {
    let mut whole: Vec<Span> = Vec::new();
    for &comment in comments {
        match whole.last_mut() {
            Some(last)
                if text[last.end()..comment.start()].trim_start_matches(['>', ' ', '\t', '\r', '\n']).is_empty() =>
            {
                *last = last.to(comment);
            }
            _ => whole.push(comment),
        }
    }
    whole
}

/// The names before the first colon, and the reason after it.
fn parts(text: &str, rest: Span) -> (Vec<Placed<String>>, Option<String>) {
    let words = &text[rest.range()];
    let (names, reason) = words.split_once(':').map_or((words, ""), |(names, reason)| (names, reason.trim()));
    let is_gap = |c: char| c.is_whitespace() || c == ',';
    let mut found = Vec::new();
    let mut at = rest.start();
    for piece in names.split_inclusive(is_gap) {
        let name = piece.trim_end_matches(is_gap);
        if !name.is_empty() {
            let place = Place { file: Document::FILE, span: Span::new(at, at + name.len()) };
            found.push(Placed { value: name.to_owned(), place });
        }
        at += piece.len();
    }
    (found, (!reason.is_empty()).then(|| reason.to_owned()))
}

fn trimmed(text: &str, span: Span) -> Span {
    let inside = &text[span.range()];
    let start = span.start() + inside.len() - inside.trim_start().len();
    Span::new(start, start + inside.trim().len())
}

/// What an instruction in `comment` covers; `blocks` are the places of the draft's blocks in the file, in order.
fn covered(document: &Document, blocks: &[Span], comment: Span) -> Span {
    let text = document.source.text();
    let next = blocks.partition_point(|block| block.end() <= comment.start());
    if blocks.get(next).is_some_and(|block| block.start() < comment.start()) {
        return Span::new(comment.start(), blocks[next].end());
    }
    let breaks = |from: usize, to: usize| text[from..to.max(from)].contains('\n');
    let last = next.checked_sub(1).map(|last| blocks[last]);
    let follows = last.filter(|last| !breaks(last.end(), comment.start()));
    let alone = blocks.get(next).is_none_or(|block| breaks(comment.end(), block.start()));
    if let Some(own) = follows.filter(|_| alone) {
        return own;
    }
    let Some(first) = document.blocks.get(next) else { return Span::empty(comment.end()) };
    let before = next.checked_sub(1).map(|before| document.blocks[before].kind);
    let inside = before.is_some_and(|before| is_one(before, first.kind));
    let more = document.blocks[next + 1..].iter().take_while(|block| !inside && belongs(first, block));
    Span::new(comment.start(), blocks[next + more.count()].end())
}

/// Whether two neighbours are of one table, list or quotation.
fn is_one(one: BlockKind, other: BlockKind) -> bool {
    match (one, other) {
        (BlockKind::TableCell { table: one, .. }, BlockKind::TableCell { table: other, .. }) => one == other,
        (BlockKind::ListItem { list: one, .. }, BlockKind::ListItem { list: other, .. }) => one == other,
        (BlockKind::Quotation, BlockKind::Quotation) => true,
        _ => false,
    }
}

/// Whether a later block is of the table, list or quotation that `first` begins, lists inside it counted.
fn belongs(first: &Block, later: &Block) -> bool {
    match (first.kind, later.kind) {
        (BlockKind::ListItem { depth, .. }, BlockKind::ListItem { depth: deeper, .. }) if deeper > depth => true,
        (one, other) => is_one(one, other),
    }
}

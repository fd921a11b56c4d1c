//! Quotation marks paired block by block, by glyph and by what they touch.

use crate::document::{BlockKind, Document};
use crate::span::Span;
use crate::text::{Token, TokenKind};

/// A quotation: an opening mark with its closing one, or with the end of a paragraph after which the quotation goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// Bytes of the prose, marks included.
    pub outer: Span,
    /// Bytes between the marks.
    pub inner: Span,
    /// The next paragraph goes on with it.
    pub continues: bool,
}

/// What opened a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opener {
    /// “ (or ” where it stands before a word, as in Swedish).
    Double,
    /// A typewriter's ".
    Straight,
    /// „, closed by “ or ”.
    Low,
    /// «, closed by ».
    Guillemet,
    /// », closed by «.
    Reversed,
    /// ‘, closed by a ’ that is no apostrophe.
    Single,
    /// A typewriter's ' before a capital, closed by one after a stop or comma.
    Apostrophe,
}

/// How many kinds of opener there are.
const OPENERS: usize = 7;

/// The outermost quotations of the draft, in order.
pub(super) fn pairs(document: &Document) -> Vec<Pair> {
    let mut found = Vec::new();
    for index in 0..document.blocks.len() {
        let mut block = pair_block(document, index);
        block.sort_by_key(|pair| (pair.outer.start(), std::cmp::Reverse(pair.outer.end())));
        let mut end = 0;
        for pair in block {
            if pair.outer.start() >= end {
                end = pair.outer.end();
                found.push(pair);
            }
        }
    }
    found
}

/// An opening mark that waits for its closing one.
struct Frame {
    opener: Opener,
    /// Index of its token in the block.
    at: usize,
    /// How many quotations of the block were complete when it opened.
    complete: usize,
}

/// The stack of open marks. Looking for an opener pops all above it, and is only begun when there is one: linear.
#[derive(Default)]
struct Stack {
    frames: Vec<Frame>,
    open: [usize; OPENERS],
}

impl Stack {
    fn has(&self, opener: Opener) -> bool {
        self.open[opener as usize] > 0
    }

    fn push(&mut self, opener: Opener, at: usize, complete: usize) {
        self.open[opener as usize] += 1;
        self.frames.push(Frame { opener, at, complete });
    }

    /// Takes the innermost frame of `opener`; what was opened inside it and never closed is forgotten.
    fn close(&mut self, opener: Opener) -> Option<Frame> {
        if !self.has(opener) {
            return None;
        }
        while let Some(frame) = self.frames.pop() {
            self.open[frame.opener as usize] -= 1;
            if frame.opener == opener {
                return Some(frame);
            }
        }
        None
    }
}

/// All complete quotations of a block, nested ones too, and one that the next block goes on with.
fn pair_block(document: &Document, index: usize) -> Vec<Pair> {
    let block = &document.blocks[index];
    let tokens = document.tokens_in(block.tokens);
    let mut stack = Stack::default();
    let mut found: Vec<(Opener, Pair)> = Vec::new();
    for at in 0..tokens.len() {
        let Some(step) = step(document, tokens, at, &stack) else { continue };
        match step {
            Step::Open(opener) => stack.push(opener, at, found.len()),
            Step::Close(opener) => {
                if let Some(frame) = stack.close(opener) {
                    found.push((opener, pair(tokens, frame.at, at)));
                }
            }
        }
    }
    if let Some(frame) = stack.frames.first()
        && matches!(frame.opener, Opener::Double | Opener::Straight)
        && !found[frame.complete..].iter().any(|(opener, _)| *opener == frame.opener)
        && goes_on(document, index, tokens[frame.at].kind)
        && let Some(first) = tokens.get(frame.at + 1)
    {
        let inner = Span::new(first.span.start(), block.span.end().max(first.span.end()));
        let outer = tokens[frame.at].span.to(inner);
        found.push((frame.opener, Pair { outer, inner, continues: true }));
    }
    found.into_iter().map(|(_, pair)| pair).collect()
}

fn pair(tokens: &[Token], open: usize, close: usize) -> Pair {
    let outer = tokens[open].span.to(tokens[close].span);
    let inner = match (tokens.get(open + 1), close.checked_sub(1).and_then(|last| tokens.get(last))) {
        (Some(first), Some(last)) if close > open + 1 => first.span.to(last.span),
        _ => Span::empty(tokens[open].span.end()),
    };
    Pair { outer, inner, continues: false }
}

/// Whether the block after `index` is a paragraph that begins with the same mark.
fn goes_on(document: &Document, index: usize, mark: TokenKind) -> bool {
    let (Some(this), Some(next)) = (document.blocks.get(index), document.blocks.get(index + 1)) else { return false };
    let prose = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Quotation);
    prose(this.kind)
        && this.kind == next.kind
        && document.tokens_in(next.tokens).first().is_some_and(|first| first.kind == mark)
}

enum Step {
    Open(Opener),
    Close(Opener),
}

/// What the mark at `at` does, `None` for any other token and for apostrophes.
fn step(document: &Document, tokens: &[Token], at: usize, stack: &Stack) -> Option<Step> {
    use Opener::*;
    let TokenKind::Mark(mark) = tokens[at].kind else { return None };
    if !matches!(mark, '“' | '”' | '"' | '„' | '«' | '»' | '‘' | '’' | '\'') || document.is_masked(tokens[at].span)
    {
        return None;
    }
    let touch = Touch::of(tokens, at);
    let first_open = |openers: &[Opener]| openers.iter().copied().find(|&opener| stack.has(opener));
    match mark {
        '“' if touch.closes() => Some(first_open(&[Low, Double]).map_or(Step::Open(Double), Step::Close)),
        '“' => Some(Step::Open(Double)),
        '”' => match first_open(&[Double, Low, Straight]) {
            Some(opener) => Some(Step::Close(opener)),
            None => touch.opens().then_some(Step::Open(Double)),
        },
        '"' if touch.opens() => Some(Step::Open(Straight)),
        '"' => first_open(&[Straight, Double]).map(Step::Close),
        '„' => Some(Step::Open(Low)),
        '«' if touch.closes() => Some(first_open(&[Reversed]).map_or(Step::Open(Guillemet), Step::Close)),
        '«' => Some(Step::Open(Guillemet)),
        '»' => match first_open(&[Guillemet]) {
            Some(opener) => Some(Step::Close(opener)),
            None => touch.opens().then_some(Step::Open(Reversed)),
        },
        '‘' => (touch.opens() && tokens[at + 1].is_word()).then_some(Step::Open(Single)),
        '’' => (touch.closes() && stack.has(Single)).then_some(Step::Close(Single)),
        _ if touch.opens() => {
            let text = tokens[at + 1].text(&document.prose);
            text.starts_with(char::is_uppercase).then_some(Step::Open(Apostrophe))
        }
        _ => (touch.closes() && touch.after_stop && stack.has(Apostrophe)).then_some(Step::Close(Apostrophe)),
    }
}

/// What a mark touches.
struct Touch {
    /// Nothing, or an opening mark or dash, stands right before it.
    left_free: bool,
    /// Something that can begin a quotation stands right after it.
    right_begins: bool,
    /// A word or figure stands right after it.
    right_word: bool,
    /// A stop or comma stands right before it.
    after_stop: bool,
}

impl Touch {
    fn of(tokens: &[Token], at: usize) -> Self {
        let span = tokens[at].span;
        let left = at.checked_sub(1).map(|left| tokens[left]).filter(|left| left.span.end() == span.start());
        let right = tokens.get(at + 1).filter(|right| right.span.start() == span.end());
        let opening = |token: Token| {
            matches!(
                token.kind,
                TokenKind::Mark(
                    '(' | '[' | '{' | '—' | '–' | '-' | '/' | '“' | '‘' | '„' | '"' | '\'' | '_' | '*' | '‑' | '―'
                )
            )
        };
        Self {
            left_free: left.is_none_or(opening),
            right_begins: right.is_some_and(|right| {
                !matches!(
                    right.kind,
                    TokenKind::Mark(
                        '.' | ','
                            | ';'
                            | ':'
                            | '!'
                            | '?'
                            | ')'
                            | ']'
                            | '}'
                            | '—'
                            | '–'
                            | '-'
                            | '_'
                            | '*'
                            | '”'
                            | '’'
                            | '»'
                            | '/'
                    )
                )
            }),
            right_word: right.is_some_and(|right| right.is_word() || right.is_number()),
            after_stop: left.is_some_and(|left| matches!(left.kind, TokenKind::Mark('.' | ',' | '!' | '?' | '…'))),
        }
    }

    fn opens(&self) -> bool {
        self.left_free && self.right_begins
    }

    fn closes(&self) -> bool {
        !self.left_free && !self.right_word
    }
}

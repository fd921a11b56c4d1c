//! Where sentences end.

use crate::lexicon::{Lexicon, Sentences};
use crate::text::{Token, TokenKind};

/// Calls `sentence(from, to)` for each sentence of the block made of `tokens`, with a range of indices into `tokens`;
/// together the ranges cover all of them.
pub fn split(prose: &str, tokens: &[Token], lexicon: &Lexicon, mut sentence: impl FnMut(usize, usize)) {
    let splitter = Splitter { prose, tokens, words: &lexicon.sentences };
    let mut from = 0;
    let mut at = 0;
    while at < tokens.len() {
        let Some(stop) = splitter.stop(tokens[at]) else {
            at += 1;
            continue;
        };
        let end = splitter.end(at);
        if end >= tokens.len() {
            break;
        }
        if splitter.ends(from, at, end, stop) {
            sentence(from, end);
            from = end;
        }
        at = end;
    }
    if from < tokens.len() {
        sentence(from, tokens.len());
    }
}

/// What may end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    Full,
    /// An exclamation or question mark.
    Strong,
    Ellipsis,
    /// The last stop of "U.N.".
    Initialism,
    /// A stop of a script that has no blanks between sentences.
    Wide,
}

struct Splitter<'a> {
    prose: &'a str,
    tokens: &'a [Token],
    words: &'a Sentences,
}

impl Splitter<'_> {
    fn stop(&self, token: Token) -> Option<Stop> {
        match token.kind {
            TokenKind::Mark('.') => Some(Stop::Full),
            TokenKind::Mark('!' | '?' | '‽') => Some(Stop::Strong),
            TokenKind::Mark('…') => Some(Stop::Ellipsis),
            TokenKind::Mark('。' | '！' | '？' | '｡') => Some(Stop::Wide),
            TokenKind::Word if token.text(self.prose).ends_with('.') => Some(Stop::Initialism),
            _ => None,
        }
    }

    /// The token after the stop at `at`, after further stops and closing marks that follow without a blank.
    fn end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.tokens.len() && self.joined(end) && self.closes(end) {
            end += 1;
        }
        end
    }

    /// Whether no blank stands before the token `at`.
    fn joined(&self, at: usize) -> bool {
        at > 0 && self.tokens[at - 1].span.end() == self.tokens[at].span.start()
    }

    /// Whether the token `at`, right after a stop, belongs to the sentence that ends.
    fn closes(&self, at: usize) -> bool {
        match self.tokens[at].kind {
            TokenKind::Mark('.' | '!' | '?' | '…' | '。' | '！' | '？') => true,
            TokenKind::Mark(')' | ']' | '}' | '”' | '’' | '»' | '›' | '」' | '』' | '）') => true,
            // Opening marks where closing ones are meant, and marks that are both: only before a blank.
            TokenKind::Mark('"' | '\'' | '“' | '‘' | '«') => {
                at + 1 == self.tokens.len() || !self.joined(at + 1) || self.closes(at + 1)
            }
            _ => false,
        }
    }

    /// Whether the sentence from token `from` ends before token `end`, having its stop at `at`.
    fn ends(&self, from: usize, at: usize, end: usize, stop: Stop) -> bool {
        if stop == Stop::Wide {
            return true;
        }
        if self.joined(end) {
            return false;
        }
        let Some(next) = self.next(end) else { return false };
        let quoted = self.tokens[at + 1..end]
            .iter()
            .any(|token| matches!(token.kind, TokenKind::Mark('”' | '’' | '"' | '\'' | '“' | '»')));
        let dots = self.tokens[at..end].iter().filter(|token| token.is('.')).count();
        match stop {
            Stop::Strong => !(quoted && self.is_attribution(end)),
            Stop::Ellipsis => next.is_starter || quoted,
            Stop::Full if dots > 1 => next.is_starter || quoted,
            Stop::Initialism => self.initialism_ends(at, &next),
            _ => quoted || self.full_stop_ends(from, at, &next),
        }
    }

    /// What follows the stop; `None` where it can only be the same sentence.
    fn next(&self, end: usize) -> Option<Next> {
        let mut at = end;
        let mut opened = false;
        while let Some(token) = self.tokens.get(at) {
            match token.kind {
                TokenKind::Number => return Some(Next { opened, is_number: true, is_starter: false }),
                TokenKind::Word => {
                    let word = token.text(self.prose);
                    if starts_small(word) {
                        return None;
                    }
                    let bare = word.split(['’', '\'']).next().unwrap_or(word);
                    return Some(Next { opened, is_number: false, is_starter: self.words.starters.contains(bare) });
                }
                TokenKind::Mark('“' | '„' | '‘' | '"' | '\'' | '«' | '(' | '[' | '¿' | '¡' | '*' | '_') => {
                    opened = true
                }
                TokenKind::Mark('$' | '€' | '£' | '¥' | '#' | '@' | '•' | '·' | '’') => {}
                TokenKind::Mark(
                    '-' | '–' | '—' | ',' | ';' | ':' | ')' | ']' | '”' | '/' | '.' | '!' | '?' | '…' | '&' | '%',
                ) => return None,
                TokenKind::Mark(_) => return Some(Next { opened, is_number: false, is_starter: false }),
            }
            at += 1;
        }
        None
    }

    /// "“Why?” Djuric asked": up to four words that begin with a capital, then a verb of saying.
    fn is_attribution(&self, end: usize) -> bool {
        for token in self.tokens[end..].iter().take(5) {
            let word = token.text(self.prose);
            if self.words.saying.contains(word) {
                return true;
            }
            if !token.is_word() || starts_small(word) {
                return false;
            }
        }
        false
    }

    fn initialism_ends(&self, at: usize, next: &Next) -> bool {
        let word = self.tokens[at].text(self.prose).to_lowercase();
        !self.words.never_final.contains(&word) && (next.is_starter || (next.opened && !next.is_number))
    }

    fn full_stop_ends(&self, from: usize, at: usize, next: &Next) -> bool {
        if at == from || !self.joined(at) {
            return true;
        }
        let before = &self.tokens[at - 1];
        let word = before.text(self.prose);
        match before.kind {
            // "1. First", "2.1. Second": a number that opens the sentence counts it.
            TokenKind::Number => at - 1 > from,
            TokenKind::Word => {
                let mut characters = word.chars();
                let initial = characters.next().is_some_and(char::is_uppercase) && characters.next().is_none();
                if initial {
                    return next.is_starter || next.is_number;
                }
                let folded = word.to_lowercase();
                if self.words.never_final.contains(&folded) {
                    false
                } else if self.words.before_number.contains(&folded) {
                    !next.is_number && (next.is_starter || folded == "no")
                } else {
                    !self.words.maybe_final.contains(&folded) || next.is_starter
                }
            }
            TokenKind::Mark(_) => true,
        }
    }
}

/// What follows a stop.
#[derive(Debug)]
struct Next {
    /// After an opening mark.
    opened: bool,
    is_number: bool,
    is_starter: bool,
}

/// Whether a word begins with a small letter and is not one like "iPhone".
fn starts_small(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_lowercase) && !characters.next().is_some_and(char::is_uppercase)
}

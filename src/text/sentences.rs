//! Where sentences end.

use crate::lexicon::{Lexicon, Sentences, Set};
use crate::text::{Token, TokenKind};

/// The most tokens of a sentence. Nobody writes half as many: what goes on longer is a list or a table without stops. It is cut, so
/// that what reads a sentence as a whole costs no more than the text is long.
const LONGEST: usize = 256;

/// Calls `sentence(from, to)` for each sentence of the block made of `tokens`, with a range of indices into `tokens`;
/// together the ranges cover all of them, none longer than [`LONGEST`].
pub fn split(prose: &str, tokens: &[Token], lexicon: &Lexicon, mut sentence: impl FnMut(usize, usize)) {
    let mut sentence = |mut from: usize, to: usize| {
        while to - from > LONGEST {
            let cut = breath(tokens, from);
            sentence(from, cut);
            from = cut;
        }
        sentence(from, to);
    };
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

/// Where a sentence from token `from` on that is too long is cut: after a semicolon or comma in the second half of what it may hold.
fn breath(tokens: &[Token], from: usize) -> usize {
    let half = from + LONGEST / 2;
    let pause =
        |mark: char| tokens[half..from + LONGEST].iter().rposition(|token| token.is(mark)).map(|at| half + at + 1);
    pause(';').or_else(|| pause(',')).unwrap_or(from + LONGEST)
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
            TokenKind::Word if self.prose.as_bytes()[token.span.end() - 1] == b'.' => Some(Stop::Initialism),
            _ => None,
        }
    }

    /// The token after the stop at `at`, after further stops and closing marks that follow without a blank.
    fn end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.tokens.len() && self.joined(end) {
            let unclear = (end..self.tokens.len()).take_while(|&at| self.joined(at) && self.is_unclear(at)).count();
            let after = end + unclear;
            if unclear > 0 && (after == self.tokens.len() || !self.joined(after)) {
                return after;
            }
            if after == self.tokens.len() || !self.closes(after) {
                break;
            }
            end = after + 1;
        }
        end
    }

    /// Whether no blank stands before the token `at`.
    fn joined(&self, at: usize) -> bool {
        at > 0 && self.tokens[at - 1].span.end() == self.tokens[at].span.start()
    }

    /// Whether the token `at`, right after a stop, belongs to the sentence that ends.
    fn closes(&self, at: usize) -> bool {
        matches!(
            self.tokens[at].kind,
            TokenKind::Mark('.' | '!' | '?' | '…' | '。' | '！' | '？')
                | TokenKind::Mark(')' | ']' | '}' | '”' | '’' | '»' | '›' | '」' | '』' | '）')
        )
    }

    /// Opening marks where closing ones are meant, and marks that are both: they close only before a blank or a mark that does.
    fn is_unclear(&self, at: usize) -> bool {
        matches!(self.tokens[at].kind, TokenKind::Mark('"' | '\'' | '“' | '‘' | '«'))
    }

    /// Whether the sentence from token `from` ends before token `end`, having its stop at `at`.
    fn ends(&self, from: usize, at: usize, end: usize, stop: Stop) -> bool {
        if stop == Stop::Wide {
            return true;
        }
        let Some(next) = self.next(end) else { return false };
        if self.joined(end) {
            return self.lacks_blank(at, end, &next);
        }
        let quoted = self.tokens[at + 1..end]
            .iter()
            .any(|token| matches!(token.kind, TokenKind::Mark('”' | '’' | '"' | '\'' | '“' | '»')));
        let dots = self.tokens[at..end].iter().filter(|token| token.is('.')).count();
        match stop {
            Stop::Strong => !(quoted && self.is_attribution(end)),
            Stop::Ellipsis => quoted || (next.is_starter && !next.opened),
            Stop::Full if dots > 1 => quoted || (next.is_starter && !next.opened),
            Stop::Initialism => self.initialism_ends(at, &next),
            _ => quoted || self.full_stop_ends(from, at, &next),
        }
    }

    /// "in his words.The next": the blank after the stop was forgotten. "Example.The" may be a name.
    fn lacks_blank(&self, at: usize, end: usize, next: &Next) -> bool {
        let small = |token: &Token| token.is_word() && starts_small(token.text(self.prose));
        next.is_starter && end == at + 1 && at > 0 && self.joined(at) && small(&self.tokens[at - 1])
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
                    // A handle or a hashtag may be all small.
                    let tagged =
                        at > end && self.joined(at) && matches!(self.tokens[at - 1].kind, TokenKind::Mark('@' | '#'));
                    if starts_small(word) && !tagged {
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
        let word = self.tokens[at].text(self.prose);
        !self.words.never_final.contains(word) && (next.is_starter || (next.opened && !next.is_number))
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
            TokenKind::Word if at > from + 1 && self.tokens[at - 2].is('.') && self.joined(at - 1) => {
                // "data.gov": the last part of an address; "Ph.D.": an initialism with a longer part.
                word.chars().nth(1).is_some() || next.is_starter
            }
            TokenKind::Word if is_initial(word) => next.is_starter || next.is_number,
            TokenKind::Word if is_in(&self.words.never_final, word) => false,
            TokenKind::Word if is_in(&self.words.before_number, word) => !next.is_number && next.is_starter,
            TokenKind::Word => next.is_starter || !is_in(&self.words.maybe_final, word),
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

/// Whether a word begins with a small letter and is not one like "iPhone" or "openFDA".
fn starts_small(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && !word.contains(char::is_uppercase)
}

/// Whether a word is one capital letter.
fn is_initial(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_uppercase) && characters.next().is_none()
}

/// Whether `words` has `word` as it stands, or as it would stand if it were not all in capitals.
fn is_in(words: &Set, word: &str) -> bool {
    if words.contains(word) {
        return true;
    }
    let mut characters = word.chars();
    let first = characters.next();
    let rest = characters.as_str();
    let capitals = !rest.is_empty() && rest.chars().all(char::is_uppercase);
    capitals && first.is_some_and(|first| words.contains(&format!("{first}{}", rest.to_lowercase())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use crate::text::tokenize;

    /// Each text has a bar wherever a sentence ends and a blank follows, a broken bar where none does.
    #[test]
    fn sentences_end_where_readers_stop() {
        let lexicon = Lexicon::english();
        for marked in [
            "He left.|She stayed!|Why?|Nobody knows",
            "the U.S. Army and the U.N. Security Council|",
            "He lives in the U.S.|He said so.",
            "It met at 9 a.m. Monday and at 5 p.m.|The vote came later.",
            "He came on Nov. 1, 2024, and left in Dec.|The rest stayed.",
            "Dr. Smith met Gov. Renata Solis and Lt. Col. J. K. Rowling of St. Louis.|He smiled.",
            "No. 5 is alive.|No.|He is dead.|Is it vitamin C.|The answer is no.",
            "Apple Inc. Chief Tim Cook sold it to Acme Co.|He left.",
            "apples, pears, etc. in boxes, e.g. Boxes of tin, i.e. Tin vs. Wood.",
            "It rose 4.5 percent to 1,204.5.|In 2014. it fell to 3.|Then 5.",
            "good services… to try and so on…|The end… Djuric said",
            "climbed down and said … ‘Now leave it alone.’|I did.",
            "“Stop!” he said.|“Why?” Djuric asked.|“We won.”|Djuric left.|(He did.)|She did (so!).|End",
            "in line with their U.N. borders.“|He noted",
            "\"It was 412.\"|\"But I did.\"|'Yes.'|\"No!\" she cried.",
            "He called it “Why me?” and left.|“Ministers have been replaced.|Some were jailed.”",
            "See healthcare.gov.|The site and Data.Gov.|As before, example.com works.",
            "in his own words.¦The next one",
            "one million people.|$5 was paid.|15 died.|#1 was he.|@you too.",
            "All of it.|iPhones and openFDA.|openFDA launched.",
            "1. First of all.|2. Second",
            "He is ill.|Djuric came.|It is in Springfield, Ill. Djuric left.",
            "George W. Bush and Harry S. Truman.|World War I.|The end.",
            "彼は来た。¦彼女も来た！¦終わり",
            "DR. SMITH AND CO. LTD. CAME.|HE LEFT.",
            "“He paid.” — Reuters",
            "...|What...|Then what?!|Oh",
            ". ?",
            "",
        ] {
            let expected: Vec<&str> = marked.split(['|', '¦']).map(str::trim).filter(|part| !part.is_empty()).collect();
            let text = marked.replace('|', " ").replace('¦', "");
            let mut tokens = Vec::new();
            tokenize(&text, Span::new(0, text.len()), &mut tokens);
            let mut found = Vec::new();
            split(&text, &tokens, &lexicon, |from, to| {
                found.push(&text[tokens[from].span.to(tokens[to - 1].span).range()])
            });
            assert_eq!(found, expected);
        }
    }

    fn lengths(text: &str) -> Vec<usize> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        let mut found = Vec::new();
        split(text, &tokens, &Lexicon::english(), |from, to| found.push(to - from));
        found
    }

    #[test]
    fn what_has_no_stop_is_cut_where_it_pauses() {
        assert_eq!(lengths(&"word ".repeat(600)), [256, 256, 88]);
        // The second half of what a sentence may hold is searched for the last comma, a semicolon first.
        assert_eq!(lengths(&format!("{}, {}", "a ".repeat(199), "b ".repeat(200))), [200, 200]);
        assert_eq!(lengths(&format!("{}; b, {}", "a ".repeat(199), "b ".repeat(200))), [200, 202]);
        assert_eq!(lengths(&format!("{}. B", "a ".repeat(255))), [256, 1]);
    }

    #[test]
    fn a_stop_before_many_marks_takes_little_time_and_stack() {
        for marks in ["\"", "“", "'\"", ")", ".\"", "."] {
            let found = lengths(&format!("Stop.{}x", marks.repeat(200_000)));
            assert_eq!(found.iter().sum::<usize>(), 3 + marks.chars().count() * 200_000, "{marks}");
        }
    }
}

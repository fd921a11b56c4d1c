//! Prose cut into tokens. White space is dropped; every other character belongs to exactly one token.

use crate::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with apostrophes inside ("don’t", "Djuric’s"), digits after letters ("G7", "x86"), and the stops of an
    /// initialism ("U.N.", "p.m.").
    Word,
    /// Digits, with stops and commas between digits ("1,204", "4.5", "2025", "4.1.7").
    Number,
    /// Any other single character.
    Mark(char),
}

/// A token and where it stands in the prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the prose.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

impl Token {
    /// The token's own characters.
    pub fn text<'a>(&self, prose: &'a str) -> &'a str {
        &prose[self.span.range()]
    }

    /// Whether it is the single character `mark`.
    pub fn is(&self, mark: char) -> bool {
        self.kind == TokenKind::Mark(mark)
    }

    /// Whether it is made of letters.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it is made of digits.
    pub fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }

    /// The year that it may be: four digits, 1000 to 2199.
    pub fn year(&self, prose: &str) -> Option<i16> {
        let year = (self.is_number() && self.span.len() == 4).then(|| self.text(prose).parse().ok())??;
        (1000..2200).contains(&year).then_some(year)
    }
}

/// Appends the tokens of `prose[range]` to `tokens`, with spans that count from the start of `prose`.
pub fn tokenize(prose: &str, range: Span, tokens: &mut Vec<Token>) {
    let text = &prose[..range.end()];
    let mut at = range.start();
    while let Some(first) = text[at..].chars().next() {
        let end = if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        } else if first.is_ascii_digit() {
            number_end(text, at)
        } else if is_letter(first) {
            word_end(text, at)
        } else {
            at + first.len_utf8()
        };
        let kind = match first {
            digit if digit.is_ascii_digit() => TokenKind::Number,
            letter if is_letter(letter) => TokenKind::Word,
            mark => TokenKind::Mark(mark),
        };
        tokens.push(Token { span: Span::new(at, end), kind });
        at = end;
    }
}

/// `word` without a possessive ending: "Djuric’s" and "Serbs’" become "Djuric" and "Serbs".
pub fn without_possessive(word: &str) -> &str {
    // Most words end in a letter that no apostrophe stands before.
    if let [.., before, last] = word.as_bytes()
        && last.is_ascii_alphanumeric()
        && (before.is_ascii_alphanumeric() || !matches!(last, b's' | b'S'))
    {
        return word;
    }
    for ending in ["’s", "'s", "’S", "'S", "ʼs", "’", "'"] {
        if let Some(stem) = word.strip_suffix(ending)
            && !stem.is_empty()
        {
            return stem;
        }
    }
    word
}

/// Whether a character can be part of a word.
fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { c.is_alphabetic() || is_combining(c) }
}

/// Combining diacritical marks, which follow their letter in decomposed text.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{200d}' | '\u{00ad}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn number_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        let between = matches!(bytes[at], b'.' | b',') && at + 1 < bytes.len() && bytes[at + 1].is_ascii_digit();
        if !bytes[at].is_ascii_digit() && !between {
            break;
        }
        at += 1;
    }
    at
}

fn word_end(text: &str, start: usize) -> usize {
    if let Some(end) = initialism_end(text, start) {
        return end;
    }
    // Most words are plain; where this one is not, characters are looked at one by one.
    let plain = text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let mut at = start + plain;
    let mut rest = text[at..].chars().peekable();
    while let Some(c) = rest.next() {
        let inside = is_letter(c)
            || c.is_ascii_digit()
            || (is_apostrophe(c) && at > start && rest.peek().is_some_and(|&next| is_letter(next)));
        if !inside {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// The end of two or more single letters that each carry a stop: "U.N.", "a.m.", "J.K.".
fn initialism_end(text: &str, start: usize) -> Option<usize> {
    let mut at = start;
    let mut letters = 0;
    loop {
        let mut rest = text[at..].chars();
        match (rest.next(), rest.next()) {
            (Some(letter), Some('.')) if letter.is_alphabetic() => {
                at += letter.len_utf8() + 1;
                letters += 1;
            }
            // "U.S.A": a last letter without its stop still belongs to the initialism, "e.g.foo" does not.
            (Some(letter), next)
                if letters >= 2 && letter.is_uppercase() && !next.is_some_and(char::is_alphanumeric) =>
            {
                return Some(at + letter.len_utf8());
            }
            // "Washington D.C.The": letters that follow begin a word of their own.
            _ => return (letters >= 2).then_some(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        tokens.iter().map(|token| token.text(text)).collect()
    }

    #[test]
    fn tokens_are_words_numbers_and_single_marks() {
        let table: &[(&str, &[&str])] = &[
            ("He’s 57, small.", &["He’s", "57", ",", "small", "."]),
            ("a U.N. Security", &["a", "U.N.", "Security"]),
            ("U.N.-backed", &["U.N.", "-", "backed"]),
            ("$4.5bn, 1,204 and 4.1.7.", &["$", "4.5", "bn", ",", "1,204", "and", "4.1.7", "."]),
            ("Serbs’ views", &["Serbs", "’", "views"]),
            ("J. K. Rowling", &["J", ".", "K", ".", "Rowling"]),
            ("COVID-19 G7", &["COVID", "-", "19", "G7"]),
            ("Đurić Ђурић", &["Đurić", "Ђурић"]),
            ("71%", &["71", "%"]),
            ("U.S.A today", &["U.S.A", "today"]),
        ];
        for (text, expected) in table {
            assert_eq!(&words(text), expected, "{text}");
        }
    }

    #[test]
    fn possessive_endings_come_off() {
        for (word, stem) in [
            ("Djuric’s", "Djuric"),
            ("NIS'S", "NIS"),
            ("Serbs'", "Serbs"),
            ("its", "its"),
            ("’s", "’s"),
            ("s", "s"),
            ("don’t", "don’t"),
        ] {
            assert_eq!(without_possessive(word), stem);
        }
    }
}

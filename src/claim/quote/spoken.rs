//! Recorded quotations as words, and from words to where they were said.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::document::Document;
use crate::facts::FactBase;
use crate::lexicon::{Lexicon, Quotations};
use crate::span::Span;
use crate::text::{Token, TokenKind, tokenize};

/// A word of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Folded: case, accents, apostrophes and spelling variants do not count.
    pub key: String,
    /// Bytes of the text it was read from.
    pub span: Span,
    /// First word of its sentence.
    pub begins: bool,
    /// Last word of its sentence.
    pub ends: bool,
}

/// Something a quotation is made of, as far as its words are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    Word(Spoken),
    /// An ellipsis, or words in square brackets: anything may have been said there.
    Gap,
}

/// One occurrence of a word: the index of the recorded quotation and of the word in it.
pub type Posting = (u32, u32);

/// From the words of a quotation to recorded quotations.
#[derive(Debug, Default)]
pub struct QuoteIndex {
    /// The words of each recorded quotation, in the order of the fact base. Bracketed words and ellipses are left out.
    words: Vec<Vec<Spoken>>,
    postings: FxHashMap<String, Vec<Posting>>,
}

impl QuoteIndex {
    /// Reads every recorded quotation once.
    pub fn new(facts: &FactBase, lexicon: &Lexicon) -> Self {
        let mut index = Self::default();
        for (quote, fact) in facts.quotes.iter().enumerate() {
            let text = &fact.text.value;
            let mut tokens = Vec::new();
            tokenize(text, Span::new(0, text.len()), &mut tokens);
            index.add(quote, text, &tokens, lexicon);
        }
        index
    }

    /// All words of a source document, as one text.
    pub fn of_document(document: &Document, lexicon: &Lexicon) -> Self {
        let mut index = Self::default();
        index.add(0, &document.prose, &document.tokens, lexicon);
        index
    }

    fn add(&mut self, quote: usize, text: &str, tokens: &[Token], lexicon: &Lexicon) {
        let words: Vec<Spoken> = items(text, tokens, &lexicon.quotations)
            .into_iter()
            .filter_map(|item| match item {
                Item::Word(word) => Some(word),
                Item::Gap => None,
            })
            .collect();
        for (at, word) in words.iter().enumerate() {
            let posting = (quote as u32, at as u32);
            match self.postings.get_mut(&word.key) {
                Some(known) => known.push(posting),
                None => {
                    self.postings.insert(word.key.clone(), vec![posting]);
                }
            }
        }
        self.words.push(words);
    }

    /// The words of the recorded quotation at `quote` in the fact base.
    pub fn words(&self, quote: usize) -> &[Spoken] {
        self.words.get(quote).map_or(&[], Vec::as_slice)
    }

    /// Where the word with this key was said, in order.
    pub fn said(&self, key: &str) -> &[Posting] {
        self.postings.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// The words and gaps of a quotation whose tokens are given.
pub fn items(text: &str, tokens: &[Token], lexicon: &Quotations) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::with_capacity(tokens.len());
    let mut begins = true;
    let mut bracket = false;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let dots = dots(tokens, at);
        at += dots.max(1);
        match token.kind {
            TokenKind::Mark('[') => match recased(text, tokens, at - 1) {
                Some((word, span)) => {
                    at += 3;
                    items.push(Item::Word(Spoken { key: key(&word, lexicon), span, begins, ends: false }));
                    begins = false;
                }
                None => {
                    bracket = true;
                    // "look[ed]": which form was said is not told.
                    let glued =
                        |word: &mut Item| matches!(word, Item::Word(word) if word.span.end() == token.span.start());
                    items.pop_if(glued);
                }
            },
            TokenKind::Mark(']') => {
                bracket = false;
                items.push(Item::Gap);
            }
            _ if bracket => {}
            TokenKind::Mark('…') => items.push(Item::Gap),
            TokenKind::Mark('.') if dots >= 3 => items.push(Item::Gap),
            TokenKind::Mark('.' | '!' | '?') => {
                end_sentence(&mut items);
                begins = true;
            }
            TokenKind::Mark(mark) if !"%$€£&".contains(mark) => {}
            _ => {
                let key = key(token.text(text), lexicon);
                if !key.is_empty() {
                    items.push(Item::Word(Spoken { key, span: token.span, begins, ends: false }));
                    begins = false;
                }
            }
        }
    }
    end_sentence(&mut items);
    items
}

/// "[W]e", whose bracket at `open` only changes a letter's case: the whole word, and where it stands.
fn recased(text: &str, tokens: &[Token], open: usize) -> Option<(String, Span)> {
    let [open, letters, close, rest] = tokens.get(open..open + 4)? else { return None };
    let glued = [(open, letters), (letters, close), (close, rest)];
    let whole = letters.is_word() && close.is(']') && rest.is_word();
    (whole && glued.iter().all(|(one, next)| one.span.end() == next.span.start()))
        .then(|| (format!("{}{}", letters.text(text), rest.text(text)), open.span.to(rest.span)))
}

fn end_sentence(items: &mut [Item]) {
    if let Some(Item::Word(word)) = items.last_mut() {
        word.ends = true;
    }
}

/// How many full stops follow each other from `at` on ("..." and ". . .").
fn dots(tokens: &[Token], at: usize) -> usize {
    tokens[at..].iter().take(4).take_while(|token| token.is('.')).count()
}

/// One spelling for a word however it is written: case, accents, apostrophes and stops, figures, British and American endings.
pub fn key(word: &str, lexicon: &Quotations) -> String {
    let folded: String = if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        word.to_ascii_lowercase()
    } else {
        word.nfd()
            .filter(|&c| !is_combining_mark(c) && !matches!(c, '\'' | '’' | 'ʼ' | '\u{ad}' | '\u{200d}'))
            .flat_map(char::to_lowercase)
            .collect()
    };
    // "U.N." is "UN"; the stop of "4.5" counts.
    let folded = if folded.starts_with(|c: char| c.is_ascii_digit()) {
        folded.replace(',', "")
    } else {
        folded.replace('.', "")
    };
    if let Some(same) = lexicon.same.get(&folded) {
        return same.clone();
    }
    for (ending, same) in &lexicon.endings {
        if let Some(stem) = folded.strip_suffix(ending.as_str())
            && stem.len() >= 3
        {
            return format!("{stem}{same}");
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        items(text, &tokens, &Lexicon::english().quotations)
            .into_iter()
            .map(|item| match item {
                Item::Word(word) => word.key,
                Item::Gap => "…".to_owned(),
            })
            .collect()
    }

    #[test]
    fn spelling_and_marks_do_not_count() {
        let table: &[(&str, &[&str])] = &[
            ("I don’t know", &["i", "dont", "know"]),
            ("U.N. borders.", &["un", "borders"]),
            ("organised colours", &["organized", "colors"]),
            ("twenty hours, our hour", &["20", "hours", "our", "hour"]),
            ("well-known – Đurić", &["well", "known", "đuric"]),
            ("we went ... and [the foundry] stays… here", &["we", "went", "…", "and", "…", "stays", "…", "here"]),
            ("[W]e look[ed] at [the] sea", &["we", "…", "at", "…", "sea"]),
            ("“[", &[]),
            ("71% of 3,450", &["71", "percent", "of", "3450"]),
        ];
        for (text, expected) in table {
            assert_eq!(&read(text), expected, "{text}");
        }
    }
}

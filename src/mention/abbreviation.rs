//! Abbreviations, with the place where each is introduced.
//!
//! An introduction is "long form (SF)", "long form, or SF," or "SF (long form)" where the letters of the short form are found in the
//! long one, in order and the first of them at the start of a word (after Schwartz and Hearst, "A simple algorithm for identifying
//! abbreviation definitions in biomedical text", 2003).

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Block, Document};
use crate::lexicon::Lexicon;
use crate::mention::AbbreviationMention;
use crate::span::Span;
use crate::text::words::without_possessive;
use crate::text::{Token, TokenKind};

/// The longest short form, in letters.
const LONGEST: usize = 10;

/// The most words between the brackets of "SF (long form)".
const WORDS: usize = 14;

/// The most tokens of a short form that has marks inside ("PD&R", "COVID-19").
const PARTS: usize = 5;

/// Every one in the draft, in order.
pub fn find(document: &Document, lexicon: &Lexicon) -> Vec<AbbreviationMention> {
    let mut introduced = BTreeMap::new();
    for block in &document.blocks {
        Reader::new(document, block, lexicon).introductions(&mut introduced);
    }
    introduced.retain(|_, mention| !document.is_masked(mention.span));
    let keys: BTreeSet<String> = introduced.values().map(|mention| key(document.text(mention.span))).collect();
    let mut mentions = Vec::new();
    for block in &document.blocks {
        Reader::new(document, block, lexicon).uses(&introduced, &keys, &mut mentions);
    }
    mentions.retain(|mention| !document.is_masked(mention.span));
    mentions
}

/// What two spellings of one short form share: "U.N." and "UN", "APIs" and "API", "NIS’s" and "NIS".
pub fn key(short: &str) -> String {
    let mut key: String = without_possessive(short).chars().filter(|&c| c != '.').collect();
    if key.ends_with('s') && capitals(&key[..key.len() - 1]) >= 2 {
        key.pop();
    }
    key
}

struct Reader<'a> {
    document: &'a Document,
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document, block: &Block, lexicon: &'a Lexicon) -> Self {
        Self { document, tokens: document.tokens_in(block.tokens), lexicon }
    }

    /// Adds every introduction of the block, by the start of its short form.
    fn introductions(&self, found: &mut BTreeMap<usize, AbbreviationMention>) {
        for at in 0..self.tokens.len() {
            let introduction = match self.tokens[at].kind {
                TokenKind::Mark('(') => self.bracketed(at).or_else(|| self.spelled_out(at)),
                TokenKind::Mark(',') => self.alternative(at),
                _ => None,
            };
            if let Some((short, long)) = introduction {
                found.insert(short.start(), AbbreviationMention { span: short, introduces: Some(long) });
            }
        }
    }

    /// "Naftna Industrija Srbije (NIS)", "(NIS, …)".
    fn bracketed(&self, at: usize) -> Option<(Span, Span)> {
        let short = self.short_form(at + 1)?;
        let next = self.tokens[at..].iter().take(PARTS + 2).find(|token| token.span.start() >= short.end())?;
        if !matches!(next.kind, TokenKind::Mark(')' | ',' | ';')) {
            return None;
        }
        self.long_before(at, short)
    }

    /// "Naftna Industrija Srbije, or NIS,".
    fn alternative(&self, at: usize) -> Option<(Span, Span)> {
        let or = self.tokens.get(at + 1).filter(|token| token.is_word())?.text(&self.document.prose);
        if !self.lexicon.abbreviations.alternatives.iter().any(|word| word == or) {
            return None;
        }
        let short = self.short_form(at + 2)?;
        self.long_before(at, short)
    }

    /// "NIS (Naftna Industrija Srbije)".
    fn spelled_out(&self, at: usize) -> Option<(Span, Span)> {
        let before = self.tokens.get(at.checked_sub(1)?).filter(|token| token.is_word())?;
        let short = self.trimmed(before.span);
        if !is_short_form(self.document.text(short)) {
            return None;
        }
        let inner = self.tokens.get(at + 1..)?;
        let inner = &inner[..inner.iter().take(2 * WORDS).position(|token| token.is(')'))?];
        let words = inner.iter().filter(|token| token.is_word()).count();
        if !(2..=WORDS).contains(&words) {
            return None;
        }
        let long = inner.first()?.span.to(inner.last()?.span);
        // The whole of it must be the long form, not only its end.
        let start = matching_start(self.document.text(long), &key(self.document.text(short)))?;
        (start == 0).then_some((short, long))
    }

    /// The long form that ends before token `at`.
    fn long_before(&self, at: usize, short: Span) -> Option<(Span, Span)> {
        let letters = key(self.document.text(short));
        let count = letters.chars().count();
        let most = (count + 5).min(2 * count);
        let mut words = 0;
        let mut first = None;
        for token in self.tokens.get(..at)?.iter().rev() {
            match token.kind {
                TokenKind::Mark('.' | ';' | ':' | '!' | '?' | '(' | ')') => break,
                TokenKind::Word if words == most => break,
                TokenKind::Word => words += 1,
                TokenKind::Mark(_) | TokenKind::Number => {}
            }
            first = Some(token.span.start());
        }
        let end = self.tokens.get(at.checked_sub(1)?)?.span.end();
        let window = Span::new(first.filter(|&first| first < end)?, end);
        let text = self.document.text(window);
        let start = matching_start(text, &letters)?;
        let long = Span::new(window.start() + start, window.end());
        // "TK voters (TK)" spells nothing out.
        let repeats = self.tokens.get(..at)?.iter().rev().take_while(|token| token.span.start() >= long.start());
        let repeats =
            repeats.filter(|token| token.is_word()).any(|token| key(token.text(&self.document.prose)) == letters);
        (!repeats && text.len() - start > letters.len() + 1).then_some((short, long))
    }

    /// The short form that begins at token `at`, of one word or several that touch.
    fn short_form(&self, at: usize) -> Option<Span> {
        let first = self.tokens.get(at).filter(|token| token.is_word())?;
        let mut end = first.span.end();
        for (token, _) in self.tokens[at + 1..].iter().zip(1..PARTS) {
            if token.span.start() != end || !may_join(token) {
                break;
            }
            end = token.span.end();
        }
        let span = self.trimmed(Span::new(first.span.start(), end));
        is_short_form(self.document.text(span)).then_some(span)
    }

    /// Adds every short form of the block, those that are introduced here with their long forms.
    fn uses(
        &self,
        introduced: &BTreeMap<usize, AbbreviationMention>,
        keys: &BTreeSet<String>,
        mentions: &mut Vec<AbbreviationMention>,
    ) {
        let shouted = self.is_shouted();
        let mut done = 0;
        for (at, token) in self.tokens.iter().enumerate() {
            if token.span.start() < done || !token.is_word() {
                continue;
            }
            if !self.may_be_short_form(at) {
                continue;
            }
            if let Some(mention) = introduced.get(&token.span.start()) {
                mentions.push(mention.clone());
                done = mention.span.end();
                continue;
            }
            let known = self.short_form(at).filter(|span| keys.contains(&key(self.document.text(*span))));
            let own = self.trimmed(token.span);
            let text = self.document.text(own);
            let plain = (!shouted && is_short_form(text) && is_all_capitals(text)) || keys.contains(&key(text));
            if let Some(span) = known.or(plain.then_some(own)) {
                mentions.push(AbbreviationMention { span, introduces: None });
                done = span.end();
            }
        }
    }

    /// Whether the word at `at` has two capitals, or goes on in what touches it: nearly no word of a draft does.
    fn may_be_short_form(&self, at: usize) -> bool {
        let own = self.tokens[at].span;
        let goes_on = self.tokens.get(at + 1).is_some_and(|next| next.span.start() == own.end() && may_join(next));
        goes_on || capitals(self.document.text(own)) >= 2
    }

    /// Whether the block is set in capitals throughout, so that capitals say nothing.
    fn is_shouted(&self) -> bool {
        let words = || self.tokens.iter().filter(|token| token.is_word()).map(|token| token.text(&self.document.prose));
        words().all(|word| !word.chars().any(char::is_lowercase)) && words().nth(1).is_some()
    }

    /// Without a possessive ending.
    fn trimmed(&self, span: Span) -> Span {
        Span::new(span.start(), span.start() + without_possessive(self.document.text(span)).len())
    }
}

/// Whether a short form may go on with the token.
fn may_join(token: &Token) -> bool {
    !matches!(token.kind, TokenKind::Mark(mark) if !matches!(mark, '&' | '-' | '/' | '+'))
}

/// Two capitals or more, ten letters or fewer, no blank.
fn is_short_form(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    capitals(text) >= 2 && letters <= LONGEST && text.starts_with(|c: char| c.is_alphanumeric())
}

/// Capitals and figures but for the ending of a plural.
fn is_all_capitals(text: &str) -> bool {
    !key(text).chars().any(char::is_lowercase)
}

fn capitals(text: &str) -> usize {
    match text.is_ascii() {
        true => text.bytes().filter(u8::is_ascii_uppercase).count(),
        false => text.chars().filter(|c| c.is_uppercase()).count(),
    }
}

/// Where in `long` the words begin that the letters of `short` stand for, in bytes: its initials where they do, else up to as many
/// letters inside words ("television (TV)"). More of them are chance: "Serbian Progressive Party (SNS)" is short for other words.
fn matching_start(long: &str, short: &str) -> Option<usize> {
    let characters: Vec<(usize, char)> = long.char_indices().collect();
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphanumeric()).collect();
    let starts = |at: usize| at == 0 || !characters[at - 1].1.is_alphanumeric();
    let same = |a: char, b: char| a.to_lowercase().eq(b.to_lowercase());
    let found = match_backwards(&characters, &letters, |at, letter, _| characters[at].1 == letter && starts(at))
        .or_else(|| {
            match_backwards(&characters, &letters, |at, letter, _| same(characters[at].1, letter) && starts(at))
        })
        .or_else(|| {
            match_backwards(&characters, &letters, |at, letter, first| {
                same(characters[at].1, letter) && (!first || starts(at))
            })
        })?;
    if found.iter().filter(|&&at| !starts(at)).count() * 2 > letters.len() {
        return None;
    }
    // A part of "closed-circuit" brings the whole of it.
    let mut at = *found.last()?;
    while at >= 2 && characters[at - 1].1 == '-' && characters[at - 2].1.is_alphanumeric() {
        at -= 2;
        while at > 0 && characters[at - 1].1.is_alphanumeric() {
            at -= 1;
        }
    }
    characters.get(at).map(|&(start, _)| start)
}

/// From the end to the start, each letter takes the nearest character that `fits` (its index, the letter, and whether that is the
/// first letter): the indices, the last one first.
fn match_backwards(
    characters: &[(usize, char)],
    letters: &[char],
    fits: impl Fn(usize, char, bool) -> bool,
) -> Option<Vec<usize>> {
    let mut found = Vec::with_capacity(letters.len());
    let mut at = characters.len();
    for (index, &letter) in letters.iter().enumerate().rev() {
        at = (0..at).rev().find(|&at| fits(at, letter, index == 0))?;
        found.push(at);
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::parse::{Format, parse};
    use crate::source::SourceFile;

    /// Each mention as its words, an introduction as "short=long".
    fn mentions(text: &str) -> Vec<String> {
        let lexicon = Lexicon::english();
        let document = parse(Arc::new(SourceFile::new("a.md", text)), Format::Markdown { mdx: false }, &lexicon);
        find(&document, &lexicon)
            .iter()
            .map(|mention| match mention.introduces {
                Some(long) => format!("{}={}", document.text(mention.span), document.text(long)),
                None => document.text(mention.span).to_owned(),
            })
            .collect()
    }

    #[test]
    fn introductions_are_known_by_their_letters() {
        let table: &[(&str, &[&str])] = &[
            ("the firm Naftna Industrija Srbije (NIS), the", &["NIS=Naftna Industrija Srbije"]),
            ("the firm NIS (Naftna Industrija Srbije), the", &["NIS=Naftna Industrija Srbije"]),
            ("the Office of River Safety, or ORS, said", &["ORS=Office of River Safety"]),
            (
                "two application programming interfaces (APIs) and an API’s use",
                &["APIs=application programming interfaces", "API"],
            ),
            (
                "the Office of Policy Development and Research (PD&R). Then PD&R’s own",
                &["PD&R=Policy Development and Research", "PD&R"],
            ),
            ("the Internet of Things (IoT), and IoT devices", &["IoT=Internet of Things", "IoT"]),
            ("a new center (see NIS) and the agency (EPA)", &["NIS", "EPA"]),
            ("a closed-circuit television (CCTV; new)", &["CCTV=closed-circuit television"]),
            ("“Fisher Folk Union” (FFU) won", &["FFU=Fisher Folk Union”"]),
            ("the Serbian Progressive Party (SNS) and television (TV)", &["SNS", "TV=television"]),
            ("of the TK voters (TK) one", &["TK", "TK"]),
            ("PLEASE DO NOT RUN", &[]),
            ("Mr. DeVito and McDonald (2012)", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(&mentions(text), expected, "{text}");
        }
    }

    #[test]
    fn spellings_of_one_short_form_share_a_key() {
        for (short, expected) in [("U.N.", "UN"), ("APIs", "API"), ("NIS’s", "NIS"), ("SOS", "SOS"), ("Is", "Is")] {
            assert_eq!(key(short), expected);
        }
    }
}

//! Noun phrases that name an office, read backwards from a name: "Russian Foreign Minister Marko".

use crate::mention::Form;
use crate::mention::title::phrase::{Class, LONGEST, LONGEST_BODY, Phrase, Reader};
use crate::span::Span;
use crate::text::Token;
use crate::text::words::without_possessive;

impl Reader<'_> {
    /// Reads the title that ends right before the token `end`, where a name begins.
    pub(super) fn backward(&self, end: usize, first: usize) -> Option<Phrase> {
        let mut last = end;
        while last > first && self.is_honorific(last - 1, first) {
            last -= if self.is_mark(last - 1, '.') { 2 } else { 1 };
        }
        let (mut i, mut scope) = (last, Vec::new());
        // "Assistant Commissioner of Integrated Technology Services Mary Davie"
        if i > first
            && let Some(name) = self.name_to(i - 1)
            && !self.is_person(name)
            && !self.is_possessive(i - 1)
        {
            let start = self.document.token_at(name.span.start());
            let of = if start > first && self.lower(start - 1) == "the" { start - 1 } else { start };
            if of > first && self.lexicon.titles.of.contains(self.text(of - 1)) {
                scope.push((name.span, name.entity()));
                i = of - 1;
            }
        }
        // "Minister of Foreign Affairs Marko Djuric"
        let mut portfolio = None;
        if i == last && !self.is_title_end_at(i, first) {
            let of = self.capitals_back(i, first);
            if let Some(of) = of {
                portfolio = Some((of + 1, i));
                i = of;
            }
        }
        let head_end = i;
        let head = if i > first && self.is_mark(i - 1, '.') { i.checked_sub(2)? } else { i.checked_sub(1)? };
        if head < first || !self.token(head)?.is_word() || self.is_possessive(head) || !self.is_title_end(head, first) {
            return None;
        }
        let start = self.leftmost(head, first);
        let mut phrase = Phrase::new(start);
        phrase.scope = scope;
        let mut at = start;
        while at < head_end {
            if let Some(name) = self.name_from(at) {
                phrase.scope.push((name.span, name.entity()));
                at = self.document.token_at(name.span.end().saturating_sub(1)) + 1;
                if phrase.is_empty() && name.form != Form::Adjective {
                    phrase.tokens.0 = at;
                }
                continue;
            }
            if self.token(at)?.is_word() {
                let class = self.class(at);
                if self.is_possessive(at) {
                    let span = self.token(at)?.span;
                    phrase
                        .scope
                        .push((Span::new(span.start(), span.start() + without_possessive(self.text(at)).len()), None));
                } else {
                    self.gather(&mut phrase, at, class);
                }
            }
            at += 1;
        }
        if let Some((from, to)) = portfolio
            && !self.take_portfolio(&mut phrase, from, to)
        {
            phrase.scope.push((self.token(from)?.span.to(self.token(to - 1)?.span), None));
        }
        phrase.tokens.1 = head_end;
        phrase.end = end;
        Some(phrase)
    }

    fn is_title_end_at(&self, end: usize, first: usize) -> bool {
        let at = if end > first && self.is_mark(end - 1, '.') { end.checked_sub(2) } else { end.checked_sub(1) };
        at.is_some_and(|at| at >= first && self.is_title_end(at, first))
    }

    /// The "of" or "for" before a run of capitalised words that ends right before `end`.
    fn capitals_back(&self, end: usize, first: usize) -> Option<usize> {
        let mut at = end;
        while at > first && end - at <= LONGEST_BODY {
            at -= 1;
            let word = self.token(at).is_some_and(Token::is_word);
            if word && at + 1 < end && matches!(self.text(at), "of" | "for") && at > first && self.is_capital(at - 1) {
                return Some(at);
            }
            let joins = at + 1 < end && matches!(self.text(at), "and" | "the" | "&");
            let capital = word && self.is_capital(at) && !self.is_possessive(at);
            if !joins && !capital {
                return None;
            }
        }
        None
    }

    /// A head noun, or a word that may follow one: "Attorney General Ann Reed".
    fn is_title_end(&self, at: usize, first: usize) -> bool {
        let after = self.lexicon.titles.after_head.contains(&self.lower(at));
        self.class(at) == Class::Head || (after && at > first && self.class(at - 1) == Class::Head)
    }

    fn is_honorific(&self, at: usize, first: usize) -> bool {
        let word = if self.is_mark(at, '.') {
            match at.checked_sub(1) {
                Some(word) if word >= first => word,
                _ => return false,
            }
        } else {
            at
        };
        let lower = self.lower(word);
        self.lexicon.titles.honorifics.contains(lower.trim_end_matches('.')) && self.class(word) != Class::Head
    }

    /// The first token of the run of title words that ends with the head noun at `head`.
    fn leftmost(&self, head: usize, first: usize) -> usize {
        let capital = self.is_capital(head);
        let mut start = head;
        let mut i = head;
        while i > first && head - i < LONGEST {
            let at = i - 1;
            if let Some(name) = self.name_to(at) {
                let from = self.document.token_at(name.span.start());
                if from < first || (self.is_person(name) && !self.is_possessive(at)) {
                    break;
                }
                start = from;
                i = from;
                if self.is_possessive(at) {
                    break;
                }
                continue;
            }
            if self.is_hyphen(at) && self.touches_next(at) {
                i = at;
                continue;
            }
            // "Acting Technology Transformation Service (TTS) Commissioner"
            if self.is_mark(at, ')') && at >= first + 2 && self.is_mark(at - 2, '(') {
                i = at - 2;
                continue;
            }
            if !self.token(at).is_some_and(Token::is_word) {
                break;
            }
            let belongs = match self.class(at) {
                Class::Stop => false,
                Class::Loose => (capital && self.is_capital(at)) || self.is_possessive(at),
                _ => true,
            };
            if !belongs {
                break;
            }
            i = at;
            start = at;
            if self.is_possessive(at) {
                break;
            }
        }
        start
    }
}

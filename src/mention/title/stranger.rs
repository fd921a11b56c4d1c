//! Names of persons who are not recorded: the holders that a draft gives to recorded offices.

use crate::mention::NearMiss;
use crate::mention::title::phrase::{Class, Reader};
use crate::span::Span;
use crate::text::Token;

/// Words that a name may have, particles and initials included.
const LONGEST: usize = 5;

impl Reader<'_> {
    /// Every run of capitalised words that is a person's full name: it begins with a common first name, or stands behind a title.
    pub(super) fn strangers(&self, near_misses: &[NearMiss]) -> Vec<Span> {
        let mut found = Vec::new();
        for sentence in &self.document.sentences {
            let (first, last) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
            let mut at = first;
            while at < last {
                let end = self.run(at, last);
                found.extend(self.full_name((at, end), first));
                at = end.max(at + 1);
            }
        }
        found.retain(|name| {
            let next = near_misses.partition_point(|near| near.span.end() <= name.start());
            !near_misses.get(next).is_some_and(|near| near.span.overlaps(*name))
        });
        found
    }

    /// The token after the capitalised words that begin at `at` and that no title has.
    fn run(&self, at: usize, last: usize) -> usize {
        let mut end = at;
        while end < last && end - at < LONGEST + 1 {
            let initial = end > at && self.is_mark(end, '.') && self.text(end - 1).len() == 1;
            let particle = end > at
                && self.is_part(end + 1)
                && self.lexicon.names.particles.contains(self.text(end))
                && !self.is_possessive(end - 1);
            if !(self.is_part(end) || initial || particle) || (end > at && self.is_possessive(end - 1)) {
                break;
            }
            end += 1;
        }
        end
    }

    /// A capitalised word that belongs to no recorded name and to no title.
    fn is_part(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_word)
            && self.is_capital(at)
            && self.class(at) == Class::Loose
            && self.name_to(at).is_none()
            && self.lexicon.calendar.weekday(self.text(at)).is_none()
    }

    fn full_name(&self, (start, end): (usize, usize), first: usize) -> Option<Span> {
        let given = |at: usize| self.lexicon.names.given_names.contains(&self.lower(at));
        // "Yesterday Jane Roe": the capital of a sentence's first word says nothing.
        let start = if start == first && !given(start) && given(start + 1) { start + 1 } else { start };
        let words = (start..end).filter(|&at| self.is_capital(at)).count();
        if words < 2 || end - start > LONGEST {
            return None;
        }
        let before = start.checked_sub(1).filter(|&before| before >= first);
        let behind_title = before.is_some_and(|before| self.class(before) == Class::Head);
        // "the Jane Roe School", "the John Smith Prize": a name within a name.
        let named_after = before.is_some_and(|before| self.lower(before) == "the")
            || self.is_capital(end) && self.token(end).is_some_and(Token::is_word) && !self.is_possessive(end - 1);
        if named_after || !(given(start) || behind_title) {
            return None;
        }
        let span = self.token(start)?.span.to(self.token(end - 1)?.span);
        let text = &self.document.prose[span.range()];
        let length = crate::text::words::without_possessive(text).len();
        Some(Span::new(span.start(), span.start() + length))
    }
}

//! Dates and weekdays, as prose writes them: "Saturday, Nov. 1, 2024", "the 16th of May", "2024-11-01", "in July", "Thursday".
//!
//! A weekday belongs to a date only in apposition to it. Years alone are no dates, nor are numeric dates that two countries read
//! differently (1/11/2024).

use crate::document::{Block, Document};
use crate::lexicon::{DateWords, Lexicon, Rows};
use crate::mention::DateMention;
use crate::span::Span;
use crate::text::words::without_possessive;
use crate::text::{Token, TokenKind};

/// Years that four digits can mean.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2199;

/// Every one in the draft, in order.
pub fn find(document: &Document, lexicon: &Lexicon) -> Vec<DateMention> {
    let mut dates = Vec::new();
    for block in &document.blocks {
        let reader = Reader::new(document, block, lexicon);
        let mut at = 0;
        while at < reader.tokens.len() {
            at = reader.read(at, &mut dates).map_or(at + 1, |next| next.max(at + 1));
        }
    }
    dates.retain(|date| !document.is_masked(date.span));
    dates
}

/// A piece that was read, and the index of the token after it.
#[derive(Clone, Copy)]
struct Read<T> {
    value: T,
    next: usize,
}

/// A month's or weekday's number, and whether it was written short.
#[derive(Clone, Copy)]
struct Name {
    number: i8,
    short: bool,
}

/// A date without its weekday, with the tokens it is made of.
struct Day {
    date: DateMention,
    /// The other end of "Nov. 1–3" or "14–16 May".
    further: Option<DateMention>,
    next: usize,
}

struct Reader<'a> {
    prose: &'a str,
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    words: &'a DateWords,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document, block: &Block, lexicon: &'a Lexicon) -> Self {
        let words = &lexicon.calendar.dates;
        Self { prose: &document.prose, tokens: document.tokens_in(block.tokens), lexicon, words }
    }

    /// Reads whatever date begins at token `at`; the index of the token after it.
    fn read(&self, at: usize, dates: &mut Vec<DateMention>) -> Option<usize> {
        match self.tokens.get(at)?.kind {
            TokenKind::Word if self.is_capitalised(at) => {
                if let Some(weekday) = self.weekday(at) {
                    return self.weekday_led(at, weekday, dates);
                }
                let month = self.month(at)?;
                if let Some(day) = self.month_day(at) {
                    return Some(self.followed(at, day, dates));
                }
                self.month_only(at, month, dates)
            }
            TokenKind::Number => {
                let day = self.iso(at).or_else(|| self.day_month(at))?;
                Some(self.followed(at, day, dates))
            }
            _ => None,
        }
    }

    /// "Saturday, Nov. 1", "Saturday (1 November)", "Monday the 16th", "Thursday".
    fn weekday_led(&self, at: usize, weekday: Read<Name>, dates: &mut Vec<DateMention>) -> Option<usize> {
        let own = (weekday.value.number, self.word_span(at));
        if let Some((day, next)) = self.day_after_weekday(weekday.next).filter(|_| self.may_have_date(at, weekday)) {
            let date = DateMention { span: own.1.to(self.tokens[next - 1].span), weekday: Some(own), ..day.date };
            dates.push(date);
            dates.extend(day.further);
            return Some(next);
        }
        if weekday.value.short || self.is_part_of_name(at) {
            return None;
        }
        let alone = DateMention { span: own.1, weekday: Some(own), day: None, month: None, year: None };
        let the =
            if self.is_one_of(weekday.next, &self.lexicon.calendar.the) { weekday.next + 1 } else { weekday.next };
        match self.day(the).filter(|day| self.is_ordinal(day)) {
            Some(day) => {
                let span = own.1.to(self.tokens[day.next - 1].span);
                dates.push(DateMention { span, day: Some(day.value), ..alone });
                Some(day.next)
            }
            None => {
                dates.push(alone);
                Some(weekday.next)
            }
        }
    }

    /// The date in apposition after a weekday that ends before token `at`.
    fn day_after_weekday(&self, mut at: usize) -> Option<(Day, usize)> {
        if self.is_one_of(at, &self.words.day_parts) {
            at += 1;
        }
        let bracket = self.is(at, '(');
        if bracket || self.is(at, ',') {
            at += 1;
        }
        if self.is_one_of(at, &self.words.between) {
            at += 1;
        }
        let day = self.month_day(at).or_else(|| self.day_month(at)).or_else(|| self.iso(at))?;
        let next = day.next;
        match bracket {
            true => self.is(next, ')').then_some((day, next + 1)),
            false => Some((day, next)),
        }
    }

    /// Whether the weekday at `at` may belong to the date after it: not as a possessive, nor where two weekdays share the date or it
    /// recurs, and an abbreviation not where it can be the end of a name ("the Sun").
    fn may_have_date(&self, at: usize, weekday: Read<Name>) -> bool {
        if self.word_span(at) != self.tokens[at].span {
            return false;
        }
        let Some(before) = at.checked_sub(1) else { return true };
        if self.is_one_of(before, &self.words.recurring) {
            return false;
        }
        let named = self.is_one_of(before, &self.lexicon.calendar.the) || self.is_capitalised(before);
        if weekday.value.short && named {
            return false;
        }
        let joined = self.is_one_of(before, &self.words.joining)
            || matches!(self.tokens[before].kind, TokenKind::Mark(',' | '-' | '–' | '—' | '&' | '/'));
        let first = if self.is_one_of(before, &self.words.joining) && before > 0 && self.is(before - 1, ',') {
            before.checked_sub(2)
        } else {
            before.checked_sub(1)
        };
        !(joined && first.is_some_and(|first| self.weekday(first).is_some() || self.is(first, '.')))
    }

    fn is_part_of_name(&self, at: usize) -> bool {
        let after = self.is_capitalised(at + 1) && self.is_one_of(at + 1, &self.words.names_after_weekday);
        let before = at > 0 && self.is_capitalised(at - 1) && self.is_one_of(at - 1, &self.words.names_before_weekday);
        after || before
    }

    /// Adds a date that no weekday leads, with the weekday that may follow it: "Nov. 1, a Saturday", "Nov. 1 (Saturday)".
    fn followed(&self, at: usize, day: Day, dates: &mut Vec<DateMention>) -> usize {
        let mut date = day.date;
        let next = match self.weekday_after(day.next).filter(|_| day.further.is_none()) {
            Some(weekday) => {
                date.weekday = Some(weekday.value);
                date.span = self.tokens[at].span.to(self.tokens[weekday.next - 1].span);
                weekday.next
            }
            None => day.next,
        };
        dates.push(date);
        dates.extend(day.further);
        next
    }

    fn weekday_after(&self, at: usize) -> Option<Read<(i8, Span)>> {
        if self.is(at, '(') {
            let weekday = self.weekday(at + 1).filter(|weekday| self.is(weekday.next, ')'))?;
            return Some(Read { value: (weekday.value.number, self.tokens[at + 1].span), next: weekday.next + 1 });
        }
        let article = if self.is(at, ',') { at + 1 } else { at };
        if !self.is_one_of(article, &self.words.articles) {
            return None;
        }
        let weekday = self.weekday(article + 1).filter(|weekday| !weekday.value.short)?;
        // "a Friday deadline": the weekday describes something else.
        let ends = match self.tokens.get(weekday.next) {
            Some(token) => matches!(token.kind, TokenKind::Mark(mark) if mark != '-' && mark != '’'),
            None => true,
        };
        ends.then_some(Read { value: (weekday.value.number, self.tokens[article + 1].span), next: weekday.next })
    }

    /// "Nov. 1, 2024", "November 1st", "Nov. 1–3, 2024".
    fn month_day(&self, at: usize) -> Option<Day> {
        let month = self.month(at)?;
        let the = if self.is_one_of(month.next, &self.lexicon.calendar.the) { month.next + 1 } else { month.next };
        let first = self.day(the).filter(|day| self.is_no_count(day.next))?;
        let second = self.other_end(first.next);
        let end = second.map_or(first.next, |second| second.next);
        let year = self.year(end, true);
        // "In May 12 people died": one says "on" of a day.
        let counted = at > 0 && self.is_one_of(at - 1, &self.words.before_count) && self.is_small_word(first.next);
        if counted && year.is_none() {
            return None;
        }
        // No month has more than 31 days; what says so must look like a date all the same.
        if first.value > 31 && year.is_none() {
            return None;
        }
        let next = year.map_or(end, |year| year.next);
        let value = |day, span| DateMention {
            span,
            weekday: None,
            day: Some(day),
            month: Some(month.value.number),
            year: year.map(|year| year.value),
        };
        let own = if second.is_some() { first.next } else { next };
        let date = value(first.value, self.span(at, own));
        let further = second.map(|second| value(second.value, self.span(second.next - self.length(second), next)));
        Some(Day { date, further, next })
    }

    /// "1 November 2024", "16th of May", "14–16 May 2024".
    fn day_month(&self, at: usize) -> Option<Day> {
        if !self.stands_free(at) {
            return None;
        }
        let first = self.day(at).filter(|day| day.value <= 31)?;
        let second = self.joint(first.next).and_then(|next| self.day(next)).filter(|day| day.value <= 31);
        let end = second.map_or(first.next, |second| second.next);
        let ordinal = self.is_ordinal(&second.unwrap_or(first));
        let at_month = if ordinal && self.is_one_of(end, &self.lexicon.calendar.of) { end + 1 } else { end };
        let month = self.month(at_month)?;
        // "killed 16 Nov. 1, 2024": the number after the month is the day.
        if self.month_day(at_month).is_some_and(|day| day.date.year.is_some() || month.value.short) {
            return None;
        }
        let year = self.year(month.next, true);
        let next = year.map_or(month.next, |year| year.next);
        let value = |day, span| DateMention {
            span,
            weekday: None,
            day: Some(day),
            month: Some(month.value.number),
            year: year.map(|year| year.value),
        };
        let own = if second.is_some() { first.next } else { next };
        let date = value(first.value, self.span(at, own));
        let further = second.map(|second| value(second.value, self.span(second.next - self.length(second), next)));
        Some(Day { date, further, next })
    }

    /// "2024-11-01".
    fn iso(&self, at: usize) -> Option<Day> {
        let part = |at: usize, length: usize| {
            let token = self.tokens.get(at).filter(|token| token.is_number() && token.span.len() == length)?;
            token.text(self.prose).parse::<i16>().ok()
        };
        let dash = |at: usize| self.is(at, '-') && self.touches(at) && self.touches(at + 1);
        let year = part(at, 4).filter(|year| YEARS.contains(year))?;
        let month = part(at + 2, 2).filter(|month| (1..=12).contains(month))?;
        let day = part(at + 4, 2).filter(|day| (1..=31).contains(day))?;
        let whole = dash(at + 1) && dash(at + 3) && self.stands_free(at);
        // Longer runs of digits and dashes are numbers of parts and phones.
        let goes_on = self.touches(at + 5)
            && match self.tokens[at + 5].kind {
                TokenKind::Word => !self.tokens[at + 5].text(self.prose).starts_with('T'),
                TokenKind::Mark(mark) => matches!(mark, '-' | '/' | '_'),
                TokenKind::Number => true,
            };
        let date = DateMention {
            span: self.tokens[at].span.to(self.tokens[at + 4].span),
            weekday: None,
            day: i8::try_from(day).ok(),
            month: i8::try_from(month).ok(),
            year: Some(year),
        };
        (whole && !goes_on).then_some(Day { date, further: None, next: at + 5 })
    }

    /// "May 2024", and "in July".
    fn month_only(&self, at: usize, month: Read<Name>, dates: &mut Vec<DateMention>) -> Option<usize> {
        let date = DateMention {
            span: self.span(at, month.next),
            weekday: None,
            day: None,
            month: Some(month.value.number),
            year: None,
        };
        let of = if self.is_one_of(month.next, &self.lexicon.calendar.of) { month.next + 1 } else { month.next };
        if let Some(year) = self.year(of, false) {
            dates.push(DateMention { span: self.span(at, year.next), year: Some(year.value), ..date });
            return Some(year.next);
        }
        let word = at.checked_sub(1)?;
        let word = if self.is(word, '-') { word.checked_sub(1)? } else { word };
        // "of April Jones": a name goes on, a month does not.
        let named = self.is_capitalised(month.next) && !self.touches(month.next);
        if named || !self.is_one_of(word, &self.words.before_month) {
            return None;
        }
        dates.push(date);
        Some(month.next)
    }

    /// The day after a dash or "and", where a date's other end follows: "–3" of "Nov. 1–3".
    fn other_end(&self, at: usize) -> Option<Read<i8>> {
        let day = self.joint(at).and_then(|next| self.day(next)).filter(|day| day.value <= 31)?;
        // "Nov. 1 and 2 others": something else is counted.
        let counts = match self.tokens.get(day.next) {
            Some(token) => token.is_word() && !self.is_one_of(day.next, &self.lexicon.calendar.of),
            None => false,
        };
        (!counts).then_some(day)
    }

    /// The token after a dash or a joining word at `at`.
    fn joint(&self, at: usize) -> Option<usize> {
        let dash = matches!(self.tokens.get(at)?.kind, TokenKind::Mark('-' | '–' | '—' | '&'));
        (dash || self.is_one_of(at, &self.words.joining)).then_some(at + 1)
    }

    /// One or two digits with an ordinal's ending or none, that no letter or figure touches.
    fn day(&self, at: usize) -> Option<Read<i8>> {
        let token = self.tokens.get(at).filter(|token| token.is_number() && token.span.len() <= 2)?;
        let value = token.text(self.prose).parse().ok().filter(|&day| day > 0)?;
        let ending = self.touches(at + 1) && self.is_one_of(at + 1, &self.words.ordinal_endings);
        let next = if ending { at + 2 } else { at + 1 };
        let glued = self.touches(next)
            && match self.tokens[next].kind {
                TokenKind::Mark(mark @ ('-' | ':' | '/' | '.')) => {
                    let after = self.tokens.get(next + 1).filter(|_| self.touches(next + 1));
                    after.is_some_and(|after| match after.kind {
                        TokenKind::Number => mark != '-',
                        TokenKind::Word => mark == '-' && !self.is_capitalised(next + 1),
                        TokenKind::Mark(_) => false,
                    })
                }
                TokenKind::Mark(mark) => matches!(mark, '%' | '°' | '$' | '€' | '£' | '+' | '×'),
                TokenKind::Word | TokenKind::Number => true,
            };
        (!glued).then_some(Read { value, next })
    }

    fn is_ordinal(&self, day: &Read<i8>) -> bool {
        self.tokens[day.next - 1].is_word()
    }

    /// Tokens that a day is made of.
    fn length(&self, day: Read<i8>) -> usize {
        if self.is_ordinal(&day) { 2 } else { 1 }
    }

    /// Whether what follows a number leaves it a day or year.
    fn is_no_count(&self, next: usize) -> bool {
        !self.is(next, '%') && !self.is_one_of(next, &self.words.not_after_day)
    }

    /// Four digits, after a comma where that is usual.
    fn year(&self, at: usize, comma: bool) -> Option<Read<i16>> {
        let at = if comma && self.is(at, ',') { at + 1 } else { at };
        let token = self.tokens.get(at).filter(|token| token.is_number() && token.span.len() == 4)?;
        let value: i16 = token.text(self.prose).parse().ok().filter(|year| YEARS.contains(year))?;
        let next = at + 1;
        let glued = self.touches(next)
            && match self.tokens[next].kind {
                TokenKind::Word | TokenKind::Number => true,
                TokenKind::Mark(mark) => {
                    matches!(mark, '%' | '-' | '–' | '/' | ':')
                        && self.tokens.get(next + 1).is_some_and(|after| after.is_number() && self.touches(next + 1))
                }
            };
        let clock = self.is_one_of(next, &self.words.time_zones);
        // "On Nov. 1, 2000 voters": a round number before a plain word may count.
        let round = value % 100 == 0 && self.is_small_word(next);
        (!glued && !clock && !round && self.is_no_count(next)).then_some(Read { value, next })
    }

    fn month(&self, at: usize) -> Option<Read<Name>> {
        self.name(at, &self.lexicon.calendar.months)
    }

    fn weekday(&self, at: usize) -> Option<Read<Name>> {
        self.name(at, &self.lexicon.calendar.weekdays)
    }

    /// A capitalised month or weekday, with the stop of its abbreviation.
    fn name(&self, at: usize, rows: &Rows) -> Option<Read<Name>> {
        let token = self.tokens.get(at).filter(|token| token.is_word() && self.is_capitalised(at))?;
        let full = token.text(self.prose);
        let word = without_possessive(full);
        let number = rows.number(word)?;
        let whole = rows.spellings(number)?.first()?;
        let short = whole.len() != word.len();
        if short && word.len() != full.len() {
            return None;
        }
        let stop = short && self.is(at + 1, '.') && self.touches(at + 1);
        Some(Read { value: Name { number, short }, next: if stop { at + 2 } else { at + 1 } })
    }

    /// Whether nothing touches the number at `at` from the left but an opening mark or the dash of a stretch.
    fn stands_free(&self, at: usize) -> bool {
        if !self.touches(at) {
            return true;
        }
        match self.tokens[at - 1].kind {
            TokenKind::Mark('(' | '[' | '“' | '"' | '‘' | '\'' | '–' | '—') => true,
            TokenKind::Mark('-') => at >= 2 && self.tokens[at - 2].is_number(),
            _ => false,
        }
    }

    /// Whether the tokens before `at` and at it stand together without a gap.
    fn touches(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| token.span.start() == self.tokens[at - 1].span.end())
    }

    fn is(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(mark))
    }

    fn is_capitalised(&self, at: usize) -> bool {
        let first =
            self.tokens.get(at).filter(|token| token.is_word()).and_then(|token| token.text(self.prose).chars().next());
        first.is_some_and(char::is_uppercase)
    }

    fn is_small_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_word) && !self.is_capitalised(at)
    }

    fn is_one_of(&self, at: usize, words: &[String]) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.is_word()) else { return false };
        let text = token.text(self.prose);
        words.iter().any(|word| word.eq_ignore_ascii_case(text))
    }

    /// A word without its possessive ending.
    fn word_span(&self, at: usize) -> Span {
        let span = self.tokens[at].span;
        Span::new(span.start(), span.start() + without_possessive(&self.prose[span.range()]).len())
    }

    /// From token `from` up to, not including, token `to`.
    fn span(&self, from: usize, to: usize) -> Span {
        self.tokens[from].span.to(self.tokens[to - 1].span)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::{BlockKind, Builder, Metadata};
    use crate::source::SourceFile;

    /// Each date as "words|weekday|day|month|year", a dash for what is not written.
    fn dates(text: &str) -> Vec<String> {
        let lexicon = Lexicon::english();
        let mut builder = Builder::default();
        builder.open(BlockKind::Paragraph);
        builder.verbatim(text, 0);
        let source = Arc::new(SourceFile::new("a.txt", text));
        let document = builder.finish(source, Metadata::default(), &lexicon);
        let show = |part: Option<i16>| part.map_or_else(|| "-".to_owned(), |part| part.to_string());
        find(&document, &lexicon)
            .iter()
            .map(|date| {
                let words = document.text(date.span);
                let weekday = date.weekday.map(|(weekday, _)| i16::from(weekday));
                let (day, month) = (date.day.map(i16::from), date.month.map(i16::from));
                format!("{words}|{}|{}|{}|{}", show(weekday), show(day), show(month), show(date.year))
            })
            .collect()
    }

    fn assert_dates(table: &[(&str, &[&str])]) {
        for (text, expected) in table {
            assert_eq!(&dates(text), expected, "{text}");
        }
    }

    #[test]
    fn dates_are_read_as_prose_writes_them() {
        assert_dates(&[
            ("It fell on Nov. 1, 2024, a year ago.", &["Nov. 1, 2024|-|1|11|2024"]),
            ("On Saturday, Nov. 1, 2024, it fell.", &["Saturday, Nov. 1, 2024|6|1|11|2024"]),
            ("on 1 November 2024 and", &["1 November 2024|-|1|11|2024"]),
            ("on Friday 1 November", &["Friday 1 November|5|1|11|-"]),
            ("on Thurs, Nov 21, from noon", &["Thurs, Nov 21|4|21|11|-"]),
            ("on Sat., Nov. 1.", &["Sat., Nov. 1|6|1|11|-"]),
            ("by November 1.", &["November 1|-|1|11|-"]),
            ("in May 2024", &["May 2024|-|-|5|2024"]),
            ("in October of 2012", &["October of 2012|-|-|10|2012"]),
            ("in March of this year", &["March|-|-|3|-"]),
            ("on Monday, April 1, and", &["Monday, April 1|1|1|4|-"]),
            ("dated 2024-11-01.", &["2024-11-01|-|1|11|2024"]),
            ("on Monday 16th", &["Monday 16th|1|16|-|-"]),
            ("on Monday the 16th", &["Monday the 16th|1|16|-|-"]),
            ("the 16th of May 2024", &["16th of May 2024|-|16|5|2024"]),
            ("November 1st, 2024", &["November 1st, 2024|-|1|11|2024"]),
            ("Thursday night, Nov. 2, he", &["Thursday night, Nov. 2|4|2|11|-"]),
            ("won Thursday’s vote", &["Thursday|4|-|-|-"]),
            ("MONDAY, MAY 6", &["MONDAY, MAY 6|1|6|5|-"]),
            ("Monday (April 1) and", &["Monday (April 1)|1|1|4|-"]),
            ("on June 31", &["June 31|-|31|6|-"]),
        ]);
    }

    #[test]
    fn a_weekday_may_follow_in_apposition() {
        assert_dates(&[
            ("on Nov. 1, 2024, a Friday, the", &["Nov. 1, 2024, a Friday|5|1|11|2024"]),
            ("on 1 November (Friday) the", &["1 November (Friday)|5|1|11|-"]),
            ("after Nov. 1, a Saturday market", &["Nov. 1|-|1|11|-", "Saturday|6|-|-|-"]),
        ]);
    }

    #[test]
    fn stretches_give_both_ends() {
        assert_dates(&[
            ("from Nov. 1–3, 2024", &["Nov. 1|-|1|11|2024", "3, 2024|-|3|11|2024"]),
            ("14 to 16 May 2024", &["14|-|14|5|2024", "16 May 2024|-|16|5|2024"]),
            ("14-16 May", &["14|-|14|5|-", "16 May|-|16|5|-"]),
            ("June 29 and 31.", &["June 29|-|29|6|-", "31|-|31|6|-"]),
            ("Nov. 1 and 2 others", &["Nov. 1|-|1|11|-"]),
        ]);
    }

    #[test]
    fn weekdays_that_share_a_date_stay_apart_from_it() {
        assert_dates(&[
            (
                "Tuesday and Wednesday, May 6 and 7.",
                &["Tuesday|2|-|-|-", "Wednesday|3|-|-|-", "May 6|-|6|5|-", "7|-|7|5|-"],
            ),
            ("every Saturday, Nov. 1 through Dec. 20", &["Saturday|6|-|-|-", "Nov. 1|-|1|11|-", "Dec. 20|-|20|12|-"]),
            ("on Monday. March 3 is", &["Monday|1|-|-|-", "March 3|-|3|3|-"]),
            ("the first Monday of May 2024", &["Monday|1|-|-|-", "May 2024|-|-|5|2024"]),
        ]);
    }

    #[test]
    fn months_alone_need_a_word_that_says_so() {
        assert_dates(&[
            ("exercises in July and", &["July|-|-|7|-"]),
            ("since mid-July", &["July|-|-|7|-"]),
            ("May we march in august halls?", &[]),
            ("Theresa May said. March on.", &[]),
            ("the mother of April Jones", &[]),
        ]);
    }

    #[test]
    fn numbers_and_names_are_no_dates() {
        assert_dates(&[
            ("In March 5,000 people left.", &["March|-|-|3|-"]),
            ("In May 2 million people left.", &["May|-|-|5|-"]),
            ("In March 12 people died.", &["March|-|-|3|-"]),
            ("In late March 12 horses died.", &["March|-|-|3|-"]),
            ("In the March 12 vote", &["March 12|-|12|3|-"]),
            ("1 March 2000 GMT", &["1 March|-|1|3|-"]),
            ("the Sunday Times and Black Friday", &[]),
            ("The Sun, May 5", &["May 5|-|5|5|-"]),
            ("an F-16 May crash", &[]),
            ("on 1/11/2024", &[]),
            ("number 2024-11-01-77", &[]),
            ("in 2024", &[]),
            ("Friday prayers", &["Friday|5|-|-|-"]),
            ("a May 5-kilometer run", &[]),
            ("On Nov. 1, 2000 voters came", &["Nov. 1|-|1|11|-"]),
        ]);
    }
}

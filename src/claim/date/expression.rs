//! What a draft says of when: dates, weekdays, bare years, decades, seasons and years told from the draft's own.

use jiff::civil::Date;

use crate::calendar::PartialDate;
use crate::claim::Case;
use crate::lexicon::phrases::lower;
use crate::mention::DateMention;
use crate::span::Span;

/// Which days a time can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A weekday, 1 (Monday) to 7 (Sunday), near the draft's date.
    Weekday(i8),
    /// A day or month without its year.
    OfSomeYear { month: i8, day: Option<i8> },
    /// From the first to the last day.
    Between(Date, Date),
}

/// A time in the prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// First token and the one after the last, without a preposition.
    pub tokens: (usize, usize),
    /// Bytes of the prose.
    pub span: Span,
    pub when: When,
    /// Index in [`crate::mention::Mentions::dates`].
    pub mention: Option<usize>,
    /// "Thursday’s".
    pub possessive: bool,
}

impl Time {
    /// Whether it is one day of a year that is written.
    pub fn is_dated(&self) -> bool {
        matches!(self.when, When::Between(first, last) if first == last)
    }

    /// Whether it is one day.
    pub fn is_day(&self) -> bool {
        match self.when {
            When::Weekday(_) => true,
            When::OfSomeYear { day, .. } => day.is_some(),
            When::Between(first, last) => first == last,
        }
    }
}

/// Every time of the draft, in order; they do not overlap.
pub fn find(case: &Case) -> Vec<Time> {
    let mut times: Vec<Time> =
        case.mentions.dates.iter().enumerate().filter_map(|(index, date)| mentioned(case, index, date)).collect();
    let dated = times.len();
    for token in 0..case.document.tokens.len() {
        let Some(time) = year_at(case, token).or_else(|| relative_at(case, token)) else { continue };
        let next = times[..dated].partition_point(|known| known.span.end() <= time.span.start());
        if !times[..dated].get(next).is_some_and(|known| known.span.overlaps(time.span)) {
            times.push(time);
        }
    }
    times.sort_by_key(|time| (time.tokens.0, std::cmp::Reverse(time.tokens.1)));
    times.dedup_by(|next, first| next.tokens.0 < first.tokens.1);
    times
}

fn mentioned(case: &Case, index: usize, date: &DateMention) -> Option<Time> {
    let when = match (date.year, date.month, date.day, date.weekday) {
        (None, None, None, Some((weekday, _))) => When::Weekday(weekday),
        (None, Some(month), day, _) => When::OfSomeYear { month, day },
        (Some(_), _, _, _) => {
            let partial = date.partial()?;
            When::Between(partial.earliest(), partial.latest())
        }
        _ => return None,
    };
    let document = case.document;
    let tokens = (document.token_at(date.span.start()), document.token_at(date.span.end().saturating_sub(1)) + 1);
    let last = document.tokens.get(tokens.1 - 1)?.text(&document.prose);
    // The possessive ending may lie in the mention's last token or outside the mention.
    let possessive = crate::text::words::without_possessive(last) != last;
    Some(Time { tokens, span: date.span, when, mention: Some(index), possessive })
}

/// "in 1742", "in the 1970s", "in the spring of 2029".
fn year_at(case: &Case, token: usize) -> Option<Time> {
    let (document, words) = (case.document, &case.lexicon.times);
    let own = document.tokens.get(token)?;
    let year = own.year(&document.prose)?;
    let text = |at: usize| lower(document.tokens.get(at).map_or("", |token| token.text(&document.prose)));
    let touches = |at: usize| {
        document.tokens.get(at).is_some_and(|token| at > 0 && token.span.start() == document.tokens[at - 1].span.end())
    };
    if case.mentions.quantity_over(own.span).is_some() || document.is_masked(own.span) {
        return None;
    }
    let decade = touches(token + 1) && text(token + 1) == words.decade;
    let before = |back: usize| if token >= back { text(token - back) } else { "".into() };
    let of = if case.lexicon.claims.of == before(1) { 2 } else { 1 };
    if let Some(&(first, last)) = words.spans_of_years.get(before(of).as_ref()) {
        return time(case, (token - of, token + 1), year.checked_add(first)?, year.checked_add(last)?);
    }
    if decade {
        return time(case, (token, token + 2), year, year.checked_add(9)?);
    }
    let glued = touches(token + 1) && matches!(text(token + 1).as_ref(), "-" | "–" | "/" | ":" | "%" | "°");
    let glued = glued || (touches(token) && matches!(before(1).as_ref(), "-" | "–" | "/" | "#" | "$" | "£" | "€"));
    (!glued && words.before_year.contains(before(1).as_ref())).then(|| time(case, (token, token + 1), year, year))?
}

/// "last year".
fn relative_at(case: &Case, token: usize) -> Option<Time> {
    let document = case.document;
    let (today, _) = case.date?;
    let second = document.tokens.get(token + 1)?.text(&document.prose);
    let words = &case.lexicon.times;
    let is_unit = case.lexicon.calendar.year.iter().any(|year| *year == second);
    if !is_unit || document.tokens.get(token + 2).is_some_and(|after| after.is('-')) {
        return None;
    }
    let first = lower(document.tokens[token].text(&document.prose));
    let offset = *words.years.get(first.as_ref())?;
    let year = today.year.checked_add(offset)?;
    time(case, (token, token + 2), year, year)
}

fn time(case: &Case, tokens: (usize, usize), first: i16, last: i16) -> Option<Time> {
    let year = |year| PartialDate { year, month: None, day: None };
    let all = &case.document.tokens;
    let span = all.get(tokens.0)?.span.to(all.get(tokens.1 - 1)?.span);
    let when = When::Between(year(first).earliest(), year(last).latest());
    Some(Time { tokens, span, when, mention: None, possessive: false })
}

//! "for 15 years, from 1999 to 2014", "end 31-year wait" and "the first title since 1993", "after 42 years of marriage" and "married in 1966":
//! a length of time and the two years that it lies between.

use std::ops::Range;

use crate::claim::frame::reader::{REACH, Reader};
use crate::claim::frame::{Frame, Operand};
use crate::document::BlockKind;
use crate::quantity::{Hedge, Number};
use crate::span::Span;

/// What four digits can mean when they stand for a year.
const YEARS: std::ops::RangeInclusive<i32> = 1500..=2199;

/// Waits and records of headlines that are looked up: a draft with more is a list.
const MOST: usize = 8;

/// Weddings of a draft at most.
const WEDDINGS: usize = 24;

/// Tokens of a sentence at most: a longer one is a list.
const LONGEST: usize = 200;

/// A year and its token.
pub type Year = (usize, i32);

/// Appends the lengths of time of the draft that two years show.
pub fn find(reader: &Reader, frames: &mut Vec<Frame>) {
    let lengths: Vec<usize> = (0..reader.mentions.quantities.len()).filter(|&index| is_years(reader, index)).collect();
    if lengths.is_empty() {
        return;
    }
    let all = years_in(reader, 0..reader.document.tokens.len());
    let weddings = weddings(reader);
    let mut waits = 0;
    let short = |length: &&usize| reader.sentence(**length).len() <= LONGEST;
    for &length in lengths.iter().filter(short) {
        let found = between(reader, length).or_else(|| ended(reader, length)).or_else(|| counted_from(reader, length));
        let found = found.or_else(|| married(reader, length, &weddings));
        let found = found.or_else(|| if waits < MOST { waited(reader, length, &all, &mut waits) } else { None });
        frames.extend(found);
    }
}

fn is_years(reader: &Reader, index: usize) -> bool {
    let quantity = reader.quantity(index);
    let point = matches!(quantity.number, Number::Point(value) if value > rust_decimal::Decimal::ONE);
    quantity.unit.dimension.is("duration")
        && point
        && quantity.hedge == Hedge::None
        && reader.lexicon.times.ages.unit.contains(quantity.unit.name.as_str())
}

/// The year that a token may stand for.
pub fn year_at(reader: &Reader, token: usize) -> Option<Year> {
    let text = reader.document.tokens.get(token)?.text(&reader.document.prose);
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year: i32 = Some(text).filter(|_| digits)?.parse().ok()?;
    YEARS.contains(&year).then_some((token, year))
}

fn years_in(reader: &Reader, tokens: Range<usize>) -> Vec<Year> {
    tokens.filter_map(|token| year_at(reader, token)).collect()
}

fn span_of(reader: &Reader, (token, _): Year) -> Span {
    reader.document.tokens[token].span
}

fn frame(reader: &Reader, length: usize, from: Year, to: (i32, Span)) -> Option<Frame> {
    let length: Operand = reader.operand(length)?;
    Some(Frame::Years { length, from: (from.1, span_of(reader, from)), to })
}

/// "from 1999 to 2014" right beside the length, in apposition to it; or the length in apposition to the later year.
fn between(reader: &Reader, length: usize) -> Option<Frame> {
    let words = reader.words();
    let years = years_in(reader, reader.sentence(length));
    let [from, to] = years[..] else { return None };
    let place = reader.place(length);
    // "began in 2013 and ended in 2022, nine years later".
    let told = |year: Year| year.0.checked_sub(1).is_some_and(|before| reader.is_in(&words.in_year, before));
    let apposed = place.from == to.0 + 2 && reader.is(to.0 + 1, ',') && reader.is_in(&words.later, place.to);
    if apposed && told(from) && told(to) && from.1 < to.1 && reader.ends_statement(place.to + 1) {
        return frame(reader, length, from, (to.1, span_of(reader, to)));
    }
    let opens = from.0.checked_sub(1).filter(|&before| reader.is_in(&words.year_from, before))?;
    let joined = to.0 - from.0 == 2 && reader.is_in(&words.year_to, from.0 + 1);
    let before = place.to <= opens && (place.to..opens).all(|token| reader.is(token, ',')) && opens - place.to <= 1;
    let after = place.from > to.0 && place.from - to.0 <= REACH && reader.is(place.from - 1, ',');
    let own = after && !(to.0..place.from).any(|token| reader.is_in(&words.breaks, token));
    // ", serving for nine years".
    let lasting = after_words(reader, to.0 + 1, place.from) && ends_time(reader, place.to);
    (joined && from.1 < to.1 && (before || own || lasting)).then_some(())?;
    frame(reader, length, from, (to.1, span_of(reader, to)))
}

/// Whether nothing but a comma and words for how long it lasted stands between the second year and the length.
fn after_words(reader: &Reader, at: usize, from: usize) -> bool {
    let at = at + usize::from(reader.is(at, ','));
    reader.starts(&reader.words().lasts, at).is_some_and(|len| at + len == from)
}

/// Whether a length of time is that of the whole: the statement ends there, or it is said to be so.
fn ends_time(reader: &Reader, to: usize) -> bool {
    reader.ends_statement(to) || reader.starts(&reader.words().whole_times, to).is_some()
}

/// "in service since 1988, retired in 2024 after 36 years": between what began and what ended in one sentence; "this year" is that of the draft.
fn ended(reader: &Reader, length: usize) -> Option<Frame> {
    let words = reader.words();
    let place = reader.place(length);
    let after = place.from.checked_sub(1).filter(|&token| reader.is_in(&words.after, token))?;
    let sentence = reader.sentence(length);
    if !ends_time(reader, place.to) {
        return None;
    }
    let years = years_in(reader, sentence.clone());
    let (from, to) = match years[..] {
        [from, to] => (from, Some(to)),
        [from] => (from, None),
        _ => return None,
    };
    let begins = reader.any_phrase(&words.begins, sentence.start..from.0 + 1);
    let told_in = |(token, _): Year| {
        let before = token.checked_sub(1)?;
        Some(reader.is_in(&words.in_year, before) || reader.is_in(&words.since, before))
    };
    let until = to.map_or(after, |to| to.0);
    let ends = reader.any_phrase(&words.ends, from.0 + 1..until);
    if !begins || !ends || from.0 >= after || !told_in(from)? {
        return None;
    }
    let to = match to {
        Some(to) if to.0 > from.0 && to.0 < after && told_in(to)? => (to.1, span_of(reader, to)),
        None if reader.any_phrase(&words.this_year, from.0 + 1..after) => {
            (i32::from(reader.document.meta.date?.year), span_of(reader, from))
        }
        _ => return None,
    };
    (from.1 < to.0).then(|| frame(reader, length, from, to)).flatten()
}

/// "Her last concert, in 2019, came 40 years after her first, in 1979".
fn counted_from(reader: &Reader, length: usize) -> Option<Frame> {
    let words = reader.words();
    let place = reader.place(length);
    let [one, other] = years_in(reader, reader.sentence(length))[..] else { return None };
    let told = |year: Year| year.0.checked_sub(1).is_some_and(|before| reader.is_in(&words.in_year, before));
    let apposed =
        |year: Year| year.0.checked_sub(2).is_some_and(|before| [',', '('].iter().any(|&mark| reader.is(before, mark)));
    let between = place.to + 1..other.0;
    let counted = reader.is_in(&words.after, place.to) && one.0 < place.from && other.0 > place.to;
    let own = between.len() <= REACH
        && !between.clone().any(|token| reader.is_verb(token) || reader.is_in(&words.breaks, token));
    let beside =
        place.from - one.0.min(place.from) <= 4 && !(one.0..place.from).any(|token| reader.is_in(&words.breaks, token));
    if !counted || !own || !beside || !told(one) || !told(other) || !apposed(other) || other.1 >= one.1 {
        return None;
    }
    frame(reader, length, other, (one.1, span_of(reader, one)))
}

/// A wait, a drought or a record in the headline, and what the text says was last so: until the year of the draft.
fn waited(reader: &Reader, length: usize, all: &[Year], waits: &mut usize) -> Option<Frame> {
    let words = reader.words();
    let document = reader.document;
    let place = reader.place(length);
    let first = document.sentence_at(reader.quantity(length).span.start());
    let within = |set| reader.any_in(set, place.to..place.to + 4);
    let last_so = match (within(&words.waits), within(&words.records)) {
        (true, _) => &words.last_so,
        (_, true) => &words.set_in,
        _ => return None,
    };
    let today = i32::from(document.meta.date?.year);
    let kind = &document.blocks[document.sentences[first].block as usize].kind;
    if !matches!(kind, BlockKind::Heading(1) | BlockKind::FrontMatter) {
        return None;
    }
    *waits += 1;
    // Any year of the draft that the length leads to bears it out.
    if all.iter().any(|&(_, year)| fits(reader, length, today - year)) {
        return None;
    }
    let since = |&(token, _): &Year| {
        reader.ends(last_so, token).is_some() && reader.any_in(&words.firsts, token.saturating_sub(REACH)..token)
    };
    // A headline sums up the lead: of several the first is meant.
    let from = all.iter().copied().find(since)?;
    frame(reader, length, from, (today, span_of(reader, from)))
}

/// "died in 2008, after 42 years of marriage": from the wedding.
fn married(reader: &Reader, length: usize, weddings: &[Year]) -> Option<Frame> {
    let words = reader.words();
    let place = reader.place(length);
    let of_marriage = (place.to..place.to + 3).any(|token| reader.is_in(&words.marriages, token));
    let [to] = years_in(reader, reader.sentence(length))[..] else { return None };
    if !of_marriage || to.0 > place.from {
        return None;
    }
    let mut earlier = weddings.iter().copied().filter(|year| year.1 < to.1);
    let (Some(from), None) = (earlier.next(), earlier.next()) else { return None };
    if fits(reader, length, to.1 - from.1) {
        return None;
    }
    frame(reader, length, from, (to.1, span_of(reader, to)))
}

/// The years of the sentences that tell of a wedding.
fn weddings(reader: &Reader) -> Vec<Year> {
    let told = |sentence: &crate::document::Sentence| {
        let tokens = sentence.tokens.0 as usize..sentence.tokens.1 as usize;
        if reader.any_in(&reader.words().weds, tokens.clone()) { years_in(reader, tokens) } else { Vec::new() }
    };
    reader.document.sentences.iter().flat_map(told).take(WEDDINGS).collect()
}

/// Whether a length of time may be so many years, of which the months are not told.
fn fits(reader: &Reader, length: usize, years: i32) -> bool {
    match reader.quantity(length).number {
        Number::Point(value) => (value - rust_decimal::Decimal::from(years)).abs() <= rust_decimal::Decimal::ONE,
        _ => true,
    }
}

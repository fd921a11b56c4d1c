//! "In a survey of 400 parents, 312 (78%) trusted the vaccine, 60 (15%) did not", "2,500 droppings … traces in 75 of them, or 3%": a part with its
//! share, whose whole stands before it, in the sentence or in one of the two before.
//!
//! Where one of several such pairs fits a whole, it is the whole of all; a pair alone needs words that point to it.

use std::ops::Range;

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use crate::claim::frame::reader::{Reader, is_point};
use crate::claim::frame::{Frame, Operand};
use crate::quantity::{Dimension, Hedge};
use crate::span::Span;

/// How many sentences before the pair its whole may stand in.
const SENTENCES: usize = 2;

/// How many numbers back a whole is looked for.
const BACK: usize = 12;

/// Pairs of a sentence at most.
const MOST: usize = 12;

/// A part and its share.
struct Portion {
    part: usize,
    share: usize,
    /// "75 of them": what was told last is the whole.
    of_them: bool,
    /// ", a response rate of 65%": of the only figure that stands before.
    rate: bool,
}

/// Appends the shares of one sentence whose whole stands farther off. What another reading has, from `of_sentence` on, is left alone.
pub fn find(reader: &Reader, sentence: usize, line: &Range<usize>, of_sentence: usize, frames: &mut Vec<Frame>) {
    let of_share = |frame: &Frame| if let Frame::Share { share, .. } = frame { Some(share.span) } else { None };
    let told: FxHashSet<Span> = frames[of_sentence..].iter().filter_map(of_share).collect();
    let is_new = |portion: &Portion| !told.contains(&reader.quantity(portion.share).span);
    let pairs = (line.start + 1..line.end).filter_map(|second| portion(reader, second - 1, second));
    let portions: Vec<Portion> = pairs.filter(is_new).take(MOST).collect();
    let wholes: Vec<Vec<usize>> = portions.iter().map(|one| wholes(reader, sentence, line, one)).collect();
    let fitting = |(one, wholes): (&Portion, &Vec<usize>)| {
        wholes.iter().copied().find(|&whole| frame(reader, one, whole).is_some_and(|frame| fits(&frame)))
    };
    let fitted: Vec<Option<usize>> = portions.iter().zip(&wholes).map(fitting).collect();
    let common = fitted.iter().find_map(|whole| *whole);
    for (at, one) in portions.iter().enumerate().filter(|(at, _)| fitted[*at].is_none()) {
        let common = common.filter(|whole| wholes[at].contains(whole));
        let whole = common.or_else(|| pointed_to(reader, one, &wholes[at]));
        frames.extend(whole.and_then(|whole| frame(reader, one, whole)).filter(is_near));
    }
}

/// "312 (78%)", "78% (312)", "75 of them, or 3%".
fn portion(reader: &Reader, first: usize, second: usize) -> Option<Portion> {
    let words = reader.words();
    let gap = reader.gap(first, second);
    let bracketed = gap.len() == 1 && reader.is(gap.start, '(');
    let closed = |index: usize| [')', ',', ';'].iter().any(|&mark| reader.is(reader.place(index).to, mark));
    let of_them = reader.starts(&words.of_whom, gap.start).is_some_and(|len| {
        let (mark, or) = (gap.start + len, gap.start + len + 1);
        let restated = reader.is(mark, ',') && reader.is_in(&words.or, or) && or + 1 == gap.end;
        restated || reader.is(mark, '(') && or == gap.end && closed(second)
    });
    // "780 answered, a response rate of 65%".
    let rate = reader.ends(&words.rates_of, gap.end).is_some_and(|noun| {
        let article = |at: usize| reader.is_article(at);
        (noun.saturating_sub(2)..noun).any(|at| at > gap.start && article(at) && reader.is(at - 1, ','))
    });
    let (part, share) = match (is_share(reader, first), is_share(reader, second)) {
        (false, true) => (first, second),
        (true, false) if bracketed => (second, first),
        _ => return None,
    };
    let told = bracketed && closed(second) || of_them || rate;
    (told && is_part(reader, part)).then_some(Portion { part, share, of_them, rate })
}

fn is_share(reader: &Reader, index: usize) -> bool {
    let quantity = reader.quantity(index);
    let signed = reader.document.text(quantity.number_span).starts_with(['+', '-', '−', '–']);
    quantity.unit.dimension == Dimension::Percent && is_point(quantity) && quantity.hedge == Hedge::None && !signed
}

fn is_part(reader: &Reader, index: usize) -> bool {
    let quantity = reader.quantity(index);
    matches!(quantity.unit.dimension, Dimension::Count | Dimension::Money) && is_point(quantity)
}

/// The figures before a pair that can be its whole, the nearest first.
fn wholes(reader: &Reader, sentence: usize, line: &Range<usize>, one: &Portion) -> Vec<usize> {
    let first = one.part.min(one.share);
    let from = (0..SENTENCES).map_while(|back| reader.sentence_before(sentence, back + 1)).last();
    let from = from.map_or(line.start, |line| line.start).max(first.saturating_sub(BACK));
    let value = |index: usize| reader.operand(index).map(|operand| operand.printed.value);
    let unit = &reader.quantity(one.part).unit;
    let alike = |index: &usize| {
        let quantity = reader.quantity(*index);
        let nouns = (reader.noun(one.part), reader.noun(*index));
        let other = matches!(&nouns, (Some(part), Some(whole)) if part != whole && !reader.are_persons(part, whole));
        quantity.unit.comparable(unit) && is_point(quantity) && !other && value(*index) >= value(one.part)
    };
    (from..first).rev().filter(alike).collect()
}

/// The whole that the words point to: "of 400 parents", "of the 400"; before "of them" the last told.
fn pointed_to(reader: &Reader, one: &Portion, wholes: &[usize]) -> Option<usize> {
    if one.of_them {
        return wholes.first().copied();
    }
    if one.rate {
        // "1,200 farms and 300 mills": all together were asked.
        let alone = |whole: usize| (whole + 1..one.part).all(|index| !is_part(reader, index));
        return wholes.first().copied().filter(|&whole| wholes.len() == 1 && alone(whole));
    }
    let words = reader.words();
    let of = |whole: &&usize| {
        let from = reader.place(**whole).from;
        let near = from.saturating_sub(2).max(reader.sentence(**whole).start)..from;
        reader.any_in(&words.of, near) && reader.sentence(**whole) == reader.sentence(one.part)
    };
    let mut pointed = wholes.iter().filter(of);
    let found = pointed.next().copied();
    found.filter(|_| pointed.next().is_none())
}

fn frame(reader: &Reader, one: &Portion, whole: usize) -> Option<Frame> {
    let (share, part) = (reader.operand(one.share)?, reader.operand(one.part)?);
    Some(Frame::Share { share, part, whole: reader.operand(whole)? })
}

fn fits(frame: &Frame) -> bool {
    let Frame::Share { share, part, whole } = frame else { return false };
    let made = part.printed.admitted.over(&whole.printed.admitted).and_then(|made| made.times(Decimal::ONE_HUNDRED));
    made.is_some_and(|made| !made.is_disjoint(&share.printed.as_result()))
}

/// Whether part and whole make a share of the size that is told.
fn is_near(frame: &Frame) -> bool {
    let Frame::Share { share, part, whole } = frame else { return false };
    let near = |a: &Operand, b: Decimal| {
        let within = |low: Decimal, high: Decimal| low.checked_mul(Decimal::TWO).is_some_and(|twice| high <= twice);
        within(a.printed.value, b) && within(b, a.printed.value)
    };
    let made =
        part.printed.value.checked_div(whole.printed.value).and_then(|made| made.checked_mul(Decimal::ONE_HUNDRED));
    made.is_some_and(|made| near(share, made))
}

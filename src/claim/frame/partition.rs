//! "Nurses have called 612 contacts. Of these, 548 have finished and 64 are still being called", "Fourteen of them reared one chick and four
//! reared two", "Of the 96 beds, 71 are occupied and 25 are empty": what a count is divided into, each part with a verb of its own; and the two kinds
//! that there are: "The cast of 24 has 13 women and 11 men".
//!
//! Parts that have verbs may overlap ("466 have answered and 84 have children"). They exclude each other where the second is told to be
//! still to come, where opposites are told of them, or where all do the same thing to other numbers. Even then there may be others of which
//! nothing is told, so that only more parts than there are make a finding, or two swapped digits.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claim::frame::parts::list;
use crate::claim::frame::reader::{REACH, Reader, is_plain};
use crate::claim::frame::{Frame, Operand, SumKind, sums};
use crate::lexicon::Phrases;
use crate::quantity::{Dimension, Quantity};

/// Numbers of a sentence at most: one with more is a table told in words.
const MOST: usize = 12;

/// A part, and the verb that it has.
struct Head {
    index: usize,
    verb: usize,
}

/// Appends the division of one sentence, unless another reading, from `of_sentence` on, has a sum of it.
pub fn find(reader: &Reader, sentence: usize, line: &Range<usize>, of_sentence: usize, frames: &mut Vec<Frame>) {
    let is_sum = |frame: &Frame| matches!(frame, Frame::Sum { .. });
    if (2..=MOST).contains(&line.len()) && !frames[of_sentence..].iter().any(is_sum) {
        let found = divided(reader, sentence, line).or_else(|| announced(reader, line));
        let found = found.or_else(|| of_two_kinds(reader, sentence, line)).or_else(|| made_up_of(reader, line));
        frames.extend(found.or_else(|| of_which(reader, line)));
    }
}

fn divided(reader: &Reader, sentence: usize, line: &Range<usize>) -> Option<Frame> {
    let words = reader.words();
    let tokens = reader.sentence(line.start);
    let of_those = reader.is_in(&words.of, tokens.start) && reader.is_in(&words.those, tokens.start + 1);
    let first = reader.place(line.start);
    let of_them = first.from == tokens.start && reader.starts(&words.of_whom, first.to).is_some();
    let heads = heads(reader, line, &tokens)?;
    let points_back = of_those || of_them;
    if !points_back || !(is_exclusive(reader, &heads, &tokens) || are_alike(reader, &heads)) {
        return None;
    }
    let wholes = reader.sentence_before(sentence, 1)?.filter(|&index| is_count(reader.quantity(index)));
    let parts: Option<Vec<Operand>> = heads.iter().map(|head| reader.operand(head.index)).collect();
    let parts = parts?;
    let reading =
        |whole: usize| Some(Frame::Sum { total: reader.operand(whole)?, parts: parts.clone(), kind: SumKind::Told });
    let readings: Vec<Frame> = wholes.filter_map(reading).collect();
    if readings.iter().any(sums::fits) {
        return None;
    }
    readings.into_iter().rev().find(sums::is_near)
}

/// "Of the 96 beds, 71 are occupied and 25 are empty".
fn announced(reader: &Reader, line: &Range<usize>) -> Option<Frame> {
    let tokens = reader.sentence(line.start);
    let whole = line.start;
    let place = reader.place(whole);
    let opens = reader.is_in(&reader.words().of, tokens.start) && place.from <= tokens.start + 2;
    let heads = heads(reader, &(whole + 1..line.end), &tokens)?;
    let comma = (place.to..reader.place(heads[0].index).from).any(|token| reader.is(token, ','));
    let counted = is_count(reader.quantity(whole)) && opens && comma;
    if !counted || !(is_exclusive(reader, &heads, &tokens) || are_alike(reader, &heads)) {
        return None;
    }
    let parts: Option<Vec<Operand>> = heads.iter().map(|head| reader.operand(head.index)).collect();
    let frame = Frame::Sum { total: reader.operand(whole)?, parts: parts?, kind: SumKind::Told };
    sums::is_near(&frame).then_some(frame)
}

/// "The cast of 24 has 13 women and 11 men", "the jury of 12 …; seven were women and five men": the two kinds that there are.
fn of_two_kinds(reader: &Reader, sentence: usize, line: &Range<usize>) -> Option<Frame> {
    let words = reader.words();
    let tokens = reader.sentence(line.start);
    let counts: Vec<usize> = line.clone().filter(|&index| is_count(reader.quantity(index))).collect();
    let [.., one, other] = counts[..] else { return None };
    let gap = reader.gap(one, other);
    let and = gap.clone().next_back().is_some_and(|last| reader.is_in(&words.and, last));
    let kind = |set: &Phrases<()>, index: usize| {
        let to = reader.place(index).to;
        let at = to + usize::from(reader.is_in(&words.auxiliaries, to));
        reader.starts(set, at).is_some()
    };
    let of_kinds =
        words.contrasts.iter().any(|[a, b]| kind(a, one) && kind(b, other) || kind(b, one) && kind(a, other));
    let from = reader.place(one).from;
    // "three children, 11 women and ten men": more than two kinds.
    let opens = from == tokens.start
        || reader.is_verb(from - 1)
        || [';', ':', '('].iter().any(|&mark| reader.is(from - 1, mark));
    let partial =
        reader.any_phrase(&words.not_all, tokens.clone()) || reader.any_phrase(&words.overlaps, from..tokens.end);
    if other != one + 1 || !and || gap.len() > 3 || !of_kinds || !opens || partial || !ends(reader, other, &tokens) {
        return None;
    }
    let before = reader.sentence_before(sentence, 1).map_or(line.start, |line| line.start);
    let wholes = (before..one).filter(|&index| is_count(reader.quantity(index)));
    let reading = |whole: usize| {
        let parts = vec![reader.operand(one)?, reader.operand(other)?];
        Some(Frame::Sum { total: reader.operand(whole)?, parts, kind: SumKind::Listed })
    };
    let readings: Vec<Frame> = wholes.filter_map(reading).collect();
    if readings.iter().any(sums::fits) {
        return None;
    }
    let tenth = Decimal::new(1, 1);
    readings.into_iter().rev().find(|frame| sums::is_within(frame, tenth, Decimal::ONE))
}

/// "The crew of 11 consisted of seven Filipinos, three Poles and two Greeks": all that there are.
fn made_up_of(reader: &Reader, line: &Range<usize>) -> Option<Frame> {
    let words = reader.words();
    let first = line.clone().skip(1).find(|&index| reader.ends(&words.consists, reader.place(index).from).is_some())?;
    let whole = first - 1;
    let verb = reader.ends(&words.consists, reader.place(first).from)?;
    let (end, _) = list(reader, first, line)?;
    let subject = reader.place(whole).to..verb;
    // "met the guard, which consisted of": something else does.
    let own = subject.len() <= REACH
        && !subject.clone().any(|token| reader.is_verb(token) || reader.is_in(&words.breaks, token));
    let parts: Option<Vec<Operand>> = (first..end).map(|part| reader.operand(part)).collect();
    let counted = own && is_count(reader.quantity(whole)) && is_count(reader.quantity(first));
    let frame = Frame::Sum { total: reader.operand(whole).filter(|_| counted)?, parts: parts?, kind: SumKind::Stated };
    sums::is_near(&frame).then_some(frame)
}

/// "$212 million, of which games brought in $140 million and films $92 million": parts with one verb for all, which make no more than the whole.
fn of_which(reader: &Reader, line: &Range<usize>) -> Option<Frame> {
    let words = reader.words();
    let whole = line.clone().find(|&whole| {
        let to = reader.place(whole).to;
        reader.is(to, ',') && reader.starts(&words.of_whom, to + 1).is_some()
    })?;
    let unit = &reader.quantity(whole).unit;
    let parts: Vec<usize> = (whole + 1..line.end).collect();
    let alike = |&part: &usize| is_plain(reader.quantity(part)) && reader.quantity(part).unit == *unit;
    let left_out = |pair: &[usize]| {
        let gap = reader.gap(pair[0], pair[1]);
        let joined = gap.clone().next().is_some_and(|token| reader.is(token, ',') || reader.is_in(&words.and, token));
        joined && gap.len() <= 4 && !gap.into_iter().any(|token| reader.is_verb(token))
    };
    let last = *parts.last().filter(|_| parts.len() >= 2)?;
    let closed = reader.ends_statement(reader.place(last).to);
    let operands: Option<Vec<Operand>> = parts.iter().map(|&part| reader.operand(part)).collect();
    let gapped = parts.iter().all(alike) && parts.windows(2).all(left_out) && closed;
    Some(Frame::Sum { total: reader.operand(whole).filter(|_| gapped)?, parts: operands?, kind: SumKind::Told })
}

/// Whether nothing but its kind follows a count in its statement.
fn ends(reader: &Reader, index: usize, tokens: &Range<usize>) -> bool {
    let to = reader.place(index).to;
    (to..to + 3).any(|token| token >= tokens.end || reader.ends_statement(token))
}

/// The parts of the sentence: counts without a noun, each at the head of its clause, the last after "and". Every other count is told of by
/// one of the verbs.
fn heads(reader: &Reader, line: &Range<usize>, tokens: &Range<usize>) -> Option<Vec<Head>> {
    let words = reader.words();
    let mut heads: Vec<Head> = Vec::new();
    for index in line.clone().filter(|&index| reader.quantity(index).unit.dimension == Dimension::Count) {
        let place = reader.place(index);
        let before = place.from.checked_sub(1).filter(|&before| before >= tokens.start);
        let opens = before.is_none_or(|before| reader.is(before, ',') || reader.is_in(&words.and, before));
        let of_them = reader.starts(&words.of_whom, place.to).filter(|_| heads.is_empty()).unwrap_or(0);
        let verb = place.to + of_them;
        if opens && reader.is_verb(verb) && is_plain(reader.quantity(index)) {
            heads.push(Head { index, verb });
        } else if heads.last().is_none_or(|head| place.from > head.verb + 3) {
            return None;
        }
    }
    let last = heads.last().filter(|_| heads.len() >= 2)?;
    let from = reader.place(last.index).from;
    reader.is_in(&words.and, from.checked_sub(1)?).then_some(heads)
}

/// "and 64 are still being called": the second of two is what has not come to the first; or opposites.
fn is_exclusive(reader: &Reader, heads: &[Head], tokens: &Range<usize>) -> bool {
    let words = reader.words();
    let [one, other] = heads else { return false };
    let here = one.verb..reader.place(other.index).from;
    let there = other.verb..tokens.end.min(other.verb + REACH);
    let waits = reader.any_in(&words.still, other.verb..tokens.end.min(other.verb + 3));
    let opposites = words.opposites.iter().any(|[a, b]| {
        let told =
            |a, b| reader.any_in(a, here.clone()) && reader.any_in(b, there.clone()) && !reader.any_in(b, here.clone());
        told(a, b) || told(b, a)
    });
    waits && !reader.any_in(&words.still, here.clone()) || opposites
}

/// "reared one chick and four reared two".
fn are_alike(reader: &Reader, heads: &[Head]) -> bool {
    let object = |head: &Head| {
        let after = head.verb + 1;
        reader.document.tokens.get(after).is_some_and(|token| token.is_number())
            || reader.lexicon.numbers.words.contains_key(reader.word(after).as_ref())
    };
    heads.windows(2).all(|pair| reader.stem(pair[0].verb) == reader.stem(pair[1].verb)) && heads.iter().all(object)
}

fn is_count(quantity: &Quantity) -> bool {
    is_plain(quantity) && quantity.unit.dimension == Dimension::Count
}

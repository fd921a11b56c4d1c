//! "Nurses have called 612 contacts. Of these, 548 have finished and 64 are still being called", "Fourteen of them reared one chick and four
//! reared two": what a count of the sentence before is divided into, each part with a verb of its own.
//!
//! Parts that have verbs may overlap ("466 have answered and 84 have children"). They exclude each other where the second is told to be
//! still to come, where opposites are told of them, or where all do the same thing to other numbers.

use std::ops::Range;

use crate::claim::frame::reader::{REACH, Reader, is_plain};
use crate::claim::frame::{Frame, Operand, SumKind, sums};
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
        frames.extend(divided(reader, sentence, line));
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
        |whole: usize| Some(Frame::Sum { total: reader.operand(whole)?, parts: parts.clone(), kind: SumKind::Listed });
    let readings: Vec<Frame> = wholes.filter_map(reading).collect();
    if readings.iter().any(sums::fits) {
        return None;
    }
    readings.into_iter().rev().find(sums::is_near)
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

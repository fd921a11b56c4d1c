//! "He took $8.4 million and has paid back $3.1 million, leaving $5.3 million", "Of the 48 schools, 36 closed; the other 12 …": with the
//! rest, a whole is complete, in one sentence or over two.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::claim::frame::parts::is_qualified;
use crate::claim::frame::reader::{Reader, is_plain};
use crate::claim::frame::{Frame, Operand, SumKind, sums};
use crate::quantity::Dimension;
use crate::span::Span;

/// How many sentences before that of the rest its whole may stand in.
const SENTENCES: usize = 2;

/// How many numbers of a sentence are looked at.
const MOST: usize = 12;

/// Appends the sums that a rest of the sentence completes. What another reading has summed up, from `of_sentence` on, is left alone.
pub fn find(reader: &Reader, sentence: usize, line: &Range<usize>, of_sentence: usize, frames: &mut Vec<Frame>) {
    let summed: FxHashSet<Span> = frames[of_sentence..]
        .iter()
        .filter_map(|frame| if let Frame::Sum { parts, .. } = frame { Some(parts) } else { None })
        .flat_map(|parts| parts.iter().map(|part| part.span))
        .collect();
    for rest in line.clone().filter(|&index| is_rest(reader, index) && is_plain(reader.quantity(index))) {
        if !summed.contains(&reader.quantity(rest).span) {
            frames.extend(completed(reader, sentence, line, rest));
        }
    }
}

fn is_rest(reader: &Reader, index: usize) -> bool {
    let words = reader.words();
    reader.before(&words.rest_before, index).is_some() || reader.before(&words.leaving, index).is_some()
}

/// The readings of what the rest is a rest of, the likeliest first: if the figures fit one of them, nothing is wrong.
fn completed(reader: &Reader, sentence: usize, line: &Range<usize>, rest: usize) -> Option<Frame> {
    let alike = |&index: &usize| {
        let (quantity, unit) = (reader.quantity(index), &reader.quantity(rest).unit);
        quantity.unit.comparable(unit) && !is_qualified(reader, index) && !is_aside(reader, index)
    };
    let here: Vec<usize> = (line.start.max(rest.saturating_sub(MOST))..rest).filter(alike).collect();
    let earlier = (0..SENTENCES).map_while(|back| reader.sentence_before(sentence, back + 1));
    let mut windows = vec![here.clone()];
    for before in earlier {
        let longer: Vec<usize> = before
            .clone()
            .skip(before.len().saturating_sub(MOST))
            .filter(alike)
            .chain(windows.last().into_iter().flatten().copied())
            .collect();
        windows.push(longer);
    }
    let mut readings: Vec<Frame> = Vec::new();
    // What is no "of" in the sentence may be a part itself, of a whole told before.
    let (own, longer) = (&windows[..1], &windows[1..]);
    let named = here.iter().any(|&index| is_whole(reader, index));
    let order = if named { own.iter().chain(longer) } else { longer.iter().chain(own) };
    for window in order {
        readings.extend(reading(reader, window, rest));
    }
    if reader.quantity(rest).unit.dimension == Dimension::Percent && !here.is_empty() {
        let parts: Option<Vec<Operand>> = here.iter().chain([&rest]).map(|&part| reader.operand(part)).collect();
        let total = reader.whole_of_shares(rest)?;
        readings.insert(0, Frame::Sum { total, parts: parts?, kind: SumKind::Rest });
    }
    if readings.iter().any(sums::fits) {
        return None;
    }
    readings.into_iter().find(sums::is_near)
}

/// Whole and parts among the quantities before the rest: the whole is what something is said to be "of", or else the first, which is the
/// greatest.
fn reading(reader: &Reader, window: &[usize], rest: usize) -> Option<Frame> {
    let whole = window.iter().copied().find(|&index| is_whole(reader, index));
    let whole = whole.or_else(|| window.first().copied().filter(|&first| !is_part_of_it(reader, first)))?;
    let parts: Vec<usize> = window.iter().copied().filter(|&index| index != whole).chain([rest]).collect();
    // What is counted by another noun is no part of these.
    let nouns: Vec<_> = parts.iter().chain([&whole]).filter_map(|&index| reader.noun(index)).collect();
    let one_noun = nouns.windows(2).all(|pair| pair[0] == pair[1] || reader.are_persons(&pair[0], &pair[1]));
    if !one_noun || parts.len() < 2 || !parts.iter().all(|&part| is_plain(reader.quantity(part))) {
        return None;
    }
    let total = reader.operand(whole)?;
    let parts: Option<Vec<Operand>> = parts.into_iter().map(|part| reader.operand(part)).collect();
    let parts = parts?;
    let greatest = parts.iter().all(|part| part.printed.value < total.printed.value);
    greatest.then_some(Frame::Sum { total, parts, kind: SumKind::Rest })
}

/// "of the 14", "of its 14".
fn is_whole(reader: &Reader, index: usize) -> bool {
    let from = reader.place(index).from;
    let first = reader.sentence(index).start;
    (from.saturating_sub(2).max(first)..from).any(|token| reader.is_in(&reader.words().of, token))
        && !reader.any_phrase(&reader.words().averages, first..from)
}

/// "takes £214m of it": of a whole told before.
fn is_part_of_it(reader: &Reader, index: usize) -> bool {
    let after = reader.place(index).to;
    reader.is_in(&reader.words().of, after) && reader.is_in(&reader.words().pronouns, after + 1)
}

/// "two of them doctors", "$200,000 each", "an average of 12": no part of its own.
fn is_aside(reader: &Reader, index: usize) -> bool {
    let words = reader.words();
    let place = reader.place(index);
    let after = (place.to..place.to + 2)
        .any(|token| reader.is_in(&words.distributes, token) || reader.starts(&words.of_whom, token).is_some());
    after || reader.before(&words.averages, index).is_some() || reader.before(&words.subsets, index).is_some()
}

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

/// Whether words right before a number say that it is what is left.
pub fn is_rest(reader: &Reader, index: usize) -> bool {
    let words = reader.words();
    // "part of the remainder, $300,000".
    let apposed = |start: usize| {
        let of = start.checked_sub(1).is_some_and(|before| reader.is_in(&words.of, before));
        of && reader.is(reader.place(index).from - 1, ',')
    };
    let rest = reader.before(&words.rest_before, index).is_some_and(|start| !apposed(start));
    rest || reader.before(&words.leaving, index).is_some()
}

/// The readings of what the rest is a rest of, the likeliest first: if the figures fit one of them, nothing is wrong.
fn completed(reader: &Reader, sentence: usize, line: &Range<usize>, rest: usize) -> Option<Frame> {
    // "$6.4 million, of which $2.1 million goes to roads": a part of the whole, or else of another part.
    let mut readings = read_with(reader, sentence, line, rest, true)?;
    readings.extend(read_with(reader, sentence, line, rest, false)?);
    if readings.iter().any(sums::fits) {
        return None;
    }
    readings.into_iter().find(sums::is_near)
}

/// The readings with or without the parts that "of which" tells.
fn read_with(reader: &Reader, sentence: usize, line: &Range<usize>, rest: usize, of_which: bool) -> Option<Vec<Frame>> {
    let alike = |&index: &usize| {
        let (quantity, unit) = (reader.quantity(index), &reader.quantity(rest).unit);
        let aside = is_aside(reader, index) && !(of_which && opens_parts(reader, index));
        quantity.unit.comparable(unit) && !is_qualified(reader, index) && !aside
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
    Some(readings)
}

/// "of which $2.1 million": the first part of what stands before.
fn opens_parts(reader: &Reader, index: usize) -> bool {
    let words = reader.words();
    let from = reader.place(index).from;
    let opens = reader.ends(&words.of_whom, from).filter(|&start| start > reader.sentence(index).start);
    opens.is_some_and(|start| reader.is(start - 1, ','))
}

/// Whole and parts among the quantities before the rest: the whole is what something is said to be "of", or else the first, which is the
/// greatest.
fn reading(reader: &Reader, window: &[usize], rest: usize) -> Option<Frame> {
    let whole = window.iter().copied().find(|&index| is_whole(reader, index));
    let whole = whole.or_else(|| window.first().copied().filter(|&first| may_be_whole(reader, first, window, rest)))?;
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
    let frame = Frame::Sum { total, parts, kind: SumKind::Rest };
    // Where nothing but its place makes a figure the whole, the parts may be those of another.
    let all = reader.before(&reader.words().wholes_before, whole).is_some();
    let tied = all || is_whole(reader, whole) || is_divided(reader, whole, rest);
    (greatest && (tied || sums::fits(&frame) || sums::is_slip(&frame))).then_some(frame)
}

/// "of the 14", "of its 14".
fn is_whole(reader: &Reader, index: usize) -> bool {
    let from = reader.place(index).from;
    let first = reader.sentence(index).start;
    (from.saturating_sub(2).max(first)..from).any(|token| reader.is_in(&reader.words().of, token))
        && !opens_parts(reader, index)
        && !reader.any_phrase(&reader.words().averages, first..from)
}

/// Whether the first of some figures can be what the others are parts of: "He took $8.4 million and has paid back $3.1 million, leaving …".
/// Where parts are listed side by side before "the remaining", it stands in a sentence of its own.
fn may_be_whole(reader: &Reader, first: usize, window: &[usize], rest: usize) -> bool {
    let sentence = reader.sentence(first);
    let alone = window.iter().skip(1).chain([&rest]).all(|&other| reader.sentence(other) != sentence);
    !is_part_of_it(reader, first) && (alone || is_divided(reader, first, rest))
}

/// "He took $8.4 million and has paid back $3.1 million, leaving", "€46 million, of which the state paid €23 million".
fn is_divided(reader: &Reader, whole: usize, rest: usize) -> bool {
    let after = reader.place(whole).to;
    let comma = usize::from(reader.is(after, ','));
    let left = reader.before(&reader.words().leaving, rest).is_some();
    left || reader.starts(&reader.words().of_whom, after + comma).is_some()
}

/// "takes £214m of it", "£62 million of the overrun": of a whole told before.
fn is_part_of_it(reader: &Reader, index: usize) -> bool {
    let after = reader.place(index).to;
    let definite = &reader.lexicon.claims.definite;
    reader.is_in(&reader.words().of, after)
        && (reader.is_in(&reader.words().pronouns, after + 1) || definite.contains(reader.word(after + 1).as_ref()))
}

/// "two of them doctors", "$200,000 each", "an average of 12": no part of its own.
pub fn is_aside(reader: &Reader, index: usize) -> bool {
    let words = reader.words();
    let place = reader.place(index);
    // "$6.4 million, of which …" is no aside, but the whole.
    let reach = if reader.is(place.to, ',') { 1 } else { 2 };
    let after = (place.to..place.to + reach)
        .any(|token| reader.is_in(&words.distributes, token) || reader.starts(&words.of_whom, token).is_some());
    after || reader.before(&words.averages, index).is_some() || reader.before(&words.subsets, index).is_some()
}

//! "16 dead: nine men and seven women", "12 boats and 30 cars, 42 in all", "nine were men and the other seven women".

use std::ops::Range;

use crate::claim::frame::reader::{REACH, Reader, is_plain};
use crate::claim::frame::{Frame, Operand, SumKind, sums};
use crate::document::Sentence;
use crate::quantity::{Dimension, Quantity};

/// More parts than this are a table told in words.
const MOST: usize = 12;

/// Appends the sums of one sentence.
pub fn find(reader: &Reader, sentence: usize, line: &Range<usize>, frames: &mut Vec<Frame>) {
    let before = frames.len();
    let mut reached = line.start;
    for total in line.clone() {
        if total < reached {
            continue;
        }
        if let Some((frame, end)) = announced(reader, total, line) {
            frames.push(frame);
            reached = end;
        } else if let Some(frame) = drawn(reader, sentence, total, line) {
            frames.push(frame);
        } else if let Some((frame, end)) = with_the_rest(reader, total, line) {
            frames.push(frame);
            reached = end;
        }
    }
    if frames.len() == before {
        frames.extend(shares(reader, line));
        frames.extend(told(reader, sentence, line));
    }
    frames.extend(opposites(reader, sentence, line));
}

/// "16 dead: nine men and seven women", "killed 16 people, nine in Velmar and seven in Dolnik"; and the quantity after the parts.
fn announced(reader: &Reader, total: usize, line: &Range<usize>) -> Option<(Frame, usize)> {
    let first = total + 1;
    if first + 1 >= line.end || !is_plain(reader.quantity(total)) {
        return None;
    }
    let gap = reader.gap(total, first);
    let opener = gap.clone().find(|&token| [':', '(', '—', '–', ','].iter().any(|&mark| reader.is(token, mark)))?;
    // Between the mark and the first part stands nothing, or an article.
    let direct = opener + 1 == gap.end;
    let noun = opener.checked_sub(1).filter(|&noun| noun >= gap.start);
    // "11 players to injuries:": what stands before a colon is told of all of them.
    let colon = reader.is(opener, ':');
    let overlaps = if colon { &reader.words().not_all } else { &reader.words().overlaps };
    if !direct || gap.len() > 6 || reader.any_phrase(overlaps, gap.clone()) {
        return None;
    }
    let (end, closing) = list(reader, first, line)?;
    let bracketed = reader.is(opener, '(');
    let closed = if bracketed { reader.is(closing, ')') } else { reader.ends_statement(closing) };
    if !closed || end - first < 2 {
        return None;
    }
    let weak = reader.is(opener, ',');
    // "620 work in the United States, 310 in Hyderabad": the first is told of its own place, as the others are.
    if weak && (gap.start..opener).any(|token| reader.is_in(&reader.words().places, token)) {
        return None;
    }
    let persons = noun.is_some_and(|noun| reader.is_in(&reader.words().persons, noun));
    let of_its_kind = |part: usize| {
        let after = reader.place(part).to;
        reader.is_in(&reader.words().places, after) || (persons && reader.is_in(&reader.words().kinds, after))
    };
    if weak && !(first + 1..end).all(of_its_kind) || weak && !of_its_kind(first) && !elliptical_after(reader, first) {
        return None;
    }
    let frame = sum(reader, total, first..end, SumKind::Stated)?;
    Some((frame, end))
}

/// "nine bodies in Velmar and seven in Dolnik": the first part may repeat its noun.
fn elliptical_after(reader: &Reader, part: usize) -> bool {
    reader.is_in(&reader.words().places, reader.place(part).to + 1)
}

/// A coordination of quantities of one unit, "a X, b Y and c Z", from `first` on: the quantity after it and the token where what is said of
/// the last one ends.
pub fn list(reader: &Reader, first: usize, line: &Range<usize>) -> Option<(usize, usize)> {
    let words = reader.words();
    let mut end = first + 1;
    let mut coordinated = false;
    while end < line.end && end - first < MOST {
        let gap = reader.gap(end - 1, end);
        let Some(last) = gap.clone().next_back().filter(|_| gap.len() <= 8) else { break };
        let article = reader.is_article(last);
        let joint = if article { last.checked_sub(1)? } else { last };
        let and = reader.is_in(&words.and, joint);
        let alike = is_plain(reader.quantity(end)) && reader.quantity(end).unit == reader.quantity(first).unit;
        let inner = gap.start..joint;
        let broken = reader.any_in(&words.breaks, inner.clone())
            || reader.any_phrase(&words.overlaps, bare_of_places(reader, inner));
        if !(and || reader.is(joint, ',')) || !alike || broken || coordinated {
            break;
        }
        coordinated |= and;
        end += 1;
    }
    if !coordinated || !is_plain(reader.quantity(first)) {
        return None;
    }
    let sentence = reader.sentence(first);
    let after = reader.place(end - 1).to;
    let reach = (after + 8).min(sentence.end);
    let stop = (after..reach).find(|&token| reader.ends_statement(token) || reader.is(token, ')')).unwrap_or(reach);
    let free = end >= line.end || reader.place(end).from >= stop;
    let inside = bare_of_places(reader, after..stop);
    (free && !reader.any_phrase(&words.overlaps, inside)).then_some((end, stop))
}

/// The tokens without a preposition at their start, which tells only where the part is.
fn bare_of_places(reader: &Reader, range: Range<usize>) -> Range<usize> {
    if reader.is_in(&reader.words().places, range.start) { (range.start + 1).min(range.end)..range.end } else { range }
}

/// "12 boats and 30 cars, 42 in all", "a final dividend of 12.4p. Together with the interim 5.6p, that makes 18.0p".
fn drawn(reader: &Reader, sentence: usize, total: usize, line: &Range<usize>) -> Option<Frame> {
    let words = reader.words();
    let before = reader.before(&words.totals_before, total);
    let after = (0..3).any(|skip| reader.starts(&words.totals_after, reader.place(total).to + skip).is_some());
    if (before.is_none() && !after) || !is_plain(reader.quantity(total)) {
        return None;
    }
    let unit = &reader.quantity(total).unit;
    let alike = |index: &usize| reader.quantity(*index).unit.comparable(unit);
    let mut parts: Vec<usize> = (line.start..total).filter(alike).collect();
    if parts.len() < 2 {
        let previous = sentence.checked_sub(1)?;
        let same_block = |a: &Sentence, b: &Sentence| a.block == b.block;
        let sentences = &reader.document.sentences;
        let near = reader.line(previous);
        let linked = parts.len() == 1 || reader.place(total).from.saturating_sub(reader.sentence(total).start) <= 6;
        if !same_block(&sentences[sentence], &sentences[previous]) || !linked {
            return None;
        }
        let mut told: Vec<usize> = near.filter(alike).collect();
        if parts.len() == 1 {
            // "Together with the interim dividend of 5.6p": added to the last amount told.
            told = told.split_off(told.len().checked_sub(1)?);
            if !reader.any_phrase(&words.totals_before, reader.sentence(total).start..reader.place(parts[0]).from) {
                return None;
            }
        }
        told.append(&mut parts);
        parts = told;
    }
    let plain = parts.iter().all(|&part| is_plain(reader.quantity(part)) && !is_qualified(reader, part));
    let joined = parts.windows(2).all(|pair| coordinated(reader, pair[0], pair[1]));
    (parts.len() >= 2 && parts.len() <= MOST && plain && joined).then_some(())?;
    sum_of(reader, total, &parts, SumKind::Drawn)
}

/// Whether two quantities stand side by side: nothing between them but commas, "and" and what is counted; or in two sentences.
fn coordinated(reader: &Reader, a: usize, b: usize) -> bool {
    let words = reader.words();
    if reader.sentence(a) != reader.sentence(b) {
        return true;
    }
    let gap = reader.gap(a, b);
    let joint = gap
        .clone()
        .any(|token| reader.is_in(&words.and, token) || [',', '.'].iter().any(|&mark| reader.is(token, mark)));
    let inner = gap.clone().filter(|&token| !reader.is_in(&words.and, token));
    let broken = inner.clone().any(|token| reader.is_in(&words.breaks, token) || is_change(reader, token));
    joint && b == a + 1 && gap.len() <= REACH && !broken
}

fn is_change(reader: &Reader, token: usize) -> bool {
    reader.is_in(&reader.words().rises, token) || reader.is_in(&reader.words().falls, token)
}

/// Whether the words before a quantity make it an old level, a change or a part of another.
pub fn is_qualified(reader: &Reader, index: usize) -> bool {
    let words = reader.words();
    let from = reader.place(index).from;
    let before = from.checked_sub(1).filter(|&before| before >= reader.sentence(index).start);
    let percentage = reader.quantity(index).unit.dimension == Dimension::Percent;
    let changed = |before: usize| (percentage && is_change(reader, before)) || reader.is_in(&words.by, before);
    let old = reader.before(&words.old_before, index).is_some() || reader.is_of_another_year(index);
    old || before.is_some_and(changed)
}

/// "Nine of the 16 were men and the other seven women": with the rest, the whole is complete.
fn with_the_rest(reader: &Reader, part: usize, line: &Range<usize>) -> Option<(Frame, usize)> {
    let words = reader.words();
    let whole = part + 1;
    let rest = (whole + 1..line.end).find(|&index| rest_before(reader, index))?;
    let gap = reader.gap(part, whole);
    let of = gap.len() <= 4 && gap.clone().take(2).any(|token| reader.is_in(&words.of, token));
    let counts = [part, whole, rest].iter().all(|&index| is_count(reader.quantity(index)));
    let between: Vec<usize> = (whole + 1..rest).filter(|&index| is_count(reader.quantity(index))).collect();
    if !of || !counts || between.len() > 3 || rest - whole > 4 {
        return None;
    }
    // "Nine of the 16 … four … and the other three": each number in between is a part, or nothing is known.
    let joined = (whole..rest).all(|index| {
        let gap = bare_of_places(reader, reader.gap(index, index + 1));
        coordinated(reader, index, index + 1) && !reader.any_phrase(&words.overlaps, gap)
    });
    let mut parts = vec![part];
    parts.extend(between);
    parts.push(rest);
    joined.then_some(())?;
    Some((sum_of(reader, whole, &parts, SumKind::Stated)?, rest + 1))
}

fn rest_before(reader: &Reader, index: usize) -> bool {
    reader.ends(&reader.words().rest_before, reader.place(index).from).is_some()
}

/// "45% voted for A, 38% for B and 21% for C": three shares or more that exclude each other.
fn shares(reader: &Reader, line: &Range<usize>) -> Option<Frame> {
    let words = reader.words();
    let sentence = reader.sentence(line.start);
    if !reader.any_phrase(&words.exclusive, sentence.clone())
        || reader.any_phrase(&words.several_answers, sentence.clone())
    {
        return None;
    }
    let parts: Vec<usize> = line.clone().collect();
    let percent = |&index: &usize| {
        let quantity = reader.quantity(index);
        quantity.unit.dimension == Dimension::Percent && is_plain(quantity) && !is_qualified(reader, index)
    };
    let alike = parts.len() >= 3 && parts.len() <= MOST && parts.iter().all(percent);
    let joined = parts.windows(2).all(|pair| coordinated(reader, pair[0], pair[1]));
    (alike && joined).then_some(())?;
    let total = reader.whole_of_shares(line.start)?;
    let parts: Option<Vec<Operand>> = parts.iter().map(|&part| reader.operand(part)).collect();
    Some(Frame::Sum { total, parts: parts?, kind: SumKind::Shares })
}

/// "Packaging contributed £271.4m, Papers £148.3m and Recycling £66.5m": parts told one after the other of a total in the same paragraph or the
/// paragraph before.
fn told(reader: &Reader, sentence: usize, line: &Range<usize>) -> Option<Frame> {
    let words = reader.words();
    let sentences = &reader.document.sentences;
    let tokens = reader.sentence(line.start);
    let verb = tokens.clone().find_map(|token| reader.starts(&words.contributes, token).map(|_| token))?;
    let first =
        (line.start..line.end).find(|&index| reader.place(index).to >= verb || reader.place(index).from > verb)?;
    let unit = &reader.quantity(first).unit;
    let parts: Vec<usize> = (first..line.end)
        .filter(|&index| reader.quantity(index).unit == *unit && is_plain(reader.quantity(index)))
        .collect();
    let gapped = parts.len() >= 3
        && parts.len() <= MOST
        && parts.windows(2).all(|pair| pair[1] == pair[0] + 1 && gapped(reader, pair[0], pair[1]))
        && !parts.iter().any(|&part| is_qualified(reader, part));
    gapped.then_some(())?;
    let block = sentences[sentence].block;
    let near = |index: &usize| sentences[*index].block + 1 >= block;
    let earlier = (0..sentence).rev().take(REACH).take_while(near).flat_map(|before| reader.line(before).rev());
    let earlier: Vec<usize> = earlier
        .filter(|&index| reader.quantity(index).unit.comparable(unit) && is_plain(reader.quantity(index)))
        .collect();
    // "The price has risen by £153 million": also what is no total by its words may be the one that is meant.
    if earlier.iter().filter_map(|&total| sum_of(reader, total, &parts, SumKind::Told)).any(|frame| sums::fits(&frame))
    {
        return None;
    }
    let least = parts.iter().filter_map(|&part| reader.operand(part)).map(|part| part.printed.value).max()?;
    let larger = |&index: &usize| reader.operand(index).is_some_and(|total| total.printed.value > least);
    let totals: Vec<usize> = earlier.into_iter().filter(larger).filter(|&index| !is_qualified(reader, index)).collect();
    // Several amounts could be the total: if the parts make none of them, only swapped digits show which is meant.
    let several = totals.len() > 1;
    let frames = totals.into_iter().map(|total| sum_of(reader, total, &parts, SumKind::Told));
    let frames: Vec<Frame> = frames.collect::<Option<_>>()?;
    let meant = |frame: &Frame| if several { sums::is_slip(frame) } else { true };
    frames.into_iter().find(meant)
}

/// "contributed £271.4m, Papers £148.3m": the verb is left out before the second amount.
fn gapped(reader: &Reader, a: usize, b: usize) -> bool {
    let gap = reader.gap(a, b);
    let words = reader.words();
    let joint = gap.clone().any(|token| reader.is_in(&words.and, token) || reader.is(token, ','));
    let broken = gap
        .clone()
        .filter(|&token| !reader.is_in(&words.and, token))
        .any(|token| reader.is_in(&words.breaks, token) || is_change(reader, token));
    joint && gap.len() <= 8 && !broken
}

/// "guilty on 19 of 23 counts … acquitted on four": outcomes that exclude each other, of one whole.
fn opposites(reader: &Reader, sentence: usize, line: &Range<usize>) -> Option<Frame> {
    let words = reader.words();
    let part = line.clone().find(|&index| {
        let gap = if index + 1 < line.end { reader.gap(index, index + 1) } else { 0..0 };
        gap.len() <= 3
            && gap.clone().next().is_some_and(|token| reader.is_in(&words.of, token))
            && is_count(reader.quantity(index))
            && is_count(reader.quantity(index + 1))
    })?;
    let whole = part + 1;
    let noun = reader.word(reader.place(whole).to);
    let tokens = reader.sentence(part);
    let before = tokens.start..reader.place(part).from;
    let (this, other) = words.opposites.iter().find_map(|[one, other]| {
        let told = |set| reader.any_in(set, before.clone());
        if told(one) {
            Some((one, other))
        } else if told(other) {
            Some((other, one))
        } else {
            None
        }
    })?;
    let next = sentence + 1;
    let here = reader.place(whole).to..tokens.end;
    let there = reader.document.sentences.get(next).map_or(0..0, |next| next.tokens.0 as usize..next.tokens.1 as usize);
    let mut candidates =
        (whole + 1..line.end).chain(if next < reader.document.sentences.len() { reader.line(next) } else { 0..0 });
    let opposite = candidates.find(|&index| {
        let from = reader.place(index).from;
        let range = if here.contains(&from) { here.start..from } else { there.start..from.max(there.start) };
        let near = range.end.saturating_sub(5).max(range.start)..range.end;
        let told = reader.any_in(other, near.clone()) && !reader.any_in(this, near);
        told && is_count(reader.quantity(index)) && reader.word(reader.place(index).to) == noun
    })?;
    let frame = sum_of(reader, whole, &[part, opposite], SumKind::Told)?;
    noun.chars().all(char::is_alphabetic).then_some(frame)
}

fn is_count(quantity: &Quantity) -> bool {
    is_plain(quantity) && quantity.unit.dimension == Dimension::Count
}

fn sum(reader: &Reader, total: usize, parts: Range<usize>, kind: SumKind) -> Option<Frame> {
    let parts: Vec<usize> = parts.collect();
    sum_of(reader, total, &parts, kind)
}

fn sum_of(reader: &Reader, total: usize, parts: &[usize], kind: SumKind) -> Option<Frame> {
    let unit = &reader.quantity(total).unit;
    let comparable = parts.iter().all(|&part| reader.quantity(part).unit.comparable(unit));
    if !comparable || unit.dimension.is("duration") || unit.dimension.is("temperature") {
        return None;
    }
    let parts: Option<Vec<Operand>> = parts.iter().map(|&part| reader.operand(part)).collect();
    Some(Frame::Sum { total: reader.operand(total)?, parts: parts?, kind })
}

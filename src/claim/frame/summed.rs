//! Totals whose parts stand in several sentences: "In all, 44,470 votes were cast", and what the others hold of a whole: "17 of the 33 seats … The Union keeps 11, and five go to independents".

use std::ops::Range;

use crate::claim::frame::change::{self, Role};
use crate::claim::frame::parts::is_qualified;
use crate::claim::frame::reader::{Reader, is_plain};
use crate::claim::frame::{Frame, Operand, SumKind, sums};
use crate::quantity::Dimension;

/// How many sentences before its own a total sums up.
const SENTENCES: usize = 3;

/// How many numbers back the total of a measure is looked for.
const BACK: usize = 40;

/// Parts at most.
const MOST: usize = 12;

/// Appends the totals of one sentence, unless another reading, from `of_sentence` on, has one.
pub fn find(reader: &Reader, sentence: usize, line: &Range<usize>, of_sentence: usize, frames: &mut Vec<Frame>) {
    if line.len() > MOST {
        return;
    }
    if frames[of_sentence..].iter().any(|frame| matches!(frame, Frame::Sum { .. })) {
        return;
    }
    let found = line.clone().find_map(|total| over_sentences(reader, sentence, total));
    frames.extend(found.or_else(|| held(reader, sentence, line)));
}

/// "In all, 44,470 valid votes were cast", after who had how many: only two swapped digits are told, for nothing else ties them.
fn over_sentences(reader: &Reader, sentence: usize, total: usize) -> Option<Frame> {
    let words = reader.words();
    let opens = reader.before(&words.totals_before, total) == Some(reader.sentence(total).start);
    if !opens || !is_plain(reader.quantity(total)) {
        return None;
    }
    let mut parts: Vec<usize> = Vec::new();
    let mut found = None;
    for back in 1..=SENTENCES {
        let Some(before) = reader.sentence_before(sentence, back) else { break };
        let told: Vec<usize> = before.filter(|&index| is_part(reader, index, total)).collect();
        parts.splice(0..0, told);
        let Some(frame) = sum(reader, total, &parts, SumKind::Drawn) else { continue };
        if sums::fits(&frame) {
            return None;
        }
        found = found.or_else(|| Some(frame).filter(sums::is_slip));
    }
    found
}

/// "The state pays 60% of the $1.05 billion, or $630 million; the city’s share is $420 million": the only other share is all that is left.
pub fn other_share(reader: &Reader, line: &Range<usize>, of_sentence: usize, frames: &mut Vec<Frame>) {
    let words = reader.words();
    let found = frames[of_sentence..].iter().find_map(|frame| {
        let Frame::Share { part, whole, .. } = frame else { return None };
        let last = line.clone().next_back().filter(|&last| is_plain(reader.quantity(last)))?;
        let operand = reader.operand(last)?;
        let after = [part, whole].iter().all(|one| one.span.end() <= operand.span.start());
        let second = reader.quantity(last - 1).span.start() <= part.span.start().max(whole.span.start());
        let from = reader.place(last).from;
        let share = reader.any_in(&words.shares, from.saturating_sub(3).max(reader.sentence(last).start)..from);
        let alike = operand.unit.comparable(&whole.unit) && part.unit.comparable(&whole.unit);
        (after && second && share && alike && !is_qualified(reader, last)).then(|| Frame::Sum {
            total: whole.clone(),
            parts: vec![part.clone(), operand],
            kind: SumKind::Told,
        })
    });
    frames.extend(found);
}

/// "Revenue in Europe climbed to $610 million. The Americas brought in $480 million and Asia $330 million": parts of a measure whose total stands
/// in another part of the draft. They cannot exceed it.
pub fn of_measure(reader: &Reader, sentence: usize, line: &Range<usize>, of_sentence: usize, frames: &mut Vec<Frame>) {
    let is_sum = frames[of_sentence..].iter().any(|frame| matches!(frame, Frame::Sum { .. }));
    if !is_sum && (2..=MOST).contains(&line.len()) {
        frames.extend(parts_of_measure(reader, sentence, line));
    }
}

fn parts_of_measure(reader: &Reader, sentence: usize, line: &Range<usize>) -> Option<Frame> {
    let words = reader.words();
    let tokens = reader.sentence(line.start);
    let verb = tokens.clone().find(|&token| reader.starts(&words.contributes, token).is_some())?;
    let lead = {
        let before = reader.sentence_before(sentence, 1)?;
        let mut money = before.filter(|&index| reader.quantity(index).unit.dimension == Dimension::Money);
        Some(money.next()?).filter(|_| money.next().is_none())?
    };
    let first = reader.sentence(lead).start;
    // "Revenue in Europe": the measure, and the part of it.
    let narrowed = reader.is_in(&words.in_year, first + 1);
    let alike = |index: &usize| reader.place(*index).from > verb && is_part(reader, *index, lead);
    let parts: Vec<usize> = [lead].into_iter().chain(line.clone().filter(alike)).collect();
    if !narrowed || parts.len() < 3 || is_qualified(reader, lead) {
        return None;
    }
    let measure = reader.stem(first);
    let until = reader.line(sentence).start;
    let of_measure = |&index: &usize| {
        let before = reader.tokens_before(index);
        let named =
            before.clone().any(|token| reader.stem(token) == measure && !reader.is_in(&words.in_year, token + 1));
        let comparable = reader.quantity(index).unit.comparable(&reader.quantity(lead).unit);
        let foreseen = reader.any_phrase(&reader.lexicon.claims.foreseen, reader.sentence(index));
        comparable && named && !foreseen && is_plain(reader.quantity(index)) && !is_qualified(reader, index)
    };
    let totals = (until.saturating_sub(BACK)..until).filter(|index| !parts.contains(index)).filter(of_measure);
    let total = totals.max_by_key(|&index| reader.operand(index).map(|total| total.printed.value))?;
    sum(reader, total, &parts, SumKind::Told)
}

/// What holders have of a whole that the sentence before tells: more than there is, or two digits swapped.
fn held(reader: &Reader, sentence: usize, line: &Range<usize>) -> Option<Frame> {
    let before = reader.sentence_before(sentence, 1)?;
    let (part, whole) = before.clone().zip(before.start + 1..before.end).find(|&(part, whole)| {
        let gap = reader.gap(part, whole);
        let of = gap.clone().next().is_some_and(|token| reader.is_in(&reader.words().of, token));
        of && gap.len() <= 3 && is_plain(reader.quantity(part)) && reader.noun(whole).is_some()
    })?;
    let holds =
        |&index: &usize| is_held(reader, index) && is_part(reader, index, whole) && reader.noun(index).is_none();
    let parts: Vec<usize> = line.clone().filter(holds).collect();
    let told = line.len() == parts.len() && is_held(reader, part);
    let frame = sum(reader, whole, &[&[part], &parts[..]].concat(), SumKind::Told)?;
    told.then_some(frame)
}

/// "keeps 11", "five go to": the verb right before or after; or it is left out, "and the Liberals seven".
fn is_held(reader: &Reader, index: usize) -> bool {
    let place = reader.place(index);
    let left_out = || {
        let held = index
            .checked_sub(1)
            .filter(|&other| reader.sentence(other) == reader.sentence(index) && is_held(reader, other));
        let gap = held.map_or(0..0, |held| reader.gap(held, index));
        let joint = reader.is_in(&reader.words().and, gap.start);
        joint
            && gap.len() <= 4
            && reader.ends_statement(place.to)
            && !gap.into_iter().any(|token| reader.is_verb(token))
    };
    let before = place.from.saturating_sub(2).max(reader.sentence(index).start)..place.from;
    reader.any_in(&reader.words().holds, before) || reader.is_in(&reader.words().holds, place.to) || left_out()
}

/// Whether a figure can be a part of a total: of its unit and noun, and no change, old level or distance.
fn is_part(reader: &Reader, index: usize, total: usize) -> bool {
    let (quantity, whole) = (reader.quantity(index), reader.quantity(total));
    let nouns = (reader.noun(index), reader.noun(total));
    let other = matches!(&nouns, (Some(part), Some(total)) if part != total);
    let compared = [&reader.words().above, &reader.words().below];
    let difference = compared.iter().any(|phrases| reader.starts(phrases, reader.place(index).to).is_some());
    quantity.unit.comparable(&whole.unit)
        && is_plain(quantity)
        && !other
        && !difference
        && !is_qualified(reader, index)
        && matches!(change::role(reader, index), Role::Plain | Role::New)
}

fn sum(reader: &Reader, total: usize, parts: &[usize], kind: SumKind) -> Option<Frame> {
    let operands: Option<Vec<Operand>> = parts.iter().map(|&part| reader.operand(part)).collect();
    (2..=MOST).contains(&parts.len()).then_some(Frame::Sum { total: reader.operand(total)?, parts: operands?, kind })
}

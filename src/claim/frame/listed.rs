//! Lists of parts whose total stands farther off: "About 620 pupils must move, 240 from Elm, 210 from Cedar and 170 from Pine", "Of those, seven
//! are on the northern route and five on the southern", "The Upper Cave had 720. Another 380 hung in the Bear Cave and 140 in the Mill
//! Cave". What shows the list is that its verb and its noun are left out after the first part: such parts are told against each other, and
//! none is counted twice.

use std::ops::Range;

use crate::claim::frame::parts::is_qualified;
use crate::claim::frame::reader::{Part, REACH, Reader, is_plain, is_point};
use crate::claim::frame::{Frame, Operand, SumKind, sums};
use crate::quantity::{Dimension, Number};

/// More parts than this are a table told in words.
const MOST: usize = 12;

/// How many quantities back the total of a list is looked for.
const BACK: usize = 40;

/// Tokens between the parts of a list: "204 in the Upper Cave near the river and".
const APART: usize = 12;

/// Appends the sum of the list in one sentence.
pub fn find(reader: &Reader, sentence: usize, line: &Range<usize>, of_sentence: usize, frames: &mut Vec<Frame>) {
    let is_told = |frame: &Frame| matches!(frame, Frame::Sum { kind: SumKind::Told, .. });
    if frames[of_sentence..].iter().any(|frame| matches!(frame, Frame::Sum { .. }) && !is_told(frame)) {
        return;
    }
    let Some(list) = list(reader, sentence, line) else { return };
    if !stands_alone(reader, &list, line) {
        return;
    }
    if let Some(sum) = announced(reader, line, &list).or_else(|| told_elsewhere(reader, sentence, line, &list)) {
        let mut of_sentence = frames.split_off(of_sentence);
        of_sentence.retain(|frame| !is_told(frame));
        frames.append(&mut of_sentence);
        frames.push(sum);
    }
}

/// The parts of a list, in order.
struct List {
    parts: Vec<Part>,
    /// Whether the first part has a verb of its own, which the others leave out.
    has_verb: bool,
    /// Index of its first quantity.
    first: usize,
}

fn list(reader: &Reader, sentence: usize, line: &Range<usize>) -> Option<List> {
    let all = reader.parts(sentence, line);
    let mut best: Option<List> = None;
    for start in 0..all.len() {
        let Some(first) = all[start].index.filter(|&index| !is_qualified(reader, index)) else { continue };
        let mut end = start + 1;
        let mut closed = false;
        while end < all.len() && !closed && end - start < MOST {
            let Some(and) = follows(reader, &all[end - 1], &all[end], end - 1 == start) else { break };
            closed = and;
            end += 1;
        }
        let longer = best.as_ref().is_none_or(|best| end - start > best.parts.len());
        if closed && longer {
            let parts = all[start..end].to_vec();
            let has_verb = !reader.is_placed(parts[0].to);
            best = Some(List { parts, has_verb, first });
        }
    }
    best.filter(|list| is_closed(reader, list.parts.last().map_or(0, |last| last.to)))
}

/// Whether `next` is the part after `part` in one list, and whether "and" makes it the last.
fn follows(reader: &Reader, part: &Part, next: &Part, first: bool) -> Option<bool> {
    let words = reader.words();
    if part.operand.unit != next.operand.unit || next.from <= part.to || next.from - part.to > APART {
        return None;
    }
    let places = |part: &Part| reader.is_placed(part.to);
    // "204 part-time and 96 full-time".
    let contrast = words.contrasts.iter().any(|[one, other]| {
        let near = |set: &crate::lexicon::Phrases<()>, part: &Part, reach: usize| {
            (part.to..part.to + reach).any(|token| reader.starts(set, token).is_some())
        };
        near(one, part, 3) && near(other, next, 1) || near(other, part, 3) && near(one, next, 1)
    });
    if !(places(next) && (first || places(part)) || contrast) {
        return None;
    }
    let joint = next.from - 1;
    let and = reader.is_in(&words.and, joint);
    let inner = part.to + usize::from(places(part))..joint;
    let own_verb = !first && inner.clone().any(|token| reader.is_verb(token));
    let broken =
        reader.any_in(&words.breaks, inner.clone()) || reader.any_phrase(&words.not_all, inner.clone()) || own_verb;
    let marked = inner.clone().any(|token| reader.is(token, '(') || reader.is(token, ')') || reader.is(token, ';'));
    ((and || reader.is(joint, ',')) && !broken && !marked).then_some(and)
}

/// Whether nothing is told of the last part but where it is: no verb follows before the end of the statement.
fn is_closed(reader: &Reader, to: usize) -> bool {
    let words = reader.words();
    let after = to + usize::from(reader.is_placed(to));
    let stop = (after..after + APART).find(|&token| reader.ends_statement(token));
    stop.is_some_and(|stop| {
        !reader.any_phrase(&words.not_all, after..stop) && !(after..stop).any(|token| reader.is_verb(token))
    })
}

/// Whether the sentence has no number of the same unit beside the list but a total before it.
fn stands_alone(reader: &Reader, list: &List, line: &Range<usize>) -> bool {
    let end = list.parts.iter().filter_map(|part| part.index).max().map_or(line.end, |last| last + 1);
    !(end..line.end).any(|index| reader.quantity(index).unit == list.parts[0].operand.unit)
}

/// The total right before the list in its sentence.
fn announced(reader: &Reader, line: &Range<usize>, list: &List) -> Option<Frame> {
    let words = reader.words();
    let unit = &list.parts[0].operand.unit;
    let total = (line.start..list.first).rev().find(|&index| reader.quantity(index).unit.comparable(unit))?;
    let gap = reader.place(total).to..list.parts[0].from;
    let opener = gap.clone().next_back()?;
    let colon = reader.is(opener, ':');
    let marked = colon || [',', '(', '—', '–'].iter().any(|&mark| reader.is(opener, mark));
    let of_total = opens_with_of(reader, total) && list.has_verb;
    let hidden = reader.any_phrase(&words.not_all, gap.clone()) && !of_total;
    let broken =
        !of_total && gap.clone().any(|token| reader.is_in(&words.breaks, token) && !reader.is_in(&words.and, token));
    let counted = reader.noun(total).is_some() || unit.dimension != Dimension::Count;
    if !(of_total || marked && !list.has_verb) || gap.len() > REACH + 4 || hidden || broken || !counted {
        return None;
    }
    let quantity = reader.quantity(total);
    let per_fits = quantity.per.is_none() || colon;
    let plain = matches!(quantity.number, Number::Point(_)) && per_fits && !is_qualified(reader, total);
    let frame = Frame::Sum { total: reader.operand(total)?, parts: operands(list), kind: SumKind::Listed };
    (plain && (sums::fits(&frame) || sums::is_near(&frame))).then_some(frame)
}

/// "Of the 41 schools, …".
fn opens_with_of(reader: &Reader, total: usize) -> bool {
    let first = reader.sentence(total).start;
    reader.is_in(&reader.words().of, first) && reader.place(total).from <= first + 3
}

fn operands(list: &List) -> Vec<Operand> {
    list.parts.iter().map(|part| part.operand.clone()).collect()
}

/// The total in a sentence before: "of those" points to the last one told, "of the victims" to a figure of as many persons; a list that goes
/// on from the sentence before it ("Another 380 …") takes that sentence's figure with it.
fn told_elsewhere(reader: &Reader, sentence: usize, line: &Range<usize>, list: &List) -> Option<Frame> {
    let words = reader.words();
    let tokens = reader.sentence(line.start);
    let inside =
        (line.start..list.first).any(|index| reader.quantity(index).unit.comparable(&list.parts[0].operand.unit));
    let of_them = reader.is_in(&words.of, tokens.start) && reader.is_in(&words.those, tokens.start + 1);
    // "Of them, 190,000 …": there the words point back to the total.
    let told = if of_them { tokens.start + 2..tokens.end } else { tokens.clone() };
    if inside || reader.any_phrase(&words.not_all, told) {
        return None;
    }
    if of_them {
        return of_those(reader, sentence, list);
    }
    let partitive = partitive(reader, list.parts[0].to);
    let mut parts = operands(list);
    let opened = partitive.or_else(|| opens_with_of_the(reader, tokens.start));
    let mut noun = opened.map(|token| reader.stem(token));
    if noun.is_none() {
        let before = reader.sentence_before(sentence, 1)?;
        let unit = &parts[0].unit;
        let alike: Vec<usize> =
            before.filter(|&index| reader.quantity(index).unit == *unit && !is_qualified(reader, index)).collect();
        let of_whole = alike.iter().copied().find(|&index| partitive_after(reader, index).is_some());
        let led = of_whole.or(if alike.len() == 1 { alike.first().copied() } else { None })?;
        let told_of = partitive_after(reader, led);
        let goes_on =
            told_of.is_some() || opens_with_more(reader, &tokens) || reader.before(&words.new_before, led).is_some();
        if !goes_on || !is_plain(reader.quantity(led)) {
            return None;
        }
        noun = told_of.map(|token| reader.stem(token));
        // "There have been 110 deaths": something else is counted on.
        let own = reader.noun_at(list.first).map(|token| reader.stem(token));
        if own.is_some() && own != noun {
            return None;
        }
        parts.insert(0, reader.operand(led)?);
    } else if parts.len() < 3 {
        return None;
    }
    total_of(reader, sentence, parts, noun.as_deref())
}

/// "Of the victims, …": the noun.
fn opens_with_of_the(reader: &Reader, first: usize) -> Option<usize> {
    partitive(reader, first).filter(|&noun| reader.is(noun + 1, ','))
}

/// "of the victims": the noun.
fn partitive(reader: &Reader, at: usize) -> Option<usize> {
    let of_the = reader.is_in(&reader.words().of, at) && reader.is_in(&reader.lexicon.names.definite, at + 1);
    (of_the && reader.is_telling(at + 2)).then_some(at + 2)
}

fn partitive_after(reader: &Reader, index: usize) -> Option<usize> {
    partitive(reader, reader.place(index).to)
}

/// "Another 380", "There have been 904".
fn opens_with_more(reader: &Reader, tokens: &Range<usize>) -> bool {
    reader.starts(&reader.words().goes_on, tokens.start).is_some()
}

/// "Of those, …": the last number told before.
fn of_those(reader: &Reader, sentence: usize, list: &List) -> Option<Frame> {
    let before = reader.sentence_before(sentence, 1)?;
    let alike: Vec<usize> = before.filter(|&index| reader.quantity(index).unit == list.parts[0].operand.unit).collect();
    let frames: Option<Vec<Frame>> = alike
        .iter()
        .filter(|&&index| is_point(reader.quantity(index)))
        .map(|&total| Some(Frame::Sum { total: reader.operand(total)?, parts: operands(list), kind: SumKind::Listed }))
        .collect();
    let frames = frames?;
    if frames.iter().any(sums::fits) {
        return None;
    }
    let slip = frames.iter().position(sums::is_slip);
    let near = || frames.iter().rposition(sums::is_near);
    let found = slip.or_else(near)?;
    frames.into_iter().nth(found)
}

/// The first figure of the draft that the parts nearly make, if no figure is what they make.
fn total_of(reader: &Reader, sentence: usize, parts: Vec<Operand>, noun: Option<&str>) -> Option<Frame> {
    let unit = parts[0].unit.clone();
    let until = reader.line(sentence).start;
    let near = reader.sentence_before(sentence, 1).map_or(until, |line| line.start);
    let block = reader.document.sentences[sentence].block;
    let mut found = None;
    for index in until.saturating_sub(BACK)..until {
        let quantity = reader.quantity(index);
        if !quantity.unit.comparable(&unit) || !is_point(quantity) || is_qualified(reader, index) {
            continue;
        }
        let frame = Frame::Sum { total: reader.operand(index)?, parts: parts.clone(), kind: SumKind::Listed };
        if sums::fits(&frame) {
            return None;
        }
        let of_block = reader.document.sentence_at(quantity.span.start());
        let beside = reader.document.sentences[of_block].block + 1 >= block && index < near.max(until);
        let told = match noun {
            Some(noun) => reader.speaks_of(index, noun),
            None => beside,
        };
        if told && found.is_none() && sums::is_near(&frame) {
            found = Some(frame);
        }
    }
    found
}

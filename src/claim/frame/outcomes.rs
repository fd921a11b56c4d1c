//! Outcomes of all there was: "Varro won 25 of the 38 matches, drew nine and lost four", and votes of a body of so many members: "the nine-member
//! board voted 6–3"; and of some, those of two outcomes that exclude each other.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claim::frame::reader::{REACH, Reader, is_plain};
use crate::claim::frame::{Frame, Operand, SumKind};
use crate::lexicon::Set;
use crate::quantity::{Dimension, Hedge, Number, Quantity, Unit};

/// A sentence with more numbers is a table told in words.
const MOST: usize = 12;

/// Appends the outcomes and votes of one sentence.
pub fn find(reader: &Reader, sentence: usize, line: &Range<usize>, frames: &mut Vec<Frame>) {
    if line.len() <= MOST {
        frames.extend(record(reader, sentence, line));
        frames.extend(votes(reader, line));
        frames.extend(exclusive(reader, sentence, line));
    }
}

/// "38 positions … Of those, 26 are vacant and 15 people will be laid off": what excludes each other is not more than there is.
fn exclusive(reader: &Reader, sentence: usize, line: &Range<usize>) -> Option<Frame> {
    let words = reader.words();
    let first = reader.sentence(line.clone().next()?).start;
    if !reader.is_in(&words.of, first) || !reader.is_in(&words.those, first + 1) {
        return None;
    }
    let counts: Vec<usize> = line.clone().filter(|&index| is_count(reader, index)).collect();
    let [one, other] = counts[..] else { return None };
    let told = |index: usize, set: &Set| {
        let to = reader.place(index).to;
        let next = if index == one { reader.place(other).from } else { reader.sentence(index).end };
        reader.any_in(set, to..next.min(to + REACH))
    };
    let apart = words.opposites.iter().any(|[a, b]| {
        told(one, a) && told(other, b) && !told(one, b) || told(one, b) && told(other, a) && !told(one, a)
    });
    let before = reader.sentence_before(sentence, 1).filter(|_| apart)?;
    let wholes = before.filter(|&index| is_count(reader, index)).filter_map(|index| reader.operand(index));
    // Of several numbers before, they are no more than the greatest.
    let total = wholes.max_by_key(|whole| whole.printed.value)?;
    Some(Frame::Sum { total, parts: vec![reader.operand(one)?, reader.operand(other)?], kind: SumKind::Told })
}

/// Won, drawn and lost: with all three, or with two of them where they are more than all.
fn record(reader: &Reader, sentence: usize, line: &Range<usize>) -> Option<Frame> {
    let words = reader.words();
    let of_kind = |kind: usize| {
        let mut told = line.clone().filter(|&index| is_count(reader, index) && outcome(reader, index) == Some(kind));
        Some(told.next()).filter(|_| told.next().is_none()).flatten()
    };
    let parts: Vec<usize> = (0..words.outcomes.len()).filter_map(of_kind).collect();
    let mut others = line.clone().filter(|index| is_count(reader, *index) && !parts.contains(index));
    let named = others.clone().find(|&index| is_named_games(reader, index));
    let opens = parts.iter().any(|&part| reader.place(part).from == reader.sentence(part).start);
    let before = games_before(reader, sentence).filter(|_| opens && named.is_none());
    let whole = named.or(before).or_else(|| others.clone().find(|&index| is_games(reader, index)))?;
    let last = parts.iter().max().copied();
    // "Eight were won and five drawn: 29 points": what is told after them is something else.
    let one_whole = others.all(|index| index == whole || before.is_some() && Some(index) > last);
    let kind = if parts.len() == words.outcomes.len() { SumKind::Stated } else { SumKind::Told };
    let operands: Option<Vec<Operand>> = parts.iter().map(|&part| reader.operand(part)).collect();
    (one_whole && parts.len() >= 2).then_some(Frame::Sum { total: reader.operand(whole)?, parts: operands?, kind })
}

/// "a run of 13 games. Eight were won and five drawn": the only number of games in the sentence before.
fn games_before(reader: &Reader, sentence: usize) -> Option<usize> {
    let before = reader.sentence_before(sentence, 1)?;
    let mut games = before.filter(|&index| is_count(reader, index) && is_named_games(reader, index));
    games.next().filter(|_| games.next().is_none())
}

fn is_count(reader: &Reader, index: usize) -> bool {
    let quantity = reader.quantity(index);
    is_plain(quantity) && quantity.unit.dimension == Dimension::Count && !quantity.scaled
}

/// Which outcome a count is of, by the verb right before it or the noun right after it.
fn outcome(reader: &Reader, index: usize) -> Option<usize> {
    let place = reader.place(index);
    let outcomes = &reader.words().outcomes;
    let of = |token: usize| outcomes.iter().position(|set| reader.is_in(set, token));
    let after = place.to + usize::from(reader.is_in(&reader.words().auxiliaries, place.to));
    of(after).or_else(|| place.from.checked_sub(1).and_then(of))
}

/// "of the 38 matches", "in 38 games", "played 38".
fn is_games(reader: &Reader, index: usize) -> bool {
    let words = reader.words();
    let place = reader.place(index);
    let played = place.from.checked_sub(1).is_some_and(|before| reader.is_in(&words.plays, before));
    let noun = is_named_games(reader, index);
    let first = reader.sentence(index).start;
    let of = (place.from.saturating_sub(2).max(first)..place.from).any(|token| reader.is_in(&words.of, token));
    played || noun || of
}

/// "38 games", "38 league matches".
fn is_named_games(reader: &Reader, index: usize) -> bool {
    let to = reader.place(index).to;
    (to..to + 2).any(|token| reader.is_in(&reader.words().games, token))
}

/// "voted 6–3", "by 19 votes to 13, with one abstention": no more than the body has members.
fn votes(reader: &Reader, line: &Range<usize>) -> Option<Frame> {
    let words = reader.words();
    let sentence = line.clone().next().map(|index| reader.sentence(index))?;
    let members = line.clone().filter(|&index| is_count(reader, index) && is_body(reader, index));
    let members: Vec<usize> = members.collect();
    let [body] = members[..] else { return None };
    let told = sentence.clone().find_map(|token| score(reader, &sentence, token));
    let mut parts = told.or_else(|| set_against(reader, line, body))?;
    let aside = |index: &usize| {
        (reader.place(*index).to..reader.place(*index).to + 2).any(|token| reader.is_in(&words.abstains, token))
    };
    let abstained: Option<Vec<Operand>> = line.clone().filter(aside).map(|index| reader.operand(index)).collect();
    parts.extend(abstained?);
    let mut seen = Vec::new();
    parts.retain(|part| {
        !seen.contains(&part.span) && {
            seen.push(part.span);
            true
        }
    });
    Some(Frame::Sum { total: reader.operand(body)?, parts, kind: SumKind::Told })
}

/// "nine-member board", "33 members", "nine justices".
fn is_body(reader: &Reader, index: usize) -> bool {
    let to = reader.place(index).to;
    let hyphen = usize::from(reader.is(to, '-') || reader.is(to, '‑'));
    let within = to.checked_sub(1).is_some_and(|last| reader.is_in(&reader.words().seats, last));
    within || reader.is_in(&reader.words().seats, to + hyphen)
}

/// "voted 6–3", "by a vote of 7-2-1": the numbers of a score after a word of voting.
fn score(reader: &Reader, sentence: &Range<usize>, token: usize) -> Option<Vec<Operand>> {
    let words = reader.words();
    let near = token.saturating_sub(REACH).max(sentence.start)..token;
    // "voted after the team had won 41–2": the nearest word counts.
    let played = |before: usize| words.outcomes.iter().any(|set| reader.is_in(set, before));
    let told = near.rev().find(|&before| reader.is_in(&words.votes, before) || played(before));
    let voted = told.is_some_and(|told| !played(told)) && !reader.is(token.wrapping_sub(1), '-');
    let dash = |at: usize| reader.is(at, '-') || reader.is(at, '–') || reader.is(at, '‑');
    let mut operands = vec![number(reader, token).filter(|_| voted && dash(token + 1) && !reader.is_masked(token))?];
    let mut at = token;
    while dash(at + 1) && operands.len() < 4 {
        operands.push(number(reader, at + 2)?);
        at += 2;
    }
    Some(operands)
}

/// A token of one to three digits as a number.
fn number(reader: &Reader, token: usize) -> Option<Operand> {
    let token = reader.document.tokens.get(token)?;
    let text = token.text(&reader.document.prose);
    let value: u32 = Some(text).filter(|text| text.len() <= 3)?.parse().ok()?;
    let quantity = Quantity {
        span: token.span,
        number_span: token.span,
        number: Number::Point(Decimal::from(value)),
        hedge: Hedge::None,
        unit: Unit::count(),
        place: Decimal::ONE,
        worded: false,
        scaled: false,
        per: None,
    };
    reader.operand_of(&quantity)
}

/// "by 19 votes to 13", "voted by 7 to 3".
fn set_against(reader: &Reader, line: &Range<usize>, body: usize) -> Option<Vec<Operand>> {
    let words = reader.words();
    let pair = line.clone().zip(line.start + 1..line.end).find(|&(one, other)| {
        let gap = reader.gap(one, other);
        let to = gap.clone().next_back().is_some_and(|last| reader.is_in(&words.against, last));
        let before =
            reader.place(one).from.saturating_sub(REACH).max(reader.sentence(one).start)..reader.place(one).from;
        let voted = reader.any_in(&words.votes, before) || reader.any_in(&words.votes, gap.clone());
        let counted = is_count(reader, one) && is_count(reader, other) && one != body && other != body;
        counted && to && gap.len() <= 2 && voted
    })?;
    Some(vec![reader.operand(pair.0)?, reader.operand(pair.1)?])
}

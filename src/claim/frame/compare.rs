//! "84 points, five more than Sant Orso, who took 79", "That is 15% less than the 5.4 million of a year earlier", "They have gained
//! 24% since January, when they stood at 200p": a difference, what it is measured from, and the figure that it is told of, which may
//! stand in the sentence before.

use std::ops::Range;

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use crate::claim::frame::change::{Role, change_before, direction, other_basis, role};
use crate::claim::frame::reader::{Lent, REACH, Reader};
use crate::claim::frame::{Direction, Frame};
use crate::quantity::{Dimension, Hedge, Interval, Number, Quantity, Unit};
use crate::span::Span;

/// A difference with its basis, while the figure that it is told of is looked for.
#[derive(Clone, Copy)]
struct Difference {
    change: usize,
    base: usize,
    direction: Direction,
}

/// How many numbers back the figure is looked for that a difference is told of.
const NEAREST: usize = 24;

/// Appends the differences of one sentence. `of_sentence` says where its frames begin: what another reading has is not read again.
pub fn find(reader: &Reader, sentence: usize, line: &Range<usize>, of_sentence: usize, frames: &mut Vec<Frame>) {
    let of_change = |frame: &Frame| if let Frame::Change { change, .. } = frame { Some(change.span) } else { None };
    let read: FxHashSet<Span> = frames[of_sentence..].iter().filter_map(of_change).collect();
    for change in line.clone().filter(|&change| !read.contains(&reader.quantity(change).span)) {
        if let Some(difference) = difference(reader, change, line) {
            frames.extend(complete(reader, sentence, line, difference));
        }
    }
    let restated = restated(reader, sentence, line, frames);
    frames.extend(restated);
}

/// A number with words of comparison after it, or a change since a time when the level was another.
fn difference(reader: &Reader, change: usize, line: &Range<usize>) -> Option<Difference> {
    if !matches!(reader.quantity(change).number, Number::Point(_) | Number::Share(_)) {
        return None;
    }
    let to = reader.place(change).to;
    let next = change + 1;
    // "12% more than 3.5 million", where "more than" was read as a hedge.
    if next < line.end && reader.gap(change, next).len() <= 1 {
        let direction = match reader.quantity(next).hedge {
            Hedge::MoreThan => Some(Direction::Up),
            Hedge::LessThan => Some(Direction::Down),
            _ => None,
        };
        if let Some(direction) = direction {
            return Some(Difference { change, base: next, direction });
        }
    }
    // "five more than", "68,000 visitors more than".
    let counted = |token: &usize| *token == to || reader.is_telling(*token - 1);
    let compared = (to..to + 3).take_while(counted).find_map(|token| {
        let more = reader.starts(&reader.words().above, token).map(|len| (token + len, Direction::Up));
        more.or_else(|| reader.starts(&reader.words().below, token).map(|len| (token + len, Direction::Down)))
    });
    let (from, direction) = match compared {
        Some(found) => found,
        None => (since(reader, change)?, changed(reader, change)?),
    };
    let lengths = is_duration(reader.quantity(change));
    let base = (next..line.end).find(|&index| lengths || !is_duration(reader.quantity(index)))?;
    let near = reader.place(base).from.checked_sub(from).is_some_and(|gap| gap <= REACH);
    let basis = from..reader.place(base).from;
    (near && !ends(reader, basis)).then_some(Difference { change, base, direction })
}

/// The direction of a change that is told before its size.
fn changed(reader: &Reader, change: usize) -> Option<Direction> {
    match change_before(reader, change, reader.sentence(change).start)? {
        Role::Change(direction) => Some(direction),
        _ => None,
    }
}

/// "since January, when": the token after it.
fn since(reader: &Reader, change: usize) -> Option<usize> {
    let words = reader.words();
    let to = reader.place(change).to;
    let since = (to..to + 4).find(|&token| reader.is_in(&words.since, token))?;
    let when = (since..since + 6).find(|&token| reader.is_in(&words.when, token))?;
    Some(when + 1)
}

/// Whether another statement begins in the words, or what they tell is no single level.
pub fn ends(reader: &Reader, range: Range<usize>) -> bool {
    let words = reader.words();
    let relative = |token: usize| reader.is_in(&words.relatives, token) || reader.is_in(&words.when, token);
    range
        .into_iter()
        .any(|token| reader.is_in(&words.distributes, token) || reader.is_in(&words.breaks, token) && !relative(token))
}

/// The frame of a difference, where one figure is it told of: in the sentence, or, where that begins with a pronoun, in the one before.
fn complete(reader: &Reader, sentence: usize, line: &Range<usize>, difference: Difference) -> Option<Frame> {
    let Difference { change, base, .. } = difference;
    if other_basis(reader, change, base) {
        return None;
    }
    let here: Vec<usize> = (line.start.max(change.saturating_sub(NEAREST))..change)
        .filter(|&level| comparable(reader, level, difference))
        .collect();
    let inside = !here.is_empty();
    let levels = if inside {
        here
    } else {
        let before = reader.sentence_before(sentence, 1)?;
        before.rev().take(NEAREST).filter(|&level| comparable(reader, level, difference)).collect()
    };
    // "The fee is 31% below that of Dunmore": what the sentence before tells of may be something else.
    let tied = inside || opens_with_pronoun(reader, sentence);
    let definite =
        reader.is_in(&reader.lexicon.names.definite, reader.sentence(change).start) && since(reader, change).is_none();
    if !tied && !definite {
        return None;
    }
    let mut found = None;
    for level in levels {
        let frame = frame(reader, difference, level)?;
        match fit(&frame) {
            Fit::Near if !(tied || is_swapped(&frame) && is_one_unit(reader, level, base)) => {}
            // What it is told of is found, and right.
            Fit::Makes => return Some(frame),
            Fit::Near if found.is_some() => return None,
            Fit::Near => found = Some(frame),
            Fit::Far => {}
        }
    }
    found
}

fn frame(reader: &Reader, difference: Difference, level: usize) -> Option<Frame> {
    let Difference { change, base, direction } = difference;
    let base_quantity = Quantity { hedge: hedge_of_base(reader, difference), ..reader.quantity(base).clone() };
    // A difference of two temperatures is one of degrees, wherever the scale begins.
    let [level, base_quantity] = if is_temperature(reader.quantity(level)) {
        [reader.quantity(level), &base_quantity].map(in_degrees)
    } else {
        [reader.quantity(level).clone(), base_quantity]
    };
    let (new, old) = reader.pair(&level, &base_quantity, Lent::Unit)?;
    let change_operand = reader.operand_beside(change, &new)?;
    let dimension = &change_operand.unit.dimension;
    let points = *dimension == Dimension::Points && new.unit.dimension == Dimension::Percent;
    let relative = *dimension == Dimension::Percent && new.unit.dimension != Dimension::Percent;
    let amount = change_operand.unit.comparable(&new.unit) && *dimension != Dimension::Percent;
    (points || relative || amount).then_some(Frame::Change { change: change_operand, new, old, direction, sure: false })
}

/// "12% more than 3.5 million": the words that look like a hedge belong to the difference.
fn hedge_of_base(reader: &Reader, difference: Difference) -> Hedge {
    let hedge = reader.quantity(difference.base).hedge;
    let touching =
        difference.base == difference.change + 1 && reader.gap(difference.change, difference.base).len() <= 1;
    if touching && matches!(hedge, Hedge::MoreThan | Hedge::LessThan) { Hedge::None } else { hedge }
}

/// Whether a level can be compared with the basis: of one unit, and, where things are counted, of one noun.
fn comparable(reader: &Reader, level: usize, difference: Difference) -> bool {
    let (quantity, base) = (reader.quantity(level), reader.quantity(difference.base));
    let nouns = [level, difference.base, difference.change].map(|index| reader.noun(index));
    let one_noun = match &nouns {
        [Some(level), Some(base), _] => level == base,
        [None, Some(base), Some(change)] => base == change || is_temperature(quantity),
        [Some(level), None, Some(change)] => level == change || is_temperature(quantity),
        _ => true,
    };
    let counts = base.unit.dimension == Dimension::Count;
    matches!(quantity.number, Number::Point(_))
        && matches!(base.number, Number::Point(_))
        && (!counts || one_noun)
        && (quantity.unit.comparable(&base.unit) || counts && quantity.unit.dimension != Dimension::Percent)
        && !is_duration_of_time(reader, level, difference)
        // "closed at 248p, up 6p": a change is no level.
        && changed(reader, level).is_none()
        // "7% more than the £1,200 of a year before, and 44% more than …": nor is what another difference is from.
        && role(reader, level) != Role::Old
}

/// Whether both are measured in one unit, currency included.
fn is_one_unit(reader: &Reader, level: usize, base: usize) -> bool {
    let (level, base) = (reader.quantity(level), reader.quantity(base));
    level.unit == base.unit
}

/// A length of time is a level only where one is compared.
fn is_duration_of_time(reader: &Reader, level: usize, difference: Difference) -> bool {
    is_duration(reader.quantity(level)) && !is_duration(reader.quantity(difference.base))
}

fn is_duration(quantity: &Quantity) -> bool {
    quantity.unit.dimension.is("duration")
}

fn is_temperature(quantity: &Quantity) -> bool {
    quantity.unit.dimension.is("temperature")
}

fn in_degrees(quantity: &Quantity) -> Quantity {
    Quantity { unit: Unit::new(Dimension::Count, "", Decimal::ONE), ..quantity.clone() }
}

/// Whether two swapped digits of the change explain why the levels do not make it.
fn is_swapped(frame: &Frame) -> bool {
    let Frame::Change { change, new, old, .. } = frame else { return false };
    let apart = new.printed.nearest.minus(&old.printed.nearest).map(|apart| apart.magnitude());
    let relative = change.unit.dimension == Dimension::Percent;
    let made = if relative {
        apart.and_then(|apart| apart.over(&old.printed.nearest)?.times(Decimal::ONE_HUNDRED))
    } else {
        apart
    };
    made.is_some_and(|made| change.printed.is_swap_of(&made))
}

/// How well three figures go together.
pub enum Fit {
    /// The two levels make the change.
    Makes,
    /// They make another of its size: one of the three may be a slip.
    Near,
    /// They have nothing to do with each other.
    Far,
}

/// How well levels and change of a frame go together.
pub fn fit(frame: &Frame) -> Fit {
    let Frame::Change { change, new, old, .. } = frame else { return Fit::Far };
    let relative = change.unit.dimension == Dimension::Percent;
    let apart = (new.printed.value - old.printed.value).abs();
    let made = if relative {
        apart.checked_mul(Decimal::ONE_HUNDRED).and_then(|apart| apart.checked_div(old.printed.value))
    } else {
        Some(apart)
    };
    let Some(made) = made else { return Fit::Far };
    let stated = change.printed.value;
    if !change.printed.as_result().is_disjoint(&Interval::point(made)) {
        return Fit::Makes;
    }
    let four = Decimal::from(4);
    let near = |a: Decimal, b: Decimal| a.checked_mul(four).is_none_or(|most| b <= most);
    if near(made, stated) && near(stated, made) { Fit::Near } else { Fit::Far }
}

/// "That is 15% less", "They have gained 24%".
pub fn opens_with_pronoun(reader: &Reader, sentence: usize) -> bool {
    let first = reader.document.sentences[sentence].tokens.0 as usize;
    reader.is_in(&reader.words().pronouns, first)
}

/// "1,240 bats, 310 more than in 2022, when 930 were found. That is an increase of 33%": the change again, as a percentage.
fn restated(reader: &Reader, sentence: usize, line: &Range<usize>, frames: &[Frame]) -> Option<Frame> {
    let change = Some(line.start).filter(|_| line.len() == 1)?;
    let percent = reader.quantity(change).unit.dimension == Dimension::Percent;
    if !percent || !opens_with_pronoun(reader, sentence) {
        return None;
    }
    let told = reader.sentence_before(sentence, 1)?;
    let Frame::Change { new, old, direction, change: amount, .. } = frames.last()? else { return None };
    let inside = told.into_iter().any(|index| reader.quantity(index).span == amount.span);
    // "That is", "This was": nothing but the two numbers stands behind it.
    let copula = reader.starts(&reader.words().equals, reader.sentence(change).start + 1).is_some();
    let place = reader.place(change);
    let way = changed(reader, change).or_else(|| direction_after(reader, place.to))?;
    let plain = !reader.any_phrase(&reader.words().other_bases, reader.sentence(change));
    let frame = Frame::Change {
        change: reader.operand(change)?,
        new: new.clone(),
        old: old.clone(),
        direction: way,
        sure: false,
    };
    let relative = amount.unit.dimension != Dimension::Percent && new.unit.dimension != Dimension::Percent;
    (inside && copula && plain && relative && way == *direction && !matches!(fit(&frame), Fit::Far)).then_some(frame)
}

/// "a 33% increase".
fn direction_after(reader: &Reader, token: usize) -> Option<Direction> {
    reader.is_in(&reader.words().after_change, token).then(|| direction(reader, token)).flatten()
}

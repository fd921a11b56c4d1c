//! "Capacity is to rise by a third, to 24,000 tonnes from 18,000": a change told as a fraction, and the two levels after it.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claim::frame::change::{self, Role, direction, other_basis};
use crate::claim::frame::reader::{Lent, REACH, Reader};
use crate::claim::frame::{Direction, Frame};
use crate::lexicon::numbers::NumberWord;
use crate::quantity::{Dimension, Hedge, Number, Quantity, Unit};

/// A sentence with more numbers is a table told in words.
const MOST: usize = 24;

/// Appends the changes by a fraction of one sentence.
pub fn find(reader: &Reader, line: &Range<usize>, frames: &mut Vec<Frame>) {
    if (2..=MOST).contains(&line.len()) {
        let tokens = reader.sentence(line.start);
        let first = tokens.start;
        frames.extend(tokens.filter_map(|by| of_levels(reader, line, first, by)));
    }
}

fn of_levels(reader: &Reader, line: &Range<usize>, first: usize, by: usize) -> Option<Frame> {
    if !reader.is_in(&reader.words().by, by) || reader.is_masked(by) {
        return None;
    }
    let (fraction, to) = fraction(reader, by + 1)?;
    let direction = told_before(reader, first, by)?;
    let next = line.clone().find(|&index| reader.place(index).from >= to)?;
    let other = Some(next + 1).filter(|&other| other < line.end)?;
    let (new, old) = match (change::role(reader, next), change::role(reader, other)) {
        (Role::New | Role::Plain, Role::Old) => (next, other),
        (Role::Old, Role::New | Role::Plain) => (other, next),
        _ => return None,
    };
    let near = |gap: Range<usize>| gap.len() <= REACH && !reader.any_in(&reader.words().breaks, gap);
    if !near(to..reader.place(next).from) || !near(reader.gap(next, other)) || other_basis(reader, next, other) {
        return None;
    }
    let (new, old) = reader.pair(reader.quantity(new), reader.quantity(old), Lent::UnitAndScale)?;
    Some(Frame::Change { change: reader.operand_of(&fraction)?, new, old, direction, sure: false })
}

/// "a third", "almost half", "two-thirds", and the token after it; no fraction of something else ("a third of a cent").
fn fraction(reader: &Reader, at: usize) -> Option<(Quantity, usize)> {
    let numbers = &reader.lexicon.numbers;
    let prose = &reader.document.prose;
    let (hedge, from) = numbers
        .hedges
        .starting(prose, &reader.document.tokens, at)
        .map_or((Hedge::None, at), |(len, &hedge)| (hedge, at + len));
    let counted = (0..3).find(|skip| numbers.fractions.contains_key(reader.word(from + skip).as_ref()))?;
    let divisor = *numbers.fractions.get(reader.word(from + counted).as_ref())?;
    let hyphen = |token: usize| reader.is(token, '-') || reader.is(token, '‑');
    let ones = |token: usize| match numbers.words.get(reader.word(token).as_ref()) {
        Some(NumberWord::Ones(ones)) => Some(*ones),
        _ => None,
    };
    // "half", "a third", "two-thirds".
    let parts = match counted {
        0 => 1,
        1 if numbers.articles.contains(reader.word(from).as_ref()) => 1,
        1 => ones(from)?,
        _ if hyphen(from + 1) => ones(from)?,
        _ => return None,
    };
    let last = from + counted;
    let of = numbers.after_fraction.contains(reader.word(last + 1).as_ref());
    // "by a third next year", but not "a third pupils".
    let timed = reader.lexicon.claims.stretches.contains(reader.word(last + 2).as_ref());
    let measured = reader.is_telling(last + 1) && !(timed && reader.is_in(&reader.words().next, last + 1));
    if of || measured || hyphen(last + 1) || parts >= divisor {
        return None;
    }
    let span = |from: usize| reader.document.tokens[from].span.to(reader.document.tokens[last].span);
    let percent = Decimal::from(parts * 100).checked_div(Decimal::from(divisor))?;
    let quantity = Quantity {
        span: span(at),
        number_span: span(from),
        number: Number::Share(percent),
        hedge,
        unit: Unit::new(Dimension::Percent, "", Decimal::ONE),
        place: Decimal::ONE,
        worded: true,
        scaled: false,
        per: None,
    };
    Some((quantity, last + 1))
}

/// The direction of the change that "by" belongs to.
fn told_before(reader: &Reader, first: usize, by: usize) -> Option<Direction> {
    let reached = by.saturating_sub(8).max(first);
    let within = (reached..by).rev().take_while(|&token| !reader.is(token, ','));
    within.into_iter().find_map(|token| direction(reader, token))
}

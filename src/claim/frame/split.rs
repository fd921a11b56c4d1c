//! "She won by 11,231 votes to 7,181, or 61% to 39%": two counts and the shares of their sum.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claim::frame::reader::{Reader, is_plain};
use crate::claim::frame::{Frame, Operand};
use crate::quantity::{Dimension, Number};

/// Appends the split of one sentence.
pub fn find(reader: &Reader, line: &Range<usize>, frames: &mut Vec<Frame>) {
    frames.extend((line.start..line.end.saturating_sub(2)).filter_map(|one| split(reader, line, one)));
}

fn split(reader: &Reader, line: &Range<usize>, one: usize) -> Option<Frame> {
    let (other, third) = (one + 1, one + 2);
    let count =
        |index: usize| is_plain(reader.quantity(index)) && reader.quantity(index).unit.dimension == Dimension::Count;
    if !count(one) || !count(other) || !is_against(reader, one, other) || !restates(reader, other, third) {
        return None;
    }
    let [share, rest] = shares(reader, line, third)?;
    let (part, other) = (reader.operand(one)?, reader.operand(other)?);
    // What others had is no part of the two.
    let all = share.printed.value.checked_add(rest.printed.value)?;
    let whole = (all - Decimal::ONE_HUNDRED).abs() <= share.printed.place.max(rest.printed.place);
    whole.then_some(Frame::Split { share, part, other })
}

/// "11,231 votes to 7,181".
fn is_against(reader: &Reader, one: usize, other: usize) -> bool {
    let gap = reader.gap(one, other);
    gap.len() <= 2 && gap.clone().next_back().is_some_and(|last| reader.is_in(&reader.words().against, last))
}

/// ", or 61%", " (61%".
fn restates(reader: &Reader, a: usize, b: usize) -> bool {
    let gap = reader.gap(a, b);
    let last = gap.end.wrapping_sub(1);
    let or = gap.len() == 2 && reader.is(gap.start, ',') && reader.is_in(&reader.words().or, last);
    or || gap.len() == 1 && reader.is(last, '(')
}

/// "61% to 39%", which may have been read as a range.
fn shares(reader: &Reader, line: &Range<usize>, at: usize) -> Option<[Operand; 2]> {
    let quantity = reader.quantity(at);
    if quantity.unit.dimension != Dimension::Percent {
        return None;
    }
    if matches!(quantity.number, Number::Range(..)) {
        return reader.ends_of_range(at);
    }
    let next = at + 1;
    let alike = next < line.end && is_against(reader, at, next) && reader.quantity(next).unit == quantity.unit;
    alike.then_some([reader.operand(at)?, reader.operand(next)?])
}

//! "40 vans at £38,000 each, £1.52 million in all", "$8.4 million from 42 clients, an average of $200,000": so much for each of so many.

use std::ops::Range;

use crate::claim::frame::Frame;
use crate::claim::frame::reader::{Reader, is_plain};
use crate::quantity::{Dimension, Number, Quantity};

/// Tokens from the first of the three numbers to the last.
const WITHIN: usize = 30;

/// Numbers on either side of that for each that are looked at.
const FEW: usize = 8;

/// Appends the products of one sentence: an amount for each, one count before it, and one amount in all.
pub fn find(reader: &Reader, line: &Range<usize>, frames: &mut Vec<Frame>) {
    for each in line.clone().filter(|&index| is_of_each(reader, index)) {
        frames.extend(product(reader, line, each));
    }
    for mean in line.clone().filter(|&index| is_mean(reader, index)) {
        frames.extend(mean_of(reader, line, mean));
    }
}

/// "an average of 18,000", of things that are counted.
fn is_mean(reader: &Reader, index: usize) -> bool {
    is_counted(reader.quantity(index))
        && is_plain(reader.quantity(index))
        && reader.before(&reader.words().averages, index).is_some()
}

/// "The 41 home games drew 738,000 people, an average of 18,000": of the only two counts before it the greater is what all drew.
fn mean_of(reader: &Reader, line: &Range<usize>, mean: usize) -> Option<Frame> {
    let words = reader.words();
    let counted = |&index: &usize| {
        is_counted(reader.quantity(index)) && is_plain(reader.quantity(index)) && reader.noun(index).is_some()
    };
    let before: Vec<usize> = line.clone().take_while(|&index| index < mean).collect();
    let [one, other] = before[..] else { return None };
    let between = reader.place(one).to..reader.place(mean).from;
    let near = between.len() <= WITHIN
        && !reader.any_phrase(&words.not_each, between.clone())
        && !reader.any_in(&words.and, between);
    let apposed = reader
        .before(&words.averages, mean)
        .is_some_and(|start| (start.saturating_sub(2)..start).any(|token| reader.is(token, ',')));
    let both = [one, other].iter().all(counted);
    let (one, other) = (reader.operand(one)?, reader.operand(other)?);
    let (total, count) = if one.printed.value > other.printed.value { (one, other) } else { (other, one) };
    (near && apposed && both).then_some(Frame::Product { total, count, each: reader.operand(mean)? })
}

/// "£38,000 each", "an average of $200,000".
fn is_of_each(reader: &Reader, index: usize) -> bool {
    let words = reader.words();
    let quantity = reader.quantity(index);
    let money = quantity.unit.dimension == Dimension::Money && matches!(quantity.number, Number::Point(_));
    let after = reader.is_in(&words.apiece, reader.place(index).to);
    money && (quantity.per.is_none() && after || is_average(reader, index))
}

/// "an average of £480", "an average rent of £480 a month".
fn is_average(reader: &Reader, index: usize) -> bool {
    let words = reader.words();
    let named = || {
        let of = reader.place(index).from.checked_sub(1).filter(|&of| reader.is_in(&words.of, of))?;
        reader.ends(&words.averages, of.checked_sub(1)?).filter(|_| reader.is_telling(of - 1))
    };
    reader.before(&words.averages, index).is_some() || named().is_some()
}

fn product(reader: &Reader, line: &Range<usize>, each: usize) -> Option<Frame> {
    let words = reader.words();
    let near = |index: &usize| reader.place(*index).from.abs_diff(reader.place(each).from) <= WITHIN;
    let amount = |index: &usize| {
        let quantity = reader.quantity(*index);
        let alike = quantity.unit == reader.quantity(each).unit && quantity.per == reader.quantity(each).per;
        *index != each && alike && matches!(quantity.number, Number::Point(_))
    };
    let counted = |index: &usize| is_counted(reader.quantity(*index)) && reader.noun(*index).is_some();
    let few = line.start.max(each.saturating_sub(FEW))..line.end.min(each + FEW + 1);
    let others: Vec<usize> = few.filter(|index| *index != each).filter(near).collect();
    let amounts: Vec<usize> = others.iter().copied().filter(amount).collect();
    let counts: Vec<usize> = others.iter().copied().filter(counted).collect();
    // Another number could be what is counted, or the total of something else.
    let ([total], [count]) = (&amounts[..], &counts[..]) else { return None };
    let (first, last) = (each.min(*total).min(*count), each.max(*total).max(*count));
    let between = reader.place(first).to..reader.place(last).from;
    let ended = between.clone().any(|token| reader.is(token, ';'));
    let broken = ended || reader.any_phrase(&words.not_each, between.clone()) || reader.any_in(&words.and, between);
    let plain = is_plain(reader.quantity(*count)) && last - first == 2;
    if broken || !plain {
        return None;
    }
    Some(Frame::Product { total: reader.operand(*total)?, count: reader.operand(*count)?, each: reader.operand(each)? })
}

fn is_counted(quantity: &Quantity) -> bool {
    quantity.unit.dimension == Dimension::Count
}

//! Two numbers of one thing: "10 miles (16 km)", "between 10 and 5 people".

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claim::frame::Frame;
use crate::claim::frame::reader::{Lent, Reader};
use crate::quantity::{Dimension, Hedge, Number, Quantity};

/// Appends the conversions and the ranges of one sentence.
pub fn find(reader: &Reader, line: &Range<usize>, frames: &mut Vec<Frame>) {
    for at in line.clone().skip(1) {
        frames.extend(conversion(reader, at - 1, at, line));
        frames.extend(range(reader, at - 1, at));
    }
}

/// "1,140-km (708-mile)", "€5 million ($5.4 million)": a measure and the same in another unit, in brackets.
fn conversion(reader: &Reader, a: usize, b: usize, line: &Range<usize>) -> Option<Frame> {
    let words = reader.words();
    let (given, converted) = (reader.quantity(a), reader.quantity(b));
    let measured = match (&given.unit.dimension, &converted.unit.dimension) {
        (Dimension::Measured(one), Dimension::Measured(other)) => one == other && !words.no_conversion.contains(one),
        (Dimension::Money, Dimension::Money) => {
            [given, converted].iter().all(|one| words.near_par.contains(&one.unit.name))
        }
        _ => false,
    };
    let points = [given, converted].iter().all(|one| matches!(one.number, Number::Point(_)) && one.per.is_none());
    let gap = reader.gap(a, b);
    let bracket = gap.clone().next_back().is_some_and(|last| reader.is(last, '('));
    let to = reader.place(b).to;
    let closed = reader.is(to, ')');
    if !measured || !points || given.unit == converted.unit || !bracket || !closed || gap.len() > 3 {
        return None;
    }
    // "5 feet 10 inches (178 cm)": what is converted is more than the last of the two.
    let compound =
        a > line.start && reader.gap(a - 1, a).len() <= 1 && reader.quantity(a - 1).unit.comparable(&given.unit);
    let ambiguous = [given, converted].iter().any(|one| words.several_sizes.contains(&one.unit.name));
    if compound || ambiguous {
        return None;
    }
    Some(Frame::Conversion { given: reader.operand(a)?, converted: reader.operand(b)? })
}

/// "between 10 and 5 people": the greater end first.
fn range(reader: &Reader, a: usize, b: usize) -> Option<Frame> {
    let numbers = &reader.lexicon.numbers;
    let (low, high) = (reader.quantity(a), reader.quantity(b));
    let between = reader
        .place(a)
        .from
        .checked_sub(1)
        .filter(|&token| numbers.range_between.contains(reader.word(token).as_ref()))?;
    let gap = reader.gap(a, b);
    let joined = gap.len() == 1 && numbers.and.contains(reader.word(gap.start).as_ref());
    let plain = |one: &Quantity| {
        matches!(one.number, Number::Point(value) if value >= Decimal::ZERO) && one.hedge == Hedge::None
    };
    if !joined || !plain(low) || !plain(high) {
        return None;
    }
    // "the gap between 10 and 5", "the choice between 10 and 5": no range.
    let sentence = reader.sentence(a);
    let before = between.saturating_sub(4).max(sentence.start)..between;
    if reader.any_in(&reader.words().margins, before.clone()) || reader.any_in(&reader.words().choices, before) {
        return None;
    }
    // "Open between 10 and 5": hours of the day, unless something is counted.
    let counted =
        reader.word(reader.place(b).to).ends_with('s') || high.unit.dimension != Dimension::Count || high.scaled;
    let (low, high) = reader.pair(low, high, Lent::UnitAndScale)?;
    (counted && !high.unit.dimension.is("temperature")).then_some(Frame::Range { low, high })
}

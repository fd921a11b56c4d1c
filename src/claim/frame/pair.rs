//! Two numbers of one thing: "10 miles (16 km)", "$6,480 a year, or $540 a month", "between 10 and 5 people".

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claim::frame::Frame;
use crate::claim::frame::reader::{Lent, Reader};
use crate::quantity::{Dimension, Hedge, Interval, Number, Quantity};

/// Appends the conversions and the ranges of one sentence.
pub fn find(reader: &Reader, line: &Range<usize>, frames: &mut Vec<Frame>) {
    for at in line.clone().skip(1) {
        frames.extend(conversion(reader, at - 1, at, line));
        frames.extend(range(reader, at - 1, at));
        frames.extend(rate(reader, at - 1, at));
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

/// "$6,480 a year, or $540 a month": one rate over two stretches of time. Who pays by the year often pays less, so that only two swapped digits
/// show that the same is meant.
fn rate(reader: &Reader, a: usize, b: usize) -> Option<Frame> {
    let (long, short) = (reader.quantity(a), reader.quantity(b));
    let times = reader.words().stretches.get(long.per.as_deref()?)?.get(short.per.as_deref()?)?;
    let gap = reader.gap(a, b);
    let or = gap.len() == 2 && reader.is(gap.start, ',') && reader.is_in(&reader.words().or, gap.start + 1);
    let bracket = gap.len() == 1 && reader.is(gap.start, '(');
    let points = [long, short].iter().all(|one| matches!(one.number, Number::Point(_)));
    if !points || long.unit != short.unit || !(or || bracket) {
        return None;
    }
    let (given, converted) = (reader.operand(a)?, reader.operand(b)?);
    let [least, most] = times.map(Decimal::from);
    let made = given.printed.admitted.over(&Interval::closed(least, most))?;
    let slip = made.is_disjoint(&converted.printed.as_result()) && converted.printed.is_swap_of(&made);
    slip.then_some(Frame::Rate { given, converted, times: *times })
}

/// "between 10 and 5 people", "cost from $30 million to $20 million": the greater end first.
fn range(reader: &Reader, a: usize, b: usize) -> Option<Frame> {
    let (low, high) = (reader.quantity(a), reader.quantity(b));
    let plain = |one: &Quantity| {
        matches!(one.number, Number::Point(value) if value >= Decimal::ZERO) && one.hedge == Hedge::None
    };
    if !plain(low) || !plain(high) || reader.gap(a, b).len() != 1 {
        return None;
    }
    let joint = reader.gap(a, b).start;
    let before = reader.place(a).from.checked_sub(1)?;
    if !is_between(reader, a, before, joint) && !is_extent(reader, before, joint) {
        return None;
    }
    // "Open between 10 and 5": hours of the day, unless something is counted.
    let counted =
        reader.word(reader.place(b).to).ends_with('s') || high.unit.dimension != Dimension::Count || high.scaled;
    let (low, high) = reader.pair(low, high, Lent::UnitAndScale)?;
    let degrees = high.unit.dimension.is("temperature") || reader.is_in(&reader.words().degrees, reader.place(b).to);
    (counted && !degrees).then_some(Frame::Range { low, high })
}

fn is_between(reader: &Reader, a: usize, between: usize, joint: usize) -> bool {
    let numbers = &reader.lexicon.numbers;
    let told = numbers.range_between.contains(reader.word(between).as_ref())
        && numbers.and.contains(reader.word(joint).as_ref());
    // "the gap between 10 and 5", "the choice between 10 and 5": no range.
    let before = between.saturating_sub(4).max(reader.sentence(a).start)..between;
    told && !reader.any_in(&reader.words().margins, before.clone()) && !reader.any_in(&reader.words().choices, before)
}

/// "cost from $30 million to $20 million", "takes 12 to 8 weeks": after a verb of extent; what falls goes from the greater to the less.
fn is_extent(reader: &Reader, before: usize, joint: usize) -> bool {
    let words = reader.words();
    let from = reader.is_in(&words.year_from, before);
    let verb = if from { before.checked_sub(1) } else { Some(before) };
    let told = verb.is_some_and(|verb| reader.is_in(&words.extents, verb));
    told && reader.lexicon.numbers.range_to.contains(reader.word(joint).as_ref())
}

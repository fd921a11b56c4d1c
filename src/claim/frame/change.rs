//! "Rose 12% to 4.5 million from 3.5 million", "doubled from 40 to 62", "a lead of 11 points, 55% to 43%".

use std::ops::Range;

use crate::claim::frame::reader::{Lent, REACH, Reader};
use crate::claim::frame::{Direction, Frame};
use crate::quantity::{Dimension, Hedge, Number, Quantity};

/// How many words before a percentage its verb stands.
const VERB: usize = 6;

/// What a quantity is in a statement of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Change(Direction),
    Margin,
    Old,
    New,
    Plain,
}

/// Appends the changes and margins of one sentence. A length of time between the numbers ("in three months") is passed over.
pub fn find(reader: &Reader, line: &Range<usize>, frames: &mut Vec<Frame>) {
    let members: Vec<usize> = line
        .clone()
        .filter(|&index| !reader.quantity(index).unit.dimension.is("duration") && !is_of_each(reader, index))
        .collect();
    let roles: Vec<Role> = members.iter().map(|&index| role(reader, index)).collect();
    let mut used = None;
    for at in 0..members.len() {
        if at + 2 < members.len() && used != Some(members[at]) {
            let triple = [members[at], members[at + 1], members[at + 2]];
            if let Some((frame, change)) = of_three(reader, triple, [roles[at], roles[at + 1], roles[at + 2]]) {
                used = Some(change);
                frames.push(frame);
            }
        }
        if at + 1 < members.len() {
            frames.extend(change_of_range(reader, members[at], members[at + 1], roles[at + 1]));
            frames.extend(margin_of_range(reader, [members[at], members[at + 1]], [roles[at], roles[at + 1]]));
        }
    }
}

/// "$10.30 for each $1,000": what a rate is told of is no level.
fn is_of_each(reader: &Reader, index: usize) -> bool {
    let from = reader.place(index).from;
    from > reader.sentence(index).start && reader.is_in(&reader.words().rates, from - 1)
}

/// Three quantities in a row, of which each has its own part; and which of them is the change.
fn of_three(reader: &Reader, [a, b, c]: [usize; 3], roles: [Role; 3]) -> Option<(Frame, usize)> {
    use Role::{Change, Margin, New, Old, Plain};
    if !joined(reader, a, b) || !joined(reader, b, c) {
        return None;
    }
    let (change, new, old, direction) = match roles {
        [Change(way), New, Old] => (a, b, c, way),
        [Change(way), Old, New] => (a, c, b, way),
        [Old, New, Change(way)] | [Old, Plain, Change(way)] => (c, b, a, way),
        [New, Old, Change(way)] => (c, a, b, way),
        [New, Change(way), Old] => (b, a, c, way),
        [Plain, Change(way), Old] if in_apposition(reader, a, b) => (b, a, c, way),
        [Plain, Old, Change(way)] if in_apposition(reader, a, b) => (c, a, b, way),
        [Old, Change(way), New] => (b, c, a, way),
        [Margin, Plain, _] if set_against(reader, b, c) => return margin(reader, a, b, c).map(|frame| (frame, a)),
        [_, _, Margin] if set_against(reader, a, b) => return margin(reader, c, a, b).map(|frame| (frame, c)),
        _ => return None,
    };
    if other_basis(reader, change, old) {
        return None;
    }
    let (old_quantity, touching) = unhedged_by_comparison(reader, change, old);
    let near = reader.gap(old.min(new), old.max(new)).len() <= 3;
    let lent = if near { Lent::UnitAndScale } else { Lent::Unit };
    let (new_operand, old_operand) = reader.pair(reader.quantity(new), &old_quantity, lent)?;
    let change_operand = reader.operand_beside(change, &new_operand)?;
    let fits = match change_operand.unit.dimension {
        Dimension::Percent | Dimension::Points => true,
        Dimension::Measured(ref name) if name == "ratio" => true,
        _ => change_operand.unit.comparable(&new_operand.unit),
    };
    let sure = touching || !dated(reader, a, c);
    let frame = Frame::Change { change: change_operand, new: new_operand, old: old_operand, direction, sure };
    fits.then_some((frame, change))
}

/// "12% more than 3.5 million": the words that look like a hedge belong to the change.
fn unhedged_by_comparison(reader: &Reader, change: usize, old: usize) -> (Quantity, bool) {
    let quantity = reader.quantity(old).clone();
    let touching = old == change + 1 && reader.gap(change, old).is_empty();
    let hedge = if touching { Hedge::None } else { quantity.hedge };
    (Quantity { hedge, ..quantity }, touching)
}

/// Reads the words around a quantity.
pub fn role(reader: &Reader, index: usize) -> Role {
    let quantity = reader.quantity(index);
    let words = reader.words();
    if matches!(quantity.number, Number::Ratio(_)) {
        let doubled_down = reader.is_in(&words.falls, reader.place(index).to);
        let way = if matches!(quantity.number, Number::Ratio(ratio) if ratio < rust_decimal::Decimal::ONE) {
            Direction::Down
        } else {
            Direction::Up
        };
        return if doubled_down { Role::Plain } else { Role::Change(way) };
    }
    if !matches!(quantity.number, Number::Point(_)) {
        return Role::Plain;
    }
    let first = reader.sentence(index).start;
    if let Some(way) = change_before(reader, index, first).or_else(|| raised_to(reader, index, first)) {
        return way;
    }
    let compared = index > 0 && is_percentage(reader.quantity(index - 1)) && compares(reader, index - 1);
    let old = reader.before(&words.old_before, index).is_some() || is_since_when(reader, index, first);
    if compared || old || reader.is_of_another_year(index) {
        return Role::Old;
    }
    let place = reader.place(index);
    if is_percentage(quantity) && (reader.is_in(&words.after_change, place.to) || compares(reader, index)) {
        return Role::Change(direction(reader, place.to).unwrap_or(Direction::Open));
    }
    if reader.before(&words.new_before, index).is_some() {
        return Role::New;
    }
    if reader.starts(&words.old_after, place.to).is_some() {
        return Role::Old;
    }
    Role::Plain
}

/// "raises its budget 6% to $212 million": a percentage before a level of another kind, after a verb of change.
fn raised_to(reader: &Reader, index: usize, first: usize) -> Option<Role> {
    let place = reader.place(index);
    let next = index + 1;
    let to = reader.is_in(&reader.words().new_level, place.to);
    let level = next < reader.mentions.quantities.len() && reader.place(next).from == place.to + 1;
    if !is_percentage(reader.quantity(index)) || !to || !level || is_percentage(reader.quantity(next)) {
        return None;
    }
    let near = place.from.saturating_sub(VERB).max(first)..place.from;
    let plain = |token: &usize| !reader.document.tokens[*token].is_number() && !reader.is(*token, ',');
    near.rev().take_while(plain).find_map(|token| direction(reader, token)).map(Role::Change)
}

/// "since July, when a tonne cost $210".
fn is_since_when(reader: &Reader, index: usize, first: usize) -> bool {
    let from = reader.place(index).from;
    let when = (from.saturating_sub(6).max(first)..from).rev().find(|&token| reader.is_in(&reader.words().when, token));
    when.is_some_and(|when| reader.any_in(&reader.words().since, when.saturating_sub(6).max(first)..when))
}

/// "rose 12%", "up 12%", "rose … by 12%", "an increase of 12%", "won by 11 points".
pub fn change_before(reader: &Reader, index: usize, first: usize) -> Option<Role> {
    let words = reader.words();
    let from = reader.place(index).from;
    let before = from.checked_sub(1).filter(|&before| before >= first)?;
    if let Some(way) = direction(reader, before) {
        return Some(Role::Change(way));
    }
    if reader.is_in(&words.of, before) && before > first {
        if reader.is_in(&words.margins, before - 1) {
            return Some(Role::Margin);
        }
        return direction(reader, before - 1).map(Role::Change);
    }
    if !reader.is_in(&words.by, before) {
        return None;
    }
    let reached = before.saturating_sub(8).max(first);
    let way = (reached..before)
        .rev()
        .take_while(|&token| !reader.is(token, ',') && !reader.document.tokens[token].is_number())
        .find_map(|token| direction(reader, token));
    Some(way.map_or(Role::Margin, Role::Change))
}

/// The direction of a word of change.
pub fn direction(reader: &Reader, token: usize) -> Option<Direction> {
    let words = reader.words();
    if reader.is_in(&words.rises, token) {
        Some(Direction::Up)
    } else if reader.is_in(&words.falls, token) {
        Some(Direction::Down)
    } else {
        reader.is_in(&words.shifts, token).then_some(Direction::Open)
    }
}

fn is_percentage(quantity: &Quantity) -> bool {
    matches!(quantity.unit.dimension, Dimension::Percent | Dimension::Points)
}

/// "12% more than 3.5 million", where "more than" was read as a hedge of the second number.
fn compares(reader: &Reader, index: usize) -> bool {
    let next = index + 1;
    next < reader.mentions.quantities.len()
        && reader.gap(index, next).is_empty()
        && matches!(reader.quantity(next).hedge, Hedge::MoreThan | Hedge::LessThan)
}

/// Whether nothing between two quantities begins another statement.
fn joined(reader: &Reader, a: usize, b: usize) -> bool {
    let gap = reader.gap(a, b);
    gap.len() <= REACH && !reader.any_in(&reader.words().breaks, gap)
}

/// ", up 12% from", ", an increase of 12%", "was up 12%": the change is told of the number before it.
fn in_apposition(reader: &Reader, a: usize, b: usize) -> bool {
    let gap = reader.gap(a, b);
    let near = gap.end.saturating_sub(6).max(gap.start);
    (near..gap.end).any(|token| [',', '(', '—', '–'].iter().any(|&mark| reader.is(token, mark)))
}

/// "55% to 43%", "55% against 43%".
fn set_against(reader: &Reader, a: usize, b: usize) -> bool {
    let gap = reader.gap(a, b);
    gap.len() <= 6 && reader.any_in(&reader.words().against, gap)
}

fn margin(reader: &Reader, margin: usize, one: usize, other: usize) -> Option<Frame> {
    let near = reader.gap(one.min(other), one.max(other)).len() <= 3;
    let lent = if near { Lent::UnitAndScale } else { Lent::Nothing };
    let (one, other) = reader.pair(reader.quantity(one), reader.quantity(other), lent)?;
    let margin = reader.operand_beside(margin, &one)?;
    let points = margin.unit.dimension == Dimension::Points && one.unit.dimension == Dimension::Percent;
    let fits = points || (margin.unit.comparable(&one.unit) && margin.unit.dimension != Dimension::Percent);
    fits.then_some(Frame::Margin { margin, one, other })
}

/// "rose 5% to 15% from 10%", where "5% to 15%" was read as a range.
fn change_of_range(reader: &Reader, range: usize, old: usize, role: Role) -> Option<Frame> {
    let [change, new] = reader.ends_of_range(range)?;
    let Some(Role::Change(direction)) = change_before(reader, range, reader.sentence(range).start) else { return None };
    let old_operand = reader.operand(old)?;
    let comparable = old_operand.unit.comparable(&new.unit) && role == Role::Old && joined(reader, range, old);
    if !comparable || other_basis(reader, range, old) {
        return None;
    }
    Some(Frame::Change { change, new, old: old_operand, direction, sure: !dated(reader, range, old) })
}

/// The same where "35.7% to 38.2%" was read as a range.
fn margin_of_range(reader: &Reader, [a, b]: [usize; 2], roles: [Role; 2]) -> Option<Frame> {
    let (range, margin) = match roles {
        [Role::Plain, Role::Margin] => (a, b),
        [Role::Margin, Role::Plain] => (b, a),
        _ => return None,
    };
    let [one, other] = reader.ends_of_range(range).filter(|_| joined(reader, a, b))?;
    let margin = reader.operand_beside(margin, &one)?;
    let points = margin.unit.dimension == Dimension::Points && one.unit.dimension == Dimension::Percent;
    points.then_some(Frame::Margin { margin, one, other })
}

/// Whether the change is measured from something else than the old level that is printed: another stretch of time ("year on year … from
/// 4.3 million a month earlier"), prices of another year, an average.
pub fn other_basis(reader: &Reader, change: usize, old: usize) -> bool {
    let sentence = reader.sentence(change);
    let (first, last) = (reader.place(change.min(old)).from, reader.place(change.max(old)).to);
    let window = first.saturating_sub(REACH).max(sentence.start)..(last + REACH).min(sentence.end);
    // "less than the average of 65 mm": there the average is the base itself.
    let base = reader.place(old);
    let average = reader.before(&reader.words().averages, old).filter(|_| old > change);
    let before = window.start..average.unwrap_or(base.from);
    if reader.any_phrase(&reader.words().other_bases, before)
        || reader.any_phrase(&reader.words().other_bases, base.to..window.end)
    {
        return true;
    }
    let (of_change, of_old) = (basis(reader, change, &sentence), basis(reader, old, &sentence));
    !of_change.is_empty() && !of_old.is_empty() && !of_change.iter().any(|base| of_old.contains(base))
}

/// The units of time that are named right after a quantity, up to the next one: "12% year on year", "4.3 million a month earlier".
fn basis(reader: &Reader, index: usize, sentence: &Range<usize>) -> Vec<usize> {
    let to = reader.place(index).to;
    let next = index + 1;
    let until = if next < reader.mentions.quantities.len() { reader.place(next).from } else { sentence.end };
    let until = until.min(sentence.end).min(to + 8);
    let bases = &reader.words().bases;
    (to..until).filter_map(|token| bases.iter().position(|base| reader.is_in(base, token))).collect()
}

/// Whether a date or month stands between: then the change may be measured from another.
fn dated(reader: &Reader, first: usize, last: usize) -> bool {
    let (from, to) = (reader.quantity(first).span.end(), reader.quantity(last).span.start());
    let dates = &reader.mentions.dates;
    let next = dates.partition_point(|date| date.span.end() <= from);
    dates.get(next).is_some_and(|date| date.span.start() < to && date.month.is_some())
}

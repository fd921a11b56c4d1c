//! "It lost $14.2 million: revenue was $96.5 million and costs were $110.7 million": what is left of what came in after what went out.

use std::ops::Range;

use crate::claim::frame::parts::is_qualified;
use crate::claim::frame::reader::{REACH, Reader, is_plain};
use crate::claim::frame::{Frame, sums};
use crate::lexicon::Set;
use crate::quantity::Dimension;

/// A sentence with more amounts tells of more than one account.
const AMOUNTS: usize = 3;

/// Appends the account of one sentence: its only three amounts, each with a word of its own.
pub fn find(reader: &Reader, line: &Range<usize>, frames: &mut Vec<Frame>) {
    let words = reader.words();
    let money = |index: &usize| reader.quantity(*index).unit.dimension == Dimension::Money;
    let amounts: Vec<usize> = line.clone().filter(money).take(AMOUNTS + 1).collect();
    if amounts.len() != AMOUNTS
        || !amounts.iter().all(|&index| is_plain(reader.quantity(index)) && !is_qualified(reader, index))
    {
        return;
    }
    let of = |set: &Set| amounts.iter().copied().find(|&index| is_of(reader, index, set));
    let (Some(result), Some(income), Some(spending)) = (of(&words.results), of(&words.income), of(&words.spending))
    else {
        return;
    };
    let apart = result != income && income != spending && result != spending;
    let other = reader.any_phrase(&words.other_bases, reader.sentence(result));
    let operands = (reader.operand(result), reader.operand(income), reader.operand(spending));
    let (Some(margin), Some(one), Some(other_side)) = operands else { return };
    if apart && !other && one.unit == other_side.unit && margin.unit == one.unit {
        let frame = Frame::Margin { margin, one, other: other_side };
        frames.extend(Some(frame).filter(sums::is_margin_near));
    }
}

/// Whether a word of `set` stands nearest before an amount, no other amount between.
fn is_of(reader: &Reader, index: usize, set: &Set) -> bool {
    let words = reader.words();
    let place = reader.place(index);
    let first = reader.sentence(index).start;
    let before = index.checked_sub(1).map_or(first, |before| reader.place(before).to.max(first));
    let near = place.from.saturating_sub(REACH).max(before)..place.from;
    let of_account =
        |token: &usize| [&words.results, &words.income, &words.spending].iter().any(|set| reader.is_in(set, *token));
    near.rev().find(of_account).is_some_and(|token| reader.is_in(set, token))
}

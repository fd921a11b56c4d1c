//! "40 schools, twice as many as the 25 of the south", "62 votes, three times the 20 of the other side": a multiple, what it is a multiple
//! of, and the figure that it is told of, which may stand in the sentence before ("That is twice as many as …").

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claim::frame::compare::{ends, opens_with_pronoun};
use crate::claim::frame::parts::is_qualified;
use crate::claim::frame::reader::{Lent, REACH, Reader};
use crate::claim::frame::{Direction, Frame, Operand};
use crate::quantity::{Dimension, Hedge, Number, Quantity, Unit};
use crate::span::Span;

/// Levels before a multiple that are looked at.
const NEAREST: usize = 8;

/// How many sentences before its own the base of a multiple is looked for.
const SENTENCES: usize = 3;

/// A sentence with more numbers is a table told in words.
const MOST: usize = 24;

/// A multiple that the words tell: "more than twice as many as".
struct Multiple {
    /// The quantity that it is as if it were one.
    quantity: Quantity,
    /// Its first token, and the first of what it is a multiple of.
    from: usize,
    to: usize,
    /// Index of the quantity that is its number: "three" of "three times".
    number: Option<usize>,
}

/// Appends the multiples of one sentence.
pub fn find(reader: &Reader, sentence: usize, line: &Range<usize>, frames: &mut Vec<Frame>) {
    if line.is_empty() || line.len() > MOST {
        return;
    }
    let tokens = reader.sentence(line.start);
    let words = tokens.clone().filter_map(|token| of_word(reader, token));
    let numbers = line.clone().filter_map(|index| of_number(reader, index));
    let multiples: Vec<Multiple> = words.chain(numbers).collect();
    frames.extend(multiples.iter().filter_map(|multiple| of_levels(reader, sentence, line, multiple)));
    let is_multiple = |token: &usize| {
        let word = reader.word(*token);
        reader.words().times.contains(word.as_ref()) || reader.words().multiples.contains_key(word.as_ref())
    };
    frames.extend(tokens.filter(is_multiple).filter_map(|token| of_before(reader, sentence, line, token)));
}

/// "twice as many as", "double the".
fn of_word(reader: &Reader, token: usize) -> Option<Multiple> {
    let (quantity, from) = multiple_word(reader, token)?;
    Some(Multiple { quantity, from, to: compared(reader, token + 1)?, number: None })
}

/// "twice", "nearly double": as a quantity, and its first token.
fn multiple_word(reader: &Reader, token: usize) -> Option<(Quantity, usize)> {
    let word = reader.word(token);
    let percent = *reader.words().multiples.get(word.as_ref()).filter(|_| !reader.is_masked(token))?;
    let hedge = reader.hedge_before(token);
    let from = hedge.map_or(token, |(from, _)| from);
    let span = |from: usize| reader.document.tokens[from].span.to(reader.document.tokens[token].span);
    let value = Decimal::from(percent).checked_div(Decimal::ONE_HUNDRED)?;
    let quantity = ratio(value, hedge.map_or(Hedge::None, |(_, hedge)| hedge), [span(from), span(token)]);
    Some((quantity, from))
}

/// "delivered 121.6 grams, nearly twice as much": a figure of a sentence before is what it is a multiple of, and the one right before the comma
/// what it is told of.
fn of_before(reader: &Reader, sentence: usize, line: &Range<usize>, token: usize) -> Option<Frame> {
    let words = reader.words();
    let number = line.clone().find(|&index| (reader.place(index).from..reader.place(index).to + 1).contains(&token));
    let (quantity, from, to) = match number {
        Some(index) => {
            let Number::Point(value) = reader.quantity(index).number else { return None };
            let quantity = reader.quantity(index);
            let spans = [quantity.span, quantity.number_span].map(|span| span.to(reader.document.tokens[token].span));
            let counted = reader.is_in(&words.times, token) && value > Decimal::ONE;
            let place = reader.place(index);
            (Some(ratio(value, quantity.hedge, spans)).filter(|_| counted)?, place.from, token + 1)
        }
        None => {
            let multiple = multiple_word(reader, token)?;
            (multiple.0, multiple.1, token + 1)
        }
    };
    let to = to + reader.starts(&words.as_many, to)?;
    let mark = from.checked_sub(1).filter(|&mark| reader.is(mark, ','))?;
    let level = line.clone().rev().find(|&index| reader.place(index).to <= mark)?;
    let beside = reader.place(level).to + 2 >= mark && is_level(reader, level);
    if !beside || !reader.ends_statement(to) || reader.any_phrase(&words.other_bases, reader.sentence(level)) {
        return None;
    }
    let change = reader.operand_of(&quantity)?;
    let earlier = (1..=SENTENCES).map_while(|back| reader.sentence_before(sentence, back));
    let bases = earlier.flat_map(|line| line.rev()).chain(line.start..level);
    let bases = bases.filter(|&base| is_level(reader, base) && is_alike(reader, level, base));
    of_none(reader, change, bases.take(NEAREST).map(|base| (level, base)))
}

/// The first of the pairs of a level and its base that nearly has the multiple, where none has it.
fn of_none(reader: &Reader, change: Operand, pairs: impl Iterator<Item = (usize, usize)>) -> Option<Frame> {
    let mut found = None;
    for (level, base) in pairs {
        let (new, old) = reader.pair(reader.quantity(level), reader.quantity(base), Lent::Unit)?;
        let made = new.printed.admitted.over(&old.printed.admitted)?;
        if !made.is_disjoint(&change.printed.admitted) {
            return None;
        }
        found = found.or_else(|| is_near(&change, &new, &old).then_some((new, old)));
    }
    let (new, old) = found?;
    Some(Frame::Change { change, new, old, direction: Direction::Open, sure: false })
}

/// "three times as many as".
fn of_number(reader: &Reader, index: usize) -> Option<Multiple> {
    let quantity = reader.quantity(index);
    let Number::Point(value) = quantity.number else { return None };
    let place = reader.place(index);
    // The unit of a bare number may be what it is read with: "three times".
    let times = [place.to, place.to.checked_sub(1)?].into_iter().find(|&at| reader.is_in(&reader.words().times, at))?;
    let to = compared(reader, times + 1)?;
    let end = reader.document.tokens[times].span;
    let spans = [quantity.span.to(end), quantity.number_span.to(end)];
    let counted = quantity.unit.dimension == Dimension::Count && value > Decimal::ONE;
    counted.then(|| Multiple {
        quantity: ratio(value, quantity.hedge, spans),
        from: place.from,
        to,
        number: Some(index),
    })
}

/// "as many as", "as many votes as", "the": where what is compared with begins.
fn compared(reader: &Reader, at: usize) -> Option<usize> {
    let words = reader.words();
    if reader.is_in(&reader.lexicon.names.definite, at) {
        return Some(at + 1);
    }
    let as_many = reader.starts(&words.as_many, at)?;
    let from = at + as_many;
    let second = (from..from + 4).take_while(|&token| token == from || reader.is_telling(token - 1));
    second.into_iter().find(|&token| reader.is_in(&words.than_as, token)).map(|token| token + 1)
}

fn ratio(value: Decimal, hedge: Hedge, [span, number_span]: [Span; 2]) -> Quantity {
    Quantity {
        span,
        number_span,
        number: Number::Ratio(value),
        hedge,
        unit: Unit::new(Dimension::Measured("ratio".into()), "times", Decimal::ONE),
        place: Decimal::ONE,
        worded: true,
        scaled: false,
        per: None,
    }
}

/// The frame of a multiple: what it is a multiple of right after it, and the one figure before it that it is told of.
fn of_levels(reader: &Reader, sentence: usize, line: &Range<usize>, multiple: &Multiple) -> Option<Frame> {
    let told = matches!(
        multiple.quantity.hedge,
        Hedge::None
            | Hedge::MoreThan
            | Hedge::AtLeast
            | Hedge::JustOver
            | Hedge::Nearly
            | Hedge::LessThan
            | Hedge::About
    );
    let levels = |index: &usize| multiple.number != Some(*index) && is_level(reader, *index);
    let base = line.clone().filter(levels).find(|&index| reader.place(index).from >= multiple.to)?;
    let basis = multiple.to..reader.place(base).from;
    if !told
        || basis.len() > REACH
        || ends(reader, basis)
        || reader.any_phrase(&reader.words().other_bases, reader.sentence(base))
    {
        return None;
    }
    let alike =
        |index: &usize| levels(index) && reader.place(*index).to <= multiple.from && is_alike(reader, *index, base);
    let here: Vec<usize> = line.clone().filter(alike).collect();
    let candidates = if !here.is_empty() {
        here
    } else if opens_with_pronoun(reader, sentence) {
        reader.sentence_before(sentence, 1)?.filter(|index| levels(index) && is_alike(reader, *index, base)).collect()
    } else {
        return None;
    };
    let change = reader.operand_of(&multiple.quantity)?;
    of_none(reader, change, candidates.into_iter().rev().take(NEAREST).map(|level| (level, base)))
}

fn is_level(reader: &Reader, index: usize) -> bool {
    let quantity = reader.quantity(index);
    let point = matches!(quantity.number, Number::Point(_)) && !quantity.unit.dimension.is("temperature");
    point && !is_qualified(reader, index)
}

/// Whether two figures are of one unit and, where both name what is counted, of one noun.
fn is_alike(reader: &Reader, level: usize, base: usize) -> bool {
    let (one, other) = (reader.quantity(level), reader.quantity(base));
    let nouns = (reader.noun(level), reader.noun(base));
    let named = matches!(&nouns, (Some(one), Some(other)) if one != other);
    one.unit.comparable(&other.unit) && one.per == other.per && !named
}

/// Whether the two figures make a ratio of the size that is told: others have nothing to do with each other.
fn is_near(change: &Operand, new: &Operand, old: &Operand) -> bool {
    let made = new.printed.value.checked_div(old.printed.value);
    let within = |a: Decimal, b: Decimal| a.checked_mul(Decimal::new(25, 1)).is_some_and(|most| b <= most);
    made.is_some_and(|made| within(made, change.printed.value) && within(change.printed.value, made))
}

//! Results of figures told before, in the sentence or in one of the few before it: "exported €13.7bn and imported €14.9bn, a deficit of €1.2bn",
//! "44% named it. Last year it was 51%, so the fall is seven points", "which brings the budget to $525,000", "has since risen by £12 million, or
//! 30%".
//!
//! The words show what kind of result it is, and seldom of which figures. So every reading is tried that the figures before it allow: if one
//! makes the result, nothing is wrong. Only where none does, the figures that stand nearest are told, if they make something of its size.

use std::borrow::Cow;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::claim::frame::change::{self, Role, direction};
use crate::claim::frame::compare::{self, opens_with_pronoun};
use crate::claim::frame::parts::is_qualified;
use crate::claim::frame::reader::{REACH, Reader, is_point};
use crate::claim::frame::{Direction, Frame, Operand, SumKind, sums};
use crate::lexicon::Phrases;
use crate::quantity::{Dimension, Interval, Quantity};

/// How many sentences before its own a result is made of.
const SENTENCES: usize = 3;

/// Figures before a result that are looked at, the nearest.
const MOST: usize = 8;

/// Appends the results of one sentence. What another reading has, from `of_sentence` on, is left alone.
pub fn find(reader: &Reader, sentence: usize, line: &Range<usize>, of_sentence: usize, frames: &mut Vec<Frame>) {
    for result in line.clone().filter(|&index| is_point(reader.quantity(index))) {
        let span = reader.quantity(result).span;
        let known = |frame: &Frame| frame.result().is_some_and(|told| told.span == span);
        if frames[of_sentence..].iter().any(known) {
            continue;
        }
        let before = || Before::new(reader, sentence, line, result);
        let percent = reader.quantity(result).unit.dimension == Dimension::Percent;
        let found = if is_distance(reader, result) && !(percent && concluded(reader, result)) {
            before().distance()
        } else if is_brought_to(reader, result) {
            before().total(line)
        } else {
            growth(reader, sentence, line, result).or_else(|| before().of_pair())
        };
        frames.extend(found);
    }
}

/// ", a deficit of €1.2bn", "so the fall is 14 points", "which leaves 72 positions".
fn is_distance(reader: &Reader, result: usize) -> bool {
    let words = reader.words();
    let from = reader.place(result).from;
    if reader.before(&words.leaves, result).is_some() {
        return true;
    }
    let first = reader.sentence(result).start;
    let article = |at: usize| reader.is_article(at);
    let noun = from.checked_sub(2).filter(|&noun| noun > first);
    let apposed = || {
        let noun = noun.filter(|&noun| reader.is_in(&words.of, noun + 1))?;
        let told = reader.is_in(&words.distances, noun) || counts_change(reader, result, noun);
        let article = (noun.saturating_sub(2)..noun).rev().find(|&at| told && article(at))?;
        let leaving = reader.ends(&words.leaving, article).is_some();
        let mark = article.checked_sub(1).filter(|&mark| mark > first)?;
        (leaving || [',', '—', '–', '('].iter().any(|&one| reader.is(mark, one))).then_some(())
    };
    // "1,240 in May and 1,190 in June, 60 fewer".
    let compared = || {
        let to = reader.place(result).to;
        from > first && reader.is(from - 1, ',') && reader.is_in(&words.comparing, to) && reader.ends_statement(to + 1)
    };
    apposed().is_some() || compared() || concluded(reader, result)
}

/// "a drop of 13" of what is counted: no percentage, and no points.
fn counts_change(reader: &Reader, result: usize, noun: usize) -> bool {
    let of = reader.is_in(&reader.words().of, noun + 1);
    of && reader.quantity(result).unit.dimension == Dimension::Count && direction(reader, noun).is_some()
}

/// "so the fall is 14 points".
fn concluded(reader: &Reader, result: usize) -> bool {
    let words = reader.words();
    let from = reader.place(result).from;
    let Some(so) = from.checked_sub(4).filter(|&so| so >= reader.sentence(result).start) else { return false };
    let told = reader.is_in(&words.distances, from - 2) || direction(reader, from - 2).is_some();
    let is = reader.starts(&words.equals, from - 1) == Some(1);
    told && is && reader.is_in(&words.concluding, so) && reader.is_in(&reader.lexicon.names.definite, so + 1)
}

/// "which brings the budget for the response to $525,000".
fn is_brought_to(reader: &Reader, result: usize) -> bool {
    let words = reader.words();
    let to = reader.place(result).from.checked_sub(1).filter(|&to| reader.is_in(&words.new_level, to));
    to.is_some_and(|to| {
        let near = to.saturating_sub(REACH).max(reader.sentence(result).start)..to;
        reader.any_in(&words.brings, near)
    })
}

/// The figures before a result that it can be made of.
pub struct Before<'r, 'a> {
    reader: &'r Reader<'a>,
    result: usize,
    /// In the order of the text.
    pub figures: Vec<usize>,
}

impl<'r, 'a> Before<'r, 'a> {
    pub fn new(reader: &'r Reader<'a>, sentence: usize, line: &Range<usize>, result: usize) -> Self {
        let from = (0..SENTENCES).map_while(|back| reader.sentence_before(sentence, back + 1)).last();
        let from = from.map_or(line.start, |line| line.start);
        let mut figures: Vec<usize> =
            (from..result).rev().filter(|&index| is_alike(reader, index, result)).take(MOST).collect();
        figures.reverse();
        Self { reader, result, figures }
    }

    /// The last two figures, where no two make the distance.
    fn distance(&self) -> Option<Frame> {
        let pairs = self
            .figures
            .iter()
            .enumerate()
            .flat_map(|(at, &one)| self.figures[..at].iter().map(move |&other| (other, one)));
        let readings: Vec<Frame> = pairs.filter_map(|(one, other)| self.margin(one, other)).collect();
        if readings.iter().any(sums::fits_margin) || self.is_sum() {
            return None;
        }
        let [.., one, other] = self.figures[..] else { return None };
        let reader = self.reader;
        let near = reader.document.sentence_at(reader.quantity(one).span.start()) + 1
            >= reader.document.sentence_at(reader.quantity(self.result).span.start());
        let plain = near && !is_qualified(reader, other) && reader.quantity(one).per == reader.quantity(other).per;
        // "a lead of nine points over the third": the words tell what it is measured from.
        let elsewhere = reader.is_in(&reader.words().measured_from, self.after());
        let concluded = concluded(reader, self.result);
        let meant = |frame: &Frame| match () {
            () if elsewhere => is_swapped(frame),
            () if concluded => true,
            () => sums::is_margin_near(frame),
        };
        let apart = reader.before(&reader.words().leaves, self.result).is_some() && self.is_other_thing([one, other]);
        self.margin(one, other).filter(|_| plain && !apart && !self.is_turned(one, other)).filter(meant)
    }

    /// Whether a drop, or a rise, would be one from the second figure to the first.
    fn is_turned(&self, one: usize, other: usize) -> bool {
        let reader = self.reader;
        let noun = reader.place(self.result).from.checked_sub(2);
        let way =
            noun.filter(|&noun| counts_change(reader, self.result, noun)).and_then(|noun| direction(reader, noun));
        let value = |index: usize| reader.operand(index).map(|operand| operand.printed.value);
        match way {
            Some(Direction::Up) => value(one) >= value(other),
            Some(Direction::Down) => value(one) <= value(other),
            _ => false,
        }
    }

    /// "tore off 40 roofs and damaged 52 barns, which leaves 15 families without shelter", "of the 48 flats, 27 cannot be lived in, which leaves 17
    /// people without a home": what is left is counted by another noun than both, or it is persons and they are things.
    fn is_other_thing(&self, figures: [usize; 2]) -> bool {
        let reader = self.reader;
        let noun = reader.noun(self.result);
        let others: Vec<_> = figures.into_iter().filter_map(|index| reader.noun(index)).collect();
        let other = |told: &Cow<str>| noun.as_ref() != Some(told);
        let persons = noun.as_ref().is_some_and(|noun| reader.are_persons(noun, noun));
        let things = !others.is_empty() && !others.iter().any(|told| reader.are_persons(told, told));
        others.len() == figures.len() && others.iter().all(other) || persons && things
    }

    /// The token after the result and what it counts.
    fn after(&self) -> usize {
        let to = self.reader.place(self.result).to;
        let noun = self.reader.noun_at(self.result).filter(|&noun| noun >= to);
        noun.map_or(to + usize::from(self.reader.is_in(&self.reader.words().points, to)), |noun| noun + 1)
    }

    fn margin(&self, one: usize, other: usize) -> Option<Frame> {
        let (one, other) = (self.reader.operand(one)?, self.reader.operand(other)?);
        let margin = self.reader.operand_beside(self.result, &one)?;
        let points = margin.unit.dimension == Dimension::Points && one.unit.dimension == Dimension::Percent;
        let alike = points || margin.unit.comparable(&one.unit);
        (alike && one.unit.comparable(&other.unit)).then_some(Frame::Margin { margin, one, other })
    }

    /// Whether some figures that follow each other, the last one added or taken away, make the result.
    fn is_sum(&self) -> bool {
        let runs = (0..self.figures.len()).flat_map(|from| (from + 2..=self.figures.len()).map(move |to| (from, to)));
        runs.into_iter().any(|(from, to)| self.sum(&self.figures[from..to]).is_some_and(|frame| sums::fits(&frame)))
    }

    fn sum(&self, parts: &[usize]) -> Option<Frame> {
        let total = self.reader.operand(self.result)?;
        let parts: Option<Vec<Operand>> = parts.iter().map(|&part| self.reader.operand(part)).collect();
        let parts = parts.filter(|parts| parts.iter().all(|part| part.unit.comparable(&total.unit)))?;
        Some(Frame::Sum { total, parts, kind: SumKind::Drawn })
    }

    /// "two schools, with 274 and 238 students. … 521 children must move": two counts of persons that stand side by side in the sentence before,
    /// and one that has two digits of their sum swapped.
    fn of_pair(&self) -> Option<Frame> {
        let reader = self.reader;
        let noun = reader.noun(self.result)?;
        let [.., one, other] = self.figures[..] else { return None };
        let gap = reader.gap(one, other);
        let beside = other == one + 1 && gap.len() == 1 && reader.is_in(&reader.words().and, gap.start);
        let alike = reader.noun(other).is_some_and(|told| told == noun || reader.are_persons(&told, &noun));
        let apart = reader.sentence(other) != reader.sentence(self.result);
        let frame = self.sum(&[one, other]).filter(|_| beside && alike && apart && !self.is_sum())?;
        let Frame::Sum { total, parts, .. } = &frame else { return None };
        let swapped = sums::Sum::of(parts).is_some_and(|sum| total.printed.is_swap_of(&sum.nearest));
        (swapped && total.printed.digits().len() >= 3).then_some(frame)
    }

    /// The two figures that stand nearest, where nothing makes what something is brought to. What there was before need not be told: only a
    /// slip shows that it is, unless all stand in one sentence ("brings the total for the year to 6.5p, after an interim payment of 2.3p").
    fn total(mut self, line: &Range<usize>) -> Option<Frame> {
        let reader = self.reader;
        let after = (self.result + 1..line.end).filter(|&index| is_alike(reader, index, self.result));
        self.figures.extend(after.take(MOST));
        let pairs = self
            .figures
            .iter()
            .enumerate()
            .flat_map(|(at, &one)| self.figures[..at].iter().map(move |&other| [other, one]));
        let made = pairs.filter_map(|pair| self.sum(&pair)).any(|frame| sums::fits(&frame));
        let parts: Vec<usize> = match self.figures.iter().position(|&index| index > self.result) {
            Some(after) => vec![self.figures[after.checked_sub(1)?], self.figures[after]],
            None => self.figures[self.figures.len().checked_sub(2)?..].to_vec(),
        };
        let frame = self.sum(&parts).filter(|_| !made && !self.is_sum())?;
        let Frame::Sum { total, parts: operands, .. } = &frame else { return None };
        let slip = sums::Sum::of(operands).is_some_and(|sum| total.printed.is_slip_of(&sum.nearest));
        let counts = reader.quantity(self.result).unit.dimension == Dimension::Count;
        let plain = !counts && !parts.iter().any(|&part| is_qualified(reader, part));
        // "Grants came to €2.4m. Another €1.1m was raised, taking the total to €3.5m".
        let words = reader.words();
        let totalled = reader.any_in(&words.total_rows, reader.tokens_before(self.result));
        let added = totalled
            && parts.last().is_some_and(|&last| reader.ends(&words.goes_on, reader.place(last).from).is_some());
        let inside = parts.iter().any(|&index| index > self.result);
        let beside = plain && (inside || added) && sums::is_near(&frame);
        (slip || beside || sums::is_slip(&frame)).then_some(frame)
    }
}

/// Whether a figure can be one that a result is made of: of its unit, or a share beside points, and no share of something else.
fn is_alike(reader: &Reader, index: usize, result: usize) -> bool {
    let (quantity, made) = (reader.quantity(index), reader.quantity(result));
    let points =
        made.unit.dimension == Dimension::Points || reader.is_in(&reader.words().points, reader.place(result).to);
    let shares = points && quantity.unit.dimension == Dimension::Percent;
    let rate = quantity.per.is_some() && made.per.is_some() && quantity.per != made.per;
    is_point_quantity(quantity) && !rate && (shares || !points && quantity.unit.comparable(&made.unit))
}

fn is_point_quantity(quantity: &Quantity) -> bool {
    matches!(quantity.number, crate::quantity::Number::Point(_))
}

fn is_swapped(frame: &Frame) -> bool {
    let Frame::Margin { margin, one, other } = frame else { return false };
    let made = one.printed.nearest.minus(&other.printed.nearest).map(|made| made.magnitude());
    made.is_some_and(|made| margin.printed.is_swap_of(&made))
}

/// A change told twice, as an amount and as a percentage.
fn growth(reader: &Reader, sentence: usize, line: &Range<usize>, result: usize) -> Option<Frame> {
    let quantity = reader.quantity(result);
    if quantity.unit.dimension != Dimension::Percent
        || reader.any_phrase(&reader.words().other_bases, reader.sentence(result))
    {
        return None;
    }
    restated(reader, sentence, line, result)
        .or_else(|| reached(reader, line, result))
        .or_else(|| since_before(reader, sentence, line, result))
}

/// "has since risen by £12 million, or 30%": the amount right before the percentage, and what it is measured from.
fn restated(reader: &Reader, sentence: usize, line: &Range<usize>, result: usize) -> Option<Frame> {
    let amount = result.checked_sub(1).filter(|&amount| amount >= line.start && says_again(reader, amount, result))?;
    let (growth, change) = (reader.operand(result)?, reader.operand(amount)?);
    let level = |index: usize, reached: Option<Direction>| {
        let level = reader.operand(index).filter(|level| level.unit.comparable(&change.unit))?;
        Some(Frame::Growth { growth: growth.clone(), amount: change.clone(), level, reached })
    };
    let alike = |index: &usize| *index != amount && is_level(reader, *index, amount);
    // "$9, or 25%, more than the $36".
    let next = result + 1;
    if compares(reader, result) {
        return level(next, None).filter(|_| next < line.end && alike(&next)).filter(is_wrong);
    }
    let direction = changed(reader, amount)?;
    let before = Before::new(reader, sentence, line, amount);
    let after: Vec<usize> = (result + 1..line.end).filter(alike).take(MOST).collect();
    let around = before.figures.iter().copied().filter(alike).chain(after.iter().copied());
    let mut readings = around
        .map(|index| level(index, None))
        .chain(after.iter().map(|&index| level(index, Some(direction))))
        .flatten();
    if readings.any(|frame| is_made(&frame)) {
        return None;
    }
    let near = |index: usize| reader.place(index).from <= reader.place(result).to + REACH;
    let reached = after.iter().copied().find(|&index| near(index) && change::role(reader, index) == Role::New);
    if let Some(reached) = reached {
        return level(reached, Some(direction)).filter(is_near);
    }
    // What it is measured from stands before it, and the sentence points back to it.
    let old = before.figures.iter().copied().rev().find(|index| alike(index))?;
    let tokens = reader.sentence(result);
    let since = reader.any_in(&reader.words().since, tokens.start..reader.place(amount).from);
    let inside = old >= line.start;
    let tied = inside && reader.gap(old, amount).len() <= REACH || since || opens_with_pronoun(reader, sentence);
    level(old, None).filter(|_| tied && after.is_empty()).filter(is_near)
}

/// "12p lower at 218p, a drop of 5.2%": of the level before the change.
fn reached(reader: &Reader, line: &Range<usize>, result: usize) -> Option<Frame> {
    let words = reader.words();
    let first = reader.sentence(result).start;
    let Some(Role::Change(way)) = change::change_before(reader, result, first) else { return None };
    let apposed = apposed(reader, result).is_some();
    let lasting = reader.is_in(&words.measured_from, reader.place(result).to);
    let unit_alike = |index: &usize| is_level(reader, *index, *index);
    let figures: Vec<usize> = (line.start..result).filter(unit_alike).collect();
    let amounts: Vec<usize> = figures.iter().copied().filter(|&index| changed(reader, index).is_some()).collect();
    let ([amount], true) = (&amounts[..], apposed && !lasting) else { return None };
    let mut levels = figures.into_iter().filter(|&index| index != *amount && is_level(reader, index, *amount));
    let level = levels.next().filter(|_| levels.next().is_none())?;
    let way = if way == Direction::Open { changed(reader, *amount)? } else { way };
    let (growth, amount, level) = (reader.operand(result)?, reader.operand(*amount)?, reader.operand(level)?);
    let frame = Frame::Growth { growth, amount, level, reached: Some(way) };
    Some(frame).filter(is_wrong)
}

/// "It lent 84,000 books last year. This year it lent 79,800, a fall of 5%", "A year earlier it had been 1.53m tonnes, so the drop is 19%": two
/// levels of two times, the change right behind them.
fn since_before(reader: &Reader, sentence: usize, line: &Range<usize>, result: usize) -> Option<Frame> {
    let from = reader.place(result).from;
    let drawn = concluded(reader, result);
    let noun = if drawn { from.checked_sub(2)? } else { apposed(reader, result)? };
    let way = direction(reader, noun)?;
    let new = Some(result.checked_sub(1)?).filter(|&new| new >= line.start && is_level(reader, new, new))?;
    let alike = |index: &usize| {
        let nouns = (reader.noun(*index), reader.noun(new));
        let other = matches!(&nouns, (Some(old), Some(new)) if old != new) || nouns.0.is_none() && nouns.1.is_some();
        is_level(reader, *index, new) && reader.quantity(*index).unit == reader.quantity(new).unit && !other
    };
    let here = (line.start..new).filter(alike).count();
    let before: Vec<usize> = reader.sentence_before(sentence, 1)?.filter(alike).take(MOST).collect();
    let old = *before.iter().find(|&&old| drawn || change::role(reader, old) != Role::Old)?;
    let words = reader.words();
    let told = |phrases: &Phrases<()>, index: usize| reader.any_phrase(phrases, reader.sentence(index));
    let timed = if drawn { told(&words.old_after, new) } else { told(&words.this_year, new) };
    let lasting = reader.is_in(&words.measured_from, reader.place(result).to);
    if here > 0 || !timed || lasting {
        return None;
    }
    let reading = |old: usize| {
        let (one, other) = (reader.operand(new)?, reader.operand(old)?);
        let turned = (one.printed.value > other.printed.value) != (way == Direction::Up);
        let (new, old) = if drawn && turned { (other, one) } else { (one, other) };
        Some(Frame::Change { change: reader.operand(result)?, new, old, direction: way, sure: false })
    };
    let made = |frame: Frame| matches!(compare::fit(&frame), compare::Fit::Makes);
    if before.iter().filter_map(|&old| reading(old)).any(made) {
        return None;
    }
    reading(old).filter(|frame| !matches!(compare::fit(frame), compare::Fit::Far))
}

/// ", a fall of 5%": the noun.
fn apposed(reader: &Reader, result: usize) -> Option<usize> {
    let of = reader.place(result).from.checked_sub(1).filter(|&of| reader.is_in(&reader.words().of, of))?;
    let mark = of.checked_sub(3).filter(|&mark| mark > reader.sentence(result).start && reader.is(mark, ','))?;
    reader.is_article(mark + 1).then_some(of - 1)
}

/// "by £12 million, or 30%", "by £12 million (30%)".
fn says_again(reader: &Reader, amount: usize, result: usize) -> bool {
    let gap = reader.gap(amount, result);
    let comma = gap.start + usize::from(reader.is(gap.start, ','));
    let or = comma + 1 == gap.end && reader.is_in(&reader.words().or, comma);
    let bracket = gap.len() == 1 && reader.is(gap.start, '(');
    or || bracket
}

/// "more than" after the percentage, a comma passed over, and the figure right behind it.
fn compares(reader: &Reader, result: usize) -> bool {
    let words = reader.words();
    let to = reader.place(result).to;
    let from = to + usize::from(reader.is(to, ','));
    let len = reader.starts(&words.above, from).or_else(|| reader.starts(&words.below, from));
    let next = result + 1;
    // "more than $36" may have been read as a hedge of the second number.
    let reached = |len: usize| {
        let to = from + len + 2;
        next < reader.mentions.quantities.len() && (from..=to).contains(&reader.place(next).from)
    };
    len.is_some_and(reached)
}

/// The direction of an amount by which something changed: "fell 12p", "12p lower".
fn changed(reader: &Reader, index: usize) -> Option<Direction> {
    if let Some(Role::Change(way)) = change::change_before(reader, index, reader.sentence(index).start) {
        return Some(way);
    }
    let to = reader.place(index).to;
    reader.is_in(&reader.words().after_change, to).then(|| direction(reader, to)).flatten()
}

/// Whether a figure can be a level that `amount` is a change of.
fn is_level(reader: &Reader, index: usize, amount: usize) -> bool {
    let (quantity, change) = (reader.quantity(index), reader.quantity(amount));
    let dimension = &quantity.unit.dimension;
    let plain = !matches!(dimension, Dimension::Percent | Dimension::Points) && !dimension.is("duration");
    let level = index == amount || changed(reader, index).is_none();
    plain && level && is_point_quantity(quantity) && quantity.unit.comparable(&change.unit)
}

/// The change in percent that an amount makes of a level.
pub fn grown(amount: Interval, level: Interval, reached: Option<Direction>) -> Option<Interval> {
    let old = match reached {
        None | Some(Direction::Open) => level,
        Some(Direction::Up) => level.minus(&amount)?,
        Some(Direction::Down) => level.plus(&amount)?,
    };
    old.low.is_some_and(|low| low > Decimal::ZERO).then(|| amount.over(&old)?.times(Decimal::ONE_HUNDRED)).flatten()
}

fn is_made(frame: &Frame) -> bool {
    let Frame::Growth { growth, amount, level, reached } = frame else { return false };
    let made = grown(amount.printed.admitted, level.printed.admitted, *reached);
    made.is_none_or(|made| !made.is_disjoint(&growth.printed.as_result()))
}

fn is_wrong(frame: &Frame) -> bool {
    !is_made(frame) && is_near(frame)
}

/// Whether amount and level make a change of the size that is told.
fn is_near(frame: &Frame) -> bool {
    let Frame::Growth { growth, amount, level, reached } = frame else { return false };
    let point = |operand: &Operand| Interval::point(operand.printed.value);
    let made = grown(point(amount), point(level), *reached).and_then(|made| made.low);
    let near = |a: Decimal, b: Decimal| a.checked_mul(Decimal::from(3)).is_some_and(|most| b <= most);
    made.is_some_and(|made| near(made, growth.printed.value) && near(growth.printed.value, made))
}

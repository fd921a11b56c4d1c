//! "Legal claims account for the remaining £14 million": a rest whose whole stands farther off, in the headline, at the head of the draft or
//! in the paragraph before; and the rest of shares that the sentence before tells: "58% wanted a vote and 31% did not. The other 11% …".
//!
//! As everywhere in the account of a paragraph ([`super::reckoned`]), every reading is tried first. A whole right before its parts is told
//! where the sum is of its size, one farther off only where a slip of digits explains the difference.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claim::frame::change::{self, Role};
use crate::claim::frame::reader::{Reader, is_plain, is_point};
use crate::claim::frame::reckoned::Before;
use crate::claim::frame::rest::{is_aside, is_rest};
use crate::claim::frame::sums::Sum;
use crate::claim::frame::{Frame, Operand, SumKind, sums};
use crate::quantity::Dimension;
use crate::span::Span;

/// How many numbers back a whole is looked for.
const BACK: usize = 40;

/// Blocks at the head of a draft that tell what it is about: headline, byline, two paragraphs.
const HEAD: u32 = 4;

/// Appends the rests of one sentence that no other reading, from `of_sentence` on, has summed up.
pub fn find(reader: &Reader, sentence: usize, line: &Range<usize>, of_sentence: usize, frames: &mut Vec<Frame>) {
    for rest in line.clone().filter(|&index| is_point(reader.quantity(index)) && is_rest(reader, index)) {
        let span = reader.quantity(rest).span;
        if !frames[of_sentence..].iter().any(|frame| is_summed(frame, span)) {
            let rest = Rest { reader, sentence, line, rest };
            let found = if reader.quantity(rest.rest).unit.dimension == Dimension::Percent {
                rest.of_shares()
            } else {
                rest.of_whole()
            };
            frames.extend(found);
        }
    }
}

fn is_summed(frame: &Frame, span: Span) -> bool {
    let Frame::Sum { total, parts, .. } = frame else { return false };
    total.span == span || parts.iter().any(|part| part.span == span)
}

struct Rest<'r, 'a> {
    reader: &'r Reader<'a>,
    sentence: usize,
    line: &'r Range<usize>,
    rest: usize,
}

impl Rest<'_, '_> {
    /// The shares of the sentence before, where this one has no other.
    fn of_shares(&self) -> Option<Frame> {
        let reader = self.reader;
        let is_share = |index: &usize| reader.quantity(*index).unit.dimension == Dimension::Percent;
        let alone = self.line.clone().filter(is_share).count() == 1;
        let before = reader.sentence_before(self.sentence, 1)?;
        let told = |index: &usize| is_share(index) && !matches!(change::role(reader, *index), Role::Old);
        let shares: Vec<usize> = before.filter(told).collect();
        let plain =
            shares.iter().all(|&share| is_point(reader.quantity(share)) && change::role(reader, share) == Role::Plain);
        if !alone || !plain || shares.is_empty() || reader.any_phrase(&reader.words().several_answers, self.tokens()) {
            return None;
        }
        let parts: Option<Vec<Operand>> = shares.iter().chain([&self.rest]).map(|&part| reader.operand(part)).collect();
        let frame = Frame::Sum { total: reader.whole_of_shares(self.rest)?, parts: parts?, kind: SumKind::Rest };
        (!sums::fits(&frame) && sums::is_within(&frame, Decimal::new(15, 2), Decimal::ZERO)).then_some(frame)
    }

    fn tokens(&self) -> Range<usize> {
        self.reader.sentence(self.rest)
    }

    /// The figures right before the rest, and what they are parts of.
    fn of_whole(&self) -> Option<Frame> {
        let reader = self.reader;
        let figures = Before::new(reader, self.sentence, self.line, self.rest).figures;
        let plain: Vec<usize> = figures.iter().copied().filter(|&index| !is_aside(reader, index)).collect();
        if [&figures, &plain].into_iter().any(|figures| self.is_borne_out(figures)) {
            return None;
        }
        let own = plain.partition_point(|&index| index < self.line.start);
        let before = reader.sentence_before(self.sentence, 1).map_or(self.line.start, |line| line.start);
        let before = plain.partition_point(|&index| index < before);
        // The parts stand in the sentence of the rest, or begin in the one before.
        let runs = [own, before].into_iter().filter(|&from| from < plain.len());
        runs.into_iter()
            .find_map(|from| self.beside(&figures, &plain[from..]).or_else(|| self.farther_off(&plain[from..])))
            .or_else(|| self.of_them(&figures))
    }

    /// "3,500 employees, 2,150 of them in Ohio and the other 1,350 in Texas": parts of the figure right before them, in one sentence.
    fn of_them(&self, figures: &[usize]) -> Option<Frame> {
        let reader = self.reader;
        let own = &figures[figures.partition_point(|&index| index < self.line.start)..];
        let (&whole, parts) = own.split_first()?;
        let first = *parts.first()?;
        let told = reader.starts(&reader.words().of_whom, reader.place(first).to).is_some();
        let aside = parts[1..].iter().any(|&part| is_aside(reader, part));
        let opens = reader.is(reader.place(first).from - 1, ',');
        let frame = self.sum(whole, parts).filter(|_| told && opens && !aside)?;
        (self.are_of_one_noun(own) && sums::is_within(&frame, Decimal::new(25, 2), Decimal::ZERO)).then_some(frame)
    }

    /// Whether figures that follow each other make a figure before them, with the rest. What is only about right comes out of many: there the
    /// nouns must agree.
    fn is_borne_out(&self, figures: &[usize]) -> bool {
        let runs = (0..figures.len()).flat_map(|from| (from + 1..=figures.len()).map(move |to| &figures[from..to]));
        let makes = |whole: usize, parts: &[usize]| {
            let exact = parts.iter().all(|&part| is_plain(self.reader.quantity(part)));
            let fits = self.sum(whole, parts).is_some_and(|sum| sums::fits(&sum));
            fits && (exact || self.are_of_one_noun(&[&[whole], parts].concat()))
        };
        runs.into_iter().any(|parts| self.wholes(parts[0]).any(|whole| makes(whole, parts)))
    }

    /// Figures before the parts that are counted in the same, the nearest first.
    fn wholes(&self, first: usize) -> impl Iterator<Item = usize> {
        let unit = &self.reader.quantity(self.rest).unit;
        let alike = move |&index: &usize| {
            let quantity = self.reader.quantity(index);
            is_point(quantity) && quantity.unit.comparable(unit)
        };
        (first.saturating_sub(BACK)..first).rev().filter(alike)
    }

    fn sum(&self, whole: usize, parts: &[usize]) -> Option<Frame> {
        let parts: Option<Vec<Operand>> =
            parts.iter().chain([&self.rest]).map(|&part| self.reader.operand(part)).collect();
        Some(Frame::Sum { total: self.reader.operand(whole)?, parts: parts?, kind: SumKind::Rest })
    }

    /// The figure right before the parts, where all are of one noun.
    fn beside(&self, figures: &[usize], parts: &[usize]) -> Option<Frame> {
        let first = figures.iter().position(|index| *index == parts[0])?;
        let whole = figures[first.checked_sub(1)?];
        let frame = self.sum(whole, parts)?;
        (self.are_of_one_noun(&[&[whole], parts].concat())
            && sums::is_within(&frame, Decimal::new(25, 2), Decimal::ZERO))
        .then_some(frame)
    }

    /// Whether nothing but persons, or one thing, is counted by figures and rest.
    fn are_of_one_noun(&self, figures: &[usize]) -> bool {
        let reader = self.reader;
        let nouns: Vec<_> = figures.iter().chain([&self.rest]).filter_map(|&index| reader.noun(index)).collect();
        nouns.windows(2).all(|pair| pair[0] == pair[1] || reader.are_persons(&pair[0], &pair[1]))
    }

    /// A whole at the head of the draft or in the paragraph before, of which a digit of the parts or of it was mistaken.
    fn farther_off(&self, parts: &[usize]) -> Option<Frame> {
        let sentences = &self.reader.document.sentences;
        let block = |index: usize| {
            let sentence = self.reader.document.sentence_at(self.reader.quantity(index).span.start());
            sentences[sentence].block
        };
        let here = sentences[self.sentence].block;
        let told = |&whole: &usize| block(whole) < HEAD || block(whole) + 1 >= here;
        let exact = parts.iter().all(|&part| is_plain(self.reader.quantity(part)));
        let one_noun = |whole: &usize| self.are_of_one_noun(&[&[*whole], parts].concat());
        let mut wholes = self.wholes(parts[0]).filter(told).filter(one_noun);
        if exact { wholes.find_map(|whole| self.sum(whole, parts).filter(is_mistaken)) } else { None }
    }
}

/// Whether one wrong digit, or two swapped, of a number of three digits explains why the parts do not make the whole.
fn is_mistaken(frame: &Frame) -> bool {
    let Frame::Sum { total, parts, .. } = frame else { return false };
    let [others @ .., rest] = &parts[..] else { return false };
    let long = |operand: &Operand| operand.printed.digits().len() >= 3;
    let missing = Sum::of(others).and_then(|sum| total.printed.nearest.minus(&sum.nearest));
    let of_whole = || Sum::of(parts).is_some_and(|sum| long(total) && total.printed.is_slip_of(&sum.nearest));
    let of_rest = || missing.is_some_and(|missing| long(rest) && rest.printed.is_slip_of(&missing));
    parts.iter().all(|part| part.printed.value < total.printed.value)
        && (of_whole() || of_rest() || sums::is_slip(frame))
}

//! Frames: numbers of a draft that its own words say follow from each other.
//!
//! "Rose 12% to 4.5 million from 3.5 million", "9 of 16 (56%)", "16 dead: nine men and seven women". A frame fixes which number is which;
//! whether the numbers fit is for the checks that recompute them. Frames need no fact file.

mod account;
pub mod apart;
mod change;
mod compare;
mod fraction;
mod lead;
mod leftover;
mod listed;
mod outcomes;
mod pair;
mod partition;
mod parts;
mod portion;
mod product;
mod ratio;
mod reader;
pub mod reckoned;
mod rest;
mod share;
mod split;
mod summed;
pub mod sums;
mod turned;
mod years;

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::mention::Mentions;
use crate::quantity::{Printed, Unit};
use crate::span::Span;

use reader::Reader;

/// A number of the draft that takes part in a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operand {
    /// Bytes of the prose, hedge included.
    pub span: Span,
    /// Bytes of the number, its sign and unit, without the hedge.
    pub shown: Span,
    /// What it is counted in.
    pub unit: Unit,
    /// What it stands for, in base units.
    pub printed: Printed,
}

/// Which way a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
    /// The words leave it open: "changed by 12%".
    Open,
}

/// How numbers follow from each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// "rose `change` to `new` from `old`": the change is a percentage, points, an amount or a ratio ("doubled").
    Change { change: Operand, new: Operand, old: Operand, direction: Direction, sure: bool },
    /// "risen by `amount`, or `growth`", from the level before, or, where there is a direction, to the level after.
    Growth { growth: Operand, amount: Operand, level: Operand, reached: Option<Direction> },
    /// "a lead of `margin`, `one` to `other`".
    Margin { margin: Operand, one: Operand, other: Operand },
    /// "`part` of `whole` (`share`)", the share in percent.
    Share { share: Operand, part: Operand, whole: Operand },
    /// "`part` votes to `other`, or `share`", the share in percent of both.
    Split { share: Operand, part: Operand, other: Operand },
    /// "`count` at `each`, `total` in all".
    Product { total: Operand, count: Operand, each: Operand },
    /// "71% of the 16": a share of things that cannot be divided.
    Grain { share: Operand, whole: Operand },
    /// "`given` (`converted`)": one measure in two units.
    Conversion { given: Operand, converted: Operand },
    /// "`given` a year, or `converted` a month": so many times the shorter stretch, at least and at most.
    Rate { given: Operand, converted: Operand, times: [u32; 2] },
    /// "`length`, from 1999 to 2014": years with their places in the prose.
    Years { length: Operand, from: (i32, Span), to: (i32, Span) },
    /// "from 1998 to 1989": a time that ends before it begins, with the places of its years in the prose.
    Turned { from: (i32, Span), to: (i32, Span) },
    /// "between `low` and `high`".
    Range { low: Operand, high: Operand },
    /// "`total`: `parts`".
    Sum { total: Operand, parts: Vec<Operand>, kind: SumKind },
}

impl Frame {
    /// What the figures make that the frame holds together.
    fn result(&self) -> Option<&Operand> {
        match self {
            Frame::Change { change, .. } => Some(change),
            Frame::Growth { growth, .. } => Some(growth),
            Frame::Margin { margin, .. } => Some(margin),
            Frame::Share { share, .. } | Frame::Split { share, .. } => Some(share),
            Frame::Sum { kind: SumKind::Rest, parts, .. } => parts.last(),
            Frame::Sum { total, .. } | Frame::Product { total, .. } => Some(total),
            Frame::Years { length, .. } => Some(length),
            _ => None,
        }
    }
}

/// How firmly the words tie parts to their total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SumKind {
    /// The parts are announced by the total: they are all of it.
    Stated,
    /// The total is said to be the sum of the parts: "together", "in all".
    Drawn,
    /// The last part is said to be what is left of the total.
    Rest,
    /// The parts are a list whose total stands farther off: they are all of it unless the draft leaves some out.
    Listed,
    /// Shares that exclude each other; the total is the hundred percent that nobody wrote. There may be others.
    Shares,
    /// The parts are told of a total that stands elsewhere: they cannot exceed it, but there may be others.
    Told,
}

/// Every frame of the draft, in the order of the prose.
pub fn find(document: &Document, mentions: &Mentions, lexicon: &Lexicon) -> Vec<Frame> {
    let reader = Reader::new(document, mentions, lexicon);
    let mut frames = Vec::new();
    for sentence in 0..document.sentences.len() {
        let line = reader.line(sentence);
        if line.is_empty() {
            continue;
        }
        let of_sentence = frames.len();
        change::find(&reader, &line, &mut frames);
        compare::find(&reader, sentence, &line, of_sentence, &mut frames);
        fraction::find(&reader, &line, &mut frames);
        ratio::find(&reader, sentence, &line, &mut frames);
        let shares = frames.len();
        share::find(&reader, &line, &mut frames);
        split::find(&reader, &line, &mut frames);
        portion::find(&reader, sentence, &line, shares, &mut frames);
        pair::find(&reader, &line, &mut frames);
        let first = frames.len();
        parts::find(&reader, sentence, &line, &mut frames);
        rest::find(&reader, sentence, &line, first, &mut frames);
        product::find(&reader, &line, &mut frames);
        listed::find(&reader, sentence, &line, first, &mut frames);
        account::find(&reader, &line, &mut frames);
        outcomes::find(&reader, sentence, &line, &mut frames);
        summed::find(&reader, sentence, &line, first, &mut frames);
        summed::other_share(&reader, &line, shares, &mut frames);
        summed::of_measure(&reader, sentence, &line, first, &mut frames);
        partition::find(&reader, sentence, &line, first, &mut frames);
        leftover::find(&reader, sentence, &line, first, &mut frames);
        reckoned::find(&reader, sentence, &line, of_sentence, &mut frames);
    }
    lead::find(&reader, &mut frames);
    lead::in_headline(&reader, &mut frames);
    years::find(&reader, &mut frames);
    turned::find(&reader, &mut frames);
    frames
}

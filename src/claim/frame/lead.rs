//! "The lead of 4.8 points is the widest since 1995", and in another paragraph "She won 48.3% of the vote to his 43.5%": a margin and the
//! one result of the draft that it can be told of; "wins by 2,140 votes" in the headline, and in the text who had so many more than whom.

use rust_decimal::Decimal;

use crate::claim::frame::change::{self, Role};
use crate::claim::frame::reader::{Reader, is_plain};
use crate::claim::frame::{Frame, Operand};
use crate::document::BlockKind;
use crate::quantity::Dimension;

/// Margins of headlines that are looked up: a draft with more is a list.
const MOST: usize = 8;

/// Appends "wins by 2,140 votes" of the headline where the text compares two results of another distance.
pub fn in_headline(reader: &Reader, frames: &mut Vec<Frame>) {
    let headline = |index: &usize| {
        let sentence = reader.document.sentence_at(reader.quantity(*index).span.start());
        let block = &reader.document.blocks[reader.document.sentences[sentence].block as usize];
        block.kind == BlockKind::Heading(1)
    };
    let all = 0..reader.mentions.quantities.len();
    let margins =
        all.clone().take_while(headline).filter(|&index| change::role(reader, index) == Role::Margin).take(MOST);
    let found: Vec<Frame> = margins.filter_map(|margin| differing(reader, frames, margin)).collect();
    frames.extend(found);
}

/// The margin with the one comparison of the text that counts the same and makes another.
fn differing(reader: &Reader, frames: &[Frame], margin: usize) -> Option<Frame> {
    let (noun, operand) = (reader.noun(margin)?, reader.operand(margin)?);
    // "hit by 20 shots" is no distance.
    if !reader.any_in(&reader.words().wins, reader.tokens_before(margin)) {
        return None;
    }
    let told = |frame: &&Frame| {
        let Frame::Change { change, new, old, .. } = frame else { return false };
        let amount = change.unit.comparable(&new.unit) && change.unit.dimension == Dimension::Count;
        let counted = [new, old].iter().any(|one| {
            let quantities = &reader.mentions.quantities;
            let index = quantities.partition_point(|quantity| quantity.span.start() < one.span.start());
            index < quantities.len() && reader.noun(index).is_some_and(|other| other == noun)
        });
        amount && counted && new.unit.comparable(&operand.unit)
    };
    let mut told = frames.iter().filter(told);
    let (Some(Frame::Change { change, new, old, .. }), None) = (told.next(), told.next()) else { return None };
    let near = |a: Decimal, b: Decimal| a.checked_mul(Decimal::TWO).is_some_and(|twice| b <= twice);
    let (stated, compared) = (operand.printed.value, change.printed.value);
    let other = stated != compared && near(stated, compared) && near(compared, stated);
    other.then(|| Frame::Margin { margin: operand, one: new.clone(), other: old.clone() })
}

/// Appends the margins in points that stand apart from the shares of the vote, where the draft has shares of one vote only.
pub fn find(reader: &Reader, frames: &mut Vec<Frame>) {
    let apart: Vec<usize> = (0..reader.mentions.quantities.len()).filter(|&index| is_apart(reader, index)).collect();
    if apart.is_empty() {
        return;
    }
    let Some([first, second]) = first_two(reader) else { return };
    for margin in apart {
        let Some(margin) = reader.operand_beside(margin, &first) else { continue };
        // A distance of shares is printed to the same place as they are; "12 points" are of something else.
        if margin.printed.place != first.printed.place {
            continue;
        }
        frames.push(Frame::Margin { margin, one: first.clone(), other: second.clone() });
    }
}

/// "a lead of 4.8 points", in a sentence that has no share and no other time.
fn is_apart(reader: &Reader, index: usize) -> bool {
    let words = reader.words();
    let quantity = reader.quantity(index);
    let place = reader.place(index);
    let points = quantity.unit.dimension == Dimension::Points || reader.is_in(&words.points, place.to);
    let of = place
        .from
        .checked_sub(2)
        .filter(|&noun| reader.is_in(&words.of, noun + 1) && reader.is_in(&words.margins, noun));
    let sentence = reader.sentence(index);
    let line = reader.line(reader.document.sentence_at(quantity.span.start()));
    let alone = !line.into_iter().any(|other| reader.quantity(other).unit.dimension == Dimension::Percent);
    points && of.is_some() && is_plain(quantity) && alone && !reader.any_phrase(&words.other_votes, sentence)
}

/// The greatest two shares of the only paragraph that tells how a vote ended.
fn first_two(reader: &Reader) -> Option<[Operand; 2]> {
    let words = reader.words();
    let mut result: Option<(u32, Vec<usize>)> = None;
    for (index, sentence) in reader.document.sentences.iter().enumerate() {
        let tokens = sentence.tokens.0 as usize..sentence.tokens.1 as usize;
        let shares: Vec<usize> =
            reader.line(index).filter(|&one| reader.quantity(one).unit.dimension == Dimension::Percent).collect();
        let voted = reader.any_phrase(&words.exclusive, tokens.clone());
        if shares.is_empty() || !voted || reader.any_phrase(&words.other_votes, tokens) {
            continue;
        }
        if !shares.iter().all(|&share| is_plain(reader.quantity(share))) {
            return None;
        }
        match &mut result {
            Some((block, known)) if *block == sentence.block => known.extend(shares),
            Some(_) => return None,
            None => result = Some((sentence.block, shares)),
        }
    }
    let mut shares: Vec<Operand> = result?.1.into_iter().filter_map(|share| reader.operand(share)).collect();
    shares.sort_by_key(|share| std::cmp::Reverse(share.printed.value));
    let whole = Decimal::ONE_HUNDRED;
    let all = shares.iter().try_fold(Decimal::ZERO, |sum, share| sum.checked_add(share.printed.value))?;
    let mut shares = shares.into_iter();
    let two = [shares.next()?, shares.next()?];
    (all <= whole + Decimal::TWO).then_some(two)
}

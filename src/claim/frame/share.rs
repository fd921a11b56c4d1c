//! "9 of 16 (56%)", "$19 million, a third of its $64 million deficit", "60% of the $1.05 billion cost, or $630 million".

use std::ops::Range;

use crate::claim::frame::Frame;
use crate::claim::frame::reader::{Lent, REACH, Reader};
use crate::quantity::{Dimension, Hedge, Number};

/// Appends the shares of one sentence.
pub fn find(reader: &Reader, line: &Range<usize>, frames: &mut Vec<Frame>) {
    let mut reached = line.start;
    for at in line.clone() {
        if at >= reached
            && at + 2 < line.end
            && let Some(frame) = of_three(reader, at)
        {
            frames.push(frame);
            reached = at + 3;
        } else if at >= reached && at + 1 < line.end {
            frames.extend(grain(reader, at, at + 1));
        }
    }
}

/// Three quantities in a row: a part, its whole and the share, in any of the orders that English has for them.
fn of_three(reader: &Reader, a: usize) -> Option<Frame> {
    let (b, c) = (a + 1, a + 2);
    let (share, part, whole) = if is_of(reader, a, b) && !is_share(reader, b) {
        match (is_share(reader, a), is_share(reader, c)) {
            // "60% of the $1.05 billion cost, or $630 million".
            (true, false) if restates(reader, b, c) => (a, c, b),
            // "9 of 16 (56%)".
            (false, true) if restates(reader, b, c) => (c, a, b),
            _ => return None,
        }
    } else if is_of(reader, b, c) && !is_share(reader, c) {
        match (is_share(reader, a), is_share(reader, b)) {
            // "56% (9 of 16)".
            (true, false) if restates(reader, a, b) => (a, b, c),
            // "$19 million, a third of its $64 million deficit".
            (false, true) if restates(reader, a, b) || is_said_to_be(reader, a, b) => (b, a, c),
            _ => return None,
        }
    } else if opens_with_of(reader, a) && restates(reader, b, c) {
        match (is_share(reader, b), is_share(reader, c)) {
            // "Of the $82 billion planned, 78% ($64 billion) …", "Of the 16, nine (56%) …".
            (true, false) => (b, c, a),
            (false, true) => (c, b, a),
            _ => return None,
        }
    } else {
        return None;
    };
    frame(reader, share, part, whole)
}

fn frame(reader: &Reader, share: usize, part: usize, whole: usize) -> Option<Frame> {
    let sentence = reader.sentence(share);
    // "12 (40% of the women)": a share of something else.
    let of_another = share + 1 != whole && reader.is_in(&reader.words().of, reader.place(share).to);
    if is_share(reader, whole) || of_another || reader.any_phrase(&reader.words().other_bases, sentence) {
        return None;
    }
    let near = part.abs_diff(whole) == 1 && reader.gap(part.min(whole), part.max(whole)).len() <= 3;
    let both_scaled = reader.quantity(part).scaled == reader.quantity(whole).scaled;
    let lent = if near && both_scaled { Lent::Unit } else { Lent::Nothing };
    let (part_operand, whole_operand) = reader.pair(reader.quantity(part), reader.quantity(whole), lent)?;
    Some(Frame::Share { share: reader.operand(share)?, part: part_operand, whole: whole_operand })
}

/// Whether it is a percentage or a worded fraction.
fn is_share(reader: &Reader, index: usize) -> bool {
    let quantity = reader.quantity(index);
    quantity.unit.dimension == Dimension::Percent && matches!(quantity.number, Number::Point(_) | Number::Share(_))
}

/// "of", "of the", "out of its": nothing but that, and up to two words that describe the whole, stands between.
fn is_of(reader: &Reader, a: usize, b: usize) -> bool {
    let mut gap = reader.gap(a, b);
    // "9 people of the 16", "9 out of 16".
    let of = gap.clone().find(|&token| reader.is_in(&reader.words().of, token));
    // "1.2% ahead of the £42.8m": no part of it.
    let Some(of) = of.filter(|&of| of == gap.start || !reader.is_in(&reader.words().apart_of, of - 1)) else {
        return false;
    };
    let plain = |token: usize| reader.document.tokens[token].is_word();
    // "a deficit of $3.4 million in a budget of $61 million", "a profit of $141 million on those sales of $3.6 billion".
    let held = of + 1 == gap.end && reader.is_in(&reader.words().places, gap.start);
    gap.len() <= 6 && (of <= gap.start + 2 || held) && gap.all(plain)
}

/// A bracket, a dash or "or" between two numbers: the second says the first again.
fn restates(reader: &Reader, a: usize, b: usize) -> bool {
    let gap = reader.gap(a, b);
    let article = |at: usize| reader.is_article(at);
    let gap = if gap.len() > 1 && article(gap.end - 1) { gap.start..gap.end - 1 } else { gap };
    let Some(last) = gap.clone().next_back() else { return false };
    let opens = reader.is(last, '(') || reader.is(last, '—') || reader.is(last, '–');
    let or = reader.is_in(&reader.words().or, last) && gap.len() >= 2;
    let comma = reader.is(last, ',');
    // ", a turnout of 38%", ", an attendance rate of 38%".
    let rate = reader.ends(&reader.words().rates_of, gap.end).is_some_and(|noun| {
        let opens = |at: usize| at > gap.start && article(at) && reader.is(at - 1, ',');
        (noun.saturating_sub(2)..noun).any(opens)
    });
    gap.len() <= REACH && (opens || or || rate || comma && gap.len() <= 2) && !breaks(reader, &gap)
}

/// "the 312,000 doses are about 69% of", "$19 million a year, a little less than a third of".
fn is_said_to_be(reader: &Reader, a: usize, b: usize) -> bool {
    let gap = reader.gap(a, b);
    if gap.len() > REACH || breaks(reader, &gap) || gap.is_empty() {
        return false;
    }
    let comma = gap.clone().next_back().is_some_and(|last| {
        let article = reader.is_article(last);
        reader.is(last, ',') || (article && last > gap.start && reader.is(last - 1, ','))
    });
    comma || reader.ends(&reader.words().equals, gap.end).is_some_and(|start| start >= gap.start)
}

fn breaks(reader: &Reader, gap: &Range<usize>) -> bool {
    let words = reader.words();
    gap.clone().any(|token| {
        reader.is_in(&words.breaks, token) || reader.is_in(&words.rises, token) || reader.is_in(&words.falls, token)
    })
}

/// "Of the 16 …,": the whole comes first, and a comma ends its phrase.
fn opens_with_of(reader: &Reader, a: usize) -> bool {
    let sentence = reader.sentence(a);
    let from = reader.place(a).from;
    let opens = (sentence.start..from).rev().take(3).find(|&token| reader.is_in(&reader.words().of, token));
    let begins = opens
        .is_some_and(|of| of == sentence.start || reader.is(of - 1, ',') || reader.is_in(&reader.words().and, of - 1));
    let gap = reader.gap(a, a + 1);
    begins && gap.len() <= REACH + 4 && gap.clone().any(|token| reader.is(token, ',')) && !breaks(reader, &gap)
}

/// "71% of the 16 members": a share of things that come whole.
fn grain(reader: &Reader, share: usize, whole: usize) -> Option<Frame> {
    let (percentage, count) = (reader.quantity(share), reader.quantity(whole));
    let counted = count.unit.dimension == Dimension::Count && !count.scaled && count.per.is_none();
    let plain = percentage.hedge == Hedge::None && count.hedge == Hedge::None;
    let printed = matches!((percentage.number, count.number), (Number::Point(_), Number::Point(_)));
    if !counted || !plain || !printed || percentage.unit.dimension != Dimension::Percent || !is_of(reader, share, whole)
    {
        return None;
    }
    // What is counted: a plain plural noun that nothing is taken of in its turn ("of the 16 countries’ exports").
    let noun = reader.place(whole).to;
    let text = reader.word(noun);
    let plural = text.ends_with('s') || reader.lexicon.claims.plurals.contains(text.as_ref());
    let whole_noun = plural && !text.ends_with("'s") && !text.ends_with("s'") && !reader.is(noun + 1, '’');
    let further = reader.is_in(&reader.words().of, noun + 1);
    if !whole_noun || further || reader.any_phrase(&reader.words().other_bases, reader.sentence(share)) {
        return None;
    }
    Some(Frame::Grain { share: reader.operand(share)?, whole: reader.operand(whole)? })
}

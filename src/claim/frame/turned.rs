//! "mayor from 1998 to 1989", "(1998–1989)": a time that ends before it begins.

use crate::claim::frame::Frame;
use crate::claim::frame::reader::Reader;
use crate::claim::frame::years::year_at;

/// Words of a sentence around the years that are looked at.
const NEAR: usize = 12;

/// Appends the times of the draft whose second year comes before the first.
pub fn find(reader: &Reader, frames: &mut Vec<Frame>) {
    let tokens = &reader.document.tokens;
    frames
        .extend((1..tokens.len()).filter(|&token| tokens[token].is_number()).filter_map(|token| turned(reader, token)));
}

fn turned(reader: &Reader, token: usize) -> Option<Frame> {
    let words = reader.words();
    let from = year_at(reader, token)?;
    let to = year_at(reader, token + 2)?;
    if from.1 <= to.1 || !reader.is_in(&words.year_to, token + 1) || reader.is_masked(token) {
        return None;
    }
    let told = reader.is_in(&words.year_from, token - 1) && !reader.is_in(&reader.words().and, token + 1);
    let dash = !reader.document.tokens[token + 1].is_word();
    let bracketed = dash && reader.is(token - 1, '(') && reader.is(token + 3, ')');
    // "fell from 2019 to 2011": numbers that look like years. "from 2019 to 2011 Elm Street".
    let near = token.saturating_sub(NEAR)..token + NEAR;
    let moves =
        |at: usize| [&words.rises, &words.falls, &words.shifts, &words.moves].iter().any(|set| reader.is_in(set, at));
    let counted = reader.is_telling(token + 3) && !reader.is_verb(token + 3);
    let span = |(token, _): (usize, i32)| reader.document.tokens[token].span;
    let plain = bracketed || told && !near.into_iter().any(moves) && !counted;
    plain.then(|| Frame::Turned { from: (from.1, span(from)), to: (to.1, span(to)) })
}

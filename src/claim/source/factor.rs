//! Shares and multiples of a source by which another figure beside them may be multiplied, and how many years a span of years has.

use rust_decimal::Decimal;

use crate::claim::source::printed::{Printed, Value};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::quantity::{Dimension, Number};
use crate::span::Span;

/// What a figure beside it is to be multiplied with: "three-quarters", "twice that", "for each of the years 2024 through 2028".
#[derive(Clone, Copy, Debug)]
pub struct Factor {
    pub times: Decimal,
    /// Whether it is a share of a whole, not a multiple.
    pub share: bool,
    /// Index of its first token.
    pub token: usize,
    /// Bytes of the prose.
    pub span: Span,
}

/// Those that are phrases: "twice that", "half as many".
pub fn worded(document: &Document, lexicon: &Lexicon) -> Vec<Factor> {
    let phrases = &lexicon.sources.multiples_of;
    let tokens = &document.tokens;
    let factor = |token: usize| {
        let (length, &times) = phrases.starting(&document.prose, tokens, token)?;
        let span = tokens[token].span.to(tokens[token + length - 1].span);
        Some(Factor { times, share: false, token, span })
    };
    (0..tokens.len()).filter(|&at| tokens[at].is_word()).filter_map(factor).collect()
}

/// Those that are figures: "three-quarters", "80 percent of", "doubled", "1.7 times".
pub fn printed(document: &Document, lexicon: &Lexicon, printed: &[Printed]) -> Vec<Factor> {
    let factor = |printed: &Printed| {
        let Value::Quantity(quantity) = &printed.value else { return None };
        let before = |words: &crate::lexicon::Set| words.contains(word(document, printed.tokens.1).as_str());
        let (times, share) = match quantity.number {
            Number::Share(percent) => (percent / Decimal::ONE_HUNDRED, true),
            Number::Ratio(ratio) => (ratio, false),
            Number::Point(percent)
                if quantity.unit.dimension == Dimension::Percent && before(&lexicon.sources.share_of) =>
            {
                (percent / Decimal::ONE_HUNDRED, true)
            }
            Number::Point(times) if before(&lexicon.sources.times_after) => (times, false),
            _ => return None,
        };
        Some(Factor { times, share, token: printed.tokens.0, span: printed.span })
    };
    printed.iter().filter_map(factor).collect()
}

/// "2024 through 2028", "2024-2028": how many years they are.
pub fn spans_of_years(document: &Document, lexicon: &Lexicon, printed: &[Printed]) -> Vec<Factor> {
    let year = |printed: &Printed| match &printed.value {
        Value::Year(year) => Some(i64::from(*year)),
        Value::Date(date) => date.year.map(i64::from),
        _ => None,
    };
    let joins = |at: usize| {
        let word = word(document, at);
        lexicon.sources.through.contains(word.as_str()) || lexicon.numbers.range_to.contains(&word)
    };
    let span = |pair: &[Printed]| {
        let [from, to] = pair else { return None };
        let (first, last) = (year(from)?, year(to)?);
        let joined = last > first && from.tokens.1 + 1 == to.tokens.0 && joins(from.tokens.1);
        let (times, span) = (Decimal::from(last - first + 1), from.span.to(to.span));
        joined.then_some(Factor { times, share: false, token: from.tokens.0, span })
    };
    printed.windows(2).filter_map(span).collect()
}

/// The token at `at` in lower case; nothing beyond the end.
fn word(document: &Document, at: usize) -> String {
    document.tokens.get(at).map_or(String::new(), |token| token.text(&document.prose).to_lowercase())
}

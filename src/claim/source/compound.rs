//! Figures that two numbers make together and that the grammar of quantities leaves apart: of units that are no fixed number of each other
//! ("two years and three months"), after an article ("an hour and ten minutes"), of two scales ("2 billion 147 million dollars"); and those that share the unit of the next one: "from 14 to 3 degrees".

use rust_decimal::Decimal;

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::lexicon::phrases::lower;
use crate::quantity::{Hedge, Number, Quantity, Unit};

/// How many of the smaller unit the larger one has at most in a figure of two units: minutes of an hour, months of a year, inches of a
/// foot. "eight months and 200 hours" are two figures.
const LARGEST_STEP: i64 = 60;

/// The quantities of a document with those joined that are one figure, each with the index of its first mention.
pub fn join(document: &Document, lexicon: &Lexicon, quantities: &[Quantity]) -> Vec<(Quantity, usize)> {
    let reader = Reader { document, lexicon };
    let mut joined: Vec<(Quantity, usize)> = Vec::with_capacity(quantities.len());
    for (index, quantity) in quantities.iter().enumerate() {
        let whole = joined.last().and_then(|(last, _)| reader.sum(last, quantity));
        if let (Some(whole), Some((last, _))) = (whole, joined.last_mut()) {
            *last = whole;
            continue;
        }
        if let Some((last, _)) = joined.last_mut()
            && reader.shares_unit(last, quantity)
        {
            last.unit = quantity.unit.clone();
            last.per.clone_from(&quantity.per);
        }
        joined.push((reader.after_one(quantity).unwrap_or_else(|| quantity.clone()), index));
    }
    joined
}

struct Reader<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> std::borrow::Cow<'_, str> {
        self.document.tokens.get(at).map_or("".into(), |token| lower(token.text(&self.document.prose)))
    }

    /// The tokens between two figures, if there are not more than `most`.
    fn between(&self, first: &Quantity, second: &Quantity, most: usize) -> Option<std::ops::Range<usize>> {
        let tokens = &self.document.tokens;
        let from = self.document.token_at(first.span.start());
        let from = from + tokens[from..].partition_point(|token| token.span.start() < first.span.end());
        let to = self.document.token_at(second.span.start());
        let near = to >= from && to - from <= most;
        let sentence = self.document.sentence_at(first.span.start()) == self.document.sentence_at(second.span.start());
        (near && sentence).then_some(from..to)
    }

    /// Whether nothing, or no more than "and" or a comma, stands between two figures.
    fn follows(&self, first: &Quantity, second: &Quantity) -> bool {
        let Some(mut between) = self.between(first, second, 1) else { return false };
        between.all(|at| self.word(at) == "," || self.lexicon.numbers.and.contains(self.word(at).as_ref()))
    }

    /// "two hours and ten minutes", "2 billion 147 million".
    fn sum(&self, first: &Quantity, second: &Quantity) -> Option<Quantity> {
        let (Number::Point(large), Number::Point(small)) = (first.number, second.number) else { return None };
        if second.hedge != Hedge::None || !large.is_integer() || first.per.is_some() || !self.follows(first, second) {
            return None;
        }
        let span = first.span.to(second.span);
        let number_span = first.number_span.to(second.number_span);
        let whole = |value: Decimal| Quantity {
            span,
            number_span,
            number: Number::Point(value),
            hedge: first.hedge,
            worded: first.worded && second.worded,
            ..second.clone()
        };
        let bare = first.unit == Unit::count() || first.unit == second.unit;
        if bare && first.scaled && second.scaled && first.place >= Decimal::ONE_THOUSAND {
            // The comma of a list stands between two figures, not within one.
            let touching = self.between(first, second, 0).is_some();
            return (touching && small < first.place).then(|| large.checked_add(small).map(whole))?;
        }
        let step = larger_unit(&first.unit, &second.unit)?;
        let large = large.checked_mul(step)?;
        (small < step).then(|| large.checked_add(small).map(whole))?
    }

    /// "an hour and thirty-five minutes".
    fn after_one(&self, quantity: &Quantity) -> Option<Quantity> {
        let Number::Point(small) = quantity.number else { return None };
        let at = self.document.token_at(quantity.span.start());
        let and = at.checked_sub(1).filter(|&and| self.lexicon.numbers.and.contains(self.word(and).as_ref()))?;
        let numbers = &self.lexicon.numbers;
        let (length, unit) = numbers.units.ending(&self.document.prose, &self.document.tokens, and)?;
        let article = and.checked_sub(length + 1)?;
        let step = larger_unit(unit, &quantity.unit)?;
        let one = numbers.articles.contains(self.word(article).as_ref());
        let same = self.document.sentence_at(self.document.tokens[article].span.start())
            == self.document.sentence_at(quantity.span.start());
        let whole = step.checked_add(small)?;
        (one && same && small < step && quantity.hedge == Hedge::None).then(|| Quantity {
            span: self.document.tokens[article].span.to(quantity.span),
            number_span: self.document.tokens[article].span.to(quantity.number_span),
            number: Number::Point(whole),
            ..quantity.clone()
        })
    }

    /// "from 14 to 3 degrees", "4 and 9 percent": the unit stands once, after the last number.
    fn shares_unit(&self, first: &Quantity, second: &Quantity) -> bool {
        let numbers = &self.lexicon.numbers;
        let points = matches!((first.number, second.number), (Number::Point(_), Number::Point(_)));
        let joins = |word: &str| numbers.range_to.contains(word) || numbers.and.contains(word);
        points
            && first.unit == Unit::count()
            && second.unit != Unit::count()
            && first.scaled == second.scaled
            && first.span.end() == first.number_span.end()
            && self
                .between(first, second, 1)
                .is_some_and(|between| between.len() == 1 && joins(self.word(between.start).as_ref()))
    }
}

/// How many of `small` the unit `large` of the same kind has, where people name them together.
fn larger_unit(large: &Unit, small: &Unit) -> Option<Decimal> {
    large.steps_of(small).filter(|&step| step <= Decimal::from(LARGEST_STEP))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::mention;
    use crate::parse::{Format, parse};
    use crate::source::SourceFile;

    #[test]
    fn numbers_that_are_one_figure_are_joined_and_others_are_not() {
        let lexicon = Lexicon::english();
        let table: &[(&str, &[&str])] = &[
            ("It takes two hours and ten minutes.", &["130 minute"]),
            ("It takes an hour and thirty-five minutes.", &["95 minute"]),
            ("He is 6 feet 2 inches tall.", &["74 inch"]),
            ("They sold 2 billion 147 million dollars.", &["2147000000 USD"]),
            ("It fell from 14 to 3 degrees Celsius.", &["14 °C", "3 °C"]),
            ("It rose from 5.8 to 6.7 hours.", &["5.8 hour", "6.7 hour"]),
            ("Shares of 9 and 4 percent.", &["9 ", "4 "]),
            // Two figures each.
            ("He got eight months and 200 hours of service.", &["8 month", "200 hour"]),
            ("It lasted 2 hours, about 10 minutes less.", &["2 hour", "10 minute"]),
            ("They sold 2 billion, 147 million of them abroad.", &["2000000000 ", "147000000 "]),
            ("It took 2 hours and 90 minutes of talk.", &["2 hour", "90 minute"]),
            ("They met in 2 rooms and 3 hours passed.", &["2 ", "3 hour"]),
            ("She is two years and three months old.", &["27 month"]),
        ];
        for (text, expected) in table {
            let document = parse(Arc::new(SourceFile::new("a.txt", *text)), Format::Plain, &lexicon);
            let (quantities, _) = mention::figures(&document, &lexicon, &[]);
            let found: Vec<String> = join(&document, &lexicon, &quantities)
                .iter()
                .map(|(quantity, _)| match quantity.number {
                    Number::Point(value) => format!("{} {}", value.normalize(), quantity.unit.name),
                    other => format!("{other:?}"),
                })
                .collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}

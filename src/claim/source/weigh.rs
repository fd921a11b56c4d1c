//! Where a source states a figure of the draft, and where it has another value for the same thing.

use rust_decimal::Decimal;

use crate::claim::source::SourceText;
use crate::claim::source::figures::{Figures, Site, ends};
use crate::claim::source::meet::{Fit, fit, is_bare};
use crate::claim::source::printed::{Printed, Value, plain};
use crate::claim::source::words::{NONE, Surroundings, Word, Words, passage_tokens, sentence_tokens};
use crate::document::Document;
use crate::quantity::{Number, Quantity, Unit};
use crate::span::Span;

/// Places of a source that are compared by all their words for one figure.
const MOST: usize = 64;

/// A figure of the draft with its words, as one source knows them.
pub struct Question<'a> {
    pub printed: &'a Printed,
    /// The figures of the same sentence.
    pub beside: &'a [&'a Printed],
    pub around: Surroundings,
    /// All words of its sentence, sorted.
    pub sentence: Vec<Word>,
}

impl<'a> Question<'a> {
    /// Puts the words of the draft into those of the source.
    pub fn new(
        document: &Document,
        words: &Words,
        printed: &'a Printed,
        beside: &'a [&'a Printed],
        translation: &[Word],
    ) -> Self {
        let own = Surroundings::of(document, words, printed);
        let translate = |word: Word| translation.get(word as usize).copied().unwrap_or(NONE);
        let mut near: Vec<Word> = own.near.iter().map(|&word| translate(word)).filter(|&word| word != NONE).collect();
        near.sort_unstable();
        let (from, to) = sentence_tokens(document, printed.span.start());
        let mut sentence: Vec<Word> =
            (from..to).map(|token| translate(words.at(token))).filter(|&word| word != NONE).collect();
        sentence.sort_unstable();
        sentence.dedup();
        let head = own.head.map(translate);
        Self { printed, beside, around: Surroundings { near, head }, sentence }
    }
}

/// How much speaks for two figures being of the same thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Likeness {
    /// The same noun is counted or measured.
    pub head: bool,
    /// Words beside both.
    pub shared: usize,
    /// Words of the draft's sentence that stand near the source's figure.
    pub wide: usize,
}

impl Likeness {
    fn score(self) -> usize {
        4 * self.shared + 4 * usize::from(self.head) + self.wide
    }
}

/// A place of a source that has the figure, or another one for the same thing.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Bytes of the source's prose.
    pub span: Span,
    /// Index of the figure, where it is printed as one.
    pub figure: Option<usize>,
    pub fit: Fit,
    pub likeness: Likeness,
}

/// The best place that states the figure.
pub fn stated(source: &SourceText, question: &Question) -> Option<Place> {
    let figures = &source.figures;
    let mut found: Vec<(Fit, Option<usize>, usize)> = Vec::new();
    let mut add = |fit: Fit, figure: usize| {
        if fit != Fit::None {
            found.push((fit, Some(figure), figures.printed[figure].tokens.0));
        }
    };
    let value = &question.printed.value;
    match value {
        Value::Quantity(quantity) => {
            for figure in figures.near_value(quantity) {
                add(fit(value, &figures.printed[figure].value), figure);
            }
            for scale in &figures.scales {
                if let Some(scaled) = in_scale(quantity, *scale) {
                    for figure in figures.near_value(&scaled) {
                        let fit = fit(&Value::Quantity(Box::new(scaled.clone())), &figures.printed[figure].value);
                        add(fit.min(Fit::Number), figure);
                    }
                }
            }
        }
        Value::Code(parts) if parts.len() == 1 => {}
        Value::Year(_) => {}
        _ => {
            for (figure, printed) in figures.printed.iter().enumerate() {
                let fit = match printed.value {
                    Value::Quantity(_) => Fit::None,
                    _ => fit(value, &printed.value),
                };
                // A year that the source never names is no part of its date.
                let year = match value {
                    Value::Date(date) if fit == Fit::Number => date.year,
                    _ => None,
                };
                if year.is_none_or(|year| !figures.sites(&year.to_string()).is_empty()) {
                    add(fit, figure);
                }
            }
        }
    }
    for (fit, site) in sites(figures, value, question.printed) {
        found.push((fit, site.figure, site.token));
    }
    found.sort_unstable_by_key(|&(fit, figure, token)| (std::cmp::Reverse(fit), figure.is_none(), token));
    found.dedup_by_key(|&mut (_, _, token)| token);
    found.into_iter().take(MOST).map(|(fit, figure, token)| place(source, question, fit, figure, token)).max_by_key(
        |place| (place.likeness.score() + 3 * usize::from(place.fit == Fit::Same), std::cmp::Reverse(place.span)),
    )
}

/// Places in which the digits of the figure stand, though not as a figure of its kind.
fn sites(figures: &Figures, value: &Value, printed: &Printed) -> Vec<(Fit, Site)> {
    let of = |digits: &str, fit: Fit| -> Vec<(Fit, Site)> {
        let fitting = figures.sites(digits).iter().filter(|site| may_mean(figures, value, site));
        fitting.map(|&site| (fit, site)).collect()
    };
    match value {
        Value::Quantity(quantity) => {
            let mut all = Vec::new();
            for end in ends(quantity) {
                let mut there = of(&end.normalize().to_string(), Fit::Number);
                if there.is_empty() && matches!(quantity.number, Number::Range(..)) {
                    return Vec::new();
                }
                all.append(&mut there);
            }
            all
        }
        Value::Year(year) => {
            let mut all = of(&year.to_string(), Fit::Same);
            // "ninety-seven", "’97".
            let short = of(&(year % 100).to_string(), Fit::Number).into_iter().filter(|_| (1900..2100).contains(year));
            all.extend(short.filter(|(_, site)| match site.figure {
                None => true,
                Some(figure) => matches!(&figures.printed[figure].value, Value::Code(parts) if parts.len() == 1),
            }));
            all
        }
        Value::Ordinal(number) => of(&number.to_string(), Fit::Number),
        Value::Time(time) => {
            let hour = (time.minutes + 11 * 60) / 60 % 12 + 1;
            let minutes = time.minutes % 60;
            let mut all = of(&format!("{hour}{minutes:02}"), Fit::Number);
            // "9.15", "18.42", as many write times.
            let mut dotted = vec![hour, time.minutes / 60];
            dotted.dedup();
            all.extend(dotted.iter().flat_map(|hour| of(&plain(&format!("{hour}.{minutes:02}")), Fit::Number)));
            if minutes == 0 {
                all.extend(of(&hour.to_string(), Fit::Number));
            }
            all
        }
        Value::Date(date) => {
            if date.month.is_some() && !figures.has_month(date.month) {
                return Vec::new();
            }
            let Some(day) = date.day else {
                // "September of two thousand and eight": the year in words.
                let spoken = |site: &Site| site.figure.is_none_or(|figure| !figures.printed[figure].in_digits);
                let year = date.year.map_or(Vec::new(), |year| of(&year.to_string(), Fit::Number));
                return year.into_iter().filter(|(_, site)| spoken(site)).collect();
            };
            let worded = of(&day.to_string(), Fit::Number).into_iter();
            worded.filter(|(_, site)| site.figure.is_none() || is_ordinal(figures, site)).collect()
        }
        Value::Code(parts) => {
            let whole = of(&parts.concat(), Fit::Same);
            if !whole.is_empty() || printed.tokens.0 == printed.tokens.1 {
                return whole;
            }
            // "401k" of "four oh one k".
            let digits = |part: &str| part.trim_end_matches(char::is_alphabetic).to_owned();
            let each: Vec<Vec<(Fit, Site)>> = parts.iter().map(|part| of(&digits(part), Fit::Same)).collect();
            together(&each)
        }
    }
}

/// Tokens between the parts of a figure that a source has in words: "three goals to two", "four oh one k".
const APART: usize = 6;

/// The sites of the first part beside which each other part stands; who lost 2-3 has been beaten 3-2.
fn together(parts: &[Vec<(Fit, Site)>]) -> Vec<(Fit, Site)> {
    let Some((first, rest)) = parts.split_first() else { return Vec::new() };
    let accompanied = |(_, site): &&(Fit, Site)| {
        rest.iter().all(|part| part.iter().any(|(_, other)| site.token.abs_diff(other.token) <= APART * rest.len()))
    };
    first.iter().filter(accompanied).copied().collect()
}

fn is_ordinal(figures: &Figures, site: &Site) -> bool {
    site.figure.is_some_and(|figure| matches!(figures.printed[figure].value, Value::Ordinal(_)))
}

/// Whether digits at a site, whatever they are there, may be what the draft means: "$30" is no thirtieth of August.
fn may_mean(figures: &Figures, value: &Value, site: &Site) -> bool {
    let Some(figure) = site.figure else { return true };
    match (value, &figures.printed[figure].value) {
        (Value::Quantity(draft), Value::Quantity(source)) => is_bare(draft) || is_bare(source),
        (Value::Quantity(draft), Value::Code(_)) => {
            let parts = figures.printed[figure].tokens;
            is_bare(draft) || parts.1 - parts.0 == 1
        }
        (Value::Quantity(draft), _) => is_bare(draft),
        (_, Value::Quantity(source)) => is_bare(source),
        (Value::Time(_), Value::Date(_) | Value::Year(_)) | (Value::Ordinal(_), Value::Time(_)) => false,
        _ => true,
    }
}

/// The same quantity as a table prints it that says "in millions" above.
fn in_scale(quantity: &Quantity, scale: Decimal) -> Option<Quantity> {
    let Number::Point(value) = quantity.number else { return None };
    (value.abs() >= scale).then_some(())?;
    let number = Number::Point(value.checked_div(scale)?);
    let place = quantity.place.checked_div(scale)?;
    Some(Quantity { number, place, unit: Unit::count(), scaled: true, ..quantity.clone() })
}

fn place(source: &SourceText, question: &Question, fit: Fit, figure: Option<usize>, token: usize) -> Place {
    let document = &source.document;
    let span = figure.map_or(document.tokens[token].span, |figure| source.figures.printed[figure].span);
    let own;
    let around = match figure {
        Some(figure) => &source.figures.surroundings[figure],
        None => {
            let value = Value::Code(Vec::new());
            let printed = Printed { span, tokens: (token, token + 1), value, in_digits: false, mention: None };
            own = Surroundings::of(document, &source.figures.words, &printed);
            &own
        }
    };
    Place { span, figure, fit, likeness: likeness(source, question, around, span) }
}

fn likeness(source: &SourceText, question: &Question, around: &Surroundings, span: Span) -> Likeness {
    let head = question.around.head.filter(|&head| head != NONE);
    let (from, to) = passage_tokens(&source.document, span.start());
    let mut there: Vec<Word> =
        (from..to).map(|token| source.figures.words.at(token)).filter(|&word| word != NONE).collect();
    there.sort_unstable();
    there.dedup();
    Likeness {
        head: head.is_some_and(|head| around.near.binary_search(&head).is_ok()),
        shared: question.around.shared(&around.near),
        wide: question.sentence.iter().filter(|word| there.binary_search(word).is_ok()).count(),
    }
}

/// The place that speaks most surely of the same thing and has another value.
pub fn other(source: &SourceText, question: &Question) -> Option<Place> {
    let figures = &source.figures;
    let mut votes: Vec<usize> = question.around.near.iter().flat_map(|&word| figures.beside(word)).copied().collect();
    votes.sort_unstable();
    let mut counted: Vec<(usize, usize)> = Vec::new();
    for figure in votes {
        match counted.last_mut() {
            Some((count, last)) if *last == figure => *count += 1,
            _ => counted.push((1, figure)),
        }
    }
    counted.retain(|&(_, figure)| contradicts(question, &figures.printed[figure].value));
    counted.sort_unstable_by_key(|&(count, figure)| (std::cmp::Reverse(count), figure));
    counted
        .into_iter()
        .take(MOST)
        .map(|(_, figure)| place(source, question, Fit::None, Some(figure), figures.printed[figure].tokens.0))
        .max_by_key(|place| (place.likeness.score(), std::cmp::Reverse(place.span)))
}

/// Whether the value is of the same kind as the draft's and another one, which the draft's sentence does not have beside it.
fn contradicts(question: &Question, source: &Value) -> bool {
    let draft = &question.printed.value;
    let same_kind = match (draft, source) {
        (Value::Quantity(draft), Value::Quantity(source)) => {
            let rates = draft.per.is_none() || source.per.is_none() || draft.per == source.per;
            let points = |quantity: &Quantity| matches!(quantity.number, Number::Point(_) | Number::Range(..));
            rates && draft.unit.comparable(&source.unit) && points(source) == points(draft)
        }
        (Value::Date(draft), Value::Date(source)) => draft.day.is_some() == source.day.is_some(),
        (Value::Year(_), Value::Year(_))
        | (Value::Time(_), Value::Time(_))
        | (Value::Ordinal(_), Value::Ordinal(_)) => true,
        _ => false,
    };
    same_kind
        && fit(draft, source) == Fit::None
        && question.beside.iter().all(|beside| fit(&beside.value, source) < Fit::Same)
}

//! A draft as frames are read from it: the words between and around its quantities.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use rust_decimal::Decimal;

use crate::claim::frame::Operand;
use crate::document::Document;
use crate::lexicon::phrases::lower;
use crate::lexicon::{Frames, Lexicon, Phrases, Set};
use crate::mention::Mentions;
use crate::quantity::{Dimension, Hedge, Interval, Number, Printed, Quantity, Unit};
use crate::span::Span;
use crate::text::stem::StemsOf;

/// Between two numbers that belong together stand no more words than this.
pub const REACH: usize = 12;

/// The tokens of a quantity.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The first token, hedge included.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
}

/// The draft with its quantities placed among its tokens.
pub struct Reader<'a> {
    pub document: &'a Document,
    pub mentions: &'a Mentions,
    pub lexicon: &'a Lexicon,
    places: Vec<Place>,
    stems: StemsOf,
}

/// A number that may be a part of a sum.
#[derive(Clone, Debug)]
pub struct Part {
    pub operand: Operand,
    /// Its first token, and the one after its last.
    pub from: usize,
    pub to: usize,
    /// Index of the quantity; `None` for the word "one".
    pub index: Option<usize>,
}

/// A number without a hedge, as sums are made of.
pub fn is_plain(quantity: &Quantity) -> bool {
    is_point(quantity) && quantity.hedge == Hedge::None
}

/// A number of its own, hedged or not: no range, no share, nothing for each of many.
pub fn is_point(quantity: &Quantity) -> bool {
    matches!(quantity.number, Number::Point(_)) && quantity.per.is_none()
}

impl<'a> Reader<'a> {
    /// Places every quantity.
    pub fn new(document: &'a Document, mentions: &'a Mentions, lexicon: &'a Lexicon) -> Self {
        let place = |quantity: &Quantity| Place {
            from: document.token_at(quantity.span.start()),
            to: document.token_at(quantity.span.end().saturating_sub(1)) + 1,
        };
        let places = mentions.quantities.iter().map(place).collect();
        Self { document, mentions, lexicon, places, stems: StemsOf::new(&lexicon.language) }
    }

    /// The tables of words.
    pub fn words(&self) -> &'a Frames {
        &self.lexicon.frames
    }

    /// The quantities of a sentence.
    pub fn line(&self, sentence: usize) -> Range<usize> {
        let span = self.document.sentences[sentence].span;
        let before = |at: usize| self.mentions.quantities.partition_point(|quantity| quantity.span.start() < at);
        before(span.start())..before(span.end())
    }

    /// The tokens of the sentence that holds a quantity.
    pub fn sentence(&self, index: usize) -> Range<usize> {
        let (from, to) = self.document.sentences[self.document.sentence_at(self.quantity(index).span.start())].tokens;
        from as usize..to as usize
    }

    pub fn quantity(&self, index: usize) -> &'a Quantity {
        &self.mentions.quantities[index]
    }

    pub fn place(&self, index: usize) -> Place {
        self.places[index]
    }

    /// The token in lower case; empty past the end.
    pub fn word(&self, token: usize) -> Cow<'a, str> {
        self.document.tokens.get(token).map_or("".into(), |token| lower(token.text(&self.document.prose)))
    }

    pub fn is_in(&self, set: &Set, token: usize) -> bool {
        self.document.tokens.get(token).is_some_and(|token| set.has(token.text(&self.document.prose)))
    }

    pub fn is_article(&self, token: usize) -> bool {
        self.is_in(&self.lexicon.numbers.articles, token)
    }

    pub fn is(&self, token: usize, mark: char) -> bool {
        self.document.tokens.get(token).is_some_and(|token| token.is(mark))
    }

    /// The quantities of the `back`-th sentence before `sentence`, in the same paragraph.
    pub fn sentence_before(&self, sentence: usize, back: usize) -> Option<Range<usize>> {
        let previous = sentence.checked_sub(back)?;
        let sentences = &self.document.sentences;
        (sentences[previous].block == sentences[sentence].block).then(|| self.line(previous))
    }

    /// The numbers of a sentence that can be parts of a sum, in order; "one" is one where a place stands behind it.
    pub fn parts(&self, sentence: usize, line: &Range<usize>) -> Vec<Part> {
        let told = line.clone().filter(|&index| is_plain(self.quantity(index))).filter_map(|index| {
            let Place { from, to } = self.place(index);
            Some(Part { operand: self.operand(index)?, from, to, index: Some(index) })
        });
        let (first, last) = self.document.sentences[sentence].tokens;
        let one = |token: usize| {
            let alone = self.is_in(&self.words().one, token) && self.is_placed(token + 1);
            let free = || {
                let next = self.places.partition_point(|place| place.to <= token);
                self.places.get(next).is_none_or(|place| place.from > token)
            };
            (alone && free()).then(|| self.one(token)).flatten()
        };
        let mut parts: Vec<Part> = told.chain((first as usize..last as usize).filter_map(one)).collect();
        parts.sort_by_key(|part| part.from);
        parts
    }

    /// Whether a token is a preposition by which a part is told.
    pub fn is_placed(&self, token: usize) -> bool {
        self.is_in(&self.words().places, token) || self.is_in(&self.words().regions, token)
    }

    /// The word "one" as a number.
    fn one(&self, token: usize) -> Option<Part> {
        let span = self.document.tokens.get(token)?.span;
        let quantity = Quantity {
            span,
            number_span: span,
            number: Number::Point(Decimal::ONE),
            hedge: Hedge::None,
            unit: Unit::count(),
            place: Decimal::ONE,
            worded: true,
            scaled: false,
            per: None,
        };
        Some(Part { operand: self.operand_of(&quantity)?, from: token, to: token + 1, index: None })
    }

    /// Whether a token is code or part of an address.
    pub fn is_masked(&self, token: usize) -> bool {
        self.document.tokens.get(token).is_some_and(|token| self.document.is_masked(token.span))
    }

    /// The hedge right before a token, and the token that it begins at.
    pub fn hedge_before(&self, token: usize) -> Option<(usize, Hedge)> {
        let hedges = &self.lexicon.numbers.hedges;
        let (len, &hedge) = hedges.ending(&self.document.prose, &self.document.tokens, token)?;
        Some((token - len, hedge))
    }

    /// The tokens of the sentence before a quantity, as far as its reach.
    pub fn tokens_before(&self, index: usize) -> Range<usize> {
        let from = self.place(index).from;
        from.saturating_sub(REACH).max(self.sentence(index).start)..from
    }

    /// Whether both words are for persons: "23 people died … of the victims".
    pub fn are_persons(&self, one: &str, other: &str) -> bool {
        let person = |word: &str| self.words().persons.contains(word) || self.words().kinds.contains(word);
        person(one) && person(other)
    }

    /// The stem of a token.
    pub fn stem(&self, token: usize) -> Rc<str> {
        let document = self.document;
        self.stems.of(document.tokens.get(token).map_or("", |token| token.text(&document.prose)))
    }

    /// Whether the sentence of a quantity speaks of what the stem is of: of it itself, or of persons where it is one for persons.
    pub fn speaks_of(&self, index: usize, stem: &str) -> bool {
        let person = |token: usize| self.is_in(&self.words().persons, token) || self.is_in(&self.words().kinds, token);
        let persons = self.words().persons.iter().any(|word| *self.stems.of(word) == *stem);
        let Place { from, to } = self.place(index);
        let sentence = self.sentence(index);
        let near = from.saturating_sub(REACH).max(sentence.start)..(to + REACH).min(sentence.end);
        near.into_iter().any(|token| {
            self.document.tokens[token].is_word() && (*self.stem(token) == *stem || persons && person(token))
        })
    }

    /// Whether a token is a verb, as far as its form tells.
    pub fn is_verb(&self, token: usize) -> bool {
        let times = &self.lexicon.times;
        self.is_in(&times.verbs, token)
            || self.is_in(&self.words().auxiliaries, token)
            || times.is_past(&self.word(token))
    }

    /// Whether a token is a mark that ends a statement, or the text ends there.
    pub fn ends_statement(&self, token: usize) -> bool {
        // The stop of an abbreviation ("12.4p.") is part of its token.
        let mark = |text: &str| text.ends_with(['.', ',', ';', '—', '–', '!', ':']);
        self.document.tokens.get(token).is_none_or(|token| mark(token.text(&self.document.prose)))
    }

    /// The plural noun that a count is followed by, a word or two between them; `None` where it is left out.
    pub fn noun(&self, index: usize) -> Option<Cow<'a, str>> {
        self.noun_at(index).map(|token| self.word(token))
    }

    /// The token of that noun.
    pub fn noun_at(&self, index: usize) -> Option<usize> {
        if self.quantity(index).unit.dimension != Dimension::Count {
            return None;
        }
        let to = self.places[index].to;
        let plural = |token: &usize| self.lexicon.claims.is_plural(&self.word(*token));
        // The unit of a count ("people", "points") is its noun.
        let within = to.checked_sub(1).filter(|&last| !self.document.tokens[last].is_number()).filter(plural);
        within.or_else(|| (to..to + 3).take_while(|&token| self.is_telling(token)).find(plural))
    }

    /// Whether a token is a word that names something: no mark, no number, nothing that only holds a sentence together.
    pub fn is_telling(&self, token: usize) -> bool {
        let named = self.document.tokens.get(token).is_some_and(|token| token.is_word());
        named && !self.is_in(&self.lexicon.topics.function_words, token)
    }

    /// The tokens between two quantities that follow each other.
    pub fn gap(&self, a: usize, b: usize) -> Range<usize> {
        let (from, to) = (self.places[a].to, self.places[b].from);
        from..to.max(from)
    }

    pub fn any_in(&self, set: &Set, range: Range<usize>) -> bool {
        range.into_iter().any(|token| self.is_in(set, token))
    }

    /// Whether one of `phrases` begins at `token`.
    pub fn starts(&self, phrases: &Phrases<()>, token: usize) -> Option<usize> {
        phrases.starting(&self.document.prose, &self.document.tokens, token).map(|(len, ())| len)
    }

    /// Whether one of `phrases` ends before `token`, and at which token it begins.
    pub fn ends(&self, phrases: &Phrases<()>, token: usize) -> Option<usize> {
        phrases.ending(&self.document.prose, &self.document.tokens, token).map(|(len, ())| token - len)
    }

    /// Whether one of `phrases` lies in the tokens.
    pub fn any_phrase(&self, phrases: &Phrases<()>, range: Range<usize>) -> bool {
        range.clone().any(|token| self.starts(phrases, token).is_some_and(|len| token + len <= range.end))
    }

    /// Whether one of `phrases` stands before the quantity, with a few words between them that say nothing of their own.
    pub fn before(&self, phrases: &Phrases<()>, index: usize) -> Option<usize> {
        let first = self.sentence(index).start;
        let mut end = self.places[index].from;
        for _ in 0..5 {
            if let Some(start) = self.ends(phrases, end).filter(|&start| start >= first) {
                return Some(start);
            }
            if end <= first || !self.is_in(&self.words().between, end - 1) {
                return None;
            }
            end -= 1;
        }
        None
    }

    /// "(2022: £457.0m)", "(£457.0m in 2022)": the level of another year.
    pub fn is_of_another_year(&self, index: usize) -> bool {
        let place = self.place(index);
        let is_year = |token: usize| {
            let year = self.document.tokens.get(token).and_then(|token| token.year(&self.document.prose));
            year.is_some_and(|year| (1900..2100).contains(&year))
        };
        let Some(before) = place.from.checked_sub(3) else { return false };
        let led = self.is(before + 2, ':') && is_year(before + 1) && self.is(before, '(');
        let followed = self.is(before + 2, '(') && is_year(place.to + 1) && self.is(place.to + 2, ')');
        led || followed
    }

    /// A quantity as an operand, its own hedge counted.
    pub fn operand(&self, index: usize) -> Option<Operand> {
        self.operand_of(self.quantity(index))
    }

    /// The same for a number that the words tell and that was not read as a quantity.
    pub fn operand_of(&self, quantity: &Quantity) -> Option<Operand> {
        Some(Operand {
            span: quantity.span,
            shown: shown(quantity),
            unit: quantity.unit.clone(),
            printed: Printed::of(quantity)?,
        })
    }

    /// The same where "11 points" stands beside percentages: percentage points.
    pub fn operand_beside(&self, index: usize, level: &Operand) -> Option<Operand> {
        let mut operand = self.operand(index)?;
        let bare =
            operand.unit.dimension == Dimension::Count && self.is_in(&self.words().points, self.places[index].to);
        if bare && level.unit.dimension == Dimension::Percent {
            let quantity = self.quantity(index);
            let unit = Unit::new(Dimension::Points, "", Decimal::ONE);
            operand = self.operand_of(&Quantity { unit, ..quantity.clone() })?;
        }
        Some(operand)
    }

    /// The hundred percent that shares make, at the place of the first of them.
    pub fn whole_of_shares(&self, index: usize) -> Option<Operand> {
        let quantity = self.quantity(index);
        let number = Number::Point(Decimal::ONE_HUNDRED);
        let printed = Printed::of(&Quantity { number, ..quantity.clone() })?;
        let exact = Interval::point(printed.value);
        let printed = Printed { rounded: exact, nearest: exact, admitted: exact, ..printed };
        Some(Operand { span: quantity.span, shown: shown(quantity), unit: quantity.unit.clone(), printed })
    }

    /// The two numbers of what was read as a range.
    pub fn ends_of_range(&self, index: usize) -> Option<[Operand; 2]> {
        let quantity = self.quantity(index);
        let [low, high] = Printed::ends(quantity)?;
        let place = self.place(index);
        let number = self.document.token_at(quantity.number_span.end().saturating_sub(1));
        let joint =
            (number + 1..place.to).find(|&token| self.lexicon.numbers.range_to.contains(self.word(token).as_ref()))?;
        let span = |from: usize, to: usize| self.document.tokens[from].span.to(self.document.tokens[to].span);
        let operand = |shown: Span, printed| Operand { span: shown, shown, unit: quantity.unit.clone(), printed };
        let first = Span::new(quantity.number_span.start(), span(number, joint - 1).end());
        Some([operand(first, low), operand(span(joint + 1, place.to - 1), high)])
    }

    /// The operands of two quantities that can be compared.
    pub fn pair(&self, one: &Quantity, other: &Quantity, lent: Lent) -> Option<(Operand, Operand)> {
        let per_same = one.per == other.per || one.per.is_none() || other.per.is_none();
        let (one, other) = match lent {
            Lent::Nothing => (one.clone(), other.clone()),
            _ => (like(one, other, lent), like(other, one, lent)),
        };
        let comparable = one.unit.comparable(&other.unit) && per_same;
        comparable.then_some((self.operand_of(&one)?, self.operand_of(&other)?))
    }
}

/// What one of two numbers may leave to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lent {
    Nothing,
    /// "up from 78.1 million" of 96.4 million dollars.
    Unit,
    /// "from $3.5 to $4.5 million", "from 34 to 21 percent".
    UnitAndScale,
}

/// `one` with the unit and the scale of `other`, where it has none of its own.
fn like(one: &Quantity, other: &Quantity, lent: Lent) -> Quantity {
    let mut one = one.clone();
    let bare = one.unit.dimension == Dimension::Count && one.scaled == other.scaled
        || one.unit.dimension == Dimension::Count && !one.scaled && lent == Lent::UnitAndScale;
    if bare && matches!(other.unit.dimension, Dimension::Percent | Dimension::Money | Dimension::Measured(_)) {
        one.unit = other.unit.clone();
    }
    let (Number::Point(low), Number::Point(high)) = (one.number, other.number) else { return one };
    let thousand = Decimal::ONE_THOUSAND;
    if one.scaled || !other.scaled || low.abs() >= thousand || lent != Lent::UnitAndScale {
        return one;
    }
    let mut scale = thousand;
    while let Some(next) = scale.checked_mul(thousand).filter(|&next| next <= high) {
        scale = next;
    }
    if let (Some(value), Some(place)) = (low.checked_mul(scale), one.place.checked_mul(scale)) {
        (one.number, one.place, one.scaled) = (Number::Point(value), place, true);
    }
    one
}

/// The number with its sign and unit, without a hedge before it.
fn shown(quantity: &Quantity) -> Span {
    Span::new(
        quantity.number_span.start().max(quantity.span.start()),
        quantity.span.end().max(quantity.number_span.end()),
    )
}

//! Figures that follow in one step from two figures of one source, where the draft or the source says so: a total, a difference, what
//! is left, a part of a whole, so much for each of so many.

use rust_decimal::Decimal;

use crate::claim::source::factor::Factor;
use crate::claim::source::figures::{Figures, ends};
use crate::claim::source::meet::{Fit, fit, is_bare, named};
use crate::claim::source::printed::{Printed, Value};
use crate::claim::source::weigh::{self, Question};
use crate::claim::source::words::{Surroundings, sentence_tokens};
use crate::claim::source::{SourceText, TELLING};
use crate::document::Document;
use crate::lexicon::phrases::lower;
use crate::lexicon::{Lexicon, Phrases};
use crate::quantity::{Digits, Dimension, Hedge, Number, Quantity, Relation, Unit, compare};
use crate::span::Span;

/// By which step a figure follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derivation {
    Sum,
    Difference,
    Product,
    /// So much for each.
    Quotient,
    /// How many years the first is.
    Years,
    /// A share or a multiple of the first, which the second names.
    Part,
    /// The first as a percentage of the second.
    Share,
    /// By how many percent the second is more or less than the first.
    Change,
    /// What a percentage leaves of the whole: both passages are the one that states it.
    Rest,
    /// So much a month of so much a year: both passages are the one that states it.
    Rate,
}

impl Derivation {
    /// The step in words.
    pub fn told(self, first: &str, second: &str) -> String {
        match self {
            Derivation::Sum => format!("{first} and {second} together"),
            Derivation::Difference => format!("{first} less {second}"),
            Derivation::Product => format!("{first} times {second}"),
            Derivation::Quotient => format!("{first} and {second}, so much for each"),
            Derivation::Years => format!("from the first to the last of {first}"),
            Derivation::Part => format!("{first}, of which “{second}”"),
            Derivation::Share => format!("{first} of {second}"),
            Derivation::Change => format!("from {first} to {second}"),
            Derivation::Rest => format!("what {first} leaves"),
            Derivation::Rate => format!("{first}, for another length of time"),
        }
    }
}

/// The two places that a figure follows from, and how.
pub type Found = ([Span; 2], Derivation);

/// How many figures of one kind may stand between the two: those of one table or paragraph, not of the whole source.
const REACH: usize = 8;

/// Tokens before and after a figure of few digits in which a word must say that it is a difference.
const BESIDE: usize = 3;

/// A computed value may lie a twentieth from a bound that it is said to meet.
const NEAR: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// Seconds of the shortest year.
const YEAR: Decimal = Decimal::from_parts(31_536_000, 0, 0, false, 0);

/// Numbers below this are the sum or the difference of some two others by chance: the draft must say that they are.
const SMALL: Decimal = Decimal::TEN;

/// What the draft's sentence says of how its figure came about.
pub struct Steps<'a> {
    quantity: &'a Quantity,
    lexicon: &'a Lexicon,
    /// The other figures of the sentence: "up 26% to $2.04".
    beside: &'a [&'a Printed],
    sum: bool,
    difference: bool,
    /// Whether the words that speak of a difference stand right beside the figure: "35 minutes shorter", "dropped 11 degrees".
    difference_beside: bool,
    /// Whether something is added to what there is: "with the two that are opened again".
    extends: bool,
    rest: bool,
}

impl<'a> Steps<'a> {
    /// `None` where the figure cannot have come about so.
    pub fn of(
        document: &Document,
        lexicon: &'a Lexicon,
        figure: &'a Printed,
        beside: &'a [&'a Printed],
    ) -> Option<Self> {
        let Value::Quantity(quantity) = &figure.value else { return None };
        let Number::Point(_) = quantity.number else { return None };
        let (from, to) = sentence_tokens(document, figure.span.start());
        let says = |phrases: &Phrases<()>, mut place: std::ops::Range<usize>| {
            place.any(|at| phrases.starting(&document.prose, &document.tokens[..to], at).is_some())
        };
        let words = &lexicon.sources;
        // "to 17.6%" names where something has come to, not by how much.
        let level = figure.tokens.0.checked_sub(1).filter(|&before| before >= from).is_some_and(|before| {
            let word = lower(document.tokens[before].text(&document.prose));
            lexicon.numbers.range_to.contains(word.as_ref())
        });
        let by = words.differences_before.ending(&document.prose, &document.tokens, figure.tokens.0).is_some();
        let beside_it = figure.tokens.0.saturating_sub(BESIDE).max(from)..(figure.tokens.1 + BESIDE).min(to);
        Some(Self {
            quantity,
            lexicon,
            beside,
            sum: says(&words.sums, from..to),
            difference: by || !level && says(&words.differences, from..to),
            difference_beside: by || !level && says(&words.differences, beside_it),
            extends: says(&words.extensions, from..to),
            rest: says(&words.rests, from..to),
        })
    }

    /// Where a source has the two figures that the draft's follows from. `around` are the words beside the draft's figure, as
    /// the source knows them: what shares none of them is of something else.
    pub fn find(&self, source: &SourceText, around: &Surroundings) -> Option<Found> {
        let desk = Desk { steps: self, document: &source.document, figures: &source.figures, around };
        desk.of_two()
            .or_else(|| desk.years())
            .or_else(|| desk.rest())
            .or_else(|| desk.out_of())
            .or_else(|| desk.part())
            .or_else(|| desk.product())
            .or_else(|| {
                // Any two numbers make some percentage: the draft must speak of a change.
                (self.quantity.unit.dimension == Dimension::Percent && self.difference).then(|| desk.change()).flatten()
            })
    }

    /// The same from two other figures of the draft's own sentence, each of which the source states: "5 for the police and 12 for
    /// the schools, 17 in all".
    pub fn from_beside(&self, source: &SourceText, ask: impl Fn(&'a Printed) -> Question<'a>) -> Option<Found> {
        let Number::Point(own) = self.quantity.number else { return None };
        if self.beside.len() > REACH || own.abs() < SMALL && !self.sum && !self.difference {
            return None;
        }
        let stated = |printed: &'a Printed| weigh::stated(source, &ask(printed)).map(|place| place.span);
        let count = self.beside.len();
        let mut pairs = (0..count).flat_map(|first| (first + 1..count).map(move |second| (first, second)));
        pairs.find_map(|(first, second)| {
            let (first, second) = (self.beside[first], self.beside[second]);
            let how = self.step(&first.value, &second.value)?;
            Some(([stated(first)?, stated(second)?], how))
        })
    }

    /// The step that leads from two values to the draft's.
    fn step(&self, first: &Value, second: &Value) -> Option<Derivation> {
        let (Value::Quantity(first), Value::Quantity(second)) = (first, second) else { return None };
        let like = |quantity: &Quantity| self.is_like(quantity);
        let (a, b) = (self.operand(first)?, self.operand(second)?);
        let states = |value: Option<Decimal>| value.is_some_and(|value| self.states(value));
        if like(first) && like(second) {
            if states(a.checked_add(b)) {
                return Some(Derivation::Sum);
            }
            if states(a.checked_sub(b)) || states(b.checked_sub(a)) {
                return Some(Derivation::Difference);
            }
        }
        let times = like(first) && is_bare(second) || is_bare(first) && like(second);
        let large = a.abs() > Decimal::ONE && b.abs() > Decimal::ONE;
        if times && large && states(a.checked_mul(b)) {
            return Some(Derivation::Product);
        }
        // "$48 million over 4 years, $12 million a year"
        let number = |quantity: &Quantity| named(quantity).first().copied();
        let quotient = |whole: &Quantity, value: Decimal, by: &Quantity| {
            let divides = self.quantity.per.is_some() && like(whole) && !by.unit.comparable(&whole.unit);
            divides && states(number(by).and_then(|by| value.checked_div(by)))
        };
        (quotient(first, a, second) || quotient(second, b, first)).then_some(Derivation::Quotient)
    }

    fn is_like(&self, quantity: &Quantity) -> bool {
        quantity.unit.comparable(&self.quantity.unit)
    }

    /// Whether the draft's number has so many digits that hardly two others make it by chance.
    fn is_telling(&self) -> bool {
        matches!(self.quantity.number, Number::Point(value) if Digits::of(value).digits.len() >= TELLING)
    }

    /// A single number in the base unit of the draft's figure, or as it is printed where one of the two says of nothing what it is.
    fn operand(&self, quantity: &Quantity) -> Option<Decimal> {
        let value = match quantity.number {
            Number::Point(value) => value,
            Number::Vague(..) => *named(quantity).first()?,
            _ => return None,
        };
        match (is_bare(self.quantity), is_bare(quantity)) {
            (true, _) => Some(value),
            // "47.2 million" beside "49.7 million tons".
            (false, true) => self.quantity.unit.to_base(value),
            (false, false) => quantity.unit.to_base(value),
        }
    }

    /// Whether the draft's figure states a computed value, in the base unit of its own, which it may have rounded.
    fn states(&self, value: Decimal) -> bool {
        let quantity = self.quantity;
        let Some(own) =
            value.checked_sub(quantity.unit.offset).and_then(|value| value.checked_div(quantity.unit.factor))
        else {
            return false;
        };
        let exact = Quantity { number: Number::Point(own), hedge: Hedge::None, per: None, ..quantity.clone() };
        // A bound is met by nearly everything: the number itself must follow, or one near it.
        let bound = compare(quantity, &exact);
        let near = matches!(quantity.number, Number::Point(stated) if (stated - own).abs() <= stated.abs() / NEAR);
        let plain = Quantity { hedge: Hedge::None, ..quantity.clone() };
        let rounded = !quantity.worded
            && matches!(quantity.number, Number::Point(stated) if (stated - own).abs() <= quantity.place / Decimal::TWO);
        rounded && !quantity.hedge.is_directional()
            || bound.relation == Relation::Supported && near
            || compare(&plain, &exact).relation == Relation::Supported
    }
}

/// The steps of a draft's figure and the source that they are looked for in.
struct Desk<'a> {
    steps: &'a Steps<'a>,
    document: &'a Document,
    figures: &'a Figures,
    around: &'a Surroundings,
}

/// A figure of the source by its index, with its value.
type Operand = (usize, Decimal);

impl Desk<'_> {
    fn related(&self, figure: usize) -> bool {
        self.shared(figure) > 0
    }

    fn shared(&self, figure: usize) -> usize {
        self.around.shared(&self.figures.surroundings[figure].near)
    }

    /// Whether the draft's sentence has the figure beside its own.
    fn named(&self, figure: usize) -> bool {
        let there = &self.figures.printed[figure].value;
        self.steps.beside.iter().any(|beside| match fit(&beside.value, there) {
            Fit::Same => true,
            // "$77 million" of "77 million".
            Fit::Number => is_scaled(&beside.value) && is_scaled(there),
            Fit::None => false,
        })
    }

    /// Whether the figure counts or measures the same thing as the draft's.
    fn same_head(&self, figure: usize) -> bool {
        let near = &self.figures.surroundings[figure].near;
        self.around.head.is_some_and(|head| near.binary_search(&head).is_ok())
    }

    fn sentence(&self, figure: usize) -> usize {
        self.document.sentence_at(self.figures.printed[figure].span.start())
    }

    fn in_one_sentence(&self, first: usize, second: usize) -> bool {
        self.sentence(first) == self.sentence(second)
    }

    /// Whether two figures stand in one sentence or in two that follow each other.
    fn are_neighbours(&self, first: usize, second: usize) -> bool {
        self.sentence(first).abs_diff(self.sentence(second)) <= 1
    }

    fn spans(&self, first: usize, second: usize) -> [Span; 2] {
        [first, second].map(|figure| self.figures.printed[figure].span)
    }

    fn quantity(&self, figure: usize) -> Option<&Quantity> {
        match &self.figures.printed[figure].value {
            Value::Quantity(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// The figures from which the draft's may follow, in lists whose values can be added: those of its kind with those that say of
    /// nothing what they are; for one that does not say so itself, those of each kind.
    fn lists(&self) -> Vec<Vec<Operand>> {
        let quantity = self.steps.quantity;
        let operands = |list: Vec<usize>| -> Vec<Operand> {
            let value = |figure| Some((figure, self.steps.operand(self.quantity(figure)?)?));
            list.into_iter().filter_map(value).filter(|(_, value)| !value.is_zero()).collect()
        };
        if is_bare(quantity) {
            return self.figures.kinds().into_iter().map(operands).collect();
        }
        // What lies between two percentages is counted in points.
        let points = quantity.unit.dimension == Dimension::Points;
        let percentages = Quantity { unit: Unit::new(Dimension::Percent, "", Decimal::ONE), ..quantity.clone() };
        let own = self.figures.of_kind(if points { &percentages } else { quantity });
        // "77 million" of a call on results is money like the draft's "$173 million".
        let bare = Quantity { unit: Unit::count(), ..quantity.clone() };
        let mut mixed = if quantity.scaled { self.figures.of_kind(&bare) } else { Vec::new() };
        mixed.retain(|&figure| self.quantity(figure).is_some_and(|there| there.scaled));
        mixed.extend(&own);
        mixed.sort_unstable();
        let mut lists = vec![operands(own), operands(mixed)];
        for &scale in self.figures.scales.iter().filter(|_| quantity.scaled) {
            let plain = self.figures.of_kind(&bare).into_iter().filter_map(|figure| {
                let there = self.quantity(figure).filter(|there| !there.scaled)?;
                Some((figure, self.steps.operand(there)?.checked_mul(scale)?))
            });
            lists.push(plain.collect());
        }
        lists
    }

    /// A total or what lies between two.
    fn of_two(&self) -> Option<Found> {
        let steps = self.steps;
        let percent = steps.quantity.unit.dimension == Dimension::Percent;
        // Two numbers make any small one: more must speak for these two.
        let telling = steps.is_telling();
        let difference = !percent && if telling { steps.difference } else { steps.difference_beside };
        for list in self.lists() {
            for (a, b, first, second) in pairs(&list) {
                if !telling && !self.are_neighbours(a, b) {
                    continue;
                }
                let one_named = self.named(a) != self.named(b);
                let other = if self.named(a) { b } else { a };
                // "With the 2 that are opened again it will have 25 stations" of 23 stations.
                // "9.3 million instead of the 10.4 million" of "9.3 million, 1.1 million less": one is named, and the sum is no chance.
                let extends = steps.extends && self.same_head(other) || telling && self.in_one_sentence(a, b);
                let extends = extends && one_named && !percent;
                // "17 people" does not come of dollars.
                let kin = telling || self.quantity(a).is_some_and(|there| steps.is_like(there));
                // "or $1.3 million, to $3.9 million": one of the two is named, and it is money like it.
                let difference = difference || steps.difference && one_named && !percent && !is_bare(steps.quantity);
                let firm = kin && self.related(a) && self.related(b) || self.named(a) || self.named(b);
                if !firm || !extends && !steps.sum && !difference {
                    continue;
                }
                let states = |value: Option<Decimal>| value.is_some_and(|value| steps.states(value));
                if (steps.sum || extends || difference && one_named) && states(first.checked_add(second)) {
                    return Some((self.spans(a, b), Derivation::Sum));
                }
                if (difference || extends) && states(first.checked_sub(second)) {
                    return Some((self.spans(a, b), Derivation::Difference));
                }
                if (difference || extends) && states(second.checked_sub(first)) {
                    return Some((self.spans(b, a), Derivation::Difference));
                }
            }
        }
        None
    }

    /// "12 years" of "each year from 2009 to 2020", or 11, from the one to the other.
    fn years(&self) -> Option<Found> {
        let steps = self.steps;
        let year = steps.lexicon.numbers.second.as_ref()?.dimension == steps.quantity.unit.dimension;
        let Number::Point(own) = steps.quantity.number else { return None };
        let counts = |years: &&Factor| own == years.times || own == years.times - Decimal::ONE;
        let is_year = year && steps.quantity.unit.factor >= YEAR;
        let years = self.figures.years.iter().filter(|_| is_year).find(counts)?;
        Some(([years.span, years.span], Derivation::Years))
    }

    /// What a percentage leaves of the whole, where the draft speaks of a rest; so much in another length of time.
    fn rest(&self) -> Option<Found> {
        let steps = self.steps;
        let percent = steps.quantity.unit.dimension == Dimension::Percent;
        let alone = |figure: usize, how| Some((self.spans(figure, figure), how));
        for figure in self.figures.of_kind(steps.quantity) {
            if !self.related(figure) {
                continue;
            }
            let Some(there) = self.quantity(figure) else { continue };
            let value = steps.operand(there);
            if percent && steps.rest && value.is_some_and(|value| steps.states(Decimal::ONE_HUNDRED - value)) {
                return alone(figure, Derivation::Rest);
            }
            if self.in_other_time(there).is_some_and(|value| steps.states(value)) {
                return alone(figure, Derivation::Rate);
            }
        }
        None
    }

    /// "9%" of "1,840 of about 21,000".
    fn out_of(&self) -> Option<Found> {
        (self.steps.quantity.unit.dimension == Dimension::Percent).then_some(())?;
        let tokens = &self.document.tokens;
        let phrases = &self.steps.lexicon.sources.out_of;
        let joined = |pair: &[Printed]| {
            let (end, next) = (pair[0].tokens.1, pair[1].tokens.0);
            phrases.starting(&self.document.prose, tokens, end).is_some_and(|(length, ())| end + length == next)
        };
        let percent = |pair: &[Printed]| {
            let value = |printed: &Printed| match &printed.value {
                Value::Quantity(quantity) => quantity.unit.to_base(*named(quantity).first()?),
                _ => None,
            };
            let (part, whole) = (value(&pair[0])?, value(&pair[1])?);
            part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
        };
        let printed = &self.figures.printed;
        let mut pairs = (1..printed.len()).filter(|&second| {
            let pair = &printed[second - 1..=second];
            joined(pair) && percent(pair).is_some_and(|percent| self.steps.states(percent))
        });
        let second = pairs.find(|&second| self.related(second - 1) || self.related(second))?;
        Some((self.spans(second - 1, second), Derivation::Share))
    }

    /// The value of a rate for the length of time that the draft's has: "$150 a year" for a month.
    fn in_other_time(&self, there: &Quantity) -> Option<Decimal> {
        let (own, other) = (self.steps.quantity.per.as_ref()?, there.per.as_ref()?);
        let length = |name: &str| {
            let mut tokens = Vec::new();
            crate::text::tokenize(name, Span::new(0, name.len()), &mut tokens);
            let (_, unit) = self.steps.lexicon.numbers.units.starting(name, &tokens, 0)?;
            unit.dimension.is("duration").then_some(unit.factor)
        };
        (own != other).then_some(())?;
        self.steps.operand(there)?.checked_mul(length(own)?)?.checked_div(length(other)?)
    }

    /// "the government pays three-quarters and the region the rest": a share or a multiple of a figure beside it in the source.
    fn part(&self) -> Option<Found> {
        let lists = self.lists();
        self.figures.factors.iter().find_map(|factor| lists.iter().find_map(|list| self.part_of(list, factor)))
    }

    /// The same of one list of figures and one share.
    fn part_of(&self, list: &[Operand], factor: &Factor) -> Option<Found> {
        let sentence = self.document.sentence_at(factor.span.start());
        let of = |figure: usize| self.document.sentence_at(self.figures.printed[figure].span.start());
        let first = list.partition_point(|&(figure, _)| of(figure) + 1 < sentence);
        let near = list[first..].iter().take_while(|&&(figure, _)| of(figure) <= sentence);
        let (from, to) = sentence_tokens(self.document, factor.span.start());
        let rests = &self.steps.lexicon.sources.rests;
        let rest = self.steps.rest
            || (from..to).any(|at| rests.starting(&self.document.prose, &self.document.tokens, at).is_some());
        let own = |figure: usize| {
            let (from, to) = self.figures.printed[figure].tokens;
            (from..to).contains(&factor.token)
        };
        let states = |value: Option<Decimal>| value.is_some_and(|value| self.steps.states(value));
        let left = Decimal::ONE - factor.times;
        let words: Vec<_> = (from..to).map(|at| self.figures.words.at(at)).collect();
        let speaks_of_it = |figure: usize| {
            let beside = self.around.near.iter().any(|word| words.contains(word));
            self.steps.is_telling() && of(figure) == sentence && self.related(figure) && beside
        };
        near.filter(|&&(figure, _)| !own(figure) && (self.named(figure) || speaks_of_it(figure)))
            .find(|&&(_, value)| {
                let remains = rest && left > Decimal::ZERO;
                states(value.checked_mul(factor.times)) || remains && states(value.checked_mul(left))
            })
            .map(|&(figure, _)| ([self.figures.printed[figure].span, factor.span], Derivation::Part))
    }

    /// So much for each of so many, or for each of several years.
    fn product(&self) -> Option<Found> {
        let steps = self.steps;
        let counts = self.figures.of_kind(&Quantity { unit: Unit::count(), ..steps.quantity.clone() });
        for list in self.lists() {
            for &(figure, value) in &list {
                let span = self.figures.printed[figure].span;
                let (from, to) = sentence_tokens(self.document, span.start());
                let says = |phrases: &Phrases<()>| {
                    (from..to).any(|at| phrases.starting(&self.document.prose, &self.document.tokens, at).is_some())
                };
                if value <= Decimal::ONE || !steps.sum && !says(&steps.lexicon.sources.each) {
                    continue;
                }
                if !self.related(figure) && !self.named(figure) {
                    continue;
                }
                let within = |other: usize| (from..to).contains(&self.figures.printed[other].tokens.0);
                let first = counts.partition_point(|&other| self.figures.printed[other].tokens.0 < from);
                for &other in counts[first..].iter().take_while(|&&other| within(other)) {
                    let count = self.quantity(other).and_then(|count| steps.operand(count));
                    let whole = count.filter(|count| *count > Decimal::ONE).and_then(|count| value.checked_mul(count));
                    if other != figure && whole.is_some_and(|whole| steps.states(whole)) {
                        return Some((self.spans(figure, other), Derivation::Product));
                    }
                }
                let whole = |years: &&Factor| value.checked_mul(years.times).is_some_and(|whole| steps.states(whole));
                let mut years = self.figures.years.iter().filter(|years| (from..to).contains(&years.token));
                if let Some(years) = years.find(whole) {
                    return Some(([span, years.span], Derivation::Product));
                }
            }
        }
        None
    }

    /// The figures of a kind with their values, and those that say of nothing what they are: "21.3 million tons, against 19.8 million".
    fn of_one_kind(&self, list: Vec<usize>) -> Vec<Operand> {
        let kind = list.iter().find_map(|&figure| self.quantity(figure).filter(|there| !is_bare(there)).cloned());
        let scaled = |figure: &usize| self.quantity(*figure).is_some_and(|there| there.scaled);
        let bare = Quantity { unit: Unit::count(), ..self.steps.quantity.clone() };
        let mixes = kind.is_some() && list.iter().any(scaled);
        let others = if mixes { self.figures.of_kind(&bare) } else { Vec::new() };
        let mut list: Vec<usize> = list.into_iter().chain(others.into_iter().filter(|figure| scaled(figure))).collect();
        list.sort_unstable();
        let value = |figure: usize| {
            let there = self.quantity(figure)?;
            let Number::Point(_) = there.number else { return None };
            let unit = kind.as_ref().filter(|_| is_bare(there)).map_or(&there.unit, |kind| &kind.unit);
            Some((figure, unit.to_base(*ends(there).first()?)?)).filter(|(_, value)| !value.is_zero())
        };
        list.into_iter().filter_map(value).collect()
    }

    /// "up 12%", of two values of one kind that stand near each other; "70% larger" of 1.7 times.
    fn change(&self) -> Option<Found> {
        let steps = self.steps;
        let named = |a: usize, b: usize| self.named(a) || self.named(b);
        // More must speak for these two than for any others.
        let surely = |a: usize, b: usize| {
            named(a, b) || self.related(a) && self.related(b) && self.shared(a) + self.shared(b) > 2
        };
        for &Factor { times, span, .. } in self.figures.factors.iter().filter(|factor| !factor.share) {
            let related = || {
                let (from, to) = sentence_tokens(self.document, span.start());
                let mut near: Vec<_> = (from..to).map(|at| self.figures.words.at(at)).collect();
                near.sort_unstable();
                self.around.shared(&near) > 1
            };
            let more = (times - Decimal::ONE).abs().checked_mul(Decimal::ONE_HUNDRED);
            if more.is_some_and(|more| steps.states(more)) && related() {
                return Some(([span, span], Derivation::Change));
            }
        }
        self.figures.kinds().into_iter().find_map(|list| {
            let list = self.of_one_kind(list);
            pairs(&list).filter(|&(a, b, ..)| surely(a, b)).find_map(|(a, b, first, second)| {
                let percent = |from: Decimal, to: Decimal| {
                    (to - from).abs().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(from.abs())
                };
                if percent(first, second).is_some_and(|value| steps.states(value)) {
                    Some((self.spans(a, b), Derivation::Change))
                } else if percent(second, first).is_some_and(|value| steps.states(value)) {
                    Some((self.spans(b, a), Derivation::Change))
                } else {
                    None
                }
            })
        })
    }
}

fn is_scaled(value: &Value) -> bool {
    matches!(value, Value::Quantity(quantity) if quantity.scaled)
}

/// Figures that stand near each other among those of their list, with their values.
fn pairs(list: &[Operand]) -> impl Iterator<Item = (usize, usize, Decimal, Decimal)> + '_ {
    let count = list.len();
    (0..count)
        .flat_map(move |first| (first + 1..(first + 1 + REACH).min(count)).map(move |second| (first, second)))
        .map(move |(first, second)| {
            let ((a, one), (b, other)) = (list[first], list[second]);
            (a, b, one, other)
        })
}

//! Figures of one draft that are told of one thing and cannot both be right.
//!
//! Two figures are held against each other only where something ties them: the headline, which sums up the text; a definite article,
//! which points back to a figure told before ("the 15 wards"); or clauses that tell of the same in the same words. Everything that the
//! text itself sets apart stays apart: both values in one sentence, a headline that the text bears out elsewhere, a difference
//! that is told as such.

mod headline;

use std::cell::OnceCell;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::claim::Case;
use crate::claim::figure::period::Stated;
use crate::claim::figure::role::Role;
use crate::claim::topic::kin::{self, Nouns};
use crate::claim::topic::{Setting, Topic};
use crate::document::BlockKind;
use crate::lexicon::phrases::lower;
use crate::quantity::interval::last_nonzero_place;
use crate::quantity::{self, Dimension, Hedge, Number, Quantity, Relation, Slip};

/// Two figures that cannot both be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// Index of the topic that stands first in the draft.
    pub earlier: usize,
    /// Index of the other.
    pub later: usize,
    pub tie: Tie,
}

/// What shows that two figures are told of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// One stands in the headline.
    Headline,
    /// One stands in the summary.
    Summary,
    /// The later one points back.
    Definite,
    /// Their clauses say the same.
    Wording,
    /// They count one thing, and one has two digits of the other swapped.
    Digits,
}

/// How many figures of one kind, nearest first, a figure is held against: a draft with more is a list.
const NEAREST: usize = 24;

/// Finds them, in the order of the later figures; each figure is the later one of one disagreement at most.
pub fn find(case: &Case, topics: &[Topic]) -> Vec<Disagreement> {
    let draft = Draft::new(case, topics);
    (0..topics.len()).filter_map(|later| draft.disagreement(later)).collect()
}

/// The topics of the figures that state a value which another can contradict, in order.
pub fn stated<'a>(case: &'a Case<'a>, topics: &'a [Topic]) -> impl Iterator<Item = usize> {
    let draft = Draft::new(case, topics);
    (0..topics.len()).filter(move |&index| draft.is_stated(index) && !draft.is_item(&topics[index]))
}

/// The topics of a draft by what they can be held against.
struct Draft<'a> {
    case: &'a Case<'a>,
    topics: &'a [Topic],
    /// Topics of one dimension, in order.
    by_dimension: FxHashMap<&'a Dimension, Vec<usize>>,
    /// Topics of one noun, in order.
    by_noun: FxHashMap<&'a str, Vec<usize>>,
    /// The figures of the headline and of the summary, in order.
    top: Vec<usize>,
    /// Whether the text has what each of them says.
    borne_out: Vec<OnceCell<bool>>,
}

impl<'a> Draft<'a> {
    fn new(case: &'a Case<'a>, topics: &'a [Topic]) -> Self {
        let mut draft = Self {
            case,
            topics,
            by_dimension: FxHashMap::default(),
            by_noun: FxHashMap::default(),
            top: Vec::new(),
            borne_out: Vec::new(),
        };
        for (index, topic) in topics.iter().enumerate() {
            let dimension = &draft.quantity(index).unit.dimension;
            draft.by_dimension.entry(dimension).or_default().push(index);
            if let Some(noun) = &topic.noun {
                draft.by_noun.entry(noun.head.as_str()).or_default().push(index);
            }
            if draft.is_top(topic) {
                draft.top.push(index);
            }
        }
        draft.borne_out = draft.top.iter().map(|_| OnceCell::new()).collect();
        draft
    }

    fn quantity(&self, topic: usize) -> &'a Quantity {
        &self.case.mentions.quantities[self.topics[topic].mention]
    }

    fn disagreement(&self, later: usize) -> Option<Disagreement> {
        if !self.is_stated(later) {
            return None;
        }
        self.with_headline(later)
            .or_else(|| self.with_antecedent(later))
            .or_else(|| self.with_same_words(later))
            .or_else(|| self.with_swapped_digits(later))
    }

    /// Whether a figure states a value that another can contradict.
    fn is_stated(&self, index: usize) -> bool {
        let topic = &self.topics[index];
        let quantity = self.quantity(index);
        let setting = matches!(topic.setting, Setting::Headline | Setting::Heading | Setting::Text | Setting::Caption);
        let point = matches!(quantity.number, Number::Point(value) if value > Decimal::ONE);
        let role = matches!(topic.place.role, Role::Level | Role::Whole | Role::Change);
        setting && point && role && !topic.quoted && !self.is_age(topic)
    }

    /// "won by 2,140 votes": a distance, and no number of votes.
    fn is_margin(&self, index: usize) -> bool {
        let document = self.case.document;
        let frames = &self.case.lexicon.frames;
        let topic = &self.topics[index];
        let word = |at: usize| document.tokens[at].text(&document.prose);
        let first = document.sentences[topic.sentence].tokens.0 as usize;
        let Some(by) = topic.place.from.checked_sub(1).filter(|&by| by > first) else { return false };
        let near = by.saturating_sub(MARGIN).max(first)..by;
        frames.by.has(word(by)) && near.into_iter().any(|at| frames.wins.has(word(at)))
    }

    /// "raises its budget 6% to $212 million": a percentage before a level of another kind is by how much it grew.
    fn is_growth(&self, index: usize) -> bool {
        let document = self.case.document;
        let topic = &self.topics[index];
        let level = self.topics.get(index + 1).filter(|next| next.place.from == topic.place.to + 1);
        let Some(level) = level.filter(|_| self.quantity(index).unit.dimension == Dimension::Percent) else {
            return false;
        };
        let to = lower(document.tokens[topic.place.to].text(&document.prose));
        let other = self.case.mentions.quantities[level.mention].unit.dimension != Dimension::Percent;
        other && self.case.lexicon.frames.new_level.contains(to.as_ref())
    }

    /// "61 years old", "the 49-year-old".
    fn is_age(&self, topic: &Topic) -> bool {
        let old = &self.case.lexicon.times.ages.old;
        let after = (topic.place.to..topic.place.to + 2).map(|at| {
            let token = self.case.document.tokens.get(at);
            lower(token.map_or("", |token| token.text(&self.case.document.prose))).into_owned()
        });
        after.into_iter().any(|word| old.contains(&word))
    }

    /// "the 15 wards" after "14 wards": a definite figure that nothing before it bears out.
    fn with_antecedent(&self, later: usize) -> Option<Disagreement> {
        let topic = &self.topics[later];
        if !topic.definite || self.is_narrowed(topic) || self.is_threshold(topic) {
            return None;
        }
        let quantity = self.quantity(later);
        let before: Vec<usize> = match &topic.noun {
            Some(noun) => {
                self.by_noun.get(noun.head.as_str())?.iter().copied().take_while(|&other| other < later).collect()
            }
            None if kin::is_measured(quantity) && quantity.unit.dimension != Dimension::Percent => {
                let of_kind = self.by_dimension.get(&quantity.unit.dimension)?;
                let near = |&other: &usize| self.topics[other].sentence + FEW_SENTENCES >= topic.sentence;
                of_kind.iter().copied().take_while(|&other| other < later).filter(near).collect()
            }
            None => return None,
        };
        let before = &before[before.len().saturating_sub(NEAREST)..];
        let candidates: Vec<usize> = before.iter().copied().filter(|&other| self.is_antecedent(other, later)).collect();
        let (&earlier, rest) = candidates.split_last()?;
        let one_value = rest.iter().all(|&other| agree(self.quantity(other), self.quantity(earlier)));
        let told = before.iter().any(|&other| bears_out(self.quantity(other), quantity));
        let few = magnitude(quantity).is_some_and(|value| value < FEW);
        (one_value && !told && !few).then_some(Disagreement { earlier, later, tie: Tie::Definite })
    }

    fn is_antecedent(&self, earlier: usize, later: usize) -> bool {
        let (a, b) = (&self.topics[earlier], &self.topics[later]);
        let nouns = kin::nouns(a, b, self.case.lexicon);
        let tied = nouns == Nouns::Same || b.noun.is_none() && a.noun.is_none();
        // "the five branches that remain" are no antecedent of "the six branches".
        let narrowed = a.definite && self.is_narrowed(a);
        tied && self.is_stated(earlier)
            && !narrowed
            && !self.is_distributed(a)
            && kin::is_alike(a, b)
            && kin::takes_time_over(a, b)
            && self.contradict(earlier, later)
    }

    /// Two clauses of the text with the same words, in two paragraphs.
    fn with_same_words(&self, later: usize) -> Option<Disagreement> {
        let topic = &self.topics[later];
        if !topic.place.asserted || topic.setting != Setting::Text || self.is_item(topic) {
            return None;
        }
        let of_kind = self.by_dimension.get(&self.quantity(later).unit.dimension)?;
        let end = of_kind.partition_point(|&other| other < later);
        let earlier = of_kind[..end].iter().copied().rev().take(NEAREST).find(|&earlier| {
            let other = &self.topics[earlier];
            other.place.asserted
                && other.setting == Setting::Text
                && !self.is_item(other)
                && self.block(other) != self.block(topic)
                && self.is_stated(earlier)
                && self.says_the_same(other, topic)
                && self.contradict(earlier, later)
                && !(self.is_repeated(earlier) && self.is_repeated(later))
        })?;
        Some(Disagreement { earlier, later, tie: Tie::Wording })
    }

    /// "a 14-hospital trial", "enrolled at 41 hospitals": two digits are swapped, and the draft has neither figure again. By chance alone that
    /// seldom comes out of one noun, or of one unit and two words that both clauses have.
    fn with_swapped_digits(&self, later: usize) -> Option<Disagreement> {
        let topic = &self.topics[later];
        let quantity = self.quantity(later);
        if quantity.unit.dimension == Dimension::Percent || self.is_item(topic) || quantity.hedge != Hedge::None {
            return None;
        }
        let of_kind = self.by_dimension.get(&quantity.unit.dimension)?;
        let end = of_kind.partition_point(|&other| other < later);
        let earlier = of_kind[..end].iter().copied().rev().take(NEAREST).find(|&earlier| {
            let other = &self.topics[earlier];
            self.is_swapped(earlier, later)
                && self.is_stated(earlier)
                && !self.is_item(other)
                && self.block(other) != self.block(topic)
                && self.is_one_thing(other, topic)
                && self.contradict(earlier, later)
                && !self.is_told_again(earlier)
                && !self.is_told_again(later)
        })?;
        Some(Disagreement { earlier, later, tie: Tie::Digits })
    }

    /// Whether the draft has a figure's very number again, of what may be the same thing.
    fn is_told_again(&self, index: usize) -> bool {
        let (topic, quantity) = (&self.topics[index], self.quantity(index));
        let of_kind = self.by_dimension.get(&quantity.unit.dimension).map_or(&[][..], Vec::as_slice);
        of_kind.iter().any(|&other| {
            let same = other != index && self.quantity(other).number == quantity.number;
            same && kin::nouns(topic, &self.topics[other], self.case.lexicon) != Nouns::Different
        })
    }

    fn is_swapped(&self, earlier: usize, later: usize) -> bool {
        let (a, b) = (self.quantity(earlier), self.quantity(later));
        a.hedge == Hedge::None && a.unit == b.unit && quantity::compare(b, a).slip == Some(Slip::Digits)
    }

    /// Whether two figures may be of one thing: one noun, or one unit and two telling words of both clauses; no name or time sets them apart.
    fn is_one_thing(&self, a: &Topic, b: &Topic) -> bool {
        let names = a.names.is_empty() || b.names.is_empty() || a.names.iter().any(|name| b.names.contains(name));
        let time = a.when.period == Stated::Nothing || b.when.period == Stated::Nothing || kin::one_time(a, b);
        let quantity = &self.case.mentions.quantities[b.mention];
        let measured = kin::is_measured(quantity);
        let telling = |word: &&String| !quantity.unit.name.starts_with(word.as_str());
        let tied = match kin::nouns(a, b, self.case.lexicon) {
            Nouns::Same => true,
            Nouns::Open => measured && kin::shared_words(a, b).filter(telling).count() >= 2,
            Nouns::Different => false,
        };
        names && time && tied && kin::is_alike(a, b) && !self.is_distributed(a) && !self.is_distributed(b)
    }

    fn says_the_same(&self, a: &Topic, b: &Topic) -> bool {
        if a.names != b.names || !kin::is_alike(a, b) || !kin::one_time(a, b) {
            return false;
        }
        let words = kin::shared_words(a, b).count();
        let most = a.content.len().min(b.content.len());
        let nouns = kin::nouns(a, b, self.case.lexicon);
        let tied = nouns == Nouns::Same || nouns == Nouns::Open && kin::share_measure(a, b);
        tied && words >= 2 && words * 2 >= most
    }

    /// Whether the draft gives a figure's value again, of whatever.
    fn is_repeated(&self, index: usize) -> bool {
        let quantity = self.quantity(index);
        let of_kind = self.by_dimension.get(&quantity.unit.dimension).map_or(&[][..], Vec::as_slice);
        of_kind.iter().any(|&other| other != index && agree(quantity, self.quantity(other)))
    }

    /// Whether two figures cannot be one, their values are near enough to be a slip of each other, and the text does not itself set
    /// one against the other.
    fn contradict(&self, a: usize, b: usize) -> bool {
        let (first, second) = (self.quantity(a), self.quantity(b));
        self.topics[a].sentence != self.topics[b].sentence
            && kin::is_comparable(first, second)
            && self.is_margin(a) == self.is_margin(b)
            && self.is_growth(a) == self.is_growth(b)
            && !agree(first, second)
            && is_slip(first, second)
            && !self.is_told_apart(a, b)
    }

    /// Whether a sentence has both values, or the draft tells their difference.
    fn is_told_apart(&self, a: usize, b: usize) -> bool {
        let near = |index: usize, wanted: &Quantity| {
            let sentence = self.topics[index].sentence;
            let from = self.topics.partition_point(|topic| topic.sentence < sentence);
            let here = (from..self.topics.len()).take_while(|&other| self.topics[other].sentence == sentence);
            here.filter(|&other| other != index).any(|other| agree(wanted, self.quantity(other)))
        };
        near(a, self.quantity(b)) || near(b, self.quantity(a)) || self.difference_is_told(a, b)
    }

    /// "14 bridges … two were added … the 16 bridges".
    fn difference_is_told(&self, a: usize, b: usize) -> bool {
        let (first, second) = (self.quantity(a), self.quantity(b));
        let difference = magnitude(first).zip(magnitude(second)).map(|(first, second)| (first - second).abs());
        let of_kind = self.by_dimension.get(&first.unit.dimension).map_or(&[][..], Vec::as_slice);
        let from = of_kind.partition_point(|&other| other <= a.min(b));
        of_kind[from..].iter().take(NEAREST).any(|&other| {
            let topic = &self.topics[other];
            if other >= b.max(a) && !matches!(topic.place.role, Role::Part | Role::Change) {
                return false;
            }
            // "Of the 41 witnesses, three": a part of them, and not what sets them apart from 44.
            let of_whole = |whole: usize| {
                let whole = &self.topics[whole];
                whole.place.role == Role::Whole && whole.sentence == topic.sentence && topic.place.role == Role::Part
            };
            if of_whole(a) || of_whole(b) {
                return false;
            }
            let open = kin::nouns(&self.topics[b], topic, self.case.lexicon) != Nouns::Different;
            open && magnitude(self.quantity(other)) == difference && difference.is_some()
        })
    }

    /// "the 28 singers of the youth choir", "the 14 boats that sank": what follows the noun makes others of them.
    fn is_narrowed(&self, topic: &Topic) -> bool {
        let document = self.case.document;
        let end = topic.noun.as_ref().map_or(topic.place.to, |noun| noun.tokens.1);
        let Some(next) = document.tokens.get(end) else { return false };
        self.case.lexicon.topics.narrowing.has(next.text(&document.prose))
    }

    /// "still above the £25m": what something is held against.
    fn is_threshold(&self, topic: &Topic) -> bool {
        let document = self.case.document;
        let before = topic.place.from.checked_sub(2).and_then(|at| document.tokens.get(at));
        before.is_some_and(|token| self.case.lexicon.topics.thresholds.has(token.text(&document.prose)))
    }

    /// "Each ship carries 12 boats".
    fn is_distributed(&self, topic: &Topic) -> bool {
        let document = self.case.document;
        let sentence = &document.sentences[topic.sentence];
        let from = (sentence.tokens.0 as usize).max(topic.place.from.saturating_sub(DISTRIBUTED));
        let distributive = &self.case.lexicon.topics.distributive;
        (from..topic.place.from).any(|at| distributive.has(document.tokens[at].text(&document.prose)))
    }

    fn block(&self, topic: &Topic) -> u32 {
        self.case.document.sentences[topic.sentence].block
    }

    fn is_item(&self, topic: &Topic) -> bool {
        matches!(self.case.document.blocks[self.block(topic) as usize].kind, BlockKind::ListItem { .. })
    }
}

/// How far back, in sentences, a figure without a noun points.
const FEW_SENTENCES: usize = 3;

/// How many words before "by" the verb of a victory stands.
const MARGIN: usize = 8;

/// Below this, a definite number points to persons and things that are easily counted anew: "the two of them".
const FEW: Decimal = Decimal::from_parts(4, 0, 0, false, 0);

/// How many words before a figure "each" reaches.
const DISTRIBUTED: usize = 12;

/// Whether two figures can both be right.
pub fn agree(a: &Quantity, b: &Quantity) -> bool {
    let refuted = |claim: &Quantity, fact: &Quantity| quantity::compare(claim, fact).relation == Relation::Refuted;
    a.unit.comparable(&b.unit) && (is_rounded(a, b) || !(refuted(a, b) && refuted(b, a) || differ_as_printed(a, b)))
}

/// Whether two figures can be one: "more than $1 million an hour" is no statement of $22 billion, though it holds of it.
fn bears_out(a: &Quantity, b: &Quantity) -> bool {
    let near = magnitude(a).zip(magnitude(b)).is_none_or(|(a, b)| {
        let (small, large) = (a.min(b), a.max(b));
        small.checked_mul(Decimal::TWO).is_none_or(|twice| large <= twice)
    });
    kin::is_comparable(a, b) && near && agree(a, b)
}

/// "2 TB" and "3 TB": printed to the same place, two values are two, though one number could have been rounded to either.
fn differ_as_printed(a: &Quantity, b: &Quantity) -> bool {
    let same_place = a.place == b.place && a.unit.same_scale(&b.unit);
    same_place && plain_value(a).zip(plain_value(b)).is_some_and(|(a, b)| a != b)
}

/// "$85,000" and "$85,200": round thousands need not be meant to the last place.
fn is_rounded(a: &Quantity, b: &Quantity) -> bool {
    let (Some(first), Some(second)) = (plain_value(a), plain_value(b)) else { return false };
    let large = first.abs().max(second.abs());
    let apart = (first - second).abs();
    let round = [first, second].into_iter().filter_map(last_nonzero_place).max();
    a.unit.same_scale(&b.unit)
        && large >= Decimal::ONE_THOUSAND
        && apart <= large / Decimal::from(20)
        && round.is_some_and(|round| round > a.place.max(b.place) && apart <= round / Decimal::TWO)
}

/// The value of a figure without a hedge, in its own unit.
fn plain_value(quantity: &Quantity) -> Option<Decimal> {
    match quantity.number {
        Number::Point(value) if quantity.hedge == Hedge::None => Some(value),
        _ => None,
    }
}

/// Whether one value can be a slip of the other: at most twice as large, or with digits swapped or noughts gone.
pub fn is_slip(a: &Quantity, b: &Quantity) -> bool {
    let (Some(first), Some(second)) = (magnitude(a), magnitude(b)) else { return false };
    let (small, large) = (first.min(second), first.max(second));
    let scaled = |power: i64| small.checked_mul(Decimal::from(power)) == Some(large);
    let slip = quantity::compare(a, b).slip;
    small > Decimal::ZERO
        && (small.checked_mul(Decimal::TWO).is_some_and(|twice| large <= twice)
            || matches!(slip, Some(Slip::Digits | Slip::Scale(_)))
            || scaled(10))
}

/// The value in base units.
fn magnitude(quantity: &Quantity) -> Option<Decimal> {
    match quantity.number {
        Number::Point(value) => quantity.unit.to_base(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

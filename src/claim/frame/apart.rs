//! "Profit climbs 24%" in the headline, and in the text "a profit of £62 million, compared with £50 million a year earlier": a change in
//! percent whose two levels stand in another sentence.
//!
//! Nothing but one measure or one noun ties the three together. So the levels must be the only ones of it that the change can be told of, of no
//! other name, time or kind ("operating profit"), and none of the draft may bear the change out. Where the change stands in the text,
//! only a slip of its digits is told: the draft may well speak of two changes.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::claim::Case;
use crate::claim::frame::change::{self, Role};
use crate::claim::frame::reader::{Lent, REACH, Reader};
use crate::claim::frame::{Direction, Frame, Operand};
use crate::claim::topic::{Concept, Setting, Topic, kin};
use crate::quantity::{Dimension, Interval, Number};
use crate::span::Span;
use rust_decimal::Decimal;

/// How many pairs of levels of one measure are looked at: a draft with more is a table told in words.
const MOST: usize = 12;

/// Tokens of the phrase behind a change: "in the far north".
const PHRASE: usize = 5;

/// Percentages of a draft that are looked at.
const PERCENTS: usize = 40;

/// Two levels of one thing.
struct Levels {
    /// Indices of quantities.
    new: usize,
    old: usize,
    operands: (Operand, Operand),
}

/// A change without levels in its sentence.
struct Lone<'t> {
    topic: &'t Topic,
    operand: Operand,
    direction: Direction,
}

/// Appends the changes whose levels stand elsewhere and do not make them.
pub fn find(case: &Case, topics: &[Topic], frames: &mut Vec<Frame>) {
    let reader = Reader::new(case.document, case.mentions, case.lexicon);
    let points = of_points(&reader, topics, frames);
    frames.extend(points);
    let of_change = |frame: &Frame| if let Frame::Change { change, .. } = frame { Some(change.span) } else { None };
    let told: FxHashSet<Span> = frames.iter().filter_map(of_change).collect();
    let lone: Vec<Lone> = topics.iter().filter_map(|topic| lone(&reader, topic, &told)).collect();
    if lone.is_empty() {
        return;
    }
    let pairs = Pairs::new(&reader, topics, frames);
    frames.extend(lone.iter().filter_map(|change| pairs.differing(&reader, change)));
}

/// "Since July 2022, when the rate stood at 0.25%, it has risen by 540 basis points": the present level stands in the headline or behind "to".
/// Only swapped digits are told, or a wrong one beside the headline's level, and only where no level of the draft bears the change out.
fn of_points(reader: &Reader, topics: &[Topic], frames: &[Frame]) -> Vec<Frame> {
    let told: FxHashSet<Span> = frames
        .iter()
        .filter_map(|frame| if let Frame::Change { change, .. } = frame { Some(change.span) } else { None })
        .collect();
    let is_points = |topic: &&Topic| {
        let quantity = reader.quantity(topic.mention);
        quantity.unit.dimension == Dimension::Points && topic.place.asserted && !told.contains(&quantity.span)
    };
    let changes: Vec<&Topic> = topics.iter().filter(is_points).take(MOST).collect();
    if changes.is_empty() {
        return Vec::new();
    }
    let is_percent = |topic: &&Topic| {
        let quantity = reader.quantity(topic.mention);
        quantity.unit.dimension == Dimension::Percent && matches!(quantity.number, Number::Point(_))
    };
    let percents: Vec<&Topic> = topics.iter().filter(is_percent).take(PERCENTS).collect();
    changes.into_iter().filter_map(|change| since_then(reader, change, &percents)).collect()
}

fn since_then(reader: &Reader, change: &Topic, percents: &[&Topic]) -> Option<Frame> {
    let Role::Change(direction) = change::role(reader, change.mention) else { return None };
    let mut here = percents.iter().filter(|topic| topic.sentence == change.sentence);
    // "It peaked at 31.7%, and has since shed 19.3 points".
    let is_old = |old: &Topic| {
        let between = reader.place(old.mention).to..reader.place(change.mention).from;
        change::role(reader, old.mention) == Role::Old || reader.any_in(&reader.words().since, between)
    };
    let old = here.next().filter(|old| here.next().is_none() && is_old(old))?;
    let (operand, old) = (reader.operand(change.mention)?, reader.operand(old.mention)?);
    let mut found = None;
    for level in percents.iter().filter(|topic| topic.sentence != change.sentence) {
        let Some(new) = reader.operand(level.mention) else { continue };
        let made = new.printed.nearest.minus(&old.printed.nearest)?.magnitude();
        if !made.is_disjoint(&operand.printed.nearest) {
            return None;
        }
        let headline = level.setting == Setting::Headline;
        let present = headline || change::role(reader, level.mention) == Role::New;
        let swapped = present && operand.printed.is_swap_of(&made) || headline && operand.printed.is_slip_of(&made);
        found = found.or_else(|| swapped.then_some(new));
    }
    Some(Frame::Change { change: operand, new: found?, old, direction, sure: false })
}

fn lone<'t>(reader: &Reader, topic: &'t Topic, told: &FxHashSet<Span>) -> Option<Lone<'t>> {
    let quantity = reader.quantity(topic.mention);
    let percent = quantity.unit.dimension == Dimension::Percent && matches!(quantity.number, Number::Point(_));
    let setting = matches!(topic.setting, Setting::Headline | Setting::Heading | Setting::Text);
    if !percent || !setting || topic.quoted || !topic.place.asserted || told.contains(&quantity.span) {
        return None;
    }
    let Role::Change(direction) = change::role(reader, topic.mention) else { return None };
    let sentence = reader.sentence(topic.mention);
    let plain = !reader.any_phrase(&reader.words().other_bases, sentence);
    Some(Lone { topic, operand: reader.operand(topic.mention)?, direction }).filter(|_| plain)
}

/// The pairs of levels of a draft, by what they are levels of.
struct Pairs<'t> {
    topics: &'t [Topic],
    all: Vec<Levels>,
    by_measure: FxHashMap<Concept, Vec<usize>>,
    by_noun: FxHashMap<&'t str, Vec<usize>>,
    /// The percentages told of a measure: the sentence of the first, and whether another has it too.
    percentages: FxHashMap<(Concept, Decimal), (usize, bool)>,
}

impl<'t> Pairs<'t> {
    fn new(reader: &Reader, topics: &'t [Topic], frames: &[Frame]) -> Self {
        let beside = (0..topics.len()).filter_map(|old| levels(reader, topics, old));
        let compared = frames.iter().filter_map(|frame| compared(reader, topics, frame));
        let all: Vec<Levels> = beside.chain(compared).collect();
        let (by_measure, by_noun) = (FxHashMap::default(), FxHashMap::default());
        let mut percentages: FxHashMap<(Concept, Decimal), (usize, bool)> = FxHashMap::default();
        for topic in topics {
            let Some(value) = percentage(reader, topic) else { continue };
            for &measure in &topic.measures {
                let (first, again) = percentages.entry((measure, value)).or_insert((topic.sentence, false));
                *again |= *first != topic.sentence;
            }
        }
        let mut pairs = Self { topics, all, by_measure, by_noun, percentages };
        for (index, levels) in pairs.all.iter().enumerate() {
            let (new, old) = (&topics[levels.new], &topics[levels.old]);
            let mut measures: Vec<Concept> = new.measures.iter().chain(&old.measures).copied().collect();
            measures.sort_unstable();
            measures.dedup();
            for measure in measures {
                pairs.by_measure.entry(measure).or_default().push(index);
            }
            if let Some(noun) = new.noun.as_ref().or(old.noun.as_ref()) {
                pairs.by_noun.entry(noun.head.as_str()).or_default().push(index);
            }
        }
        pairs
    }

    /// The frame of a change that levels of its measure contradict, and none bears out.
    fn differing(&self, reader: &Reader, change: &Lone) -> Option<Frame> {
        let of_measure = change.topic.measures.iter().filter_map(|measure| self.by_measure.get(measure));
        let of_noun = change.topic.content.iter().filter_map(|word| self.by_noun.get(word.as_str()));
        let mut levels: Vec<usize> = of_measure.chain(of_noun).flatten().copied().take(2 * MOST + 1).collect();
        levels.sort_unstable();
        levels.dedup();
        let made = |index: &usize| Some((&self.all[*index], grown(&self.all[*index].operands)?));
        let made: Vec<(&Levels, Grown)> = levels.iter().filter_map(made).collect();
        let stated = change.operand.printed.as_result();
        let fits = |grown: &Grown| !grown.admitted.is_disjoint(&stated);
        let borne_out = made.iter().any(|(_, grown)| fits(grown) && !grown.is_turned(change.direction));
        if levels.len() > MOST || borne_out || self.is_repeated(reader, change) {
            return None;
        }
        let related = made.iter().filter(|(levels, _)| self.is_related(reader, change, levels));
        let only = made.len() == 1 && change.topic.setting == Setting::Headline;
        // What fits goes the other way than the words.
        let slipped = |grown: &Grown| {
            if fits(grown) { only } else { change.operand.printed.is_slip_of(&grown.admitted) }
        };
        let slips = related.clone().filter(|(_, grown)| slipped(grown));
        // The levels that are printed with the most digits tell it best.
        let slip = slips.min_by_key(|(_, grown)| grown.width());
        let meant = || {
            related.clone().find(|(levels, grown)| {
                only && self.is_meant(reader, change, levels, grown) || self.is_of_level(reader, change, levels)
            })
        };
        let (found, _) = slip.or_else(meant)?;
        let (new, old) = found.operands.clone();
        let direction = change.direction;
        Some(Frame::Change { change: change.operand.clone(), new, old, direction, sure: false })
    }

    /// Whether the draft tells the change in another sentence too: then it is not told of these levels.
    fn is_repeated(&self, reader: &Reader, change: &Lone) -> bool {
        let Some(value) = percentage(reader, change.topic) else { return false };
        let told = |measure: &Concept| self.percentages.get(&(*measure, value)).is_some_and(|&(_, again)| again);
        change.topic.measures.iter().any(told)
    }

    /// Whether no name, time or kind sets the levels apart from the change.
    fn is_related(&self, reader: &Reader, change: &Lone, levels: &Levels) -> bool {
        let (new, topic) = (&self.topics[levels.new], change.topic);
        let names =
            topic.names.is_empty() || new.names.is_empty() || topic.names.iter().any(|name| new.names.contains(name));
        let same_sentence = new.sentence == topic.sentence;
        // "Operating profit rose 12%" is no change of the net profit; a headline may leave the kind out, but not add one.
        let sentence = reader.sentence(levels.new);
        let kinds = &reader.lexicon.claims.modifiers;
        let narrowed = reader.tokens_before(topic.mention).filter(|&token| reader.is_in(kinds, token));
        let told = |token: usize| sentence.clone().any(|other| reader.word(other) == reader.word(token));
        let other_basis = reader.any_phrase(&reader.words().other_bases, sentence.clone());
        !same_sentence && names && !other_basis && narrowed.into_iter().all(told)
    }

    /// "raises its budget 6% to $212 million", and in the text "$212 million, compared with $200 million": the new level is one.
    fn is_of_level(&self, reader: &Reader, change: &Lone, levels: &Levels) -> bool {
        let next = change.topic.mention + 1;
        let place = reader.place(change.topic.mention);
        let level = self.topics.get(next).filter(|level| level.place.from == place.to + 1);
        let told = level.filter(|_| reader.is_in(&reader.words().new_level, place.to));
        let value = told.and_then(|_| reader.operand(next)).map(|level| level.printed.value);
        value.is_some_and(|value| value == levels.operands.0.printed.value)
    }

    /// Whether levels without a slip are meant by a headline: of one time, and of a change of its size.
    fn is_meant(&self, reader: &Reader, change: &Lone, levels: &Levels, grown: &Grown) -> bool {
        let new = &self.topics[levels.new];
        let stated = change.operand.printed.value;
        let near = |a: Decimal, b: Decimal| a.checked_mul(Decimal::from(4)).is_some_and(|most| b <= most);
        let of_size = near(stated, grown.value) && near(grown.value, stated);
        kin::one_time(change.topic, new) && of_size && !is_narrowed(reader, change, levels)
    }
}

/// "The budget for schools is up 9%", "rents up 9% in the north": a word beside the change that the levels do not have.
fn is_narrowed(reader: &Reader, change: &Lone, levels: &Levels) -> bool {
    let sentence = reader.sentence(levels.new);
    let small = |token: &usize| {
        let text = reader.document.tokens[*token].text(&reader.document.prose);
        text.chars().next().is_some_and(char::is_lowercase) && reader.is_telling(*token)
    };
    let before = reader.tokens_before(change.topic.mention);
    let before = before.filter(|token| small(token) && change::direction(reader, *token).is_none());
    // After the change no more than its phrase: "in the north", but not "as sales surge", nor "in the first half".
    let to = reader.place(change.topic.mention).to;
    let stretch = |token: usize| reader.lexicon.claims.stretches.contains(reader.word(token).as_ref());
    let last = reader.sentence(change.topic.mention).end.min(to + PHRASE);
    let after = if reader.is_placed(to) { to + 1..last } else { 0..0 };
    let after = after.skip_while(|&token| !reader.is_telling(token)).take_while(small).filter(|&token| !stretch(token));
    let told = |token: usize| {
        let stem = reader.stem(token);
        sentence.clone().any(|other| reader.stem(other) == stem)
    };
    !before.chain(after).all(told)
}

/// A change that two levels make, in percent, without its sign.
struct Grown {
    value: Decimal,
    way: Direction,
    admitted: Interval,
}

impl Grown {
    /// Whether the levels go the other way than the words.
    fn is_turned(&self, direction: Direction) -> bool {
        direction != Direction::Open && direction != self.way
    }

    fn width(&self) -> Option<Decimal> {
        self.admitted.high?.checked_sub(self.admitted.low?)
    }
}

fn grown((new, old): &(Operand, Operand)) -> Option<Grown> {
    let one = Interval::point(Decimal::ONE);
    let ratio = new.printed.admitted.over(&old.printed.admitted)?.minus(&one)?.times(Decimal::ONE_HUNDRED)?;
    let value = new.printed.value.checked_div(old.printed.value)?.checked_sub(Decimal::ONE)?;
    let way = if value.is_sign_negative() { Direction::Down } else { Direction::Up };
    Some(Grown { way, value: value.checked_mul(Decimal::ONE_HUNDRED)?.abs(), admitted: ratio.magnitude() })
}

fn percentage(reader: &Reader, topic: &Topic) -> Option<Decimal> {
    let quantity = reader.quantity(topic.mention);
    match quantity.number {
        Number::Point(value) if quantity.unit.dimension == Dimension::Percent => Some(value.normalize()),
        _ => None,
    }
}

/// An old level, and the new one beside it that it is the old one of.
fn levels(reader: &Reader, topics: &[Topic], old: usize) -> Option<Levels> {
    if !is_level(reader, &topics[old]) || change::role(reader, old) != Role::Old {
        return None;
    }
    let sentence = topics[old].sentence;
    let line = reader.line(sentence);
    let near = |new: &usize| {
        let (first, last) = (old.min(*new), old.max(*new));
        let gap = reader.gap(first, last);
        let like = |role: Role| matches!(role, Role::New | Role::Plain);
        gap.len() <= REACH && is_level(reader, &topics[*new]) && like(change::role(reader, *new))
    };
    let before = (line.start..old).rev().take(MOST).take_while(|&new| reader.gap(new, old).len() <= REACH);
    let after = (old + 1..line.end).take(1);
    let pair = |new: usize| {
        let operands = reader.pair(reader.quantity(new), reader.quantity(old), Lent::UnitAndScale)?;
        Some(Levels { new, old, operands })
    };
    before.chain(after).filter(near).find_map(pair)
}

/// The levels of a comparison in the text: "That is 15% less than the 5.4 million of a year earlier".
fn compared(reader: &Reader, topics: &[Topic], frame: &Frame) -> Option<Levels> {
    let Frame::Change { new, old, .. } = frame else { return None };
    let index = |operand: &Operand| {
        let quantities = &reader.mentions.quantities;
        let index = quantities.partition_point(|quantity| quantity.span.start() < operand.span.start());
        topics.get(index).filter(|topic| is_level(reader, topic)).map(|_| index)
    };
    Some(Levels { new: index(new)?, old: index(old)?, operands: (new.clone(), old.clone()) })
}

fn is_level(reader: &Reader, topic: &Topic) -> bool {
    let quantity = reader.quantity(topic.mention);
    let setting = matches!(topic.setting, Setting::Heading | Setting::Text);
    let dimension = &quantity.unit.dimension;
    let plain = !matches!(dimension, Dimension::Percent | Dimension::Points) && !dimension.is("duration");
    setting && plain && matches!(quantity.number, Number::Point(_)) && !topic.quoted && topic.place.asserted
}

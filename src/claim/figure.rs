//! Claims of kind figure: each quantity is bound to the recorded figures that it may speak of, and compared with them.
//!
//! Binding abstains: a claim is refuted only where every figure of the best tier of candidates refutes it and none of any tier
//! supports it. Cost follows the text: figures are found through the words that stand beside a quantity.

mod attribute;
mod bare;
mod concepts;
pub mod cues;
mod derived;
mod hold;
mod likeness;
mod mover;
pub(in crate::claim) mod period;
pub(in crate::claim) mod role;
pub(in crate::claim) mod scene;
mod values;
mod weigh;

use rustc_hash::FxHashSet;

use crate::claim::{Case, ClaimKind, Considered, Evidence, Judgement, Reading, Reason, Verdict, Wording};
use crate::diagnostic::Confidence;
use crate::facts::Figure;
use crate::quantity::{Comparison, Dimension, Quantity, Relation, Slip, Unit};
use crate::span::Span;

use role::{Place, Role};
use scene::{Scene, Standing};
use weigh::{Attachment, Candidate};

/// Appends a judgement for every figure of the draft.
pub fn judge(case: &Case, judgements: &mut Vec<Judgement>) {
    let quantities = &case.mentions.quantities;
    if quantities.is_empty() {
        return;
    }
    let quoted = Quoted::new(case);
    if case.index.figures.is_empty() {
        judgements.extend(quantities.iter().enumerate().map(|(index, quantity)| unbound(index, quantity, &quoted)));
        return;
    }
    let scene = Scene::new(case);
    let mut bound: Vec<Bound> = Vec::with_capacity(quantities.len());
    let mut first = 0;
    while first < quantities.len() {
        let sentence_index = case.document.sentence_at(quantities[first].span.start());
        let sentence = &case.document.sentences[sentence_index];
        let count = quantities[first..]
            .iter()
            .take_while(|quantity| quantity.span.start() < sentence.span.end())
            .count()
            .max(1);
        let members = &quantities[first..first + count];
        let places: Vec<Place> = members
            .iter()
            .enumerate()
            .map(|(at, quantity)| {
                let previous = at.checked_sub(1).map(|before| &members[before]);
                Place::of(&scene, quantity, previous, sentence)
            })
            .collect();
        let mut candidates = weigh::candidates(&scene, sentence, members, &places);
        attribute::add(&scene, members, &places, &mut candidates);
        likeness::add(&scene, sentence, members, &places, &mut candidates);
        let times = period::of_each(&scene, &places, sentence);
        let start = bound.len();
        for (offset, found) in candidates.into_iter().enumerate() {
            let (quantity, place, time) = (&members[offset], places[offset], times[offset]);
            let held = |candidate| held(&scene, quantity, &place, time, candidate);
            bound.push(Bound {
                index: first + offset,
                hedged: quantity.hedge.is_directional(),
                place,
                weighed: found.candidates.into_iter().map(held).collect(),
                left: found.unfit.into_iter().map(|(figure, why)| unfit(case, figure, why)).collect(),
            });
        }
        tie_to_old_levels(&mut bound[start..]);
        one_statement_each(case, &mut bound[start..]);
        first += count;
    }
    let settled: FxHashSet<(usize, usize)> = bound.iter().flat_map(Bound::supports).collect();
    judgements.extend(bound.iter().map(|bound| conclude(case, bound, &quoted, &settled)));
}

/// "dropped to 221 from 268": where the old level states a value of the figure, the new one beside it is a value of that figure too,
/// however far off the measure's words are.
fn tie_to_old_levels(sentence: &mut [Bound]) {
    /// Tokens between the two at most: "pairs of snipe are left, against".
    const REACH: usize = 10;
    for at in 1..sentence.len() {
        let (before, after) = sentence.split_at_mut(at);
        let (Some(first), Some(second)) = (before.last_mut(), after.first_mut()) else { continue };
        let (level, old) = match (first.place.role, second.place.role) {
            (Role::Level, Role::Old) => (&mut *first, &*second),
            (Role::Old, Role::Level) => (&mut *second, &*first),
            _ => continue,
        };
        if tokens_between(level, old) > REACH {
            continue;
        }
        let stated = |figure: usize| old.weighed.iter().any(|one| one.candidate.figure == figure && one.states());
        for weighed in level.weighed.iter_mut().filter(|one| one.outcome == Outcome::Refuted && one.plausible) {
            if stated(weighed.candidate.figure) && weighed.candidate.confidence == Confidence::Low {
                weighed.candidate.confidence = Confidence::Medium;
                weighed.candidate.rank.0 = weighed.candidate.rank.0.min(Attachment::Clause);
                weighed.candidate.rival = false;
            }
        }
    }
}

/// Tokens between two quantities of a sentence.
fn tokens_between(a: &Bound, b: &Bound) -> usize {
    b.place.from.max(a.place.from).saturating_sub(a.place.to.min(b.place.to))
}

/// Each fact is stated once in a sentence: a quantity that states it rightly takes it from the others, and a value too far from the
/// record to be a slip of it speaks of something else.
fn one_statement_each(case: &Case, sentence: &mut [Bound]) {
    let exact: Vec<(usize, usize)> = sentence
        .iter()
        .filter(|bound| !bound.hedged)
        .flat_map(|bound| &bound.weighed)
        .filter(|weighed| weighed.states())
        .map(|weighed| (weighed.candidate.figure, weighed.entry))
        .collect();
    // "more than £20 million, down from £27.5 million": the bound holds of both, but the second value is already stated.
    for weighed in sentence.iter_mut().filter(|bound| bound.hedged).flat_map(|bound| &mut bound.weighed) {
        let taken = |entry: usize| exact.contains(&(weighed.candidate.figure, entry));
        let rest: Vec<(usize, Comparison)> =
            weighed.compared.iter().copied().filter(|&(entry, _)| !taken(entry)).collect();
        let refuted = !rest.is_empty() && rest.iter().all(|(_, comparison)| comparison.relation == Relation::Refuted);
        if weighed.outcome == Outcome::Supported && taken(weighed.entry) && refuted {
            (weighed.entry, weighed.comparison) = rest[0];
            weighed.outcome = Outcome::Refuted;
        }
    }
    let states = |weighed: &&Weighed| weighed.states();
    let stating: Vec<&Weighed> = sentence.iter().flat_map(|bound| &bound.weighed).filter(states).collect();
    let value = |weighed: &Weighed| (weighed.candidate.figure, weighed.entry);
    let stated: Vec<(usize, usize)> = stating.iter().map(|weighed| value(weighed)).collect();
    let admissible = stating.iter().filter(|weighed| weighed.candidate.is_admissible());
    let well_stated: Vec<(usize, usize)> = admissible.map(|weighed| value(weighed)).collect();
    for Bound { weighed, left, .. } in sentence {
        weighed.retain(|weighed| {
            // Two values that have changed places state each other's facts, by words that are the other's.
            let takers = if weighed.exchanged { &well_stated } else { &stated };
            let taken =
                weighed.outcome != Outcome::Supported && takers.contains(&(weighed.candidate.figure, weighed.entry));
            let why = match () {
                () if !weighed.plausible => "left: too far from it to be a slip of it",
                () if taken => "left: another figure of the sentence states it",
                () => return true,
            };
            left.push(weighed.considered(case, why));
            false
        });
    }
}

fn unfit(case: &Case, figure: usize, outcome: &'static str) -> Considered {
    let key = case.facts.figures[figure].head.key.clone();
    Considered { key, tie: "its words stand near", subject: "", confidence: Confidence::Low, outcome }
}

/// A quantity with everything it was held against.
struct Bound {
    index: usize,
    /// Whether its hedge admits more than one value.
    hedged: bool,
    place: Place,
    weighed: Vec<Weighed>,
    /// What was looked at and left.
    left: Vec<Considered>,
}

impl Bound {
    /// The figures, and of each the value, that this quantity supports firmly.
    fn supports(&self) -> Vec<(usize, usize)> {
        self.weighed
            .iter()
            .filter(|weighed| weighed.states() && weighed.candidate.confidence >= Confidence::Medium)
            .map(|weighed| (weighed.candidate.figure, weighed.entry))
            .collect()
    }
}

/// A candidate and what comparing with it yielded.
struct Weighed {
    candidate: Candidate,
    /// The value of the figure that was compared.
    entry: usize,
    /// All values it may be held against, compared.
    compared: Vec<(usize, Comparison)>,
    outcome: Outcome,
    comparison: Comparison,
    /// Whether the value can be a slip of the recorded one.
    plausible: bool,
    /// Whether it is the value of another figure of the same subject.
    exchanged: bool,
    remarks: Vec<String>,
}

impl Weighed {
    /// Whether it states the recorded value itself; a change that follows from it does not.
    fn states(&self) -> bool {
        self.outcome == Outcome::Supported && self.plausible && !self.candidate.derived
    }

    fn considered(&self, case: &Case, outcome: &'static str) -> Considered {
        Considered {
            key: case.facts.figures[self.candidate.figure].head.key.clone(),
            tie: self.candidate.rank.0.plain(),
            subject: if self.candidate.rival {
                "somebody or something else nearer"
            } else {
                self.candidate.rank.1.plain()
            },
            confidence: self.candidate.confidence,
            outcome,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Supported,
    Refuted,
    Undecided(Reason),
}

/// Where quotations stand.
struct Quoted(Vec<Span>);

impl Quoted {
    fn new(case: &Case) -> Self {
        Self(case.mentions.quotations.iter().map(|quotation| quotation.span).collect())
    }

    fn holds(&self, span: Span) -> bool {
        let next = self.0.partition_point(|quotation| quotation.end() < span.end());
        self.0.get(next).is_some_and(|quotation| quotation.contains(span))
    }
}

fn unbound(index: usize, quantity: &Quantity, quoted: &Quoted) -> Judgement {
    Judgement {
        kind: ClaimKind::Figure,
        span: quantity.span,
        mention: index,
        asserted: true,
        quoted: quoted.holds(quantity.span),
        confidence: Confidence::High,
        verdict: Verdict::NotEnoughInfo(Reason::NoFact),
        evidence: None,
        reading: Reading::default(),
    }
}

/// Holds a quantity against the value of a figure that it can mean.
fn held(scene: &Scene, quantity: &Quantity, place: &Place, time: period::Stated, candidate: Candidate) -> Weighed {
    let figure = &scene.case.facts.figures[candidate.figure];
    if candidate.derived {
        return held_as_change(scene, quantity, place, candidate);
    }
    let chosen = period::choose(scene.case, figure, time, place.role == Role::Old);
    let compared: Vec<(usize, Comparison)> =
        chosen.entries.iter().map(|&entry| (entry, hold::compare(quantity, figure, &figure.values[entry]))).collect();
    let supported = |&(_, comparison): &&(usize, Comparison)| comparison.relation == Relation::Supported;
    // "more than $1.3 million" holds of any larger value, but not as well as it is a slip of $1.34 billion.
    let apt = compared.iter().find(|one| supported(one) && !one.1.understated);
    let slipped = || compared.iter().find(|(_, comparison)| comparison.slip.is_some());
    let supporting = apt.or_else(slipped).or_else(|| compared.iter().find(supported));
    let (entry, comparison) = match supporting.or_else(|| hold::nearest(quantity, figure, &compared)) {
        Some(&found) => found,
        None => (0, hold::compare(quantity, figure, &figure.values[0])),
    };
    // "More than 180" holds of any larger number: only words right beside it make that a statement about the figure.
    let vacuous = comparison.understated && candidate.confidence == Confidence::Low;
    let plausible = !vacuous && hold::is_plausible(&candidate, quantity, &figure.values[entry].quantity, &comparison);
    let other_rate = hold::other_rate(quantity, figure);
    // "killed 140 and injured 27" of 27 and 140: two figures of one subject that have changed places.
    let sibling = (comparison.relation == Relation::Refuted && candidate.is_firm())
        .then(|| likeness::sibling(scene, quantity, candidate.figure))
        .flatten();
    let plausible = plausible || sibling.is_some();
    let reason = |relation: Relation| match relation {
        Relation::OtherCurrency => Reason::OtherCurrency,
        Relation::OtherDimension => Reason::NoFact,
        _ => Reason::Overlap,
    };
    let mut remarks = Vec::new();
    // What is foreseen may come to be otherwise; a slip in writing it is one all the same.
    let slipped = comparison.slip.is_some() || hold::is_on_the_other_side(quantity, &figure.values[entry].quantity);
    let asserted = place.asserted || (place.foreseen && slipped);
    let outcome = match comparison.relation {
        _ if compared.is_empty() => Outcome::Undecided(Reason::OtherPeriod),
        Relation::Supported if figure.head.unconfirmed => Outcome::Undecided(Reason::NoFact),
        Relation::Supported if other_rate.is_some() && (place.asserted || place.foreseen) => Outcome::Refuted,
        _ if other_rate.is_some() => Outcome::Undecided(Reason::NoFact),
        Relation::Supported => Outcome::Supported,
        Relation::Refuted if !(asserted || figure.bound.is_some() || begins_later(scene, figure, entry)) => {
            Outcome::Undecided(Reason::NotAsserted)
        }
        Relation::Refuted if !is_judged(quantity, place, &figure.values[entry].quantity, &comparison) => {
            Outcome::Undecided(Reason::OtherPeriod)
        }
        Relation::Refuted if !chosen.sure && !is_slip_at_any_time(figure, &comparison) => {
            Outcome::Undecided(Reason::OtherPeriod)
        }
        Relation::Refuted => Outcome::Refuted,
        other => Outcome::Undecided(reason(other)),
    };
    let mut candidate = candidate;
    let slip = slip_all_the_same(quantity, place, &candidate, figure, (outcome, asserted));
    let plausible = plausible || slip.is_some();
    let (entry, comparison, outcome) = match slip {
        Some((entry, comparison)) => {
            let firm = if outcome == Outcome::Refuted { Confidence::Medium } else { candidate.confidence };
            candidate.confidence = firm.min(Confidence::Medium);
            (entry, comparison, Outcome::Refuted)
        }
        None => (entry, comparison, outcome),
    };
    if outcome == Outcome::Refuted && (!place.asserted || place.role == Role::Part) {
        candidate.confidence = candidate.confidence.min(Confidence::Medium);
    }
    // A period of its own that is stated ties the value to its record, and so does the number itself at another rate.
    let value = &figure.values[entry];
    let dated = matches!((time, &value.period), (period::Stated::In(stated), Some(own)) if own.value == stated);
    let tied = dated || other_rate.is_some();
    if outcome == Outcome::Refuted && !tied && !is_near_enough(&candidate, quantity, &value.quantity, &comparison) {
        candidate.confidence = Confidence::Low;
    }
    if outcome == Outcome::Refuted {
        remarks.extend(slip_remark(comparison.slip, &quantity.unit));
        remarks.extend(other_rate);
        remarks.extend(
            sibling
                .map(|other| format!("that is the recorded {}", label(scene.case, &scene.case.facts.figures[other]))),
        );
        remarks.extend(period::other_value_remark(quantity, figure, entry, hold::compare));
    }
    Weighed { candidate, entry, compared, outcome, comparison, plausible, exchanged: sibling.is_some(), remarks }
}

/// Holds a change against the recorded values that it follows from.
fn held_as_change(scene: &Scene, quantity: &Quantity, place: &Place, mut candidate: Candidate) -> Weighed {
    let figure = &scene.case.facts.figures[candidate.figure];
    let (entry, comparison) = derived::compare(quantity, figure).unwrap_or((0, Comparison::of(Relation::Overlap)));
    let outcome = match comparison.relation {
        Relation::Supported if !figure.head.unconfirmed => Outcome::Supported,
        Relation::Refuted if place.asserted => Outcome::Refuted,
        Relation::Refuted => Outcome::Undecided(Reason::NotAsserted),
        _ => Outcome::Undecided(Reason::Overlap),
    };
    let mut remarks = Vec::new();
    if outcome == Outcome::Refuted {
        // Which two values a change is between is never said as firmly as a level.
        candidate.confidence = candidate.confidence.min(Confidence::Medium);
        let values: Vec<&str> = figure.values.iter().map(|value| value.text.value.as_str()).collect();
        remarks.push(format!("a change that the recorded values do not bear out: {}", values.join(" and ")));
    }
    Weighed {
        candidate,
        entry,
        compared: vec![(entry, comparison)],
        outcome,
        comparison,
        plausible: true,
        exchanged: false,
        remarks,
    }
}

/// The value of which the quantity is a slip although another time is spoken of ("In May they had sown 268,000 acres" of 268,000 hectares in the
/// year), or somebody else is named nearer: nobody else's value has the recorded one's digits in another order.
fn slip_all_the_same(
    quantity: &Quantity,
    place: &Place,
    candidate: &Candidate,
    figure: &Figure,
    (outcome, asserted): (Outcome, bool),
) -> Option<(usize, Comparison)> {
    let another_time = outcome == Outcome::Undecided(Reason::OtherPeriod) && asserted;
    let of_another = outcome == Outcome::Refuted && candidate.rival;
    let (attachment, standing) = (candidate.rank.0, candidate.rank.1);
    let close = attachment <= Attachment::Clause || attachment == Attachment::Alike;
    let named = standing <= Standing::Paragraph || of_another && standing < Standing::Absent;
    if !(another_time || of_another) || !close || !named {
        return None;
    }
    // Of a series, digits may be in another order in a year that is not recorded.
    let series = another_time && figure.values.len() > 1;
    telling_slip(quantity, place, figure).filter(|(_, slip)| !(series && slip.slip == Some(Slip::Digits)))
}

/// "31 points": one word far from its subject may be told of anybody, so only what is nearly the recorded value speaks of it.
fn is_near_enough(candidate: &Candidate, quantity: &Quantity, fact: &Quantity, comparison: &Comparison) -> bool {
    let words = candidate.rank.3.0;
    match candidate.rank.1 {
        _ if words > 1 => true,
        Standing::Sentence => true,
        Standing::Paragraph => hold::is_near(quantity, fact) || hold::is_near_miss(quantity, fact, comparison),
        _ => hold::is_near_miss(quantity, fact, comparison),
    }
}

/// The value of which the quantity is a slip that no other time explains: the number in another unit, a thousand times too much or too
/// little, two of at least three digits swapped. A quantity that states another value of the figure is none.
fn telling_slip(quantity: &Quantity, place: &Place, figure: &Figure) -> Option<(usize, Comparison)> {
    let compared: Vec<Comparison> = figure.values.iter().map(|value| hold::compare(quantity, figure, value)).collect();
    if compared.iter().any(|comparison| comparison.relation == Relation::Supported) {
        return None;
    }
    let old = place.role == Role::Old;
    let telling = |comparison: &Comparison| match comparison.slip {
        Some(Slip::Unit) => likeness::is_large(quantity) && (!old || figure.values.len() == 1),
        Some(Slip::Scale(power)) => power.abs() >= 3 && !old,
        Some(Slip::Digits) => !old && values::digits(quantity).is_some_and(|digits| digits.digits.len() >= 3),
        None => false,
    };
    compared.into_iter().enumerate().find(|(_, comparison)| telling(comparison))
}

/// "the $640 billion bridge opened in 2011" of one recorded value: a slip of scale or unit is one whatever time is spoken of.
fn is_slip_at_any_time(figure: &Figure, comparison: &Comparison) -> bool {
    let slip = match comparison.slip {
        Some(Slip::Scale(power)) => power.abs() >= 3,
        Some(Slip::Unit) => true,
        _ => false,
    };
    slip && figure.values.len() == 1
}

/// Whether what the quantity is to its sentence lets it contradict a record: a level does, a part or an old level does not, but a slip of
/// a part that is recorded is one.
fn is_judged(claim: &Quantity, place: &Place, fact: &Quantity, comparison: &Comparison) -> bool {
    match place.role {
        Role::Level | Role::Change | Role::Whole => true,
        Role::Part => hold::is_near_miss(claim, fact, comparison),
        Role::Old | Role::Conversion => false,
    }
}

/// Whether the value is recorded for a time after the draft's date: what will be is then recorded too.
fn begins_later(scene: &Scene, figure: &Figure, entry: usize) -> bool {
    let (Some((date, _)), Some(from)) = (scene.case.date, figure.values[entry].from) else { return false };
    from.earliest() > date.latest()
}

fn slip_remark(slip: Option<Slip>, unit: &Unit) -> Option<String> {
    match slip? {
        Slip::Unit if unit.dimension == Dimension::Money => Some("the number is right in another currency".to_string()),
        Slip::Unit => Some("the number is right in another unit".to_string()),
        Slip::Digits => Some("two neighbouring digits are swapped".to_string()),
        Slip::Scale(power) => {
            let times = match power.abs() {
                1 => "10".to_string(),
                2 => "100".to_string(),
                _ => format!("1{}", ",000".repeat(power.unsigned_abs() as usize / 3)),
            };
            let way = if power > 0 { "too small" } else { "too large" };
            let words = if power.abs() < 3 { "a nought too many or too few" } else { "thousand, million, billion" };
            Some(format!("a slip of scale: {times} times {way} ({words})"))
        }
    }
}

/// Derives the one verdict of a quantity from everything it was held against.
fn conclude(case: &Case, bound: &Bound, quoted: &Quoted, settled: &FxHashSet<(usize, usize)>) -> Judgement {
    let quantity = &case.mentions.quantities[bound.index];
    let mut judgement = unbound(bound.index, quantity, quoted);
    judgement.asserted = bound.place.asserted;
    judgement.reading.considered = considered(case, bound);
    let best = bound.weighed.iter().map(|weighed| weighed.candidate.tier()).min();
    // Where words beside the figure and the subject in its sentence tie it to a fact, what is looser and agrees by chance says nothing.
    let firmly_refuted = best.is_some()
        && bound
            .weighed
            .iter()
            .filter(|weighed| Some(weighed.candidate.tier()) == best)
            .all(|weighed| weighed.outcome == Outcome::Refuted && weighed.candidate.is_firm());
    let supported = bound
        .weighed
        .iter()
        .filter(|weighed| weighed.outcome == Outcome::Supported)
        // A stretched hedge is support only where nothing fits better.
        .filter(|weighed| !weighed.comparison.stretched || Some(weighed.candidate.tier()) == best)
        .filter(|weighed| !firmly_refuted || weighed.candidate.is_admissible())
        .max_by_key(|weighed| (weighed.candidate.confidence, std::cmp::Reverse(weighed.candidate.rank)));
    let leading: Vec<&Weighed> =
        bound.weighed.iter().filter(|weighed| Some(weighed.candidate.tier()) == best).collect();
    let chosen = match supported {
        Some(weighed) => Some((weighed, Verdict::Supported)),
        None => match leading[..] {
            [] => None,
            [first, ..] if leading.iter().all(|weighed| weighed.outcome == Outcome::Refuted) => {
                let firm = first.candidate.confidence;
                // What the draft says rightly elsewhere is not contradicted by a loose binding here.
                let elsewhere = settled.contains(&(first.candidate.figure, first.entry));
                let loose = firm < Confidence::High;
                let elsewhere = elsewhere && first.candidate.rank.0 != Attachment::Beside && !first.candidate.telling;
                let verdict = if firm == Confidence::Low || (loose && (elsewhere || !one_subject(case, &leading))) {
                    Verdict::NotEnoughInfo(Reason::Ambiguous)
                } else {
                    Verdict::Refuted
                };
                Some((first, verdict))
            }
            [first, ..] => {
                let undecided = leading.iter().find_map(|weighed| match weighed.outcome {
                    Outcome::Undecided(reason) => Some(reason),
                    _ => None,
                });
                Some((first, Verdict::NotEnoughInfo(undecided.unwrap_or(Reason::Ambiguous))))
            }
        },
    };
    let Some((weighed, verdict)) = chosen else { return judgement };
    let figure = &case.facts.figures[weighed.candidate.figure];
    judgement.verdict = verdict;
    judgement.confidence = weighed.candidate.confidence;
    judgement.evidence = Some(Evidence {
        key: figure.head.key.clone(),
        place: figure.values[weighed.entry].text.place,
        index: weighed.candidate.figure,
        entry: weighed.entry,
    });
    judgement.reading = Reading {
        label: label(case, figure),
        cues: weighed.candidate.cues.clone(),
        remarks: weighed.remarks.clone(),
        wording: (verdict == Verdict::Supported && bound.place.states())
            .then(|| wording(&weighed.comparison))
            .flatten(),
        ..std::mem::take(&mut judgement.reading)
    };
    judgement
}

/// Everything that was looked at for a quantity, the best first.
fn considered(case: &Case, bound: &Bound) -> Vec<Considered> {
    let mut weighed: Vec<&Weighed> = bound.weighed.iter().collect();
    weighed.sort_by_key(|weighed| weighed.candidate.tier());
    let outcome = |weighed: &Weighed| match weighed.outcome {
        Outcome::Supported => "agrees",
        Outcome::Refuted => "differs",
        Outcome::Undecided(reason) => reason.plain(),
    };
    let mut all: Vec<Considered> =
        weighed.into_iter().map(|weighed| weighed.considered(case, outcome(weighed))).collect();
    for left in &bound.left {
        if !all.iter().any(|one| one.key == left.key) {
            all.push(left.clone());
        }
    }
    all
}

/// Whether all candidates are figures of the same subject, so that it does not matter which one is meant.
fn one_subject(case: &Case, leading: &[&Weighed]) -> bool {
    let subject = |weighed: &Weighed| {
        let figure = &case.facts.figures[weighed.candidate.figure];
        figure.subject.iter().map(|subject| subject.value.clone()).collect::<Vec<_>>()
    };
    leading.windows(2).all(|pair| subject(pair[0]) == subject(pair[1]))
}

fn wording(comparison: &Comparison) -> Option<Wording> {
    match comparison {
        Comparison { hedge_dropped: true, .. } => Some(Wording::HedgeDropped),
        Comparison { stretched: true, .. } => Some(Wording::Stretched),
        Comparison { understated: true, .. } => Some(Wording::Understated),
        _ => None,
    }
}

/// What a figure is called in messages: its subject and its measure.
fn label(case: &Case, figure: &Figure) -> String {
    let subject = figure.subject.iter().map(|subject| match &subject.value {
        crate::facts::Reference::Entity(id) => {
            let entity = case.facts.entity(*id);
            entity.short.as_ref().unwrap_or(&entity.name).value.clone()
        }
        crate::facts::Reference::Phrase(phrase) => phrase.clone(),
    });
    let subject: Vec<String> = subject.collect();
    let measure = figure.measure.first().map_or("", |measure| measure.value.as_str());
    let measure = measure.replace('-', " ");
    match &subject[..] {
        [one] => format!("{one} {measure}"),
        several => format!("{measure} ({})", several.join(", ")),
    }
}

impl Standing {
    /// In plain words.
    fn plain(self) -> &'static str {
        match self {
            Standing::Sentence => "its subject in the sentence",
            Standing::Paragraph => "its subject in the paragraph or heading",
            Standing::Draft => "its subject earlier in the draft",
            Standing::Later => "its subject only later in the draft",
            Standing::Absent => "its subject nowhere",
        }
    }

    /// How sure a subject this near makes a binding.
    fn confidence(self) -> Confidence {
        match self {
            Standing::Sentence => Confidence::High,
            Standing::Paragraph | Standing::Draft | Standing::Later => Confidence::Medium,
            Standing::Absent => Confidence::Low,
        }
    }
}

#[cfg(test)]
mod tests;

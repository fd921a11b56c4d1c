//! Claims of kind figure: each quantity is bound to the recorded figures that it may speak of, and compared with them.
//!
//! Binding abstains: a claim is refuted only where every figure of the best tier of candidates refutes it and none of any tier
//! supports it. Cost follows the text: figures are found through the words that stand beside a quantity.

pub mod cues;
mod hold;
pub(in crate::claim) mod period;
pub(in crate::claim) mod role;
pub(in crate::claim) mod scene;
mod weigh;

use crate::claim::{Case, ClaimKind, Evidence, Judgement, Reading, Reason, Verdict, Wording};
use crate::diagnostic::Confidence;
use crate::facts::Figure;
use crate::quantity::{Comparison, Quantity, Relation, Slip};
use crate::span::Span;

use role::{Place, Role};
use scene::{Scene, Standing};
use weigh::Candidate;

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
        let candidates = weigh::candidates(&scene, sentence, members, &places);
        let times = period::of_each(&scene, &places, sentence);
        let start = bound.len();
        for (offset, candidates) in candidates.into_iter().enumerate() {
            let (quantity, place, time) = (&members[offset], places[offset], times[offset]);
            let weighed =
                candidates.into_iter().map(|candidate| held(&scene, quantity, &place, time, candidate)).collect();
            bound.push(Bound { index: first + offset, hedged: quantity.hedge.is_directional(), place, weighed });
        }
        one_statement_each(&mut bound[start..]);
        first += count;
    }
    let settled: Vec<(usize, Confidence)> = bound.iter().flat_map(Bound::supports).collect();
    judgements.extend(bound.iter().map(|bound| conclude(case, bound, &quoted, &settled)));
}

/// Each fact is stated once in a sentence: a quantity that states it rightly takes it from the others, and a value too far from the
/// record to be a slip of it speaks of something else.
fn one_statement_each(sentence: &mut [Bound]) {
    let exact: Vec<(usize, usize)> = sentence
        .iter()
        .filter(|bound| !bound.hedged)
        .flat_map(|bound| &bound.weighed)
        .filter(|weighed| weighed.outcome == Outcome::Supported && weighed.plausible)
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
    let stated: Vec<(usize, usize)> = sentence
        .iter()
        .flat_map(|bound| &bound.weighed)
        .filter(|weighed| weighed.outcome == Outcome::Supported && weighed.plausible)
        .map(|weighed| (weighed.candidate.figure, weighed.entry))
        .collect();
    for bound in sentence {
        bound.weighed.retain(|weighed| {
            let taken = stated.contains(&(weighed.candidate.figure, weighed.entry));
            weighed.plausible && (weighed.outcome == Outcome::Supported || !taken)
        });
    }
}

/// A quantity with everything it was held against.
struct Bound {
    index: usize,
    /// Whether its hedge admits more than one value.
    hedged: bool,
    place: Place,
    weighed: Vec<Weighed>,
}

impl Bound {
    /// The figures that this quantity supports firmly.
    fn supports(&self) -> Vec<(usize, Confidence)> {
        self.weighed
            .iter()
            .filter(|weighed| {
                weighed.outcome == Outcome::Supported && weighed.candidate.confidence >= Confidence::Medium
            })
            .map(|weighed| (weighed.candidate.figure, weighed.candidate.confidence))
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
    remarks: Vec<String>,
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
    let chosen = period::choose(scene.case, figure, time, place.role == Role::Old);
    let compared: Vec<(usize, Comparison)> =
        chosen.entries.iter().map(|&entry| (entry, hold::compare(quantity, figure, &figure.values[entry]))).collect();
    let supporting = compared.iter().find(|(_, comparison)| comparison.relation == Relation::Supported);
    let (entry, comparison) = match supporting.or_else(|| hold::nearest(quantity, figure, &compared)) {
        Some(&found) => found,
        None => (0, hold::compare(quantity, figure, &figure.values[0])),
    };
    // "More than 180" holds of any larger number: only words right beside it make that a statement about the figure.
    let vacuous = comparison.understated && candidate.confidence == Confidence::Low;
    let plausible = !vacuous && hold::is_plausible(&candidate, quantity, &figure.values[entry].quantity, &comparison);
    let other_rate = hold::other_rate(quantity, figure);
    let reason = |relation: Relation| match relation {
        Relation::OtherCurrency => Reason::OtherCurrency,
        Relation::OtherDimension => Reason::NoFact,
        _ => Reason::Overlap,
    };
    let mut remarks = Vec::new();
    let outcome = match comparison.relation {
        _ if compared.is_empty() => Outcome::Undecided(Reason::OtherPeriod),
        Relation::Supported if figure.head.unconfirmed => Outcome::Undecided(Reason::NoFact),
        Relation::Supported if other_rate.is_some() && place.asserted => Outcome::Refuted,
        _ if other_rate.is_some() => Outcome::Undecided(Reason::NoFact),
        Relation::Supported => Outcome::Supported,
        Relation::Refuted if !place.asserted && figure.bound.is_none() && !begins_later(scene, figure, entry) => {
            Outcome::Undecided(Reason::NotAsserted)
        }
        Relation::Refuted if !matches!(place.role, Role::Level | Role::Change | Role::Whole) => {
            Outcome::Undecided(Reason::OtherPeriod)
        }
        Relation::Refuted if !chosen.sure => Outcome::Undecided(Reason::OtherPeriod),
        Relation::Refuted => Outcome::Refuted,
        other => Outcome::Undecided(reason(other)),
    };
    if outcome == Outcome::Refuted {
        remarks.extend(slip_remark(comparison.slip));
        remarks.extend(other_rate);
        remarks.extend(period::other_value_remark(quantity, figure, entry, hold::compare));
    }
    Weighed { candidate, entry, compared, outcome, comparison, plausible, remarks }
}

/// Whether the value is recorded for a time after the draft's date: what will be is then recorded too.
fn begins_later(scene: &Scene, figure: &Figure, entry: usize) -> bool {
    let (Some((date, _)), Some(from)) = (scene.case.date, figure.values[entry].from) else { return false };
    from.earliest() > date.latest()
}

fn slip_remark(slip: Option<Slip>) -> Option<String> {
    match slip? {
        Slip::Digits => Some("two neighbouring digits are swapped".to_string()),
        Slip::Scale(power) => {
            let times = format!("1{}", ",000".repeat(power.unsigned_abs() as usize / 3));
            let way = if power > 0 { "too small" } else { "too large" };
            Some(format!("a slip of scale: {times} times {way} (thousand, million, billion)"))
        }
    }
}

/// Derives the one verdict of a quantity from everything it was held against.
fn conclude(case: &Case, bound: &Bound, quoted: &Quoted, settled: &[(usize, Confidence)]) -> Judgement {
    let quantity = &case.mentions.quantities[bound.index];
    let mut judgement = unbound(bound.index, quantity, quoted);
    judgement.asserted = bound.place.asserted;
    let best = bound.weighed.iter().map(|weighed| weighed.candidate.tier()).min();
    let supported = bound
        .weighed
        .iter()
        .filter(|weighed| weighed.outcome == Outcome::Supported)
        // A stretched hedge is support only where nothing fits better.
        .filter(|weighed| !weighed.comparison.stretched || Some(weighed.candidate.tier()) == best)
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
                let elsewhere = settled.iter().any(|&(figure, _)| figure == first.candidate.figure);
                let loose = firm < Confidence::High;
                let elsewhere = elsewhere && first.candidate.rank.0 != weigh::Attachment::Beside;
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
        ..Reading::default()
    };
    judgement
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

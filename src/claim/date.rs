//! Claims of kind date: when something happened, held against recorded events, lives, offices and dated facts.

mod attach;
mod compare;
mod expression;
pub mod index;
mod scene;

use crate::calendar::PartialDate;
use crate::claim::{Case, ClaimKind, Evidence, Judgement, Reading, Reason, Verdict};
use crate::diagnostic::Confidence;
use crate::document::{BlockKind, Sentence};
use crate::facts::{Entity, Place};
use crate::span::Span;

use attach::{Part, Tie};
use compare::{Days, compare};
use expression::{Time, When};
use index::Target;
use scene::Scene;

/// Appends a judgement for every time of the draft that is told of something recorded.
pub fn judge(case: &Case, judgements: &mut Vec<Judgement>) {
    if case.index.moments.is_empty() {
        return;
    }
    let scene = Scene::new(case);
    for sentence in &case.document.sentences {
        let times = scene.times_in((sentence.tokens.0 as usize, sentence.tokens.1 as usize));
        for time in times {
            judgements.extend(of_event(&scene, time, sentence));
        }
    }
}

/// A recorded time with what it is called and where it stands.
struct Record {
    key: String,
    place: Place,
    index: usize,
    label: String,
    days: Days,
    exact: bool,
    shown: String,
}

fn of_event(scene: &Scene, time: &Time, sentence: &Sentence) -> Option<Judgement> {
    let tie = attach::event(scene, time, sentence)?;
    let Target::Event(id) = tie.anchor.target else { return None };
    let entity = scene.case.facts.entities.get(id.0 as usize)?;
    let record = event_record(entity, id.0 as usize, tie)?;
    if matches!(time.when, When::Weekday(_)) && has_other_day(scene, time, sentence) {
        return None;
    }
    Some(judgement(scene, time, record, tie, Confidence::High))
}

/// The recorded days of an event, or of the part of it that is told of.
fn event_record(entity: &Entity, index: usize, tie: Tie) -> Option<Record> {
    let (start, end) = (entity.start.as_ref(), entity.end.as_ref());
    let (from, to) = match tie.part {
        Part::Start => (start?, start?),
        Part::End => (end?, end?),
        Part::Whole => (start.or(end)?, end?),
    };
    let exact = from.value != to.value && from.value.exact().is_some() && to.value.exact().is_some();
    let shown = if from.value == to.value { show(from.value) } else { format!("{} to {}", from.value, to.value) };
    Some(Record {
        key: entity.key(),
        place: from.place,
        index,
        label: entity.name.value.clone(),
        days: Days::between(from.value, to.value),
        exact,
        shown,
    })
}

/// "Thursday, 2025-03-20": the weekday where the day is known.
fn show(date: PartialDate) -> String {
    date.to_string()
}

/// Another day in the same clause: one of the two is of something else.
fn has_other_day(scene: &Scene, time: &Time, sentence: &Sentence) -> bool {
    let clause = scene.clause(time.tokens.0);
    scene
        .times_in((sentence.tokens.0 as usize, sentence.tokens.1 as usize))
        .iter()
        .any(|other| other != time && scene.clause(other.tokens.0) == clause && is_day(other.when))
}

fn is_day(when: When) -> bool {
    match when {
        When::Weekday(_) => true,
        When::OfSomeYear { day, .. } => day.is_some(),
        When::Between(first, last) => first == last,
    }
}

fn judgement(scene: &Scene, time: &Time, record: Record, tie: Tie, confidence: Confidence) -> Judgement {
    let case = scene.case;
    let today = case.date.map(|(date, _)| date);
    let verdict = compare(time.when, record.days, record.exact, today);
    let asserted = true;
    let words = scene.span(tie.anchor.tokens);
    Judgement {
        kind: ClaimKind::Date,
        span: time.span,
        mention: time.mention.unwrap_or(usize::MAX),
        asserted,
        quoted: is_quoted(case, time.span),
        confidence,
        verdict: if asserted { verdict } else { Verdict::NotEnoughInfo(Reason::NotAsserted) },
        evidence: Some(Evidence { key: record.key.clone(), place: record.place, index: record.index, entry: 0 }),
        reading: Reading {
            label: record.label,
            cues: vec![(words, record.key)],
            recorded: Some(record.shown),
            days: Some((record.days.first, record.days.last)),
            ..Reading::default()
        },
    }
}

/// Whether it stands in somebody else's words.
fn is_quoted(case: &Case, span: Span) -> bool {
    let block = case.document.blocks.get(case.document.block_at(span.start()));
    case.mentions.is_quoted(span) || block.is_some_and(|block| block.kind == BlockKind::Quotation)
}

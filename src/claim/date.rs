//! Claims of kind date: when something happened, held against recorded events, lives, offices and dated facts.

mod age;
mod attach;
mod class;
mod compare;
mod duration;
mod expression;
mod headline;
pub mod index;
mod office;
mod record;
mod scene;
mod subject;
mod told;
pub mod within;

use crate::claim::{Case, ClaimKind, Evidence, Judgement, Reading, Reason, Verdict};
use crate::document::Sentence;

use compare::compare;
use expression::{Time, When};
use record::Record;
use scene::Scene;
use told::{Bound, changed, is_asserted_at, is_quoted, told_of};

/// Appends a judgement for every time, age and length of time of the draft that is told of something recorded.
pub fn judge(case: &Case, judgements: &mut Vec<Judgement>) {
    let moments = &case.index.moments;
    if moments.is_empty() || (case.mentions.names.is_empty() && !moments.has_wordings()) {
        return;
    }
    let scene = Scene::new(case);
    for sentence in &case.document.sentences {
        for time in scene.times_in((sentence.tokens.0 as usize, sentence.tokens.1 as usize)) {
            judgements.extend(of_time(&scene, time, sentence));
        }
        age::judge(&scene, sentence, judgements);
        duration::judge(&scene, sentence, judgements);
    }
}

fn of_time(scene: &Scene, time: &Time, sentence: &Sentence) -> Option<Judgement> {
    if matches!(time.when, When::Weekday(_)) && has_other_day(scene, time, sentence) {
        return None;
    }
    let bound = match attach::event(scene, time, sentence) {
        Some(tie) => told_of(scene, time, sentence, tie),
        None => match attach::change(scene, time, sentence) {
            Some(tie) => changed(scene, time, sentence, tie),
            None => headline::event(scene, time, sentence),
        },
    }?;
    judgement(scene, time, sentence, bound)
}

/// Another day in the same clause: one of the two is of something else.
fn has_other_day(scene: &Scene, time: &Time, sentence: &Sentence) -> bool {
    let clause = scene.clause(time.tokens.0);
    scene
        .times_in(attach::around(time.tokens, sentence))
        .iter()
        .any(|other| other != time && scene.clause(other.tokens.0) == clause && other.is_day())
}

/// One verdict from all that fits: refuted only by every one.
fn judgement(scene: &Scene, time: &Time, sentence: &Sentence, bound: Bound) -> Option<Judgement> {
    let case = scene.case;
    let today = case.date.map(|(date, _)| date);
    let verdict = |record: &Record| compare(time.when, record.days, record.exact, today);
    let supporting = bound.records.iter().find(|record| verdict(record) == Verdict::Supported);
    let open = bound.records.iter().find(|record| verdict(record) != Verdict::Refuted);
    let record = supporting.or(open).or(bound.records.first())?;
    let asserted = is_asserted_at(scene, time.tokens, sentence);
    let verdict = match verdict(record) {
        Verdict::Refuted if !asserted => Verdict::NotEnoughInfo(Reason::NotAsserted),
        verdict => verdict,
    };
    Some(Judgement {
        kind: ClaimKind::Date,
        span: time.span,
        mention: time.mention.unwrap_or(usize::MAX),
        asserted,
        quoted: is_quoted(case, time.span),
        confidence: bound.confidence,
        verdict,
        evidence: Some(Evidence {
            key: record.key.clone(),
            place: record.place,
            index: record.index,
            entry: record.entry,
        }),
        reading: Reading {
            label: record.label.clone(),
            cues: vec![(bound.words, record.key.clone())],
            recorded: Some(record.shown.clone()),
            days: Some((record.days.first, record.days.last)),
            ..Reading::default()
        },
    })
}

#[cfg(test)]
mod tests;

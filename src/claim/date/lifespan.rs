//! The years of a life after a name: "Ada Quill (1931–2004)".

use crate::calendar::PartialDate;
use crate::claim::date::compare::Days;
use crate::claim::date::expression::{Time, When};
use crate::claim::date::record::{self, Record};
use crate::claim::date::scene::Scene;
use crate::claim::date::subject;
use crate::claim::date::told::Bound;
use crate::diagnostic::Confidence;
use crate::document::Sentence;
use crate::facts::EntityKind;

/// Years from which a stretch is a life rather than an office.
const LIFE: i16 = 40;

/// The two years of each life in the sentence, and what they are held against: the life of a dead person, or, as a list may give
/// those instead, an office.
pub fn find(scene: &Scene, sentence: &Sentence) -> Vec<(Time, Bound)> {
    let (first, last) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    (first..last.saturating_sub(4)).filter(|&at| scene.is(at, '(')).flat_map(|at| lived(scene, at)).flatten().collect()
}

fn lived(scene: &Scene, open: usize) -> Option<[(Time, Bound); 2]> {
    let (from, to) = (year(scene, open + 1)?, year(scene, open + 3)?);
    let dash = scene.is(open + 2, '–') || scene.is(open + 2, '-');
    if !dash || !scene.is(open + 4, ')') || from >= to {
        return None;
    }
    let name = subject::ending_at(scene, open)?;
    let person = subject::named(scene, name, EntityKind::Person)?;
    let (entity, index) = (scene.case.facts.entity(person.entity), person.entity.0 as usize);
    let (_, _) = (entity.began.as_ref()?, entity.ended.as_ref()?);
    let confidence = if to - from >= LIFE { Confidence::High } else { Confidence::Medium };
    let told = |at: usize, year: i16, end: bool| {
        let days = Days::of(PartialDate { year, month: None, day: None });
        let span = scene.span((at, at + 1));
        let when = When::Between(days.first, days.last);
        let time = Time { tokens: (at, at + 1), span, when, mention: None, possessive: false };
        let offices = (0..entity.titles.len()).filter_map(|entry| record::office(entity, index, entry, end));
        let records: Vec<Record> = record::life(entity, index, end).into_iter().chain(offices).collect();
        (time, Bound { records, confidence, words: name.span })
    };
    Some([told(open + 1, from, false), told(open + 3, to, true)])
}

fn year(scene: &Scene, at: usize) -> Option<i16> {
    let document = scene.case.document;
    document.tokens.get(at)?.year(&document.prose)
}

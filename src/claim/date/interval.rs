//! Lengths of time between two things: "61 days after its last signal", "The gallery reopened 14 months later".

use crate::claim::date::attach::{self, Part, Tie};
use crate::claim::date::compare::Days;
use crate::claim::date::expression::{Time, When};
use crate::claim::date::index::Target;
use crate::claim::date::record::Record;
use crate::claim::date::scene::{Anchor, Scene};
use crate::claim::date::told::{Bound, changed, told_of};
use crate::diagnostic::Confidence;
use crate::document::Sentence;

/// Tokens after "after" in which what it is counted from must begin.
const NEAR: usize = 7;

/// Sentences before "later" in which the day that it is counted from may stand.
const BACK: usize = 2;

/// Which way a length is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    After,
    Before,
}

/// A recorded time with the day that a length leads to it from, or from it to.
pub struct Interval {
    pub record: Record,
    pub from: Days,
    pub to: Days,
    pub confidence: Confidence,
}

/// What the length at `tokens` lies between, where the word after it says that it is such a length.
pub fn of(scene: &Scene, sentence: &Sentence, tokens: (usize, usize)) -> Option<Interval> {
    let words = &scene.words.lengths;
    let next = scene.lower(tokens.1);
    let is = |set: &crate::lexicon::Set| set.contains(next.as_ref());
    let (way, counted) = if is(&words.later) {
        (Way::After, stated_before(scene, sentence, tokens))
    } else if is(&words.earlier) {
        (Way::Before, stated_before(scene, sentence, tokens))
    } else if is(&words.after) {
        (Way::After, base(scene, sentence, tokens.1 + 1))
    } else if is(&words.ahead) {
        (Way::Before, base(scene, sentence, tokens.1 + 1))
    } else {
        return None;
    };
    let (counted, sure) = counted?;
    let bound = told(scene, sentence, tokens)?;
    let [record] = &bound.records[..] else { return None };
    // From a thing to itself no time passes: the two have been taken for one.
    if record.days == counted {
        return None;
    }
    let (from, to) = match way {
        Way::After => (counted, record.days),
        Way::Before => (record.days, counted),
    };
    Some(Interval { record: record.clone(), from, to, confidence: bound.confidence.min(sure) })
}

/// What happened at the end of the length: told as if a time stood in its place.
fn told(scene: &Scene, sentence: &Sentence, tokens: (usize, usize)) -> Option<Bound> {
    let bounds = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    let time = time(scene, tokens);
    let bind = |tie: Tie| told_of(scene, &time, sentence, tie);
    let lead = attach::lead(scene, &time, bounds.0);
    if lead > bounds.0 {
        return match attach::event(scene, &time, sentence) {
            Some(tie) => bind(tie),
            None => changed(scene, &time, sentence, attach::change(scene, &time, sentence)?),
        };
    }
    // "Two days after the vote, the inquiry opened": the first verb after the comma.
    let comma = (tokens.1..bounds.1.min(tokens.1 + attach::REACH)).find(|&at| scene.is(at, ','))?;
    let mut verbs = (comma + 1..bounds.1.min(comma + attach::REACH)).skip_while(|&at| !scene.is_verb(at));
    let first = verbs.next()?;
    let verb = (first..bounds.1).take_while(|&at| scene.is_verb(at)).last()?;
    match attach::of_verb(scene, verb, verb + 1, bounds) {
        Some(tie) => bind(tie),
        None => changed(scene, &time, sentence, attach::change_of(scene, verb, bounds)?),
    }
}

/// A time in the place of the length, of no year: its days are not read.
fn time(scene: &Scene, tokens: (usize, usize)) -> Time {
    let when = When::OfSomeYear { month: 1, day: None };
    Time { tokens, span: scene.span(tokens), when, mention: None, possessive: false }
}

/// What stands after "after": a recorded event, a dated fact, a beginning or an end, or a date.
fn base(scene: &Scene, sentence: &Sentence, first: usize) -> Option<(Days, Confidence)> {
    let last = (sentence.tokens.1 as usize).min(first + NEAR);
    let range = (first, last.max(first));
    let comma = (first..last).find(|&at| scene.is(at, ',')).unwrap_or(last);
    let anchor = scene.anchors_in(range).first().filter(|anchor| anchor.tokens.0 < comma);
    let cue = scene.cues_in(range).iter().find(|cue| cue.tokens.0 < comma);
    let date = scene.times_in(range).first().filter(|time| time.tokens.0 < comma);
    if let Some(time) = date
        && anchor.is_none_or(|anchor| time.tokens.0 < anchor.tokens.0)
        && cue.is_none_or(|cue| time.tokens.0 < cue.tokens.0)
    {
        // "three days after Monday’s vote" is counted from the vote.
        let When::Between(first, last) = time.when else { return None };
        return (!time.possessive).then_some((Days { first, last }, Confidence::Medium));
    }
    let tie = |anchor: &Anchor| Tie { anchor: *anchor, part: Part::Whole };
    let at = time(scene, (first.checked_sub(1)?, first));
    let bound = match (anchor, cue) {
        (Some(anchor), cue) if cue.is_none_or(|cue| anchor.tokens.0 <= cue.tokens.0) => {
            told_of(scene, &at, sentence, tie(anchor))
        }
        (_, Some(cue)) => changed(scene, &at, sentence, *cue),
        _ => None,
    }?;
    let [record] = &bound.records[..] else { return None };
    // Days are counted from the end of what took several: which end is meant is open.
    let one = record.days.first == record.days.last || !record.exact;
    let event = anchor.is_some_and(|anchor| matches!(anchor.target, Target::Event(_)));
    // "the sinking" may be another one.
    let common = anchor.is_some_and(|anchor| scene.is_common_noun(anchor));
    let sure = if common { Confidence::Medium } else { bound.confidence };
    (one || !event).then_some((record.days, bound.confidence.min(sure)))
}

/// The days that the sentence and the one before it state before the tokens `at`.
pub fn days_told_before(scene: &Scene, sentence: &Sentence, at: (usize, usize)) -> Vec<Days> {
    let document = scene.case.document;
    let index = document.sentence_at(sentence.span.start());
    let block = document.blocks.get(sentence.block as usize).map_or(0, |block| block.tokens.0 as usize);
    let from = document.sentences.get(index.saturating_sub(1)).map_or(at.0, |before| before.tokens.0 as usize);
    let times = scene.times_in((from.max(block), at.0)).iter();
    let days = times.filter_map(|time| match time.when {
        When::Between(first, last) => Some(Days { first, last }),
        _ => None,
    });
    days.collect()
}

/// The last day or month that the sentence states before the length, or one of the sentences before it in the paragraph.
fn stated_before(scene: &Scene, sentence: &Sentence, tokens: (usize, usize)) -> Option<(Days, Confidence)> {
    let document = scene.case.document;
    let index = document.sentence_at(sentence.span.start());
    for back in 0..=BACK {
        let earlier = document.sentences.get(index.checked_sub(back)?)?;
        if earlier.block != sentence.block {
            return None;
        }
        let end = if back == 0 { tokens.0 } else { earlier.tokens.1 as usize };
        let times = scene.times_in((earlier.tokens.0 as usize, end.max(earlier.tokens.0 as usize)));
        let Some(last) = times.last() else { continue };
        let When::Between(first, last) = last.when else { return None };
        let days = Days { first, last };
        // A year before days or months says too little.
        let short = first.until(last).is_ok_and(|span| span.get_days() < 32);
        return short.then_some((days, Confidence::Medium));
    }
    None
}

//! What a time is told of: the verb of its clause, or the noun that it stands beside.
//!
//! A time belongs to the nearest verb before it in its clause; at the beginning of a clause, to the first verb after it; and to a noun
//! only in touch with it ("Thursday’s by-election", "the by-election on Thursday"). Verbs that say only that something was ("took
//! place", "struck") hand it on to the event that is their subject or object.

use crate::claim::date::expression::Time;
use crate::claim::date::index::Target;
use crate::claim::date::scene::{Anchor, ChangeTie, Scene};
use crate::claim::date::subject;
use crate::document::Sentence;
use crate::facts::EntityId;
use crate::lexicon::times::{Change, Cue};
use crate::text::TokenKind;

/// How many tokens may stand between a verb and its time.
pub const REACH: usize = 16;

/// How many tokens after a verb its object may begin: "gave in his resignation".
const OBJECT: usize = 5;

/// Which day of what happened is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Any of its days.
    Whole,
    Start,
    End,
}

/// What a time is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    pub anchor: Anchor,
    pub part: Part,
}

/// The event or dated fact that `time` is told of.
pub fn event(scene: &Scene, time: &Time, sentence: &Sentence) -> Option<Tie> {
    let bounds = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    let lead = lead(scene, time, bounds.0);
    let whole = |anchor: Anchor| Tie { anchor, part: Part::Whole };
    if let Some(anchor) = attributive(scene, time, lead, bounds) {
        return Some(whole(anchor));
    }
    if time.possessive {
        return None;
    }
    // A wording may end with the preposition itself: "supported until".
    if let Some(&anchor) = near(scene, time.tokens.0, bounds)
        .iter()
        .find(|anchor| anchor.tokens.1 == time.tokens.0 && anchor.tokens.1 > lead)
    {
        return Some(whole(anchor));
    }
    // "the crash of Jan. 9, 2023": a day after "of" belongs to its noun, whatever the verb.
    let of = lead == time.tokens.0.saturating_sub(1) && scene.case.lexicon.claims.of == scene.lower(lead);
    if of
        && time.is_dated()
        && let Some(anchor) = in_touch(scene, lead, bounds)
    {
        return Some(whole(anchor));
    }
    match verb_of(scene, time, lead, bounds) {
        Some(verb) => lasted(scene, time, verb, bounds)
            .or_else(|| of_verb(scene, verb, lead, bounds))
            .or_else(|| governed(scene, time, lead, bounds).map(whole))
            .or_else(|| ended(scene, time, lead, bounds).map(whole)),
        None => {
            let anchor = in_touch(scene, lead, bounds)?;
            // "the flood of 1997", "floods in May": a common noun tells only with a day which one it is.
            let of = time.tokens.0.checked_sub(1).map(|before| scene.lower(before));
            let is_of = of.is_some_and(|of| scene.case.lexicon.claims.of == of);
            let common = scene.is_common_noun(&anchor);
            (time.is_day() || !(is_of || common)).then(|| whole(anchor))
        }
    }
}

/// The event or dated fact that the verb tells of; `lead` is the first token of the time.
pub fn of_verb(scene: &Scene, verb: usize, lead: usize, bounds: (usize, usize)) -> Option<Tie> {
    let whole = |anchor: Anchor| Tie { anchor, part: Part::Whole };
    if let Some(&anchor) = covering(scene, verb, bounds) {
        return Some(whole(anchor));
    }
    if let Some(anchor) = light(scene, verb, lead) {
        return Some(whole(anchor));
    }
    let Some(part) = happening(scene, verb) else { return scattered(scene, verb, bounds).map(whole) };
    let anchor = argument(scene, verb, lead, bounds).or_else(|| scattered(scene, verb, bounds))?;
    (part == Part::Whole || is_bare_change(scene, &anchor, verb, lead)).then_some(Tie { anchor, part })
}

/// "The strike lasted from 18 March to 1 April", "has gone on since March": the first or the last day of an event.
fn lasted(scene: &Scene, time: &Time, verb: usize, bounds: (usize, usize)) -> Option<Tie> {
    let document = scene.case.document;
    let lasting = &scene.words.lengths.lasting;
    let says = (verb.saturating_sub(1)..=verb).any(|at| {
        lasting.starting(&document.prose, &document.tokens, at).is_some_and(|(length, ())| at + length > verb)
    });
    let before = scene.lower(time.tokens.0.checked_sub(1).filter(|&before| says && before > verb)?);
    let part = if scene.words.since.contains(before.as_ref()) {
        Part::Start
    } else if scene.words.until.contains(before.as_ref()) {
        Part::End
    } else {
        return None;
    };
    let anchor = near(scene, verb, bounds).iter().rev().find(|anchor| is_before_group(scene, anchor, verb)).copied()?;
    matches!(anchor.target, Target::Event(_)).then_some(Tie { anchor, part })
}

/// "gave in his resignation on 5 March": the verb says only that what its object names was done.
fn light(scene: &Scene, verb: usize, lead: usize) -> Option<Anchor> {
    if !scene.words.light.contains(scene.lower(verb).as_ref()) {
        return None;
    }
    let object = scene.anchors_in((verb + 1, lead.min(verb + OBJECT))).first().copied()?;
    let close = (verb + 1..object.tokens.0).all(|at| scene.is_small(at) || scene.is_adverb(at));
    let plain = !(object.tokens.1..lead).any(|at| scene.is_verb(at));
    (close && plain && matches!(object.target, Target::Fact(_)) && !scene.is_verb(object.tokens.0)).then_some(object)
}

/// "will go on getting security fixes until 31 May": of a dated fact that is recorded as an end, whatever the verb.
fn ended(scene: &Scene, time: &Time, lead: usize, bounds: (usize, usize)) -> Option<Anchor> {
    let before = time.tokens.0.checked_sub(1)?;
    if !scene.words.until.contains(scene.lower(before).as_ref()) {
        return None;
    }
    let clause = scene.clause(time.tokens.0);
    let ends = |anchor: &&Anchor| {
        let denied = anchor.tokens.0.checked_sub(1).is_some_and(|at| scene.words.no.contains(scene.lower(at).as_ref()));
        scene.clause(anchor.tokens.0) == clause
            && !denied
            && scene.facts_at(anchor).iter().any(|&fact| scene.is_end(fact))
    };
    let mut here = near(scene, lead, bounds).iter().filter(ends);
    let first = here.next().copied()?;
    here.next().is_none().then_some(first)
}

/// "at half-staff until the funeral on Nov. 15": the noun right before the time, where a limit governs it.
fn governed(scene: &Scene, time: &Time, lead: usize, bounds: (usize, usize)) -> Option<Anchor> {
    let anchor = in_touch(scene, lead, bounds).filter(|anchor| anchor.tokens.1 == lead && time.is_day())?;
    let determiner = anchor.tokens.0.checked_sub(1)?;
    let determined = scene.words.determiners.contains(scene.lower(determiner).as_ref());
    let before = if determined { determiner.checked_sub(1)? } else { determiner };
    let limit = before >= bounds.0 && scene.words.limits.contains(scene.lower(before).as_ref());
    (limit && !scene.is_verb(anchor.tokens.0)).then_some(anchor)
}

/// The tokens of the sentence near those of `at`; farther ones say nothing of it.
pub fn around(at: (usize, usize), sentence: &Sentence) -> (usize, usize) {
    let (first, last) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    (first.max(at.0.saturating_sub(3 * REACH)), last.min(at.1 + 3 * REACH))
}

/// The first token of the prepositions and adverbs before a time: "late" of "late on Wednesday".
pub fn lead(scene: &Scene, time: &Time, first: usize) -> usize {
    let mut at = time.tokens.0;
    while at > first {
        let word = scene.lower(at - 1);
        let small = scene.words.prepositions.contains(word.as_ref())
            || scene.words.adverbs.contains(word.as_ref())
            || scene.words.day_parts.contains(word.as_ref());
        if !small || scene.clause(at - 1) != scene.clause(time.tokens.0) {
            break;
        }
        at -= 1;
    }
    at
}

/// "Thursday’s by-election", "the November 21 monthly call".
fn attributive(scene: &Scene, time: &Time, lead: usize, bounds: (usize, usize)) -> Option<Anchor> {
    let next = scene.anchors_in((time.tokens.1, bounds.1)).first().copied()?;
    let between = time.tokens.1..next.tokens.0;
    let determined = lead < time.tokens.0 && scene.words.determiners.contains(scene.lower(time.tokens.0 - 1).as_ref());
    // "last year’s final", "the 2017 final": another one.
    let near =
        time.is_day() && between.len() <= 2 && between.clone().all(|at| !scene.is_verb(at) && is_plain_word(scene, at));
    (near && (time.possessive || (determined && between.is_empty()))).then_some(next)
}

fn is_plain_word(scene: &Scene, token: usize) -> bool {
    let word = scene.lower(token);
    scene.case.document.tokens[token].is_word()
        && !scene.words.prepositions.contains(word.as_ref())
        && !scene.words.determiners.contains(word.as_ref())
}

/// The event right before the time: "the by-election on Thursday"; brackets may stand between.
fn in_touch(scene: &Scene, lead: usize, bounds: (usize, usize)) -> Option<Anchor> {
    let mut end = lead;
    let apart = end > bounds.0 && scene.is(end - 1, ',');
    if apart {
        end -= 1;
    }
    if end > bounds.0 && scene.is(end - 1, ')') {
        end = (bounds.0.max(end.saturating_sub(8))..end).rev().find(|&at| scene.is(at, '('))?;
    }
    while end > bounds.0 && matches!(scene.lower(end - 1).as_ref(), "”" | "\"" | "’" | ")" | "]" | "*") {
        end -= 1;
    }
    let anchor = near(scene, end, bounds).iter().find(|anchor| end_of(scene, anchor) == end).copied()?;
    // "Twelve years after the flood, in May 2025, …": the day is not the flood's.
    (!apart || !is_limited(scene, &anchor, bounds.0)).then_some(anchor)
}

/// "after the flood": a word of before and after governs the event.
fn is_limited(scene: &Scene, anchor: &Anchor, first: usize) -> bool {
    let before = |at: usize| at.checked_sub(1).filter(|&before| before >= first);
    let Some(mut at) = before(anchor.tokens.0) else { return false };
    if scene.words.determiners.contains(scene.lower(at).as_ref()) {
        let Some(earlier) = before(at) else { return false };
        at = earlier;
    }
    let word = scene.lower(at);
    let lengths = &scene.words.lengths;
    [&lengths.after, &lengths.ahead, &scene.words.since, &scene.words.limits]
        .iter()
        .any(|set| set.contains(word.as_ref()))
}

/// The verb that governs a time.
pub fn verb_of(scene: &Scene, time: &Time, lead: usize, bounds: (usize, usize)) -> Option<usize> {
    if let Some(verb) = cleft(scene, time, lead, bounds) {
        return Some(verb);
    }
    let clause = scene.clause(time.tokens.0);
    let first = bounds.0.max(lead.saturating_sub(REACH));
    let before = (first..lead).rev().find(|&at| scene.clause(at) == clause && scene.is_verb(at));
    if before.is_some() {
        return before;
    }
    // At the beginning of its clause: "On February 6th, an event …", "Then, in April 2013, …", "Meeting on 6 February, the board …".
    let from = bounds.0 + usize::from(attends(scene, time, bounds.0));
    let opening = (from..lead)
        .rev()
        .take(REACH)
        .take_while(|&at| scene.clause(at) == clause)
        .all(|at| !scene.case.document.tokens[at].is_word() || !is_plain_word(scene, at));
    if !opening {
        return None;
    }
    first_verb(scene, time.tokens.1, bounds.1)
}

/// The first verb after the token `from` in its clause. Of "has been held" it is the last one, which has the meaning.
fn first_verb(scene: &Scene, from: usize, end: usize) -> Option<usize> {
    let (clause, last) = (scene.clause(from), end.min(from + REACH));
    let verb = (from..last).find(|&at| scene.clause(at) == clause && scene.is_verb(at));
    // "returns" may be a noun by its form; right after its subject, a recorded wording is a verb.
    let worded = scene.anchors_in((from, verb.unwrap_or(last))).iter().map(|anchor| anchor.tokens.0);
    let subject = |at: usize| at > from && (scene.name_at(at - 1).is_some() || is_pronoun(scene, at - 1));
    if let Some(worded) = worded.into_iter().find(|&at| scene.clause(at) == clause && subject(at)) {
        return Some(worded);
    }
    let verb = verb?;
    let group =
        (verb..last).take_while(|&at| scene.is_verb(at) || scene.words.adverbs.contains(scene.lower(at).as_ref()));
    group.filter(|&at| scene.is_verb(at)).last()
}

fn is_pronoun(scene: &Scene, token: usize) -> bool {
    scene.words.pronouns.contains(scene.lower(token).as_ref())
}

/// "Meeting on Tuesday, 14 February, the board voted": what the main clause tells was done on the day as well.
fn attends(scene: &Scene, time: &Time, first: usize) -> bool {
    time.is_day() && scene.words.attending.contains(scene.lower(first).as_ref()) && scene.is(time.tokens.1, ',')
}

/// "It is on 13 May that the ferry returns", "13 May is the day on which the ferry returns": the verb of the clause that follows.
fn cleft(scene: &Scene, time: &Time, lead: usize, bounds: (usize, usize)) -> Option<usize> {
    let is = |at: usize, set: &crate::lexicon::Set| at < bounds.1 && set.contains(scene.lower(at).as_ref());
    let words = scene.words;
    let mut at = time.tokens.1;
    let presented = lead >= bounds.0 + 2 && is(lead - 1, &words.copulas) && is(lead - 2, &words.presenting);
    if !presented {
        if !is(at, &words.copulas) || lead > bounds.0 + 1 {
            return None;
        }
        at += 1;
        if is(at, &words.determiners) {
            at += 2;
        }
        at += usize::from(is(at, &words.prepositions));
    }
    let links = is(at, &words.relatives) || is(at, &words.ages.when);
    links.then(|| first_verb(scene, at + 1, bounds.1)).flatten()
}

/// The anchors that begin within reach before the token `end`.
fn near<'s>(scene: &'s Scene, end: usize, bounds: (usize, usize)) -> &'s [Anchor] {
    scene.anchors_in((bounds.0.max(end.saturating_sub(REACH)), end.clamp(bounds.0, bounds.1)))
}

/// The anchor that holds a token.
fn covering<'s>(scene: &'s Scene, token: usize, bounds: (usize, usize)) -> Option<&'s Anchor> {
    let anchors = near(scene, token + 1, bounds);
    let next = anchors.partition_point(|anchor| anchor.tokens.1 <= token);
    anchors.get(next).filter(|anchor| anchor.tokens.0 <= token)
}

/// Whether the verb says only that an event was, began or ended.
fn happening(scene: &Scene, verb: usize) -> Option<Part> {
    let document = scene.case.document;
    let says = |phrases: &crate::lexicon::Phrases<()>| {
        (verb.saturating_sub(1)..=verb).any(|at| {
            phrases.starting(&document.prose, &document.tokens, at).is_some_and(|(length, ())| at + length > verb)
        })
    };
    if says(&scene.words.starting) {
        Some(Part::Start)
    } else if says(&scene.words.ending) {
        Some(Part::End)
    } else if says(&scene.words.happening) || scene.words.copulas.contains(scene.lower(verb).as_ref()) {
        Some(Part::Whole)
    } else {
        None
    }
}

/// Whether a verb of beginning or ending has no other object than the event: "the inquiry opened on Monday", "opened the inquiry on
/// Monday", not "the inquiry opened a hotline on Monday".
fn is_bare_change(scene: &Scene, anchor: &Anchor, verb: usize, lead: usize) -> bool {
    let from = if anchor.tokens.0 > verb { anchor.tokens.1 } else { verb + 1 };
    if from >= lead {
        return true;
    }
    let next = scene.lower(from);
    let determined = scene.words.determiners.contains(next.as_ref());
    !determined
        && (scene.words.prepositions.contains(next.as_ref())
            || scene.words.adverbs.contains(next.as_ref())
            || !scene.case.document.tokens[from].is_word())
}

/// The one event that is subject or object of the verb: in its clause and in no phrase with a preposition, or right before its
/// relative pronoun.
pub fn argument(scene: &Scene, verb: usize, lead: usize, bounds: (usize, usize)) -> Option<Anchor> {
    let clause = scene.clause(verb);
    let copula = scene.words.copulas.contains(scene.lower(verb).as_ref());
    let mut found: Option<Anchor> = None;
    for &anchor in scene.anchors_in((bounds.0.max(verb.saturating_sub(2 * REACH)), bounds.1.min(verb + REACH))) {
        let own = scene.clause(anchor.tokens.1 - 1) == clause && is_bare(scene, &anchor, verb, bounds.0);
        if !own && !is_antecedent(scene, &anchor, clause) {
            continue;
        }
        if found.is_some_and(|found| found.target != anchor.target) {
            return None;
        }
        found = Some(anchor);
    }
    // "The trial was on Monday": a copula's event is its subject, right before it, and the time right after it.
    found.filter(|anchor| {
        !copula || (end_of(scene, anchor) == verb || is_before_group(scene, anchor, verb)) && lead == verb + 1
    })
}

/// Only auxiliaries between an event and the verb.
fn is_before_group(scene: &Scene, anchor: &Anchor, verb: usize) -> bool {
    let end = end_of(scene, anchor);
    end <= verb && (end..verb).all(|at| scene.is_verb(at) || scene.is(at, '*'))
}

/// The token after an anchor, and after the name that belongs to it: "the arrest of Orla Bly".
fn end_of(scene: &Scene, anchor: &Anchor) -> usize {
    match anchor.target {
        Target::Fact(_) if !scene.is_verb(anchor.tokens.0) => subject::end_of_noun(scene, anchor.tokens),
        _ => anchor.tokens.1,
    }
}

/// Not the object of a preposition, except of the one that names who did it.
fn is_bare(scene: &Scene, anchor: &Anchor, verb: usize, first: usize) -> bool {
    let mut at = anchor.tokens.0;
    let mut steps = 0;
    while at > first && steps < 6 {
        let word = scene.lower(at - 1);
        if scene.words.agents.contains(word.as_ref()) {
            return true;
        }
        if scene.words.prepositions.contains(word.as_ref())
            && !scene.words.determiners.contains(word.as_ref())
            && word != "the"
        {
            return false;
        }
        if at - 1 == verb || scene.is(at - 1, ',') || scene.is_verb(at - 1) {
            return true;
        }
        at -= 1;
        steps += 1;
    }
    true
}

/// "the trial, which began".
fn is_antecedent(scene: &Scene, anchor: &Anchor, clause: u32) -> bool {
    let comma = usize::from(scene.is(anchor.tokens.1, ','));
    let pronoun = anchor.tokens.1 + comma;
    scene.clause(pronoun) == clause && scene.words.relatives.contains(scene.lower(pronoun).as_ref())
}

/// An event that the verb and other words of the sentence name together: "the airport line is to open" of its opening.
fn scattered(scene: &Scene, verb: usize, bounds: (usize, usize)) -> Option<Anchor> {
    let range = bounds.0.max(verb.saturating_sub(2 * REACH))..bounds.1.min(verb + 2 * REACH);
    let mut found: Option<EntityId> = None;
    for key in scene.keys(verb) {
        for wording in scene.case.index.moments.scattered(key).iter().take(REACH) {
            let Target::Event(id) = wording.target else { continue };
            let all = wording.words.iter().all(|&word| range.clone().any(|at| scene.has_key(at, word)));
            if all && found.replace(id).is_some_and(|other| other != id) {
                return None;
            }
        }
    }
    found.map(|id| Anchor { tokens: (verb, verb + 1), target: Target::Event(id), head: false, synonym: false })
}

/// The word of change that `time` is told of.
pub fn change(scene: &Scene, time: &Time, sentence: &Sentence) -> Option<ChangeTie> {
    let bounds = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    let lead = lead(scene, time, bounds.0);
    if time.possessive {
        return None;
    }
    let noun = scene
        .cues_in((bounds.0.max(lead.saturating_sub(REACH)), lead.max(bounds.0)))
        .iter()
        .find(|tie| tie.cue.noun && subject::end_of_noun(scene, tie.tokens) == lead);
    if let Some(&noun) = noun {
        return Some(noun);
    }
    change_of(scene, verb_of(scene, time, lead, bounds)?, bounds)
}

/// The word of change that the verb is or belongs to.
pub fn change_of(scene: &Scene, verb: usize, bounds: (usize, usize)) -> Option<ChangeTie> {
    if let Some(tie) = office_noun(scene, verb, bounds.0) {
        return Some(tie);
    }
    let covers = |tie: &&ChangeTie| !tie.cue.noun && tie.tokens.0 <= verb && verb < tie.tokens.1;
    let tie = scene.cues_in((verb.saturating_sub(4), bounds.1.min(verb + 1))).iter().find(covers)?;
    Some(*tie)
}

/// Whether the verb tells of a beginning of its own subject: in the passive, as a participle, or without an object before the time.
pub fn is_of_subject(scene: &Scene, tie: ChangeTie, time: &Time, sentence: &Sentence) -> bool {
    let first = sentence.tokens.0 as usize;
    let before = tie.tokens.0.checked_sub(1).filter(|&before| before >= first);
    let passive = before.is_none_or(|before| {
        let word = scene.lower(before);
        let word = match scene.words.adverbs.contains(word.as_ref()) && before > first {
            true => scene.lower(before - 1),
            false => word,
        };
        word == "," || scene.words.copulas.contains(word.as_ref())
    });
    // "launched last year its first ferry": the object follows.
    let next = scene.lower(time.tokens.1);
    let object = time.tokens.1 < sentence.tokens.1 as usize
        && scene.case.document.tokens[time.tokens.1].kind == TokenKind::Word
        && (scene.words.determiners.contains(next.as_ref()) || !scene.is_small(time.tokens.1));
    passive || (!object && lead(scene, time, first) <= tie.tokens.1)
}

/// "Her governorship began": the noun of an office as the subject of its beginning or end.
fn office_noun(scene: &Scene, verb: usize, first: usize) -> Option<ChangeTie> {
    let noun = verb.checked_sub(1).filter(|&noun| noun >= first)?;
    let word = scene.lower(noun);
    let ending = scene.words.office_ending.as_str();
    let is_office =
        scene.words.office_nouns.contains(word.as_ref()) || (word.len() > ending.len() + 3 && word.ends_with(ending));
    let change = match happening(scene, verb).filter(|_| is_office)? {
        Part::Start => Change::TookOffice,
        Part::End => Change::LeftOffice,
        Part::Whole => return None,
    };
    Some(ChangeTie { cue: Cue { change, noun: true }, tokens: (noun, noun + 1) })
}

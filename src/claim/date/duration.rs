//! Claims of kind duration: how long something recorded has lasted, or how long ago it was.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::claim::date::attach::{self, Part, Tie};
use crate::claim::date::compare::Days;
use crate::claim::date::expression::{Time, When};
use crate::claim::date::index::Target;
use crate::claim::date::interval::{self, Interval};
use crate::claim::date::office;
use crate::claim::date::record::{self, Record};
use crate::claim::date::scene::{Anchor, Scene};
use crate::claim::date::subject::{self, Subject};
use crate::claim::date::told::{Bound, changed, is_asserted_at, is_quoted, told_of};
use crate::claim::{ClaimKind, Evidence, Judgement, Reading, Reason, Verdict};
use crate::diagnostic::Confidence;
use crate::document::Sentence;
use crate::facts::{EntityId, EntityKind};
use crate::lexicon::times::Change;
use crate::mention::Tenure;
use crate::quantity::{Dimension, Hedge, Number, Quantity};

/// Seconds of a day: the base unit of durations is the second.
const DAY: i64 = 86_400;

/// How the stated length is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sense {
    /// "for six years".
    Length,
    /// "six years ago": the difference of the calendar years counts as well.
    Ago,
    /// "the five-year anniversary".
    Anniversary,
}

/// A length with what it is told of.
struct Told {
    sense: Sense,
    key: String,
    place: crate::facts::Place,
    index: usize,
    entry: usize,
    label: String,
    from: Days,
    to: Days,
    confidence: Confidence,
}

/// Appends a judgement for every length of time in the sentence that is told of something recorded.
pub fn judge(scene: &Scene, sentence: &Sentence, judgements: &mut Vec<Judgement>) {
    let quantities = &scene.case.mentions.quantities;
    let first = quantities.partition_point(|quantity| quantity.span.end() <= sentence.span.start());
    let here = quantities[first..].iter().take_while(|quantity| quantity.span.start() < sentence.span.end());
    for (offset, quantity) in here.enumerate() {
        if !is_length(scene, quantity) {
            continue;
        }
        let document = scene.case.document;
        let tokens =
            (document.token_at(quantity.span.start()), document.token_at(quantity.span.end().saturating_sub(1)) + 1);
        judgements.extend(
            told(scene, sentence, tokens)
                .and_then(|told| judgement(scene, sentence, quantity, (first + offset, tokens), told)),
        );
    }
}

fn is_length(scene: &Scene, quantity: &Quantity) -> bool {
    matches!(&quantity.unit.dimension, Dimension::Measured(name) if *name == scene.words.lengths.dimension)
        && matches!(quantity.number, Number::Point(_) | Number::Range(..))
        && quantity.per.is_none()
}

/// What the length at `tokens` is told of.
fn told(scene: &Scene, sentence: &Sentence, tokens: (usize, usize)) -> Option<Told> {
    let words = &scene.words.lengths;
    let after = scene.lower(tokens.1);
    if words.ago.contains(after.as_ref()) {
        return ago(scene, sentence, tokens);
    }
    if words.anniversary.contains(after.as_ref()) {
        return anniversary(scene, tokens);
    }
    if words.office.contains(after.as_ref()) {
        return as_office(scene, sentence, tokens);
    }
    if words.since.contains(after.as_ref()) {
        return since(scene, sentence, tokens);
    }
    if let Some(interval) = interval::of(scene, sentence, tokens) {
        let Interval { record, from, to, confidence } = interval;
        return Some(Told { from, ..told_since(&record, to, Sense::Length, confidence) });
    }
    of_title(scene, sentence, tokens)
        .or_else(|| between_dates(scene, sentence, tokens))
        .or_else(|| attributive(scene, tokens))
        .or_else(|| of_verb(scene, sentence, tokens))
}

/// "died two years ago", "the collapse happened two years ago".
fn ago(scene: &Scene, sentence: &Sentence, tokens: (usize, usize)) -> Option<Told> {
    let today = today(scene)?;
    // It stands where a date could: the same ties hold.
    let when = When::Between(today.first, today.last);
    let time =
        Time { tokens: (tokens.0, tokens.1 + 1), span: scene.span(tokens), when, mention: None, possessive: false };
    let bound: Bound = match attach::event(scene, &time, sentence) {
        Some(tie) => told_of(scene, &time, sentence, tie),
        None => attach::change(scene, &time, sentence).and_then(|tie| changed(scene, &time, sentence, tie)),
    }?;
    let [record] = &bound.records[..] else { return None };
    Some(told_since(record, today, Sense::Ago, bound.confidence))
}

/// "the five-year anniversary of Challenge.gov".
fn anniversary(scene: &Scene, tokens: (usize, usize)) -> Option<Told> {
    let today = today(scene)?;
    let of = tokens.1 + 1;
    if scene.case.lexicon.claims.of != scene.lower(of) {
        return None;
    }
    let name = subject::starting_at(scene, of + 1)?;
    let id = name.entity()?;
    let entity = scene.case.facts.entity(id);
    let record = match entity.kind {
        EntityKind::Organization => record::life(entity, id.0 as usize, false),
        EntityKind::Event => record::event(entity, id.0 as usize, Part::Start),
        _ => None,
    }?;
    Some(told_since(&record, today, Sense::Anniversary, Confidence::High))
}

fn told_since(record: &Record, to: Days, sense: Sense, confidence: Confidence) -> Told {
    Told {
        sense,
        key: record.key.clone(),
        place: record.place,
        index: record.index,
        entry: record.entry,
        label: record.label.clone(),
        from: record.days,
        to,
        confidence,
    }
}

/// "In eight years as governor she …".
fn as_office(scene: &Scene, sentence: &Sentence, tokens: (usize, usize)) -> Option<Told> {
    let person = person_of(scene, sentence, tokens.1)?;
    in_office(scene, sentence, person, tokens.1, true)
}

/// "Grace Okello, chief executive for the past seven years,": the title right before.
fn after_title(scene: &Scene, sentence: &Sentence, tokens: (usize, usize)) -> Option<Told> {
    let document = scene.case.document;
    let (length, ()) = scene.words.lengths.before.ending(&document.prose, &document.tokens, tokens.0)?;
    let before = document.tokens.get(tokens.0.checked_sub(length + 1)?)?.span;
    let titles = &scene.case.mentions.titles;
    let next = titles.partition_point(|title| title.span.start() < before.end());
    let title = titles[..next].last().filter(|title| title.span.end() == before.end())?;
    let person = title.person.filter(|_| title.asserted && matches!(title.tenure, Tenure::Current | Tenure::Former))?;
    let person = Subject { entity: person, confidence: Confidence::High };
    in_office(scene, sentence, person, document.token_at(before.start()), title.tenure == Tenure::Current)
}

/// "Her apprentice of six years, Yara Santos": the title right before, the name right after.
fn of_title(scene: &Scene, sentence: &Sentence, tokens: (usize, usize)) -> Option<Told> {
    if let Some(told) = after_title(scene, sentence, tokens) {
        return Some(told);
    }
    let of = tokens.0.checked_sub(1).filter(|&of| scene.case.lexicon.claims.of == scene.lower(of))?;
    let head = of.checked_sub(1)?;
    let comma = usize::from(scene.is(tokens.1, ','));
    let name = subject::starting_at(scene, tokens.1 + comma)?;
    let person = subject::named(scene, name, EntityKind::Person)?;
    let noun = scene.lower(head);
    let entity = scene.case.facts.entity(person.entity);
    let has_title = entity.titles.iter().any(|title| title.title.value.to_lowercase().ends_with(noun.as_ref()));
    has_title.then(|| in_office(scene, sentence, person, head, true)).flatten()
}

/// "During 38 days, from 4 February to 13 March": the two days are those of a recorded event.
fn between_dates(scene: &Scene, sentence: &Sentence, tokens: (usize, usize)) -> Option<Told> {
    let bounds = attach::around(tokens, sentence);
    let clause = scene.clause(tokens.0);
    let preposition = |time: &Time, set: &crate::lexicon::Set| {
        time.tokens.0.checked_sub(1).is_some_and(|before| set.contains(scene.lower(before).as_ref()))
    };
    let times = scene.times_in(bounds).windows(2);
    let (start, end) = times.map(|pair| (pair[0], pair[1])).find(|(start, end)| {
        scene.clause(start.tokens.0) == clause
            && preposition(start, &scene.words.since)
            && preposition(end, &scene.words.until)
            && start.is_day()
            && end.is_day()
    })?;
    let id = scene.case.index.moments.lasting(calendar_day(start.when)?, calendar_day(end.when)?)?;
    of_event(scene, id, Confidence::Medium)
}

/// Month and day, whatever the year.
fn calendar_day(when: When) -> Option<(i8, i8)> {
    match when {
        When::Between(first, _) => Some((first.month(), first.day())),
        When::OfSomeYear { month, day } => Some((month, day?)),
        When::Weekday(_) => None,
    }
}

/// "the four-week trial".
fn attributive(scene: &Scene, tokens: (usize, usize)) -> Option<Told> {
    let hyphenated = (tokens.0..tokens.1).any(|at| scene.is(at, '-') || scene.is(at, '‑'));
    let anchor = scene.anchors_in((tokens.1, tokens.1 + 1)).first().filter(|_| hyphenated)?;
    let Target::Event(id) = anchor.target else { return None };
    of_event(scene, id, Confidence::High)
}

/// "has persisted for nearly a year", "lasted four weeks", "had represented the constituency for almost 20 years".
fn of_verb(scene: &Scene, sentence: &Sentence, tokens: (usize, usize)) -> Option<Told> {
    let document = scene.case.document;
    let bounds = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    let before = scene.words.lengths.before.ending(&document.prose, &document.tokens, tokens.0);
    let lead = before.map_or(tokens.0, |(length, ())| tokens.0.saturating_sub(length)).max(bounds.0);
    let clause = scene.clause(tokens.0);
    let verb = (bounds.0.max(lead.saturating_sub(attach::REACH))..lead)
        .rev()
        .find(|&at| scene.clause(at) == clause && scene.is_verb(at))?;
    let lasting = (verb.saturating_sub(1)..=verb).find_map(|at| {
        let (length, ()) = scene.words.lengths.lasting.starting(&document.prose, &document.tokens, at)?;
        (at + length > verb).then_some(at + length)
    });
    if lasting.is_some_and(|end| end >= lead)
        && let Some(id) = event_before(scene, verb, bounds).or_else(|| event_of(scene, verb, lead, bounds))
    {
        return of_event(scene, id, Confidence::High);
    }
    before?;
    if let Some(told) = since_fact(scene, sentence, tokens, verb) {
        return Some(told);
    }
    let cues = scene.cues_in((verb.saturating_sub(1), verb + 1));
    let tie = cues.iter().find(|tie| tie.cue.change == Change::HeldOffice && tie.tokens.0 == verb)?;
    let person = subject::of_verb(scene, tie.tokens.0, tokens.1, sentence, EntityKind::Person)
        .or_else(|| joined_subject(scene, verb, bounds))?;
    let group: Vec<usize> =
        (verb.saturating_sub(3).max(bounds.0)..verb).filter(|&at| scene.clause(at) == clause).collect();
    if group.iter().any(|&at| scene.words.modals.contains(scene.lower(at).as_ref())) {
        return None;
    }
    let perfect = group.iter().any(|&at| scene.words.lengths.perfect.contains(scene.lower(at).as_ref()));
    in_office(scene, sentence, person, verb, perfect)
}

/// "has directed the program for nine years": since the day that a dated fact of those words is recorded for.
fn since_fact(scene: &Scene, sentence: &Sentence, tokens: (usize, usize), verb: usize) -> Option<Told> {
    let has = verb.checked_sub(1).filter(|&at| at >= sentence.tokens.0 as usize)?;
    let perfect =
        (has.saturating_sub(2)..=verb).any(|at| scene.words.lengths.present_perfect.contains(scene.lower(at).as_ref()));
    let anchors = scene.anchors_in((has.saturating_sub(2), verb + 1));
    let anchor = anchors.iter().rev().find(|anchor| (anchor.tokens.0..anchor.tokens.1).contains(&verb))?;
    let fact = matches!(anchor.target, Target::Fact(_));
    let record = bound_to(scene, sentence, tokens, *anchor).filter(|_| fact && perfect)?;
    Some(told_since(&record.0, today(scene)?, Sense::Length, record.1))
}

/// "in the nine years since she took over the program".
fn since(scene: &Scene, sentence: &Sentence, tokens: (usize, usize)) -> Option<Told> {
    let from = tokens.1 + 1;
    let end = (sentence.tokens.1 as usize).min(from + attach::REACH / 2);
    let anchor = scene.anchors_in((from, end)).first().copied()?;
    let plain = (from..anchor.tokens.0).all(|at| !scene.is_verb(at) && !scene.is(at, ','));
    let common = scene.is_common_noun(&anchor);
    let (record, sure) = bound_to(scene, sentence, tokens, anchor).filter(|_| plain)?;
    let sure = if common { Confidence::Medium } else { sure };
    Some(told_since(&record, today(scene)?, Sense::Length, sure))
}

/// The one record that an anchor stands for, as if a time stood in the place of `tokens`.
fn bound_to(
    scene: &Scene,
    sentence: &Sentence,
    tokens: (usize, usize),
    anchor: Anchor,
) -> Option<(Record, Confidence)> {
    let now = today(scene)?;
    let when = When::Between(now.first, now.last);
    let time = Time { tokens, span: scene.span(tokens), when, mention: None, possessive: false };
    let bound = told_of(scene, &time, sentence, Tie { anchor, part: Part::End })?;
    match &bound.records[..] {
        [record] => Some((record.clone(), bound.confidence)),
        _ => None,
    }
}

/// "Yara Santos, who is 29 and was her apprentice": the subject of the verb before "and".
fn joined_subject(scene: &Scene, verb: usize, bounds: (usize, usize)) -> Option<Subject> {
    let joint =
        verb.checked_sub(1).filter(|&at| at >= bounds.0 && scene.words.joining.contains(scene.lower(at).as_ref()))?;
    let relative = (bounds.0..joint)
        .rev()
        .take(attach::REACH)
        .find(|&at| scene.words.relatives.contains(scene.lower(at).as_ref()))?;
    let comma = usize::from(relative > 0 && scene.is(relative - 1, ','));
    subject::named(scene, subject::ending_at(scene, relative - comma)?, EntityKind::Person)
}

/// The event right before the verb's group.
fn event_before(scene: &Scene, verb: usize, bounds: (usize, usize)) -> Option<EntityId> {
    let mut start = verb;
    while start > bounds.0
        && (scene.words.auxiliaries.contains(scene.lower(start - 1).as_ref())
            || scene.words.adverbs.contains(scene.lower(start - 1).as_ref()))
    {
        start -= 1;
    }
    let start = match scene.words.relatives.contains(scene.lower(start.wrapping_sub(1)).as_ref()) {
        true => start - 1 - usize::from(start >= 2 && scene.is(start - 2, ',')),
        false => start,
    };
    let anchor = scene
        .anchors_in((bounds.0.max(start.saturating_sub(attach::REACH)), start.max(bounds.0)))
        .iter()
        .find(|anchor| anchor.tokens.1 == start)?;
    match anchor.target {
        Target::Event(id) => Some(id),
        Target::Fact(_) => None,
    }
}

/// The event that is the subject of the verb, farther before it, or of the verb that "and" joins it to.
fn event_of(scene: &Scene, verb: usize, lead: usize, bounds: (usize, usize)) -> Option<EntityId> {
    let joint =
        verb.checked_sub(1).filter(|&at| at >= bounds.0 && scene.words.joining.contains(scene.lower(at).as_ref()));
    let verb = match joint {
        Some(joint) => {
            let clause = scene.clause(joint.checked_sub(1)?);
            let mut before = (bounds.0.max(joint.saturating_sub(attach::REACH))..joint).rev();
            before.find(|&at| scene.clause(at) == clause && scene.is_verb(at))?
        }
        None => verb,
    };
    let anchor = attach::argument(scene, verb, lead, bounds).filter(|anchor| anchor.tokens.1 <= verb)?;
    match anchor.target {
        Target::Event(id) => Some(id),
        Target::Fact(_) => None,
    }
}

fn of_event(scene: &Scene, id: EntityId, confidence: Confidence) -> Option<Told> {
    let entity = scene.case.facts.entities.get(id.0 as usize)?;
    let record = record::event(entity, id.0 as usize, Part::Start)?;
    let end = entity.end.as_ref().map(|end| Days::of(end.value)).filter(|end| end.first != record.days.first);
    let to = match (end, &entity.end) {
        (Some(end), _) => end,
        // One day: it has no length worth judging.
        (None, Some(_)) => return None,
        (None, None) => today(scene)?,
    };
    let label = entity.name.value.clone();
    Some(Told { label, ..told_since(&record, to, Sense::Length, confidence) })
}

/// The length of an office; `to_date` says that it may last.
fn in_office(scene: &Scene, sentence: &Sentence, person: Subject, at: usize, to_date: bool) -> Option<Told> {
    let entity = scene.case.facts.entity(person.entity);
    let offices = office::meant(scene, person.entity, at, sentence, false);
    let [entry] = offices.entries[..] else {
        let document = scene.case.document;
        let any =
            (at..at + 3).any(|at| scene.words.in_office.starting(&document.prose, &document.tokens, at).is_some());
        let entry = office::only_valid(scene, entity).filter(|_| any && offices.entries.is_empty())?;
        return of_office(scene, person, entry, to_date);
    };
    of_office(scene, person, entry, to_date)
}

fn of_office(scene: &Scene, person: Subject, entry: usize, to_date: bool) -> Option<Told> {
    let entity = scene.case.facts.entity(person.entity);
    let record = record::office(entity, person.entity.0 as usize, entry, false)?;
    let ended = record::office(entity, person.entity.0 as usize, entry, true);
    let to = match ended {
        Some(ended) if today(scene).is_none_or(|today| ended.days.first <= today.last) => ended.days,
        _ if to_date => today(scene)?,
        _ => return None,
    };
    let title = entity.titles.get(entry).map_or("", |title| title.title.value.as_str());
    let label = format!("{} (as {title})", entity.name.value);
    Some(Told { label, ..told_since(&record, to, Sense::Length, person.confidence) })
}

/// The one person of the sentence, else whom its pronoun means.
fn person_of(scene: &Scene, sentence: &Sentence, at: usize) -> Option<Subject> {
    let bounds = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    match subject::named_in(scene, bounds, EntityKind::Person)[..] {
        [entity] => Some(Subject { entity, confidence: Confidence::High }),
        [] => {
            let near = at.saturating_sub(attach::REACH).max(bounds.0)..bounds.1.min(at + attach::REACH);
            let pronoun =
                near.into_iter().find(|&at| scene.words.pronouns_of_persons.contains(scene.lower(at).as_ref()))?;
            subject::pronoun(scene, pronoun, EntityKind::Person)
        }
        _ => None,
    }
}

fn today(scene: &Scene) -> Option<Days> {
    scene.case.date.map(|(date, _)| Days::of(date))
}

fn judgement(
    scene: &Scene,
    sentence: &Sentence,
    quantity: &Quantity,
    place: (usize, (usize, usize)),
    told: Told,
) -> Option<Judgement> {
    let (mention, tokens) = place;
    let elapsed = elapsed(told.from, told.to)?;
    // An anniversary unsettles a date beside it, not its own number.
    let asserted = told.sense == Sense::Anniversary || is_asserted_at(scene, tokens, sentence);
    let verdict = match holds(quantity, &told, elapsed) {
        true => Verdict::Supported,
        false if asserted => Verdict::Refuted,
        false => Verdict::NotEnoughInfo(Reason::NotAsserted),
    };
    let recorded = format!("{} ({} to {})", in_words(elapsed), shown(told.from), shown(told.to));
    Some(Judgement {
        kind: ClaimKind::Duration,
        span: quantity.span,
        mention,
        asserted,
        quoted: is_quoted(scene.case, quantity.span),
        confidence: told.confidence,
        verdict,
        evidence: Some(Evidence { key: told.key, place: told.place, index: told.index, entry: told.entry }),
        reading: Reading { label: told.label, recorded: Some(recorded), ..Reading::default() },
    })
}

/// The fewest and the most days that can have passed.
fn elapsed(from: Days, to: Days) -> Option<(i64, i64)> {
    let days = |a: Date, b: Date| a.until(b).ok().map(|span| i64::from(span.get_days()));
    let longest = days(from.first, to.last)?;
    (longest >= 0).then_some((days(from.last, to.first)?.max(0), longest))
}

/// Whether the length stated can be one of those that have passed.
fn holds(quantity: &Quantity, told: &Told, elapsed: (i64, i64)) -> bool {
    let unit = quantity.unit.factor / Decimal::from(DAY);
    let (low, high) = match quantity.number {
        Number::Point(value) => meaning(value, quantity.hedge),
        Number::Range(low, high) => (low - Decimal::new(5, 1), Some(high + Decimal::ONE)),
        _ => return true,
    };
    // Both ends of a stretch of days count or do not; and a record of months leaves its days open.
    let (shortest, longest) = (Decimal::from(elapsed.0), Decimal::from(elapsed.1 + 1));
    let inside = longest > low * unit && high.is_none_or(|high| shortest < high * unit);
    let difference = Decimal::from(i64::from(told.to.first.year()) - i64::from(told.from.first.year()));
    let years = unit > Decimal::from(360);
    let calendar = years && quantity.hedge == Hedge::None && quantity.number == Number::Point(difference);
    match told.sense {
        Sense::Length => inside,
        Sense::Ago => inside || calendar,
        Sense::Anniversary => inside || calendar,
    }
}

/// The lengths, in the stated unit, for which a number may stand: from the first up to, not including, the second.
fn meaning(value: Decimal, hedge: Hedge) -> (Decimal, Option<Decimal>) {
    let half = Decimal::new(5, 1);
    let tenth = value / Decimal::TEN;
    // "nearly a year" is the last tenth of it; of a few, people allow half of one.
    let near = if value <= Decimal::ONE { tenth } else { tenth.max(half) };
    match hedge {
        Hedge::None => (value - half, Some(value + Decimal::ONE)),
        Hedge::Nearly => (value - near, Some(value)),
        Hedge::MoreThan | Hedge::AtLeast => (value, None),
        Hedge::JustOver | Hedge::Odd => (value, Some(value + near + near)),
        Hedge::LessThan => (Decimal::ZERO, Some(value)),
        Hedge::AtMost | Hedge::UpTo => (Decimal::ZERO, Some(value + half)),
        Hedge::About => (value - near.max(half), Some(value + near.max(Decimal::ONE))),
    }
}

/// A length for messages: in years from two years on, else in days.
fn in_words((shortest, longest): (i64, i64)) -> String {
    let years = |days: i64| (Decimal::from(days) / Decimal::new(36525, 2)).round_dp(1).normalize();
    let range = |low: String, high: String, unit: &str| {
        if low == high { format!("{low} {unit}") } else { format!("{low} to {high} {unit}") }
    };
    if longest >= 731 {
        range(years(shortest).to_string(), years(longest).to_string(), "years")
    } else {
        range(shortest.to_string(), longest.to_string(), "days")
    }
}

/// A day, or a stretch of days, as messages show it.
fn shown(days: Days) -> String {
    if days.first == days.last {
        return days.first.to_string();
    }
    let month = days.first.first_of_month() == days.first && days.last.last_of_month() == days.last;
    match month {
        true if days.first.month() == days.last.month() => days.first.strftime("%Y-%m").to_string(),
        true => days.first.year().to_string(),
        false => format!("{}–{}", days.first, days.last),
    }
}

//! Claims of kind age: how old a draft says that a recorded person is or was.

use jiff::civil::Date;

use crate::calendar::PartialDate;
use crate::claim::date::attach;
use crate::claim::date::compare::Days;
use crate::claim::date::expression::When;
use crate::claim::date::interval;
use crate::claim::date::scene::Scene;
use crate::claim::date::subject::{self, Subject};
use crate::claim::date::told::{is_asserted_at, is_quoted};
use crate::claim::{ClaimKind, Evidence, Judgement, Reading, Reason, Verdict};
use crate::diagnostic::Confidence;
use crate::document::Sentence;
use crate::facts::{Entity, EntityKind};
use crate::lexicon::times::Change;
use crate::mention::NameMention;
use crate::span::Span;

/// Ages that a bare number after a name can mean: below, it may as well be a place, a score or a number of a shirt.
const APPOSED: std::ops::RangeInclusive<i16> = 14..=115;

/// How many words may stand between "45-year-old" and the name after it.
const TITLE: usize = 6;

/// What the age is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tense {
    /// In apposition: on the draft's date, or in the year that its clause names, or at the death that the draft tells of.
    Apposed,
    Present,
    Past,
    /// "died at 67".
    AtDeath,
    /// "Lindqvist, then 50,": on the day told of before.
    Then,
    /// "who turned 47 last week": within the year.
    Turning,
}

/// An age in the prose.
struct Age {
    years: i16,
    /// Tokens that state it.
    tokens: (usize, usize),
    person: Subject,
    tense: Tense,
}

/// Appends a judgement for every age of a recorded person in the sentence.
pub fn judge(scene: &Scene, sentence: &Sentence, judgements: &mut Vec<Judgement>) {
    let (first, last) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    for token in first..last {
        let Some(years) = number(scene, token) else { continue };
        let found = year_old(scene, sentence, token, years)
            .or_else(|| apposed(scene, token, years, last))
            .or_else(|| introduced(scene, sentence, token, years))
            .or_else(|| predicated(scene, sentence, token, years))
            .or_else(|| turned(scene, sentence, token, years));
        judgements.extend(found.and_then(|age| judgement(scene, sentence, &age)));
    }
}

/// A whole number of years, in figures or in one word.
fn number(scene: &Scene, token: usize) -> Option<i16> {
    let own = scene.case.document.tokens.get(token)?;
    if own.is_number() {
        let text = own.text(&scene.case.document.prose);
        return text.parse().ok().filter(|years| (1..=125).contains(years) && text.len() <= 3);
    }
    None
}

fn in_set(scene: &Scene, token: usize, set: &crate::lexicon::Set) -> bool {
    set.contains(scene.lower(token).as_ref())
}

/// "a 44-year-old GP", "45-year-old Marko Djuric", "who is 17 years and 203 days old".
fn year_old(scene: &Scene, sentence: &Sentence, token: usize, years: i16) -> Option<Age> {
    let words = &scene.words.ages;
    let hyphen = |at: usize| scene.is(at, '-') || scene.is(at, '‑') || scene.is(at, '–');
    let (first, last) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    if !(hyphen(token + 1)
        && in_set(scene, token + 2, &words.unit)
        && hyphen(token + 3)
        && in_set(scene, token + 4, &words.old))
    {
        return None;
    }
    let tokens = (token, token + 5);
    let age = |person, tense| Some(Age { years, tokens, person, tense });
    // A name after it, with a title or nothing between.
    for at in tokens.1..last.min(tokens.1 + TITLE) {
        if let Some(name) = scene.name_at(at) {
            if scene.case.document.token_at(name.span.start()) != at {
                break;
            }
            match subject::named(scene, name, EntityKind::Person) {
                Some(person) if !is_determined(scene, token) => return age(person, Tense::Apposed),
                // "the 62-year-old Brandt was", and not "the 62-year-old Brandt supporter".
                Some(person) if at == tokens.1 && is_definite(scene, token) && is_whole(scene, name, last) => {
                    return age(person, Tense::Apposed);
                }
                _ => {}
            }
            continue;
        }
        if !scene.case.document.tokens[at].is_word() || scene.is_verb(at) || scene.is_small(at) {
            break;
        }
    }
    // A name before it: "Imogen Farrant, a 44-year-old GP".
    let article = token
        .checked_sub(1)
        .filter(|&before| before > first && is_determined(scene, token) && scene.is(before - 1, ','))?;
    let name = subject::ending_at(scene, article - 1)?;
    age(subject::named(scene, name, EntityKind::Person)?, Tense::Apposed)
}

fn is_definite(scene: &Scene, token: usize) -> bool {
    token > 0 && scene.case.lexicon.calendar.the.iter().any(|the| *the == scene.lower(token - 1))
}

/// Whether no noun follows the name.
fn is_whole(scene: &Scene, name: &NameMention, last: usize) -> bool {
    let next = scene.case.document.token_at(name.span.end().saturating_sub(1)) + 1;
    next >= last || scene.is_verb(next) || scene.is_small(next) || !scene.case.document.tokens[next].is_word()
}

fn is_determined(scene: &Scene, token: usize) -> bool {
    token > 0 && in_set(scene, token - 1, &scene.words.determiners)
}

/// "Stroud, 63," and "Vasaric (46)".
fn apposed(scene: &Scene, token: usize, years: i16, last: usize) -> Option<Age> {
    let then = in_set(scene, token.checked_sub(1)?, &scene.words.ages.so_then);
    let now = in_set(scene, token - 1, &scene.words.ages.now);
    let before = token.checked_sub(if then || now { 2 } else { 1 })?;
    let closes = |mark: char| scene.is(token + 1, mark);
    let apposition = scene.is(before, ',')
        && (token + 1 >= last || [',', '.', ';', ')', '—', '–', '”', '?', '!'].into_iter().any(closes));
    let bracketed = !(then || now) && scene.is(before, '(') && closes(')');
    if !(apposition || bracketed) || !APPOSED.contains(&years) {
        return None;
    }
    let name = subject::ending_at(scene, before)?;
    let person = subject::named(scene, name, EntityKind::Person)?;
    let tense = match (then, now) {
        (true, _) => Tense::Then,
        (_, true) => Tense::Present,
        _ => Tense::Apposed,
    };
    Some(Age { years, tokens: (token, token + 1), person, tense })
}

/// "aged 45", "at the age of 45", "at 45": of the name or the verb before it.
fn introduced(scene: &Scene, sentence: &Sentence, token: usize, years: i16) -> Option<Age> {
    let words = &scene.words.ages;
    let document = scene.case.document;
    let first = sentence.tokens.0 as usize;
    let length = match words.before.ending(&document.prose, &document.tokens, token) {
        Some((length, ())) => length,
        None if token > first && in_set(scene, token - 1, &words.at) => {
            let next = scene.lower(token + 1);
            let pause = scene
                .case
                .document
                .tokens
                .get(token + 1)
                .is_none_or(|next| !next.is_word() && !next.is('%') && !next.is(':'));
            let the = scene.case.lexicon.calendar.the.contains(&next.to_string());
            if !(pause || the) || !APPOSED.contains(&years) {
                return None;
            }
            if token == first + 1 {
                return opening(scene, sentence, token, years);
            }
            1
        }
        None => return None,
    };
    let start = token.checked_sub(length).filter(|&start| start >= first)?;
    if in_set(scene, token + 1, &words.unit)
        && !in_set(scene, token + 2, &words.old)
        && !scene.words.ages.old.contains(scene.lower(token + 2).as_ref())
        && scene.is(token + 1, '-')
    {
        return None;
    }
    let tokens = (token, token + 1);
    // "Marsh, at 16 the youngest man", "Djuric, aged 45,".
    let comma = start.checked_sub(1).filter(|&comma| comma > first && scene.is(comma, ','));
    if let Some(name) =
        comma.and_then(|comma| subject::ending_at(scene, comma)).or_else(|| subject::ending_at(scene, start))
    {
        let person = subject::named(scene, name, EntityKind::Person)?;
        return Some(Age { years, tokens, person, tense: Tense::Apposed });
    }
    // "died in November 2019 at age 67".
    let cues = scene.cues_in((attach::around((start, start), sentence).0, start));
    let death = cues.iter().rev().find(|tie| tie.cue.change == Change::Died && !tie.cue.noun)?;
    if (death.tokens.1..start).any(|at| scene.is_verb(at)) {
        return None;
    }
    let person = subject::of_verb(scene, death.tokens.0, token, sentence, EntityKind::Person)?;
    Some(Age { years, tokens, person, tense: Tense::AtDeath })
}

/// "At 62, Brandt is the oldest of them": of the name after the comma, where a verb of the present follows it.
fn opening(scene: &Scene, sentence: &Sentence, token: usize, years: i16) -> Option<Age> {
    let name = subject::starting_at(scene, token + 2).filter(|_| scene.is(token + 1, ','))?;
    let person = subject::named(scene, name, EntityKind::Person)?;
    let next = scene.case.document.token_at(name.span.end().saturating_sub(1)) + 1;
    let present =
        in_set(scene, next, &scene.words.ages.present) || in_set(scene, next, &scene.words.lengths.present_perfect);
    (next < sentence.tokens.1 as usize && present).then_some(Age {
        years,
        tokens: (token, token + 1),
        person,
        tense: Tense::Present,
    })
}

/// "She is 57", "who is 29", "was 76 when she died".
fn predicated(scene: &Scene, sentence: &Sentence, token: usize, years: i16) -> Option<Age> {
    let words = &scene.words.ages;
    let copula = token.checked_sub(1).filter(|&at| at >= sentence.tokens.0 as usize)?;
    let tense = if in_set(scene, copula, &words.present) {
        Tense::Present
    } else if in_set(scene, copula, &words.past) {
        Tense::Past
    } else {
        return None;
    };
    let mut end = token + 1;
    if in_set(scene, end, &words.unit) {
        // "17 years and 203 days old".
        let old = (end..(end + 6).min(sentence.tokens.1 as usize)).find(|&at| in_set(scene, at, &words.old))?;
        end = old + 1;
    } else {
        let next = scene.case.document.tokens.get(end).filter(|_| end < sentence.tokens.1 as usize);
        let free = next.is_none_or(|next| {
            matches!(next.kind, crate::text::TokenKind::Mark(',' | '.' | ';' | '—' | '–' | '”' | '"' | ')'))
        });
        let joined = in_set(scene, end, &words.when) || in_set(scene, end, &scene.words.joining);
        if !(free || joined) {
            return None;
        }
    }
    let person = subject::of_verb(scene, copula, end, sentence, EntityKind::Person)?;
    Some(Age { years, tokens: (token, end), person, tense })
}

/// "who turned 47 last week", "turns 44 in August".
fn turned(scene: &Scene, sentence: &Sentence, token: usize, years: i16) -> Option<Age> {
    let verb = token.checked_sub(1).filter(|&at| at >= sentence.tokens.0 as usize)?;
    if !in_set(scene, verb, &scene.words.ages.turning) {
        return None;
    }
    let next = scene.case.document.tokens.get(token + 1).filter(|_| token + 1 < sentence.tokens.1 as usize);
    // "turned 47 degrees".
    let free =
        next.is_none_or(|next| matches!(next.kind, crate::text::TokenKind::Mark(',' | '.' | ';' | '—' | '–' | ')')));
    if !free && !scene.is_small(token + 1) && !in_set(scene, token + 1, &scene.words.adverbs) {
        return None;
    }
    let person = subject::of_verb(scene, verb, token + 1, sentence, EntityKind::Person)?;
    Some(Age { years, tokens: (token, token + 1), person, tense: Tense::Turning })
}

/// The days on which the age may be told to hold; none where that is open.
fn references(scene: &Scene, sentence: &Sentence, age: &Age, person: &Entity) -> Vec<Days> {
    let today = scene.case.date.map(|(date, _)| Days::of(date));
    let death = person.ended.as_ref().map(|date| Days::of(date.value));
    let clause = scene.clause(age.tokens.0);
    let bounds = attach::around(age.tokens, sentence);
    // "was 37 when she entered parliament in 1999": the clause that says when.
    let when = in_set(scene, age.tokens.1, &scene.words.ages.when).then(|| scene.clause(age.tokens.1 + 1));
    let here =
        |token: usize| [Some(clause), when.filter(|_| age.tense == Tense::Past)].contains(&Some(scene.clause(token)));
    let told: Vec<Days> = scene
        .times_in(bounds)
        .iter()
        .filter(|time| here(time.tokens.0) && !is_since(scene, time.tokens.0))
        .filter_map(|time| match time.when {
            When::Between(first, last) => Some(Days { first, last }),
            _ => None,
        })
        .filter(|days| today.is_none_or(|today| days.last < today.first))
        .collect();
    let dies = scene.cues_in(bounds).iter().any(|tie| tie.cue.change == Change::Died && !tie.cue.noun);
    let dead = death.filter(|death| today.is_none_or(|today| death.first <= today.last));
    match age.tense {
        Tense::AtDeath => death.into_iter().collect(),
        Tense::Turning if dead.is_some() => Vec::new(),
        Tense::Turning => told.into_iter().chain(today.map(around_a_year)).collect(),
        Tense::Then => interval::days_told_before(scene, sentence, age.tokens).into_iter().chain(told).collect(),
        Tense::Present => today.filter(|_| dead.is_none()).into_iter().collect(),
        Tense::Past if dies => death.into_iter().collect(),
        Tense::Past if !told.is_empty() => told,
        // "She was 88", of one who died within the year.
        Tense::Past => {
            let follows = scene.case.document.tokens.get(age.tokens.1).is_some_and(|next| next.is_word());
            let recent = |death: &Days| {
                today.is_some_and(|today| death.first.until(today.last).is_ok_and(|span| span.get_days() < 366))
            };
            dead.filter(|death| !follows && recent(death)).into_iter().collect()
        }
        Tense::Apposed => told.into_iter().chain(dead).chain(today.filter(|_| dead.is_none())).collect(),
    }
}

/// The year of a day, whole.
fn around_a_year(day: Days) -> Days {
    let year = |year| Days::of(PartialDate { year, month: None, day: None });
    Days { first: year(day.first.year()).first, last: year(day.last.year()).last }
}

/// The lowest and highest age on a day of `on` of somebody born on a day of `born`; `None` before the birth.
fn ages(born: Days, on: Days) -> Option<(i16, i16)> {
    let lowest = whole_years(born.last, on.first);
    let highest = whole_years(born.first, on.last);
    (highest >= 0).then_some((lowest.max(0), highest))
}

/// Whole years from one day to another; negative before.
fn whole_years(from: Date, to: Date) -> i16 {
    let years = to.year().saturating_sub(from.year());
    if (to.month(), to.day()) < (from.month(), from.day()) { years.saturating_sub(1) } else { years }
}

fn judgement(scene: &Scene, sentence: &Sentence, age: &Age) -> Option<Judgement> {
    let case = scene.case;
    let person = case.facts.entity(age.person.entity);
    let born = person.began.as_ref()?;
    let ranges: Vec<(i16, i16)> =
        references(scene, sentence, age, person).into_iter().filter_map(|on| ages(Days::of(born.value), on)).collect();
    // "Lindqvist, 52, has not ruled it out": what is said of the clause is not said of an apposition.
    let asserted = age.tense == Tense::Apposed || is_asserted_at(scene, age.tokens, sentence);
    let elsewhen = match age.tense {
        Tense::Apposed => says_then(scene, age, sentence),
        Tense::Past => follows_a_time(scene, age, sentence),
        Tense::Present | Tense::AtDeath | Tense::Then => false,
        Tense::Turning => says_then(scene, age, sentence),
    };
    // Beside a year it may be the age of that time; it is neither that nor the present one.
    let confidence = match age.tense {
        Tense::Apposed if names_a_past_year(scene, age, sentence) => Confidence::Medium,
        Tense::Then | Tense::Turning => Confidence::Medium,
        _ => Confidence::High,
    };
    let verdict = match ranges[..] {
        [] if case.date.is_none() => Verdict::NotEnoughInfo(Reason::NoDate),
        [] => Verdict::NotEnoughInfo(Reason::OtherPeriod),
        _ if ranges.iter().any(|&(low, high)| (low..=high).contains(&age.years)) => Verdict::Supported,
        _ if elsewhen => Verdict::NotEnoughInfo(Reason::OtherPeriod),
        _ if !asserted => Verdict::NotEnoughInfo(Reason::NotAsserted),
        _ => Verdict::Refuted,
    };
    let span = scene.span(age.tokens);
    let shown = ranges.last().map(|&(low, high)| match low == high {
        true => format!("{low} (born {})", born.value),
        false => format!("{low} or {high} (born {})", born.value),
    });
    Some(Judgement {
        kind: ClaimKind::Age,
        span,
        mention: quantity_at(scene, span),
        asserted,
        quoted: is_quoted(case, span),
        confidence: age.person.confidence.min(confidence),
        verdict,
        evidence: Some(Evidence {
            key: person.key(),
            place: born.place,
            index: age.person.entity.0 as usize,
            entry: 0,
        }),
        reading: Reading { label: format!("{} (age)", person.name.value), recorded: shown, ..Reading::default() },
    })
}

/// Whether the age’s clause names a year before the draft’s, other than that of a death.
fn names_a_past_year(scene: &Scene, age: &Age, sentence: &Sentence) -> bool {
    let Some((today, _)) = scene.case.date else { return false };
    let document = scene.case.document;
    let (first, last) = attach::around(age.tokens, sentence);
    let dies = scene.cues_in((first, last)).iter().any(|tie| tie.cue.change == Change::Died);
    let clause = scene.clause(age.tokens.0);
    let past = |at: usize| document.tokens[at].year(&document.prose).is_some_and(|year| year < today.year);
    !dies && (first..last).any(|at| scene.clause(at) == clause && past(at) && !is_since(scene, at))
}

/// "since March 2022": the time reaches to the present, which is when the age holds.
fn is_since(scene: &Scene, time: usize) -> bool {
    (time.saturating_sub(2)..time).any(|at| in_set(scene, at, &scene.words.since))
}

/// Whether the age’s clause says "then": it may be an age of that time.
fn says_then(scene: &Scene, age: &Age, sentence: &Sentence) -> bool {
    let (first, last) = attach::around(age.tokens, sentence);
    let clause = scene.clause(age.tokens.0);
    (first..last).any(|at| scene.clause(at) == clause && in_set(scene, at, &scene.words.ages.then))
}

/// "until she was 85": the words before the verb set another time.
fn follows_a_time(scene: &Scene, age: &Age, sentence: &Sentence) -> bool {
    let first = age.tokens.0.saturating_sub(5).max(sentence.tokens.0 as usize);
    (first..age.tokens.0).any(|at| scene.words.ages.then.contains(scene.lower(at).as_ref()))
}

/// The quantity that the age is, where the finder of quantities found it too.
fn quantity_at(scene: &Scene, span: Span) -> usize {
    scene.case.mentions.quantity_over(span).unwrap_or(usize::MAX)
}

//! Claims of kind statement: sentences that say, or deny, what is recorded in words.

mod reading;
mod subject;
pub mod wordings;

use crate::claim::{Case, ClaimKind, Evidence, Judgement, Reading, Reason, Verdict};
use crate::diagnostic::Confidence;
use crate::document::BlockKind;
use crate::facts::{Reference, StatementFact};
use crate::span::Span;

use reading::{Unit, matched, units};
use subject::{Place, Standing};
use wordings::Wording;

/// A wording that stands in a sentence.
struct Hit<'a> {
    wording: &'a Wording,
    /// Whether the sentence bears the statement out.
    states: bool,
    span: Span,
    /// Whether the sentence says that it is so, and of the subject; how surely.
    confidence: Option<Confidence>,
}

/// Appends a judgement for every recorded wording that the draft has of its subject.
pub fn judge(case: &Case, judgements: &mut Vec<Judgement>) {
    if case.index.statements.is_empty() {
        return;
    }
    for sentence in &case.document.sentences {
        let units = units(case, sentence);
        let place = Place { case, sentence, units: &units };
        let hits = hits(&place);
        for hit in &hits {
            let Some(confidence) = hit.confidence else { continue };
            let stated = |other: &Hit| other.wording.fact == hit.wording.fact && other.states;
            // A sentence that states the fact does not deny it as well.
            if !hit.states && hits.iter().any(|other| stated(other) && other.confidence.is_some()) {
                continue;
            }
            judgements.push(judgement(case, hit, confidence));
        }
    }
}

/// The wordings in a sentence, each fact's longest of each kind.
fn hits<'a>(place: &Place<'a>) -> Vec<Hit<'a>> {
    let mut hits: Vec<Hit> = Vec::new();
    for (at, unit) in place.units.iter().enumerate() {
        let Some(key) = unit.key else { continue };
        for wording in place.case.index.statements.anchored(key) {
            let fact = &place.case.facts.statements[wording.fact];
            if !in_force(place.case, fact) {
                continue;
            }
            let Some(places) = matched(place.units, at, wording) else { continue };
            let hit = hit(place, wording, &places);
            let confidence = hit.confidence;
            let same = |other: &&mut Hit| {
                other.wording.fact == wording.fact && other.states == hit.states && other.span.overlaps(hit.span)
            };
            match hits.iter_mut().find(same) {
                Some(other) if (other.confidence, other.span.len()) >= (confidence, hit.span.len()) => {}
                Some(other) => *other = hit,
                None => hits.push(hit),
            }
        }
    }
    hits
}

fn hit<'a>(place: &Place<'a>, wording: &'a Wording, places: &[usize]) -> Hit<'a> {
    let span = span(place, places);
    match wording.accepts.then(|| denied_outright(place, wording, places)).flatten() {
        Some((confidence, from)) => Hit { wording, states: false, span: from.to(span), confidence: Some(confidence) },
        None => Hit { wording, states: wording.accepts, span, confidence: weigh(place, wording, places) },
    }
}

/// "has not raised the fares" where it is recorded that they were raised: the denial stands among the verb's helpers, and nothing else
/// limits what is said. With the first of the helpers.
fn denied_outright(place: &Place, wording: &Wording, places: &[usize]) -> Option<(Confidence, Span)> {
    let lexicon = &place.case.lexicon.statements;
    if wording.words.len() < 2 || wording.words.iter().any(|word| word.negates) || is_question(place) {
        return None;
    }
    let first = places[0];
    let helps = |unit: &&Unit| lexicon.auxiliaries.contains(&unit.form) || lexicon.flips.contains(&unit.form);
    let group: Vec<&Unit> = place.units[..first].iter().rev().take_while(helps).collect();
    let between: Vec<&Unit> = between(places).map(|at| &place.units[at]).filter(|unit| unit.negates).collect();
    let mut flips = group.iter().chain(&between).filter(|unit| lexicon.flips.contains(&unit.form));
    let flip = flips.next()?;
    // "is not a union of craftsmen alone": said after the negation, and once only.
    let limited = place.units.iter().any(|unit| lexicon.limits.contains(&unit.form));
    let more = place.units.iter().filter(|unit| unit.negates).count() > 1 || flips.next().is_some();
    let helped = place.units[first].token > flip.token || lexicon.auxiliaries.contains(&place.units[first].form);
    let past = group.iter().any(|unit| lexicon.past_helpers.contains(&unit.form));
    let other_time = past && !wording.words[0].form.ends_with(&place.case.lexicon.times.past_ending);
    if limited
        || more
        || !helped
        || other_time
        || is_of_others(place)
        || !is_close_but_denied(place, places)
        || is_doubtful(place, places)
    {
        return None;
    }
    let start = group.last().map_or(place.units[first].token, |unit| unit.token);
    let subject = place.of_subject(wording, start)?;
    let infinitive = group.iter().any(|unit| lexicon.empty_helpers.contains(&unit.form));
    let said = infinitive || form(place, wording, places).is_some();
    let from = place.case.document.tokens[start].span;
    (said && is_all(place, places)).then_some((subject.min(Confidence::Medium), from))
}

/// Whether the sentence is told of another time than the draft's, or is what somebody says.
fn is_of_others(place: &Place) -> bool {
    let document = place.case.document;
    let saying = &place.case.lexicon.quotations.saying;
    let present = place.case.date.map(|(date, _)| date.year);
    let past = |year: i16| present.is_none_or(|present| year < present);
    document.tokens_in(place.sentence.tokens).iter().any(|token| token.year(&document.prose).is_some_and(past))
        || place.units.iter().any(|unit| saying.contains(&unit.form))
}

/// The words matched, with the helping verbs before them.
fn span(place: &Place, places: &[usize]) -> Span {
    let tokens = &place.case.document.tokens;
    let (first, last) = (place.units[places[0]].token, place.units[places[places.len() - 1]].token);
    tokens[place.before_helpers(first)].span.to(tokens[last].span)
}

/// Whether the draft's date lies within the time for which the statement holds.
fn in_force(case: &Case, fact: &StatementFact) -> bool {
    if fact.from.is_none() && fact.until.is_none() {
        return true;
    }
    let Some((date, _)) = case.date else { return false };
    fact.from.is_none_or(|from| from.latest() <= date.earliest())
        && fact.until.is_none_or(|until| date.latest() <= until.earliest())
}

/// Words of a recorded wording that together hardly stand in a draft by chance; articles are not counted.
const VERBATIM: usize = 3;

/// How surely the wording is said, and said of its subject; `None` where it is not.
fn weigh(place: &Place, wording: &Wording, places: &[usize]) -> Option<Confidence> {
    if is_question(place) || is_denied(place, places) {
        return None;
    }
    let standing = place.standing(wording);
    if wording.accepts {
        return (standing < Standing::Absent).then_some(Confidence::High);
    }
    let exact = form(place, wording, places)?;
    if wording.affirmed && (!is_all(place, places) || is_of_others(place)) {
        return None;
    }
    if !is_close(place, places) || is_doubtful(place, places) {
        return None;
    }
    let first = place.units[places[0]].token;
    // A pronoun may stand for the draft's topic, which its paragraph need not name.
    let alone = place.case.facts.statements[wording.fact].subject.len() == 1;
    let said = place.of_subject(wording, first);
    let said = said.filter(|&said| standing < Standing::Absent || (alone && said == Confidence::Medium));
    let said = said.or_else(|| place.is_framed(wording).then_some(Confidence::Medium));
    let confidence = match said {
        Some(confidence) => confidence,
        None if has_own_subject(place, wording, first) || place.names_its_subject(wording) => match standing {
            Standing::Sentence if wording.words.len() >= 3 => Confidence::High,
            Standing::Sentence => Confidence::Medium,
            Standing::Paragraph if wording.words.len() >= 3 => Confidence::Medium,
            _ => return None,
        },
        // So many words of the editor's own choice are told of the subject wherever nothing else is nearer.
        None if standing < Standing::Absent
            && exact
            && is_verbatim(places)
            && wording.words.len() >= VERBATIM
            && place.is_taken_up(first)
            && !place.tells_of_another(wording, first) =>
        {
            Confidence::Medium
        }
        None => return None,
    };
    let hearsay = is_hearsay(place, first) || !exact;
    Some(if hearsay || wording.affirmed { confidence.min(Confidence::Medium) } else { confidence })
}

/// Whether all words have the wording's own form; `None` where one has a form that may say something else ("joining", "to join").
fn form(place: &Place, wording: &Wording, places: &[usize]) -> Option<bool> {
    let endings = &place.case.lexicon.statements.finite_endings;
    let mut exact = true;
    for (&at, wanted) in places.iter().zip(&wording.words) {
        let form = &place.units[at].form;
        if *form != wanted.form {
            exact = false;
            if !endings.iter().any(|ending| form.ends_with(ending.as_str())) {
                return None;
            }
        }
    }
    Some(exact)
}

/// Whether only articles, helping verbs and adverbs stand between the words: "joined talks on Western sanctions" is something else.
fn is_close(place: &Place, places: &[usize]) -> bool {
    between(places).all(|at| fills(place, at))
}

/// The same, a negation passed over.
fn is_close_but_denied(place: &Place, places: &[usize]) -> bool {
    between(places).all(|at| place.units[at].negates || fills(place, at))
}

/// Whether the phrase ends with the words: "open in winter", and not "open in winter storms".
fn is_all(place: &Place, places: &[usize]) -> bool {
    let lexicon = &place.case.lexicon.statements;
    let last = places[places.len() - 1];
    let (own, next) = (&place.units[last], place.units.get(last + 1));
    let tokens = &place.case.document.tokens;
    next.is_none_or(|next| {
        let mark = (own.token + 1..next.token).any(|at| !tokens[at].is_word());
        mark || lexicon.relatives.contains(&next.form)
            || lexicon.joining.contains(&next.form)
            || lexicon.auxiliaries.contains(&next.form)
            || lexicon.time_determiners.contains(&next.form)
    })
}

/// A helping verb, an adverb, or a word of an adverbial of several.
fn fills(place: &Place, at: usize) -> bool {
    let lexicon = &place.case.lexicon.statements;
    let (document, token) = (place.case.document, place.units[at].token);
    let adverbial = (token.saturating_sub(2)..=token).any(|first| {
        let said = lexicon.adverbials.starting(&document.prose, &document.tokens, first);
        said.is_some_and(|(length, ())| first + length > token)
    });
    if adverbial {
        return true;
    }
    let form = &place.units[at].form;
    let ends = |ending: &String| form.len() > ending.len() + 2 && form.ends_with(ending.as_str());
    lexicon.auxiliaries.contains(form) || lexicon.fillers.contains(form) || lexicon.filler_endings.iter().any(ends)
}

/// Whether nothing stands between the words.
fn is_verbatim(places: &[usize]) -> bool {
    places.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

/// The words between those of the wording.
fn between(places: &[usize]) -> impl Iterator<Item = usize> {
    places.windows(2).flat_map(|pair| pair[0] + 1..pair[1])
}

/// The words before the wording in its clause, commas counted as its ends or not.
fn leading<'u>(place: &Place<'u>, first: usize, commas: bool) -> impl Iterator<Item = &'u Unit> {
    let units = place.units;
    let (clause, comma) = (units[first].clause, units[first].comma);
    let within = move |unit: &&Unit| unit.clause == clause && (!commas || unit.comma == comma);
    units[..first].iter().rev().take_while(within)
}

/// A negation between the words, or before them in the clause, that is none of the wording's own.
fn is_denied(place: &Place, places: &[usize]) -> bool {
    between(places).any(|at| place.units[at].negates) || leading(place, places[0], true).any(|unit| unit.negates)
}

/// A condition, a plan or a doubt between the words or before them.
fn is_doubtful(place: &Place, places: &[usize]) -> bool {
    let document = place.case.document;
    let tokens = &document.tokens[..place.sentence.tokens.1 as usize];
    let phrases = &place.case.lexicon.statements.doubtful;
    let opens = place.sentence.tokens.0 as usize;
    // "in May" is no "may".
    let capital = |token: usize| tokens[token].text(&document.prose).starts_with(char::is_uppercase);
    let said = |token: usize| {
        phrases.starting(&document.prose, tokens, token).is_some() && (token == opens || !capital(token))
    };
    let verb = place.before_helpers(place.units[places[0]].token);
    let before = verb.checked_sub(1).filter(|&before| before >= opens);
    let lexicon = &place.case.lexicon.statements;
    // "to have joined", and not "to its second fair".
    let planned = before.is_some_and(|before| place.word(before) == lexicon.infinitive)
        && !lexicon.determiners.contains(&place.word(verb));
    let aside = place.relative_before(verb);
    planned
        || between(places).any(|at| said(place.units[at].token))
        || leading(place, places[0], true).any(|unit| said(unit.token) && !aside.contains(&unit.token))
        || (opens < place.units[places[0]].token && said(opens))
}

/// "Reed said that …": somebody else says so.
fn is_hearsay(place: &Place, first: usize) -> bool {
    let saying = &place.case.lexicon.quotations.saying;
    place.units.iter().take_while(|unit| unit.token < first).any(|unit| saying.contains(&unit.form))
}

fn is_question(place: &Place) -> bool {
    let tokens = place.case.document.tokens_in(place.sentence.tokens);
    tokens.iter().rev().take(3).any(|token| token.is('?'))
}

/// Whether the words bring their own subject, or stand behind an article as a noun: only the topic must fit then.
fn has_own_subject(place: &Place, wording: &Wording, first: usize) -> bool {
    let lexicon = &place.case.lexicon.statements;
    let before = first.checked_sub(1).filter(|&before| before >= place.sentence.tokens.0 as usize);
    wording.has_subject || before.is_some_and(|before| lexicon.determiners.contains(&place.word(before)))
}

fn judgement(case: &Case, hit: &Hit, confidence: Confidence) -> Judgement {
    let fact = &case.facts.statements[hit.wording.fact];
    let list = if hit.wording.accepts || hit.wording.affirmed { &fact.accept } else { &fact.reject };
    let place = list.get(hit.wording.entry).map_or(fact.head.place, |text| text.place);
    let subject = fact.subject.first().map_or_else(String::new, |subject| match &subject.value {
        Reference::Entity(id) => case.facts.entity(*id).name.value.clone(),
        Reference::Phrase(phrase) => phrase.clone(),
    });
    let verdict = match hit.states {
        true if fact.head.unconfirmed => Verdict::NotEnoughInfo(Reason::NoFact),
        true => Verdict::Supported,
        false => Verdict::Refuted,
    };
    let block = case.document.block_at(hit.span.start());
    let cited = case.document.blocks.get(block).is_some_and(|block| block.kind == BlockKind::Quotation);
    Judgement {
        kind: ClaimKind::Statement,
        span: hit.span,
        mention: hit.wording.fact,
        asserted: true,
        quoted: cited || case.mentions.is_quoted(hit.span),
        confidence,
        verdict,
        evidence: Some(Evidence {
            key: fact.head.key.clone(),
            place,
            index: hit.wording.fact,
            entry: hit.wording.entry,
        }),
        reading: Reading {
            label: subject,
            recorded: fact.accept.first().map(|text| text.value.clone()),
            ..Reading::default()
        },
    }
}

#[cfg(test)]
mod tests;

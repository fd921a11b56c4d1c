//! Which records a time may be held against: those of the event, dated fact, life, body or office that it is told of.

use crate::claim::Case;
use crate::claim::date::attach::{self, Part, Tie};
use crate::claim::date::expression::{Time, When};
use crate::claim::date::index::Target;
use crate::claim::date::office;
use crate::claim::date::record::{self, Record};
use crate::claim::date::scene::{Anchor, ChangeTie, Scene};
use crate::claim::date::subject;
use crate::diagnostic::Confidence;
use crate::document::{BlockKind, Sentence};
use crate::facts::{EntityId, EntityKind, Placed, Reference};
use crate::lexicon::times::Change;
use crate::mention::{NameMention, Tenure};
use crate::span::Span;

/// How many names back a subject is looked for.
const NAMES: usize = 64;

/// How many tokens back a subject's words are looked for.
const TOKENS: usize = 400;

/// How many tokens may stand between a title and its time: "of the Royal Museum".
const BODY: usize = 7;

/// What a time may be held against: every record that fits what it is told of.
pub struct Bound {
    pub records: Vec<Record>,
    pub confidence: Confidence,
    /// The words that it is told of.
    pub words: Span,
}

/// An event or a dated fact.
pub fn told_of(scene: &Scene, time: &Time, sentence: &Sentence, tie: Tie) -> Option<Bound> {
    let facts = scene.case.facts;
    let words = scene.span(tie.anchor.tokens);
    let limit = preposition(scene, time).is_some_and(|word| !scene.words.at_time.contains(word.as_ref()));
    match tie.anchor.target {
        Target::Event(id) => {
            let since = preposition(scene, time).is_some_and(|word| scene.words.since.contains(word.as_ref()));
            if (limit && tie.part != Part::End) || (since && tie.part == Part::Whole) {
                return None;
            }
            let record = record::event(facts.entities.get(id.0 as usize)?, id.0 as usize, tie.part)?;
            // A common noun in another year is as likely another one: "the flood began in 1997".
            let other_year = matches!(time.when, When::Between(first, last)
                if last.year() < record.days.first.year() || first.year() > record.days.last.year());
            let common = scene.is_common_noun(&tie.anchor) && other_year;
            let confidence = match common {
                true => Confidence::Low,
                false if tie.anchor.head => Confidence::Medium,
                false => Confidence::High,
            };
            Some(Bound { records: vec![record], confidence, words })
        }
        Target::Fact(_) => {
            let (mut facts_meant, confidence) = meant(scene, tie, sentence)?;
            let complete = |fact| !tie.anchor.synonym || is_complete(scene, tie.anchor, fact);
            facts_meant.retain(|&fact| complete(fact) && is_its_own(scene, tie, fact));
            // "The album came out": words that only mean the recorded ones may be told of anything that the sentence does not name.
            let of_another = tie.anchor.synonym && confidence < Confidence::High;
            if facts_meant.is_empty() || of_another || is_edition(scene, time, tie, &facts_meant, sentence) {
                return None;
            }
            let named = scene.lower(tie.anchor.tokens.1.saturating_sub(1));
            let own = scene.words.until.contains(named.as_ref());
            let until = preposition(scene, time).is_some_and(|word| scene.words.until.contains(word.as_ref()));
            let ends = until && facts_meant.iter().any(|&fact| scene.is_end(fact));
            // "gets security fixes on 31 May": of what has a recorded end, any day before it.
            let on_the_way = !until
                && !scene.is_verb(tie.anchor.tokens.0)
                && !scene.says_end(tie.anchor.tokens)
                && facts_meant.iter().any(|&fact| scene.is_end(fact));
            if on_the_way || (limit && !own && !ends) {
                return None;
            }
            let confidence = if tie.anchor.synonym { confidence.min(Confidence::Medium) } else { confidence };
            let records = facts_meant.into_iter().filter_map(|index| record::fact(facts, index)).collect();
            Some(Bound { records, confidence, words })
        }
    }
}

/// Whether words that only mean a recorded wording have no other object than the fact: not "quit smoking", "became a member of the
/// council".
fn is_complete(scene: &Scene, anchor: Anchor, fact: usize) -> bool {
    let (first, end) = anchor.tokens;
    let Some(fact) = scene.case.facts.dates.get(fact) else { return false };
    if let Some(name) = subject::starting_at(scene, end) {
        let own =
            |subject: &Placed<Reference>| matches!(subject.value, Reference::Entity(id) if name.entities.contains(&id));
        return fact.subject.iter().any(own);
    }
    let governs = scene.words.prepositions.contains(scene.lower(end - 1).as_ref()) && end > first + 1;
    let next = scene.case.document.tokens.get(end);
    let closed = next.is_none_or(|next| !next.is_word() || scene.is_time(end));
    let article = scene.words.determiners.contains(scene.lower(end).as_ref());
    !governs && !article && (closed || scene.is_small(end) || scene.is_adverb(end))
}

/// "her election", "the election of Orla Bly": a noun that only means the recorded verb must be the subject’s, and the whole of it and not its
/// beginning or end: not "faces an election", "on sale", "the sale began".
fn is_its_own(scene: &Scene, tie: Tie, fact: usize) -> bool {
    let (first, end) = tie.anchor.tokens;
    let Some(fact) = scene.case.facts.dates.get(fact) else { return false };
    let said = scene.lower(first);
    let recorded = fact.what.iter().any(|what| what.value.split(' ').any(|word| word.eq_ignore_ascii_case(&said)));
    if recorded || scene.is_verb(first) || scene.is_small(first) || end > first + 1 {
        return true;
    }
    let of_subject = |name: &NameMention| {
        let is =
            |subject: &Placed<Reference>| matches!(subject.value, Reference::Entity(id) if name.entities.contains(&id));
        fact.subject.iter().any(is)
    };
    let is_of = scene.case.lexicon.claims.of == scene.lower(end);
    let after = is_of && subject::starting_at(scene, end + 1).is_some_and(of_subject);
    // An adjective may stand between: "Bly’s sudden resignation".
    let before = [first, first.wrapping_sub(1)].into_iter().any(|at| {
        let owner = subject::ending_at(scene, at).filter(|name| subject::is_possessive(scene, name));
        owner.is_some_and(of_subject)
            || at > 0 && scene.words.possessives.contains(scene.lower(at.wrapping_sub(1)).as_ref())
    });
    tie.part == Part::Whole && (after || before)
}

/// "came out in Danish in 1990": of a work, another edition than the one recorded.
fn is_edition(scene: &Scene, time: &Time, tie: Tie, meant: &[usize], sentence: &Sentence) -> bool {
    let work = |subject: &Placed<Reference>| matches!(subject.value, Reference::Entity(id) if scene.case.facts.entity(id).kind == EntityKind::Work);
    let of_work =
        meant.iter().filter_map(|&fact| scene.case.facts.dates.get(fact)).any(|fact| fact.subject.iter().any(work));
    let lead = attach::lead(scene, time, sentence.tokens.0 as usize);
    let edition = |at: usize| scene.words.editions.contains(scene.lower(at).as_ref()) && !scene.is_time(at + 1);
    of_work && (tie.anchor.tokens.1..lead).any(edition)
}

/// Of the dated facts with a wording, those whose subjects are surest in play; of several, those of the subject nearest before it.
fn meant(scene: &Scene, tie: Tie, sentence: &Sentence) -> Option<(Vec<usize>, Confidence)> {
    let all = scene.facts_at(&tie.anchor).into_iter();
    let in_play: Vec<(usize, Confidence)> =
        all.filter_map(|index| Some((index, in_play(scene, index, tie, sentence)?))).collect();
    let best = in_play.iter().map(|&(_, confidence)| confidence).max()?;
    let mut facts: Vec<usize> =
        in_play.into_iter().filter(|&(_, confidence)| confidence == best).map(|(index, _)| index).collect();
    if facts.len() > 1 {
        let before: Vec<Option<usize>> =
            facts.iter().map(|&index| subject_before(scene, index, tie, sentence)).collect();
        if let Some(nearest) = before.iter().flatten().max() {
            let near: Vec<bool> = before.iter().map(|place| place.as_ref() == Some(nearest)).collect();
            let mut keep = near.into_iter();
            facts.retain(|_| keep.next().unwrap_or(false));
        }
    }
    Some((facts, best))
}

/// Where the sentence last names the one subject of a dated fact before its wording, in bytes.
fn subject_before(scene: &Scene, index: usize, tie: Tie, sentence: &Sentence) -> Option<usize> {
    let [subject] = &scene.case.facts.dates.get(index)?.subject[..] else { return None };
    let Reference::Entity(id) = subject.value else { return None };
    let at = scene.case.document.tokens.get(tie.anchor.tokens.0)?.span.start();
    let names = &scene.case.mentions.names;
    let end = names.partition_point(|name| name.span.start() < at);
    let here = names[..end].iter().rev().take(NAMES).take_while(|name| name.span.start() >= sentence.span.start());
    here.filter(|name| name.entities.contains(&id)).map(|name| name.span.start()).next()
}

/// Whether all subjects of a dated fact are in play: high where the sentence names them, medium where the paragraph does.
fn in_play(scene: &Scene, index: usize, tie: Tie, sentence: &Sentence) -> Option<Confidence> {
    let fact = scene.case.facts.dates.get(index)?;
    let document = scene.case.document;
    let block = document.blocks.get(sentence.block as usize)?;
    // Wordings of several words, and facts of several subjects of which one is named, bind by themselves.
    let several = tie.anchor.tokens.1 - tie.anchor.tokens.0 > 1 || fact.subject.len() > 1;
    let mut confidence = Confidence::High;
    for subject in &fact.subject {
        let standing = |range: (u32, u32)| match &subject.value {
            Reference::Entity(id) => is_named(scene, *id, range),
            Reference::Phrase(phrase) => scene.has_words(
                phrase,
                ((range.0 as usize).max((range.1 as usize).saturating_sub(TOKENS)), range.1 as usize),
            ),
        };
        let another = matches!(subject.value, Reference::Entity(id)
            if is_said_of_another(scene, id, tie, sentence) || is_said_of_what_is_there(scene, id, tie, sentence));
        if another {
            return None;
        }
        if standing(sentence.tokens) {
            continue;
        }
        if matches!(subject.value, Reference::Entity(id) if has_another_subject(scene, id, tie, sentence)) {
            return None;
        }
        let near = standing((block.tokens.0, sentence.tokens.1));
        if near && is_taken_up(scene, &subject.value, sentence) {
            confidence = Confidence::Medium;
            continue;
        }
        let topic = matches!(subject.value, Reference::Entity(_)) && standing((0, block.tokens.0));
        let only = topic && is_the_only(scene, tie) && standing((0, opening(scene)));
        if !(near && (several || is_open(scene, tie, sentence)) || topic && several || only) {
            return None;
        }
        confidence = Confidence::Medium;
    }
    Some(confidence)
}

/// "Moll’s brother was arrested", "Moll said that three men were arrested": a noun of its own stands before the verb, and the person
/// before it only as a possessor or with another verb. Not "police arrested Moll".
fn is_said_of_another(scene: &Scene, id: EntityId, tie: Tie, sentence: &Sentence) -> bool {
    let first = sentence.tokens.0 as usize;
    let (verb, end) = tie.anchor.tokens;
    if scene.case.facts.entity(id).kind != EntityKind::Person || !scene.is_verb(verb) {
        return false;
    }
    let helps = |at: usize| {
        let word = scene.lower(at);
        scene.is_verb(at) || scene.words.modals.contains(word.as_ref()) || scene.words.adverbs.contains(word.as_ref())
    };
    let group = (first..verb).rev().take_while(|&at| helps(at)).last().unwrap_or(verb);
    let Some(noun) = group.checked_sub(1).filter(|&noun| noun >= first) else { return false };
    let own = scene.case.document.tokens[noun].is_word()
        && !scene.is_capital(noun)
        && !scene.is_small(noun)
        && scene.name_at(noun).is_none();
    if !own || is_named(scene, id, (end as u32, sentence.tokens.1)) {
        return false;
    }
    let Some(name) = last_name(scene, id, (first, noun)) else { return false };
    let after = scene.case.document.token_at(name.span.end().saturating_sub(1)) + 1;
    subject::is_possessive(scene, name) || (after..noun).any(|at| scene.is_verb(at))
}

/// "The lock at Corran Weir opened": the name right before the verb stands after a preposition, and the noun before that is what opened.
fn is_said_of_what_is_there(scene: &Scene, id: EntityId, tie: Tie, sentence: &Sentence) -> bool {
    let first = sentence.tokens.0 as usize;
    let verb = tie.anchor.tokens.0;
    if !scene.is_verb(verb) {
        return false;
    }
    let helps =
        |at: usize| scene.is_verb(at) || scene.words.modals.contains(scene.lower(at).as_ref()) || scene.is_adverb(at);
    let group = (first..verb).rev().take_while(|&at| helps(at)).last().unwrap_or(verb);
    let Some(name) = subject::ending_at(scene, group).filter(|name| name.entities.contains(&id)) else { return false };
    let start = scene.case.document.token_at(name.span.start());
    let determined = start > first && scene.words.determiners.contains(scene.lower(start - 1).as_ref());
    let Some(preposition) = start.checked_sub(1 + usize::from(determined)).filter(|&at| at > first) else {
        return false;
    };
    let word = scene.lower(preposition);
    let noun = preposition - 1;
    scene.case.lexicon.claims.narrowing.contains(word.as_ref())
        && scene.case.document.tokens[noun].is_word()
        && !scene.is_small(noun)
        && !scene.is_verb(noun)
        && scene.name_at(noun).is_none()
}

/// "Her last book, Grey Salt, came out in 2009": before the verb stands the name of something else of the kind, or an unknown one.
fn has_another_subject(scene: &Scene, id: EntityId, tie: Tie, sentence: &Sentence) -> bool {
    let (first, verb) = (sentence.tokens.0 as usize, tie.anchor.tokens.0);
    if !scene.is_verb(verb) {
        return false;
    }
    let facts = scene.case.facts;
    let kind = facts.entity(id).kind;
    let other = |name: &NameMention| {
        let fits = |&other: &EntityId| other != id && facts.entity(other).kind == kind;
        name.entities.iter().any(fits) && !subject::is_possessive(scene, name)
    };
    let named = (first.max(verb.saturating_sub(attach::REACH))..verb)
        .any(|at| scene.clause(at) == scene.clause(verb) && scene.name_at(at).is_some_and(other));
    let tokens = &scene.case.document.tokens;
    let word = (first + 1..verb).rev().take(attach::REACH).find(|&at| tokens[at].is_word() && !scene.is_verb(at));
    let unknown = word.is_some_and(|at| scene.is_capital(at) && scene.name_at(at).is_none() && !scene.is_time(at));
    named || unknown
}

/// The last name of an entity in the tokens `range`.
fn last_name<'s>(scene: &'s Scene, id: EntityId, range: (usize, usize)) -> Option<&'s NameMention> {
    let tokens = scene.case.document.tokens.get(range.0..range.1)?;
    let (from, to) = (tokens.first()?.span.start(), tokens.last()?.span.end());
    let names = &scene.case.mentions.names;
    let end = names.partition_point(|name| name.span.start() < to);
    let here = names[..end].iter().rev().take(NAMES).take_while(|name| name.span.start() >= from);
    here.into_iter().find(|name| name.entities.contains(&id))
}

/// "the gallery", of the Dutch gallery: the last word of a subject's phrase, with an article.
fn is_taken_up(scene: &Scene, subject: &Reference, sentence: &Sentence) -> bool {
    let Reference::Phrase(phrase) = subject else { return false };
    let Some(head) = phrase.split_whitespace().last().filter(|head| head.len() < phrase.len()) else { return false };
    let (first, last) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    let definite = &scene.case.lexicon.claims.definite;
    (first..last.saturating_sub(1))
        .any(|at| definite.contains(scene.lower(at).as_ref()) && scene.has_words(head, (at + 1, at + 2)))
}

/// The token after the draft's first blocks, which say what it is about.
fn opening(scene: &Scene) -> u32 {
    let blocks = &scene.case.document.blocks;
    blocks.get(2).or(blocks.last()).map_or(0, |block| block.tokens.1)
}

/// "the funeral": a noun with an article of which the draft's subjects have one.
fn is_the_only(scene: &Scene, tie: Tie) -> bool {
    let first = tie.anchor.tokens.0;
    let definite = first > 0 && scene.case.lexicon.claims.definite.contains(scene.lower(first - 1).as_ref());
    definite && !scene.is_verb(first) && scene.facts_at(&tie.anchor).len() == 1
}

/// Whether the sentence leaves open whose it is: a pronoun, or nothing, stands where the subject would.
fn is_open(scene: &Scene, tie: Tie, sentence: &Sentence) -> bool {
    let first = sentence.tokens.0 as usize;
    let helps = |at: usize| {
        let word = scene.lower(at);
        scene.is_verb(at) || scene.words.modals.contains(word.as_ref()) || scene.words.adverbs.contains(word.as_ref())
    };
    let mut at = tie.anchor.tokens.0;
    while at > first && helps(at - 1) {
        at -= 1;
    }
    let Some(before) = at.checked_sub(1).filter(|&before| before >= first) else { return true };
    let word = scene.lower(before);
    let words = scene.words;
    let open = [&words.pronouns, &words.possessives, &words.relatives, &words.joining];
    open.iter().any(|set| set.contains(word.as_ref()))
}

fn is_named(scene: &Scene, id: crate::facts::EntityId, range: (u32, u32)) -> bool {
    let tokens = scene.case.document.tokens_in(range);
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    let names = &scene.case.mentions.names;
    let from = names.partition_point(|name| name.span.end() <= first.span.start());
    let to = names.partition_point(|name| name.span.start() < last.span.end());
    names[from..to.max(from)].iter().rev().take(NAMES).any(|name| name.entities.contains(&id))
}

/// A beginning or an end of a life, a body or an office.
pub fn changed(scene: &Scene, time: &Time, sentence: &Sentence, tie: ChangeTie) -> Option<Bound> {
    let preposition = preposition(scene, time);
    let is = |set: &crate::lexicon::Set| preposition.as_ref().is_some_and(|word| set.contains(word.as_ref()));
    let (since, until) = (is(&scene.words.since), is(&scene.words.until));
    if is(&scene.words.limits) && tie.cue.change != Change::HeldOffice && !is(&scene.words.until) {
        return None;
    }
    let kind = match tie.cue.change {
        Change::Founded | Change::Dissolved => EntityKind::Organization,
        _ => EntityKind::Person,
    };
    let told = if tie.cue.noun {
        subject::of_noun(scene, tie.tokens, sentence, kind)
    } else {
        subject::of_verb(scene, tie.tokens.0, time.tokens.1, sentence, kind)
    }?;
    let index = told.entity.0 as usize;
    let entity = scene.case.facts.entity(told.entity);
    let mut confidence = told.confidence;
    let records: Vec<Record> = match tie.cue.change {
        Change::Founded | Change::Dissolved => {
            // "launched a product in 2015" is an act of the body, "was launched in 2015" its beginning.
            if !tie.cue.noun && !attach::is_of_subject(scene, tie, time, sentence) {
                return None;
            }
            record::life(entity, index, tie.cue.change == Change::Dissolved).into_iter().collect()
        }
        Change::Born | Change::Died => {
            record::life(entity, index, tie.cue.change == Change::Died).into_iter().collect()
        }
        Change::TookOffice | Change::LeftOffice | Change::HeldOffice => {
            // Who resigns in March may leave in April.
            if tie.cue.change == Change::LeftOffice {
                confidence = confidence.min(Confidence::Medium);
            }
            let document = scene.case.document;
            let any = scene.words.any_office.starting(&document.prose, &document.tokens, tie.tokens.0).is_some();
            let offices = office::meant(scene, told.entity, tie.tokens.0, sentence, any);
            if !offices.named {
                confidence = confidence.min(Confidence::Medium);
            }
            let end = match tie.cue.change {
                Change::HeldOffice if until => true,
                Change::HeldOffice if !since => return None,
                Change::LeftOffice => true,
                _ => false,
            };
            let entries = offices.entries.into_iter();
            entries.filter_map(|entry| record::office(entity, index, entry, end)).collect()
        }
    };
    Some(Bound { records, confidence, words: scene.span(tie.tokens) })
}

/// "Metsat’s director general since July 2024": a title right before the time, with what it is an office of.
pub fn of_title(scene: &Scene, time: &Time, sentence: &Sentence) -> Option<Bound> {
    let first = sentence.tokens.0 as usize;
    let word = preposition(scene, time)?;
    let mut end = attach::lead(scene, time, first);
    let until = scene.words.until.contains(word.as_ref());
    if until {
        // "director from 1979 to 2001"
        let start = scene.times_in((end.saturating_sub(attach::REACH).max(first), end)).last()?;
        end = Some(attach::lead(scene, start, first)).filter(|_| start.tokens.1 == end)?;
    } else if !scene.words.since.contains(word.as_ref()) {
        return None;
    }
    let before = scene.case.document.tokens.get(end.checked_sub(1)?)?.span.end();
    let titles = &scene.case.mentions.titles;
    let next = titles.partition_point(|title| title.span.start() < before);
    let title = titles[..next].last().filter(|title| title.span.start() >= sentence.span.start())?;
    let after = scene.case.document.token_at(title.span.end().saturating_sub(1)) + 1;
    let plain = |at: usize| !scene.is_verb(at) && !scene.is(at, ',');
    let body = after >= end || (scene.is_small(after) && end - after <= BODY && (after..end).all(plain));
    let person = title.person.filter(|_| body && title.tenure != Tenure::Future)?;
    let offices = office::meant(scene, person, after - 1, sentence, false);
    let entity = scene.case.facts.entity(person);
    let records = offices.entries.into_iter();
    let records: Vec<Record> =
        records.filter_map(|entry| record::office(entity, person.0 as usize, entry, until)).collect();
    (!records.is_empty()).then_some(Bound { records, confidence: Confidence::High, words: title.span })
}

/// The preposition of a time; adverbs and articles between do not count.
pub fn preposition<'s>(scene: &Scene<'s>, time: &Time) -> Option<std::borrow::Cow<'s, str>> {
    let article = |word: &str| {
        scene.case.lexicon.calendar.the.iter().any(|the| the == word) || scene.words.adverbs.contains(word)
    };
    let before = time.tokens.0.checked_sub(1)?;
    let word = scene.lower(before);
    let word = if article(&word) { scene.lower(before.checked_sub(1)?) } else { word };
    scene.words.prepositions.contains(word.as_ref()).then_some(word)
}

/// Nothing in the clause of the tokens `at`, as far as no other interrupts it, that denies, doubts or moves it, and no question.
pub fn is_asserted_at(scene: &Scene, at: (usize, usize), sentence: &Sentence) -> bool {
    let document = scene.case.document;
    let (first, last) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    let clause = scene.clause(at.0);
    let own = |&token: &usize| scene.clause(token) == clause;
    let before = (first.max(at.0.saturating_sub(attach::REACH * 2))..at.0).rev().take_while(own);
    let after = (at.0..last.min(at.1 + attach::REACH)).take_while(own);
    let edged = before
        .chain(after)
        .any(|token| scene.words.unasserted.starting(&document.prose, &document.tokens, token).is_some());
    !edged && !scene.is(last - 1, '?')
}

/// Whether it stands in somebody else's words.
pub fn is_quoted(case: &Case, span: Span) -> bool {
    let block = case.document.blocks.get(case.document.block_at(span.start()));
    case.mentions.is_quoted(span) || block.is_some_and(|block| block.kind == BlockKind::Quotation)
}

//! Whom or what a word of change is told of: the subject of its verb, the possessor of its noun.

use crate::claim::date::scene::Scene;
use crate::diagnostic::Confidence;
use crate::document::Sentence;
use crate::facts::{EntityId, EntityKind};
use crate::mention::{Form, NameMention};

/// How far before a verb its subject may end, in tokens.
const REACH: usize = 40;

/// Blocks before a pronoun in which its antecedent may be named.
const BLOCKS_BACK: usize = 4;

/// A recorded entity, and how sure it is that it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    pub entity: EntityId,
    pub confidence: Confidence,
}

/// The subject of the verb that begins at token `verb`; `after` is the first token after what is said by it.
pub fn of_verb(scene: &Scene, verb: usize, after: usize, sentence: &Sentence, kind: EntityKind) -> Option<Subject> {
    let first = sentence.tokens.0 as usize;
    let group = group_start(scene, verb, first);
    let opens = group == first
        || (group == verb && scene.clause(group - 1) != scene.clause(group) && !is_relative(scene, group));
    // "Since going online in 2010, …"
    let dangling = group == first + 1 && scene.words.boundaries_unless_time.contains(scene.lower(first).as_ref());
    if (opens || dangling)
        && let Some(subject) = after_participle(scene, group, after, sentence, kind)
    {
        return Some(subject);
    }
    if dangling && kind == EntityKind::Organization {
        return taken_up(scene, sentence);
    }
    let before = group.checked_sub(1).filter(|&before| before >= first)?;
    let word = scene.lower(before);
    if is_relative(scene, before) {
        return antecedent(scene, before, first, kind);
    }
    if scene.words.pronouns.contains(word.as_ref()) {
        let of_person = scene.words.pronouns_of_persons.contains(word.as_ref());
        return (of_person == (kind == EntityKind::Person)).then(|| pronoun(scene, before, kind)).flatten();
    }
    if let Some(name) = ending_at(scene, group) {
        return (!is_governed(scene, name, first)).then(|| named(scene, name, kind)).flatten();
    }
    if !scene.is(before, ',') {
        return None;
    }
    let participle = group == verb && !scene.words.auxiliaries.contains(scene.lower(verb).as_ref());
    if let Some(name) = ending_at(scene, before).filter(|_| participle) {
        // "The foundry, established in 1742, has …".
        return named(scene, name, kind);
    }
    after_apposition(scene, before, first, kind).or_else(|| apposed(scene, before, first, kind))
}

/// The only body of the sentence before, or of the block before, of which a foundation is recorded.
fn taken_up(scene: &Scene, sentence: &Sentence) -> Option<Subject> {
    let document = scene.case.document;
    let index = document.sentence_at(sentence.span.start()).checked_sub(1)?;
    let before = document.sentences.get(index)?;
    let tokens = match before.block == sentence.block {
        true => before.tokens,
        false => document.blocks.get(before.block as usize)?.tokens,
    };
    let range = (tokens.0 as usize, tokens.1 as usize);
    let mut bodies = named_in(scene, range, EntityKind::Organization);
    bodies.retain(|&id| scene.case.facts.entity(id).began.is_some());
    match bodies[..] {
        [entity] => Some(Subject { entity, confidence: Confidence::Medium }),
        _ => None,
    }
}

/// "That person, then-Deputy Treasurer Carla Voss, was": a name that says, between commas, who the subject is.
fn apposed(scene: &Scene, comma: usize, first: usize, kind: EntityKind) -> Option<Subject> {
    let name = ending_at(scene, comma)?;
    let start = name_start(scene, name);
    let opening = (first.max(start.saturating_sub(8))..start).rev().find(|&at| scene.is(at, ','))?;
    // "a friend of Voss" is not Voss.
    if (opening + 1..start).any(|at| scene.is_verb(at) || (scene.is_small(at) && !scene.is(at + 1, '-'))) {
        return None;
    }
    let demonstrative = scene.words.determiners.contains(scene.lower(first).as_ref()) || is_relative(scene, first);
    let plain = (first + 1..opening).all(|at| scene.case.document.tokens[at].is_word() && !scene.is_capital(at));
    (demonstrative && plain && opening > first + 1).then(|| named(scene, name, kind)).flatten()
}

/// The possessor of the noun at tokens `noun`: "its launch", "Quellan’s founding", "the founding of Quellan", where `after` follows
/// the noun.
pub fn of_noun(scene: &Scene, noun: (usize, usize), sentence: &Sentence, kind: EntityKind) -> Option<Subject> {
    let (first, last) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    let before = noun.0.checked_sub(1).filter(|&before| before >= first)?;
    if scene.words.possessives.contains(scene.lower(before).as_ref()) {
        // "has experienced growth since its launch": the subject of the sentence, where it is named.
        let named_here = named_in(scene, (first, before), kind);
        if named_here.is_empty() && before > first && before < first + 3 {
            // "Since its launch in 2012, the service …" may speak of what follows.
            return after_participle(scene, noun.1, noun.1, sentence, kind);
        }
        return match named_here[..] {
            [] => pronoun(scene, before, kind),
            [one] => Some(Subject { entity: one, confidence: Confidence::High }),
            _ => None,
        };
    }
    if let Some(name) = ending_at(scene, noun.0) {
        return is_possessive(scene, name).then(|| name.entity()).flatten().and_then(|id| of_kind(scene, id, kind));
    }
    let of = noun.1;
    let is_of = scene.case.lexicon.claims.of == scene.lower(of);
    if !is_of || of + 1 >= last {
        return None;
    }
    let name = starting_at(scene, of + 1)?;
    name.entity().and_then(|id| of_kind(scene, id, kind))
}

/// The last token of what `of_noun` read: "the founding of Quellan" ends with the name.
pub fn end_of_noun(scene: &Scene, noun: (usize, usize)) -> usize {
    let is_of = scene.case.lexicon.claims.of == scene.lower(noun.1);
    match starting_at(scene, noun.1 + 1).filter(|_| is_of) {
        Some(name) => scene.case.document.token_at(name.span.end().saturating_sub(1)) + 1,
        None => noun.1,
    }
}

/// The name that begins at a token, an article before it or not.
pub fn starting_at<'s>(scene: &'s Scene, token: usize) -> Option<&'s NameMention> {
    let token = if scene.words.determiners.contains(scene.lower(token).as_ref()) { token + 1 } else { token };
    let start = scene.case.document.tokens.get(token)?.span;
    let names = &scene.case.mentions.names;
    let next = names.partition_point(|name| name.span.end() <= start.start());
    names.get(next).filter(|name| name.span.overlaps(start) && is_meant(name))
}

/// The name whose last token is the one before `token`; an abbreviation in brackets may stand between.
pub fn ending_at<'s>(scene: &'s Scene, token: usize) -> Option<&'s NameMention> {
    let mut end = token;
    if end > 0 && scene.is(end - 1, ')') {
        end = (end.saturating_sub(8)..end).rev().find(|&at| scene.is(at, '(')).unwrap_or(end);
    }
    let last = scene.case.document.tokens.get(end.checked_sub(1)?)?.span;
    let names = &scene.case.mentions.names;
    let next = names.partition_point(|name| name.span.end() <= last.start());
    names.get(next).filter(|name| name.span.overlaps(last) && is_meant(name))
}

fn is_meant(name: &NameMention) -> bool {
    !matches!(name.form, Form::Distinct | Form::Metonym | Form::Adjective | Form::Demonym)
}

fn is_relative(scene: &Scene, token: usize) -> bool {
    scene.words.relatives.contains(scene.lower(token).as_ref())
}

/// Whether the name’s last token carries a possessive ending.
pub fn is_possessive(scene: &Scene, name: &NameMention) -> bool {
    let document = scene.case.document;
    let last = document.tokens[document.token_at(name.span.end().saturating_sub(1))];
    let text = last.text(&document.prose);
    crate::text::words::without_possessive(text) != text || document.prose[last.span.end()..].starts_with(['’', '\''])
}

/// The first token of the verb's group: "has been" of "has been founded".
fn group_start(scene: &Scene, verb: usize, first: usize) -> usize {
    let mut at = verb;
    while at > first {
        let word = scene.lower(at - 1);
        let part = scene.words.auxiliaries.contains(word.as_ref()) || scene.words.adverbs.contains(word.as_ref());
        if !part || scene.clause(at - 1) != scene.clause(verb) {
            break;
        }
        at -= 1;
    }
    at
}

/// The recorded entity of a kind that a name stands for, unless the name is a possessor.
pub fn named(scene: &Scene, name: &NameMention, kind: EntityKind) -> Option<Subject> {
    if is_possessive(scene, name) {
        return None;
    }
    of_kind(scene, name.entity()?, kind)
}

fn of_kind(scene: &Scene, entity: EntityId, kind: EntityKind) -> Option<Subject> {
    (scene.case.facts.entity(entity).kind == kind).then_some(Subject { entity, confidence: Confidence::High })
}

/// "Kovalik, 52, a former hydrologist who": the nearest name before the pronoun, with neither a verb nor another name between.
fn antecedent(scene: &Scene, pronoun: usize, first: usize, kind: EntityKind) -> Option<Subject> {
    let mut at = pronoun;
    let mut steps = 0;
    while at > first && steps < REACH {
        if let Some(name) = ending_at(scene, at) {
            let governed = is_governed(scene, name, first);
            let touching = at == pronoun || (at + 1 == pronoun && scene.is(at, ','));
            if governed && !touching {
                return None;
            }
            return named(scene, name, kind);
        }
        at -= 1;
        steps += 1;
        if scene.is_verb(at) || is_unknown_name(scene, at, first) || scene.is(at, ';') {
            return None;
        }
    }
    None
}

/// "a pier of the Port of Velda", "friends of Brandt": a preposition stands before the name.
fn is_governed(scene: &Scene, name: &NameMention, first: usize) -> bool {
    let before = |at: usize| at.checked_sub(1).filter(|&before| before >= first);
    let Some(mut at) = before(name_start(scene, name)) else { return false };
    if scene.words.determiners.contains(scene.lower(at).as_ref()) {
        match before(at) {
            Some(earlier) => at = earlier,
            None => return false,
        }
    }
    let word = scene.lower(at);
    scene.words.prepositions.contains(word.as_ref()) && !scene.words.determiners.contains(word.as_ref())
}

fn name_start(scene: &Scene, name: &NameMention) -> usize {
    scene.case.document.token_at(name.span.start())
}

/// A capitalised word that begins no sentence.
fn is_unknown_name(scene: &Scene, token: usize, first: usize) -> bool {
    token > first && scene.is_capital(token) && scene.case.document.tokens[token].is_word()
}

/// "Set up in 2014 as a forum, the Council …": the name after the comma that ends the participial clause.
fn after_participle(
    scene: &Scene,
    group: usize,
    after: usize,
    sentence: &Sentence,
    kind: EntityKind,
) -> Option<Subject> {
    let last = (sentence.tokens.1 as usize).min(after + REACH);
    let comma = (after.max(group)..last).find(|&at| scene.is(at, ','))?;
    if (after..comma).any(|at| scene.is_verb(at)) {
        return None;
    }
    let name = starting_at(scene, comma + 1)?;
    named(scene, name, kind)
}

/// "Eudora Castellane, a welder’s daughter who became …, died": the name that opens the sentence, before an apposition that a comma ends.
fn after_apposition(scene: &Scene, comma: usize, first: usize, kind: EntityKind) -> Option<Subject> {
    let name = starting_at(scene, first)?;
    let end = scene.case.document.token_at(name.span.end().saturating_sub(1)) + 1;
    (end < comma && scene.is(end, ',')).then(|| named(scene, name, kind)).flatten()
}

/// Distinct entities of a kind that are named in the tokens `range`.
pub fn named_in(scene: &Scene, range: (usize, usize), kind: EntityKind) -> Vec<EntityId> {
    let tokens = &scene.case.document.tokens;
    let (Some(start), Some(end)) = (tokens.get(range.0), range.1.checked_sub(1).and_then(|last| tokens.get(last)))
    else {
        return Vec::new();
    };
    let (start, end) = (start.span.start(), end.span.end());
    let names = &scene.case.mentions.names;
    let from = names.partition_point(|name| name.span.end() <= start);
    let mut found = Vec::new();
    for name in names[from..].iter().take_while(|name| name.span.start() < end).take(REACH) {
        let ids = name.entities.iter().filter(|&&id| is_meant(name) && scene.case.facts.entity(id).kind == kind);
        for &id in ids {
            if !found.contains(&id) {
                found.push(id);
            }
        }
    }
    found
}

/// Whom a pronoun means: the only recorded one of its kind that its paragraph names, or the paragraphs before it if it names none.
pub fn pronoun(scene: &Scene, token: usize, kind: EntityKind) -> Option<Subject> {
    let document = scene.case.document;
    let block = document.block_at(document.tokens.get(token)?.span.start());
    if kind == EntityKind::Person && is_of_the_other(scene, token) {
        return None;
    }
    if let Some(entity) = continued(scene, token).filter(|_| kind == EntityKind::Person) {
        return Some(Subject { entity, confidence: Confidence::Medium });
    }
    let opens = document.blocks[block].tokens.0 as usize == token;
    for back in 0..=BLOCKS_BACK.min(block) {
        let tokens = document.blocks[block - back].tokens;
        let end = if back == 0 { token } else { tokens.1 as usize };
        match named_in(scene, (tokens.0 as usize, end), kind)[..] {
            [] => continue,
            [entity] if back == 0 || topic(scene, kind, token) == Some(entity) => {
                return Some(Subject { entity, confidence: Confidence::Medium });
            }
            _ if back == 0 => return None,
            // A paragraph that opens with a pronoun goes on about those whom the one before it names.
            ref others if opens && !topic(scene, kind, token).is_some_and(|topic| others.contains(&topic)) => {
                return None;
            }
            _ => break,
        }
    }
    topic(scene, kind, token)
        .filter(|_| named_in(scene, (document.blocks[block].tokens.0 as usize, token), kind).is_empty())
        .map(|entity| Subject { entity, confidence: Confidence::Medium })
}

/// "He married Judith Lomax; they were together until her death": the sentence has told of somebody whom this pronoun cannot mean, and
/// named nobody recorded since.
fn is_of_the_other(scene: &Scene, token: usize) -> bool {
    let document = scene.case.document;
    let pronoun = |at: usize| {
        let word = scene.lower(at);
        scene.words.pronoun_forms.iter().find(|(_, forms)| forms.iter().any(|form| *form == word)).map(|(own, _)| own)
    };
    let Some(own) = pronoun(token) else { return false };
    let sentence = &document.sentences[document.sentence_at(document.tokens[token].span.start())];
    let mut before = (sentence.tokens.0 as usize..token).rev();
    let other = before.find(|&at| pronoun(at).is_some_and(|other| other != own));
    other.is_some_and(|other| named_in(scene, (other, token), EntityKind::Person).is_empty())
}

/// "Mr. Valli denied it. He died": a pronoun that opens a sentence takes up the person with whom the one before it opens, where
/// that one names no other who could be meant.
fn continued(scene: &Scene, token: usize) -> Option<EntityId> {
    let document = scene.case.document;
    let index = document.sentence_at(document.tokens.get(token)?.span.start());
    let sentence = document.sentences.get(index).filter(|sentence| sentence.tokens.0 as usize == token)?;
    let before = document.sentences.get(index.checked_sub(1)?).filter(|before| before.block == sentence.block)?;
    let pronoun = scene.lower(token);
    let names = &scene.case.mentions.names;
    let from = names.partition_point(|name| name.span.end() <= before.span.start());
    let here = names[from..].iter().take_while(|name| name.span.start() < before.span.end()).take(REACH);
    let mut fitting = here.filter(|name| {
        let person = |&id: &EntityId| scene.case.facts.entity(id).kind == EntityKind::Person;
        is_meant(name) && name.entities.iter().any(person) && agrees(scene, name, &pronoun)
    });
    let first = fitting.next()?;
    let opens = name_start(scene, first) <= before.tokens.0 as usize + 2 && !is_possessive(scene, first);
    let alone = fitting.all(|other| other.entities == first.entities);
    first.entity().filter(|_| opens && alone)
}

/// Whether the honorific before the name, if any, allows the pronoun.
fn agrees(scene: &Scene, name: &NameMention, pronoun: &str) -> bool {
    let start = name_start(scene, name);
    let word = |back: usize| start.checked_sub(back).map(|at| scene.lower(at));
    let honorific = if word(1).as_deref() == Some(".") { word(2) } else { word(1) };
    let of = |words: &Vec<String>| words.iter().any(|word| honorific.as_deref() == Some(word));
    let mut ruled = scene.words.honorifics.iter().filter(|(_, words)| of(words));
    ruled.all(|(own, _)| own == pronoun)
}

/// The one entity of a kind that the draft's first block names: whom the draft is about.
/// Only what stands before the token `before` counts.
fn topic(scene: &Scene, kind: EntityKind, before: usize) -> Option<EntityId> {
    let blocks = &scene.case.document.blocks;
    let first = blocks.iter().take(3).map(|block| (block.tokens.0 as usize, (block.tokens.1 as usize).min(before)));
    let first = first.filter(|range| range.0 < range.1);
    let mut named = first.map(|range| named_in(scene, range, kind)).filter(|named| !named.is_empty());
    match named.next()?[..] {
        [one] => Some(one),
        _ => None,
    }
}

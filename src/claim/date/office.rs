//! Which of a person's recorded offices a sentence speaks of.

use crate::claim::date::scene::Scene;
use crate::claim::date::subject;
use crate::claim::title::is_called;
use crate::document::Sentence;
use crate::facts::{Entity, EntityId, EntityKind, Reference, TitleFact};
use crate::lexicon::phrases::lower;

/// How many tokens on either side of a verb may name its office.
const REACH: usize = 24;

/// The recorded titles of a person that a sentence names beside the token `at`: by their own words, or by what they are an office of.
#[derive(Clone, Debug, Default)]
pub struct Offices {
    /// Positions in [`Entity::titles`].
    pub entries: Vec<usize>,
    /// Whether the sentence itself tells which office is meant.
    pub named: bool,
}

/// The offices that may be meant. `any` says that the verb leaves open which ("took office").
pub fn meant(scene: &Scene, person: EntityId, at: usize, sentence: &Sentence, any: bool) -> Offices {
    let entity = scene.case.facts.entity(person);
    let range =
        ((sentence.tokens.0 as usize).max(at.saturating_sub(REACH)), (sentence.tokens.1 as usize).min(at + REACH));
    let all = || entity.titles.iter().enumerate();
    let by_title: Vec<usize> = all().filter(|(_, fact)| is_named(scene, fact, range)).map(|(entry, _)| entry).collect();
    if !by_title.is_empty() {
        return Offices { entries: by_title, named: true };
    }
    let by_mention: Vec<usize> =
        all().filter(|(_, fact)| is_mentioned(scene, person, fact, range)).map(|(entry, _)| entry).collect();
    if !by_mention.is_empty() {
        return Offices { entries: by_mention, named: true };
    }
    let by_body: Vec<usize> =
        all().filter(|(_, fact)| has_body(scene, fact, at, range)).map(|(entry, _)| entry).collect();
    if !by_body.is_empty() {
        return Offices { entries: by_body, named: true };
    }
    let entries = if any { (0..entity.titles.len()).collect() } else { Vec::new() };
    Offices { named: entity.titles.len() == 1, entries }
}

/// The only office that the person holds on the draft's date.
pub fn only_valid(scene: &Scene, entity: &Entity) -> Option<usize> {
    let (today, _) = scene.case.date?;
    let mut valid = entity.titles.iter().enumerate().filter(|(_, fact)| {
        fact.from.as_ref().is_some_and(|from| from.value.earliest() <= today.latest())
            && fact.until.as_ref().is_none_or(|until| until.value.latest() >= today.earliest())
    });
    let (entry, _) = valid.next()?;
    valid.next().is_none().then_some(entry)
}

/// The same office in other words, as far as titles are read: "CEO" of a chief executive.
fn is_mentioned(scene: &Scene, person: EntityId, fact: &TitleFact, range: (usize, usize)) -> bool {
    let tokens = &scene.case.document.tokens;
    let (Some(first), Some(last)) = (tokens.get(range.0), tokens.get(range.1.saturating_sub(1))) else { return false };
    let titles = &scene.case.mentions.titles;
    let from = titles.partition_point(|title| title.span.start() < first.span.start());
    let here = titles[from..].iter().take_while(|title| title.span.start() < last.span.end()).take(REACH);
    here.into_iter().any(|title| title.person == Some(person) && is_called(scene.case, title, fact))
}

/// The words of the title one after the other and no others around them, or the noun made of its last: "governorship".
fn is_named(scene: &Scene, fact: &TitleFact, range: (usize, usize)) -> bool {
    let title = lower(&fact.title.value);
    let words: Vec<&str> = title.split_whitespace().collect();
    let Some(head) = words.last() else { return false };
    (range.0..range.1).any(|at| {
        let end = at + words.len();
        let own = end <= range.1 && words.iter().enumerate().all(|(offset, word)| scene.lower(at + offset) == *word);
        (own && is_whole(scene, at, range.0) && is_of(scene, fact, end))
            || scene.lower(at).strip_suffix(scene.words.office_ending.as_str()).is_some_and(|noun| noun == *head)
    })
}

/// Not "deputy governor" for "governor": before the title stands an article, a preposition, a verb, a possessor or a recorded name.
fn is_whole(scene: &Scene, at: usize, first: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&before| before >= first) else { return true };
    let word = scene.lower(before);
    let possessive = crate::text::words::without_possessive(&word).len() != word.len();
    !scene.case.document.tokens[before].is_word() && !scene.is(before, '-')
        || possessive
        || scene.is_verb(before)
        || scene.is_small(before)
        || scene.words.adverbs.contains(word.as_ref())
        || scene.words.possessives.contains(word.as_ref())
        || scene.name_at(before).is_some()
}

/// Not "president of the club" for a president of a country.
fn is_of(scene: &Scene, fact: &TitleFact, end: usize) -> bool {
    if scene.case.lexicon.claims.of != scene.lower(end) {
        return true;
    }
    match fact.of.as_ref().map(|of| &of.value) {
        Some(Reference::Entity(body)) => {
            subject::starting_at(scene, end + 1).is_some_and(|name| name.entities.contains(body))
        }
        Some(Reference::Phrase(phrase)) => {
            let first = lower(phrase)
                .split_whitespace()
                .find(|word| !scene.words.determiners.contains(word))
                .map(str::to_string);
            (end + 1..end + 3).any(|at| first.as_deref() == Some(scene.lower(at).as_ref()))
        }
        None => true,
    }
}

/// Right after the verb: the body itself, or "the company" where it is the last of its kind that was named.
fn has_body(scene: &Scene, fact: &TitleFact, at: usize, range: (usize, usize)) -> bool {
    let Some(of) = &fact.of else { return false };
    let body = match &of.value {
        Reference::Entity(body) => *body,
        Reference::Phrase(phrase) => return follows(scene, phrase, at + 1, range.1),
    };
    // "the museum, which she led"
    let relative = at.checked_sub(2).filter(|&at| {
        at > range.0
            && scene.words.relatives.contains(scene.lower(at).as_ref())
            && scene.words.pronouns.contains(scene.lower(at + 1).as_ref())
    });
    if let Some(relative) = relative {
        let comma = usize::from(scene.is(relative - 1, ','));
        return subject::ending_at(scene, relative - comma).is_some_and(|name| name.entities.contains(&body));
    }
    let document = scene.case.document;
    let last = range.1.min(at + REACH / 2);
    let (Some(first), Some(end)) = (document.tokens.get(at), document.tokens.get(last - 1)) else { return false };
    let names = &scene.case.mentions.names;
    let from = names.partition_point(|name| name.span.end() <= first.span.start());
    let mut here = names[from..].iter().take_while(|name| name.span.start() < end.span.end());
    if let Some(name) = here.clone().find(|name| name.entity() == Some(body)) {
        // "became deputy mayor of Halden" is another office there.
        let before = document.token_at(name.span.start());
        return !(at..before).any(|at| scene.case.lexicon.titles.heads.contains_key(scene.lower(at).as_ref()));
    }
    let other_body = here.any(|name| name.entities.iter().any(|&id| is_body(scene.case.facts.entity(id))));
    let kind = scene.case.facts.entity(body).kind;
    let kinds = scene.case.lexicon.claims.kinds.get(kind.table());
    let described = (at..last.saturating_sub(1)).any(|token| {
        let noun = scene.lower(token + 1);
        scene.case.lexicon.claims.definite.contains(scene.lower(token).as_ref())
            && kinds.is_some_and(|kinds| kinds.iter().any(|kind| *kind == noun))
    });
    let of_kind =
        |name: &&crate::mention::NameMention| name.entities.iter().any(|&id| scene.case.facts.entity(id).kind == kind);
    let latest = names[..from].iter().rev().take(REACH).find(of_kind);
    described && !other_body && latest.is_some_and(|name| name.entity() == Some(body))
}

/// Whether the words of a body that is no entity stand at a token, an article before them or not: "edited the Marl Gazette".
fn follows(scene: &Scene, phrase: &str, at: usize, last: usize) -> bool {
    let determiners = &scene.words.determiners;
    let at = if determiners.contains(scene.lower(at).as_ref()) { at + 1 } else { at };
    let phrase = lower(phrase);
    let words: Vec<&str> = phrase.split_whitespace().skip_while(|word| determiners.contains(word)).collect();
    let same = || words.iter().enumerate().all(|(offset, word)| scene.lower(at + offset) == *word);
    !words.is_empty() && at + words.len() <= last && same()
}

fn is_body(entity: &Entity) -> bool {
    matches!(entity.kind, EntityKind::Organization | EntityKind::Place)
}

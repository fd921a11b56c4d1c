//! Two titles beside each other: the same office, another one of the same kind, or nothing to do with each other.

use std::collections::BTreeSet;

use crate::claim::Case;
use crate::document::Document;
use crate::facts::{EntityId, EntityKind, FactBase, Reference, TitleFact};
use crate::lexicon::{Lexicon, Titles};
use crate::mention::title::phrase::normal;
use crate::mention::{NameMention, Tenure, TitleMention};
use crate::span::Span;
use crate::text::tokenize;
use crate::text::words::without_possessive;

/// How the draft's title stands to a recorded one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// The same, or a shorter true form.
    Agrees,
    /// Another office of the same kind: who holds the one does not hold the other.
    Contradicts,
    /// Another job at the same body.
    OtherWork,
    /// Of another kind, or not clear.
    Apart,
}

/// What titles are read by.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub facts: &'a FactBase,
    pub lexicon: &'a Lexicon,
    /// The draft's names, in the order of the prose.
    pub names: &'a [NameMention],
}

/// How many names back "the company" is looked for.
const NAMES: usize = 24;

impl<'a> From<&Case<'a>> for Ground<'a> {
    fn from(case: &Case<'a>) -> Self {
        Self { facts: case.facts, lexicon: case.lexicon, names: &case.mentions.names }
    }
}

impl Ground<'_> {
    /// The body that "the company" takes up: the last one named before it that has the noun in its name; else the last one, if no
    /// other was named shortly before.
    fn taken_up(&self, noun: &str, at: Span) -> Option<EntityId> {
        let table = EntityKind::Organization.table();
        let noun = without_possessive(noun);
        if !self.lexicon.claims.kinds.get(table)?.iter().any(|kind| kind == noun) {
            return None;
        }
        let end = self.names.partition_point(|name| name.span.start() < at.start());
        let before = self.names[..end].iter().rev().take(NAMES).filter_map(NameMention::entity);
        let mut bodies: Vec<EntityId> =
            before.filter(|&id| self.facts.entity(id).kind == EntityKind::Organization).collect();
        let called = |id: &EntityId| self.has_noun(*id, noun);
        if let Some(body) = bodies.iter().copied().find(called) {
            return Some(body);
        }
        bodies.dedup();
        match bodies[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Whether the noun, or its plural, stands in the name of a body: "airline" of Tern Airlines.
    fn has_noun(&self, body: EntityId, noun: &str) -> bool {
        let name = self.facts.entity(body).name.value.to_lowercase();
        name.split_whitespace().any(|word| word == noun || word.strip_suffix('s') == Some(noun))
    }

    /// "parliament", "country", "city": what any place may have or be.
    fn is_of_any_place(&self, word: &str) -> bool {
        let kinds = self.lexicon.claims.kinds.get(EntityKind::Place.table());
        let titles = &self.lexicon.titles;
        titles.parliaments.contains(word)
            || titles.institutions.contains(word)
            || kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind == word))
    }
}

/// A title taken to pieces.
#[derive(Clone, Debug, Default)]
pub struct Office {
    pub(super) head: String,
    /// "deputy", "vice", "assistant", in order of the alphabet.
    pub(super) ranks: Vec<String>,
    /// "foreign", "prime", "financial".
    pub(super) portfolios: BTreeSet<String>,
    pub(super) acting: bool,
    /// Recorded as "former mayor".
    pub(super) former: bool,
    /// What follows the title in lower case: "hydrology" of "professor of hydrology".
    field: BTreeSet<String>,
    /// What it is an office of: recorded entities,
    bodies: Vec<EntityId>,
    /// countries by adjective or initialism,
    countries: BTreeSet<String>,
    /// and words of names.
    words: BTreeSet<String>,
}

/// How the bodies of two titles stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    Same,
    Other,
    /// The draft names one that is not the recorded one as far as words tell.
    Unmatched,
    Unknown,
}

impl Office {
    /// The draft's title.
    pub(super) fn of_mention(document: &Document, ground: &Ground, title: &TitleMention) -> Self {
        let titles = &ground.lexicon.titles;
        let mut office = Self::of_words(title.title.split(' ').map(str::to_owned).collect(), titles);
        office.acting = title.tenure == Tenure::Acting;
        for (span, entity) in &title.scope {
            let text = document.text(*span);
            if entity.is_none() && span.start() >= title.span.end() && text.chars().all(|c| !c.is_uppercase()) {
                office.field.extend(field_words(text, titles));
            }
            match entity.or_else(|| ground.taken_up(text, *span)) {
                Some(entity) => office.bodies.push(entity),
                None => office.add_body(text, titles),
            }
        }
        office.presides(titles)
    }

    /// The president of a parliament is its speaker.
    fn presides(mut self, titles: &Titles) -> Self {
        let parliament = self.words.iter().any(|word| titles.parliaments.contains(word));
        if parliament && self.ranks.is_empty() && titles.presides.contains(&self.head) {
            self.head.clone_from(&titles.speaker);
        }
        self
    }

    /// The same without a fact base: what it is an office of is known by its words alone.
    pub(super) fn alone(mut self, ground: &Ground) -> Self {
        for id in std::mem::take(&mut self.bodies) {
            self.add_body(&ground.facts.entity(id).name.value, &ground.lexicon.titles);
        }
        self
    }

    /// A recorded title.
    pub(super) fn of_fact(titles: &Titles, fact: &TitleFact) -> Self {
        let text = &fact.title.value;
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        let (mut words, mut acting, mut former, mut tail) = (Vec::new(), false, false, false);
        let (mut body, mut field) = (String::new(), BTreeSet::new());
        for token in tokens.iter().filter(|token| token.is_word() || token.is_number()) {
            let word = token.text(text);
            let lower = word.to_lowercase();
            if titles.acting.contains(&lower) && words.is_empty() {
                acting = true;
                continue;
            }
            if titles.former.contains(&lower) && words.is_empty() {
                former = true;
                continue;
            }
            let head = words.last().is_some_and(|word: &String| titles.heads.contains_key(word));
            if head && titles.of.contains(&lower) {
                tail = true;
            }
            let word = normal(&lower, titles);
            if tail && titles.portfolios.contains(&word) {
                // "Minister of Health" is "health minister".
                words.insert(words.len() - 1, word);
            } else if !tail && is_known(&word, titles) {
                words.push(word);
            } else {
                if tail && lower == token.text(text) {
                    field.extend(field_words(&lower, titles));
                }
                body.push(' ');
                body.push_str(token.text(text));
            }
        }
        let mut office = Self::of_words(words, titles);
        office.field = field;
        (office.acting, office.former) = (acting, former);
        office.add_body(&body, titles);
        match fact.of.as_ref().map(|of| &of.value) {
            Some(Reference::Entity(id)) => office.bodies.push(*id),
            Some(Reference::Phrase(phrase)) => office.add_body(phrase, titles),
            None => {}
        }
        office.presides(titles)
    }

    fn of_words(words: Vec<String>, titles: &Titles) -> Self {
        let words = reword(words, titles);
        let mut office = Self::default();
        let head = words
            .iter()
            .rposition(|word| titles.heads.contains_key(word) && !titles.after_head.contains(word))
            .or_else(|| words.iter().rposition(|word| titles.heads.contains_key(word)));
        for (at, word) in words.into_iter().enumerate() {
            if Some(at) == head {
                office.head = word;
            } else if titles.ranks.contains(&word) {
                office.ranks.push(word);
            } else {
                office.portfolios.insert(word);
            }
        }
        office.ranks.sort();
        office
    }

    fn add_body(&mut self, text: &str, titles: &Titles) {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        for token in tokens.iter().filter(|token| token.is_word() || token.is_number()) {
            let word = without_possessive(token.text(text)).to_lowercase();
            let plain = word.trim_end_matches('.').to_owned();
            if let Some(country) = titles.nationalities.get(&plain).or_else(|| titles.countries.get(&plain)) {
                self.countries.insert(country.clone());
            } else if !titles.of.contains(&plain) && !titles.determiners.contains(&plain) && plain != "and" {
                self.words.insert(plain);
            }
        }
    }

    /// How this title of a draft stands to a recorded one.
    pub(super) fn relation(&self, recorded: &Office, ground: &Ground) -> Relation {
        let titles = &ground.lexicon.titles;
        if self.head.is_empty() || recorded.head.is_empty() {
            return Relation::Apart;
        }
        let body = self.body(recorded, ground);
        if self.head == recorded.head {
            return self.same_head(recorded, body, ground);
        }
        let (mine, theirs) = (kinds(&self.head, titles), kinds(&recorded.head, titles));
        let tie = |kinds: &[String]| kinds.iter().all(|kind| titles.ties.contains(kind));
        let generic = self.is_generic(titles) || recorded.is_generic(titles);
        // Whoever presides over a country is mayor of none of its cities either.
        let exclusive = [self, recorded].iter().all(|office| titles.exclusive.contains(&office.head));
        if exclusive && body == Body::Other && self.is_of_place(ground) && recorded.is_of_place(ground) {
            return Relation::Contradicts;
        }
        if matches!(body, Body::Other | Body::Unmatched) || generic || tie(mine) || tie(theirs) {
            return Relation::Apart;
        }
        if titles.are_held_together(&self.head, &recorded.head) {
            return Relation::Apart;
        }
        let office = |kind: &&String| !titles.jobs.contains(kind) && !titles.ties.contains(kind);
        let shared = mine.iter().filter(office).any(|kind| theirs.contains(kind)) || exclusive;
        // A trade may be followed beside an office: the lawyer is also a minister.
        let only_job = |kinds: &[String]| !kinds.iter().any(|kind| office(&kind));
        if shared && !only_job(mine) && !only_job(theirs) {
            return Relation::Contradicts;
        }
        // Who holds an office may be called by a trade as well, and by one that includes the recorded one.
        let hypernym = |office: &Office| titles.hypernyms.contains(&office.head);
        let trades = only_job(mine) && only_job(theirs) && !hypernym(self) && !hypernym(recorded);
        let office_of_job = !only_job(mine) && theirs.iter().any(|kind| titles.jobs.contains(kind));
        if body == Body::Same && (trades || office_of_job) { Relation::OtherWork } else { Relation::Apart }
    }

    /// Whether the words of the two are one office, where the recorded one is an office of what its own words name as well:
    /// "council leader" and the leader of the Larch City Council.
    pub(super) fn is_called_like(&self, recorded: &Office, ground: &Ground) -> bool {
        let names = recorded.all_words(ground);
        self.head == recorded.head
            && self.ranks == recorded.ranks
            && self.portfolios.symmetric_difference(&recorded.portfolios).all(|word| names.contains(word))
    }

    fn same_head(&self, recorded: &Office, body: Body, ground: &Ground) -> Relation {
        let titles = &ground.lexicon.titles;
        let shorter = self.portfolios.is_subset(&recorded.portfolios);
        if self.ranks != recorded.ranks {
            let courtesy = self.ranks.is_empty() && titles.courtesy.contains(&self.head);
            return if body == Body::Other || courtesy { Relation::Apart } else { Relation::Contradicts };
        }
        // "professor of geology" is none of hydrology.
        let fields = !self.field.is_empty() && !recorded.field.is_empty() && self.field.is_disjoint(&recorded.field);
        if fields && titles.by_field.contains(&self.head) && body != Body::Other {
            return Relation::OtherWork;
        }
        if shorter {
            return match body {
                Body::Other if self.is_office(titles) => Relation::Contradicts,
                Body::Other => Relation::Apart,
                // "chief executive of Metrobus" does not agree with a record of another body's.
                Body::Unmatched if recorded.has_body() => Relation::Apart,
                _ => Relation::Agrees,
            };
        }
        // "library director" of the library.
        let extra: Vec<&String> = self.portfolios.difference(&recorded.portfolios).collect();
        let names = recorded.all_words(ground);
        if extra.iter().all(|word| names.contains(*word)) {
            return Relation::Agrees;
        }
        let longer = recorded.portfolios.is_subset(&self.portfolios);
        if longer || body == Body::Other || !self.is_office(titles) && body != Body::Same {
            return Relation::Apart;
        }
        Relation::Contradicts
    }

    /// Whether it says what it is an office of.
    fn has_body(&self) -> bool {
        !(self.bodies.is_empty() && self.countries.is_empty() && self.words.is_empty())
    }

    fn is_of_place(&self, ground: &Ground) -> bool {
        let place = |&id: &EntityId| ground.facts.entity(id).kind == EntityKind::Place;
        self.bodies.iter().all(place) && !(self.bodies.is_empty() && self.countries.is_empty())
    }

    /// Too wide to stand against another office; "chief executive" is not.
    pub(super) fn is_generic(&self, titles: &Titles) -> bool {
        titles.generic.contains(&self.head) && !self.portfolios.iter().any(|word| titles.generic.contains(word))
    }

    fn is_office(&self, titles: &Titles) -> bool {
        kinds(&self.head, titles).iter().any(|kind| !titles.jobs.contains(kind) && !titles.ties.contains(kind))
    }

    /// How what it is an office of stands to what the recorded one is.
    pub(super) fn body(&self, recorded: &Office, ground: &Ground) -> Body {
        let related = |mine: EntityId, theirs: EntityId| {
            mine == theirs || is_part(ground, mine, theirs) || is_part(ground, theirs, mine)
        };
        let mut verdict = Body::Unknown;
        for &mine in &self.bodies {
            for &theirs in &recorded.bodies {
                if related(mine, theirs) {
                    return Body::Same;
                }
                let kind = |id: EntityId| ground.facts.entity(id).kind;
                if kind(mine) == kind(theirs) {
                    verdict = Body::Other;
                }
            }
        }
        let mut mine = self.body_words(ground);
        let theirs = recorded.body_words(ground);
        if mine.1.iter().any(|word| theirs.1.contains(word)) && !mine.1.is_empty() {
            return Body::Same;
        }
        if !mine.0.is_empty() && !theirs.0.is_empty() {
            return if mine.0.is_disjoint(&theirs.0) { Body::Other } else { Body::Same };
        }
        // "Russian" beside a recorded place that has no such adjective.
        let place = recorded.bodies.iter().any(|&id| ground.facts.entity(id).kind == EntityKind::Place);
        if place {
            // "speaker of parliament" leaves open of which country.
            mine.1.retain(|word| !ground.is_of_any_place(word));
        }
        if !self.countries.is_empty() && place && theirs.0.is_disjoint(&self.countries) && self.bodies.is_empty() {
            return Body::Other;
        }
        if verdict == Body::Unknown && !mine.1.is_empty() { Body::Unmatched } else { verdict }
    }

    /// The words of the names of all its bodies.
    fn all_words(&self, ground: &Ground) -> BTreeSet<String> {
        let titles = &ground.lexicon.titles;
        let mut all = Office { words: self.words.clone(), ..Office::default() };
        for &id in &self.bodies {
            all.add_body(&ground.facts.entity(id).name.value, titles);
        }
        all.words
    }

    /// Countries, and the words of names, of all its bodies. Common words of names are left out.
    fn body_words(&self, ground: &Ground) -> (BTreeSet<String>, BTreeSet<String>) {
        let titles = &ground.lexicon.titles;
        let mut all = Office { countries: self.countries.clone(), words: self.words.clone(), ..Office::default() };
        for &id in &self.bodies {
            let entity = ground.facts.entity(id);
            let forms = [Some(&entity.name), entity.abbreviation.as_ref(), entity.adjective.as_ref()];
            for form in forms.into_iter().flatten() {
                all.add_body(&form.value, titles);
            }
            let name = entity.name.value.to_lowercase();
            if titles.nationalities.values().any(|country| *country == name) {
                all.countries.insert(name);
            }
        }
        all.words.retain(|word| word.chars().count() > 2 && !is_known(word, titles));
        (all.countries, all.words)
    }
}

/// The words of a field, without the grammar's.
fn field_words(text: &str, titles: &Titles) -> Vec<String> {
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    words.filter(|word| word.len() > 3 && !titles.of.contains(word) && !titles.determiners.contains(word)).collect()
}

/// Whether `part` lies in `whole`, by `part_of`.
pub(super) fn is_part(ground: &Ground, part: EntityId, whole: EntityId) -> bool {
    let mut at = part;
    for _ in 0..8 {
        match ground.facts.entity(at).part_of {
            Some(next) if next == whole => return true,
            Some(next) => at = next,
            None => return false,
        }
    }
    false
}

fn kinds<'a>(head: &str, titles: &'a Titles) -> &'a [String] {
    titles.heads.get(head).map_or(&[], Vec::as_slice)
}

fn is_known(word: &str, titles: &Titles) -> bool {
    titles.heads.contains_key(word)
        || titles.portfolios.contains(word)
        || titles.ranks.contains(word)
        || titles.after_head.contains(word)
        || titles.phrases.iter().any(|(from, _)| from.len() == 1 && from[0] == word)
}

/// One wording for phrases that mean the same.
fn reword(mut words: Vec<String>, titles: &Titles) -> Vec<String> {
    for (from, to) in &titles.phrases {
        if let Some(at) = words.windows(from.len().max(1)).position(|window| window == from.as_slice()) {
            words.splice(at..at + from.len(), to.iter().cloned());
        }
    }
    words
}

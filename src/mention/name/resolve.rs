//! Whom a form means here: several entities may share it, and a surname or an ordinary word may mean somebody or something else.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::automaton::{Entry, Match, UNKNOWN, Words, starts_upper};
use crate::document::BlockKind;
use crate::facts::{EntityId, EntityKind, FactBase};
use crate::lexicon::{Lexicon, Names, Times};
use crate::mention::{Form, NameMention};
use crate::text::Token;
use crate::text::fold::fold;

/// The most initials between a first name and a surname.
const INITIALS: usize = 4;

/// Decides match by match, knowing the whole draft.
pub(super) struct Resolver<'a> {
    words: &'a Words<'a>,
    pub facts: &'a FactBase,
    pub names: &'a Names,
    times: &'a Times,
    matches: &'a [Match<'a>],
    /// For every entity the tokens at which it is given in full, in order.
    introduced: FxHashMap<EntityId, Vec<usize>>,
    /// For every surname (by word) the tokens at which somebody else bears it, in order.
    namesakes: FxHashMap<u32, Vec<usize>>,
    /// By the last word of a title, who of those given in full holds it.
    titles: OnceCell<FxHashMap<String, Vec<EntityId>>>,
}

impl<'a> Resolver<'a> {
    pub fn new(words: &'a Words<'a>, facts: &'a FactBase, lexicon: &'a Lexicon, matches: &'a [Match<'a>]) -> Self {
        let names = &lexicon.names;
        let mut resolver = Self {
            words,
            facts,
            names,
            times: &lexicon.times,
            matches,
            introduced: FxHashMap::default(),
            namesakes: FxHashMap::default(),
            titles: OnceCell::new(),
        };
        for found in matches {
            let (form, entities) = choose(&found.entries);
            let long = found.tokens.1 > found.tokens.0;
            if form == Form::Full && (long || entities.iter().all(|&id| resolver.kind(id) != EntityKind::Person)) {
                for id in entities {
                    resolver.introduced.entry(id).or_default().push(found.tokens.0);
                }
            }
        }
        for found in matches {
            let (form, entities) = choose(&found.entries);
            if form == Form::Short && resolver.is_namesake(found, &entities) {
                let surname = words.words[found.tokens.1].1;
                resolver.namesakes.entry(surname).or_default().push(found.tokens.0);
            }
        }
        resolver
    }

    /// The mentions, in order.
    pub fn mentions(&self) -> Vec<NameMention> {
        let mut borne = FxHashMap::default();
        let mut seen: FxHashSet<EntityId> = FxHashSet::default();
        let mut found_so_far = Vec::new();
        for found in self.matches {
            let known = found.entries.iter().any(|entry| seen.contains(&entry.entity));
            if self.is_something_new(found, known) {
                continue;
            }
            if let Some(mention) = self.mention(found, &mut borne) {
                // A headline names what the first sentence then brings in.
                let document = self.words.document;
                let block = &document.blocks[document.block_at(mention.span.start())];
                if !matches!(block.kind, BlockKind::Heading(_) | BlockKind::FrontMatter) {
                    seen.extend(mention.entities.iter().copied());
                }
                found_so_far.push(mention);
            }
        }
        found_so_far
    }

    /// The entities given in full, in no order.
    pub fn all_introduced(&self) -> impl Iterator<Item = EntityId> {
        self.introduced.keys().copied()
    }

    /// Where an entity is given in full, as tokens, in order.
    pub fn introduced(&self, id: EntityId) -> &[usize] {
        self.introduced.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Whether the draft gives no entity in full.
    pub fn introduces_nobody(&self) -> bool {
        self.introduced.is_empty()
    }

    /// `borne` says by surname who was last called by it alone.
    fn mention(&self, found: &Match, borne: &mut FxHashMap<u32, EntityId>) -> Option<NameMention> {
        let (form, mut entities) = choose(&found.entries);
        if matches!(form, Form::Full | Form::Short) && self.is_just_a_word(found, &entities) {
            return None;
        }
        let persons = entities.iter().all(|&id| self.kind(id) == EntityKind::Person);
        if form == Form::Short && persons {
            if self.is_namesake(found, &entities) {
                return None;
            }
            let surname = self.words.words[found.tokens.1].1;
            entities = self.bearers(found, entities, borne.get(&surname).copied());
            if let [one] = entities[..] {
                borne.insert(surname, one);
            }
        } else if entities.len() > 1 {
            entities = self.decide(found, entities, None);
        }
        if entities.is_empty() && form != Form::Distinct {
            return None;
        }
        Some(NameMention { span: found.span, entities, form })
    }

    fn kind(&self, id: EntityId) -> EntityKind {
        self.facts.entity(id).kind
    }

    /// Those of `entities` whom a bare surname can mean: nobody where the nearest bearer before it is somebody unrecorded.
    fn bearers(&self, found: &Match, entities: Vec<EntityId>, so_far: Option<EntityId>) -> Vec<EntityId> {
        let at = found.tokens.0;
        let surname = self.words.words[found.tokens.1].1;
        let titled: Vec<EntityId> = entities.iter().copied().filter(|&id| self.has_title_before(id, at)).collect();
        if let [one] = titled[..] {
            return vec![one];
        }
        if let Some(others) = self.namesakes.get(&surname) {
            let other = before(others, at);
            let ours = entities.iter().filter_map(|&id| before(self.introduced(id), at)).max();
            if other > ours || (other.is_none() && ours.is_none()) {
                return Vec::new();
            }
        }
        let known = entities.iter().any(|&id| !self.introduced(id).is_empty());
        if !known && self.is_ordinary(found.tokens.1) {
            return Vec::new();
        }
        self.decide(found, entities, so_far)
    }

    /// Of several that share a form: the one given in full last, unless two were in one block; else all.
    ///
    /// Who has been called by the form alone `so_far` keeps it beside kin introduced with them, and may keep it after kin.
    fn decide(&self, found: &Match, entities: Vec<EntityId>, so_far: Option<EntityId>) -> Vec<EntityId> {
        if entities.len() < 2 {
            return entities;
        }
        let at = found.tokens.0;
        let titled: Vec<EntityId> = entities
            .iter()
            .copied()
            .filter(|&id| self.has_title_before(id, at) || self.has_title_after(id, found.tokens.1))
            .collect();
        if let [one] = titled[..] {
            return vec![one];
        }
        let mut earlier: Vec<(usize, EntityId)> =
            entities.iter().filter_map(|&id| Some((before(self.introduced(id), at)?, id))).collect();
        earlier.sort_unstable();
        let block = |token: usize| self.words.document.block_at(self.words.document.tokens[token].span.start());
        match earlier[..] {
            [] => {
                let later: Vec<EntityId> =
                    entities.iter().copied().filter(|&id| !self.introduced(id).is_empty()).collect();
                if later.len() == 1 { later } else { entities }
            }
            [(_, one)] => vec![one],
            [.., (second, _), (last, one)] if block(second) != block(last) => match so_far {
                Some(other) if other != one => vec![one, other],
                _ => vec![one],
            },
            _ if so_far.is_some_and(|one| entities.contains(&one)) => so_far.into_iter().collect(),
            _ => earlier.into_iter().map(|(_, id)| id).collect(),
        }
    }

    /// Whether the words before token `at` are a title that `id` holds: "Mayor Delgado".
    fn has_title_before(&self, id: EntityId, at: usize) -> bool {
        let tokens = &self.words.document.tokens;
        let is_word = |at: usize| tokens.get(at).is_some_and(|token| token.is_word());
        if at == 0 || !is_word(at - 1) {
            return false;
        }
        let last = fold(self.words.stem(at - 1));
        self.facts.entity(id).titles.iter().any(|title| {
            let key = fold(&title.title.value);
            key.rsplit(' ').next() == Some(last.as_str())
        })
    }

    /// Whether the words after a comma behind token `last` are a title that `id` holds: "Delgado, the mayor of Harm,".
    fn has_title_after(&self, id: EntityId, last: usize) -> bool {
        let tokens = &self.words.document.tokens;
        if !tokens.get(last + 1).is_some_and(|token| token.is(',')) {
            return false;
        }
        let words = (last + 2..tokens.len()).take(8).take_while(|&at| tokens[at].is_word());
        let apposed: Vec<String> = words.map(|at| fold(self.words.stem(at))).collect();
        self.facts.entity(id).titles.iter().any(|title| {
            let key = fold(&title.title.value);
            let wanted: Vec<&str> = key.split(' ').collect();
            apposed.windows(wanted.len()).any(|words| words.iter().zip(&wanted).all(|(word, wanted)| word == wanted))
        })
    }

    /// "another earthquake", "an earthquake in 1998": a common noun after an indefinite word brings in something new. The first time
    /// it is the recorded thing itself that is brought in.
    fn is_something_new(&self, found: &Match, seen: bool) -> bool {
        let (first, last) = found.tokens;
        let common = (first..=last).all(|at| self.words.text(at).chars().next().is_some_and(char::is_lowercase));
        let tokens = &self.words.document.tokens;
        let article = (first.saturating_sub(4)..first)
            .rev()
            .take_while(|&at| tokens[at].is_word() || tokens[at].is_number() || tokens[at].is('-'))
            .find_map(|at| {
                let word = fold(self.words.text(at));
                let indefinite = self.names.indefinite.contains(&word);
                (indefinite || self.names.definite.contains(&word)).then_some((indefinite, word))
            });
        match article {
            Some((true, word)) => common && (seen || !self.names.articles.contains(&word)),
            _ => false,
        }
    }

    /// Whether the words before token `at` are, all of them, a title that `id` holds and that few share.
    pub fn has_full_title_before(&self, id: EntityId, at: usize) -> bool {
        self.facts.entity(id).titles.iter().any(|title| {
            let key = fold(&title.title.value);
            if self.names.shared_titles.contains(&key) {
                return false;
            }
            let mut left = at;
            key.rsplit(' ').all(|word| {
                let Some(before) = left.checked_sub(1) else { return false };
                left = before;
                starts_upper(self.words.text(before)) && fold(self.words.stem(before)) == word
            })
        })
    }

    /// Whose title stands before token `at`, among those whom the draft gives in full earlier; `None` if it is several persons'.
    pub fn holder_before(&self, at: usize) -> Option<EntityId> {
        if at == 0 || !starts_upper(self.words.text(at - 1)) {
            return None;
        }
        let titles = self.titles.get_or_init(|| {
            let mut titles: FxHashMap<String, Vec<EntityId>> = FxHashMap::default();
            for &id in self.introduced.keys() {
                for title in &self.facts.entity(id).titles {
                    let key = fold(&title.title.value);
                    let last = key.rsplit(' ').next().unwrap_or_default().to_string();
                    titles.entry(last).or_default().push(id);
                }
            }
            titles
        });
        let holders = titles.get(&fold(self.words.stem(at - 1)))?;
        match holders[..] {
            [one] => (self.has_full_title_before(one, at) && before(self.introduced(one), at).is_some()).then_some(one),
            _ => None,
        }
    }

    /// Whether the capital comes from the place and not from a name: "Reading is fun", "Young people".
    fn is_just_a_word(&self, found: &Match, entities: &[EntityId]) -> bool {
        let (first, last) = found.tokens;
        if first != last || !starts_upper(self.words.text(first)) || !self.is_ordinary(first) {
            return false;
        }
        let heading = self.is_title_case(first);
        if !heading && !self.begins_sentence(first) {
            return false;
        }
        let known = entities.iter().any(|&id| self.introduced(id).iter().any(|&at| at != first));
        !known || !(heading || self.is_followed_by_verb(last))
    }

    fn is_followed_by_verb(&self, at: usize) -> bool {
        if self.words.stem(at).len() < self.words.text(at).len() {
            return true;
        }
        let tokens = &self.words.document.tokens;
        match tokens.get(at + 1) {
            None => true,
            Some(next) if next.is_word() => {
                let next = fold(self.words.text(at + 1));
                self.times.is_past(&next) || self.names.verbs_of_persons.contains(&next)
            }
            Some(_) => true,
        }
    }

    /// Whether a surname stands in another person's name ("Ana Djuric"), or in the name of something else ("Stern School").
    fn is_namesake(&self, found: &Match, entities: &[EntityId]) -> bool {
        if entities.iter().any(|&id| self.kind(id) != EntityKind::Person) {
            return false;
        }
        let (first, last) = found.tokens;
        self.is_hyphenated(first, last)
            || self.is_followed_by_name(last)
            || self.is_of_a_generation(last)
            || self.first_name(first).is_some_and(|at| !self.may_be_of(at, entities))
    }

    /// "said Pinfold senior": whoever has that name beside somebody younger or older with the same.
    fn is_of_a_generation(&self, last: usize) -> bool {
        let tokens = &self.words.document.tokens;
        tokens.get(last + 1).is_some_and(|next| {
            next.is_word() && self.names.generations.contains(self.words.text(last + 1).to_lowercase().as_str())
        })
    }

    fn is_hyphenated(&self, first: usize, last: usize) -> bool {
        let tokens = &self.words.document.tokens;
        let hyphen = |at: usize| tokens.get(at).is_some_and(|token| token.is('-') || token.is('‑') || token.is('‐'));
        let unknown_name = |at: usize| starts_upper(self.words.text(at)) && self.words.words[at].1 == UNKNOWN;
        let after =
            hyphen(last + 1) && self.words.is_tight(last) && self.words.is_tight(last + 1) && unknown_name(last + 2);
        let before = first >= 2
            && hyphen(first - 1)
            && self.words.is_tight(first - 1)
            && self.words.is_tight(first - 2)
            && unknown_name(first - 2);
        after || before
    }

    /// Whether a word with a capital follows that makes a longer name: "Djuric Street".
    pub fn is_followed_by_name(&self, last: usize) -> bool {
        let tokens = &self.words.document.tokens;
        if self.words.stem(last).len() < self.words.text(last).len() || self.is_title_case(last) {
            return false;
        }
        let same_block = tokens.get(last + 1).is_some_and(|next| {
            let gap = &self.words.document.prose[tokens[last].span.end()..next.span.start()];
            next.is_word() && !gap.is_empty() && !gap.contains("\n\n")
        });
        same_block && starts_upper(self.words.text(last + 1)) && {
            let next = fold(self.words.stem(last + 1));
            !self.names.followers.contains(&next)
        }
    }

    /// The token right before `at` that looks like a first name, initials passed over.
    pub fn first_name(&self, at: usize) -> Option<usize> {
        let tokens = &self.words.document.tokens;
        let mut left = at;
        for _ in 0..=INITIALS {
            let before = left.checked_sub(1)?;
            let gap = &self.words.document.prose[tokens[before].span.end()..tokens[left].span.start()];
            if gap.contains("\n\n") {
                return None;
            }
            let initial = |at: usize| self.words.text(at).trim_end_matches('.').chars().count() == 1;
            let stop = tokens[before].is('.') && before > 0 && initial(before - 1) && tokens[before - 1].is_word();
            if stop {
                left = before - 1;
                continue;
            }
            if !tokens[before].is_word() || gap.is_empty() {
                return None;
            }
            if initial(before) && starts_upper(self.words.text(before)) && self.words.text(before) != "I" {
                left = before;
                continue;
            }
            return self.looks_like_first_name(before).then_some(before);
        }
        None
    }

    /// A word with a capital of its own that is no title, no adjective and no ordinary word, or that is a common first name.
    fn looks_like_first_name(&self, at: usize) -> bool {
        let text = self.words.text(at);
        let stem = self.words.stem(at);
        if !starts_upper(text) || stem.len() < text.len() || text.chars().all(|c| !c.is_lowercase()) {
            return false;
        }
        let key = fold(stem);
        if self.names.honorifics.contains(&key) || self.names.followers.contains(&key) || self.is_in_name(at) {
            return false;
        }
        let ordinary = self.names.ordinary.contains(&key);
        match self.names.given_names.contains(&key) {
            true => !(ordinary && (self.begins_sentence(at) || self.is_title_case(at))),
            false => !ordinary,
        }
    }

    /// Whether a token is part of a name already recognised ("Serbian", "Belgrade").
    fn is_in_name(&self, at: usize) -> bool {
        let next = self.matches.partition_point(|found| found.tokens.1 < at);
        self.matches.get(next).is_some_and(|found| found.tokens.0 <= at)
    }

    /// Whether the first name at `at` is one of the entities', or nearly.
    pub fn may_be_of(&self, at: usize, entities: &[EntityId]) -> bool {
        let key = fold(self.words.stem(at));
        entities.iter().any(|&id| {
            let entity = self.facts.entity(id);
            std::iter::once(&entity.name).chain(&entity.also).any(|form| {
                fold(&form.value).split(' ').any(|word| word == key || (key.len() > 3 && is_slip(word, &key)))
            })
        })
    }

    fn is_ordinary(&self, at: usize) -> bool {
        self.names.ordinary.contains(&fold(self.words.stem(at)))
    }

    /// Whether token `at` is the first word of its sentence.
    pub fn begins_sentence(&self, at: usize) -> bool {
        let document = self.words.document;
        let sentence = document.sentence_at(document.tokens[at].span.start());
        let Some(sentence) = document.sentences.get(sentence) else { return true };
        let start = (sentence.tokens.0 as usize).min(at);
        let before = &document.tokens[start..at];
        // A quotation and what follows a colon begin with a capital as well.
        let opens = |token: &Token| ['“', '"', '‘', ':', '(', '['].into_iter().any(|mark| token.is(mark));
        before.iter().all(|token| !token.is_word() && !token.is_number()) || before.last().is_some_and(opens)
    }

    /// Whether token `at` stands where every word may have a capital.
    pub fn is_title_case(&self, at: usize) -> bool {
        let document = self.words.document;
        let block = document.block_at(document.tokens[at].span.start());
        document.blocks.get(block).is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
    }
}

/// One slip of the pen apart: a letter more, less, another, or two swapped.
fn is_slip(one: &str, other: &str) -> bool {
    strsim::osa_distance(one, other) <= 1
}

/// The last of `tokens` before `at`.
fn before(tokens: &[usize], at: usize) -> Option<usize> {
    let next = tokens.partition_point(|&token| token < at);
    next.checked_sub(1).map(|last| tokens[last])
}

/// The form that counts where one stretch of words is a form of several kinds, and whose it is.
pub(super) fn choose(entries: &[&Entry]) -> (Form, Vec<EntityId>) {
    let rank = |entry: &Entry| match entry.form {
        Form::Never(_) if entry.exact.is_some() => 0,
        Form::Full => 1,
        Form::Abbreviation => 2,
        Form::Short => 3,
        Form::Adjective => 4,
        Form::Demonym => 5,
        Form::Metonym => 6,
        Form::Description => 7,
        Form::Distinct => 8,
        Form::Never(_) => 9,
    };
    let tier = |entry: &Entry| match rank(entry) {
        1..=3 => 1,
        4..=5 => 4,
        other => other,
    };
    let Some(best) = entries.iter().min_by_key(|entry| rank(entry)) else { return (Form::Distinct, Vec::new()) };
    if best.form == Form::Distinct {
        return (Form::Distinct, Vec::new());
    }
    let mut entities: Vec<EntityId> =
        entries.iter().filter(|entry| tier(entry) == tier(best)).map(|entry| entry.entity).collect();
    entities.sort_unstable();
    entities.dedup();
    (best.form, entities)
}

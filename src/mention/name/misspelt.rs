//! Words of a draft that nearly are a recorded name.
//!
//! A near word alone proves nothing: most names are near some other name. What counts is the whole mention: the rest of the
//! name exactly as recorded, a title that only the recorded person has, or a draft that has introduced them.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::NameIndex;
use super::automaton::{UNKNOWN, Words, next_word, starts_upper};
use super::near::{Proper, SHORTEST, slips};
use super::resolve::Resolver;
use super::spelling::{has_phrase, is_cyrillic, is_inflection, shape, sounds};
use crate::document::Block;
use crate::facts::{EntityId, EntityKind, Reference};
use crate::mention::{Form, NameMention, NearMiss};
use crate::span::Span;
use crate::text::fold::fold;

/// Tokens before and after a name among which its title is looked for.
const TITLE_REACH: (usize, usize) = (12, 16);

/// A recorded form laid along words of the draft, with one word that differs.
#[derive(Clone, Copy)]
struct Aligned<'a> {
    form: &'a Proper,
    /// First and last token of the mention, both included.
    tokens: (usize, usize),
    /// The token that differs.
    at: usize,
    /// Its position in the form.
    position: usize,
    distance: usize,
}

/// Recorded words near to a word, with their distance.
type Nearby = Rc<[(u32, usize)]>;

/// What else in the draft speaks for an entity.
#[derive(Clone, Copy)]
struct Tie {
    /// One of the entity's titles stands in the sentence.
    title: bool,
    /// What the title is of stands there.
    of: bool,
    /// The entity is given in full somewhere in the draft.
    introduced: bool,
}

/// Looks for misspelt names in one draft.
pub(super) struct Misspelt<'a> {
    words: &'a Words<'a>,
    index: &'a NameIndex,
    resolver: &'a Resolver<'a>,
    mentions: &'a [NameMention],
    /// For every token whether it is part of a mention or of a near miss.
    taken: Vec<bool>,
    seen: RefCell<FxHashMap<String, Nearby>>,
    /// First letter and length, give or take two, of the names of one word that the draft may go on to use.
    shapes: FxHashSet<(char, usize)>,
    /// By folded surname, the first names that stand before it, each once.
    strangers: OnceCell<FxHashMap<String, Vec<usize>>>,
}

impl<'a> Misspelt<'a> {
    pub fn new(
        words: &'a Words<'a>,
        index: &'a NameIndex,
        resolver: &'a Resolver<'a>,
        mentions: &'a [NameMention],
    ) -> Self {
        let document = words.document;
        let mut taken = vec![false; document.tokens.len()];
        for mention in mentions {
            let from = document.token_at(mention.span.start());
            let to = from + document.tokens[from..].partition_point(|token| token.span.start() < mention.span.end());
            taken[from..to].fill(true);
        }
        let mut shapes = FxHashSet::default();
        for form in resolver.all_introduced().flat_map(|id| index.near.forms_of(id)) {
            if let [word] = form.words[..] {
                let (first, length) = shape(index.automaton.text(word));
                shapes.extend((length.saturating_sub(2)..=length + 2).map(|length| (first, length)));
            }
        }
        Self { words, index, resolver, mentions, taken, seen: RefCell::default(), shapes, strangers: OnceCell::new() }
    }

    /// The near misses, and all mentions with those that the near misses are.
    pub fn find(mut self) -> (Vec<NameMention>, Vec<NearMiss>) {
        let mut names = Vec::new();
        let mut misses = Vec::new();
        for block in &self.words.document.blocks {
            for at in block.tokens.0 as usize..block.tokens.1 as usize {
                let Some((miss, form, tokens)) = self.miss_at(at, block) else { continue };
                self.taken[tokens.0..=tokens.1].fill(true);
                names.push(NameMention { span: miss.span, entities: vec![miss.entity], form });
                misses.push(miss);
            }
        }
        misses.sort_by_key(|miss| miss.span);
        let free = |mention: &&NameMention| {
            let next = misses.partition_point(|miss| miss.span.end() <= mention.span.start());
            misses.get(next).is_none_or(|miss| !miss.span.overlaps(mention.span))
        };
        names.extend(self.mentions.iter().filter(free).cloned());
        names.sort_by_key(|name| name.span);
        (names, misses)
    }

    fn miss_at(&self, at: usize, block: &Block) -> Option<(NearMiss, Form, (usize, usize))> {
        let token = self.words.document.tokens[at];
        if self.taken[at] || !token.is_word() || token.span.len() < SHORTEST || !starts_upper(self.words.text(at)) {
            return None;
        }
        let (left, right) = (self.previous(at, block), self.next(at, block.tokens.1 as usize));
        let beside_name = self.is_of_name(left, |at| self.previous(at, block))
            || self.is_of_name(right, |at| self.next(at, block.tokens.1 as usize));
        let strange = self.words.words[at].1 == UNKNOWN;
        let titled = strange && left.is_some_and(|left| starts_upper(self.words.text(left)));
        let key = match beside_name || strange {
            true => fold(self.words.stem(at)),
            false => return None,
        };
        if key.chars().count() < SHORTEST || !key.chars().all(char::is_alphabetic) {
            return None;
        }
        let mut found = None;
        if beside_name {
            found = self
                .aligned(at, &key, (left, right), block)
                .and_then(|aligned| self.judge(aligned, &key).map(|anchored| (aligned, anchored)))
                .or_else(|| self.distant(at, &key, block).map(|aligned| (aligned, false)));
        }
        if found.is_none() && strange && (titled || self.shapes.contains(&shape(&key))) {
            found = self.lone(at, &key, block);
        }
        if found.is_none() && titled {
            found = self.titled(at, &key).map(|aligned| (aligned, false));
        }
        let (aligned, anchored) = found?;
        self.miss(aligned, anchored)
    }

    fn miss(&self, aligned: Aligned, anchored: bool) -> Option<(NearMiss, Form, (usize, usize))> {
        let document = self.words.document;
        let (first, last) = aligned.tokens;
        let span = Span::new(document.tokens[first].span.start(), self.words.stem_span(last).end());
        let written = document.text(span);
        if document.is_masked(span) || is_cyrillic(written) != is_cyrillic(&aligned.form.text) {
            return None;
        }
        let capitals = written.chars().all(|c| !c.is_lowercase());
        let wanted = if capitals { aligned.form.text.to_uppercase() } else { aligned.form.text.to_string() };
        let miss = NearMiss { span, entity: aligned.form.entity, wanted, anchored };
        Some((miss, aligned.form.form, aligned.tokens))
    }

    /// Whether the token `at` beside a word may be of one name with it: a recorded word with a capital, or small words up to one.
    fn is_of_name(&self, at: Option<usize>, step: impl Fn(usize) -> Option<usize>) -> bool {
        let mut at = at;
        for _ in 0..3 {
            match at {
                Some(word) if self.words.words[word] == (UNKNOWN, UNKNOWN) => return false,
                Some(word) if !self.words.text(word).starts_with(char::is_lowercase) => return true,
                Some(word) => at = step(word),
                None => return false,
            }
        }
        false
    }

    /// The recorded form of several words that has `at` nearly and all others exactly.
    fn aligned(
        &self,
        at: usize,
        key: &str,
        (left, right): (Option<usize>, Option<usize>),
        block: &Block,
    ) -> Option<Aligned<'a>> {
        let known = |at: Option<usize>| at.is_some_and(|at| self.words.words[at] != (UNKNOWN, UNKNOWN));
        if !known(left) && !known(right) {
            return None;
        }
        let near = self.near(key);
        let mut all: Vec<Aligned> = Vec::new();
        for &(word, distance) in near.iter() {
            let mut consider = |form: &'a Proper, position: usize| {
                if let Some(tokens) = self.lay(form, position, at, block) {
                    all.push(Aligned { form, tokens, at, position, distance });
                }
            };
            if let Some(right) = right {
                let (whole, stem) = self.words.words[right];
                for next in [whole, stem].into_iter().take(if whole == stem { 1 } else { 2 }) {
                    self.index.near.with_pair(word, next).for_each(|(form, position)| consider(form, position));
                }
            }
            if let Some(left) = left {
                let before = self.words.words[left].0;
                self.index.near.with_pair(before, word).for_each(|(form, position)| consider(form, position + 1));
            }
        }
        let best = *all.iter().min_by_key(|one| (one.distance, std::cmp::Reverse(one.form.words.len())))?;
        let rivals = all.iter().filter(|one| one.distance == best.distance);
        let same = |one: &Aligned| one.form.entity == best.form.entity || one.form.words.len() < best.form.words.len();
        rivals.into_iter().all(same).then_some(best)
    }

    /// The tokens of `form` if its word at `position` stands at token `at` and all others are exactly there.
    fn lay(&self, form: &Proper, position: usize, at: usize, block: &Block) -> Option<(usize, usize)> {
        let last_word = form.words.len() - 1;
        if position != last_word && self.words.stem(at).len() != self.words.text(at).len() {
            return None;
        }
        let mut last = at;
        for (index, &word) in form.words.iter().enumerate().skip(position + 1) {
            last = self.next(last, block.tokens.1 as usize)?;
            let (whole, stem) = self.words.words[last];
            if whole != word && (stem != word || index != last_word) {
                return None;
            }
        }
        let mut first = at;
        for &word in form.words[..position].iter().rev() {
            first = self.previous(first, block)?;
            if self.words.words[first].0 != word {
                return None;
            }
        }
        Some((first, last))
    }

    /// Whether an aligned form is meant, and if so whether that is sure.
    fn judge(&self, aligned: Aligned, key: &str) -> Option<bool> {
        if self.is_part_of_longer_name(aligned.tokens) {
            return None;
        }
        let recorded = self.index.automaton.text(aligned.form.words[aligned.position]);
        let tie = self.tie(aligned.form.entity, aligned.tokens);
        if self.kind(aligned.form.entity) != EntityKind::Person {
            return self.judge_thing(aligned, key, recorded, tie);
        }
        if aligned.form.form != Form::Full {
            return tie.introduced.then_some(false);
        }
        // Hardly anybody slips at the first letter.
        let same_start = key.chars().next() == recorded.chars().next() || recorded.starts_with("dj");
        let meant = if !same_start {
            tie.title || tie.introduced
        } else if aligned.position + 1 == aligned.form.words.len() {
            !self.is_common(key, aligned.at) || tie.title || tie.of || tie.introduced
        } else {
            self.is_first_name_meant(aligned, key, recorded, tie)
        };
        meant.then_some(true)
    }

    /// Whether a first name that differs from the recorded one is a slip: two common first names are two persons.
    fn is_first_name_meant(&self, aligned: Aligned, key: &str, recorded: &str, tie: Tie) -> bool {
        let names = self.resolver.names;
        if tie.title {
            return true;
        }
        let surname = self.index.automaton.text(aligned.form.words[aligned.form.words.len() - 1]);
        if names.given_names.contains(key) || self.words.words[aligned.at].1 != UNKNOWN {
            let alike = sounds(key) == sounds(recorded);
            return alike && (!names.surnames.contains(surname) || tie.of || tie.introduced);
        }
        if names.ordinary.contains(key) || names.honorifics.contains(key) {
            return (tie.of || tie.introduced) && !self.resolver.begins_sentence(aligned.at);
        }
        !names.surnames.contains(surname) || tie.of || tie.introduced || slips(recorded.chars().count()) > 0
    }

    /// The same for names of organisations, places, works and events, most of whose words are ordinary.
    fn judge_thing(&self, aligned: Aligned, key: &str, recorded: &str, tie: Tie) -> Option<bool> {
        let ordinary = &self.resolver.names.ordinary;
        if is_inflection(key, recorded) || self.resolver.names.places.contains(key) {
            return None;
        }
        let mut telling = 0;
        let mut content = 0;
        let mut at = Some(aligned.tokens.0);
        while let Some(token) = at.filter(|&token| token <= aligned.tokens.1) {
            let other = fold(self.words.stem(token));
            if token != aligned.at && other.len() > 2 && starts_upper(self.words.text(token)) {
                content += 1;
                telling += usize::from(!ordinary.contains(&other));
            }
            at = self.next(token, self.words.document.tokens.len());
        }
        let another_word = ordinary.contains(key) || self.words.words[aligned.at].1 != UNKNOWN;
        if another_word {
            let same_start = key.chars().next() == recorded.chars().next();
            let enough = content >= 2 || telling >= 1;
            return (same_start && enough && (aligned.distance == 1 || tie.introduced)).then_some(tie.introduced);
        }
        if telling == 0 && !ordinary.contains(recorded) {
            // "University of Mencham": all that tells one from another differs.
            return (tie.introduced || recorded.chars().count() >= 6).then_some(tie.introduced);
        }
        (content >= 1).then_some(true)
    }

    /// "Cecily Ashford, emeritus professor" for Cecily Ashworth: more than a slip, but first name and title agree.
    fn distant(&self, at: usize, key: &str, block: &Block) -> Option<Aligned<'a>> {
        let mut first = at;
        for before in 1..=3 {
            first = self.previous(first, block)?;
            if !starts_upper(self.words.text(first)) {
                return None;
            }
            for form in self.index.near.starting_with(self.words.words[first].0) {
                if form.words.len() != before + 1 || self.kind(form.entity) != EntityKind::Person {
                    continue;
                }
                let surname = self.index.automaton.text(form.words[before]);
                let Some(tokens) = self.lay(form, before, at, block) else { continue };
                let distance = strsim::osa_distance(key, surname);
                let longest = key.chars().count().max(surname.chars().count());
                // At least three fifths of the letters agree, the first among them.
                let alike = distance * 5 <= longest * 2 && key.chars().next() == surname.chars().next();
                let tie = self.tie(form.entity, tokens);
                if alike && tie.title && !tie.introduced && !self.is_part_of_longer_name(tokens) {
                    return Some(Aligned { form, tokens, at, position: before, distance });
                }
            }
        }
        None
    }

    /// A name of one word, or a surname: only if the draft speaks of its bearer anyway.
    fn lone(&self, at: usize, key: &str, block: &Block) -> Option<(Aligned<'a>, bool)> {
        // Nobody can be meant but who is given in full somewhere, or has the title that stands before the word.
        let titled = at > 0 && starts_upper(self.words.text(at - 1));
        if !titled && self.resolver.introduces_nobody() {
            return None;
        }
        if self.is_common(key, at) || self.resolver.is_title_case(at) {
            return None;
        }
        let near = self.near(key);
        if near.is_empty() {
            return None;
        }
        let hyphen = |at: usize| self.words.document.tokens.get(at).is_some_and(|token| token.is('-'));
        if self.is_part_of_longer_name((at, at)) || hyphen(at + 1) || (at > 0 && hyphen(at - 1)) {
            return None;
        }
        let mut meant: Option<(Aligned, bool)> = None;
        for &(word, distance) in near.iter() {
            let recorded = self.index.automaton.text(word);
            // "The Lindquists": a family, and perhaps another one.
            let plural = key.ends_with('s') && !recorded.ends_with('s') && key.len() != recorded.len();
            if plural || is_inflection(key, recorded) || (distance > 1 && recorded.chars().count() < 9) {
                continue;
            }
            for form in self.index.near.single(word) {
                let Some(anchored) = self.is_bearer_meant(form, at, key, block) else { continue };
                if meant.is_some_and(|(other, _)| other.form.entity != form.entity) {
                    return None;
                }
                if meant.is_some_and(|(other, _)| other.distance <= distance) {
                    continue;
                }
                meant = Some((Aligned { form, tokens: (at, at), at, position: 0, distance }, anchored));
            }
        }
        meant
    }

    fn is_bearer_meant(&self, form: &Proper, at: usize, key: &str, block: &Block) -> Option<bool> {
        let id = form.entity;
        if self.kind(id) != EntityKind::Person {
            let next_to_name = self.previous(at, block).is_some_and(|left| {
                starts_upper(self.words.text(left)) && !self.resolver.begins_sentence(left) && !self.taken[left]
            });
            let telling = self.index.automaton.text(form.words[0]);
            let same_start = key.chars().next() == telling.chars().next();
            return (self.is_introduced(id, at) && same_start && !next_to_name && key.chars().count() > SHORTEST)
                .then_some(false);
        }
        if self.is_stranger(key, id) {
            return None;
        }
        if self.resolver.has_full_title_before(id, at) {
            return Some(true);
        }
        (self.is_introduced(id, at) && key.chars().count() > SHORTEST).then_some(false)
    }

    /// "Administrator Ross" after "Administrator Denise Turner Roth": another name altogether, under a title that one
    /// person of the draft has.
    fn titled(&self, at: usize, key: &str) -> Option<Aligned<'a>> {
        if self.words.words[at].1 != UNKNOWN || self.resolver.is_title_case(at) || self.is_part_of_longer_name((at, at))
        {
            return None;
        }
        let id = self.resolver.holder_before(at)?;
        let near_in_shape = |surname: &str| {
            let (length, other) = (key.chars().count(), surname.chars().count());
            key.chars().next() == surname.chars().next()
                && length.abs_diff(other) <= 1
                && strsim::osa_distance(key, surname) * 2 <= length.max(other)
        };
        let full = self.resolver.introduced(id).first()?;
        let form = self.index.near.forms_of(id).find(|form| {
            form.form == Form::Short && form.words.len() == 1 && near_in_shape(self.index.automaton.text(form.words[0]))
        })?;
        (*full != at && !self.is_stranger(key, id)).then_some(Aligned {
            form,
            tokens: (at, at),
            at,
            position: 0,
            distance: 2,
        })
    }

    fn near(&self, key: &str) -> Nearby {
        if let Some(known) = self.seen.borrow().get(key) {
            return Rc::clone(known);
        }
        let found: Nearby = self.index.near.near(key).into();
        self.seen.borrow_mut().insert(key.to_string(), Rc::clone(&found));
        found
    }

    fn kind(&self, id: EntityId) -> EntityKind {
        self.resolver.facts.entity(id).kind
    }

    fn next(&self, at: usize, end: usize) -> Option<usize> {
        let document = self.words.document;
        next_word(&document.prose, &document.tokens[..end], at, self.resolver.names)
            .filter(|&next| document.tokens[next].is_word() || document.tokens[next].is_number())
    }

    fn previous(&self, at: usize, block: &Block) -> Option<usize> {
        let start = block.tokens.0 as usize;
        (1..=2)
            .filter_map(|back| at.checked_sub(back))
            .filter(|&before| before >= start)
            .find(|&before| self.next(before, at + 1) == Some(at))
    }

    /// Whether a word is also something else: an ordinary word, a common name, another recorded one.
    fn is_common(&self, key: &str, at: usize) -> bool {
        let names = self.resolver.names;
        self.words.words[at].1 != UNKNOWN
            || names.surnames.contains(key)
            || names.given_names.contains(key)
            || names.places.contains(key)
            || names.ordinary.contains(key)
            || key.strip_suffix('s').is_some_and(|one| names.ordinary.contains(one))
    }

    fn is_introduced(&self, id: EntityId, but: usize) -> bool {
        self.resolver.introduced(id).iter().any(|&at| at != but)
    }

    /// Whether a further name follows: "Marco Djuric-Nikolic", "Marsh Harbour".
    fn is_part_of_longer_name(&self, (first, last): (usize, usize)) -> bool {
        let document = self.words.document;
        let hyphen = |at: usize| document.tokens.get(at).is_some_and(|token| token.is('-') || token.is('‑'));
        let upper = |at: usize| document.tokens.get(at).is_some_and(|_| starts_upper(self.words.text(at)));
        if hyphen(last + 1) && self.words.is_tight(last) && upper(last + 2) {
            return true;
        }
        if first > 1 && hyphen(first - 1) && self.words.is_tight(first - 1) && upper(first - 2) {
            return true;
        }
        first == last && self.resolver.is_followed_by_name(last)
    }

    fn tie(&self, id: EntityId, (first, last): (usize, usize)) -> Tie {
        let document = self.words.document;
        let sentence = document.sentence_at(document.tokens[first].span.start());
        let (start, end) = document
            .sentences
            .get(sentence)
            .map_or((first, last + 1), |sentence| (sentence.tokens.0 as usize, sentence.tokens.1 as usize));
        let from = first.saturating_sub(TITLE_REACH.0).max(start).min(first);
        let to = (last + 1 + TITLE_REACH.1).min(end).max(last + 1);
        let around: Vec<String> =
            (from..to).filter(|at| !(first..=last).contains(at)).map(|at| fold(self.words.stem(at))).collect();
        let span = document.tokens[from].span.to(document.tokens[to - 1].span);
        let mentioned = |of: EntityId| {
            let next = self.mentions.partition_point(|mention| mention.span.end() <= span.start());
            let near = self.mentions[next..].iter().take_while(|mention| mention.span.start() < span.end());
            near.into_iter().any(|mention| mention.entities.contains(&of))
        };
        let titles = &self.resolver.facts.entity(id).titles;
        Tie {
            title: titles.iter().any(|title| has_phrase(&around, &title.title.value)),
            of: titles.iter().filter_map(|title| title.of.as_ref()).any(|of| match &of.value {
                Reference::Entity(of) => mentioned(*of),
                Reference::Phrase(phrase) => has_phrase(&around, phrase),
            }),
            introduced: self.resolver.introduced(id).iter().any(|at| !(first..=last).contains(at)),
        }
    }

    /// Whether the draft gives the surname `key` to somebody whose first name is not that of `id`.
    fn is_stranger(&self, key: &str, id: EntityId) -> bool {
        let strangers = self.strangers.get_or_init(|| {
            let mut strangers: FxHashMap<String, Vec<usize>> = FxHashMap::default();
            // Each first name once: a draft may repeat a name as often as it likes.
            let mut seen: FxHashSet<(String, String)> = FxHashSet::default();
            for at in 0..self.words.document.tokens.len() {
                if self.words.document.tokens[at].is_word()
                    && starts_upper(self.words.text(at))
                    && let Some(first) = self.resolver.first_name(at)
                {
                    let surname = fold(self.words.stem(at));
                    if seen.insert((surname.clone(), fold(self.words.stem(first)))) {
                        strangers.entry(surname).or_default().push(first);
                    }
                }
            }
            strangers
        });
        strangers.get(key).is_some_and(|firsts| firsts.iter().any(|&first| !self.resolver.may_be_of(first, &[id])))
    }
}

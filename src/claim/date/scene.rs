//! A draft as the binder of times sees it: its clauses, its verbs, its times, and where recorded events are named.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::claim::Case;
use crate::claim::date::class::Class;
use crate::claim::date::expression::{self, Time};
use crate::claim::date::index::{Key, Target, Wording};
use crate::facts::{EntityId, Reference};
use crate::lexicon::Times;
use crate::lexicon::phrases::lower;
use crate::lexicon::times::Cue;
use crate::mention::NameMention;
use crate::span::Span;
use crate::text::TokenKind;

/// How many helping words may stand before a verb: "is now due to".
const HELPERS: usize = 5;

/// How many words a possessor may have in the place of an article: "the Marl Academy’s program".
const POSSESSOR: usize = 4;

/// Words that name a recorded event or say what a dated fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// First token and the one after the last.
    pub tokens: (usize, usize),
    pub target: Target,
    /// The last word of the event's name alone.
    pub head: bool,
    /// Words that only mean what is recorded.
    pub synonym: bool,
}

/// A word of change in the prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeTie {
    pub cue: Cue,
    /// First token of the cue and the one after its last.
    pub tokens: (usize, usize),
}

/// A draft, read once.
pub struct Scene<'a> {
    pub case: &'a Case<'a>,
    pub words: &'a Times,
    keys: Vec<[Option<Key>; 2]>,
    classes: Vec<Class>,
    clauses: Vec<u32>,
    verbs: Vec<bool>,
    /// In the order of the prose.
    pub times: Vec<Time>,
    /// In the order of the prose; they do not overlap.
    pub anchors: Vec<Anchor>,
    /// Words of change, in the order of the prose.
    cues: Vec<ChangeTie>,
    /// Every entity that the draft names for sure,
    named: FxHashSet<EntityId>,
    /// and every one that it may name.
    mentioned: FxHashSet<EntityId>,
}

impl<'a> Scene<'a> {
    /// Reads the whole draft.
    pub fn new(case: &'a Case<'a>) -> Self {
        let times = expression::find(case);
        let mut scene = Self {
            case,
            words: &case.lexicon.times,
            keys: Vec::new(),
            classes: Vec::new(),
            clauses: Vec::new(),
            verbs: Vec::new(),
            times,
            anchors: Vec::new(),
            cues: Vec::new(),
            named: case.mentions.names.iter().filter_map(|name| name.entity()).collect(),
            mentioned: case.mentions.names.iter().flat_map(|name| &name.entities).copied().collect(),
        };
        scene.read_words();
        scene.find_verbs();
        scene.find_clauses();
        scene.find_anchors();
        scene.find_cues();
        scene
    }

    /// The text of a token in lower case; empty past the end.
    pub fn lower(&self, token: usize) -> std::borrow::Cow<'a, str> {
        let document = self.case.document;
        lower(document.tokens.get(token).map_or("", |token| token.text(&document.prose)))
    }

    /// Whether the token is the single character `mark`.
    pub fn is(&self, token: usize, mark: char) -> bool {
        self.case.document.tokens.get(token).is_some_and(|token| token.is(mark))
    }

    /// Whether the token begins with a capital letter.
    pub fn is_capital(&self, token: usize) -> bool {
        let document = self.case.document;
        let text = document.tokens.get(token).map_or("", |token| token.text(&document.prose));
        text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether the token is a finite verb, a participle or an infinitive, as far as its form and the word before show.
    pub fn is_verb(&self, token: usize) -> bool {
        self.verbs.get(token).copied().unwrap_or(false)
    }

    /// The clause of a token; numbers grow with the prose, except that a clause goes on after brackets.
    pub fn clause(&self, token: usize) -> u32 {
        self.clauses.get(token).copied().unwrap_or(u32::MAX)
    }

    /// The stem of a word or number.
    pub fn stem(&self, token: usize) -> Option<String> {
        let document = self.case.document;
        let own = document.tokens.get(token).filter(|own| own.is_word() || own.is_number())?;
        Some(self.case.index.moments.stem(own.text(&document.prose)))
    }

    /// Whether a token is the given word of a wording.
    pub fn has_key(&self, token: usize, key: Key) -> bool {
        self.keys.get(token).is_some_and(|keys| keys.contains(&Some(key)))
    }

    /// The keys of a token.
    pub fn keys(&self, token: usize) -> impl Iterator<Item = Key> + use<> {
        self.keys.get(token).copied().unwrap_or_default().into_iter().flatten()
    }

    /// The anchors that begin in the tokens `range`.
    pub fn anchors_in(&self, range: (usize, usize)) -> &[Anchor] {
        let from = self.anchors.partition_point(|anchor| anchor.tokens.0 < range.0);
        let to = self.anchors.partition_point(|anchor| anchor.tokens.0 < range.1);
        &self.anchors[from..to.max(from)]
    }

    /// Every dated fact of which the words of an anchor are a wording; facts of subjects that the draft never names left out.
    pub fn facts_at(&self, anchor: &Anchor) -> Vec<usize> {
        let named = |fact: usize| {
            self.case.facts.dates[fact].subject.iter().all(|subject| match &subject.value {
                Reference::Entity(id) => self.mentioned.contains(id),
                Reference::Phrase(_) => true,
            })
        };
        let mut found: Vec<usize> = Vec::new();
        for key in self.keys(anchor.tokens.0) {
            for wording in self.case.index.moments.beginning(key) {
                let Target::Fact(fact) = wording.target else { continue };
                if named(fact)
                    && self.matches(&wording.words, anchor.tokens.0, anchor.tokens.1) == Some(anchor.tokens.1)
                {
                    found.push(fact);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether a dated fact is told to be an end by one of its wordings: "supported until", "contract expires".
    pub fn is_end(&self, fact: usize) -> bool {
        let what = self.case.facts.dates.get(fact).map_or(&[][..], |fact| &fact.what);
        what.iter().any(|what| {
            let last = what.value.split_whitespace().last().map(lower);
            last.is_some_and(|last| self.words.until.contains(last.as_ref()))
                || what.value.split_whitespace().any(|word| self.words.ends.has(word))
        })
    }

    /// Whether words of the draft say themselves that something ends.
    pub fn says_end(&self, tokens: (usize, usize)) -> bool {
        (tokens.0..tokens.1).any(|at| {
            let word = self.lower(at);
            self.words.until.contains(word.as_ref()) || self.words.ends.contains(word.as_ref())
        })
    }

    /// The words of change that begin in the tokens `range`.
    pub fn cues_in(&self, range: (usize, usize)) -> &[ChangeTie] {
        let from = self.cues.partition_point(|cue| cue.tokens.0 < range.0);
        let to = self.cues.partition_point(|cue| cue.tokens.0 < range.1);
        &self.cues[from..to.max(from)]
    }

    /// The times that begin in the tokens `range`.
    pub fn times_in(&self, range: (usize, usize)) -> &[Time] {
        let from = self.times.partition_point(|time| time.tokens.0 < range.0);
        let to = self.times.partition_point(|time| time.tokens.0 < range.1);
        &self.times[from..to.max(from)]
    }

    /// Whether every word of a phrase stands in the tokens `range`, in any inflection.
    pub fn has_words(&self, phrase: &str, range: (usize, usize)) -> bool {
        let keys = self.case.index.moments.keys_of(phrase);
        !keys.is_empty()
            && keys.iter().all(|key| key.is_some_and(|key| (range.0..range.1).any(|at| self.has_key(at, key))))
    }

    /// The name that covers a token.
    pub fn name_at(&self, token: usize) -> Option<&'a NameMention> {
        let span = self.case.document.tokens.get(token)?.span;
        let names = &self.case.mentions.names;
        let next = names.partition_point(|name| name.span.end() <= span.start());
        names.get(next).filter(|name| name.span.overlaps(span))
    }

    /// The bytes of the tokens from `range.0` up to `range.1`.
    pub fn span(&self, range: (usize, usize)) -> Span {
        let tokens = &self.case.document.tokens;
        tokens[range.0].span.to(tokens[range.1 - 1].span)
    }

    fn read_words(&mut self) {
        let document = self.case.document;
        let index = &self.case.index.moments;
        let mut known: FxHashMap<&str, ([Option<Key>; 2], Class)> = FxHashMap::default();
        self.keys.reserve(document.tokens.len());
        self.classes.reserve(document.tokens.len());
        for token in &document.tokens {
            let word = token.text(&document.prose);
            let &mut (keys, class) = known.entry(word).or_insert_with(|| {
                let has_keys = token.is_word() || token.is_number();
                let keys = if has_keys { index.look_up(word) } else { [None, None] };
                (keys, Class::of(&lower(word), self.words))
            });
            self.keys.push(keys);
            self.classes.push(class);
        }
    }

    fn find_verbs(&mut self) {
        let count = self.case.document.tokens.len();
        let mut verbs = vec![false; count];
        for sentence in &self.case.document.sentences {
            let (first, last) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
            for (token, verb) in verbs.iter_mut().enumerate().take(last).skip(first) {
                *verb = self.looks_like_verb(token, first);
            }
        }
        self.verbs = verbs;
    }

    fn looks_like_verb(&self, token: usize, first: usize) -> bool {
        if !self.case.document.tokens[token].is_word() || (token > first && self.is_capital(token)) {
            return false;
        }
        let own = self.classes[token];
        if own.auxiliary {
            return true;
        }
        let before = if token > first { self.classes[token - 1] } else { Class::default() };
        if before.before_noun {
            return false;
        }
        let infinitive = before.modal || (token > first + 1 && before.adverb && self.classes[token - 2].modal);
        (infinitive && !own.small) || own.verb
    }

    fn find_clauses(&mut self) {
        let document = self.case.document;
        self.clauses = vec![0; document.tokens.len()];
        let mut latest = 0;
        for sentence in &document.sentences {
            latest += 1;
            let mut current = latest;
            let mut outer = Vec::new();
            // The clause that goes on after a relative one between commas.
            let mut main = None;
            let (first, last) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
            for token in first..last {
                if self.is(token, '(') || self.is(token, '[') {
                    outer.push(current);
                    latest += 1;
                    current = latest;
                } else if main.is_some() && self.is(token - 1, ',') && self.goes_on(token) {
                    current = main.take().unwrap_or(current);
                } else if token > first && self.begins_clause(token) {
                    let relative = self.is(token - 1, ',') && self.words.relatives.contains(self.lower(token).as_ref());
                    main = relative.then_some(current);
                    latest += 1;
                    current = latest;
                }
                self.clauses[token] = current;
                if self.is(token, ')') || self.is(token, ']') {
                    current = outer.pop().unwrap_or(current);
                }
            }
        }
    }

    /// "Ms Roe, who became leader in 2021, faces the voters": after the comma that ends a relative clause stands the verb of the main one.
    fn goes_on(&self, token: usize) -> bool {
        let word = self.lower(token);
        let finite = &self.case.lexicon.statements.finite_endings;
        let verb = self.is_verb(token) || finite.iter().any(|ending| word.ends_with(ending.as_str()));
        verb && !self.is_time(token - 1) && !self.is_capital(token)
    }

    fn begins_clause(&self, token: usize) -> bool {
        let own = self.classes[token];
        let time_follows = || {
            let next = self.times.partition_point(|time| time.tokens.0 <= token);
            self.times.get(next).is_some_and(|time| time.tokens.0 <= token + 3)
        };
        let tokens = &self.case.document.tokens;
        // The colon of a time of day.
        if self.is(token, ':')
            && tokens.get(token + 1).is_some_and(|next| next.span.start() == tokens[token].span.end())
        {
            return false;
        }
        own.boundary
            || (own.boundary_unless_time && !time_follows())
            || (own.comma_boundary && self.is(token - 1, ','))
            || (own.joining && self.is_verb(token + 1))
    }

    fn find_anchors(&mut self) {
        let document = self.case.document;
        for sentence in &document.sentences {
            let last = sentence.tokens.1 as usize;
            let mut token = sentence.tokens.0 as usize;
            while token < last {
                match self.anchor_at(token, last) {
                    Some(anchor) => {
                        token = anchor.tokens.1;
                        self.anchors.push(anchor);
                    }
                    None => token += 1,
                }
            }
        }
    }

    fn find_cues(&mut self) {
        let document = self.case.document;
        let mut token = 0;
        while token < document.tokens.len() {
            match self.words.cues.0.starting(&document.prose, &document.tokens, token) {
                Some((length, &cue)) => {
                    self.cues.push(ChangeTie { cue, tokens: (token, token + length) });
                    token += length;
                }
                None => token += 1,
            }
        }
    }

    fn anchor_at(&self, token: usize, last: usize) -> Option<Anchor> {
        let mut best: Option<Anchor> = None;
        for key in self.keys(token) {
            for wording in self.case.index.moments.beginning(key) {
                let Some(end) = self.matches(&wording.words, token, last) else { continue };
                let better = best.is_none_or(|best| end > best.tokens.1)
                    && (!wording.head || self.may_be_head(token, wording.target));
                if better {
                    let Wording { target, head, synonym, .. } = *wording;
                    best = Some(Anchor { tokens: (token, end), target, head, synonym });
                }
            }
        }
        best.filter(|anchor| {
            !self.is_in_another_name(anchor)
                && !self.is_in_time(anchor)
                && (matches!(anchor.target, Target::Fact(_)) || self.stands_for_itself(anchor, last))
        })
    }

    /// Whether the words are the event's name, not a part of a longer one ("Apps for Energy II"), nor a common noun for another
    /// ("a trial", "last year’s final") or before another ("final papers").
    fn stands_for_itself(&self, anchor: &Anchor, last: usize) -> bool {
        let (first, end) = anchor.tokens;
        let tokens = &self.case.document.tokens;
        if self.is_verb(first) {
            return true;
        }
        let common = !(first..end).any(|at| self.is_capital(at));
        let next = tokens.get(end).filter(|_| end < last);
        let goes_on = next.is_some_and(|next| match next.kind {
            TokenKind::Number => next.span.len() < 4,
            TokenKind::Word if self.is_capital(end) => !self.is_time(end),
            TokenKind::Word => common && !self.is_small(end) && !self.is_verb(end) && !self.is_adverb(end),
            TokenKind::Mark(mark) => {
                mark == '-' && tokens.get(end + 1).is_some_and(|after| after.span.start() == next.span.end())
            }
        });
        // "the trial of his brother" is another trial.
        let other = common && end == first + 1 && end < last && self.lower(end) == self.case.lexicon.claims.of.as_str();
        if goes_on || other {
            return false;
        }
        let Some(before) = first.checked_sub(1).filter(|_| common) else { return true };
        let word = self.lower(before);
        let named = self.is_capital(before) && tokens[before].is_word() && !self.is_time(before);
        let begins =
            self.case.document.sentences[self.case.document.sentence_at(tokens[before].span.start())].tokens.0 as usize;
        let possessive = crate::text::words::without_possessive(&word).len() != word.len();
        // A name of several words says by itself which one it is: "a confidence vote".
        let article = self.case.lexicon.abbreviations.indefinite_articles.iter().any(|article| *article == word);
        let another = self.words.other_instances.contains(word.as_ref()) && !(article && end - first > 1);
        let named = named && before > begins && !possessive;
        !another && !named
    }

    /// A single word in lower case that names an event: others may be called the same.
    pub fn is_common_noun(&self, anchor: &Anchor) -> bool {
        let (first, end) = anchor.tokens;
        matches!(anchor.target, Target::Event(_)) && end == first + 1 && !self.is_capital(first) && !self.is_verb(first)
    }

    /// An adverb, by its form or by the list.
    pub fn is_adverb(&self, token: usize) -> bool {
        self.words.adverbs.contains(self.lower(token).as_ref())
            || self.lower(token).ends_with(&self.words.adverb_ending)
    }

    /// A word of the grammar: a preposition, an article, a conjunction.
    pub fn is_small(&self, token: usize) -> bool {
        let word = self.lower(token);
        let word = word.as_ref();
        let words = self.words;
        [
            &words.prepositions,
            &words.determiners,
            &words.boundaries,
            &words.boundaries_unless_time,
            &words.joining,
            &words.agents,
        ]
        .iter()
        .any(|set| set.contains(word))
            || words.comma_boundaries.contains(word)
            || words.pronouns.contains(word)
    }

    /// Whether the token is part of a time.
    pub fn is_time(&self, token: usize) -> bool {
        let next = self.times.partition_point(|time| time.tokens.1 <= token);
        self.times.get(next).is_some_and(|time| time.tokens.0 <= token)
    }

    /// "the collapse", where the collapse has been named in full.
    fn may_be_head(&self, token: usize, target: Target) -> bool {
        let definite = token > 0 && self.case.lexicon.claims.definite.contains(self.lower(token - 1).as_ref());
        definite && matches!(target, Target::Event(id) if self.named.contains(&id))
    }

    /// The token after a wording that begins at `token`; hyphens and colons within it may be there or not.
    fn matches(&self, words: &[Key], token: usize, last: usize) -> Option<usize> {
        let mut at = token;
        for (index, &word) in words.iter().enumerate() {
            while index > 0 && (self.is(at, '-') || self.is(at, '‑') || self.is(at, ':')) {
                at += 1;
            }
            if index > 0 && self.case.index.moments.is_determiner(word) {
                at = self.after_determiner(at, last);
                continue;
            }
            if index > 0 && at < last && !self.has_key(at, word) {
                at = self.after_helpers(at, last);
            }
            if at >= last || !self.has_key(at, word) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// The token after helping verbs: "begins" of "the trial begins" may be "is due to begin" or "will begin".
    fn after_helpers(&self, at: usize, last: usize) -> usize {
        let helps =
            |token: usize| self.classes[token].auxiliary || self.words.helpers.contains(self.lower(token).as_ref());
        let end = (at..last.min(at + HELPERS)).find(|&token| !helps(token)).unwrap_or(at);
        if self.is_verb(end) { end } else { at }
    }

    /// The token after the article or possessor that stands at a token, if one does: "the", "her", "Marl Academy’s".
    fn after_determiner(&self, at: usize, last: usize) -> usize {
        if at < last && self.words.determiners.contains(self.lower(at).as_ref()) {
            return at + 1;
        }
        let possessor = |token: usize| {
            let word = self.lower(token);
            crate::text::words::without_possessive(&word).len() != word.len()
        };
        let name = (at..last.min(at + POSSESSOR)).take_while(|&token| self.is_capital(token) || possessor(token));
        name.into_iter().find(|&token| possessor(token)).map_or(at, |token| token + 1)
    }

    /// A longer name of something else: the trial of "Trial Lawyers Association".
    fn is_in_another_name(&self, anchor: &Anchor) -> bool {
        let span = self.span(anchor.tokens);
        let names = &self.case.mentions.names;
        let next = names.partition_point(|name| name.span.end() <= span.start());
        names.get(next).is_some_and(|name| {
            name.span.overlaps(span)
                && name.span.len() > span.len()
                && !matches!(anchor.target, Target::Event(id) if name.entities.contains(&id))
        })
    }

    fn is_in_time(&self, anchor: &Anchor) -> bool {
        let next = self.times.partition_point(|time| time.tokens.1 <= anchor.tokens.0);
        self.times.get(next).is_some_and(|time| time.tokens.0 < anchor.tokens.1)
    }
}

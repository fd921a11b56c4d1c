//! A draft as the binder sees it: the keys of its words, its clauses, and where each subject is in play.

use std::cell::OnceCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::claim::Case;
use crate::claim::figure::cues::{Cue, Key, Requirement};
use crate::document::{BlockKind, Sentence};
use crate::facts::{EntityId, EntityKind};
use crate::lexicon::phrases::lower;
use crate::mention::Form;
use crate::text::stem::StemsOf;

/// How many tokens around a quantity may speak of it; farther words of a sentence do not.
pub const WINDOW: usize = 48;

/// How near a subject is to a quantity. The order is the order of preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Named in the sentence.
    Sentence,
    /// Named before it in the paragraph, or in the heading above.
    Paragraph,
    /// Named elsewhere in the draft before.
    Draft,
    /// Named only later in the draft.
    Later,
    /// Nowhere.
    Absent,
}

/// The keys of all words of a draft, and where entities and words stand, as token indices.
pub struct Scene<'a> {
    pub case: &'a Case<'a>,
    stems: StemsOf,
    keys: Vec<[Option<Key>; 2]>,
    key_places: FxHashMap<Key, Vec<u32>>,
    entity_places: FxHashMap<EntityId, Vec<u32>>,
    /// For each token, how many clause boundaries stand before it in the draft.
    boundaries: Vec<i32>,
    /// The cues of the figures whose subject the draft names, by their first key: so the cost is that of what the draft speaks of.
    cues: FxHashMap<Key, Vec<&'a Cue>>,
    /// Where the draft says that its figures leave something out: first token and the one after the last, in order.
    left_out: OnceCell<Vec<(usize, usize)>>,
}

impl<'a> Scene<'a> {
    /// Reads the whole draft once.
    pub fn new(case: &'a Case<'a>) -> Self {
        let mut scene = Self {
            case,
            stems: StemsOf::new(&case.lexicon.language),
            keys: Vec::new(),
            key_places: FxHashMap::default(),
            entity_places: FxHashMap::default(),
            boundaries: boundaries(case),
            left_out: OnceCell::new(),
            cues: FxHashMap::default(),
        };
        scene.read_keys();
        scene.place_names();
        scene.place_descriptions();
        for places in scene.entity_places.values_mut() {
            places.sort_unstable();
            places.dedup();
        }
        scene.gather_cues();
        scene
    }

    /// Cues that begin with `key`, of figures whose subject is in play.
    pub fn cues_starting_with(&self, key: Key) -> impl Iterator<Item = &'a Cue> {
        self.cues.get(&key).into_iter().flatten().copied()
    }

    fn gather_cues(&mut self) {
        let figures = &self.case.index.figures;
        let named = self.entity_places.keys().flat_map(|&entity| figures.by_subject(entity));
        let called = self.key_places.keys().flat_map(|&key| figures.by_subject_word(key));
        let mut in_play: Vec<usize> = named.chain(called).copied().collect();
        in_play.sort_unstable();
        in_play.dedup();
        for cue in in_play.into_iter().flat_map(|figure| figures.of_figure(figure)) {
            if let Some(&first) = cue.keys.first() {
                self.cues.entry(first).or_default().push(cue);
            }
        }
    }

    /// The text of a token; empty past the end.
    pub fn word(&self, token: usize) -> &'a str {
        self.case.document.tokens.get(token).map_or("", |token| token.text(&self.case.document.prose))
    }

    /// Whether the token is a word of change: "rose", "increase", "cheaper".
    pub fn is_change(&self, token: usize) -> bool {
        self.is_worded(token) && self.case.index.figures.is_change(&self.stem(token))
    }

    /// "excluding": where the tokens from `first` up to `last` say that figures leave something out, in order.
    pub fn left_out(&self, first: usize, last: usize) -> &[(usize, usize)] {
        let all = self.left_out.get_or_init(|| {
            let document = self.case.document;
            let phrases = &self.case.lexicon.claims.leaving_out;
            let said = |at| Some((at, at + phrases.starting(&document.prose, &document.tokens, at)?.0));
            (0..document.tokens.len()).filter_map(said).collect()
        });
        let from = all.partition_point(|said| said.0 < first);
        let to = all.partition_point(|said| said.0 < last);
        &all[from..to.max(from)]
    }

    /// Whether the token is a word for a part of a year that periods are made of: "quarter", "half", "months".
    pub fn is_part_of_year(&self, token: usize) -> bool {
        let calendar = &self.case.lexicon.calendar;
        let word = self.word(token);
        let lists = [&calendar.quarter, &calendar.half, &calendar.month];
        lists.into_iter().flatten().any(|known| known.eq_ignore_ascii_case(word))
    }

    /// The stem of a token.
    pub fn stem(&self, token: usize) -> Rc<str> {
        self.stems.of(self.word(token))
    }

    fn is_worded(&self, token: usize) -> bool {
        self.case.document.tokens.get(token).is_some_and(|token| token.is_word() || token.is_number())
    }

    /// The keys of a token.
    pub fn keys(&self, token: usize) -> impl Iterator<Item = Key> + use<> {
        self.keys.get(token).copied().unwrap_or_default().into_iter().flatten()
    }

    /// The places of `key` within the tokens `range`, in order.
    pub fn key_in(&self, key: Key, range: (u32, u32)) -> &[u32] {
        self.key_places.get(&key).map_or(&[], |places| within(places, range))
    }

    /// Number of clause boundaries between two tokens.
    pub fn boundaries_between(&self, a: usize, b: usize) -> u32 {
        let (low, high) = if a < b { (a, b) } else { (b, a) };
        let count = |token: usize| self.boundaries.get(token).copied().unwrap_or(0);
        count(high).abs_diff(count(low))
    }

    /// How near what `requirement` asks for is to the token `at` of `sentence`, and where.
    pub fn standing(&self, requirement: &Requirement, at: usize, sentence: &Sentence) -> (Standing, Option<u32>) {
        let block = &self.case.document.blocks[sentence.block as usize];
        match requirement {
            Requirement::Entity(id) => {
                let places = self.entity_places.get(id).map_or(&[][..], Vec::as_slice);
                let here = within(places, sentence.tokens);
                if let Some(&place) = here.iter().min_by_key(|&&place| (place as usize).abs_diff(at)) {
                    return (Standing::Sentence, Some(place));
                }
                let before = &places[..places.partition_point(|&place| place < sentence.tokens.0)];
                match before.last() {
                    Some(&place) if place >= block.tokens.0 || self.in_heading_above(place, sentence.block) => {
                        (Standing::Paragraph, Some(place))
                    }
                    Some(&place) => (Standing::Draft, Some(place)),
                    // Named only later: the draft is about it all the same.
                    None => places.first().map_or((Standing::Absent, None), |&place| (Standing::Later, Some(place))),
                }
            }
            Requirement::Phrase(keys) => self.phrase_standing(keys, sentence),
        }
    }

    /// Whether what `requirement` asks for begins at the token `at`.
    pub fn follows(&self, requirement: &Requirement, at: usize) -> bool {
        match requirement {
            Requirement::Entity(id) => {
                let places = self.entity_places.get(id).map_or(&[][..], Vec::as_slice);
                places.binary_search(&(at as u32)).is_ok()
            }
            Requirement::Phrase(keys) => self.keys(at).any(|key| keys.contains(&key)),
        }
    }

    fn phrase_standing(&self, keys: &[Key], sentence: &Sentence) -> (Standing, Option<u32>) {
        let block = &self.case.document.blocks[sentence.block as usize];
        let all_in = |range: (u32, u32)| keys.iter().all(|&key| !self.key_in(key, range).is_empty());
        let Some(&first) = keys.first() else { return (Standing::Draft, None) };
        if all_in(sentence.tokens) {
            return (Standing::Sentence, self.key_in(first, sentence.tokens).first().copied());
        }
        if all_in((block.tokens.0, sentence.tokens.1)) || self.heading_above(sentence.block).is_some_and(all_in) {
            return (Standing::Paragraph, None);
        }
        let places = self.key_places.get(&first).map_or(&[][..], Vec::as_slice);
        let before = &places[..places.partition_point(|&place| place < sentence.tokens.0)];
        let said = before.iter().rev().take(WINDOW).any(|&place| {
            let token = &self.case.document.tokens[place as usize];
            let other = &self.case.document.sentences[self.case.document.sentence_at(token.span.start())];
            all_in(other.tokens)
        });
        (if said { Standing::Draft } else { Standing::Absent }, None)
    }

    /// Whether the token stands in the heading above the block, or in the draft's title.
    fn in_heading_above(&self, token: u32, block: u32) -> bool {
        self.heading_above(block).is_some_and(|(from, to)| (from..to).contains(&token))
    }

    /// The tokens of the nearest heading before the block.
    fn heading_above(&self, block: u32) -> Option<(u32, u32)> {
        let blocks = &self.case.document.blocks[..block as usize];
        let near = blocks.iter().rev().take(40);
        near.into_iter().find(|block| matches!(block.kind, BlockKind::Heading(_))).map(|block| block.tokens)
    }

    /// A name before the quantity at token `at` that is none of the figure's `subjects`: somebody else's figure. `named` says that
    /// the subject stands in the sentence itself; then only the quantity's own clause is looked at.
    pub fn rival(&self, subjects: &[EntityId], at: usize, sentence: &Sentence, named: bool) -> bool {
        let document = self.case.document;
        let start = document.tokens[sentence.tokens.0 as usize].span.start();
        let end = document.tokens[at].span.start();
        let names = &self.case.mentions.names;
        let nearest = document.tokens[at.saturating_sub(WINDOW)].span.start();
        let first = names.partition_point(|name| name.span.start() < start.max(nearest));
        let of_persons = subjects.iter().any(|&id| self.case.facts.entity(id).kind == EntityKind::Person);
        let recorded = names[first..].iter().take_while(|name| name.span.end() <= end).any(|name| {
            let Some(id) = name.entity() else { return false };
            let place = document.token_at(name.span.start());
            let kin = subjects.iter().any(|&subject| self.are_kin(id, subject));
            let stands_for_itself = match self.case.facts.entity(id).kind {
                EntityKind::Person => of_persons,
                // "visited Velmar" is no rival, "in Velmar" and "Velmar’s" are.
                EntityKind::Place => {
                    self.restricts(place) || self.is_possessive(name.span.end()) || name.form == Form::Adjective
                }
                _ => true,
            };
            let near = !named || self.boundaries_between(place, at) == 0;
            !kin && stands_for_itself && near && name.form != Form::Metonym
        });
        recorded
            || self.speaks_of_others(at, sentence)
            || self.is_another_of_its_kind(subjects, sentence.tokens.0 as usize, at)
            || self.unrecorded_name(subjects, at, sentence, named)
    }

    /// "Another tramway had revenue of $9 million": the clause says itself that it is about somebody else.
    fn speaks_of_others(&self, at: usize, sentence: &Sentence) -> bool {
        let others = &self.case.lexicon.claims.others;
        let first = (sentence.tokens.0 as usize).max(at.saturating_sub(WINDOW));
        (first..at).any(|token| others.has(self.word(token)) && self.boundaries_between(token, at) == 0)
    }

    /// "A sister bridge had a span of 1,350 metres": an indefinite article and the noun that the subject may be called by.
    /// Looked for between the tokens `from` and `at`.
    pub fn is_another_of_its_kind(&self, subjects: &[EntityId], from: usize, at: usize) -> bool {
        let first = from.max(at.saturating_sub(WINDOW));
        let indefinite = &self.case.lexicon.names.indefinite;
        let opens = |&token: &usize| indefinite.has(self.word(token)) && !self.is_predicate(token);
        (first..at).filter(opens).any(|article| {
            (article + 1..article + 5).take_while(|&noun| self.word(noun).chars().all(char::is_alphabetic)).any(
                |noun| {
                    if !self.ends_phrase(noun) {
                        return false;
                    }
                    let fits = |id: &EntityId| subjects.contains(id);
                    // "the second round", where that is the recorded name.
                    let span = self.case.document.tokens.get(noun).map(|token| token.span);
                    let named = span.is_some_and(|span| self.names_at(span).any(|id| fits(&id)));
                    let called = |key: Key| self.case.index.figures.called(key);
                    !named && self.keys(noun).any(|key| subjects.iter().any(|id| called(key).binary_search(id).is_ok()))
                },
            )
        })
    }

    /// Whether what the article at `token` begins is said of the name before it: "Merrow, a city of …", "the islands are a group".
    fn is_predicate(&self, token: usize) -> bool {
        let before = lower(self.word(token.wrapping_sub(1)));
        let copula = self.case.lexicon.claims.copulas.contains(before.as_ref());
        let apposed = before == "," && token >= 2 && {
            let span = self.case.document.tokens[token - 2].span;
            self.names_at(span).next().is_some()
        };
        copula || apposed
    }

    /// Whether the noun at `token` is the last word of its phrase: "a *bridge* had", not "an *operating* margin".
    fn ends_phrase(&self, token: usize) -> bool {
        let claims = &self.case.lexicon.claims;
        let next = lower(self.word(token + 1));
        let word = self.case.document.tokens.get(token + 1).is_some_and(|token| token.is_word());
        let verb = self.case.lexicon.times.is_past(&next);
        !word
            || verb
            || claims.restrictors.contains(next.as_ref())
            || claims.boundaries.contains(next.as_ref())
            || claims.copulas.contains(next.as_ref())
            || claims.restrictive.contains(next.as_ref())
    }

    /// Whether the token is a word with a capital and small letters after it.
    pub fn is_capital(&self, token: usize) -> bool {
        let mut letters = self.word(token).chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    }

    /// Whether the token is part of a date.
    pub fn is_dated(&self, token: usize) -> bool {
        let token = self.case.document.tokens.get(token);
        token.is_some_and(|token| self.case.mentions.date_over(token.span).is_some())
    }

    /// Whether a preposition before the token makes it narrow what is measured.
    fn restricts(&self, token: usize) -> bool {
        let before = lower(self.word(token.wrapping_sub(1)));
        self.case.lexicon.claims.restrictors.contains(before.as_ref())
    }

    /// Whether a possessive ending follows the name that ends at byte `end`.
    fn is_possessive(&self, end: usize) -> bool {
        self.case.document.prose[end..].starts_with(['’', '\''])
    }

    /// The entities whose names cover the prose `span`.
    pub fn names_at(&self, span: crate::span::Span) -> impl Iterator<Item = EntityId> + use<'_> {
        let names = &self.case.mentions.names;
        let next = names.partition_point(|name| name.span.end() <= span.start());
        names
            .get(next)
            .filter(|name| name.span.overlaps(span))
            .into_iter()
            .flat_map(|name| name.entities.iter().copied())
    }

    /// The whole name at a token, or the token alone where it is part of none.
    pub fn words_of_name(&self, token: u32) -> crate::span::Span {
        let span = self.case.document.tokens[token as usize].span;
        let names = &self.case.mentions.names;
        let next = names.partition_point(|name| name.span.end() <= span.start());
        names.get(next).filter(|name| name.span.overlaps(span)).map_or(span, |name| name.span)
    }

    /// Whether one is the other, or a part of it.
    pub fn are_kin(&self, a: EntityId, b: EntityId) -> bool {
        let part_of = |id: EntityId| self.case.facts.entity(id).part_of;
        a == b || part_of(a) == Some(b) || part_of(b) == Some(a)
    }

    /// A name in the quantity's own clause that no record knows: two capitalised words in a row, or one after a preposition.
    fn unrecorded_name(&self, subjects: &[EntityId], at: usize, sentence: &Sentence, named: bool) -> bool {
        let document = self.case.document;
        let known = |token: usize| {
            let span = document.tokens[token].span;
            let names = &self.case.mentions.names;
            let next = names.partition_point(|name| name.span.end() <= span.start());
            names.get(next).is_some_and(|name| name.span.overlaps(span)) || self.is_dated(token)
        };
        let start = sentence.tokens.0 as usize;
        let ordinary = &self.case.lexicon.names.ordinary;
        (start.max(at.saturating_sub(WINDOW))..at).any(|token| {
            let pair = token + 1 < at && self.is_capital(token + 1) && !known(token + 1);
            // A capital at the start of a sentence tells nothing of an ordinary word.
            // Nor does it of a word of the facts: "Shr 18 cts".
            let told = ordinary.contains(&self.word(token).to_lowercase()) || self.keys(token).next().is_some();
            let opens = token == start && !told;
            let near = !named || self.boundaries_between(token, at) == 0;
            let telling = if token == start { opens } else { pair || self.restricts(token) };
            // "Harrowshire" of "Harrowshire County Council" is nobody else.
            let own = || subjects.iter().any(|&id| self.case.facts.entity(id).name.value.contains(self.word(token)));
            self.is_capital(token) && !known(token) && telling && near && !own()
        })
    }

    fn read_keys(&mut self) {
        let figures = &self.case.index.figures;
        // Where nothing is recorded no word has a key.
        if figures.is_empty() {
            return;
        }
        let tokens = self.case.document.tokens.len();
        let mut known: FxHashMap<&str, [Option<Key>; 2]> = FxHashMap::default();
        self.keys.reserve(tokens);
        for index in 0..tokens {
            let word = self.word(index);
            let keys = match self.is_worded(index) {
                true => *known.entry(word).or_insert_with(|| figures.look_up(word, &self.stems.of(word))),
                false => [None, None],
            };
            for key in keys.into_iter().flatten() {
                self.key_places.entry(key).or_default().push(index as u32);
            }
            self.keys.push(keys);
        }
    }

    fn place_names(&mut self) {
        for name in &self.case.mentions.names {
            let stands = !matches!(name.form, Form::Metonym | Form::Distinct);
            for &entity in name.entities.iter().filter(|_| stands) {
                let place = self.case.document.token_at(name.span.start()) as u32;
                self.entity_places.entry(entity).or_default().push(place);
            }
        }
    }

    /// "the collapse", "the company": an article and a noun that an entity may be called by; the last one named that fits. The draft
    /// must name the entity, or have another word of its name: "the company" of a draft on another one is that other one.
    fn place_descriptions(&mut self) {
        if self.keys.is_empty() {
            return;
        }
        let document = self.case.document;
        let definite = &self.case.lexicon.claims.definite;
        let names = &self.case.mentions.names;
        let mut found = Vec::new();
        let mut play = self.case.play();
        for (index, pair) in document.tokens.windows(2).enumerate() {
            if !pair[0].is_word() || !definite.has(pair[0].text(&document.prose)) {
                continue;
            }
            // "the Union" is a name of its own.
            if self.word(index + 1).chars().next().is_none_or(char::is_uppercase) {
                continue;
            }
            for key in self.keys(index + 1) {
                let called = self.case.index.figures.called(key);
                let named = names.partition_point(|name| name.span.end() <= pair[0].span.start());
                let last = || {
                    let fitting = |name: &crate::mention::NameMention| {
                        name.entity().filter(|id| called.binary_search(id).is_ok())
                    };
                    names[..named].iter().rev().take(WINDOW).find_map(fitting)
                };
                let chosen = if let [one] = called { Some(*one) } else { last() };
                let chosen = chosen.filter(|&id| play.has(id, self.word(index + 1)));
                found.extend(chosen.map(|id| (id, index as u32 + 1)));
            }
        }
        for (id, place) in found {
            self.entity_places.entry(id).or_default().push(place);
        }
    }
}

/// The part of sorted `places` that lies in `range`.
fn within(places: &[u32], range: (u32, u32)) -> &[u32] {
    let from = places.partition_point(|&place| place < range.0);
    let to = places.partition_point(|&place| place < range.1);
    &places[from..to]
}

fn boundaries(case: &Case) -> Vec<i32> {
    let claims = &case.lexicon.claims;
    let prose = &case.document.prose;
    let tokens = &case.document.tokens;
    let mut count = 0;
    let mut after_comma = false;
    let mut short_until = 0;
    let mut subordinate = false;
    let mut starts = case.document.sentences.iter().map(|sentence| sentence.tokens.0 as usize).peekable();
    let mut sentence_start = |index: usize| starts.next_if_eq(&index).is_some();
    let mut found = Vec::with_capacity(tokens.len());
    // Where a relative clause without a comma began: "the people who fell sick are children".
    let mut relative: Option<usize> = None;
    for (index, token) in tokens.iter().enumerate() {
        let word = token.text(prose);
        if token.is('(') {
            // A few words in brackets (a conversion, an abbreviation) do not end the clause around them.
            let close = tokens[index..].iter().take(SHORT_BRACKET).position(|token| token.is(')'));
            short_until = close.map_or(short_until, |close| index + close + 1);
        }
        let opens = sentence_start(index);
        // "Since 2010, more than 80 agencies …": the comma ends what the first word began.
        let main_clause = subordinate && token.is(',');
        subordinate = (opens && claims.subordinators.has(word)) || (subordinate && !main_clause && !opens);
        let ends = main_clause || claims.boundaries.has(word) || (after_comma && claims.comma_boundaries.has(word));
        // "a year in which profit was 9": after a preposition it is not the subject of its clause.
        let governed = || index > 0 && claims.restrictors.has(tokens[index - 1].text(prose));
        let restrictive = ends && !after_comma && claims.restrictive.has(word) && !governed();
        // The verb of the main clause ends the relative one.
        let resumes = relative.is_some_and(|at| index > at + 1) && claims.copulas.has(word);
        if resumes {
            count -= 1;
        }
        relative = match () {
            () if restrictive && index >= short_until => Some(index),
            () if resumes || ends || opens || token.is(',') => None,
            () => relative,
        };
        after_comma = token.is(',');
        count += i32::from(ends && index >= short_until);
        found.push(count);
    }
    found
}

/// Brackets of fewer tokens than this, themselves included, are passed over.
const SHORT_BRACKET: usize = 7;

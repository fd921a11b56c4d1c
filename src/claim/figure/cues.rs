//! From the words of a draft to the figures that speak of them, and to the subjects those figures are of.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::claim::figure::concepts::{Named, Names};
use crate::claim::figure::values::Values;
use crate::facts::{Entity, EntityId, EntityKind, FactBase, Figure, Reference};
use crate::lexicon::claims::Measure;
use crate::lexicon::{Claims, Lexicon};
use crate::span::Span;
use crate::text::stem::Stems;
use crate::text::tokenize;

/// A word of the fact base as it is looked for in drafts: a stem, or one exact form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u32);

/// Words that together speak of a figure's measure.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Position in [`FactBase::figures`].
    pub figure: usize,
    /// All of them must stand in the sentence.
    pub keys: Vec<Key>,
    /// Words that narrow the measure ("total", "annual"); where they are missing the tie is looser.
    pub qualifiers: Vec<Key>,
    /// Whether it is the noun of the recorded value ("people" of "16 people") and no word of the measure: too weak alone.
    pub of_value: bool,
    /// Whether it names the measure with its denominator ("Shr" for earnings a share).
    pub of_rate: bool,
    /// Whether it may speak of the measure and as well of others.
    pub loose: bool,
    /// Whether it names a change of what its words say ("traffic growth"): any word of change beside the quantity will do.
    pub of_change: bool,
    /// Whether the noun that the phrase turns on ("size" of "size of the cabinet") is too common to be among the keys.
    pub headless: bool,
}

/// What a phrase is to the measure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    /// It names the denominator too.
    Rate,
    /// It may speak of the measure and as well of others.
    Loose,
}

/// A phrase that becomes a cue.
struct Phrase {
    text: String,
    kind: Kind,
    /// Whether it speaks of a level, whatever words of change it has: "jobs lost".
    level: bool,
}

impl Phrase {
    fn of_record(text: &str) -> Self {
        Self { text: text.to_owned(), kind: Kind::Plain, level: false }
    }
}

/// What a figure's subject asks of the draft.
#[derive(Clone, Debug)]
pub enum Requirement {
    Entity(EntityId),
    /// Words that must all stand near.
    Phrase(Vec<Key>),
}

/// All words of the figures of a fact base.
#[derive(Default)]
pub struct Cues {
    keys: FxHashMap<String, Key>,
    cues: Vec<Cue>,
    /// The cues of each figure.
    of_figure: Vec<Vec<usize>>,
    requirements: Vec<Vec<Requirement>>,
    /// Words by which an entity is called when it is not named: "collapse" of "station collapse".
    heads: FxHashMap<Key, Vec<EntityId>>,
    /// Words of the whole that a figure is a share of.
    of: Vec<Vec<Key>>,
    /// The denominators' keys.
    per: Vec<Vec<Key>>,
    stems: Option<Stems>,
    /// Stems of the words of change.
    changes: FxHashSet<String>,
    /// Whether the measure of a figure is itself a change ("growth", "fall in house prices").
    is_change: Vec<bool>,
    /// The recorded values by their digits.
    values: Values,
    /// The figures that an entity is a subject of, alone or with others.
    by_subject: FxHashMap<EntityId, Vec<usize>>,
    /// The figures of which a word is one of a subject that is a phrase.
    by_subject_word: FxHashMap<Key, Vec<usize>>,
    /// The figures that an entity alone is the subject of.
    of_entity: FxHashMap<EntityId, Vec<usize>>,
    /// The figures whose subject is a phrase that begins with the key.
    of_phrase: FxHashMap<Key, Vec<usize>>,
}

impl Cues {
    /// Compiles the measures and subjects of every figure.
    pub fn new(facts: &FactBase, lexicon: &Lexicon) -> Self {
        let mut cues =
            Self { stems: Some(Stems::new(&lexicon.language)), values: Values::new(facts), ..Self::default() };
        // A draft's own figures rise and fall too, whether or not any are recorded.
        cues.changes = lexicon.claims.changes.iter().map(|word| cues.stem(word)).collect();
        if facts.figures.is_empty() {
            return cues;
        }
        let names = Names::new(&lexicon.claims, |word| cues.stem(word));
        for (index, figure) in facts.figures.iter().enumerate() {
            let words = figure.measure.iter().flat_map(|measure| words_of(&measure.value));
            let is_change = words.into_iter().any(|word| cues.is_change(&cues.stem(&word)));
            cues.is_change.push(is_change);
            cues.add_measures(index, figure, facts, &names, &lexicon.claims);
            cues.add_value_nouns(index, figure, &lexicon.claims);
            let requirements = figure.subject.iter().map(|subject| match &subject.value {
                Reference::Entity(id) => Requirement::Entity(*id),
                Reference::Phrase(phrase) => Requirement::Phrase(cues.keys_of(phrase, &lexicon.claims)),
            });
            let requirements: Vec<Requirement> = requirements.collect();
            for requirement in &requirements {
                match requirement {
                    Requirement::Entity(entity) => cues.by_subject.entry(*entity).or_default().push(index),
                    Requirement::Phrase(keys) => {
                        keys.iter().for_each(|&key| cues.by_subject_word.entry(key).or_default().push(index));
                    }
                }
            }
            match &requirements[..] {
                [Requirement::Entity(entity)] => cues.of_entity.entry(*entity).or_default().push(index),
                [Requirement::Phrase(keys)] => {
                    if let Some(&key) = keys.first() {
                        cues.of_phrase.entry(key).or_default().push(index);
                    }
                }
                _ => {}
            }
            cues.requirements.push(requirements);
            let of = figure.of.as_ref().map_or_else(Vec::new, |of| cues.keys_of_concept(&of.value, &lexicon.claims));
            cues.of.push(of);
            let per = figure.per.iter().flat_map(|per| cues.keys_of(&per.value, &lexicon.claims)).collect();
            cues.per.push(per);
        }
        cues.of_figure = vec![Vec::new(); facts.figures.len()];
        for (index, cue) in cues.cues.iter().enumerate() {
            cues.of_figure[cue.figure].push(index);
        }
        cues.add_heads(facts, lexicon);
        cues
    }

    /// Whether there is no figure at all.
    pub fn is_empty(&self) -> bool {
        self.requirements.is_empty()
    }

    /// The keys that a word of a draft is: its stem's and its exact form's.
    pub fn look_up(&self, word: &str, stem: &str) -> [Option<Key>; 2] {
        let lower = word.to_lowercase();
        [self.keys.get(stem).copied(), self.keys.get(format!("={lower}").as_str()).copied()]
    }

    /// Whether the stem is that of a word of change.
    pub fn is_change(&self, stem: &str) -> bool {
        self.changes.contains(stem)
    }

    /// Whether the figure's measure is itself a change.
    pub fn measures_change(&self, figure: usize) -> bool {
        self.is_change[figure]
    }

    /// The recorded values by their digits.
    pub fn values(&self) -> &Values {
        &self.values
    }

    /// The figures that the entity alone is the subject of.
    pub fn of_entity(&self, entity: EntityId) -> &[usize] {
        self.of_entity.get(&entity).map_or(&[], Vec::as_slice)
    }

    /// The figures whose subject is a phrase that begins with the word.
    pub fn of_phrase(&self, key: Key) -> &[usize] {
        self.of_phrase.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The words that speak of the figure's measure or of what its value counts.
    pub fn measure_keys(&self, figure: usize) -> impl Iterator<Item = Key> {
        let cues = self.of_figure[figure].iter().map(|&cue| &self.cues[cue]);
        let keys = cues.flat_map(|cue| cue.keys.iter().chain(&cue.qualifiers)).copied();
        let mut keys: Vec<Key> = keys.collect();
        keys.sort_unstable();
        keys.dedup();
        keys.into_iter()
    }

    fn stem(&self, word: &str) -> String {
        self.stems.as_ref().map_or_else(|| word.to_lowercase(), |stems| stems.stem(word))
    }

    /// The cues of a figure.
    pub fn of_figure(&self, figure: usize) -> impl Iterator<Item = &Cue> {
        self.of_figure.get(figure).into_iter().flatten().map(|&index| &self.cues[index])
    }

    /// The figures that the entity is a subject of, alone or with others.
    pub fn by_subject(&self, entity: EntityId) -> &[usize] {
        self.by_subject.get(&entity).map_or(&[], Vec::as_slice)
    }

    /// The figures of which the word is one of a subject that is a phrase.
    pub fn by_subject_word(&self, key: Key) -> &[usize] {
        self.by_subject_word.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Whether `key` is a word of the figure's measure, value, whole or subject.
    pub fn speaks_of(&self, key: Key, figure: usize) -> bool {
        let of_cue = self.of_figure[figure].iter().any(|&cue| {
            let cue = &self.cues[cue];
            cue.keys.contains(&key) || cue.qualifiers.contains(&key)
        });
        let of_subject = self.requirements[figure].iter().any(|requirement| match requirement {
            Requirement::Phrase(keys) => keys.contains(&key),
            Requirement::Entity(id) => self.called(key).binary_search(id).is_ok(),
        });
        of_cue || of_subject || self.of[figure].contains(&key)
    }

    /// What the subject of a figure asks for.
    pub fn requirements(&self, figure: usize) -> &[Requirement] {
        &self.requirements[figure]
    }

    /// Keys of a figure's denominators.
    pub fn denominators(&self, figure: usize) -> &[Key] {
        &self.per[figure]
    }

    /// Entities that may be called by the noun `key` alone, sorted.
    pub fn called(&self, key: Key) -> &[EntityId] {
        self.heads.get(&key).map_or(&[], Vec::as_slice)
    }

    fn key(&mut self, name: String) -> Key {
        let next = Key(self.keys.len() as u32);
        *self.keys.entry(name).or_insert(next)
    }

    /// Keys of the telling words of a phrase; of all its words where none is telling.
    fn keys_of(&mut self, phrase: &str, claims: &Claims) -> Vec<Key> {
        let words = words_of(phrase);
        let telling: Vec<&String> = words.iter().filter(|word| !is_generic(word, claims)).collect();
        let used: Vec<String> = if telling.is_empty() { words.clone() } else { telling.into_iter().cloned().collect() };
        let mut keys: Vec<Key> = Vec::new();
        for word in used {
            let name = if word.starts_with('=') { word.to_lowercase() } else { self.stem(&word) };
            let key = self.key(name);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    /// The same with the words of the concept that the phrase names.
    fn keys_of_concept(&mut self, phrase: &str, claims: &Claims) -> Vec<Key> {
        let mut keys = self.keys_of(phrase, claims);
        let name = phrase.to_lowercase().replace(' ', "-");
        for concept in claims.measures.iter().filter(|concept| concept.name == name) {
            for cue in &concept.cues {
                keys.extend(self.keys_of(cue, claims));
            }
        }
        keys
    }

    fn add_measures(&mut self, figure: usize, fact: &Figure, facts: &FactBase, names: &Names, claims: &Claims) {
        let mut seen = FxHashSet::default();
        let subject = self.stems_of_subject(fact, facts, claims);
        // The record's own words first: they are never loose.
        for measure in &fact.measure {
            let plain = measure.value.replace('-', " ");
            self.add_changes_of_a_concept(figure, &plain, claims, &mut seen);
            self.add_cue(figure, Phrase::of_record(&plain), claims, &mut seen);
            if let Some(acting) = without_agents(&plain, &claims.agents) {
                self.add_cue(figure, Phrase::of_record(&acting), claims, &mut seen);
            }
        }
        for measure in &fact.measure {
            let name = measure.value.to_lowercase().replace(' ', "-");
            let is_subject = |word: &str| subject.contains(&self.stem(word));
            let named = names.of(&measure.value, claims, |word| self.stem(word), is_subject);
            for Named { concept, before } in named {
                self.is_change[figure] |= claims.measures[concept].change;
                for phrase in self.phrases_of(&claims.measures[concept], &before, Kind::Plain, claims) {
                    self.add_cue(figure, phrase, claims, &mut seen);
                }
            }
            for concept in claims.measures.iter().filter(|_| !fact.per.is_empty()) {
                let rate = concept.name.strip_prefix(name.as_str()).and_then(|rest| rest.strip_prefix("-per-"));
                if rate.is_some_and(|rate| fact.per.iter().any(|per| per.value == rate)) {
                    for phrase in self.phrases_of(concept, "", Kind::Rate, claims) {
                        self.add_cue(figure, phrase, claims, &mut seen);
                    }
                }
            }
        }
    }

    /// The phrases that speak of a concept, with what narrows it before each.
    fn phrases_of(&self, concept: &Measure, before: &str, kind: Kind, claims: &Claims) -> Vec<Phrase> {
        let cues = concept.cues.iter().map(|cue| (cue, kind));
        let loose = concept.loose.iter().map(|cue| (cue, Kind::Loose));
        let tells = |cue: &str| words_of(cue).iter().any(|word| !is_generic(word, claims));
        // "lose their jobs" tells of jobs, "prices rose" of a change.
        let level = !concept.change && !words_of(before).iter().any(|word| self.is_change(&self.stem(word)));
        let phrase = |(cue, kind)| Phrase { text: format!("{before}{cue}"), kind, level };
        cues.chain(loose).filter(|(cue, _)| tells(cue)).map(phrase).collect()
    }

    /// The stems of all words that the fact's subjects are called by.
    fn stems_of_subject(&self, fact: &Figure, facts: &FactBase, claims: &Claims) -> FxHashSet<String> {
        let mut stems = FxHashSet::default();
        for subject in &fact.subject {
            match &subject.value {
                Reference::Phrase(phrase) => stems.extend(words_of(phrase).iter().map(|word| self.stem(word))),
                Reference::Entity(id) => {
                    let entity = facts.entity(*id);
                    let forms = std::iter::once(&entity.name).chain(&entity.also).chain(&entity.descriptions);
                    let kinds = claims.kinds.get(entity.kind.table()).into_iter().flatten().cloned();
                    let words = forms.flat_map(|form| words_of(&form.value)).chain(kinds);
                    stems.extend(words.map(|word| self.stem(&word)));
                }
            }
        }
        stems
    }

    /// "sales growth": the words of the concept that "sales" belongs to, with any word of change.
    fn add_changes_of_a_concept(
        &mut self,
        figure: usize,
        phrase: &str,
        claims: &Claims,
        seen: &mut FxHashSet<Vec<Key>>,
    ) {
        let (changes, rest): (Vec<String>, Vec<String>) =
            words_of(phrase).into_iter().partition(|word| self.is_change(word));
        let still = rest.join(" ").to_lowercase();
        let name = still.replace(' ', "-");
        let Some(change) = changes.first().filter(|_| !still.is_empty()) else { return };
        for concept in claims.measures.iter().filter(|concept| concept.name == name || concept.cues.contains(&still)) {
            for cue in &concept.cues {
                self.add_cue(figure, Phrase::of_record(&format!("{cue} {change}")), claims, seen);
            }
        }
    }

    fn add_cue(&mut self, figure: usize, phrase: Phrase, claims: &Claims, seen: &mut FxHashSet<Vec<Key>>) {
        let Phrase { text, kind, level } = phrase;
        let headless = is_headless(&text, claims);
        let (narrowing, rest): (Vec<String>, Vec<String>) =
            words_of(&text).into_iter().partition(|word| claims.qualifiers.contains(word.to_lowercase().as_str()));
        // "new" alone is the measure itself.
        let (narrowing, rest) = if rest.is_empty() { (Vec::new(), narrowing) } else { (narrowing, rest) };
        let qualifiers = narrowing.iter().map(|word| self.stem(word)).collect::<Vec<_>>();
        let qualifiers = qualifiers.into_iter().map(|stem| self.key(stem)).collect();
        let (changes, still): (Vec<String>, Vec<String>) = rest.iter().cloned().partition(|word| self.is_change(word));
        let telling = still.iter().any(|word| !claims.generic.contains(word.to_lowercase().as_str()));
        let of_change = !changes.is_empty() && telling && !level;
        let keys = self.keys_of(&if of_change { still } else { rest }.join(" "), claims);
        if !keys.is_empty() && seen.insert(keys.clone()) {
            let (of_rate, loose) = (kind == Kind::Rate, kind == Kind::Loose);
            self.cues.push(Cue { figure, keys, qualifiers, of_value: false, of_rate, loose, of_change, headless });
        }
    }

    /// The words after the number of a recorded value say what is counted.
    fn add_value_nouns(&mut self, figure: usize, fact: &Figure, claims: &Claims) {
        for value in &fact.values {
            let text = value.text.value.as_str();
            let after = text.get(value.quantity.span.end()..).unwrap_or("");
            let telling =
                words_of(after).into_iter().any(|word| !claims.counters.contains(word.to_lowercase().as_str()));
            if telling && after.chars().any(char::is_alphabetic) {
                let keys = self.keys_of(after, claims);
                if !self.cues.iter().any(|cue| cue.figure == figure && cue.keys == keys) {
                    self.cues.push(Cue {
                        figure,
                        keys,
                        qualifiers: Vec::new(),
                        of_value: true,
                        of_rate: false,
                        loose: false,
                        of_change: false,
                        headless: false,
                    });
                }
            }
        }
    }

    fn add_heads(&mut self, facts: &FactBase, lexicon: &Lexicon) {
        let wanted: FxHashSet<EntityId> = self
            .requirements
            .iter()
            .flatten()
            .filter_map(|requirement| match requirement {
                Requirement::Entity(id) => Some(*id),
                Requirement::Phrase(_) => None,
            })
            .collect();
        for (id, entity) in facts.entities().filter(|(id, _)| wanted.contains(id)) {
            for word in head_nouns(entity, lexicon) {
                let key = self.key(self.stem(&word));
                let list = self.heads.entry(key).or_default();
                if list.last() != Some(&id) {
                    list.push(id);
                }
            }
        }
    }
}

/// "email readers" as "email read": who does something is told by what they do. `None` where no word names a doer.
fn without_agents(phrase: &str, endings: &[String]) -> Option<String> {
    let mut changed = false;
    let words = phrase.split(' ').map(|word| {
        let ending = endings.iter().find(|ending| word.len() > ending.len() + 3 && word.ends_with(ending.as_str()));
        changed |= ending.is_some();
        ending.map_or(word, |ending| &word[..word.len() - ending.len()])
    });
    let words: Vec<&str> = words.collect();
    changed.then(|| words.join(" "))
}

/// Whether the head noun of a phrase, the word before its first preposition or else the last one, is generic.
fn is_headless(phrase: &str, claims: &Claims) -> bool {
    let words = words_of(phrase);
    let preposition = words.iter().position(|word| claims.restrictors.contains(word.as_str()));
    let head = preposition.unwrap_or(words.len()).checked_sub(1).and_then(|at| words.get(at));
    head.is_some_and(|head| is_generic(head, claims)) && words.len() > 1
}

/// Whether a word tells too little of a measure to be looked for.
fn is_generic(word: &str, claims: &Claims) -> bool {
    if word.starts_with('=') {
        return false;
    }
    let word = word.to_lowercase();
    // A word wanted in just one form tells enough.
    claims.generic.contains(word.as_str()) || claims.counters.contains(word.as_str())
}

/// The last words of an entity's common-noun forms, and what its kind is called.
fn head_nouns(entity: &Entity, lexicon: &Lexicon) -> Vec<String> {
    let mut heads: Vec<String> = lexicon.claims.kinds.get(entity.kind.table()).cloned().unwrap_or_default();
    let forms = std::iter::once(&entity.name).chain(&entity.also);
    // A single word with a capital is a name and no noun.
    let noun = |words: &Vec<String>| words.len() > 1 || words.iter().all(|word| word.starts_with(char::is_lowercase));
    let last = forms.map(|form| words_of(&form.value)).filter(noun).filter_map(|mut words| words.pop());
    match entity.kind {
        // A person is never "the Petek".
        EntityKind::Person => {}
        // "the bridge" of Harrow Bridge, but not "the sad" of Novi Sad.
        EntityKind::Place => heads.extend(last.filter(|word| lexicon.names.ordinary.contains(&word.to_lowercase()))),
        _ => heads.extend(last),
    }
    heads.retain(|word| word.chars().all(char::is_alphabetic) && word.chars().count() > 2);
    heads
}

fn words_of(phrase: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    tokenize(phrase, Span::new(0, phrase.len()), &mut tokens);
    let mut words = Vec::new();
    let mut exact = false;
    for token in tokens {
        if token.is('=') {
            exact = true;
        } else if token.is_word() {
            words.push(format!("{}{}", if exact { "=" } else { "" }, token.text(phrase)));
            exact = false;
        } else if token.is_number() {
            // "Larkspur 3.9", "the outbreak of 1983": numbers in a name are told apart exactly.
            words.push(format!("={}", token.text(phrase)));
        }
    }
    words
}

//! From the words of a draft to recorded events and dated facts.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::calendar::PartialDate;
use crate::facts::{Entity, EntityId, EntityKind, FactBase, Placed, Reference, TitleFact};
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::text::stem::Stems;
use crate::text::tokenize;
use crate::text::words::without_possessive;

/// What a wording stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A recorded event.
    Event(EntityId),
    /// Position in [`FactBase::dates`].
    Fact(usize),
}

/// Phrases that mean the same in a wording, as stems.
struct Synonyms {
    groups: Vec<Vec<Vec<String>>>,
    /// Those that mean it only with what follows them.
    needs_more: FxHashSet<Vec<String>>,
}

impl Synonyms {
    fn new(lexicon: &Lexicon) -> Self {
        let stems = Stems::new(&lexicon.language);
        let stemmed = |phrase: &String| words_of(phrase).into_iter().map(|word| stems.stem(word)).collect();
        let times = &lexicon.times;
        Self {
            groups: times.synonyms.iter().map(|group| group.iter().map(stemmed).collect()).collect(),
            needs_more: times.needs_more.iter().map(stemmed).collect(),
        }
    }

    /// What else a wording may be, its first words exchanged for others.
    fn of(&self, own: &[String]) -> Vec<Vec<String>> {
        let mut others = Vec::new();
        for group in &self.groups {
            let said = group.iter().filter(|phrase| own.starts_with(phrase)).max_by_key(|phrase| phrase.len());
            let Some(said) = said else { continue };
            let rest = &own[said.len()..];
            let means =
                |phrase: &&Vec<String>| *phrase != said && !(rest.is_empty() && self.needs_more.contains(*phrase));
            others.extend(group.iter().filter(means).map(|phrase| [phrase, rest].concat()));
        }
        others
    }
}

/// "was signed" as "signed": who writes a wording may write its auxiliaries too. `None` where it has none.
fn without_auxiliaries<'w>(wording: &'w str, lexicon: &Lexicon) -> Option<&'w str> {
    let helps = |word: &str| lexicon.times.auxiliaries.contains(word.to_lowercase().as_str());
    let mut rest = wording.trim_start();
    while let Some((_, after)) = rest.split_once(' ').filter(|(first, _)| helps(first)) {
        rest = after.trim_start();
    }
    (rest.len() < wording.trim_start().len()).then_some(rest)
}

/// A word as wordings have it: in one exact form (in lower case), or in any inflection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(u32);

/// A wording, word by word.
#[derive(Clone, Debug)]
pub struct Wording {
    pub words: Vec<Key>,
    pub target: Target,
    /// The last word of an event's name alone: "collapse" of "station collapse". Means the event only where it has been named.
    pub head: bool,
    /// Not recorded, but as good as what is: "became a member of" for "joined".
    pub synonym: bool,
}

/// All wordings of events and dated facts, by their first word.
#[derive(Default)]
pub struct Moments {
    any: bool,
    stems: Option<Stems>,
    keys: FxHashMap<String, Key>,
    /// The keys of articles and possessives, in whose place another may stand.
    determiners: FxHashSet<Key>,
    wordings: FxHashMap<Key, Vec<Wording>>,
    /// The telling words of an event's name of several words, in any order and inflection, under each of them.
    scattered: FxHashMap<Key, Vec<Wording>>,
    /// The event that lasted from one day of the calendar to another (month and day); `None` where there are several.
    lasting: FxHashMap<[(i8, i8); 2], Option<EntityId>>,
}

impl Moments {
    /// Compiles the names of all dated events and the wordings of all dated facts.
    pub fn new(facts: &FactBase, lexicon: &Lexicon) -> Self {
        let mut moments = Self { stems: Some(Stems::new(&lexicon.language)), ..Self::default() };
        for (id, entity) in facts.entities().filter(|(_, entity)| entity.kind == EntityKind::Event) {
            if entity.start.is_none() && entity.end.is_none() {
                continue;
            }
            let forms = std::iter::once(&entity.name).chain(&entity.also).chain(&entity.short);
            for form in forms.chain(&entity.abbreviation).chain(&entity.descriptions) {
                moments.add(&form.value, Target::Event(id), true);
                moments.scatter(&form.value, id, lexicon);
            }
        }
        moments.add_stretches(facts);
        let dated = |entity: &Entity| {
            let title = |title: &TitleFact| title.from.is_some() || title.until.is_some();
            [&entity.began, &entity.ended, &entity.start, &entity.end].iter().any(|date| date.is_some())
                || entity.titles.iter().any(title)
        };
        moments.any = !facts.dates.is_empty() || facts.entities.iter().any(dated);
        let synonyms = Synonyms::new(lexicon);
        for (index, fact) in facts.dates.iter().enumerate() {
            let plain = fact.what.iter().map(|what| without_auxiliaries(&what.value, lexicon));
            let wordings: Vec<&str> = fact.what.iter().map(|what| what.value.as_str()).chain(plain.flatten()).collect();
            for wording in &wordings {
                moments.add(wording, Target::Fact(index), false);
            }
            for wording in wordings {
                moments.add_synonyms(wording, Target::Fact(index), &synonyms);
            }
            for subject in &fact.subject {
                if let Reference::Phrase(phrase) = &subject.value {
                    moments.register(phrase);
                }
            }
        }
        moments.add_heads(facts);
        let articles =
            lexicon.calendar.the.iter().chain(lexicon.names.articles.iter()).chain(lexicon.times.possessives.iter());
        moments.determiners = articles.flat_map(|word| moments.look_up(word)).flatten().collect();
        for list in moments.wordings.values_mut() {
            list.sort_by_key(|wording| std::cmp::Reverse(wording.words.len()));
        }
        moments
    }

    /// Whether nothing recorded has a date.
    pub fn is_empty(&self) -> bool {
        !self.any
    }

    /// Whether there are wordings that name something by themselves; all else is told of entities that the draft names.
    pub fn has_wordings(&self) -> bool {
        !self.keys.is_empty()
    }

    /// The keys of a word of a draft: of its exact form and of its stem.
    pub fn look_up(&self, word: &str) -> [Option<Key>; 2] {
        let Some(stems) = self.stems.as_ref().filter(|_| !self.keys.is_empty()) else { return [None, None] };
        [self.keys.get(&exact(word)).copied(), self.keys.get(&stems.stem(word)).copied()]
    }

    /// The stem of a word.
    pub fn stem(&self, word: &str) -> String {
        self.stems.as_ref().map_or_else(|| word.to_lowercase(), |stems| stems.stem(word))
    }

    /// Whether a word of a wording is an article or a possessive: "the program" is "Ada’s program" as well.
    pub fn is_determiner(&self, key: Key) -> bool {
        self.determiners.contains(&key)
    }

    /// The wordings that begin with `key`, the longest first.
    pub fn beginning(&self, key: Key) -> &[Wording] {
        self.wordings.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Names of events of which `key` is a telling word, each as its telling words.
    pub fn scattered(&self, key: Key) -> &[Wording] {
        self.scattered.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The one event that lasted from `start` to `end`, each a month and a day.
    pub fn lasting(&self, start: (i8, i8), end: (i8, i8)) -> Option<EntityId> {
        self.lasting.get(&[start, end]).copied().flatten()
    }

    /// The key of each word of a fact's subject.
    pub fn keys_of(&self, phrase: &str) -> Vec<Option<Key>> {
        let Some(stems) = &self.stems else { return Vec::new() };
        words_of(phrase).into_iter().map(|word| self.keys.get(&stems.stem(word)).copied()).collect()
    }

    /// The wording with its first words exchanged for others that mean the same.
    fn add_synonyms(&mut self, form: &str, target: Target, synonyms: &Synonyms) {
        let Some(stems) = &self.stems else { return };
        let own: Vec<String> = words_of(form).into_iter().map(|word| stems.stem(word)).collect();
        for names in synonyms.of(&own) {
            let words: Vec<Key> = names.into_iter().map(|name| self.key(name)).collect();
            if let Some(&first) = words.first() {
                let list = self.wordings.entry(first).or_default();
                if !list.iter().any(|known| known.words == words && known.target == target) {
                    list.push(Wording { words, target, head: false, synonym: true });
                }
            }
        }
    }

    fn add(&mut self, form: &str, target: Target, in_this_form: bool) {
        let name = |word| match &self.stems {
            Some(stems) if !in_this_form => stems.stem(word),
            _ => exact(word),
        };
        let names: Vec<String> = words_of(form).into_iter().map(name).collect();
        let words: Vec<Key> = names.into_iter().map(|name| self.key(name)).collect();
        if let Some(&first) = words.first() {
            self.wordings.entry(first).or_default().push(Wording { words, target, head: false, synonym: false });
        }
    }

    fn add_stretches(&mut self, facts: &FactBase) {
        let day = |date: &Option<Placed<PartialDate>>| {
            let date = date.as_ref()?.value;
            Some((date.month?, date.day?))
        };
        for (id, entity) in facts.entities() {
            if let (Some(start), Some(end)) = (day(&entity.start), day(&entity.end))
                && start != end
            {
                self.lasting.entry([start, end]).and_modify(|known| *known = None).or_insert(Some(id));
            }
        }
    }

    /// The common nouns that events' names end in, but for those of several events.
    fn add_heads(&mut self, facts: &FactBase) {
        let mut heads: FxHashMap<&str, Option<EntityId>> = FxHashMap::default();
        for (id, entity) in facts.entities().filter(|(_, entity)| entity.kind == EntityKind::Event) {
            for form in std::iter::once(&entity.name).chain(&entity.also) {
                let words = words_of(&form.value);
                let [_, .., last] = words[..] else { continue };
                if last.chars().all(char::is_lowercase) {
                    let owner = heads.entry(last).or_insert(Some(id));
                    *owner = owner.filter(|&owner| owner == id);
                }
            }
        }
        let mut heads: Vec<(&str, EntityId)> = heads.into_iter().filter_map(|(head, id)| Some((head, id?))).collect();
        heads.sort_unstable();
        for (head, id) in heads {
            let dated = |entity: &Entity| entity.start.is_some() || entity.end.is_some();
            if dated(facts.entity(id)) {
                let key = self.key(exact(head));
                let wording = Wording { words: vec![key], target: Target::Event(id), head: true, synonym: false };
                self.wordings.entry(key).or_default().push(wording);
            }
        }
    }

    fn scatter(&mut self, form: &str, id: EntityId, lexicon: &Lexicon) {
        let small = |word: &str| {
            let word = word.to_lowercase();
            lexicon.times.prepositions.contains(&word) || lexicon.times.determiners.contains(&word)
        };
        let stems: Vec<String> = words_of(form)
            .into_iter()
            .filter(|word| !small(word))
            .filter_map(|word| self.stems.as_ref().map(|stems| stems.stem(word)))
            .collect();
        if stems.len() < 2 {
            return;
        }
        let words: Vec<Key> = stems.into_iter().map(|stem| self.key(stem)).collect();
        for &key in &words {
            let wording = Wording { words: words.clone(), target: Target::Event(id), head: false, synonym: false };
            self.scattered.entry(key).or_default().push(wording);
        }
    }

    /// Makes the words of a phrase known.
    fn register(&mut self, phrase: &str) {
        let stems: Vec<String> =
            words_of(phrase).into_iter().filter_map(|word| Some(self.stems.as_ref()?.stem(word))).collect();
        for stem in stems {
            self.key(stem);
        }
    }

    fn key(&mut self, name: String) -> Key {
        let next = Key(self.keys.len() as u32);
        *self.keys.entry(name).or_insert(next)
    }
}

/// The name of a word's exact form among the keys.
fn exact(word: &str) -> String {
    format!("={}", without_possessive(word).to_lowercase().replace('’', "'"))
}

/// Words and numbers of a wording; the article at its beginning does not count.
fn words_of(form: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    tokenize(form, Span::new(0, form.len()), &mut tokens);
    tokens.iter().filter(|token| token.is_word() || token.is_number()).map(|token| token.text(form)).collect()
}

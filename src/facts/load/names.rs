//! Entities by their ids and forms: what a fact's words refer to.

use std::cell::{Cell, OnceCell};
use std::hash::{BuildHasher, BuildHasherDefault};

use rustc_hash::{FxHashMap, FxHasher};

use crate::facts::table::{Mistakes, did_you_mean};
use crate::facts::{Entity, EntityId, Place, Placed, Reference};

/// Ids and forms of the entities that were read.
pub(crate) struct Names<'a> {
    /// `None` for an entity with a mistake.
    ids: FxHashMap<&'a str, Option<EntityId>>,
    /// Full forms and abbreviations; `None` for one that several entities share.
    forms: FxHashMap<String, Option<EntityId>>,
    count: u32,
    /// Whether entities may be missing that cannot be known.
    incomplete: bool,
    near: OnceCell<NearIds<'a>>,
    /// How many more times all ids may be gone through for a suggestion.
    searches: Cell<u32>,
}

/// How often all ids are gone through for a suggestion: the first mistakes get one, a file full of them still loads at once.
const SEARCHES: u32 = 50;

impl<'a> Names<'a> {
    /// Nobody yet.
    pub(crate) fn new(incomplete: bool) -> Self {
        Self {
            ids: FxHashMap::default(),
            forms: FxHashMap::default(),
            count: 0,
            incomplete,
            near: OnceCell::new(),
            searches: Cell::new(SEARCHES),
        }
    }

    /// Adds the next entity.
    pub(crate) fn add(&mut self, id: &'a str, entity: &Entity) -> EntityId {
        let number = EntityId(self.count);
        self.count += 1;
        self.ids.insert(id, Some(number));
        let full = std::iter::once(&entity.name).chain(&entity.also).chain(&entity.abbreviation);
        for form in full {
            let meant = self.forms.entry(form.value.clone()).or_insert(Some(number));
            if *meant != Some(number) {
                *meant = None;
            }
        }
        number
    }

    /// Adds an entity that could not be read: what refers to it is no mistake of its own.
    pub(crate) fn add_broken(&mut self, id: &'a str) {
        self.ids.insert(id, None);
    }

    /// Two entities of one name are a mistake, unless one of them says that the other is somebody else.
    pub(crate) fn check_insisted(&self, entities: &[Entity], mistakes: &mut Mistakes) {
        let mut first: FxHashMap<&str, &Entity> = FxHashMap::default();
        for entity in entities {
            let name = entity.name.value.as_str();
            let other = *first.entry(name).or_insert(entity);
            let distinct = |it: &Entity| it.distinct.iter().any(|form| form.value == name);
            if std::ptr::eq(other, entity) || distinct(entity) || distinct(other) {
                continue;
            }
            let message = format!("`{}` and `{}` are both named {name}", other.key(), entity.key());
            let place = other.name.place;
            let mistake = mistakes.at(entity.name.place, message, "the same name").label(
                place.file,
                place.span,
                "named here first",
            );
            mistakes.push(mistake.help(format!(
                "join the two, or write distinct = [\"{name}\"] on one of them if they are two that share a name"
            )));
        }
    }

    /// What words refer to: an entity by its id or by a form that is its alone, else a phrase. A word that was meant as an id
    /// and is none is a mistake. `None` where what is meant could not be read.
    pub(crate) fn reference(&self, words: &str, place: Place, key: &str, mistakes: &mut Mistakes) -> Option<Reference> {
        if let Some(meant) = self.ids.get(words) {
            return meant.map(Reference::Entity);
        }
        if let Some(Some(meant)) = self.forms.get(words) {
            return Some(Reference::Entity(*meant));
        }
        if self.forms.contains_key(words) || !self.is_meant_as_id(words) {
            return Some(Reference::Phrase(words.to_owned()));
        }
        if !self.incomplete {
            let message = format!("unknown id \"{words}\" in `{key}`");
            let mistake = mistakes.at(place, message, self.suggestion(words));
            mistakes.push(mistake.help("define it, correct it, or write a phrase that does not look like an id"));
        }
        None
    }

    /// The entity that words refer to; anything else is a mistake.
    pub(crate) fn entity(&self, words: &Placed<String>, key: &str, mistakes: &mut Mistakes) -> Option<EntityId> {
        match self.reference(&words.value, words.place, key, mistakes)? {
            Reference::Entity(id) => Some(id),
            Reference::Phrase(phrase) => {
                if !self.incomplete {
                    let message = format!("`{key}` must be an entity, and \"{phrase}\" is none");
                    mistakes.add(words.place, message, self.suggestion(&phrase));
                }
                None
            }
        }
    }

    /// Whether `words` look like an id and like nothing else: lower case with hyphens, or one slip away from a known id. An id
    /// with an s more or less is no slip but a plural.
    fn is_meant_as_id(&self, words: &str) -> bool {
        let lower =
            words.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_'));
        if !lower || !words.starts_with(|first: char| first.is_ascii_lowercase()) {
            return false;
        }
        words.trim_matches(['-', '_']).contains(['-', '_']) || self.near_id(words).is_some()
    }

    fn near_id(&self, word: &str) -> Option<&'a str> {
        self.near.get_or_init(|| NearIds::new(self.ids.keys().copied())).find(word)
    }

    fn suggestion(&self, words: &str) -> String {
        if let Some(near) = self.near_id(words) {
            return format!("did you mean `{near}`?");
        }
        let left = self.searches.get();
        if left == 0 {
            return "no entity has this id".to_owned();
        }
        self.searches.set(left - 1);
        let mut ids: Vec<_> = self.ids.keys().copied().collect();
        ids.sort_unstable();
        let suggestion = did_you_mean(words, ids);
        if suggestion.is_empty() { "no entity has this id".to_owned() } else { suggestion }
    }
}

/// Shorter words are too near to too many others.
const SHORTEST: usize = 4;

/// Finds the ids that are one slip away from a word: both lose a letter and are compared by what is left.
struct NearIds<'a> {
    ids: Vec<&'a str>,
    /// Hash of an id without one of its letters, or with all of them, and the id's position.
    keys: Vec<(u64, u32)>,
}

impl<'a> NearIds<'a> {
    fn new(ids: impl Iterator<Item = &'a str>) -> Self {
        let mut ids: Vec<_> = ids.filter(|id| id.len() >= SHORTEST).collect();
        ids.sort_unstable();
        let mut keys: Vec<_> =
            ids.iter().zip(0u32..).flat_map(|(id, position)| deletions(id).map(move |key| (key, position))).collect();
        keys.sort_unstable();
        Self { ids, keys }
    }

    fn find(&self, word: &str) -> Option<&'a str> {
        if word.len() < SHORTEST {
            return None;
        }
        let plural = |id: &str| id.strip_suffix('s') == Some(word) || word.strip_suffix('s') == Some(id);
        let mut found: Vec<u32> = Vec::new();
        for key in deletions(word) {
            let start = self.keys.partition_point(|&(known, _)| known < key);
            found.extend(
                self.keys[start..].iter().take_while(|&&(known, _)| known == key).map(|&(_, position)| position),
            );
        }
        found.sort_unstable();
        found.dedup();
        let mut ids = found.iter().filter_map(|&position| self.ids.get(position as usize).copied());
        ids.find(|id| !plural(id) && strsim::osa_distance(id, word) == 1)
    }
}

/// Hashes of `word` and of `word` without each of its bytes in turn.
fn deletions(word: &str) -> impl Iterator<Item = u64> {
    let hasher = BuildHasherDefault::<FxHasher>::default();
    let bytes = word.as_bytes();
    let whole = hasher.hash_one(bytes);
    let mut left = Vec::with_capacity(bytes.len());
    std::iter::once(whole).chain((0..bytes.len()).map(move |gone| {
        left.clear();
        left.extend_from_slice(&bytes[..gone]);
        left.extend_from_slice(&bytes[gone + 1..]);
        hasher.hash_one(left.as_slice())
    }))
}

//! Entities by their ids and forms: what a fact's words refer to.

use std::cell::{Cell, OnceCell};
use std::hash::{BuildHasher, BuildHasherDefault};

use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};

use crate::facts::mistakes::{Kind, Mistakes};
use crate::facts::{Entity, EntityId, EntityKind, Place, Placed, Reference};
use crate::text::nearest::nearest;

/// Ids and forms of the entities that were read.
pub(crate) struct Names<'a> {
    /// `None` for an entity with a mistake.
    ids: FxHashMap<&'a str, Option<EntityId>>,
    /// Full forms and abbreviations; `None` for one that several entities share.
    forms: FxHashMap<String, Option<EntityId>>,
    /// Short forms and surnames; `None` for one that several entities share.
    shorts: FxHashMap<String, Option<EntityId>>,
    count: u32,
    /// Whether entities may be missing that cannot be known.
    incomplete: bool,
    slips: Slips<'a>,
}

/// How often all ids are gone through for a suggestion: the first mistakes get one, a file full of them still loads at once.
const SEARCHES: u32 = 10;

impl<'a> Names<'a> {
    /// Nobody yet; there is room for `count` entities.
    pub(crate) fn new(incomplete: bool, count: usize) -> Self {
        Self {
            ids: FxHashMap::with_capacity_and_hasher(count, FxBuildHasher),
            forms: FxHashMap::with_capacity_and_hasher(count, FxBuildHasher),
            shorts: FxHashMap::default(),
            count: 0,
            incomplete,
            slips: Slips::default(),
        }
    }

    /// Adds the next entity.
    pub(crate) fn add(&mut self, id: &'a str, entity: &Entity) -> EntityId {
        let number = EntityId(self.count);
        self.count += 1;
        self.ids.insert(id, Some(number));
        let full = std::iter::once(&entity.name).chain(&entity.also).chain(&entity.abbreviation);
        full.for_each(|form| add_form(&mut self.forms, &form.value, number));
        let surname = || entity.name.value.split_whitespace().last().filter(|_| entity.kind == EntityKind::Person);
        let short = entity.short.as_ref().map(|short| short.value.as_str()).or_else(surname);
        short.into_iter().for_each(|short| add_form(&mut self.shorts, short, number));
        number
    }

    /// Adds an entity that could not be read: what refers to it is no mistake of its own.
    pub(crate) fn add_broken(&mut self, id: &'a str) {
        self.ids.insert(id, None);
    }

    /// Two entities of one name are a mistake, unless one of them says that the other is somebody else.
    pub(crate) fn check_insisted(&self, entities: &[Entity], mistakes: &mut Mistakes) {
        let mut first: FxHashMap<&str, &Entity> = FxHashMap::with_capacity_and_hasher(entities.len(), FxBuildHasher);
        for entity in entities {
            let name = entity.name.value.as_str();
            let other = *first.entry(name).or_insert(entity);
            let distinct = |it: &Entity| it.distinct.iter().any(|form| form.value == name);
            if std::ptr::eq(other, entity) || distinct(entity) || distinct(other) {
                continue;
            }
            let message = format!("`{}` and `{}` are both named {name}", other.key(), entity.key());
            let place = other.name.place;
            let mistake = mistakes.of(Kind::ConflictingDefinition, entity.name.place, message, "the same name").label(
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
            let mistake = mistakes.of(Kind::DanglingReference, place, message, self.suggestion(words));
            mistakes.push(mistake.help("define it, correct it, or write a phrase that does not look like an id"));
        }
        None
    }

    /// The same for words that name who said something: a surname or a short form will do, where only one entity has it.
    pub(crate) fn speaker(&self, words: &str, place: Place, key: &str, mistakes: &mut Mistakes) -> Option<Reference> {
        let found = self.reference(words, place, key, mistakes)?;
        match self.shorts.get(words) {
            Some(Some(meant)) if matches!(found, Reference::Phrase(_)) => Some(Reference::Entity(*meant)),
            _ => Some(found),
        }
    }

    /// The entity that words refer to; anything else is a mistake.
    pub(crate) fn entity(&self, words: &Placed<String>, key: &str, mistakes: &mut Mistakes) -> Option<EntityId> {
        match self.reference(&words.value, words.place, key, mistakes)? {
            Reference::Entity(id) => Some(id),
            Reference::Phrase(phrase) => {
                if !self.incomplete {
                    let message = format!("`{key}` must be an entity, and \"{phrase}\" is none");
                    mistakes.push(mistakes.of(Kind::DanglingReference, words.place, message, self.suggestion(&phrase)));
                }
                None
            }
        }
    }

    /// Whether no entity is missing that nothing is known of.
    pub(crate) fn is_complete(&self) -> bool {
        !self.incomplete
    }

    fn is_meant_as_id(&self, words: &str) -> bool {
        self.slips.is_meant_as_id(words, || self.ids.keys().copied().collect())
    }

    fn suggestion(&self, words: &str) -> String {
        self.slips.suggestion(words, || self.ids.keys().copied().collect())
    }
}

/// Notes that an entity has a form, or that it is not alone to have it.
fn add_form(forms: &mut FxHashMap<String, Option<EntityId>>, form: &str, entity: EntityId) {
    match forms.get_mut(form) {
        None => {
            forms.insert(form.to_owned(), Some(entity));
        }
        Some(meant) if *meant != Some(entity) => *meant = None,
        Some(_) => {}
    }
}

/// Tells slips in ids from phrases. The ids are asked for when the first doubtful word turns up.
#[derive(Default)]
pub(crate) struct Slips<'a> {
    near: OnceCell<NearIds<'a>>,
    /// How many times all ids have been gone through for a suggestion.
    searches: Cell<u32>,
}

impl<'a> Slips<'a> {
    /// Whether `words` look like an id and like nothing else: lower case with hyphens, or one slip away from a known id. An id
    /// with an s more or less is no slip but a plural.
    pub(crate) fn is_meant_as_id(&self, words: &str, ids: impl FnOnce() -> Vec<&'a str>) -> bool {
        let made_as_one = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
        words.starts_with(|first: char| first.is_ascii_lowercase())
            && words.bytes().all(made_as_one)
            && (words.trim_end_matches(['-', '_']).contains(['-', '_']) || self.near(ids).find(words).is_some())
    }

    /// What is said of an unknown id.
    pub(crate) fn suggestion(&self, words: &str, ids: impl Fn() -> Vec<&'a str>) -> String {
        if let Some(near) = self.near(&ids).find(words) {
            return format!("did you mean `{near}`?");
        }
        let nothing = "nothing has this id".to_owned();
        if self.searches.get() >= SEARCHES {
            return nothing;
        }
        self.searches.set(self.searches.get() + 1);
        let mut ids = ids();
        ids.sort_unstable();
        nearest(words, ids).map_or(nothing, |meant| format!("did you mean `{meant}`?"))
    }

    fn near(&self, ids: impl FnOnce() -> Vec<&'a str>) -> &NearIds<'a> {
        self.near.get_or_init(|| NearIds::new(ids()))
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
    fn new(mut ids: Vec<&'a str>) -> Self {
        ids.retain(|id| id.len() >= SHORTEST);
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

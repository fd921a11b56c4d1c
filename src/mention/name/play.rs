//! Which entities a draft speaks of at all. "The company" is a later reference to one that is named: in a draft that names another
//! company, or none, it says nothing of the recorded one.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::Document;
use crate::facts::{EntityId, FactBase};
use crate::lexicon::Lexicon;
use crate::mention::{Form, NameMention, NearMiss};
use crate::text::stem::Stems;

/// The entities that a draft names, and the words that may tell of the others.
pub struct Play<'a> {
    document: &'a Document,
    facts: &'a FactBase,
    lexicon: &'a Lexicon,
    named: FxHashSet<EntityId>,
    /// The stems of the draft's words, and whether they have a capital, once they are asked for.
    stems: Option<FxHashSet<(bool, String)>>,
    /// What was found of an entity that is called by a description.
    known: FxHashMap<(EntityId, String), bool>,
}

impl<'a> Play<'a> {
    pub fn new(
        document: &'a Document,
        facts: &'a FactBase,
        lexicon: &'a Lexicon,
        names: &[NameMention],
        near_misses: &[NearMiss],
    ) -> Self {
        let by_name = names.iter().filter(|name| !matches!(name.form, Form::Description | Form::Distinct));
        let named = by_name.flat_map(|name| name.entities.iter().copied());
        let named = named.chain(near_misses.iter().map(|miss| miss.entity)).collect();
        Self { document, facts, lexicon, named, stems: None, known: FxHashMap::default() }
    }

    /// Whether the draft names the entity or one that it is a part of or has as a part, or has a word of its name that `description`
    /// does not have.
    pub fn has(&mut self, id: EntityId, description: &str) -> bool {
        if self.named.contains(&id) {
            return true;
        }
        let key = (id, description.to_lowercase());
        if let Some(&known) = self.known.get(&key) {
            return known;
        }
        let found = self.has_kin(id) || self.has_word(id, description);
        self.known.insert(key, found);
        found
    }

    fn has_kin(&self, id: EntityId) -> bool {
        let part_of = |id: EntityId| self.facts.entity(id).part_of;
        let whole = part_of(id);
        self.named.iter().any(|&named| whole == Some(named) || part_of(named) == Some(id))
    }

    /// A word with a capital must be one that is no ordinary word, and have its capital in the draft: "Paper" of Kessock Paper Group tells
    /// of no one.
    fn has_word(&mut self, id: EntityId, description: &str) -> bool {
        let stems = Stems::new(&self.lexicon.language);
        let document = self.document;
        let own = self.stems.get_or_insert_with(|| {
            let words = document.tokens.iter().filter(|token| token.is_word()).map(|word| word.text(&document.prose));
            words.map(|word| (is_capital(word), stems.stem(word))).collect()
        });
        let described: Vec<String> = description.split_whitespace().map(|word| stems.stem(word)).collect();
        let entity = self.facts.entity(id);
        let forms = std::iter::once(&entity.name).chain(&entity.also).chain(&entity.short);
        let words = forms.flat_map(|form| form.value.split(|letter: char| !letter.is_alphanumeric()));
        let lexicon = self.lexicon;
        words.filter(|word| word.chars().count() > 2 && !lexicon.claims.generic.has(word)).any(|word| {
            let (capital, stem) = (is_capital(word), stems.stem(word));
            let telling = !capital || !lexicon.names.ordinary.contains(&word.to_lowercase());
            let found = |capital: bool| own.contains(&(capital, stem.clone()));
            telling && !described.contains(&stem) && (found(true) || (!capital && found(false)))
        })
    }
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Takes out the descriptions of entities that are not in play.
pub fn settle(mut names: Vec<NameMention>, play: &mut Play) -> Vec<NameMention> {
    let document = play.document;
    names.retain_mut(|name| {
        if name.form == Form::Description {
            let text = document.text(name.span);
            name.entities.retain(|&id| play.has(id, text));
            return !name.entities.is_empty();
        }
        true
    });
    names
}

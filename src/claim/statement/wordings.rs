//! From the words of a draft to the wordings of recorded statements.

use rustc_hash::FxHashMap;

use crate::facts::{FactBase, Placed, Reference};
use crate::lexicon::phrases::lower;
use crate::lexicon::{Lexicon, Statements};
use crate::span::Span;
use crate::text::stem::Stems;
use crate::text::{Token, tokenize};

/// A stem that occurs in the wordings or subjects of statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u32);

/// A word of a wording.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub key: Key,
    /// As the fact file has it, in lower case.
    pub form: String,
    pub negates: bool,
}

/// One of the wordings that state or contradict a statement.
#[derive(Clone, Debug)]
pub struct Wording {
    /// Position in [`FactBase::statements`].
    pub fact: usize,
    /// Whether it states it.
    pub accepts: bool,
    /// Made of a denial that states it, by leaving the denial out: "has raised the fares" of "has not raised the fares".
    pub affirmed: bool,
    /// Position in `accept` or `reject`.
    pub entry: usize,
    pub words: Vec<Wanted>,
    /// Its rarest word, by which it is looked for.
    pub anchor: usize,
    /// Whether the wording has a subject of its own: "earnings would be diluted", "Congress approved".
    pub has_subject: bool,
}

/// All wordings of a fact base.
#[derive(Default)]
pub struct Wordings {
    stems: Option<Stems>,
    keys: FxHashMap<String, Key>,
    wordings: Vec<Wording>,
    by_anchor: FxHashMap<Key, Vec<usize>>,
    /// For each statement, the keys of each subject that is a phrase.
    phrases: Vec<Vec<Vec<Key>>>,
}

impl Wordings {
    /// Compiles the wordings of every statement.
    pub fn new(facts: &FactBase, lexicon: &Lexicon) -> Self {
        if facts.statements.is_empty() {
            return Self::default();
        }
        let mut all = Self { stems: Some(Stems::new(&lexicon.language)), ..Self::default() };
        for (fact, statement) in facts.statements.iter().enumerate() {
            for (accepts, list) in [(true, &statement.accept), (false, &statement.reject)] {
                for (entry, text) in list.iter().enumerate() {
                    all.add(fact, accepts, entry, text, &lexicon.statements);
                }
            }
            let phrases = statement.subject.iter().map(|subject| match &subject.value {
                Reference::Entity(_) => Vec::new(),
                Reference::Phrase(phrase) => {
                    all.words_of(phrase, &lexicon.statements).into_iter().map(|word| word.key).collect()
                }
            });
            let phrases = phrases.collect();
            all.phrases.push(phrases);
        }
        all.choose_anchors();
        all
    }

    /// Whether no statement is recorded.
    pub fn is_empty(&self) -> bool {
        self.wordings.is_empty()
    }

    /// The wordings whose rarest word is `key`.
    pub fn anchored(&self, key: Key) -> impl Iterator<Item = &Wording> {
        self.by_anchor.get(&key).into_iter().flatten().map(|&index| &self.wordings[index])
    }

    /// The words of the subject of a statement, where it is a phrase.
    pub fn phrase(&self, fact: usize, subject: usize) -> &[Key] {
        self.phrases.get(fact).and_then(|phrases| phrases.get(subject)).map_or(&[], Vec::as_slice)
    }

    /// The key of a word in lower case, if any wording or subject has it.
    pub fn key(&self, word: &str) -> Option<Key> {
        self.keys.get(self.stem(word).as_str()).copied()
    }

    fn stem(&self, word: &str) -> String {
        self.stems.as_ref().map_or_else(|| word.to_lowercase(), |stems| stems.stem(word))
    }

    fn words_of(&mut self, text: &str, lexicon: &Statements) -> Vec<Wanted> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        let mut words = Vec::new();
        for token in tokens.iter().filter(|token| token.is_word() || token.is_number()) {
            for form in expand(token, text, lexicon) {
                let next = Key(self.keys.len() as u32);
                let key = *self.keys.entry(self.stem(&form)).or_insert(next);
                let negates = lexicon.negations.contains(&form);
                words.push(Wanted { key, form, negates });
            }
        }
        words
    }

    fn add(&mut self, fact: usize, accepts: bool, entry: usize, text: &Placed<String>, lexicon: &Statements) {
        let words = self.words_of(&text.value, lexicon);
        if words.is_empty() {
            return;
        }
        let helped = words.iter().skip(1).any(|word| lexicon.auxiliaries.contains(&word.form));
        let leads = !lexicon.auxiliaries.contains(&words[0].form) && !words[0].negates;
        let has_subject = (helped && leads) || text.value.starts_with(char::is_uppercase);
        let wording = Wording { fact, accepts, affirmed: false, entry, words, anchor: 0, has_subject };
        if let Some(words) = affirmed(&wording, lexicon) {
            self.wordings.push(Wording { accepts: false, affirmed: true, words, ..wording.clone() });
        }
        self.wordings.push(wording);
    }

    fn choose_anchors(&mut self) {
        let mut counts: FxHashMap<Key, usize> = FxHashMap::default();
        for word in self.wordings.iter().flat_map(|wording| &wording.words) {
            *counts.entry(word.key).or_default() += 1;
        }
        for (index, wording) in self.wordings.iter_mut().enumerate() {
            let count = |at: &usize| counts.get(&wording.words[*at].key).copied().unwrap_or(0);
            wording.anchor = (0..wording.words.len()).min_by_key(count).unwrap_or(0);
            self.by_anchor.entry(wording.words[wording.anchor].key).or_default().push(index);
        }
    }
}

/// The words of a denial without what denies: with "has not raised the fares", that is "raised the fares". `None` where the denial is of
/// another kind, or too little is left to tell anything.
fn affirmed(wording: &Wording, lexicon: &Statements) -> Option<Vec<Wanted>> {
    let words = &wording.words;
    let not = words.iter().position(|word| word.negates)?;
    if !wording.accepts
        || words.iter().filter(|word| word.negates).count() > 1
        || !lexicon.flips.contains(&words[not].form)
    {
        return None;
    }
    let helper = not.checked_sub(1).filter(|&at| lexicon.empty_helpers.contains(&words[at].form));
    let kept = words.iter().enumerate().filter(|&(at, _)| at != not && Some(at) != helper);
    let kept: Vec<Wanted> = kept.map(|(_, word)| word.clone()).collect();
    (kept.len() >= 2).then_some(kept)
}

/// The words that a token stands for, in lower case: none for an article, two for "hasn’t".
pub fn expand(token: &Token, text: &str, lexicon: &Statements) -> Vec<String> {
    let word = lower(token.text(text)).replace('’', "'");
    if lexicon.articles.contains(&word) {
        return Vec::new();
    }
    if let Some(words) = lexicon.contractions.get(&word) {
        return words.clone();
    }
    match word.strip_suffix(lexicon.negated_ending.as_str()) {
        Some(verb) if !verb.is_empty() => vec![verb.to_owned(), lexicon.negation.clone()],
        _ => vec![word],
    }
}

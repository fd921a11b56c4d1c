//! The automaton that recognises recorded forms: a trie over folded words, walked from every word of a draft.
//!
//! A step is one look-up by word, so that the cost of a draft does not follow the number of names, boundaries are those of
//! words, and white space, hyphens and the stops of initials need no variants of a form.

use std::sync::Arc;

use rayon::slice::ParallelSliceMut;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::forms::Wording;
use crate::document::Document;
use crate::facts::EntityId;
use crate::lexicon::Names;
use crate::mention::Form;
use crate::span::Span;
use crate::text::fold::{Cyrillic, fold_word};
use crate::text::words::without_possessive;
use crate::text::{Token, TokenKind, tokenize};

/// A word that no recorded form has.
pub(super) const UNKNOWN: u32 = u32::MAX;

/// Whose form it is that ends at a node of the trie.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub entity: EntityId,
    pub form: Form,
    case: Case,
    /// The only characters that count, where case or diacritics decide.
    pub exact: Option<Box<str>>,
}

/// Where the record has capitals, and the draft therefore needs them.
#[derive(Clone, Copy, Debug, Default)]
struct Case {
    first: bool,
    last: bool,
    /// An abbreviation: capitals throughout.
    all: bool,
}

impl Case {
    fn of(text: &str) -> Self {
        // "Kids.gov" is two words to the tokenizer, of which only the first has a capital.
        let mut words =
            text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).filter(|word| !word.is_empty());
        let first = words.next().unwrap_or_default();
        let last = words.next_back().unwrap_or(first);
        let letters = || text.chars().filter(|c| c.is_alphabetic());
        Self {
            first: starts_upper(first),
            last: starts_upper(last),
            all: letters().nth(1).is_some() && letters().all(|c| !c.is_lowercase()),
        }
    }
}

/// A stretch of a draft that is a recorded form.
#[derive(Clone, Debug)]
pub(super) struct Match<'a> {
    /// First and last token, both included.
    pub tokens: (usize, usize),
    /// Bytes of the prose, without a possessive ending.
    pub span: Span,
    /// Whose form it is; never empty.
    pub entries: Vec<&'a Entry>,
}

/// The trie. Nodes are numbers; node 0 is the root.
#[derive(Debug)]
pub(super) struct Automaton {
    words: FxHashMap<Arc<str>, u32>,
    filter: Filter,
    /// The words by their numbers.
    texts: Vec<Arc<str>>,
    /// Marks that stand in recorded names ("&", ":"), with the number of their word.
    marks: Vec<(char, u32)>,
    /// Filled anew for every form that is added.
    keys: Keys,
    /// Whether a recorded word has an apostrophe, so that possessive endings may be part of a name.
    apostrophes: bool,
    /// Edges from the root, by word.
    roots: Vec<u32>,
    edges: FxHashMap<(u32, u32), u32>,
    nodes: u32,
    /// Forms with the node they end at, sorted by node once all are added.
    entries: Vec<(u32, Entry)>,
}

impl Automaton {
    /// An empty one with room for the forms of so many entities.
    pub fn for_entities(count: usize) -> Self {
        Self {
            words: FxHashMap::with_capacity_and_hasher(count, FxBuildHasher),
            filter: Filter::default(),
            texts: Vec::new(),
            marks: Vec::new(),
            keys: Keys::default(),
            apostrophes: false,
            roots: Vec::new(),
            edges: FxHashMap::with_capacity_and_hasher(count, FxBuildHasher),
            nodes: 1,
            entries: Vec::with_capacity(2 * count),
        }
    }

    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds a form and returns its words.
    pub fn add(&mut self, entity: EntityId, wording: &Wording, names: &Names) -> Vec<u32> {
        let mut keys = std::mem::take(&mut self.keys);
        keys.read(wording.text, names);
        let path = if keys.is_empty() { Vec::new() } else { self.add_wording(entity, wording, &keys) };
        self.keys = keys;
        path
    }

    fn add_wording(&mut self, entity: EntityId, wording: &Wording, keys: &Keys) -> Vec<u32> {
        let entry = Entry {
            entity,
            form: wording.form,
            case: Case::of(wording.text),
            exact: wording.exact.then(|| wording.text.into()),
        };
        for other in [joined_initials(keys), split_initials(keys, wording.text)].into_iter().flatten() {
            let path = other.iter().map(|key| self.intern(key)).collect();
            self.add_path(path, entry.clone());
        }
        let path = keys.iter().map(|key| self.intern(key)).collect();
        self.add_path(path, entry)
    }

    /// Sorts what was added; to be called once, after the last form.
    pub fn finish(&mut self) {
        self.keys = Keys::default();
        self.entries.par_sort_by_key(|(node, entry)| (*node, entry.entity));
        self.filter = Filter::new(&self.texts);
    }

    fn add_path(&mut self, path: Vec<u32>, entry: Entry) -> Vec<u32> {
        let mut node = 0;
        for &word in &path {
            let fresh = self.nodes;
            let next = match node {
                0 => &mut self.roots[word as usize],
                _ => self.edges.entry((node, word)).or_insert(0),
            };
            if *next == 0 {
                *next = fresh;
                self.nodes += 1;
            }
            node = *next;
        }
        self.entries.push((node, entry));
        path
    }

    /// The number of a folded word, a new one if need be.
    pub fn intern(&mut self, key: &str) -> u32 {
        if let Some(&word) = self.words.get(key) {
            return word;
        }
        let word = self.roots.len() as u32;
        let text: Arc<str> = key.into();
        self.words.insert(Arc::clone(&text), word);
        self.texts.push(text);
        self.roots.push(0);
        self.apostrophes |= key.len() > 1 && key.contains('\'');
        let mut characters = key.chars();
        if let (Some(mark), None) = (characters.next(), characters.next())
            && !mark.is_alphanumeric()
        {
            self.marks.push((mark, word));
        }
        word
    }

    /// How many words have numbers.
    pub fn len(&self) -> usize {
        self.roots.len()
    }

    /// The folded word of that number.
    pub fn text(&self, word: u32) -> &str {
        &self.texts[word as usize]
    }

    /// The number of a folded word.
    pub fn word(&self, key: &str) -> u32 {
        self.words.get(key).copied().unwrap_or(UNKNOWN)
    }

    fn child(&self, node: u32, word: u32) -> Option<u32> {
        if word == UNKNOWN {
            return None;
        }
        match node {
            0 => self.roots.get(word as usize).copied().filter(|&next| next != 0),
            _ => self.edges.get(&(node, word)).copied(),
        }
    }

    fn entries_at(&self, node: u32) -> &[(u32, Entry)] {
        let start = self.entries.partition_point(|&(at, _)| at < node);
        let len = self.entries[start..].iter().take_while(|&&(at, _)| at == node).count();
        &self.entries[start..start + len]
    }

    /// Appends every recorded form that begins at token `first` and ends before token `end`.
    pub fn walk<'a>(&'a self, draft: &Words, first: usize, end: usize, names: &Names, found: &mut Vec<Match<'a>>) {
        let mut node = 0;
        let mut at = first;
        loop {
            let (word, stem) = draft.words[at];
            if stem != word
                && let Some(last) = self.child(node, stem)
            {
                self.arrive(draft, (first, at), last, draft.stem_span(at).end(), found);
            }
            let Some(next) = self.child(node, word) else { return };
            node = next;
            self.arrive(draft, (first, at), node, draft.document.tokens[at].span.end(), found);
            match next_word(&draft.document.prose, &draft.document.tokens[..end], at, names) {
                Some(next) => at = next,
                None => return,
            }
        }
    }

    fn arrive<'a>(
        &'a self,
        draft: &Words,
        (first, last): (usize, usize),
        node: u32,
        end: usize,
        found: &mut Vec<Match<'a>>,
    ) {
        let span = Span::new(draft.document.tokens[first].span.start(), end);
        let entries: Vec<&Entry> = self
            .entries_at(node)
            .iter()
            .map(|(_, entry)| entry)
            .filter(|entry| draft.is_written_like(entry, first, last, span))
            .collect();
        if !entries.is_empty() && draft.is_bounded(first, last) {
            found.push(Match { tokens: (first, last), span, entries });
        }
    }
}

/// Tells most words that are not recorded without touching the large table: a bit for each hash.
#[derive(Debug, Default)]
struct Filter {
    bits: Vec<u64>,
}

impl Filter {
    /// About sixteen bits a word, so that one foreign word in sixteen passes.
    fn new(words: &[Arc<str>]) -> Self {
        let mut filter = Self { bits: vec![0; (words.len() / 4 + 1).next_power_of_two()] };
        for word in words {
            let bit = filter.bit(word.bytes().fold(Self::START, Self::step));
            filter.bits[bit / 64] |= 1 << (bit % 64);
        }
        filter
    }

    /// Whether no recorded word is `text` in lower case; `None` where that takes more than lower case to say.
    fn excludes(&self, text: &str) -> Option<bool> {
        if self.bits.is_empty() {
            return None;
        }
        let mut hash = Self::START;
        for byte in text.bytes() {
            if !byte.is_ascii_alphanumeric() {
                return None;
            }
            hash = Self::step(hash, byte.to_ascii_lowercase());
        }
        let bit = self.bit(hash);
        Some(self.bits[bit / 64] & 1 << (bit % 64) == 0)
    }

    /// FNV-1a.
    const START: u64 = 0xcbf2_9ce4_8422_2325;

    fn step(hash: u64, byte: u8) -> u64 {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    }

    /// The bit of a hash, its upper half folded in.
    fn bit(&self, hash: u64) -> usize {
        (hash ^ hash >> 32) as usize & (self.bits.len() * 64 - 1)
    }
}

/// Whether a word can end in an apostrophe, with or without an s.
fn may_be_possessive(text: &str) -> bool {
    let bytes = text.as_bytes();
    !text.is_ascii() || bytes.iter().rev().take(2).any(|&byte| byte == b'\'')
}

/// The words of a draft by their numbers.
pub(super) struct Words<'a> {
    pub document: &'a Document,
    /// For every token its number, and its number without a possessive ending.
    pub words: Vec<(u32, u32)>,
}

impl<'a> Words<'a> {
    pub fn new(document: &'a Document, automaton: &Automaton) -> Self {
        let prose = document.prose.as_str();
        let alphabet = Cyrillic::of(prose);
        let mut key = String::new();
        let words = document.tokens.iter().map(|token| {
            if let TokenKind::Mark(mark) = token.kind {
                let mark = if mark == '’' { '\'' } else { mark };
                let word = automaton.marks.iter().find(|&&(one, _)| one == mark).map_or(UNKNOWN, |&(_, word)| word);
                return (word, word);
            }
            let text = token.text(prose);
            if automaton.filter.excludes(text) == Some(true) {
                return (UNKNOWN, UNKNOWN);
            }
            let stem = if may_be_possessive(text) { without_possessive(text) } else { text };
            let word = automaton.look_up(stem, alphabet, &mut key);
            if stem.len() == text.len() {
                return (word, word);
            }
            let whole = if automaton.apostrophes { automaton.look_up(text, alphabet, &mut key) } else { UNKNOWN };
            (whole, word)
        });
        Self { document, words: words.collect() }
    }

    /// The characters of token `at`.
    pub fn text(&self, at: usize) -> &'a str {
        self.document.tokens[at].text(&self.document.prose)
    }

    /// The characters of token `at` without a possessive ending.
    pub fn stem(&self, at: usize) -> &'a str {
        without_possessive(self.text(at))
    }

    /// Bytes of token `at` without a possessive ending.
    pub fn stem_span(&self, at: usize) -> Span {
        let start = self.document.tokens[at].span.start();
        Span::new(start, start + self.stem(at).len())
    }

    /// Whether nothing stands between a token and the next.
    pub fn is_tight(&self, left: usize) -> bool {
        let tokens = &self.document.tokens;
        tokens.get(left + 1).is_some_and(|next| tokens[left].span.end() == next.span.start())
    }

    /// Whether the draft has capitals where the record has them, or the very characters where those decide.
    fn is_written_like(&self, entry: &Entry, first: usize, last: usize, span: Span) -> bool {
        let text = self.document.text(span);
        if let Some(exact) = &entry.exact {
            return same_characters(text, exact);
        }
        let case = entry.case;
        (!case.first || !starts_lower(self.text(first)))
            && (!case.last || !starts_lower(self.text(last)))
            && (!case.all || !text.chars().any(char::is_lowercase))
    }

    /// Whether the words are not part of an address, a file name or an identifier.
    fn is_bounded(&self, first: usize, last: usize) -> bool {
        let tokens = &self.document.tokens;
        let joins = |mark: usize| tokens[mark].is('.') || tokens[mark].is('_') || tokens[mark].is('@');
        let before = first >= 2 && self.is_tight(first - 1) && joins(first - 1) && self.is_tight(first - 2);
        let after = self.is_tight(last)
            && joins(last + 1)
            && self.is_tight(last + 1)
            && matches!(tokens[last + 2].kind, TokenKind::Word | TokenKind::Number);
        let before = before && matches!(tokens[first - 2].kind, TokenKind::Word | TokenKind::Number);
        !before && !after
    }
}

impl Automaton {
    fn look_up(&self, text: &str, alphabet: Cyrillic, key: &mut String) -> u32 {
        if let Some(unknown) = self.filter.excludes(text) {
            if unknown {
                return UNKNOWN;
            }
            fold_word(text, alphabet, key);
            return self.word(key);
        }
        fold_word(text, alphabet, key);
        let word = self.word(key);
        if word != UNKNOWN {
            return word;
        }
        match crate::text::fold::romanised(text) {
            Some(other) => {
                fold_word(&other, alphabet, key);
                self.word(key)
            }
            None => UNKNOWN,
        }
    }
}

/// The token that follows `at` within a name: hyphens and the stops of abbreviations are passed over.
pub(super) fn next_word(prose: &str, tokens: &[Token], at: usize, names: &Names) -> Option<usize> {
    let next = at + 1;
    let token = tokens.get(next)?;
    let TokenKind::Mark(mark) = token.kind else { return Some(next) };
    let after = tokens.get(next + 1);
    let tight_left = tokens[at].span.end() == token.span.start();
    let tight_right = after.is_some_and(|after| after.span.start() == token.span.end());
    let passed = match mark {
        '-' | '‐' | '‑' | '–' => tight_left && tight_right,
        '.' => {
            tight_left
                && (!tight_right || is_letter(tokens[at].text(prose)))
                && is_shortened(tokens[at].text(prose), names)
        }
        // "Workers’ Union" is "Workers Union".
        '\'' | '’' => tight_left && !tight_right && tokens[at].text(prose).ends_with(['s', 'S']),
        // "Torvale Industries, Inc."
        ',' => after.is_some_and(|after| {
            let word = after.text(prose).to_ascii_lowercase();
            names.legal_forms.contains(&word) || names.suffixes.contains(&word)
        }),
        _ => false,
    };
    if !passed {
        return Some(next);
    }
    (next + 1 < tokens.len()).then_some(next + 1)
}

fn is_letter(text: &str) -> bool {
    text.chars().count() == 1
}

/// Whether a word is an initial or an abbreviation that carries a stop within a name ("St.", "Inc.").
fn is_shortened(text: &str, names: &Names) -> bool {
    is_letter(text) || names.stopped.contains(&text.to_lowercase())
}

/// The folded words of a form. One is filled for form after form: a fact base may have hundreds of thousands.
#[derive(Debug, Default)]
struct Keys {
    /// One after the other.
    text: String,
    ends: Vec<usize>,
    tokens: Vec<Token>,
    word: String,
}

impl Keys {
    fn read(&mut self, text: &str, names: &Names) {
        self.text.clear();
        self.ends.clear();
        self.tokens.clear();
        tokenize(text, Span::new(0, text.len()), &mut self.tokens);
        let alphabet = Cyrillic::of(text);
        let mut at = Some(0).filter(|_| !self.tokens.is_empty());
        while let Some(index) = at {
            let token = self.tokens[index];
            at = next_word(text, &self.tokens, index, names);
            if !token.is('.') {
                fold_word(token.text(text), alphabet, &mut self.word);
                self.text.push_str(&self.word);
            } else if at.is_some() {
                // Folding drops the stop of "Kids.gov".
                self.text.push('.');
            } else {
                // The stop after a last abbreviation is not part of the name.
                break;
            }
            self.ends.push(self.text.len());
        }
    }

    fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |&end| &self.text[std::mem::replace(&mut start, end)..end])
    }
}

/// "j k rowling" as "jk rowling", the key of "J.K. Rowling".
fn joined_initials(keys: &Keys) -> Option<Vec<String>> {
    let letter = |key: &str| {
        let mut characters = key.chars();
        characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
    };
    if !keys.iter().zip(keys.iter().skip(1)).any(|(one, next)| letter(one) && letter(next)) {
        return None;
    }
    let mut joined: Vec<String> = Vec::with_capacity(keys.ends.len());
    let mut open = false;
    for key in keys.iter() {
        match joined.last_mut() {
            Some(last) if open && letter(key) => last.push_str(key),
            _ => joined.push(key.to_owned()),
        }
        open = letter(key);
    }
    Some(joined)
}

/// "jk rowling" as "j k rowling", where the form has stops.
fn split_initials(keys: &Keys, text: &str) -> Option<Vec<String>> {
    text.chars().nth(1).filter(|&second| second == '.')?;
    let first = keys.iter().next()?;
    let stops = text.split_whitespace().next().is_some_and(|word| word.ends_with('.'));
    if keys.ends.len() < 2
        || !stops
        || !(2..=3).contains(&first.chars().count())
        || !text.starts_with(|c: char| c.is_uppercase())
    {
        return None;
    }
    let letters = first.chars().map(String::from);
    Some(letters.chain(keys.iter().skip(1).map(str::to_owned)).collect())
}

/// Whether two texts are the same but for white space and the kind of apostrophe.
fn same_characters(draft: &str, record: &str) -> bool {
    let plain = |text: &str| -> Vec<String> { text.split_whitespace().map(|word| word.replace('’', "'")).collect() };
    plain(draft) == plain(record)
}

pub(super) fn starts_upper(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

fn starts_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

//! The words that stand around a figure, by which two figures are told to speak of the same thing.

use rustc_hash::FxHashMap;

use crate::claim::source::printed::Printed;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::lexicon::phrases::lower;
use crate::text::stem::Stems;

/// A content word by its stem; [`NONE`] for all others.
pub type Word = u32;

/// Stands for a token that says little: an article, an auxiliary, a mark, a number.
pub const NONE: Word = 0;

/// Tokens before and after a figure that may say what it is.
const BEFORE: usize = 9;
const AFTER: usize = 7;
/// Tokens of a neighbouring sentence that are looked at.
const NEIGHBOUR: usize = 40;

/// The content words of a document, token by token.
#[derive(Debug, Default)]
pub struct Words {
    by_stem: FxHashMap<Box<str>, Word>,
    by_token: Vec<Word>,
}

impl Words {
    /// Reads every word once; each different one is stemmed once.
    pub fn new(document: &Document, lexicon: &Lexicon) -> Self {
        let stems = Stems::new(&lexicon.language);
        let mut words = Self::default();
        let mut known: FxHashMap<Box<str>, Word> = FxHashMap::default();
        words.by_token.reserve(document.tokens.len());
        for token in &document.tokens {
            if !token.is_word() {
                words.by_token.push(NONE);
                continue;
            }
            let text = lower(token.text(&document.prose));
            let word = match known.get(text.as_ref()) {
                Some(&word) => word,
                None => {
                    let word = words.word(&text, &stems, lexicon);
                    known.insert(text.as_ref().into(), word);
                    word
                }
            };
            words.by_token.push(word);
        }
        words
    }

    fn word(&mut self, text: &str, stems: &Stems, lexicon: &Lexicon) -> Word {
        let common = &lexicon.quotations.common_words;
        let says_little = text.len() < 2
            || common.contains(text)
            || common.contains(&text.replace('\'', ""))
            || lexicon.numbers.words.contains_key(text)
            || lexicon.sources.morning.contains(text)
            || lexicon.sources.evening.contains(text);
        if says_little {
            return NONE;
        }
        let stem = stems.stem(text);
        let next = self.by_stem.len() as Word + 1;
        *self.by_stem.entry(stem.into()).or_insert(next)
    }

    /// The word at a token.
    pub fn at(&self, token: usize) -> Word {
        self.by_token.get(token).copied().unwrap_or(NONE)
    }

    /// How many different words there are, [`NONE`] among them.
    pub fn count(&self) -> usize {
        self.by_stem.len() + 1
    }

    /// For each word of `other`, the same word of this document, or [`NONE`].
    pub fn translation(&self, other: &Words) -> Vec<Word> {
        let mut table = vec![NONE; other.count()];
        for (stem, &word) in &other.by_stem {
            table[word as usize] = self.by_stem.get(stem).copied().unwrap_or(NONE);
        }
        table
    }
}

/// What stands around a figure.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The words beside it in its sentence, each once, sorted.
    pub near: Vec<Word>,
    /// What is counted or measured: the word right after it, "discount" of "15% discount".
    pub head: Option<Word>,
}

impl Surroundings {
    /// Of a figure of `document`.
    pub fn of(document: &Document, words: &Words, printed: &Printed) -> Self {
        let sentence = sentence_tokens(document, printed.span.start());
        let (from, to) = printed.tokens;
        let first = from.saturating_sub(BEFORE).max(sentence.0);
        let last = (to + AFTER).min(sentence.1);
        let beside = (first..from).chain(to..last.max(to));
        let mut near: Vec<Word> = beside.map(|token| words.at(token)).filter(|&word| word != NONE).collect();
        near.sort_unstable();
        near.dedup();
        Self { near, head: head(document, words, to, last) }
    }

    /// How many of `words` (sorted) are among those beside the figure.
    pub fn shared(&self, words: &[Word]) -> usize {
        self.near.iter().filter(|word| words.binary_search(word).is_ok()).count()
    }
}

/// The first content word from `at` on that no mark but a hyphen or a slash separates from the figure.
fn head(document: &Document, words: &Words, at: usize, last: usize) -> Option<Word> {
    let token = |at: usize| &document.tokens[at];
    let within = (at..last.min(at + 4)).take_while(|&at| token(at).is_word() || token(at).is('-') || token(at).is('/'));
    within.map(|at| words.at(at)).find(|&word| word != NONE)
}

/// The tokens of the sentence that holds the prose offset `at`.
pub fn sentence_tokens(document: &Document, at: usize) -> (usize, usize) {
    let sentence = document.sentences.get(document.sentence_at(at));
    sentence.map_or((0, 0), |sentence| (sentence.tokens.0 as usize, sentence.tokens.1 as usize))
}

/// The tokens of that sentence and of the ones before and after it, not too far away.
pub fn passage_tokens(document: &Document, at: usize) -> (usize, usize) {
    let sentence = document.sentence_at(at);
    let (from, to) = sentence_tokens(document, at);
    let before = sentence.checked_sub(1).and_then(|before| document.sentences.get(before));
    let after = document.sentences.get(sentence + 1);
    let first = before.map_or(from, |before| (before.tokens.0 as usize).max(from.saturating_sub(NEIGHBOUR)));
    let last = after.map_or(to, |after| (after.tokens.1 as usize).min(to + NEIGHBOUR));
    (first, last)
}

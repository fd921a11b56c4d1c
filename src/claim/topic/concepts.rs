//! The measures of the lexicon, found in prose by their cue words.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::lexicon::Lexicon;
use crate::lexicon::phrases::lower;
use crate::text::stem::Stems;

/// Position of a measure in the lexicon's list: the same in every draft of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Concept(pub u16);

/// The cue words of all measures.
pub struct Concepts {
    /// By first word: the cues that begin with it, longest first.
    by_first: FxHashMap<String, Vec<Cue>>,
}

struct Cue {
    concept: Concept,
    words: Vec<Word>,
}

/// A word of a cue.
struct Word {
    stem: String,
    /// Set where just this form is meant.
    exact: Option<String>,
}

/// Cue words in a stretch of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// First word and the one after the last, counted in the stretch.
    pub words: (usize, usize),
    /// The measures that they speak of, sorted.
    pub concepts: Vec<Concept>,
}

impl Concepts {
    /// Compiles the measures of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let stems = Stems::new(&lexicon.language);
        let mut by_first: FxHashMap<String, Vec<Cue>> = FxHashMap::default();
        for (index, measure) in lexicon.claims.measures.iter().enumerate() {
            for cue in &measure.cues {
                let words: Vec<Word> = cue.split(' ').map(|word| Word::new(word, &stems)).collect();
                let list = by_first.entry(words[0].stem.clone()).or_default();
                list.push(Cue { concept: Concept(index as u16), words });
            }
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|cue| std::cmp::Reverse(cue.words.len()));
        }
        Self { by_first }
    }

    /// The cues in a stretch of prose, given as stems and as written. Where several begin at one word, the longest count.
    pub fn find(&self, stems: &[Rc<str>], words: &[&str]) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < stems.len() {
            let cues = self.by_first.get(stems[at].as_ref()).map_or(&[][..], Vec::as_slice);
            let fitting = || cues.iter().filter(|cue| cue.stands(&stems[at..], &words[at..]));
            let Some(longest) = fitting().next().map(|cue| cue.words.len()) else {
                at += 1;
                continue;
            };
            let mut concepts: Vec<Concept> =
                fitting().filter(|cue| cue.words.len() == longest).map(|cue| cue.concept).collect();
            concepts.sort_unstable();
            concepts.dedup();
            found.push(Found { words: (at, at + longest), concepts });
            at += longest;
        }
        found
    }
}

impl Word {
    fn new(word: &str, stems: &Stems) -> Self {
        let exact = word.strip_prefix('=');
        Self { stem: stems.stem(exact.unwrap_or(word)), exact: exact.map(str::to_lowercase) }
    }
}

impl Cue {
    fn stands(&self, stems: &[Rc<str>], words: &[&str]) -> bool {
        self.words.len() <= stems.len()
            && self.words.iter().zip(stems).zip(words).all(|((cue, stem), word)| {
                *cue.stem == **stem && cue.exact.as_deref().is_none_or(|exact| lower(word) == exact)
            })
    }
}

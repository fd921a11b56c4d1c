//! Quotations and attribution, as data.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lexicon::Set;

/// Verbs of saying and the words around quotations.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Quotations {
    /// Verbs of saying, in every form that stands in an attribution.
    pub saying: Set,
    /// Verbs of saying only before this word: "put" in "as X put it", "point" in "pointed out".
    pub needs_object: BTreeMap<String, String>,
    /// Phrases before the name of a source: "according to".
    pub according: Vec<Vec<String>>,
    /// Pronouns that a speaker is called by.
    pub pronouns: Set,
    /// Forms of "be": a verb of saying after them is passive, its subject is no speaker.
    pub passive: Set,
    /// Words that carry little of what is said: articles, pronouns, auxiliaries, prepositions, conjunctions.
    pub common_words: Set,
    /// Words whose loss or gain turns the sense round.
    pub negations: Set,
    /// Contractions end in this ("n't"), apostrophe removed.
    pub negated_ending: String,
    /// One spelling for words that are written in two ways: number words and figures, symbols and words.
    pub same: BTreeMap<String, String>,
    /// Pairs of word endings that are spelling only: "isation", "ization".
    pub endings: Vec<(String, String)>,
}

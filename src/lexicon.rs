//! A language as data: the tables of `rules/lexicon/*.toml`, loaded once and shared.
//!
//! Nothing of a language stands in the program itself, but for word order in the modules named for it.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use serde::Deserialize;

/// The tables of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lexicon {
    /// BCP 47 tag.
    pub language: String,
    pub sentences: Sentences,
    pub calendar: Calendar,
    pub names: Names,
    pub abbreviations: Abbreviations,
    pub leftovers: Leftovers,
    pub titles: Titles,
    pub quotations: Quotations,
    pub numbers: Numbers,
    pub claims: Claims,
}

/// Where sentences end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sentences {}

/// Months, weekdays and the words of periods.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Calendar {}

/// Words around names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Names {}

/// Initialisms that need no introduction, and what surrounds the others.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Abbreviations {}

/// Marks that a writer leaves for later.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Leftovers {}

/// Offices, their kinds and the words that qualify them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Titles {}

/// Verbs of saying and the words around quotations.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Quotations {
    /// Verbs of saying, in every form that stands in an attribution.
    pub saying: HashSet<String>,
    /// Verbs of saying only before this word: "put" in "as X put it", "point" in "pointed out".
    pub needs_object: BTreeMap<String, String>,
    /// Phrases before the name of a source: "according to".
    pub according: Vec<Vec<String>>,
    /// Pronouns that a speaker is called by.
    pub pronouns: HashSet<String>,
    /// Forms of "be": a verb of saying after them is passive, its subject is no speaker.
    pub passive: HashSet<String>,
    /// Words that carry little of what is said: articles, pronouns, auxiliaries, prepositions, conjunctions.
    pub common_words: HashSet<String>,
    /// Words whose loss or gain turns the sense round.
    pub negations: HashSet<String>,
    /// Contractions end in this ("n't"), apostrophe removed.
    pub negated_ending: String,
    /// One spelling for words that are written in two ways: number words and figures, symbols and words.
    pub same: BTreeMap<String, String>,
    /// Pairs of word endings that are spelling only: "isation", "ization".
    pub endings: Vec<(String, String)>,
}

/// Number words, scales, hedges and units.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Numbers {}

/// Words that make clauses and roles, and the measures with their cue words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Claims {}

impl Lexicon {
    /// The English lexicon that comes with the program.
    pub fn english() -> Arc<Lexicon> {
        Arc::new(
            toml::from_str(include_str!("../rules/lexicon/en.toml"))
                .expect("the lexicon that comes with the program is valid"),
        )
    }
}

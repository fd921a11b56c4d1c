//! A language as data: the tables of `rules/lexicon/*.toml`, loaded once and shared.
//!
//! Nothing of a language stands in the program itself, but for word order in the modules named for it.

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
pub struct Quotations {}

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

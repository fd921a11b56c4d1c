//! A language as data: the tables of `rules/lexicon/*.toml`, loaded once and shared.
//!
//! Nothing of a language stands in the program itself, but for word order in the modules named for it.

pub mod numbers;
pub mod phrases;

use std::sync::Arc;

use serde::Deserialize;

pub use numbers::Numbers;
pub use phrases::Phrases;

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

/// Words that make clauses and roles, and the measures with their cue words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Claims {}

impl Lexicon {
    /// The English lexicon that comes with the program.
    pub fn english() -> Arc<Lexicon> {
        let text = include_str!("../rules/lexicon/en.toml");
        Arc::new(Self::parse(text).expect("the lexicon that comes with the program is valid"))
    }

    /// Reads a lexicon from TOML; the error is a sentence with a line number.
    pub fn parse(text: &str) -> Result<Lexicon, String> {
        toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(0, |span| text[..span.start].matches('\n').count() + 1);
            format!("line {line}: {}", error.message())
        })
    }
}

//! Words that tell what a figure speaks of, where no record says what to look for.

use serde::Deserialize;

use crate::lexicon::Set;

/// The tables, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Topics {
    /// Words that hold sentences together and name nothing; a noun phrase ends before one.
    pub function_words: Set,
    /// Between an article and the number that it belongs to: "the first 14", "the remaining 14".
    pub between: Set,
    /// Quantifiers that, like an article, speak of something known: "all seven languages".
    pub known: Set,
    /// After a noun: what follows makes others of what is counted: "the 28 singers of the youth choir".
    pub narrowing: Set,
    /// Before "the" and a figure: a mark that something else is held against: "above the £25m".
    pub thresholds: Set,
    /// "each": a number told of each is not the number of all.
    pub distributive: Set,
}

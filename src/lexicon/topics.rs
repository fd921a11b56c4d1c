//! Words that tell what a figure speaks of, where no record says what to look for.

use serde::Deserialize;

use crate::lexicon::{Phrases, Set};

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
    /// Before a noun: of all that is counted, these only. A number beside one is another number's part or neighbour.
    pub parting: Phrases<()>,
}

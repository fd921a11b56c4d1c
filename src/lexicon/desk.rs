//! Words that the copy desk's checks look for.

use serde::Deserialize;

use crate::lexicon::{Phrases, Set};

/// The compiled tables. All words are in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Desk {
    /// "recently", "last week": times that only a date of the draft makes one.
    pub relative_times: Phrases<()>,
    /// "has": what makes a length of time reach to the draft's own day; "had" does not.
    pub present_perfect: Set,
    /// "holding", "support": with a share of people before it, an opinion that somebody must have asked for.
    pub opinions: Set,
    /// "of": between a share and its people.
    pub share_of: Set,
    /// "voters", "respondents": of whom a poll tells.
    pub polled: Set,
    /// "survey", "according to": what shows where a poll figure comes from.
    pub poll_sources: Phrases<()>,
}

//! Words around statements: what may stand between theirs, and what takes back that something is so.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lexicon::{Phrases, Set};

/// The tables, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Statements {
    /// "a", "the": passed over in wordings and drafts.
    pub articles: Set,
    /// "won't": the words it stands for.
    pub contractions: BTreeMap<String, Vec<String>>,
    /// The words that a contraction with this ending has after its verb: "n't" is "not".
    pub negated_ending: String,
    pub negation: String,
    /// Words by which a statement is denied.
    pub negations: Set,
    /// "not": among the helpers of a verb, it says the opposite.
    pub flips: Set,
    /// "has", "did": left out with the "not" after it.
    pub empty_helpers: Set,
    /// "did": with a wording of the present, of another time.
    pub past_helpers: Set,
    /// "only", "until": with one, a denial says less than the opposite.
    pub limits: Set,
    /// "is", "has", "will": what stands before them in a wording is its own subject.
    pub auxiliaries: Set,
    /// Further words that may stand between a subject and its verb, and between the words of a wording.
    pub fillers: Set,
    /// The same, of several words: "in fact".
    pub adverbials: Phrases<()>,
    /// Endings of such words: "ly".
    pub filler_endings: Vec<String>,
    /// "its", "their": before words that are no verb then.
    pub determiners: Set,
    /// Words that make what follows a condition, a plan, a doubt or a thing of the past.
    pub doubtful: Phrases<()>,
    /// "who", "which".
    pub relatives: Set,
    /// "and", "but": between two verbs of one subject.
    pub joining: Set,
    /// "winter", and "this" before it: a time that may stand before a verb.
    pub time_nouns: Set,
    pub time_determiners: Set,
    pub pronouns_of_persons: Set,
    pub pronouns_of_things: Set,
    /// Prepositions: the noun after one is no subject.
    pub prepositions: Set,
    /// "to", "for": a sentence that begins with one says first what it is about.
    pub frames: Set,
    /// The word before a verb that makes a plan of it.
    pub infinitive: String,
    /// Endings by which a verb, in another form than the wording's, still says that something is or was so.
    pub finite_endings: Vec<String>,
}

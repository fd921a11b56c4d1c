//! Words that make clauses and roles, and the measures with their cue words.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lexicon::{Phrases, Set};

/// The compiled tables.
#[derive(Debug, Deserialize)]
#[serde(from = "Raw")]
pub struct Claims {
    pub boundaries: Set,
    pub comma_boundaries: Set,
    /// At the start of a sentence these begin a clause that the next comma ends.
    pub subordinators: Set,
    /// Endings of words for those who do something ("readers").
    pub agents: Vec<String>,
    pub parts: Phrases<()>,
    pub subsets_before: Phrases<()>,
    pub subsets_after: Phrases<()>,
    pub old_before: Phrases<()>,
    pub old_after: Phrases<()>,
    pub changes: Set,
    pub by: Set,
    /// Words before "company" that show it to be one that was named.
    pub definite: Set,
    pub to: Set,
    /// "the strongest of magnitude 5.1": one among several.
    pub superlatives: Set,
    /// The word between a share and its whole.
    pub of: String,
    pub restrictors: Set,
    /// Nouns of time and extent that narrow nothing: "revenue for the year".
    pub stretches: Set,
    /// Before a quantity: the reverse of income, growth, gain.
    pub contrary: Set,
    /// "of which", "of whom": what follows is a part.
    pub relatives: Set,
    /// Words that begin a relative clause without a comma.
    pub restrictive: Set,
    /// Forms of "to be" and "to have": after a relative clause the first of them is the verb of the main one.
    pub copulas: Set,
    /// Endings of verbal nouns: "the cost of building".
    pub gerund_ending: Vec<String>,
    /// Words that begin an amount: "revenue of about".
    pub amounts: Set,
    /// Words before a measure's noun that leave it the same measure: "record revenue", "the latest inflation".
    pub neutral: Set,
    /// Verbs after which a count is what was won or lost: "gained 17 seats".
    pub gains: Set,
    /// "closed": before a count of what came or went.
    pub turnover: Set,
    /// "among voters under 30": what is said holds of these only.
    pub among: Set,
    /// Before a measure's noun: only some of what is measured.
    pub partial: Set,
    /// After a measure's noun, before the kind of it that is meant.
    pub kind_of: Set,
    /// After a quantity: in a part of the time only ("in the first six hours").
    pub stretches_after: Phrases<()>,
    /// Who speaks and acts for a place or body: "the government of Tessa".
    pub stands_for: Set,
    /// Between a quantity and a time of the past: the past is what it is compared with ("4.2% from a year earlier").
    pub compared: Set,
    /// Words of denial that deny what comes after them only.
    pub negations_before: Phrases<()>,
    /// Between two dates: all the time from the one to the other.
    pub until: Set,
    /// Plurals without an s.
    pub plurals: Set,
    /// After a quantity: it is that of one among many.
    pub averages: Phrases<()>,
    /// "excluding": in a sentence, what its figures leave out.
    pub leaving_out: Phrases<()>,
    /// Prepositions that narrow a measure right before them.
    pub narrowing: Set,
    /// Words by which a clause says that it is about somebody or something else.
    pub others: Set,
    pub modifiers: Set,
    /// Words of conditions and hearsay: the clause does not say that it is so.
    pub not_asserted: Phrases<()>,
    /// Words of forecasts, plans and proposals: it may come to be so.
    pub foreseen: Phrases<()>,
    pub superseded: Phrases<()>,
    pub negations: Phrases<()>,
    /// What an entity of each kind (by its table in the fact file) is called when it is not named.
    pub kinds: BTreeMap<String, Vec<String>>,
    /// Words of a measure or subject that need not stand in the draft.
    pub generic: Set,
    /// Words that narrow a measure: a draft without them speaks of it less surely.
    pub qualifiers: Set,
    /// Nouns that may stand for whatever is counted: "people", "others", "total".
    pub counters: Set,
    /// Words of a measure's name that leave it the same: "number of people".
    pub empty: Set,
    /// Words for a year counted from the draft's own: "last year" is −1.
    pub years: Phrases<i16>,
    pub measures: Vec<Measure>,
}

impl Claims {
    /// Whether `word`, in lower case, has the form of a plural.
    pub fn is_plural(&self, word: &str) -> bool {
        word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") || self.plurals.contains(word)
    }
}

/// A concept that is measured, and the phrases that speak of it. A word after "=" wants just that form, others any inflection.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    pub name: String,
    /// What else it is called in a record.
    #[serde(default)]
    pub names: Vec<String>,
    pub cues: Vec<String>,
    /// Phrases that may speak of it: too weak to contradict a record by themselves.
    #[serde(default)]
    pub loose: Vec<String>,
    /// Whether it is a change itself: inflation is by how much prices rose.
    #[serde(default)]
    pub change: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    boundaries: Set,
    comma_boundaries: Set,
    subordinators: Set,
    agents: Vec<String>,
    parts: Vec<String>,
    subsets_before: Vec<String>,
    subsets_after: Vec<String>,
    old_before: Vec<String>,
    old_after: Vec<String>,
    changes: Set,
    by: Set,
    definite: Set,
    to: Set,
    superlatives: Set,
    of: String,
    restrictors: Set,
    stretches: Set,
    contrary: Set,
    relatives: Set,
    restrictive: Set,
    copulas: Set,
    gerund_ending: Vec<String>,
    amounts: Set,
    neutral: Set,
    gains: Set,
    turnover: Set,
    among: Set,
    partial: Set,
    kind_of: Set,
    stretches_after: Vec<String>,
    stands_for: Set,
    negations_before: Vec<String>,
    compared: Set,
    until: Set,
    plurals: Set,
    averages: Vec<String>,
    leaving_out: Vec<String>,
    narrowing: Set,
    others: Set,
    modifiers: Set,
    not_asserted: Vec<String>,
    foreseen: Vec<String>,
    superseded: Vec<String>,
    negations: Vec<String>,
    kinds: BTreeMap<String, Vec<String>>,
    generic: RawGeneric,
    measures: Vec<Measure>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGeneric {
    words: Set,
    qualifiers: Set,
    counters: Set,
    empty: Set,
    years: BTreeMap<String, i16>,
}

impl From<Raw> for Claims {
    fn from(raw: Raw) -> Self {
        Self {
            boundaries: raw.boundaries,
            comma_boundaries: raw.comma_boundaries,
            subordinators: raw.subordinators,
            agents: raw.agents,
            parts: phrases(&raw.parts),
            subsets_before: phrases(&raw.subsets_before),
            subsets_after: phrases(&raw.subsets_after),
            old_before: phrases(&raw.old_before),
            old_after: phrases(&raw.old_after),
            changes: raw.changes,
            by: raw.by,
            definite: raw.definite,
            to: raw.to,
            superlatives: raw.superlatives,
            of: raw.of,
            restrictors: raw.restrictors,
            stretches: raw.stretches,
            contrary: raw.contrary,
            relatives: raw.relatives,
            restrictive: raw.restrictive,
            copulas: raw.copulas,
            gerund_ending: raw.gerund_ending,
            amounts: raw.amounts,
            neutral: raw.neutral,
            gains: raw.gains,
            turnover: raw.turnover,
            among: raw.among,
            partial: raw.partial,
            kind_of: raw.kind_of,
            stretches_after: phrases(&raw.stretches_after),
            stands_for: raw.stands_for,
            compared: raw.compared,
            negations_before: phrases(&raw.negations_before),
            until: raw.until,
            plurals: raw.plurals,
            averages: phrases(&raw.averages),
            leaving_out: phrases(&raw.leaving_out),
            narrowing: raw.narrowing,
            others: raw.others,
            modifiers: raw.modifiers,
            not_asserted: phrases(&raw.not_asserted),
            foreseen: phrases(&raw.foreseen),
            superseded: phrases(&raw.superseded),
            negations: phrases(&raw.negations),
            kinds: raw.kinds,
            qualifiers: raw.generic.qualifiers,
            counters: raw.generic.counters,
            empty: raw.generic.empty,
            years: {
                let mut years = Phrases::default();
                for (phrase, &offset) in &raw.generic.years {
                    years.insert(phrase, offset);
                }
                years
            },
            generic: raw.generic.words,
            measures: raw.measures,
        }
    }
}

fn phrases(list: &[String]) -> Phrases<()> {
    let mut phrases = Phrases::default();
    for phrase in list {
        phrases.insert(phrase, ());
    }
    phrases
}

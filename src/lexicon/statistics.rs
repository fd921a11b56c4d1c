//! How papers print statistics.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lexicon::{Phrases, Set};

/// A test whose outcome has a known distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Test {
    /// Student's t, with its degrees of freedom.
    T,
    /// Fisher's F, with two.
    F,
    /// χ², with its degrees of freedom and perhaps the sample.
    ChiSquare,
    /// Pearson's correlation, with its degrees of freedom.
    Correlation,
    /// A standard normal deviate.
    Normal,
}

/// The tables. Symbols are as printed, words in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Statistics {
    /// "t", "F", "χ²": what stands before the degrees of freedom.
    pub symbols: BTreeMap<String, Test>,
    /// "p".
    pub probability: Set,
    /// "ns": in place of a probability, that it is above .05.
    pub not_significant: Vec<String>,
    /// "one-tailed": half the probability may be meant.
    pub one_tailed: Phrases<()>,
    /// "Bonferroni", "adjusted": a printed probability may be greater than that of its statistic.
    pub corrected: Phrases<()>,
    /// "alpha": another threshold than .05 may be meant.
    pub thresholds: Phrases<()>,
}

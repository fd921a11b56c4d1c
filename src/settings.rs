//! What governs a draft: levels of checks, its date, its language.

use std::collections::BTreeMap;

use crate::calendar::PartialDate;
use crate::diagnostic::{Confidence, Severity};
use crate::facts::Placed;

/// What the user sets for a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Off,
    Note,
    Warning,
    Error,
}

impl Level {
    /// The word used in settings: `off`, `note`, `warning` or `error`.
    pub fn word(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }

    /// Reads that word.
    pub fn parse(word: &str) -> Option<Self> {
        [Level::Off, Level::Note, Level::Warning, Level::Error].into_iter().find(|level| level.word() == word)
    }

    /// How loud findings of this level are, `None` for those that are off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Note => Some(Severity::Note),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

/// Where the date comes from that a draft is judged on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrigin {
    /// The draft's own front matter.
    Draft,
    /// `--date`.
    CommandLine,
    /// `date` in `factlint.toml`.
    Settings,
}

/// What governs the analysis of one draft.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The date that drafts without one of their own are judged on.
    pub date: Option<(PartialDate, DateOrigin)>,
    /// Levels that differ from the checks' defaults, by check name, with their place in the settings.
    pub levels: BTreeMap<String, Placed<Level>>,
    /// Findings less sure than this are not reported.
    pub min_confidence: Confidence,
}

impl Default for Settings {
    fn default() -> Self {
        Self { date: None, levels: BTreeMap::new(), min_confidence: Confidence::Medium }
    }
}

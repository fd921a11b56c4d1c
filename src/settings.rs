//! What governs a draft: levels of checks, its date, its language.

pub mod load;
pub mod options;

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::PartialDate;
use crate::diagnostic::{Confidence, Severity};
use crate::facts::{Place, Placed};

use options::Options;

pub use load::{LoadedSettings, OpenFile, load, load_draft, load_extended, load_rules, unknown_checks};

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

/// From which severity on findings fail a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

impl FailOn {
    /// The words used in settings and on the command line, with their meanings.
    pub const WORDS: [(&str, FailOn); 4] =
        [("error", FailOn::Error), ("warning", FailOn::Warning), ("note", FailOn::Note), ("never", FailOn::Never)];

    /// Whether a finding so loud fails a run.
    pub fn fails(self, severity: Severity) -> bool {
        match self {
            FailOn::Error => severity >= Severity::Error,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Note => severity >= Severity::Note,
            FailOn::Never => false,
        }
    }
}

/// Something that an editor lets stand: `[[ignore]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The drafts that are meant, as a glob relative to the file it stands in; `None` for all.
    pub path: Option<Placed<String>>,
    /// The checks.
    pub checks: Vec<Placed<String>>,
    /// The words that are meant, exactly; `None` for the whole draft.
    pub text: Option<Placed<String>>,
    /// Why it may stand.
    pub reason: Option<Placed<String>>,
    /// The whole entry.
    pub place: Place,
}

impl Ignore {
    /// Whether it is about one draft, so that it is known to be of no use where that draft has no such finding.
    pub fn names_one_draft(&self) -> bool {
        self.path.as_ref().is_some_and(|path| !path.value.contains(['*', '?', '[', '{']))
    }
}

/// Settings for some drafts: `[[override]]`.
#[derive(Clone, Debug)]
pub struct Override {
    /// The drafts that are meant, as globs relative to the file it stands in.
    pub paths: Vec<Placed<String>>,
    /// What holds for them.
    pub settings: SettingsFile,
}

/// What settings files say, each value with its place. Paths and globs are relative to the file that their place names.
#[derive(Clone, Debug, Default)]
pub struct SettingsFile {
    /// Settings files that this one builds on.
    pub extends: Vec<Placed<String>>,
    /// Fact files.
    pub facts: Vec<Placed<String>>,
    /// Source documents that drafts rest on.
    pub sources: Vec<Placed<String>>,
    /// Rules files, and names of built-in packs of rules. The later wins.
    pub rules: Vec<Placed<String>>,
    /// Which files are drafts; `None` where no file says.
    pub include: Option<Vec<Placed<String>>>,
    /// Which files are none.
    pub exclude: Vec<Placed<String>>,
    /// Groups of drafts that are not held against each other; a draft belongs to the first that names it.
    pub editions: Vec<Placed<String>>,
    /// BCP 47 tag of the drafts' language.
    pub language: Option<Placed<String>>,
    /// ISO 4217 code of the currency that bare signs and words mean.
    pub currency: Option<Placed<String>>,
    /// The date that drafts without one of their own are judged on.
    pub date: Option<Placed<PartialDate>>,
    /// From which severity on findings fail a run.
    pub fail_on: Option<Placed<FailOn>>,
    /// Levels of checks, by name.
    pub levels: BTreeMap<String, Placed<Level>>,
    /// Options of checks.
    pub options: Options,
    /// What is let stand.
    pub ignores: Vec<Ignore>,
    /// What holds for some drafts only; the later wins.
    pub overrides: Vec<Override>,
    /// Every word that should be the name of a check.
    pub named: Vec<Placed<String>>,
}

impl SettingsFile {
    /// Joins a file with what it extends. A single value, a level and an option of a check are taken from `self`, if it has one; so is `include`.
    /// Facts, rules, sources, exclusions and ignores add up, those of `self` first; rules last, because the later wins.
    pub fn over(mut self, base: SettingsFile) -> Self {
        self.facts.extend(base.facts);
        self.sources.extend(base.sources);
        self.rules.splice(0..0, base.rules);
        self.named.extend(base.named);
        self.overrides.splice(0..0, base.overrides);
        self.exclude.extend(base.exclude);
        self.ignores.extend(base.ignores);
        self.include = self.include.or(base.include);
        self.editions.extend(base.editions);
        self.language = self.language.or(base.language);
        self.currency = self.currency.or(base.currency);
        self.date = self.date.or(base.date);
        self.fail_on = self.fail_on.or(base.fail_on);
        self.options = self.options.over(&base.options);
        for (check, level) in base.levels {
            self.levels.entry(check).or_insert(level);
        }
        self
    }

    /// The settings of a draft for which the overrides with these numbers hold.
    pub fn overridden(mut self, numbers: &[usize]) -> Self {
        let overrides = std::mem::take(&mut self.overrides);
        numbers.iter().filter_map(|&number| overrides.get(number)).fold(self, |base, it| it.settings.clone().over(base))
    }

    /// What of it governs the analysis of a draft.
    pub fn settings(&self) -> Settings {
        Settings {
            date: self.date.as_ref().map(|date| (date.value, DateOrigin::Settings)),
            levels: self.levels.clone(),
            options: self.options.clone(),
            ignores: self.ignores.clone(),
            ..Settings::default()
        }
    }
}

/// What governs the analysis of one draft.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The date that drafts without one of their own are judged on.
    pub date: Option<(PartialDate, DateOrigin)>,
    /// Levels that differ from the checks' defaults, by check name, with their place in the settings.
    pub levels: BTreeMap<String, Placed<Level>>,
    /// Options of checks.
    pub options: Options,
    /// What is let stand, of the entries that are about this draft.
    pub ignores: Vec<Ignore>,
    /// The checks and rules whose level the command line set, which stands over what a draft says of itself.
    pub commanded: BTreeSet<String>,
    /// Findings less sure than this are not reported.
    pub min_confidence: Confidence,
}

impl Settings {
    /// These settings with what a draft says of itself over them.
    pub fn with_own(&self, own: &SettingsFile) -> Self {
        let mut settings = self.clone();
        let levels = own.levels.iter().filter(|(name, _)| !self.commanded.contains(*name));
        settings.levels.extend(levels.map(|(name, level)| (name.clone(), level.clone())));
        settings.options = own.options.clone().over(&settings.options);
        settings.ignores.splice(0..0, own.ignores.clone());
        settings.date = own.date.as_ref().map(|date| (date.value, DateOrigin::Draft)).or(settings.date);
        settings
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            date: None,
            levels: BTreeMap::new(),
            options: Options::default(),
            ignores: Vec::new(),
            commanded: BTreeSet::new(),
            min_confidence: Confidence::Medium,
        }
    }
}

//! What all drafts under one settings file share.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use crate::analyze::Evidence;
use crate::calendar::PartialDate;
use crate::cli::shelf::Pattern;
use crate::diagnostic::{Confidence, Diagnostic, Label, Severity};
use crate::settings::{FailOn, Ignore, Settings};
use crate::source::{FileId, Sources};
use crate::span::Span;

/// What the command line says about judging.
#[derive(Clone, Default)]
pub struct Wishes {
    pub facts: Vec<PathBuf>,
    /// Rules files and names of built-in packs.
    pub rules: Vec<PathBuf>,
    /// Documents that the drafts rest on.
    pub sources: Vec<PathBuf>,
    pub date: Option<PartialDate>,
    pub only: Vec<String>,
    pub skip: Vec<String>,
    pub min_confidence: Option<Confidence>,
    pub fail_on: Option<FailOn>,
    /// Whether the drafts are held against each other as well.
    pub across: bool,
}

/// What all drafts under one settings file share.
pub struct House {
    /// The fact and settings files; the draft's place is empty.
    pub sources: Sources,
    pub evidence: Evidence,
    pub settings: Settings,
    /// What is let stand, each with the drafts that it is about.
    pub ignores: Vec<(Option<Pattern>, Ignore)>,
    /// The drafts that each override is about.
    pub overrides: Vec<Vec<Pattern>>,
    pub fail_on: FailOn,
    /// What is wrong with the facts and settings.
    pub diagnostics: Vec<Diagnostic>,
    /// Where the fact, rules and settings files lie, as absolute paths.
    pub files: HashMap<FileId, PathBuf>,
    /// Other files that were read or looked for, absolute: sources, and those from which facts take their values.
    pub beside: BTreeSet<PathBuf>,
    /// The globs of fact files, rules and sources.
    pub inputs: Vec<Pattern>,
    /// Those in which nothing but facts stands.
    pub fact_files: Vec<FileId>,
    pub include: Option<Vec<Pattern>>,
    pub exclude: Vec<Pattern>,
    /// Groups of drafts that are not held against each other.
    pub editions: Vec<Pattern>,
}

impl House {
    /// Whether drafts are held against all that was asked for.
    pub fn is_sound(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.severity < Severity::Error)
    }

    /// What is wrong with facts and settings, in words and places by which it can be told again.
    pub fn told(&self) -> impl Iterator<Item = (String, Vec<(String, Span)>)> {
        let place = |label: &Label| (self.sources.get(label.file).name().to_owned(), label.span);
        self.diagnostics.iter().map(move |it| (it.message.clone(), it.labels.iter().map(place).collect()))
    }

    /// The numbers of the overrides that hold for the draft at `path`, an absolute one.
    pub fn overrides_of(&self, path: &Path) -> Vec<usize> {
        let meant = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.names(path));
        self.overrides.iter().enumerate().filter(|(_, patterns)| meant(patterns)).map(|(number, _)| number).collect()
    }

    /// What governs the draft at `path`, an absolute one.
    pub fn settings_of(&self, path: &Path) -> Cow<'_, Settings> {
        let meant = |pattern: &Option<Pattern>| pattern.as_ref().is_none_or(|pattern| pattern.names(path));
        let ignores: Vec<Ignore> =
            self.ignores.iter().filter(|(pattern, _)| meant(pattern)).map(|(_, ignore)| ignore.clone()).collect();
        if ignores.is_empty() {
            return Cow::Borrowed(&self.settings);
        }
        Cow::Owned(Settings { ignores, ..self.settings.clone() })
    }

    /// Whether facts, rules or settings of the house stand in the file at `path`, an absolute one.
    pub fn reads(&self, path: &Path) -> bool {
        self.files.values().any(|file| file == path)
    }

    /// Those of its files that lie at one of `paths`, absolute ones.
    pub fn files_at(&self, paths: &[PathBuf]) -> Vec<FileId> {
        self.files.iter().filter(|(_, file)| paths.contains(file)).map(|(id, _)| *id).collect()
    }

    /// The number of the edition that a draft belongs to, from 1; 0 for those of none. `path` is absolute.
    pub fn edition_of(&self, path: &Path) -> usize {
        self.editions.iter().position(|pattern| pattern.names(path)).map_or(0, |index| index + 1)
    }

    /// Whether a file that was found in a folder is one of the house's drafts; `path` is absolute.
    pub fn admits(&self, path: &Path) -> bool {
        let names = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.names(path));
        self.include.as_deref().is_none_or(names) && !names(&self.exclude)
    }
}

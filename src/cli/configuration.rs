//! Which settings and facts govern a draft: `factlint.toml` from its folder upward, then the command line.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analyze::Evidence;
use crate::calendar::PartialDate;
use crate::check::Check;
use crate::checks;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::error::Error;
use crate::facts::{self, Place, Placed};
use crate::lexicon::Lexicon;
use crate::settings::{DateOrigin, Level, Settings};
use crate::source::{FileId, SourceFile, Sources};
use crate::span::Span;
use crate::walk;

/// The name of a settings file.
pub const FILE_NAME: &str = "factlint.toml";

/// What the command line says about judging.
#[derive(Clone, Default)]
pub struct Wishes {
    pub facts: Vec<PathBuf>,
    pub date: Option<PartialDate>,
    pub only: Vec<&'static Check>,
    pub skip: Vec<&'static Check>,
    pub min_confidence: Option<Confidence>,
}

/// What all drafts under one settings file share.
pub struct House {
    /// The fact and settings files; the draft's place is empty.
    pub sources: Sources,
    pub evidence: Evidence,
    pub settings: Settings,
    /// What is wrong with the facts and settings.
    pub diagnostics: Vec<Diagnostic>,
}

impl House {
    /// Whether drafts are held against all that was asked for.
    pub fn is_sound(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.severity < Severity::Error)
    }
}

/// The houses of a run, each built once.
pub struct Houses {
    wishes: Wishes,
    lexicon: Arc<Lexicon>,
    here: PathBuf,
    folders: HashMap<PathBuf, Option<PathBuf>>,
    by_file: HashMap<Option<PathBuf>, usize>,
    houses: Vec<House>,
}

impl Houses {
    /// None are built yet.
    pub fn new(wishes: Wishes) -> Result<Self, Error> {
        let here = std::env::current_dir()
            .map_err(|error| Error::Unreadable { path: ".".into(), reason: error.to_string() })?;
        Ok(Self {
            wishes,
            lexicon: Lexicon::english(),
            here,
            folders: HashMap::new(),
            by_file: HashMap::new(),
            houses: Vec::new(),
        })
    }

    /// The number of the house of the drafts in `folder`.
    pub fn of_folder(&mut self, folder: &Path) -> usize {
        let folder = self.here.join(folder);
        let file = self.settings_file(&folder);
        if let Some(&known) = self.by_file.get(&file) {
            return known;
        }
        let house = self.build(file.as_deref());
        self.houses.push(house);
        self.by_file.insert(file, self.houses.len() - 1);
        self.houses.len() - 1
    }

    /// All houses, by their numbers.
    pub fn all(&self) -> &[House] {
        &self.houses
    }

    /// The nearest settings file from `folder` upward.
    fn settings_file(&mut self, folder: &Path) -> Option<PathBuf> {
        let mut passed = Vec::new();
        let mut found = None;
        for ancestor in folder.ancestors() {
            if let Some(known) = self.folders.get(ancestor) {
                found = known.clone();
                break;
            }
            passed.push(ancestor.to_owned());
            let candidate = ancestor.join(FILE_NAME);
            if candidate.is_file() {
                found = Some(candidate);
                break;
            }
        }
        self.folders.extend(passed.into_iter().map(|folder| (folder, found.clone())));
        found
    }

    fn build(&self, file: Option<&Path>) -> House {
        let mut sources = Sources::new();
        let mut diagnostics = Vec::new();
        let mut settings = Settings::default();
        let mut files = Vec::new();
        if let Some(file) = file {
            files.extend(add(&mut sources, file, &self.shown(file), &mut diagnostics));
        }
        for path in &self.wishes.facts {
            files.extend(add(&mut sources, path, &path.to_string_lossy(), &mut diagnostics));
        }
        let loaded = facts::load(&sources, &files, &self.lexicon);
        diagnostics.extend(loaded.diagnostics);
        self.apply(&mut settings, &mut sources);
        House { sources, evidence: Evidence::new(Arc::clone(&self.lexicon), loaded.facts), settings, diagnostics }
    }

    /// Puts the words of the command line over those of the settings file.
    fn apply(&self, settings: &mut Settings, sources: &mut Sources) {
        let Wishes { date, only, skip, min_confidence, .. } = &self.wishes;
        if let Some(date) = date {
            settings.date = Some((*date, DateOrigin::CommandLine));
        }
        if let Some(confidence) = min_confidence {
            settings.min_confidence = *confidence;
        }
        if only.is_empty() && skip.is_empty() {
            return;
        }
        let place = place_of_options(only, skip, sources);
        for check in checks::ALL {
            let named = only.iter().any(|wanted| wanted.name == check.name);
            let off = skip.iter().any(|unwanted| unwanted.name == check.name) || !(only.is_empty() || named);
            let level = settings.levels.get(check.name).map_or(check.default, |placed| placed.value);
            if off {
                settings.levels.insert(check.name.to_owned(), Placed { value: Level::Off, place });
            } else if named && level == Level::Off {
                settings.levels.insert(check.name.to_owned(), Placed { value: Level::Warning, place });
            }
        }
    }

    /// A path of ours as the user should see it: relative to the working folder where it lies there or above it.
    fn shown(&self, path: &Path) -> String {
        if let Ok(inside) = path.strip_prefix(&self.here) {
            return inside.to_string_lossy().into_owned();
        }
        let above = path.parent().filter(|folder| self.here.starts_with(folder));
        match (above, path.file_name()) {
            (Some(folder), Some(name)) => {
                let steps = self.here.components().count() - folder.components().count();
                let mut shown: PathBuf = std::iter::repeat_n("..", steps).collect();
                shown.push(name);
                shown.to_string_lossy().into_owned()
            }
            _ => path.to_string_lossy().into_owned(),
        }
    }
}

/// Reads a fact or settings file; one that cannot be read is a finding.
fn add(sources: &mut Sources, path: &Path, name: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<FileId> {
    match walk::read_file(path) {
        Ok(text) => Some(sources.add(SourceFile::new(name, text))),
        Err(cause) => {
            let file = sources.add(SourceFile::new(name, cause.text()));
            let mut diagnostic = cause.diagnostic();
            diagnostic.check = "invalid-facts".into();
            diagnostic.message = diagnostic.message.replacen("draft", "fact file", 1);
            for label in &mut diagnostic.labels {
                label.file = file;
            }
            diagnostics.push(diagnostic);
            None
        }
    }
}

/// A text that stands for the command line, so that levels set there have a place like all others.
fn place_of_options(only: &[&Check], skip: &[&Check], sources: &mut Sources) -> Place {
    let words: Vec<String> = only
        .iter()
        .map(|check| format!("--only {}", check.name))
        .chain(skip.iter().map(|check| format!("--skip {}", check.name)))
        .collect();
    let text = words.join(" ");
    let span = Span::new(0, text.len());
    Place { file: sources.add(SourceFile::new("command line", text)), span }
}

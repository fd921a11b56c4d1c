//! Which settings and facts govern a draft: `factlint.toml` from its folder upward, then the command line.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analyze::Evidence;
use crate::calendar::PartialDate;
use crate::check::Check;
use crate::checks;
use crate::cli::shelf::{Pattern, Shelf, Texts, normal, unreadable};
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::error::Error;
use crate::facts::{self, Place, Placed};
use crate::lexicon::Lexicon;
use crate::settings::{self, DateOrigin, FailOn, Level, Settings, SettingsFile};
use crate::source::{FileId, SourceFile, Sources};
use crate::span::Span;

/// The name of a settings file.
const FILE_NAME: &str = "factlint.toml";

/// What the command line says about judging.
#[derive(Clone, Default)]
pub struct Wishes {
    pub facts: Vec<PathBuf>,
    pub date: Option<PartialDate>,
    pub only: Vec<&'static Check>,
    pub skip: Vec<&'static Check>,
    pub min_confidence: Option<Confidence>,
    pub fail_on: Option<FailOn>,
}

/// What all drafts under one settings file share.
pub struct House {
    /// The fact and settings files; the draft's place is empty.
    pub sources: Sources,
    pub evidence: Evidence,
    pub settings: Settings,
    pub fail_on: FailOn,
    /// What is wrong with the facts and settings.
    pub diagnostics: Vec<Diagnostic>,
    /// Where the fact and settings files lie, as absolute paths.
    pub files: HashMap<FileId, PathBuf>,
    /// Those among them in which settings stand.
    pub settings_files: Vec<FileId>,
    include: Option<Vec<Pattern>>,
    exclude: Vec<Pattern>,
}

impl House {
    /// Whether drafts are held against all that was asked for.
    pub fn is_sound(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.severity < Severity::Error)
    }

    /// Whether facts or settings of the house stand in the file at `path`, an absolute one.
    pub fn reads(&self, path: &Path) -> bool {
        self.files.values().any(|file| file == path)
    }

    /// Those of its files that lie at one of `paths`, absolute ones.
    pub fn files_at(&self, paths: &[PathBuf]) -> Vec<FileId> {
        self.files.iter().filter(|(_, file)| paths.contains(file)).map(|(id, _)| *id).collect()
    }

    /// Whether a file that was found in a folder is one of the house's drafts; `path` is absolute.
    pub fn admits(&self, path: &Path) -> bool {
        let names = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.names(path));
        self.include.as_deref().is_none_or(names) && !names(&self.exclude)
    }
}

/// The houses of a run, each built once.
pub struct Houses {
    wishes: Wishes,
    texts: Texts,
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
            texts: Texts::new(),
            lexicon: Lexicon::english(),
            here,
            folders: HashMap::new(),
            by_file: HashMap::new(),
            houses: Vec::new(),
        })
    }

    /// The same with texts that are newer than those on the disk.
    pub fn with_texts(mut self, texts: Texts) -> Self {
        self.texts = texts;
        self
    }

    /// The number of the house of the drafts in `folder`.
    pub fn of_folder(&mut self, folder: &Path) -> usize {
        let folder = normal(&self.here.join(folder));
        let file = self.settings_file(&folder);
        if let Some(&known) = self.by_file.get(&file) {
            return known;
        }
        let house = self.build(file.as_deref());
        self.houses.push(house);
        self.by_file.insert(file, self.houses.len() - 1);
        self.houses.len() - 1
    }

    /// Whether a file that was found in a folder is a draft, by the settings that govern it.
    pub fn admit(&mut self, path: &Path) -> bool {
        let house = self.of_draft(path);
        self.houses[house].admits(&self.absolute(path))
    }

    /// A path as the houses know their files.
    pub fn absolute(&self, path: &Path) -> PathBuf {
        normal(&self.here.join(path))
    }

    /// The number of the house of the draft at `path`.
    pub fn of_draft(&mut self, path: &Path) -> usize {
        self.of_folder(path.parent().unwrap_or(Path::new("")))
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
            if candidate.exists() {
                found = Some(candidate);
                break;
            }
        }
        self.folders.extend(passed.into_iter().map(|folder| (folder, found.clone())));
        found
    }

    fn build(&self, file: Option<&Path>) -> House {
        let mut sources = Sources::new();
        let mut shelf = Shelf::new(self.here.clone()).with_texts(self.texts.clone());
        let mut diagnostics = Vec::new();
        let (file, mut files) = match file {
            Some(path) => load_settings(path, &mut sources, &mut shelf, &mut diagnostics),
            None => Default::default(),
        };
        let settings_files = files.clone();
        files.extend(shelf.open_globs(&mut sources, &file.facts, &mut diagnostics));
        for path in &self.wishes.facts {
            let (id, read) = shelf.open(&mut sources, path, &path.to_string_lossy());
            match read {
                Ok(()) => files.push(id),
                Err(cause) => diagnostics.push(unreadable(&cause, id)),
            }
        }
        let mut seen = Vec::new();
        files.retain(|id| {
            !seen.contains(id) && {
                seen.push(*id);
                true
            }
        });
        let loaded = {
            let files = facts::Files { all: &files, settings: &settings_files };
            facts::load_with(&sources, files, &self.lexicon, &|from, path| shelf.read_beside(from, path))
        };
        diagnostics.extend(loaded.diagnostics);
        diagnostics.extend(unknown_language(&file, &self.lexicon));
        let mut settings = file.settings();
        self.apply(&mut settings, &mut sources);
        let fail_on = self.wishes.fail_on.or(file.fail_on.as_ref().map(|placed| placed.value)).unwrap_or(FailOn::Error);
        let evidence = Evidence::new(Arc::clone(&self.lexicon), loaded.facts);
        let include = file.include.as_ref().map(|globs| shelf.patterns(globs));
        let exclude = shelf.patterns(&file.exclude);
        House {
            sources,
            evidence,
            settings,
            fail_on,
            diagnostics,
            files: shelf.into_paths(),
            settings_files,
            include,
            exclude,
        }
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
}

/// Reads a settings file with all that it extends; yields the files as well, for facts may stand in each of them.
fn load_settings(
    path: &Path,
    sources: &mut Sources,
    shelf: &mut Shelf,
    diagnostics: &mut Vec<Diagnostic>,
) -> (SettingsFile, Vec<FileId>) {
    let (id, read) = shelf.open(sources, path, &shelf.shown(path));
    if let Err(cause) = read {
        let mut diagnostic = unreadable(&cause, id);
        diagnostic.check = "invalid-settings".into();
        diagnostic.message = diagnostic.message.replacen("fact file", "settings file", 1);
        diagnostics.push(diagnostic);
        return Default::default();
    }
    let names: Vec<&str> = checks::ALL.iter().map(|check| check.name).collect();
    let mut open = |sources: &mut Sources, from: FileId, path: &str| shelf.open_beside(sources, from, path);
    let loaded = settings::load_extended(sources, id, &names, &mut open);
    diagnostics.extend(loaded.diagnostics);
    (loaded.settings, loaded.files)
}

/// Drafts in another language would be read with the wrong words.
fn unknown_language(file: &SettingsFile, lexicon: &Lexicon) -> Option<Diagnostic> {
    let language = file.language.as_ref()?;
    let tag = language.value.split('-').next().unwrap_or_default();
    let known = lexicon.language.split('-').next().unwrap_or_default();
    (!tag.eq_ignore_ascii_case(known)).then(|| {
        Diagnostic::new("invalid-settings", format!("no drafts in “{}” are read, only in “{known}”", language.value))
            .label(language.place.file, language.place.span, "no words are known of this language")
            .help(format!("write “{known}”, or leave it out"))
    })
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

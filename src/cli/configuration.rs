//! Which settings and facts govern a draft: `factlint.toml` from its folder upward, then the command line.

use std::collections::{HashMap, HashSet};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::cli::building::Building;
use crate::cli::house::{House, Wishes};
use crate::cli::shelf::{Shelf, Texts, no_file, normal};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::settings;
use crate::source::FileId;
use crate::text::nearest::nearest;

/// The name of a settings file.
pub const FILE_NAME: &str = "factlint.toml";

/// The houses of a run, each built once.
pub struct Houses {
    wishes: Wishes,
    texts: Texts,
    lexicon: Arc<Lexicon>,
    here: PathBuf,
    folders: HashMap<PathBuf, Option<PathBuf>>,
    /// By settings file and the overrides that hold.
    by_file: HashMap<(Option<PathBuf>, Vec<usize>), usize>,
    houses: Vec<House>,
    /// Those of drafts that name facts of their own, by the house that governs them and these facts.
    own: Mutex<HashMap<Governed, Arc<House>>>,
}

/// The number of a house, and the fact files that a draft under it names itself.
type Governed = (usize, Vec<PathBuf>);

/// The house of one draft.
pub enum Housed<'h> {
    /// That of all drafts under the same settings.
    Shared(&'h House),
    /// The same with facts that the draft names itself.
    Own(Arc<House>),
}

impl Deref for Housed<'_> {
    type Target = House;

    fn deref(&self) -> &House {
        match self {
            Housed::Shared(house) => house,
            Housed::Own(house) => house,
        }
    }
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
            own: Mutex::default(),
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
        self.house(file, Vec::new())
    }

    /// The number of the house under a settings file with some of its overrides.
    fn house(&mut self, file: Option<PathBuf>, overrides: Vec<usize>) -> usize {
        let key = (file, overrides);
        if let Some(&known) = self.by_file.get(&key) {
            return known;
        }
        let mut house =
            Building::new(&self.wishes, &self.here, &self.texts).finish(key.0.as_deref(), &key.1, &self.lexicon);
        if let Some(&plain) = self.by_file.get(&(key.0.clone(), Vec::new())) {
            // What is wrong with the file itself has been told.
            let told: HashSet<_> = self.houses[plain].told().collect();
            let new: Vec<bool> = house.told().map(|it| !told.contains(&it)).collect();
            let mut new = new.into_iter();
            house.diagnostics.retain(|_| new.next().unwrap_or(true));
        }
        self.houses.push(house);
        self.by_file.insert(key, self.houses.len() - 1);
        self.houses.len() - 1
    }

    /// Whether a file that was found in a folder is a draft, by the settings that govern it.
    pub fn admit(&mut self, path: &Path) -> bool {
        let house = self.of_folder(path.parent().unwrap_or(Path::new("")));
        self.houses[house].admits(&self.absolute(path))
    }

    /// A path as the houses know their files.
    pub fn absolute(&self, path: &Path) -> PathBuf {
        normal(&self.here.join(path))
    }

    /// The number of the house of the draft at `path`.
    pub fn of_draft(&mut self, path: &Path) -> usize {
        let plain = self.of_folder(path.parent().unwrap_or(Path::new("")));
        let overrides = self.houses[plain].overrides_of(&self.absolute(path));
        if overrides.is_empty() {
            return plain;
        }
        let folder = self.absolute(path.parent().unwrap_or(Path::new("")));
        let file = self.settings_file(&folder);
        self.house(file, overrides)
    }

    /// The house of a draft at `path`, an absolute one, with the facts that its front matter names, and what is wrong with those.
    pub fn of_document(&self, number: usize, path: &Path, document: &Document) -> (Housed<'_>, Vec<Diagnostic>) {
        let shared = &self.houses[number];
        let named = settings::load_draft(document).settings.facts;
        if named.is_empty() {
            return (Housed::Shared(shared), Vec::new());
        }
        let beside = Shelf::new(path.parent().map(Path::to_owned).unwrap_or_default());
        let (mut files, mut wrong) = (Vec::new(), Vec::new());
        for glob in &named {
            let found = beside.matching(glob);
            if found.is_empty() {
                wrong.push(no_file(glob));
            }
            let (there, missing): (Vec<_>, Vec<_>) = found.into_iter().partition(|file| file.is_file());
            wrong.extend(missing.iter().map(|_| {
                Diagnostic::new("invalid-facts", format!("cannot read {}: no such file", glob.value))
                    .label(FileId::DRAFT, glob.place.span, "named here")
                    .help("correct the path; it is relative to the draft")
            }));
            files.extend(there);
        }
        let own = {
            // A thread that panicked while it held the lock left whole entries only.
            let mut known = self.own.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(
                known.entry((number, files)).or_insert_with_key(|(_, files)| Arc::new(self.with_facts(number, files))),
            )
        };
        let told: HashSet<_> = shared.told().collect();
        wrong.extend(
            own.diagnostics.iter().zip(own.told()).filter(|(_, it)| !told.contains(it)).map(|(it, _)| it.clone()),
        );
        (Housed::Own(own), wrong)
    }

    /// A house once more, with more fact files.
    fn with_facts(&self, number: usize, files: &[PathBuf]) -> House {
        let shown = Shelf::new(self.here.clone());
        let mut wishes = self.wishes.clone();
        wishes.facts.extend(files.iter().map(|file| PathBuf::from(shown.shown(file))));
        let key = self.by_file.iter().find(|(_, known)| **known == number).map(|(key, _)| key);
        let (file, overrides) =
            key.map(|(file, overrides)| (file.as_deref(), overrides.as_slice())).unwrap_or_default();
        Building::new(&wishes, &self.here, &self.texts).finish(file, overrides, &self.lexicon)
    }

    /// Where the files lie that drafts were seen to name as facts of their own, absolute.
    pub fn own_files(&self) -> Vec<PathBuf> {
        let own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        own.values().flat_map(|house| house.files.values().chain(&house.beside)).cloned().collect()
    }

    /// All houses, by their numbers.
    pub fn all(&self) -> &[House] {
        &self.houses
    }

    /// Refuses a command line that names a check or rule which no draft is held against.
    pub fn check_names(&self) -> Result<(), Error> {
        let known: Vec<&str> = self.houses.iter().flat_map(|house| house.evidence.names()).collect();
        let mut named = self.wishes.only.iter().chain(&self.wishes.skip);
        match named.find(|name| !known.contains(&name.as_str())) {
            Some(name) => Err(no_check(name, known)),
            None => Ok(()),
        }
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
}

/// A usage error that knows the nearest name.
pub fn no_check<'c>(name: &str, known: impl IntoIterator<Item = &'c str>) -> Error {
    let nearest = nearest(name, known).map(|nearest| format!("; did you mean {nearest}?")).unwrap_or_default();
    Error::Usage(format!("no check is called {name}{nearest} (factlint rules lists them)"))
}

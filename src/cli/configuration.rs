//! Which settings and facts govern a draft: `factlint.toml` from its folder upward, then the command line.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::checks;
use crate::cli::building::Building;
use crate::cli::house::{House, Wishes};
use crate::cli::shelf::{Texts, normal};
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::text::nearest::nearest;

/// The name of a settings file.
const FILE_NAME: &str = "factlint.toml";

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

    /// Refuses a command line that names a check which there is none of.
    pub fn check_names(&self) -> Result<(), Error> {
        let known = || checks::ALL.iter().map(|check| check.name);
        let mut named = self.wishes.only.iter().chain(&self.wishes.skip);
        match named.find(|name| !known().any(|check| check == name.as_str())) {
            Some(name) => Err(no_check(name, known())),
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

    fn build(&self, file: Option<&Path>) -> House {
        Building::new(&self.wishes, &self.here, &self.texts).finish(file, &self.lexicon)
    }
}

/// A usage error that knows the nearest name.
pub fn no_check<'c>(name: &str, known: impl IntoIterator<Item = &'c str>) -> Error {
    let nearest = nearest(name, known).map(|nearest| format!("; did you mean {nearest}?")).unwrap_or_default();
    Error::Usage(format!("no check is called {name}{nearest} (factlint rules lists them)"))
}

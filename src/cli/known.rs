//! `--baseline` and `--write-baseline`: what was there before is let stand.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::output::Output;
use crate::cli::shelf::normal;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::source::Sources;
use crate::suppress::baseline::Baseline;
use crate::suppress::fingerprint;

/// A baseline in its file.
pub struct Known {
    baseline: Baseline,
    /// The folder that its drafts are named from.
    folder: PathBuf,
    file: PathBuf,
    is_written: bool,
}

impl Known {
    /// The baseline in `read`, or a new one for `write`.
    pub fn open(read: Option<&Path>, write: Option<&Path>) -> Result<Option<Self>, Error> {
        let Some(file) = write.or(read) else { return Ok(None) };
        let unreadable = |reason: String| Error::Unreadable { path: file.to_owned(), reason };
        let here = std::env::current_dir().map_err(|error| unreadable(error.to_string()))?;
        let folder = normal(&here.join(file)).parent().map(Path::to_owned).unwrap_or_default();
        let baseline = if write.is_some() {
            Baseline::default()
        } else {
            let text = std::fs::read_to_string(file).map_err(|error| unreadable(error.to_string()))?;
            Baseline::parse(&text).map_err(unreadable)?
        };
        Ok(Some(Self { baseline, folder, file: file.to_owned(), is_written: write.is_some() }))
    }

    /// Takes the known findings of a draft out; all of them where the baseline is being written. Yields how many those are, and
    /// what is to be written.
    pub fn take(&self, path: &Path, sources: &Sources, found: &mut Vec<Diagnostic>) -> (usize, Option<Entry>) {
        let draft = self.name(path);
        let names = fingerprint::of_draft(sources, found);
        let before = found.len();
        if self.is_written {
            found.clear();
            return (before, Some(Entry { draft, names }));
        }
        let mut names = names.iter();
        found.retain(|_| !names.next().is_some_and(|name| self.baseline.holds(&draft, name)));
        (before - found.len(), None)
    }

    /// The draft's path from the baseline's folder, with slashes; `path` is absolute.
    fn name(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.folder).unwrap_or(path);
        inside.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
    }

    /// Writes the findings of all drafts, if they are to be written.
    pub fn finish(mut self, entries: Vec<Entry>) -> Result<(), Error> {
        if self.is_written {
            entries.into_iter().for_each(|entry| self.baseline.add(entry.draft, entry.names));
            let mut out = Output::open(Some(&self.file))?;
            out.write_all(self.baseline.write().as_bytes())?;
            out.finish()?;
        }
        Ok(())
    }
}

/// The findings of one draft.
pub struct Entry {
    draft: String,
    names: Vec<String>,
}

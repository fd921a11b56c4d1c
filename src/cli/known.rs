//! `--baseline` and `--write-baseline`: what was there before is let stand.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::output::Output;
use crate::cli::shelf::normal;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::render::tally::count;
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
    /// The options that decide what is looked for.
    options: Vec<String>,
}

impl Known {
    /// The baseline in `read`, or a new one for `write`; `options` decide what the run looks for.
    pub fn open(read: Option<&Path>, write: Option<&Path>, options: Vec<String>) -> Result<Option<Self>, Error> {
        let Some(file) = write.or(read) else { return Ok(None) };
        let unreadable = |reason: String| Error::Unreadable { path: file.to_owned(), reason };
        let here = std::env::current_dir().map_err(|error| unreadable(error.to_string()))?;
        let folder = normal(&here.join(file)).parent().map(Path::to_owned).unwrap_or_default();
        let baseline = if write.is_some() {
            Baseline::new(options.clone())
        } else {
            let text = std::fs::read_to_string(file).map_err(|error| unreadable(error.to_string()))?;
            Baseline::parse(&text).map_err(unreadable)?
        };
        Ok(Some(Self { baseline, folder, file: file.to_owned(), is_written: write.is_some(), options }))
    }

    /// Takes the known findings of a draft out; all of them where the baseline is being written. Yields how many those are, and
    /// what was found, for `finish`.
    pub fn take(&self, path: &Path, sources: &Sources, found: &mut Vec<Diagnostic>) -> (usize, Entry) {
        let draft = self.name(path);
        let names = fingerprint::of_draft(sources, found);
        let before = found.len();
        if self.is_written {
            found.clear();
            return (before, Entry { draft, names });
        }
        let mut each = names.iter();
        found.retain(|_| !each.next().is_some_and(|name| self.baseline.holds(&draft, name)));
        (before - found.len(), Entry { draft, names })
    }

    /// The draft's path from the baseline's folder, with slashes; `path` is absolute.
    fn name(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.folder).unwrap_or(path);
        inside.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
    }

    /// Writes the findings of all drafts, if they are to be written; else says what the baseline holds in vain.
    pub fn finish(mut self, entries: Vec<Entry>) -> Result<Option<String>, Error> {
        if self.is_written {
            entries.into_iter().for_each(|entry| self.baseline.add(entry.draft, entry.names));
            let mut out = Output::open(Some(&self.file))?;
            out.write_all(self.baseline.write().as_bytes())?;
            out.finish()?;
            return Ok(None);
        }
        Ok(self.stale(entries))
    }

    /// What it holds of the drafts that were judged, and is found no longer.
    fn stale(&self, entries: Vec<Entry>) -> Option<String> {
        if !self.baseline.was_written_with(&self.options) {
            return None;
        }
        // A draft comes twice where it is held against others as well.
        let mut found = BTreeMap::<String, BTreeSet<String>>::new();
        entries.into_iter().for_each(|entry| found.entry(entry.draft).or_default().extend(entry.names));
        let gone = found.iter().map(|(draft, names)| self.baseline.gone(draft, names)).filter(|&gone| gone > 0);
        let (findings, drafts) = gone.fold((0, 0), |(findings, drafts), gone| (findings + gone, drafts + 1));
        (findings > 0).then(|| {
            let (findings, drafts) = (count(findings, "finding"), count(drafts, "draft"));
            format!(
                "note: {findings} of {} no longer found, in {drafts}; --write-baseline writes it anew",
                self.file.display()
            )
        })
    }
}

/// The findings of one draft.
pub struct Entry {
    draft: String,
    names: Vec<String>,
}

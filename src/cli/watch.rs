//! `factlint check --watch`: judges again whenever something changes that the report depends on.

mod watched;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::cli::judging::Judging;
use crate::cli::output::tell;
use crate::cli::watch::watched::{Change, Watched};
use crate::error::Error;
use crate::walk;

/// How long nothing may happen until what happened is taken for whole: an editor that saves writes, renames and removes.
const CALM: Duration = Duration::from_millis(50);

/// How long a report is put off at most where something happens all the time.
const PATIENCE: Duration = Duration::from_secs(1);

/// What is watched beside what the run finds by itself.
pub struct Asked<'a> {
    /// Drafts, folders, and files that stand for drafts.
    pub paths: &'a [PathBuf],
    /// Other files that are read: a list of paths, a baseline, a template.
    pub files: Vec<&'a Path>,
    /// Files that the run writes.
    pub reports: Vec<&'a Path>,
    pub quiet: bool,
}

/// Judges again and again, until somebody ends the program. What stood wrong on the command line at the start ends it, too.
pub fn run(
    asked: &Asked,
    prepare: impl Fn() -> Result<Judging, Error>,
    judge: impl Fn(&Judging) -> Result<ExitCode, Error>,
) -> Result<ExitCode, Error> {
    if asked.paths.iter().map(PathBuf::as_path).chain(asked.files.iter().copied()).any(|it| it.as_os_str() == "-") {
        return Err(Error::Usage("standard input cannot be watched: name files or folders".to_owned()));
    }
    let mut last: Option<Watched> = None;
    loop {
        // Everything is watched before it is read, so that no change falls between the two.
        let mut watch = Watch::new()?;
        watch.add(last.iter().flat_map(Watched::folders))?;
        let round = watch.prepared(asked, &prepare).and_then(|judging| {
            judge(&judging)?;
            Ok(judging)
        });
        let watched = match (round, last) {
            (Ok(judging), _) => {
                let watched = asked.watched(&judging);
                // Drafts have named sources of their own by now.
                watch.add(watched.folders())?;
                judging.close();
                watched
            }
            (Err(error @ Error::Output(_)), _) | (Err(error), None) => return Err(error),
            (Err(error), Some(last)) => {
                tell(&format!("factlint: {error}"));
                last
            }
        };
        if !asked.quiet {
            tell("factlint: watching for changes; Ctrl-C ends it");
        }
        let changed = watch.wait(&watched)?;
        clear()?;
        if !asked.quiet {
            tell(&format!("factlint: {}", told(&changed)));
        }
        last = Some(watched);
    }
}

/// A fresh screen, where there is one.
fn clear() -> Result<(), Error> {
    let mut out = io::stdout();
    if out.is_terminal() {
        out.write_all(b"\x1b[2J\x1b[H").and_then(|()| out.flush())?;
    }
    Ok(())
}

/// Says what changed, at most three names of it.
fn told(changed: &BTreeSet<PathBuf>) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let shown = |path: &PathBuf| path.strip_prefix(&here).unwrap_or(path).display().to_string();
    let mut names: Vec<String> = changed.iter().take(3).map(shown).collect();
    match changed.len() {
        0 => return "something changed".to_owned(),
        1..=3 => {}
        many => names.push(format!("{} more", many - 3)),
    }
    let last = names.pop().unwrap_or_default();
    if names.is_empty() { format!("{last} changed") } else { format!("{} and {last} changed", names.join(", ")) }
}

impl Asked<'_> {
    /// All that the report of a run depends on.
    fn watched(&self, judging: &Judging) -> Watched {
        let mut searched: Vec<PathBuf> = self.paths.iter().filter(|path| path.is_dir()).cloned().collect();
        if searched.len() < self.paths.len() && self.paths.iter().any(|path| walk::is_toml(path)) {
            // It stands for drafts in the working folder.
            searched.push(PathBuf::from("."));
        }
        let searched = searched.iter().flat_map(|folder| walk::folders(folder));
        let mut files: Vec<PathBuf> = judging.files().collect();
        let named = self.paths.iter().filter(|path| !path.is_dir()).map(PathBuf::as_path);
        files.extend(named.chain(self.files.iter().copied()).map(|path| judging.absolute(path)));
        // What a link leads to changes elsewhere.
        let targets: Vec<PathBuf> = files.iter().filter_map(|file| file.canonicalize().ok()).collect();
        let mut watched = Watched {
            searched: searched.map(|folder| judging.absolute(&folder)).collect(),
            inputs: judging.inputs().cloned().collect(),
            ..Watched::default()
        };
        let here = judging.absolute(Path::new(""));
        let above = files
            .iter()
            .flat_map(|file| file.ancestors().skip(1))
            .chain(watched.searched.iter().flat_map(|it| it.ancestors()));
        watched.above = above.filter(|folder| folder.starts_with(&here)).map(Path::to_owned).collect();
        watched.files = files.into_iter().chain(targets).collect();
        let found =
            watched.searched.iter().flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten().flatten());
        let others =
            found.filter(|entry| walk::is_draft_name(&entry.file_name().to_string_lossy())).map(|it| it.path());
        watched.left_out = others.filter(|path| !watched.files.contains(path)).collect();
        watched.left_out.extend(self.reports.iter().map(|path| judging.absolute(path)));
        watched
    }
}

/// Folders under watch.
struct Watch {
    watcher: RecommendedWatcher,
    changes: Receiver<notify::Result<Event>>,
    /// The folders as the system tells of them, each with the names by which they were asked for.
    folders: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
}

impl Watch {
    /// Of no folder yet.
    fn new() -> Result<Self, Error> {
        let (sender, changes) = mpsc::channel();
        // Nobody is left to be told when the receiver is gone.
        let send = move |event| sender.send(event).unwrap_or_default();
        let watcher = notify::recommended_watcher(send).map_err(|error| unwatchable(Path::new("."), &error))?;
        Ok(Self { watcher, changes, folders: BTreeMap::new() })
    }

    /// Takes in more folders, in place of those that do not exist the nearest above them. Yields whether any was new.
    fn add(&mut self, folders: impl IntoIterator<Item = PathBuf>) -> Result<bool, Error> {
        let mut is_new = false;
        for folder in folders {
            let Some(folder) = folder.ancestors().find(|folder| folder.is_dir()) else { continue };
            let place = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
            if !self.folders.contains_key(&place) {
                match self.watcher.watch(&place, RecursiveMode::NonRecursive) {
                    Ok(()) => {}
                    // It went between two looks; the folder that it lay in tells of it.
                    Err(_) if !place.is_dir() => continue,
                    Err(error) => return Err(unwatchable(folder, &error)),
                }
                is_new = true;
            }
            self.folders.entry(place).or_default().insert(folder.to_owned());
        }
        Ok(is_new)
    }

    /// Reads all that drafts are held against, once more if some of it lay where nobody watched.
    fn prepared(&mut self, asked: &Asked, prepare: impl Fn() -> Result<Judging, Error>) -> Result<Judging, Error> {
        loop {
            let judging = prepare()?;
            if !self.add(asked.watched(&judging).folders())? {
                return Ok(judging);
            }
            judging.close();
        }
    }

    /// Waits for a change that concerns the report, and until all is calm again; yields what changed, nothing if that is not known.
    fn wait(&self, watched: &Watched) -> Result<BTreeSet<PathBuf>, Error> {
        let mut changed = BTreeSet::new();
        let mut is_over = |event: notify::Result<Event>| {
            let event = event.map_err(|error| unwatchable(Path::new("."), &error))?;
            let before = changed.len();
            changed.extend(self.changes_of(&event).filter(|it| watched.concerned(it)).map(|it| it.path));
            Ok::<bool, Error>(changed.len() > before || event.need_rescan())
        };
        let gone = |_| Error::Usage("nothing is watched any longer".to_owned());
        while !is_over(self.changes.recv().map_err(gone)?)? {}
        let end = Instant::now() + PATIENCE;
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            let Ok(event) = self.changes.recv_timeout(CALM.min(left)) else { break };
            is_over(event)?;
        }
        Ok(changed)
    }

    /// What happened, with the paths by which files were asked for.
    fn changes_of<'e>(&'e self, event: &'e Event) -> impl Iterator<Item = Change> + 'e {
        event.paths.iter().flat_map(move |path| {
            let (folder, name) = (path.parent().unwrap_or(path), path.file_name().unwrap_or_default());
            let names = self.folders.get(folder).into_iter().flatten().map(move |folder| folder.join(name));
            let of_itself = self.folders.get(path).into_iter().flatten().cloned();
            names.chain(of_itself).map(|path| Change { kind: event.kind, is_folder: path.is_dir(), path })
        })
    }
}

fn unwatchable(folder: &Path, error: &notify::Error) -> Error {
    Error::Usage(format!("cannot watch {}: {error}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_said_with_at_most_three_names() {
        let told = |names: &[&str]| told(&names.iter().map(PathBuf::from).collect());
        assert_eq!(told(&[]), "something changed");
        assert_eq!(told(&["a.md"]), "a.md changed");
        assert_eq!(told(&["a.md", "b.md"]), "a.md and b.md changed");
        assert_eq!(told(&["a.md", "b.md", "c.md"]), "a.md, b.md and c.md changed");
        assert_eq!(told(&["a.md", "b.md", "c.md", "d.md", "e.md"]), "a.md, b.md, c.md and 2 more changed");
    }
}

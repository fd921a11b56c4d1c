//! `factlint init`: settings, a commented fact file and a hook, made for what the folder holds.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::cli::output::Output;
use crate::error::Error;
use crate::walk;

const SETTINGS: &str = include_str!("../../rules/init/factlint.toml");
const FACTS: &str = include_str!("../../rules/init/facts.toml");
const HOOK: &str = include_str!("../../rules/init/pre-commit-config.yaml");

/// Where pre-commit looks for hooks, in the root of a repository.
const HOOK_FILE: &str = ".pre-commit-config.yaml";

/// What stands in the settings where the folder's own formats are put.
const INCLUDE: &str = "include = [\"**/*.md\"]";

/// Settings, a commented fact file and a hook.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The folder
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

/// Runs the command. What is there already is left as it is.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let folder = &arguments.folder;
    if !folder.is_dir() {
        let reason = if folder.exists() { "it is no folder" } else { "no such folder" };
        return Err(Error::Unreadable { path: folder.clone(), reason: reason.to_owned() });
    }
    let endings = endings(folder);
    let mut out = Output::open(None)?;
    for (name, text) in [("factlint.toml", settings(&endings)), ("facts/facts.toml", FACTS.to_owned())] {
        let path = walk::plain(&folder.join(name)).to_owned();
        match write_new(&path, &text) {
            Ok(()) => writeln!(out, "wrote {}", path.display())?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                writeln!(out, "kept {}, which is there already", path.display())?;
            }
            Err(error) => return Err(Error::Unwritable { path, reason: error.to_string() }),
        }
    }
    hook(folder, &mut out)?;
    let facts = folder.join("facts/facts.toml");
    writeln!(out, "\nnext: record a fact in {}, then run factlint check", walk::plain(&facts).display())?;
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// The hook, where there is a repository for it.
fn hook(folder: &Path, out: &mut Output) -> Result<(), Error> {
    if !folder.join(".git").exists() {
        if let Some(root) = repository(folder) {
            writeln!(out, "a hook for pre-commit belongs in {}:\n", root.join(HOOK_FILE).display())?;
            return show_hook(out);
        }
        return Ok(());
    }
    let path = walk::plain(&folder.join(HOOK_FILE)).to_owned();
    match write_new(&path, HOOK) {
        Ok(()) => writeln!(out, "wrote {}; pre-commit install turns it on", path.display())?,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            writeln!(out, "kept {}, which is there already; the hook would be:\n", path.display())?;
            show_hook(out)?;
        }
        Err(error) => return Err(Error::Unwritable { path, reason: error.to_string() }),
    }
    Ok(())
}

/// For a file that is not ours to write.
fn show_hook(out: &mut Output) -> Result<(), Error> {
    for line in HOOK.lines().filter(|line| !line.starts_with('#')) {
        writeln!(out, "    {line}")?;
    }
    Ok(())
}

/// The repository that the folder lies in.
fn repository(folder: &Path) -> Option<PathBuf> {
    let folder = folder.canonicalize().ok()?;
    folder.ancestors().skip(1).find(|above| above.join(".git").exists()).map(Path::to_owned)
}

/// Never over something that is there.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

/// The settings with the formats of the folder.
fn settings(endings: &[String]) -> String {
    if endings.is_empty() {
        return SETTINGS.to_owned();
    }
    let globs: Vec<String> = endings.iter().map(|ending| format!("\"**/*.{ending}\"")).collect();
    SETTINGS.replacen(INCLUDE, &format!("include = [{}]", globs.join(", ")), 1)
}

/// The endings of the drafts in a folder, the most frequent first.
fn endings(folder: &Path) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for draft in walk::drafts(&[folder.to_owned()], Path::new("-"), |_| true) {
        if let Some(ending) = draft.path.extension() {
            *counts.entry(ending.to_string_lossy().into_owned()).or_default() += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(ending, count)| (std::cmp::Reverse(*count), ending.clone()));
    counts.into_iter().map(|(ending, _)| ending).collect()
}

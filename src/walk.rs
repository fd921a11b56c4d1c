//! Which files are drafts, and their bytes.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use crate::error::Error;
use crate::parse::unreadable::{Cause, Content, LONGEST, decode};
use crate::parse::{self, Format, Kind, Opened};
use crate::source::SourceFile;

/// Where the bytes of a draft come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    File(PathBuf),
    Stdin,
    /// It was asked for, and there is nothing to be read.
    Unreadable(Cause),
}

/// A draft to be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Where it is looked for: gives it its settings and its place in the order.
    pub path: PathBuf,
    pub origin: Origin,
}

impl Draft {
    /// The path as the user should see it.
    pub fn name(&self) -> String {
        self.path.to_string_lossy().into_owned()
    }

    /// Reads and opens it. The source of a draft that cannot be read holds what comes before the place in question.
    pub fn read(&self) -> (Arc<SourceFile>, Result<Opened, Cause>) {
        match self.open() {
            Ok(opened) => (Arc::clone(&opened.source), Ok(opened)),
            Err(cause) => (Arc::new(SourceFile::new(self.name(), cause.text())), Err(cause)),
        }
    }

    fn open(&self) -> Result<Opened, Cause> {
        match &self.origin {
            Origin::Unreadable(cause) => Err(cause.clone()),
            Origin::File(path) => open_file(path, &self.name()),
            Origin::Stdin => {
                let name = self.name();
                let kind = Kind::of(&name).unwrap_or(Kind::Text(Format::Markdown { mdx: false }));
                parse::open(&name, kind, read_to_end(io::stdin().lock(), 0)?)
            }
        }
    }
}

/// Reads and opens the file at `path`, which is shown as `name`: a draft, or a document that drafts rest on.
pub fn open_file(path: &Path, name: &str) -> Result<Opened, Cause> {
    match Kind::of(name) {
        Some(kind) => parse::open(name, kind, read_bytes(path)?),
        None if !path.exists() => Err(Cause::System("no such file or folder".to_owned())),
        None => Err(Content::of(&read_bytes(path)?).map_or(Cause::UnknownFormat, Cause::Foreign)),
    }
}

/// The first `most` bytes of the file at `path`; none where it cannot be read.
pub fn head(path: &Path, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
    if read.is_ok() { bytes } else { Vec::new() }
}

/// The text of the file at `path`.
pub fn read_file(path: &Path) -> Result<String, Cause> {
    decode(read_bytes(path)?)
}

/// The bytes of the file at `path`.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Cause> {
    let file = File::open(path).map_err(|error| system(&error))?;
    let about = file.metadata().map_err(|error| system(&error))?;
    if about.is_dir() {
        return Err(Cause::System("it is a folder".to_owned()));
    }
    if about.len() > LONGEST {
        return Err(Cause::TooLong);
    }
    read_to_end(file, about.len() as usize)
}

/// Reads all there is, which may be more or less than the bytes that are `expected`.
fn read_to_end(from: impl Read, expected: usize) -> Result<Vec<u8>, Cause> {
    /// Room that shows the end of the file without growing.
    const END: usize = 32;
    let mut bytes = Vec::with_capacity(expected + END);
    from.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|error| system(&error))?;
    Ok(bytes)
}

/// The operating system's words, without its number.
fn system(error: &io::Error) -> Cause {
    Cause::System(match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    })
}

/// The drafts at `paths`, each once, in the order of their paths.
///
/// A file is taken whatever its name; a folder is searched for files in a format that is read, hidden and ignored ones left out.
/// `-` is standard input, called `stdin`. `admits` may refuse what is found in folders.
pub fn drafts(paths: &[PathBuf], stdin: &Path, mut admits: impl FnMut(&Path) -> bool) -> Vec<Draft> {
    let mut found = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.push(Draft { path: stdin.to_owned(), origin: Origin::Stdin });
        } else if path.is_dir() {
            search(path, &mut admits, &mut found);
        } else {
            found.push(Draft { path: path.clone(), origin: Origin::File(path.clone()) });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    let mut seen = HashSet::new();
    found.retain(|draft| seen.insert((draft.origin == Origin::Stdin, plain(&draft.path).to_owned())));
    found
}

/// The paths of drafts that the file `list` names, or standard input for `-`: one a line, or each ended by a zero byte. Paths in a
/// format that is not read are left out.
pub fn listed(list: &Path) -> Result<Vec<PathBuf>, Error> {
    let text = if list.as_os_str() == "-" { io::read_to_string(io::stdin()) } else { std::fs::read_to_string(list) };
    let text = text.map_err(|error| Error::Unreadable { path: list.to_owned(), reason: error.to_string() })?;
    let ends = |c: char| if text.contains('\0') { c == '\0' } else { c == '\n' };
    let paths = text.split(ends).map(|line| line.strip_suffix('\r').unwrap_or(line));
    Ok(paths.filter(|path| Kind::of(path).is_some()).map(PathBuf::from).collect())
}

/// The folders that a search for drafts goes through, from `folder` down.
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    let searched = walker(folder).build().flatten();
    searched.filter(|it| it.file_type().is_some_and(|kind| kind.is_dir())).map(ignore::DirEntry::into_path).collect()
}

fn walker(folder: &Path) -> WalkBuilder {
    let mut walker = WalkBuilder::new(folder);
    walker.require_git(false);
    walker
}

fn search(folder: &Path, admits: &mut impl FnMut(&Path) -> bool, found: &mut Vec<Draft>) {
    for entry in walker(folder).build() {
        match entry {
            Ok(entry) => {
                let path = entry.path();
                // No pipe or device, which would be waited for; a link may lead to a file, or nowhere.
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file() || kind.is_symlink());
                let is_link_to_folder = entry.path_is_symlink() && path.is_dir();
                let named = path.file_name().is_some_and(|name| is_draft_name(&name.to_string_lossy()));
                if is_file && !is_link_to_folder && named && admits(path) {
                    let path = plain(path).to_owned();
                    found.push(Draft { origin: Origin::File(path.clone()), path });
                }
            }
            Err(error) => {
                let path = place(&error).map_or_else(|| folder.to_owned(), |path| plain(path).to_owned());
                let cause = error.io_error().map_or_else(|| Cause::System(error.to_string()), system);
                found.push(Draft { path, origin: Origin::Unreadable(cause) });
            }
        }
    }
}

/// Whether a file of this name is taken for a draft where a folder is searched.
///
/// Word leaves a file that begins with `~$` beside each document that somebody has open; it holds the name of that person and nothing else.
pub fn is_draft_name(name: &str) -> bool {
    Kind::of(name).is_some() && !name.starts_with("~$")
}

/// The path that an error of the search is about.
fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        _ => None,
    }
}

/// Whether a file in TOML lies there, which is no draft but stands for some.
pub fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) && path.is_file()
}

/// The path without the current folder before it.
pub fn plain(path: &Path) -> &Path {
    path.strip_prefix(".").ok().filter(|rest| !rest.as_os_str().is_empty()).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(drafts: &[Draft]) -> Vec<String> {
        drafts.iter().map(Draft::name).collect()
    }

    #[test]
    fn folders_are_searched_in_the_order_of_paths_and_ignored_files_left_out() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.md", "a/z.txt", "a/y.markdown", ".hidden.md", "drafts/x.md", "picture.png", "a.mdx", "~$b.docx"]
        {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            std::fs::write(path, "text").expect("written");
        }
        std::fs::write(folder.path().join(".gitignore"), "drafts/\n").expect("written");
        let found = drafts(&[folder.path().to_owned()], Path::new("-"), |_| true);
        let found: Vec<_> = names(&found)
            .iter()
            .map(|name| Path::new(name).strip_prefix(folder.path()).expect("inside").to_string_lossy().into_owned())
            .collect();
        assert_eq!(found, ["a/y.markdown", "a/z.txt", "a.mdx", "b.md"]);
    }

    #[test]
    fn a_file_that_is_named_is_taken_once_whatever_its_name() {
        let paths = ["x.md", "./x.md", "nothing.png", "x.md"].map(PathBuf::from);
        assert_eq!(names(&drafts(&paths, Path::new("-"), |_| false)), ["./x.md", "nothing.png"]);
    }
}

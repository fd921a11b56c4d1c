//! Fact and settings files on disk: each is read once, whatever the words that lead to it.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::path::{Component, Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;

use crate::checks::unreadable_draft::Cause;
use crate::diagnostic::{Diagnostic, Severity};
use crate::facts::Placed;
use crate::source::{FileId, SourceFile, Sources};
use crate::walk;

/// Texts that count instead of those on the disk, by absolute path: what an editor has open and not yet saved.
pub type Texts = HashMap<PathBuf, String>;

/// Where the files of [`Sources`] lie.
pub struct Shelf {
    here: PathBuf,
    texts: Texts,
    ids: HashMap<PathBuf, FileId>,
    paths: HashMap<FileId, PathBuf>,
    /// Where files lie, or should, that are none of facts or settings.
    beside: RefCell<BTreeSet<PathBuf>>,
}

impl Shelf {
    /// An empty one; `here` is the working folder.
    pub fn new(here: PathBuf) -> Self {
        Self { here, texts: Texts::new(), ids: HashMap::new(), paths: HashMap::new(), beside: RefCell::default() }
    }

    /// The same with texts that are newer than those on the disk.
    pub fn with_texts(mut self, texts: Texts) -> Self {
        self.texts = texts;
        self
    }

    /// Where each file lies that was opened, and where the others lie that were looked for.
    pub fn into_paths(self) -> (HashMap<FileId, PathBuf>, BTreeSet<PathBuf>) {
        (self.paths, self.beside.into_inner())
    }

    /// Reads the file at `path` unless it is there already. One that cannot be read is added without its text, so that
    /// a finding can name it.
    pub fn open(&mut self, sources: &mut Sources, path: &Path, name: &str) -> (FileId, Result<(), Cause>) {
        let path = normal(&self.here.join(path));
        if let Some(&known) = self.ids.get(&path) {
            return (known, Ok(()));
        }
        let read = self.texts.get(&path).map_or_else(|| walk::read_file(&path), |text| Ok(text.clone()));
        let text = read.as_deref().unwrap_or_else(|cause| cause.text());
        let id = sources.add(SourceFile::new(name, text));
        if read.is_ok() {
            self.ids.insert(path.clone(), id);
        }
        self.paths.insert(id, path);
        (id, read.map(drop))
    }

    /// A text that comes with the program, under its name.
    pub fn built_in(&mut self, sources: &mut Sources, name: &str, text: &str) -> FileId {
        let key = PathBuf::from(name);
        *self.ids.entry(key).or_insert_with(|| sources.add(SourceFile::new(format!("{name} (built in)"), text)))
    }

    /// The folder of a file.
    pub fn folder(&self, id: FileId) -> &Path {
        self.paths.get(&id).and_then(|path| path.parent()).unwrap_or(&self.here)
    }

    /// Opens a file that is named inside another one.
    pub fn open_beside(&mut self, sources: &mut Sources, from: FileId, path: &str) -> Result<FileId, String> {
        let path = normal(&self.folder(from).join(path));
        let name = self.shown(&path);
        let (id, read) = self.open(sources, &path, &name);
        read.map(|()| id).map_err(|cause| reason(&cause))
    }

    /// The text of a file that is named inside another one, which is none of facts or settings.
    pub fn read_beside(&self, from: FileId, path: &str) -> Result<String, String> {
        let path = self.folder(from).join(path);
        self.note(&path);
        walk::read_file(&path).map_err(|cause| reason(&cause))
    }

    /// Keeps in mind that a file was looked for which is none of facts or settings.
    pub fn note(&self, path: &Path) {
        self.beside.borrow_mut().insert(normal(&self.here.join(path)));
    }

    /// The files that globs name, relative to the files they stand in; what they do not find is a finding.
    pub fn open_globs(
        &mut self,
        sources: &mut Sources,
        globs: &[Placed<String>],
        purpose: Purpose,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<FileId> {
        let mut found = Vec::new();
        for glob in globs {
            let matched = self.matching(glob);
            if matched.is_empty() {
                diagnostics.push(no_file(glob));
            }
            for path in matched {
                let name = self.shown(&path);
                let (id, read) = self.open(sources, &path, &name);
                match read {
                    Ok(()) => found.push(id),
                    Err(cause) => diagnostics.push(purpose.unreadable(&cause, id)),
                }
            }
        }
        found
    }

    /// The files that a glob names, in the order of their paths. One without wildcards names itself, there or not.
    pub fn matching(&self, glob: &Placed<String>) -> Vec<PathBuf> {
        let (fixed, rest) = split(&glob.value);
        let base = normal(&self.folder(glob.place.file).join(fixed));
        let Some(matcher) = rest.and_then(|rest| matcher(&rest)) else { return vec![base] };
        let mut found: Vec<PathBuf> = WalkBuilder::new(&base)
            .standard_filters(false)
            .hidden(true)
            .build()
            .flatten()
            .filter(|entry| entry.file_type().is_some_and(|kind| !kind.is_dir()))
            .map(|entry| entry.into_path())
            .filter(|path| path.strip_prefix(&base).is_ok_and(|path| matcher.is_match(path)))
            .collect();
        found.sort();
        found
    }

    /// The same globs, ready to be asked about many paths.
    pub fn patterns(&self, globs: &[Placed<String>]) -> Vec<Pattern> {
        let pattern = |glob: &Placed<String>| {
            let (fixed, rest) = split(&glob.value);
            let base = normal(&self.folder(glob.place.file).join(fixed));
            Pattern { base, matcher: rest.and_then(|rest| matcher(&rest)) }
        };
        globs.iter().map(pattern).collect()
    }

    /// A path of ours as the user should see it: relative to the working folder where it lies there or right above it.
    pub fn shown(&self, path: &Path) -> String {
        if let Ok(inside) = path.strip_prefix(&self.here) {
            return inside.to_string_lossy().into_owned();
        }
        let above = path.ancestors().skip(1).find(|folder| self.here.starts_with(folder));
        let Some(folder) = above.filter(|folder| folder.parent().is_some()) else {
            return path.to_string_lossy().into_owned();
        };
        let steps = self.here.components().count() - folder.components().count();
        let mut shown: PathBuf = std::iter::repeat_n("..", steps).collect();
        shown.extend(path.strip_prefix(folder));
        shown.to_string_lossy().into_owned()
    }
}

/// A glob with the folder that it counts from.
#[derive(Clone, Debug)]
pub struct Pattern {
    base: PathBuf,
    matcher: Option<GlobMatcher>,
}

impl Pattern {
    /// The folder, or the one path if it has no wildcards, that all it names lies in; absolute.
    pub fn base(&self) -> &Path {
        &self.base
    }

    /// Whether it names `path`, an absolute one, or a folder that it lies in.
    pub fn names(&self, path: &Path) -> bool {
        let Ok(inside) = path.strip_prefix(&self.base) else { return false };
        let Some(matcher) = &self.matcher else { return true };
        inside.ancestors().any(|part| !part.as_os_str().is_empty() && matcher.is_match(part))
    }
}

/// The path without `.` and `..`, by its words alone.
pub fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            _ => out.push(part),
        }
    }
    out
}

/// The folders before the first wildcard of a glob, and the rest of it.
fn split(glob: &str) -> (PathBuf, Option<String>) {
    let parts: Vec<&str> = glob.split('/').collect();
    let first = parts.iter().position(|part| part.contains(['*', '?', '[', '{', '\\'])).unwrap_or(parts.len());
    let fixed =
        if first > 0 && parts[0].is_empty() { "/".to_owned() } else { String::new() } + &parts[..first].join("/");
    let rest = parts[first..].join("/");
    (PathBuf::from(fixed), (!rest.is_empty()).then_some(rest))
}

/// `*` stays inside a folder, `**` does not.
fn matcher(glob: &str) -> Option<GlobMatcher> {
    GlobBuilder::new(glob).literal_separator(true).build().as_ref().map(Glob::compile_matcher).ok()
}

/// What a TOML file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Facts,
    Rules,
    Settings,
}

impl Purpose {
    /// A file for that purpose which cannot be read.
    pub fn unreadable(self, cause: &Cause, file: FileId) -> Diagnostic {
        let (check, noun) = match self {
            Purpose::Facts => ("invalid-facts", "fact file"),
            Purpose::Rules => ("invalid-rules", "rules file"),
            Purpose::Settings => ("invalid-settings", "settings file"),
        };
        let mut diagnostic = cause.diagnostic();
        diagnostic.check = check.into();
        diagnostic.message = diagnostic.message.replacen("draft", noun, 1);
        for label in &mut diagnostic.labels {
            label.file = file;
        }
        diagnostic
    }
}

/// A glob that names no file.
pub fn no_file(glob: &Placed<String>) -> Diagnostic {
    Diagnostic::new("invalid-settings", format!("no file is called {}", glob.value))
        .severity(Severity::Warning)
        .label(glob.place.file, glob.place.span, "matches no file")
        .help("correct the glob; it is relative to the file it stands in")
}

fn reason(cause: &Cause) -> String {
    match cause {
        Cause::System(reason) => reason.clone(),
        Cause::NotUtf8 { .. } | Cause::Utf16 => "not UTF-8".to_owned(),
        Cause::TooLong => "longer than 4 GiB".to_owned(),
        Cause::UnknownFormat | Cause::Foreign(_) | Cause::Misnamed { .. } => "unknown format".to_owned(),
        Cause::Encrypted | Cause::Damaged(_) | Cause::Unpacks(_) => "not text".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Place;
    use crate::span::Span;

    #[test]
    fn paths_are_shown_from_the_working_folder() {
        let shelf = Shelf::new("/house/desk/drafts".into());
        for (path, shown) in [
            ("/house/desk/drafts/facts.toml", "facts.toml"),
            ("/house/desk/drafts/a/facts.toml", "a/facts.toml"),
            ("/house/desk/factlint.toml", "../factlint.toml"),
            ("/house/facts/a.toml", "../../facts/a.toml"),
            ("/elsewhere/a.toml", "/elsewhere/a.toml"),
        ] {
            assert_eq!(shelf.shown(Path::new(path)), shown);
        }
    }

    #[test]
    fn globs_are_cut_before_their_first_wildcard() {
        for (glob, fixed, rest) in [
            ("facts/*.toml", "facts", Some("*.toml")),
            ("../a/b.toml", "../a/b.toml", None),
            ("*.toml", "", Some("*.toml")),
            ("/etc/**/x", "/etc", Some("**/x")),
        ] {
            assert_eq!(split(glob), (fixed.into(), rest.map(str::to_owned)));
        }
    }

    #[test]
    fn a_glob_names_files_and_all_that_lies_in_a_folder() {
        let shelf = Shelf::new("/house".into());
        for (glob, path, named) in [
            ("drafts/**/*.md", "drafts/a/b.md", true),
            ("drafts/*.md", "drafts/a/b.md", false),
            ("drafts", "drafts/a/b.md", true),
            ("drafts/old*", "drafts/old-ones/b.md", true),
            ("*.md", "./b.md", true),
            ("*.md", "a/b.md", false),
            ("../other/*.md", "/other/b.md", true),
            ("draft", "drafts/a.md", false),
        ] {
            let place = Place { file: FileId::DRAFT, span: Span::default() };
            let globs = [Placed { value: glob.to_owned(), place }];
            let path = normal(&Path::new("/house").join(path));
            assert_eq!(shelf.patterns(&globs)[0].names(&path), named, "{glob} {path:?}");
        }
    }
}

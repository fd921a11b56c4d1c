//! Source documents on disk: which drafts are held against which, each read once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::checks::unreadable_draft::Cause;
use crate::checks::unreadable_source;
use crate::claim::source::{Source, SourceText};
use crate::cli::shelf::{Shelf, no_file, normal};
use crate::diagnostic::{Citation, Diagnostic};
use crate::document::SourceName;
use crate::facts::{Placed, model::SourceFact};
use crate::lexicon::Lexicon;
use crate::parse::Opened;
use crate::source::{FileId, SourceFile, Sources};
use crate::walk;

/// What sources are opened with.
pub struct Opening<'a> {
    pub sources: &'a mut Sources,
    pub shelf: &'a mut Shelf,
    pub lexicon: &'a Lexicon,
}

/// Which sources are asked for.
pub struct Wanted<'a> {
    /// On the command line: drafts rest on them.
    pub named: &'a [PathBuf],
    /// In the settings: the same.
    pub globs: &'a [Placed<String>],
    /// In the fact base: looked into, but not all of a draft must be in them.
    pub recorded: &'a [SourceFact],
}

/// Opens and reads all that is wanted, each document once.
pub fn open(opening: &mut Opening, wanted: &Wanted, diagnostics: &mut Vec<Diagnostic>) -> Vec<Source> {
    let mut found: Vec<Found> = Vec::new();
    for recorded in wanted.recorded {
        let Some(file) = &recorded.file else { continue };
        let path = opening.shelf.folder(file.place.file).join(&file.value);
        let (key, citation) = (Some(format!("source.{}", recorded.id)), Some(recorded.citation.clone()));
        if let Some((opened, id)) = opening.file(&path, Some(file), diagnostics) {
            found.push(Found { path: whole(&path), opened, id, key, citation, binding: false });
        }
    }
    for glob in wanted.globs {
        let matched = opening.shelf.matching(glob);
        if matched.is_empty() {
            diagnostics.push(no_file(glob));
        }
        matched.iter().for_each(|path| opening.rest_on(path, Some(glob), &mut found, diagnostics));
    }
    wanted.named.iter().for_each(|path| opening.rest_on(path, None, &mut found, diagnostics));
    let read = |found: Found| {
        let document = found.opened.parse(opening.lexicon);
        let text = Arc::new(SourceText::new(document, found.key, found.citation, opening.lexicon));
        Source { text, file: found.id, binding: found.binding }
    };
    found.into_iter().map(read).collect()
}

/// A source that is there and can be parsed.
struct Found {
    path: PathBuf,
    opened: Opened,
    id: FileId,
    key: Option<String>,
    citation: Option<Citation>,
    binding: bool,
}

/// One path for a file, whatever the words that lead to it.
fn whole(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

impl Opening<'_> {
    /// Opens one file; `named` is where a file of facts or settings names it.
    fn file(
        &mut self,
        path: &Path,
        named: Option<&Placed<String>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<(Opened, FileId)> {
        let shown = match named {
            Some(_) => self.shelf.shown(&normal(path)),
            None => path.to_string_lossy().into_owned(),
        };
        self.shelf.note(path);
        match walk::open_file(path, &shown) {
            Ok(opened) => {
                let id = self.sources.add_shared(Arc::clone(&opened.source));
                Some((opened, id))
            }
            Err(cause) => {
                let id = self.sources.add(SourceFile::new(shown, cause.text()));
                let found = unreadable_source::diagnostic(&cause, id);
                diagnostics.push(match named {
                    Some(named) => found.label(named.place.file, named.place.span, "named here"),
                    None => found,
                });
                None
            }
        }
    }

    /// Opens a file that drafts rest on, unless it is there already.
    fn rest_on(
        &mut self,
        path: &Path,
        named: Option<&Placed<String>>,
        found: &mut Vec<Found>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let same = whole(path);
        if let Some(known) = found.iter_mut().find(|found| found.path == same) {
            known.binding = true;
        } else if let Some((opened, id)) = self.file(path, named, diagnostics) {
            found.push(Found { path: same, opened, id, key: None, citation: None, binding: true });
        }
    }
}

/// What reading a source comes to.
type Read = Result<Arc<SourceText>, Cause>;

/// Sources that drafts name in their front matter, each read once for all of them.
#[derive(Default)]
pub struct OwnSources {
    /// By path and the currency that it is read with.
    read: Mutex<HashMap<(PathBuf, Option<String>), Read>>,
}

impl OwnSources {
    /// Where they lie that were named so far, as the drafts' own paths lead there.
    pub fn files(&self) -> Vec<PathBuf> {
        self.read
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .keys()
            .map(|(path, _)| path.clone())
            .collect()
    }

    /// Opens what the draft at `path` names, counted from the draft's folder.
    pub fn open(
        &self,
        path: &Path,
        named: &SourceName,
        sources: &mut Sources,
        lexicon: &Lexicon,
    ) -> Result<Source, Box<Diagnostic>> {
        let path = path.parent().unwrap_or(Path::new("")).join(&named.path);
        let read = {
            // A thread that panicked while it held the lock left whole entries only.
            let mut known = self.read.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            known.entry((path.clone(), lexicon.currency.clone())).or_insert_with(|| read(&path, lexicon)).clone()
        };
        match read {
            Ok(text) => {
                let file = sources.add_shared(Arc::clone(&text.document.source));
                Ok(Source { text, file, binding: true })
            }
            Err(cause) => {
                let text = cause.text().to_owned();
                let file = sources.add_shared(Arc::new(SourceFile::new(path.to_string_lossy(), text)));
                let found = unreadable_source::diagnostic(&cause, file);
                Err(Box::new(found.label(FileId::DRAFT, named.span, "named here")))
            }
        }
    }
}

fn read(path: &Path, lexicon: &Lexicon) -> Read {
    let opened = walk::open_file(path, &path.to_string_lossy())?;
    Ok(Arc::new(SourceText::new(opened.parse(lexicon), None, None, lexicon)))
}

//! Source documents on disk: which drafts are held against which, each read once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::checks::unreadable_draft::Cause;
use crate::checks::unreadable_source;
use crate::claim::source::{Source, SourceText};
use crate::cli::shelf::Shelf;
use crate::diagnostic::{Citation, Diagnostic};
use crate::document::SourceName;
use crate::facts::{Placed, model::SourceFact};
use crate::lexicon::Lexicon;
use crate::parse::{self, Format};
use crate::source::{FileId, SourceFile, Sources};
use crate::walk::{self, Draft};

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
    let mut opened = Vec::new();
    for recorded in wanted.recorded {
        let Some(file) = &recorded.file else { continue };
        let path = opening.shelf.folder(file.place.file).join(&file.value);
        if let Some(id) = opening.file(&path, Some(file), diagnostics) {
            let key = Some(format!("source.{}", recorded.id));
            opened.push(Opened { id, key, citation: Some(recorded.citation.clone()), binding: false });
        }
    }
    for id in opening.globs(wanted.globs, diagnostics) {
        rest_on(&mut opened, id);
    }
    for path in wanted.named {
        if let Some(id) = opening.file(path, None, diagnostics) {
            rest_on(&mut opened, id);
        }
    }
    opened.into_iter().map(|opened| opening.read(opened)).collect()
}

/// A source that is there and in a format that is read.
struct Opened {
    id: FileId,
    key: Option<String>,
    citation: Option<Citation>,
    binding: bool,
}

fn rest_on(opened: &mut Vec<Opened>, id: FileId) {
    match opened.iter_mut().find(|opened| opened.id == id) {
        Some(known) => known.binding = true,
        None => opened.push(Opened { id, key: None, citation: None, binding: true }),
    }
}

impl Opening<'_> {
    /// Opens one file; `named` is where the fact base names it.
    fn file(
        &mut self,
        path: &Path,
        named: Option<&Placed<String>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<FileId> {
        let shown = match named {
            Some(_) => self.shelf.shown(path),
            None => path.to_string_lossy().into_owned(),
        };
        let (id, read) = self.shelf.open(self.sources, path, &shown);
        let read = read.and_then(|()| Format::of(&shown).map(drop).ok_or(Cause::UnknownFormat));
        let Err(cause) = read else { return Some(id) };
        let mut diagnostic = unreadable_source::diagnostic(&cause, id);
        if let Some(named) = named {
            diagnostic = diagnostic.label(named.place.file, named.place.span, "named here");
        }
        diagnostics.push(diagnostic);
        None
    }

    fn globs(&mut self, globs: &[Placed<String>], diagnostics: &mut Vec<Diagnostic>) -> Vec<FileId> {
        let mut found = Vec::new();
        for glob in globs {
            let matched = self.shelf.matching(glob);
            if matched.is_empty() {
                diagnostics.push(crate::cli::shelf::no_file(glob));
            }
            found.extend(matched.iter().filter_map(|path| self.file(path, Some(glob), diagnostics)));
        }
        found
    }

    fn read(&self, opened: Opened) -> Source {
        let file = self.sources.share(opened.id);
        let format = Format::of(file.name()).unwrap_or(Format::Plain);
        let document = parse::parse(file, format, self.lexicon);
        let text = Arc::new(SourceText::new(document, opened.key, opened.citation, self.lexicon));
        Source { text, file: opened.id, binding: opened.binding }
    }
}

/// Sources that drafts name in their front matter, each read once for all of them.
#[derive(Default)]
pub struct OwnSources {
    read: Mutex<HashMap<PathBuf, Result<Arc<SourceText>, Cause>>>,
}

impl OwnSources {
    /// Opens what `draft` names; its path counts from the draft's folder.
    pub fn open(
        &self,
        draft: &Draft,
        named: &SourceName,
        sources: &mut Sources,
        lexicon: &Lexicon,
    ) -> Result<Source, Box<Diagnostic>> {
        let path = draft.path.parent().unwrap_or(Path::new("")).join(&named.path);
        let read = {
            // A thread that panicked while it held the lock left whole entries only.
            let mut known = self.read.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            known.entry(path.clone()).or_insert_with(|| read(&path, lexicon)).clone()
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

fn read(path: &Path, lexicon: &Lexicon) -> Result<Arc<SourceText>, Cause> {
    let name = path.to_string_lossy();
    let text = walk::read_file(path)?;
    let format = Format::of(&name).ok_or(Cause::UnknownFormat)?;
    let document = parse::parse(Arc::new(SourceFile::new(name, text)), format, lexicon);
    Ok(Arc::new(SourceText::new(document, None, None, lexicon)))
}

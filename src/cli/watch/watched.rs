//! What a report depends on, and whether a change of a file is one of it.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use notify::EventKind;
use notify::event::{AccessKind, AccessMode, MetadataKind, ModifyKind};

use crate::cli::configuration::FILE_NAME;
use crate::cli::shelf::Pattern;
use crate::walk;

/// Something that happened to one path, an absolute one.
#[derive(Clone, Debug)]
pub struct Change {
    pub path: PathBuf,
    pub kind: EventKind,
    /// Whether a folder lies there now.
    pub is_folder: bool,
}

/// All that decides on a report. Paths are absolute.
#[derive(Clone, Debug, Default)]
pub struct Watched {
    /// Files that were read, or looked for in vain.
    pub files: HashSet<PathBuf>,
    /// Folders that are searched for drafts.
    pub searched: HashSet<PathBuf>,
    /// Files in them that are named like drafts and are none.
    pub left_out: HashSet<PathBuf>,
    /// Folders above the drafts that would govern them, if they held settings.
    pub above: HashSet<PathBuf>,
    /// The globs of fact files, rules and sources.
    pub inputs: Vec<Pattern>,
}

impl Watched {
    /// The folders in which a change would show; some may not exist.
    pub fn folders(&self) -> BTreeSet<PathBuf> {
        let parents = self.files.iter().filter_map(|file| file.parent());
        let bases = self.inputs.iter().map(Pattern::base);
        let folders = parents.chain(bases).map(Path::to_owned);
        folders.chain(self.searched.iter().cloned()).chain(self.above.iter().cloned()).collect()
    }

    /// Whether the next report may differ from the last one.
    pub fn concerned(&self, change: &Change) -> bool {
        if is_a_look(&change.kind) {
            return false;
        }
        let path = change.path.as_path();
        if self.files.contains(path) || self.inputs.iter().any(|glob| glob.names(path)) {
            return true;
        }
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return false };
        let (name, searched) = (name.to_string_lossy(), self.searched.contains(folder));
        if name == FILE_NAME {
            return searched || self.above.contains(folder);
        }
        let is_hidden = name.starts_with('.');
        if searched && (matches!(name.as_ref(), ".gitignore" | ".ignore") || change.is_folder && !is_hidden) {
            return true;
        }
        if searched && !is_hidden && walk::is_draft_name(&name) && !self.left_out.contains(path) {
            return true;
        }
        // A folder came, went or was renamed, with all that lies in it.
        !matches!(change.kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)))
            && (self.searched.contains(path) || self.files.iter().any(|file| file.starts_with(path)))
    }
}

/// Files that are only read, by this program among others, do not change.
fn is_a_look(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, RemoveKind, RenameMode};

    use super::*;
    use crate::cli::shelf::Shelf;
    use crate::facts::{Place, Placed};
    use crate::source::FileId;
    use crate::span::Span;

    const CREATED: EventKind = EventKind::Create(CreateKind::Any);
    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CLOSED: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));
    const READ: EventKind = EventKind::Access(AccessKind::Open(AccessMode::Read));
    const RENAMED: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::To));
    const REMOVED: EventKind = EventKind::Remove(RemoveKind::Any);

    fn watched() -> Watched {
        let paths = |names: &[&str]| names.iter().map(PathBuf::from).collect();
        let place = Place { file: FileId::DRAFT, span: Span::default() };
        let globs = [Placed { value: "facts/*.toml".to_owned(), place }];
        Watched {
            files: paths(&["/house/drafts/a.md", "/house/facts/people.toml", "/elsewhere/report.html"]),
            searched: paths(&["/house/drafts", "/house/drafts/old"]),
            left_out: paths(&["/house/drafts/template.md"]),
            above: paths(&["/house"]),
            inputs: Shelf::new("/house".into()).patterns(&globs),
        }
    }

    #[test]
    fn what_the_report_depends_on_concerns_it_and_nothing_else() {
        let watched = watched();
        for (path, kind, is_folder, expected) in [
            ("/house/drafts/a.md", WRITTEN, false, true),
            ("/house/drafts/a.md", CLOSED, false, true),
            ("/house/drafts/a.md", REMOVED, false, true),
            // The program's own reading.
            ("/house/drafts/a.md", READ, false, false),
            ("/house/facts/people.toml", READ, false, false),
            ("/house/drafts", READ, true, false),
            ("/house/drafts/new.md", CREATED, false, true),
            ("/house/drafts/old/new.docx", RENAMED, false, true),
            ("/house/drafts/new.png", CREATED, false, false),
            ("/house/drafts/.new.md.swp", CREATED, false, false),
            ("/house/drafts/.new.md", CREATED, false, false),
            ("/house/drafts/a.md~", CREATED, false, false),
            ("/house/drafts/~$a.docx", CREATED, false, false),
            ("/house/drafts/template.md", WRITTEN, false, false),
            ("/house/drafts/.gitignore", WRITTEN, false, true),
            // A draft beside a fact file is not among those that were asked for.
            ("/house/facts/notes.md", CREATED, false, false),
            ("/house/facts/places.toml", CREATED, false, true),
            ("/house/facts/places.toml~", CREATED, false, false),
            ("/house/people.toml", CREATED, false, false),
            ("/house/factlint.toml", CREATED, false, true),
            ("/house/drafts/factlint.toml", RENAMED, false, true),
            ("/house/facts/factlint.toml", CREATED, false, true),
            ("/elsewhere/factlint.toml", CREATED, false, false),
            ("/elsewhere/report.html", WRITTEN, false, true),
            ("/elsewhere/other.html", WRITTEN, false, false),
            ("/house/drafts/young", CREATED, true, true),
            ("/house/drafts/.git", CREATED, true, false),
            ("/house/other", CREATED, true, false),
            // Folders that go with all that is in them.
            ("/house/drafts/old", REMOVED, false, true),
            ("/elsewhere", RENAMED, false, true),
            ("/else", REMOVED, false, false),
        ] {
            let change = Change { path: path.into(), kind, is_folder };
            assert_eq!(watched.concerned(&change), expected, "{path} {kind:?}");
        }
    }

    #[test]
    fn every_place_in_which_a_change_would_show_is_a_folder_to_watch() {
        let folders: Vec<_> = watched().folders().into_iter().map(|it| it.display().to_string()).collect();
        assert_eq!(folders, ["/elsewhere", "/house", "/house/drafts", "/house/drafts/old", "/house/facts"]);
    }
}

//! Collects what is wrong with a fact or settings file.

use crate::diagnostic::Diagnostic;
use crate::facts::Place;

/// A kind of mistake that goes by a name of its own in fact files.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// A key or table that there is not.
    UnknownKey,
    /// A string where a list should stand, and the like.
    WrongType,
    /// Two definitions that cannot both hold.
    ConflictingDefinition,
    /// A word that is meant as an id, and nothing has it.
    DanglingReference,
    /// A form that one entity both accepts and forbids.
    NeverAccepted,
}

impl Kind {
    fn check(self) -> &'static str {
        match self {
            Kind::UnknownKey => "unknown-key",
            Kind::WrongType => "wrong-type",
            Kind::ConflictingDefinition => "conflicting-definition",
            Kind::DanglingReference => "dangling-reference",
            Kind::NeverAccepted => "never-accepted",
        }
    }
}

/// The mistakes found so far.
pub(crate) struct Mistakes {
    check: &'static str,
    /// Whether mistakes of a [`Kind`] are told by the name of that.
    names_kinds: bool,
    found: Vec<Diagnostic>,
}

impl Mistakes {
    /// None yet; each will be reported by `check`.
    pub(crate) fn new(check: &'static str) -> Self {
        Self { check, names_kinds: false, found: Vec::new() }
    }

    /// Those of fact files.
    pub(crate) fn of_facts() -> Self {
        Self { names_kinds: true, ..Self::new("invalid-facts") }
    }

    /// How many there are: an entry is sound if reading it adds none.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// Starts a mistake at `place`; it counts once it is [pushed](Self::push).
    pub(crate) fn at(&self, place: Place, message: impl Into<String>, label: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.check, message).label(place.file, place.span, label)
    }

    /// The same for a mistake of a kind.
    pub(crate) fn of(
        &self,
        kind: Kind,
        place: Place,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> Diagnostic {
        let check = if self.names_kinds { kind.check() } else { self.check };
        Diagnostic::new(check, message).label(place.file, place.span, label)
    }

    /// Writes a mistake down.
    pub(crate) fn push(&mut self, mistake: Diagnostic) {
        self.found.push(mistake);
    }

    /// Writes down a mistake that one label says all about.
    pub(crate) fn add(&mut self, place: Place, message: impl Into<String>, label: impl Into<String>) {
        let mistake = self.at(place, message, label);
        self.push(mistake);
    }

    /// Adds a remark to the last mistake.
    pub(crate) fn note_last(&mut self, note: impl Into<String>) {
        if let Some(last) = self.found.last_mut() {
            last.notes.push(note.into());
        }
    }

    /// The mistakes in the order of files and places.
    pub(crate) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        self.found.sort_by(|a, b| a.order().cmp(&b.order()));
        self.found
    }
}

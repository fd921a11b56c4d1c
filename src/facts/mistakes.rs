//! Collects what is wrong with a fact or settings file.

use crate::diagnostic::Diagnostic;
use crate::facts::Place;

/// The mistakes found so far, all of one check.
pub(crate) struct Mistakes {
    check: &'static str,
    found: Vec<Diagnostic>,
}

impl Mistakes {
    /// None yet; each will be reported by `check`.
    pub(crate) fn new(check: &'static str) -> Self {
        Self { check, found: Vec::new() }
    }

    /// How many there are: an entry is sound if reading it adds none.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// Starts a mistake at `place`; it counts once it is [pushed](Self::push).
    pub(crate) fn at(&self, place: Place, message: impl Into<String>, label: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.check, message).label(place.file, place.span, label)
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

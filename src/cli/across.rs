//! `--across`: the second pass over the drafts of a run.

use crate::across::{Clash, Entry, across};
use crate::check::Check;
use crate::checks::cross_draft_figure::{self, CHECK};
use crate::claim::summary::ClaimSummary;
use crate::cli::house::House;
use crate::cli::judging::Judging;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::source::{SourceFile, Sources};
use crate::span::Span;

/// What the drafts leave behind, in their order.
pub struct Across<'a> {
    judging: &'a Judging,
    entries: Vec<Entry>,
}

/// A finding with the files that it shows.
pub struct Found<'a> {
    pub house: &'a House,
    pub sources: Sources,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Across<'a> {
    pub fn new(judging: &'a Judging) -> Self {
        Self { judging, entries: Vec::new() }
    }

    /// Adds what the next draft left behind; nothing where it could not be read.
    pub fn add(&mut self, summary: ClaimSummary) {
        let edition = self.judging.edition(self.entries.len());
        self.entries.push(Entry { summary, edition });
    }

    /// Holds the drafts against each other. Only drafts that something is found in are read once more.
    pub fn findings(&self) -> impl Iterator<Item = Found<'a>> {
        across(&self.entries).into_iter().filter_map(|clash| self.word(&clash))
    }

    fn word(&self, clash: &Clash) -> Option<Found<'a>> {
        let house = self.judging.house(clash.draft);
        let severity = severity(house, &CHECK)?;
        let figure = |draft: usize, figure: usize| &self.entries[draft].summary.figures[figure];
        let (here, there) = (figure(clash.draft, clash.figure), figure(clash.other, clash.other_figure));
        let draft = self.judging.read_again(clash.draft);
        let other = self.judging.read_again(clash.other);
        // A draft that has been changed in the meantime is left to the next run.
        if !holds(&draft, here.span) || !holds(&other, there.span) {
            return None;
        }
        let mut sources = house.sources.with_draft(draft);
        let file = sources.add_shared(other);
        let mut diagnostic = cross_draft_figure::word((here, clash.drafts), (there, clash.others), file);
        diagnostic.severity = severity;
        Some(Found { house, sources, diagnostics: vec![diagnostic] })
    }
}

/// How loud findings of a check are in a house; `None` where they are not shown.
fn severity(house: &House, check: &Check) -> Option<Severity> {
    let level = house.settings.levels.get(check.name).map_or(check.default, |placed| placed.value);
    let shown = house.settings.min_confidence <= Confidence::Medium;
    level.severity().filter(|_| shown).map(|severity| severity.min(Severity::Warning))
}

fn holds(file: &SourceFile, span: Span) -> bool {
    file.text().get(span.range()).is_some()
}

//! `--across`: the second pass over the drafts of a run.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::across::{Entry, figures, names, titles};
use crate::checks::{cross_draft_figure, cross_draft_name, cross_draft_title};
use crate::claim::summary::ClaimSummary;
use crate::cli::house::House;
use crate::cli::judging::Judging;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, SourceFile, Sources};
use crate::span::Span;
use crate::suppress::Later;

/// What the drafts leave behind, in their order.
pub struct Across<'a> {
    judging: &'a Judging,
    entries: Vec<Entry>,
    later: Vec<Later>,
}

/// The findings of a draft with the files that they show.
pub struct Found<'a> {
    /// Where the draft lies, absolute.
    pub path: PathBuf,
    pub house: &'a House,
    pub sources: Sources,
    pub diagnostics: Vec<Diagnostic>,
}

/// What two drafts say of one thing.
#[derive(Clone, Copy)]
enum Clash {
    Figure(figures::Clash),
    Name(names::Variant),
    Title(titles::Clash),
}

impl Clash {
    /// The draft in which the finding stands, and the one that says otherwise.
    fn drafts(&self) -> (usize, usize) {
        match self {
            Clash::Figure(clash) => (clash.draft, clash.other),
            Clash::Name(variant) => (variant.draft, variant.other),
            Clash::Title(clash) => (clash.here.draft, clash.there.draft),
        }
    }
}

impl<'a> Across<'a> {
    pub fn new(judging: &'a Judging) -> Self {
        Self { judging, entries: Vec::new(), later: Vec::new() }
    }

    /// Adds what the next draft left behind; nothing where it could not be read.
    pub fn add(&mut self, summary: ClaimSummary, later: Later) {
        let edition = self.judging.edition(self.entries.len());
        self.entries.push(Entry { summary, edition });
        self.later.push(later);
    }

    /// Holds the drafts against each other: the findings of each draft that has some, in the order of the drafts. Only drafts that
    /// something is found in are read once more.
    pub fn findings(mut self) -> impl Iterator<Item = Found<'a>> {
        let mut by_draft: BTreeMap<usize, Vec<Clash>> = BTreeMap::new();
        for clash in self.clashes() {
            by_draft.entry(clash.drafts().0).or_default().push(clash);
        }
        // An ignore that hides nothing is a finding as well.
        for draft in (0..self.later.len()).filter(|&draft| self.later[draft].has_ignores()) {
            by_draft.entry(draft).or_default();
        }
        by_draft.into_iter().filter_map(move |(draft, clashes)| self.found(draft, &clashes))
    }

    fn clashes(&self) -> Vec<Clash> {
        let mut clashes: Vec<Clash> = figures::find(&self.entries).into_iter().map(Clash::Figure).collect();
        if !self.entries.is_empty() {
            // All houses read one language.
            let lexicon = &self.judging.house(0).evidence.lexicon;
            clashes.extend(names::find(&self.entries, lexicon).into_iter().map(Clash::Name));
            clashes.extend(titles::find(&self.entries, lexicon).into_iter().map(Clash::Title));
        }
        clashes
    }

    fn found(&mut self, draft: usize, clashes: &[Clash]) -> Option<Found<'a>> {
        let house = self.judging.house(draft);
        let text = self.judging.read_again(draft);
        let mut sources = house.sources.with_draft(Arc::clone(&text));
        let mut others: BTreeMap<usize, (FileId, Arc<SourceFile>)> = BTreeMap::new();
        let mut diagnostics = Vec::new();
        for clash in clashes {
            let (other, there) = others.entry(clash.drafts().1).or_insert_with_key(|&other| {
                let there = self.judging.read_again(other);
                (sources.add_shared(Arc::clone(&there)), there)
            });
            let (here_span, there_span) = self.places(clash);
            // A draft that has been changed in the meantime is left to the next run.
            if holds(&text, here_span) && holds(there, there_span) {
                diagnostics.push(self.word(clash, *other));
            }
        }
        let diagnostics = self.later[draft].apply(diagnostics);
        let path = self.judging.path(draft);
        (!diagnostics.is_empty()).then_some(Found { path, house, sources, diagnostics })
    }

    /// Bytes of the one draft and of the other.
    fn places(&self, clash: &Clash) -> (Span, Span) {
        let summary = |draft: usize| &self.entries[draft].summary;
        let (here, there) = clash.drafts();
        match clash {
            Clash::Figure(it) => (summary(here).figures[it.figure].span, summary(there).figures[it.other_figure].span),
            Clash::Name(it) => (summary(here).names[it.name].span, summary(there).names[it.other_name].span),
            Clash::Title(it) => (it.here.of(&self.entries).1.span, it.there.of(&self.entries).1.span),
        }
    }

    fn word(&self, clash: &Clash, other: FileId) -> Diagnostic {
        let summary = |draft: usize| &self.entries[draft].summary;
        let (here, there) = clash.drafts();
        match clash {
            Clash::Figure(it) => cross_draft_figure::word(
                (&summary(here).figures[it.figure], it.drafts),
                (&summary(there).figures[it.other_figure], it.others),
                other,
            ),
            Clash::Name(it) => cross_draft_name::word(
                (&summary(here).names[it.name], it.drafts),
                (&summary(there).names[it.other_name], it.others),
                other,
            ),
            Clash::Title(it) => {
                let ((person, here), (_, there)) = (it.here.of(&self.entries), it.there.of(&self.entries));
                cross_draft_title::word(person, (here, it.drafts), (there, it.others), other)
            }
        }
    }
}

fn holds(file: &SourceFile, span: Span) -> bool {
    file.text().get(span.range()).is_some()
}

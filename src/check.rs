//! What a check is, what it is given, and what it may do: report.

#[cfg(test)]
pub(crate) mod testing;

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::calendar::PartialDate;
use crate::claim::Judgement;
use crate::claim::consistency::Disagreement;
use crate::claim::date::within::Strife;
use crate::claim::frame::Frame;
use crate::claim::source::Source;
use crate::claim::tabular::OffTable;
use crate::claim::title::within::Holder;
use crate::claim::topic::Topic;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::document::Document;
use crate::facts::FactBase;
use crate::lexicon::Lexicon;
use crate::mention::Mentions;
use crate::settings::options::Options;
use crate::settings::{DateOrigin, Level, Settings};

/// Where a check belongs in lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// Against the fact base.
    Facts,
    /// Inside one draft, with no fact file at all.
    Draft,
    /// About the fact base itself.
    Record,
    /// About the input itself.
    Input,
}

impl Category {
    /// The word used in lists: `facts`, `draft`, `record` or `input`.
    pub fn word(self) -> &'static str {
        match self {
            Category::Facts => "facts",
            Category::Draft => "draft",
            Category::Record => "record",
            Category::Input => "input",
        }
    }
}

/// A check: plain data and a function.
pub struct Check {
    /// The name used in reports, settings and ignores.
    pub name: &'static str,
    /// One sentence for lists.
    pub summary: &'static str,
    /// Where it belongs in lists.
    pub category: Category,
    /// How loud it is unless the user says otherwise.
    pub default: Level,
    /// Whether some of its findings carry a fix.
    pub fixable: bool,
    /// The version it came with.
    pub since: &'static str,
    /// Its page: documentation, `explain` and test in one text.
    pub page: &'static str,
    /// `None` for those about the fact base, which no draft is needed for, and for those about the input, which are reported where
    /// the input is read.
    pub run: Option<fn(&Context, &mut Report)>,
}

/// What a check may look at.
pub struct Context<'a> {
    pub document: &'a Document,
    pub mentions: &'a Mentions,
    /// The draft's claims with their verdicts, in the order of the prose.
    pub judgements: &'a [Judgement],
    /// The numbers that follow from each other by the draft's own words, in the order of the prose.
    pub frames: &'a [Frame],
    /// What each quantity speaks of, in the order of the prose.
    pub topics: &'a [Topic],
    /// What is told of lives and does not fit, once a check has asked for it.
    pub strife: OnceCell<Vec<Strife>>,
    /// Who is given titles that nothing is recorded of.
    pub holders: &'a [Holder],
    /// Figures of the draft that cannot both be right.
    pub disagreements: &'a [Disagreement],
    /// Figures of the text that differ from the draft's own tables.
    pub off_table: &'a [OffTable],
    pub facts: &'a FactBase,
    /// The source documents that the draft is held against.
    pub sources: &'a [Source],
    pub settings: &'a Settings,
    pub lexicon: &'a Lexicon,
    /// The date the draft is judged on, and where it comes from.
    pub date: Option<(PartialDate, DateOrigin)>,
}

/// A fact base as it is checked by itself, with the date of the run.
pub struct Record<'a> {
    pub facts: &'a FactBase,
    pub date: Option<PartialDate>,
    /// Options of checks.
    pub options: &'a Options,
    /// The keys of the facts that drafts were seen to speak of, where drafts were looked at.
    pub met: Option<&'a BTreeSet<String>>,
}

/// Finds what a check has to say about a fact base.
pub type OfRecord = fn(&Record) -> Vec<Diagnostic>;

/// Collects what checks find.
pub struct Report<'a> {
    settings: &'a Settings,
    check: Option<&'static Check>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Report<'a> {
    /// An empty report under `settings`.
    pub fn new(settings: &'a Settings) -> Self {
        Self { settings, check: None, diagnostics: Vec::new() }
    }

    /// Runs `check`, unless it is off.
    pub fn run(&mut self, check: &'static Check, context: &Context) {
        let Some(run) = check.run else { return };
        if self.level(check) == Level::Off {
            return;
        }
        self.check = Some(check);
        run(context, self);
    }

    /// Adds what `check` found by itself, without a draft.
    pub fn take(&mut self, check: &'static Check, found: Vec<Diagnostic>) {
        self.check = Some(check);
        found.into_iter().for_each(|diagnostic| self.add(diagnostic));
    }

    /// Adds a finding at the level of the check that runs. An error needs high confidence.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.add_at(diagnostic, |severity| severity);
    }

    /// The same, one step quieter: inside quotations, or for the milder half of what a check finds.
    pub fn add_quieter(&mut self, diagnostic: Diagnostic) {
        self.add_at(diagnostic, Severity::quieter);
    }

    /// The same with the severity that `adjust` makes of the check's own.
    pub fn add_at(&mut self, mut diagnostic: Diagnostic, adjust: impl Fn(Severity) -> Severity) {
        let check = self.check.expect("a check runs");
        let Some(severity) = self.level(check).severity() else { return };
        if diagnostic.confidence < self.settings.min_confidence {
            return;
        }
        let ceiling = if diagnostic.confidence == Confidence::High { Severity::Error } else { Severity::Warning };
        diagnostic.severity = adjust(severity).min(ceiling);
        diagnostic.check = check.name.into();
        self.diagnostics.push(diagnostic);
    }

    /// What was found so far.
    pub fn found(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Takes away the findings that `hides` says an editor lets stand.
    pub fn hide(&mut self, mut hides: impl FnMut(&Diagnostic) -> bool) {
        self.diagnostics.retain(|diagnostic| !hides(diagnostic));
    }

    /// Adds a finding about the input at the level of `check`, which need not run.
    pub fn add_for(&mut self, check: &'static Check, diagnostic: Diagnostic) {
        let running = self.check.replace(check);
        self.add(diagnostic);
        self.check = running;
    }

    /// Adds a mistake in the input that no level governs.
    pub fn add_as_is(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// What was found, in the order of the draft.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
        self.diagnostics
    }

    fn level(&self, check: &Check) -> Level {
        self.settings.levels.get(check.name).map_or(check.default, |placed| placed.value)
    }
}

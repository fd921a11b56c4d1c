//! The one function that runs a draft through the whole pipeline.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::check::{Context, Record, Report};
use crate::checks;
use crate::claim::source::{self, Source};
use crate::claim::summary::{self, ClaimSummary};
use crate::claim::{self, Case, Index, Judgement, consistency, tabular, title, topic};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::facts::FactBase;
use crate::lexicon::Lexicon;
use crate::mention;
use crate::pattern::Patterns;
use crate::settings::{self, DateOrigin, Settings};
use crate::suppress::{self, Later};

/// Everything that drafts are held against, prepared once and shared by all drafts of a run.
pub struct Evidence {
    pub lexicon: Arc<Lexicon>,
    pub facts: FactBase,
    pub index: Index,
    pub patterns: Patterns,
    /// The source documents.
    pub sources: Vec<Source>,
    /// Whether a summary is made of each draft, that others can be held against it.
    pub summarised: bool,
}

impl Evidence {
    /// Builds the indexes.
    pub fn new(lexicon: Arc<Lexicon>, facts: FactBase) -> Self {
        let index = Index::new(&facts, &lexicon);
        Self { lexicon, facts, index, patterns: Patterns::default(), sources: Vec::new(), summarised: false }
    }

    /// The same with rules.
    pub fn with_patterns(self, patterns: Patterns) -> Self {
        Self { patterns, ..self }
    }

    /// The same with source documents.
    pub fn with_sources(self, sources: Vec<Source>) -> Self {
        Self { sources, ..self }
    }

    /// The names of all checks and rules.
    pub fn names(&self) -> Vec<&str> {
        checks::ALL.iter().map(|check| check.name).chain(self.patterns.names()).collect()
    }
}

/// What is known of a draft once it has been judged.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// The draft's claims, in the order of the prose.
    pub judgements: Vec<Judgement>,
    /// What is reported, in the order of the draft.
    pub diagnostics: Vec<Diagnostic>,
    /// What other drafts can be held against, where that is asked for.
    pub summary: ClaimSummary,
    /// What holds for findings that other drafts are needed for.
    pub later: Later,
}

/// Judges a draft. Pure: the same draft, evidence and settings give the same analysis.
pub fn analyze(document: &Document, evidence: &Evidence, settings: &Settings) -> Analysis {
    analyze_with(document, evidence, &evidence.sources, settings)
}

/// The same for a draft that has sources of its own: `sources` are all that it is held against.
pub fn analyze_with(document: &Document, evidence: &Evidence, sources: &[Source], settings: &Settings) -> Analysis {
    let Evidence { lexicon, facts, index, patterns, .. } = evidence;
    let own = settings::load_draft(document);
    let merged = document.settings.as_ref().map(|_| settings.with_own(&own.settings));
    let settings = merged.as_ref().unwrap_or(settings);
    let mentions = mention::find(document, facts, &index.names, lexicon);
    let date = settings.date.filter(|date| date.1 == DateOrigin::Draft);
    let date = date.or(document.meta.date.map(|date| (date, DateOrigin::Draft))).or(settings.date);
    let case = Case { document, mentions: &mentions, facts, index, lexicon, date };
    let mut judgements = claim::judge(&case);
    let holders = title::within::holders(document, &mentions, facts, lexicon);
    source::judge(&case, sources, &holders, &mut judgements);
    let topics = topic::of_each(&case);
    let mut frames = claim::frame::find(document, &mentions, lexicon);
    claim::frame::apart::find(&case, &topics, &mut frames);
    let disagreements = consistency::find(&case, &topics);
    let off_table = tabular::find(&case, &topics);
    let summarised = evidence.summarised.then(|| summary::of_draft(&case, &topics, &holders));
    let mut report = Report::new(settings);
    let context = Context {
        document,
        mentions: &mentions,
        judgements: &judgements,
        frames: &frames,
        topics: &topics,
        strife: OnceCell::new(),
        holders: &holders,
        disagreements: &disagreements,
        off_table: &off_table,
        facts,
        sources,
        settings,
        lexicon,
        date,
    };
    for check in checks::ALL {
        report.run(check, &context);
    }
    checks::settle(&mut report);
    patterns.run(&context, &mut report);
    own.diagnostics.into_iter().for_each(|mistake| report.add_as_is(mistake));
    let names = evidence.names();
    let unknown = settings::unknown_checks(&own.settings.named, &names);
    let options = own.settings.options.mistakes(checks::OPTIONS, &names);
    let silent = suppress::without_reason(&own.settings.ignores, settings);
    unknown.into_iter().chain(options).chain(silent).for_each(|mistake| report.add_as_is(mistake));
    let later = suppress::apply(&context, &names, &mut report);
    let mut diagnostics = report.finish();
    if document.source.is_extracted() {
        // There is no place in the file that an edit could be made at.
        diagnostics.iter_mut().for_each(|diagnostic| diagnostic.fix = None);
    }
    Analysis { judgements, diagnostics, summary: summarised.unwrap_or_default(), later }
}

/// Checks a fact base by itself, with the keys of the facts that drafts speak of where any were looked at. Pure, like the analysis of
/// a draft.
pub fn review(evidence: &Evidence, settings: &Settings, met: Option<&BTreeSet<String>>) -> Vec<Diagnostic> {
    let date = settings.date.map(|(date, _)| date);
    let record = Record { facts: &evidence.facts, date, options: &settings.options, met };
    let mut report = Report::new(settings);
    for (check, find) in crate::checks::OF_RECORD {
        report.take(check, find(&record));
    }
    report.finish()
}

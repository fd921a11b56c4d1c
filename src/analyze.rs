//! The one function that runs a draft through the whole pipeline.

use std::sync::Arc;

use crate::check::{Context, Record, Report};
use crate::claim::{self, Case, Index, Judgement};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::facts::FactBase;
use crate::lexicon::Lexicon;
use crate::mention;
use crate::settings::{DateOrigin, Settings};
use crate::suppress;

/// Everything that drafts are held against, prepared once and shared by all drafts of a run.
pub struct Evidence {
    pub lexicon: Arc<Lexicon>,
    pub facts: FactBase,
    pub index: Index,
}

impl Evidence {
    /// Builds the indexes.
    pub fn new(lexicon: Arc<Lexicon>, facts: FactBase) -> Self {
        let index = Index::new(&facts, &lexicon);
        Self { lexicon, facts, index }
    }
}

/// What is known of a draft once it has been judged.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// The draft's claims, in the order of the prose.
    pub judgements: Vec<Judgement>,
    /// What is reported, in the order of the draft.
    pub diagnostics: Vec<Diagnostic>,
}

/// Judges a draft. Pure: the same draft, evidence and settings give the same analysis.
pub fn analyze(document: &Document, evidence: &Evidence, settings: &Settings) -> Analysis {
    let Evidence { lexicon, facts, index } = evidence;
    let mentions = mention::find(document, facts, &index.names, lexicon);
    let date = document.meta.date.map(|date| (date, DateOrigin::Draft)).or(settings.date);
    let judgements = claim::judge(&Case { document, mentions: &mentions, facts, index, lexicon, date });
    let mut report = Report::new(settings);
    let context = Context { document, mentions: &mentions, judgements: &judgements, facts, settings, lexicon, date };
    for check in crate::checks::ALL {
        report.run(check, &context);
    }
    let known: Vec<&str> = crate::checks::ALL.iter().map(|check| check.name).collect();
    suppress::apply(&context, &known, &mut report);
    let diagnostics = report.finish();
    Analysis { judgements, diagnostics }
}

/// Checks a fact base by itself. Pure, like the analysis of a draft.
pub fn review(evidence: &Evidence, settings: &Settings) -> Vec<Diagnostic> {
    let record = Record { facts: &evidence.facts, date: settings.date.map(|(date, _)| date) };
    let mut report = Report::new(settings);
    for (check, find) in crate::checks::OF_RECORD {
        report.take(check, find(&record));
    }
    report.finish()
}

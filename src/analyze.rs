//! The one function that runs a draft through the whole pipeline.

use crate::check::{Context, Report};
use crate::claim::Judgement;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::facts::FactBase;
use crate::lexicon::Lexicon;
use crate::mention::Mentions;
use crate::settings::Settings;

/// Everything that drafts are held against, prepared once and shared by all drafts of a run.
pub struct Evidence {
    pub lexicon: std::sync::Arc<Lexicon>,
    pub facts: FactBase,
}

impl Evidence {
    /// Builds the indexes.
    pub fn new(lexicon: std::sync::Arc<Lexicon>, facts: FactBase) -> Self {
        Self { lexicon, facts }
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
    let mentions = Mentions::default();
    let judgements = Vec::new();
    let mut report = Report::new(settings);
    let context = Context {
        document,
        mentions: &mentions,
        judgements: &judgements,
        facts: &evidence.facts,
        settings,
        lexicon: &evidence.lexicon,
    };
    for check in crate::checks::ALL {
        report.run(check, &context);
    }
    let diagnostics = report.finish();
    Analysis { judgements, diagnostics }
}

//! What is reported, about drafts and about TOML alike. Knows nothing of checks or facts.

use std::borrow::Cow;

use crate::source::FileId;
use crate::span::Span;

/// How loud a shown diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// In machine formats always, in human output on request.
    Note,
    /// Probably wrong.
    Warning,
    /// Wrong by what is recorded.
    Error,
}

impl Severity {
    /// The word used in every format: `note`, `warning` or `error`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// Whether people are shown it unasked.
    pub fn is_loud(self) -> bool {
        self > Severity::Note
    }

    /// One step quieter; a note stays a note.
    pub fn quieter(self) -> Self {
        match self {
            Severity::Error => Severity::Warning,
            Severity::Warning | Severity::Note => Severity::Note,
        }
    }
}

/// How sure the binding of the draft's words to what they are held against is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Hidden unless asked for.
    Low,
    /// Makes a warning at most.
    Medium,
    /// May make an error.
    High,
}

impl Confidence {
    /// The word used in every format: `low`, `medium` or `high`.
    pub fn word(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }
}

/// A place with a remark. The first label of a diagnostic is its primary one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Which text.
    pub file: FileId,
    /// Bytes of that file.
    pub span: Span,
    /// What is to be seen there.
    pub message: String,
}

/// Whether an edit may be made without a person having looked at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// The words mean the same afterwards, or only the mended form was ever meant.
    Safe,
    /// A value is taken from a fact, and the fact may be what is wrong.
    Unsafe,
}

/// Replaces bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Which text.
    pub file: FileId,
    /// Bytes of that file.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
}

/// A mend that can be applied mechanically.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
    /// Edits that do not overlap.
    pub edits: Vec<Edit>,
}

/// Where a recorded fact comes from, as its editor wrote it down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// Title, or the whole source where it is one phrase.
    pub title: String,
    /// Address.
    pub url: Option<String>,
    /// Page, paragraph or minute.
    pub locator: Option<String>,
    /// Date of the source itself, ISO 8601.
    pub date: Option<String>,
    /// When it was last looked at, ISO 8601.
    pub checked: Option<String>,
    /// Who looked.
    pub by: Option<String>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The check's name.
    pub check: Cow<'static, str>,
    /// How loud. Set from the check's level by [`crate::check::Report`].
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// The first line; carries both values, because lists and annotations show only this.
    pub message: String,
    /// The first one is primary. Empty only where there is no place, as for a file that cannot be read.
    pub labels: Vec<Label>,
    /// How the words were read, and other remarks, a line each.
    pub notes: Vec<String>,
    /// How to settle it.
    pub help: Option<String>,
    /// The fact it was held against, `figure.novi-sad-deaths`.
    pub fact: Option<String>,
    /// Where that fact comes from.
    pub source: Option<Citation>,
    /// A mend.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding of high confidence without places yet; its severity is set when it is reported.
    pub fn new(check: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self {
            check: check.into(),
            severity: Severity::Error,
            confidence: Confidence::High,
            message: message.into(),
            labels: Vec::new(),
            notes: Vec::new(),
            help: None,
            fact: None,
            source: None,
            fix: None,
        }
    }

    /// Adds a place; the first one added is the primary one.
    pub fn label(mut self, file: FileId, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { file, span, message: message.into() });
        self
    }

    /// Says how to settle it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a remark.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Sets the severity of a diagnostic about the input, which no check's level governs.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Sets how sure the binding is.
    pub fn confidence(mut self, confidence: Confidence) -> Self {
        self.confidence = confidence;
        self
    }

    /// Names the fact and its source.
    pub fn fact(mut self, fact: impl Into<String>, source: Option<Citation>) -> Self {
        self.fact = Some(fact.into());
        self.source = source;
        self
    }

    /// Offers one replacement.
    pub fn fix(mut self, applicability: Applicability, file: FileId, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { applicability, edits: vec![Edit { file, span, text: text.into() }] });
        self
    }

    /// The order in which findings of one file are shown: by place, then by check and wording.
    pub fn order(&self) -> (FileId, Span, &str, &str) {
        let (file, span) =
            self.labels.first().map_or((FileId::DRAFT, Span::default()), |label| (label.file, label.span));
        (file, span, &self.check, &self.message)
    }
}

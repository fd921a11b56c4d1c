//! The machine format of findings, version 1. Its shape is frozen: keys may be added, none changed or removed.

use serde::Serialize;
use std::borrow::Cow;

use crate::diagnostic::{Applicability, Citation, Diagnostic, Edit, Fix, Label};
use crate::render::Tally;
use crate::render::excerpt::fitted;
use crate::source::{FileId, Sources};
use crate::span::Span;

/// What stands before the first finding.
pub const OPEN: &str = "{\"version\": 1,\n \"diagnostics\": [";

/// What stands after the last one.
pub fn close(tally: &Tally, complete: bool, written: bool) -> String {
    let claims =
        ClaimCounts { supported: tally.supported, refuted: tally.refuted, not_enough_info: tally.not_enough_info };
    let summary =
        Summary { files: tally.files, errors: tally.errors, warnings: tally.warnings, notes: tally.notes, claims };
    let end = if written { "\n ]" } else { "]" };
    format!("{end},\n \"summary\": {},\n \"complete\": {complete}}}\n", text_of(&summary))
}

/// One finding, without a line break.
pub fn diagnostic(sources: &Sources, diagnostic: &Diagnostic) -> String {
    text_of(&DiagnosticJson {
        check: &diagnostic.check,
        severity: diagnostic.severity.word(),
        confidence: diagnostic.confidence.word(),
        message: &diagnostic.message,
        notes: &diagnostic.notes,
        help: diagnostic.help.as_deref(),
        labels: diagnostic.labels.iter().enumerate().map(|(at, label)| label_json(sources, label, at == 0)).collect(),
        fact: diagnostic.fact.as_deref(),
        source: diagnostic.source.as_ref().map(CitationJson::new),
        fix: diagnostic.fix.as_ref().map(|fix| fix_json(sources, fix)),
    })
}

/// Serialises what cannot fail to: strings, numbers and lists of them.
pub(super) fn text_of(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    claims: ClaimCounts,
}

#[derive(Serialize)]
struct ClaimCounts {
    supported: usize,
    refuted: usize,
    not_enough_info: usize,
}

#[derive(Serialize)]
struct DiagnosticJson<'a> {
    check: &'a str,
    severity: &'a str,
    confidence: &'a str,
    message: &'a str,
    notes: &'a [String],
    help: Option<&'a str>,
    labels: Vec<LabelJson<'a>>,
    fact: Option<&'a str>,
    source: Option<CitationJson<'a>>,
    fix: Option<FixJson<'a>>,
}

#[derive(Serialize)]
struct LabelJson<'a> {
    #[serde(flatten)]
    place: PlaceJson<'a>,
    primary: bool,
    message: &'a str,
}

/// A place as machines get it: bytes, and lines and columns from 1, columns in code points.
#[derive(Serialize)]
pub(super) struct PlaceJson<'a> {
    pub file: &'a str,
    pub start: usize,
    pub end: usize,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

impl<'a> PlaceJson<'a> {
    /// The place of `span` in the file called `id`.
    pub fn new(sources: &'a Sources, id: FileId, span: Span) -> Self {
        let file = sources.get(id);
        let span = fitted(file.text(), span);
        let (start, end) = (file.position(span.start()), file.position(span.end()));
        Self {
            file: file.name(),
            start: span.start(),
            end: span.end(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

/// A source; what its editor did not write down is left out.
#[derive(Serialize)]
pub(super) struct CitationJson<'a> {
    pub title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locator: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a str>,
}

impl<'a> CitationJson<'a> {
    /// The same citation.
    pub fn new(citation: &'a Citation) -> Self {
        Self {
            title: &citation.title,
            url: citation.url.as_deref(),
            locator: citation.locator.as_deref().map(Cow::Borrowed),
            date: citation.date.as_deref(),
            checked: citation.checked.as_deref(),
            by: citation.by.as_deref(),
        }
    }

    /// The same with another locator.
    pub fn at(self, locator: String) -> Self {
        Self { locator: Some(locator.into()), ..self }
    }

    /// "release.txt, line 12".
    pub fn line(&self) -> String {
        self.locator.as_ref().map_or_else(|| self.title.to_owned(), |locator| format!("{}, {locator}", self.title))
    }
}

#[derive(Serialize)]
struct FixJson<'a> {
    applicability: &'a str,
    edits: Vec<EditJson<'a>>,
}

#[derive(Serialize)]
struct EditJson<'a> {
    file: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
}

fn label_json<'a>(sources: &'a Sources, label: &'a Label, primary: bool) -> LabelJson<'a> {
    LabelJson { place: PlaceJson::new(sources, label.file, label.span), primary, message: &label.message }
}

fn fix_json<'a>(sources: &'a Sources, fix: &'a Fix) -> FixJson<'a> {
    let applicability = match fix.applicability {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
    };
    let edit = |edit: &'a Edit| EditJson {
        file: sources.get(edit.file).name(),
        start: edit.span.start(),
        end: edit.span.end(),
        text: &edit.text,
    };
    FixJson { applicability, edits: fix.edits.iter().map(edit).collect() }
}

//! SARIF 2.1.0, the OASIS standard for results of static analysis.
//!
//! Written result by result: what stands before them is known when the run begins. Columns count code points, and say so.

use serde::Serialize;
use serde_json::{Value, json};

use crate::diagnostic::{Applicability, Citation, Diagnostic, Edit, Fix, Severity};
use crate::render::About;
use crate::render::code_host::slashes;
use crate::render::json::{CitationJson, PlaceJson, text_of};
use crate::settings::Level;
use crate::source::{FileId, Sources};
use crate::span::Span;

/// What stands before the first result.
pub fn open(rules: &[About]) -> String {
    let driver = json!({
        "name": "factlint",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules.iter().map(rule).collect::<Vec<_>>(),
    });
    format!(
        "{{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", \"version\": \"2.1.0\",\n \"runs\": [{{\"tool\": \
         {{\"driver\": {driver}}},\n  \"columnKind\": \"unicodeCodePoints\",\n  \"results\": ["
    )
}

/// What stands after the last one.
pub fn close(complete: bool, written: bool) -> String {
    let end = if written { "\n  ]" } else { "]" };
    format!("{end},\n  \"invocations\": [{{\"executionSuccessful\": {complete}}}]}}]}}\n")
}

fn rule(about: &About) -> Value {
    let mut rule = json!({
        "id": about.name,
        "shortDescription": {"text": about.summary},
        "defaultConfiguration": {
            "enabled": about.level != Level::Off,
            "level": about.level.severity().map_or("none", level),
        },
        "properties": {"tags": [about.category]},
    });
    if !about.page.is_empty() {
        rule["help"] = json!({"text": about.page, "markdown": about.page});
    }
    if let Some(link) = &about.link {
        rule["helpUri"] = json!(link);
    }
    rule
}

/// The words of the standard are ours.
fn level(severity: Severity) -> &'static str {
    severity.word()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultObject<'a> {
    rule_id: &'a str,
    level: &'a str,
    message: Value,
    locations: Vec<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Value>,
    partial_fingerprints: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Value>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Properties<'a> {
    confidence: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<CitationJson<'a>>,
}

/// One finding, on one line. `fingerprint` is that of [`crate::suppress::fingerprint`].
pub fn result(sources: &Sources, diagnostic: &Diagnostic, fingerprint: &str) -> String {
    let mut text = diagnostic.message.clone();
    for more in diagnostic.notes.iter().chain(&diagnostic.help) {
        text.push('\n');
        text.push_str(more);
    }
    let locations = match diagnostic.labels.first() {
        Some(label) => vec![location(sources, label.file, label.span)],
        // Readers of the format want a place; the draft as a whole is the nearest that there is.
        None => {
            vec![json!({"physicalLocation": {"artifactLocation": {"uri": uri(sources.get(FileId::DRAFT).name())}}})]
        }
    };
    let related = diagnostic.labels.iter().enumerate().skip(1).map(|(id, label)| {
        let mut location = location(sources, label.file, label.span);
        location["id"] = json!(id);
        location["message"] = json!({"text": label.message});
        location
    });
    text_of(&ResultObject {
        rule_id: &diagnostic.check,
        level: level(diagnostic.severity),
        message: json!({"text": text}),
        locations,
        related_locations: related.collect(),
        partial_fingerprints: json!({"factlint/v1": fingerprint}),
        fixes: diagnostic.fix.iter().map(|fix| fixed(sources, fix)).collect(),
        properties: Properties {
            confidence: diagnostic.confidence.word(),
            fact: diagnostic.fact.as_deref(),
            source: diagnostic.source.as_ref().map(|source: &Citation| CitationJson::new(source)),
        },
    })
}

fn location(sources: &Sources, file: FileId, span: Span) -> Value {
    json!({"physicalLocation": {"artifactLocation": {"uri": uri(sources.get(file).name())}, "region": region(sources, file, span)}})
}

fn region(sources: &Sources, file: FileId, span: Span) -> Value {
    let place = PlaceJson::new(sources, file, span);
    json!({
        "startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column,
        "byteOffset": place.start, "byteLength": place.end - place.start,
    })
}

fn fixed(sources: &Sources, fix: &Fix) -> Value {
    let description = match fix.applicability {
        Applicability::Safe => "safe: the words mean the same afterwards, or only the mended form was ever meant",
        Applicability::Unsafe => "unsafe: the value is taken from a fact, which may be what is wrong",
    };
    let change = |edit: &Edit| {
        json!({
            "artifactLocation": {"uri": uri(sources.get(edit.file).name())},
            "replacements": [{
                "deletedRegion": region(sources, edit.file, edit.span),
                "insertedContent": {"text": edit.text},
            }],
        })
    };
    json!({"description": {"text": description}, "artifactChanges": fix.edits.iter().map(change).collect::<Vec<_>>()})
}

/// A path as a relative reference, or as a `file` URI if it is absolute (RFC 3986).
fn uri(path: &str) -> String {
    use std::fmt::Write as _;
    let path = slashes(path);
    let mut out = String::new();
    if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    if out.is_empty() { ".".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_references() {
        for (path, wanted) in [
            ("drafts/a.md", "drafts/a.md"),
            ("./a b.md", "a%20b.md"),
            ("../Đ:x%.md", "../%C4%90%3Ax%25.md"),
            ("/house/a.md", "file:///house/a.md"),
            ("", "."),
        ] {
            assert_eq!(uri(path), wanted);
        }
    }
}

//! What code hosts show beside a change: GitHub's workflow commands and GitLab's code quality report.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::render::json::{PlaceJson, text_of};
use crate::render::visible;
use crate::source::Sources;
use crate::suppress::fingerprint;

/// A workflow command of GitHub, with its line break.
pub fn github(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(label) = diagnostic.labels.first() {
        let place = PlaceJson::new(sources, label.file, label.span);
        properties.push(format!("file={}", property(&slashes(place.file))));
        properties.push(format!("line={},endLine={}", place.line, place.end_line));
        // Columns of a place on several lines are refused.
        if place.line == place.end_line {
            properties.push(format!("col={},endColumn={}", place.column, place.end_column));
        }
    }
    properties.push(format!("title={}", property(&diagnostic.check)));
    let mut lines = vec![diagnostic.message.clone()];
    for label in diagnostic.labels.iter().skip(1) {
        let place = PlaceJson::new(sources, label.file, label.span);
        lines.push(format!("{}:{}: {}", place.file, place.line, label.message));
    }
    lines.extend(diagnostic.notes.iter().chain(&diagnostic.help).cloned());
    // Logs are shown in terminals, too.
    let shown: Vec<_> = lines.iter().map(|line| visible::line(line, false)).collect();
    format!("::{command} {}::{}\n", properties.join(","), data(&shown.join("\n")))
}

/// Text after the second pair of colons.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A path with slashes, without the current folder before it.
pub(super) fn slashes(path: &str) -> String {
    let path = if std::path::MAIN_SEPARATOR == '\\' { path.replace('\\', "/") } else { path.to_owned() };
    path.strip_prefix("./").map_or(path.clone(), str::to_owned)
}

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'a str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// An entry of GitLab's report. One without a place is shown at the top of the draft, for there must be one.
pub fn gitlab(sources: &Sources, diagnostic: &Diagnostic, fingerprint: &str) -> String {
    let place = diagnostic.labels.first().map(|label| PlaceJson::new(sources, label.file, label.span));
    let path = slashes(place.as_ref().map_or(".", |place| place.file));
    let (begin, end) = place.map_or((1, 1), |place| (place.line, place.end_line));
    text_of(&Issue {
        description: &diagnostic.message,
        check_name: &diagnostic.check,
        fingerprint: fingerprint::in_file(fingerprint, &path),
        severity: match diagnostic.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location: Location { path, lines: Lines { begin, end } },
    })
}

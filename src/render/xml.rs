//! Reports in XML: JUnit's for test runners, Checkstyle's for build servers.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Severity};
use crate::render::short;
use crate::source::{FileId, Sources};

/// What stands before the first draft of a JUnit report.
pub const JUNIT_OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"factlint\">\n";
/// What stands after the last one.
pub const JUNIT_CLOSE: &str = "</testsuites>\n";
/// What stands before the first draft of a Checkstyle report.
pub const CHECKSTYLE_OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
/// What stands after the last one.
pub const CHECKSTYLE_CLOSE: &str = "</checkstyle>\n";

/// The draft as a suite of tests: one failed for each error or warning, notes in the output of one that passed.
pub fn junit(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for (file, found) in by_file(sources, diagnostics) {
        let name = Text(sources.get(file).name());
        let (loud, notes): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            found.iter().partition(|found| found.severity > Severity::Note);
        let tests = loud.len().max(1);
        let _ = writeln!(out, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{}\">", loud.len());
        if loud.is_empty() {
            let _ = writeln!(out, "    <testcase name=\"{name}\" classname=\"factlint\"/>");
        }
        for found in loud {
            let line = found.labels.first().map_or(1, |label| sources.get(file).position(label.span.start()).line);
            let _ = writeln!(
                out,
                "    <testcase name=\"{check}\" classname=\"{name}\" file=\"{name}\" line=\"{line}\">\n      \
                 <failure type=\"{severity}\" message=\"{message}\">{text}</failure>\n    </testcase>",
                check = Text(&found.check),
                severity = found.severity.word(),
                message = Text(&found.message),
                text = Text(&report(sources, found)),
            );
        }
        if !notes.is_empty() {
            let lines: String = notes.iter().map(|found| short::line(sources, found)).collect();
            let _ = writeln!(out, "    <system-out>{}</system-out>", Text(&lines));
        }
        out.push_str("  </testsuite>\n");
    }
    out
}

/// The finding in plain words, a line each.
fn report(sources: &Sources, found: &Diagnostic) -> String {
    let mut text = short::line(sources, found);
    for label in found.labels.iter().skip(1) {
        let file = sources.get(label.file);
        let _ = writeln!(text, "{}:{}: {}", file.name(), file.position(label.span.start()).line, label.message);
    }
    for more in found.notes.iter().chain(&found.help) {
        text.push_str(more);
        text.push('\n');
    }
    text
}

/// The findings of a draft under its name; nothing for one without any.
pub fn checkstyle(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for (file, found) in by_file(sources, diagnostics).into_iter().filter(|(_, found)| !found.is_empty()) {
        let _ = writeln!(out, "  <file name=\"{}\">", Text(sources.get(file).name()));
        for found in found {
            let place = found.labels.first().map(|label| sources.get(label.file).position(label.span.start()));
            let (line, column) = place.map_or((1, 1), |place| (place.line, place.column));
            let severity = if found.severity == Severity::Note { "info" } else { found.severity.word() };
            let _ = writeln!(
                out,
                "    <error line=\"{line}\" column=\"{column}\" severity=\"{severity}\" message=\"{}\" source=\"factlint.{}\"/>",
                Text(&found.message),
                Text(&found.check)
            );
        }
        out.push_str("  </file>\n");
    }
    out
}

/// Neighbouring findings about one file, together; the draft itself, where it is named, even if there are none.
fn by_file<'a>(sources: &Sources, diagnostics: &'a [Diagnostic]) -> Vec<(FileId, Vec<&'a Diagnostic>)> {
    let mut files: Vec<(FileId, Vec<&Diagnostic>)> = Vec::new();
    for diagnostic in diagnostics {
        let file = diagnostic.labels.first().map_or(FileId::DRAFT, |label| label.file);
        match files.last_mut() {
            Some((last, found)) if *last == file => found.push(diagnostic),
            _ => files.push((file, vec![diagnostic])),
        }
    }
    if files.is_empty() && !sources.get(FileId::DRAFT).name().is_empty() {
        files.push((FileId::DRAFT, Vec::new()));
    }
    files
}

/// Text inside an element or between double quotation marks. What XML 1.0 has no way to write becomes U+FFFD.
struct Text<'a>(&'a str);

impl std::fmt::Display for Text<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\n' => out.write_str("&#10;")?,
                '\r' => out.write_str("&#13;")?,
                '\t' => out.write_str("&#9;")?,
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.write_char('\u{fffd}')?,
                other => out.write_char(other)?,
            }
        }
        Ok(())
    }
}

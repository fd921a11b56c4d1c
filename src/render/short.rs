//! A line a finding: `path:line:column: error[check]: message`.

use crate::diagnostic::Diagnostic;
use crate::render::visible;
use crate::source::Sources;

/// The line, with its line break.
pub fn line(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let place = diagnostic.labels.first().map_or(String::new(), |label| {
        let file = sources.get(label.file);
        let position = file.position(label.span.start());
        format!("{}:{}:{}: ", visible::name(file.name(), false), position.line, position.column)
    });
    let message = visible::line(&diagnostic.message, false);
    format!("{place}{}[{}]: {message}\n", diagnostic.severity.word(), diagnostic.check)
}

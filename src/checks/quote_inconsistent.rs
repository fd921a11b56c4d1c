//! `quote-inconsistent`: two quotations that agree but for a word or two.

use crate::check::{Category, Check, Context, Report};
use crate::claim::quote::within::{self, Echo};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::document::Document;
use crate::settings::Level;
use crate::span::Span;

pub static CHECK: Check = Check {
    name: "quote-inconsistent",
    summary: "Two quotations agree but for a word or two.",
    category: Category::Draft,
    default: Level::Off,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/quote-inconsistent.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    let document = context.document;
    for echo in within::find(document, context.mentions, context.lexicon) {
        let word = |span: Option<Span>| span.map_or("no word".to_owned(), |span| format!("“{}”", document.text(span)));
        let Echo { later, earlier, words } = echo;
        let message = format!("one remark in two wordings? {} here, {} elsewhere", word(words.0), word(words.1));
        report.add(
            Diagnostic::new(CHECK.name, message)
                .confidence(Confidence::Medium)
                .label(
                    Document::FILE,
                    document.source_span(words.0.unwrap_or(later)),
                    format!("{} here", word(words.0)),
                )
                .label(
                    Document::FILE,
                    document.source_span(words.1.unwrap_or(earlier)),
                    format!("{} here", word(words.1)),
                )
                .help("if it was said once, go back to the recording and print one wording"),
        );
    }
}

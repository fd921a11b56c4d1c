//! `name-inconsistent`: one name in two spellings, found without any list.

use crate::check::{Category, Check, Context, Report};
use crate::checks::name_not_in_source;
use crate::claim::variant::{self, Difference, Variant};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::settings::Level;
use crate::span::Span;

pub static CHECK: Check = Check {
    name: "name-inconsistent",
    summary: "A name is spelt in two ways.",
    category: Category::Draft,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/name-inconsistent.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for variant in variant::find(context.document, context.mentions, context.lexicon) {
        // Where a source decides between the two, the finding is that of `name-not-in-source`.
        let decided = |span: Span| name_not_in_source::slips(context).any(|slip| slip.span.overlaps(span));
        if !decided(variant.usual) && !variant.odd.iter().any(|&span| decided(span)) {
            report.add(diagnostic(context.document, &variant));
        }
    }
}

fn diagnostic(document: &Document, variant: &Variant) -> Diagnostic {
    let spelling = |at: Option<&Span>| at.map_or("", |&span| document.text(span));
    let (odd, usual) = (spelling(variant.odd.first()), document.text(variant.usual));
    let message = format!("{odd} {}, but {usual} {}", times(variant.odd.len()), times(variant.times));
    let mut diagnostic = Diagnostic::new(CHECK.name, message);
    for (index, &span) in variant.odd.iter().enumerate() {
        let also = if index > 0 { "also " } else { "" };
        diagnostic = diagnostic.label(Document::FILE, document.source_span(span), format!("{also}{odd} here"));
        if index == 0 {
            diagnostic = diagnostic.label(Document::FILE, document.source_span(variant.usual), format!("{usual} here"));
        }
    }
    diagnostic
        .note(format!("they differ by {}", differ_by(variant.difference)))
        .help("either may be wrong: look the name up, and write it in one way")
}

/// "once", "twice", "5 times".
fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

fn differ_by(difference: Difference) -> &'static str {
    match difference {
        Difference::Letters => "a letter or two",
        Difference::Accents => "accents, or the letters written in their stead",
        Difference::Joint => "a hyphen, a blank or neither",
        Difference::Initials => "the order of their letters",
        Difference::Place => "usage: both are names of one place",
    }
}

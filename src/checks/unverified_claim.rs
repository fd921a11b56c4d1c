//! `unverified-claim`: a claim that nothing in the fact base speaks of.

use crate::check::{Category, Check, Context, Report};
use crate::claim::{Reason, Verdict};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::settings::Level;
use crate::settings::options::{Declared, Kind};
use crate::text::opening::opening;

pub static CHECK: Check = Check {
    name: "unverified-claim",
    summary: "A figure, date, title or quotation is one that nothing in the fact base speaks of.",
    category: Category::Facts,
    default: Level::Off,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/unverified-claim.md"),
    run: Some(check),
};

/// The kinds of claims that have to be recorded.
pub const KINDS: Declared = Declared {
    check: CHECK.name,
    key: "kinds",
    kind: Kind::Some(&["figure", "title", "name", "date", "age", "duration", "quote", "statement", "literal"]),
    meaning: "The kinds of claims that have to be recorded",
};

fn check(context: &Context, report: &mut Report) {
    for judgement in context.judgements {
        // With evidence there is a fact that speaks of it, and another check tells why it does not count.
        if judgement.verdict != Verdict::NotEnoughInfo(Reason::NoFact) || judgement.evidence.is_some() {
            continue;
        }
        let kind = judgement.kind.word();
        if !context.settings.options.admits(&KINDS, kind) {
            continue;
        }
        let words = context.document.text(judgement.span);
        let diagnostic =
            Diagnostic::new(CHECK.name, format!("{}: no fact speaks of this {kind}", opening(words, SHOWN)))
                .label(Document::FILE, context.document.source_span(judgement.span), "nothing recorded")
                .help("check it and record it as a fact, or ignore it with a reason");
        report.add(diagnostic);
    }
}

/// Characters of a claim that a message shows.
const SHOWN: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::ClaimKind::{Age, Date, Duration, Figure, Literal, Name, Quote, Statement, Title};

    #[test]
    fn every_kind_of_claim_can_be_named() {
        let words = [Figure, Title, Name, Date, Age, Duration, Quote, Statement, Literal].map(|kind| kind.word());
        assert!(matches!(KINDS.kind, Kind::Some(known) if known == words));
    }
}

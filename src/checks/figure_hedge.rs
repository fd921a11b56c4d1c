//! A figure that agrees with the record but is worded so that readers take it for more or less.

use crate::check::{Category, Check, Context, Report};
use crate::claim::{ClaimKind, Judgement, Verdict, Wording};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "figure-hedge",
    summary: "A figure agrees with the recorded one, but its hedge is stretched, dropped or far from it.",
    category: Category::Facts,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/figure-hedge.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for judgement in context.judgements {
        let wording = judgement.reading.wording.filter(|_| judgement.kind == ClaimKind::Figure);
        if let (Verdict::Supported, Some(wording)) = (judgement.verdict, wording)
            && let Some(diagnostic) = word(context, judgement, wording)
        {
            let quieter = judgement.quoted || wording == Wording::Understated;
            report.add_at(diagnostic, |severity| if quieter { severity.min(Severity::Note) } else { severity });
        }
    }
}

fn word(context: &Context, judgement: &Judgement, wording: Wording) -> Option<Diagnostic> {
    let evidence = judgement.evidence.as_ref()?;
    let figure = &context.facts.figures[evidence.index];
    let value = &figure.values[evidence.entry];
    let document = context.document;
    let stated = document.text(judgement.span);
    let recorded = &value.text.value;
    let says = match wording {
        Wording::Stretched => "the hedge is stretched",
        Wording::HedgeDropped => "the hedge of the record is gone",
        Wording::Understated => "true, but far from it",
    };
    let message = format!("{}: draft {stated}, recorded {recorded}: {says}", judgement.reading.label);
    let diagnostic = Diagnostic::new(CHECK.name, message)
        .confidence(judgement.confidence)
        .label(Document::FILE, document.source_span(judgement.span), format!("the draft says {stated}"))
        .label(value.text.place.file, value.text.place.span, format!("recorded: {recorded}"))
        .fact(&figure.head.key, figure.head.sources.first().cloned())
        .help(format!("write {recorded}"));
    Some(diagnostic)
}

//! Two values of one figure in one draft.

use rustc_hash::FxHashMap;

use crate::check::{Category, Check, Context, Report};
use crate::claim::consistency::{Disagreement, Tie};
use crate::claim::{ClaimKind, Judgement, Reason, Verdict};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::document::Document;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "figure-inconsistent",
    summary: "A draft gives two values for one figure.",
    category: Category::Draft,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/figure-inconsistent.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    let judged = judged(context.judgements);
    for disagreement in context.disagreements {
        if !is_decided(context, disagreement, &judged) {
            report.add(word(context, disagreement));
        }
    }
}

/// The judgement of each quantity that met a fact.
fn judged(judgements: &[Judgement]) -> FxHashMap<usize, &Judgement> {
    let of_quantity = |judgement: &&Judgement| {
        matches!(judgement.kind, ClaimKind::Figure | ClaimKind::Age | ClaimKind::Duration)
            && judgement.evidence.is_some()
    };
    judgements.iter().filter(of_quantity).map(|judgement| (judgement.mention, judgement)).collect()
}

/// Whether a recorded fact says which of the two is right, or that they are two.
fn is_decided(context: &Context, disagreement: &Disagreement, judged: &FxHashMap<usize, &Judgement>) -> bool {
    let of = |topic: usize| judged.get(&context.topics[topic].mention);
    let (earlier, later) = (of(disagreement.earlier), of(disagreement.later));
    let refuted = |judgement: Option<&&Judgement>| judgement.is_some_and(|one| one.verdict == Verdict::Refuted);
    let settled = match (earlier, later) {
        (Some(a), Some(b)) => !(is_open(a) || is_open(b)) || a.evidence != b.evidence,
        _ => false,
    };
    refuted(earlier) || refuted(later) || settled
}

/// Whether a fact was met, and not said to be the one that is meant.
fn is_open(judgement: &Judgement) -> bool {
    judgement.verdict == Verdict::NotEnoughInfo(Reason::Ambiguous)
}

fn word(context: &Context, disagreement: &Disagreement) -> Diagnostic {
    let place = |topic: usize| {
        let span = context.mentions.quantities[context.topics[topic].mention].span;
        context.document.source_span(span)
    };
    let words = |topic: usize| context.topics[topic].words(context.document, context.mentions);
    let (earlier, later) = (words(disagreement.earlier), words(disagreement.later));
    let (first, second) = match disagreement.tie {
        Tie::Headline => ("in the headline", "in the text"),
        Tie::Summary => ("in the summary", "in the text"),
        Tie::Definite | Tie::Wording | Tie::Digits => ("first", "later"),
    };
    Diagnostic::new(CHECK.name, format!("{earlier} {first}, {later} {second}"))
        .confidence(Confidence::Medium)
        .label(Document::FILE, place(disagreement.later), format!("{later} here"))
        .label(Document::FILE, place(disagreement.earlier), format!("{earlier} {first}"))
        .help(
            "either may be wrong, nothing is recorded: write the right one in both places, or say what sets them apart",
        )
}

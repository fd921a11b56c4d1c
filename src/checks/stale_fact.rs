//! `stale-fact`: a fact that the draft rests on and that wants checking itself.

use rustc_hash::FxHashSet;

use crate::calendar::PartialDate;
use crate::check::{Category, Check, Context, Report};
use crate::claim::{Evidence, Judgement, Reason, Verdict};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::facts::{FactHead, Place};
use crate::settings::Level;
use crate::settings::options::{Declared, Kind};
use crate::text::opening::opening;

pub static CHECK: Check = Check {
    name: "stale-fact",
    summary: "The draft rests on a fact that is due for checking, provisional and old, or confirmed by nobody.",
    category: Category::Facts,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/stale-fact.md"),
    run: Some(check),
};

/// Days after `as_of` from which a provisional fact counts as old: what may still change is looked at again within the month.
pub const PROVISIONAL_DAYS: Declared = Declared {
    check: CHECK.name,
    key: "provisional_days",
    kind: Kind::Number { default: 30, least: 0 },
    meaning: "Days after its `as_of` from which a provisional fact counts as old",
};

fn check(context: &Context, report: &mut Report) {
    let old = context.settings.options.number(&PROVISIONAL_DAYS);
    let mut told: FxHashSet<&str> = FxHashSet::default();
    for judgement in context.judgements {
        let Some(evidence) = &judgement.evidence else { continue };
        let Some(head) = context.facts.head(&evidence.key, evidence.index) else { continue };
        if !is_used(judgement, head) {
            continue;
        }
        if let Some((why, place)) = reason(head, context.date.map(|(date, _)| date), old)
            && told.insert(&head.key)
        {
            report.add(diagnostic(context, judgement, evidence, head, (&why, place)));
        }
    }
}

/// Whether the draft's words agree or differ with it; what nobody has confirmed is used where it would have agreed.
fn is_used(judgement: &Judgement, head: &FactHead) -> bool {
    match judgement.verdict {
        Verdict::Supported | Verdict::Refuted => true,
        Verdict::NotEnoughInfo(reason) => head.unconfirmed && reason == Reason::NoFact,
    }
}

/// Why the fact wants checking, and the place that says so; a provisional one that is older than `old` days does.
fn reason(head: &FactHead, today: Option<PartialDate>, old: u32) -> Option<(String, Place)> {
    if head.unconfirmed {
        return Some(("not confirmed by anybody".to_owned(), head.place));
    }
    let today = today?;
    if let Some(review) = &head.review_after
        && review.value.latest() < today.earliest()
    {
        return Some((format!("to be reviewed after {}", review.value), review.place));
    }
    let as_of = head.as_of.filter(|_| head.provisional)?;
    let age = (today.earliest() - as_of.latest()).get_days();
    (i64::from(age) > i64::from(old)).then(|| (format!("provisional, as of {as_of}"), head.place))
}

/// Code points of a claim that a message shows.
const SHOWN: usize = 60;

fn diagnostic(
    context: &Context,
    judgement: &Judgement,
    evidence: &Evidence,
    head: &FactHead,
    (why, place): (&str, Place),
) -> Diagnostic {
    let words = opening(context.document.text(judgement.span), SHOWN);
    let mut diagnostic = Diagnostic::new(CHECK.name, format!("{words}: rests on {}, {why}", head.key))
        .label(Document::FILE, context.document.source_span(judgement.span), "rests on it")
        .label(place.file, place.span, why)
        .help("check the fact with its source, and renew what it says of itself")
        .fact(&evidence.key, head.sources.first().cloned());
    if let Some((date, _)) = context.date {
        diagnostic = diagnostic.note(format!("on {date}, the date of the draft"));
    }
    diagnostic
}

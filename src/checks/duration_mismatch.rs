//! `duration-mismatch`: a length of time that does not follow from the recorded dates.

use crate::check::{Category, Check, Context, Report};
use crate::checks::date_mismatch::report_worded;
use crate::claim::{ClaimKind, Verdict};
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "duration-mismatch",
    summary: "A length of time does not follow from the recorded dates.",
    category: Category::Facts,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/duration-mismatch.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for judgement in context.judgements {
        if judgement.kind == ClaimKind::Duration
            && judgement.verdict == Verdict::Refuted
            && let Some(evidence) = &judgement.evidence
        {
            report_worded(&CHECK, context, judgement, evidence, report);
        }
    }
}

//! `age-mismatch`: an age that does not follow from the recorded birth.

use crate::check::{Category, Check, Context, Report};
use crate::checks::date_mismatch::report_worded;
use crate::claim::{ClaimKind, Verdict};
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "age-mismatch",
    summary: "A person’s age does not follow from the recorded birth.",
    category: Category::Facts,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/age-mismatch.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for judgement in context.judgements {
        if judgement.kind == ClaimKind::Age
            && judgement.verdict == Verdict::Refuted
            && let Some(evidence) = &judgement.evidence
        {
            report_worded(&CHECK, context, judgement, evidence, report);
        }
    }
}

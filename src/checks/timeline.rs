//! `timeline`: dates of one life or body that cannot all be right.

use crate::check::{Category, Check, Context, Report};
use crate::checks::age_inconsistent::report_kind;
use crate::claim::date::within::StrifeKind;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "timeline",
    summary: "Dates of one life or body that cannot all be right.",
    category: Category::Draft,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/timeline.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    report_kind(&CHECK, StrifeKind::Time, context, report);
}

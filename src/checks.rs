//! The list of checks. Adding one touches its file, its page, its fixtures and this list.

pub mod abbreviation;
pub mod age_inconsistent;
pub mod age_mismatch;
pub mod ambiguous_form;
pub mod broken_line;
pub mod change_arithmetic;
pub mod conflicting_definition;
pub mod contradicting_figures;
pub mod conversion_mismatch;
pub mod cross_draft_figure;
pub mod cross_draft_name;
pub mod cross_draft_title;
pub mod dangling_reference;
pub mod date_mismatch;
pub mod duration_mismatch;
pub mod figure_hedge;
pub mod figure_inconsistent;
pub mod figure_mismatch;
pub mod figure_not_in_source;
pub mod first_reference;
pub mod ignore_without_reason;
pub mod impossible_date;
pub mod invalid_facts;
pub mod invalid_rules;
pub mod invalid_settings;
pub mod leftover_marker;
pub mod list_count;
pub mod literal_mismatch;
pub mod name_forbidden;
pub mod name_inconsistent;
pub mod name_misspelled;
pub mod name_not_in_source;
pub mod never_accepted;
pub mod office_holder;
pub mod overlapping_validity;
pub mod parts_arithmetic;
pub mod percent_points;
pub mod quote_altered;
pub mod quote_inconsistent;
pub mod quote_marks;
pub mod quote_misattributed;
pub mod quote_not_in_source;
pub mod ratio_arithmetic;
pub mod reversed_range;
pub mod review_due;
pub mod share_arithmetic;
pub mod stale_fact;
pub mod statement_contradicted;
pub mod statistic_mismatch;
pub mod table_sum;
pub mod table_text;
pub mod timeline;
pub mod title_inconsistent;
pub mod title_mismatch;
pub mod title_not_in_source;
pub mod undated_reference;
pub mod unknown_check;
pub mod unknown_key;
pub mod unknown_speaker;
pub mod unreadable_draft;
pub mod unreadable_source;
pub mod unsourced_poll;
pub mod unused_fact;
pub mod unused_ignore;
pub mod unverified_claim;
pub mod weekday_mismatch;
pub mod wrong_type;

use rustc_hash::FxHashSet;

use crate::check::{Check, OfRecord, Report};
use crate::diagnostic::Diagnostic;
use crate::settings::options::Declared;
use crate::span::Span;

/// Every check, in the order of the table in the README.
pub static ALL: &[&Check] = &[
    &figure_mismatch::CHECK,
    &figure_hedge::CHECK,
    &title_mismatch::CHECK,
    &office_holder::CHECK,
    &date_mismatch::CHECK,
    &age_mismatch::CHECK,
    &duration_mismatch::CHECK,
    &name_misspelled::CHECK,
    &name_forbidden::CHECK,
    &quote_altered::CHECK,
    &quote_misattributed::CHECK,
    &statement_contradicted::CHECK,
    &literal_mismatch::CHECK,
    &figure_not_in_source::CHECK,
    &quote_not_in_source::CHECK,
    &name_not_in_source::CHECK,
    &title_not_in_source::CHECK,
    &figure_inconsistent::CHECK,
    &table_text::CHECK,
    &stale_fact::CHECK,
    &unverified_claim::CHECK,
    &weekday_mismatch::CHECK,
    &impossible_date::CHECK,
    &change_arithmetic::CHECK,
    &share_arithmetic::CHECK,
    &parts_arithmetic::CHECK,
    &percent_points::CHECK,
    &ratio_arithmetic::CHECK,
    &conversion_mismatch::CHECK,
    &reversed_range::CHECK,
    &list_count::CHECK,
    &table_sum::CHECK,
    &name_inconsistent::CHECK,
    &title_inconsistent::CHECK,
    &age_inconsistent::CHECK,
    &timeline::CHECK,
    &abbreviation::CHECK,
    &quote_marks::CHECK,
    &broken_line::CHECK,
    &leftover_marker::CHECK,
    &quote_inconsistent::CHECK,
    &first_reference::CHECK,
    &undated_reference::CHECK,
    &unsourced_poll::CHECK,
    &statistic_mismatch::CHECK,
    &cross_draft_figure::CHECK,
    &cross_draft_name::CHECK,
    &cross_draft_title::CHECK,
    &unknown_key::CHECK,
    &wrong_type::CHECK,
    &conflicting_definition::CHECK,
    &dangling_reference::CHECK,
    &never_accepted::CHECK,
    &ambiguous_form::CHECK,
    &overlapping_validity::CHECK,
    &contradicting_figures::CHECK,
    &unknown_speaker::CHECK,
    &review_due::CHECK,
    &unused_fact::CHECK,
    &unreadable_draft::CHECK,
    &unreadable_source::CHECK,
    &invalid_facts::CHECK,
    &invalid_rules::CHECK,
    &invalid_settings::CHECK,
    &unknown_check::CHECK,
    &unused_ignore::CHECK,
    &ignore_without_reason::CHECK,
];

/// The checks of the fact base itself.
pub static OF_RECORD: &[(&Check, OfRecord)] = &[
    (&ambiguous_form::CHECK, ambiguous_form::find),
    (&overlapping_validity::CHECK, overlapping_validity::find),
    (&contradicting_figures::CHECK, contradicting_figures::find),
    (&unknown_speaker::CHECK, unknown_speaker::find),
    (&review_due::CHECK, review_due::find),
    (&unused_fact::CHECK, unused_fact::find),
];

/// The options of those checks that have some.
pub static OPTIONS: &[&[Declared]] = &[
    &[stale_fact::PROVISIONAL_DAYS],
    &[unverified_claim::KINDS],
    &[abbreviation::KNOWN],
    &[first_reference::AGAIN_AFTER],
    &[leftover_marker::MARKERS],
    &[statistic_mismatch::ONE_TAILED],
    &[review_due::DAYS_AHEAD],
];

/// The checks that need other drafts, and run when all have been judged.
pub static ACROSS: &[&Check] = &[&cross_draft_figure::CHECK, &cross_draft_name::CHECK, &cross_draft_title::CHECK];

/// Checks that say which of several figures is wrong.
static RECKONED: &[&Check] = &[
    &change_arithmetic::CHECK,
    &share_arithmetic::CHECK,
    &parts_arithmetic::CHECK,
    &percent_points::CHECK,
    &ratio_arithmetic::CHECK,
    &table_sum::CHECK,
];

/// Checks that only say that two figures differ.
static HELD: &[&Check] = &[&figure_inconsistent::CHECK, &table_text::CHECK];

/// One cause, one diagnostic: where a sum shows a figure to be wrong, that it stands otherwise elsewhere is not told as well.
pub fn settle(report: &mut Report) {
    let is_one_of = |checks: &[&Check], found: &Diagnostic| checks.iter().any(|check| found.check == check.name);
    let reckoned = report.found().iter().filter(|found| is_one_of(RECKONED, found));
    let spans: FxHashSet<Span> = reckoned.flat_map(|found| &found.labels).map(|label| label.span).collect();
    report.hide(|found| is_one_of(HELD, found) && found.labels.iter().any(|label| spans.contains(&label.span)));
}

/// The check called `name`.
pub fn by_name(name: &str) -> Option<&'static Check> {
    ALL.iter().copied().find(|check| check.name == name)
}

/// "in one draft", "in 3 drafts": how many say so.
fn in_drafts(count: usize) -> String {
    if count == 1 { "in one draft".to_owned() } else { format!("in {count} drafts") }
}

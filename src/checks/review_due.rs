//! `review-due`: a fact that is due for checking again.

use crate::check::{Category, Check, Record};
use crate::diagnostic::Diagnostic;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "review-due",
    summary: "A fact that is due for checking again.",
    category: Category::Record,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/review-due.md"),
    run: None,
};

/// What is wrong with the facts by this check.
pub fn find(record: &Record) -> Vec<Diagnostic> {
    let Some(today) = record.date else { return Vec::new() };
    let heads = record.facts.heads();
    heads
        .filter_map(|head| Some((head, head.review_after.as_ref()?)))
        .filter(|(_, due)| due.value.definitely_before(today))
        .map(|(head, due)| {
            Diagnostic::new(
                CHECK.name,
                format!("{} was to be checked again after {}; it is {today}", head.key, due.value),
            )
            .label(due.place.file, due.place.span, "due since")
            .fact(head.key.clone(), head.sources.first().cloned())
            .help("look at its source again, and move review_after")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::calendar::PartialDate;
    use crate::check::testing::messages;

    #[test]
    fn a_fact_is_due_once_its_day_has_passed() {
        let due = |today: Option<&str>| {
            let fact = "[literal.port]\nnear = [\"port\"]\nvalue = \"8080\"\nreview_after = 2025-06-30\n";
            messages(find, fact, today.and_then(PartialDate::parse)).len()
        };
        assert_eq!([due(Some("2025-07-01")), due(Some("2025-06-30")), due(Some("2025-06")), due(None)], [1, 0, 0, 0]);
    }
}

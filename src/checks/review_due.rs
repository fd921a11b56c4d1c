//! `review-due`: a fact that is due for checking again.

use crate::check::{Category, Check, Record};
use crate::diagnostic::Diagnostic;
use crate::settings::Level;
use crate::settings::options::{Declared, Kind};

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

/// For those who want to know before the day comes.
pub const DAYS_AHEAD: Declared = Declared {
    check: CHECK.name,
    key: "days_ahead",
    kind: Kind::Number { default: 0, least: 0 },
    meaning: "Days before its `review_after` from which a fact is reported",
};

/// What is wrong with the facts by this check.
pub fn find(record: &Record) -> Vec<Diagnostic> {
    let Some(today) = record.date else { return Vec::new() };
    let ahead = i64::from(record.options.number(&DAYS_AHEAD));
    let heads = record.facts.heads();
    heads
        .filter_map(|head| Some((head, head.review_after.as_ref()?)))
        .filter(|(_, due)| {
            let days_left = (due.value.latest() - today.earliest()).get_days();
            i64::from(days_left) < ahead
        })
        .map(|(head, due)| {
            let (was, label) =
                if due.value.definitely_before(today) { ("was", "due since") } else { ("is", "due then") };
            Diagnostic::new(
                CHECK.name,
                format!("{} {was} to be checked again after {}; it is {today}", head.key, due.value),
            )
            .label(due.place.file, due.place.span, label)
            .fact(head.key.clone(), head.sources.first().cloned())
            .help("look at its source again, and move review_after")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::find;
    use super::{CHECK, DAYS_AHEAD};
    use crate::calendar::PartialDate;
    use crate::check::testing::{messages, messages_with};
    use crate::facts::{Place, Placed};
    use crate::settings::options::{Options, Set, Value};
    use crate::source::FileId;
    use crate::span::Span;

    #[test]
    fn a_fact_is_due_once_its_day_has_passed() {
        let due = |today: Option<&str>| {
            let fact = "[literal.port]\nnear = [\"port\"]\nvalue = \"8080\"\nreview_after = 2025-06-30\n";
            messages(find, fact, today.and_then(PartialDate::parse)).len()
        };
        assert_eq!([due(Some("2025-07-01")), due(Some("2025-06-30")), due(Some("2025-06")), due(None)], [1, 0, 0, 0]);
    }

    #[test]
    fn days_ahead_counts_the_days_that_are_left() {
        let fact = "[literal.port]\nnear = [\"port\"]\nvalue = \"8080\"\nreview_after = 2025-06-30\n";
        let place = Place { file: FileId::DRAFT, span: Span::default() };
        let mut options = Options::default();
        let value = Placed { value: Value::Number(7), place };
        options.set(CHECK.name, DAYS_AHEAD.key, Set { key: place, value });
        let told = |today: &str| messages_with(find, fact, PartialDate::parse(today), &options);
        assert_eq!(told("2025-06-23"), Vec::<String>::new());
        let soon = ["literal.port is to be checked again after 2025-06-30; it is 2025-06-24"];
        assert_eq!(told("2025-06-24"), soon);
        let past = ["literal.port was to be checked again after 2025-06-30; it is 2025-07-01"];
        assert_eq!(told("2025-07-01"), past);
    }
}

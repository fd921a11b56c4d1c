//! `overlapping-validity`: two values or offices of one fact are said to hold at one time.

use crate::calendar::PartialDate;
use crate::check::{Category, Check, Record};
use crate::diagnostic::Diagnostic;
use crate::facts::{Entity, Figure, FigureValue, Place, TitleFact};
use crate::quantity::interval::contradict;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "overlapping-validity",
    summary: "Two values or offices of one fact are said to hold at one time.",
    category: Category::Record,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/overlapping-validity.md"),
    run: None,
};

/// What is wrong with the facts by this check.
pub fn find(record: &Record) -> Vec<Diagnostic> {
    let values = record.facts.figures.iter().flat_map(of_figure);
    let titles = record.facts.entities.iter().flat_map(of_titles);
    values.chain(titles).collect()
}

/// Values of a series that differ, of one source, and hold on a common day or for one period.
fn of_figure(figure: &Figure) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, later) in figure.values.iter().enumerate() {
        let clash = figure.values[..at].iter().find(|earlier| {
            earlier.according_to == later.according_to
                && one_time(earlier, later)
                && contradict(&later.quantity, &earlier.quantity)
        });
        if let Some(earlier) = clash {
            let message = format!("{}: {} and {} at one time", figure.head.key, earlier.text.value, later.text.value);
            found.push(two_places(message, later.text.place, earlier.text.place));
        }
    }
    found
}

fn one_time(a: &FigureValue, b: &FigureValue) -> bool {
    match (&a.period, &b.period) {
        // A year and its quarters are different flows.
        (Some(a), Some(b)) => a.value == b.value,
        (None, None) => meet((a.from, a.until), (b.from, b.until)),
        _ => false,
    }
}

/// One office of one person that is said to begin again before it ends.
fn of_titles(entity: &Entity) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, later) in entity.titles.iter().enumerate() {
        let same = |earlier: &&TitleFact| {
            let of = |title: &TitleFact| title.of.as_ref().map(|of| of.value.clone());
            earlier.title.value == later.title.value && of(earlier) == of(later)
        };
        let times =
            |title: &TitleFact| (title.from.as_ref().map(|it| it.value), title.until.as_ref().map(|it| it.value));
        if let Some(earlier) = entity.titles[..at].iter().filter(same).find(|it| meet(times(it), times(later))) {
            let message = format!("{}: {} twice at one time", entity.name.value, later.title.value);
            found.push(two_places(message, later.title.place, earlier.title.place));
        }
    }
    found
}

/// Whether two stretches have a day in common; an open end has no bound. A day on which one ends and the other begins is the
/// change itself, and a date without its day may be that day.
fn meet(a: (Option<PartialDate>, Option<PartialDate>), b: (Option<PartialDate>, Option<PartialDate>)) -> bool {
    let ends_before = |end: Option<PartialDate>, start: Option<PartialDate>| match (end, start) {
        (Some(end), Some(start)) => end.earliest() <= start.latest(),
        _ => false,
    };
    !ends_before(a.1, b.0) && !ends_before(b.1, a.0)
}

fn two_places(message: String, later: Place, earlier: Place) -> Diagnostic {
    Diagnostic::new(CHECK.name, message)
        .label(later.file, later.span, "this one")
        .label(earlier.file, earlier.span, "and this one")
        .help("correct the dates, or delete the one that does not hold")
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::check::testing::messages;

    fn fares(values: &str) -> Vec<String> {
        messages(
            find,
            &format!("[figure.fare]\nsubject = \"the metro\"\nmeasure = \"fare\"\nvalues = [{values}]\n"),
            None,
        )
    }

    #[test]
    fn values_that_differ_may_follow_each_other_but_not_overlap() {
        for (values, wanted) in [
            ("{ value = \"$2\", until = 2024-06-30 }, { value = \"$3\", from = 2024-06-01 }", 1),
            ("{ value = \"$2\" }, { value = \"$3\", from = 2024-06-01 }", 1),
            ("{ value = \"$2\", until = 2024-06-30 }, { value = \"$3\", from = 2024-07-01 }", 0),
            ("{ value = \"$2\", until = 2024-07-01 }, { value = \"$3\", from = 2024-07-01 }", 0),
            ("{ value = \"$2\", until = \"2024\" }, { value = \"$3\", from = \"2024\" }", 0),
            ("{ value = \"$2\", until = 2024-06-30 }, { value = \"$2\", from = 2024-06-01 }", 0),
            ("{ value = \"$2\", period = \"2023\" }, { value = \"$3\", period = \"2023\" }", 1),
            ("{ value = \"$2\", period = \"2023\" }, { value = \"$1\", period = \"Q1 2023\" }", 0),
            (
                "{ value = \"$2\", period = \"2023\", according_to = \"the city\" }, { value = \"$3\", period = \"2023\" }",
                0,
            ),
        ] {
            assert_eq!(fares(values).len(), wanted, "{values}: {:?}", fares(values));
        }
        let both = "{ value = \"$2\" }, { value = \"$3\" }";
        assert_eq!(fares(both), ["figure.fare: $2 and $3 at one time"]);
    }

    #[test]
    fn an_office_may_be_held_twice_but_not_at_one_time() {
        let held =
            |titles: &str| messages(find, &format!("[person.kos]\nname = \"Ana Kos\"\ntitles = [{titles}]\n"), None);
        let first = "{ title = \"Mayor\", of = \"Brod\", from = 2016-05-01, until = 2020-05-01 }";
        assert_eq!(held(&format!("{first}, {{ title = \"Mayor\", of = \"Brod\", from = 2019-01-01 }}")).len(), 1);
        assert!(held(&format!("{first}, {{ title = \"Mayor\", of = \"Brod\", from = 2024-01-01 }}")).is_empty());
        assert!(held(&format!("{first}, {{ title = \"Mayor\", of = \"Sisak\", from = 2019-01-01 }}")).is_empty());
        assert!(held(&format!("{first}, {{ title = \"senator\", from = 2017-01-01 }}")).is_empty());
    }
}

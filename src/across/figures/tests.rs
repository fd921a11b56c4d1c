//! Drafts of one run, and what differs between them.

use crate::across::Entry;
use crate::across::figures::find;
use crate::claim::summary;
use crate::claim::topic::testing::with_topics;

fn entry(draft: &str, edition: usize) -> Entry {
    with_topics(draft, |case, topics| Entry { summary: summary::of_draft(case, topics, &[]), edition })
}

/// What is found, as "draft: words (drafts) / words (drafts)".
fn found(drafts: &[(&str, usize)]) -> Vec<String> {
    let entries: Vec<Entry> = drafts.iter().map(|&(draft, edition)| entry(draft, edition)).collect();
    let words = |draft: usize, figure: usize| entries[draft].summary.figures[figure].text.to_string();
    let clashes = find(&entries).into_iter().map(|clash| {
        let (here, there) = (words(clash.draft, clash.figure), words(clash.other, clash.other_figure));
        format!("{}: {here} ({}) / {there} ({})", clash.draft, clash.drafts, clash.others)
    });
    clashes.collect()
}

const FOURTEEN: &str = "The storm left 14 wards of Halvern without power.";
const FIFTEEN: &str = "The storm has left 15 wards of Halvern without power, the utility said.";

#[test]
fn a_figure_that_two_drafts_give_otherwise_is_found_in_the_rarer_one() {
    assert_eq!(found(&[(FOURTEEN, 0), (FIFTEEN, 0)]), ["1: 15 wards (1) / 14 wards (1)"]);
    assert_eq!(found(&[(FIFTEEN, 0), (FOURTEEN, 0), (FOURTEEN, 0)]), ["0: 15 wards (1) / 14 wards (2)"]);
}

#[test]
fn what_can_be_true_of_two_drafts_is_left_alone() {
    let table: [(&str, &str); 8] = [
        (FOURTEEN, FOURTEEN),
        // Another place, another time, another thing, other words.
        (FOURTEEN, "The storm left 15 wards of Orsa without power."),
        (FOURTEEN, "The storm of 1998 left 15 wards of Halvern without power."),
        (FOURTEEN, "The storm left 15 schools of Halvern without power."),
        (FOURTEEN, "The flu has closed 15 wards of Halvern."),
        // A hedge that both can meet, and a value that is no slip of the other.
        (FOURTEEN, "The storm left more than 10 wards of Halvern without power."),
        (FOURTEEN, "The storm left 90 wards of Halvern without power."),
        // Drafts of two months.
        (
            "---\ndate: 2025-03-01\n---\nThe storm left 14 wards of Halvern without power.",
            "---\ndate: 2025-05-01\n---\nThe storm left 15 wards of Halvern without power.",
        ),
    ];
    for (first, second) in table {
        assert_eq!(found(&[(first, 0), (second, 0)]), [""; 0], "{second}");
    }
}

#[test]
fn editions_are_not_held_against_each_other() {
    assert_eq!(found(&[(FOURTEEN, 0), (FIFTEEN, 1)]), [""; 0]);
}

#[test]
fn a_figure_with_many_values_is_a_series() {
    let drafts: Vec<String> = (14..19).map(|wards| FOURTEEN.replace("14", &wards.to_string())).collect();
    let drafts: Vec<(&str, usize)> = drafts.iter().map(|draft| (draft.as_str(), 0)).collect();
    assert_eq!(found(&drafts), [""; 0]);
}

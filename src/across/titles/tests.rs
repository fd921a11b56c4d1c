//! Titles that several drafts give to one person.

use crate::across::Entry;
use crate::across::titles::find;
use crate::claim::summary;
use crate::claim::title::within;
use crate::claim::topic::testing::with_topics;
use crate::lexicon::Lexicon;

/// What is found, as "draft: title (drafts) / title (drafts)".
fn found(drafts: &[&str]) -> Vec<String> {
    let entry = |draft: &&str| {
        with_topics(draft, |case, topics| {
            let holders = within::holders(case.document, case.mentions, case.facts, case.lexicon);
            Entry { summary: summary::of_draft(case, topics, &holders), edition: 0 }
        })
    };
    let entries: Vec<Entry> = drafts.iter().map(entry).collect();
    let tell = |it: crate::across::titles::Clash| {
        let text = |place: crate::across::titles::Place| &place.of(&entries).1.text;
        format!("{}: {} ({}) / {} ({})", it.here.draft, text(it.here), it.drafts, text(it.there), it.others)
    };
    find(&entries, &Lexicon::english()).into_iter().map(tell).collect()
}

const FOREIGN: &str = "Foreign Minister Marko Djuric spoke on the bridge.";
const PRIME: &str = "Prime Minister Marko Djuric left the bridge.";

fn dated(date: &str, draft: &str) -> String {
    format!("---\ndate: {date}\n---\n{draft}")
}

#[test]
fn the_rarer_of_two_offices_is_found() {
    assert_eq!(found(&[FOREIGN, PRIME]), ["1: Prime Minister (1) / Foreign Minister (1)"]);
    assert_eq!(found(&[PRIME, FOREIGN, FOREIGN]), ["0: Prime Minister (1) / Foreign Minister (2)"]);
    let week = [dated("2025-03-01", FOREIGN), dated("2025-03-05", PRIME)];
    assert_eq!(found(&[&week[0], &week[1]]), ["1: Prime Minister (1) / Foreign Minister (1)"]);
    let mayor = ["The mayor, Ilse Vroomberg, spoke.", "Gov. Ilse Vroomberg left."];
    assert_eq!(found(&mayor), ["1: Gov. (1) / mayor (1)"]);
}

#[test]
fn what_can_be_true_of_two_drafts_is_left_alone() {
    let later = dated("2025-06-01", PRIME);
    let first = dated("2025-03-01", FOREIGN);
    let table: [&[&str]; 12] = [
        // The same, a shorter form, offices that go together.
        &[FOREIGN, FOREIGN],
        &[FOREIGN, "Minister Marko Djuric left."],
        &[FOREIGN, "Deputy Prime Minister Marko Djuric left."],
        &[FOREIGN, "The party’s leader, Marko Djuric, left."],
        // Another time, or an unknown one.
        &[&first, &later],
        &[&first, PRIME],
        // A change that is told, in one of the two or in a third.
        &[FOREIGN, "Former Prime Minister Marko Djuric left."],
        &[FOREIGN, PRIME, "Foreign Minister Marko Djuric was appointed prime minister."],
        // Other people, and a name that many bear.
        &[FOREIGN, "Prime Minister Mirko Djuric left."],
        &["Mayor John Smith spoke.", "Governor John Smith left."],
        // Somebody else’s words, and somebody with a career.
        &[FOREIGN, "“Prime Minister Marko Djuric, as I call him, is well,” a guest said."],
        &[FOREIGN, PRIME, "Mayor Marko Djuric spoke.", "President Marko Djuric spoke."],
    ];
    for drafts in table {
        assert_eq!(found(drafts), [""; 0], "{drafts:?}");
    }
}

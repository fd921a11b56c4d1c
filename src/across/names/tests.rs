//! Names of several drafts, and how they are spelled.

use crate::across::Entry;
use crate::across::names::find;
use crate::claim::summary;
use crate::claim::topic::testing::with_topics;
use crate::lexicon::Lexicon;

fn entries(drafts: &[&str]) -> Vec<Entry> {
    let entry = |draft: &&str| {
        with_topics(draft, |case, topics| Entry { summary: summary::of_draft(case, topics, &[]), edition: 0 })
    };
    drafts.iter().map(entry).collect()
}

/// What is found, as "draft: words (drafts) / words (drafts)".
fn found(entries: &[Entry]) -> Vec<String> {
    let text = |draft: usize, name: usize| &entries[draft].summary.names[name].text;
    let tell = |it: crate::across::names::Variant| {
        let (odd, usual) = (text(it.draft, it.name), text(it.other, it.other_name));
        format!("{}: {odd} ({}) / {usual} ({})", it.draft, it.drafts, it.others)
    };
    find(entries, &Lexicon::english()).into_iter().map(tell).collect()
}

const DJURIC: &str = "The yard was sold, Marko Djuric said on Monday.";

#[test]
fn the_rarer_spelling_of_a_name_is_found() {
    let table: [(&[&str], &str); 7] = [
        (&[DJURIC, DJURIC, "It rained, Marko Duric said."], "2: Marko Duric (1) / Marko Djuric (2)"),
        (&["It rained, Marko Duric said.", DJURIC, DJURIC], "0: Marko Duric (1) / Marko Djuric (2)"),
        (&[DJURIC, DJURIC, "It rained, Marco Djuric said."], "2: Marco Djuric (1) / Marko Djuric (2)"),
        (&[DJURIC, DJURIC, "It rained, Marko Đurić said."], "2: Marko Đurić (1) / Marko Djuric (2)"),
        (
            &["We asked Naftna Industrija about it.", "He left Naftna Industrija.", "Then Naftna Industria paid."],
            "2: Naftna Industria (1) / Naftna Industrija (2)",
        ),
        // Of two drafts the later, if they have a rare name in common.
        (
            &["Marko Djuric said so to Ilse Vroomberg.", "It rained, Marko Duric said. Then Ilse Vroomberg left."],
            "1: Marko Duric (1) / Marko Djuric (1)",
        ),
        (
            &["The Vroomberg Bridge fell.", "The Vroomberg Bridge rose.", "Ask at the Vroombreg Bridge."],
            "2: Vroombreg Bridge (1) / Vroomberg Bridge (2)",
        ),
    ];
    for (drafts, expected) in table {
        assert_eq!(found(&entries(drafts)), [expected], "{drafts:?}");
    }
}

#[test]
fn who_really_differs_is_left_alone() {
    let table: [&[&str]; 12] = [
        // Two drafts that nothing ties to each other may tell of two people.
        &[DJURIC, "It rained, Marko Duric said."],
        &[DJURIC, DJURIC, "It rained, Marko Djuric said."],
        // Relatives, and people of a common name.
        &[DJURIC, DJURIC, "It rained, Mirko Djuric said."],
        &["Anna Jensen said so.", "Anna Jensen said no.", "It rained, Anna Jansen said."],
        &["John Smith said so.", "John Smith said no.", "It rained, Jon Smith said."],
        &["Ivan Petrovskin said so.", "Ivan Petrovskin said no.", "It rained, Ivan Petrovskina said."],
        // Who has both in view means two.
        &[DJURIC, DJURIC, "Marko Djuric met his cousin. It rained, Marko Duric said."],
        // Inflections, plurals, ordinary words.
        &["Ask the Halvern Serbian Club.", "Tell the Halvern Serbian Club.", "We like the Halvern Serbia Club."],
        &["We left Vroom Harbor.", "We saw Vroom Harbor.", "We love Vroom Harbors."],
        &["We left Halvern Health.", "We saw Halvern Health.", "We love Halvern Heath."],
        // Another first letter, and the words of somebody else.
        &["The Vroomberg Bridge fell.", "The Vroomberg Bridge rose.", "Ask at the Broomberg Bridge."],
        &[DJURIC, DJURIC, "“I met Marko Duric on the road to the yard,” a guest said."],
    ];
    for drafts in table {
        assert_eq!(found(&entries(drafts)), [""; 0], "{drafts:?}");
    }
}

#[test]
fn the_order_of_the_drafts_changes_places_only() {
    let drafts = [DJURIC, "It rained, Marko Duric said.", "Ask at the Halvern Yard.", DJURIC, "Nothing."];
    let all = entries(&drafts);
    for turn in 0..all.len() {
        let mut turned = all.clone();
        turned.rotate_left(turn);
        let place = (1 + all.len() - turn) % all.len();
        assert_eq!(found(&turned), [format!("{place}: Marko Duric (1) / Marko Djuric (2)")]);
    }
}

#[test]
fn editions_are_not_held_against_each_other() {
    let mut all = entries(&[DJURIC, DJURIC, "It rained, Marko Duric said."]);
    all[2].edition = 1;
    assert_eq!(found(&all), [""; 0]);
}

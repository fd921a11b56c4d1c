//! Sentences and what their figures speak of; every expectation was settled by reading the sentence.

use crate::claim::topic::testing::with_topics;

/// What each figure of a sentence speaks of: definite or not, modifiers and noun, whole, names.
fn told(sentence: &str) -> Vec<String> {
    with_topics(sentence, |case, topics| {
        topics
            .iter()
            .map(|topic| {
                let number = case.mentions.quantities[topic.mention].number_span;
                let mut parts = vec![case.document.text(number).to_string()];
                if topic.definite {
                    parts.push("known".into());
                }
                if let Some(noun) = &topic.noun {
                    parts.push(format!("{} {}", noun.modifiers.join(" "), noun.head).trim().to_string());
                }
                if let Some(whole) = &topic.whole {
                    parts.push(format!("of {}", whole.head));
                }
                parts.extend(topic.names.iter().cloned());
                parts.join(" | ")
            })
            .collect()
    })
}

/// The measures of each figure of a sentence.
fn measured(sentence: &str) -> Vec<Vec<String>> {
    with_topics(sentence, |case, topics| {
        let name = |concept: usize| case.lexicon.claims.measures[concept].name.clone();
        topics.iter().map(|topic| topic.measures.iter().map(|concept| name(concept.0 as usize)).collect()).collect()
    })
}

#[test]
fn a_figure_speaks_of_its_noun_and_of_the_names_of_its_clause() {
    let table: [(&str, &[&str]); 15] = [
        ("Rescuers found 72 bodies.", &["72 | bodi"]),
        ("The fire killed 16 people and injured 41.", &["16 | peopl", "41"]),
        ("The death toll stood at 16.", &["16"]),
        ("Nine of the 14 northern wards were dark.", &["Nine | of ward", "14 | known | northern ward"]),
        ("The archive is open in all seven languages.", &["seven | known | languag"]),
        ("The vote ended 97 days of deadlock.", &["97 | deadlock"]),
        ("The vote ended a 97-day deadlock.", &["97 | deadlock"]),
        ("They passed a $2.38 billion road budget.", &["$2.38 billion | road budget"]),
        ("About 71% of voters in Halvern agreed.", &["71 | of voter | halvern"]),
        ("Three injured workers left.", &["Three | injur worker"]),
        (
            "In Orr, 14 wards were dark, while Halvern had 15 wards in the dark.",
            &["14 | ward | orr", "15 | ward | halvern"],
        ),
        // What ends before a verb or a preposition.
        ("There are 450 in the hall.", &["450"]),
        ("A crew of 14 sailed.", &["14"]),
        ("They laid 14 kilometres of new track.", &["14 | new track"]),
        ("The hall has a 12-room wing.", &["12 | room"]),
    ];
    for (sentence, expected) in table {
        assert_eq!(told(sentence), expected, "{sentence}");
    }
}

#[test]
fn a_measure_is_that_of_the_figure_whose_words_are_nearest() {
    // For each figure a measure that it has; no other figure of the sentence has it.
    let table: [(&str, &[&str]); 5] = [
        ("The fire killed 16 people and injured 41.", &["deaths", "injuries"]),
        ("At least 23 people have died and 41 are missing.", &["deaths", "missing"]),
        ("The death toll stood at 16.", &["deaths"]),
        ("Turnout was 68% and profit $5 million.", &["turnout", "net-income"]),
        ("In all, 16 were killed and 30 injured.", &["deaths", "injuries"]),
    ];
    for (sentence, expected) in table {
        let measures = measured(sentence);
        assert_eq!(measures.len(), expected.len(), "{sentence}");
        for (at, &name) in expected.iter().enumerate() {
            let with: Vec<usize> =
                (0..measures.len()).filter(|&other| measures[other].iter().any(|one| one == name)).collect();
            assert_eq!(with, [at], "{name} in {sentence}");
        }
    }
}

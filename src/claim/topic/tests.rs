//! Sentences and what their figures speak of; every expectation was settled by reading the sentence.

use crate::claim::topic::testing::with_topics;

/// What each figure of a sentence speaks of: definite or not, modifiers and noun, whole, measures, names.
fn told(sentence: &str) -> Vec<String> {
    with_topics(sentence, |case, topics| {
        topics
            .iter()
            .map(|topic| {
                let mut parts =
                    vec![case.document.text(case.mentions.quantities[topic.mention].number_span).to_string()];
                if topic.definite {
                    parts.push("known".into());
                }
                if let Some(noun) = &topic.noun {
                    parts.push(format!("{} {}", noun.modifiers.join(" "), noun.head).trim().to_string());
                }
                if let Some(whole) = &topic.whole {
                    parts.push(format!("of {}", whole.head));
                }
                let measures =
                    topic.measures.iter().map(|one| case.lexicon.claims.measures[one.0 as usize].name.clone());
                parts.extend(measures.map(|name| format!("={name}")));
                parts.extend(topic.names.iter().cloned());
                parts.join(" | ")
            })
            .collect()
    })
}

#[test]
fn a_figure_speaks_of_its_noun_its_measure_and_the_names_of_its_clause() {
    let table: [(&str, &[&str]); 15] = [
        ("Rescuers found 72 bodies.", &["72 | bodi"]),
        ("The fire killed 16 people and injured 41.", &["16 | peopl | =deaths", "41 | =injuries"]),
        ("The death toll stood at 16.", &["16 | =deaths"]),
        ("Nine of the 14 northern wards were dark.", &["Nine | of ward", "14 | known | northern ward"]),
        ("The archive is open in all seven languages.", &["seven | known | languag | =languages"]),
        ("The vote ended 97 days of deadlock.", &["97 | deadlock | =votes | =vote-share"]),
        ("The vote ended a 97-day deadlock.", &["97 | deadlock | =votes | =vote-share"]),
        ("They passed a $2.38 billion road budget.", &["$2.38 billion | road budget | =budget"]),
        ("About 71% of voters in Halvern agreed.", &["71 | of voter | halvern"]),
        ("Three injured workers left.", &["Three | injur worker | =injuries | =employees"]),
        (
            "In Orr, 14 wards were dark, while Halvern had 15 wards in the dark.",
            &["14 | ward | orr", "15 | ward | halvern"],
        ),
        // What ends before a verb or a preposition.
        ("There are 450 in the hall.", &["450"]),
        ("A crew of 14 sailed.", &["14"]),
        // A capital at the start of a sentence is no name.
        ("They laid 14 kilometres of new track.", &["14 | new track"]),
        ("The hall has a 12-room wing.", &["12 | room"]),
    ];
    for (sentence, expected) in table {
        assert_eq!(told(sentence), expected, "{sentence}");
    }
}

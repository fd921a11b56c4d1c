//! Sentences and what the binder makes of their figures; every expectation was settled by reading the sentence.

use std::sync::Arc;

use crate::claim::{Case, ClaimKind, Index, Judgement, Verdict};
use crate::diagnostic::Confidence;
use crate::document::Document;
use crate::facts::load;
use crate::lexicon::Lexicon;
use crate::parse::{Format, parse};
use crate::settings::DateOrigin;
use crate::source::{SourceFile, Sources};

const FACTS: &str = r#"
[place.lomar]
name = "Lomar"
adjective = "Lomari"
demonym = "Lomaris"

[event.fire]
name = "Brock Street fire"
also = ["market fire"]
date = 2024-02-10

[organization.aldwin]
name = "Aldwin Motors"
short = "Aldwin"

[organization.corbel]
name = "Corbel Trucks"

[person.ines]
name = "Ines Tarrow"

[work.app]
name = "Quillo"

[figure.deaths]
subject = "fire"
measure = "deaths"
value = "16 people"

[figure.injuries]
subject = "fire"
measure = "injuries"
value = 41

[figure.population]
subject = "lomar"
measure = "population"
value = "312,480"

[figure.turnout]
subject = "lomar"
measure = "turnout"
values = [{ value = "64.9%", period = "2019" }, { value = "71.4%", period = "2023" }]

[figure.revenue]
subject = "aldwin"
measure = "revenue"
values = [{ value = "$4.1 billion", period = "2022" }, { value = "$4.6 billion", period = "2023" }]

[figure.employees]
subject = "aldwin"
measure = "employees"
value = "9,400"

[figure.growth]
subject = "aldwin"
measure = "sales growth"
value = "12%"

[figure.output]
subject = "aldwin"
measure = "production"
per = "day"
value = "460 cars"

[figure.corbel-revenue]
subject = "corbel"
measure = "revenue"
value = "$900 million"

[figure.file-size]
subject = "app"
measure = ["file size", "upload size"]
value = "500 MB"
bound = "max"

[figure.trust]
subject = ["ines", "lomar"]
measure = "favorable opinion"
value = "over 58%"
"#;

/// A draft of 1 March 2024 and what became of its claims.
fn judged(facts: &str, text: &str) -> (Document, Vec<Judgement>) {
    let lexicon = Lexicon::english();
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("facts.toml", facts));
    let loaded = load(&sources, &[file], &lexicon);
    assert_eq!(loaded.diagnostics, [], "the facts are valid");
    let facts = loaded.facts;
    let text = format!("---\ndate: 2024-03-01\n---\n{text}\n");
    let document = parse(Arc::new(SourceFile::new("draft.md", text)), Format::Markdown { mdx: false }, &lexicon);
    let index = Index::new(&facts, &lexicon);
    let mentions = crate::mention::find(&document, &facts, &index.names, &lexicon);
    let date = document.meta.date.map(|date| (date, DateOrigin::Draft));
    let case = Case { document: &document, mentions: &mentions, facts: &facts, index: &index, lexicon: &lexicon, date };
    let judgements = crate::claim::judge(&case);
    (document, judgements)
}

/// Each judged figure as "words verdict fact".
fn figures(text: &str) -> Vec<String> {
    let (document, judgements) = judged(FACTS, text);
    judgements
        .iter()
        .filter(|judgement| judgement.kind == ClaimKind::Figure)
        .filter_map(|judgement| {
            let verdict = match judgement.verdict {
                Verdict::Supported => "agrees",
                Verdict::Refuted => "differs",
                Verdict::NotEnoughInfo(_) => return None,
            };
            let fact = judgement.evidence.as_ref().map_or("", |evidence| evidence.key.trim_start_matches("figure."));
            Some(format!("{} {verdict} {fact}", document.text(judgement.span)))
        })
        .collect()
}

#[test]
fn figures_meet_the_facts_that_their_words_speak_of() {
    let table: &[(&str, &[&str])] = &[
        // One measure, many words.
        ("The market fire killed 15 people.", &["15 differs deaths"]),
        ("The market fire killed 16 people.", &["16 agrees deaths"]),
        ("Sixteen people died in the market fire.", &["Sixteen agrees deaths"]),
        ("The death toll of the Brock Street fire is 61.", &["61 differs deaths"]),
        ("The market fire claimed 15 lives.", &["15 differs deaths"]),
        ("The market fire left fifteen dead.", &["fifteen differs deaths"]),
        // Each cue goes to its own figure.
        ("The market fire killed 16 people and injured 41.", &["16 agrees deaths", "41 agrees injuries"]),
        ("The market fire killed 16 people and injured 14.", &["16 agrees deaths", "14 differs injuries"]),
        // The subject may be named before, or described.
        ("The market fire began at night. The fire killed 15 people.", &["15 differs deaths"]),
        // Hedges.
        ("Turnout in Lomar was more than 71%.", &["more than 71% agrees turnout"]),
        ("Turnout in Lomar was nearly 71%.", &["nearly 71% differs turnout"]),
        // Level, change, old level.
        (
            "Aldwin’s revenue rose 12% to $4.6 billion from $4.1 billion.",
            &["12% agrees growth", "$4.6 billion agrees revenue", "$4.1 billion agrees revenue"],
        ),
        ("Aldwin’s revenue rose to $4.9 billion.", &["$4.9 billion differs revenue"]),
        ("Aldwin’s revenue came to $4.6 million.", &["$4.6 million differs revenue"]),
        // The stated period chooses the value.
        ("In 2019 turnout in Lomar was 64.9%.", &["64.9% agrees turnout"]),
        ("In 2019 turnout in Lomar was 71.4%.", &["71.4% differs turnout"]),
        ("In 2003 turnout in Lomar was 50%.", &[]),
        // Rounding.
        ("Lomar has a population of 312,000.", &["312,000 agrees population"]),
        ("Lomar has a population of 321,000.", &["321,000 differs population"]),
        // Denominators.
        ("Aldwin’s production is 460 cars a day.", &["460 agrees output"]),
        ("Aldwin’s production is 460 cars a year.", &["460 differs output"]),
        // Limits.
        ("Quillo takes files: the file size may be up to 500 MB.", &["up to 500 MB agrees file-size"]),
        ("Quillo takes files: the file size may be up to 500 GB.", &["up to 500 GB differs file-size"]),
        // Two subjects that must both be in play.
        ("More than 58% of Lomaris have a favorable opinion of Ines Tarrow.", &["More than 58% agrees trust"]),
        ("Nearly 58% of Lomaris have a favorable opinion of Ines Tarrow.", &["Nearly 58% differs trust"]),
    ];
    for (text, expected) in table {
        assert_eq!(figures(text), *expected, "{text}");
    }
}

#[test]
fn what_is_no_statement_of_the_figure_is_never_refuted() {
    for text in [
        // Somebody else's.
        "Another carmaker had revenue of $9 billion.",
        "Aldwin grew. Its rival had revenue of $3.1 billion.",
        "The flood in Harm killed three people.",
        // A part, or more of it.
        "The market fire killed 16 people, including two children.",
        "Nine of the victims of the market fire were women.",
        "Aldwin has another 300 employees in Harm.",
        // Not asserted.
        "If the market fire had killed 20 people, the mayor would have gone.",
        "It was not 15 people whom the market fire killed.",
        "Officials first said that the market fire had killed 14 people.",
        "Analysts expect Aldwin’s revenue of $5.2 billion.",
        "Did the market fire kill 20 people?",
        // Another period, another currency, another measure of the noun.
        "Aldwin’s revenue was $3.2 billion in 2015.",
        "Aldwin’s revenue was nearly €4 billion.",
        "Aldwin’s quarterly revenue was $1.2 billion.",
        "Aldwin’s revenue in Europe was $1.9 billion.",
        // Below a limit.
        "Quillo opened a file; the file size was 20 MB.",
        // Too far from the record to be a slip of it.
        "Aldwin’s employees have two canteens.",
    ] {
        let found: Vec<String> = figures(text).into_iter().filter(|figure| figure.contains(" differs ")).collect();
        assert_eq!(found, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_reading_says_what_kind_of_slip_it_may_be() {
    for (text, remark) in [
        ("The market fire killed 61 people.", "two neighbouring digits are swapped"),
        ("Aldwin’s revenue came to $4.6 million.", "a slip of scale: 1,000 times too small"),
        ("In 2019 turnout in Lomar was 71.4%.", "that is the value of another time"),
        ("Aldwin’s production is 460 cars a year.", "the draft says per year, recorded is per day"),
    ] {
        let (_, judgements) = judged(FACTS, text);
        let said =
            judgements.iter().flat_map(|judgement| &judgement.reading.remarks).any(|said| said.starts_with(remark));
        assert!(said, "{text}: {remark}");
    }
}

#[test]
fn bindings_are_as_sure_as_their_subjects_are_near() {
    for (text, confidence) in [
        ("The market fire killed 15 people.", Confidence::High),
        ("The market fire was in May. Some days later 15 people had been killed.", Confidence::Medium),
    ] {
        let (_, judgements) = judged(FACTS, text);
        let mut figures = judgements.iter().filter(|judgement| judgement.kind == ClaimKind::Figure);
        let refuted = figures.find(|judgement| judgement.verdict == Verdict::Refuted);
        assert_eq!(refuted.map(|judgement| judgement.confidence), Some(confidence), "{text}");
    }
}

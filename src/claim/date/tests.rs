//! Drafts of a sentence or two, dated Friday, 10 May 2024, and what is judged in them.

use std::sync::Arc;

use crate::analyze::{Evidence, analyze};
use crate::calendar::PartialDate;
use crate::claim::{ClaimKind, Verdict};
use crate::diagnostic::Confidence;
use crate::facts::load::load;
use crate::lexicon::Lexicon;
use crate::parse::{Format, parse};
use crate::settings::{DateOrigin, Settings};
use crate::source::{SourceFile, Sources};

const FACTS: &str = r#"
[organization.port]
name = "Port of Velda"
also = ["Velda Port"]
descriptions = ["the port"]
founded = "1874"

[organization.choir]
name = "Velda Choir"

[person.brandt]
name = "Ilse Brandt"
born = 1979-04-02
titles = [{ title = "harbour master", of = "port", from = "2021-03" }]

[person.okafor]
name = "Daniel Okafor"
born = "1950"
titles = [{ title = "mayor", of = "Velda", from = "2005-06", until = "2013-06" }]

[person.lund]
name = "Marta Lund"
born = 1931-12-24
died = 2024-05-06

[event.storm]
name = "Storm Hanna"
also = ["storm"]
date = 2024-05-07

[event.inquiry]
name = "crane inquiry"
also = ["inquiry"]
start = 2024-02-05
end = 2024-03-01

[event.strike]
name = "ferry strike"
also = ["strike"]
start = 2023-06-05

[event.vote]
name = "port vote"
also = ["voted"]
date = 2024-05-09

[event.collapse]
name = "Velda pier collapse"
also = ["pier collapse"]
date = 2024-04-01

[date.reopening]
subject = "port"
what = ["reopen", "reopening"]
value = 2024-06-03
"#;

/// "words kind verdict", with a question mark after a verdict of less than high confidence.
fn judged(text: &str) -> Vec<String> {
    let lexicon = Lexicon::english();
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new("facts.toml", FACTS));
    let loaded = load(&sources, &[file], &lexicon);
    assert_eq!(loaded.diagnostics, [], "the facts are valid");
    let evidence = Evidence::new(lexicon, loaded.facts);
    let document =
        parse(Arc::new(SourceFile::new("draft.md", text)), Format::Markdown { mdx: false }, &evidence.lexicon);
    let date = PartialDate::parse("2024-05-10").map(|date| (date, DateOrigin::CommandLine));
    let analysis = analyze(&document, &evidence, &Settings { date, ..Settings::default() });
    let timed = |kind| matches!(kind, ClaimKind::Date | ClaimKind::Age | ClaimKind::Duration);
    let shown = analysis.judgements.iter().filter(|judgement| timed(judgement.kind)).filter_map(|judgement| {
        let verdict = match judgement.verdict {
            Verdict::Supported => "agrees",
            Verdict::Refuted if judgement.confidence == Confidence::High => "differs",
            Verdict::Refuted if judgement.confidence == Confidence::Medium => "differs?",
            _ => return None,
        };
        Some(format!("{} {} {verdict}", document.text(judgement.span), judgement.kind.word()))
    });
    shown.collect()
}

fn expect(table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        assert_eq!(&judged(text), expected, "{text}");
    }
}

#[test]
fn a_weekday_is_told_of_the_event_of_its_clause() {
    // The storm was on Tuesday, the vote on Thursday.
    expect(&[
        ("Wednesday’s storm sank two boats.", &["Wednesday date differs"]),
        ("Tuesday’s storm sank two boats.", &["Tuesday date agrees"]),
        ("Storm Hanna struck the coast on Monday.", &["Monday date differs"]),
        ("The council voted 6 to 3 on Wednesday night to rebuild.", &["Wednesday date differs"]),
        ("The council voted 6 to 3 on Thursday night to rebuild.", &["Thursday date agrees"]),
        ("Marta Lund died on Sunday at home.", &["Sunday date differs"]),
        ("Okafor said on Wednesday that the storm had cost millions.", &[]),
        ("Two people hurt in the storm died on Wednesday.", &[]),
        ("The council voted on Wednesday, not on Thursday.", &[]),
    ]);
}

#[test]
fn a_date_is_told_of_the_verb_of_its_clause() {
    expect(&[
        ("Storm Hanna struck the coast on May 8.", &["May 8 date differs"]),
        ("On May 7, Storm Hanna struck the coast.", &["May 7 date agrees"]),
        ("The coast was hit on May 8 by Storm Hanna.", &["May 8 date differs"]),
        (
            "The inquiry, which began on February 15, ended on March 1.",
            &["February 15 date differs", "March 1 date agrees"],
        ),
        ("The inquiry opened a hotline on March 8.", &[]),
        ("The Port of Velda was founded in 1847.", &["1847 date differs"]),
        ("The Port of Velda is old. The port, which goes back to 1874, lost a crane.", &["1874 date agrees"]),
        ("The port, which goes back to 1874, lost a crane.", &[]),
        ("The Port of Velda launched in 1990 a ferry.", &[]),
        ("The Port of Velda opened a pier in 1990.", &[]),
        ("The Port of Velda moved in 1990.", &[]),
        ("A pier of the Port of Velda opened in 1990.", &[]),
        ("Set up in 1847, the Port of Velda has two cranes.", &["1847 date differs"]),
        ("Storm Hanna was not expected until May 8.", &[]),
        ("The storm of 1962 was worse.", &[]),
        ("In 1953 another storm began on Sunday.", &[]),
        ("Storm Hanna II struck on June 3.", &[]),
        ("The bridge of the pier collapsed on April 2.", &["April 2 date differs"]),
        ("The Velda pier collapse shook many. The collapse on April 2 hurt nobody.", &["April 2 date differs?"]),
        ("The bridge collapse on April 2 hurt nobody.", &[]),
        ("The house collapsed on April 2.", &[]),
    ]);
}

#[test]
fn lives_and_offices_have_dates() {
    expect(&[
        ("Ilse Brandt, who has been harbour master since March 2012, sings.", &["March 2012 date differs"]),
        ("Ilse Brandt, who has been harbour master since 2021, sings.", &["2021 date agrees"]),
        ("Ilse Brandt took office in May 2021.", &["May 2021 date differs"]),
        ("Ilse Brandt, who has led the Velda Choir since 2010, sings.", &[]),
        ("Ilse Brandt, who has led the Port of Velda since 2010, sings.", &["2010 date differs"]),
        ("Ilse Brandt became deputy harbour master in 2015.", &[]),
        ("Ilse Brandt has lived in Velda since 2010.", &[]),
        ("Ilse Brandt was born in 1978.", &["1978 date differs"]),
        ("Ilse Brandt’s mother was born in 1950.", &[]),
        ("Ilse Brandt spoke. She was born in 1978.", &["1978 date differs?"]),
    ]);
}

#[test]
fn a_dated_fact_needs_its_subject() {
    expect(&[
        ("The Port of Velda will reopen on June 13.", &["June 13 date differs"]),
        ("The Port of Velda is closed. It will reopen on June 13.", &["June 13 date differs?"]),
        ("The Port of Velda is closed. The school will reopen on June 13.", &[]),
        ("The Port of Velda would reopen on June 13 if it could.", &[]),
    ]);
}

#[test]
fn ages_follow_from_the_birth() {
    // 2 April 1979 to 10 May 2024: 45 years. Born in 1950: 73 or 74. 24 December 1931 to 6 May 2024: 92.
    expect(&[
        ("Ilse Brandt, 54, sang.", &["54 age differs"]),
        ("Ilse Brandt (45) sang.", &["45 age agrees"]),
        ("The 46-year-old harbour master Ilse Brandt sang.", &[]),
        ("There 46-year-old Ilse Brandt sang.", &["46-year-old age differs"]),
        ("Ilse Brandt, a 45-year-old sailor, sang.", &["45-year-old age agrees"]),
        ("Daniel Okafor, 73, and Ilse Brandt, aged 44, sang.", &["73 age agrees", "44 age differs"]),
        ("Marta Lund died on Monday at age 93.", &["Monday date agrees", "93 age differs"]),
        ("Marta Lund, who was 92 when she died, built cranes.", &["92 age agrees"]),
        ("In 1999, Ilse Brandt, 22, met Daniel Okafor.", &["22 age differs?"]),
        ("In 1999, Ilse Brandt, 20, met Daniel Okafor.", &["20 age agrees"]),
        ("The pier opened in April 1999. Ilse Brandt, then 25, sang.", &["25 age differs?"]),
        ("The pier opened in May 1999. Ilse Brandt, then 20, sang.", &["20 age agrees"]),
        ("In 2019, Ilse Brandt, 40, was chosen.", &["40 age agrees"]),
        ("Ilse Brandt, then 25, sang.", &[]),
        ("Ilse Brandt’s son, 12, sang.", &[]),
        ("Ilse Brandt, 12, came in ahead of Daniel Okafor, 11.", &[]),
    ]);
}

#[test]
fn lengths_follow_from_the_dates() {
    // From 5 June 2023: 340 days. From June 2005 to June 2013: 8 years. From 1874: 150 years. From 5 February to 1 March: 25 days.
    expect(&[
        ("The strike has lasted for nearly a year.", &["nearly a year duration agrees"]),
        ("The strike has lasted for nearly two years.", &["nearly two years duration differs"]),
        ("The strike has lasted for more than a year.", &["more than a year duration differs"]),
        ("The strike has lasted 11 months.", &["11 months duration agrees"]),
        ("The strike could last for two years.", &[]),
        ("The four-week inquiry ended.", &["four-week duration agrees"]),
        ("The six-week inquiry ended.", &["six-week duration differs"]),
        ("In six years as mayor, Daniel Okafor built a pier.", &["six years duration differs"]),
        ("Daniel Okafor was mayor for eight years.", &["eight years duration agrees"]),
        ("Daniel Okafor served for six years in the navy.", &[]),
        ("The Port of Velda was founded 150 years ago.", &["150 years duration agrees"]),
        ("The Port of Velda was founded 90 years ago.", &["90 years duration differs"]),
        ("It was the 140-year anniversary of the Port of Velda.", &["140-year duration differs"]),
    ]);
}

#[test]
fn the_first_sentence_retells_the_headline() {
    let draft = |day: &str| {
        format!(
            "# Velda’s council wins port vote, ending 40 weeks of deadlock\n\nVelda’s council approved a new pier on {day}, ending 40 weeks of deadlock."
        )
    };
    assert_eq!(judged(&draft("Wednesday")), ["Wednesday date differs?"]);
    assert_eq!(judged(&draft("Thursday")), ["Thursday date agrees"]);
    assert_eq!(
        judged("# Boats sink after port vote\n\nBoats sank on Wednesday off the pier of Velda."),
        Vec::<String>::new()
    );
}

//! Sentences that nobody wrote the rules for: each with the facts it is held against and the verdict that a careful reader expects.
//!
//! `fixtures/sentences/` holds a file a domain: a date, facts as TOML, then a row a sentence: `refuted KEY`, `supported KEY`, or
//! `silent` where a near figure is not the recorded one, so that nothing may be said to differ.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use factlint::analyze::{Evidence, analyze};
use factlint::calendar::PartialDate;
use factlint::claim::Verdict;
use factlint::diagnostic::Confidence;
use factlint::facts::load;
use factlint::lexicon::Lexicon;
use factlint::parse::{Format, parse};
use factlint::settings::{DateOrigin, Settings};
use factlint::source::{SourceFile, Sources};

/// What a row expects.
#[derive(Debug)]
enum Expected<'t> {
    Refuted(&'t str),
    Supported(&'t str),
    Silent,
}

#[test]
fn sentences_get_the_verdict_of_a_careful_reader() {
    let folder = Path::new("fixtures/sentences");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut rows, mut traps, mut wrong) = (0, 0, Vec::new());
    for file in &files {
        let text = fs::read_to_string(file).unwrap();
        let (facts, cases) = text.split_once("\n---\n").expect("facts, a line of dashes, rows");
        let evidence = evidence(facts);
        for row in cases.lines().filter(|row| !row.trim().is_empty()) {
            let (expected, sentence) = row.split_once(" | ").unwrap_or_else(|| panic!("{row}"));
            let expected = match expected.trim().split_once(' ') {
                Some(("refuted", key)) => Expected::Refuted(key),
                Some(("supported", key)) => Expected::Supported(key),
                _ => Expected::Silent,
            };
            rows += 1;
            traps += usize::from(matches!(expected, Expected::Silent));
            if let Some(said) = mistake(&evidence, sentence, &expected) {
                wrong.push(format!("{}: {row}\n      {said}", file.file_name().unwrap().display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {rows} rows:\n{}", wrong.len(), wrong.join("\n"));
    assert!(rows >= 300 && traps * 5 >= rows * 2, "{rows} rows, {traps} of them traps");
}

fn evidence(facts: &str) -> (Evidence, Settings) {
    let lexicon = Lexicon::english();
    let (head, toml): (Vec<&str>, Vec<&str>) =
        facts.lines().partition(|line| line.starts_with("date ") || line.starts_with('#'));
    let date = head.iter().find_map(|line| line.strip_prefix("date ")).and_then(PartialDate::parse);
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("facts.toml", toml.join("\n")));
    let loaded = load(&sources, &[file], &lexicon);
    assert_eq!(loaded.diagnostics, [], "the facts are valid");
    let settings = Settings { date: date.map(|date| (date, DateOrigin::CommandLine)), ..Settings::default() };
    (Evidence::new(lexicon, loaded.facts), settings)
}

/// What is wrong with the verdicts on the sentence, if anything.
fn mistake((evidence, settings): &(Evidence, Settings), sentence: &str, expected: &Expected) -> Option<String> {
    let source = Arc::new(SourceFile::new("draft.md", sentence));
    let document = parse(source, Format::Markdown { mdx: false }, &evidence.lexicon);
    let analysis = analyze(&document, evidence, settings);
    let met: Vec<(&str, Verdict, &str)> = analysis
        .judgements
        .iter()
        .filter(|judgement| judgement.confidence > Confidence::Low || judgement.verdict == Verdict::Supported)
        .filter_map(|judgement| {
            Some((judgement.evidence.as_ref()?.key.as_str(), judgement.verdict, document.text(judgement.span)))
        })
        .collect();
    let refuted: Vec<_> = met.iter().filter(|(_, verdict, _)| *verdict == Verdict::Refuted).collect();
    let right = match expected {
        Expected::Refuted(key) => refuted.iter().any(|(met, ..)| met == key),
        Expected::Supported(key) => {
            refuted.is_empty() && met.iter().any(|(met, verdict, _)| met == key && *verdict == Verdict::Supported)
        }
        Expected::Silent => refuted.is_empty(),
    };
    (!right).then(|| format!("{met:?}"))
}

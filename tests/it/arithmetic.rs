//! The sentences of `fixtures/arithmetic`: each is judged alone, by every check of numbers that follow from each other. Its articles are
//! judged as they stand and with one slip each.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use factlint::analyze::{Evidence, analyze};
use factlint::diagnostic::{Diagnostic, Label, Severity};
use factlint::facts::FactBase;
use factlint::lexicon::Lexicon;
use factlint::parse::{Format, parse};
use factlint::settings::Settings;
use factlint::source::SourceFile;

const SENTENCES: &str = include_str!("../../fixtures/arithmetic/sentences.txt");

#[test]
fn sentences_are_judged_as_reckoned_by_hand() {
    let lexicon = Lexicon::english();
    let evidence = Evidence::new(lexicon.clone(), FactBase::default());
    let settings = Settings::default();
    let (mut lines, mut right, mut wrong) = (0, 0, Vec::new());
    for line in SENTENCES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (expected, sentence) = line.split_once(" | ").expect(line);
        let file = Arc::new(SourceFile::new("draft.md", sentence));
        let format = Format::of("draft.md").expect("Markdown is read");
        let document = parse(file, format, &lexicon);
        let analysis = analyze(&document, &evidence, &settings);
        let found: Vec<&str> = analysis.diagnostics.iter().map(|found| found.check.as_ref()).collect();
        let as_expected = if expected == "-" { found.is_empty() } else { found == [expected] };
        lines += 1;
        right += usize::from(expected == "-");
        if !as_expected {
            let messages: Vec<&str> = analysis.diagnostics.iter().map(|found| found.message.as_str()).collect();
            wrong.push(format!("{expected} | {sentence}\n    found {messages:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {lines} are judged otherwise:\n{}", wrong.len(), wrong.join("\n"));
    assert!(right * 2 >= lines, "half of the sentences must be right ones: {right} of {lines}");
}

const DRAFTS: &str = include_str!("../../fixtures/arithmetic/drafts.txt");

#[test]
fn drafts_are_judged_as_reckoned_by_hand() {
    let evidence = Evidence::new(Lexicon::english(), FactBase::default());
    let (mut drafts, mut right, mut wrong) = (0, 0, Vec::new());
    for entry in DRAFTS.split("\n====\n").skip(1) {
        let (draft, expected) = entry.trim_end().rsplit_once('\n').expect(entry);
        let words = |found: &Diagnostic| {
            found.labels.first().map_or("", |label| &draft[label.span.start()..label.span.end()]).to_string()
        };
        let found: Vec<Diagnostic> = loud(&evidence, draft);
        let told: Vec<String> = found.iter().map(|found| format!("! {} | {}", found.check, words(found))).collect();
        drafts += 1;
        right += usize::from(expected == "ok");
        if told.as_slice() != [expected].into_iter().filter(|&expected| expected != "ok").collect::<Vec<_>>() {
            let messages: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
            wrong.push(format!("{draft}\n  expected {expected}\n  found {told:?} {messages:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{} of {drafts} are judged otherwise:\n{}", wrong.len(), wrong.join("\n"));
    assert!(right * 2 >= drafts, "half of the drafts must be right ones: {right} of {drafts}");
}

/// Where the articles and the slips in them are.
const ARTICLES: &str = "fixtures/arithmetic/articles";

#[test]
fn articles_are_clean_and_slips_in_them_are_marked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(ARTICLES);
    let evidence = Evidence::new(Lexicon::english(), FactBase::default());
    let mut articles = BTreeMap::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let name = path.file_stem().unwrap().to_str().unwrap().to_string();
            articles.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
    let mut wrong = Vec::new();
    for (name, article) in &articles {
        wrong.extend(loud(&evidence, article).iter().map(|found| format!("{name}: {}", found.message)));
    }
    let slips = fs::read_to_string(folder.join("edits.txt")).unwrap();
    for line in slips.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let unseen = line.starts_with('?');
        let [name, words, slip] = line.trim_start_matches("? ").splitn(3, " | ").collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let article = &articles[name];
        assert_eq!(article.matches(words).count(), 1, "{line}");
        let at = article.find(words).expect(line);
        let changed = format!("{}{slip}{}", &article[..at], &article[at + words.len()..]);
        let touches = |label: &Label| label.span.start() < at + slip.len() && label.span.end() > at;
        let found = loud(&evidence, &changed).iter().any(|found| found.labels.iter().any(touches));
        if found == unseen {
            wrong.push(format!("{line}: {}", if found { "is seen now" } else { "is not marked" }));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The errors and warnings on a draft.
fn loud(evidence: &Evidence, draft: &str) -> Vec<Diagnostic> {
    let file = Arc::new(SourceFile::new("draft.md", draft));
    let document = parse(file, Format::of("draft.md").expect("Markdown is read"), &evidence.lexicon);
    let mut found = analyze(&document, evidence, &Settings::default()).diagnostics;
    found.retain(|found| found.severity >= Severity::Warning);
    found
}

#[test]
fn messages_show_the_sum_in_the_units_of_the_draft() {
    let evidence = Evidence::new(Lexicon::english(), FactBase::default());
    for (sentence, message) in [
        (
            "The crossing takes 95 minutes, 35 minutes longer than the 70 minutes of the old ship.",
            "95 minutes − 70 minutes = 25, between 24 and 26 by rounding; the draft says 35 minutes",
        ),
        (
            "The hall cost €46 million. The state paid €23 million, the city €14 million and donors the remaining €6 million.",
            "€23 million + €14 million + €6 million = €43 million; the draft says €46 million",
        ),
        (
            "Taxes cover 64% of the budget and state aid 31%; the remaining 9% comes from fees.",
            "64% + 31% + 9% = 104%: with the rest, shares make 100%",
        ),
        (
            "Brenn exported goods worth €13.7 billion and imported €14.9 billion, a deficit of €2.1 billion.",
            "€14.9 billion − €13.7 billion = €1.2 billion, between €1.1 billion and €1.3 billion by rounding; the draft says €2.1 billion",
        ),
        ("He worked for the firm for 12 years, from 1999 to 2021.", "2021 − 1999 = 22 years; the draft says 12 years"),
    ] {
        let found: Vec<String> = loud(&evidence, sentence).into_iter().map(|found| found.message).collect();
        assert_eq!(found, [message], "{sentence}");
    }
}

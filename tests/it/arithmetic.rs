//! The sentences of `fixtures/arithmetic`: each is judged alone, by every check of numbers that follow from each other.

use factlint::analyze::{Evidence, analyze};
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
        let file = std::sync::Arc::new(SourceFile::new("draft.md", sentence));
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

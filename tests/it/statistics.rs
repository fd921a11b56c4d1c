//! The sentences of `fixtures/statistic-mismatch`: each is judged alone.

use factlint::analyze::{Evidence, analyze};
use factlint::facts::{FactBase, Place, Placed};
use factlint::lexicon::Lexicon;
use factlint::parse::{Format, parse};
use factlint::settings::{Level, Settings};
use factlint::source::{FileId, SourceFile};
use factlint::span::Span;

const SENTENCES: &str = include_str!("../../fixtures/statistic-mismatch/sentences.txt");

#[test]
fn statistics_and_their_p_are_judged_as_reckoned_by_hand() {
    let lexicon = Lexicon::english();
    let evidence = Evidence::new(lexicon.clone(), FactBase::default());
    let mut settings = Settings::default();
    let place = Place { file: FileId::DRAFT, span: Span::default() };
    settings.levels.insert("statistic-mismatch".into(), Placed { value: Level::Warning, place });
    let (mut lines, mut right, mut wrong) = (0, 0, Vec::new());
    for line in SENTENCES.lines().filter(|line| !line.starts_with('#')) {
        let (expected, sentence) = line.split_once(' ').expect(line);
        let file = std::sync::Arc::new(SourceFile::new("draft.md", sentence));
        let document = parse(file, Format::of("draft.md").expect("Markdown is read"), &lexicon);
        let found = analyze(&document, &evidence, &settings).diagnostics;
        lines += 1;
        right += usize::from(expected == "+");
        let told: Vec<&str> = found.iter().map(|found| found.check.as_ref()).collect();
        let as_expected = if expected == "+" { told.is_empty() } else { told == ["statistic-mismatch"] };
        if !as_expected {
            let messages: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
            wrong.push(format!("{line}\n    found {messages:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {lines} are judged otherwise:\n{}", wrong.len(), wrong.join("\n"));
    assert!(lines >= 40 && right * 2 >= lines, "half of the sentences must be right ones: {right} of {lines}");
}

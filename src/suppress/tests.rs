use std::sync::Arc;

use crate::analyze::{Evidence, analyze};
use crate::facts::{FactBase, Place, Placed};
use crate::lexicon::Lexicon;
use crate::parse::{Format, parse};
use crate::settings::{Ignore, Level, Settings};
use crate::source::{FileId, SourceFile};
use crate::span::Span;

/// A sentence with one finding of `weekday-mismatch`: that day was a Friday.
const WRONG: &str = "It was Saturday, Nov. 1, 2024.";

/// The findings of a draft, as `check` or, where it matters, `check@line`.
fn found(name: &str, text: &str, settings: &Settings) -> Vec<String> {
    let lexicon = Lexicon::english();
    let document = parse(Arc::new(SourceFile::new(name, text)), Format::of(name).unwrap(), &lexicon);
    let analysis = analyze(&document, &Evidence::new(lexicon, FactBase::default()), settings);
    let line = |at: usize| document.source.position(at).line;
    analysis.diagnostics.iter().map(|found| format!("{}@{}", found.check, line(found.labels[0].span.start()))).collect()
}

#[test]
fn a_comment_covers_the_next_block_or_the_rest_of_its_own() {
    let i = "<!-- factlint-ignore weekday-mismatch: said so -->";
    let table: &[(&str, String, &[&str])] = &[
        ("before a paragraph", format!("{i}\n\n{WRONG}\n\n{WRONG}"), &["weekday-mismatch@5"]),
        ("with no blank line", format!("{i}\n{WRONG}\n\n{WRONG}"), &["weekday-mismatch@4"]),
        ("on the line of the words", format!("{i} {WRONG}"), &[]),
        ("at the end of its paragraph", format!("{WRONG} {i}\n\n{WRONG}"), &["weekday-mismatch@3"]),
        ("inside a paragraph", format!("{WRONG}\n{i}\n{WRONG}"), &["weekday-mismatch@1"]),
        ("before a heading", format!("{i}\n\n# {WRONG}\n\n{WRONG}"), &["weekday-mismatch@5"]),
        ("at the end of a heading", format!("# {WRONG} {i}\n\nThe."), &[]),
        ("before a list", format!("{i}\n\n- {WRONG}\n- {WRONG}\n\n{WRONG}"), &["weekday-mismatch@6"]),
        (
            "in a list",
            format!("- {WRONG}\n\n  {i}\n- {WRONG}\n- {WRONG}"),
            &["weekday-mismatch@1", "weekday-mismatch@5"],
        ),
        ("before a table", format!("{i}\n\n| a | b |\n|---|---|\n| x | {WRONG} |\n| {WRONG} | y |"), &[]),
        ("before a quotation", format!("{i}\n\n> {WRONG}\n>\n> {WRONG}\n\n{WRONG}"), &["weekday-mismatch@7"]),
        ("after everything", format!("{WRONG}\n\n{i}"), &["weekday-mismatch@1", "unused-ignore@3"]),
    ];
    for (what, text, expected) in table {
        assert_eq!(&found("a.md", text, &Settings::default()), expected, "{what}:\n{text}");
    }
}

#[test]
fn comments_of_mdx_and_whole_files_are_understood() {
    let mdx = format!("{{/* factlint-ignore weekday-mismatch: said so */}}\n\n{WRONG}\n");
    assert_eq!(found("a.mdx", &mdx, &Settings::default()), Vec::<String>::new());
    let file = format!("{WRONG}\n\n<!-- factlint-ignore-file weekday-mismatch: said so -->\n\n{WRONG}\n");
    assert_eq!(found("a.md", &file, &Settings::default()), Vec::<String>::new());
}

#[test]
fn what_is_wrong_with_an_instruction_is_told_at_its_place() {
    let table: &[(&str, &[&str])] = &[
        ("<!-- factlint-ignore weekday-mismatch -->", &["ignore-without-reason@1"]),
        ("<!-- factlint-ignore weekday-mismatch: -->", &["ignore-without-reason@1"]),
        ("<!-- factlint-ignore weekday-mismatch,\n abbreviation: x -->", &["unused-ignore@2"]),
        ("<!-- factlint-ignore weekday-mismach: x -->", &["unknown-check@1", "weekday-mismatch@"]),
        ("<!-- factlint-ignor weekday-mismatch: x -->", &["invalid-settings@1", "weekday-mismatch@"]),
        ("<!-- factlint-disable -->", &["invalid-settings@1", "weekday-mismatch@"]),
        ("<!-- factlint-ignore: x -->", &["invalid-settings@1", "weekday-mismatch@"]),
        ("<!-- factlint was here, ignore figures -->", &["weekday-mismatch@"]),
        ("<!-- see factlint-ignore weekday-mismatch: x -->", &["weekday-mismatch@"]),
        ("<!-- factlint-ignore weekday-mismatch: a reason: with, marks -->", &[]),
        ("<!--factlint-ignore weekday-mismatch:x-->", &[]),
    ];
    for (comment, expected) in table {
        let found = found("a.md", &format!("{comment}\n\n{WRONG}\n"), &Settings::default());
        let same =
            found.len() == expected.len() && found.iter().zip(*expected).all(|(one, other)| one.starts_with(other));
        assert!(same, "{comment}: {found:?}");
    }
}

#[test]
fn an_ignore_of_a_check_that_does_not_run_is_not_called_unused() {
    let text = "<!-- factlint-ignore weekday-mismatch: x -->\n\nNothing.\n";
    assert_eq!(found("a.md", text, &Settings::default()), ["unused-ignore@1"]);
    let place = Place { file: FileId::DRAFT, span: Span::default() };
    let mut off = Settings::default();
    off.levels.insert("weekday-mismatch".into(), Placed { value: Level::Off, place });
    assert_eq!(found("a.md", text, &off), Vec::<String>::new());
    let mut quiet = Settings::default();
    quiet.levels.insert("unused-ignore".into(), Placed { value: Level::Off, place });
    assert_eq!(found("a.md", text, &quiet), Vec::<String>::new());
}

#[test]
fn of_two_ignores_of_the_same_words_the_farther_is_unused() {
    let file = "<!-- factlint-ignore-file weekday-mismatch: x -->";
    let text = format!("{file}\n\n<!-- factlint-ignore weekday-mismatch: y -->\n\n{WRONG}\n");
    assert_eq!(found("a.md", &text, &Settings::default()), ["unused-ignore@1"]);
}

fn ignoring(text: Option<&str>, path: Option<&str>) -> Settings {
    let placed =
        |value: &str| Placed { value: value.to_owned(), place: Place { file: FileId::DRAFT, span: Span::default() } };
    let ignore = Ignore {
        path: path.map(placed),
        checks: vec![placed("weekday-mismatch")],
        text: text.map(placed),
        reason: Some(placed("x")),
        place: placed("").place,
    };
    Settings { ignores: vec![ignore], ..Settings::default() }
}

#[test]
fn the_words_of_an_ignore_are_exact_but_for_white_space() {
    let wrong = "weekday-mismatch@1";
    let table: &[(Option<&str>, &[&str])] = &[
        (None, &[]),
        (Some("Saturday"), &[]),
        (Some("was  Saturday,"), &[]),
        (Some("It was Saturday, Nov. 1, 2024."), &[]),
        (Some("Satur"), &[wrong]),
        (Some("saturday"), &[wrong]),
        (Some("was\u{a0}Sunday"), &[wrong]),
    ];
    for (text, expected) in table {
        let draft = WRONG.replace("was ", "was\n");
        let found: Vec<_> = found("a.txt", &draft, &ignoring(*text, None));
        assert_eq!(found.len(), expected.len(), "{text:?}: {found:?}");
    }
}

#[test]
fn only_an_ignore_of_one_named_draft_can_be_unused() {
    for (path, expected) in [(None, 0), (Some("drafts/*.md"), 0), (Some("a.txt"), 1)] {
        assert_eq!(found("a.txt", "Nothing.", &ignoring(None, path)).len(), expected, "{path:?}");
    }
}

//! The look of findings: hand-made diagnostics over hand-made sources.

use std::sync::Arc;

use factlint::diagnostic::{Applicability, Citation, Confidence, Diagnostic, Severity};
use factlint::render::{Format, Look, Stream, Style, Tally};
use factlint::source::{FileId, SourceFile, Sources};
use factlint::span::Span;

use crate::golden;

const FACTS: &str = "[event.novi-sad-collapse]\nname = \"Novi Sad railway station collapse\"\n\n\
    [figure.novi-sad-deaths]\nsubject = \"novi-sad-collapse\"\nvalue = 16\nsource = \"Court filing\"\n";

/// The draft called `draft.md` and the fact file called `facts.toml`.
fn sources(draft: &str, facts: &str) -> (Sources, FileId) {
    let mut sources = Sources::new();
    let id = sources.add(SourceFile::new("facts.toml", facts));
    (sources.with_draft(Arc::new(SourceFile::new("draft.md", draft))), id)
}

/// Where the first `words` stand in `text`.
fn place(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("no {words:?} in {text:?}"));
    Span::new(start, start + words.len())
}

fn human(colour: bool, ascii: bool, links: bool) -> Style {
    Style { format: Format::Human(Box::new(Look::new(colour, ascii, links))), notes: true, quiet: true }
}

fn shown(style: &Style, sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let mut stream = Stream::open(style.clone(), Vec::new()).expect("opened");
    stream.write(style.render(sources, diagnostics)).expect("written");
    String::from_utf8(stream.close(&Tally::default(), true).expect("closed")).expect("UTF-8")
}

/// The mismatch that the specification draws.
fn mismatch(draft: &str, words: &str, facts: FileId) -> Diagnostic {
    let source = Citation {
        title: "Court filing".into(),
        url: Some("https://example.org/filing".into()),
        locator: Some("p. 3".into()),
        checked: Some("2025-10-13".into()),
        ..Citation::default()
    };
    Diagnostic::new("figure-mismatch", "collapse deaths: draft 15, recorded 16")
        .label(FileId::DRAFT, place(draft, words), "the draft says 15 people")
        .label(facts, place(FACTS, "16"), "recorded: 16 people")
        .note("read as: “collapse” = novi-sad-collapse, “killed” = deaths")
        .fact("figure.novi-sad-deaths", Some(source))
        .help("write 16 | correct facts.toml:6 | ignore with a reason")
        .fix(Applicability::Unsafe, FileId::DRAFT, place(draft, words), "16 people")
}

/// A paragraph of about 4,000 characters, `words` in its middle.
fn paragraph(words: &str) -> String {
    let around = "The government faces protests that students lead, in towns and in villages alike. ".repeat(24);
    format!("{around}They follow the station collapse, which killed {words}. {around}")
}

#[test]
fn a_finding_with_its_fact() {
    let draft = paragraph("15 people");
    let (sources, facts) = sources(&draft, FACTS);
    let finding = mismatch(&draft, "15 people", facts);
    golden::check("human/fact.txt", &shown(&human(false, false, false), &sources, std::slice::from_ref(&finding)));
    golden::check("human/fact-ascii.txt", &shown(&human(false, true, false), &sources, std::slice::from_ref(&finding)));
    golden::check("human/fact-colour.txt", &shown(&human(true, false, true), &sources, &[finding]));
}

#[test]
fn a_long_paragraph_is_cropped_to_about_ninety_columns() {
    let draft = paragraph("15 people");
    assert!(draft.len() > 3_900);
    let (sources, facts) = sources(&draft, FACTS);
    for line in shown(&human(false, false, false), &sources, &[mismatch(&draft, "15 people", facts)]).lines() {
        assert!(line.chars().count() <= 97, "{line}");
    }
}

#[test]
fn how_to_settle_it_is_said_in_full_once() {
    let draft = "The collapse killed 15 people.\n";
    let (sources, facts) = sources(draft, FACTS);
    let finding = mismatch(draft, "15 people", facts);
    let text = shown(&human(false, false, false), &sources, &[finding.clone(), finding]);
    let settle: Vec<_> = text.lines().filter(|line| line.contains("settle:")).collect();
    let full = "   settle: write 16 | correct facts.toml:6 | ignore with a reason";
    assert_eq!(settle, [full, "   settle: write 16 people"]);
}

#[test]
fn two_places_of_one_draft() {
    let draft = format!("# 65 bodies found\n\n{}Police said at least 72 bodies had been found.\n", "Word ".repeat(30));
    let (sources, _) = sources(&draft, "");
    let apart = Diagnostic::new("figure-inconsistent", "bodies: headline 65, text at least 72")
        .label(FileId::DRAFT, place(&draft, "65 bodies"), "65 here")
        .label(FileId::DRAFT, place(&draft, "at least 72 bodies"), "at least 72 there, after an update")
        .note("either may be wrong; nothing is recorded")
        .severity(Severity::Warning);
    let near = Diagnostic::new("weekday-mismatch", "Nov. 1, 2024, was a Friday")
        .label(FileId::DRAFT, place(&draft, "72 bodies"), "the one")
        .label(FileId::DRAFT, place(&draft, "been found"), "the other")
        .severity(Severity::Note)
        .confidence(Confidence::Medium);
    golden::check("human/two-places.txt", &shown(&human(false, false, false), &sources, &[apart, near]));
}

#[test]
fn marks_lie_under_the_words() {
    for draft in [
        "Marko Đurić, of 東京都庁舎, said here it is.",
        "\tTabs\tand\there it is.",
        "👍🏽 👩‍🚀 e\u{301}\u{301} here it is.",
        "\u{feff}here it is, after a mark.",
        "Escapes \u{1b}[31m and \u{202e}turns\u{202c} and \u{200b} here it is.",
    ] {
        let (sources, _) = sources(draft, "");
        let finding = Diagnostic::new("name-misspelled", "a message").label(FileId::DRAFT, place(draft, "here"), "");
        let text = shown(&human(false, false, false), &sources, &[finding]);
        let lines: Vec<&str> = text.lines().collect();
        let words = lines.iter().position(|line| line.contains("here")).expect("the excerpt");
        let before = lines[words].split("here").next().expect("what stands before");
        let columns = unicode_width::UnicodeWidthStr::width(before);
        assert_eq!(lines[words + 1], format!("{}━━━━", " ".repeat(columns)), "{text}");
    }
}

#[test]
fn nothing_that_moves_colours_or_hides_reaches_the_terminal() {
    let evil = "\u{1b}]0;title\u{7}\u{1b}[2J\u{202e}\u{2066}\u{200b}\0\u{9b}31m\r";
    let draft = format!("one {evil} here {evil}\n");
    let facts = format!("value = \"{evil} 16\"\n");
    let mut all = Sources::new();
    let id = all.add(SourceFile::new(format!("facts{evil}.toml"), facts.clone()));
    let all = all.with_draft(Arc::new(SourceFile::new(format!("draft{evil}.md"), draft.clone())));
    let citation = Citation {
        title: evil.into(),
        url: Some(format!("https://example.org/{evil}")),
        locator: Some(evil.into()),
        date: Some(evil.into()),
        checked: Some(evil.into()),
        by: Some(evil.into()),
    };
    let finding = Diagnostic::new("figure-mismatch", format!("message {evil}"))
        .label(FileId::DRAFT, place(&draft, "here"), format!("news of {evil}"))
        .label(id, place(&facts, "16"), format!("remark {evil}"))
        .note(format!("note {evil}"))
        .help(format!("help {evil}"))
        .fact(evil, Some(citation));
    for (style, ascii) in [(human(false, false, true), false), (human(false, true, true), true)] {
        let text = shown(&style, &all, std::slice::from_ref(&finding));
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
        assert!(!text.contains(['\u{202e}', '\u{2066}', '\u{200b}']), "{text:?}");
        assert!(!ascii || text.is_ascii(), "{text:?}");
    }
    let short = Style { format: Format::Short, notes: true, quiet: true };
    let text = shown(&short, &all, std::slice::from_ref(&finding));
    assert_eq!(text.lines().count(), 1, "{text:?}");
    assert!(text.trim_end().chars().all(|c| !c.is_control()), "{text:?}");
    let json = Style { format: Format::Json, notes: true, quiet: true };
    let value: serde_json::Value = serde_json::from_str(&shown(&json, &all, &[finding])).expect("valid JSON");
    assert_eq!(value["diagnostics"][0]["message"], format!("message {evil}"));
}

#[test]
fn places_that_do_not_fit_the_text_do_no_harm() {
    for (draft, span) in [
        ("", Span::new(0, 0)),
        ("", Span::new(5, 9)),
        ("Đ", Span::new(1, 1)),
        ("short\n", Span::new(6, 6)),
        ("short\n", Span::new(3, 900)),
        ("two\nlines", Span::new(1, 7)),
        ("cr\r\nlf", Span::new(2, 4)),
        ("\u{feff}", Span::new(0, 1)),
    ] {
        let (sources, _) = sources(draft, "");
        let finding =
            Diagnostic::new("x", "message").label(FileId::DRAFT, span, "label").label(FileId::DRAFT, span, "");
        for format in [Format::Human(Box::new(Look::new(true, false, true))), Format::Short, Format::Json] {
            let style = Style { format, notes: true, quiet: true };
            assert!(shown(&style, &sources, std::slice::from_ref(&finding)).contains("message"));
        }
    }
}

#[test]
fn a_finding_without_a_place_is_its_message() {
    let (sources, _) = sources("", "");
    let text = shown(&human(false, false, false), &sources, &[Diagnostic::new("x", "message").help("help")]);
    assert_eq!(text, "error[x]: message\n   settle: help\n\n");
}

#[test]
fn notes_are_hidden_from_people_only() {
    let (sources, _) = sources("word", "");
    let note = Diagnostic::new("x", "message").severity(Severity::Note);
    for (format, there) in
        [(Format::Human(Box::new(Look::new(false, false, false))), false), (Format::Short, false), (Format::Json, true)]
    {
        let style = Style { format, notes: false, quiet: true };
        assert_eq!(shown(&style, &sources, std::slice::from_ref(&note)).contains("message"), there);
    }
}

#[test]
fn json_has_the_frozen_shape() {
    // Counted by hand: the first line has 7 bytes, and Đ and ć take two each, so that "15" stands at byte 7 + 13, but in
    // column 12. In the facts, lines of 26, 43, 1, 25 and 30 bytes stand before line 6, and 8 bytes before its value.
    let draft = "# Head\nĐurić lost 15 men.\n";
    let (sources, facts) = sources(draft, FACTS);
    let style = Style { format: Format::Json, notes: false, quiet: false };
    let text = shown(&style, &sources, &[mismatch(draft, "15", facts), Diagnostic::new("x", "y")]);
    let value: serde_json::Value = serde_json::from_str(&text).expect("valid JSON");
    assert_eq!(value["version"], 1);
    assert_eq!(value["complete"], true);
    let wanted = serde_json::json!({
        "check": "figure-mismatch", "severity": "error", "confidence": "high",
        "message": "collapse deaths: draft 15, recorded 16",
        "notes": ["read as: “collapse” = novi-sad-collapse, “killed” = deaths"],
        "help": "write 16 | correct facts.toml:6 | ignore with a reason",
        "labels": [
            {"file": "draft.md", "start": 20, "end": 22, "line": 2, "column": 12, "end_line": 2, "end_column": 14,
             "primary": true, "message": "the draft says 15 people"},
            {"file": "facts.toml", "start": 133, "end": 135, "line": 6, "column": 9, "end_line": 6, "end_column": 11,
             "primary": false, "message": "recorded: 16 people"}],
        "fact": "figure.novi-sad-deaths",
        "source": {"title": "Court filing", "url": "https://example.org/filing", "locator": "p. 3", "checked": "2025-10-13"},
        "fix": {"applicability": "unsafe", "edits": [{"file": "draft.md", "start": 20, "end": 22, "text": "16 people"}]},
    });
    assert_eq!(value["diagnostics"][0], wanted);
    assert_eq!(value["diagnostics"][1]["labels"], serde_json::json!([]));
    assert_eq!(value["summary"]["claims"], serde_json::json!({"supported": 0, "refuted": 0, "not_enough_info": 0}));
}

#[test]
fn two_thousand_findings_cost_by_findings_not_by_the_file() {
    let draft =
        "One line of a draft that is long enough to be cropped somewhere, or so one would think. ".repeat(40_000);
    let (sources, facts) = sources(&draft, FACTS);
    let findings: Vec<_> = (0..2_000)
        .map(|at| {
            Diagnostic::new("x", "message").label(FileId::DRAFT, Span::new(at * 1_700, at * 1_700 + 8), "").label(
                facts,
                place(FACTS, "16"),
                "",
            )
        })
        .collect();
    let started = std::time::Instant::now();
    shown(&human(true, false, true), &sources, &findings);
    // 3.5 MB scanned once a label would take minutes in a debug build; this takes well under a second.
    assert!(started.elapsed().as_secs() < 10);
}

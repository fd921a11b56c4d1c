//! Summaries of many fields held against their sources, each row of a file of `fixtures/evidence`:
//!
//! - `=== source`: the document;
//! - `=== right`: a summary that says what it says, rounded, worded, converted or added up: nothing may be reported;
//! - `=== wrong WORDS`: a summary with one wrong figure, WORDS, which a finding must touch;
//! - `=== limit`: a right summary that is flagged all the same, because its figure needs knowledge or a step that is not taken. A row that
//!   is no longer flagged becomes `right`.

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use factlint::analyze::{Evidence, analyze};
use factlint::claim::source::{Source, SourceText};
use factlint::diagnostic::{Diagnostic, Severity};
use factlint::facts::FactBase;
use factlint::lexicon::Lexicon;
use factlint::parse::{Format, parse};
use factlint::settings::Settings;
use factlint::source::{SourceFile, Sources};
use factlint::span::Span;

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(Lexicon::english);

/// What is said aloud of `draft`, held against `source`.
fn said(source: &str, draft: &str) -> Vec<Diagnostic> {
    let mut files = Sources::new();
    let file = files.add(SourceFile::new("source.txt", source));
    let text = parse(files.share(file), Format::Plain, &LEXICON);
    let source = Source { text: Arc::new(SourceText::new(text, None, None, &LEXICON)), file, binding: true };
    let evidence = Evidence::new(Arc::clone(&LEXICON), FactBase::default()).with_sources(vec![source]);
    let document = parse(Arc::new(SourceFile::new("draft.txt", draft)), Format::Plain, &LEXICON);
    let found = analyze(&document, &evidence, &Settings::default()).diagnostics;
    found.into_iter().filter(|found| found.severity >= Severity::Warning).collect()
}

/// The rows of a file: what stands after the marks, and the text below.
fn rows(text: &str) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("=== "), rows.last_mut()) {
            (Some(kind), _) => rows.push((kind.trim().to_owned(), String::new())),
            (None, Some((_, text))) => *text = format!("{text}{line}\n"),
            // The first line says what the file is about.
            (None, None) => {}
        }
    }
    rows
}

#[test]
fn right_summaries_are_silent_and_each_wrong_figure_is_marked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/evidence");
    let mut problems = Vec::new();
    let (mut right, mut wrong) = (0, 0);
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("the folder is there").map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let rows = rows(&fs::read_to_string(&path).expect("a text"));
        let Some(((first, source), rows)) = rows.split_first() else { panic!("{name} is empty") };
        assert_eq!(first, "source", "{name}");
        for (kind, draft) in rows {
            let found = said(source, draft);
            let messages: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
            let told = |what: &str| format!("{name}: {what}: {}: {messages:?}", draft.trim());
            match kind.split_once(' ') {
                None if kind == "right" => {
                    right += 1;
                    problems.extend((!found.is_empty()).then(|| told("a false alarm")));
                }
                None if kind == "limit" => problems.extend(found.is_empty().then(|| told("no limit any more"))),
                Some(("wrong", words)) => {
                    wrong += 1;
                    let at = draft.find(words).unwrap_or_else(|| panic!("{}", told("its words are not there")));
                    let figure = Span::new(at, at + words.len());
                    let marked = found.iter().any(|found| found.labels[0].span.overlaps(figure));
                    let elsewhere = found.iter().any(|found| !found.labels[0].span.overlaps(figure));
                    problems.extend((!marked).then(|| told("a miss")));
                    problems.extend(elsewhere.then(|| told("a false alarm beside")));
                }
                _ => panic!("{name}: “{kind}” is no kind of row"),
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(right >= 60 && wrong >= 60, "{right} right ones and {wrong} wrong ones");
}

//! The formats: one golden report each, with a second file, text that is not ASCII and a finding without a place.

use std::sync::Arc;

use factlint::analyze::{Evidence, analyze};
use factlint::checks::ALL;
use factlint::diagnostic::{Applicability, Citation, Confidence, Diagnostic, Severity};
use factlint::facts;
use factlint::lexicon::Lexicon;
use factlint::parse::{self, parse};
use factlint::render::claims::Judged;
use factlint::render::page::Layout;
use factlint::render::{About, Format, Look, Stream, Style, Tally};
use factlint::settings::Settings;
use factlint::source::{FileId, SourceFile, Sources};
use factlint::span::Span;
use serde_json::Value;

use crate::golden;
use crate::schema::validate;

const DRAFT: &str = "# Kuća\n\nĐurić lost 15 men.\r\nIt was\nlate.\n";
const FACTS: &str = "[figure.x]\nvalue = 16\n";

/// Text that has a meaning in every format that is not careful.
const HOSTILE: &str = "a%b\r\nc::error file=x,line=1::d <&\"'> ]]> \u{1b}[31m \u{0} {\"} -->";

fn sources(name: &str) -> (Sources, FileId) {
    let mut sources = Sources::new();
    let facts = sources.add(SourceFile::new("facts.toml", FACTS));
    (sources.with_draft(Arc::new(SourceFile::new(name, DRAFT))), facts)
}

fn place(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("it stands there");
    Span::new(start, start + words.len())
}

fn findings(facts: FileId) -> Vec<Diagnostic> {
    let source =
        Citation { title: "Filing, p. 3".into(), url: Some("https://example.org/f".into()), ..Citation::default() };
    vec![
        Diagnostic::new("figure-mismatch", "Đurić: draft 15, recorded 16")
            .label(FileId::DRAFT, place(DRAFT, "15"), "the draft says 15")
            .label(facts, place(FACTS, "16"), "recorded: 16")
            .note("read as: “lost” = deaths")
            .fact("figure.x", Some(source))
            .help("write 16, or correct the fact")
            .fix(Applicability::Unsafe, FileId::DRAFT, place(DRAFT, "15"), "16"),
        Diagnostic::new("broken-line", "breaks off")
            .label(FileId::DRAFT, place(DRAFT, "was\nlate"), "here")
            .severity(Severity::Warning)
            .confidence(Confidence::Medium),
        Diagnostic::new("abbreviation", "has no place").severity(Severity::Note),
    ]
}

fn about() -> Arc<[About]> {
    ALL.iter().map(|check| About::check(check)).collect()
}

fn formats() -> Vec<(&'static str, Format)> {
    vec![
        ("report.jsonl", Format::Jsonl),
        ("report.sarif", Format::Sarif(about())),
        ("github.txt", Format::Github),
        ("gitlab.json", Format::Gitlab),
        ("junit.xml", Format::Junit),
        ("checkstyle.xml", Format::Checkstyle),
    ]
}

/// The report on two drafts, of which the second has no findings, with notes where people read it.
fn report(format: Format, sources: &Sources, findings: &[Diagnostic]) -> String {
    let style = Style { format, notes: true, quiet: false };
    let mut stream = Stream::open(style.clone(), Vec::new()).expect("opened");
    stream.write(style.render(sources, findings)).expect("written");
    let clean = sources.with_draft(Arc::new(SourceFile::new("clean.md", "Fine.\n")));
    stream.write(style.render(&clean, &[])).expect("written");
    let mut tally = Tally { files: 2, ..Tally::default() };
    tally.findings(findings);
    String::from_utf8(stream.close(&tally, true).expect("closed")).expect("UTF-8")
}

#[test]
fn each_format_has_its_look() {
    let (sources, facts) = sources("drafts/Kuća, 1.md");
    let human = Format::Human(Box::new(Look::new(false, false, false)));
    let others = [("human.txt", human), ("short.txt", Format::Short), ("report.json", Format::Json)];
    for (name, format) in formats().into_iter().chain(others) {
        // The checks that are listed before the results change with each new one.
        let format = match format {
            Format::Sarif(about) => {
                Format::Sarif(about.iter().filter(|it| it.name == "broken-line").cloned().map(short).collect())
            }
            other => other,
        };
        golden::check(&format!("formats/{name}"), &report(format, &sources, &findings(facts)));
    }
}

#[test]
fn the_page_for_a_browser_has_its_look() {
    let text =
        "# Kuća\n\nĐurić’s fall cost the Đurić house 15 million euros.\r\nNobody — “nobody”, 毎日 said — paid.\n";
    let record = "[figure.cost]\nsubject = \"Đurić house\"\nmeasure = \"cost\"\nvalue = \"19 million euros\"\nsource = \"Filing — št. 3\"\n";
    let lexicon = Lexicon::english();
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("facts/kuća.toml", record));
    let loaded = facts::load(&sources, &[file], &lexicon);
    assert_eq!(loaded.diagnostics, []);
    let evidence = Evidence::new(Arc::clone(&lexicon), loaded.facts);
    let source = Arc::new(SourceFile::new("drafts/Kuća, 1.md", text));
    let document = parse(Arc::clone(&source), parse::Format::Markdown { mdx: false }, &lexicon);
    let mut analysis = analyze(&document, &evidence, &Settings::default());
    let kinds: Vec<&str> = analysis.diagnostics.iter().map(|found| &*found.check).collect();
    assert_eq!(kinds, ["figure-mismatch"], "the draft and the record, two files in one finding");
    analysis.diagnostics.push(Diagnostic::new("abbreviation", "has no place").severity(Severity::Note));
    let format = Format::Html(Box::new(Layout::new(None).expect("a template")));
    let style = Style { format, notes: true, quiet: false };
    let mut stream = Stream::open(style.clone(), Vec::new()).expect("opened");
    let sources = sources.with_draft(source);
    let shown = Judged { sources: &sources, document: &document, facts: &evidence.facts, held: &[] };
    stream.write(style.render_draft(shown, &analysis)).expect("written");
    let mut tally = Tally { files: 1, ..Tally::default() };
    tally.findings(&analysis.diagnostics);
    tally.claims(&analysis.judgements);
    let page = String::from_utf8(stream.close(&tally, true).expect("closed")).expect("UTF-8");
    // How it is laid out is no matter of what it says.
    let (before, rest) = page.split_once("<style>").expect("a style sheet");
    let (_, after) = rest.split_once("</style>").expect("its end");
    let version = env!("CARGO_PKG_VERSION");
    golden::check("formats/page.html", &format!("{before}<style></style>{after}").replace(version, "VERSION"));
}

/// The same without its page.
fn short(about: About) -> About {
    About { page: "The page.".into(), ..about }
}

#[test]
fn sarif_follows_the_published_schema() {
    let schema: Value = serde_json::from_str(include_str!("../schema/sarif-2.1.0-rtm.5.json")).expect("JSON");
    let (sources, facts) = sources("drafts/Kuća, 1.md");
    let mut all = findings(facts);
    all.extend(hostile());
    for findings in [&all[..], &[]] {
        let log: Value = serde_json::from_str(&report(Format::Sarif(about()), &sources, findings)).expect("JSON");
        let mut wrong = Vec::new();
        validate(&schema, &schema, &log, "", &mut wrong);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(ALL.len()));
        assert_eq!(run["results"].as_array().map(Vec::len), Some(findings.len()));
    }
}

#[test]
fn the_schema_of_sarif_is_not_met_by_everything() {
    let schema: Value = serde_json::from_str(include_str!("../schema/sarif-2.1.0-rtm.5.json")).expect("JSON");
    let (sources, facts) = sources("a.md");
    let text = report(Format::Sarif(about()), &sources, &findings(facts));
    for (pointer, value) in [
        ("/version", serde_json::json!("2.0.0")),
        ("/runs/0/columnKind", serde_json::json!("bytes")),
        ("/runs/0/results/0/level", serde_json::json!("fatal")),
        ("/runs/0/results/0/message", serde_json::json!("text")),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", serde_json::json!(0)),
    ] {
        let mut log: Value = serde_json::from_str(&text).expect("JSON");
        *log.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
        let mut wrong = Vec::new();
        validate(&schema, &schema, &log, "", &mut wrong);
        assert!(!wrong.is_empty(), "{pointer} passes");
    }
}

fn hostile() -> Vec<Diagnostic> {
    vec![
        Diagnostic::new("name-misspelled", HOSTILE)
            .label(FileId::DRAFT, place(DRAFT, "late"), HOSTILE)
            .label(FileId::DRAFT, place(DRAFT, "Đurić"), HOSTILE)
            .note(HOSTILE)
            .help(HOSTILE)
            .fact(HOSTILE, Some(Citation { title: HOSTILE.into(), ..Citation::default() })),
    ]
}

#[test]
fn hostile_text_stays_text() {
    let (sources, _) = sources("a<\"&%,:\n.md");
    for (name, format) in formats() {
        let text = report(format, &sources, &hostile());
        match name {
            "github.txt" => {
                assert_eq!(text.lines().count(), 1, "{text}");
                assert!(text.starts_with("::error file=a<\"&%25%2C%3A%0A.md,line=5,endLine=5,col=1,"), "{text}");
                assert!(!text.contains(['\u{0}', '\u{1b}']), "{text}");
            }
            "junit.xml" | "checkstyle.xml" => {
                assert!(!text.contains("]]>") && !text.contains(['\u{0}', '\u{1b}']), "{text}");
                assert_eq!(text.matches("<&").count(), 0, "{text}");
            }
            "report.jsonl" => {
                assert_eq!(text.lines().count(), 1);
                let value: Value = serde_json::from_str(&text).expect("JSON");
                assert_eq!(value["message"], HOSTILE);
            }
            _ => {
                serde_json::from_str::<Value>(&text).expect("JSON");
            }
        }
    }
}

#[test]
fn a_draft_without_findings_is_a_test_that_passed() {
    let (sources, _) = sources("a.md");
    let text = report(Format::Junit, &sources, &[]);
    assert_eq!(text.matches("<testcase ").count(), 2, "{text}");
    assert_eq!(text.matches("<failure").count(), 0, "{text}");
}

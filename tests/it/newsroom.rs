//! Articles of many domains and hands, each with its facts and ten slips as newsrooms make them: nothing is said of the article as it
//! stands, and a slip is marked at its words. Those with `unseen` in `mutations.json` are slips that nothing in the program sees.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use factlint::analyze::{Evidence, analyze};
use factlint::calendar::PartialDate;
use factlint::diagnostic::{Diagnostic, Severity};
use factlint::facts;
use factlint::lexicon::Lexicon;
use factlint::parse::{Format, parse};
use factlint::settings::{DateOrigin, Settings};
use factlint::source::{FileId, SourceFile, Sources};

/// An article with what it is held against.
struct Article {
    name: String,
    facts: PathBuf,
    draft: String,
    format: Format,
    evidence: Evidence,
    settings: Settings,
    slips: Vec<serde_json::Value>,
}

#[test]
fn slips_are_found_and_nothing_else() {
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for folder in folders() {
        let article = read(&folder);
        let before = loud(&article, &article.draft);
        wrong.extend(before.iter().map(|found| format!("{}: {}", article.name, found.message)));
        for slip in &article.slips {
            let text = |key: &str| slip[key].as_str().unwrap();
            let draft = &article.draft;
            let at = draft.find(text("find")).unwrap_or_else(|| panic!("{} {}", article.name, text("id")));
            let end = at + text("replace").len();
            let changed = format!("{}{}{}", &draft[..at], text("replace"), &draft[at + text("find").len()..]);
            let marked = |found: &Diagnostic| {
                found
                    .labels
                    .iter()
                    .any(|label| label.file == FileId::DRAFT && label.span.start() < end && label.span.end() > at)
            };
            let found = loud(&article, &changed).iter().any(marked);
            seen += usize::from(found);
            if found == slip["unseen"].as_bool().unwrap_or(false) {
                let now = if found { "is seen now" } else { "is not marked" };
                wrong.push(format!("{} {}: {} {now}", article.name, text("id"), text("replace")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen >= 300, "{seen} slips are seen");
}

/// What two articles do share: a town and its council, a petition, a contract, a reserve, and persons whose names one slip makes of each other.
const SHARED: [&str; 7] = [
    "leader of the opposition: draft Rupert Ansty, recorded Jasper Tollard",
    "petition signatures: draft 4,217, recorded 6,412 people",
    "contract (expired): draft 31 March, recorded 2024-12-31",
    "Aldreth Levels cost: draft £1.1m, recorded £11.6m",
    "Priya Raghunath: draft “Priya Raghunathan”, recorded “Priya Raghunath”",
    "Priya Raghunath: draft chief technology officer, recorded chief medical officer",
    "Rupert Anstey: draft “Rupert Ansty”, recorded “Rupert Anstey”",
];

/// A desk keeps one fact base for all of its articles: what is recorded for one of them is said of no other. Each is held against the
/// facts of three others; the few subjects that are none by name ("petition", "budget vote") are whatever the draft calls so.
#[test]
fn the_facts_of_one_article_say_nothing_of_another() {
    let articles: Vec<Article> = folders().iter().map(|folder| read(folder)).collect();
    let mut wrong = Vec::new();
    for (index, article) in articles.iter().enumerate() {
        for step in [1, 7, 19] {
            let other = &articles[(index + step) % articles.len()];
            let held = Article { evidence: evidence(&other.facts), ..read(&article.facts.with_file_name("")) };
            let found = loud(&held, &held.draft).into_iter().filter(|found| !SHARED.contains(&found.message.as_str()));
            wrong.extend(found.map(|found| format!("{} by {}: {}", article.name, other.name, found.message)));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/newsroom"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    folders
}

fn read(folder: &Path) -> Article {
    let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let case: serde_json::Value = serde_json::from_str(&text("case.json")).unwrap();
    let markdown = folder.join("draft.md").exists();
    let date = case["date"].as_str().and_then(PartialDate::parse).unwrap();
    let slips: Vec<serde_json::Value> = serde_json::from_str(&text("mutations.json")).unwrap();
    assert_eq!(slips.len(), 10, "{}", folder.display());
    Article {
        name: folder.file_name().unwrap().to_string_lossy().into_owned(),
        draft: text(if markdown { "draft.md" } else { "draft.txt" }),
        format: if markdown { Format::Markdown { mdx: false } } else { Format::Plain },
        evidence: evidence(&folder.join("facts.toml")),
        facts: folder.join("facts.toml"),
        settings: Settings { date: Some((date, DateOrigin::CommandLine)), ..Settings::default() },
        slips,
    }
}

fn evidence(path: &Path) -> Evidence {
    let lexicon = Lexicon::english();
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new("facts.toml", fs::read_to_string(path).unwrap()));
    let loaded = facts::load::load(&sources, &[file], &lexicon);
    assert_eq!(loaded.diagnostics, [], "{}", path.display());
    Evidence::new(lexicon, loaded.facts)
}

fn loud(article: &Article, draft: &str) -> Vec<Diagnostic> {
    let source = Arc::new(SourceFile::new("draft", draft));
    let document = parse(source, article.format, &article.evidence.lexicon);
    let mut found = analyze(&document, &article.evidence, &article.settings).diagnostics;
    found.retain(|diagnostic| diagnostic.severity >= Severity::Warning);
    found
}

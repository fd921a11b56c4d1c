//! Articles of other domains, each with its facts and ten slips as newsrooms make them: nothing is said of the article as it stands,
//! and every slip is marked at its words.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use factlint::analyze::{Evidence, analyze};
use factlint::diagnostic::{Diagnostic, Severity};
use factlint::facts;
use factlint::lexicon::Lexicon;
use factlint::parse::{Format, parse};
use factlint::settings::Settings;
use factlint::source::{FileId, SourceFile, Sources};

const ARTICLES: &[&str] = &["airline-strike", "mayor-trial", "museum-director", "weather-satellite"];

/// Slips of which the page of their check says that it does not see them: what is counted from something that nothing records.
const UNSEEN: &[(&str, &str)] = &[("mayor-trial", "m4")];

#[test]
fn slips_are_found_and_nothing_else() {
    let mut wrong = Vec::new();
    for &article in ARTICLES {
        let folder = folder(article);
        let evidence = evidence(&folder.join("facts.toml"));
        let draft = fs::read_to_string(folder.join("draft.md")).unwrap();
        let before = loud(&evidence, &draft);
        wrong.extend(before.iter().map(|found| format!("{article}: {}", found.message)));
        let slips = fs::read_to_string(folder.join("mutations.json")).unwrap();
        let slips: Vec<serde_json::Value> = serde_json::from_str(&slips).unwrap();
        assert_eq!(slips.len(), 10, "{article}");
        for slip in &slips {
            let text = |key: &str| slip[key].as_str().unwrap();
            let at = draft.find(text("find")).unwrap_or_else(|| panic!("{article} {}", text("id")));
            let end = at + text("replace").len();
            let changed = format!("{}{}{}", &draft[..at], text("replace"), &draft[at + text("find").len()..]);
            let marked = |found: &Diagnostic| {
                found
                    .labels
                    .iter()
                    .any(|label| label.file == FileId::DRAFT && label.span.start() < end && label.span.end() > at)
            };
            let found = loud(&evidence, &changed).iter().any(marked);
            let unseen = UNSEEN.contains(&(article, text("id")));
            if found == unseen {
                wrong.push(format!("{article} {}: {} ({})", text("id"), text("replace"), text("why")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn folder(article: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/newsroom").join(article)
}

fn evidence(path: &Path) -> Evidence {
    let lexicon = Lexicon::english();
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new("facts.toml", fs::read_to_string(path).unwrap()));
    let loaded = facts::load::load(&sources, &[file], &lexicon);
    assert_eq!(loaded.diagnostics, [], "{}", path.display());
    Evidence::new(lexicon, loaded.facts)
}

fn loud(evidence: &Evidence, draft: &str) -> Vec<Diagnostic> {
    let document =
        parse(Arc::new(SourceFile::new("draft.md", draft)), Format::Markdown { mdx: false }, &evidence.lexicon);
    let mut found = analyze(&document, evidence, &Settings::default()).diagnostics;
    found.retain(|diagnostic| diagnostic.severity >= Severity::Warning);
    found
}

//! Documentation is true: its examples are run, its tables compared with the list of checks, its schemas with what is written.
//!
//! In a page, a fence whose info string ends in a file name is that file; one that begins with `console` is a session in the
//! folder of these files. `UPDATE_DOCS=1` writes what the program says into the sessions: look at the difference.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use factlint::checks::ALL;
use serde_json::Value;
use tempfile::TempDir;

use crate::schema::validate;

/// Pages with sessions.
const PAGES: &[&str] = &["README.md", "docs/json.md", "docs/rules.md", "docs/sources.md"];

#[test]
fn the_sessions_of_the_pages_show_what_the_program_says() {
    for page in PAGES {
        let text = read(page);
        let shown = replayed(&text);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(root().join(page), &shown).expect("written");
        } else {
            assert!(shown == text, "{page} differs from what the program says; it should be\n{shown}");
        }
    }
}

#[test]
fn the_readme_lists_the_checks() {
    let wanted: Vec<String> = ALL
        .iter()
        .map(|check| {
            let (name, level) = (check.name, check.default.word());
            format!("| [`{name}`](rules/checks/{name}.md) | {level} | {} |", check.summary)
        })
        .collect();
    let readme = read("README.md");
    let rows: Vec<&str> = readme.lines().filter(|line| line.contains("](rules/checks/")).collect();
    assert_eq!(rows, wanted, "rows of the README (left) and checks::ALL (right)");
}

#[test]
fn the_readme_names_what_the_command_line_knows() {
    let said = run(&root(), &["check", "--help"]).0;
    let known: Vec<&str> = said.split_whitespace().filter(|word| word.starts_with("--")).collect();
    for named in read("README.md").split(|c: char| !c.is_ascii_alphanumeric() && c != '-') {
        let stands = !named.starts_with("--") || matches!(named, "--" | "---" | "--release" | "--path");
        assert!(stands || known.contains(&named), "the README names {named}, which `check` does not know");
    }
    for option in known.iter().filter(|option| **option != "--help" && **option != "--lang" && **option != "--jobs") {
        let wanted = option.trim_end_matches(']');
        assert!(read("README.md").contains(wanted) || wanted == "--min-confidence", "the README leaves out {wanted}");
    }
}

#[test]
fn the_version_stands_in_the_changelog() {
    assert!(read("CHANGELOG.md").contains(&format!("\n## {}", env!("CARGO_PKG_VERSION"))));
}

/// Pages whose links are followed, one a line.
const LINKED: &[&str] = &[
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/ci.md",
    "docs/configuration.md",
    "docs/editors.md",
    "docs/facts.md",
    "docs/formats.md",
    "docs/html-report.md",
    "docs/json.md",
    "docs/rules.md",
    "docs/sources.md",
];

#[test]
fn links_between_pages_lead_somewhere() {
    for page in LINKED {
        let folder = root().join(page).parent().expect("a folder").to_owned();
        let text = read(page);
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|target| !target.starts_with("http")) {
            let file = target.split('#').next().unwrap_or_default();
            assert!(folder.join(file).exists(), "{page}: {target} leads nowhere");
        }
    }
}

#[test]
fn what_is_written_for_machines_follows_the_schemas() {
    let article = |name: &str| format!("fixtures/novi-sad/{name}");
    for draft in [article("draft.md"), article("draft-clean.md"), "fixtures/nothing.md".into()] {
        for command in ["check", "claims"] {
            let (said, _) = run(&root(), &[command, "--format", "json", &draft]);
            let report = json(&said);
            let schema = json(&read(&format!("docs/schema/{command}.json")));
            let mut wrong = Vec::new();
            validate(&schema, &schema, &report, "", &mut wrong);
            assert!(wrong.is_empty(), "{command} {draft}:\n{}", wrong.join("\n"));
        }
    }
}

#[test]
fn the_schemas_refuse_what_is_not_as_they_say() {
    let (said, _) = run(&root(), &["check", "--format", "json", "fixtures/novi-sad/draft.md"]);
    let schema = json(&read("docs/schema/check.json"));
    for (pointer, value) in [
        ("/version", serde_json::json!(2)),
        ("/complete", serde_json::json!("yes")),
        ("/diagnostics/0/severity", serde_json::json!("fatal")),
        ("/diagnostics/0/labels", serde_json::json!([])),
        ("/diagnostics/0/labels/0/line", serde_json::json!(0)),
        ("/diagnostics/0/source", serde_json::json!({"titel": "x"})),
        ("/summary/files", serde_json::json!(-1)),
    ] {
        let mut report = json(&said);
        *report.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
        let mut wrong = Vec::new();
        validate(&schema, &schema, &report, "", &mut wrong);
        assert!(!wrong.is_empty(), "{pointer} passes");
    }
}

/// The page with what the program says today in its sessions.
fn replayed(page: &str) -> String {
    let folder = files(page);
    let mut out = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let Some(info) = line.strip_prefix("```console") else { continue };
        let prompt = lines.next().expect("a session begins with a command");
        let words: Vec<&str> = prompt.strip_prefix("$ factlint ").expect("a prompt").split_whitespace().collect();
        let said = run(folder.path(), &words).0;
        let said = if info == " json" { pretty(&said) } else { said };
        out.push_str(&format!("{prompt}\n{}\n```\n", said.trim_end()));
        lines.by_ref().take_while(|line| *line != "```").for_each(drop);
    }
    out
}

/// One JSON object, laid out for readers.
fn pretty(text: &str) -> String {
    serde_json::to_string_pretty(&json(text)).expect("JSON")
}

/// A folder with the files of a page.
fn files(page: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some((_, name)) = line.strip_prefix("```").and_then(|info| info.split_once(' ')) else { continue };
        if name.contains('.') {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            std::fs::write(folder.path().join(name), text.join("\n") + "\n").expect("written");
        }
    }
    folder
}

/// What the program writes, and its exit code.
fn run(folder: &Path, words: &[&str]) -> (String, i32) {
    let output = Command::cargo_bin("factlint")
        .expect("built")
        .current_dir(folder)
        .args(words)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("it runs");
    (String::from_utf8(output.stdout).expect("UTF-8"), output.status.code().expect("it ends by itself"))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

fn read(name: &str) -> String {
    let path = root().join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

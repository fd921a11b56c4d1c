//! Drafts held against each other: what is let stand, and that nothing depends on threads.

use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

const RIGHT: &str = "The yard was sold, Marko Djuric said on Monday.\n";
const WRONG: &str = "It rained, Marko Duric said.\n";
const FOUND: &str = "c.md:1:12: warning[cross-draft-name]: Marko Duric here, Marko Djuric in another draft\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [("a.md", RIGHT), ("b.md", RIGHT)].iter().chain(files) {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

/// Its findings, one a line.
fn short(folder: &Path, words: &[&str]) -> String {
    let mut command = Command::cargo_bin("factlint").expect("built");
    command.current_dir(folder).args(["check", "--across", "--quiet", "--notes", "--format", "short"]).args(words);
    String::from_utf8(command.output().expect("it runs").stdout).expect("UTF-8")
}

#[test]
fn names_figures_and_titles_are_held_against_each_other() {
    let folder = folder(&[
        ("c.md", WRONG),
        ("d.md", "The storm left 14 wards of Halvern without power. Foreign Minister Ilse Vroomberg left.\n"),
        ("e.md", "The storm has left 15 wards of Halvern without power. Prime Minister Ilse Vroomberg stayed.\n"),
    ]);
    let expected = format!(
        "{FOUND}e.md:1:20: warning[cross-draft-figure]: 15 wards here, 14 wards in another draft\n\
        e.md:1:55: warning[cross-draft-title]: Ilse Vroomberg: Prime Minister here, Foreign Minister in another draft\n"
    );
    assert_eq!(short(folder.path(), &[]), expected);
}

#[test]
fn a_finding_across_drafts_can_be_let_stand_like_any_other() {
    let comment = format!("<!-- factlint-ignore cross-draft-name: his cousin -->\n{WRONG}");
    let matter =
        format!("---\nfactlint:\n  ignore:\n    - check: cross-draft-name\n      reason: his cousin\n---\n{WRONG}");
    let level = format!("---\nfactlint:\n  levels:\n    cross-draft-name: off\n---\n{WRONG}");
    for draft in [&comment, &matter, &level] {
        assert_eq!(short(folder(&[("c.md", draft)]).path(), &[]), "", "{draft}");
    }
    let settings =
        "[[ignore]]\npath = \"c.md\"\ncheck = \"cross-draft-name\"\ntext = \"Marko Duric\"\nreason = \"his cousin\"\n";
    assert_eq!(short(folder(&[("c.md", WRONG), ("factlint.toml", settings)]).path(), &[]), "");
}

#[test]
fn an_ignore_that_hides_nothing_across_drafts_is_told() {
    let idle = "<!-- factlint-ignore cross-draft-name: his cousin -->\n\nIt rained, Marko Djuric said.\n";
    let folder = folder(&[("c.md", idle)]);
    assert_eq!(
        short(folder.path(), &[]),
        "c.md:1:22: warning[unused-ignore]: the ignore of cross-draft-name hides nothing\n"
    );
    // Without the other drafts nobody can know.
    let mut alone = Command::cargo_bin("factlint").expect("built");
    let alone = alone.current_dir(folder.path()).args(["check", "--quiet", "--format", "short"]).output();
    assert_eq!(String::from_utf8(alone.expect("it runs").stdout).expect("UTF-8"), "");
    assert_eq!(short(folder.path(), &["--skip", "cross-draft-name"]), "");
}

#[test]
fn a_baseline_holds_what_was_found_across_drafts() {
    let folder = folder(&[("c.md", WRONG)]);
    assert_eq!(short(folder.path(), &[]), FOUND);
    assert_eq!(short(folder.path(), &["--write-baseline", "known.json"]), "");
    assert_eq!(short(folder.path(), &["--baseline", "known.json"]), "");
    // One more draft with the usual spelling changes nothing.
    std::fs::write(folder.path().join("d.md"), RIGHT).expect("written");
    assert_eq!(short(folder.path(), &["--baseline", "known.json"]), "");
    std::fs::write(folder.path().join("c.md"), "Then Marko Djurich said so.\n").expect("written");
    assert!(!short(folder.path(), &["--baseline", "known.json"]).is_empty());
}

#[test]
fn nothing_across_drafts_depends_on_threads() {
    let folder = folder(&[]);
    for number in 0..90 {
        let name = ["Djuric", "Djuric", "Djuric", "Vroomberg"][number % 4];
        let draft = format!("It rained in ward {number}, Marko {name} said.\n");
        std::fs::write(folder.path().join(format!("{number:03}.md")), draft).expect("written");
    }
    std::fs::write(folder.path().join("c.md"), WRONG).expect("written");
    std::fs::write(folder.path().join("d.md"), WRONG.replace("Duric", "Vroombreg")).expect("written");
    let one = short(folder.path(), &["-j", "1"]);
    assert_eq!(one.lines().count(), 2, "{one}");
    for threads in ["2", "7"] {
        assert_eq!(short(folder.path(), &["-j", threads]), one);
    }
}

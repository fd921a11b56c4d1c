//! `factlint check --watch`, as somebody uses it who writes. Nothing here depends on how long anything takes: each step waits for
//! the report that it must lead to.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

/// After so long a report is taken for missing; no step waits for it when all is well.
const DEADLINE: Duration = Duration::from_secs(60);

struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(folder: &Path, words: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .current_dir(folder)
            .args(["check", "--watch"])
            .args(words)
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let out = child.stdout.take().expect("a pipe");
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            BufReader::new(out).lines().map_while(Result::ok).try_for_each(|it| sender.send(it))
        });
        Self { child, lines }
    }

    /// Waits for the summary that ends a report, and passes over those of reports made before a change was whole.
    fn summary(&self, wanted: &str) {
        let mut seen = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(DEADLINE) {
            if line.split(" · ").next() == Some(wanted) {
                return;
            }
            seen.push(line);
        }
        panic!("no report ended with “{wanted}”:\n{}", seen.join("\n"));
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    std::fs::write(path, text).expect("written");
}

#[test]
fn drafts_facts_settings_and_folders_are_judged_again_when_they_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    let facts = |name: &str| format!("[person.d]\nname = \"{name}\"\nnever = [\"Marco Djuric\"]\n");
    write(here, "factlint.toml", "facts = \"facts/*.toml\"\n");
    write(here, "facts/people.toml", &facts("Marko Djuric"));
    write(here, "drafts/a.md", "Marco Djuric spoke on Monday.\n");
    let watching = Watching::start(here, &["drafts"]);
    watching.summary("1 error in 1 draft");
    write(here, "drafts/a.md", "Marko Djuric spoke on Monday.\n");
    watching.summary("no findings in 1 draft");
    // As editors save: beside, and then in its place.
    write(here, "drafts/.a.md.new", "Marco Djuric spoke, and Marco Djuric left.\n");
    std::fs::rename(here.join("drafts/.a.md.new"), here.join("drafts/a.md")).expect("renamed");
    watching.summary("2 errors in 1 draft");
    write(here, "drafts/new/deeper/b.md", "Marco Djuric spoke on Monday.\n");
    watching.summary("3 errors in 2 drafts");
    write(here, "factlint.toml", "facts = \"facts/*.toml\"\n[levels]\nname-forbidden = \"warning\"\n");
    watching.summary("3 warnings in 2 drafts");
    // A mistake in a fact file is told, and is not the end of it.
    write(here, "facts/people.toml", "[person.d]\nnam = \"Marko Djuric\"\n");
    watching.summary("2 errors in 2 drafts");
    write(here, "facts/people.toml", "[person.d]\nname = \"Marko Djuric\"\n");
    write(here, "facts/places.toml", "[place.s]\nname = \"Serbia\"\nnever = [\"Marco\"]\n");
    watching.summary("3 warnings in 2 drafts");
    std::fs::remove_dir_all(here.join("drafts/new")).expect("removed");
    watching.summary("2 warnings in 1 draft");
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    for words in [&["-"][..], &["--files-from", "-"], &["--fix"], &["--only", "no-such-check"]] {
        let run = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .current_dir(folder.path())
            .args(["check", "--watch"])
            .args(words)
            .stdin(Stdio::null())
            .output()
            .expect("it runs");
        assert_eq!(run.status.code(), Some(2), "{words:?}");
    }
}

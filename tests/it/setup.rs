//! From nothing to a hook that fails: `init`, completions, the manual, and fact files among the paths of a run.

use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

const FACTS: &str = "[event.accident]\nname = \"Lake Moro ferry accident\"\nalso = [\"ferry accident\"]\n\n\
                     [figure.deaths]\nsubject = \"accident\"\nmeasure = \"deaths\"\nvalue = 16\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    folder
}

/// Exit code, standard output and standard error.
fn run(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("factlint").expect("built");
    let output = command.current_dir(folder).args(words).env("LC_ALL", "C.UTF-8").output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (output.status.code().expect("it ends"), text(&output.stdout), text(&output.stderr))
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).expect("it is there")
}

#[test]
fn init_writes_what_the_folder_holds_and_never_overwrites() {
    let folder = folder(&[("a.html", "<p>Fine.</p>"), ("b/c.html", "<p>Fine.</p>"), ("d.txt", "Fine.\n")]);
    std::fs::create_dir(folder.path().join(".git")).expect("made");
    let (code, out, _) = run(folder.path(), &["init"]);
    assert_eq!(code, 0, "{out}");
    let settings = read(folder.path(), "factlint.toml");
    assert!(settings.contains("include = [\"**/*.html\", \"**/*.txt\"]"), "{settings}");
    assert_eq!(run(folder.path(), &["check", "--quiet"]), (0, String::new(), String::new()));
    std::fs::write(folder.path().join("factlint.toml"), "# mine\n").expect("written");
    let (code, out, _) = run(folder.path(), &["init"]);
    assert_eq!((code, out.matches("kept ").count()), (0, 3), "{out}");
    assert!(out.contains("- id: factlint\n"), "the hook is shown where it cannot be written: {out}");
    assert_eq!(read(folder.path(), "factlint.toml"), "# mine\n");
}

#[test]
fn without_a_repository_there_is_no_hook_and_without_drafts_markdown_is_expected() {
    let folder = folder(&[]);
    assert_eq!(run(folder.path(), &["init"]).0, 0);
    assert!(!folder.path().join(".pre-commit-config.yaml").exists());
    assert!(read(folder.path(), "factlint.toml").contains("include = [\"**/*.md\"]"));
    let (code, _, err) = run(folder.path(), &["init", "nowhere"]);
    assert_eq!((code, err.as_str()), (2, "factlint: cannot read nowhere: no such folder\n"));
}

#[test]
fn in_a_folder_of_a_repository_init_says_where_the_hook_belongs() {
    let folder = folder(&[("columns/a.md", "Fine.\n")]);
    std::fs::create_dir(folder.path().join(".git")).expect("made");
    let (code, out, _) = run(&folder.path().join("columns"), &["init"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.starts_with("wrote factlint.toml\nwrote facts/facts.toml\na hook for pre-commit belongs in "), "{out}");
    assert!(out.contains("/.pre-commit-config.yaml:\n\n    repos:\n"), "{out}");
    let files = ["columns/.pre-commit-config.yaml", ".pre-commit-config.yaml"];
    assert!(!files.iter().any(|file| folder.path().join(file).exists()), "neither is ours to write");
}

#[test]
fn the_fact_file_of_init_is_sound_once_its_marks_are_taken_away() {
    let folder = folder(&[("a.md", "The ferry accident killed 61 people.\n")]);
    run(folder.path(), &["init"]);
    let facts = read(folder.path(), "facts/facts.toml");
    let unmarked: Vec<&str> = facts.lines().map(|line| line.strip_prefix("# ").unwrap_or(line)).collect();
    std::fs::write(folder.path().join("facts/facts.toml"), unmarked.join("\n")).expect("written");
    let (code, out, _) = run(folder.path(), &["check", "--format", "short"]);
    assert_eq!(code, 1, "{out}");
    assert_eq!(out, "a.md:1:27: error[figure-mismatch]: Lake Moro ferry accident deaths: draft 61, recorded 16\n");
    let settings = read(folder.path(), "factlint.toml");
    let unmarked = settings.replace("# [levels]", "[levels]").replace("# abbreviation", "abbreviation");
    std::fs::write(folder.path().join("factlint.toml"), unmarked.replace("# date =", "date =")).expect("written");
    assert_eq!(run(folder.path(), &["check", "--format", "short"]).0, 1);
}

#[test]
fn a_fact_file_among_the_paths_stands_for_the_drafts_that_speak_of_its_facts() {
    let settings = "facts = [\"facts/*.toml\"]\nexclude = [\"old/**\"]\n";
    let folder = folder(&[
        ("factlint.toml", settings),
        ("facts/accident.toml", FACTS),
        ("facts/other.toml", "[person.aldana]\nname = \"Marta Aldana\"\n"),
        ("a.md", "The ferry accident killed 61 people.\n"),
        ("b.md", "Saturday, Nov. 1, 2024, has nothing to do with it.\n"),
        ("old/c.md", "The ferry accident killed 62 people.\n"),
        ("Cargo.toml", "[package]\n"),
    ]);
    let short = |paths: &[&str]| {
        let (code, out, _) = run(folder.path(), &[&["check", "--format", "short"], paths].concat());
        let drafts: Vec<String> = out.lines().filter_map(|line| Some(line.split_once(':')?.0.to_owned())).collect();
        (code, drafts)
    };
    let drafts = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(short(&["facts/accident.toml"]), (1, drafts(&["a.md"])));
    assert_eq!(short(&["facts/other.toml"]), (0, drafts(&[])));
    assert_eq!(short(&["facts/accident.toml", "b.md", "a.md"]), (1, drafts(&["a.md", "b.md"])), "each draft once");
    assert_eq!(short(&["factlint.toml"]), (1, drafts(&["a.md", "b.md"])), "settings govern all drafts");
    let (code, out, err) = run(folder.path(), &["check", "Cargo.toml"]);
    assert_eq!((code, out.as_str()), (0, "no findings in 0 drafts\n"));
    assert!(err.starts_with("factlint: no draft is held against ") && err.ends_with("Cargo.toml\n"), "{err}");
    std::fs::write(folder.path().join("facts/other.toml"), "[person.aldana]\nnmae = \"x\"\n").expect("written");
    assert_eq!(short(&["facts/other.toml"]).0, 2, "a mistake in the file itself");
    assert_eq!(run(folder.path(), &["check", "gone.toml"]).0, 2);
}

#[test]
fn a_hook_that_names_every_file_is_held_to_what_the_settings_leave_out() {
    let settings = "include = [\"**/*.md\"]\nexclude = [\"**/README.md\"]\n";
    let folder = folder(&[("factlint.toml", settings), ("README.md", "TKTK\n"), ("a.html", "<p>TKTK</p>")]);
    assert_eq!(run(folder.path(), &["check", "README.md", "a.html"]).0, 1, "what is named is read");
    let (code, out, _) = run(folder.path(), &["check", "--force-exclude", "README.md", "a.html"]);
    assert_eq!((code, out.as_str()), (0, "no findings in 0 drafts\n"));
    let (code, out, _) = run(folder.path(), &["check", "--force-exclude", "README.md", "gone.md"]);
    assert_eq!(code, 2, "what is not there is told all the same: {out}");
}

/// The text after `key` of each line that begins with it.
fn values<'t>(text: &'t str, key: &str) -> Vec<&'t str> {
    text.lines().filter_map(|line| line.trim_start().strip_prefix(key)).map(str::trim).collect()
}

#[test]
fn hooks_run_a_command_that_exists_on_every_file_that_is_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = [
        "a.md",
        "a.markdown",
        "a.mkd",
        "a.mdown",
        "a.mdx",
        "a.txt",
        "a.text",
        "a.html",
        "a.HTM",
        "a.xhtml",
        "a.docx",
        "a.DOCM",
        "a.png",
        "a.doc",
        "a.mdz",
        "md",
    ];
    for (file, hooks) in [(".pre-commit-hooks.yaml", 2), ("rules/init/pre-commit-config.yaml", 1), ("docs/ci.md", 1)] {
        let text = read(root, file);
        let (entries, patterns) = (values(&text, "entry:"), values(&text, "files:"));
        assert_eq!((entries.len(), patterns.len()), (hooks, hooks), "{file}");
        for (entry, pattern) in entries.into_iter().zip(patterns) {
            let pattern = regex::Regex::new(pattern.trim_matches('\'')).expect("a pattern");
            for name in names {
                assert_eq!(pattern.is_match(name), factlint::parse::Kind::of(name).is_some(), "{file}: {name}");
            }
            assert!(pattern.is_match("facts/facts.toml"), "{file}");
            let folder = folder(&[("a.md", "The harbour opened on Saturday, Nov. 1, 2024.\n")]);
            let words: Vec<&str> = entry.split(' ').skip(1).chain(["a.md"]).collect();
            let (code, out, err) = run(folder.path(), &words);
            assert!(code == 1 && out.starts_with("error[weekday-mismatch]") && err.is_empty(), "{entry}: {out}{err}");
        }
    }
}

/// The last step of the action, run by bash as GitHub runs it.
#[cfg(unix)]
#[test]
fn the_step_of_the_action_takes_its_inputs_as_words() {
    let action = read(Path::new(env!("CARGO_MANIFEST_DIR")), "action.yml");
    let (_, step) = action.rsplit_once("run: |\n").expect("a step");
    let script: Vec<&str> = step.lines().take_while(|line| !line.trim_start().starts_with("env:")).collect();
    let draft = "The harbour opened on Saturday, Nov. 1, 2024.\n";
    let folder = folder(&[("a.md", draft), ("more/b.md", draft), ("c.md", draft)]);
    let bin = folder.path().join("runner/factlint/bin");
    std::fs::create_dir_all(&bin).expect("made");
    std::os::unix::fs::symlink(assert_cmd::cargo::cargo_bin("factlint"), bin.join("factlint")).expect("linked");
    let run = |arguments: &str, paths: &str| {
        let output = std::process::Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script.join("\n")])
            .current_dir(folder.path())
            .envs([("RUNNER_TEMP", "runner"), ("ARGUMENTS", arguments), ("PATHS", paths)])
            .output()
            .expect("there is bash");
        let out = String::from_utf8(output.stdout).expect("UTF-8");
        (output.status.code(), out.matches("::error file=").count())
    };
    assert_eq!(run("", "."), (Some(1), 3), "the inputs as they are unless given");
    assert_eq!(run("--fail-on never --quiet", "a.md more"), (Some(0), 2));
    assert_eq!(run("", "a.md\nmore\n"), (Some(1), 2), "a list of lines");
    assert_eq!(run("", "a.md; touch $(x)"), (Some(2), 3), "three words that name no file, and no command");
}

#[test]
fn completions_and_manual_pages_come_from_the_command_line_itself() {
    let folder = folder(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (code, out, _) = run(folder.path(), &["completions", shell]);
        assert!(code == 0 && out.contains("fail-on"), "{shell}");
    }
    let (code, page, _) = run(folder.path(), &["man"]);
    assert!(code == 0 && page.contains(".TH factlint 1"), "{page}");
    let (code, page, _) = run(folder.path(), &["man", "check"]);
    assert!(code == 0 && page.contains("factlint\\-check") && page.contains("fail\\-on"), "{page}");
    assert_eq!(run(folder.path(), &["man", "chekc"]).0, 2);
}

#[test]
fn the_fact_base_is_checked_by_itself() {
    let facts = format!("{FACTS}\n[figure.toll]\nsubject = \"accident\"\nmeasure = \"deaths\"\nvalue = 17\n");
    let folder =
        folder(&[("factlint.toml", "facts = \"facts.toml\"\nfail_on = \"warning\"\n"), ("facts.toml", &facts)]);
    let (code, out, err) = run(folder.path(), &["facts", "check", "--format", "short"]);
    let message = "facts.toml:13:9: warning[contradicting-figures]: figure.deaths records 16, figure.toll records 17\n";
    assert_eq!((code, out.as_str(), err.as_str()), (1, message, "names: 1 · facts: 2 · findings: 1\n"));
    let levels = "facts = \"facts.toml\"\n[levels]\ncontradicting-figures = \"off\"\n";
    std::fs::write(folder.path().join("factlint.toml"), levels).expect("written");
    assert_eq!(run(folder.path(), &["facts", "check", "--quiet"]), (0, String::new(), String::new()));
    std::fs::write(folder.path().join("facts.toml"), "[person.a]\n").expect("written");
    assert_eq!(run(folder.path(), &["facts", "check", "--quiet"]).0, 2, "what cannot be read is told as ever");
}

#[test]
fn facts_that_no_draft_speaks_of_are_named() {
    let facts = format!("{FACTS}\n[figure.berths]\nsubject = \"Port Moro\"\nmeasure = \"berths\"\nvalue = 18\n");
    let folder = folder(&[
        ("factlint.toml", "facts = \"facts.toml\"\n"),
        ("facts.toml", &facts),
        ("drafts/a.md", "The accident in Port Moro killed 16 people.\n"),
    ]);
    let against = |draft| run(folder.path(), &["facts", "check", "--format", "short", "--quiet", "--against", draft]);
    let idle = "facts.toml:10:1: note[unused-fact]: no draft speaks of figure.berths\n";
    assert_eq!(against("drafts"), (0, idle.to_owned(), String::new()));
    std::fs::write(
        folder.path().join("drafts/a.md"),
        "Sixteen people died in the accident at Port Moro, which has 17 berths.\n",
    )
    .expect("written");
    assert_eq!(against("drafts"), (0, String::new(), String::new()), "a wrong value is spoken of all the same");
    let (code, _, err) = against("drafts/nowhere.md");
    assert!(code == 2 && err.contains("nowhere.md"), "{err}");
    let (_, alone, _) = run(folder.path(), &["facts", "check", "--format", "short", "--quiet"]);
    assert_eq!(alone, "", "nothing is said where no drafts are given");
}

#[test]
fn skeletons_load_as_they_are_printed() {
    let draft = "# The ferry\n\nThe ferry accident injured 61 people. Repairs cost $10 million.\n";
    let folder = folder(&[("factlint.toml", FACTS), ("a.md", draft)]);
    let (code, out, _) = run(folder.path(), &["facts", "new"]);
    assert!(code == 0 && out.contains("# a.md:3\n") && out.contains("unconfirmed = true"), "{out}");
    std::fs::write(folder.path().join("new.toml"), &out).expect("written");
    let (code, said, _) = run(folder.path(), &["check", "--facts", "new.toml", "a.md"]);
    assert_eq!(code, 0, "{said}\n{out}");
}

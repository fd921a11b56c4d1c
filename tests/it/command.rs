//! The program as people and machines meet it: exit codes, streams, formats.

use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }
    folder
}

/// The program in `folder`, in an environment that says nothing but that its characters are UTF-8.
fn factlint(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::cargo_bin("factlint").expect("built");
    command
        .current_dir(folder)
        .args(words)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env("LC_ALL", "C.UTF-8");
    command
}

pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn run(folder: &Path, words: &[&str]) -> Said {
    said(&mut factlint(folder, words))
}

fn said(command: &mut Command) -> Said {
    let output = command.output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    Said {
        code: output.status.code().expect("it ends by itself"),
        out: text(&output.stdout),
        err: text(&output.stderr),
    }
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

#[test]
fn a_clean_draft_is_exit_code_0() {
    let folder = folder(&[("a.md", b"Nothing to see here.\n")]);
    let said = run(folder.path(), &["check"]);
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, "no findings in 1 draft\n", ""));
    let report = json(&run(folder.path(), &["check", "--format", "json", "a.md"]).out);
    assert_eq!(report["version"], 1);
    assert_eq!(report["complete"], true);
    assert_eq!(report["summary"]["files"], 1);
    assert_eq!(report["diagnostics"], serde_json::json!([]));
    assert_eq!(run(folder.path(), &["check", "--quiet"]).out, "");
}

#[test]
fn a_draft_that_cannot_be_read_is_exit_code_2_and_the_rest_is_judged() {
    let folder = folder(&[("a.md", b"caf\xE9"), ("b.md", b"Fine.\n"), ("c.txt", b"\xFF\xFEa\0")]);
    let said = run(folder.path(), &["check", "--format", "short"]);
    assert_eq!(said.code, 2);
    assert_eq!(
        said.out,
        "a.md:1:4: error[unreadable-draft]: draft is not UTF-8: byte 0xE9 at offset 3\n\
         c.txt:1:1: error[unreadable-draft]: draft is UTF-16, by its first two bytes\n"
    );
    let report = json(&run(folder.path(), &["check", "--format", "json"]).out);
    assert_eq!(report["complete"], false);
    assert_eq!(report["summary"]["files"], 1);
    assert_eq!(report["summary"]["errors"], 2);
    assert_eq!(report["diagnostics"][0]["labels"][0]["start"], 3);
    let human = run(folder.path(), &["check", "--fail-on", "never"]);
    assert_eq!(human.code, 2);
    assert!(human.out.ends_with("2 errors in 1 draft, 2 not read\n"), "{}", human.out);
}

#[test]
fn what_is_named_and_is_not_there_is_reported_in_its_place() {
    let folder = folder(&[("b.md", b"Fine.\n"), ("d.png", b"")]);
    let said = run(folder.path(), &["check", "--format", "short", "d.png", "c.md", "b.md", "a.md"]);
    assert_eq!(said.code, 2);
    let lines: Vec<_> = said.out.lines().collect();
    assert_eq!(lines[0], "a.md:1:1: error[unreadable-draft]: draft cannot be read: no such file");
    assert!(lines[1].starts_with("c.md:1:1: "));
    assert_eq!(lines[2], "d.png:1:1: error[unreadable-draft]: draft is in no format that is read");
    assert_eq!(lines.len(), 3);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_passed_over() {
    let folder = folder(&[("a.md", b"Fine.\n")]);
    std::os::unix::fs::symlink("nowhere", folder.path().join("x.md")).expect("linked");
    let said = run(folder.path(), &["check", "--format", "short"]);
    assert_eq!((said.code, said.out.lines().count()), (2, 1));
    assert!(said.out.starts_with("x.md:1:1: error[unreadable-draft]"), "{}", said.out);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_is_not_passed_over() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder(&[("shut/a.md", b"Fine.\n")]);
    let shut = folder.path().join("shut");
    std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o000)).expect("shut");
    let said = run(folder.path(), &["check", "--format", "short"]);
    let may = std::fs::read_dir(&shut).is_ok();
    std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o755)).expect("opened");
    // The superuser may read anything.
    if !may {
        let line = "shut:1:1: error[unreadable-draft]: draft cannot be read: permission denied\n";
        assert_eq!((said.code, said.out.as_str()), (2, line));
    }
}

#[test]
fn the_innermost_bracket_is_what_was_left_over() {
    let folder = folder(&[("a.md", b"It has [no end [TK] and\nno [[TK]] start.\n")]);
    assert_eq!(
        run(folder.path(), &["check", "--format", "short"]).out,
        "a.md:1:16: error[leftover-marker]: “[TK]” is left over from writing\n\
         a.md:2:4: error[leftover-marker]: “[[TK]]” is left over from writing\n"
    );
}

#[test]
fn a_folder_called_like_a_draft_is_a_folder() {
    let folder = folder(&[("x.md/inner.md", b"caf\xE9")]);
    for paths in [&["check", "--format", "short"][..], &["check", "--format", "short", "x.md"]] {
        let said = run(folder.path(), paths);
        assert!(said.out.starts_with("x.md/inner.md:1:4: "), "{}", said.out);
    }
}

#[test]
fn standard_input_goes_by_its_name() {
    let folder = folder(&[]);
    let mut command = factlint(folder.path(), &["check", "-", "--format", "short", "--stdin-filename", "notes/a.txt"]);
    let said = said(command.write_stdin(&b"caf\xE9"[..]));
    assert_eq!(said.code, 2);
    assert!(said.out.starts_with("notes/a.txt:1:4: "), "{}", said.out);
}

/// A Word document with these paragraphs.
fn word(paragraphs: &[&str]) -> Vec<u8> {
    use std::io::Write as _;
    let body: String = paragraphs.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    let main = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", &main)] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

#[test]
fn drafts_in_html_and_word_are_found_in_folders_and_judged() {
    let slip = "It opened on Monday, Nov. 1, 2024.";
    let folder = folder(&[
        ("a.html", format!("<title>T</title><p>Yes &amp; no.</p>\n<p>{slip}</p>").as_bytes()),
        ("b.htm", b"<p>Fine.</p>"),
        ("c.docx", &word(&["Heading", "", slip])),
    ]);
    let short = run(folder.path(), &["check", "--format", "short"]);
    let wrong = "error[weekday-mismatch]: Monday, Nov. 1, 2024: that day was a Friday";
    assert_eq!((short.code, short.out), (1, format!("a.html:2:17: {wrong}\nc.docx:2:14: {wrong}\n")));
    let human = run(folder.path(), &["check", "c.docx"]);
    assert!(human.out.contains("\n   c.docx, paragraph 2    2024-11-01 was a Friday\n"), "{}", human.out);
    let mut command = factlint(folder.path(), &["check", "-", "--format", "short", "--stdin-filename", "x.html"]);
    let said = said(command.write_stdin(format!("<p hidden>{slip}</p><p>{slip}")));
    assert_eq!(said.out, format!("x.html:1:65: {wrong}\n"));
}

#[test]
fn a_word_document_holds_no_place_that_could_be_mended() {
    let slip = "The mayor said: “It is as good as it was in 1911.“ Then he left.";
    let folder = folder(&[("a.html", format!("<p>{slip}").as_bytes()), ("b.docx", &word(&[slip]))]);
    let report = json(&run(folder.path(), &["check", "--format", "json"]).out);
    let found = report["diagnostics"].as_array().expect("findings");
    let checks: Vec<_> = found.iter().map(|found| (&found["check"], found["fix"].is_object())).collect();
    assert_eq!(checks, [(&serde_json::json!("quote-marks"), true), (&serde_json::json!("quote-marks"), false)]);
}

#[test]
fn what_is_not_what_its_name_says_is_never_clean() {
    let whole = word(&["Fine."]);
    let folder = folder(&[
        ("a.docx", b"<!DOCTYPE html><p>Fine."),
        ("b.txt", &whole),
        ("c.docx", &whole[..whole.len() - 30]),
        ("d.docx", b"Fine."),
        ("e.docx", b""),
        ("f.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
        ("g.md", b"%PDF-1.7"),
        ("h.pdf", b"%PDF-1.7"),
        ("i.docx", &word(&["<w:p>"])),
    ]);
    let said = run(folder.path(), &["check", "--format", "short", ".", "h.pdf"]);
    let lines: Vec<_> =
        said.out.lines().map(|line| line.replace(":1:1: error[unreadable-draft]: draft is", "")).collect();
    assert_eq!(said.code, 2);
    assert_eq!(
        lines,
        [
            "a.docx called .docx and is HTML",
            "b.txt called .txt and is a Word document",
            "c.docx damaged: the archive: invalid Zip archive: Could not find EOCD",
            "d.docx damaged: it is no archive",
            "e.docx damaged: it is no archive",
            "f.docx encrypted: it opens with a password only",
            "g.md called .md and is PDF",
            "h.pdf PDF, which is not read",
            "i.docx damaged: word/document.xml: ill-formed document: expected `</w:p>`, but `</w:t>` was found",
        ]
    );
}

#[test]
fn a_wrong_command_line_is_exit_code_2_on_standard_error() {
    let folder = folder(&[("a.md", b"Fine.\n")]);
    for (words, message) in [
        (&["check", "--only", "unreadable-draf"][..], "did you mean unreadable-draft?"),
        (&["check", "--skip", "qqqqqqqqqqqqqqqqqqqqqqqq"], "no check is called"),
        (&["explain", "unreadable_draft"], "did you mean unreadable-draft?"),
        (&["check", "--date", "2025-02-30"], "not a date like"),
        (&["check", "--format", "sarf"], "did you mean sarif?"),
        (&["check", "--format", "json", "--format", "short"], "two formats for one stream"),
        (&["check", "--lang", "sr"], "invalid value"),
        (&["check", "-j", "0"], "invalid value"),
        (&["chekc"], "unrecognized subcommand"),
    ] {
        let said = run(folder.path(), words);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{words:?}");
        assert!(said.err.contains(message), "{words:?}: {}", said.err);
    }
}

#[test]
fn facts_that_cannot_be_read_are_reported_once_and_nothing_is_clean() {
    let folder = folder(&[("a.md", b"Fine.\n"), ("b.md", b"Fine.\n"), ("facts.toml", b"\xFF")]);
    for facts in ["facts.toml", "nothing.toml"] {
        let said = run(folder.path(), &["check", "--facts", facts, "--format", "short"]);
        assert_eq!((said.code, said.out.lines().count()), (2, 1), "{}", said.out);
        assert!(said.out.contains(&format!("{facts}:1:1: error[invalid-facts]")), "{}", said.out);
        let claims = run(folder.path(), &["claims", "--facts", facts, "--format", "json"]);
        assert_eq!(claims.code, 2);
        assert!(claims.err.contains("invalid-facts"));
        assert_eq!(json(&claims.out)["complete"], false);
    }
}

#[test]
fn colour_is_for_those_who_want_it() {
    let folder = folder(&[("a.md", b"caf\xE9")]);
    let coloured = |words: &[&str], env: &[(&str, &str)]| {
        let mut command = factlint(folder.path(), words);
        said(command.envs(env.iter().copied())).out.contains('\u{1b}')
    };
    assert!(!coloured(&["check"], &[]));
    assert!(coloured(&["check"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&["check"], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(coloured(&["check", "--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!coloured(&["check", "--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&["check", "--format", "short"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn another_locale_gets_plain_characters() {
    let folder = folder(&[("a.md", b"caf\xE9")]);
    let said = said(factlint(folder.path(), &["check"]).env("LC_ALL", "C"));
    assert!(said.out.is_ascii(), "{}", said.out);
    assert!(said.out.contains("^"));
}

#[cfg(unix)]
#[test]
fn escapes_in_file_names_stay_harmless() {
    let folder = folder(&[("a\u{1b}[31m\u{202e}.md", b"caf\xE9\x1b[31m"), ("f\u{1b}c.toml", b"\x1b = \x1b")]);
    for format in ["human", "short"] {
        let said = run(folder.path(), &["check", "--format", format, "--facts", "f\u{1b}c.toml"]);
        assert!(!said.out.contains(['\u{1b}', '\u{202e}']), "{}", said.out);
        assert!(said.out.contains("a␛[31m<U+202E>.md:1:4"), "{}", said.out);
    }
    let said = run(folder.path(), &["check", "--only", "\u{1b}[31m"]);
    assert!(!said.err.contains('\u{1b}'), "{}", said.err);
}

#[test]
fn a_report_can_go_to_a_file() {
    let folder = folder(&[("a.md", b"caf\xE9")]);
    let said = run(folder.path(), &["check", "--format", "json", "--output", "report.json"]);
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (2, "", ""));
    let report = json(&std::fs::read_to_string(folder.path().join("report.json")).expect("written"));
    assert_eq!(report["summary"]["errors"], 1);
    assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 2);
    let said = run(folder.path(), &["check", "--output", "no/such/folder/report.json"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("cannot write the report"), "{}", said.err);
}

#[test]
fn output_does_not_depend_on_threads() {
    let names: Vec<String> = (0..200).map(|number| format!("{}/{number}.md", number % 7)).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"Words caf\xE9"[..])).collect();
    let folder = folder(&files);
    let one = run(folder.path(), &["check", "-j", "1", "--format", "json"]);
    assert_eq!(json(&one.out)["summary"]["errors"], 200);
    for threads in ["2", "5"] {
        assert_eq!(run(folder.path(), &["check", "-j", threads, "--format", "json"]).out, one.out);
    }
}

#[cfg(unix)]
#[test]
fn a_reader_who_leaves_ends_it_quietly() {
    let names: Vec<String> = (0..3000).map(|number| format!("{number}.md")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"Words caf\xE9"[..])).collect();
    let folder = folder(&files);
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("factlint"))
        .current_dir(folder.path())
        .args(["check", "--format", "json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("started");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn explain_prints_the_page_and_rules_lists_the_checks() {
    let folder = folder(&[]);
    let said = run(folder.path(), &["explain", "unreadable-draft"]);
    assert_eq!(said.code, 0);
    assert!(said.out.starts_with("# unreadable-draft\n"));
    let list = run(folder.path(), &["rules", "list"]);
    assert_eq!(list.out, run(folder.path(), &["rules"]).out);
    let options = factlint::checks::OPTIONS.iter().map(|own| own.len()).sum::<usize>();
    assert_eq!(list.out.lines().count(), factlint::checks::ALL.len() + options);
    let line = list.out.lines().find(|line| line.starts_with("unreadable-draft ")).expect("listed");
    let words: Vec<_> = line.split_whitespace().take(4).collect();
    assert_eq!(words, ["unreadable-draft", "input", "error", "default"]);
}

#[test]
fn the_inventory_of_nothing_has_its_shape() {
    let folder = folder(&[("a.md", b"Nothing to see here.\n")]);
    let report = json(&run(folder.path(), &["claims", "--format", "json"]).out);
    let coverage = serde_json::json!({
        "claims": 0, "supported": 0, "refuted": 0, "not_enough_info": 0,
        "sentences": 1, "sentences_with_claims": 0, "sentences_fully_checked": 0,
    });
    assert_eq!(report, serde_json::json!({"version": 1, "claims": [], "coverage": coverage, "complete": true}));
    let csv = run(folder.path(), &["claims", "--format", "csv"]).out;
    assert!(csv.starts_with("file,line,column,") && csv.lines().count() == 1, "{csv}");
}

#[test]
fn a_claim_is_explained_by_its_place_or_its_words() {
    let facts = b"[person.reed]\nname = \"Ann Reed\"\nborn = 1980-01-02\n\
        titles = [{ title = \"mayor\" }, { title = \"treasurer\" }]\n";
    let draft = b"---\ndate: 2025-03-03\n---\nMayor Ann Reed, 45, sang.\n";
    let folder = folder(&[("facts.toml", facts), ("a.md", draft)]);
    let explained = |claim: &str| run(folder.path(), &["claims", "--facts", "facts.toml", claim, "a.md"]).out;
    let all = explained("--explain");
    for line in [
        "person.reed (mayor): the same office, or a shorter form of it, held on the date of the draft (high confidence): agrees",
        "person.reed (treasurer): another office of the same kind, held on the date of the draft (high confidence): differs",
        "person.reed: the person\u{2019}s name stands beside the age (high confidence): agrees",
    ] {
        assert!(all.contains(line), "{line}\n{all}");
    }
    for (claim, lines) in
        [("--explain=a.md:4:1", 2), ("--explain=4:17", 1), ("--explain=Mayor", 2), ("--explain=b.md:4:1", 0)]
    {
        let told = explained(claim).lines().filter(|line| line.contains("confidence)")).count();
        assert_eq!(told, lines, "{claim}");
    }
}

/// The checks’ levels, by `factlint rules` in `folder`.
fn level(folder: &Path, check: &str) -> (String, String) {
    let list = run(folder, &["rules"]).out;
    let line = list.lines().find(|line| line.split_whitespace().next() == Some(check)).expect("listed");
    let words: Vec<_> = line.split_whitespace().collect();
    (words[2].to_owned(), words[3].to_owned())
}

#[test]
fn the_settings_file_nearest_to_the_draft_wins_not_that_of_the_working_folder() {
    let folder = folder(&[
        ("factlint.toml", b"facts = \"nothing.toml\"\n"),
        ("desk/factlint.toml", b"[levels]\nweekday-mismatch = \"off\"\n"),
        ("desk/deep/down/a.md", b"Fine.\n"),
        ("b.md", b"Fine.\n"),
    ]);
    assert_eq!(run(folder.path(), &["check", "desk/deep/down/a.md"]).code, 0);
    assert_eq!(run(folder.path(), &["check", "./desk/deep/../deep/down/a.md"]).code, 0);
    let said = run(&folder.path().join("desk"), &["check", "../b.md", "--format", "short"]);
    assert_eq!(said.code, 2, "{}", said.out);
    assert_eq!(said.out.lines().count(), 1);
    assert!(
        said.out.starts_with("../nothing.toml:1:1: error[invalid-facts]: fact file cannot be read"),
        "{}",
        said.out
    );
    let desk = folder.path().join("desk");
    assert_eq!(level(&desk, "weekday-mismatch"), ("off".into(), "factlint.toml:2".into()));
    assert_eq!(level(&desk.join("deep"), "weekday-mismatch"), ("off".into(), "../factlint.toml:2".into()));
    assert_eq!(level(folder.path(), "weekday-mismatch").1, "default");
}

#[test]
fn a_rules_file_sets_levels_below_the_settings_and_above_them_on_the_command_line() {
    let folder = folder(&[
        ("factlint.toml", b"rules = [\"copydesk\", \"desk/*.toml\"]\n[levels]\nquote-marks = \"off\"\n" as &[u8]),
        ("desk/rules.toml", b"[levels]\nquote-marks = \"error\"\nbroken-line = \"note\"\n"),
        ("loud.toml", b"[levels]\nquote-marks = \"error\"\n"),
        ("wrong.toml", b"[levels]\nquote-mark = \"error\"\n[person.x]\n"),
        ("a.md", b"Fine.\n"),
    ]);
    assert_eq!(level(folder.path(), "quote-marks"), ("off".into(), "factlint.toml:3".into()));
    assert_eq!(level(folder.path(), "broken-line"), ("note".into(), "desk/rules.toml:3".into()));
    let list = run(folder.path(), &["rules", "list", "--rules", "loud.toml"]).out;
    assert!(list.contains("error    loud.toml:2"), "{list}");
    assert!(
        list.lines().any(|line| line.starts_with("first-reference ") && line.contains("copydesk (built in):")),
        "{list}"
    );
    let said = run(folder.path(), &["check", "--rules", "wrong.toml", "--rules", "nowhere.toml", "--format", "short"]);
    assert_eq!(said.code, 2);
    let found: Vec<_> = said.out.lines().collect();
    assert_eq!(
        found,
        [
            "nowhere.toml:1:1: error[invalid-rules]: rules file cannot be read: no such file",
            "wrong.toml:3:2: error[invalid-rules]: unknown key `person` in a rules file",
            "wrong.toml:2:1: error[unknown-check]: unknown check `quote-mark`",
        ]
    );
}

#[test]
fn what_the_settings_let_stand_is_told_by_path_and_words() {
    let wrong = "It was Saturday, Nov. 1, 2024, and Sunday, Nov. 1, 2024.\n";
    let settings = "[[ignore]]\npath = \"a.txt\"\ncheck = \"weekday-mismatch\"\ntext = \"Saturday, Nov. 1\"\n\
                    [[ignore]]\npath = \"c.txt\"\ncheck = \"weekday-mismatch\"\nreason = \"x\"\n";
    let folder = folder(&[
        ("factlint.toml", settings.as_bytes()),
        ("a.txt", wrong.as_bytes()),
        ("b.txt", wrong.as_bytes()),
        ("c.txt", b"Fine.\n"),
    ]);
    let said = run(folder.path(), &["check", "--format", "short", "--notes"]);
    let found: Vec<_> = said.out.lines().map(|line| line.split("]:").next().unwrap_or_default()).collect();
    assert_eq!(
        found,
        [
            "factlint.toml:1:1: note[ignore-without-reason",
            "a.txt:1:36: error[weekday-mismatch",
            "b.txt:1:8: error[weekday-mismatch",
            "b.txt:1:36: error[weekday-mismatch",
            "factlint.toml:7:9: warning[unused-ignore",
        ]
    );
}

#[test]
fn mistakes_in_facts_and_settings_are_told_once_and_nothing_is_clean() {
    let folder = folder(&[
        ("factlint.toml", b"fact = \"x\"\nlanguage = \"sr\"\nfacts = [\"f/*.toml\", \"g/*.toml\"]\n[levels]\nweekday-mismach = \"off\"\n"),
        ("f/one.toml", b"[person.x]\nnam = \"X\"\n"),
        ("a.md", b"Fine.\n"),
        ("b/b.md", b"Fine.\n"),
    ]);
    let said = run(folder.path(), &["check", "--format", "json"]);
    assert_eq!(said.code, 2);
    let report = json(&said.out);
    assert_eq!(report["complete"], false);
    assert_eq!(report["summary"]["files"], 2);
    let found: Vec<_> = report["diagnostics"].as_array().expect("a list").iter().map(|d| &d["message"]).collect();
    let count =
        |words: &str| found.iter().filter(|message| message.as_str().is_some_and(|m| m.contains(words))).count();
    for words in [
        "unknown setting `fact`",
        "no drafts in “sr” are read",
        "unknown check `weekday-mismach`",
        "no file is called g/*.toml",
    ] {
        assert_eq!(count(words), 1, "{words}: {found:?}");
    }
    assert!(report["diagnostics"].as_array().expect("a list").iter().any(|d| d["labels"][0]["file"] == "f/one.toml"));
}

#[test]
fn include_and_exclude_say_which_files_of_a_folder_are_drafts() {
    let folder = folder(&[
        ("factlint.toml", b"include = [\"drafts/**/*.md\"]\nexclude = [\"drafts/old\"]\n"),
        ("drafts/a.md", b"caf\xE9"),
        ("drafts/new/b.md", b"caf\xE9"),
        ("drafts/old/c.md", b"caf\xE9"),
        ("d.md", b"caf\xE9"),
    ]);
    let names = |words: &[&str]| -> Vec<String> {
        let said = run(folder.path(), words);
        said.out.lines().filter_map(|line| line.split(':').next()).map(str::to_owned).collect()
    };
    assert_eq!(names(&["check", "--format", "short"]), ["drafts/a.md", "drafts/new/b.md"]);
    assert_eq!(names(&["check", "--format", "short", "drafts/old", "d.md"]), ["d.md"]);
}

#[test]
fn a_settings_file_can_build_on_another() {
    let folder = folder(&[
        ("factlint.toml", b"[levels]\nweekday-mismatch = \"note\"\nimpossible-date = \"note\"\n"),
        ("desk/factlint.toml", b"extends = \"../factlint.toml\"\n[levels]\nweekday-mismatch = \"off\"\n"),
    ]);
    let desk = folder.path().join("desk");
    assert_eq!(level(&desk, "weekday-mismatch"), ("off".into(), "factlint.toml:3".into()));
    assert_eq!(level(&desk, "impossible-date"), ("note".into(), "../factlint.toml:3".into()));
}

#[test]
fn the_copy_desk_turns_its_checks_on_together() {
    let draft = "Foreign Minister Ilse Brandt spoke in July. It rained.\n\nForeign Minister Ilse Brandt noted that more than 64% of voters \
                 hold a favorable opinion of “our good offices,” as of “our good services.” It has rained for nearly a year.\n";
    let folder = folder(&[("a.md", draft.as_bytes())]);
    let found = |more: &[&str]| {
        let mut words = vec!["check", "a.md", "--format", "short"];
        words.extend(more);
        run(folder.path(), &words)
            .out
            .lines()
            .map(|line| line.split(": ").take(2).collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>()
    };
    assert_eq!(found(&[]), Vec::<String>::new());
    assert_eq!(
        found(&["--rules", "copydesk"]),
        [
            "a.md:1:39 warning[undated-reference]",
            "a.md:3:1 warning[first-reference]",
            "a.md:3:41 warning[unsourced-poll]",
            "a.md:3:129 warning[quote-inconsistent]",
            "a.md:3:158 warning[undated-reference]",
        ]
    );
    let dated = found(&["--rules", "copydesk", "--date", "2025-10-14"]);
    assert!(!dated.iter().any(|line| line.contains("undated-reference")), "{dated:?}");
}

#[test]
fn levels_options_and_thresholds_decide_on_the_exit_code() {
    let wrong = b"It happened on Saturday, Nov. 1, 2024, in the city.\n";
    let folder = folder(&[("a.md", wrong)]);
    let code = |words: &[&str]| {
        let mut all = vec!["check"];
        all.extend(words);
        run(folder.path(), &all).code
    };
    assert_eq!(code(&[]), 1);
    assert_eq!(code(&["--fail-on", "never"]), 0);
    assert_eq!(code(&["--skip", "weekday-mismatch"]), 0);
    assert_eq!(code(&["--only", "weekday-mismatch"]), 1);
    assert_eq!(code(&["--only", "impossible-date"]), 0);
    std::fs::write(folder.path().join("factlint.toml"), "[levels]\nweekday-mismatch = \"warning\"\n").expect("written");
    assert_eq!(code(&[]), 0);
    assert_eq!(code(&["--fail-on", "warning"]), 1);
    assert_eq!(code(&["--fail-on", "note"]), 1);
    let text = "fail_on = \"warning\"\n[levels]\nweekday-mismatch = \"warning\"\n";
    std::fs::write(folder.path().join("factlint.toml"), text).expect("written");
    assert_eq!(code(&[]), 1);
    assert_eq!(code(&["--fail-on", "error"]), 0);
    let said = run(folder.path(), &["check"]);
    assert!(said.out.ends_with("1 warning in 1 draft\n"), "{}", said.out);
}

#[test]
fn facts_of_the_command_line_add_to_those_of_the_settings() {
    let folder = folder(&[
        ("factlint.toml", b"facts = \"facts.toml\"\n[person.x]\nname = \"Ana Anic\"\n"),
        ("facts.toml", b"[person.y]\nnam = \"Y\"\n"),
        ("more.toml", b"[person.z]\nnam = \"Z\"\n"),
        ("a.md", b"Fine.\n"),
    ]);
    let files = |words: &[&str]| -> Vec<String> {
        let mut all = vec!["check", "--format", "json"];
        all.extend(words);
        let report = json(&run(folder.path(), &all).out);
        let list = report["diagnostics"].as_array().expect("a list").clone();
        let mut files: Vec<_> =
            list.iter().filter_map(|d| d["labels"][0]["file"].as_str().map(str::to_owned)).collect();
        files.dedup();
        files
    };
    assert_eq!(files(&[]), ["facts.toml"]);
    assert_eq!(files(&["--facts", "more.toml"]), ["facts.toml", "more.toml"]);
    assert_eq!(files(&["--facts", "./facts.toml"]), ["facts.toml"]);
}

const HOUSE: &str = "[place.novi-sad]\nname = \"Novi Sad\"\n\n[event.collapse]\nname = \"station collapse\"\n\n\
    [figure.deaths]\nsubject = \"collapse\"\nmeasure = \"deaths\"\nvalue = 16\n\
    source = { title = \"Court filing\", locator = \"p. 3\" }\n";

#[test]
fn a_fact_file_among_the_paths_stands_for_its_drafts_for_every_way_to_judge() {
    let settings =
        b"facts = \"facts.toml\"\n[levels]\nbogus = \"error\"\n[[override]]\npaths = \"a.md\"\ndate = 2025-10-14\n";
    let folder = folder(&[
        ("factlint.toml", settings),
        ("facts.toml", HOUSE.as_bytes()),
        ("a.md", b"The station collapse killed 61 people.\n"),
        ("b.md", b"Nothing speaks of it.\n"),
    ]);
    let rest = |words: &[&str]| run(folder.path(), words).out;
    let short = rest(&["check", "--format", "short", "facts.toml"]);
    assert!(short.contains("factlint.toml:3:1: error[unknown-check]"), "told by the house without overrides: {short}");
    assert!(short.contains("a.md:1:29: error[figure-mismatch]") && !short.contains("b.md"), "{short}");
    let across = rest(&["check", "--across", "facts.toml"]);
    assert!(across.contains("\n2 errors in 1 draft · 1 claim: "), "{across}");
    let diff = rest(&["check", "--unsafe", "--diff", "facts.toml"]);
    assert!(diff.contains("+The station collapse killed 16 people.") && !diff.contains("b.md"), "{diff}");
}

#[test]
fn the_inventory_has_the_frozen_shape() {
    let draft = "# Đurić\n\nThe station collapse killed 16 people. Nobody else spoke of it.\n";
    let folder = folder(&[("a.md", draft.as_bytes()), ("facts.toml", HOUSE.as_bytes())]);
    let report = json(&run(folder.path(), &["claims", "--facts", "facts.toml", "--format", "json"]).out);
    let claim = report["claims"].as_array().expect("a list").iter().find(|c| c["kind"] == "figure").expect("a figure");
    // Counted by hand: the first line has 10 bytes and the second 1, "The station collapse killed " has 28.
    for (key, wanted) in [
        ("verdict", serde_json::json!("supported")),
        ("reason", serde_json::Value::Null),
        ("fact", serde_json::json!("figure.deaths")),
        ("file", serde_json::json!("a.md")),
        ("start", serde_json::json!(39)),
        ("line", serde_json::json!(3)),
        ("column", serde_json::json!(29)),
        ("end_line", serde_json::json!(3)),
        ("asserted", serde_json::json!(true)),
        ("quoted", serde_json::json!(false)),
        ("source", serde_json::json!({"title": "Court filing", "locator": "p. 3"})),
    ] {
        assert_eq!(claim[key], wanted, "{key} of {claim}");
    }
    assert!(claim["text"].as_str().is_some_and(|text| text.starts_with("16")));
    let coverage = &report["coverage"];
    assert_eq!((&coverage["sentences"], &coverage["sentences_with_claims"]), (&3.into(), &1.into()), "{report}");
    assert_eq!(coverage["sentences_fully_checked"], 1);
    let human = run(folder.path(), &["claims", "--facts", "facts.toml"]).out;
    assert!(human.starts_with("a.md:3:29  agrees  figure  “16"), "{human}");
    let csv = run(folder.path(), &["claims", "--facts", "facts.toml", "--format", "csv"]).out;
    assert!(csv.contains("a.md,3,29,3,") && csv.contains("figure,supported,,high,figure.deaths,16"), "{csv}");
}

#[test]
fn a_mismatch_shows_draft_fact_and_source() {
    let draft = "The station collapse killed 15 people.\n";
    let folder = folder(&[("a.md", draft.as_bytes()), ("facts.toml", HOUSE.as_bytes())]);
    let said = run(folder.path(), &["check", "--facts", "facts.toml"]);
    assert_eq!(said.code, 1, "{}", said.out);
    let lines: Vec<_> = said.out.lines().collect();
    assert!(lines[0].starts_with("error[figure-mismatch]: ") && lines[0].contains("15") && lines[0].contains("16"));
    assert!(lines[1].starts_with("   a.md:1:29"), "{}", said.out);
    assert_eq!(lines[2], "     The station collapse killed 15 people.");
    assert!(lines[3].starts_with(&format!("{}━━", " ".repeat(5 + 28))), "{}", said.out);
    assert_eq!(&lines[4..6], ["   facts.toml:10    value = 16", "     Court filing, p. 3"]);
    assert!(said.out.ends_with("1 error in 1 draft · 1 claim: 0 agree, 1 differ, 0 not checked\n"), "{}", said.out);
}

#[test]
fn a_report_does_not_take_the_place_of_the_draft_it_is_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = folder.path().join("draft.md");
    std::fs::write(&draft, "A clean draft.\n").expect("written");
    let mut command = assert_cmd::Command::cargo_bin("factlint").expect("built");
    command.arg("check").arg("--output").arg(&draft).arg(&draft).assert().code(2);
    assert_eq!(std::fs::read_to_string(&draft).expect("read"), "A clean draft.\n");
}

const PREFER: &str = "[rule.x]\nprefer = { \"web site\" = \"website\", \"e-mail\" = \"email\" }\n";

#[test]
fn fixes_keep_everything_else_of_a_file() {
    let draft = "\u{feff}A web site, an e-mail,\r\nand Đurić’s *web site*.\r\n\r\nNo end";
    let folder = folder(&[("rules.toml", PREFER.as_bytes()), ("a.md", draft.as_bytes()), ("b.md", b"Fine.\n")]);
    let path = folder.path().join("a.md");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).expect("set");
    }
    let before = run(folder.path(), &["check", "--rules", "rules.toml", "--format", "short"]);
    assert_eq!(before.out.lines().count(), 3, "{}", before.out);
    let diff = run(folder.path(), &["check", "--rules", "rules.toml", "--diff"]);
    assert_eq!((diff.code, diff.err.as_str()), (1, ""));
    assert!(diff.out.starts_with("--- a/a.md\n+++ b/a.md\n@@ "), "{}", diff.out);
    assert!(
        diff.out.contains("-\u{feff}A web site, an e-mail,\r\n") && diff.out.contains("+\u{feff}A website, an email,")
    );
    assert_eq!(std::fs::read_to_string(&path).expect("read"), draft, "shown only");
    let fixed = run(folder.path(), &["check", "--rules", "rules.toml", "--fix"]);
    assert_eq!((fixed.code, fixed.out.as_str()), (0, "no findings in 2 drafts\n"));
    assert_eq!(fixed.err, "3 mends in 1 draft\n");
    let mended = "\u{feff}A website, an email,\r\nand Đurić’s *website*.\r\n\r\nNo end";
    assert_eq!(std::fs::read_to_string(&path).expect("read"), mended);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(path.metadata().expect("there").permissions().mode() & 0o777, 0o640);
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 3, "nothing is left beside it");
    let again = run(folder.path(), &["check", "--rules", "rules.toml", "--diff"]);
    assert_eq!((again.code, again.out.as_str()), (0, ""));
}

#[test]
fn a_value_of_a_fact_is_written_only_if_unsafe_fixes_are_asked_for() {
    let folder = folder(&[("a.md", b"The station collapse killed 15 people.\n"), ("facts.toml", HOUSE.as_bytes())]);
    let read = || std::fs::read_to_string(folder.path().join("a.md")).expect("read");
    assert_eq!(run(folder.path(), &["check", "--facts", "facts.toml", "--fix", "--quiet"]).code, 1);
    assert_eq!(read(), "The station collapse killed 15 people.\n");
    let said = run(folder.path(), &["check", "--facts", "facts.toml", "--fix", "--unsafe", "--quiet"]);
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, "", ""));
    assert_eq!(read(), "The station collapse killed 16 people.\n");
}

#[test]
fn standard_input_is_mended_in_a_patch_only() {
    let folder = folder(&[("rules.toml", PREFER.as_bytes())]);
    let words = ["check", "-", "--stdin-filename", "x.md", "--rules", "rules.toml"];
    let with = |more: &str| said(factlint(folder.path(), &[&words[..], &[more]].concat()).write_stdin("A web site.\n"));
    assert!(with("--diff").out.contains("+A website.\n"));
    let refused = with("--fix");
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("--diff shows"), "{}", refused.err);
}

#[test]
fn an_ignored_finding_is_not_mended() {
    let draft = b"<!-- factlint-ignore x: a name -->\n\nThe web site.\n\nThe web site.\n";
    let folder = folder(&[("rules.toml", PREFER.as_bytes()), ("a.md", draft)]);
    run(folder.path(), &["check", "--rules", "rules.toml", "--fix"]);
    let text = std::fs::read_to_string(folder.path().join("a.md")).expect("read");
    assert!(text.ends_with("The web site.\n\nThe website.\n"), "{text}");
}

#[test]
fn rules_are_listed_explained_tested_and_set_like_checks() {
    let rules =
        "[rule.x]\nnever = \"zyx\"\nexamples.bad = \"Zyx.\"\n[rule.y]\nnever = \"yxw\"\n[rule.z]\nnever = \"wvu\"\n";
    let folder = folder(&[
        ("factlint.toml", b"rules = \"rules.toml\"\n[levels]\ny = \"error\"\n" as &[u8]),
        ("rules.toml", rules.as_bytes()),
        ("a.md", b"Yxw and zyx.\n"),
    ]);
    assert_eq!(level(folder.path(), "y"), ("error".into(), "factlint.toml:3".into()));
    assert_eq!(level(folder.path(), "x"), ("warning".into(), "rules.toml:1".into()));
    let said = run(folder.path(), &["check", "--format", "short"]);
    assert_eq!(
        said.out,
        "a.md:1:1: error[y]: “Yxw” is not written here\na.md:1:9: warning[x]: “zyx” is not written here\n"
    );
    assert_eq!(
        run(folder.path(), &["check", "--format", "short", "--skip", "y", "--only", "x"]).out.lines().count(),
        1
    );
    let test = run(folder.path(), &["rules", "test"]);
    assert_eq!(test.code, 1);
    assert_eq!(
        test.out,
        "x: 1 bad and 0 good examples, 1 finding in 1 draft\n\
         y: 0 bad and 0 good examples, 1 finding in 1 draft\n\
         z: 0 bad and 0 good examples, 0 findings in 1 draft: nothing triggers it\n"
    );
    assert!(run(folder.path(), &["explain", "x"]).out.starts_with("# x\n"));
    assert!(
        run(folder.path(), &["explain", "double-hedge"]).out.contains("hedges twice"),
        "of a pack that is not in force"
    );
    let wrong = run(folder.path(), &["check", "--rules", "docs", "--only", "product-cas"]);
    assert!(wrong.err.contains("did you mean product-case?"), "{}", wrong.err);
}

#[test]
fn a_baseline_lets_stand_what_was_there_before() {
    let wrong = "It was Saturday, Nov. 1, 2024.\n";
    let folder = folder(&[("d/a.md", wrong.as_bytes()), ("d/b.md", b"Fine.\n")]);
    let said = run(folder.path(), &["check", "--write-baseline", "known.json"]);
    assert_eq!((said.code, said.out.as_str()), (0, "no findings in 2 drafts, 1 more in the baseline\n"));
    // Much is written before it, and the run is begun elsewhere.
    std::fs::write(folder.path().join("d/a.md"), format!("# New\n\nWords before it.\n\n{wrong}")).expect("written");
    let said = run(&folder.path().join("d"), &["check", "--baseline", "../known.json"]);
    assert_eq!((said.code, said.out.as_str()), (0, "no findings in 2 drafts, 1 more in the baseline\n"));
    std::fs::write(folder.path().join("d/b.md"), format!("{wrong}\n{wrong}")).expect("written");
    std::fs::write(folder.path().join("d/a.md"), format!("{wrong}\n{wrong}")).expect("written");
    let said = run(folder.path(), &["check", "--baseline", "known.json", "--format", "short"]);
    let places: Vec<_> = said.out.lines().map(|line| line.split(": ").next().unwrap_or_default()).collect();
    assert_eq!((said.code, places), (1, vec!["d/a.md:3:8", "d/b.md:1:8", "d/b.md:3:8"]));
    let missing = run(folder.path(), &["check", "--baseline", "no.json"]);
    assert_eq!((missing.code, missing.out.as_str()), (2, ""));
}

#[test]
fn what_a_baseline_holds_in_vain_is_told() {
    let wrong = "It was Saturday, Nov. 1, 2024.\n";
    let twice = format!("{wrong}\n{wrong}");
    let folder = folder(&[("a.md", twice.as_bytes()), ("b.md", wrong.as_bytes()), ("c.md", wrong.as_bytes())]);
    run(folder.path(), &["check", "--write-baseline", "known.json"]);
    let told = |words: &[&str]| {
        let said = run(folder.path(), &[&["check", "--baseline", "known.json"], words].concat());
        assert_eq!(said.code, 0, "{}", said.out);
        said.err
    };
    assert_eq!(told(&[]), "");
    std::fs::write(folder.path().join("a.md"), wrong).expect("written");
    std::fs::write(folder.path().join("b.md"), "Fine.\n").expect("written");
    let note = |count: &str| format!("note: {count}; --write-baseline writes it anew\n");
    assert_eq!(told(&[]), note("2 findings of known.json no longer found, in 2 drafts"));
    assert_eq!(told(&["b.md", "c.md"]), note("1 finding of known.json no longer found, in 1 draft"));
    // Nothing is known of drafts that were not judged, and of findings that were not looked for.
    assert_eq!(told(&["c.md"]), "");
    assert_eq!(told(&["--skip", "weekday-mismatch"]), "");
    assert_eq!(told(&["--min-confidence", "high"]), "");
    assert_eq!(told(&["--quiet"]), "");
    run(folder.path(), &["check", "--write-baseline", "known.json"]);
    assert_eq!(told(&[]), "");
}

#[test]
fn a_report_among_the_drafts_is_not_replaced_as_a_draft() {
    let folder = folder(&[("a.md", b"Fine.\n")]);
    let words = ["check", "--format", "html=out.html"];
    assert_eq!(run(folder.path(), &words).code, 0);
    let second = run(folder.path(), &words);
    assert_eq!((second.code, second.out.as_str()), (2, ""));
    assert!(second.err.contains("the report would replace the draft"), "{}", second.err);
    assert!(second.err.contains("`exclude` in factlint.toml"), "{}", second.err);
    std::fs::write(folder.path().join("factlint.toml"), "exclude = \"out.html\"\n").expect("written");
    assert_eq!(run(folder.path(), &words).code, 0, "as the message advises");
}

#[test]
fn paths_come_from_a_list() {
    let folder = folder(&[
        ("factlint.toml", b"exclude = \"old/**\"\n" as &[u8]),
        ("a.md", b"caf\xE9"),
        ("b c.md", b"caf\xE9"),
        ("old/d.md", b"caf\xE9"),
        ("e.md", b"caf\xE9"),
        ("list", b"a.md\r\nb c.md\nold/d.md\nREADME.rst\n\n"),
        ("zeros", b"a.md\0b c.md\0"),
    ]);
    let files = |words: &[&str]| -> Vec<String> {
        let words = [&["check", "--format", "short"], words].concat();
        let said = said(factlint(folder.path(), &words).write_stdin("e.md\n"));
        said.out.lines().map(|line| line.split(':').next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(files(&["--files-from", "list"]), ["a.md", "b c.md"]);
    assert_eq!(files(&["--files-from", "zeros"]), ["a.md", "b c.md"]);
    assert_eq!(files(&["--files-from", "-"]), ["e.md"]);
    assert_eq!(files(&["--files-from", "zeros", "e.md"]), ["a.md", "b c.md", "e.md"]);
    assert_eq!(run(folder.path(), &["check", "--files-from", "nowhere"]).code, 2);
}

#[test]
fn overrides_hold_for_the_drafts_they_name() {
    let settings = "fact = \"x\"\n[levels]\nweekday-mismatch = \"warning\"\n\
        [[override]]\npaths = [\"news/**\", \"b.md\"]\nfacts = \"facts.toml\"\n[override.levels]\nweekday-mismatch = \"off\"\n\
        [[override]]\npaths = \"news/hot.md\"\n[override.levels]\nweekday-mismatch = \"note\"\n";
    let draft = "The station collapse killed 15 people. It was Saturday, Nov. 1, 2024.\n";
    let folder = folder(&[
        ("factlint.toml", settings.as_bytes()),
        ("facts.toml", HOUSE.as_bytes()),
        ("a.md", draft.as_bytes()),
        ("b.md", draft.as_bytes()),
        ("news/hot.md", draft.as_bytes()),
    ]);
    let said = run(folder.path(), &["check", "--format", "short", "--notes"]);
    let found: Vec<_> = said.out.lines().map(|line| line.split("]:").next().unwrap_or_default()).collect();
    assert_eq!(
        found,
        [
            "factlint.toml:1:1: error[invalid-settings",
            "a.md:1:47: warning[weekday-mismatch",
            "b.md:1:29: error[figure-mismatch",
            "news/hot.md:1:29: error[figure-mismatch",
            "news/hot.md:1:47: note[weekday-mismatch",
        ]
    );
}

#[test]
fn a_draft_may_set_levels_ignores_and_its_date_for_itself() {
    let wrong = "It was Saturday, Nov. 1, 2024.";
    let yaml = |settings: &str| format!("---\ntitle: A\nfactlint:\n{settings}\n---\n\n{wrong}\n");
    let toml = format!("+++\ntitle = \"A\"\n[factlint.levels]\nweekday-mismatch = \"off\"\n+++\n\n{wrong}\n");
    let table: &[(String, &[&str])] = &[
        (yaml("  levels: {weekday-mismatch: off}"), &[]),
        (yaml("  levels:\n    weekday-mismatch: note"), &["8:8: note[weekday-mismatch"]),
        (toml, &[]),
        (yaml("  ignore:\n    - check: weekday-mismatch\n      text: Saturday\n      reason: said so"), &[]),
        (yaml("  ignore: {check: weekday-mismatch}"), &["4:11: note[ignore-without-reason"]),
        (yaml("  include: x.md"), &["4:3: error[invalid-settings", "7:8: error[weekday-mismatch"]),
        (yaml("  levels: {weekday-mismach: off}"), &["4:12: error[unknown-check", "7:8: error[weekday-mismatch"]),
        (yaml("  levels: loud"), &["4:11: error[invalid-settings", "7:8: error[weekday-mismatch"]),
    ];
    for (draft, expected) in table {
        let folder = folder(&[("a.md", draft.as_bytes())]);
        let said = run(folder.path(), &["check", "--format", "short", "--notes"]);
        let found: Vec<_> = said.out.lines().map(|line| line.split("]:").next().unwrap_or_default()).collect();
        let wanted: Vec<_> = expected.iter().map(|it| format!("a.md:{it}")).collect();
        assert_eq!(found, wanted, "{draft}");
    }
    let folder = folder(&[("a.md", yaml("  levels: {weekday-mismatch: error}").as_bytes())]);
    assert_eq!(run(folder.path(), &["check", "--skip", "weekday-mismatch"]).code, 0, "the command line is over all");
}

#[test]
fn a_source_that_cannot_be_read_makes_the_run_incomplete_and_the_rest_is_judged() {
    let folder = folder(&[
        ("draft.md", b"It sold 5 boats for $30.\n"),
        ("own.md", b"---\nsources: [gone.txt, 'https://example.org/a.txt', sold.txt]\n---\nIt sold 5 boats.\n"),
        ("sold.txt", b"Five boats were sold.\n"),
        ("facts.toml", b"[source.report]\ntitle = \"Report\"\nfile = \"nowhere.txt\"\n"),
    ]);
    let said = run(folder.path(), &["check", "--format", "short", "--source", "gone.txt", "draft.md"]);
    assert_eq!(
        (said.code, said.out.as_str()),
        (2, "gone.txt:1:1: error[unreadable-source]: source cannot be read: no such file\n")
    );
    let said = run(folder.path(), &["check", "--format", "json", "own.md"]);
    assert_eq!((said.code, json(&said.out)["complete"].as_bool()), (2, Some(false)));
    assert_eq!(json(&said.out)["diagnostics"][0]["labels"][1]["file"], "own.md");
    assert_eq!(json(&said.out)["summary"]["claims"]["supported"], 1);
    let said = run(folder.path(), &["claims", "--facts", "facts.toml", "draft.md"]);
    assert!(said.code == 2 && said.err.contains("nowhere.txt:1:1: error[unreadable-source]"), "{}", said.err);
    let said = run(folder.path(), &["check", "--format", "short", "--source", "sold.txt", "draft.md"]);
    assert_eq!(
        (said.code, said.out.as_str()),
        (0, "draft.md:1:21: warning[figure-not-in-source]: $30 is not in sold.txt\n")
    );
}

#[test]
fn the_inventory_names_the_source_and_its_line() {
    let folder = folder(&[
        ("factlint.toml", b"sources = [\"*.txt\"]\n"),
        ("draft.md", b"It sold 5 boats.\n"),
        ("sold.txt", b"A report.\n\nFive boats were sold.\n"),
    ]);
    let claims = json(&run(folder.path(), &["claims", "--format", "json", "draft.md"]).out);
    assert_eq!(claims["claims"][0]["verdict"], "supported");
    assert_eq!(claims["claims"][0]["source"], serde_json::json!({"title": "sold.txt", "locator": "line 3"}));
}

#[test]
fn sources_may_be_pages_and_word_documents() {
    let folder = folder(&[
        ("draft.md", b"It sold 45 boats.\n"),
        ("sold.docx", &word(&["A report.", "In all, 54 boats were sold."])),
        ("sold.html", b"<p>A report.</p>\n<p>In all, 54&nbsp;boats were sold.</p>\n"),
        ("cut.docx", &word(&["A report."])[..200]),
    ]);
    for (source, place) in [("sold.docx", "paragraph 2"), ("sold.html", "line 2")] {
        let found = run(folder.path(), &["check", "--format", "short", "--source", source, "draft.md"]);
        let wanted = format!("draft.md:1:9: warning[figure-not-in-source]: draft 45, {source} has 54\n");
        assert_eq!((found.code, found.out), (0, wanted));
        let claims = json(&run(folder.path(), &["claims", "--format", "json", "--source", source, "draft.md"]).out);
        assert_eq!(claims["claims"][0]["source"], serde_json::json!({"title": source, "locator": place}));
    }
    let cut = run(folder.path(), &["check", "--format", "short", "--source", "cut.docx", "draft.md"]);
    assert!(cut.code == 2 && cut.out.contains("error[unreadable-source]"), "{}", cut.out);
}

//! The language server as an editor meets it: the program is started and spoken to in the protocol.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

const FACTS: &str = r#"
[event.collapse]
name = "Novi Sad railway station collapse"
also = ["station collapse"]

[person.duric]
name = "Marko Đurić"
never = ["Marco Durić"]

[figure.collapse-deaths]
subject = "collapse"
measure = "deaths"
value = 16
source = { title = "Indictment", locator = "p. 3", checked = 2025-10-13 }
"#;

/// The crab is two units of UTF-16 and four bytes of UTF-8; the figure stands behind it.
const DRAFT: &str = "# Đurić 🦀\n\nĐurić 🦀: the station collapse killed 61 people.\n";

/// A client: speaks, and hears in another thread.
struct Editor {
    server: Child,
    to: Option<ChildStdin>,
    from: Receiver<Value>,
    folder: TempDir,
    asked: i64,
    /// The last findings told of each address.
    told: HashMap<String, Value>,
}

/// How long an answer may take on a loaded machine before the test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

impl Editor {
    /// Starts the server in a folder with these files.
    fn open(files: &[(&str, &str)], capabilities: &Value, options: &Value) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            write(folder.path(), name, text);
        }
        let mut server = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(["lsp", "--stdio"])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("started");
        let (sender, from) = channel();
        let mut out = BufReader::new(server.stdout.take().expect("piped"));
        std::thread::spawn(move || {
            while let Some(message) = heard(&mut out) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let to = server.stdin.take();
        let mut editor = Self { server, to, from, folder, asked: 0, told: HashMap::new() };
        let root = editor.address("");
        let hello = editor.ask(
            "initialize",
            json!({"processId": null, "rootUri": root, "capabilities": capabilities, "initializationOptions": options}),
        );
        assert_eq!(hello["serverInfo"]["name"], "factlint");
        editor.say("initialized", json!({}));
        editor
    }

    fn address(&self, name: &str) -> String {
        let path = self.folder.path().canonicalize().expect("there").join(name);
        format!("file://{}", path.display())
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        let to = self.to.as_mut().expect("open");
        write!(to, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("it listens");
        to.flush().expect("it listens");
    }

    fn say(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// The result of a request.
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.hear();
            if message["id"] == id && message.get("method").is_none() {
                assert_eq!(message.get("error"), None, "{method}");
                return message["result"].clone();
            }
        }
    }

    fn hear(&mut self) -> Value {
        let message = self.from.recv_timeout(PATIENCE).expect("it answers in time");
        if message["method"] == "textDocument/publishDiagnostics" {
            let address = message["params"]["uri"].as_str().expect("an address").to_owned();
            self.told.insert(address, message["params"].clone());
        }
        message
    }

    /// The findings of a file in the version given, or those that are told next where it has none.
    fn findings(&mut self, name: &str, version: Option<i64>) -> Vec<Value> {
        let address = self.address(name);
        loop {
            if let Some(told) = self.told.remove(&address)
                && (version.is_none() || told["version"] == json!(version))
            {
                return told["diagnostics"].as_array().expect("a list").clone();
            }
            self.hear();
        }
    }

    fn show(&mut self, name: &str, text: &str) {
        let document = json!({"uri": self.address(name), "languageId": "x", "version": 1, "text": text});
        self.say("textDocument/didOpen", json!({"textDocument": document}));
    }

    fn change(&mut self, name: &str, version: i64, text: &str) {
        let document = json!({"uri": self.address(name), "version": version});
        self.say("textDocument/didChange", json!({"textDocument": document, "contentChanges": [{"text": text}]}));
    }

    fn at(&self, name: &str, line: u32, character: u32) -> Value {
        json!({"textDocument": {"uri": self.address(name)}, "position": {"line": line, "character": character}})
    }

    /// Says goodbye; the exit code.
    fn leave(mut self) -> i32 {
        self.ask("shutdown", Value::Null);
        self.say("exit", Value::Null);
        self.server.wait().expect("it ends").code().expect("by itself")
    }
}

/// The next message, `None` at the end. Anything that is no message fails: nothing else may stand on the stream.
fn heard(out: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if out.read_line(&mut line).expect("UTF-8") == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            header => {
                length = Some(header.strip_prefix("Content-Length: ").expect("a header").parse().expect("a number"))
            }
        }
    }
    let mut text = vec![0; length.expect("a length")];
    out.read_exact(&mut text).expect("as long as it says");
    Some(serde_json::from_slice(&text).expect("JSON"))
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    std::fs::write(path, text).expect("written");
}

/// An editor as most are: UTF-16, related places, versioned edits, Markdown.
fn usual() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "workspace": {"workspaceEdit": {"documentChanges": true}},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
        },
    })
}

fn with_facts() -> Editor {
    let mut editor = Editor::open(&[("factlint.toml", FACTS), ("a.md", DRAFT)], &usual(), &Value::Null);
    editor.show("a.md", DRAFT);
    editor
}

fn range(line: u32, start: u32, end: u32) -> Value {
    json!({"start": {"line": line, "character": start}, "end": {"line": line, "character": end}})
}

#[test]
fn findings_are_told_when_a_draft_is_opened_with_the_place_of_the_fact() {
    let mut editor = with_facts();
    let found = editor.findings("a.md", Some(1));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["code"], "figure-mismatch");
    assert_eq!(found[0]["severity"], 1);
    // "Đurić 🦀: the station collapse killed " is 38 units of UTF-16: the crab counts twice.
    assert_eq!(found[0]["range"], range(2, 38, 40));
    let message = found[0]["message"].as_str().expect("a message");
    assert!(message.starts_with("Novi Sad railway station collapse deaths: draft 61, recorded 16\n"), "{message}");
    assert!(message.contains("settle: write 16"), "{message}");
    let related = &found[0]["relatedInformation"][0]["location"];
    assert_eq!(related["uri"], editor.address("factlint.toml"));
    assert_eq!(related["range"], range(12, 8, 10));
    assert_eq!(editor.leave(), 0);
}

#[test]
fn columns_are_bytes_where_the_client_counts_in_utf_8() {
    let mut capabilities = usual();
    capabilities["general"]["positionEncodings"] = json!(["utf-8", "utf-16"]);
    let mut editor = Editor::open(&[("factlint.toml", FACTS)], &capabilities, &Value::Null);
    editor.show("a.md", DRAFT);
    // Two bytes more for Đ and ć, two more for the crab.
    assert_eq!(editor.findings("a.md", Some(1))[0]["range"], range(2, 42, 44));
    assert_eq!(editor.leave(), 0);
}

#[test]
fn a_change_is_judged_and_a_mended_draft_is_cleared() {
    let mut editor = with_facts();
    assert_eq!(editor.findings("a.md", Some(1)).len(), 1);
    editor.change("a.md", 2, &DRAFT.replace("61", "16"));
    assert_eq!(editor.findings("a.md", Some(2)), [Value::Null; 0]);
    editor.change("a.md", 3, DRAFT);
    assert_eq!(editor.findings("a.md", Some(3)).len(), 1);
    let document = json!({"uri": editor.address("a.md")});
    editor.say("textDocument/didClose", json!({"textDocument": document}));
    assert_eq!(editor.findings("a.md", None), [Value::Null; 0], "what is closed is cleared");
    assert_eq!(editor.leave(), 0);
}

#[test]
fn hover_tells_the_verdict_the_fact_and_its_source() {
    let mut editor = with_facts();
    let place = editor.at("a.md", 2, 39);
    let hover = editor.ask("textDocument/hover", place);
    let text = hover["contents"]["value"].as_str().expect("text");
    for words in [
        "**differs** · figure",
        "“61”",
        "recorded: 16 (`figure.collapse-deaths`)",
        "Indictment · p. 3",
        "checked 2025-10-13",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.contains(&format!("({}#L13)", editor.address("factlint.toml"))), "{text}");
    assert_eq!(hover["range"], range(2, 38, 40));
    let place = editor.at("a.md", 2, 12);
    assert_eq!(editor.ask("textDocument/hover", place), Value::Null, "nothing is claimed there");
    assert_eq!(editor.leave(), 0);
}

#[test]
fn a_claim_leads_to_its_fact_and_an_id_to_its_entry() {
    let mut editor = with_facts();
    let place = editor.at("a.md", 2, 38);
    let found = editor.ask("textDocument/definition", place);
    assert_eq!(found[0]["uri"], editor.address("factlint.toml"));
    assert_eq!(found[0]["range"], range(12, 8, 10));
    editor.show("factlint.toml", FACTS);
    // subject = "collapse"
    let place = editor.at("factlint.toml", 10, 14);
    let found = editor.ask("textDocument/definition", place);
    assert_eq!(found[0]["range"]["start"]["line"], 1);
    assert_eq!(editor.leave(), 0);
}

#[test]
fn a_quick_fix_says_where_its_value_comes_from() {
    let mut editor = with_facts();
    let at = |editor: &Editor, only: Value| {
        json!({
            "textDocument": {"uri": editor.address("a.md")},
            "range": range(2, 38, 38),
            "context": {"diagnostics": [], "only": only},
        })
    };
    let params = at(&editor, json!(["quickfix"]));
    let actions = editor.ask("textDocument/codeAction", params);
    assert_eq!(actions[0]["title"], "Write 16 (as in figure.collapse-deaths)");
    assert_eq!(actions[0]["isPreferred"], false, "the fact may be what is wrong");
    let edit = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(edit["textDocument"]["version"], 1);
    assert_eq!(edit["edits"], json!([{"range": range(2, 38, 40), "newText": "16"}]));
    let params = at(&editor, json!(["refactor"]));
    assert_eq!(editor.ask("textDocument/codeAction", params), json!([]));
    assert_eq!(editor.leave(), 0);
}

#[test]
fn a_draft_is_judged_with_the_sources_and_the_overrides_that_check_would_take() {
    let files = [
        ("factlint.toml", "[[override]]\npaths = \"b.md\"\n[override.levels]\nfigure-not-in-source = \"off\"\n"),
        ("report.txt", "The budget was 46 million euros.\n"),
    ];
    let mut editor = Editor::open(&files, &usual(), &Value::Null);
    let draft = "---\nsources: report.txt\n---\nThe budget was 45 million euros.\n";
    for (name, found) in [("a.md", 1), ("b.md", 0)] {
        editor.show(name, draft);
        assert_eq!(editor.findings(name, Some(1)).len(), found, "{name}");
    }
    editor.show("c.md", "---\nsources: nothing.txt\n---\nThe budget was 45 million euros.\n");
    let found = editor.findings("c.md", Some(1));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["code"], "unreadable-source");
    assert_eq!(editor.leave(), 0);
}

#[test]
fn a_draft_is_judged_with_facts_of_its_own_which_hover_and_definition_know() {
    let files = [("story/own.toml", "[figure.dead]\nsubject = \"Sable Bridge\"\nmeasure = \"deaths\"\nvalue = 16\n")];
    let mut editor = Editor::open(&files, &usual(), &Value::Null);
    editor.show("story/a.md", "---\nfactlint: {facts: own.toml}\n---\nThe Sable Bridge killed 15 people.\n");
    let found = editor.findings("story/a.md", Some(1));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["relatedInformation"][0]["location"]["uri"], editor.address("story/own.toml"));
    let place = editor.at("story/a.md", 3, 25);
    let hover = editor.ask("textDocument/hover", place.clone());
    assert!(hover["contents"]["value"].as_str().is_some_and(|text| text.contains("figure.dead")), "{hover}");
    let fact = editor.ask("textDocument/definition", place);
    assert_eq!(fact[0]["uri"], editor.address("story/own.toml"));
    assert_eq!(editor.leave(), 0);
}

#[test]
fn open_drafts_are_judged_again_when_facts_change_saved_or_not() {
    let mut editor = with_facts();
    assert_eq!(editor.findings("a.md", Some(1)).len(), 1);
    editor.show("factlint.toml", FACTS);
    assert_eq!(editor.findings("a.md", Some(1)).len(), 1);
    let mended = FACTS.replace("value = 16", "value = 61");
    editor.change("factlint.toml", 2, &mended);
    assert_eq!(editor.findings("a.md", Some(1)), [Value::Null; 0], "by what is in the editor");
    let document = json!({"uri": editor.address("factlint.toml")});
    editor.say("textDocument/didClose", json!({"textDocument": document}));
    assert_eq!(editor.findings("a.md", Some(1)).len(), 1, "by what is on the disk");
    write(editor.folder.path(), "factlint.toml", &mended);
    let changes = json!({"changes": [{"uri": editor.address("factlint.toml"), "type": 2}]});
    editor.say("workspace/didChangeWatchedFiles", changes);
    assert_eq!(editor.findings("a.md", Some(1)), [Value::Null; 0]);
    assert_eq!(editor.leave(), 0);
}

#[test]
fn mistakes_of_the_fact_file_are_told_in_it_and_cleared() {
    let broken = FACTS.replace("measure", "mesure");
    let mut editor = Editor::open(&[("factlint.toml", &broken)], &usual(), &Value::Null);
    editor.show("factlint.toml", &broken);
    let found = editor.findings("factlint.toml", None);
    assert!(
        found
            .iter()
            .all(|finding| ["invalid-facts", "unknown-key"].contains(&finding["code"].as_str().unwrap_or_default())),
        "{found:#?}"
    );
    assert_eq!(found[0]["range"], range(9, 0, 24), "{found:#?}");
    editor.change("factlint.toml", 2, FACTS);
    assert_eq!(editor.findings("factlint.toml", None), [Value::Null; 0]);
    // Another project's TOML is nobody's fact file.
    editor.show("other/Cargo.toml", "[package]\nname = \"x\"\n");
    editor.show("b.md", "Fine.\n");
    assert_eq!(editor.findings("b.md", Some(1)), [Value::Null; 0]);
    let other = editor.address("other/Cargo.toml");
    assert_eq!(editor.told.get(&other), None);
    assert_eq!(editor.leave(), 0);
}

#[test]
fn ids_measures_and_tables_are_completed_in_fact_files() {
    let mut editor = Editor::open(&[("factlint.toml", FACTS)], &usual(), &Value::Null);
    let half = format!("{FACTS}\n[figure.x]\nsubject = \"\nmeasure = \"dea\n[");
    editor.show("factlint.toml", &half);
    let labels = |found: &Value| -> Vec<String> {
        found.as_array().expect("a list").iter().map(|it| it["label"].as_str().expect("a label").to_owned()).collect()
    };
    let place = editor.at("factlint.toml", 16, 11);
    let found = labels(&editor.ask("textDocument/completion", place));
    assert_eq!(found, ["collapse", "duric"]);
    let place = editor.at("factlint.toml", 17, 14);
    let found = editor.ask("textDocument/completion", place);
    assert!(labels(&found).contains(&"deaths".to_owned()));
    assert_eq!(found[0]["textEdit"]["range"], range(17, 11, 14));
    let place = editor.at("factlint.toml", 18, 1);
    let found = labels(&editor.ask("textDocument/completion", place));
    assert!(found.contains(&"person".to_owned()) && found.contains(&"figure".to_owned()), "{found:?}");
    let lines = [
        ("currency = \"", "CAD"),
        ("[levels]\nquote-marks = \"", "warning"),
        ("[[ignore]]\ncheck = \"", "figure-mismatch"),
        ("[checks.unverified-claim]\nkinds = [\"", "quote"),
    ];
    for (version, (line, wanted)) in (2..).zip(lines) {
        editor.change("factlint.toml", version, line);
        let (row, column) = (line.matches('\n').count(), line.len() - line.rfind('\n').map_or(0, |at| at + 1));
        let place = editor.at("factlint.toml", row as u32, column as u32);
        let found = labels(&editor.ask("textDocument/completion", place));
        assert!(found.contains(&wanted.to_owned()), "{line}: {found:?}");
    }
    assert_eq!(editor.leave(), 0);
}

#[test]
fn what_the_settings_exclude_is_left_alone_and_options_of_the_editor_are_heeded() {
    let files = [("factlint.toml", "exclude = [\"notes/**\"]\n"), ("house.toml", FACTS)];
    let mut editor = Editor::open(&files, &usual(), &json!({"facts": ["house.toml"]}));
    editor.show("notes/a.md", DRAFT);
    assert_eq!(editor.findings("notes/a.md", Some(1)), [Value::Null; 0]);
    editor.show("a.md", DRAFT);
    assert_eq!(editor.findings("a.md", Some(1)).len(), 1);
    assert_eq!(editor.leave(), 0);
}

#[test]
fn a_text_without_a_file_is_judged_by_the_settings_of_the_folder() {
    let mut editor = Editor::open(&[("factlint.toml", FACTS)], &usual(), &Value::Null);
    let document = json!({"uri": "untitled:Untitled-1", "languageId": "markdown", "version": 4, "text": DRAFT});
    editor.say("textDocument/didOpen", json!({"textDocument": document}));
    let found = loop {
        let message = editor.hear();
        if message["params"]["uri"] == "untitled:Untitled-1" {
            break message;
        }
    };
    assert_eq!(found["params"]["diagnostics"][0]["code"], "figure-mismatch");
    assert_eq!(editor.leave(), 0);
}

#[test]
fn the_server_outlives_what_it_does_not_understand() {
    let mut editor = with_facts();
    editor.say("textDocument/didOpen", json!({"nothing": true}));
    editor.say("$/unheardOf", json!([]));
    editor.send(&json!({"jsonrpc": "2.0", "id": 900, "method": "textDocument/rename", "params": {}}));
    editor.send(&json!({"jsonrpc": "2.0", "id": 901, "method": "textDocument/hover", "params": {}}));
    let mut codes = Vec::new();
    while codes.len() < 2 {
        codes.extend(editor.hear()["error"]["code"].as_i64());
    }
    assert_eq!(codes, [-32601, -32602], "method not found, invalid params");
    editor.show("b.md", "Saturday, Nov. 1, 2024.\n");
    assert_eq!(editor.findings("b.md", Some(1))[0]["code"], "weekday-mismatch");
    assert_eq!(editor.leave(), 0);
}

#[test]
fn a_client_that_goes_without_a_word_is_exit_code_1() {
    let mut editor = with_facts();
    editor.to = None;
    assert_eq!(editor.server.wait().expect("it ends").code(), Some(1));
}

//! The schema of the TOML files says what the program reads: examples of the documentation, fixtures and packs follow it, and it names
//! every key.

use std::path::{Path, PathBuf};

use factlint::facts::{SETTINGS_KEYS, TABLES};
use serde_json::Value;

use crate::schema::validate;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn schema() -> Value {
    let text = std::fs::read_to_string(root().join("docs/schema/factlint.json")).expect("read");
    serde_json::from_str(&text).expect("JSON")
}

/// A TOML text as the JSON that editors hold against a schema: dates are strings there.
fn as_json(text: &str) -> Option<Value> {
    fn convert(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => Value::String(text),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(flag) => Value::Bool(flag),
            toml::Value::Datetime(when) => Value::String(when.to_string()),
            toml::Value::Array(list) => list.into_iter().map(convert).collect(),
            toml::Value::Table(table) => {
                Value::Object(table.into_iter().map(|(key, value)| (key, convert(value))).collect())
            }
        }
    }
    text.parse::<toml::Table>().ok().map(|table| convert(toml::Value::Table(table)))
}

fn wrong(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let schema = schema();
    validate(&schema, &schema, &as_json(text).expect("TOML"), "", &mut wrong);
    wrong
}

/// The TOML files of a folder and of those in it.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
}

#[test]
fn fixtures_packs_and_examples_follow_the_schema() {
    let mut found = Vec::new();
    files(&root().join("fixtures"), &mut found);
    found.extend(factlint::pattern::packs::PACKS.iter().map(|(name, _)| root().join(format!("rules/{name}.toml"))));
    let texts = found.iter().map(|path| (path.display().to_string(), std::fs::read_to_string(path).expect("read")));
    let mut texts: Vec<(String, String)> = texts.collect();
    for page in ["README.md", "docs/facts.md", "docs/rules.md", "docs/configuration.md"] {
        let text = std::fs::read_to_string(root().join(page)).expect("read");
        for fence in text.split("\n```toml").skip(1) {
            let example = fence.split_once('\n').and_then(|(_, rest)| rest.split("\n```").next()).unwrap_or_default();
            texts.push((page.to_owned(), example.to_owned()));
        }
    }
    assert!(texts.len() > 20);
    for (name, text) in texts.iter().filter(|(_, text)| as_json(text).is_some()) {
        assert_eq!(wrong(text), Vec::<String>::new(), "{name}\n{text}");
    }
}

#[test]
fn the_schema_names_every_key_and_no_other() {
    let schema = schema();
    let known = schema["properties"].as_object().expect("properties");
    for key in SETTINGS_KEYS.iter().chain(TABLES) {
        assert!(known.contains_key(*key), "{key} is not in the schema");
    }
    for key in known.keys() {
        assert!(SETTINGS_KEYS.contains(&key.as_str()) || TABLES.contains(&key.as_str()), "{key} is no key");
    }
}

#[test]
fn the_schema_has_every_option_of_a_check_with_its_meaning_and_no_other() {
    let schema = schema();
    let mut named = Vec::new();
    for (check, options) in schema["definitions"]["checks"]["properties"].as_object().expect("checks") {
        for (key, option) in options["properties"].as_object().expect("options") {
            named.push((check.as_str(), key.as_str(), option["description"].as_str().expect("a description")));
        }
    }
    let declared = factlint::checks::OPTIONS.iter().copied().flatten();
    let mut declared: Vec<_> = declared.map(|option| (option.check, option.key, option.meaning)).collect();
    declared.sort_unstable();
    named.sort_unstable();
    assert_eq!(named, declared);
}

#[test]
fn the_schema_refuses_what_the_program_refuses() {
    for text in [
        "fact = \"x\"",
        "facts = []",
        "fail_on = \"warn\"",
        "[levels]\nx = \"loud\"",
        "[person.x]\nalso = \"X\"",
        "[person.x]\nname = \"X\"\nnam = \"Y\"",
        "[figure.x]\nsubject = \"x\"\nmeasure = \"y\"\nbound = \"most\"",
        "[rule.x]\nnever = 3",
        "[[ignore]]\ntext = \"x\"",
        "[[override]]\npaths = \"x\"\nexclude = \"y\"",
        "currency = \"dollar\"",
        "[checks.list-count]\nmost = 3",
        "[checks.stale-fact]\nprovisional_days = -1",
        "[checks.unverified-claim]\nkinds = [\"figures\"]",
    ] {
        assert!(!wrong(text).is_empty(), "{text}");
    }
}

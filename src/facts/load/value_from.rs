//! `value_from`: a value that already stands in another file. JSON, TOML and YAML are pointed into as JSON pointers do (RFC 6901), CSV by row and column.

mod csv;
mod yaml;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;
use toml::de::{DeTable, DeValue};

use crate::facts::load::reading::Means;
use crate::facts::mistakes::Mistakes;
use crate::facts::table::{Item, Table, scalar};
use crate::facts::{Placed, ValueFrom};

/// Reads the value that `{ file, pointer }` names. Its place is that of the `value_from`, where an editor can mend it.
pub(crate) fn read(item: &Item, means: &Means, mistakes: &mut Mistakes) -> Option<Placed<String>> {
    let from = value_from(item, mistakes)?;
    let text = match (means.read)(from.file.place.file, &from.file.value) {
        Ok(text) => text,
        Err(reason) => {
            mistakes.add(from.file.place, format!("cannot read {}: {reason}", from.file.value), "named here");
            return None;
        }
    };
    match look_up(&from.file.value, &text, &from.pointer.value) {
        Ok(value) if !value.trim().is_empty() => Some(Placed { value, place: item.place() }),
        Ok(_) => {
            let message = format!("{} is empty at {}", from.file.value, from.pointer.value);
            mistakes.add(from.pointer.place, message, "points at nothing");
            None
        }
        Err(Missing::Pointer(reason)) => {
            mistakes.add(from.pointer.place, format!("{}: {reason}", from.file.value), "points at nothing");
            None
        }
        Err(Missing::File(reason)) => {
            mistakes.add(from.file.place, format!("cannot read {}: {reason}", from.file.value), "named here");
            None
        }
    }
}

fn value_from(item: &Item, mistakes: &mut Mistakes) -> Option<ValueFrom> {
    let table: Table = item.table("value_from", &["file", "pointer"], mistakes)?;
    let file = table.require("file", mistakes).and_then(|item| item.string("file", mistakes));
    let pointer = table.require("pointer", mistakes).and_then(|item| item.string("pointer", mistakes));
    Some(ValueFrom { file: file?, pointer: pointer? })
}

/// Why there is no value.
enum Missing {
    /// The file is not what its name says.
    File(String),
    /// The file is read, and has nothing there.
    Pointer(String),
}

fn look_up(file: &str, text: &str, pointer: &str) -> Result<String, Missing> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    match extension.as_str() {
        "csv" | "tsv" => csv::cell(text, extension == "tsv", pointer).map_err(Missing::Pointer),
        "json" => json(text, &steps(pointer)?),
        "toml" => toml_value(text, &steps(pointer)?),
        "yaml" | "yml" => yaml::scalar(text, &steps(pointer)?),
        _ => Err(Missing::File("only JSON, TOML, YAML and CSV files can be pointed into".to_owned())),
    }
}

/// The steps of a JSON pointer, unescaped.
fn steps(pointer: &str) -> Result<Vec<String>, Missing> {
    let Some(rest) = pointer.strip_prefix('/') else {
        return Err(Missing::Pointer(format!("the pointer {pointer} does not begin with /")));
    };
    Ok(rest.split('/').map(|step| step.replace("~1", "/").replace("~0", "~")).collect())
}

fn nothing_at(step: &str) -> Missing {
    Missing::Pointer(format!("has no `{step}`"))
}

fn no_scalar() -> Missing {
    Missing::Pointer("there is no string or number there".to_owned())
}

/// Numbers are kept as they are written: `2.10` has its zero.
fn json(text: &str, steps: &[String]) -> Result<String, Missing> {
    let broken = |error: serde_json::Error| Missing::File(error.to_string());
    let mut value: &RawValue = serde_json::from_str(text).map_err(broken)?;
    for step in steps {
        value = if value.get().starts_with('{') {
            let mut members: BTreeMap<Cow<str>, &RawValue> = serde_json::from_str(value.get()).map_err(broken)?;
            members.remove(step.as_str()).ok_or_else(|| nothing_at(step))?
        } else if value.get().starts_with('[') {
            let elements: Vec<&RawValue> = serde_json::from_str(value.get()).map_err(broken)?;
            index(step).and_then(|index| elements.get(index).copied()).ok_or_else(|| nothing_at(step))?
        } else {
            return Err(nothing_at(step));
        };
    }
    match value.get().as_bytes().first() {
        Some(b'"') => serde_json::from_str(value.get()).map_err(broken),
        Some(b'-' | b'0'..=b'9') => Ok(value.get().to_owned()),
        _ => Err(no_scalar()),
    }
}

/// An index of a list has no leading zeros (RFC 6901).
fn index(step: &str) -> Option<usize> {
    let canonical = step == "0" || !step.starts_with(['0', '+']);
    canonical.then(|| step.parse().ok()).flatten()
}

fn toml_value(text: &str, steps: &[String]) -> Result<String, Missing> {
    let root = DeTable::parse(text).map_err(|error| Missing::File(error.message().to_owned()))?;
    let mut value = DeValue::Table(root.into_inner());
    for step in steps {
        value = match value {
            DeValue::Table(table) => {
                let found = table.into_iter().find(|(key, _)| key.get_ref() == step.as_str());
                found.ok_or_else(|| nothing_at(step))?.1.into_inner()
            }
            DeValue::Array(array) => {
                let found = index(step).and_then(|index| array.into_iter().nth(index));
                found.ok_or_else(|| nothing_at(step))?.into_inner()
            }
            _ => return Err(nothing_at(step)),
        };
    }
    scalar(&value).ok_or_else(no_scalar)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(file: &str, text: &str, pointer: &str) -> Result<String, String> {
        look_up(file, text, pointer).map_err(|missing| match missing {
            Missing::File(reason) => format!("file: {reason}"),
            Missing::Pointer(reason) => format!("pointer: {reason}"),
        })
    }

    #[test]
    fn values_keep_the_digits_they_are_written_with() {
        let json = r#"{ "version": "2.10", "n": 2.10, "a/b": [1, {"c": -3}] }"#;
        let toml = "version = \"2.10\"\nn = 2.10\n[\"a/b\"]\nc = [1, 1_000]\n";
        let yaml = "version: \"2.10\"\nn: 2.10\nlist:\n  - 1\n  - c: -3\n";
        let csv = "year,deaths,\"by, whom\"\n2023,16,a\n2024,\"1,204\",\"say \"\"b\"\"\"\n";
        for (file, text, pointer, value) in [
            ("p.json", json, "/version", "2.10"),
            ("p.json", json, "/n", "2.10"),
            ("p.json", json, "/a~1b/1/c", "-3"),
            ("P.JSON", json, "/a~1b/0", "1"),
            ("p.toml", toml, "/version", "2.10"),
            ("p.toml", toml, "/n", "2.10"),
            ("p.toml", toml, "/a~1b/c/1", "1000"),
            ("p.yaml", yaml, "/version", "2.10"),
            ("p.yml", yaml, "/n", "2.10"),
            ("p.yml", yaml, "/list/1/c", "-3"),
            ("p.csv", csv, "2024/deaths", "1,204"),
            ("p.csv", csv, "/2/2", "1,204"),
            ("p.csv", csv, "2023/by, whom", "a"),
            ("p.csv", csv, "2/3", "say \"b\""),
            ("p.tsv", "a\tb\nx\t1\n", "x/b", "1"),
            ("p.csv", "a;b\r\nx;1,5\r\n", "x/b", "1,5"),
        ] {
            assert_eq!(found(file, text, pointer).as_deref(), Ok(value), "{file} {pointer}");
        }
    }

    #[test]
    fn what_is_not_there_is_said() {
        for (file, text, pointer, reason) in [
            ("p.json", "{}", "/version", "pointer: has no `version`"),
            ("p.json", "[1]", "/01", "pointer: has no `01`"),
            ("p.json", "{\"a\":{}}", "/a", "pointer: there is no string or number there"),
            ("p.json", "{\"a\":1}", "a", "pointer: the pointer a does not begin with /"),
            ("p.toml", "a = 1", "/a/b", "pointer: has no `b`"),
            ("p.yaml", "a: 1", "/b", "pointer: has no `b`"),
            ("p.csv", "a,b\n1,2\n", "1/c", "pointer: has no column `c`"),
            ("p.csv", "a,b\n1,2\n", "9/b", "pointer: has no row `9`"),
            ("p.csv", "a,b\n1,2\n", "b", "pointer: a cell is named row/column"),
            ("p.xml", "<a/>", "/a", "file: only JSON, TOML, YAML and CSV files can be pointed into"),
        ] {
            assert_eq!(found(file, text, pointer), Err(reason.to_owned()), "{file} {pointer}");
        }
        assert!(found("p.json", "{", "/a").unwrap_err().starts_with("file: "));
        assert!(found("p.toml", "a = ", "/a").unwrap_err().starts_with("file: "));
        assert!(found("p.yaml", "a: [", "/a").unwrap_err().starts_with("file: "));
    }
}

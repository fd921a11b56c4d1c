//! A small validator of JSON Schema: as much as our schemas and that of SARIF use.

use serde_json::Value;

/// Adds to `wrong` what in `value` is not as `schema` says. A word that is not known here fails, so that nothing in a schema is
/// without effect.
pub fn validate(root: &Value, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
    for (word, rule) in schema.as_object().expect("a schema is an object") {
        let holds = match word.as_str() {
            "$schema" | "id" | "title" | "description" | "$defs" | "definitions" | "default" | "format" => true,
            "$ref" => {
                let target = rule.as_str().and_then(|path| root.pointer(path.trim_start_matches('#')));
                validate(root, target.expect("a definition"), value, at, wrong);
                true
            }
            "const" => value == rule,
            "enum" => list(rule).contains(value),
            "type" => match rule {
                Value::Array(types) => types.iter().any(|name| is_a(value, name)),
                name => is_a(value, name),
            },
            "pattern" => {
                let pattern = regex::Regex::new(rule.as_str().expect("a pattern")).expect("a pattern");
                value.as_str().is_none_or(|text| pattern.is_match(text))
            }
            "uniqueItems" => list(value).iter().enumerate().all(|(at, item)| !list(value)[..at].contains(item)),
            "maximum" => value.as_f64().is_none_or(|number| Some(number) <= rule.as_f64()),
            "minimum" => value.as_f64().is_none_or(|number| Some(number) >= rule.as_f64()),
            "minItems" => value.as_array().is_none_or(|list| list.len() as u64 >= rule.as_u64().expect("a number")),
            "required" => {
                !value.is_object() || list(rule).iter().all(|key| value.get(key.as_str().expect("a key")).is_some())
            }
            "additionalProperties" => {
                let known = &schema["properties"];
                let more = value.as_object().into_iter().flatten().filter(|(key, _)| known.get(key).is_none());
                match rule {
                    Value::Bool(allowed) => *allowed || more.count() == 0,
                    rule => {
                        more.for_each(|(key, value)| validate(root, rule, value, &format!("{at}/{key}"), wrong));
                        true
                    }
                }
            }
            "properties" => {
                for (key, rule) in rule.as_object().expect("properties") {
                    if let Some(value) = value.get(key) {
                        validate(root, rule, value, &format!("{at}/{key}"), wrong);
                    }
                }
                true
            }
            "items" => {
                for (index, item) in list(value).iter().enumerate() {
                    validate(root, rule, item, &format!("{at}/{index}"), wrong);
                }
                true
            }
            "oneOf" | "anyOf" => {
                let fits = |schema: &&Value| {
                    let mut wrong = Vec::new();
                    validate(root, schema, value, at, &mut wrong);
                    wrong.is_empty()
                };
                let fitting = list(rule).iter().filter(fits).count();
                fitting == 1 || fitting > 0 && word == "anyOf"
            }
            other => panic!("{at}: the test does not know `{other}`"),
        };
        if !holds {
            wrong.push(format!("{at}: {word} does not hold of {value}"));
        }
    }
}

fn is_a(value: &Value, name: &Value) -> bool {
    match name.as_str().expect("a type") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the test does not know the type {other}"),
    }
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

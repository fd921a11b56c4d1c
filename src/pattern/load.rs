//! `[rule.ID]` of rules files and settings becomes [`Rule`]s. A file with a mistake in its rules, or with an example that does not
//! hold, is refused as a whole.

use std::sync::Arc;

use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::facts::mistakes::Mistakes;
use crate::facts::syntax::sections;
use crate::facts::table::{Field, Item, Table, did_you_mean};
use crate::facts::{FactBase, Place, Placed};
use crate::lexicon::Lexicon;
use crate::mention::{self, Mentions};
use crate::parse::{Format, parse};
use crate::pattern::find::expression;
use crate::pattern::{Demand, Examples, Matcher, PLACES, Patterns, Rule, Scope};
use crate::settings::{Level, Settings};
use crate::source::{FileId, SourceFile, Sources};

const KEYS: &[&str] =
    &["never", "prefer", "require", "at_most", "first", "except", "message", "level", "scope", "link", "examples"];

/// The keys of which a rule has one.
const DEMANDS: &[&str] = &["never", "prefer", "require", "at_most", "first"];

/// The rules of `files`, and what is wrong with them. Of two rules with one name, that of the earlier file counts. `taken` are the names of all checks.
pub fn load(sources: &Sources, files: &[FileId], taken: &[&str], lexicon: &Lexicon) -> (Vec<Rule>, Vec<Diagnostic>) {
    let mut mistakes = Mistakes::new("invalid-rules");
    let mut rules: Vec<Rule> = Vec::new();
    for &file in files {
        let before = mistakes.count();
        let own = read_file(sources, file, taken, &mut mistakes);
        if mistakes.count() == before {
            own.iter().for_each(|rule| try_examples(rule, lexicon, &mut mistakes));
        }
        if mistakes.count() == before {
            let known = rules.len();
            let new = own.into_iter().filter(|rule| rules[..known].iter().all(|it| it.id.value != rule.id.value));
            let new: Vec<_> = new.collect();
            rules.extend(new);
        }
    }
    (rules, mistakes.into_diagnostics())
}

fn read_file(sources: &Sources, file: FileId, taken: &[&str], mistakes: &mut Mistakes) -> Vec<Rule> {
    // What is no TOML has been told by those who read the rest of the file.
    let mut told = Mistakes::new("invalid-rules");
    let sections = sections(file, sources.get(file).text(), &mut told);
    if told.count() > 0 {
        return Vec::new();
    }
    let mut rules = Vec::new();
    for section in &sections {
        let root = Table::root(section, file);
        let Some(table) = root.get("rule").and_then(|item| item.plain_table("rule", mistakes)) else { continue };
        for field in &table.fields {
            rules.extend(rule(field, taken, mistakes));
        }
    }
    rules
}

fn rule(field: &Field, taken: &[&str], mistakes: &mut Mistakes) -> Option<Rule> {
    let name = format!("rule.{}", field.key);
    let id = Placed { value: field.key.to_owned(), place: field.key_place };
    let kebab = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if field.key.is_empty() || !field.key.chars().all(kebab) {
        let mistake = mistakes.at(id.place, format!("`{}` is no name of a rule", field.key), "not a name");
        mistakes.push(mistake.help("a name is made of the letters A to Z and a to z, digits, - and _"));
        return None;
    }
    if taken.contains(&field.key) {
        mistakes.add(id.place, format!("`{}` is the name of a check", field.key), "the name is taken");
        return None;
    }
    let table = Table::of(field.item, &name).or_else(|| {
        mistakes.add(id.place, "`rule` wants a name", "write [rule.your-name] above it");
        None
    })?;
    table.check_keys(KEYS, mistakes);
    let demand = demand(&table, id.place, mistakes)?;
    let text = |key: &str, mistakes: &mut Mistakes| {
        table.get(key).and_then(|item| item.string(key, mistakes)).map(|text| text.value)
    };
    let strings =
        |key: &str, mistakes: &mut Mistakes| table.get(key).map(|it| it.strings(key, mistakes)).unwrap_or_default();
    let levels = [Level::Off, Level::Note, Level::Warning, Level::Error].map(|level| (level.word(), level));
    let level = table.get("level").and_then(|item| item.choice("level", &levels, mistakes));
    Some(Rule {
        demand,
        scope: scope(&table, mistakes),
        except: strings("except", mistakes),
        message: text("message", mistakes),
        level: level.unwrap_or(Level::Warning),
        link: text("link", mistakes),
        examples: examples(&table, mistakes),
        id,
    })
}

fn demand(table: &Table, place: Place, mistakes: &mut Mistakes) -> Option<Demand> {
    let demands: Vec<(&str, Item)> = DEMANDS.iter().filter_map(|key| Some((*key, table.get(key)?))).collect();
    let [(key, item)] = demands[..] else {
        let message = match demands.first() {
            None => format!("{} demands nothing", table.shown()),
            Some(_) => format!("{} demands more than one thing", table.shown()),
        };
        let mistake = mistakes.at(place, message, "one of them is wanted");
        mistakes.push(mistake.help(format!("write one of {}", DEMANDS.join(", "))));
        return None;
    };
    let before = mistakes.count();
    let demand = match key {
        "never" => Demand::Never(matchers(&item, key, mistakes)),
        "require" => Demand::Require(matchers(&item, key, mistakes)),
        "prefer" => Demand::Prefer(pairs(&item, key, mistakes)),
        "first" => Demand::First(pairs(&item, key, mistakes)),
        _ => {
            let inner = item.table(key, &["words", "regex", "count"], mistakes)?;
            let words = inner.get("words").map(|item| matchers(&item, "words", mistakes)).unwrap_or_default();
            let regex = inner.get("regex").and_then(|item| regex(&item, mistakes));
            let list: Vec<_> = words.into_iter().chain(regex).collect();
            if list.is_empty() {
                inner.require("words", mistakes);
            }
            Demand::AtMost(list, count(&inner, mistakes)?)
        }
    };
    (mistakes.count() == before).then_some(demand)
}

fn count(table: &Table, mistakes: &mut Mistakes) -> Option<usize> {
    let item = table.require("count", mistakes)?;
    match item.value()? {
        DeValue::Integer(_) if item.written().is_some_and(|text| text.parse::<usize>().is_ok()) => {
            item.written()?.parse().ok()
        }
        _ => {
            mistakes.add(item.place(), "`count` must be a whole number", "not a whole number");
            None
        }
    }
}

/// Words, and tables with a regular expression.
fn matchers(item: &Item, key: &str, mistakes: &mut Mistakes) -> Vec<Matcher> {
    let one = |item: &Item, mistakes: &mut Mistakes| match item.value()? {
        DeValue::Table(_) => {
            let table = item.table(key, &["regex"], mistakes)?;
            let pattern = table.require("regex", mistakes)?;
            regex(&pattern, mistakes)
        }
        _ => item.string(key, mistakes).map(Matcher::Words),
    };
    item.list(key, mistakes).iter().filter_map(|item| one(item, mistakes)).collect()
}

fn regex(item: &Item, mistakes: &mut Mistakes) -> Option<Matcher> {
    let pattern = item.string("regex", mistakes)?;
    if let Err(reason) = expression(&pattern.value) {
        mistakes.add(pattern.place, format!("`regex` is no regular expression: {reason}"), "not understood");
        return None;
    }
    Some(Matcher::Regex(pattern))
}

/// Words, each with the words that belong to it.
fn pairs(item: &Item, key: &str, mistakes: &mut Mistakes) -> Vec<(Placed<String>, String)> {
    let Some(table) = item.plain_table(key, mistakes) else { return Vec::new() };
    if table.fields.is_empty() {
        mistakes.add(table.place, format!("`{key}` is empty"), "nothing is written here");
    }
    let pair = |field: &Field, mistakes: &mut Mistakes| {
        let to = field.item.string(field.key, mistakes)?;
        if field.key.trim().is_empty() {
            mistakes.add(field.key_place, format!("`{key}` has an empty key"), "nothing is written here");
            return None;
        }
        Some((Placed { value: field.key.to_owned(), place: field.key_place }, to.value))
    };
    table.fields.iter().filter_map(|field| pair(field, mistakes)).collect()
}

fn scope(table: &Table, mistakes: &mut Mistakes) -> Scope {
    let Some(item) = table.get("scope") else { return Scope::default() };
    let known = || PLACES.iter().map(|(word, _)| *word);
    let mut rooms = Vec::new();
    for word in item.strings("scope", mistakes) {
        match PLACES.iter().find(|(known, _)| *known == word.value) {
            Some((_, room)) => rooms.push(*room),
            None => {
                let message = format!("`scope` cannot be \"{}\"", word.value);
                let mistake = mistakes.at(word.place, message, did_you_mean(&word.value, known()));
                mistakes.push(
                    mistake.help(format!("`scope` is one or more of {}", known().collect::<Vec<_>>().join(", "))),
                );
            }
        }
    }
    Scope(rooms)
}

fn examples(table: &Table, mistakes: &mut Mistakes) -> Examples {
    let examples = table.get("examples").and_then(|item| item.table("examples", &["bad", "good"], mistakes));
    let Some(examples) = examples else { return Examples::default() };
    let list = |key: &str, mistakes: &mut Mistakes| {
        examples.get(key).map(|item| item.strings(key, mistakes)).unwrap_or_default()
    };
    Examples { bad: list("bad", mistakes), good: list("good", mistakes) }
}

/// Each bad example must have a finding of its rule, no good one may.
fn try_examples(rule: &Rule, lexicon: &Lexicon, mistakes: &mut Mistakes) {
    if rule.examples.bad.is_empty() && rule.examples.good.is_empty() {
        return;
    }
    // By itself and loud: whatever else is in force, the examples are about this rule.
    let patterns = Patterns::new(vec![Rule { level: Level::Error, ..rule.clone() }]);
    let id = &rule.id;
    for example in &rule.examples.bad {
        if !fires(&patterns, &example.value, lexicon) {
            let mistake = mistakes.at(
                example.place,
                format!("a bad example of `{}` passes it", id.value),
                "nothing is found here",
            );
            mistakes.push(mistake.label(id.place.file, id.place.span, "by this rule"));
        }
    }
    for example in &rule.examples.good {
        if fires(&patterns, &example.value, lexicon) {
            let message = format!("a good example of `{}` does not pass it", id.value);
            let mistake = mistakes.at(example.place, message, "something is found here");
            mistakes.push(mistake.label(id.place.file, id.place.span, "by this rule"));
        }
    }
}

/// Whether a rule finds something in a draft in Markdown.
fn fires(patterns: &Patterns, text: &str, lexicon: &Lexicon) -> bool {
    let document = parse(Arc::new(SourceFile::new("example.md", text)), Format::Markdown { mdx: false }, lexicon);
    let facts = FactBase::default();
    let quotations = mention::quote::find(&document, &[], &facts, lexicon);
    let mentions = Mentions { quotations, ..Mentions::default() };
    let found = patterns.occurrences(&document, &mentions, &Settings::default());
    !patterns.judged(&document, &found, &Settings::default()).is_empty()
}

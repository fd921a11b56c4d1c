//! `factlint.toml` becomes a [`SettingsFile`]; every mistake is a diagnostic at its place.

use globset::Glob;
use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::facts::mistakes::Mistakes;
use crate::facts::syntax::sections;
use crate::facts::table::{Field, Item, Table, did_you_mean};
use crate::facts::{Placed, SETTINGS_KEYS, TABLES};
use crate::settings::options::{Set, Value};
use crate::settings::{FailOn, Ignore, Level, Override, SettingsFile};
use crate::source::{FileId, Sources};

/// What loading yields: the valid part of the settings, and what is wrong with the rest.
#[derive(Clone, Debug, Default)]
pub struct LoadedSettings {
    /// What could be read, joined with what it extends.
    pub settings: SettingsFile,
    /// Mistakes, in the order of files and places, all errors.
    pub diagnostics: Vec<Diagnostic>,
    /// Every file read, the nearest first. Facts may stand in each of them.
    pub files: Vec<FileId>,
}

/// Finds the file that `extends` names: the file it stands in and the path as written there. Yields the same id for the same
/// file each time, or says why there is none.
pub type OpenFile<'o> = dyn FnMut(&mut Sources, FileId, &str) -> Result<FileId, String> + 'o;

/// What may stand in a rules file.
const RULES_KEYS: &[&str] = &["levels", "rule"];

/// How deep files may extend each other.
const DEEPEST: usize = 32;

/// Loads the settings of `file` by itself. Which of the names in it are checks is asked later, by [`unknown_checks`]: the packs
/// that the settings name have rules of their own.
pub fn load(sources: &Sources, file: FileId) -> LoadedSettings {
    let mut mistakes = Mistakes::new("invalid-settings");
    let settings = read_file(sources, file, read_key, &mut mistakes);
    LoadedSettings { settings, diagnostics: mistakes.into_diagnostics(), files: vec![file] }
}

/// Loads what stands in a rules file beside its rules.
pub fn load_rules(sources: &Sources, file: FileId) -> LoadedSettings {
    let mut mistakes = Mistakes::new("invalid-rules");
    let settings = read_file(sources, file, read_rules_key, &mut mistakes);
    LoadedSettings { settings, diagnostics: mistakes.into_diagnostics(), files: vec![file] }
}

/// What is wrong with the `named` checks, given all that there are.
pub fn unknown_checks(named: &[Placed<String>], known: &[&str]) -> Vec<Diagnostic> {
    let unknown = named.iter().filter(|name| !known.contains(&name.value.as_str()));
    unknown
        .map(|name| {
            Diagnostic::new("unknown-check", format!("unknown check `{}`", name.value))
                .label(name.place.file, name.place.span, did_you_mean(&name.value, known.iter().copied()))
                .help("`factlint rules list` names all checks")
        })
        .collect()
}

/// Loads the settings of `file` and of all that it extends, and joins them: the nearest wins, and of several files extended by
/// one the later wins. Facts, sources and exclusions add up.
pub fn load_extended(sources: &mut Sources, file: FileId, open: &mut OpenFile) -> LoadedSettings {
    let mut chain = Chain { open, mistakes: Mistakes::new("invalid-settings"), files: Vec::new() };
    let settings = chain.load(sources, file, &mut Vec::new());
    LoadedSettings { settings, diagnostics: chain.mistakes.into_diagnostics(), files: chain.files }
}

struct Chain<'c, 'o> {
    open: &'c mut OpenFile<'o>,
    mistakes: Mistakes,
    files: Vec<FileId>,
}

impl Chain<'_, '_> {
    /// `path` holds the files that lead here.
    fn load(&mut self, sources: &mut Sources, file: FileId, path: &mut Vec<FileId>) -> SettingsFile {
        let mut settings = SettingsFile::default();
        // A file that two others extend counts once, at its nearest.
        if !self.files.contains(&file) {
            self.files.push(file);
            settings = read_file(sources, file, read_key, &mut self.mistakes);
        }
        path.push(file);
        for base in settings.extends.clone().iter().rev() {
            match (self.open)(sources, file, &base.value) {
                Err(reason) => {
                    self.mistakes.add(base.place, format!("cannot read {}: {reason}", base.value), "extended here");
                }
                Ok(found) if path.contains(&found) => {
                    self.mistakes.add(base.place, "a settings file extends itself", "leads back here");
                }
                Ok(_) if path.len() >= DEEPEST => {
                    self.mistakes.add(base.place, "settings files extend each other too deep", "not followed");
                }
                Ok(found) => {
                    let base = self.load(sources, found, path);
                    settings = settings.over(base);
                }
            }
        }
        path.pop();
        settings
    }
}

/// Reads one key of the root table of a file.
type ReadKey = fn(&Field, &mut SettingsFile, &mut Mistakes);

fn read_file(sources: &Sources, file: FileId, read_key: ReadKey, mistakes: &mut Mistakes) -> SettingsFile {
    let mut settings = SettingsFile::default();
    for section in &sections(file, sources.get(file).text(), mistakes) {
        for field in &Table::root(section, file).fields {
            read_key(field, &mut settings, mistakes);
        }
    }
    settings
}

fn read_rules_key(field: &Field, settings: &mut SettingsFile, mistakes: &mut Mistakes) {
    match field.key {
        "levels" => levels(&field.item, settings, mistakes),
        // Read by `pattern::load`.
        "rule" => {}
        key => {
            let label = did_you_mean(key, RULES_KEYS.iter().copied());
            let mistake = mistakes.at(field.key_place, format!("unknown key `{key}` in a rules file"), label);
            mistakes.push(mistake.help(format!("a rules file holds {}", RULES_KEYS.join(", "))));
        }
    }
}

fn read_key(field: &Field, settings: &mut SettingsFile, mistakes: &mut Mistakes) {
    let (key, item) = (field.key, &field.item);
    match key {
        "extends" => settings.extends = item.strings(key, mistakes),
        "facts" => settings.facts = globs(item, key, mistakes),
        "sources" => settings.sources = globs(item, key, mistakes),
        "rules" => settings.rules = globs(item, key, mistakes),
        "include" => settings.include = Some(globs(item, key, mistakes)),
        "exclude" => settings.exclude = globs(item, key, mistakes),
        "editions" => settings.editions = globs(item, key, mistakes),
        "language" => {
            let wanted = "write a language tag such as \"en\" or \"en-GB\"";
            settings.language = code(item, key, is_language, wanted, mistakes);
        }
        "currency" => {
            let wanted = "write a code of ISO 4217 such as \"USD\" or \"CAD\"";
            settings.currency = code(item, key, is_currency, wanted, mistakes);
        }
        // `[date.ID]` is a fact.
        "date" if matches!(item.value(), Some(DeValue::Table(_))) => {}
        "date" => settings.date = item.date(key, mistakes),
        "fail_on" => {
            let word = item.choice(key, &FailOn::WORDS, mistakes);
            settings.fail_on = word.map(|value| Placed { value, place: item.place() });
        }
        "levels" => levels(item, settings, mistakes),
        "checks" => options(item, settings, mistakes),
        "ignore" => ignores(item, settings, mistakes),
        "rule" => {}
        "override" => overrides(item, settings, mistakes),
        _ if TABLES.contains(&key) => {}
        _ => {
            let known = SETTINGS_KEYS.iter().chain(TABLES).copied();
            let mistake = mistakes.at(field.key_place, format!("unknown setting `{key}`"), did_you_mean(key, known));
            mistakes.push(mistake.help(format!("known settings: {}", SETTINGS_KEYS.join(", "))));
        }
    }
}

fn globs(item: &Item, key: &str, mistakes: &mut Mistakes) -> Vec<Placed<String>> {
    let mut globs = item.strings(key, mistakes);
    globs.retain(|glob| match Glob::new(&glob.value) {
        Ok(_) => true,
        Err(error) => {
            let message = format!("`{key}` has no valid glob: {}", error.kind());
            mistakes.add(glob.place, message, "matches no file");
            false
        }
    });
    globs
}

/// A string of a certain make.
fn code(
    item: &Item,
    key: &str,
    is_code: fn(&str) -> bool,
    wanted: &str,
    mistakes: &mut Mistakes,
) -> Option<Placed<String>> {
    let text = item.string(key, mistakes)?;
    if is_code(&text.value) {
        return Some(text);
    }
    let mistake = mistakes.at(text.place, format!("`{key}` cannot be \"{}\"", text.value), "no such code");
    mistakes.push(mistake.help(wanted));
    None
}

/// The make of a BCP 47 tag.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or("");
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// The make of an ISO 4217 code.
fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn levels(item: &Item, settings: &mut SettingsFile, mistakes: &mut Mistakes) {
    let words = [Level::Off, Level::Note, Level::Warning, Level::Error].map(|level| (level.word(), level));
    let Some(table) = item.plain_table("levels", mistakes) else { return };
    for field in &table.fields {
        settings.named.push(Placed { value: field.key.to_owned(), place: field.key_place });
        if let Some(value) = field.item.choice(field.key, &words, mistakes) {
            settings.levels.insert(field.key.to_owned(), Placed { value, place: field.item.place() });
        }
    }
}

/// `[checks.NAME]`. Whether a check has such an option is asked later, by `Options::mistakes`.
fn options(item: &Item, settings: &mut SettingsFile, mistakes: &mut Mistakes) {
    let Some(checks) = item.plain_table("checks", mistakes) else { return };
    for check in &checks.fields {
        settings.named.push(Placed { value: check.key.to_owned(), place: check.key_place });
        let Some(table) = check.item.plain_table(check.key, mistakes) else { continue };
        for field in &table.fields {
            if let Some(value) = field.item.option(field.key, mistakes) {
                let value = Placed { value, place: field.item.place() };
                settings.options.set(check.key, field.key, Set { key: field.key_place, value });
            }
        }
    }
}

impl Item<'_> {
    /// What may be written for an option of a check.
    fn option(&self, key: &str, mistakes: &mut Mistakes) -> Option<Value> {
        match self.value()? {
            // A number that no one would set is out of any range.
            DeValue::Integer(_) => Some(Value::Number(self.written()?.parse().unwrap_or(i64::MIN))),
            DeValue::Boolean(flag) => Some(Value::Flag(*flag)),
            DeValue::Array(list) if list.is_empty() => Some(Value::Words(Vec::new())),
            DeValue::String(_) | DeValue::Array(_) => Some(Value::Words(self.strings(key, mistakes))),
            _ => {
                let message = format!("`{key}` must be a whole number, true or false, a string or a list of strings");
                mistakes.add(self.place(), message, "nothing of the kind");
                None
            }
        }
    }
}

/// What an override cannot set: it is asked for before the draft's own settings are known, or stands for all drafts.
const NOT_OVERRIDDEN: &[&str] = &["extends", "include", "exclude", "override", "rule"];

fn overrides(item: &Item, settings: &mut SettingsFile, mistakes: &mut Mistakes) {
    for entry in item.list("override", mistakes) {
        let Some(table) = entry.plain_table("override", mistakes) else { continue };
        let paths = table.require("paths", mistakes).map(|item| globs(&item, "paths", mistakes)).unwrap_or_default();
        let mut own = SettingsFile::default();
        for field in table.fields.iter().filter(|field| field.key != "paths") {
            if NOT_OVERRIDDEN.contains(&field.key) || TABLES.contains(&field.key) && field.key != "date" {
                let message = format!("`{}` cannot stand in an override", field.key);
                mistakes.add(field.key_place, message, "holds for all drafts");
            } else {
                read_key(field, &mut own, mistakes);
            }
        }
        settings.named.extend(own.named.iter().cloned());
        settings.overrides.push(Override { paths, settings: own });
    }
}

/// What a draft may set for itself, in its front matter.
const DRAFT_KEYS: &[&str] = &["facts", "sources", "date", "levels", "checks", "ignore"];

/// Loads what a draft says of itself under `factlint` in its front matter.
pub fn load_draft(document: &Document) -> LoadedSettings {
    let mut mistakes = Mistakes::new("invalid-settings");
    let mut settings = SettingsFile::default();
    let table = document.settings.as_ref().map(|table| Table::parsed(table, Document::FILE));
    for field in table.iter().flat_map(|table| &table.fields) {
        if DRAFT_KEYS.contains(&field.key) {
            read_key(field, &mut settings, &mut mistakes);
        } else {
            let label = if SETTINGS_KEYS.contains(&field.key) {
                "belongs in factlint.toml".to_owned()
            } else {
                did_you_mean(field.key, DRAFT_KEYS.iter().copied())
            };
            let message = format!("a draft cannot set `{}` for itself", field.key);
            let mistake = mistakes.at(field.key_place, message, label);
            mistakes.push(mistake.help(format!("a draft may set {}", DRAFT_KEYS.join(", "))));
        }
    }
    // An ignore in a draft is about this draft.
    let name = document.source.name();
    for ignore in &mut settings.ignores {
        ignore.path = Some(Placed { value: name.to_owned(), place: ignore.place });
    }
    LoadedSettings { settings, diagnostics: mistakes.into_diagnostics(), files: Vec::new() }
}

/// What may stand under `[[ignore]]`.
const IGNORE_KEYS: &[&str] = &["path", "check", "text", "reason"];

fn ignores(item: &Item, settings: &mut SettingsFile, mistakes: &mut Mistakes) {
    for entry in item.list("ignore", mistakes) {
        let Some(table) = entry.table("ignore", IGNORE_KEYS, mistakes) else { continue };
        let before = mistakes.count();
        let text = |key: &str, mistakes: &mut Mistakes| table.get(key).and_then(|item| item.string(key, mistakes));
        let checks = table.require("check", mistakes).map(|item| item.strings("check", mistakes)).unwrap_or_default();
        let path = table.get("path").and_then(|item| globs(&item, "path", mistakes).into_iter().next());
        let (words, reason) = (text("text", mistakes), text("reason", mistakes));
        if mistakes.count() == before && !table.is_damaged() {
            settings.named.extend(checks.iter().cloned());
            settings.ignores.push(Ignore { path, checks, text: words, reason, place: table.place });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::source::SourceFile;

    const CHECKS: &[&str] = &["figure-mismatch", "quote-altered", "weekday-mismatch"];

    fn loaded(text: &str) -> LoadedSettings {
        let mut sources = Sources::new();
        let file = sources.add(SourceFile::new("factlint.toml", text));
        let mut loaded = load(&sources, file);
        loaded.diagnostics.extend(unknown_checks(&loaded.settings.named, CHECKS));
        loaded
    }

    fn values(list: &[Placed<String>]) -> Vec<&str> {
        list.iter().map(|placed| placed.value.as_str()).collect()
    }

    #[test]
    fn every_setting_is_read() {
        let text = r#"
            extends = "../factlint.toml"
            facts = ["facts/*.toml", "house.toml"]
            sources = ["sources/*.txt"]
            rules = "house-rules.toml"
            include = ["drafts/**/*.md"]
            exclude = ["drafts/old/**"]
            language = "en-GB"
            date = 2025-10-14
            fail_on = "warning"

            [levels]
            figure-mismatch = "warning"
            quote-altered = "off"

            [[ignore]]
            path = "drafts/a.md"
            check = ["figure-mismatch", "quote-altered"]
            text = "15 people"
            reason = "the court counted 15 on that day"

            [[ignore]]
            check = "weekday-mismatch"

            [person.djuric]
            name = "Marko Djuric"
        "#;
        let LoadedSettings { settings, diagnostics, .. } = loaded(text);
        assert_eq!(diagnostics, []);
        assert_eq!(values(&settings.extends), ["../factlint.toml"]);
        assert_eq!(values(&settings.facts), ["facts/*.toml", "house.toml"]);
        assert_eq!(values(&settings.sources), ["sources/*.txt"]);
        assert_eq!(values(&settings.rules), ["house-rules.toml"]);
        assert_eq!(values(&settings.include.clone().unwrap()), ["drafts/**/*.md"]);
        assert_eq!(settings.language.as_ref().unwrap().value, "en-GB");
        assert_eq!(settings.fail_on.as_ref().unwrap().value, FailOn::Warning);
        assert_eq!(settings.levels["quote-altered"].value, Level::Off);
        assert_eq!(values(&settings.ignores[0].checks), ["figure-mismatch", "quote-altered"]);
        assert_eq!(settings.ignores[0].text.as_ref().unwrap().value, "15 people");
        assert!(settings.ignores[0].names_one_draft() && !settings.ignores[1].names_one_draft());
        let settings = settings.settings();
        assert_eq!(settings.date.unwrap().0.to_string(), "2025-10-14");
        assert_eq!(settings.levels.len(), 2);
    }

    #[test]
    fn a_fact_about_a_date_is_no_setting() {
        let text = "[date.sentence]\nsubject = \"x\"\n";
        let LoadedSettings { settings, diagnostics, .. } = loaded(text);
        assert!(diagnostics.is_empty() && settings.date.is_none());
    }

    /// Each text, and check, first and last byte, words of the label and beginning of the message of its one mistake.
    #[test]
    fn each_mistake_is_reported_at_its_place() {
        let table: &[(&str, &str, usize, usize, &str, &str)] = &[
            ("fact = \"x\"", "invalid-settings", 0, 4, "did you mean `facts`?", "unknown setting `fact`"),
            ("facts = 3", "invalid-settings", 8, 9, "an integer", "`facts` must be a string"),
            ("facts = [\"a\", 3]", "invalid-settings", 14, 15, "an integer", "`facts` must be a string"),
            ("facts = []", "invalid-settings", 8, 10, "nothing is listed here", "`facts` is an empty list"),
            ("include = \"[\"", "invalid-settings", 10, 13, "matches no file", "`include` has no valid glob"),
            ("language = \"English\"", "invalid-settings", 11, 20, "no such code", "`language` cannot be"),
            ("currency = \"usd\"", "invalid-settings", 11, 16, "no such code", "`currency` cannot be \"usd\""),
            ("date = \"soon\"", "invalid-settings", 7, 13, "no such day, month or year", "`date` is no date: soon"),
            (
                "date = 2025-10",
                "invalid-settings",
                7,
                14,
                "TOML has no dates without a day",
                "2025-10 wants quotation marks",
            ),
            (
                "fail_on = \"warn\"",
                "invalid-settings",
                10,
                16,
                "did you mean `warning`?",
                "`fail_on` cannot be \"warn\"",
            ),
            ("levels = 1", "invalid-settings", 9, 10, "an integer", "`levels` must be a table"),
            (
                "[levels]\nfigure-mismach = \"off\"",
                "unknown-check",
                9,
                23,
                "did you mean `figure-mismatch`?",
                "unknown check `figure-mismach`",
            ),
            (
                "[levels]\nfigure-mismatch = \"of\"",
                "invalid-settings",
                27,
                31,
                "did you mean `off`?",
                "`figure-mismatch` cannot be \"of\"",
            ),
            ("[[ignore]]\npath = \"a.md\"", "invalid-settings", 0, 10, "`check` is missing", "`ignore` has no `check`"),
            (
                "[[ignore]]\ncheck = \"figure-mismach\"",
                "unknown-check",
                19,
                35,
                "did you mean `figure-mismatch`?",
                "unknown check `figure-mismach`",
            ),
            (
                "[[ignore]]\ncheck = \"quote-altered\"\nwords = \"x\"",
                "invalid-settings",
                35,
                40,
                "not known",
                "unknown key `words` in `ignore`",
            ),
            ("[checks.x]", "unknown-check", 8, 9, "not known", "unknown check `x`"),
            ("checks = 3", "invalid-settings", 9, 10, "an integer", "`checks` must be a table, not an integer"),
            (
                "[checks]\nfigure-mismatch = true",
                "invalid-settings",
                27,
                31,
                "a boolean",
                "`figure-mismatch` must be a table, not a boolean",
            ),
            (
                "[checks.figure-mismatch]\nx = 2025-01-01",
                "invalid-settings",
                29,
                39,
                "nothing of the kind",
                "`x` must be a whole number, true or false, a string or a list of strings",
            ),
        ];
        for &(text, check, start, end, label, message) in table {
            let found = loaded(text).diagnostics;
            assert_eq!(found.len(), 1, "{text}: {found:#?}");
            assert_eq!((&*found[0].check, found[0].labels[0].span.range()), (check, start..end), "{text}");
            assert_eq!(found[0].labels[0].message, label, "{text}");
            assert!(found[0].message.starts_with(message), "{text}: {}", found[0].message);
        }
    }

    #[test]
    fn a_rules_file_holds_levels_and_no_other_settings() {
        let mut sources = Sources::new();
        let file =
            sources.add(SourceFile::new("desk.toml", "facts = \"a\"\n[levels]\nquote-altered = \"note\"\n[levles]"));
        let LoadedSettings { settings, diagnostics, .. } = load_rules(&sources, file);
        assert_eq!(settings.levels["quote-altered"].value, Level::Note);
        let found: Vec<_> = diagnostics.iter().map(|found| (&*found.check, &*found.labels[0].message)).collect();
        assert_eq!(found, [("invalid-rules", "not known"), ("invalid-rules", "did you mean `levels`?")]);
    }

    fn extended(texts: &[(&str, &str)]) -> LoadedSettings {
        let mut sources = Sources::new();
        let ids: BTreeMap<String, FileId> =
            texts.iter().map(|(name, text)| ((*name).to_owned(), sources.add(SourceFile::new(*name, *text)))).collect();
        let mut open = |_: &mut Sources, _: FileId, path: &str| ids.get(path).copied().ok_or("no such file".to_owned());
        load_extended(&mut sources, ids[texts[0].0], &mut open)
    }

    #[test]
    fn the_nearest_of_several_files_wins_and_lists_add_up() {
        let LoadedSettings { settings, diagnostics, files } = extended(&[
            ("desk", "extends = [\"house\", \"style\"]\nfacts = \"desk.toml\"\n[levels]\nquote-altered = \"off\""),
            ("house", "extends = \"group\"\nfacts = \"house.toml\"\nlanguage = \"en-US\"\ninclude = \"a\""),
            ("style", "language = \"en-GB\"\n[levels]\nquote-altered = \"error\"\nfigure-mismatch = \"note\""),
            ("group", "facts = \"group.toml\"\ninclude = \"b\"\ndate = 2025-01-01"),
        ]);
        assert_eq!(diagnostics, []);
        assert_eq!(files.len(), 4);
        assert_eq!(values(&settings.facts), ["desk.toml", "house.toml", "group.toml"]);
        assert_eq!(settings.language.unwrap().value, "en-GB", "the later of two extended files wins");
        assert_eq!(values(&settings.include.unwrap()), ["a"]);
        assert_eq!(settings.date.unwrap().value.to_string(), "2025-01-01");
        assert_eq!(settings.levels["quote-altered"].value, Level::Off);
        assert_eq!(settings.levels["figure-mismatch"].value, Level::Note);
    }

    #[test]
    fn circles_and_missing_files_are_mistakes_at_extends() {
        let circle = extended(&[("a", "extends = \"b\""), ("b", "extends = \"a\"")]);
        assert_eq!(circle.diagnostics.len(), 1);
        assert_eq!(circle.diagnostics[0].labels[0].span.range(), 10..13);
        let missing = extended(&[("a", "extends = \"c\"\nlanguage = \"en\"")]);
        assert_eq!(missing.diagnostics[0].message, "cannot read c: no such file");
        assert!(missing.settings.language.is_some());
        let twice = extended(&[("a", "extends = [\"b\", \"c\"]"), ("b", "extends = \"c\""), ("c", "facts = \"f\"")]);
        assert_eq!((twice.diagnostics.len(), twice.settings.facts.len()), (0, 1));
    }

    /// Pieces of settings, sound and broken, that random texts are made of.
    const PIECES: &[&str] = &[
        "[levels]\n",
        "[",
        "]",
        "\n",
        "date = ",
        "facts = ",
        "extends = ",
        "figure-mismatch = ",
        "\"off\"",
        "2025-10",
        "2025-10-14",
        "[\"*\", 3]",
        "\"",
        "'",
        "{",
        "}",
        "=",
        "[person.a]\n",
        "fail_on",
        " ",
        "\u{feff}",
        "\r\n",
        "Đ",
        "“x”",
        "#",
        "[levels\n",
    ];

    proptest::proptest! {
        #[test]
        fn no_text_makes_loading_panic(pieces in proptest::collection::vec(0..PIECES.len(), 0..40), text in "\\PC{0,40}") {
            loaded(&text);
            let text: String = pieces.iter().map(|&piece| PIECES[piece]).collect();
            for label in loaded(&text).diagnostics.iter().flat_map(|it| &it.labels) {
                proptest::prop_assert!(text.get(label.span.range()).is_some());
            }
        }
    }
}

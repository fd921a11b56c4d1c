//! Builds what all drafts under one settings file share: settings, rules and facts, each read once.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use crate::analyze::Evidence;
use crate::checks;
use crate::checks::unreadable_draft::Cause;
use crate::cli::evidence;
use crate::cli::house::{House, Wishes};
use crate::cli::shelf::{Pattern, Purpose, Shelf, Texts};
use crate::diagnostic::Diagnostic;
use crate::facts::{self, Place, Placed};
use crate::lexicon::Lexicon;
use crate::pattern::{Patterns, Rule, load, packs};
use crate::settings::{self, DateOrigin, FailOn, Ignore, Level, LoadedSettings, Settings, SettingsFile};
use crate::source::{FileId, SourceFile, Sources};
use crate::span::Span;
use crate::suppress;
use crate::text::nearest::nearest;

/// A house that is being built.
pub struct Building<'w> {
    wishes: &'w Wishes,
    sources: Sources,
    shelf: Shelf,
    diagnostics: Vec<Diagnostic>,
    fact_files: Vec<FileId>,
}

impl<'w> Building<'w> {
    /// Nothing has been read yet; `here` is the working folder, `texts` are newer than what is on the disk.
    pub fn new(wishes: &'w Wishes, here: &Path, texts: &Texts) -> Self {
        Self {
            wishes,
            sources: Sources::new(),
            shelf: Shelf::new(here.to_owned()).with_texts(texts.clone()),
            diagnostics: Vec::new(),
            fact_files: Vec::new(),
        }
    }

    /// Reads all that the settings at `path` and the command line name, with the overrides of these numbers.
    pub fn finish(mut self, path: Option<&Path>, overrides: &[usize], lexicon: &Arc<Lexicon>) -> House {
        let (file, settings_files) = path.map(|path| self.settings(path)).unwrap_or_default();
        let by_path = file.overrides.iter().map(|it| self.shelf.patterns(&it.paths)).collect();
        let file = file.overridden(overrides);
        let lexicon = &self.in_currency(&file, lexicon);
        let (file, rules) = self.with_rules(file, &settings_files, lexicon);
        let facts = self.facts(&file, &settings_files, lexicon);
        let held = evidence::open(
            &mut evidence::Opening { sources: &mut self.sources, shelf: &mut self.shelf, lexicon },
            &evidence::Wanted { named: &self.wishes.sources, globs: &file.sources, recorded: &facts.sources },
            &mut self.diagnostics,
        );
        self.diagnostics.extend(unknown_language(&file, lexicon));
        let fail_on = self.wishes.fail_on.or(file.fail_on.as_ref().map(|placed| placed.value));
        let evidence = Evidence::new(Arc::clone(lexicon), facts).with_patterns(Patterns::new(rules));
        let names = evidence.names();
        self.diagnostics.extend(settings::unknown_checks(&file.named, &names));
        self.diagnostics.extend(file.options.mistakes(checks::OPTIONS, &names));
        let mut settings = self.over(file.settings(), &evidence.patterns);
        self.diagnostics.extend(suppress::without_reason(&settings.ignores, &settings));
        let ignores = self.by_path(std::mem::take(&mut settings.ignores));
        let inputs = [&file.facts, &file.rules, &file.sources].map(|globs| self.shelf.patterns(globs)).concat();
        let (include, exclude) =
            (file.include.as_ref().map(|it| self.shelf.patterns(it)), self.shelf.patterns(&file.exclude));
        let editions = self.shelf.patterns(&file.editions);
        let (files, beside) = self.shelf.into_paths();
        House {
            evidence: Evidence { summarised: self.wishes.across, ..evidence.with_sources(held) },
            settings,
            ignores,
            overrides: by_path,
            fail_on: fail_on.unwrap_or(FailOn::Error),
            include,
            exclude,
            editions,
            inputs,
            fact_files: self.fact_files,
            files,
            beside,
            sources: self.sources,
            diagnostics: self.diagnostics,
        }
    }

    /// The lexicon of a house that has its own currency.
    fn in_currency(&mut self, file: &SettingsFile, lexicon: &Arc<Lexicon>) -> Arc<Lexicon> {
        let Some(code) = &file.currency else { return Arc::clone(lexicon) };
        if lexicon.numbers.currencies().any(|known| known == code.value) {
            return Lexicon::english_with_currency(&code.value);
        }
        let known: Vec<&str> = lexicon.numbers.currencies().collect();
        let meant = nearest(&code.value, known.iter().copied()).map(|meant| format!("did you mean {meant}?"));
        self.diagnostics.push(
            Diagnostic::new("invalid-settings", format!("no currency is known as \"{}\"", code.value))
                .label(code.place.file, code.place.span, meant.unwrap_or("not known".to_owned()))
                .help(format!("one of {}", known.join(", "))),
        );
        Arc::clone(lexicon)
    }

    /// A settings file joined with all that it extends; the files as well, for facts and rules may stand in each of them.
    fn settings(&mut self, path: &Path) -> (SettingsFile, Vec<FileId>) {
        let name = self.shelf.shown(path);
        let (id, read) = self.shelf.open(&mut self.sources, path, &name);
        if let Err(cause) = read {
            self.diagnostics.push(Purpose::Settings.unreadable(&cause, id));
            return Default::default();
        }
        let shelf = &mut self.shelf;
        let mut open = |sources: &mut Sources, from: FileId, path: &str| shelf.open_beside(sources, from, path);
        let loaded = settings::load_extended(&mut self.sources, id, &mut open);
        self.diagnostics.extend(loaded.diagnostics);
        (loaded.settings, loaded.files)
    }

    /// The settings with what the rules files say that they name, and those of the command line over all; and all rules.
    fn with_rules(
        &mut self,
        mut file: SettingsFile,
        settings_files: &[FileId],
        lexicon: &Lexicon,
    ) -> (SettingsFile, Vec<Rule>) {
        // The nearest first: the command line, the settings, what they name.
        let mut files = Vec::new();
        for path in self.wishes.rules.iter().rev() {
            files.extend(match packs::by_name(&path.to_string_lossy()).filter(|_| !path.exists()) {
                Some(text) => Some(self.shelf.built_in(&mut self.sources, &path.to_string_lossy(), text)),
                None => self.open(path, Purpose::Rules),
            });
        }
        let over = files.len();
        for named in file.rules.clone().iter().rev() {
            files.extend(self.rules_files(named).into_iter().rev());
        }
        for &id in &files[over..] {
            file = file.over(self.pack(id));
        }
        for &id in files[..over].iter().rev() {
            file = self.pack(id).over(file);
        }
        files.splice(over..over, settings_files.iter().copied());
        let mut seen = HashSet::new();
        files.retain(|id| seen.insert(*id));
        let taken: Vec<&str> = checks::ALL.iter().map(|check| check.name).collect();
        let (rules, mistakes) = load::load(&self.sources, &files, &taken, lexicon);
        self.diagnostics.extend(mistakes);
        (file, rules)
    }

    /// The files that an entry of `rules` means. A file of that name is nearer than a built-in pack.
    fn rules_files(&mut self, named: &Placed<String>) -> Vec<FileId> {
        let beside = self.shelf.folder(named.place.file).join(&named.value);
        match packs::by_name(&named.value).filter(|_| !beside.exists()) {
            Some(text) => vec![self.shelf.built_in(&mut self.sources, &named.value, text)],
            None => self.shelf.open_globs(
                &mut self.sources,
                std::slice::from_ref(named),
                Purpose::Rules,
                &mut self.diagnostics,
            ),
        }
    }

    fn pack(&mut self, id: FileId) -> SettingsFile {
        let LoadedSettings { settings, diagnostics, .. } = settings::load_rules(&self.sources, id);
        self.diagnostics.extend(diagnostics);
        settings
    }

    /// Each ignore with the drafts that it is about.
    fn by_path(&self, ignores: Vec<Ignore>) -> Vec<(Option<Pattern>, Ignore)> {
        let pattern = |ignore: &Ignore| {
            let path = ignore.path.as_ref()?;
            self.shelf.patterns(std::slice::from_ref(path)).pop()
        };
        ignores.into_iter().map(|ignore| (pattern(&ignore), ignore)).collect()
    }

    fn open(&mut self, path: &Path, purpose: Purpose) -> Option<FileId> {
        let (id, read): (_, Result<(), Cause>) = self.shelf.open(&mut self.sources, path, &path.to_string_lossy());
        read.map_err(|cause| self.diagnostics.push(purpose.unreadable(&cause, id))).ok().map(|()| id)
    }

    fn facts(&mut self, file: &SettingsFile, settings_files: &[FileId], lexicon: &Lexicon) -> facts::FactBase {
        let mut files = settings_files.to_vec();
        files.extend(self.shelf.open_globs(&mut self.sources, &file.facts, Purpose::Facts, &mut self.diagnostics));
        files.extend(self.wishes.facts.iter().filter_map(|path| self.open(path, Purpose::Facts)));
        let mut seen = HashSet::new();
        files.retain(|id| seen.insert(*id));
        self.fact_files = files.iter().copied().filter(|id| !settings_files.contains(id)).collect();
        let files = facts::Files { all: &files, settings: settings_files };
        let loaded = facts::load_with(&self.sources, files, lexicon, &|from, path| self.shelf.read_beside(from, path));
        self.diagnostics.extend(loaded.diagnostics);
        loaded.facts
    }

    /// Puts the words of the command line over the settings.
    fn over(&mut self, mut settings: Settings, patterns: &Patterns) -> Settings {
        let Wishes { date, only, skip, min_confidence, .. } = self.wishes;
        if let Some(date) = date {
            settings.date = Some((*date, DateOrigin::CommandLine));
        }
        if let Some(confidence) = min_confidence {
            settings.min_confidence = *confidence;
        }
        if only.is_empty() && skip.is_empty() {
            return settings;
        }
        let place = place_of_options(only, skip, &mut self.sources);
        let checks = checks::ALL.iter().map(|check| (check.name, check.default));
        let rules = patterns.rules().iter().map(|rule| (rule.id.value.as_str(), rule.level));
        for (name, default) in checks.chain(rules) {
            let named = only.iter().any(|wanted| wanted == name);
            let off = skip.iter().any(|unwanted| unwanted == name) || !(only.is_empty() || named);
            let level = settings.levels.get(name).map_or(default, |placed| placed.value);
            if off || named {
                settings.commanded.insert(name.to_owned());
            }
            if off {
                settings.levels.insert(name.to_owned(), Placed { value: Level::Off, place });
            } else if named && level == Level::Off {
                settings.levels.insert(name.to_owned(), Placed { value: Level::Warning, place });
            }
        }
        settings
    }
}

/// Drafts in another language would be read with the wrong words.
fn unknown_language(file: &SettingsFile, lexicon: &Lexicon) -> Option<Diagnostic> {
    let language = file.language.as_ref()?;
    let tag = language.value.split('-').next().unwrap_or_default();
    let known = lexicon.language.split('-').next().unwrap_or_default();
    (!tag.eq_ignore_ascii_case(known)).then(|| {
        Diagnostic::new("invalid-settings", format!("no drafts in “{}” are read, only in “{known}”", language.value))
            .label(language.place.file, language.place.span, "no words are known of this language")
            .help(format!("write “{known}”, or leave it out"))
    })
}

/// A text that stands for the command line, so that levels set there have a place like all others.
fn place_of_options(only: &[String], skip: &[String], sources: &mut Sources) -> Place {
    let words: Vec<String> = only
        .iter()
        .map(|check| format!("--only {check}"))
        .chain(skip.iter().map(|check| format!("--skip {check}")))
        .collect();
    let text = words.join(" ");
    let span = Span::new(0, text.len());
    Place { file: sources.add(SourceFile::new("command line", text)), span }
}

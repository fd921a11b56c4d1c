//! Every check has a file, a page and fixtures that show it.
//!
//! One walk over the list: nothing here names a check, so a new one is under test as soon as it is registered.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use factlint::analyze::{Evidence, analyze};
use factlint::check::Check;
use factlint::checks::{ALL, OPTIONS};
use factlint::claim::source::{Source, SourceText};
use factlint::diagnostic::{Diagnostic, Severity};
use factlint::facts::{self, FactBase, Place, Placed};
use factlint::lexicon::Lexicon;
use factlint::parse::{Format, parse};
use factlint::settings::options::Kind;
use factlint::settings::{Level, Settings};
use factlint::source::{FileId, SourceFile, Sources};
use factlint::span::Span;

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(Lexicon::english);

/// The headings of a page after its name, in their order.
const HEADINGS: &[&str] =
    &["What it reports", "Why it matters", "Example", "How to settle it", "What it does not see", "Options"];

#[test]
fn names_are_kebab_case_and_stand_once_in_the_list() {
    let mut seen = BTreeSet::new();
    for check in ALL {
        let kebab = check.name.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase()));
        assert!(kebab, "{} is not kebab-case", check.name);
        assert!(seen.insert(check.name), "{} is listed twice", check.name);
    }
}

#[test]
fn the_folder_of_checks_is_the_list() {
    let listed: BTreeSet<String> = ALL.iter().map(|check| check.name.to_owned()).collect();
    let files: BTreeSet<String> = stems("src/checks", "rs").into_iter().map(|stem| stem.replace('_', "-")).collect();
    assert_eq!(files, listed, "files of src/checks (left) and checks::ALL (right)");
}

#[test]
fn the_folder_of_pages_is_the_list() {
    let listed: BTreeSet<String> = ALL.iter().map(|check| check.name.to_owned()).collect();
    assert_eq!(stems("rules/checks", "md"), listed, "files of rules/checks (left) and checks::ALL (right)");
}

#[test]
fn a_page_begins_with_its_name_and_has_the_fixed_headings() {
    for check in ALL {
        let file = fs::read_to_string(root().join(format!("rules/checks/{}.md", check.name))).unwrap();
        assert_eq!(check.page, file, "{}: the page is not its file", check.name);
        let prose = outside_fences(check.page);
        assert_eq!(prose.first().map(String::as_str), Some(format!("# {}", check.name).as_str()), "{}", check.name);
        assert_eq!(prose.get(2).map(String::as_str), Some(check.summary), "the first sentence of {}", check.name);
        let headings: Vec<&str> = prose.iter().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, HEADINGS, "headings of {}", check.name);
    }
}

#[test]
fn a_page_names_the_options_of_its_check() {
    for check in ALL {
        let prose = outside_fences(check.page);
        let options = prose.iter().skip_while(|line| *line != "## Options").skip(1);
        let lines: Vec<&str> = options.map(String::as_str).filter(|line| !line.is_empty()).collect();
        let named: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix('`')?.split('`').next()).collect();
        let own: Vec<_> = OPTIONS.iter().copied().flatten().filter(|option| option.check == check.name).collect();
        assert_eq!(named, own.iter().map(|option| option.key).collect::<Vec<_>>(), "{}", check.name);
        assert_eq!(lines[0].starts_with("None"), own.is_empty(), "{}", check.name);
        for option in own {
            let usual = match option.kind {
                Kind::Words => "none".to_owned(),
                Kind::Some(_) => "all".to_owned(),
                kind => kind.usual(),
            };
            let begins = format!("`{}` ({usual}): ", option.key);
            assert!(lines.iter().any(|line| line.starts_with(&begins)), "{}: {begins}", check.name);
        }
    }
    assert!(OPTIONS.iter().copied().flatten().all(|option| ALL.iter().any(|check| check.name == option.check)));
}

#[test]
fn the_examples_of_a_page_show_what_it_says() {
    for check in ALL.iter().filter(|check| check.run.is_some()) {
        let mut beside = Beside::default();
        let (mut bad, mut good) = (0, 0);
        for (info, text) in fences(check.page) {
            let place = format!("{}: example {info:?}\n{text}", check.name);
            match info.as_str() {
                "toml facts" => beside.facts = Some(text),
                "text source" => beside.sources = vec![("source.txt".to_owned(), text)],
                "markdown bad" => {
                    bad += 1;
                    expect_finding(check, &place, &run(check, "example.md", &text, &beside));
                }
                "markdown good" => {
                    good += 1;
                    expect_silence(check, &place, &run(check, "example.md", &text, &beside));
                }
                _ => {}
            }
        }
        assert!(bad > 0 && good > 0, "{}: its page needs a bad and a good example", check.name);
    }
}

#[test]
fn the_examples_of_a_page_about_fact_files_show_what_it_says() {
    for check in ALL.iter().filter(|check| check.run.is_none()) {
        for (info, text) in fences(check.page) {
            let wanted = match info.as_str() {
                "toml bad" => vec![check.name],
                "toml good" => Vec::new(),
                _ => continue,
            };
            let mut sources = Sources::new();
            let file = sources.add(SourceFile::new("facts.toml", text.as_str()));
            let found = facts::load(&sources, &[file], &LEXICON).diagnostics;
            assert_eq!(found.iter().map(|it| &*it.check).collect::<Vec<_>>(), wanted, "{text}\n{found:#?}");
        }
    }
    let shown = |name: &str| ALL.iter().any(|check| check.name == name && check.page.contains("```toml bad"));
    assert!(shown("unknown-key") && shown("never-accepted"));
}

#[test]
fn the_fixtures_of_a_check_show_it() {
    for check in ALL.iter().filter(|check| check.run.is_some()) {
        let folder = root().join("fixtures").join(check.name);
        let beside = Beside::of(&folder);
        let (bad, good) = (drafts(&folder, "bad"), drafts(&folder, "good"));
        assert!(!bad.is_empty() && !good.is_empty(), "{}: needs a bad and a good draft", folder.display());
        let mut fixes = 0;
        for path in bad {
            let found = run_file(check, &path, &beside);
            expect_finding(check, &path.display().to_string(), &found);
            fixes += found.iter().filter(|found| found.check == check.name && found.fix.is_some()).count();
        }
        for path in good {
            expect_silence(check, &path.display().to_string(), &run_file(check, &path, &beside));
        }
        assert_eq!(fixes > 0, check.fixable, "{}: is it fixable? {fixes} fixes in its bad fixtures", check.name);
    }
}

#[test]
fn a_mended_draft_has_nothing_left_to_mend() {
    for check in ALL.iter().filter(|check| check.run.is_some() && check.fixable) {
        let folder = root().join("fixtures").join(check.name);
        let beside = Beside::of(&folder);
        for path in drafts(&folder, "bad") {
            let text = fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_str().unwrap();
            let mended = mend(check, text.clone(), &run(check, name, &text, &beside));
            let left = run(check, name, &mended, &beside);
            let fixes = left.iter().filter(|found| found.check == check.name && found.fix.is_some()).count();
            assert_eq!(fixes, 0, "{}: mended once, it is to be mended again:\n{mended}", path.display());
        }
    }
}

/// The draft with every fix of `check` applied, from its end to its start.
fn mend(check: &Check, mut text: String, found: &[Diagnostic]) -> String {
    let mut edits: Vec<_> = found
        .iter()
        .filter(|found| found.check == check.name)
        .flat_map(|found| found.fix.iter().flat_map(|fix| &fix.edits))
        .filter(|edit| edit.file == FileId::DRAFT)
        .collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    edits.dedup();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

fn expect_finding(check: &Check, place: &str, found: &[Diagnostic]) {
    let fired = found.iter().any(|found| found.check == check.name);
    assert!(fired, "{} does not fire in {place}\nfound: {}", check.name, list(found));
    for found in found {
        assert!(!found.message.is_empty() && !found.labels.is_empty(), "no message or place: {found:?}");
    }
}

fn expect_silence(check: &Check, place: &str, found: &[Diagnostic]) {
    let loud = found.iter().any(|found| found.check == check.name || found.severity >= Severity::Warning);
    assert!(!loud, "{place} is good, but found: {}", list(found));
}

fn list(found: &[Diagnostic]) -> String {
    let lines = found.iter().map(|found| format!("\n  {}[{}] {}", found.severity.word(), found.check, found.message));
    lines.collect()
}

/// What drafts are held against: the facts, and documents that they rest on.
#[derive(Default)]
struct Beside {
    facts: Option<String>,
    /// Names and texts.
    sources: Vec<(String, String)>,
}

impl Beside {
    /// `facts.toml` and `source.*` of a folder.
    fn of(folder: &Path) -> Self {
        let sources = drafts(folder, "source").into_iter().map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        });
        Self { facts: fs::read_to_string(folder.join("facts.toml")).ok(), sources: sources.collect() }
    }

    fn read_sources(&self, lexicon: &Lexicon) -> Vec<Source> {
        let mut files = Sources::new();
        let mut read = |(name, text): &(String, String)| {
            let file = files.add(SourceFile::new(name.as_str(), text.as_str()));
            let document = parse(files.share(file), Format::of(name).unwrap(), lexicon);
            Source { text: Arc::new(SourceText::new(document, None, None, lexicon)), file, binding: true }
        };
        self.sources.iter().map(&mut read).collect()
    }
}

fn run_file(check: &Check, path: &Path, beside: &Beside) -> Vec<Diagnostic> {
    let text = fs::read_to_string(path).unwrap();
    run(check, path.file_name().unwrap().to_str().unwrap(), &text, beside)
}

/// Runs a draft through the whole library; a check that is off by default is turned on.
fn run(check: &Check, name: &str, text: &str, beside: &Beside) -> Vec<Diagnostic> {
    let lexicon = Arc::clone(&LEXICON);
    let base = beside.facts.as_deref().map_or_else(FactBase::default, |facts| load(facts, check.name, &lexicon));
    let sources = beside.read_sources(&lexicon);
    let format = Format::of(name).unwrap_or_else(|| panic!("{name} is in no format that factlint reads"));
    let document = parse(Arc::new(SourceFile::new(name, text)), format, &lexicon);
    let mut settings = Settings::default();
    if check.default == Level::Off {
        let place = Place { file: FileId::DRAFT, span: Span::default() };
        settings.levels.insert(check.name.to_owned(), Placed { value: Level::Warning, place });
    }
    let evidence = Evidence::new(lexicon, base).with_sources(sources);
    let found = analyze(&document, &evidence, &settings).diagnostics;
    for label in found.iter().flat_map(|found| &found.labels).filter(|label| label.file == FileId::DRAFT) {
        assert!(text.get(label.span.range()).is_some(), "{}: label {label:?} is not in the draft", check.name);
    }
    found
}

fn load(text: &str, check: &str, lexicon: &Lexicon) -> FactBase {
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("facts.toml", text));
    let loaded = facts::load(&sources, &[file], lexicon);
    assert!(loaded.diagnostics.is_empty(), "{check}: facts are wrong: {}\n{text}", list(&loaded.diagnostics));
    loaded.facts
}

/// Info string and text of each fenced block, in order.
fn fences(page: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, String, String)> = None;
    for line in page.lines() {
        let ticks = line.bytes().take_while(|&byte| byte == b'`').count();
        match &mut open {
            None if ticks >= 3 => open = Some((ticks, line[ticks..].trim().to_owned(), String::new())),
            None => {}
            Some((opened, info, text)) if ticks >= *opened && line.len() == ticks => {
                blocks.push((std::mem::take(info), std::mem::take(text)));
                open = None;
            }
            Some((_, _, text)) => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    assert!(open.is_none(), "a fence is not closed:\n{page}");
    blocks
}

/// The lines of a page that stand in no fenced block.
fn outside_fences(page: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut open = 0;
    for line in page.lines() {
        let ticks = line.bytes().take_while(|&byte| byte == b'`').count();
        if open == 0 && ticks >= 3 {
            open = ticks;
        } else if open > 0 && ticks >= open && line.len() == ticks {
            open = 0;
        } else if open == 0 {
            lines.push(line.to_owned());
        }
    }
    lines
}

/// Files of a fixture folder whose name begins with `bad` or `good`, in order.
fn drafts(folder: &Path, kind: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = entries(folder)
        .into_iter()
        .filter(|path| path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(kind)))
        .collect();
    paths.sort();
    paths
}

fn stems(folder: &str, ending: &str) -> BTreeSet<String> {
    entries(&root().join(folder))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect()
}

/// What a folder holds; nothing where there is no such folder.
fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect()).unwrap_or_default()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

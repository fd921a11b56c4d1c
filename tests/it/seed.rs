//! The main job, on an article of our own: what its drafts yield, and what each single slip in the clean one yields.
//!
//! Places and words were counted by hand; `changed` stands for what an editor would mark.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use factlint::analyze::{Evidence, analyze};
use factlint::diagnostic::{Diagnostic, Severity};
use factlint::facts;
use factlint::lexicon::Lexicon;
use factlint::parse::{Format, parse};
use factlint::settings::Settings;
use factlint::source::{FileId, SourceFile, Sources};

static CLEAN: LazyLock<String> = LazyLock::new(|| read("draft-clean.md"));

/// What our fact file records, ready to be held against any number of drafts.
static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| evidence(&read("facts.toml")));

/// A slip: words of the clean draft, what stands there instead, and what is found.
struct Slip {
    words: &'static str,
    instead: &'static str,
    check: &'static str,
    /// The words of the changed draft that are marked.
    marked: &'static str,
    /// What the message, its notes or its help say, beside both values.
    says: &'static str,
}

const fn slip(
    words: &'static str,
    instead: &'static str,
    check: &'static str,
    marked: &'static str,
    says: &'static str,
) -> Slip {
    Slip { words, instead, check, marked, says }
}

/// Slips that are errors, or warnings where the check says so in its page.
const SLIPS: &[Slip] = &[
    slip("killed 16 people", "killed 15 people", "figure-mismatch", "15", "recorded 16"),
    slip("killed 16 people", "killed 61 people", "figure-mismatch", "61", "digits are swapped"),
    slip("killed 16 people", "claimed 15 lives", "figure-mismatch", "15", "recorded 16"),
    slip("killed 16 people", "left fifteen dead", "figure-mismatch", "fifteen", "recorded 16"),
    slip("killed 16 people", "killed at least 17 people", "figure-mismatch", "at least 17", "recorded 16"),
    slip("more than 71%", "more than 72%", "figure-mismatch", "more than 72%", "recorded 71.4%"),
    slip("more than 71%", "nearly 71%", "figure-mismatch", "nearly 71%", "recorded 71.4%"),
    slip("more than 71%", "fewer than 70%", "figure-mismatch", "fewer than 70%", "recorded 71.4%"),
    slip("over $10 billion", "over $10 million", "figure-mismatch", "over $10 million", "slip of scale"),
    slip("over $10 billion", "$9 billion", "figure-mismatch", "$9 billion", "recorded over $10 billion"),
    slip("over $10 billion", "nearly $10bn", "figure-mismatch", "nearly $10bn", "recorded over $10 billion"),
    slip("over $10 billion", "$10 billion", "figure-hedge", "$10 billion", "recorded over $10 billion"),
    slip(
        "of Foreign Minister Marko",
        "of Prime Minister Marko",
        "title-mismatch",
        "Prime Minister",
        "recorded Foreign Minister",
    ),
    slip(
        "of Foreign Minister Marko",
        "of Russian Foreign Minister Marko",
        "title-mismatch",
        "Russian Foreign Minister",
        "Serbia",
    ),
    slip(
        "of Foreign Minister Marko",
        "of former Foreign Minister Marko",
        "title-mismatch",
        "former Foreign Minister",
        "recorded Foreign Minister",
    ),
    slip("Djuric likes", "Duric likes", "name-misspelled", "Duric", "recorded “Djuric”"),
    slip("Marko Djuric, who", "Marco Djuric, who", "name-misspelled", "Marco Djuric", "Marko Djuric"),
    slip("Naftna Industrija", "Naftna Industria", "name-misspelled", "Naftna Industria Srbije", "Naftna Industrija"),
    slip("Industrija Srbije", "Industrija Srbjie", "name-misspelled", "Naftna Industrija Srbjie", "Srbije"),
    slip("Naftna Industrija", "Nafta Industrija", "name-forbidden", "Nafta Industrija Srbije", "Naftna Industrija"),
    slip("history of our nation", "history of the nation", "quote-altered", "the", "our nation"),
    slip("an important partner", "a very important partner", "quote-altered", "a very", "an important"),
    slip("On Friday,", "On Saturday,", "weekday-mismatch", "Saturday", "Friday"),
    slip("Oct. 13, 2025", "Oct. 14, 2025", "weekday-mismatch", "Monday", "Tuesday"),
    slip("Nov. 1, 2024", "Nov. 31, 2024", "impossible-date", "Friday,\nNov. 31, 2024", "November has 30 days"),
    slip("Thursday, Oct. 9, 2025", "Wednesday, Oct. 8, 2025", "date-mismatch", "Wednesday, Oct. 8, 2025", "2025-10-09"),
    slip("dialogue”", "dialogue“", "quote-marks", "“", "“"),
    slip("the only refinery", "the only refinery [[check]]", "leftover-marker", "[[check]]", "[[check]]"),
];

#[test]
fn the_clean_draft_is_clean() {
    assert_eq!(lines(&findings(&CLEAN)), Vec::<String>::new());
}

#[test]
fn each_slip_is_found_once_at_its_words() {
    let mut failed = Vec::new();
    for slip in SLIPS {
        let draft = changed(slip);
        let found = findings(&draft);
        let name = format!("{} → {}", slip.words, slip.instead);
        let [one] = &found[..] else {
            failed.push(format!("{name}: wanted one {}, found {:#?}", slip.check, lines(&found)));
            continue;
        };
        let marked = marked(&draft, one);
        if (one.check.as_ref(), marked) != (slip.check, slip.marked) {
            failed.push(format!("{name}: wanted {} at {:?}, found {:?}", slip.check, slip.marked, lines(&found)));
        } else if !said(one).contains(slip.says) {
            failed.push(format!("{name}: {:?} is not in {:?}", slip.says, said(one)));
        }
    }
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), SLIPS.len(), failed.join("\n"));
}

#[test]
fn another_currency_is_no_slip() {
    let draft = CLEAN.replace("over $10 billion", "nearly €10bn");
    assert_ne!(draft, *CLEAN);
    assert_eq!(lines(&findings(&draft)), Vec::<String>::new());
}

/// What `draft.md` yields, in its order: line, level, check, words marked.
const PLANTED: &[(usize, Severity, &str, &str)] = &[
    (10, Severity::Error, "title-mismatch", "Prime Minister"),
    (18, Severity::Error, "quote-altered", "the"),
    (22, Severity::Error, "figure-mismatch", "nearly 71%"),
    (23, Severity::Warning, "name-misspelled", "Duric"),
    (24, Severity::Error, "figure-mismatch", "over $10 million"),
    (28, Severity::Error, "name-forbidden", "Nafta Industrija Srbije"),
    (28, Severity::Note, "abbreviation", "NIS"),
    (30, Severity::Error, "leftover-marker", "[[check]]"),
    (36, Severity::Error, "weekday-mismatch", "Saturday"),
    (38, Severity::Error, "figure-mismatch", "15"),
    (44, Severity::Warning, "quote-marks", "“"),
];

#[test]
fn the_planted_errors_are_found_where_they_were_planted() {
    let draft = read("draft.md");
    let found = diagnostics(&draft);
    let at = |found: &Diagnostic| draft[..found.labels[0].span.start()].matches('\n').count() + 1;
    let found: Vec<_> =
        found.iter().map(|found| (at(found), found.severity, found.check.as_ref(), marked(&draft, found))).collect();
    assert_eq!(found, PLANTED);
}

#[test]
fn the_draft_is_checked_without_any_option() {
    let output = assert_cmd::Command::cargo_bin("factlint")
        .expect("built")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["check", "--format", "short", "fixtures/novi-sad/draft.md"])
        .output()
        .expect("it runs");
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(output.status.code(), Some(1), "{out}");
    // One line a finding; of the eleven, the note is only counted.
    let expected: Vec<_> = PLANTED.iter().filter(|planted| planted.1 > Severity::Note).collect();
    let lines: Vec<_> = out.lines().filter(|line| line.starts_with("fixtures/novi-sad/draft.md:")).collect();
    assert_eq!(lines.len(), expected.len(), "{out}");
    for (line, (number, severity, check, _)) in lines.iter().zip(expected) {
        let [start, level] = [format!("draft.md:{number}:"), format!(": {}[{check}]: ", severity.word())];
        assert!(line.contains(&start) && line.contains(&level), "{line}: wanted {start} {level}");
    }
}

#[test]
fn a_fix_leaves_the_noun_to_the_draft() {
    let facts = "[event.c]\nname = \"station collapse\"\n[figure.d]\nsubject = \"c\"\nmeasure = \"deaths\"\nvalue = \"16 people\"\n";
    let found = against(&evidence(facts), "The station collapse killed 15 people.\n");
    let edits: Vec<_> = found.iter().flat_map(|found| &found.fix).flat_map(|fix| &fix.edits).collect();
    // "The station collapse killed " has 28 bytes.
    assert_eq!(edits.iter().map(|edit| (edit.span.range(), edit.text.as_str())).collect::<Vec<_>>(), [(28..30, "16")]);
}

/// The clean draft with one slip.
fn changed(slip: &Slip) -> String {
    assert_eq!(CLEAN.matches(slip.words).count(), 1, "{:?} must stand once, in one line", slip.words);
    CLEAN.replace(slip.words, slip.instead)
}

/// Everything of level warning and above that is found in a draft.
fn findings(draft: &str) -> Vec<Diagnostic> {
    let mut found = diagnostics(draft);
    found.retain(|found| found.severity >= Severity::Warning);
    found
}

fn diagnostics(draft: &str) -> Vec<Diagnostic> {
    against(&EVIDENCE, draft)
}

fn evidence(text: &str) -> Evidence {
    let lexicon = Lexicon::english();
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("facts.toml", text));
    let loaded = facts::load(&sources, &[file], &lexicon);
    assert!(loaded.diagnostics.is_empty(), "the facts are wrong: {:?}", loaded.diagnostics);
    Evidence::new(lexicon, loaded.facts)
}

fn against(evidence: &Evidence, draft: &str) -> Vec<Diagnostic> {
    let source = SourceFile::new("draft.md", draft);
    let document = parse(Arc::new(source), Format::of("draft.md").expect("Markdown"), &evidence.lexicon);
    analyze(&document, evidence, &Settings::default()).diagnostics
}

/// The words of the draft that a finding marks.
fn marked<'a>(draft: &'a str, found: &Diagnostic) -> &'a str {
    let label = &found.labels[0];
    assert_eq!(label.file, FileId::DRAFT, "{found:?}");
    &draft[label.span.range()]
}

/// All that a finding says.
fn said(found: &Diagnostic) -> String {
    let mut said = vec![found.message.clone()];
    said.extend(found.labels.iter().map(|label| label.message.clone()));
    said.extend(found.notes.iter().cloned());
    said.extend(found.help.clone());
    said.join("\n")
}

fn lines(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|found| format!("{}[{}] {}", found.severity.word(), found.check, found.message)).collect()
}

fn read(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/novi-sad").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

use std::sync::Arc;

use super::*;
use crate::analyze::{Evidence, analyze};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::facts::{self, FactBase};
use crate::lexicon::Lexicon;
use crate::parse::{Format, parse};
use crate::source::{SourceFile, Sources};

fn loaded(text: &str) -> (Vec<Rule>, Vec<Diagnostic>) {
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("rules.toml", text));
    load::load(&sources, &[file], &["figure-mismatch"], &Lexicon::english())
}

fn findings(rules: &str, draft: &str, facts: FactBase) -> Vec<Diagnostic> {
    let (rules, mistakes) = loaded(rules);
    assert_eq!(mistakes, [], "{rules:?}");
    let lexicon = Lexicon::english();
    let document = parse(Arc::new(SourceFile::new("a.md", draft)), Format::Markdown { mdx: false }, &lexicon);
    let names: Vec<String> = rules.iter().map(|rule| rule.id.value.clone()).collect();
    let evidence = Evidence::new(lexicon, facts).with_patterns(Patterns::new(rules));
    let mut found = analyze(&document, &evidence, &Settings::default()).diagnostics;
    found.retain(|found| names.contains(&found.check.to_string()));
    found
}

/// What one rule called `x` finds in a draft: the words, or where there are several, joined by a bar.
fn found(rule: &str, draft: &str) -> String {
    let found = findings(&format!("[rule.x]\n{rule}\n"), draft, FactBase::default());
    let words = |found: &Diagnostic| draft[found.labels[0].span.range()].to_owned();
    found.iter().map(words).collect::<Vec<_>>().join("|")
}

#[test]
fn words_are_found_whole_and_in_their_case() {
    let table: &[(&str, &str, &str)] = &[
        ("never = \"utilize\"", "Utilize it, utilize, UTILIZE: utilized, reutilize.", "Utilize|utilize|UTILIZE"),
        ("never = \"Web\"", "The Web and the web.", "Web"),
        ("never = \"in order to\"", "in order\nto win, in  order to, in order too", "in order\nto|in  order to"),
        ("never = \"state\"", "state-of-the-art, the state’s, un-state, state.", "state|state"),
        ("never = \"don\"", "don't, don’t, ’don’, rock’n’don", "don"),
        ("never = \"don't\"", "don’t and don't.", "don’t|don't"),
        ("never = \"node\"", "node.js, @node, #node, node. Node_a", "node"),
        ("never = \"e.g.\"", "one, e.g. two, and e.g.", "e.g.|e.g."),
        ("never = \"%\"", "5%, 6 %", "%|%"),
        ("never = \"kuća\"", "KUĆA, kuća, kućama", "KUĆA|kuća"),
        ("never = \"one two\"", "one\n\ntwo", ""),
    ];
    for (rule, draft, expected) in table {
        assert_eq!(found(rule, draft), *expected, "{rule}: {draft}");
    }
}

#[test]
fn of_overlapping_words_the_longest_counts() {
    let prefer = "prefer = { \"sign on\" = \"x\", \"single sign on\" = \"y\", \"sign on here\" = \"sign on here\" }";
    assert_eq!(found(prefer, "A single sign on, a sign on, sign on here."), "single sign on|sign on");
    let never = "never = \"counter\"\nexcept = [\"over the counter\"]";
    assert_eq!(found(never, "Over the counter, at the counter."), "counter");
}

#[test]
fn expressions_are_matched_within_a_block() {
    assert_eq!(found("never = { regex = '^\\d+ [a-z]' }", "16 men.\n\n17 men.\n\n- 18 men"), "16 m|17 m|18 m");
    assert_eq!(found("never = [\"a b\", { regex = 'c+' }]", "a b ccc"), "a b|ccc");
}

#[test]
fn a_rule_is_silent_in_code_addresses_quotations_and_recorded_names() {
    let draft = "`Github` github.com/x “on github, he said” github\n\n> github\n\n    github\n";
    assert_eq!(found("never = \"github\"", draft), "github");
    assert_eq!(found("never = \"github\"\nscope = \"quotation\"", draft), "github|github");
    assert_eq!(found("never = \"github\"\nscope = \"anywhere\"", draft), "github|github|github");
    let lexicon = Lexicon::english();
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("f.toml", "[organization.x]\nname = \"The Github Foundation\"\n"));
    let facts = facts::load(&sources, &[file], &lexicon).facts;
    let rule = "[rule.x]\nnever = \"github\"\n";
    let found = findings(rule, "The Github Foundation is not on Github.", facts);
    assert_eq!(found.iter().map(|found| found.labels[0].span.start()).collect::<Vec<_>>(), [32]);
}

#[test]
fn a_scope_names_the_parts_of_a_draft() {
    let draft = "# ab\n\nab\n\n- ab\n\n| ab |\n|---|\n| x |\n";
    for (scope, count) in [("\"heading\"", 1), ("[\"body\", \"list\"]", 2), ("\"table\"", 1), ("\"caption\"", 0)] {
        let found = findings(&format!("[rule.x]\nnever = \"ab\"\nscope = {scope}\n"), draft, FactBase::default());
        assert_eq!(found.len(), count, "{scope}");
    }
}

#[test]
fn what_is_preferred_takes_the_case_of_what_is_found() {
    let rule = "[rule.x]\nprefer = { \"vice-president\" = \"vice president\", \"web site\" = \"website\", \"Github\" = \"GitHub\" }\n";
    let draft = "Vice-President A, a vice-president. Vice-president. WEB SITE web\nsite Web site Github";
    let fixes: Vec<String> = findings(rule, draft, FactBase::default())
        .into_iter()
        .map(|found| found.fix.map_or("-".to_owned(), |fix| fix.edits[0].text.clone()))
        .collect();
    let wanted = ["Vice President", "vice president", "Vice president", "WEBSITE", "-", "Website", "GitHub"];
    assert_eq!(fixes, wanted, "no fix over a line break, which is markup");
    let github = "prefer = { github = \"GitHub\" }";
    assert_eq!(found(github, "GitHub, github, Github, GITHUB."), "github|Github");
    let one = &findings(rule, "a web site", FactBase::default())[0];
    assert_eq!(one.message, "“web site”: write “website”");
    assert_eq!(one.fix.as_ref().unwrap().applicability, Applicability::Safe);
}

#[test]
fn the_other_demands_are_judged_over_the_whole_draft() {
    let table: &[(&str, &str, &str)] = &[
        ("require = \"correction\"", "# Title\n\nNone here.", "# Title"),
        ("require = [\"source\", \"sources\"]", "Sources: none.", ""),
        ("require = \"x\"", "", ""),
        ("at_most = { words = \"however\", count = 2 }", "However a. However b. However c. However d.", "However"),
        ("at_most = { words = [\"however\", \"but\"], count = 2 }", "However, but.", ""),
        ("at_most = { regex = '!', count = 0 }", "No! No!", "!"),
        ("first = { \"AI\" = \"artificial intelligence\" }", "AI is. Artificial intelligence (AI) is.", "AI"),
        ("first = { \"AI\" = \"artificial intelligence\" }", "Artificial intelligence (AI) is. AI.", ""),
        ("first = { \"AI\" = \"artificial intelligence\" }", "AI (artificial intelligence) is.", ""),
        ("first = { \"AI\" = \"artificial intelligence\" }", "Nothing.", ""),
    ];
    for (rule, draft, expected) in table {
        let found = found(rule, draft);
        assert_eq!(found, expected.trim_start_matches("# "), "{rule}: {draft}");
    }
}

#[test]
fn a_message_may_name_what_is_found_and_what_is_preferred() {
    let rule = "[rule.x]\nprefer = { ab = \"cd\" }\nmessage = \"{found}: no, {preferred}\"\nlink = \"https://example.org\"\nlevel = \"note\"\n";
    let found = &findings(rule, "Ab.", FactBase::default())[0];
    assert_eq!((&*found.message, &*found.check), ("Ab: no, Cd", "x"));
    assert_eq!(found.severity, crate::diagnostic::Severity::Note);
    assert_eq!(found.notes, ["see https://example.org"]);
}

#[test]
fn each_mistake_in_a_rule_is_told_at_its_place_and_refuses_the_file() {
    let table: &[(&str, &str, &str)] = &[
        ("[rule.x]\nmessage = \"m\"", "x", "`rule.x` demands nothing"),
        ("[rule.x]\nnever = \"a\"\nprefer = { a = \"b\" }", "x", "`rule.x` demands more than one thing"),
        ("[rule.x]\nnevr = \"a\"\nnever = \"a\"", "nevr", "unknown key `nevr` in `rule.x`"),
        ("[rule.x]\nnever = { regex = '(' }", "'('", "`regex` is no regular expression: unclosed group"),
        (
            "[rule.x]\nnever = { regex = 'a*' }",
            "'a*'",
            "`regex` is no regular expression: it matches where there is nothing",
        ),
        ("[rule.x]\nnever = \"a\"\nscope = \"headings\"", "\"headings\"", "`scope` cannot be \"headings\""),
        ("[rule.x]\nnever = \"a\"\nlevel = \"loud\"", "\"loud\"", "`level` cannot be \"loud\""),
        ("[rule.x]\nat_most = { words = \"a\", count = -1 }", "-1", "`count` must be a whole number"),
        ("[rule.figure-mismatch]\nnever = \"a\"", "figure-mismatch", "`figure-mismatch` is the name of a check"),
        ("[rule.\"a b\"]\nnever = \"a\"", "\"a b\"", "`a b` is no name of a rule"),
        ("[rule.x]\nnever = \"a\"\nexamples.bad = \"b\"", "\"b\"", "a bad example of `x` passes it"),
        ("[rule.x]\nnever = \"a\"\nexamples.good = [\"b\", \"a\"]", "\"a\"]", "a good example of `x` does not pass it"),
    ];
    for (text, place, message) in table {
        let (rules, mistakes) = loaded(text);
        assert!(rules.is_empty(), "{text}");
        assert_eq!(mistakes.len(), 1, "{text}: {mistakes:#?}");
        assert!(mistakes[0].message.starts_with(message), "{text}: {}", mistakes[0].message);
        let start = mistakes[0].labels[0].span.start();
        assert!(text[start..].starts_with(place), "{text}: at {}", &text[start..]);
        assert_eq!(mistakes[0].check, "invalid-rules");
    }
}

#[test]
fn the_rules_of_every_pack_hold_and_have_examples() {
    let lexicon = Lexicon::english();
    let taken: Vec<&str> = crate::checks::ALL.iter().map(|check| check.name).collect();
    for (name, text) in packs::PACKS {
        let mut sources = Sources::new();
        let file = sources.add(SourceFile::new(*name, *text));
        let (rules, mistakes) = load::load(&sources, &[file], &taken, &lexicon);
        let told: Vec<_> =
            mistakes.iter().map(|it| format!("{}: {}", it.message, &text[it.labels[0].span.range()])).collect();
        assert_eq!(told, Vec::<String>::new(), "{name}");
        for rule in rules {
            assert!(!rule.examples.bad.is_empty() && !rule.examples.good.is_empty(), "{name}: {}", rule.id.value);
        }
    }
}

#[test]
fn thousands_of_rules_cost_one_pass() {
    let rules: String = (0..5_000).map(|n| format!("[rule.r{n}]\nnever = \"word{n} and more\"\n")).collect();
    let draft = "Some words that are none of them, and word17 and more. ".repeat(2_000);
    let started = std::time::Instant::now();
    assert_eq!(findings(&rules, &draft, FactBase::default()).len(), 2_000);
    // A pass for each rule would be 5,000 of 110 kB, in a debug build some minutes.
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

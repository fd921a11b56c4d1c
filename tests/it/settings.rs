//! Settings of `factlint.toml` by what they do to a report.

use crate::command::{folder, run};

#[test]
fn a_house_has_its_own_currency() {
    let facts = b"[figure.cost]\nsubject = \"Sable Bridge\"\nmeasure = \"cost\"\nvalue = \"$5 million\"\n";
    let drafts = [
        ("same.md", "The Sable Bridge cost $5 million.\n"),
        ("named.md", "The Sable Bridge cost C$5 million.\n"),
        ("wrong.md", "The Sable Bridge cost 9 million Canadian dollars.\n"),
        // Another currency at a rate that nobody knows.
        ("other.md", "The Sable Bridge cost US$2 million.\n"),
    ];
    let settings: &[u8] = b"facts = \"facts.toml\"\ncurrency = \"CAD\"\n";
    let mut files = vec![("factlint.toml", settings), ("facts.toml", facts as &[u8])];
    files.extend(drafts.iter().map(|(name, text)| (*name, text.as_bytes())));
    let desk = folder(&files);
    let said = run(desk.path(), &["check", "--format", "short"]);
    let lines: Vec<&str> = said.out.lines().collect();
    assert!(lines.len() == 1 && lines[0].starts_with("wrong.md:1:23: error[figure-mismatch]"), "{}", said.out);
    files[0].1 = b"facts = \"facts.toml\"\n";
    let without = run(folder(&files).path(), &["check", "--format", "short"]);
    assert!(without.out.contains("other.md:1:23: error[figure-mismatch]"), "{}", without.out);
}

#[test]
fn a_currency_that_is_none_is_a_mistake_with_its_place() {
    for (line, expected) in [
        ("currency = \"CAN\"", "factlint.toml:1:12: error[invalid-settings]: no currency is known as \"CAN\"\n"),
        ("currency = \"$\"", "factlint.toml:1:12: error[invalid-settings]: `currency` cannot be \"$\"\n"),
        ("currency = 3", "factlint.toml:1:12: error[invalid-settings]: `currency` must be a string, not an integer\n"),
    ] {
        let desk = folder(&[("factlint.toml", line.as_bytes()), ("a.md", b"Nothing.\n")]);
        let said = run(desk.path(), &["check", "--format", "short"]);
        assert_eq!((said.code, said.out.as_str()), (2, expected), "{line}");
    }
}

/// A draft, what it is held against, and the findings without and with an option.
struct Row<'a> {
    check: &'a str,
    facts: &'a str,
    draft: &'a str,
    option: &'a str,
    without: usize,
    with: usize,
}

#[test]
fn options_of_checks_do_what_their_pages_say() {
    let toll = "[figure.toll]\nsubject = \"Sable Bridge\"\nmeasure = \"deaths\"\nvalue = 16\nprovisional = true\nas_of = 2025-05-20\n";
    let dead = "---\ndate: 2025-06-01\n---\nThe collapse of the Sable Bridge killed 16 people.\n";
    let office = "The River Safety Office (RSO) opened.\n\nThe harbour stayed shut.\n";
    let twice = "Mayor Ana Kovac spoke.\n\nRain fell.\n\nMayor Ana Kovac left.\n";
    let claims = "Turnout was 64%.\n\n“We will mend the bridge by the end of the year,” Ana Kovac said.\n";
    let rows = [
        Row { check: "stale-fact", facts: toll, draft: dead, option: "provisional_days = 11", without: 0, with: 1 },
        Row { check: "stale-fact", facts: toll, draft: dead, option: "provisional_days = 12", without: 0, with: 0 },
        Row { check: "abbreviation", facts: "", draft: office, option: "known = [\"RSO\"]", without: 1, with: 0 },
        Row { check: "abbreviation", facts: "", draft: office, option: "known = \"R.S.O.\"", without: 1, with: 0 },
        Row { check: "abbreviation", facts: "", draft: office, option: "known = [\"RSA\"]", without: 1, with: 1 },
        Row { check: "first-reference", facts: "", draft: twice, option: "again_after = 1", without: 1, with: 0 },
        Row { check: "first-reference", facts: "", draft: twice, option: "again_after = 2", without: 1, with: 1 },
        Row {
            check: "unverified-claim",
            facts: "",
            draft: claims,
            option: "kinds = [\"figure\"]",
            without: 2,
            with: 1,
        },
        Row { check: "unverified-claim", facts: "", draft: claims, option: "kinds = \"age\"", without: 2, with: 0 },
        Row {
            check: "leftover-marker",
            facts: "",
            draft: "The bridge (source?) cost TBC, the tbc, and TBCs.\n",
            option: "markers = [\"TBC\", \"(source?)\"]",
            without: 0,
            with: 2,
        },
        Row {
            check: "statistic-mismatch",
            facts: "",
            draft: "The groups differed, t(28) = 2.20, p = .018.\n",
            option: "one_tailed = true",
            without: 1,
            with: 0,
        },
    ];
    for Row { check, facts, draft, option, without, with } in rows {
        let settings = format!("[checks.{check}]\n{option}\n{facts}");
        for (settings, expected) in [(facts, without), (&settings, with)] {
            let desk = folder(&[("factlint.toml", settings.as_bytes()), ("a.md", draft.as_bytes())]);
            let said =
                run(desk.path(), &["check", "--format", "short", "--only", check, "--notes", "--fail-on", "never"]);
            let found = said.out.lines().filter(|line| line.contains(check)).count();
            assert_eq!((said.code, found), (0, expected), "{check} {settings}\n{}{}", said.out, said.err);
        }
    }
}

#[test]
fn options_come_from_the_nearest_place_and_rules_list_says_which() {
    let draft =
        "---\nfactlint:\n  checks:\n    leftover-marker:\n      markers: [XREF]\n---\nThe bridge XREF cost TBC.\n";
    let desk = folder(&[
        ("house.toml", b"[checks.leftover-marker]\nmarkers = [\"HOLD\"]\n[checks.stale-fact]\nprovisional_days = 7\n"),
        ("factlint.toml", b"extends = \"house.toml\"\n[checks.leftover-marker]\nmarkers = [\"TBC\"]\n[[override]]\npaths = \"wire/*\"\n[override.checks.leftover-marker]\nmarkers = [\"MORE\"]\n"),
        ("own.md", draft.as_bytes()),
        ("plain.md", b"The bridge XREF cost TBC and HOLD and MORE.\n"),
        ("wire/a.md", b"The bridge XREF cost TBC and HOLD and MORE.\n"),
    ]);
    let said = run(desk.path(), &["check", "--format", "short"]);
    let places: Vec<&str> = said.out.lines().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(places, ["own.md:7:12", "plain.md:1:22", "wire/a.md:1:39"], "{}", said.out);
    let listed = run(desk.path(), &["rules", "list"]).out;
    let row = |key: &str| {
        let row = listed.lines().find(|line| line.split_whitespace().next() == Some(key)).expect(key);
        row.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(row("markers").starts_with("markers option factlint.toml:3 [\"TBC\"]:"), "{}", row("markers"));
    assert!(row("provisional_days").starts_with("provisional_days option house.toml:4 7:"), "{listed}");
    assert!(row("again_after").starts_with("again_after option default 12:"), "{listed}");
}

#[test]
fn options_that_are_none_are_mistakes_with_their_places() {
    let own = "---\nfactlint:\n  checks:\n    abbreviation:\n      know: [NIS]\n---\nText.\n";
    let desk = folder(&[
        (
            "factlint.toml",
            b"[checks.stale-fact]\nprovisional_day = 3\n[checks.figure-mismatch]\nx = 1\n[checks.stale-fct]\n",
        ),
        ("a.md", own.as_bytes()),
    ]);
    let said = run(desk.path(), &["check", "--format", "short"]);
    let expected = "factlint.toml:2:1: error[invalid-settings]: stale-fact has no option `provisional_day`\n\
                    factlint.toml:4:1: error[invalid-settings]: figure-mismatch has no options\n\
                    factlint.toml:5:9: error[unknown-check]: unknown check `stale-fct`\n\
                    a.md:5:7: error[invalid-settings]: abbreviation has no option `know`\n";
    let mut lines: Vec<&str> = said.out.lines().collect();
    lines[..3].sort_unstable();
    assert_eq!(lines.join("\n") + "\n", expected);
    assert_eq!(said.code, 2);
}

#[test]
fn a_draft_names_facts_and_sources_of_its_own() {
    let figure = |subject: &str, value: u32| {
        format!("[figure.dead]\nsubject = \"{subject}\"\nmeasure = \"deaths\"\nvalue = {value}\n").into_bytes()
    };
    let names = b"[person.d]\nname = \"Marko Djuric\"\nnever = [\"Marco Djuric\"]\n";
    let text = "Marco Djuric said the Sable Bridge collapse killed 15 people.\n";
    let with = |yaml: &str| format!("---\nfactlint:\n{yaml}---\n{text}").into_bytes();
    let desk = folder(&[
        ("factlint.toml", b"facts = \"names.toml\"\n"),
        ("names.toml", names),
        ("stories/bridge.toml", &figure("Sable Bridge collapse", 16)),
        ("stories/minutes.txt", b"The council said that 14 people were killed.\n"),
        ("stories/own.md", &with("  facts: bridge.toml\n")),
        ("stories/glob.md", &with("  facts: [\"br*.toml\"]\n")),
        ("stories/plain.md", text.as_bytes()),
        ("stories/source.md", &with("  sources: [minutes.txt]\n")),
        ("stories/toml.md", format!("+++\n[factlint]\nfacts = [\"../stories/bridge.toml\"]\n+++\n{text}").as_bytes()),
    ]);
    let said = run(desk.path(), &["check", "--format", "short"]);
    let found: Vec<(&str, &str)> =
        said.out.lines().filter_map(|line| Some((line.split(':').next()?, line.split(['[', ']']).nth(1)?))).collect();
    let expected = [
        ("stories/glob.md", "name-forbidden"),
        ("stories/glob.md", "figure-mismatch"),
        ("stories/own.md", "name-forbidden"),
        ("stories/own.md", "figure-mismatch"),
        ("stories/plain.md", "name-forbidden"),
        ("stories/source.md", "name-forbidden"),
        ("stories/source.md", "figure-not-in-source"),
        ("stories/toml.md", "name-forbidden"),
        ("stories/toml.md", "figure-mismatch"),
    ];
    assert_eq!(found, expected, "{}", said.out);
    assert_eq!((said.code, said.err.as_str()), (1, ""));
}

#[test]
fn a_fact_file_among_the_paths_stands_for_drafts_that_name_it_themselves() {
    let facts = b"[figure.dead]\nsubject = \"Sable Bridge collapse\"\nmeasure = \"deaths\"\nvalue = 16\n";
    let text = "The Sable Bridge collapse killed 15 people.\n";
    let own = format!("---\nfactlint: {{facts: bridge.toml}}\n---\n{text}");
    let desk = folder(&[
        ("bridge.toml", facts),
        ("other.toml", b"[person.d]\nname = \"Marko Djuric\"\n"),
        ("a.md", own.as_bytes()),
        ("b.md", text.as_bytes()),
        ("c.md", b"---\nfactlint: {facts: bridge.toml}\n---\nNobody speaks of it.\n"),
    ]);
    let said = run(desk.path(), &["check", "--format", "short", "bridge.toml"]);
    assert!(said.out.starts_with("a.md:4:34: error[figure-mismatch]") && said.out.lines().count() == 1, "{}", said.out);
    assert_eq!((said.code, said.err.as_str()), (1, ""));
    let human = run(desk.path(), &["check", "bridge.toml"]).out;
    assert!(human.contains("\n1 error in 1 draft"), "{human}");
    let other = run(desk.path(), &["check", "--format", "short", "other.toml"]);
    assert_eq!((other.code, other.out.as_str()), (0, ""));
}

#[test]
fn facts_of_a_draft_that_are_not_there_or_wrong_are_told_at_the_draft() {
    let draft = "---\nfactlint:\n  facts: [none.toml, bad.toml, \"x*.toml\"]\n---\nText.\n";
    let desk = folder(&[("a.md", draft.as_bytes()), ("b.md", b"Text.\n"), ("bad.toml", b"[person.d]\nnam = \"D\"\n")]);
    let said = run(desk.path(), &["check", "--format", "short"]);
    let expected = "a.md:3:11: error[invalid-facts]: cannot read none.toml: no such file\n\
                    a.md:3:32: warning[invalid-settings]: no file is called x*.toml\n\
                    bad.toml:1:1: error[invalid-facts]: `person.d` has no `name`\n\
                    bad.toml:2:1: error[unknown-key]: unknown key `nam` in `person.d`\n";
    assert_eq!((said.code, said.out.as_str()), (2, expected));
    // Each draft that names them is told of them; others are not.
    let b = run(desk.path(), &["check", "--format", "short", "b.md"]);
    assert_eq!((b.code, b.out.as_str()), (0, ""));
}

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
    assert!(without.out.starts_with("other.md:1:23: error[figure-mismatch]"), "{}", without.out);
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

use std::sync::Arc;

use super::*;
use crate::parse::{Format, parse};
use crate::source::SourceFile;

/// Each name with its kind: `P:` a person, `T:` after a title, nothing before any other, `~` in a line of capitals.
fn names(text: &str) -> Vec<String> {
    let lexicon = Lexicon::english();
    let document = parse(Arc::new(SourceFile::new("draft.md", text)), Format::of("draft.md").expect("known"), &lexicon);
    let show = |name: &ProperName| {
        let kind = match name.kind {
            ProperKind::Person => "P:",
            ProperKind::Titled => "T:",
            ProperKind::Other if name.styled => "~",
            ProperKind::Other => "",
        };
        format!("{kind}{}", document.text(name.span))
    };
    find(&document, &lexicon).iter().map(show).collect()
}

#[test]
fn a_run_of_capitals_is_a_name() {
    let table: &[(&str, &[&str])] = &[
        ("Foreign Minister Marko Djuric met Bishop Vroom’s aide.", &["P:Marko Djuric", "T:Vroom"]),
        ("Yesterday Yara Santos, who is 29, left. Santos laughs.", &["P:Yara Santos", "Santos"]),
        ("The trial of Mr. Dekker ended in Zuidveen.", &["T:Dekker", "Zuidveen"]),
        ("They called J. K. Rowling and Ludwig van Beethoven.", &["Rowling", "P:Ludwig van Beethoven"]),
        ("Mark Twain wrote it. Mark it well.", &["P:Mark Twain"]),
        ("Cleveland Clinic and Everyday Health took part.", &["Cleveland Clinic", "Everyday Health"]),
        ("It went to @Mendham, #Zuidveen and Data.gov on Friday.", &[]),
        ("He bought a Rolls-Royce in Austin.", &["Rolls-Royce", "Austin"]),
        ("# Djuric Meets Envoys In Belgrade", &["~Djuric", "~Belgrade"]),
        ("# Djuric meets envoys in Belgrade", &["Djuric", "Belgrade"]),
        ("“Yes,” Ilse Brandt said. “Harbours silt up.”", &["P:Ilse Brandt"]),
        (
            "Reed came. Tom Reed was late. Reed said so. Reed’s hat fell. Reed grows here.",
            &["Reed", "P:Tom Reed", "Reed", "Reed"],
        ),
        ("Goran Petek, 57, leads it.", &["P:Goran Petek"]),
        ("She called the lawyer. Kowalcyzk asked why.", &["Kowalcyzk"]),
        ("So did Sen. Kowalcyzk and Dr. Vroom.", &["T:Kowalcyzk", "T:Vroom"]),
    ];
    for (text, expected) in table {
        assert_eq!(&names(text), expected, "{text}");
    }
}

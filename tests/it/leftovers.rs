//! The number of a list's item that stands alone before the opening sentence of a draft: what is said of each, decided by hand.

use std::sync::{Arc, LazyLock};

use factlint::analyze::{Evidence, analyze};
use factlint::facts::FactBase;
use factlint::lexicon::Lexicon;
use factlint::parse::{Format, parse};
use factlint::settings::Settings;
use factlint::source::SourceFile;

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(Lexicon::english);

/// The words that `leftover-marker` marks, once in Markdown and once in plain text.
fn marked(draft: &str) -> [Vec<String>; 2] {
    [Format::Markdown { mdx: false }, Format::Plain].map(|format| {
        let document = parse(Arc::new(SourceFile::new("draft", draft)), format, &LEXICON);
        let evidence = Evidence::new(Arc::clone(&LEXICON), FactBase::default());
        let found = analyze(&document, &evidence, &Settings::default()).diagnostics;
        let ours = found.iter().filter(|found| found.check == "leftover-marker");
        ours.map(|found| draft[found.labels[0].span.range()].to_owned()).collect()
    })
}

#[test]
fn a_number_that_opens_a_draft_and_has_no_neighbour_is_left_over() {
    let sentence = "Lorn Ferries carried more people last year than ever before";
    let table = [
        (format!("3. {sentence}."), "3."),
        (format!("5) {sentence}."), "5)"),
        (format!("1) {sentence}."), "1)"),
        (format!("12. {sentence}. It plans a new boat.\n\nThe fares stay as they are.\n"), "12."),
        (format!("# Ferries\n\n3. {sentence}.\n\nThe fares stay as they are.\n"), "3."),
        (format!("  4) “{sentence},” said its head on Monday at the pier.”\n"), "4)"),
        // Lists, with blank lines between their items, nested, in bold, or over headings.
        (format!("1. {sentence}.\n2. The fares stay as they are for now.\n"), ""),
        (format!("3. {sentence}.\n\nThat was the third.\n\n4. The fares stay as they are.\n"), ""),
        (format!("1. {sentence}.\n\nThe fares stay as they are.\n"), ""),
        (format!("3. {sentence}.\n\n## 4. The fares\n\nThey stay as they are.\n"), ""),
        (format!("3. {sentence}:\n   - to the isles;\n   - to the mainland.\n"), ""),
        (format!("**1.** {sentence}.\n\n**2.** The fares stay as they are.\n"), ""),
        // A sentence of one number, an ordinal of German, a year, an hour, a share, money.
        ("42. That is how many bridges are closed this week.".into(), ""),
        ("16. The number of those who died rose again on Friday.".into(), ""),
        ("1. FC Lorn won the derby by three goals on Sunday.".into(), ""),
        ("3. Oktober is a holiday in Germany, and shops are closed.".into(), ""),
        ("1984. Nobody who read the novel then forgot its first sentence.".into(), ""),
        ("3.5 million people took the ferries of Lorn last year.".into(), ""),
        ("12 people took the ferry of Lorn on that Sunday.".into(), ""),
        ("(3) people is what the form said, to everybody's surprise.".into(), ""),
        // A heading, a score, a note below the text.
        ("3. Results\n\nThe boats were full on most days of the week.\n".into(), ""),
        (format!("{sentence}.\n\n1. Figures are those of the board, rounded to the next hundred.\n"), ""),
        ("3) Lorn".into(), ""),
    ];
    for (draft, expected) in table {
        let expected: Vec<String> =
            Some(expected).filter(|words| !words.is_empty()).map(Into::into).into_iter().collect();
        assert_eq!(marked(&draft), [expected.clone(), expected], "{draft}");
    }
}

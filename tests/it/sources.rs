//! Quotations held against a source document: what is said of each, counted by hand.

use std::sync::{Arc, LazyLock};

use factlint::analyze::{Evidence, analyze};
use factlint::claim::source::{Source, SourceText};
use factlint::facts::FactBase;
use factlint::lexicon::Lexicon;
use factlint::parse::{Format, parse};
use factlint::settings::Settings;
use factlint::source::{SourceFile, Sources};

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(Lexicon::english);

const SOURCE: &str = "\"We will not close the port,\" Ana Lindqvist said. \"The council voted to keep 14 of the ferries \
                      running through the winter.\" She asked for patience and for more money.\n";

/// The names of the checks that have something to say of the draft, with their messages.
fn said(draft: &str) -> Vec<String> {
    let mut files = Sources::new();
    let file = files.add(SourceFile::new("source.txt", SOURCE));
    let text = parse(files.share(file), Format::Plain, &LEXICON);
    let source = Source { text: Arc::new(SourceText::new(text, None, None, &LEXICON)), file, binding: true };
    let evidence = Evidence::new(Arc::clone(&LEXICON), FactBase::default()).with_sources(vec![source]);
    let document = parse(Arc::new(SourceFile::new("draft.md", draft)), Format::Markdown { mdx: false }, &LEXICON);
    let found = analyze(&document, &evidence, &Settings::default()).diagnostics;
    found.into_iter().map(|found| format!("{}: {}", found.check, found.message)).collect()
}

#[test]
fn a_short_quotation_is_altered_where_one_word_of_all_of_it_is() {
    let altered = |was: &str, is: &str| format!("quote-altered: source.txt has “{was}”, draft “{is}”");
    for (draft, expected) in [
        ("“We will close the port,” Ana Lindqvist said.", Some(altered("will not close", "will close"))),
        ("“We will never close the port,” Ana Lindqvist said.", Some(altered("not close", "never close"))),
        ("“The council voted to keep 40 of the ferries running,” Ana Lindqvist said.", Some(altered("14 of", "40 of"))),
        (
            "“The council voted never to keep 14 of the ferries running,” Ana Lindqvist said.",
            Some(altered("voted to", "voted never to")),
        ),
        // Word for word, in part, in other marks, with brackets and an ellipsis.
        ("“We will not close the port,” Ana Lindqvist said.", None),
        ("“[W]e will not close the port”, Ana Lindqvist said.", None),
        ("The port, Lindqvist said, will “not close”.", None),
        ("“The council voted to keep … the ferries running,” Ana Lindqvist said.", None),
        // Too few words to be anybody's.
        ("They called it “the port”. A sign read “close the door”.", None),
        // Told, not quoted.
        ("Ana Lindqvist said that they would close the port.", None),
    ] {
        assert_eq!(said(draft), expected.into_iter().collect::<Vec<_>>(), "{draft}");
    }
}

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
    said_of(&[("source.txt", SOURCE)], draft)
}

/// The same of a draft that rests on these sources.
fn said_of(sources: &[(&str, &str)], draft: &str) -> Vec<String> {
    let mut files = Sources::new();
    let sources = sources.iter().map(|&(name, text)| {
        let file = files.add(SourceFile::new(name, text));
        let text = parse(files.share(file), Format::Plain, &LEXICON);
        Source { text: Arc::new(SourceText::new(text, None, None, &LEXICON)), file, binding: true }
    });
    let sources = sources.collect();
    let evidence = Evidence::new(Arc::clone(&LEXICON), FactBase::default()).with_sources(sources);
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

#[test]
fn a_figure_that_one_of_two_sources_has_is_supported_whatever_the_other_says() {
    let police = ("police.txt", "Forty people were hurt when the tram left its rails, the police said.");
    let hospital = ("hospital.txt", "Fifty-two people were hurt when the tram left its rails, the hospital said.");
    for sources in [[police, hospital], [hospital, police]] {
        assert_eq!(said_of(&sources, "When the tram left its rails, 52 people were hurt."), [""; 0]);
        assert_eq!(said_of(&sources, "When the tram left its rails, 40 people were hurt."), [""; 0]);
        assert_eq!(said_of(&sources, "When the tram left its rails, 46 people were hurt.").len(), 1);
    }
}

#[test]
fn another_value_of_the_source_is_shown_where_it_is_of_the_same_thing() {
    let source = [(
        "port.txt",
        "The port of Lorn took in 1.1 million tonnes of grain in 2023. It has 420 workers, and its pilot boat is 14 \
         metres long. A new crane lifts 90 tonnes.",
    )];
    for (draft, expected) in [
        ("The port took in 1.2 million tonnes of grain.", "draft 1.2 million tonnes, port.txt has 1.1 million tonnes"),
        ("Grain imports came to 1.2 million tonnes.", "draft 1.2 million tonnes, port.txt has 1.1 million tonnes"),
        ("The pilot boat is 41 metres long.", "draft 41 metres, port.txt has 14 metres"),
        // Of nothing that the source has a figure for.
        ("The silo is 61 metres high.", "61 metres is not in port.txt"),
        ("The ferries of Tarn took 3.6 million tonnes.", "3.6 million tonnes is not in port.txt"),
    ] {
        assert_eq!(said_of(&source, draft), [format!("figure-not-in-source: {expected}")], "{draft}");
    }
}

#[test]
fn words_that_a_source_has_of_another_speaker_are_misattributed() {
    let source = [(
        "release.txt",
        "Lena Arden and Tom Boyle opened the line. \"We promised a ferry that runs on time,\" Arden said. \"And it will \
         run in every kind of weather,\" Boyle added. Boyle said that \"not a single day\" would be lost.",
    )];
    let given = |name: &str, other: &str| {
        vec![format!("quote-misattributed: draft gives to {name} the words of {other} in release.txt")]
    };
    for (draft, expected) in [
        (
            "Lena Arden and Tom Boyle spoke. “We promised a ferry that runs on time,” Boyle said.",
            given("Boyle", "Arden"),
        ),
        ("“And it will run in every kind of weather,” said Lena Arden.", given("Lena Arden", "Boyle")),
        ("Lena Arden and Tom Boyle spoke. “We promised a ferry that runs on time,” Arden said.", vec![]),
        ("“And it will run in every kind of weather,” said Tom Boyle.", vec![]),
        // Passed on, too few words, a surname alone, a pronoun, nobody.
        ("“We promised a ferry that runs on time,” Tom Boyle said Lena Arden had told him.", vec![]),
        ("Lena Arden promised “not a single day” of delay.", vec![]),
        ("“And it will run in every kind of weather,” said Arden.", vec![]),
        ("Lena Arden opened the line. “And it will run in every kind of weather,” she said.", vec![]),
        ("“And it will run in every kind of weather.”", vec![]),
    ] {
        assert_eq!(said_of(&source, draft), expected, "{draft}");
    }
}

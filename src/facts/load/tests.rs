//! Each mistake with the bytes of its label, counted by hand.

use proptest::prelude::*;

use super::*;
use crate::facts::{Bound, Placed, Tolerance};
use crate::source::SourceFile;

fn loaded_files(files: &[(&str, &str)]) -> (Sources, Loaded) {
    let mut sources = Sources::new();
    let ids: Vec<_> = files.iter().map(|(name, text)| sources.add(SourceFile::new(*name, *text))).collect();
    let read = |_: FileId, path: &str| match path {
        "package.json" => Ok(r#"{ "version": "2.10", "port": 8080 }"#.to_owned()),
        _ => Err("no such file".to_owned()),
    };
    let settings: Vec<_> =
        ids.iter().copied().filter(|&id| sources.get(id).name().ends_with("factlint.toml")).collect();
    let loaded = load_with(&sources, Files { all: &ids, settings: &settings }, &Lexicon::english(), &read);
    (sources, loaded)
}

fn loaded(text: &str) -> Loaded {
    loaded_files(&[("facts.toml", text)]).1
}

fn sound(text: &str) -> FactBase {
    let Loaded { facts, diagnostics } = loaded(text);
    assert_eq!(diagnostics, [], "{text}");
    facts
}

/// Text, the bytes of the primary label, and the message, of which `…` leaves out the rest.
type Mistake = (&'static str, &'static str, &'static str);

/// In each text `«` and `»` stand around what the label must cover; the text is loaded without them.
const MISTAKES: &[Mistake] = &[
    // Tables and ids.
    ("[«peson».a]\nname = \"A\"", "unknown table `peson`", "did you mean `person`?"),
    ("«name» = \"A\"", "unknown key `name`", "not known"),
    ("«fail_on» = \"error\"", "unknown key `fail_on`", "belongs in factlint.toml"),
    ("[person]\n«name» = \"A\"", "`person` wants an id", "stands under no id"),
    ("[[«person»]]\nname = \"A\"", "`person` wants an id", "no id follows"),
    ("[person.«\"Marko Djuric\"»]\nname = \"A\"", "`Marko Djuric` is no id", "not an id"),
    ("[person.a]\nname = \"A\"\n[place.«a»]\nname = \"B\"", "`person.a` and `place.a` share an id", "the id is taken"),
    (
        "[person.a]\nname = \"A\"\n[person.«a»]\nborn = 1990-01-01",
        "`person.a` is defined twice in this file",
        "defined again here",
    ),
    // Keys and types.
    ("[person.a]\nname = \"A\"\n«alos» = \"B\"", "unknown key `alos` in `person.a`", "did you mean `also`?"),
    ("[person.a]\nname = \"A\"\n«adjective» = \"B\"", "unknown key `adjective` in `person.a`", "not known"),
    ("«[person.a]»\nalso = \"B\"", "`person.a` has no `name`", "`name` is missing"),
    ("[person.a]\nname = «3»", "`name` must be a string, not an integer", "an integer"),
    ("[person.a]\nname = «[\"A\"]»", "`name` must be a string, not a list", "a list"),
    ("[person.a]\nname = «\" \"»", "`name` is empty", "nothing is written here"),
    ("[person.a]\nname = \"A\"\nalso = «[]»", "`also` is an empty list", "nothing is listed here"),
    ("[person.a]\nname = \"A\"\nalso = [\"B\", «\"\"»]", "`also` is empty", "nothing is written here"),
    (
        "[person.a]\nname = \"A\"\ntitles = [{ title = \"B\", «form» = 2024-01-01 }]",
        "unknown key `form` in `titles`",
        "did you mean `from`?",
    ),
    ("[person.a]\nname = \"A\"\ntitles = [«{ of = \"B\" }»]", "`titles` has no `title`", "`title` is missing"),
    ("[person.a]\nname = \"A\"\ntitles = [«\"B\"»]", "`titles` must be a table, not a string", "a string"),
    (
        "[person.a]\nname = \"A\"\nnever = [\"B\", «\"A\"»]",
        "`person.a` both accepts and forbids \"A\"",
        "forbidden here",
    ),
    // Dates.
    ("[person.a]\nname = \"A\"\nborn = «1992-03»", "1992-03 wants quotation marks", "TOML has no dates without a day"),
    ("[person.a]\nname = \"A\"\nborn = «2023-02-30»", "2023-02-30 is no date", "no such day"),
    (
        "[person.a]\nname = \"A\"\nborn = «\"2023-02-30\"»",
        "`born` is no date: 2023-02-30",
        "no such day, month or year",
    ),
    (
        "[person.a]\nname = \"A\"\nborn = «\"March 1992\"»",
        "`born` is no date: March 1992",
        "no such day, month or year",
    ),
    ("[person.a]\nname = \"A\"\nborn = «12:30:00»", "`born` is no date: 12:30:00", "no such day, month or year"),
    ("[person.a]\nname = \"A\"\nborn = «true»", "`born` must be a date, not a boolean", "a boolean"),
    (
        "[person.a]\nname = \"A\"\nborn = 1992-03-01\ndied = «1991»",
        "`born` 1992-03-01 lies after `died` 1991",
        "before `born`",
    ),
    (
        "[person.a]\nname = \"A\"\ntitles = [{ title = \"B\", from = \"2024-05\", until = «\"2024-04\"» }]",
        "`from` 2024-05 lies after `until` 2024-04",
        "before `from`",
    ),
    (
        "[event.a]\nname = \"A\"\nstart = 2024-11-02\nend = «2024-11-01»",
        "`start` 2024-11-02 lies after `end` 2024-11-01",
        "before `start`",
    ),
    (
        "[event.a]\nname = \"A\"\nstart = 2024-11-02\ndate = «2024-11-01»",
        "`event.a` has `date` and `start` or `end`",
        "the one day of the event",
    ),
    // References.
    (
        "[place.serbia]\nname = \"Serbia\"\npart_of = «\"Europe\"»",
        "`part_of` must be an entity, and \"Europe\" is none",
        "nothing has this id",
    ),
    (
        "[place.serbia]\nname = \"S\"\n[person.a]\nname = \"A\"\ntitles = [{ title = \"B\", of = «\"srebia\"» }]",
        "unknown id \"srebia\" in `of`",
        "did you mean `serbia`?",
    ),
    (
        "[event.novi-sad]\nname = \"S\"\n[figure.f]\nsubject = «\"novi-sda\"»\nmeasure = \"deaths\"\nvalue = 16",
        "unknown id \"novi-sda\" in `subject`",
        "did you mean `novi-sad`?",
    ),
    (
        "[figure.f]\nsubject = [\"the vote\", «\"no-such-thing\"»]\nmeasure = \"deaths\"\nvalue = 16",
        "unknown id \"no-such-thing\" in `subject`",
        "nothing has this id",
    ),
    (
        "[person.djuric]\nname = \"A\"\n[quote.q]\nspeaker = «\"djurik\"»\ntext = \"B\"",
        "unknown id \"djurik\" in `speaker`",
        "did you mean `djuric`?",
    ),
    (
        "[source.filing]\ntitle = \"A\"\n[quote.q]\nspeaker = \"B\"\ntext = \"C\"\nsource = «\"filling\"»",
        "unknown id \"filling\" in `source`",
        "did you mean `filing`?",
    ),
    // Figures.
    (
        "«[figure.f]»\nsubject = \"a\"\nmeasure = \"b\"",
        "`figure.f` has no `value` or `values` or `value_from`",
        "`value` is missing",
    ),
    (
        "[figure.f]\nsubject = \"a\"\nmeasure = \"b\"\nvalue = 1\nvalues = «[{ value = 2 }]»",
        "`figure.f` has both `value` and `values`",
        "`values`",
    ),
    (
        "[figure.f]\nsubject = \"a\"\nmeasure = \"b\"\nvalue = «\"blue\"»",
        "`value` is no quantity: \"blue\"",
        "cannot be read",
    ),
    (
        "[figure.f]\nsubject = \"a\"\nmeasure = \"b\"\nvalue = «12 people»",
        "12 people wants quotation marks",
        "words stand between straight marks",
    ),
    (
        "[figure.f]\nsubject = \"a\"\nmeasure = \"b\"\nvalue = 1\nbound = «\"maxx\"»",
        "`bound` cannot be \"maxx\"",
        "did you mean `max`?",
    ),
    (
        "[figure.f]\nsubject = \"a\"\nmeasure = \"b\"\nvalue = 1\ntolerance = «\"exakt\"»",
        "`tolerance` cannot be \"exakt\"",
        "did you mean `exact`?",
    ),
    (
        "[figure.f]\nsubject = \"a\"\nmeasure = \"b\"\nvalues = [{ value = 1, period = «\"Q5 2023\"» }]",
        "`period` is no period: \"Q5 2023\"",
        "cannot be read",
    ),
    (
        "[figure.f]\nsubject = \"a\"\nmeasure = \"b\"\nvalues = [{ value = 1, period = «\"2023\"», from = 2023-01-01 }]",
        "a value has `period` and `from` or `until`",
        "counted over this time",
    ),
    (
        "[figure.f]\nsubject = \"a\"\nmeasure = \"b\"\nvalue = 1\nprovisional = «\"yes\"»",
        "`provisional` must be true or false, not a string",
        "a string",
    ),
    (
        "[figure.f]\nsubject = \"a\"\nmeasure = \"b\"\nvalue_from = { file = «\"x.json\"», pointer = \"/a\" }",
        "cannot read x.json: no such file",
        "named here",
    ),
    (
        "[figure.f]\nsubject = \"a\"\nmeasure = \"b\"\nvalue_from = { file = \"package.json\", pointer = «\"/a\"» }",
        "package.json: has no `a`",
        "points at nothing",
    ),
    (
        "[figure.f]\nsubject = \"a\"\nmeasure = \"b\"\nvalue_from = «{ file = \"package.json\" }»",
        "`value_from` has no `pointer`",
        "`pointer` is missing",
    ),
    (
        "[figure.f]\nsubject = \"a\"\nmeasure = \"b\"\nvalue = 1\nsource = «{ by = \"x\" }»",
        "`source` has neither `title` nor `url`",
        "says not where to look",
    ),
    // Other facts.
    ("«[statement.s]»\nsubject = \"a\"", "`statement.s` has neither `accept` nor `reject`", "states nothing"),
    (
        "[statement.s]\nsubject = \"a\"\naccept = \"b\"\nreject = «\"b\"»",
        "\"b\" is both accepted and rejected",
        "rejected here",
    ),
    ("[literal.l]\nnear = \"a\"\nvalue = «true»", "`value` must be a string or a number, not a boolean", "a boolean"),
    ("«[literal.l]»\nvalue = 8080", "`literal.l` has neither `subject` nor `near`", "says not where it is meant"),
    ("«[source.s]»\nauthor = \"a\"", "`source.s` has no `title`, `url` or `file`", "says not where to look"),
    // Syntax.
    ("[person.a]\nname = «Marko»", "Marko wants quotation marks", "words stand between straight marks"),
    ("[person.a]\nname = «“Marko”»", "“Marko” wants quotation marks", "words stand between straight marks"),
    ("[person.a]\nname = «»\n", "a value is missing", "nothing is written here"),
    ("[person.a]\nname = \"A\"\n«name» = \"B\"", "`name` is set twice", "set again here"),
];

/// The check that a mistake goes by, told by how its message is worded.
fn name_of(message: &str) -> &'static str {
    let words = [
        ("unknown key", "unknown-key"),
        ("unknown table", "unknown-key"),
        (" must be an entity", "dangling-reference"),
        ("unknown id", "dangling-reference"),
        (" must be ", "wrong-type"),
        ("both accepts and forbids", "never-accepted"),
        ("conflicting definitions", "conflicting-definition"),
        ("share an id", "conflicting-definition"),
        ("is defined twice", "conflicting-definition"),
        ("are both named", "conflicting-definition"),
    ];
    words.iter().find(|(words, _)| message.contains(words)).map_or("invalid-facts", |(_, name)| name)
}

#[test]
fn each_mistake_is_reported_once_at_its_place() {
    for (marked, message, label) in MISTAKES {
        let start = marked.find('«').unwrap();
        let end = marked.find('»').unwrap() - '«'.len_utf8();
        let text = marked.replace(['«', '»'], "");
        let found = loaded(&text).diagnostics;
        assert_eq!(found.len(), 1, "{text}\n{found:#?}");
        assert_eq!(found[0].message, *message, "{text}");
        assert_eq!(
            (found[0].labels[0].span.range(), found[0].labels[0].message.as_str()),
            (start..end, *label),
            "{text}"
        );
        assert_eq!(found[0].check, name_of(message), "{message}");
    }
}

#[test]
fn places_are_bytes_of_the_whole_file_whatever_stands_before() {
    // A byte order mark is three bytes, a Windows line break two: 3 + 12 + 15 ("name = \"Đurić\"" has two letters of two bytes) + 2.
    let found = loaded("\u{feff}[person.a]\r\nname = \"Đurić\"\r\nalos = \"B\"\r\n").diagnostics;
    assert_eq!(found[0].labels[0].span.range(), 33..37);
    // After a syntax error too: the third section begins at byte 43.
    let found = loaded("[person.a]\nname = A\n[person.b]\nname = \"B\"\n[person.c]\nname = 3\n").diagnostics;
    let spans: Vec<_> = found.iter().map(|it| it.labels[0].span.range()).collect();
    assert_eq!(spans, [18..19, 60..61]);
}

#[test]
fn ten_mistakes_in_one_file_are_ten_diagnostics_in_order() {
    let text = r#"
[person.a]
nmae = "A"
born = 1992-03

[person.b]
name = ""
also = [3]

[peson.c]
name = "C"

[figure.f]
subject = "no-such-id"
measure = "deaths"
value = "blue"
bound = "top"

[quote.q]
text = 5

[event.e]
name = "E"
start = 2024-02-01
end = 2024-01-01
"#;
    let found = loaded(text).diagnostics;
    let messages: Vec<_> = found.iter().map(|it| it.message.as_str()).collect();
    let expected = [
        "`person.a` has no `name`",
        "unknown key `nmae` in `person.a`",
        "1992-03 wants quotation marks",
        "`name` is empty",
        "`also` must be a string, not an integer",
        "unknown table `peson`",
        "unknown id \"no-such-id\" in `subject`",
        "`value` is no quantity: \"blue\"",
        "`bound` cannot be \"top\"",
        "`quote.q` has no `speaker`",
        "`text` must be a string, not an integer",
        "`start` 2024-02-01 lies after `end` 2024-01-01",
    ];
    assert_eq!(messages, expected);
}

#[test]
fn a_broken_bracket_costs_its_own_entry_only() {
    let text = "[person.a]\nname = \"A\"\nalso = [\"B\", \"C\"\nshort = \"D\"\n\n[person.b]\nname = \"B\"\n\n\
                [quote.q]\nspeaker = \"a\"\ntext = \"t\"\n";
    let Loaded { facts, diagnostics } = loaded(text);
    assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
    assert_eq!(diagnostics[0].message, "no TOML: missing comma between array elements, expected `,`");
    assert_eq!(facts.entities.len(), 1, "`person.b` stays");
    assert!(facts.quotes.is_empty(), "what refers to the broken entry is left out without a word");
}

#[test]
fn every_line_with_a_syntax_error_is_reported_up_to_twenty_in_a_file() {
    let text = "[person.a]\nname = A\nborn = 1992-03\nshort = B\ndied = 2023-02-30\nalso = 1,2,3\n";
    let found = loaded(text).diagnostics;
    assert_eq!(found.len(), 5, "{found:#?}");
    let found = loaded(&(0..30).map(|id| format!("[person.p{id}]\nname = Jo\n")).collect::<String>()).diagnostics;
    assert_eq!((found.len(), found[19].notes.as_slice()), (20, &["10 more syntax errors in this file".to_owned()][..]));
}

#[test]
fn an_unreadable_header_hides_no_mistake_and_makes_none() {
    let text = "[person.a b]\nname = \"A\"\n[quote.q]\nspeaker = \"a-b\"\ntext = \"t\"\n[quote.r]\nspeaker = 3\ntext = \"t\"\n";
    let messages: Vec<_> = loaded(text).diagnostics.into_iter().map(|it| it.message).collect();
    assert_eq!(messages, ["no TOML: unclosed table, expected `]`", "`speaker` must be a string, not an integer"]);
}

#[test]
fn definitions_in_several_files_are_joined_where_they_agree() {
    let (_, Loaded { facts, diagnostics }) = loaded_files(&[
        ("a.toml", "[person.a]\nname = \"A\"\nalso = [\"B\", \"C\"]\nborn = 1990-01-01"),
        ("b.toml", "[person.a]\nname = \"A\"\nalso = [\"C\", \"B\"]\nborn = \"1990-01-01\"\nnever = \"D\""),
    ]);
    assert_eq!(diagnostics, []);
    let person = &facts.entities[0];
    assert_eq!((facts.entities.len(), person.also.len(), person.never.len()), (1, 2, 1));
}

#[test]
fn definitions_that_contradict_are_a_mistake_at_both_places() {
    let (_, Loaded { facts, diagnostics }) = loaded_files(&[
        ("a.toml", "[figure.f]\nsubject = \"the vote\"\nmeasure = \"turnout\"\nvalue = \"71%\""),
        ("b.toml", "[figure.f]\nvalue = \"72%\""),
    ]);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].message, "conflicting definitions of `figure.f`: two values of `value`");
    let labels: Vec<_> =
        diagnostics[0].labels.iter().map(|it| (it.file.index(), it.span.range(), it.message.as_str())).collect();
    assert_eq!(labels, [(2, 19..24, "here \"72%\""), (1, 60..65, "there \"71%\"")]);
    assert!(facts.figures.is_empty());
}

#[test]
fn two_entities_of_one_name_are_a_mistake_unless_told_apart() {
    let two = "[person.a]\nname = \"Jo\"\n[person.b]\nname = \"Jo\"\n";
    let found = loaded(two).diagnostics;
    assert_eq!(found.len(), 1);
    let spans: Vec<_> = found[0].labels.iter().map(|it| it.span.range()).collect();
    assert_eq!(spans, [41..45, 18..22]);
    sound(&format!("{two}distinct = \"Jo\""));
    sound("[person.a]\nname = \"Jo\"\nalso = \"J\"\n[person.b]\nname = \"Jim\"\nalso = \"J\"\n");
}

#[test]
fn words_mean_an_entity_by_id_or_by_a_form_of_its_own() {
    let facts = sound(
        "[place.serbia]\nname = \"Serbia\"\nabbreviation = \"SRB\"\n[term.voter]\nname = \"voter\"\n\
         [event.one]\nname = \"first run-off\"\nalso = \"run-off\"\n[event.two]\nname = \"second run-off\"\nalso = \"run-off\"\n\
         [figure.f]\nsubject = [\"serbia\", \"Serbia\", \"SRB\", \"Serbian\", \"cholera\", \"voters\", \"run-off\", \"1978\"]\n\
         measure = \"turnout\"\nvalue = \"71%\"\n[quote.q]\nspeaker = \"Jane Doe\"\ntext = \"t\"\n",
    );
    let phrases: Vec<_> = facts.figures[0]
        .subject
        .iter()
        .map(|it| match &it.value {
            Reference::Entity(id) => facts.entity(*id).id.as_str(),
            Reference::Phrase(words) => words.as_str(),
        })
        .collect();
    assert_eq!(phrases, ["serbia", "serbia", "serbia", "Serbian", "cholera", "voters", "run-off", "1978"]);
}

#[test]
fn a_surname_names_a_speaker_where_only_one_has_it() {
    let facts = sound(
        "[person.a]\nname = \"Ana Ruiz\"\n[person.b]\nname = \"Jo Blum\"\n[person.c]\nname = \"Max Blum\"\n\
         [quote.q]\nspeaker = \"Ruiz\"\ntext = \"t\"\n[quote.r]\nspeaker = \"Blum\"\ntext = \"t\"\n",
    );
    let speakers: Vec<_> = facts.quotes.iter().map(|it| it.speaker.value.clone()).collect();
    assert_eq!(speakers, [Reference::Entity(crate::facts::EntityId(0)), Reference::Phrase("Blum".to_owned())]);
}

#[test]
fn everything_that_a_fact_may_carry_is_read() {
    let facts = sound(
        r#"
[source.filing]
title = "Court filing"
date = 2025-03-21
file = "filing.txt"

[figure.f]
subject = "the collapse"
measure = ["deaths", "dead"]
values = [
  { value = "16 people", from = 2024-11-01, until = "2025-03", according_to = "the court" },
  { value = 15, period = "Q3 2023" },
  { value = 14, period = 2016 },
]
per = "day"
of = "valid votes"
bound = "max"
tolerance = "2%"
as_of = 2025-03-21T10:00:00Z
review_after = "2026"
provisional = true
unconfirmed = true
note = "n"
source = ["filing", "an interview", "https://example.org/a", { title = "T", locator = "p. 3", checked = 2025-10-13 }]

[literal.port]
near = "port"
value = 8080
reject = [8081, "9090"]
scope = "code"

[literal.version]
near = "version"
value_from = { file = "package.json", pointer = "/version" }
"#,
    );
    let figure = &facts.figures[0];
    let head = &figure.head;
    assert_eq!((head.key.as_str(), head.provisional, head.unconfirmed), ("figure.f", true, true));
    assert_eq!(head.as_of.unwrap().to_string(), "2025-03-21");
    let titles: Vec<_> = head.sources.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, ["Court filing", "an interview", "https://example.org/a", "T"]);
    assert_eq!(head.sources[2].url.as_deref(), Some("https://example.org/a"));
    assert_eq!(head.sources[3].checked.as_deref(), Some("2025-10-13"));
    assert_eq!((figure.values.len(), figure.bound), (3, Some(Bound::Max)));
    assert!(matches!(figure.tolerance, Tolerance::Within(_)));
    assert_eq!(figure.values[0].until.unwrap().to_string(), "2025-03");
    assert_eq!(figure.values[2].period.as_ref().unwrap().value.end.to_string(), "2016-12-31");
    let literals: Vec<_> = facts.literals.iter().map(|it| it.value.value.as_str()).collect();
    assert_eq!(literals, ["8080", "2.10"]);
    assert!(facts.literals[0].in_code && facts.literals[0].reject.len() == 2);
    assert_eq!(facts.sources[0].citation.date.as_deref(), Some("2025-03-21"));
}

#[test]
fn numbers_are_read_by_their_digits() {
    for (written, digits) in
        [("2.10", "2.10"), ("16", "16"), ("1_000", "1000"), ("+5", "5"), ("0x1F", "31"), ("71.40", "71.40")]
    {
        let text = format!("[figure.f]\nsubject = \"a\"\nmeasure = \"b\"\nvalue = {written}");
        let facts = sound(&text);
        let Placed { value, place } = &facts.figures[0].values[0].text;
        assert_eq!(value, digits, "{written}");
        assert_eq!(&text[place.span.range()], written);
    }
}

#[test]
fn tables_below_a_fact_continue_it() {
    let text = "[figure.f]\nsubject = \"a\"\nmeasure = \"b\"\n[[figure.f.values]]\nvalue = 1\nperiod = \"2023\"\n\
                [[figure.f.values]]\nvalue = 2\nperiod = \"2024\"\n[figure.f.source]\ntitle = \"T\"\n";
    let facts = sound(text);
    assert_eq!((facts.figures[0].values.len(), facts.figures[0].head.sources.len()), (2, 1));
}

#[test]
fn settings_may_stand_beside_facts_in_a_settings_file_only() {
    let text = "facts = \"a.toml\"\ndate = 2025-10-14\n[levels]\nx = \"off\"\n[person.a]\nname = \"A\"\n";
    let (_, found) = loaded_files(&[("desk/factlint.toml", text)]);
    assert_eq!((found.diagnostics.len(), found.facts.entities.len()), (0, 1));
    assert_eq!(loaded(text).diagnostics.len(), 3);
}

#[test]
fn without_a_reader_no_file_is_read() {
    let mut sources = Sources::new();
    let text = "[literal.v]\nnear = \"version\"\nvalue_from = { file = \"package.json\", pointer = \"/version\" }";
    let file = sources.add(SourceFile::new("facts.toml", text));
    let found = load(&sources, &[file], &Lexicon::english());
    assert_eq!(found.diagnostics[0].message, "cannot read package.json: no other files are read here");
}

/// Pieces of TOML, sound and broken, that random texts are made of.
const PIECES: &[&str] = &[
    "[person.a]\n",
    "[person.b]\n",
    "[[person.a]]\n",
    "[figure.f]\n",
    "[figure.f.source]\n",
    "[source.s]\n",
    "[",
    "]",
    "{",
    "}",
    "\n",
    "name = ",
    "titles = ",
    "born = ",
    "value = ",
    "values = ",
    "subject = ",
    "measure = ",
    "period = ",
    "source = ",
    "value_from = ",
    "\"A\"",
    "\"serbia\"",
    "\"\"",
    "'",
    "\"\"\"",
    "1992-03",
    "1992-03-01",
    "16",
    "2.10",
    "true",
    "[\"x\", \"y\"]",
    "\u{feff}",
    "\r\n",
    "Đ",
    "“x”",
    "{ title = \"T\", of = \"a\" }",
    "{ file = \"package.json\", pointer = \"/version\" }",
    "=",
    ".",
    ",",
    "#",
    "\\",
    " ",
    "person",
    "a-b",
    "[figure.g]\nname",
];

proptest! {
    #[test]
    fn no_text_makes_loading_panic_and_labels_lie_on_characters(pieces in prop::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = pieces.iter().map(|&piece| PIECES[piece]).collect();
        let (sources, found) = loaded_files(&[("facts.toml", &text), ("factlint.toml", &text)]);
        for label in found.diagnostics.iter().flat_map(|it| &it.labels) {
            prop_assert!(sources.get(label.file).text().get(label.span.range()).is_some());
        }
    }

    #[test]
    fn no_characters_make_loading_panic(text in "\\PC{0,60}") {
        loaded(&text);
        crate::calendar::Period::parse(&text, &Lexicon::english().calendar);
    }
}

const REFERENCE: &str = include_str!("../../../docs/facts.md");

#[test]
fn the_reference_loads_as_it_stands() {
    let blocks = REFERENCE.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let facts = sound(&blocks.collect::<Vec<_>>().concat());
    assert_eq!((facts.entities.len(), facts.figures.len(), facts.sources.len()), (5, 4, 1));
}

#[test]
fn the_reference_names_every_table_and_key() {
    let keys = entity::KINDS
        .iter()
        .flat_map(|(_, own)| own.iter())
        .chain(entity::COMMON)
        .chain(figure::KEYS)
        .chain(fact::HEAD);
    for key in keys {
        assert!(REFERENCE.contains(&format!("| `{key}`")) || REFERENCE.contains(&format!("`, `{key}`")), "{key}");
    }
    for table in TABLES {
        assert!(REFERENCE.contains(&format!("`[{table}.ID]`")), "{table}");
    }
}

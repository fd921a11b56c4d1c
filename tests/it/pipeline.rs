//! What holds for every draft and every fact file, whatever is in them: nothing panics, every place lies on characters of its
//! text, and two runs say the same.
//!
//! Drafts are made of nasty fragments, each by its number, so that a failure can be named and run again.
//! `FACTLINT_CASES` raises how many there are (300) for a long run, `FACTLINT_FIRST` is the number of the first.

use std::sync::{Arc, LazyLock};

use factlint::analyze::{Analysis, Evidence, analyze};
use factlint::calendar::PartialDate;
use factlint::check::Check;
use factlint::checks::ALL;
use factlint::diagnostic::{Confidence, Diagnostic};
use factlint::document::Document;
use factlint::facts::{self, Place, Placed};
use factlint::lexicon::Lexicon;
use factlint::mention::{self, Mentions};
use factlint::parse::{Format, parse};
use factlint::quantity::{self, Quantity};
use factlint::render::claims::Judged;
use factlint::render::{self, Look, Style};
use factlint::settings::{DateOrigin, Level, Settings};
use factlint::source::{FileId, SourceFile, Sources};
use factlint::span::Span;

use crate::properties::{Random, cases};

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(Lexicon::english);

/// A fact base with an entity of every kind and a fact of every table that is read.
const FACTS: &str = r#"
[person.djuric]
name = "Marko Djuric"
also = ["Marko Đurić", "Марко Ђурић"]
never = ["Marco Djuric"]
born = 1983-06-25
titles = [
  { title = "Foreign Minister", of = "serbia", from = 2024-05-02 },
  { title = "ambassador", of = "the United States", until = "2024" },
]

[person.nikolic]
name = "Ana-Marija Nikolić-Petrović"
short = "Nikolić-Petrović"
distinct = ["Ana Marić"]
titles = [{ title = "co-founder", of = "nis" }]

[person.beethoven]
name = "Dr. Ludwig J. van Beethoven Jr."

[person.roth]
name = "Denise Turner Roth"
titles = [{ title = "Administrator", of = "gsa" }]

[organization.nis]
name = "Naftna Industrija Srbije"
abbreviation = "NIS"
never = ["Nafta Industrija Srbije"]
descriptions = ["the oil company"]

[organization.gsa]
name = "General Services Administration"
abbreviation = "GSA"

[organization.marks]
name = "Marks & Spencer, Inc."

[place.serbia]
name = "Serbia"
adjective = "Serbian"
demonym = "Serbs"
metonyms = ["Belgrade"]

[place.dc]
name = "St. Martin’s-in-the-Fields"
part_of = "serbia"

[event.collapse]
name = "Novi Sad railway station collapse"
also = ["canopy collapse", "station collapse"]
date = 2024-11-01

[work.war]
name = "Рат и мир: роман"

[term.tokyo]
name = "東京タワー"
never = ["東京 タワー"]

[term.kubernetes]
name = "Kubernetes"
never = ["kubernetes", "K8s"]

[figure.deaths]
subject = "collapse"
measure = "deaths"
value = 16
as_of = 2025-03-21
source = { title = "Court filing", url = "https://example.org/filing", locator = "p. 3", checked = 2025-10-13 }

[figure.favorable]
subject = ["djuric", "serbia"]
measure = "favorable opinion"
value = "70.5% to 71.9%"

[figure.investment]
subject = ["serbia"]
measure = "investment"
value = "over $10 billion"
provisional = true

[figure.revenue]
subject = "nis"
measure = ["revenue", "turnover"]
values = [
  { value = "$5.4 million", period = "Q3 2023" },
  { value = "half a million euros", period = "nine months 2024" },
  { value = "9.99 dinars", period = "2016/17" },
]

[figure.fare]
subject = "gsa"
measure = "fare"
per = "day"
bound = "max"
tolerance = "2%"
values = [{ value = "5½ miles", from = 2023, until = "2024-02" }]

[date.sentenced]
subject = "nikolic"
what = ["sentenced"]
value = "2023-02"

[quote.proud]
speaker = "djuric"
text = "Serbia is very proud of its independent foreign and security policy, which has been deeply rooted in the history of our nation"

[quote.never]
speaker = "roth"
text = "We can’t keep 16 promises. We never will — not in May, “not ever”."

[statement.sanctions]
subject = "serbia"
accept = ["has not joined Western sanctions"]
reject = ["joined Western sanctions"]

[literal.port]
near = ["port"]
value = "8080"
reject = ["80"]
"#;

/// What drafts are made of here, beside the fragments that break parsers: words that checks look for, whole and cut in two.
#[rustfmt::skip]
const FRAGMENTS: &[&str] = &[
    "Marko Djuric ", "Marko Đurić", "Марко Ђурић", "Марка ", "Djuric’s ", "Marco Djuric ", "Marko Djurik ", "Marko ",
    "Đurić", "Dju", "ric", "Djuric-", "-Djuric", "Mr. Djuric ", "Foreign Minister ", "foreign minister", "former ",
    "then-", "acting ", "the ", "Serbian ", "Serbia ", "Serb", "Serbs", "Belgrade ", "Serbia's ", "of Serbia, ",
    ", the foreign minister, ", " is the foreign minister of Serbia", "Ana-Marija Nikolić-Petrović ", "Ana-",
    "Marija ", "Nikolić", "-Petrović", "Nikolić‑Petrović", "Ana Marić ", "co-founder ", "Dr. ", "Ludwig ", "J. ",
    "van Beethoven ", "Beethoven, Jr. ", "L. J. van ", "Denise Turner Roth ", "Administrator Ross ", "Administrator ",
    "Roth ", "Turner ", "Naftna Industrija Srbije ", "(NIS)", "NIS ", "N.I.S. ", "Nafta Industrija Srbije ",
    "Naftna Industria Srbije ", "General Services Administration (GSA) ", "GSA", "(the “GSA”)", "Marks & Spencer",
    "Marks and Spencer, Inc. ", "the oil company ", "St. Martin’s-in-the-Fields ", "St Martin's ",
    "Novi Sad railway station collapse ", "canopy collapse ", "station ", "collapse", "Рат и мир: роман ", "Рат",
    "東京タワー", "東京", " タワー", "Kubernetes ", "K8s ", "kubernetes", "killed 15 people ", "killed ", "15 people", "died ",
    "deaths ", "injuring 30 ", "71.4% ", "favorable opinion ", "investment of ", "$9 billion ", "revenue ",
    "rose by ", "to ", "from ", "fell 5% ", "fare ", "1,2,3", "5-1/2", "½", "1½ ", "9,99", "−", "−5", "-5 ", "+", "±",
    "~", "99999999999999999999999999999999999999", "0.00000000000000000000000000000000000001 ", "1e9", "1_000",
    "12:30 ", "007 ", "3.14.15 ", "1.", ".5 ", ",5", "1,000,00", "a hundred and ", "half a million ",
    "between 10 and ", "between ", " and ", "two-thirds of ", "one in ", "five ", "a dozen ", "dozens of ",
    "most of ", "thirty-", "twenty-one ", "million ", "bn ", "m ", "k", "trillion trillion ", "nearly a year ",
    "up to ", "more than ", "at least ", "about ", "or more ", "-odd ", "no fewer than ", "n", "%", " percent ",
    "pct ", "percentage points ", "$", "US$", "Rs.", "€", "£5", "USD ", "euros ", "cents ", "km/h ", "kg ", "°C",
    "m² ", "barrels ", "a day ", "per share ", "each ", "a barrel ", "-year-old ", "aged ", "tonnes of oil ",
    "Feb. 30 ", "Feb. ", "30, ", "Monday ", "Monday, June 31, 2024 ", "31 June ", "June ", "2024-02-30 ",
    "30/02/2024 ", "Tuesday, Nov. 1, 2024, ", "the third quarter ", "Q3 2023 ", "FY2024 ", "2016/17 ", "1990s ",
    "May ", "in May 12 ", "every Monday ", "’90s ", "2024", "29 February 2023 ", "1st ", "May 2–5, ", "Oct.",
    "noon on ", "last ", "“Serbia is very proud of its ", "independent foreign and security policy”",
    "deeply rooted in the history of the nation", "“We can keep 16 promises. ", "We never will", " — not in May",
    "[not]", "… ", "[…]", "said ", "He said: ", "she said. ", "according to ", " told reporters", "’s ", "‘", "“",
    "„", "«", "»", "“”", "\"\"", "''", "‹", "``", "” ", "’ ", "\" ", "said Marko Djuric, ", "—", "–", "-", "--",
    "...", "…", ".", ". ", "! ", "? ", ", ", "; ", ": ", "(", ")", " (", ") ", "[TK] ", "TKTK ", "XXX", "TODO: ",
    "lorem ipsum ", "[citation needed]", "??? ", "[[", "]]", "the the ", "tk ", "World Health Organization (WHO) ",
    "W.H.O. ", "(WHO", "ABC ", "A.B.C.", "a.k.a. ", "U.S. ", "U.S.-backed ", "Ph.D", "漢字。", "数字は１２３", "٣٤", "१२", "Ⅷ",
    "①", "👩‍👩‍👧", "🇷🇸", "e\u{301}", "\u{300}", "\u{200b}", "\u{200d}", "\u{202e}", "\u{2066}", "\u{202c}", "\0",
    "\u{7}", "\u{1b}[31m", "\u{ad}", "\u{feff}", "\u{2028}", "\u{a0}", "\u{2009}", "ß", "ﬁ", "İ", "ı", "ǅ", "\r\n",
    "\n", "\r\n\r\n", "\n\n", "\t", " ", "  ", "a", "A", "I ", "word ", "Word ", "WORD ",
];

const FORMATS: [Format; 4] =
    [Format::Markdown { mdx: false }, Format::Markdown { mdx: true }, Format::Plain, Format::Html];

/// The draft of that number.
fn draft(case: usize) -> String {
    let mut random = Random::seeded(case);
    let mut draft = String::new();
    if random.below(6) == 0 {
        draft.push_str(["---\ndate: 2025-10-14\n---\n", "+++\ndate = 2024-02-30\n+++\n"][random.below(2)]);
    }
    for _ in 0..random.below(40) {
        match random.below(24) {
            0 => draft.push_str(crate::properties::FRAGMENTS[random.below(crate::properties::FRAGMENTS.len())]),
            1 => {
                // A fragment cut in two, at a character.
                let whole = FRAGMENTS[random.below(FRAGMENTS.len())];
                let at = whole.char_indices().map(|(at, _)| at).nth(random.below(8)).unwrap_or(whole.len());
                draft.push_str(if random.below(2) == 0 { &whole[..at] } else { &whole[at..] });
            }
            2 if random.below(200) == 0 => draft.push_str(&FRAGMENTS[random.below(FRAGMENTS.len())].repeat(400)),
            _ => draft.push_str(FRAGMENTS[random.below(FRAGMENTS.len())]),
        }
    }
    draft
}

/// Facts from `toml`, and the sources that they and a draft stand in.
fn facts(toml: &str) -> (Sources, facts::Loaded) {
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("facts.toml", toml));
    let loaded = facts::load(&sources, &[file], &LEXICON);
    (sources, loaded)
}

/// Every check on, everything unsure shown, a date given.
fn settings() -> Settings {
    let place = Place { file: FileId::DRAFT, span: Span::default() };
    let level = |check: &&Check| {
        let value = check.default.max(Level::Note);
        (check.name.to_owned(), Placed { value, place })
    };
    Settings {
        levels: ALL.iter().map(level).collect(),
        min_confidence: Confidence::Low,
        date: PartialDate::parse("2025-10-14").map(|date| (date, DateOrigin::CommandLine)),
        ..Settings::default()
    }
}

/// Facts, settings and styles for any number of drafts.
struct Desk {
    sources: Sources,
    evidence: Evidence,
    settings: Settings,
    styles: Vec<Style>,
}

impl Desk {
    fn new() -> Self {
        let (sources, loaded) = facts(FACTS);
        assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
        let format = |format| Style { format, notes: true, quiet: false };
        let human = render::Format::Human(Box::new(Look::new(true, false, true)));
        Self {
            sources,
            evidence: Evidence::new(Arc::clone(&LEXICON), loaded.facts),
            settings: settings(),
            styles: [
                human,
                render::Format::Short,
                render::Format::Json,
                render::Format::Sarif(Arc::new([])),
                render::Format::Github,
                render::Format::Gitlab,
                render::Format::Junit,
                render::Format::Checkstyle,
                render::Format::Html(Box::new(render::page::Layout::new(None).expect("a template"))),
            ]
            .map(format)
            .into(),
        }
    }

    /// Judges the draft in a format and holds what comes out against what must be true.
    fn check(&self, text: &str, format: Format) {
        let source = Arc::new(SourceFile::new("draft", text));
        let sources = self.sources.with_draft(Arc::clone(&source));
        let document = parse(source, format, &LEXICON);
        let Evidence { facts, index, lexicon, .. } = &self.evidence;
        hold_mentions(&document, &mention::find(&document, facts, &index.names, lexicon));
        let analysis = analyze(&document, &self.evidence, &self.settings);
        hold_judgements(&document, &sources, &analysis);
        hold_diagnostics(&sources, &analysis.diagnostics);
        let again = analyze(&document, &self.evidence, &self.settings);
        assert_eq!(analysis.judgements, again.judgements);
        assert_eq!(analysis.diagnostics, again.diagnostics);
        let judged = Judged { sources: &sources, document: &document, facts, held: &self.evidence.sources };
        for style in &self.styles {
            style.render_draft(judged, &analysis);
        }
    }
}

/// Whether the span is a slice of the text.
fn lies_in(text: &str, span: Span) -> bool {
    text.get(span.range()).is_some()
}

fn hold_mentions(document: &Document, mentions: &Mentions) {
    let prose = document.prose.as_str();
    let holds = |span: Span, what: &dyn std::fmt::Debug| {
        assert!(lies_in(prose, span) && !span.is_empty(), "{what:?}");
    };
    for name in &mentions.names {
        holds(name.span, name);
    }
    for miss in &mentions.near_misses {
        holds(miss.span, miss);
    }
    for quantity in &mentions.quantities {
        holds(quantity.span, quantity);
        hold_quantity(prose, quantity);
    }
    for date in &mentions.dates {
        holds(date.span, date);
        assert!(date.weekday.is_none_or(|(day, span)| (1..=7).contains(&day) && date.span.contains(span)), "{date:?}");
    }
    for title in &mentions.titles {
        holds(title.span, title);
        holds(title.name, title);
        title.of.iter().chain(&title.scope).for_each(|&(span, _)| holds(span, title));
    }
    for quotation in &mentions.quotations {
        assert!(lies_in(prose, quotation.inner) && quotation.span.contains(quotation.inner), "{quotation:?}");
        holds(quotation.span, quotation);
        quotation.speaker.iter().for_each(|speaker| holds(speaker.span, quotation));
    }
    for abbreviation in &mentions.abbreviations {
        holds(abbreviation.span, abbreviation);
        abbreviation.introduces.iter().for_each(|&long| holds(long, abbreviation));
    }
    let in_order = |spans: &mut dyn Iterator<Item = Span>| spans.map(Span::start).is_sorted();
    assert!(in_order(&mut mentions.names.iter().map(|it| it.span)), "{:?}", mentions.names);
    assert!(in_order(&mut mentions.near_misses.iter().map(|it| it.span)), "{:?}", mentions.near_misses);
    assert!(in_order(&mut mentions.quantities.iter().map(|it| it.span)), "{:?}", mentions.quantities);
    assert!(in_order(&mut mentions.dates.iter().map(|it| it.span)), "{:?}", mentions.dates);
    assert!(in_order(&mut mentions.titles.iter().map(|it| it.span)), "{:?}", mentions.titles);
    assert!(in_order(&mut mentions.quotations.iter().map(|it| it.span)), "{:?}", mentions.quotations);
    assert!(in_order(&mut mentions.abbreviations.iter().map(|it| it.span)), "{:?}", mentions.abbreviations);
}

fn hold_quantity(text: &str, quantity: &Quantity) {
    assert!(lies_in(text, quantity.span) && lies_in(text, quantity.number_span), "{quantity:?}");
    assert!(quantity.span.contains(quantity.number_span), "{quantity:?}");
}

fn hold_judgements(document: &Document, sources: &Sources, analysis: &Analysis) {
    for judgement in &analysis.judgements {
        assert!(lies_in(&document.prose, judgement.span), "{judgement:?}");
        for (span, _) in &judgement.reading.cues {
            assert!(lies_in(&document.prose, *span), "{judgement:?}");
        }
        let Some(evidence) = &judgement.evidence else { continue };
        assert!(lies_in(sources.get(evidence.place.file).text(), evidence.place.span), "{judgement:?}");
        assert!(evidence.place.file != FileId::DRAFT, "{judgement:?}");
    }
    assert!(analysis.judgements.is_sorted_by_key(|judgement| judgement.span));
}

fn hold_diagnostics(sources: &Sources, diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        for label in &diagnostic.labels {
            assert!(lies_in(sources.get(label.file).text(), label.span), "{diagnostic:?}");
        }
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
        for edit in edits {
            assert!(lies_in(sources.get(edit.file).text(), edit.span), "{diagnostic:?}");
        }
        assert!(!diagnostic.message.is_empty(), "{diagnostic:?}");
    }
    assert!(diagnostics.is_sorted_by(|a, b| a.order() <= b.order()));
}

fn first() -> usize {
    std::env::var("FACTLINT_FIRST").ok().and_then(|first| first.parse().ok()).unwrap_or(0)
}

/// Runs `hold` for every case; names the one that fails.
fn for_each_case(describe: impl Fn(usize) -> String, hold: impl Fn(usize) + std::panic::RefUnwindSafe) {
    for case in first()..first() + cases() {
        let held = std::panic::catch_unwind(|| hold(case));
        assert!(held.is_ok(), "case {case}: {:?}", describe(case));
    }
}

#[test]
fn places_are_true_and_runs_alike_through_the_whole_pipeline() {
    let desk = Desk::new();
    let desk = std::panic::AssertUnwindSafe(&desk);
    for_each_case(draft, |case| {
        let text = draft(case);
        FORMATS.into_iter().for_each(|format| desk.check(&text, format));
    });
}

#[test]
fn values_of_facts_are_read_without_panic() {
    for_each_case(draft, |case| {
        let text = draft(case);
        for value in text.split(['\n', '.']).chain([text.as_str()]) {
            if let Some(quantity) = quantity::parse_value(value, &LEXICON) {
                hold_quantity(value, &quantity);
            }
        }
    });
}

/// What fact files are made of, beside lines of a sound one.
#[rustfmt::skip]
const TOML: &[&str] = &[
    "[person.djuric]\n", "[person.\"a b\"]\n", "[person.ć]\n", "[person]\n", "[[person.x]]\n", "[figure.a]\n",
    "[nosuch.a]\n", "[quote.q]\n", "[date.d]\n", "[statement.s]\n", "[literal.l]\n", "[source.s]\n",
    "[place.serbia]\n", "[", "]", "[a.b.c.d]\n", "name = \"\"\n", "name = \"  \"\n", "name = 5\n",
    "name = \"a\\u0000b\"\n", "name = \"\"\"\nĐ\n\"\"\"\n", "name = '\u{202e}'\n", "name = \"-\"\n", "name = \".\"\n",
    "name = \"Jr.\"\n", "name = \"漢字\"\n", "name = \"'s\"\n", "name = \"’\"\n", "name = \"A\"\n",
    "name = \"e\u{301}\"\n", "name = \"\u{301}\"\n", "name = \"a a a a a a\"\n", "name\n", "nmae = \"x\"\n",
    "also = \"x\"\n", "also = [\"x\", 1, [2]]\n", "also = []\n", "never = [\"Marko Djuric\"]\n", "never = [\"\"]\n",
    "abbreviation = \"&\"\n", "titles = [{ title = \"x\", from = 2025, until = 2024 }]\n",
    "titles = [{ title = \"\" }]\n", "titles = { title = \"x\" }\n",
    "titles = [{ title = \"Mayor\", of = \"nowhere-1\" }]\n", "part_of = \"djuric\"\n", "part_of = \"serbia\"\n",
    "born = 1992-03\n", "born = 1992-03-40\n", "born = 1992-02-30\n", "born = \"1992-02-30\"\n",
    "born = 0000-01-01\n", "died = 1001-01-01T00:00:00Z\n", "date = 12:30:00\n", "start = 2025\n",
    "end = \"99999\"\n", "founded = -5\n", "value = 16\n", "value = \"\"\n", "value = 1e400\n", "value = inf\n",
    "value = nan\n", "value = 0x1F\n", "value = 2.10\n", "value = 99999999999999999999\n",
    "value = 9223372036854775807\n", "value = \"½\"\n", "value = \"1/0\"\n", "value = true\n",
    "value = \"99999999999999999999999999999 trillion\"\n", "value = \"between 10 and\"\n", "value = \"5 to 3\"\n",
    "value = \"-0\"\n", "values = []\n", "values = [{}]\n", "values = [{ value = 1, period = \"Q9 2023\" }, 5]\n",
    "values = [{ value = \"5\", period = \"2023\", from = 2024 }]\n", "value_from = { file = \"a\" }\n",
    "value_from = 1\n", "value_from = { file = \"a.json\", pointer = \"/~2\" }\n", "measure = \"deaths\"\n",
    "measure = []\n", "measure = \"\"\n", "subject = \"serbia\"\n", "subject = [\"serbia\", \"\"]\n",
    "subject = \"no-such\"\n", "per = \"\"\n", "of = \"GDP\"\n", "bound = \"mx\"\n", "tolerance = \"x\"\n",
    "tolerance = \"100000%\"\n", "speaker = \"djuric\"\n", "speaker = \"\"\n", "text = \"Serbia is very proud\"\n",
    "text = \"\"\n", "text = \"…\"\n", "what = [\"sentenced\"]\n", "accept = [\"joined\"]\n", "reject = \"joined\"\n",
    "near = [\"port\"]\n", "scope = \"code\"\n", "source = \"s\"\n", "source = [{}, \"s\"]\n",
    "source = { title = 1, url = \"\\u001b[31m\" }\n", "as_of = 2025-03-21\n", "review_after = \"x\"\n",
    "provisional = 1\n", "# comment\n", "\n", "\r\n", "\r", "\0", "\u{feff}", "=", "\"", "\"\"\"", "'''", "{", "}",
    ",", "\\", "a.b = 1\n", "a = { b = { c = [[[[]]]] } }\n", "ć = 1\n", "\"\" = 1\n", "extends = [\"x\"]\n",
    "date = 2025-10-14\n", "\t", "\u{1b}",
];

/// The fact file of that number.
fn fact_file(case: usize) -> String {
    let mut random = Random::seeded(case);
    let sound: Vec<&str> = FACTS.split_inclusive('\n').collect();
    let mut text = String::new();
    for _ in 0..random.below(30) {
        match random.below(3) {
            0 => {
                let from = random.below(sound.len());
                text.extend(sound[from..].iter().take(1 + random.below(6)).copied());
            }
            _ => text.push_str(TOML[random.below(TOML.len())]),
        }
    }
    text
}

#[test]
fn any_fact_file_is_read_with_its_mistakes_in_their_places() {
    let draft =
        "Marko Djuric of Serbia said: “Serbia is very proud.” 15 people died; port 80, Q3 revenue of $5 million.";
    let settings = settings();
    for_each_case(fact_file, |case| {
        let text = fact_file(case);
        let (sources, loaded) = facts(&text);
        hold_diagnostics(&sources, &loaded.diagnostics);
        assert_eq!(loaded.diagnostics, facts(&text).1.diagnostics);
        let source = Arc::new(SourceFile::new("draft", draft));
        let sources = sources.with_draft(Arc::clone(&source));
        let document = parse(source, Format::Plain, &LEXICON);
        let evidence = Evidence::new(Arc::clone(&LEXICON), loaded.facts);
        let analysis = analyze(&document, &evidence, &settings);
        hold_judgements(&document, &sources, &analysis);
        hold_diagnostics(&sources, &analysis.diagnostics);
    });
}

/// Each of these once took time that grew with the square of its length.
#[test]
fn one_thing_over_and_over_is_judged_in_little_time() {
    let desk = Desk::new();
    for text in [
        "{{ a }} ".repeat(40_000),
        format!("{}{}", "word ".repeat(20_000), "(CQ) ".repeat(10_000)),
        format!("Marko Djuric came. {}", "Marcko Djurik. ".repeat(4_000)),
        format!("Stop.{}", "\"".repeat(100_000)),
        "killed 15 people ".repeat(500),
        "It rose to 5% from ".repeat(1_000),
    ] {
        desk.check(&text, Format::Markdown { mdx: false });
    }
}

//! Sentences about one small world of facts, and what is said of each: half of them are traps, in which a near date, length, person,
//! quotation or number is not the fact's.

use std::sync::{Arc, LazyLock};

use factlint::analyze::{Evidence, analyze};
use factlint::calendar::PartialDate;
use factlint::diagnostic::Severity;
use factlint::facts;
use factlint::lexicon::Lexicon;
use factlint::parse::{Format, parse};
use factlint::settings::{DateOrigin, Settings};
use factlint::source::{SourceFile, Sources};

/// Thursday, 12 June 2025.
const TODAY: &str = "2025-06-12";

const FACTS: &str = r#"
[place.halden]
name = "Halden"

[place.norland]
name = "Norland"
adjective = "Norlandic"

[organization.ferry]
name = "Halden Ferry Company"
descriptions = ["the ferry company", "the company"]
founded = "1911"

[work.aurora]
name = "Aurora"

[person.voss]
name = "Carla Voss"
born = 1970-03-15
titles = [{ title = "chief executive", of = "ferry", from = 2019-04-01 }]

[person.brandt]
name = "Emil Brandt"
born = 1948-11-02
died = 2025-06-01
titles = [{ title = "chief executive", of = "ferry", from = "1990", until = 2019-03-31 }]

[person.quist]
name = "Nadia Quist"
born = 1981-08-20
titles = [{ title = "Transport Minister", of = "norland", from = 2024-02-05 }]

[person.moll]
name = "Peter Moll"
titles = [{ title = "Transport Minister", of = "norland", from = 2021-01-10, until = 2024-02-04 }]

[person.okafor]
name = "Daniel Okafor"
titles = [{ title = "mayor", of = "halden", from = "2023-06" }]

[person.lindt]
name = "Sara Lindt"
born = "1990"

[event.strike]
name = "ferry strike"
also = ["strike"]
start = 2025-05-19

[event.regatta]
name = "Halden Regatta"
also = ["regatta"]
start = 2025-06-05
end = 2025-06-08

[event.sinking]
name = "sinking of the Aurora"
also = ["Aurora sinking", "sinking"]
date = 2024-12-03

[date.moll-arrest]
subject = "moll"
what = ["arrested", "arrest"]
value = 2025-01-14

[date.moll-release]
subject = "moll"
what = ["released", "release"]
value = 2025-03-21

[date.lindt-arrest]
subject = "lindt"
what = ["arrested", "arrest"]
value = 2025-02-20

[date.salvage]
subject = "aurora"
what = ["raised", "salvaged"]
value = 2025-04-08

[quote.voss-weather]
speaker = "voss"
text = "We will not sail a ship that we would not board ourselves. The weather does not negotiate, and neither do I."

[quote.quist-sleep]
speaker = "quist"
text = "Nobody in this ministry has slept through a night since December."

[statement.licence]
subject = "ferry"
accept = ["has kept its licence"]
reject = ["lost its licence", "forfeited its licence"]

[statement.insured]
subject = "aurora"
accept = ["was insured", "was fully insured"]
reject = ["was uninsured", "was not insured"]

[literal.hotline]
near = ["hotline", "call"]
value = "0800 555 0177"

[literal.ordinance]
near = ["Ordinance No."]
value = "4417"

[literal.docket]
near = ["docket", "case number"]
value = "NL-2025-0412"

[literal.port]
near = ["port"]
subject = "ferry"
value = "7412"
"#;

static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| {
    let lexicon = Lexicon::english();
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new("facts.toml", FACTS));
    let loaded = facts::load::load(&sources, &[file], &lexicon);
    assert_eq!(loaded.diagnostics, [], "the facts are valid");
    Evidence::new(lexicon, loaded.facts)
});

/// "words check" of every warning and error.
fn said(text: &str) -> Vec<String> {
    let source = Arc::new(SourceFile::new("draft.md", text));
    let document = parse(source, Format::Markdown { mdx: false }, &EVIDENCE.lexicon);
    let date = PartialDate::parse(TODAY).map(|date| (date, DateOrigin::CommandLine));
    let analysis = analyze(&document, &EVIDENCE, &Settings { date, ..Settings::default() });
    let loud = analysis.diagnostics.iter().filter(|diagnostic| diagnostic.severity >= Severity::Warning);
    let words = |diagnostic: &factlint::diagnostic::Diagnostic| {
        diagnostic.labels.first().map_or("", |label| &text[label.span.range()]).to_owned()
    };
    loud.map(|diagnostic| format!("{} {}", words(diagnostic), diagnostic.check)).collect()
}

/// Each sentence with the one finding in it; an empty one where there is none.
fn expect(table: &[(&str, &str)]) {
    let wrong = table.iter().filter_map(|(text, expected)| {
        let found = said(text);
        let expected: Vec<String> = Some((*expected).to_owned()).filter(|said| !said.is_empty()).into_iter().collect();
        (found != expected).then(|| format!("{text}\n   expected {expected:?}, said {found:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}

#[test]
fn dates_of_events_and_of_dated_facts() {
    // The regatta was from Thursday, 5 June, to Sunday, 8 June; the sinking on Tuesday, 3 December 2024.
    expect(&[
        ("The Halden Regatta began on June 6.", "June 6 date-mismatch"),
        ("The Halden Regatta began on June 5.", ""),
        ("The Halden Regatta ended on Saturday.", "Saturday weekday-mismatch"),
        ("The Halden Regatta ended on Sunday.", ""),
        ("On May 20, the ferry strike began.", "May 20 date-mismatch"),
        ("On May 19, the ferry strike began.", ""),
        ("The ferry strike, which started on 29 May, goes on.", "29 May date-mismatch"),
        ("The ferry strike, which started on 19 May, goes on.", ""),
        ("He wrote of the sinking of the Aurora of Dec. 13, 2024, in his book.", "Dec. 13, 2024 date-mismatch"),
        ("He wrote of the sinking of the Aurora of Dec. 3, 2024, in his book.", ""),
        ("The sinking of the Aurora in December 2023 shook the country.", "December 2023 date-mismatch"),
        ("The sinking of the Aurora in December 2024 shook the country.", ""),
        ("The Aurora was raised on 18 April.", "18 April date-mismatch"),
        ("The Aurora was raised on 8 April.", ""),
        ("Peter Moll was arrested on Jan. 4, 2025.", "Jan. 4, 2025 date-mismatch"),
        ("Peter Moll was arrested on Jan. 14, 2025.", ""),
        ("Sara Lindt was arrested on Feb. 2, 2025.", "Feb. 2, 2025 date-mismatch"),
        ("Sara Lindt was arrested on Feb. 20, 2025.", ""),
        ("Peter Moll was arrested in January and Sara Lindt was arrested in March.", "March date-mismatch"),
        ("Peter Moll was arrested in January and Sara Lindt was arrested in February.", ""),
        ("Peter Moll was released on March 12, 2025.", "March 12, 2025 date-mismatch"),
        ("The Halden Ferry Company was founded in 1921.", "1921 date-mismatch"),
        ("The Halden Ferry Company, founded in 1911, has nine ships.", ""),
        ("Emil Brandt died on May 31.", "May 31 date-mismatch"),
        ("Emil Brandt died on June 1.", ""),
        ("Carla Voss was born on March 15, 1971.", "March 15, 1971 date-mismatch"),
        // Traps: the date is of something else.
        ("The Halden Regatta was praised on June 9.", ""),
        ("Sailors who won the Halden Regatta were honoured on June 10.", ""),
        ("A regatta in 2019 drew fewer boats.", ""),
        ("The last regatta was on June 9, 2024.", ""),
        ("The ferry strike was discussed on June 3.", ""),
        ("The ferry strike could end on June 20.", ""),
        ("The ferry strike has not ended, as some said on June 10.", ""),
        ("Peter Moll was questioned on Jan. 13, 2025.", ""),
        ("Peter Moll’s brother was arrested on Jan. 2, 2025.", ""),
        ("Peter Moll said that three men were arrested on Jan. 2, 2025.", ""),
        ("The Aurora was built in 1988 and raised her first flag in Halden.", ""),
        ("The Aurora had been due to be raised on 1 April.", ""),
        ("Was the Aurora raised on 1 April?", ""),
        ("The Halden Ferry Company founded a school in 1950.", ""),
        ("The Halden Ferry Company’s pension fund was founded in 1950.", ""),
        ("A novel about Emil Brandt died a quiet death in 1999.", ""),
        ("The sinking of the Rheingold in May 1958 was worse.", ""),
        ("Two of the crew died on Dec. 9, 2024.", ""),
    ]);
}

#[test]
fn offices_begin_and_end() {
    expect(&[
        ("Carla Voss, the company’s chief executive since 2018, smiled.", "2018 date-mismatch"),
        ("Carla Voss, the company’s chief executive since 2019, smiled.", ""),
        (
            "Carla Voss, chief executive of the Halden Ferry Company since April 2020, smiled.",
            "April 2020 date-mismatch",
        ),
        ("Nadia Quist, who has been transport minister since 2023, smiled.", "2023 date-mismatch"),
        ("Nadia Quist, who has been transport minister since February 2024, smiled.", ""),
        ("Emil Brandt, who led the Halden Ferry Company from 1990 to 2009, died on June 1.", "2009 date-mismatch"),
        ("Emil Brandt, who led the Halden Ferry Company from 1990 to 2019, died on June 1.", ""),
        ("He spoke at the Halden Ferry Company, which Emil Brandt ran until 2019.", ""),
        ("Peter Moll was transport minister until 2022.", "2022 date-mismatch"),
        ("Peter Moll was transport minister until 2024.", ""),
        ("Daniel Okafor became mayor of Halden in June 2022.", "June 2022 date-mismatch"),
        ("Daniel Okafor became mayor of Halden in June 2023.", ""),
        // Traps.
        ("Carla Voss, a member of the yacht club since 2005, smiled.", ""),
        ("Carla Voss has lived in Halden since 2005.", ""),
        ("Nadia Quist has been a member of parliament since 2013.", ""),
        ("Nadia Quist, who was deputy transport minister until 2023, smiled.", ""),
        ("Carla Voss, chief executive, has smiled since 2005.", ""),
        ("Daniel Okafor became deputy mayor of Halden in 2019.", ""),
    ]);
}

#[test]
fn lengths_of_time() {
    // The strike is in its 25th day; from 3 December to 8 April are 126 days; from 14 January to 21 March, 66; the regatta took four days.
    expect(&[
        ("The ferry strike has lasted for more than five weeks.", "more than five weeks duration-mismatch"),
        ("The ferry strike has lasted for more than three weeks.", ""),
        ("The ferry strike has gone on for 14 days.", "14 days duration-mismatch"),
        ("The ferry strike has gone on for 24 days.", ""),
        ("The Halden Regatta lasted six days.", "six days duration-mismatch"),
        ("The Halden Regatta lasted four days.", ""),
        ("The Halden Regatta opened in rain and lasted six days.", "six days duration-mismatch"),
        ("The Aurora was raised 162 days after the sinking.", "162 days duration-mismatch"),
        ("The Aurora was raised 126 days after the sinking.", ""),
        ("The Aurora was raised eight months after the sinking.", "eight months duration-mismatch"),
        ("The Aurora was raised four months after the sinking.", ""),
        ("Four months after the sinking, the Aurora was raised.", ""),
        ("Six months after the sinking, the Aurora was raised.", "Six months duration-mismatch"),
        ("Peter Moll was released 96 days after his arrest.", "96 days duration-mismatch"),
        ("Peter Moll was released 66 days after his arrest.", ""),
        ("Peter Moll was arrested six weeks after the sinking of the Aurora.", ""),
        ("Peter Moll was arrested six months after the sinking of the Aurora.", "six months duration-mismatch"),
        ("Peter Moll was arrested on Jan. 14, 2025. He was released two weeks later.", "two weeks duration-mismatch"),
        ("Peter Moll was arrested on Jan. 14, 2025. He was released nine weeks later.", ""),
        ("Carla Voss has led the Halden Ferry Company for six years.", ""),
        ("Carla Voss has led the Halden Ferry Company for nine years.", "nine years duration-mismatch"),
        ("Nadia Quist has been in office for three years.", "three years duration-mismatch"),
        ("Nadia Quist has been in office for more than a year.", ""),
        ("Emil Brandt led the Halden Ferry Company for almost 30 years.", ""),
        ("Emil Brandt led the Halden Ferry Company for almost 20 years.", "almost 20 years duration-mismatch"),
        ("The sinking of the Aurora happened six months ago.", ""),
        ("The sinking of the Aurora happened two years ago.", "two years duration-mismatch"),
        // Traps.
        ("Peter Moll was arrested two days after a meeting in Halden.", ""),
        ("The Aurora was raised two days after a storm.", ""),
        ("Two days after the sinking, divers found nothing.", ""),
        ("Survivors of the sinking waited for nine hours.", ""),
        ("The ferry strike could last for three months.", ""),
        ("The ferry strike has cost $3 million in 14 days.", ""),
        ("The longest strike in the history of Norland lasted 90 days.", ""),
        ("Carla Voss has sailed for 30 years.", ""),
        ("Carla Voss worked for the Halden Ferry Company for nine years before she led it.", ""),
        ("Nadia Quist has not slept for three nights.", ""),
        ("The court sat for four days before Peter Moll was released.", ""),
        ("Peter Moll was released on bail for six months.", ""),
        ("Talks began on June 2, 2025. Peter Moll was not there. Two days later they failed.", ""),
    ]);
}

#[test]
fn ages_now_and_then() {
    // Voss turned 55 in March, Quist is 43, Brandt died at 76; Lindt is 34 or 35. In 2019 Voss was 48 or 49.
    expect(&[
        ("Carla Voss, 45, smiled.", "45 age-mismatch"),
        ("Carla Voss, 55, smiled.", ""),
        ("Carla Voss, 65, who took over in 2019, smiled.", "65 age-mismatch"),
        ("Carla Voss, 55, who took over in 2019, smiled.", ""),
        ("The job went to Carla Voss, 49, in April 2019.", ""),
        ("Nadia Quist, who is 44, smiled.", "44 age-mismatch"),
        ("Nadia Quist, who is 43, smiled.", ""),
        ("Nadia Quist is a politician. She is 53.", "53 age-mismatch"),
        ("Nadia Quist is a politician. She is 43.", ""),
        ("Emil Brandt died on June 1 at the age of 67.", "67 age-mismatch"),
        ("Emil Brandt died on June 1 at the age of 76.", ""),
        ("Mr. Brandt met Ms. Voss in 1990. Mr. Brandt loved ships. He died on June 1, aged 86.", "86 age-mismatch"),
        ("Sara Lindt, a 29-year-old pilot, smiled.", "29-year-old age-mismatch"),
        ("Sara Lindt, a 35-year-old pilot, smiled.", ""),
        ("The company changed hands in April 2019. Carla Voss, then 59, moved in.", "59 age-mismatch"),
        ("The company changed hands in April 2019. Carla Voss, then 49, moved in.", ""),
        ("Carla Voss, who turned 65 in March, smiled.", "65 age-mismatch"),
        ("Carla Voss, who turned 55 in March, smiled.", ""),
        ("Nadia Quist turns 54 in August.", "54 age-mismatch"),
        ("Emil Brandt (1948–2015) ran the company.", "2015 date-mismatch"),
        ("Emil Brandt (1948–2025) ran the company.", ""),
        // Traps.
        ("Emil Brandt (1990–2019) and Carla Voss ran the company.", ""),
        ("Carla Voss turned 20 tons of steel into a ship.", ""),
        ("Carla Voss, then 25, went to sea.", ""),
        ("Carla Voss’s son, 12, smiled.", ""),
        ("Carla Voss has two sons, 12 and 14.", ""),
        ("Carla Voss was 19 when she went to sea.", ""),
        ("Nadia Quist came 12th, ahead of 11 others.", ""),
        ("Emil Brandt worked until he was 70.", ""),
        ("The 61-year-old Aurora belonged to Carla Voss.", ""),
        ("Nadia Quist turns 44 in August.", ""),
        ("She is 61, a friend of Nadia Quist.", ""),
    ]);
}

#[test]
fn offices_and_who_holds_them() {
    expect(&[
        ("Norland’s transport minister, Greta Holm, resigned.", "Greta Holm office-holder"),
        ("Norland’s transport minister, Nadia Quist, resigned.", ""),
        ("The Norlandic transport minister, Carla Voss, resigned.", "Carla Voss office-holder"),
        ("Norlandic Transport Minister Peter Moll resigned on Monday.", "Norlandic Transport Minister title-mismatch"),
        (
            "Carla Voss, chief operating officer of the Halden Ferry Company, smiled.",
            "chief operating officer title-mismatch",
        ),
        ("Carla Voss, CEO of the Halden Ferry Company, smiled.", ""),
        ("Sara Lindt, chief executive of the Halden Ferry Company, smiled.", "Sara Lindt office-holder"),
        ("Halden’s mayor, Anna Berg, opened the regatta.", "Anna Berg office-holder"),
        ("Halden’s mayor, Daniel Okafor, opened the regatta.", ""),
        ("Prime Minister Nadia Quist resigned.", "Prime Minister title-mismatch"),
        ("Norland’s finance minister, Nadia Quist, resigned.", "finance minister title-mismatch"),
        // Traps.
        ("Former transport minister Peter Moll was freed.", ""),
        ("Norland’s then-transport minister, Peter Moll, was asked.", ""),
        ("In 2022, Norland’s transport minister, Peter Moll, was asked.", ""),
        ("Norland’s acting transport minister, Greta Holm, was asked.", ""),
        ("Norland’s deputy transport minister, Greta Holm, was asked.", ""),
        ("Norland’s next transport minister, Greta Holm, was asked.", ""),
        ("A spokesman for Norland’s transport minister, Erik Dahl, was asked.", ""),
        ("The husband of Norland’s transport minister, Erik Quist, was asked.", ""),
        ("Denmark’s transport minister, Greta Holm, came too.", ""),
        ("Mayor Anna Berg of Sandvik came too.", ""),
        ("Anna Berg, a chief executive, smiled.", ""),
        ("Carla Voss, a captain, smiled.", ""),
        ("Greta Holm wants to be transport minister of Norland.", ""),
        ("Greta Holm, who could become mayor of Halden, smiled.", ""),
        ("Nadia Quist’s predecessor, Peter Moll, was freed.", ""),
        ("Minister Quist smiled.", ""),
    ]);
}

#[test]
fn quotations_statements_and_literals() {
    expect(&[
        ("“The weather does not negotiate, and neither do we,” Carla Voss said.", "we quote-altered"),
        ("“The weather does not negotiate, and neither do I,” Carla Voss said.", ""),
        ("“The weather does not negotiate, and neither do I,” Nadia Quist said.", "Nadia Quist quote-misattributed"),
        (
            "According to Nadia Quist, “the weather does not negotiate, and neither do I.”",
            "Nadia Quist quote-misattributed",
        ),
        (
            "Nadia Quist put it this way: “The weather does not negotiate, and neither do I.”",
            "Nadia Quist quote-misattributed",
        ),
        ("“Nobody in this ministry has slept through a night since November,” said Quist.", "November quote-altered"),
        ("“Nobody in this ministry has slept through a night since December,” said Quist.", ""),
        ("“Nobody … has slept through a night since December,” said Quist.", ""),
        ("“We have never slept better,” said Quist.", ""),
        ("The Halden Ferry Company lost its licence in May.", "lost its licence statement-contradicted"),
        ("The Halden Ferry Company has kept its licence.", ""),
        ("The Halden Ferry Company has not lost its licence.", ""),
        ("The Halden Ferry Company could lose its licence.", ""),
        ("A rival of the Halden Ferry Company lost its licence in May.", ""),
        ("The Aurora was not insured, an inspector found.", "was not insured statement-contradicted"),
        ("The Aurora was insured, an inspector found.", ""),
        ("Nobody believes that the Aurora was not insured.", ""),
        ("Passengers can call 0800 555 0717 at any time.", "0800 555 0717 literal-mismatch"),
        ("Passengers can call 0800 555 0177 at any time.", ""),
        ("The file is kept under docket NL-2025-0421.", "NL-2025-0421 literal-mismatch"),
        ("The file may be read under docket NL-2025-0421.", "NL-2025-0421 literal-mismatch"),
        ("Ordinance No. 4471 lifts the fee.", "4471 literal-mismatch"),
        ("Ordinance No. 4417 lifts the fee.", ""),
        ("The file is kept under docket NL-2025-0412.", ""),
        ("The Halden Ferry Company’s server listens on port 7421.", "7421 literal-mismatch"),
        ("The Halden Ferry Company’s server listens on port 7412.", ""),
        ("The Halden Ferry Company’s server can listen on port 8080.", ""),
        ("Ships call at 14 towns.", ""),
    ]);
}

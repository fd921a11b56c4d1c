//! A language as data: the tables of `rules/lexicon/*.toml`, loaded once and shared.
//!
//! Nothing of a language stands in the program itself, but for word order in the modules named for it.

pub mod claims;
pub mod desk;
pub mod frames;
pub mod lazy;
pub mod numbers;
pub mod phrases;
pub mod quotations;
pub mod set;
mod sieve;
pub mod sources;
pub mod statements;
pub mod statistics;
pub mod times;
pub mod titles;
pub mod topics;
pub mod word_list;

use std::sync::Arc;

use serde::Deserialize;

pub use claims::Claims;
pub use desk::Desk;
pub use frames::Frames;
pub use lazy::Lazy;
pub use numbers::Numbers;
pub use phrases::Phrases;
pub use quotations::Quotations;
pub use set::{Map, Rows, Set};
pub use sources::Sources;
pub use statements::Statements;
pub use statistics::Statistics;
pub use times::Times;
pub use titles::Titles;
pub use topics::Topics;
pub use word_list::WordList;

/// The tables of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// BCP 47 tag.
    pub language: String,
    /// ISO 4217 code of the house's own currency, where it has named one.
    pub currency: Option<String>,
    pub sentences: Lazy<Sentences>,
    pub front_matter: Lazy<FrontMatterFields>,
    pub calendar: Lazy<Calendar>,
    pub names: Lazy<Names>,
    pub abbreviations: Lazy<Abbreviations>,
    pub leftovers: Lazy<Leftovers>,
    pub titles: Lazy<Titles>,
    pub quotations: Lazy<Quotations>,
    pub statements: Lazy<Statements>,
    pub numbers: Lazy<Numbers>,
    pub claims: Lazy<Claims>,
    pub times: Lazy<Times>,
    pub sources: Lazy<Sources>,
    pub desk: Lazy<Desk>,
    pub frames: Lazy<Frames>,
    pub topics: Lazy<Topics>,
    pub statistics: Lazy<Statistics>,
}

/// What stands before the tables.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    language: String,
}

/// Where sentences end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sentences {
    /// Abbreviations before a name or another word: the sentence goes on.
    pub never_final: Set,
    /// Abbreviations before a number ("No. 5", "Nov. 1"), else like `maybe_final`.
    pub before_number: Set,
    /// Abbreviations that may end a sentence; they do before a word of `starters`.
    pub maybe_final: Set,
    /// Words that begin sentences and are seldom part of a name, as they stand there.
    pub starters: Set,
    /// Verbs between a quotation and its speaker ("“Why?” Djuric asked").
    pub saying: Set,
    /// Words that stay small in a heading.
    pub small_in_headings: Set,
}

/// Names of the fields of a front matter, in lower case; where several are present, the first name wins.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FrontMatterFields {
    /// The title.
    pub title: Vec<String>,
    /// Other text that readers see.
    pub text: Vec<String>,
    /// The day of publication.
    pub date: Vec<String>,
    /// The language tag.
    pub language: Vec<String>,
    /// Documents that the draft rests on.
    pub sources: Vec<String>,
}

/// Months, weekdays and the words of periods.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Calendar {
    /// January to December, each with its abbreviations.
    pub months: Rows,
    /// Monday to Sunday, each with its abbreviations.
    pub weekdays: Rows,
    /// "quarter".
    pub quarter: Vec<String>,
    /// "half".
    pub half: Vec<String>,
    /// "year".
    pub year: Vec<String>,
    /// "months", "month".
    pub month: Vec<String>,
    /// The letter of "Q3".
    pub quarter_letter: char,
    /// The letter of "H1".
    pub half_letter: char,
    /// "of": what may stand before the year of a stretch.
    pub of: Vec<String>,
    /// "the": what may stand before a stretch.
    pub the: Vec<String>,
    /// "to": between the two ends of a stretch.
    pub range: Vec<String>,
    /// "to", "ended": before the last month of a stretch.
    pub ending: Vec<String>,
    /// "that": between a stretch and its end.
    pub relatives: Vec<String>,
    /// "start": of a time, its first day.
    pub beginnings: Vec<String>,
    /// "end": of a time, its last day.
    pub ends: Vec<String>,
    /// "fiscal", "FY": before a year that is not the calendar's.
    pub fiscal: Vec<String>,
    /// First to fourth, each in its spellings.
    pub ordinals: Rows,
    /// Number words from one to twelve.
    pub numbers: Vec<String>,
    pub dates: DateWords,
}

/// Words around the days of a date, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DateWords {
    /// "st", "nd", "rd", "th".
    pub ordinal_endings: Vec<String>,
    /// "a": before a weekday in apposition.
    pub articles: Vec<String>,
    /// "evening": between a weekday and its date.
    pub day_parts: Vec<String>,
    /// "the", "on": between a weekday and its date.
    pub between: Vec<String>,
    /// "in": before a bare month.
    pub before_month: Vec<String>,
    /// "in": before a month whose number counts what follows, "in May 12 horses died".
    pub before_count: Vec<String>,
    /// "people": after a number that is a count then, and no day or year.
    pub not_after_day: Vec<String>,
    /// "gmt": after four digits that are a time of day then.
    pub time_zones: Vec<String>,
    /// "and", "through": between two weekdays that share a date.
    pub joining: Vec<String>,
    /// "every": before a weekday that comes again and again.
    pub recurring: Vec<String>,
    /// "will", "is due": what is told of is still to come.
    pub ahead: Phrases<()>,
    /// "times": after a weekday that is part of a name.
    pub names_after_weekday: Vec<String>,
    /// "black": before a weekday that is part of a name.
    pub names_before_weekday: Vec<String>,
}

impl Calendar {
    /// The month, 1 to 12, that a word names in any case, with or without the stop of an abbreviation.
    pub fn month(&self, word: &str) -> Option<i8> {
        self.months.number(word)
    }

    /// The weekday, 1 (Monday) to 7 (Sunday), that a word names in any case, with or without the stop of an abbreviation.
    pub fn weekday(&self, word: &str) -> Option<i8> {
        self.weekdays.number(word)
    }

    /// The number, from 1, that an ordinal word names in any case.
    pub fn ordinal(&self, word: &str) -> Option<i8> {
        self.ordinals.number(word)
    }
}

/// Words around names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Names {
    /// Words that bring in something new before a common noun, the articles among them, and words that point to something known.
    pub indefinite: Set,
    pub articles: Set,
    pub definite: Set,
    /// "dr", "sir": before a name, without being part of it. Like all lists here folded and without stops.
    pub honorifics: Set,
    /// "senior": after a surname that two bear.
    pub generations: Set,
    /// "jr", "iii": after a name, without being part of the surname.
    pub suffixes: Set,
    /// "van", "de": small words that belong to a surname.
    pub particles: Set,
    /// "inc", "gmbh": what a company's name may end with.
    pub legal_forms: Set,
    /// "st", "bros": abbreviations whose stop may be left out within a name.
    pub stopped: Set,
    /// Words with a capital that may follow a surname without making another name of it: weekdays, months.
    pub followers: Set,
    /// Titles that several persons of one draft may hold: nobody is known by them alone.
    pub shared_titles: Set,
    /// What shows that a surname which is also a word is meant as a name where a sentence begins with it.
    pub verbs_of_persons: Set,
    /// Common first names: two of them are two persons.
    pub given_names: Set,
    /// Common surnames.
    pub surnames: Set,
    /// Countries, regions and cities.
    pub places: Set,
    /// Rows of names that are one place in English, by folded form: "kyiv", "kiev".
    pub variants: Rows,
    /// Endings by which two names differ that are forms of one another: a land and its people.
    pub derived_endings: Vec<(String, String)>,
    /// The same of a man's and a woman's form of a name.
    pub gender_endings: Vec<(String, String)>,
    /// Words that are no names.
    #[serde(skip, default = "ordinary_words")]
    pub ordinary: WordList,
}

fn ordinary_words() -> WordList {
    WordList::new(include_str!("../rules/lexicon/en-words.txt"))
}

/// Initialisms that need no introduction, and what surrounds the others.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Abbreviations {
    /// Short forms that need no introduction, without stops.
    pub well_known: Set,
    /// Short forms that are names of places and bodies, without stops.
    pub names: Set,
    /// "sen": titles that stand before a name, in lower case, without stops.
    pub before_name: Vec<String>,
    /// "the", "a".
    pub articles: Vec<String>,
    /// "a", "an".
    pub indefinite_articles: Vec<String>,
    /// "or": between a long form and its short form.
    pub alternatives: Vec<String>,
}

/// Marks that a writer leaves for later.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Leftovers {
    /// "TK", alone or repeated.
    pub to_come: String,
    /// What "TK" and crosses are the number of: "percent".
    pub counted: Vec<String>,
    /// Marks in single square brackets, in any case.
    pub brackets: Vec<String>,
    /// The same, but words that an editor may also put into a quotation.
    pub own_brackets: Vec<String>,
    /// First words of marks in square brackets, in exactly this case; not in quotations.
    pub brackets_begin: Vec<String>,
    /// Further marks in double square brackets, in any case.
    pub double_brackets: Vec<String>,
    /// Marks in round brackets, in any case.
    pub parentheses: Vec<String>,
    /// Filler text, in lower case; at the start of a paragraph all words but the last suffice.
    pub fillers: Vec<String>,
    /// Words that open a note to oneself, followed by a colon.
    pub tasks: Vec<String>,
    /// "FC": words of names before which a number with a stop is an ordinal.
    pub after_ordinals: Phrases<()>,
    /// "that": words by which a sentence speaks of the number that stood alone before it.
    pub after_one_number: Phrases<()>,
}

impl Lexicon {
    /// The English lexicon that comes with the program.
    pub fn english() -> Arc<Lexicon> {
        let lexicon = Self::parse(include_str!("../rules/lexicon/en.toml"));
        Arc::new(lexicon.expect("the lexicon that comes with the program is valid"))
    }

    /// The same where bare signs and words ("$", "dollars") are those of the currency with this ISO 4217 code.
    pub fn english_with_currency(code: &str) -> Arc<Lexicon> {
        let mut lexicon = Self::english();
        if let Some(own) = Arc::get_mut(&mut lexicon) {
            own.numbers.be_at_home(code);
            own.currency = Some(code.to_owned());
        }
        lexicon
    }

    /// A lexicon from TOML. Its tables are there, but still to be read; the error is a sentence with a line number.
    fn parse(text: &'static str) -> Result<Lexicon, String> {
        let (head, mut parts) = lazy::cut(text)?;
        let head: Head = toml::from_str(head).map_err(|error| error.message().to_owned())?;
        let lexicon = Lexicon {
            language: head.language,
            currency: None,
            sentences: Lazy::take("sentences", &mut parts)?,
            front_matter: Lazy::take("front-matter", &mut parts)?,
            calendar: Lazy::take("calendar", &mut parts)?,
            names: Lazy::take("names", &mut parts)?,
            abbreviations: Lazy::take("abbreviations", &mut parts)?,
            leftovers: Lazy::take("leftovers", &mut parts)?,
            titles: Lazy::take("titles", &mut parts)?,
            quotations: Lazy::take("quotations", &mut parts)?,
            statements: Lazy::take("statements", &mut parts)?,
            numbers: Lazy::take("numbers", &mut parts)?,
            claims: Lazy::take("claims", &mut parts)?,
            times: Lazy::take("times", &mut parts)?,
            sources: Lazy::take("sources", &mut parts)?,
            desk: Lazy::take("desk", &mut parts)?,
            frames: Lazy::take("frames", &mut parts)?,
            topics: Lazy::take("topics", &mut parts)?,
            statistics: Lazy::take("statistics", &mut parts)?,
        };
        match parts.first() {
            Some(unknown) => Err(unknown.unknown()),
            None => Ok(lexicon),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_the_english_lexicon_can_be_read() {
        // What is shown is read.
        assert!(!format!("{:?}", Lexicon::english()).is_empty());
    }

    #[test]
    fn what_is_wrong_with_a_lexicon_is_said_with_its_line() {
        let english = include_str!("../rules/lexicon/en.toml");
        let header = english.lines().position(|line| line == "[leftovers]").expect("it is there") + 1;
        for (instead, message) in [
            ("[leftovers]\nnosuch = 1\n", format!("line {}: unknown field `nosuch`", header + 1)),
            ("[nosuch]\n", "table `leftovers` is missing".to_owned()),
            ("[other]\na = 1\n[leftovers]\n", format!("line {header}: unknown table `other`")),
            (
                "[calendar.more]\n[leftovers]\n",
                format!("line {header}: the tables of `calendar` do not stand together"),
            ),
        ] {
            let text: &'static str = Box::leak(english.replacen("[leftovers]\n", instead, 1).into_boxed_str());
            let error = match Lexicon::parse(text) {
                Ok(lexicon) => lexicon.leftovers.read().map(drop).expect_err("wrong"),
                Err(error) => error,
            };
            assert!(error.starts_with(&message), "{error} instead of {message}");
        }
    }
}

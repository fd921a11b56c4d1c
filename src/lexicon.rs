//! A language as data: the tables of `rules/lexicon/*.toml`, loaded once and shared.
//!
//! Nothing of a language stands in the program itself, but for word order in the modules named for it.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// The tables of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lexicon {
    /// BCP 47 tag.
    pub language: String,
    pub sentences: Sentences,
    pub calendar: Calendar,
    pub names: Names,
    pub abbreviations: Abbreviations,
    pub leftovers: Leftovers,
    pub titles: Titles,
    pub quotations: Quotations,
    pub numbers: Numbers,
    pub claims: Claims,
}

/// Where sentences end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sentences {}

/// Months, weekdays and the words of periods.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Calendar {}

/// Words around names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Names {
    /// "dr", "sir": before a name, without being part of it. Like all lists here folded and without stops.
    pub honorifics: FxHashSet<String>,
    /// "jr", "iii": after a name, without being part of the surname.
    pub suffixes: FxHashSet<String>,
    /// "van", "de": small words that belong to a surname.
    pub particles: FxHashSet<String>,
    /// "inc", "gmbh": what a company's name may end with.
    pub legal_forms: FxHashSet<String>,
    /// "st", "bros": abbreviations whose stop may be left out within a name.
    pub stopped: FxHashSet<String>,
    /// Words with a capital that may follow a surname without making another name of it: weekdays, months.
    pub followers: FxHashSet<String>,
    /// What shows that a surname which is also a word is meant as a name where a sentence begins with it.
    pub verbs_of_persons: FxHashSet<String>,
    /// Common first names: two of them are two persons.
    pub given_names: FxHashSet<String>,
    /// Common surnames.
    pub surnames: FxHashSet<String>,
    /// Countries, regions and cities.
    pub places: FxHashSet<String>,
    /// Words that are no names.
    #[serde(skip, default = "WordList::english")]
    pub ordinary: WordList,
}

/// Lower-case words, sorted by bytes, one a line; searched where they stand.
#[derive(Clone, Copy, Debug)]
pub struct WordList(&'static str);

impl WordList {
    fn english() -> Self {
        Self(include_str!("../rules/lexicon/en-words.txt"))
    }

    /// Whether `word`, in lower case, is in the list.
    pub fn contains(&self, word: &str) -> bool {
        let text = self.0.as_bytes();
        let (mut low, mut high) = (0, text.len());
        while low < high {
            let middle = (low + high) / 2;
            let start = memchr::memrchr(b'\n', &text[low..middle]).map_or(low, |at| low + at + 1);
            let end = memchr::memchr(b'\n', &text[start..high]).map_or(high, |at| start + at);
            match text[start..end].cmp(word.as_bytes()) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => low = (end + 1).min(high),
                std::cmp::Ordering::Greater => high = start,
            }
        }
        false
    }
}

/// Initialisms that need no introduction, and what surrounds the others.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Abbreviations {}

/// Marks that a writer leaves for later.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Leftovers {}

/// Offices, their kinds and the words that qualify them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Titles {}

/// Verbs of saying and the words around quotations.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Quotations {}

/// Number words, scales, hedges and units.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Numbers {}

/// Words that make clauses and roles, and the measures with their cue words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Claims {}

impl Lexicon {
    /// The English lexicon that comes with the program.
    pub fn english() -> Arc<Lexicon> {
        Arc::new(
            toml::from_str(include_str!("../rules/lexicon/en.toml"))
                .expect("the lexicon that comes with the program is valid"),
        )
    }
}

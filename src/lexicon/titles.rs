//! Offices, their kinds and the words that qualify them, as data.

use serde::Deserialize;

use crate::lexicon::{Map, Set};

/// Offices, their kinds and the words that qualify them. Everything in lower case, one spelling of the folded form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Titles {
    /// Head nouns with the kinds of office they can be: "minister" is "government", "president" several.
    pub heads: Map<Vec<String>>,
    /// Kinds that are no office: they contradict nothing unless they belong to one and the same body.
    pub jobs: Set,
    /// Kinds that are ties to a person, and contradict nothing.
    pub ties: Set,
    /// Words that make another office of one: "deputy", "vice", "assistant".
    pub ranks: Set,
    /// Words that tell offices of one rank apart: "foreign", "prime", "finance", "operating".
    pub portfolios: Set,
    /// Head nouns too wide to contradict another office: "official", "leader", "diplomat".
    pub generic: Set,
    /// Trades that include others: a taxonomist is a biologist.
    pub hypernyms: Set,
    /// Offices whose holders are called so whatever their rank: an assistant professor is "Professor".
    pub courtesy: Set,
    /// Words before a head noun that say nothing of the office: "longtime", "new", "powerful".
    pub empty: Set,
    /// Words that may follow a head noun and belong to it: "general" in "attorney general".
    pub after_head: Set,
    /// Tenure by the word before or after a title.
    pub former: Set,
    pub acting: Set,
    pub future: Set,
    /// "then-Prime Minister": the office as it was in the days told of.
    pub then: Set,
    /// Honorifics between a title and a name.
    pub honorifics: Set,
    /// What stands after a name and a comma and is no office: "Ph.D.", "Jr."; stops left out, up to the first of them.
    pub credentials: Set,
    /// Determiners and possessive pronouns that a noun phrase begins with.
    pub determiners: Set,
    /// Prepositions between an office and its body.
    pub of: Set,
    /// Verbs between a person and an office held now, word by word.
    pub holds: Vec<Vec<String>>,
    /// The same of an office held then, or to be held.
    pub held: Vec<Vec<String>>,
    /// Those of `held` that tell of the day on which it was taken.
    pub began: Vec<Vec<String>>,
    /// Words that may follow an office right after it: "who", "at", "since".
    pub closing: Set,
    /// Head nouns of offices that a body gives to one person at a time.
    pub sole: Set,
    /// Of those, the ones that need a portfolio to be sole: "minister".
    pub sole_by_portfolio: Set,
    /// Head nouns of offices that are sole where the draft speaks of them as the only one: "the museum’s director".
    pub sole_if_definite: Set,
    /// Words before any other head noun that say as much: "chief economist", "head coach".
    pub sole_words: Set,
    /// Verbs after "who" that name an office: "leads" is "leader".
    pub verbs: Map<String>,
    /// Verbs that follow a name in the present tense.
    pub present: Set,
    /// Words, one for several spellings: "chairwoman" is "chair".
    pub same: Map<String>,
    /// Phrases, one for several wordings: "chief executive officer" is "chief executive".
    pub phrases: Vec<(Vec<String>, Vec<String>)>,
    /// Head nouns of offices of which one person holds one at a time.
    pub exclusive: Set,
    /// Offices that one person may hold beside others of the same kind: any of the one list beside any of the other.
    pub beside: Vec<(Set, Set)>,
    /// Heads that a field after "of" tells apart: "professor of geology".
    pub by_field: Set,
    /// "parliament", "senate": whoever presides over one is its speaker.
    pub parliaments: Set,
    /// Heads of offices that preside: "president", "chair".
    pub presides: Set,
    pub speaker: String,
    /// "government", "nation": what any country has or is.
    pub institutions: Set,
    /// Words that say only at what kind of body an office is held: "council leader".
    pub body_words: Set,
    /// "also": before an office that is held beside another.
    pub also: Set,
    /// Words of a sentence that tells that somebody's office changed, folded: "appointed", "succeeded".
    pub changes: Set,
    /// Adjectives of countries, with the country.
    pub nationalities: Map<String>,
    /// Further names of countries and their initialisms, with the name used in `nationalities`.
    pub countries: Map<String>,
}

impl Titles {
    /// Whether one person may hold both offices, though they are of one kind: a professor directs, a speaker is a senator.
    pub fn are_held_together(&self, one: &str, other: &str) -> bool {
        self.beside.iter().any(|(some, others)| {
            (some.contains(one) && others.contains(other)) || (some.contains(other) && others.contains(one))
        })
    }
}

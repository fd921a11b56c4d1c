//! Words around dates, ages and lengths of time that are told of recorded events, persons and bodies.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lexicon::{Phrases, Set};

/// The compiled tables. All words are in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Times {
    /// Words and marks that begin another clause.
    pub boundaries: Set,
    /// The same, unless a time follows.
    pub boundaries_unless_time: Set,
    /// Words that begin another clause after a comma.
    pub comma_boundaries: Set,
    /// Words that begin another clause before a verb.
    pub joining: Set,
    /// "which", "who": a clause that begins with one speaks of what stands before it.
    pub relatives: Set,
    /// "the", "its": a participle after one is an adjective.
    pub determiners: Set,
    /// "is", "will".
    pub auxiliaries: Set,
    /// "will", "to": the word after one is a verb.
    pub modals: Set,
    /// "due", "to": with a helping verb, before the verb that tells what is.
    pub helpers: Set,
    /// "is", "was".
    pub copulas: Set,
    /// Verb forms that the ending does not show.
    pub verbs: Set,
    /// "-ed".
    pub past_ending: String,
    /// "hundred": words that only look like participles.
    pub not_verbs: Set,
    /// "late": between a verb and its time.
    pub adverbs: Set,
    /// "-ly".
    pub adverb_ending: String,
    /// "on", "last": directly before a time.
    pub prepositions: Set,
    /// Words that make a year of four digits after them.
    pub before_year: Set,
    /// Prepositions of a point in time.
    pub at_time: Set,
    /// "since".
    pub since: Set,
    /// "until": the end of what is told.
    pub until: Set,
    /// "expires", "end": in a wording of a dated fact, that it is an end.
    pub ends: Set,
    /// "no": before a noun, of which nothing is told then.
    pub no: Set,
    /// "gave": verbs that say only that what their object names was done.
    pub light: Set,
    /// Wordings of which each means what the others do: "joined", "became a member of".
    pub synonyms: Vec<Vec<String>>,
    /// Of those, words that mean it only with what follows them: "named director".
    pub needs_more: Vec<String>,
    /// "in": between a verb told of a work and its time, that it is of one edition: "came out in Danish".
    pub editions: Set,
    /// "meeting": at the head of a sentence, done on the same day as what its main clause tells.
    pub attending: Set,
    /// "it": the subject of "It is on 13 May that …".
    pub presenting: Set,
    /// "by", "before": prepositions of a limit.
    pub limits: Set,
    /// "night": after a weekday.
    pub day_parts: Set,
    /// Seasons: over which years, counted from the one named, they can reach.
    pub spans_of_years: BTreeMap<String, (i16, i16)>,
    /// "last": before "year", which one, counted from that of the draft.
    pub years: BTreeMap<String, i16>,
    /// The ending of "the 1970s".
    pub decade: String,
    /// "founded": verbs that say only that a body began; one that opened may have been founded before.
    pub founding: Set,
    /// "birthday": after a count of years.
    pub birthdays: Set,
    /// "took place": verbs that say only that an event was.
    pub happening: Phrases<()>,
    /// "began".
    pub starting: Phrases<()>,
    /// "ended".
    pub ending: Phrases<()>,
    /// "another": before a noun that is not the recorded event then.
    pub other_instances: Set,
    /// "by": before what did it.
    pub agents: Set,
    pub pronouns: Set,
    pub pronouns_of_persons: Set,
    pub possessives: Set,
    /// Honorifics that a pronoun of a person agrees with: "he" with "Mr.".
    pub honorifics: BTreeMap<String, Vec<String>>,
    /// The forms of each pronoun of persons: "his" of "he".
    pub pronoun_forms: BTreeMap<String, Vec<String>>,
    /// What takes the edge off a statement in its clause.
    pub unasserted: Phrases<()>,
    /// Words of taking or leaving an office that leave open which.
    pub any_office: Phrases<()>,
    /// "in office": after "has been", whichever office it is.
    pub in_office: Phrases<()>,
    /// The ending of "governorship".
    pub office_ending: String,
    /// "tenure".
    pub office_nouns: Set,
    /// Verbs and nouns that tell of the beginning and end of lives, bodies and offices.
    pub cues: Cues,
    pub ages: Ages,
    pub lengths: Lengths,
}

impl Times {
    /// Whether `word`, in lower case, is a verb in the past or a participle by its ending.
    pub fn is_past(&self, word: &str) -> bool {
        word.len() > self.past_ending.len() + 1 && word.ends_with(&self.past_ending) && !self.not_verbs.contains(word)
    }
}

/// Words of lengths of time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lengths {
    /// The dimension of `numbers.dimensions` that they are measured in; its base unit is the second.
    pub dimension: String,
    /// "for the past": before a length.
    pub before: Phrases<()>,
    /// "ago": after one.
    pub ago: Set,
    /// "anniversary": after one.
    pub anniversary: Set,
    /// "as": between a length and an office.
    #[serde(rename = "as")]
    pub office: Set,
    /// "later", "earlier": after a length that is counted from a day told before.
    pub later: Set,
    pub earlier: Set,
    /// "after", "before": between a length and what it is counted from.
    pub after: Set,
    pub ahead: Set,
    /// "lasted".
    pub lasting: Phrases<()>,
    /// "has": what makes a length reach to the present.
    pub perfect: Set,
    /// The same without "had", which reaches to some day before.
    #[serde(rename = "present-perfect")]
    pub present_perfect: Set,
    /// "since": between a length and what it has lasted since.
    pub since: Set,
}

/// Words of ages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Ages {
    /// "year", "years".
    pub unit: Set,
    /// "old".
    pub old: Set,
    /// "aged": before the number.
    pub before: Phrases<()>,
    /// "at": before the number, where a comma or a death shows that it is an age.
    pub at: Set,
    /// "is".
    pub present: Set,
    /// "was".
    pub past: Set,
    /// "then", "at the time": the sentence may be of another time.
    pub then: Set,
    /// "then": between a name and the age of that time.
    pub so_then: Set,
    /// The same, of the draft's day.
    pub now: Set,
    /// "turned": right before an age.
    pub turning: Set,
    /// "when": between an age and what it was the age at.
    pub when: Set,
}

/// What a word tells of a life, a body or an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Founded,
    Dissolved,
    Born,
    Died,
    TookOffice,
    LeftOffice,
    HeldOffice,
}

/// A word of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    pub change: Change,
    /// "launch", not "launched".
    pub noun: bool,
}

/// All words of change, of which the longest that fits counts.
#[derive(Debug, Deserialize)]
#[serde(from = "RawCues")]
pub struct Cues(pub Phrases<Cue>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCues {
    founded: RawCue,
    dissolved: RawCue,
    born: RawCue,
    died: RawCue,
    took: RawCue,
    left: RawCue,
    held: RawCue,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCue {
    verbs: Vec<String>,
    nouns: Vec<String>,
}

impl From<RawCues> for Cues {
    fn from(raw: RawCues) -> Self {
        let mut phrases = Phrases::default();
        for (change, words) in [
            (Change::Founded, raw.founded),
            (Change::Dissolved, raw.dissolved),
            (Change::Born, raw.born),
            (Change::Died, raw.died),
            (Change::TookOffice, raw.took),
            (Change::LeftOffice, raw.left),
            (Change::HeldOffice, raw.held),
        ] {
            for (list, noun) in [(&words.verbs, false), (&words.nouns, true)] {
                for phrase in list {
                    phrases.insert(phrase, Cue { change, noun });
                }
            }
        }
        Self(phrases)
    }
}

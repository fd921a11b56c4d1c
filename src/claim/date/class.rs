//! What the tables say of a word: asked once for each word of a draft, however often it stands there.

use crate::lexicon::Times;

/// The kinds of a word or mark that make verbs and clauses.
#[derive(Clone, Copy, Debug, Default)]
pub struct Class {
    /// "is", "will".
    pub auxiliary: bool,
    /// "will", "to": the word after one is a verb.
    pub modal: bool,
    /// "late": between a verb and its time.
    pub adverb: bool,
    /// A determiner, preposition, adverb or modal: no verb, whatever stands before it.
    pub small: bool,
    /// A verb or participle by its form.
    pub verb: bool,
    /// A hyphen, a determiner or a possessive: the word after one is no verb.
    pub before_noun: bool,
    pub boundary: bool,
    pub boundary_unless_time: bool,
    pub comma_boundary: bool,
    /// Begins another clause before a verb.
    pub joining: bool,
}

impl Class {
    /// The kinds of `word`, in lower case.
    pub fn of(word: &str, words: &Times) -> Self {
        let determiner = words.determiners.contains(word);
        let (modal, adverb) = (words.modals.contains(word), words.adverbs.contains(word));
        let participle = words.is_past(word);
        Self {
            auxiliary: words.auxiliaries.contains(word),
            modal,
            adverb,
            small: determiner || modal || adverb || words.prepositions.contains(word),
            verb: participle || words.verbs.contains(word),
            before_noun: determiner || word == "-" || word.ends_with("'s"),
            boundary: words.boundaries.contains(word),
            boundary_unless_time: words.boundaries_unless_time.contains(word),
            comma_boundary: words.comma_boundaries.contains(word),
            joining: words.joining.contains(word),
        }
    }
}

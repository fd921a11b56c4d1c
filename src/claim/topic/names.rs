//! The names of a clause, told by their capitals alone.

use crate::claim::figure::scene::Scene;
use crate::document::{BlockKind, Sentence};
use crate::lexicon::phrases::lower;
use crate::text::fold::fold;
use crate::text::words::without_possessive;

/// The tokens of a clause that are words of names.
///
/// Where a capital tells nothing (at the start of a sentence, in a heading), a word counts if it is no ordinary one.
pub fn of_clause(scene: &Scene, (from, to): (usize, usize), sentence: &Sentence) -> Vec<usize> {
    let document = scene.case.document;
    let heading = matches!(document.blocks[sentence.block as usize].kind, BlockKind::Heading(_));
    let is_name = |&at: &usize| {
        let word = without_possessive(scene.word(at));
        let capital = document.tokens[at].is_word() && word.chars().next().is_some_and(char::is_uppercase);
        if !capital || word.chars().nth(1).is_none() || scene.is_dated(at) {
            return false;
        }
        let small = lower(word);
        let calendar = &scene.case.lexicon.calendar;
        let dated = calendar.month(word).is_some() || calendar.weekday(word).is_some();
        if dated || scene.case.lexicon.topics.function_words.contains(small.as_ref()) {
            return false;
        }
        let telling = !heading && at != sentence.tokens.0 as usize;
        telling || !scene.case.lexicon.names.ordinary.contains(small.as_ref())
    };
    (from..to).filter(is_name).collect()
}

/// The words at `tokens`, folded and sorted, each once.
pub fn folded(scene: &Scene, tokens: &[usize]) -> Vec<String> {
    let mut words: Vec<String> = tokens.iter().map(|&at| fold(without_possessive(scene.word(at)))).collect();
    words.sort_unstable();
    words.dedup();
    words
}

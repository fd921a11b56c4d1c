//! What a verb of change is told of: "exports from Essar grew".

use crate::claim::figure::scene::Scene;

/// Whether the subject of the verb of change at the token `verb` is a noun that is none of the figure's words.
pub fn is_another(scene: &Scene, verb: usize, figure: usize) -> bool {
    let Some(before) = verb.checked_sub(1).filter(|_| scene.is_change(verb)) else { return false };
    let Some(noun) = head(scene, before) else { return false };
    let lexicon = scene.case.lexicon;
    let word = scene.word(noun);
    let common = word.chars().count() > 2
        && word.chars().all(char::is_alphabetic)
        && !lexicon.topics.function_words.has(word)
        && !lexicon.claims.generic.has(word)
        && !lexicon.claims.stretches.has(word);
    let own = |key| scene.case.index.figures.speaks_of(key, figure);
    common && !scene.is_dated(noun) && !scene.keys(noun).any(own)
}

/// The head noun of the phrase that ends at the token `last`, a name after a preposition passed over; `None` where the phrase is a name.
fn head(scene: &Scene, last: usize) -> Option<usize> {
    let claims = &scene.case.lexicon.claims;
    let tokens = &scene.case.document.tokens;
    if scene.names_at(tokens[last].span).next().is_none() {
        return Some(last);
    }
    let name = scene.case.document.token_at(scene.words_of_name(last as u32).start());
    let before = name.checked_sub(1)?;
    let definite = claims.definite.has(scene.word(before));
    let preposition = before.checked_sub(usize::from(definite))?;
    claims.restrictors.has(scene.word(preposition)).then(|| preposition.checked_sub(1)).flatten()
}

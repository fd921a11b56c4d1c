//! Names of recorded entities, and words that nearly are one.

mod automaton;
mod forms;
mod misspelt;
mod near;
pub(crate) mod play;
mod resolve;
mod spelling;

use crate::document::Document;
use crate::facts::FactBase;
use crate::lexicon::Lexicon;
use crate::mention::{NameMention, NearMiss};

use automaton::{Automaton, Match, Words};
use misspelt::Misspelt;
use near::NearIndex;
use play::Play;
use resolve::Resolver;

pub(crate) use near::{each_deletion, slips};
pub(crate) use spelling::{is_cyrillic, is_inflection, sounds};

/// From the words of a draft to entities: one automaton over all accepted and forbidden forms, and an index of near forms.
#[derive(Debug)]
pub struct NameIndex {
    automaton: Automaton,
    near: NearIndex,
    /// Whether a title is recorded of anybody.
    titles: bool,
}

impl Default for NameIndex {
    /// One without any name.
    fn default() -> Self {
        Self { automaton: Automaton::for_entities(0), near: NearIndex::default(), titles: false }
    }
}

impl NameIndex {
    /// Builds the automaton over all forms of all entities.
    pub fn new(facts: &FactBase, lexicon: &Lexicon) -> Self {
        let names = &lexicon.names;
        let (mut automaton, mut near) = (Automaton::for_entities(facts.entities.len()), NearIndex::default());
        for (id, entity) in facts.entities() {
            forms::each_wording(entity, names, &mut |wording| {
                let words = automaton.add(id, &wording, names);
                if wording.proper {
                    near.add(id, wording.form, wording.text, words);
                }
            });
        }
        automaton.finish();
        near.finish(&automaton);
        let titles = facts.entities.iter().any(|entity| !entity.titles.is_empty());
        Self { automaton, near, titles }
    }

    /// Whether a title is recorded of anybody, which the draft could give to somebody else.
    pub fn has_titles(&self) -> bool {
        self.titles
    }
}

/// Every name of an entity in the draft, and every near miss of one, both in order.
pub fn find(
    document: &Document,
    facts: &FactBase,
    index: &NameIndex,
    lexicon: &Lexicon,
) -> (Vec<NameMention>, Vec<NearMiss>) {
    if index.automaton.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let words = Words::new(document, &index.automaton);
    let matches = longest(recognise(&words, &index.automaton, lexicon), document.tokens.len());
    let resolver = Resolver::new(&words, facts, lexicon, &matches);
    let names = resolver.mentions();
    let (names, near_misses) = Misspelt::new(&words, index, &resolver, &names).find();
    let mut play = Play::new(document, facts, lexicon, &names, &near_misses);
    (play::settle(names, &mut play), near_misses)
}

/// Every recorded form in the draft, overlapping ones included.
fn recognise<'a>(words: &Words, automaton: &'a Automaton, lexicon: &Lexicon) -> Vec<Match<'a>> {
    let mut found = Vec::new();
    for block in &words.document.blocks {
        let (start, end) = (block.tokens.0 as usize, block.tokens.1 as usize);
        for first in start..end {
            if words.words[first] != (automaton::UNKNOWN, automaton::UNKNOWN) {
                automaton.walk(words, first, end, &lexicon.names, &mut found);
            }
        }
    }
    found.retain(|found| !words.document.is_masked(found.span));
    found
}

/// The longest of those that overlap, in order; of equally long ones the first.
fn longest(mut found: Vec<Match>, tokens: usize) -> Vec<Match> {
    found.sort_by_key(|found| (std::cmp::Reverse(found.span.len()), found.span.start()));
    let mut taken = vec![false; if found.is_empty() { 0 } else { tokens }];
    found.retain(|found| {
        let range = &mut taken[found.tokens.0..=found.tokens.1];
        let free = !range.iter().any(|&taken| taken);
        if free {
            range.fill(true);
        }
        free
    });
    found.sort_by_key(|found| found.span.start());
    found
}

#[cfg(test)]
mod tests;

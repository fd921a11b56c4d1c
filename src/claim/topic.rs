//! What a figure speaks of, read from the words around it, with no record to look for.
//!
//! A topic is what two figures must share to be statements of one thing: the noun that is counted, the measures whose words stand
//! in the clause, the names of the clause, its time, and the part that the figure plays. [`kin`] holds two topics against each
//! other. Cost follows the text: nothing is looked at beyond the clause of a quantity.

pub mod concepts;
pub mod kin;
mod names;
mod noun;
#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use crate::claim::Case;
use crate::claim::figure::period::{self, Stated};
use crate::claim::figure::role::Place;
use crate::claim::figure::scene::{Scene, WINDOW};
use crate::document::{BlockKind, Document, Sentence};
use crate::lexicon::phrases::lower;
use crate::mention::Mentions;
use crate::quantity::{Dimension, Quantity};

pub use concepts::{Concept, Concepts};

pub use noun::Noun;

/// Where in a draft a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The draft's title: a heading or front matter field of level 1, or the first heading before any text.
    Headline,
    /// Any other heading.
    Heading,
    /// A paragraph, a list item, a footnote, a description in the front matter.
    Text,
    /// A block quotation.
    Quotation,
    /// A caption.
    Caption,
    /// A cell of a table.
    Cell { table: u32, row: u32, column: u32 },
}

/// What a figure speaks of.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Index in [`crate::mention::Mentions::quantities`].
    pub mention: usize,
    /// Index in [`crate::document::Document::sentences`].
    pub sentence: usize,
    pub setting: Setting,
    /// Its tokens, its role, and whether it is asserted.
    pub place: Place,
    /// Whether it stands inside a quotation.
    pub quoted: bool,
    /// Whether an article or the like says that it is known: "the 14 wards", "all seven languages".
    pub definite: bool,
    /// What is counted, or what the measured thing is: "bodies" of "72 bodies", "deadlock" of "97 days of deadlock".
    pub noun: Option<Noun>,
    /// What it is a part or share of: "voters" of "71% of voters", "mountains" of "nine of the 14 mountains".
    pub whole: Option<Noun>,
    /// The measures whose cue words stand in its clause nearer to it than to any other figure, in order.
    pub measures: Vec<Concept>,
    /// Words with a capital in its clause, folded, in order: whom and where it is told of.
    pub names: Vec<String>,
    /// Stems of the other telling words of its clause, in order.
    pub content: Vec<String>,
    pub when: When,
}

impl Topic {
    /// The figure with what it counts, in the draft's words: "15 wards".
    pub fn words<'d>(&self, document: &'d Document, mentions: &Mentions) -> &'d str {
        let quantity = mentions.quantities[self.mention].span;
        let end = self.noun.as_ref().map_or(0, |noun| noun.tokens.1).max(self.place.to);
        let last = document.tokens[end - 1].span;
        document.text(quantity.to(last))
    }
}

/// When a figure holds, as its clause tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// Years, quarters and months.
    pub period: Stated,
    /// Days: weekday (1 to 7), month, day of the month.
    pub days: Vec<(Option<i8>, Option<i8>, Option<i8>)>,
}

/// The topic of every quantity of the draft, in the order of [`crate::mention::Mentions::quantities`].
pub fn of_each(case: &Case) -> Vec<Topic> {
    let quantities = &case.mentions.quantities;
    if quantities.is_empty() {
        return Vec::new();
    }
    let scene = Scene::new(case);
    let reader = Reader { scene: &scene, headline: headline(case) };
    let mut topics = Vec::with_capacity(quantities.len());
    let mut first = 0;
    while first < quantities.len() {
        let index = case.document.sentence_at(quantities[first].span.start());
        let sentence = &case.document.sentences[index];
        let count = quantities[first..].iter().take_while(|one| one.span.start() < sentence.span.end()).count().max(1);
        reader.read_sentence(index, first, &quantities[first..first + count], &mut topics);
        first += count;
    }
    topics
}

/// The block that is the draft's headline: its title, or its first block where that is a heading or a line without a stop.
fn headline(case: &Case) -> Option<u32> {
    /// Words of a headline at most.
    const LONGEST: u32 = 24;
    let document = case.document;
    let first = document.blocks.first()?;
    let heading = matches!(first.kind, BlockKind::Heading(_));
    let stopped = document.text(first.span).ends_with(['.', '?', '!', ':', ';', ',', '”', '"']);
    let line = first.kind == BlockKind::Paragraph && first.tokens.1 - first.tokens.0 <= LONGEST && !stopped;
    if heading || line {
        return Some(0);
    }
    document.blocks.iter().position(|block| block.kind == BlockKind::Heading(1)).map(|index| index as u32)
}

/// Reads the words around quantities.
struct Reader<'s, 'c> {
    scene: &'s Scene<'c>,
    headline: Option<u32>,
}

impl Reader<'_, '_> {
    /// The stem of a token.
    fn stem(&self, token: usize) -> String {
        self.scene.stem(token).to_string()
    }

    /// Appends the topics of the quantities of one sentence; `first` is the index of the first of them in the draft.
    fn read_sentence(&self, index: usize, first: usize, members: &[Quantity], topics: &mut Vec<Topic>) {
        let scene = self.scene;
        let case = scene.case;
        let sentence = &case.document.sentences[index];
        let place = |(at, quantity): (usize, &Quantity)| {
            let previous = at.checked_sub(1).map(|before| &members[before]);
            Place::of(scene, quantity, previous, sentence)
        };
        let places: Vec<Place> = members.iter().enumerate().map(place).collect();
        let periods = period::of_each(scene, &places, sentence);
        let measures = self.measures(sentence, &places);
        let setting = self.setting(sentence.block);
        for (offset, (quantity, measures)) in members.iter().zip(measures).enumerate() {
            let place = places[offset];
            let clause = clause(scene, &place, sentence);
            let names = names::of_clause(scene, clause, sentence);
            let is_heading = matches!(setting, Setting::Headline | Setting::Heading);
            let is_share = quantity.unit.dimension == Dimension::Percent;
            let noun = if is_share { None } else { self.noun(quantity, &place, sentence, setting) };
            topics.push(Topic {
                mention: first + offset,
                sentence: index,
                setting,
                place,
                quoted: case.mentions.is_quoted(quantity.span),
                definite: self.is_definite(&place, sentence),
                whole: if noun.is_some() { None } else { self.whole(&place, sentence) },
                noun,
                measures,
                names: names::folded(scene, &names),
                // In a heading a capital tells too little to leave a word out.
                content: self.content(clause, if is_heading { &[] } else { &names }),
                when: When { period: periods[offset], days: days(scene, clause) },
            });
        }
    }

    fn setting(&self, block: u32) -> Setting {
        match self.scene.case.document.blocks[block as usize].kind {
            _ if self.headline == Some(block) => Setting::Headline,
            BlockKind::Heading(1) => Setting::Headline,
            BlockKind::Heading(_) => Setting::Heading,
            BlockKind::Quotation => Setting::Quotation,
            BlockKind::Caption => Setting::Caption,
            BlockKind::TableCell { table, row, column } => Setting::Cell { table, row, column },
            BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::Footnote | BlockKind::FrontMatter => {
                Setting::Text
            }
        }
    }

    /// "the 14", "its first 14", "all 14".
    fn is_definite(&self, place: &Place, sentence: &Sentence) -> bool {
        let lexicon = self.scene.case.lexicon;
        let first = sentence.tokens.0 as usize;
        let skipped =
            (first..place.from).rev().take(2).take_while(|&at| lexicon.topics.between.has(self.scene.word(at)));
        let Some(before) = (place.from - skipped.count()).checked_sub(1).filter(|&at| at >= first) else {
            return false;
        };
        let word = lower(self.scene.word(before));
        lexicon.names.definite.contains(word.as_ref())
            || lexicon.claims.definite.contains(word.as_ref())
            || lexicon.topics.known.contains(word.as_ref())
    }

    /// Stems of the words of a clause that name something, without numbers, names and words that only hold it together.
    fn content(&self, (from, to): (usize, usize), names: &[usize]) -> Vec<String> {
        let lexicon = self.scene.case.lexicon;
        let tells = |at: &usize| {
            let token = &self.scene.case.document.tokens[*at];
            token.is_word()
                && names.binary_search(at).is_err()
                && !lexicon.topics.function_words.has(self.scene.word(*at))
                && !self.scene.is_dated(*at)
        };
        let telling: Vec<usize> = (from..to).filter(tells).collect();
        let mut content: Vec<String> = telling.into_iter().map(|at| self.stem(at)).collect();
        content.sort_unstable();
        content.dedup();
        content
    }

    /// For each quantity the measures that its clause speaks of. Each cue belongs to one quantity, the nearest first.
    fn measures(&self, sentence: &Sentence, places: &[Place]) -> Vec<Vec<Concept>> {
        let concepts = self.scene.case.index.concepts(self.scene.case.lexicon);
        let first = places.first().map_or(0, |place| place.from.saturating_sub(WINDOW)).max(sentence.tokens.0 as usize);
        let last = places.last().map_or(0, |place| place.to + WINDOW).min(sentence.tokens.1 as usize);
        let stems: Vec<Rc<str>> = (first..last).map(|at| self.scene.stem(at)).collect();
        let words = (first..last).map(|at| self.scene.word(at)).collect::<Vec<_>>();
        let cues = concepts.find(&stems, &words);
        let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
        for (index, cue) in cues.iter().enumerate() {
            let (from, to) = (first + cue.words.0, first + cue.words.1);
            let next = places.partition_point(|place| place.from < to);
            // The quantity before the cue and the one after it; those farther off are never nearer.
            for quantity in [next.checked_sub(1), (next < places.len()).then_some(next)].into_iter().flatten() {
                let place = &places[quantity];
                let (low, high) = if from >= place.from { (place.to, from) } else { (to, place.from) };
                // "16 people died and 41 are missing": what stands before "and" speaks of what stands before it.
                let joined = (low..high).any(|at| self.is_coordinator(at));
                let near = high.saturating_sub(low) + if joined { COORDINATED } else { 0 };
                if self.scene.boundaries_between(from, place.from) == 0 && near < WINDOW {
                    pairs.push((near, quantity, index));
                }
            }
        }
        pairs.sort_unstable();
        let mut taken = vec![false; cues.len()];
        let mut found: Vec<Vec<Concept>> = vec![Vec::new(); places.len()];
        // "16 were killed and 30 injured": one cue each, then what is left over.
        for first_of_each in [true, false] {
            for &(_, quantity, cue) in &pairs {
                let waits = first_of_each && !found[quantity].is_empty();
                if !taken[cue] && !waits {
                    taken[cue] = true;
                    found[quantity].extend(&cues[cue].concepts);
                }
            }
        }
        for concepts in &mut found {
            concepts.sort_unstable();
            concepts.dedup();
        }
        found
    }

    fn is_coordinator(&self, at: usize) -> bool {
        self.scene.case.document.tokens[at].is(',') || self.scene.case.lexicon.numbers.and.has(self.scene.word(at))
    }
}

/// How many words farther a cue is that stands on the other side of "and" or a comma.
const COORDINATED: usize = 6;

/// The tokens of the clause that a quantity stands in. Where a preposition right before the quantity begins the clause ("rescued after
/// 36 hours"), the clause before is part of it.
fn clause(scene: &Scene, place: &Place, sentence: &Sentence) -> (usize, usize) {
    let (first, last) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    let inside = |at: usize| scene.boundaries_between(at, place.from) == 0;
    let led = place.from > first && scene.boundaries_between(place.from - 1, place.from) == 0;
    let opens = led && place.from > first + 1 && scene.boundaries_between(place.from - 2, place.from - 1) > 0;
    let left = |at: usize| scene.boundaries_between(at, place.from) <= u32::from(opens);
    let from = (first..place.from).rev().take(WINDOW).take_while(|&at| left(at)).last().unwrap_or(place.from);
    let to = (place.to..last).take(WINDOW).take_while(|&at| inside(at)).last().map_or(place.to, |at| at + 1);
    (from, to)
}

/// The days that a clause names.
fn days(scene: &Scene, (from, to): (usize, usize)) -> Vec<(Option<i8>, Option<i8>, Option<i8>)> {
    let document = scene.case.document;
    let (Some(first), Some(last)) = (document.tokens.get(from), document.tokens.get(to.saturating_sub(1))) else {
        return Vec::new();
    };
    let dates = &scene.case.mentions.dates;
    let start = dates.partition_point(|date| date.span.end() <= first.span.start());
    let within = dates[start..].iter().take_while(|date| date.span.start() < last.span.end());
    let days = within.filter(|date| date.day.is_some() || date.weekday.is_some());
    days.map(|date| (date.weekday.map(|(weekday, _)| weekday), date.month, date.day)).collect()
}

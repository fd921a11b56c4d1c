//! The first sentence of an article retells its headline: its main verb’s weekday is that of the event which the headline tells of.

use rustc_hash::FxHashSet;

use crate::claim::date::attach::{self, Part};
use crate::claim::date::expression::{Time, When};
use crate::claim::date::index::Target;
use crate::claim::date::record;
use crate::claim::date::scene::{Anchor, Scene};
use crate::claim::date::told::Bound;
use crate::diagnostic::Confidence;
use crate::document::{BlockKind, Sentence};

/// How many words of the headline, beside those of the event, the sentence must have.
const SHARED: usize = 4;

/// How many blocks may stand before the first paragraph.
const BEFORE: usize = 6;

/// How many tokens of a headline are read.
const LONGEST: usize = 40;

/// The event of the headline, where `time` belongs to the main verb of a first sentence that says two thirds of the headline again.
pub fn event(scene: &Scene, time: &Time, sentence: &Sentence) -> Option<Bound> {
    let document = scene.case.document;
    if !matches!(time.when, When::Weekday(_)) || !is_first(scene, sentence) {
        return None;
    }
    let bounds = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    let lead = attach::lead(scene, time, bounds.0);
    let verb = attach::verb_of(scene, time, lead, bounds)?;
    let main = (bounds.0..verb).all(|at| !scene.is_verb(at) || scene.clause(at) == scene.clause(verb) && at + 3 > verb);
    let said = scene.case.lexicon.sentences.saying.contains(scene.lower(verb).as_ref());
    if !main || said || scene.anchors_in(bounds).iter().any(|anchor| matches!(anchor.target, Target::Event(_))) {
        return None;
    }
    let title = document.blocks[..sentence.block as usize]
        .iter()
        .find(|block| matches!(block.kind, BlockKind::FrontMatter | BlockKind::Heading(_)))?;
    let range = (title.tokens.0 as usize, (title.tokens.1 as usize).min(title.tokens.0 as usize + LONGEST));
    let [anchor] = scene.anchors_in(range) else { return None };
    let Target::Event(id) = anchor.target else { return None };
    if is_governed(scene, anchor, range.0) || !retells(scene, range, anchor, bounds) {
        return None;
    }
    let record = record::event(scene.case.facts.entities.get(id.0 as usize)?, id.0 as usize, Part::Whole)?;
    let (today, _) = scene.case.date?;
    let past = record.days.last <= today.latest();
    let words = scene.span(anchor.tokens);
    past.then(|| Bound { records: vec![record], confidence: Confidence::Medium, words })
}

/// Whether the sentence opens the first paragraph.
fn is_first(scene: &Scene, sentence: &Sentence) -> bool {
    let blocks = &scene.case.document.blocks;
    let first = blocks.iter().take(BEFORE).position(|block| block.kind == BlockKind::Paragraph);
    first == Some(sentence.block as usize)
        && blocks.get(sentence.block as usize).is_some_and(|block| block.tokens.0 == sentence.tokens.0)
}

/// "riots after the vote": the headline tells of something else.
fn is_governed(scene: &Scene, anchor: &Anchor, first: usize) -> bool {
    let Some(before) = anchor.tokens.0.checked_sub(1).filter(|&before| before >= first) else { return false };
    scene.is_small(before) && !scene.words.determiners.contains(scene.lower(before).as_ref())
}

fn retells(scene: &Scene, title: (usize, usize), event: &Anchor, sentence: (usize, usize)) -> bool {
    let said: FxHashSet<String> =
        (sentence.0..sentence.1.min(sentence.0 + 2 * LONGEST)).filter_map(|at| scene.stem(at)).collect();
    let told = (title.0..title.1).filter(|at| !(event.tokens.0..event.tokens.1).contains(at) && !scene.is_small(*at));
    let told: Vec<String> = told.filter_map(|at| scene.stem(at)).collect();
    let shared = told.iter().filter(|stem| said.contains(*stem)).count();
    shared >= SHARED && 3 * shared >= 2 * told.len()
}

//! A quantity right before its subject: "the 14.2-kilometre airport line", "the $640 million Sable Bridge". What it measures need not be
//! said; where the subject has one recorded figure of that dimension, it is that one.

use std::cmp::Reverse;

use crate::claim::figure::hold;
use crate::claim::figure::role::Place;
use crate::claim::figure::scene::{Scene, Standing};
use crate::claim::figure::weigh::{self, Attachment, Candidate, Found};
use crate::diagnostic::Confidence;
use crate::quantity::{Dimension, Quantity, Slip};

/// Adds to what was found for each quantity of a sentence the figure of the subject right after it.
pub fn add(scene: &Scene, quantities: &[Quantity], places: &[Place], found: &mut [Found]) {
    for ((found, quantity), place) in found.iter_mut().zip(quantities).zip(places) {
        let sized = matches!(quantity.unit.dimension, Dimension::Money | Dimension::Measured(_));
        if sized
            && found.candidates.iter().all(|candidate| candidate.confidence == Confidence::Low)
            && let Some(candidate) = candidate(scene, quantity, place)
        {
            weigh::keep_better(&mut found.candidates, candidate);
        }
    }
}

fn candidate(scene: &Scene, quantity: &Quantity, place: &Place) -> Option<Candidate> {
    let figures = &scene.case.index.figures;
    let facts = &scene.case.facts.figures;
    let span = scene.case.document.tokens.get(place.to)?.span;
    let named = scene.names_at(span).flat_map(|entity| figures.of_entity(entity));
    let called = scene.keys(place.to).flat_map(|key| figures.of_phrase(key));
    // A flow of some period is no property of its subject.
    let lasting =
        |figure: usize| facts[figure].values.iter().all(|value| value.period.is_none()) && facts[figure].per.is_empty();
    let same = |figure: usize| facts[figure].values[0].quantity.unit.dimension == quantity.unit.dimension;
    let mut fitting: Vec<usize> =
        named.chain(called).copied().filter(|&figure| lasting(figure) && same(figure)).collect();
    fitting.sort_unstable();
    fitting.dedup();
    let [figure] = fitting[..] else { return None };
    let subject = facts[figure].subject.first()?;
    let compared = hold::compare(quantity, &facts[figure], &facts[figure].values[0]);
    Some(Candidate {
        figure,
        confidence: Confidence::Medium,
        rank: (Attachment::Clause, Standing::Sentence, 0, Reverse(0), 0),
        cues: vec![(scene.words_of_name(place.to as u32), weigh::name_of(scene, &subject.value))],
        rate_unsaid: false,
        telling: compared.slip == Some(Slip::Unit),
        derived: false,
        of_value: false,
        rival: false,
    })
}

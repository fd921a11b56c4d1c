//! Figures recognised by their value: a number that is a recorded one with two digits swapped, another scale, unit or denominator,
//! where the words of the measure are missing ("moved $2,371,450 from a county account" beside a recorded theft of $2,731,450).
//!
//! The more digits a number has, the less likely it is that it resembles a recorded one by chance, so the fewer words are asked for.
//! Such a tie is never firm: it makes a warning at most, and for a number of up to three digits none where the draft states the recorded
//! value somewhere.

use rust_decimal::Decimal;

use crate::claim::figure::cues::{Key, Requirement};
use crate::claim::figure::hold;
use crate::claim::figure::role::{Place, Role};
use crate::claim::figure::scene::{Scene, Standing};
use crate::claim::figure::values::digits;
use crate::claim::figure::weigh::{self, Attachment, Candidate, Found};
use crate::diagnostic::Confidence;
use crate::document::Sentence;
use crate::facts::EntityId;
use crate::quantity::{Dimension, Number, Quantity, Relation, Slip};
use crate::span::Span;

/// The most recorded values that may share the digits of a number: where there are more, it tells nothing.
const MOST: usize = 6;

/// Adds to what was found for each quantity of a sentence the figures that it resembles by its value and whose subject is in play.
/// Words that tie a quantity to a figure say more than its digits.
pub fn add(scene: &Scene, sentence: &Sentence, quantities: &[Quantity], places: &[Place], found: &mut [Found]) {
    for ((found, quantity), place) in found.iter_mut().zip(quantities).zip(places) {
        if found.candidates.iter().all(|candidate| candidate.confidence == Confidence::Low) {
            for candidate in candidates(scene, sentence, quantity, place) {
                weigh::keep_better(&mut found.candidates, candidate);
            }
        }
    }
}

fn candidates(scene: &Scene, sentence: &Sentence, quantity: &Quantity, place: &Place) -> Vec<Candidate> {
    let alike = scene.case.index.figures.values().alike(quantity);
    if alike.is_empty() || alike.len() > MOST || matches!(place.role, Role::Conversion) {
        return Vec::new();
    }
    let likely = |&(figure, entry): &(usize, usize)| likely(scene, sentence, (quantity, place), (figure, entry));
    alike.iter().filter_map(likely).collect()
}

fn likely(
    scene: &Scene,
    sentence: &Sentence,
    (quantity, place): (&Quantity, &Place),
    (figure, entry): (usize, usize),
) -> Option<Candidate> {
    let fact = &scene.case.facts.figures[figure];
    let comparison = hold::compare(quantity, fact, &fact.values[entry]);
    let other_rate = hold::other_rate(quantity, fact).is_some();
    let total = quantity.per.is_some() && fact.per.is_empty();
    if !(comparison.slip.is_some() || (other_rate && comparison.relation == Relation::Supported)) || total {
        return None;
    }
    let telling = digits(quantity)?.digits.len();
    // A percentage that is a change is no level, and the reverse; a count of cuts or gains is both.
    let change = scene.case.index.figures.measures_change(figure);
    let percentage = matches!(quantity.unit.dimension, Dimension::Percent | Dimension::Points);
    if percentage && (place.role == Role::Change) != change && telling < 4 {
        return None;
    }
    if weigh::counts_something_else(scene, quantity, place, figure) || weigh::is_of_another(scene, place, figure) {
        return None;
    }
    let tie = Tie::of(scene, sentence, place, figure);
    let scaled = matches!(comparison.slip, Some(Slip::Scale(_))) && telling >= 2;
    let enough = match telling {
        // "75-centimetre shells": the unit alone is wrong, and the subject stands right after it.
        _ if comparison.slip == Some(Slip::Unit) && tie.adjacent => true,
        // "35,000 meters" of 35,000 feet: no other thing's value is the same large number.
        _ if (comparison.slip == Some(Slip::Unit) || other_rate) && is_large(quantity) => {
            tie.nearest <= Standing::Paragraph
        }
        0 | 1 => tie.nearest == Standing::Sentence && tie.words.len() >= 2,
        2 if scaled => tie.nearest <= Standing::Paragraph && !tie.words.is_empty(),
        2 => tie.nearest == Standing::Sentence && !tie.words.is_empty(),
        3 => tie.nearest <= Standing::Paragraph,
        _ => tie.nearest < Standing::Absent,
    };
    let rival =
        telling < 5 && !scaled && scene.rival(&tie.subjects, place.from, sentence, tie.nearest == Standing::Sentence);
    if !enough || rival {
        return None;
    }
    let measure = fact.measure.first().map_or("", |measure| measure.value.as_str());
    let tokens = &scene.case.document.tokens;
    let mut cues = tie.cues;
    cues.extend(tie.words.iter().map(|&token| (tokens[token as usize].span, measure.to_string())));
    Some(Candidate {
        figure,
        confidence: Confidence::Medium,
        rank: (Attachment::Alike, tie.nearest, 0, std::cmp::Reverse(tie.words.len()), 0),
        cues,
        rate_unsaid: false,
        telling: telling >= 4 || (comparison.slip == Some(Slip::Unit) && tie.adjacent),
        derived: false,
        of_value: false,
        rival: false,
    })
}

/// A thousand or more, in its own unit.
pub fn is_large(quantity: &Quantity) -> bool {
    matches!(quantity.number, Number::Point(value) if value.abs() >= Decimal::ONE_THOUSAND)
}

/// Another figure of the same subjects whose recorded value the quantity states.
pub fn sibling(scene: &Scene, quantity: &Quantity, figure: usize) -> Option<usize> {
    let facts = &scene.case.facts.figures;
    let subjects = |figure: usize| facts[figure].subject.iter().map(|subject| &subject.value);
    let alike = scene.case.index.figures.values().alike(quantity);
    let states = |&(other, entry): &(usize, usize)| {
        other != figure
            && subjects(other).eq(subjects(figure))
            && hold::compare(quantity, &facts[other], &facts[other].values[entry]).relation == Relation::Supported
    };
    alike.iter().take(MOST).find(|one| states(one)).map(|&(other, _)| other)
}

/// What beside the value ties a quantity to a figure.
struct Tie {
    /// How near the nearest of its subjects is.
    nearest: Standing,
    subjects: Vec<EntityId>,
    /// The subjects' words, and what each was taken for.
    cues: Vec<(Span, String)>,
    /// Tokens of the sentence that are words of its measure.
    words: Vec<u32>,
    /// Whether a subject stands right after the quantity: "75-millimetre shells".
    adjacent: bool,
}

impl Tie {
    fn of(scene: &Scene, sentence: &Sentence, place: &Place, figure: usize) -> Self {
        let index = &scene.case.index.figures;
        let mut tie = Self {
            nearest: Standing::Absent,
            subjects: Vec::new(),
            cues: Vec::new(),
            words: Vec::new(),
            adjacent: false,
        };
        for (requirement, subject) in index.requirements(figure).iter().zip(&scene.case.facts.figures[figure].subject) {
            let (near, at) = scene.standing(requirement, place.from, sentence);
            tie.nearest = tie.nearest.min(near);
            tie.adjacent |= scene.follows(requirement, place.to);
            tie.cues.extend(at.map(|at| (scene.words_of_name(at), weigh::name_of(scene, &subject.value))));
            if let Requirement::Entity(id) = requirement {
                tie.subjects.push(*id);
            }
        }
        let near = (
            (place.from.saturating_sub(REACH) as u32).max(sentence.tokens.0),
            ((place.to + REACH) as u32).min(sentence.tokens.1),
        );
        let keys: Vec<Key> = index.measure_keys(figure).collect();
        for key in keys {
            let places = scene.key_in(key, near).iter().filter(|&&at| !(place.from..place.to).contains(&(at as usize)));
            for &at in places {
                if !tie.words.contains(&at) && !tie.cues.iter().any(|(span, _)| scene.words_of_name(at) == *span) {
                    tie.words.push(at);
                }
            }
        }
        tie
    }
}

/// How far from a quantity, in tokens, a word of the measure may stand.
const REACH: usize = 16;

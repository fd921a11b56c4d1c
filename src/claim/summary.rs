//! What a draft leaves behind for the comparison with other drafts: owned, compact, and of a size that grows with its claims, not
//! with its text.

pub mod names;
pub mod titles;

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::calendar::PartialDate;
use crate::claim::Case;
use crate::claim::consistency;
use crate::claim::figure::period::Stated;
use crate::claim::figure::role::Role;
use crate::claim::title::within::Holder;
use crate::claim::topic::{Setting, Topic};
use crate::quantity::{Dimension, Quantity};
use crate::span::Span;

pub use names::NameSummary;
pub use titles::{PersonSummary, TitleSummary};

/// The claims of a draft that another draft can contradict.
#[derive(Clone, Debug, Default)]
pub struct ClaimSummary {
    /// The date that the draft is judged on.
    pub date: Option<PartialDate>,
    /// In the order of the draft.
    pub figures: Vec<FigureSummary>,
    /// Each once, in the order of the draft.
    pub names: Vec<NameSummary>,
    /// Who is given titles.
    pub persons: Vec<PersonSummary>,
}

/// A figure with what it is told of.
#[derive(Clone, Debug)]
pub struct FigureSummary {
    /// What it is told of: names, noun or measure, unit, period. Figures with other keys are never held against each other.
    pub key: Box<str>,
    /// Hashes of the telling words of its clause, sorted.
    pub words: Box<[u32]>,
    pub quantity: Quantity,
    /// Whether its clause states a period, so that drafts of different dates mean the same time.
    pub dated: bool,
    /// Bytes of the draft.
    pub span: Span,
    /// The draft's words: "15 wards".
    pub text: Box<str>,
}

/// Gathers the figures that stand beside a name, so that it is known whose they are, the names
/// themselves, and the titles that they are given.
pub fn of_draft(case: &Case, topics: &[Topic], holders: &[Holder]) -> ClaimSummary {
    let stated = consistency::stated(case, topics);
    let figures = stated.filter_map(|index| figure(case, &topics[index])).collect();
    ClaimSummary {
        date: case.date.map(|(date, _)| date),
        figures,
        names: names::of_draft(case),
        persons: titles::of_draft(case, holders),
    }
}

fn figure(case: &Case, topic: &Topic) -> Option<FigureSummary> {
    let quantity = &case.mentions.quantities[topic.mention];
    let firm = topic.place.asserted
        && topic.place.role == Role::Level
        && matches!(topic.setting, Setting::Headline | Setting::Text)
        && topic.when.days.is_empty();
    let key = if firm { key(topic, quantity)? } else { return None };
    let mut words: Vec<u32> = topic.content.iter().map(|word| hash(word)).collect();
    words.sort_unstable();
    Some(FigureSummary {
        key,
        words: words.into(),
        quantity: quantity.clone(),
        dated: matches!(topic.when.period, Stated::In(_)),
        span: case.document.source_span(quantity.span),
        text: topic.words(case.document, case.mentions).into(),
    })
}

/// The key of a figure; `None` where it is not known what is counted or of whom.
fn key(topic: &Topic, quantity: &Quantity) -> Option<Box<str>> {
    let period = match topic.when.period {
        Stated::Nothing => String::new(),
        Stated::In(period) => format!("{}..{}", period.start, period.end),
        Stated::Unclear => return None,
    };
    let what = match (&topic.noun, &topic.whole, topic.measures.first()) {
        (Some(noun), _, _) => format!("{} {}", noun.modifiers.join(" "), noun.head),
        (None, Some(whole), _) => format!("of {}", whole.head),
        (None, None, Some(concept)) => format!("={}", concept.0),
        _ => return None,
    };
    if topic.names.is_empty() {
        return None;
    }
    let unit = match &quantity.unit.dimension {
        Dimension::Money => quantity.unit.name.clone(),
        other => format!("{other:?}"),
    };
    let per = quantity.per.as_deref().unwrap_or("");
    Some(format!("{}|{what}|{unit}|{per}|{period}", topic.names.join(" ")).into())
}

/// The same for the same word in every run.
fn hash(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    word.hash(&mut hasher);
    hasher.finish() as u32
}

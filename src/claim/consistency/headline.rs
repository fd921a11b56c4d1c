//! A figure of the headline, or of the summary in the front matter, that the text gives otherwise.
//!
//! A headline sums up its text, so that its figures stand there too. It leaves out words: where the text counts only once what the headline
//! counts, one noun is enough.

use rust_decimal::Decimal;

use crate::claim::consistency::{Disagreement, Draft, NEAREST, Tie, agree, bears_out, magnitude};
use crate::claim::figure::role::Role;
use crate::claim::topic::kin::{self, Nouns};
use crate::claim::topic::{Setting, Topic};
use crate::document::BlockKind;
use crate::lexicon::phrases::lower;
use crate::quantity::{Dimension, Hedge, Number, Quantity};

/// A sum of more parts than this is a table told in words.
const PARTS: usize = 6;

impl Draft<'_> {
    /// Whether a figure stands in the headline or in the summary.
    pub(super) fn is_top(&self, topic: &Topic) -> bool {
        topic.setting == Setting::Headline || self.is_summary(topic)
    }

    fn is_summary(&self, topic: &Topic) -> bool {
        self.case.document.blocks[self.block(topic) as usize].kind == BlockKind::FrontMatter
    }

    /// A figure of the headline that the text, or the summary, gives otherwise.
    pub(super) fn with_headline(&self, later: usize) -> Option<Disagreement> {
        let topic = &self.topics[later];
        if !topic.place.asserted || topic.setting != Setting::Text || self.is_item(topic) {
            return None;
        }
        let earlier = self.top.iter().copied().take(NEAREST).find(|&top| {
            top < later
                && self.is_stated(top)
                && self.topics[top].place.asserted
                && self.contradict(top, later)
                && self.speaks_of_headline(top, later)
                && !self.is_borne_out(top)
        })?;
        let tie = if self.is_summary(&self.topics[earlier]) { Tie::Summary } else { Tie::Headline };
        Some(Disagreement { earlier, later, tie })
    }

    /// Whether a clause of the text tells what the headline tells.
    fn speaks_of_headline(&self, headline: usize, text: usize) -> bool {
        let (a, b) = (&self.topics[headline], &self.topics[text]);
        let unit = &self.quantity(headline).unit.name;
        let telling = |word: &&String| unit.is_empty() || !unit.starts_with(word.as_str());
        let names = a.names.iter().filter(|name| b.names.contains(name)).count();
        // "a 45-day boycott", "a boycott of 54 days": what the one measures stands beside the other.
        let noun = |a: &Topic, b: &Topic| {
            a.noun.as_ref().is_some_and(|noun| b.noun.is_none() && b.content.binary_search(&noun.head).is_ok())
        };
        let words = kin::shared_words(a, b).filter(telling).count() + names + usize::from(noun(a, b) || noun(b, a));
        let measure = kin::share_measure(a, b);
        kin::is_alike(a, b)
            && kin::one_time(a, b)
            && match kin::nouns(a, b, self.case.lexicon) {
                Nouns::Same => {
                    // "10 things to see": a headline that begins with its number announces a list, unless a verb follows.
                    let list = self.opens(a) && !self.is_followed_by_verb(a);
                    measure || words > usize::from(list) || !list && (b.definite || self.is_only_count(headline, text))
                }
                Nouns::Open if kin::is_measured(self.quantity(text)) => words >= 2 || measure && words >= 1,
                Nouns::Open => measure && words >= 1,
                Nouns::Different => false,
            }
    }

    /// Whether a figure begins its sentence.
    fn opens(&self, topic: &Topic) -> bool {
        topic.place.from == self.case.document.sentences[topic.sentence].tokens.0 as usize
    }

    /// "65 bodies found": a verb after what is counted.
    fn is_followed_by_verb(&self, topic: &Topic) -> bool {
        let document = self.case.document;
        let times = &self.case.lexicon.times;
        let end = topic.noun.as_ref().map_or(topic.place.to, |noun| noun.tokens.1);
        document.tokens.get(end).is_some_and(|token| {
            let word = lower(token.text(&document.prose));
            times.verbs.contains(word.as_ref()) || times.is_past(&word)
        })
    }

    /// Whether the text counts the headline's noun once only, and no name sets the two apart.
    fn is_only_count(&self, headline: usize, text: usize) -> bool {
        let (a, b) = (&self.topics[headline], &self.topics[text]);
        let Some(noun) = &b.noun else { return false };
        let of_noun = self.by_noun.get(noun.head.as_str()).map_or(&[][..], Vec::as_slice);
        let other = |&other: &usize| {
            let topic = &self.topics[other];
            let told = !self.is_top(topic) && self.is_noun_told(topic);
            told && !agree(self.quantity(other), self.quantity(text))
        };
        let told = |topic: &Topic| self.is_noun_told(topic);
        let apart = !a.names.is_empty() && !b.names.is_empty() && !a.names.iter().any(|name| b.names.contains(name));
        of_noun.len() <= NEAREST && told(a) && told(b) && !apart && !of_noun.iter().any(other)
    }

    /// Whether what is counted is named, and neither a part nor what is told of each.
    fn is_noun_told(&self, topic: &Topic) -> bool {
        topic.noun.is_some() && !self.is_distributed(topic) && topic.place.role != Role::Part
    }

    /// Whether the text has the headline's figure too, or figures that make it: then whatever else it gives is something else.
    fn is_borne_out(&self, headline: usize) -> bool {
        let place = self.top.binary_search(&headline).ok();
        let known = place.and_then(|place| self.borne_out.get(place));
        known.is_some_and(|known| *known.get_or_init(|| self.bears_out_headline(headline)))
    }

    fn bears_out_headline(&self, headline: usize) -> bool {
        let quantity = self.quantity(headline);
        let of_kind = self.by_dimension.get(&quantity.unit.dimension).map_or(&[][..], Vec::as_slice);
        let told = of_kind.iter().any(|&other| {
            let topic = &self.topics[other];
            let few = magnitude(quantity).is_some_and(|value| value < Decimal::TEN);
            let told = !self.is_top(topic) && bears_out(quantity, self.quantity(other));
            told && !(few && kin::nouns(&self.topics[headline], topic, self.case.lexicon) == Nouns::Different)
        });
        told || self.is_made_of_parts(quantity, of_kind)
    }

    /// "14 wards in the north and ten in the south" make the headline's 24: the sum of figures that follow each other in one paragraph.
    fn is_made_of_parts(&self, whole: &Quantity, of_kind: &[usize]) -> bool {
        let Some(wanted) = summand(whole) else { return false };
        if whole.unit.dimension == Dimension::Percent {
            return false;
        }
        let text: Vec<usize> = of_kind.iter().copied().filter(|&other| !self.is_top(&self.topics[other])).collect();
        let block = |at: usize| self.block(&self.topics[text[at]]);
        (0..text.len()).any(|first| {
            let mut sum = Decimal::ZERO;
            let near = (first..text.len()).take(PARTS).take_while(|&at| block(at) == block(first));
            let mut parts = near.map_while(|at| summand(self.quantity(text[at])));
            parts.any(|part| {
                sum = sum.saturating_add(part);
                sum == wanted
            })
        })
    }
}

/// The value of a plain figure, in base units.
fn summand(quantity: &Quantity) -> Option<Decimal> {
    let plain = quantity.hedge == Hedge::None && matches!(quantity.number, Number::Point(_));
    plain.then(|| magnitude(quantity)).flatten()
}

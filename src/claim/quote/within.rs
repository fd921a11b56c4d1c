//! Quotations of a draft that are nearly the same: one remark, perhaps, in two wordings.

use std::collections::BTreeMap;

use crate::claim::quote::align::{Step, align};
use crate::claim::quote::spoken::{Item, Spoken, items};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::mention::{Mentions, Quotation};
use crate::span::Span;

/// Words of a quotation that are compared; what goes on longer is compared up to there.
const LONGEST: usize = 80;
/// Quotations with which one is aligned.
const CANDIDATES: usize = 4;
/// Occurrences of a word that are followed up; a commoner word tells nothing.
const POSTINGS: usize = 32;
/// Words of a quotation of which all but one must agree; of a longer one four fifths.
const SHORT: usize = 4;

/// Two quotations that agree but for a word or two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Echo {
    /// Bytes of the prose between the marks: the later quotation, and the earlier one.
    pub later: Span,
    pub earlier: Span,
    /// The first word that differs in each; `None` where one has no word there.
    pub words: (Option<Span>, Option<Span>),
}

/// Every quotation that nearly repeats an earlier one, in order.
pub fn find(document: &Document, mentions: &Mentions, lexicon: &Lexicon) -> Vec<Echo> {
    let mut postings: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut read: Vec<Vec<Spoken>> = Vec::new();
    let mut found = Vec::new();
    for (number, quotation) in mentions.quotations.iter().enumerate() {
        let words = words(document, quotation, lexicon);
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for word in words.iter().filter(|word| !lexicon.quotations.common_words.contains(&word.key)) {
            let known = postings.entry(word.key.clone()).or_default();
            known.iter().rev().take(POSTINGS).for_each(|&other| *shared.entry(other).or_default() += 1);
            if known.last() != Some(&number) {
                known.push(number);
            }
        }
        shared.remove(&number);
        let mut others: Vec<(usize, usize)> = shared.into_iter().collect();
        others.sort_by_key(|&(other, count)| (std::cmp::Reverse(count), other));
        let echo = others.iter().take(CANDIDATES).find_map(|&(other, _)| {
            let earlier = &mentions.quotations[other];
            let words = differing(&words, &read[other], lexicon)?;
            may_be_one(document, quotation, earlier).then_some(Echo {
                later: quotation.inner,
                earlier: earlier.inner,
                words,
            })
        });
        found.extend(echo);
        read.push(words);
    }
    found
}

fn words(document: &Document, quotation: &Quotation, lexicon: &Lexicon) -> Vec<Spoken> {
    let from = document.token_at(quotation.inner.start());
    let to = from + document.tokens[from..].partition_point(|token| token.span.end() <= quotation.inner.end());
    let items = items(&document.prose, &document.tokens[from..to], &lexicon.quotations);
    let word = |item| match item {
        Item::Word(word) => Some(word),
        Item::Gap => None,
    };
    items.into_iter().filter_map(word).take(LONGEST).collect()
}

/// Not where the draft gives the two to speakers of different names.
fn may_be_one(document: &Document, one: &Quotation, other: &Quotation) -> bool {
    let name = |quotation: &Quotation| {
        let speaker = quotation.speaker.as_ref().filter(|speaker| !speaker.pronoun)?;
        document.text(speaker.span).split_whitespace().last().map(str::to_lowercase)
    };
    match (name(one), name(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// The first words that differ, where the shorter of the two is otherwise found in the longer.
fn differing(later: &[Spoken], earlier: &[Spoken], lexicon: &Lexicon) -> Option<(Option<Span>, Option<Span>)> {
    let (short, long) = if later.len() <= earlier.len() { (later, earlier) } else { (earlier, later) };
    if short.len() < 2 {
        return None;
    }
    let draft: Vec<Item> = short.iter().cloned().map(Item::Word).collect();
    let steps = align(&draft, long);
    let matched: Vec<&Spoken> = steps
        .iter()
        .filter_map(|step| match step {
            Step::Match { draft, .. } => short.get(*draft),
            _ => None,
        })
        .collect();
    let first = steps.iter().find(|step| !matches!(step, Step::Match { .. } | Step::Gap))?;
    let differences = steps.len() - matched.len();
    let telling = |word: &Spoken| !lexicon.quotations.common_words.contains(&word.key);
    let near = match short.len() {
        0..=SHORT => differences == 1 && matches!(first, Step::Change { .. }) && matched.len() + 1 == short.len(),
        more => matched.len() * 5 >= more * 4 && differences * 5 <= more,
    };
    if !near || !matched.iter().any(|word| telling(word)) {
        return None;
    }
    let (in_short, in_long) = match *first {
        Step::Change { draft, said } => (short.get(draft), long.get(said)),
        Step::Insert { draft } => (short.get(draft), None),
        Step::Drop { said } => (None, long.get(said)),
        Step::Match { .. } | Step::Gap => (None, None),
    };
    let (in_short, in_long) = (in_short.map(|word| word.span), in_long.map(|word| word.span));
    Some(if later.len() <= earlier.len() { (in_short, in_long) } else { (in_long, in_short) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::quote::testing::document;
    use crate::facts::FactBase;
    use crate::mention::quote;

    /// Each as "word of the later/word of the earlier".
    fn echoes(text: &str) -> Vec<String> {
        let lexicon = Lexicon::english();
        let document = document(text, &lexicon);
        let quotations = quote::find(&document, &[], &FactBase::default(), &lexicon);
        let mentions = Mentions { quotations, ..Mentions::default() };
        let word = |span: Option<Span>| span.map_or("–", |span| document.text(span));
        find(&document, &mentions, &lexicon)
            .iter()
            .map(|echo| format!("{}/{}", word(echo.words.0), word(echo.words.1)))
            .collect()
    }

    #[test]
    fn one_remark_in_two_wordings_is_found() {
        for (text, expected) in [
            ("He offered “good services” again. The envoy’s “good offices” are known.", "offices/services"),
            (
                "“We shall never leave the old harbour,” she said. In May she had said: “We shall not leave the old harbour.”",
                "not/never",
            ),
            (
                "“The wall will stand for a hundred years,” he said. He said the wall “will stand for two hundred years.”",
                "two/a",
            ),
            (
                "“It is a very proud day for all of us in Velling,” she said. Earlier: “It is a proud day for all of us in Velling.”",
                "–/very",
            ),
        ] {
            assert_eq!(echoes(text).join(", "), expected, "{text}");
        }
    }

    #[test]
    fn two_remarks_and_one_repeated_are_not() {
        for text in [
            "“We shall never leave the old harbour,” she said. Never, she said, would they “leave the old harbour.”",
            "He offered “good services” again. Such “good services” are rare.",
            "“I like rye bread,” he said. “I like the sea and the wind in the evening,” she said.",
            "It was “good” and “bad” at once. It was “the end.”",
            "“The wall will stand for a hundred years,” he said. “Nobody asked the fishermen of Velling,” she said.",
            "“Yes,” he said. “Yes,” she said.",
        ] {
            assert_eq!(echoes(text), Vec::<String>::new(), "{text}");
        }
    }
}

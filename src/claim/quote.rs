//! Claims of kind quote: the words between quotation marks, held against the words that were recorded.

mod align;
mod speaker;
pub mod spoken;
mod verdict;
pub mod within;

#[cfg(test)]
pub(crate) mod testing;

use std::collections::BTreeMap;

use crate::claim::quote::spoken::{Item, Spoken, items};
use crate::claim::{Case, ClaimKind, Evidence, Judgement, Reading, Reason, Verdict};
use crate::diagnostic::Confidence;
use crate::facts::{Place, Reference};
use crate::mention::Quotation;
use crate::span::Span;

use verdict::{Finding, Tie};

/// Words of a quotation that are aligned at once; longer ones are cut at the end of a sentence.
const CHUNK: usize = 120;
/// A recorded quotation of more words than this is aligned in the neighbourhood of the words that were found.
const WINDOW: usize = 3 * CHUNK;
/// The rarest words of a chunk by which recorded quotations are looked for.
const SEEDS: usize = 12;
/// Occurrences of a word that are followed up; a commoner word tells nothing.
const POSTINGS: usize = 512;
/// Recorded quotations with which a chunk is aligned.
const CANDIDATES: usize = 3;

/// Appends a judgement for every quotation of the draft.
///
/// Recorded words that are given to somebody else are refuted too; their reading says whose name the draft has.
/// Of one that is refuted, the span holds the first words that differ. The cues of its reading are the places that differ:
/// each the draft's words with a neighbour to find them by, and the recorded words beside them.
pub fn judge(case: &Case, judgements: &mut Vec<Judgement>) {
    for (mention, quotation) in case.mentions.quotations.iter().enumerate() {
        let finding = find(case, quotation);
        judgements.push(judgement(case, quotation, mention, finding));
    }
}

/// The best finding over the chunks of a quotation: an alteration, else agreement.
fn find(case: &Case, quotation: &Quotation) -> Option<Finding> {
    if case.index.quotes.is_empty() || quotation.inner.is_empty() {
        return None;
    }
    let from = case.document.token_at(quotation.inner.start());
    let to = from + case.document.tokens[from..].partition_point(|token| token.span.end() <= quotation.inner.end());
    let items = items(&case.document.prose, &case.document.tokens[from..to], &case.lexicon.quotations);
    let mut pending: Vec<&[Item]> = chunks(&items);
    pending.reverse();
    let mut best: Option<Finding> = None;
    let mut followed = 0;
    while let Some(chunk) = pending.pop() {
        let Some(finding) = judge_chunk(case, quotation, chunk) else { continue };
        // What stands before and after the recorded words may be recorded elsewhere.
        for rest in [&chunk[finding.used.end..], &chunk[..finding.used.start]] {
            if finding.used.len() > 1 && words(rest).count() >= 3 {
                pending.push(rest);
            }
        }
        followed += words(&chunk[finding.used.clone()]).count();
        best = match best {
            None => Some(finding),
            Some(best) if best.refutes() || (!finding.refutes() && (best.complete || !finding.complete)) => Some(best),
            Some(_) => Some(finding),
        };
    }
    // Agreement speaks for the quotation only where most of its words are recorded, and else for the part that is all of a record.
    let most = followed * 5 >= words(&items).count() * 4;
    let mut best = best.filter(|best| best.refutes() || most || best.complete)?;
    best.partial = !most;
    Some(best)
}

/// Stretches of at most [`CHUNK`] items, cut after the last sentence that fits.
fn chunks(items: &[Item]) -> Vec<&[Item]> {
    let mut rest = items;
    let mut chunks = Vec::new();
    while rest.len() > CHUNK {
        let ends = |item: &Item| matches!(item, Item::Word(Spoken { ends: true, .. }) | Item::Gap);
        let cut = rest[..CHUNK].iter().rposition(ends).map_or(CHUNK, |at| at + 1);
        let (chunk, after) = rest.split_at(cut);
        chunks.push(chunk);
        rest = after;
    }
    chunks.push(rest);
    chunks
}

fn words(items: &[Item]) -> impl Iterator<Item = &Spoken> {
    items.iter().filter_map(|item| match item {
        Item::Word(word) => Some(word),
        Item::Gap => None,
    })
}

/// Aligns a chunk with the recorded quotations that share its rarest words, and keeps the nearest.
fn judge_chunk(case: &Case, quotation: &Quotation, chunk: &[Item]) -> Option<Finding> {
    candidates(case, chunk)
        .into_iter()
        .filter_map(|(quote, window)| {
            let said = &case.index.quotes.words(quote)[window.0..window.1];
            let tie = speaker::tie(case, quotation, quote);
            verdict::weigh(chunk, said, quote, tie, &case.lexicon.quotations)
        })
        .max_by_key(|finding| finding.rank())
}

/// Recorded quotations with the stretch of their words to align with, by the number of rare words shared.
fn candidates(case: &Case, chunk: &[Item]) -> Vec<(usize, (usize, usize))> {
    let index = &case.index.quotes;
    let mut seeds: Vec<(usize, usize, &str)> = words(chunk)
        .enumerate()
        .map(|(at, word)| (index.said(&word.key).len(), at, word.key.as_str()))
        .filter(|&(count, _, _)| count > 0 && count <= POSTINGS)
        .collect();
    seeds.sort_unstable();
    seeds.dedup_by_key(|seed| seed.2);
    let mut votes: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
    for &(_, at, key) in seeds.iter().take(SEEDS) {
        for &(quote, said) in index.said(key) {
            votes.entry(quote as usize).or_default().push(i64::from(said) - at as i64);
        }
    }
    let mut ranked: Vec<(usize, Vec<i64>)> = votes.into_iter().collect();
    ranked.sort_by_key(|(quote, shifts)| (std::cmp::Reverse(shifts.len().min(SEEDS)), *quote));
    ranked.truncate(CANDIDATES);
    ranked.into_iter().map(|(quote, shifts)| (quote, window(index.words(quote).len(), chunk.len(), shifts))).collect()
}

/// The stretch of a recorded quotation of `length` words around which most shared words lie.
fn window(length: usize, chunk: usize, mut shifts: Vec<i64>) -> (usize, usize) {
    if length <= WINDOW {
        return (0, length);
    }
    shifts.sort_unstable();
    let reach = CHUNK as i64 / 2;
    let mut first = 0;
    let mut best = (0, shifts[0]);
    for (last, &shift) in shifts.iter().enumerate() {
        while shift - shifts[first] > reach {
            first += 1;
        }
        if last + 1 - first > best.0 {
            best = (last + 1 - first, shifts[first]);
        }
    }
    let from = usize::try_from(best.1 - reach).unwrap_or(0).min(length);
    (from, (from + chunk + 2 * reach as usize).min(length))
}

fn judgement(case: &Case, quotation: &Quotation, mention: usize, finding: Option<Finding>) -> Judgement {
    let mut judgement = Judgement {
        kind: ClaimKind::Quote,
        span: quotation.inner,
        mention,
        asserted: true,
        quoted: true,
        confidence: Confidence::Low,
        verdict: Verdict::NotEnoughInfo(Reason::NoFact),
        evidence: None,
        reading: Reading::default(),
    };
    let Some(finding) = finding else { return judgement };
    let fact = &case.facts.quotes[finding.quote];
    judgement.confidence = finding.confidence();
    judgement.reading.label = speaker_name(case, &fact.speaker.value);
    judgement.verdict = match &finding.difference {
        None if fact.head.unconfirmed => Verdict::NotEnoughInfo(Reason::NoFact),
        None if finding.tie == Tie::Other => {
            judgement.reading.remarks.push(format!("recorded as said by {}", judgement.reading.label));
            match speaker::given_to_another(case, quotation, finding.quote).filter(|_| !finding.partial) {
                Some((given_to, confidence)) => {
                    judgement.reading.given_to = Some(given_to);
                    judgement.confidence = if finding.is_telling() { confidence } else { Confidence::Medium };
                    Verdict::Refuted
                }
                None => Verdict::NotEnoughInfo(Reason::Unresolved),
            }
        }
        None => {
            if finding.partial {
                judgement.span = finding.draft;
            }
            Verdict::Supported
        }
        Some(difference) => {
            judgement.span = difference.first.draft;
            for altered in std::iter::once(&difference.first).chain(&difference.further) {
                let recorded = fact.text.value.get(altered.recorded_phrase.range()).unwrap_or_default();
                judgement.reading.cues.push((altered.draft_phrase, recorded.to_owned()));
            }
            judgement.reading.remarks.extend(difference.remarks.iter().cloned());
            if speaker::given_to_another(case, quotation, finding.quote).is_some() {
                judgement.reading.remarks.push(format!("recorded as said by {}", judgement.reading.label));
            }
            Verdict::Refuted
        }
    };
    let place = fact.text.place;
    let words = finding.difference.as_ref().map_or(finding.recorded, |difference| difference.first.recorded);
    let place = Place { file: place.file, span: within(place.span, &fact.text.value, words) };
    judgement.evidence = Some(Evidence { key: fact.head.key.clone(), place, index: finding.quote, entry: 0 });
    judgement
}

/// The bytes of the TOML file in which `words` of a value stand: exact where the value is a plain string in which nothing
/// is escaped, as then it is two quotation marks shorter than its place; else all of it.
fn within(place: Span, value: &str, words: Span) -> Span {
    if place.len() == value.len() + 2 && words.end() <= value.len() && !words.is_empty() {
        words.shifted(place.start() + 1)
    } else {
        place
    }
}

/// The short name of a recorded speaker, for messages.
fn speaker_name(case: &Case, speaker: &Reference) -> String {
    match speaker {
        Reference::Phrase(name) => name.clone(),
        Reference::Entity(id) => case.facts.entity(*id).name.value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::testing::judged;
    use super::*;

    /// Verdict, the words of the span and the recorded words beside them.
    fn outcome(recorded: &[(&str, &str)], text: &str) -> Vec<(&'static str, String)> {
        judged(recorded, text, |case, judgement| {
            let words = case.document.text(judgement.span).to_owned();
            match judgement.verdict {
                Verdict::Refuted => ("differs", format!("{words} / {}", judgement.reading.cues[0].1)),
                verdict => (verdict.plain(), words),
            }
        })
    }

    const LONG: &str =
        "Serbia is very proud of its independent policy, which has been deeply rooted in the history of our nation";

    #[test]
    fn alterations_are_found_at_the_words_changed() {
        let asked = "She climbed down. I asked her for a written guarantee. She gave me one.";
        let loan = "This was not a mistake, and it was not a loan. It was 412 separate decisions.";
        let sooner = "This is the release that I wanted it to be. It does less, and it does it sooner.";
        let nobody = "Today nobody lost. I will be the president of those who did not vote for me as well.";
        let history = "We have not agreed on everything, and we have not agreed on history at all. We have agreed to fix the roads.";
        let table: &[(&str, &str, &str)] = &[
            (LONG, "“… deeply rooted in the history of the nation,” Reed said.", "the / our nation"),
            (LONG, "“Serbia is proud of its independent policy,” Reed said.", "is proud / is very proud"),
            (asked, "“I asked for a written guarantee. She gave me one,” said Reed.", "asked for / asked her for"),
            (loan, "“This was not a mistake, and it was a loan,” Reed said.", "was a / was not a"),
            (loan, "Reed said “it was a loan”.", "was a / was not a"),
            (
                sooner,
                "“This is the release that I wanted it to be,” says Reed. “It does more, and it does it sooner.”",
                "more / does less",
            ),
            (nobody, "“Today nobody won,” Reed told them.", "won / nobody lost"),
            (
                history,
                "“We have not agreed on everything, and we have agreed on history at last,” Reed said.",
                "have agreed / have not agreed",
            ),
            (
                "I can keep the lights on. I cannot keep a promise we made.",
                "“I can keep a promise we made,” said Reed.",
                "can / cannot keep",
            ),
            (
                "Adding a picture works wonders.",
                "“Adding a picture rarely works wonders,” Reed said.",
                "rarely / picture works",
            ),
        ];
        for (recorded, text, expected) in table {
            let found = outcome(&[("reed", recorded)], text);
            assert!(found.contains(&("differs", (*expected).to_owned())), "{text}: {found:?}");
            assert_eq!(found.iter().filter(|(verdict, _)| *verdict == "differs").count(), 1, "{text}: {found:?}");
        }
    }

    #[test]
    fn what_a_draft_may_do_with_recorded_words() {
        let told = "I told her to go. I told her that this place would still be here when she’s done being clever.";
        let table: &[(&str, &str)] = &[
            (LONG, "“Serbia is very proud of its independent policy,” Reed said."),
            (LONG, "Reed called it “Deeply rooted”."),
            (LONG, "“Serbia is very proud… of our nation,” Reed said."),
            (told, "“I told her to go,” says Reed."),
            (told, "“I told her that [the foundry] would still be here when she's done being clever,” says Reed."),
            ("We organise 20 days.", "“We organize twenty days,” Reed said."),
        ];
        for (recorded, text) in table {
            let found = outcome(&[("reed", recorded)], text);
            assert!(found.iter().all(|(verdict, _)| *verdict == "agrees"), "{text}: {found:?}");
        }
    }

    #[test]
    fn of_a_longer_quotation_the_part_that_is_all_of_a_record_agrees() {
        let recorded = [("reed", "Adding a picture to a tweet works wonders.")];
        let text = "“We have scaled back on posts since we saw that few people read them at night. Adding a picture to a tweet \
                    works wonders. We are looking for ways to get more people to take part,” Reed said.";
        assert_eq!(outcome(&recorded, text), [("agrees", "Adding a picture to a tweet works wonders".to_owned())]);
    }

    #[test]
    fn other_words_are_not_judged() {
        let boom = "We are not predicting a boom. We are predicting that our customers will fix their pumps.";
        let table: &[(&str, &str)] = &[
            (boom, "“We are the people,” Reed said."),
            (boom, "“It is not a game,” said Lane."),
            ("I will be the president of those who did not vote for me.", "“I will be back,” said Reed."),
            (LONG, "“Serbia is a nation of poets,” Reed said."),
            (LONG, "Lane wanted a “dignified, decent, democratic dialogue”."),
            ("Nobody likes to pay more, but nobody likes to wait.", "“Nobody likes a loser,” said Reed."),
        ];
        for (recorded, text) in table {
            let found = outcome(&[("reed", recorded)], text);
            assert!(found.iter().all(|(verdict, _)| *verdict == "not checked"), "{text}: {found:?}");
        }
    }

    #[test]
    fn recorded_words_belong_to_their_speaker() {
        let recorded = [("reed", LONG), ("Helen Keller", "Alone we can do so little; together we can do so much.")];
        let table: &[(&str, &str)] = &[
            ("“Serbia is very proud of its independent policy,” Lane said.", "Lane"),
            ("“Serbia is very proud of its independent policy,” said Martin Strand.", "Martin Strand"),
            ("“Alone we can do so little; together we can do so much.” — Anne Sullivan", "Anne Sullivan"),
            ("“Alone we can do so little; together we can do so much.” — Helen Adams Keller", "-"),
            ("“Serbia is very proud of its independent policy,” said Martin Reed.", "-"),
            ("“Serbia is very proud of its independent policy,” Reed said.", "-"),
            ("“Serbia is very proud of its independent policy,” he said.", "-"),
            ("“Serbia is very proud of its independent policy,” the paper said.", "-"),
            ("Reed told Lane, who told us: “Serbia is very proud of its independent policy.”", "-"),
            ("Lane said of Reed’s speech that “Serbia is very proud of its independent policy”.", "-"),
            ("“A nation is very proud of its history,” Lane said.", "-"),
        ];
        for (text, expected) in table {
            let found = judged(&recorded, text, |case, judgement| {
                judgement.reading.given_to.map_or("-".to_owned(), |span| case.document.text(span).to_owned())
            });
            assert_eq!(found, [*expected], "{text}");
        }
    }

    #[test]
    fn the_recorded_words_are_marked_in_the_fact_file() {
        let places = judged(&[("reed", LONG)], "“… in the history of the nation,” Reed said.", |_, judgement| {
            judgement.evidence.as_ref().map(|evidence| evidence.place.span)
        });
        // The test's TOML value begins at byte 100 with its quotation mark.
        let at = 101 + LONG.find("our nation").expect("it is there");
        assert_eq!(places, [Some(Span::new(at, at + 3))]);
    }
}

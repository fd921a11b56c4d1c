//! Quotations held against source documents: there word for word, altered, or not there.

use crate::claim::quote::spoken::Item;
use crate::claim::quote::verdict::{Finding, Tie};
use crate::claim::quote::{Search, words};
use crate::claim::source::{Passage, Source, Sourced};
use crate::claim::{ClaimKind, Judgement, Reason, Verdict};
use crate::diagnostic::Confidence;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::mention::{Mentions, Quotation};
use crate::span::Span;

/// Words of a quotation that must be in a source, where somebody is said to have spoken them, and where nobody is.
const ATTRIBUTED: usize = 4;
const ALONE: usize = 8;
/// Words among them that are not common ones.
const TELLING: usize = 2;

/// Judges by the sources the quotations that no recorded words have settled.
pub fn judge_in_sources(
    document: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    sources: &[Source],
    judgements: &mut [Judgement],
) {
    let open = |judgement: &&mut Judgement| {
        judgement.kind == ClaimKind::Quote && judgement.verdict == Verdict::NotEnoughInfo(Reason::NoFact)
    };
    for judgement in judgements.iter_mut().filter(open) {
        let Some(quotation) = mentions.quotations.get(judgement.mention) else { continue };
        match best(document, lexicon, sources, quotation) {
            Some((source, finding)) => apply(judgement, &finding, source, sources),
            None if must_be_there(document, lexicon, sources, quotation) => {
                judgement.confidence = Confidence::Medium;
                judgement.reading.sourced = Some(Sourced::Missing);
            }
            None => {}
        }
    }
}

/// The finding that explains most of the words; of two that explain as much, the one that agrees.
fn best(document: &Document, lexicon: &Lexicon, sources: &[Source], quotation: &Quotation) -> Option<(usize, Finding)> {
    let found = sources.iter().enumerate().filter_map(|(at, source)| {
        // Whose words a document has is not known.
        let search = Search { document, lexicon, index: source.text.transcript(lexicon), tie: &|_| Tie::Document };
        Some((at, search.find(quotation)?))
    });
    found.max_by_key(|(at, finding)| (finding.rank(), std::cmp::Reverse(*at)))
}

fn apply(judgement: &mut Judgement, finding: &Finding, source: usize, sources: &[Source]) {
    let prose = &sources[source].text.document.prose;
    judgement.confidence = finding.confidence();
    let passage = |span: Span| Passage { source, span };
    match &finding.difference {
        None => {
            if finding.partial {
                judgement.span = finding.draft;
            }
            judgement.verdict = Verdict::Supported;
            judgement.reading.sourced = Some(Sourced::Stated(passage(finding.recorded)));
        }
        Some(difference) => {
            judgement.span = difference.first.draft;
            for altered in std::iter::once(&difference.first).chain(&difference.further) {
                let there = prose.get(altered.recorded_phrase.range()).unwrap_or_default();
                let there = there.split_whitespace().collect::<Vec<_>>().join(" ");
                judgement.reading.cues.push((altered.draft_phrase, there));
            }
            judgement.reading.remarks.extend(difference.remarks.iter().cloned());
            judgement.verdict = Verdict::Refuted;
            judgement.reading.sourced = Some(Sourced::Other(passage(difference.first.recorded)));
        }
    }
}

/// Whether the draft rests on sources and the words are so many, and tell so much, that they must be in one of them.
fn must_be_there(document: &Document, lexicon: &Lexicon, sources: &[Source], quotation: &Quotation) -> bool {
    let Some(source) = sources.iter().find(|source| source.binding) else { return false };
    let search = Search { document, lexicon, index: source.text.transcript(lexicon), tie: &|_| Tie::Document };
    let items: Vec<Item> = search.items(quotation);
    let all = words(&items).count();
    let telling = words(&items).filter(|word| !lexicon.quotations.common_words.contains(&word.key)).count();
    // "The Old Man and the Sea": the name of a work, and nobody's words.
    let small = words(&items).any(|word| {
        let starts_small = document.text(word.span).starts_with(char::is_lowercase);
        starts_small && !lexicon.quotations.common_words.contains(&word.key)
    });
    let long = all >= if quotation.speaker.is_some() { ATTRIBUTED } else { ALONE };
    small && long && telling >= TELLING && !is_half_there(sources, lexicon, &items)
}

/// Whether two of three telling words of the quotation stand somewhere in the sources side by side: then it may be put together
/// from several places, or told in the words of the source.
fn is_half_there(sources: &[Source], lexicon: &Lexicon, items: &[Item]) -> bool {
    let keys: Vec<&str> = words(items).map(|word| word.key.as_str()).collect();
    let pairs = keys.windows(2);
    let count = pairs.len();
    let there = pairs.filter(|pair| {
        sources.iter().any(|source| {
            let index = source.text.transcript(lexicon);
            let second = index.said(pair[1]);
            index.said(pair[0]).iter().take(MOST).any(|&(text, at)| second.binary_search(&(text, at + 1)).is_ok())
        })
    });
    there.count() * 3 >= count * 2
}

/// Places of a word that are looked at.
const MOST: usize = 4096;

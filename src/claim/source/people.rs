//! Who says what and holds which office, in a draft and in its sources: titles and speakers where both state them.
//!
//! Nothing but names introduced in full by both tells that two texts speak of one person. So a surname alone, a pronoun or a
//! description settles nothing.

use crate::claim::cast::Cast;
use crate::claim::source::{Passage, Source, Sourced};
use crate::claim::title::within::{self, Held, Holder};
use crate::claim::{Case, ClaimKind, Judgement, Reading, Verdict};
use crate::diagnostic::Confidence;
use crate::document::Document;
use crate::facts::FactBase;
use crate::lexicon::Lexicon;
use crate::mention::{Mentions, Quotation, Speaker, quote};
use crate::span::Span;
use crate::text::fold::fold;

/// Words that a quotation has at least for the speaker to be told by it: shorter ones may be said by several.
const WORDS: usize = 5;

/// The persons of a text, read when the first draft asks.
#[derive(Debug)]
pub struct People {
    cast: Cast,
    quotations: Vec<Quotation>,
    holders: Vec<Holder>,
}

impl People {
    /// Reads a text. Of whom `facts` record titles, they judge.
    pub fn of(document: &Document, mentions: &Mentions, facts: &FactBase, lexicon: &Lexicon) -> Self {
        let cast = Cast::of(document, mentions, |_| false);
        let quotations = quote::find(document, &cast.names, &cast.facts, lexicon);
        let mentions = Mentions { quotations, ..mentions.clone() };
        let holders = within::holders(document, &mentions, facts, lexicon);
        Self { cast, quotations: mentions.quotations, holders }
    }

    /// The full name of a speaker whom the attribution names.
    fn name(&self, speaker: &Speaker) -> Option<&str> {
        let id = speaker.entity.filter(|_| !speaker.pronoun)?;
        Some(self.cast.facts.entity(id).name.value.as_str())
    }
}

/// Judges by the sources the titles that the draft gives people, and the speakers of quotations that a source has.
pub fn judge(case: &Case, sources: &[Source], holders: &[Holder], judgements: &mut Vec<Judgement>) {
    let quoted = |judgement: &Judgement| stated(judgement).is_some();
    if judgements.iter().any(quoted) {
        let own = People::of(case.document, case.mentions, case.facts, case.lexicon);
        judgements.iter_mut().for_each(|judgement| judge_speaker(case, &own, sources, judgement));
    }
    let mut found: Vec<Judgement> = holders.iter().flat_map(|holder| titles(case, sources, holder)).collect();
    found.retain(|title| !judgements.iter().any(|known| known.kind == title.kind && known.span.overlaps(title.span)));
    judgements.append(&mut found);
}

/// Where a source has the words of a quotation.
fn stated(judgement: &Judgement) -> Option<Passage> {
    match judgement.reading.sourced {
        Some(Sourced::Stated(passage)) if judgement.kind == ClaimKind::Quote => Some(passage),
        _ => None,
    }
}

/// Refutes a quotation whose words the source has in the mouth of somebody else.
fn judge_speaker(case: &Case, own: &People, sources: &[Source], judgement: &mut Judgement) {
    let Some(passage) = stated(judgement) else { return };
    let Some(source) = sources.get(passage.source) else { return };
    let there = source.text.people(case.lexicon);
    let Some(quotation) = own.quotations.get(judgement.mention) else { return };
    let Some(speaker) = &quotation.speaker else { return };
    let spoken = there.quotations.iter().find(|there| there.inner.overlaps(passage.span));
    let Some((spoken, other)) = spoken.and_then(|spoken| Some((spoken, spoken.speaker.as_ref()?))) else { return };
    let (Some(name), Some(other_name)) = (own.name(speaker), there.name(other)) else { return };
    let long = case.document.text(quotation.inner).split_whitespace().count() >= WORDS;
    let passed_on =
        has_word_of(case.document, quotation.span, other_name) || has_word_of(&source.text.document, spoken.span, name);
    if long && !share_a_word(name, other_name) && !passed_on {
        judgement.verdict = Verdict::Refuted;
        judgement.confidence = Confidence::Medium;
        judgement.reading.given_to = Some(speaker.span);
        judgement.reading.sourced = Some(Sourced::Other(Passage { span: other.span, ..passage }));
    }
}

/// What the sources say of the titles that the draft gives a person.
fn titles(case: &Case, sources: &[Source], holder: &Holder) -> Vec<Judgement> {
    let binding = sources.iter().enumerate().filter(|(_, source)| source.binding && is_of_its_time(case, source));
    let there: Vec<(usize, &Holder)> = binding
        .flat_map(|(index, source)| {
            let holders = source.text.people(case.lexicon).holders.iter();
            holders.filter(|there| ends(&there.person) == ends(&holder.person)).map(move |there| (index, there))
        })
        .collect();
    // Whose office changes has had both.
    if holder.changes || there.iter().any(|(_, there)| there.changes) {
        return Vec::new();
    }
    let titles: Vec<(usize, &Held)> =
        there.iter().flat_map(|(index, there)| there.titles.iter().map(move |held| (*index, held))).collect();
    let sourced = |own: &Held| {
        let place = |&(source, held): &(usize, &Held)| Passage { source, span: held.span };
        let same = titles.iter().find(|(_, held)| within::agree(&own.office, &held.office, case.lexicon));
        let other = || titles.iter().find(|(_, held)| within::exclude(&own.office, &held.office, case.lexicon));
        let same = same.map(|title| Sourced::Stated(place(title)));
        same.or_else(|| other().map(|title| Sourced::Other(place(title))))
    };
    let judged = |held: &Held| Some(judgement(case, holder, held.span, sourced(held)?));
    holder.titles.iter().filter_map(judged).collect()
}

fn judgement(case: &Case, holder: &Holder, span: Span, sourced: Sourced) -> Judgement {
    Judgement {
        kind: ClaimKind::Title,
        span,
        mention: usize::MAX,
        asserted: true,
        quoted: case.mentions.is_quoted(span),
        confidence: Confidence::Medium,
        verdict: sourced.verdict(),
        evidence: None,
        reading: Reading { label: holder.person.clone(), sourced: Some(sourced), ..Reading::default() },
    }
}

/// Whether the source may speak of the same time: not if both have a date and the years differ.
fn is_of_its_time(case: &Case, source: &Source) -> bool {
    let years = case.date.map(|(date, _)| date.year).zip(source.text.document.meta.date.map(|date| date.year));
    years.is_none_or(|(own, other)| own == other)
}

/// The first and the last word of a name, folded.
fn ends(name: &str) -> (String, String) {
    let mut words = name.split_whitespace();
    let first = words.next().map(fold).unwrap_or_default();
    let last = words.next_back().map(fold).unwrap_or_else(|| first.clone());
    (first, last)
}

fn share_a_word(one: &str, other: &str) -> bool {
    one.split_whitespace().any(|word| other.split_whitespace().any(|there| fold(word) == fold(there)))
}

/// Whether a sentence that a quotation reaches into has a word of the name outside of it: then the words may be passed on.
fn has_word_of(document: &Document, quotation: Span, name: &str) -> bool {
    let (first, last) = (document.sentence_at(quotation.start()), document.sentence_at(quotation.end()));
    let sentences = document.sentences.get(first..=last.max(first)).unwrap_or_default();
    let tokens = sentences.iter().flat_map(|sentence| document.tokens_in(sentence.tokens));
    let outside = tokens.filter(|token| token.is_word() && !quotation.contains(token.span));
    let mut words = outside.map(|token| document.text(token.span));
    words.any(|word| share_a_word(word, name))
}

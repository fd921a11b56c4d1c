//! Drafts held against their source documents: transcripts, releases, reports.
//!
//! A source is parsed and read once a run. What a draft prints is looked for in it by its value and by the words around it: the same
//! digits in another place do not state a figure.

pub mod compound;
pub mod derive;
pub mod extreme;
pub mod factor;
pub mod figures;
pub mod meet;
pub mod names;
pub mod people;
pub mod printed;
pub mod weigh;
pub mod worded;
pub mod words;

use std::sync::{Arc, OnceLock};

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::claim::quote;
use crate::claim::quote::spoken::QuoteIndex;
use crate::claim::title::within::Holder;
use crate::claim::{Case, ClaimKind, Judgement, Reading, Reason, Verdict};
use crate::diagnostic::{Citation, Confidence};
use crate::document::Document;
use crate::facts::FactBase;
use crate::lexicon::Lexicon;
use crate::mention::Mentions;
use crate::quantity::{Digits, Number, Quantity};
use crate::source::FileId;
use crate::span::Span;

use derive::Derivation;
use figures::Figures;
use meet::{Fit, is_bare};
use names::Names;
use people::People;
use printed::{Printed, Value};
use weigh::{Place, Question};
use words::{Words, sentence_tokens};

/// A source document, read once and shared by all drafts.
#[derive(Debug)]
pub struct SourceText {
    pub document: Document,
    /// Its id in the fact base, where it has one.
    pub key: Option<String>,
    pub citation: Citation,
    pub figures: Figures,
    /// Its words, for quotations; read when the first draft has one.
    transcript: OnceLock<QuoteIndex>,
    pub names: Names,
    /// Who says what and holds which office in it; read when the first draft asks.
    people: OnceLock<People>,
}

impl SourceText {
    /// Reads a document.
    pub fn new(document: Document, key: Option<String>, citation: Option<Citation>, lexicon: &Lexicon) -> Self {
        let title = document.source.name().to_owned();
        let citation = citation.unwrap_or(Citation { title, ..Citation::default() });
        // A report of a thousand pages is read by all processors.
        let (figures, names) = rayon::join(|| Figures::new(&document, lexicon), || Names::new(&document, lexicon));
        Self { document, key, citation, figures, names, transcript: OnceLock::new(), people: OnceLock::new() }
    }

    /// Who says what and holds which office in it.
    pub fn people(&self, lexicon: &Lexicon) -> &People {
        let facts = FactBase::default();
        self.people.get_or_init(|| People::of(&self.document, &self.names.mentions, &facts, lexicon))
    }

    /// Its words in order.
    pub fn transcript(&self, lexicon: &Lexicon) -> &QuoteIndex {
        self.transcript.get_or_init(|| QuoteIndex::of_document(&self.document, lexicon))
    }
}

/// A source that drafts are held against.
#[derive(Clone, Debug)]
pub struct Source {
    pub text: Arc<SourceText>,
    /// What labels that point into it call it.
    pub file: FileId,
    /// Whether the draft is declared to rest on it: then what no such source states is reported.
    pub binding: bool,
}

/// A place in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Index in the list of sources.
    pub source: usize,
    /// Bytes of its prose.
    pub span: Span,
}

/// What the sources say of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sourced {
    /// It is stated there.
    Stated(Passage),
    /// It follows from two figures of one source.
    Derived { from: [Passage; 2], how: Derivation },
    /// No source states it; the same thing has another value there.
    Other(Passage),
    /// No source states it.
    Missing,
}

impl Sourced {
    /// The verdict on what the sources say this of.
    pub fn verdict(&self) -> Verdict {
        match self {
            Sourced::Stated(_) | Sourced::Derived { .. } => Verdict::Supported,
            Sourced::Other(_) => Verdict::Refuted,
            Sourced::Missing => Verdict::NotEnoughInfo(Reason::NoFact),
        }
    }

    /// The passage that was met; of what follows from two, the second with the step as well.
    pub fn met(&self) -> Option<(Passage, Option<(Passage, Derivation)>)> {
        match *self {
            Sourced::Stated(passage) | Sourced::Other(passage) => Some((passage, None)),
            Sourced::Derived { from: [first, second], how } => Some((first, Some((second, how)))),
            Sourced::Missing => None,
        }
    }
}

/// How much more must speak for the other value than for the same one elsewhere.
const MARGIN: usize = 4;

/// Judges by the sources what the facts have not settled, and adds the figures that no other judgement is about.
pub fn judge(case: &Case, sources: &[Source], holders: &[Holder], judgements: &mut Vec<Judgement>) {
    if sources.is_empty() {
        return;
    }
    let Case { document, mentions, lexicon, .. } = *case;
    quote::judge_in_sources(document, mentions, lexicon, sources, judgements);
    names::judge(document, mentions, lexicon, sources, judgements);
    people::judge(case, sources, holders, judgements);
    let printed = printed::find(document, &mentions.quantities, &mentions.dates, lexicon);
    let words = Words::new(document, lexicon);
    let translations: Vec<_> = sources.iter().map(|source| source.text.figures.words.translation(&words)).collect();
    let desk = Desk { document, lexicon, sources, words: &words, translations: &translations };
    let known: FxHashMap<(Span, ClaimKind), usize> =
        judgements.iter().enumerate().map(|(at, judgement)| ((judgement.span, judgement.kind), at)).collect();
    let settled: Vec<Span> = settled(judgements);
    let mut added = Vec::new();
    let mut first = 0;
    while first < printed.len() {
        let sentence = sentence_tokens(document, printed[first].span.start());
        let rest = &printed[first..];
        let count = rest.iter().take_while(|figure| figure.tokens.0 < sentence.1).count().max(1);
        for at in 0..count {
            let figure = &rest[at];
            if document.is_masked(figure.span) || touches(&settled, figure.span) {
                continue;
            }
            let beside: Vec<&Printed> = (0..count).filter(|&other| other != at).map(|other| &rest[other]).collect();
            let Some(sourced) = desk.judge(figure, &beside) else { continue };
            let kind = if matches!(figure.value, Value::Date(_)) { ClaimKind::Date } else { ClaimKind::Figure };
            let judgement = match known.get(&(figure.span, kind)) {
                Some(&at) => &mut judgements[at],
                None => {
                    added.push(unjudged(kind, figure, mentions));
                    added.last_mut().expect("just added")
                }
            };
            judgement.verdict = sourced.verdict();
            judgement.evidence = None;
            judgement.reading.sourced = Some(sourced);
        }
        first += count;
    }
    drop_parts(judgements, &added);
    judgements.append(&mut added);
    judgements.sort_by_key(|judgement| (judgement.span, judgement.kind));
}

/// "two hours" and "ten minutes", of which nothing is recorded, are parts of one figure that a source was asked for.
fn drop_parts(judgements: &mut Vec<Judgement>, added: &[Judgement]) {
    let is_part = |judgement: &Judgement| {
        let next = added.partition_point(|whole| whole.span.end() < judgement.span.end());
        let whole = added.get(next).map(|whole| whole.span);
        let within = whole.is_some_and(|whole| whole.start() <= judgement.span.start() && whole != judgement.span);
        within && judgement.kind == ClaimKind::Figure && judgement.reading.sourced.is_none()
    };
    judgements.retain(|judgement| !is_part(judgement) || !matches!(judgement.verdict, Verdict::NotEnoughInfo(_)));
}

/// What the facts have decided, in order.
fn settled(judgements: &[Judgement]) -> Vec<Span> {
    let decided = |judgement: &&Judgement| {
        let by_numbers =
            !matches!(judgement.kind, ClaimKind::Name | ClaimKind::Title | ClaimKind::Statement | ClaimKind::Quote);
        by_numbers && !matches!(judgement.verdict, Verdict::NotEnoughInfo(_))
    };
    judgements.iter().filter(decided).map(|judgement| judgement.span).collect()
}

fn touches(spans: &[Span], span: Span) -> bool {
    let next = spans.partition_point(|settled| settled.end() <= span.start());
    spans.get(next).is_some_and(|settled| settled.overlaps(span))
}

fn unjudged(kind: ClaimKind, figure: &Printed, mentions: &Mentions) -> Judgement {
    Judgement {
        kind,
        span: figure.span,
        mention: figure.mention.unwrap_or(usize::MAX),
        asserted: true,
        quoted: mentions.is_quoted(figure.span),
        confidence: Confidence::High,
        verdict: Verdict::NotEnoughInfo(Reason::NoFact),
        evidence: None,
        reading: Reading::default(),
    }
}

/// What figures are judged with.
struct Desk<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    sources: &'a [Source],
    words: &'a Words,
    translations: &'a [Vec<words::Word>],
}

impl Desk<'_> {
    /// What the sources say of a figure; `None` where nothing is to be said.
    fn judge(&self, figure: &Printed, beside: &[&Printed]) -> Option<Sourced> {
        let mut stated: Option<(usize, Place)> = None;
        let mut other: Option<(usize, Place)> = None;
        for (index, source) in self.sources.iter().enumerate() {
            let question = Question::new(self.document, self.words, figure, beside, &self.translations[index]);
            let better =
                |new: &Place, old: &Option<(usize, Place)>| old.is_none_or(|(_, old)| new.likeness > old.likeness);
            if let Some(place) = weigh::stated(&source.text, &question)
                && better(&place, &stated)
            {
                stated = Some((index, place));
            }
            if let Some(place) = weigh::other(&source.text, &question)
                && better(&place, &other)
            {
                other = Some((index, place));
            }
        }
        let binding = self.sources.iter().any(|source| source.binding);
        let passage = |(source, place): (usize, Place)| Passage { source, span: place.span };
        if let Some(found) = stated {
            let doubtful = is_demanded(figure) && !is_telling(&figure.value);
            let outweighed = |(_, other): &(usize, Place)| doubtful && outweighs(other, &found.1);
            let elsewhere = other.filter(outweighed).map(passage);
            let elsewhere = elsewhere.or_else(|| self.surpassed(figure, beside, &found)).filter(|_| binding);
            // The 5 of "five officers" is not that of "5 cents": these may follow from $1.18 and $1.23.
            let derived = || (found.1.fit == Fit::Number).then(|| self.derived(figure, beside)).flatten();
            return match elsewhere {
                Some(other) => derived().or(Some(Sourced::Other(other))),
                None if binding || found.1.likeness.shared > 0 => Some(Sourced::Stated(passage(found))),
                None => None,
            };
        }
        if !binding || !is_demanded(figure) || self.is_counted(figure) {
            return None;
        }
        let derived = self.derived(figure, beside);
        let same_thing = |(source, place): &(usize, Place)| {
            is_same_thing(place) || place.likeness.shared > 0 && self.is_near_miss(figure, *source, place)
        };
        let other = other.filter(same_thing).map(|other| Sourced::Other(passage(other)));
        derived.or(other).or(Some(Sourced::Missing))
    }

    /// "1.2 million tonnes" of 1.1: the same unit, and hardly another number.
    fn is_near_miss(&self, figure: &Printed, source: usize, place: &Place) -> bool {
        let there = place.figure.map(|there| &self.sources[source].text.figures.printed[there].value);
        let (Value::Quantity(own), Some(Value::Quantity(there))) = (&figure.value, there) else { return false };
        let (Number::Point(stated), Number::Point(other)) = (own.number, there.number) else { return false };
        let (Some(stated), Some(other)) = (own.unit.to_base(stated), there.unit.to_base(other)) else { return false };
        let measured = !is_bare(own) && own.unit.comparable(&there.unit);
        measured && (stated - other).abs() <= stated.abs() / Decimal::from(4)
    }

    /// The figure that the source has further out than one which the draft calls the least or greatest.
    fn surpassed(&self, figure: &Printed, beside: &[&Printed], found: &(usize, Place)) -> Option<Passage> {
        let (source, place) = found;
        let question = Question::new(self.document, self.words, figure, beside, &self.translations[*source]);
        let text = &self.sources[*source].text;
        let span = extreme::surpassed(self.document, self.lexicon, text, &question, place)?;
        Some(Passage { source: *source, span })
    }

    fn derived(&self, figure: &Printed, beside: &[&Printed]) -> Option<Sourced> {
        let steps = derive::Steps::of(self.document, self.lexicon, figure, beside)?;
        self.sources.iter().enumerate().find_map(|(index, source)| {
            let ask = |figure| Question::new(self.document, self.words, figure, &[], &self.translations[index]);
            let (from, how) =
                steps.find(&source.text, &ask(figure).around).or_else(|| steps.from_beside(&source.text, ask))?;
            Some(Sourced::Derived { from: from.map(|span| Passage { source: index, span }), how })
        })
    }

    /// "three plans" of a list of three.
    fn is_counted(&self, figure: &Printed) -> bool {
        let Value::Quantity(quantity) = &figure.value else { return false };
        let Number::Point(count) = quantity.number else { return false };
        is_bare(quantity) && self.sources.iter().any(|source| source.text.figures.enumerates(count))
    }
}

/// Whether the words beside two figures make them figures of the same thing.
fn is_same_thing(place: &Place) -> bool {
    let likeness = place.likeness;
    likeness.head && likeness.shared > 1 || likeness.shared > 2
}

/// Significant digits of a number that hardly stands in a source by chance.
const TELLING: usize = 3;

/// Whether the value has so many digits that the source, which has it, must be where it comes from.
fn is_telling(value: &Value) -> bool {
    match value {
        Value::Quantity(quantity) => match quantity.number {
            Number::Point(value) => Digits::of(value).digits.len() >= TELLING,
            _ => false,
        },
        Value::Time(time) => !time.minutes.is_multiple_of(HOUR),
        _ => false,
    }
}

/// An hour, in minutes.
const HOUR: u32 = 60;

/// Whether the source's other value is of the same thing, and the place that has the draft's value is not.
fn outweighs(other: &Place, stated: &Place) -> bool {
    let (new, old) = (other.likeness, stated.likeness);
    let elsewhere = old.shared == 0 || stated.fit == Fit::Number && old.shared <= 1;
    let firm = new.shared > 2 || stated.fit == Fit::Number && new.shared > old.shared + 1;
    let same_thing = new.head && !old.head && new.shared > 0 || firm;
    elsewhere && same_thing && new.shared * MARGIN + new.wide >= old.shared * MARGIN + old.wide + MARGIN
}

/// Whether a draft that rests on sources must have it from them: figures in digits, and worded ones that measure something or that
/// nobody counts at a glance.
fn is_demanded(figure: &Printed) -> bool {
    match &figure.value {
        Value::Quantity(quantity) => figure.in_digits || is_worded_measure(quantity),
        Value::Date(date) => date.day.is_some() || date.year.is_some(),
        _ => figure.in_digits,
    }
}

/// The largest number that a writer may have counted without saying so.
const COUNTED: u32 = 20;

fn is_worded_measure(quantity: &Quantity) -> bool {
    match quantity.number {
        Number::Point(value) => {
            value > COUNTED.into() && !matches!(value, value if value.is_integer() && is_round_hundred(value))
        }
        _ => false,
    }
}

/// "a hundred times", "a million reasons".
fn is_round_hundred(value: Decimal) -> bool {
    value == Decimal::ONE_HUNDRED || value == Decimal::ONE_THOUSAND || value == 1_000_000.into()
}

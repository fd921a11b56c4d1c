//! Claims: mentions bound together, what they are held against, and the verdict.

pub mod cast;
pub mod consistency;
pub mod date;
pub mod figure;
pub mod frame;
pub mod index;
pub mod literal;
pub mod name;
pub mod quote;
pub mod source;
pub mod statement;
pub mod statistic;
pub mod summary;
pub mod tabular;
pub mod title;
pub mod topic;
pub mod variant;

use rustc_hash::FxHashSet;

use crate::calendar::PartialDate;
use crate::diagnostic::{Citation, Confidence};
use crate::document::Document;
use crate::facts::{FactBase, FactHead, Place};
use crate::lexicon::Lexicon;
use crate::mention::Mentions;
use crate::mention::name::play::Play;
use crate::settings::DateOrigin;
use crate::span::Span;

pub use index::Index;

/// What claims are bound in and judged by: a draft with its mentions, and the facts.
pub struct Case<'a> {
    pub document: &'a Document,
    pub mentions: &'a Mentions,
    pub facts: &'a FactBase,
    pub index: &'a Index,
    pub lexicon: &'a Lexicon,
    /// The date the draft is judged on, and where it comes from; `None` where nobody gave one.
    pub date: Option<(PartialDate, DateOrigin)>,
}

impl Case<'_> {
    /// Which entities the draft speaks of at all.
    pub fn play(&self) -> Play<'_> {
        Play::new(self.document, self.facts, self.lexicon, &self.mentions.names, &self.mentions.near_misses)
    }
}

/// Judges every claim of the draft, in the order of the prose.
pub fn judge(case: &Case) -> Vec<Judgement> {
    let mut judgements = Vec::new();
    name::judge(case, &mut judgements);
    title::judge(case, &mut judgements);
    quote::judge(case, &mut judgements);
    figure::judge(case, &mut judgements);
    date::judge(case, &mut judgements);
    statement::judge(case, &mut judgements);
    literal::judge(case, &mut judgements);
    drop_figures_that_are_times(&mut judgements);
    judgements.iter_mut().for_each(account);
    judgements.sort_by_key(|judgement| (judgement.span, judgement.kind));
    judgements
}

/// The trace of a claim for which only one fact could be meant.
fn account(judgement: &mut Judgement) {
    let Some(evidence) = judgement.evidence.as_ref().filter(|_| judgement.reading.considered.is_empty()) else {
        return;
    };
    let tie = match judgement.kind {
        ClaimKind::Figure => return,
        ClaimKind::Title => "its title stands beside the name",
        ClaimKind::Name => "the words are its name, or nearly",
        ClaimKind::Date | ClaimKind::Duration => "its words stand beside the time",
        ClaimKind::Age => "the person’s name stands beside the age",
        ClaimKind::Quote => "the words follow the recorded ones",
        ClaimKind::Statement => "the words are one of its wordings",
        ClaimKind::Literal => "it stands beside the words that it is near",
    };
    let outcome = match judgement.verdict {
        Verdict::NotEnoughInfo(reason) => reason.plain(),
        verdict => verdict.plain(),
    };
    let key = evidence.key.clone();
    judgement.reading.considered.push(Considered { key, tie, subject: "", confidence: judgement.confidence, outcome });
}

/// An age or a length of time that was judged as one is no figure beside.
fn drop_figures_that_are_times(judgements: &mut Vec<Judgement>) {
    let is_time = |judgement: &Judgement| matches!(judgement.kind, ClaimKind::Age | ClaimKind::Duration);
    let times: FxHashSet<usize> = judgements.iter().filter(|one| is_time(one)).map(|time| time.mention).collect();
    judgements.retain(|judgement| judgement.kind != ClaimKind::Figure || !times.contains(&judgement.mention));
}

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClaimKind {
    Figure,
    Title,
    Name,
    Date,
    Age,
    Duration,
    Quote,
    Statement,
    Literal,
}

impl ClaimKind {
    /// The word used in every format.
    pub fn word(self) -> &'static str {
        match self {
            ClaimKind::Figure => "figure",
            ClaimKind::Title => "title",
            ClaimKind::Name => "name",
            ClaimKind::Date => "date",
            ClaimKind::Age => "age",
            ClaimKind::Duration => "duration",
            ClaimKind::Quote => "quote",
            ClaimKind::Statement => "statement",
            ClaimKind::Literal => "literal",
        }
    }
}

/// Why a claim is neither supported nor refuted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    NoFact,
    NoDate,
    OtherPeriod,
    OtherCurrency,
    Overlap,
    Unresolved,
    Ambiguous,
    NotAsserted,
}

impl Reason {
    /// The word used in machine formats: `no_fact`, `other_period`, …
    pub fn word(self) -> &'static str {
        match self {
            Reason::NoFact => "no_fact",
            Reason::NoDate => "no_date",
            Reason::OtherPeriod => "other_period",
            Reason::OtherCurrency => "other_currency",
            Reason::Overlap => "overlap",
            Reason::Unresolved => "unresolved",
            Reason::Ambiguous => "ambiguous",
            Reason::NotAsserted => "not_asserted",
        }
    }

    /// The words for people: "nothing recorded", "another currency", …
    pub fn plain(self) -> &'static str {
        match self {
            Reason::NoFact => "nothing recorded",
            Reason::NoDate => "no date to judge it on",
            Reason::OtherPeriod => "another period",
            Reason::OtherCurrency => "another currency",
            Reason::Overlap => "not precise enough",
            Reason::Unresolved => "not clear whom it means",
            Reason::Ambiguous => "several facts fit",
            Reason::NotAsserted => "not asserted",
        }
    }
}

/// What comparing a claim with the facts yields (FEVER's terms).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    Supported,
    Refuted,
    NotEnoughInfo(Reason),
}

impl Verdict {
    /// The word used in machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Supported => "supported",
            Verdict::Refuted => "refuted",
            Verdict::NotEnoughInfo(_) => "not_enough_info",
        }
    }

    /// The words for people.
    pub fn plain(self) -> &'static str {
        match self {
            Verdict::Supported => "agrees",
            Verdict::Refuted => "differs",
            Verdict::NotEnoughInfo(_) => "not checked",
        }
    }
}

/// The recorded fact that a claim met: its key, and which of its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// `figure.novi-sad-deaths`.
    pub key: String,
    /// The value that was compared, in its TOML file.
    pub place: Place,
    /// Index in the list of its kind in the fact base.
    pub index: usize,
    /// Index of the entry within the fact: a value of `values`, a title of `titles`.
    pub entry: usize,
}

impl Evidence {
    /// What the fact carries beside its value. Entities carry nothing.
    pub fn head<'f>(&self, facts: &'f FactBase) -> Option<&'f FactHead> {
        let (table, _) = self.key.split_once('.')?;
        Some(match table {
            "figure" => &facts.figures.get(self.index)?.head,
            "date" => &facts.dates.get(self.index)?.head,
            "quote" => &facts.quotes.get(self.index)?.head,
            "statement" => &facts.statements.get(self.index)?.head,
            "literal" => &facts.literals.get(self.index)?.head,
            _ => return None,
        })
    }

    /// The first source of the fact.
    pub fn citation<'f>(&self, facts: &'f FactBase) -> Option<&'f Citation> {
        self.head(facts)?.sources.first()
    }
}

/// A claim of the draft with its verdict. Derived once; checks only word it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    pub kind: ClaimKind,
    /// Bytes of the prose that state the value.
    pub span: Span,
    /// Index of the mention it rests on, in the list of its kind in [`crate::mention::Mentions`].
    pub mention: usize,
    /// Whether the draft says it is so.
    pub asserted: bool,
    /// Whether it stands inside a quotation.
    pub quoted: bool,
    pub confidence: Confidence,
    pub verdict: Verdict,
    /// What it was held against.
    pub evidence: Option<Evidence>,
    /// How it was read and compared, for the check that words it and for people who ask why.
    pub reading: Reading,
}

/// What the comparison found out beside the verdict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What the fact is called in messages: "collapse deaths".
    pub label: String,
    /// The words that tied the claim to the fact, and what each was taken for.
    pub cues: Vec<(Span, String)>,
    /// What else an editor should know: digits swapped, another period's value.
    pub remarks: Vec<String>,
    /// What is recorded, as messages show it, where the fact's own words are not enough: "Thursday, 2025-03-20".
    pub recorded: Option<String>,
    /// The first and the last day that the fact leaves open.
    pub days: Option<(jiff::civil::Date, jiff::civil::Date)>,
    /// The words of the draft that name the speaker of a quotation or the holder of an office, where it is recorded of somebody else.
    pub given_to: Option<Span>,
    /// What the source documents say, where they were asked.
    pub sourced: Option<source::Sourced>,
    /// Supported, but worded in a way that [`crate::checks`] may remark on.
    pub wording: Option<Wording>,
    /// Every fact that was looked at for the claim and why it was taken or left, the best first: for people who ask why.
    pub considered: Vec<Considered>,
}

/// A recorded fact that was looked at for a claim, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Considered {
    /// `figure.novi-sad-deaths`.
    pub key: String,
    /// How firmly the draft's words tie the claim to it, in plain words: "its words stand beside the figure".
    pub tie: &'static str,
    /// Where its subject stands: "its subject in the sentence".
    pub subject: &'static str,
    pub confidence: Confidence,
    /// What became of it, in plain words: "taken: they agree", "left: another unit".
    pub outcome: &'static str,
}

/// How a supported figure is worded badly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// A vague hedge that reaches further than it should: "about 70" of 76.
    Stretched,
    /// The record is hedged and the draft is not.
    HedgeDropped,
    /// True, but far from its bound: "more than 10" of 16.
    Understated,
}

//! The inventory: every claim with its verdict, the fact it met and the place; and how much of the text is covered.

use std::io::{self, Write};

use serde::Serialize;

use crate::claim::source::{Passage, Source, SourceText, Sourced};
use crate::claim::{Considered, Judgement, Verdict};
use crate::document::Document;
use crate::facts::FactBase;
use crate::render::json::{CitationJson, PlaceJson, text_of};
use crate::render::tally::count;
use crate::render::{Look, Rendered, Tally, visible};
use crate::source::{FileId, Sources};

/// A format of the inventory.
#[derive(Clone, Debug)]
pub enum Format {
    /// A line a claim, its words under one another; below it why, for the claims that are to be explained.
    Human(Box<Look>, Option<Explain>),
    /// For machines; the shape is frozen like that of findings.
    Json,
    /// For spreadsheets (RFC 4180): the keys of the JSON, the source by its title.
    Csv,
}

/// Which claims are explained: those at a line ("13"), at a place ("13:141", "draft.md:13:141"), with some words, or all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explain(pub String);

impl Explain {
    fn wants(&self, claim: &ClaimJson) -> bool {
        let number = |text: &str| text.parse::<usize>().ok();
        // A place as reports print it: "draft.md:13:141".
        let mut parts = self.0.rsplitn(3, ':');
        if let (Some(column), Some(line), Some(file)) = (parts.next(), parts.next(), parts.next())
            && let (Some(column), Some(line)) = (number(column), number(line))
        {
            return file == claim.place.file && line == claim.place.line && column == claim.place.column;
        }
        match self.0.split_once(':').map_or((self.0.as_str(), None), |(line, column)| (line, Some(column))) {
            ("", None) => true,
            (line, column) if number(line).is_some() && column.is_none_or(|column| number(column).is_some()) => {
                number(line) == Some(claim.place.line)
                    && column.is_none_or(|column| number(column) == Some(claim.place.column))
            }
            _ => claim.text.contains(&self.0),
        }
    }
}

/// How much of the drafts is claims, and how much of that is checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    pub claims: usize,
    pub supported: usize,
    pub refuted: usize,
    pub not_enough_info: usize,
    pub sentences: usize,
    pub sentences_with_claims: usize,
    /// Sentences that have claims, all of them supported or refuted.
    pub sentences_fully_checked: usize,
}

impl Coverage {
    /// Counts the claims of one draft.
    pub fn of(document: &Document, judgements: &[Judgement]) -> Self {
        let mut tally = Tally::default();
        tally.claims(judgements);
        let mut open = vec![None; document.sentences.len()];
        for judgement in judgements {
            if let Some(sentence) = open.get_mut(document.sentence_at(judgement.span.start())) {
                let undecided = matches!(judgement.verdict, Verdict::NotEnoughInfo(_));
                *sentence = Some(sentence.unwrap_or(false) || undecided);
            }
        }
        Self {
            claims: judgements.len(),
            supported: tally.supported,
            refuted: tally.refuted,
            not_enough_info: tally.not_enough_info,
            sentences: open.len(),
            sentences_with_claims: open.iter().flatten().count(),
            sentences_fully_checked: open.iter().flatten().filter(|undecided| !**undecided).count(),
        }
    }

    /// Adds what was counted in another draft.
    pub fn add(&mut self, other: &Coverage) {
        self.claims += other.claims;
        self.supported += other.supported;
        self.refuted += other.refuted;
        self.not_enough_info += other.not_enough_info;
        self.sentences += other.sentences;
        self.sentences_with_claims += other.sentences_with_claims;
        self.sentences_fully_checked += other.sentences_fully_checked;
    }

    fn line(&self) -> String {
        let Self { claims, supported, refuted, not_enough_info, sentences, .. } = self;
        format!(
            "{}: {supported} agree, {refuted} differ, {not_enough_info} not checked · {}: {} with claims, {} fully checked",
            count(*claims, "claim"),
            count(*sentences, "sentence"),
            self.sentences_with_claims,
            self.sentences_fully_checked,
        )
    }
}

#[derive(Serialize)]
struct ClaimJson<'a> {
    kind: &'a str,
    verdict: &'a str,
    reason: Option<&'a str>,
    confidence: &'a str,
    fact: Option<&'a str>,
    text: &'a str,
    #[serde(flatten)]
    place: PlaceJson<'a>,
    asserted: bool,
    quoted: bool,
    source: Option<CitationJson<'a>>,
}

/// What a draft was judged with, as far as the inventory shows it.
#[derive(Clone, Copy)]
pub struct Judged<'a> {
    pub sources: &'a Sources,
    pub document: &'a Document,
    pub facts: &'a FactBase,
    /// The source documents it was held against.
    pub held: &'a [Source],
}

impl Format {
    /// Renders the claims of one draft; may run on any thread.
    pub fn render(&self, judged: Judged, judgements: &[Judgement]) -> Rendered {
        let claims = judgements.iter().map(|judgement| claim(judged, judgement));
        match self {
            Format::Json => claims.map(|claim| text_of(&claim)).collect(),
            Format::Csv => claims.map(|claim| csv_row(&claim)).collect(),
            Format::Human(look, explain) => table(look, explain.as_ref(), &claims.collect::<Vec<_>>(), judgements),
        }
    }

    /// What stands before the first claim.
    pub fn open(&self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Format::Human(..) => Ok(()),
            Format::Json => out.write_all(b"{\"version\": 1,\n \"claims\": ["),
            Format::Csv => out.write_all(CSV_HEADER.as_bytes()),
        }
    }

    /// Writes rendered claims; `written` says whether some were written before, and afterwards too.
    pub fn write(&self, rendered: Rendered, written: &mut bool, out: &mut impl Write) -> io::Result<()> {
        for text in rendered.into_texts() {
            if let Format::Json = self {
                out.write_all(if *written { b",\n  " } else { b"\n  " })?;
            }
            *written = true;
            out.write_all(text.as_bytes())?;
        }
        Ok(())
    }

    /// What stands after the last claim. `complete` says whether all that was asked for could be judged.
    pub fn close(&self, coverage: &Coverage, written: bool, complete: bool, out: &mut impl Write) -> io::Result<()> {
        match self {
            Format::Human(look, _) => {
                let gap = if written { "\n" } else { "" };
                writeln!(out, "{gap}{}", look.line(&coverage.line()))?;
            }
            Format::Json => {
                let end = if written { "\n ]" } else { "]" };
                writeln!(out, "{end},\n \"coverage\": {},\n \"complete\": {complete}}}", text_of(coverage))?;
            }
            Format::Csv => {}
        }
        out.flush()
    }
}

fn claim<'a>(judged: Judged<'a>, judgement: &'a Judgement) -> ClaimJson<'a> {
    let Judged { sources, document, facts, held } = judged;
    let (in_source, citation) = match judgement.reading.sourced.as_ref().and_then(|sourced| cited(held, sourced)) {
        Some((text, citation)) => (Some(text), Some(citation)),
        None => {
            let evidence = judgement.evidence.as_ref();
            (None, evidence.and_then(|evidence| evidence.citation(facts)).map(CitationJson::new))
        }
    };
    ClaimJson {
        kind: judgement.kind.word(),
        verdict: judgement.verdict.word(),
        reason: match judgement.verdict {
            Verdict::NotEnoughInfo(reason) => Some(reason.word()),
            Verdict::Supported | Verdict::Refuted => None,
        },
        confidence: judgement.confidence.word(),
        fact: match in_source {
            Some(text) => text.key.as_deref(),
            None => judgement.evidence.as_ref().map(|evidence| evidence.key.as_str()),
        },
        text: document.text(judgement.span),
        place: PlaceJson::new(sources, FileId::DRAFT, document.source_span(judgement.span)),
        asserted: judgement.asserted,
        quoted: judgement.quoted,
        source: citation,
    }
}

/// The source that a claim met, with the line in it; of what follows from two figures, with the step.
fn cited<'a>(held: &'a [Source], sourced: &Sourced) -> Option<(&'a SourceText, CitationJson<'a>)> {
    let (passage, step) = sourced.met()?;
    let text = &*held.get(passage.source)?.text;
    let document = &text.document;
    let line = |passage: Passage| document.source.position(document.source_span(passage.span).start()).line;
    let words = |passage: Passage| visible::line(document.text(passage.span), false).into_owned();
    // A text taken out of a file has paragraphs and no lines.
    let unit = if document.source.is_extracted() { "paragraph" } else { "line" };
    let place = match step {
        None => format!("{unit} {}", line(passage)),
        Some((other, how)) => {
            let told = how.told(&words(passage), &words(other));
            match (line(passage), line(other)) {
                (one, same) if one == same => format!("{unit} {one}: {told}"),
                (one, other) => format!("{unit}s {one} and {other}: {told}"),
            }
        }
    };
    Some((text, CitationJson::new(&text.citation).at(place)))
}

const CSV_HEADER: &str = "file,line,column,end_line,end_column,start,end,kind,verdict,reason,confidence,fact,text,asserted,quoted,source\r\n";

fn csv_row(claim: &ClaimJson) -> String {
    let place = &claim.place;
    let fields = [
        place.file.to_owned(),
        place.line.to_string(),
        place.column.to_string(),
        place.end_line.to_string(),
        place.end_column.to_string(),
        place.start.to_string(),
        place.end.to_string(),
        claim.kind.to_owned(),
        claim.verdict.to_owned(),
        claim.reason.unwrap_or_default().to_owned(),
        claim.confidence.to_owned(),
        claim.fact.unwrap_or_default().to_owned(),
        claim.text.to_owned(),
        claim.asserted.to_string(),
        claim.quoted.to_string(),
        claim.source.as_ref().map(|source| source.title.to_owned()).unwrap_or_default(),
    ];
    format!("{}\r\n", fields.map(csv_field).join(","))
}

fn csv_field(field: String) -> String {
    if field.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

/// Longest words of a claim that a table shows, in code points.
const WORDS: usize = 48;

/// Lines of one draft, its columns aligned.
fn table(look: &Look, explain: Option<&Explain>, claims: &[ClaimJson], judgements: &[Judgement]) -> Rendered {
    let rows: Vec<[String; 5]> =
        claims.iter().zip(judgements).map(|(claim, judgement)| row(look, claim, judgement)).collect();
    let mut widths = [0; 5];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(columns(cell));
        }
    }
    let told = |at: usize| match explain {
        Some(explain) if explain.wants(&claims[at]) => explanation(look, &judgements[at]),
        _ => String::new(),
    };
    rows.iter()
        .enumerate()
        .map(|(at, row)| {
            let cells: Vec<_> = row
                .iter()
                .zip(widths)
                .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - columns(cell))))
                .collect();
            format!("{}\n{}", cells.join("  ").trim_end(), told(at))
        })
        .collect()
}

/// A line for every fact that was looked at for the claim.
fn explanation(look: &Look, judgement: &Judgement) -> String {
    let line = |considered: &Considered| {
        let Considered { key, tie, subject, confidence, outcome } = considered;
        let tie = [*tie, *subject].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ");
        format!("    {}\n", look.line(&format!("{key}: {tie} ({} confidence): {outcome}", confidence.word())))
    };
    if judgement.reading.considered.is_empty() && judgement.evidence.is_none() {
        return "    no recorded fact has its words beside this claim\n".to_owned();
    }
    judgement.reading.considered.iter().map(line).collect()
}

fn row(look: &Look, claim: &ClaimJson, judgement: &Judgement) -> [String; 5] {
    let place = &claim.place;
    let words = visible::line(claim.text, false);
    let short: String = words.chars().take(WORDS).collect();
    let words = if short.len() < words.len() { format!("{}…", short.trim_end()) } else { short };
    let by_source = judgement.reading.sourced.as_ref().and(claim.source.as_ref());
    let met = match (judgement.verdict, claim.fact) {
        _ if by_source.is_some() => by_source.map(CitationJson::line).unwrap_or_default(),
        (Verdict::NotEnoughInfo(reason), Some(fact)) => format!("{} ({fact})", reason.plain()),
        (Verdict::NotEnoughInfo(reason), None) => reason.plain().to_owned(),
        (_, fact) => fact.unwrap_or_default().to_owned(),
    };
    [
        look.place(&format!("{}:{}:{}", place.file, place.line, place.column)),
        judgement.verdict.plain().to_owned(),
        claim.kind.to_owned(),
        look.line(&format!("“{words}”")),
        look.line(&met),
    ]
}

fn columns(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

//! The report that opens in a browser: the drafts as text with every claim marked by its verdict, and the findings beside them.
//!
//! One file, without scripts and without anything that would have to be fetched. What is shown is gathered in plain structures, which a
//! template lays out; a newsroom may bring its own.

mod marks;
mod text;

use minijinja::{AutoEscape, Environment};
use serde::Serialize;

use crate::analyze::Analysis;
use crate::claim::source::Passage;
use crate::claim::{self, Judgement, Verdict};
use crate::diagnostic::{Citation, Confidence, Diagnostic, Label};
use crate::document::Document;
use crate::render::claims::{Coverage, Judged};
use crate::render::excerpt::fitted;
use crate::render::human::words;
use crate::render::{Tally, visible};
use crate::source::{SourceFile, Sources};
use crate::span::Span;
use marks::{Mark, Marks};
use text::Block;

/// The template that is used unless another one is given.
const TEMPLATE: &str = include_str!("page/report.html");

/// The name that the template goes by in messages; its ending turns escaping on.
const NAME: &str = "report.html";

/// A template, ready to be filled.
#[derive(Clone, Debug)]
pub struct Layout(Environment<'static>);

impl Layout {
    /// The program's own, or the one that `text` holds. A mistake in it is told in words.
    pub fn new(text: Option<String>) -> Result<Self, String> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        let text = text.unwrap_or_else(|| TEMPLATE.to_owned());
        environment.add_template_owned(NAME, text).map_err(|error| told(&error))?;
        Ok(Self(environment))
    }

    /// The whole report.
    pub fn fill(&self, found: &Found, tally: &Tally, complete: bool) -> Result<String, String> {
        let Found { pages, problems, notes } = found;
        let mut coverage = Coverage::default();
        pages.iter().for_each(|page| coverage.add(&page.coverage));
        let counts = Counts::new(tally);
        let report = Report {
            version: env!("CARGO_PKG_VERSION"),
            drafts: pages,
            problems,
            counts,
            coverage,
            complete,
            notes: *notes,
        };
        let template = self.0.get_template(NAME).map_err(|error| told(&error))?;
        let mut page = template.render(minijinja::value::Serde(&report)).map_err(|error| told(&error))?;
        if !page.ends_with('\n') {
            page.push('\n');
        }
        Ok(page)
    }
}

/// What a report is about, gathered while drafts are judged.
#[derive(Debug, Default)]
pub struct Found {
    pub pages: Vec<Page>,
    /// What stood in the way, a line each.
    pub problems: Vec<String>,
    /// Whether notes are shown.
    pub notes: bool,
}

fn told(error: &minijinja::Error) -> String {
    let place = error.line().map(|line| format!(" (line {line})")).unwrap_or_default();
    format!("{error}{place}")
}

/// All that a template is given.
#[derive(Serialize)]
struct Report<'a> {
    version: &'a str,
    drafts: &'a [Page],
    /// What stood in the way: facts, settings and drafts that cannot be read, a line each.
    problems: &'a [String],
    counts: Counts,
    coverage: Coverage,
    /// Whether all that was asked for could be judged.
    complete: bool,
    /// Whether notes are shown.
    notes: bool,
}

/// Counts of findings.
#[derive(Clone, Copy, Debug, Serialize)]
struct Counts {
    drafts: usize,
    unread: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Counts {
    fn new(tally: &Tally) -> Self {
        Self {
            drafts: tally.files,
            unread: tally.unread,
            errors: tally.errors,
            warnings: tally.warnings,
            notes: tally.notes,
        }
    }
}

/// A draft as the report shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    name: String,
    title: String,
    /// The date it is judged on.
    date: Option<String>,
    counts: Counts,
    coverage: Coverage,
    blocks: Vec<Block>,
    claims: Vec<Claim>,
    findings: Vec<Finding>,
}

/// A claim.
#[derive(Clone, Debug, Serialize)]
struct Claim {
    /// `supported`, `refuted` or `not_enough_info`.
    verdict: &'static str,
    /// "agrees", "differs", "not checked".
    plain: &'static str,
    kind: &'static str,
    /// The draft's words.
    text: String,
    /// Why it was not checked.
    reason: Option<&'static str>,
    place: String,
    /// What the fact is called: "collapse deaths".
    label: String,
    fact: Option<Fact>,
    remarks: Vec<String>,
}

/// What a claim or a finding was held against.
#[derive(Clone, Debug, Serialize)]
struct Fact {
    /// `figure.novi-sad-deaths`.
    key: Option<String>,
    /// Where it is recorded.
    place: Option<String>,
    /// The line there, or what is recorded in other words.
    recorded: Option<String>,
    source: Option<Source>,
}

/// Where a fact comes from.
#[derive(Clone, Debug, Serialize)]
struct Source {
    title: String,
    /// Only addresses of the web: anything else would do something when it is clicked.
    url: Option<String>,
    /// Page, date, who checked it when.
    details: Vec<String>,
}

/// A finding.
#[derive(Clone, Debug, Serialize)]
struct Finding {
    severity: &'static str,
    check: String,
    message: String,
    place: String,
    /// Whether its words are marked in the text.
    marked: bool,
    /// Other places, in the draft or in a fact file, each with what is to be seen there.
    others: Vec<Other>,
    notes: Vec<String>,
    help: Option<String>,
    fact: Option<Fact>,
}

/// Another place that a finding is about.
#[derive(Clone, Debug, Serialize)]
struct Other {
    place: String,
    text: String,
    message: String,
}

impl Page {
    /// The page of one draft; `notes` says whether notes are shown.
    pub fn new(judged: Judged, analysis: &Analysis, notes: bool) -> Self {
        let Judged { sources, document, .. } = judged;
        let Analysis { judgements, diagnostics, .. } = analysis;
        let shown: Vec<&Diagnostic> = diagnostics.iter().filter(|one| notes || one.severity.is_loud()).collect();
        let mut tally = Tally { files: 1, ..Tally::default() };
        tally.findings(diagnostics);
        tally.claims(judgements);
        let mut marks = Marks::default();
        for (index, judgement) in judgements.iter().enumerate() {
            marks.add(judgement.span, Mark::Claim(index));
        }
        let mut findings = Vec::new();
        for (index, diagnostic) in shown.iter().enumerate() {
            let first = diagnostic.labels.first().filter(|label| label.file == Document::FILE);
            let span = first.and_then(|label| document.map.to_prose(label.span));
            if let Some(span) = span {
                marks.add(span, Mark::Finding(index));
            }
            findings.push(finding(sources, diagnostic, span.is_some()));
        }
        let verdicts: Vec<_> = judgements.iter().map(verdict).collect();
        let levels: Vec<_> = shown.iter().map(|diagnostic| diagnostic.severity).collect();
        Self {
            name: visible::name(document.source.name(), false).into_owned(),
            title: title(document),
            date: document.meta.date.map(|date| date.to_string()),
            counts: Counts::new(&tally),
            coverage: Coverage::of(document, judgements),
            blocks: text::blocks(document, &marks.cut(&verdicts, &levels), judgements),
            claims: judgements.iter().map(|judgement| claim(judged, judgement)).collect(),
            findings,
        }
    }
}

/// The draft's title, else its first heading, else nothing.
fn title(document: &Document) -> String {
    let heading = document.blocks.iter().find(|block| matches!(block.kind, crate::document::BlockKind::Heading(_)));
    let heading = heading.map(|block| document.text(block.span));
    visible::line(document.meta.title.as_deref().or(heading).unwrap_or_default(), false).into_owned()
}

/// The verdict as it is shown: what is too unsure to be reported is not said to differ.
fn verdict(judgement: &Judgement) -> Verdict {
    match judgement.verdict {
        Verdict::Refuted if judgement.confidence == Confidence::Low => {
            Verdict::NotEnoughInfo(crate::claim::Reason::Unresolved)
        }
        verdict => verdict,
    }
}

/// What a source document says of a claim: the passage it was held against, and how it follows from that one and another.
fn stated(held: &[claim::source::Source], judgement: &Judgement) -> Option<(Fact, Option<String>)> {
    let (passage, step) = judgement.reading.sourced.as_ref()?.met()?;
    let text = &*held.get(passage.source)?.text;
    let file = &text.document.source;
    let span = text.document.source_span(passage.span);
    let words = |passage: Passage| text.document.text(passage.span);
    let fact = Fact {
        key: None,
        place: Some(place(file, span)),
        recorded: Some(line_at(file, span)),
        source: Some(source(&text.citation)),
    };
    let told = step.map(|(second, how)| visible::line(&how.told(words(passage), words(second)), false).into_owned());
    Some((fact, told))
}

fn claim(judged: Judged, judgement: &Judgement) -> Claim {
    let Judged { sources, document, facts, held } = judged;
    let verdict = verdict(judgement);
    let (passage, step) = stated(held, judgement).unzip();
    let evidence = judgement.evidence.as_ref();
    let fact = evidence.map(|evidence| {
        let file = sources.get(evidence.place.file);
        Fact {
            key: Some(visible::line(&evidence.key, false).into_owned()),
            place: Some(place(file, evidence.place.span)),
            recorded: Some(line_at(file, evidence.place.span)),
            source: evidence.citation(facts).map(source),
        }
    });
    let remarks = judgement.reading.remarks.iter();
    Claim {
        verdict: verdict.word(),
        plain: verdict.plain(),
        kind: judgement.kind.word(),
        text: visible::line(document.text(judgement.span), false).into_owned(),
        reason: if let Verdict::NotEnoughInfo(reason) = verdict { Some(reason.plain()) } else { None },
        place: place(&document.source, document.source_span(judgement.span)),
        label: visible::line(&judgement.reading.label, false).into_owned(),
        fact: fact.or(passage),
        remarks: remarks.map(|remark| visible::line(remark, false).into_owned()).chain(step.flatten()).collect(),
    }
}

fn finding(sources: &Sources, diagnostic: &Diagnostic, marked: bool) -> Finding {
    let line = |text: &str| visible::line(text, false).into_owned();
    let (first, rest) = diagnostic.labels.split_first().map_or((None, &[][..]), |(first, rest)| (Some(first), rest));
    let lines: Vec<String> = rest.iter().map(|label| line_at(sources.get(label.file), label.span)).collect();
    // A remark is shown if it says what neither the first line nor an excerpt says.
    let mut seen = words(&diagnostic.message);
    lines.iter().for_each(|text| seen.extend(words(text)));
    let news = |label: &Label| {
        let new = words(&label.message).iter().any(|word| !seen.contains(word));
        if new { line(&label.message) } else { String::new() }
    };
    let others = rest.iter().zip(lines).map(|(label, text)| Other {
        place: place(sources.get(label.file), label.span),
        text,
        message: news(label),
    });
    let mut notes: Vec<String> = diagnostic.notes.iter().flat_map(|note| note.lines()).map(line).collect();
    notes.extend(first.map(news).filter(|remark| !remark.is_empty()));
    let fact = (diagnostic.fact.is_some() || diagnostic.source.is_some()).then(|| Fact {
        key: diagnostic.fact.as_deref().map(line),
        place: None,
        recorded: None,
        source: diagnostic.source.as_ref().map(source),
    });
    Finding {
        severity: diagnostic.severity.word(),
        check: line(&diagnostic.check),
        message: line(&diagnostic.message),
        place: first.map(|label| place(sources.get(label.file), label.span)).unwrap_or_default(),
        marked,
        others: others.collect(),
        notes,
        help: diagnostic.help.as_deref().map(line),
        fact,
    }
}

fn source(citation: &Citation) -> Source {
    let line = |text: &String| visible::line(text, false).into_owned();
    let web = |url: &&String| ["http://", "https://"].iter().any(|scheme| url.to_ascii_lowercase().starts_with(scheme));
    let mut details: Vec<String> = citation.locator.iter().map(line).collect();
    details.extend(citation.date.iter().map(line));
    details.extend(citation.checked.iter().map(|date| format!("checked {}", line(date))));
    details.extend(citation.by.iter().map(|name| format!("by {}", line(name))));
    Source { title: line(&citation.title), url: citation.url.as_ref().filter(web).map(line), details }
}

/// `draft.md:13:141`, or the paragraph of a text without lines.
fn place(file: &SourceFile, span: Span) -> String {
    let name = visible::name(file.name(), false);
    let position = file.position(span.start());
    if file.is_extracted() {
        format!("{name}, paragraph {}", position.line)
    } else {
        format!("{name}:{}:{}", position.line, position.column)
    }
}

/// Characters of a line that are shown on each side of the words it is about.
const AROUND: usize = 90;

/// The line that the words in `span` stand in, or what of it is near them.
fn line_at(file: &SourceFile, span: Span) -> String {
    let text = file.text();
    let span = fitted(text, span);
    let line = file.line_span(file.lines().line_of(span.start()));
    let start = span.start().clamp(line.start(), line.end());
    let end = span.end().clamp(start, line.end());
    let before = text[line.start()..start].char_indices().rev().nth(AROUND).map(|(at, _)| line.start() + at);
    let after = text[end..line.end()].char_indices().nth(AROUND).map(|(at, _)| end + at);
    // Cut between words, where there are any.
    let from = before.map(|at| text[at..start].find(' ').map_or(at, |step| at + step));
    let to = after.map(|at| text[end..at].rfind(' ').map_or(at, |step| end + step));
    let words = text[from.unwrap_or(line.start())..to.unwrap_or(line.end())].trim();
    let words = visible::line(words, false);
    format!("{}{words}{}", if from.is_some() { "… " } else { "" }, if to.is_some() { " …" } else { "" })
}

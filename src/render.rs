//! Diagnostics and claims in the formats that people and machines read.
//!
//! A worker renders what it found in one draft to [`Rendered`] text, which needs neither the draft nor the facts any more; one
//! [`Stream`] joins those texts in the order of the paths. So memory does not grow with the number of drafts.

pub mod claims;
pub mod excerpt;
pub mod human;
pub mod json;
pub mod page;
pub mod short;
pub mod tally;
pub mod visible;

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Write};

use crate::analyze::Analysis;
use crate::check::Category;
use crate::checks;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::facts::FactBase;
use crate::source::Sources;

pub use human::Look;
use page::Found;
pub use page::Page;
pub use tally::Tally;

/// A format of findings.
#[derive(Clone, Debug)]
pub enum Format {
    /// For people; drawn as the stream bears it.
    Human(Box<Look>),
    /// A line a finding.
    Short,
    /// For machines: see [`json`].
    Json,
    /// A page for a browser: see [`page`].
    Html(Box<page::Layout>),
}

/// What is shown, and how.
#[derive(Clone, Debug)]
pub struct Style {
    pub format: Format,
    /// Whether people are shown notes; machines always are.
    pub notes: bool,
    /// Whether the summary is left out for people.
    pub quiet: bool,
}

/// Findings as text, in order; for a browser, the whole draft with them.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    entries: Vec<Entry>,
    page: Option<Box<Page>>,
}

/// One finding as text.
#[derive(Clone, Debug)]
struct Entry {
    text: String,
    settle: Option<Settle>,
}

/// How to settle a finding: in full the first time that its check is met in a run.
#[derive(Clone, Debug)]
struct Settle {
    explains: Cow<'static, str>,
    full: String,
    later: String,
}

impl Rendered {
    /// The texts, in order.
    fn into_texts(self) -> impl Iterator<Item = String> {
        self.entries.into_iter().map(|entry| entry.text)
    }
}

impl FromIterator<String> for Rendered {
    fn from_iter<I: IntoIterator<Item = String>>(texts: I) -> Self {
        let entries = texts.into_iter().map(|text| Entry { text, settle: None }).collect();
        Self { entries, page: None }
    }
}

impl Style {
    /// Renders findings; may run on any thread.
    pub fn render(&self, sources: &Sources, diagnostics: &[Diagnostic]) -> Rendered {
        let shown = diagnostics.iter().filter(|diagnostic| self.shows(diagnostic.severity));
        Rendered { entries: shown.map(|diagnostic| self.entry(sources, diagnostic)).collect(), page: None }
    }

    /// Renders what was found in a draft, and for a browser the draft itself; may run on any thread.
    pub fn render_draft(
        &self,
        sources: &Sources,
        document: &Document,
        facts: &FactBase,
        analysis: &Analysis,
    ) -> Rendered {
        match self.format {
            Format::Html(_) => {
                let page = Page::new(sources, document, facts, analysis, self.notes);
                Rendered { entries: Vec::new(), page: Some(Box::new(page)) }
            }
            _ => self.render(sources, &analysis.diagnostics),
        }
    }

    fn shows(&self, severity: Severity) -> bool {
        severity.is_loud() || self.notes || matches!(self.format, Format::Json)
    }

    fn entry(&self, sources: &Sources, diagnostic: &Diagnostic) -> Entry {
        match &self.format {
            Format::Human(look) => Entry {
                text: look.draw(sources, diagnostic),
                settle: diagnostic.help.as_ref().map(|help| Settle {
                    explains: explains(diagnostic, help),
                    full: look.settle(help),
                    later: replacement(diagnostic).map(|words| look.settle(&words)).unwrap_or_default(),
                }),
            },
            Format::Short | Format::Html(_) => Entry { text: short::line(sources, diagnostic), settle: None },
            Format::Json => Entry { text: json::diagnostic(sources, diagnostic), settle: None },
        }
    }
}

/// What has been explained once `help` has been read: the check; for one about the input, which has many causes, these words.
fn explains(diagnostic: &Diagnostic, help: &str) -> Cow<'static, str> {
    match checks::by_name(&diagnostic.check) {
        Some(check) if check.category != Category::Input => diagnostic.check.clone(),
        _ => Cow::Owned(help.to_owned()),
    }
}

/// The words of a fix, where it is one replacement.
fn replacement(diagnostic: &Diagnostic) -> Option<String> {
    match &diagnostic.fix.as_ref()?.edits[..] {
        [edit] if edit.text.is_empty() => Some("delete it".to_owned()),
        [edit] => Some(format!("write {}", edit.text)),
        _ => None,
    }
}

/// Joins what was rendered, in the order in which it is written.
#[derive(Debug)]
pub struct Stream<W> {
    style: Style,
    out: W,
    explained: HashSet<Cow<'static, str>>,
    written: bool,
    /// For a browser, all that is shown waits for its counts, which stand on top.
    found: Found,
}

impl<W: Write> Stream<W> {
    /// Opens the report.
    pub fn open(style: Style, mut out: W) -> io::Result<Self> {
        if let Format::Json = style.format {
            out.write_all(json::OPEN.as_bytes())?;
        }
        let found = Found { notes: style.notes, ..Found::default() };
        Ok(Self { style, out, explained: HashSet::new(), written: false, found })
    }

    /// Writes the findings of one draft.
    pub fn write(&mut self, rendered: Rendered) -> io::Result<()> {
        if let Format::Html(_) = self.style.format {
            self.found.pages.extend(rendered.page.map(|page| *page));
            self.found.problems.extend(rendered.entries.into_iter().map(|entry| entry.text));
            return Ok(());
        }
        for Entry { text, settle } in rendered.entries {
            if let Format::Json = self.style.format {
                self.out.write_all(if self.written { b",\n  " } else { b"\n  " })?;
            }
            self.out.write_all(text.as_bytes())?;
            if let Some(Settle { explains, full, later }) = settle {
                let first = self.explained.insert(explains);
                self.out.write_all(if first { full } else { later }.as_bytes())?;
            }
            if let Format::Human(_) = self.style.format {
                self.out.write_all(b"\n")?;
            }
            self.written = true;
        }
        Ok(())
    }

    /// Lets the reader see what is there so far.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Closes the report with its summary. `complete` says whether all that was asked for could be judged.
    pub fn close(mut self, tally: &Tally, complete: bool) -> io::Result<W> {
        match &self.style.format {
            Format::Json => self.out.write_all(json::close(tally, complete, self.written).as_bytes())?,
            Format::Human(look) if !self.style.quiet => {
                self.out.write_all(tally.summary(look, self.style.notes).as_bytes())?;
            }
            Format::Html(layout) => {
                let page = layout.fill(&self.found, tally, complete).map_err(io::Error::other)?;
                self.out.write_all(page.as_bytes())?;
            }
            Format::Human(_) | Format::Short => {}
        }
        self.out.flush()?;
        Ok(self.out)
    }
}

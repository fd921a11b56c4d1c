//! Diagnostics and claims in the formats that people and machines read.
//!
//! A worker renders what it found in one draft to [`Rendered`] text, which needs neither the draft nor the facts any more; one
//! [`Stream`] joins those texts in the order of the paths. So memory does not grow with the number of drafts.

pub mod claims;
pub mod code_host;
pub mod excerpt;
pub mod human;
pub mod json;
pub mod page;
pub mod sarif;
pub mod short;
pub mod tally;
pub mod visible;
pub mod xml;

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Write};
use std::sync::Arc;

use crate::analyze::Analysis;
use crate::check::{Category, Check};
use crate::checks;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pattern::Rule;
use crate::settings::Level;
use crate::source::Sources;
use crate::suppress::fingerprint;

use claims::Judged;
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
    /// The same objects, one a line, with nothing around them.
    Jsonl,
    /// For code scanning: see [`sarif`]. All checks and rules are listed in it.
    Sarif(Arc<[About]>),
    /// GitHub's workflow commands.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// JUnit's XML.
    Junit,
    /// Checkstyle's XML.
    Checkstyle,
    /// A page for a browser: see [`page`].
    Html(Box<page::Layout>),
}

impl Format {
    /// What stands before all findings.
    fn open(&self) -> Cow<'static, str> {
        match self {
            Format::Json => json::OPEN.into(),
            Format::Sarif(rules) => sarif::open(rules).into(),
            Format::Gitlab => "[".into(),
            Format::Junit => xml::JUNIT_OPEN.into(),
            Format::Checkstyle => xml::CHECKSTYLE_OPEN.into(),
            Format::Human(_) | Format::Short | Format::Jsonl | Format::Github | Format::Html(_) => "".into(),
        }
    }

    /// What stands before a finding, the first one or a later one.
    fn before(&self, first: bool) -> &'static str {
        match self {
            Format::Json | Format::Sarif(_) | Format::Gitlab => {
                if first {
                    "\n  "
                } else {
                    ",\n  "
                }
            }
            _ => "",
        }
    }

    /// What stands after all findings, if `written` says that there are any.
    fn close(&self, tally: &Tally, complete: bool, written: bool, style: &Style) -> String {
        match self {
            Format::Json => json::close(tally, complete, written),
            Format::Sarif(_) => sarif::close(complete, written),
            Format::Gitlab => if written { "\n]\n" } else { "]\n" }.to_owned(),
            Format::Junit => xml::JUNIT_CLOSE.to_owned(),
            Format::Checkstyle => xml::CHECKSTYLE_CLOSE.to_owned(),
            Format::Human(look) if !style.quiet => tally.summary(look, style.notes),
            Format::Human(_) | Format::Short | Format::Jsonl | Format::Github | Format::Html(_) => String::new(),
        }
    }
}

/// What is known of a check or a rule, for formats that list them.
#[derive(Clone, Debug)]
pub struct About {
    pub name: String,
    /// One sentence.
    pub summary: String,
    /// `facts`, `draft`, `input` or `rule`.
    pub category: &'static str,
    /// The level unless somebody sets another.
    pub level: Level,
    /// Its page in Markdown; empty for one that has none.
    pub page: Cow<'static, str>,
    /// Where to read on.
    pub link: Option<String>,
}

impl About {
    /// What is known of a check.
    pub fn check(check: &Check) -> Self {
        Self {
            name: check.name.to_owned(),
            summary: check.summary.to_owned(),
            category: check.category.word(),
            level: check.default,
            page: check.page.into(),
            link: None,
        }
    }

    /// What is known of a rule.
    pub fn rule(rule: &Rule) -> Self {
        let id = &rule.id.value;
        Self {
            name: id.clone(),
            summary: rule.message.clone().unwrap_or_else(|| rule.demand.summary()),
            category: "rule",
            level: rule.level,
            page: rule.page().into(),
            link: rule.link.clone(),
        }
    }
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
        texts.into_iter().map(|text| Entry { text, settle: None }).collect()
    }
}

impl FromIterator<Entry> for Rendered {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        Self { entries: entries.into_iter().collect(), page: None }
    }
}

impl Style {
    /// Renders the findings of one draft, or of the files beside it; may run on any thread.
    pub fn render(&self, sources: &Sources, diagnostics: &[Diagnostic]) -> Rendered {
        match &self.format {
            Format::Junit => whole(xml::junit(sources, diagnostics)),
            Format::Checkstyle => whole(xml::checkstyle(sources, diagnostics)),
            Format::Sarif(_) => with_fingerprints(sources, diagnostics, sarif::result),
            Format::Gitlab => with_fingerprints(sources, diagnostics, code_host::gitlab),
            _ => {
                let shown = diagnostics.iter().filter(|diagnostic| self.shows(diagnostic.severity));
                shown.map(|diagnostic| self.entry(sources, diagnostic)).collect()
            }
        }
    }

    /// Renders what was found in a draft, and for a browser the draft itself; may run on any thread.
    pub fn render_draft(&self, judged: Judged, analysis: &Analysis) -> Rendered {
        match self.format {
            Format::Html(_) => {
                let page = Page::new(judged, analysis, self.notes);
                Rendered { entries: Vec::new(), page: Some(Box::new(page)) }
            }
            _ => self.render(judged.sources, &analysis.diagnostics),
        }
    }

    /// Machines always get the notes.
    fn shows(&self, severity: Severity) -> bool {
        let for_people = matches!(self.format, Format::Human(_) | Format::Short | Format::Html(_));
        severity.is_loud() || self.notes || !for_people
    }

    fn entry(&self, sources: &Sources, diagnostic: &Diagnostic) -> Entry {
        let text = match &self.format {
            Format::Human(look) => {
                let settle = diagnostic.help.as_ref().map(|help| Settle {
                    explains: explains(diagnostic, help),
                    full: look.settle(help),
                    later: replacement(diagnostic).map(|words| look.settle(&words)).unwrap_or_default(),
                });
                return Entry { text: look.draw(sources, diagnostic), settle };
            }
            Format::Json => json::diagnostic(sources, diagnostic),
            Format::Jsonl => json::diagnostic(sources, diagnostic) + "\n",
            Format::Github => code_host::github(sources, diagnostic),
            _ => short::line(sources, diagnostic),
        };
        Entry { text, settle: None }
    }
}

/// A draft that is one text.
fn whole(text: String) -> Rendered {
    Some(text).filter(|text| !text.is_empty()).into_iter().collect()
}

fn with_fingerprints(
    sources: &Sources,
    diagnostics: &[Diagnostic],
    write: fn(&Sources, &Diagnostic, &str) -> String,
) -> Rendered {
    let names = fingerprint::of_draft(sources, diagnostics);
    diagnostics.iter().zip(&names).map(|(diagnostic, name)| write(sources, diagnostic, name)).collect()
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
        out.write_all(style.format.open().as_bytes())?;
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
            self.out.write_all(self.style.format.before(!self.written).as_bytes())?;
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
        let end = match &self.style.format {
            Format::Html(layout) => layout.fill(&self.found, tally, complete).map_err(io::Error::other)?,
            format => format.close(tally, complete, self.written, &self.style),
        };
        self.out.write_all(end.as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }
}

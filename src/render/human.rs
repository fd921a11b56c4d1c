//! Findings for people: miette's protocol and theme, in a layout of our own.
//!
//! The stock handler prints whole lines and one box a file; an editor wants one line with both values, the words of the draft,
//! and the fact's own line with its source.

use std::collections::BTreeSet;
use std::fmt;

use miette::{
    Diagnostic as Protocol, GraphicalTheme, LabeledSpan, ReportHandler, SourceCode, SourceSpan, ThemeCharacters,
    ThemeStyles,
};

use crate::diagnostic::{Citation, Diagnostic, Label, Severity};
use crate::render::excerpt::{Excerpts, PARAGRAPHS, fitted};
use crate::render::visible;
use crate::source::{FileId, SourceFile, Sources};
use crate::span::Span;

/// How findings are drawn on the stream they are written to.
#[derive(Clone, Debug)]
pub struct Look {
    theme: GraphicalTheme,
    ascii: bool,
    links: bool,
}

impl Look {
    /// Colours, plain characters only, and links that a terminal can follow: as the stream bears them.
    pub fn new(colour: bool, ascii: bool, links: bool) -> Self {
        let mut characters = if ascii { ThemeCharacters::ascii() } else { ThemeCharacters::unicode() };
        if !ascii {
            characters.underline = '━';
        }
        let mut styles = if colour { ThemeStyles::ansi() } else { ThemeStyles::none() };
        if colour {
            styles.error = styles.error.bold();
            styles.warning = styles.warning.bold();
            styles.advice = styles.advice.bold();
            styles.link = styles.help;
        }
        Self { theme: GraphicalTheme { characters, styles }, ascii, links }
    }

    /// A finding, all but how to settle it.
    pub fn draw(&self, sources: &Sources, diagnostic: &Diagnostic) -> String {
        Drawing { look: self, finding: &Finding::new(self, sources, diagnostic) }.to_string()
    }

    /// The line that says how to settle a finding.
    pub fn settle(&self, help: &str) -> String {
        let mut lines = help.lines().map(|line| visible::line(line, self.ascii));
        let first = lines.next().unwrap_or_default();
        let mut out = format!("   {} {first}\n", self.theme.styles.help.style("settle:"));
        for line in lines {
            out.push_str("           ");
            out.push_str(&line);
            out.push('\n');
        }
        out
    }

    /// A path with its place, made visible.
    pub fn place(&self, text: &str) -> String {
        visible::name(text, self.ascii).into_owned()
    }

    /// A remark of the program itself, in the locale's characters.
    pub fn line(&self, text: &str) -> String {
        visible::line(text, self.ascii).into_owned()
    }

    /// What stands behind more than one blank: less important.
    pub fn dim(&self, text: &str) -> String {
        self.theme.styles.linum.style(text).to_string()
    }

    /// Text in the colour of `severity`.
    pub fn paint(&self, severity: Severity, text: &str) -> String {
        let styles = &self.theme.styles;
        let style = match severity {
            Severity::Error => styles.error,
            Severity::Warning => styles.warning,
            Severity::Note => styles.advice,
        };
        style.style(text).to_string()
    }

    fn ellipsis(&self) -> &'static str {
        if self.ascii { "..." } else { "…" }
    }

    /// Title, place and dates of a source; the title leads to its address where a terminal can follow it.
    fn citation(&self, citation: &Citation) -> String {
        let mut title = self.line(&citation.title);
        if let Some(locator) = &citation.locator {
            let comma = if title.is_empty() { "" } else { ", " };
            title = format!("{title}{comma}{}", self.line(locator));
        }
        let mut parts = Vec::new();
        match citation.url.as_deref() {
            Some(url) if self.links && is_web_address(url) && !title.is_empty() => {
                parts.push(format!("\u{1b}]8;;{url}\u{1b}\\{title}\u{1b}]8;;\u{1b}\\"));
            }
            url => {
                parts.push(title);
                parts.extend(url.map(|url| self.line(url)));
            }
        }
        parts.extend(citation.date.as_deref().map(|date| self.line(date)));
        parts.extend(citation.checked.as_deref().map(|date| format!("checked {}", self.line(date))));
        parts.extend(citation.by.as_deref().map(|name| format!("by {}", self.line(name))));
        parts.retain(|part| !part.is_empty());
        parts.join(if self.ascii { " - " } else { " · " })
    }
}

/// Whether `url` may stand inside a terminal's link sequence.
fn is_web_address(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://")) && url.bytes().all(|byte| byte.is_ascii_graphic())
}

/// A diagnostic in miette's protocol: its own labels lie in one file, those in others are related diagnostics.
#[derive(Debug)]
struct Finding<'a> {
    diagnostic: &'a Diagnostic,
    message: String,
    source: Option<Excerpts<'a>>,
    labels: Vec<LabeledSpan>,
    related: Vec<Elsewhere<'a>>,
    notes: Option<String>,
}

/// Places in another file, with the source that is cited there.
#[derive(Debug)]
struct Elsewhere<'a> {
    citation: String,
    source: Excerpts<'a>,
    labels: Vec<LabeledSpan>,
}

impl<'a> Finding<'a> {
    fn new(look: &Look, sources: &'a Sources, diagnostic: &'a Diagnostic) -> Self {
        let home = diagnostic.labels.first().map(|label| label.file);
        let mut labels = Vec::new();
        let mut related: Vec<(FileId, Elsewhere)> = Vec::new();
        for label in &diagnostic.labels {
            let file = sources.get(label.file);
            let span = labelled(file, label, labels.is_empty());
            if Some(label.file) == home {
                labels.push(span);
            } else if let Some((_, place)) = related.iter_mut().find(|(id, _)| *id == label.file) {
                place.labels.push(span);
            } else {
                let place = Elsewhere { citation: String::new(), source: Excerpts(file), labels: vec![span] };
                related.push((label.file, place));
            }
        }
        let mut related: Vec<_> = related.into_iter().map(|(_, place)| place).collect();
        let mut notes: Vec<String> =
            diagnostic.notes.iter().flat_map(|note| note.lines()).map(|line| look.line(line)).collect();
        if let Some(citation) = diagnostic.source.as_ref().map(|source| look.citation(source)) {
            match related.first_mut() {
                Some(first) => first.citation = citation,
                None if !citation.is_empty() => notes.insert(0, citation),
                None => {}
            }
        }
        Self {
            diagnostic,
            message: look.line(&diagnostic.message),
            source: home.map(|file| Excerpts(sources.get(file))),
            labels,
            related,
            notes: (!notes.is_empty()).then(|| notes.join("\n")),
        }
    }
}

/// A label as miette knows it, moved into the file's text.
fn labelled(file: &SourceFile, label: &Label, primary: bool) -> LabeledSpan {
    let span = fitted(file.text(), label.span);
    let range = SourceSpan::from((span.start(), span.len()));
    let message = (!label.message.is_empty()).then(|| label.message.clone());
    if primary {
        LabeledSpan::new_primary_with_span(message, range)
    } else {
        LabeledSpan::new_with_span(message, range)
    }
}

impl fmt::Display for Finding<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Finding<'_> {}

impl Protocol for Finding<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.diagnostic.check))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.notes.as_ref().map(|notes| Box::new(notes) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Protocol> + 'a>> {
        Some(Box::new(self.related.iter().map(|place| place as &dyn Protocol)))
    }
}

impl fmt::Display for Elsewhere<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.citation)
    }
}

impl std::error::Error for Elsewhere<'_> {}

impl Protocol for Elsewhere<'_> {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

/// Joins a finding with the handler that draws it.
struct Drawing<'a> {
    look: &'a Look,
    finding: &'a Finding<'a>,
}

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.look.debug(self.finding, f)
    }
}

impl ReportHandler for Look {
    fn debug(&self, error: &dyn Protocol, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = severity_of(error);
        let message = error.to_string();
        let code = error.code().map(|code| format!("[{code}]")).unwrap_or_default();
        writeln!(f, "{}: {message}", self.paint(severity, &format!("{}{code}", severity.word())))?;
        let mut page = Page { look: self, severity, seen: words(&message) };
        page.draw(error, f)?;
        if let Some(notes) = error.help() {
            for line in notes.to_string().lines() {
                writeln!(f, "   {line}")?;
            }
        }
        Ok(())
    }
}

fn severity_of(error: &dyn Protocol) -> Severity {
    match error.severity() {
        Some(miette::Severity::Advice) => Severity::Note,
        Some(miette::Severity::Warning) => Severity::Warning,
        Some(miette::Severity::Error) | None => Severity::Error,
    }
}

/// The places of one finding on their way to the terminal.
struct Page<'a> {
    look: &'a Look,
    severity: Severity,
    /// Words that the reader of this finding has already before them.
    seen: BTreeSet<String>,
}

/// A place read from its file.
struct Spot {
    place: String,
    /// The file without the column.
    line: String,
    text: String,
    start: usize,
    cut: (bool, bool),
    remark: Option<String>,
    span: Span,
}

impl Page<'_> {
    fn draw(&mut self, error: &dyn Protocol, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut spots = self.read(error);
        let related: Vec<(String, Vec<Spot>)> =
            error.related().into_iter().flatten().map(|place| (place.to_string(), self.read(place))).collect();
        for spot in spots.iter().chain(related.iter().flat_map(|(_, spots)| spots)) {
            self.seen.extend(words(&spot.text));
        }
        if !spots.is_empty() {
            let first = spots.remove(0);
            let (beside, others) = spots.into_iter().partition::<Vec<_>, _>(|spot| first.holds(spot));
            self.draw_first(&first, &beside, f)?;
            self.draw_lines(&others, |spot| &spot.place, f)?;
        }
        for (citation, spots) in &related {
            self.draw_lines(spots, |spot| &spot.line, f)?;
            if !citation.is_empty() {
                writeln!(f, "     {}", self.look.dim(citation))?;
            }
        }
        Ok(())
    }

    fn read(&self, error: &dyn Protocol) -> Vec<Spot> {
        let Some(source) = error.source_code() else { return Vec::new() };
        error.labels().into_iter().flatten().filter_map(|label| self.spot(source, &label)).collect()
    }

    fn spot(&self, source: &dyn SourceCode, label: &LabeledSpan) -> Option<Spot> {
        let contents = source.read_span(label.inner(), 0, 0).ok()?;
        let start = contents.span().offset();
        let text = std::str::from_utf8(contents.data()).ok()?;
        let end = start + text.len();
        let goes_on = source
            .read_span(&(end, 0).into(), 0, 0)
            .is_ok_and(|more| more.line() == contents.line() && more.span().offset() + more.span().len() > end);
        let before = label.offset().clamp(start, end) - start;
        let column = contents.column() + 1 + text.get(..before)?.chars().count();
        let (name, number) = (self.look.place(contents.name().unwrap_or_default()), contents.line() + 1);
        let paragraphs = contents.language() == Some(PARAGRAPHS);
        let line = if paragraphs { format!("{name}, paragraph {number}") } else { format!("{name}:{number}") };
        let remark = label.label().map(|remark| self.look.line(remark));
        // Nobody can look up a column in Word; the words below say where it is.
        let place = if paragraphs { line.clone() } else { format!("{line}:{column}") };
        let cut = (contents.column() > 0, goes_on);
        let span = Span::new(label.offset(), label.offset() + label.len());
        Some(Spot { place, line, text: text.to_owned(), start, cut, remark, span })
    }

    /// The primary place: its words underlined, together with other places in the same excerpt.
    fn draw_first(&self, first: &Spot, beside: &[Spot], f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let styles = &self.look.theme.styles;
        write!(f, "   {}", styles.link.style(&first.place))?;
        for remark in std::iter::once(first).chain(beside).filter_map(|spot| self.news(spot)) {
            write!(f, "    {}", self.look.dim(remark))?;
        }
        writeln!(f)?;
        let ranges: Vec<_> = std::iter::once(first).chain(beside).map(|spot| first.range_of(spot)).collect();
        let (shown, lead) = first.shown();
        if shown.trim().is_empty() {
            return Ok(());
        }
        let ranges: Vec<_> =
            ranges.into_iter().map(|range| range.start.saturating_sub(lead)..range.end.saturating_sub(lead)).collect();
        let laid = visible::lay(shown, &ranges, self.look.ascii);
        let (before, after) = first.marks(self.look);
        writeln!(f, "     {before}{}{after}", laid.text.trim_end())?;
        let indent = 5 + before.chars().count();
        writeln!(f, "{}{}", " ".repeat(indent), self.underline(&laid.columns))
    }

    /// Underlines: heavy and in the colour of the severity for the first, light for others.
    fn underline(&self, columns: &[(usize, usize)]) -> String {
        let mut order: Vec<usize> = (0..columns.len()).collect();
        order.sort_by_key(|&index| columns[index].0);
        let heavy = self.look.theme.characters.underline;
        let light = if self.look.ascii { '-' } else { '─' };
        let (mut out, mut at) = (String::new(), 0);
        for index in order {
            let (start, width) = columns[index];
            let end = start + width;
            let start = start.max(at);
            if start >= end {
                continue;
            }
            out.push_str(&" ".repeat(start - at));
            let mark = if index == 0 { heavy } else { light };
            let marks = std::iter::repeat_n(mark, end - start).collect::<String>();
            out.push_str(&if index == 0 { self.look.paint(self.severity, &marks) } else { self.look.dim(&marks) });
            at = end;
        }
        out
    }

    /// Other places, a line each, their words under one another.
    fn draw_lines(&self, spots: &[Spot], place: fn(&Spot) -> &String, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = |text: &str| unicode_width::UnicodeWidthStr::width(text);
        let widest = spots.iter().map(|spot| width(place(spot))).max().unwrap_or(0);
        for spot in spots {
            let name = place(spot);
            let gap = " ".repeat(widest - width(name) + 4);
            let (before, after) = spot.marks(self.look);
            let laid = visible::lay(spot.shown().0, &[], self.look.ascii);
            let text = format!("{before}{}{after}", laid.text.trim_end());
            let remark = self.news(spot).map(|remark| self.look.dim(&format!("    ({remark})"))).unwrap_or_default();
            let line = format!("   {}{gap}{text}{remark}", self.look.theme.styles.link.style(name));
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// The remark at a place, unless all it has to say stands in the first line and the excerpts already.
    fn news<'s>(&self, spot: &'s Spot) -> Option<&'s str> {
        spot.remark.as_deref().filter(|remark| words(remark).iter().any(|word| !self.seen.contains(word)))
    }
}

impl Spot {
    /// Whether the other place lies in this one's excerpt.
    fn holds(&self, other: &Spot) -> bool {
        let end = self.start + self.text.len();
        other.span.start() >= self.start && other.span.end().max(other.span.start() + 1) <= end
    }

    /// Bytes of the excerpt that the other place covers.
    fn range_of(&self, other: &Spot) -> std::ops::Range<usize> {
        let end = self.start + self.text.len();
        other.span.start().clamp(self.start, end) - self.start..other.span.end().clamp(self.start, end) - self.start
    }

    /// The excerpt without the blanks that indent it, and the bytes left out.
    fn shown(&self) -> (&str, usize) {
        let shown = self.text.trim_start();
        (shown, self.text.len() - shown.len())
    }

    /// What stands for the words cut off before and after.
    fn marks(&self, look: &Look) -> (String, String) {
        let before = if self.cut.0 { format!("{} ", look.ellipsis()) } else { String::new() };
        let after = if self.cut.1 { format!(" {}", look.ellipsis()) } else { String::new() };
        (before, after)
    }
}

/// What every reader takes for granted: one place is the draft's, the other what is recorded.
const UNDERSTOOD: [&str; 2] = ["draft", "recorded"];

/// The words by which a remark may say something new: figures, and words of more than four letters.
pub(super) fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !UNDERSTOOD.contains(word))
        .filter(|word| word.chars().count() > 4 || word.chars().any(|c| c.is_numeric()))
        .map(str::to_lowercase)
        .collect()
}

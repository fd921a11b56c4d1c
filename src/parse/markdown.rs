//! Markdown drafts.

mod embedded;
mod tags;

use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag as Element, TagEnd};

use crate::document::{BlockKind, Builder, Document, MaskKind};
use crate::lexicon::Lexicon;
use crate::parse::{elements, frontmatter, template};
use crate::source::SourceFile;
use crate::span::Span;
use tags::TagReader;

/// Only what changes which words are prose. Anything more would take dollar signs for mathematics and straighten quotes.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// A heading longer than this, in bytes, that ends as a sentence is a paragraph.
const LONGEST_HEADING: usize = 120;

/// Parses a Markdown draft.
pub fn parse(source: Arc<SourceFile>, mdx: bool, lexicon: &Lexicon) -> Document {
    let file = Arc::clone(&source);
    let text = file.text();
    let front = frontmatter::read(text);
    let mut builder = Builder::default();
    let meta = front.write(text, &lexicon.front_matter, &mut builder);
    let covered = template::cover(&text[front.body..], mdx);
    let mut reader = Reader::new(text, &covered, front.body, builder);
    for (event, range) in Parser::new_ext(&covered.text, OPTIONS).into_offset_iter() {
        reader.event(event, Span::from(range));
    }
    let mut builder = reader.builder;
    for hole in &covered.holes {
        if let Some(inside) = template::comment(text, hole.shifted(front.body)) {
            builder.comment(inside);
        }
    }
    builder.finish(source, meta, lexicon)
}

/// What holds blocks.
#[derive(Debug)]
enum Container {
    Quotation,
    List(u32),
    Item,
    Footnote,
}

/// Whether the text of an image becomes a caption.
#[derive(Debug, PartialEq, Eq)]
enum Image {
    Caption,
    /// In the middle of a sentence, which a block of its own would tear apart.
    LeftOut,
}

/// Turns events into prose. Ranges of events count in the covered body.
struct Reader<'a> {
    /// The whole file.
    text: &'a str,
    /// The body with templates covered.
    covered: &'a str,
    holes: &'a [Span],
    /// The first hole that is not behind what was read.
    next_hole: usize,
    /// Where the body begins in the file.
    body: usize,
    builder: Builder,
    containers: Vec<Container>,
    /// How many of `containers` are lists.
    depth: u32,
    lists: u32,
    tables: u32,
    row: u32,
    column: u32,
    /// The kind that a heading or a table cell gives to what is in it.
    kind: Option<BlockKind>,
    /// The kind that an element of HTML gives to what is in it.
    html_kind: Option<BlockKind>,
    /// Open quotations in HTML.
    html_quotations: u32,
    /// Open elements of deleted text.
    deleted: u32,
    /// An open inline element whose content is no prose.
    skipped: Option<String>,
    code_block: bool,
    images: Vec<Image>,
    html: TagReader,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, covered: &'a template::Covered<'a>, body: usize, builder: Builder) -> Self {
        Self {
            text,
            covered: &covered.text,
            holes: &covered.holes,
            next_hole: 0,
            body,
            builder,
            containers: Vec::new(),
            depth: 0,
            lists: 0,
            tables: 0,
            row: 0,
            column: 0,
            kind: None,
            html_kind: None,
            html_quotations: 0,
            deleted: 0,
            skipped: None,
            code_block: false,
            images: Vec::new(),
            html: TagReader::default(),
        }
    }

    fn event(&mut self, event: Event<'a>, range: Span) {
        match event {
            Event::Start(element) => self.start(element, range),
            Event::End(end) => self.end(end, range),
            Event::Text(text) if !self.code_block => self.text(&text, range),
            Event::Code(code) => self.code(&code, range),
            Event::SoftBreak => self.opaque(" ", range),
            Event::HardBreak => self.opaque("\n", range),
            Event::Html(html) => self.html(&html, range),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::Rule => self.builder.close(),
            _ => {}
        }
    }

    fn start(&mut self, element: Element, range: Span) {
        match element {
            Element::Emphasis | Element::Strong | Element::Link { .. } => return,
            Element::Strikethrough => return self.strikethrough(range, true),
            Element::Image { .. } => return self.start_image(),
            _ => self.builder.close(),
        }
        match element {
            Element::Heading { level, .. } => self.kind = Some(BlockKind::Heading(number(level))),
            Element::BlockQuote(_) => self.containers.push(Container::Quotation),
            Element::CodeBlock(_) => self.code_block = true,
            Element::List(_) => {
                self.lists += 1;
                self.depth += 1;
                self.containers.push(Container::List(self.lists));
            }
            Element::Item => self.containers.push(Container::Item),
            Element::FootnoteDefinition(_) => self.containers.push(Container::Footnote),
            Element::Table(_) => {
                self.tables += 1;
                self.row = 0;
            }
            Element::TableHead | Element::TableRow => self.column = 0,
            Element::TableCell => {
                self.kind = Some(BlockKind::TableCell { table: self.tables, row: self.row, column: self.column });
            }
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd, range: Span) {
        match end {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => return,
            TagEnd::Strikethrough => return self.strikethrough(range, false),
            TagEnd::Image => return self.end_image(),
            TagEnd::Heading(_) => self.end_heading(),
            _ => self.builder.close(),
        }
        match end {
            TagEnd::Heading(_) => self.kind = None,
            TagEnd::CodeBlock => self.code_block = false,
            TagEnd::HtmlBlock => self.html = TagReader::default(),
            TagEnd::List(_) => {
                self.containers.pop();
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.containers.pop();
            }
            TagEnd::TableHead | TagEnd::TableRow => self.row += 1,
            TagEnd::TableCell => {
                self.kind = None;
                self.column += 1;
            }
            _ => {}
        }
        // Elements of HTML that were left open end with their block.
        self.html_kind = None;
        self.deleted = 0;
        self.skipped = None;
    }

    /// A paragraph with a rule right below it is a heading to Markdown, not to its writer.
    fn end_heading(&mut self) {
        let written = self.builder.written();
        if written.len() > LONGEST_HEADING && written.ends_with(['.', '!', '?', '”', '"']) {
            self.builder.set_kind(BlockKind::Paragraph);
        }
        self.builder.close();
    }

    /// What the prose at this place is.
    fn kind_here(&self) -> BlockKind {
        if self.images.last() == Some(&Image::Caption) {
            return BlockKind::Caption;
        }
        if let Some(kind) = self.html_kind.or(self.kind) {
            return kind;
        }
        match self.containers.last() {
            Some(Container::Footnote) => BlockKind::Footnote,
            Some(Container::Quotation) => BlockKind::Quotation,
            Some(Container::Item | Container::List(_)) => {
                BlockKind::ListItem { list: self.list(), depth: self.depth.min(255) as u8 }
            }
            None if self.html_quotations > 0 => BlockKind::Quotation,
            None => BlockKind::Paragraph,
        }
    }

    /// The number of the innermost list.
    fn list(&self) -> u32 {
        let lists = self.containers.iter().rev();
        lists
            .filter_map(|container| if let Container::List(list) = container { Some(*list) } else { None })
            .next()
            .unwrap_or(0)
    }

    /// Whether what is read now is kept out of the prose; else a block is open afterwards.
    fn is_left_out(&mut self) -> bool {
        if self.deleted > 0 || self.skipped.is_some() || self.images.last() == Some(&Image::LeftOut) {
            return true;
        }
        if self.builder.kind().is_none() {
            self.builder.open(self.kind_here());
        }
        false
    }

    /// Text that is a slice of the file, or else one character that stands for others.
    fn text(&mut self, text: &str, range: Span) {
        if self.is_left_out() {
            return;
        }
        let raw = self.covered.get(range.range()).unwrap_or("");
        if raw == text {
            return self.verbatim(range);
        }
        // At the end of a heading, the range of an entity takes in the blanks after it.
        let end = raw.starts_with('&').then(|| raw.find(';')).flatten();
        let entity = end.map_or(range, |end| Span::new(range.start(), range.start() + end + 1));
        self.opaque(text, entity);
    }

    /// Appends a slice of the body, without the templates in it.
    fn verbatim(&mut self, range: Span) {
        let mut at = range.start();
        while self.holes.get(self.next_hole).is_some_and(|hole| hole.end() <= at) {
            self.next_hole += 1;
        }
        let mut next = self.next_hole;
        while at < range.end() {
            let hole = self.holes.get(next).filter(|hole| hole.start() < range.end());
            let end = hole.map_or(range.end(), |hole| hole.start().max(at));
            self.slice(Span::new(at, end));
            at = hole.map_or(range.end(), |hole| hole.end().max(end));
            next += 1;
        }
    }

    fn slice(&mut self, range: Span) {
        let range = range.shifted(self.body);
        if let Some(text) = self.text.get(range.range()) {
            self.builder.verbatim(text, range.start());
        }
    }

    fn opaque(&mut self, text: &str, range: Span) {
        if self.is_left_out() {
            return;
        }
        let source = range.shifted(self.body);
        if text.contains(template::is_filler) {
            let rest: String = text.chars().filter(|&c| !template::is_filler(c)).collect();
            self.builder.opaque(&rest, source);
        } else {
            self.builder.opaque(text, source);
        }
    }

    fn code(&mut self, code: &str, range: Span) {
        if self.is_left_out() {
            return;
        }
        let start = self.builder.len();
        match self.code_content(code, range) {
            Some(inner) => self.verbatim(inner),
            None => self.opaque(code, range),
        }
        self.builder.mask(MaskKind::Code, start);
    }

    /// Where `code` stands between its backticks, unless line breaks or table pipes made another text of it.
    fn code_content(&self, code: &str, range: Span) -> Option<Span> {
        let raw = self.covered.get(range.range())?;
        let inner = raw.trim_start_matches('`');
        let lead = raw.len() - inner.len();
        let inner = &inner[..inner.len().saturating_sub(lead)];
        for (lead, inner) in
            [(0, raw), (lead, inner), (lead + 1, inner.get(1..inner.len().saturating_sub(1)).unwrap_or(""))]
        {
            if inner == code {
                let start = range.start() + lead;
                return Some(Span::new(start, start + code.len()));
            }
        }
        None
    }

    /// Only two tildes delete; one is the "about" sign, and is kept.
    fn strikethrough(&mut self, range: Span, starts: bool) {
        let raw = self.covered.get(range.range()).unwrap_or("");
        if raw.starts_with("~~") {
            self.deleted = if starts { self.deleted + 1 } else { self.deleted.saturating_sub(1) };
        } else if !self.is_left_out() && !range.is_empty() {
            let at = if starts { range.start() } else { range.end() - 1 };
            self.slice(Span::new(at, at + 1));
        }
    }

    fn start_image(&mut self) {
        let apart = elements::is_apart(self.builder.written()) || self.builder.kind() == Some(BlockKind::Caption);
        self.images.push(if apart { Image::Caption } else { Image::LeftOut });
        if apart {
            self.builder.close();
        }
    }

    fn end_image(&mut self) {
        if self.images.pop() == Some(Image::Caption) {
            self.builder.close();
        }
    }
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests;

//! Tags and text become prose. No tree is built: a stack of open elements knows what the prose at this place is.

use super::metadata::Gathered;
use super::tokens::{Attribute, Tag};
use crate::document::{BlockKind, Builder, MaskKind};
use crate::parse::elements::{self, Raised};
use crate::parse::template::is_filler;
use crate::span::Span;

/// Elements open at a time, as browsers have it; deeper ones are read as part of the last.
const DEEPEST: usize = 512;

/// What the prose inside an element is; an element hands it on to those within, with its own changes.
#[derive(Clone, Copy, Debug)]
struct State {
    kind: BlockKind,
    /// Whether readers do not see it, or it is no prose.
    hidden: bool,
    /// The innermost list, and how many lists it stands in.
    list: u32,
    depth: u8,
    /// How many `q` it stands in.
    quotations: u32,
    in_header: bool,
    /// Whether it stands in something that is more than the whole page.
    in_section: bool,
}

/// An element that was opened.
#[derive(Debug)]
struct Element {
    name: String,
    state: State,
    /// Where its prose begins.
    start: usize,
}

/// Where the reader is in a table.
#[derive(Clone, Copy, Debug)]
struct Grid {
    number: u32,
    row: u32,
    column: u32,
}

/// What the text of an element is gathered for, beside prose.
#[derive(Debug, PartialEq, Eq)]
enum Aside {
    Title,
    JsonLd,
}

/// Turns tags and text into prose.
pub struct Reader<'a> {
    /// The whole file, its templates covered.
    text: &'a str,
    builder: Builder,
    elements: Vec<Element>,
    grids: Vec<Grid>,
    lists: u32,
    tables: u32,
    /// Whether the page has a heading of its own, so that its title is no prose.
    headed: bool,
    /// Whether a line break was the last thing but blanks.
    broken: bool,
    aside: Option<(Aside, String)>,
    gathered: Gathered,
}

impl<'a> Reader<'a> {
    /// A reader of the file `text`, its templates covered, that writes into `builder`.
    pub fn new(text: &'a str, builder: Builder) -> Self {
        Self {
            text,
            headed: has_heading(text) || !builder.is_empty(),
            builder,
            elements: Vec::new(),
            grids: Vec::new(),
            lists: 0,
            tables: 0,
            broken: false,
            aside: None,
            gathered: Gathered::default(),
        }
    }

    /// The prose, and what the page says of itself.
    pub fn finish(mut self) -> (Builder, Gathered) {
        self.pop_to(0, Span::empty(self.text.len()));
        (self.builder, self.gathered)
    }

    fn state(&self) -> State {
        self.elements.last().map_or(
            State {
                kind: BlockKind::Paragraph,
                hidden: false,
                list: 0,
                depth: 0,
                quotations: 0,
                in_header: false,
                in_section: false,
            },
            |element| element.state,
        )
    }

    /// Notes the bytes between the marks of a comment.
    pub fn comment(&mut self, inside: Span) {
        self.builder.comment(inside);
    }

    /// Text, or what a reference stands for.
    pub fn text(&mut self, span: Span, decoded: Option<&str>) {
        let text = &self.text[span.range()];
        if let Some((_, gathered)) = &mut self.aside {
            gathered.push_str(decoded.unwrap_or(text));
        }
        if self.is_left_out() {
            return;
        }
        match decoded {
            Some(decoded) if decoded.trim_ascii().is_empty() => self.blank(span),
            Some(decoded) => {
                self.broken = false;
                self.builder.opaque(decoded, span);
            }
            None => self.verbatim(text, span.start()),
        }
    }

    /// Whether what is read now is kept out of the prose; else a block is open afterwards.
    fn is_left_out(&mut self) -> bool {
        let State { hidden, kind, .. } = self.state();
        if !hidden && self.builder.kind().is_none() {
            self.builder.open(kind);
        }
        hidden
    }

    /// A slice of the file, in which one blank stands for a run of them.
    fn verbatim(&mut self, text: &str, base: usize) {
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let blanks = rest.len() - rest.trim_ascii_start().len();
            if blanks > 0 {
                self.blank(Span::new(at, at + blanks).shifted(base));
                at += blanks;
                continue;
            }
            let fillers = rest.len() - rest.trim_start_matches(is_filler).len();
            if fillers > 0 {
                at += fillers;
                continue;
            }
            let end = end_of_words(rest);
            self.broken = false;
            self.builder.verbatim(&rest[..end], base + at);
            at += end;
        }
    }

    fn blank(&mut self, span: Span) {
        if self.builder.written().ends_with([' ', '\n']) {
            return;
        }
        if &self.text[span.range()] == " " {
            self.builder.verbatim(" ", span.start());
        } else {
            self.builder.opaque(" ", span);
        }
    }

    /// Writes what stands for a tag.
    fn mark(&mut self, words: &str, span: Span) {
        if !self.is_left_out() {
            self.builder.opaque(words, span);
        }
    }

    /// A tag that begins an element.
    pub fn open(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if elements::is_block(name) {
            self.close_implied(name, tag.span);
            self.builder.close();
            self.broken = false;
        }
        self.gathered.tag(tag, self.state().in_header);
        match name {
            "br" => self.line_break(tag.span),
            "img" => self.picture(tag),
            "meta" if tag.has("name", &["description"]) => self.field(tag.attribute("content")),
            _ => {}
        }
        if !elements::is_void(name) && self.elements.len() < DEEPEST {
            self.push(tag);
        }
    }

    /// Two line breaks in a row end a paragraph, as they did before there was one.
    fn line_break(&mut self, span: Span) {
        if self.broken {
            self.builder.close();
            self.broken = false;
        } else if !self.builder.written().is_empty() {
            self.mark("\n", span);
            self.broken = true;
        }
    }

    fn picture(&mut self, tag: &Tag) {
        let apart = elements::is_apart(self.builder.written()) || self.builder.kind() == Some(BlockKind::Caption);
        if let Some(alternative) = tag.attribute("alt").filter(|_| apart && !self.state().hidden && !is_hidden(tag)) {
            self.builder.open(BlockKind::Caption);
            self.attribute(alternative);
            self.builder.close();
        }
    }

    /// A field of the head that readers see: in a list of search results.
    fn field(&mut self, content: Option<&Attribute>) {
        if let Some(content) = content.filter(|_| !self.state().hidden) {
            self.builder.open(BlockKind::FrontMatter);
            self.attribute(content);
            self.builder.close();
        }
    }

    fn attribute(&mut self, attribute: &Attribute) {
        let raw = &self.text[attribute.span.range()];
        let odd = |c: char| is_filler(c) || matches!(c, '\n' | '\r' | '\t');
        if raw == attribute.value && !raw.contains(odd) {
            self.builder.verbatim(raw, attribute.span.start());
        } else {
            let value = attribute.value.replace(is_filler, "");
            let words: Vec<_> = value.split_ascii_whitespace().collect();
            self.builder.opaque(&words.join(" "), attribute.span);
        }
    }

    fn push(&mut self, tag: &Tag) {
        let name = &*tag.name;
        let parent = self.state();
        let mut state = self.inherited(tag, parent);
        match name {
            "title" if !parent.hidden => self.aside = Some((Aside::Title, String::new())),
            "script" if tag.value("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json")) => {
                self.aside = Some((Aside::JsonLd, String::new()));
            }
            "sup" => state.hidden |= !parent.hidden && self.is_note(tag.span),
            "q" => self.quotation_mark(parent, tag.span, true),
            _ => {}
        }
        self.elements.push(Element { name: tag.name.clone(), state, start: self.builder.len() });
    }

    /// What the prose in an element is.
    fn inherited(&mut self, tag: &Tag, parent: State) -> State {
        let name = &*tag.name;
        let mut state = parent;
        state.hidden |= elements::is_skipped(name)
            || elements::is_deleted(name)
            || is_hidden(tag)
            || (name == "title" && self.headed)
            || (name == "footer" && !parent.in_section);
        state.in_header |= name == "header";
        state.in_section |= matches!(name, "article" | "main" | "section" | "blockquote" | "figure");
        state.quotations += u32::from(name == "q");
        match name {
            "title" => state.kind = BlockKind::Heading(1),
            "blockquote" => state.kind = BlockKind::Quotation,
            "caption" | "figcaption" => state.kind = BlockKind::Caption,
            "ul" | "ol" | "menu" | "dir" => {
                self.lists += 1;
                (state.list, state.depth) = (self.lists, parent.depth.saturating_add(1));
            }
            "li" if parent.kind != BlockKind::Footnote => {
                state.kind = BlockKind::ListItem { list: parent.list, depth: parent.depth.max(1) };
            }
            "table" => {
                self.tables += 1;
                self.grids.push(Grid { number: self.tables, row: 0, column: 0 });
            }
            "td" | "th" => {
                let Grid { number, row, column } =
                    self.grids.last().copied().unwrap_or(Grid { number: self.tables, row: 0, column: 0 });
                state.kind = BlockKind::TableCell { table: number, row, column };
            }
            _ if let Some(level) = elements::heading(name) => state.kind = BlockKind::Heading(level),
            _ if is_footnote(tag) => state.kind = BlockKind::Footnote,
            _ => {}
        }
        state
    }

    /// Whether a `sup` holds the mark of a note; a power is written as one.
    fn is_note(&mut self, span: Span) -> bool {
        match elements::raised(self.builder.written(), &self.text[span.end()..]) {
            Raised::Note => true,
            Raised::Power => {
                self.mark("^", span);
                false
            }
            Raised::Part => false,
        }
    }

    /// Browsers write quotation marks around `q`; within another one, single ones.
    fn quotation_mark(&mut self, outside: State, span: Span, opens: bool) {
        let mark = match (opens, outside.quotations % 2) {
            (true, 0) => "“",
            (true, _) => "‘",
            (false, 0) => "”",
            (false, _) => "’",
        };
        self.mark(mark, span);
    }

    /// A tag that ends an element.
    pub fn close(&mut self, name: &str, span: Span) {
        match name {
            "br" => self.line_break(span),
            _ if let Some(at) = self.find(name) => self.pop_to(at, span),
            _ => {}
        }
        if elements::is_block(name) {
            self.builder.close();
            self.broken = false;
        }
    }

    /// The open element that a closing tag ends. A tag within a sentence does not end the paragraph around it, nor one in
    /// a cell the table.
    fn find(&self, name: &str) -> Option<usize> {
        let ends = |open: &str| match name {
            "li" => matches!(open, "ul" | "ol" | "menu" | "dir"),
            "table" => false,
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" => open == "table",
            _ if elements::is_block(name) => matches!(open, "td" | "th" | "caption" | "table"),
            _ => elements::is_block(open),
        };
        self.last(|open| open == name, ends)
    }

    /// The innermost open element that `wanted` holds for, if none lies further in that `ends` holds for.
    fn last(&self, wanted: impl Fn(&str) -> bool, ends: impl Fn(&str) -> bool) -> Option<usize> {
        let met = self.elements.iter().rposition(|open| wanted(&open.name) || ends(&open.name))?;
        wanted(&self.elements[met].name).then_some(met)
    }

    /// Ends what a block called `name` ends by its mere beginning.
    fn close_implied(&mut self, name: &str, span: Span) {
        let table = |open: &str| open == "table";
        let met = match name {
            "li" => self.last(|open| open == "li", |open| matches!(open, "ul" | "ol" | "menu" | "dir" | "td" | "th")),
            "dt" | "dd" => self.last(|open| matches!(open, "dt" | "dd"), |open| matches!(open, "dl" | "td" | "th")),
            "td" | "th" => self.last(|open| matches!(open, "td" | "th"), |open| matches!(open, "tr" | "table")),
            "tr" => self.last(|open| open == "tr", table),
            "thead" | "tbody" | "tfoot" => self.last(|open| matches!(open, "thead" | "tbody" | "tfoot"), table),
            _ => self.last(|open| open == "p", |open| elements::is_block(open) && open != "p"),
        };
        if let Some(at) = met {
            self.pop_to(at, span);
        }
    }

    /// Ends the element at `at` and all within it; `span` is the tag that did it.
    fn pop_to(&mut self, at: usize, span: Span) {
        while self.elements.len() > at {
            let Some(element) = self.elements.pop() else { return };
            self.ended(element, span);
        }
    }

    fn ended(&mut self, element: Element, span: Span) {
        let outside = self.state();
        match &*element.name {
            // Where a block has ended meanwhile, the quotation has ended with it.
            "q" if !element.state.hidden && self.builder.kind().is_some() => {
                self.quotation_mark(outside, span, false);
            }
            "code" | "kbd" | "samp" | "tt" if !element.state.hidden => {
                self.builder.mask(MaskKind::Code, element.start);
            }
            "table" => {
                self.grids.pop();
            }
            "tr" => {
                if let Some(grid) = self.grids.last_mut() {
                    (grid.row, grid.column) = (grid.row + 1, 0);
                }
            }
            "td" | "th" => {
                if let Some(grid) = self.grids.last_mut() {
                    grid.column += 1;
                }
            }
            "title" | "script" => match self.aside.take() {
                Some((Aside::Title, title)) => self.gathered.title(&title),
                Some((Aside::JsonLd, script)) => self.gathered.json_ld(&script),
                None => {}
            },
            _ => {}
        }
        if elements::is_block(&element.name) {
            self.builder.close();
        }
    }
}

/// Bytes before the next template, and before the next blank that is not a single one between words.
fn end_of_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let odd = |at: usize, c: char| match c {
        ' ' => bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace),
        _ => c.is_ascii_whitespace() || is_filler(c),
    };
    text.char_indices().find(|&(at, c)| odd(at, c)).map_or(bytes.len(), |(at, _)| at)
}

/// Whether readers do not see the element, by its own attributes.
fn is_hidden(tag: &Tag) -> bool {
    tag.attribute("hidden").is_some_and(|hidden| !hidden.value.eq_ignore_ascii_case("until-found"))
        || tag.has("aria-hidden", &["true"])
        || tag.value("style").is_some_and(hides)
        || (tag.name == "dialog" && tag.attribute("open").is_none())
        || tag.has("role", &["doc-backlink", "navigation"])
}

fn hides(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        let value = value.trim().to_ascii_lowercase();
        match &*property.trim().to_ascii_lowercase() {
            "display" => value.starts_with("none"),
            "visibility" => value.starts_with("hidden"),
            _ => false,
        }
    })
}

/// Whether the element holds notes: by its role, or by what converters from Markdown write.
fn is_footnote(tag: &Tag) -> bool {
    tag.has("role", &["doc-footnote", "doc-endnotes", "doc-endnote"])
        || tag.has("class", &["footnote-definition", "footnotes"])
}

/// Whether there is a heading of the first level, seen from afar: in a comment counts as well.
fn has_heading(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'<', bytes).any(|at| {
        let tag = &bytes[at + 1..];
        tag.len() > 2 && tag[..2].eq_ignore_ascii_case(b"h1") && !tag[2].is_ascii_alphanumeric()
    })
}

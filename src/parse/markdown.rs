//! Markdown drafts.

use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag as Element, TagEnd};

use crate::document::{BlockKind, Builder, Document, MaskKind};
use crate::lexicon::Lexicon;
use crate::parse::frontmatter;
use crate::parse::html::{HtmlReader, Part, Tag};
use crate::parse::{entity, template};
use crate::source::SourceFile;
use crate::span::Span;

/// Only what changes which words are prose. Anything more would take dollar signs for mathematics and straighten quotes.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

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
    reader.builder.finish(source, meta, lexicon)
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
    html: HtmlReader,
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
            html: HtmlReader::default(),
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
            Event::InlineHtml(tag) => {
                if let Some(tag) = Tag::parse(&tag) {
                    self.tag(&tag, range);
                }
            }
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
            _ => self.builder.close(),
        }
        match end {
            TagEnd::Heading(_) => self.kind = None,
            TagEnd::CodeBlock => self.code_block = false,
            TagEnd::HtmlBlock => self.html = HtmlReader::default(),
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
        if self.covered.get(range.range()) == Some(text) {
            self.verbatim(range);
        } else {
            self.opaque(text, range);
        }
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
        // Only a few blanks are looked through: a draft may hold thousands of pictures with nothing but blanks between them.
        let written = self.builder.written();
        let before = (0..8).fold(written, |text, _| text.strip_suffix(' ').unwrap_or(text));
        let apart = before.is_empty()
            || before.ends_with(['.', '!', '?', '…', ':', '”', '"', '\n'])
            || self.builder.kind() == Some(BlockKind::Caption);
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

    fn inline_tag(&mut self, tag: &Tag, range: Span) {
        if self.skipped.as_ref().is_some_and(|name| tag.closing && *name == tag.name) {
            self.skipped = None;
        } else if HtmlReader::is_skipped(&tag.name) && !tag.closing {
            self.skipped = Some(tag.name.clone());
        }
        match &*tag.name {
            "br" => self.opaque("\n", range),
            "del" | "s" | "strike" if tag.closing => self.deleted = self.deleted.saturating_sub(1),
            "del" | "s" | "strike" => self.deleted += 1,
            _ => {}
        }
    }

    /// A line of a block of HTML.
    fn html(&mut self, html: &str, range: Span) {
        if self.covered.get(range.range()) != Some(html) {
            return;
        }
        let mut parts = Vec::new();
        let mut reader = std::mem::take(&mut self.html);
        reader.feed(html, range.start(), &mut parts);
        self.html = reader;
        for part in parts {
            match part {
                Part::Text(range) => self.html_text(range),
                Part::Tag(tag) => self.tag(&tag, Span::empty(range.start())),
            }
        }
    }

    /// Text with its references decoded and its line breaks made blanks.
    fn html_text(&mut self, range: Span) {
        let text = &self.covered[range.range()];
        if self.is_left_out() {
            return;
        }
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            if let Some((len, decoded)) = entity::decode(rest) {
                self.opaque(&decoded, Span::new(at, at + len).shifted(range.start()));
                at += len;
                continue;
            }
            let blanks = rest.len() - rest.trim_start_matches(['\n', '\r', '\t', ' ']).len();
            if blanks > 0 {
                // One blank for a line break and the indentation after it, which come one after the other.
                let blank = if self.builder.written().ends_with(' ') { "" } else { " " };
                self.opaque(blank, Span::new(at, at + blanks).shifted(range.start()));
                at += blanks;
                continue;
            }
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let end = rest[first..].find(['&', '\n', '\r', '\t', ' ']).map_or(rest.len(), |step| first + step);
            self.verbatim(Span::new(at, at + end).shifted(range.start()));
            at += end;
        }
    }

    /// A tag of HTML: those that do not stand within a sentence begin or end a block of prose.
    fn tag(&mut self, tag: &Tag, range: Span) {
        if is_inline(&tag.name) || HtmlReader::is_skipped(&tag.name) {
            return self.inline_tag(tag, range);
        }
        self.builder.close();
        match &*tag.name {
            "table" if !tag.closing => {
                self.tables += 1;
                self.row = 0;
            }
            "tr" if tag.closing => self.row += 1,
            "tr" => self.column = 0,
            "ul" | "ol" if !tag.closing => self.lists += 1,
            "blockquote" if tag.closing => self.html_quotations = self.html_quotations.saturating_sub(1),
            "blockquote" => self.html_quotations += 1,
            name => match self.html_kind(name) {
                Some(kind) if !tag.closing => self.html_kind = Some(kind),
                Some(kind) => {
                    self.html_kind = None;
                    self.column += u32::from(matches!(kind, BlockKind::TableCell { .. }));
                }
                None => {}
            },
        }
    }

    fn html_kind(&self, name: &str) -> Option<BlockKind> {
        Some(match name {
            "h1" => BlockKind::Heading(1),
            "h2" => BlockKind::Heading(2),
            "h3" => BlockKind::Heading(3),
            "h4" => BlockKind::Heading(4),
            "h5" => BlockKind::Heading(5),
            "h6" => BlockKind::Heading(6),
            "li" => BlockKind::ListItem { list: self.lists, depth: 1 },
            "td" | "th" => BlockKind::TableCell { table: self.tables, row: self.row, column: self.column },
            "figcaption" | "caption" => BlockKind::Caption,
            _ => return None,
        })
    }
}

/// Elements that stand within a sentence.
fn is_inline(name: &str) -> bool {
    const INLINE: &[&str] = &[
        "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
        "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
        "var", "wbr",
    ];
    INLINE.contains(&name)
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{Caption, Footnote, FrontMatter, Heading, ListItem, Paragraph, Quotation, TableCell};

    fn document(text: &str, mdx: bool) -> Document {
        parse(Arc::new(SourceFile::new("draft.md", text)), mdx, &Lexicon::english())
    }

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let document = document(text, false);
        document.blocks.iter().map(|block| (block.kind, document.text(block.span).to_owned())).collect()
    }

    fn expect(table: &[(&str, &[(BlockKind, &str)])]) {
        for (text, expected) in table {
            let expected: Vec<_> = expected.iter().map(|(kind, prose)| (*kind, (*prose).to_owned())).collect();
            assert_eq!(blocks(text), expected, "{text:?}");
        }
    }

    fn item(list: u32, depth: u8) -> BlockKind {
        ListItem { list, depth }
    }

    fn cell(row: u32, column: u32) -> BlockKind {
        TableCell { table: 1, row, column }
    }

    #[test]
    fn inline_markup_leaves_the_words_that_readers_see() {
        expect(&[
            ("A **b** [c*d*](/x \"t\") *e*.", &[(Paragraph, "A b cd e.")]),
            ("He said &ldquo;no&rdquo; \\*twice\\*.", &[(Paragraph, "He said “no” *twice*.")]),
            ("one\ntwo\r\nthree  \nfour", &[(Paragraph, "one two three\nfour")]),
            ("from 15 ~~14~~ to <del>16</del>17 ~5 to ~6", &[(Paragraph, "from 15  to 17 ~5 to ~6")]),
            ("a<br>b<sup>2</sup> <!-- c --> <script>d</script> e", &[(Paragraph, "a\nb2   e")]),
            ("$5 and $6", &[(Paragraph, "$5 and $6")]),
            ("a {{< ref \"b_c\" >}}_d_ [e]({{< ref \"f g\" >}} \"h\") {% i %}j", &[(Paragraph, "a d e j")]),
            ("{{< img >}}\n\n{{% a\nb %}}", &[]),
            ("A note.[^1]\n\n[^1]: Its *text*.", &[(Paragraph, "A note."), (Footnote, "Its text.")]),
        ]);
    }

    #[test]
    fn blocks_have_their_kinds() {
        expect(&[
            ("# A\n\nB\n===\n\n## C {#c}\n", &[(Heading(1), "A"), (Heading(1), "B"), (Heading(2), "C")]),
            (
                "- a\n  - b\n- c\n\n1. d\n\n   e\n",
                &[(item(1, 1), "a"), (item(2, 2), "b"), (item(1, 1), "c"), (item(3, 1), "d"), (item(3, 1), "e")],
            ),
            ("- [x] a\n- [ ] b", &[(item(1, 1), "a"), (item(1, 1), "b")]),
            ("> a\n> b\n\nc", &[(Quotation, "a b"), (Paragraph, "c")]),
            (
                "| a | b |\n|---|---|\n| 1 \\| 2 | *3* |\n",
                &[(cell(0, 0), "a"), (cell(0, 1), "b"), (cell(1, 0), "1 | 2"), (cell(1, 1), "3")],
            ),
            ("a\n\n```\ncode 5\n```\n\n    code 6\n\nb", &[(Paragraph, "a"), (Paragraph, "b")]),
        ]);
    }

    #[test]
    fn pictures_become_captions_unless_they_would_tear_a_sentence() {
        expect(&[
            ("![A *dog*](x.png) Text.", &[(Caption, "A dog"), (Paragraph, "Text.")]),
            ("Text. ![A dog](x.png)\nMore.", &[(Paragraph, "Text."), (Caption, "A dog"), (Paragraph, "More.")]),
            ("The ![dog](x.png) barks.", &[(Paragraph, "The  barks.")]),
        ]);
    }

    #[test]
    fn html_blocks_are_read_for_their_text() {
        expect(&[
            (
                "<div class=\"x\">\n<p>One &amp; <b>two</b>\n three.</p>\n<p>Four</p></div>",
                &[(Paragraph, "One & two three."), (Paragraph, "Four")],
            ),
            (
                "<figure><img src=\"a\"><figcaption>Cap</figcaption></figure>\n\nText",
                &[(Caption, "Cap"), (Paragraph, "Text")],
            ),
            ("<script>\nvar a = 5;\n\nb\n</script>\n<!-- 6\n\n7 -->\n\nText", &[(Paragraph, "Text")]),
            (
                "<table><tr><th>a</th><th>b</th></tr>\n<tr><td>1</td><td>2</td></tr></table>",
                &[(cell(0, 0), "a"), (cell(0, 1), "b"), (cell(1, 0), "1"), (cell(1, 1), "2")],
            ),
            ("<blockquote>\n\nSaid.\n\n</blockquote>\n\nText", &[(Quotation, "Said."), (Paragraph, "Text")]),
            ("### Title <figure><figcaption>_Cap_</figcaption></figure>", &[(Heading(3), "Title"), (Caption, "Cap")]),
            ("<ul><li>a<li>b</ul>", &[(item(1, 1), "a"), (item(1, 1), "b")]),
        ]);
    }

    #[test]
    fn front_matter_becomes_a_heading_and_blocks() {
        expect(&[
            (
                "---\ntitle: 'It''s &ldquo;A&rdquo;'\nslug: x\nsummary: b\n---\nText",
                &[(Heading(1), "It's “A”"), (FrontMatter, "b"), (Paragraph, "Text")],
            ),
            (
                "---\ndeck: >\n  one\n  two\n\n  three\ntitle: |\n  x\n---\n",
                &[(FrontMatter, "one two three"), (Heading(1), "x")],
            ),
            ("---\ntitle: \"a \\\"b\\\" \\u00e9 \\\n  c\"\n---\n", &[(Heading(1), "a \"b\" é c")]),
            (
                "+++\ntitle = \"\"\"\na \\\n  b\"\"\"\ndate = 2024-01-02\n+++\nText",
                &[(Heading(1), "a b"), (Paragraph, "Text")],
            ),
        ]);
        let meta =
            document("\u{feff}---\r\ntitle: A\r\ndate: 2017-07-05 12:36:52 -0400\r\nlang: en\r\n---\r\nB", false).meta;
        assert_eq!(meta.date.map(|date| date.to_string()).as_deref(), Some("2017-07-05"));
        assert_eq!((meta.title.as_deref(), meta.language.as_deref()), (Some("A"), Some("en")));
    }

    #[test]
    fn words_are_found_at_their_place_in_the_file() {
        // The word, and the part of the file that it comes from.
        for (text, word, place) in [
            ("\u{feff}---\r\ntitle: A\r\n---\r\nAt *Đurić*.", "Đurić", "Đurić"),
            ("a &ldquo;b", "“", "&ldquo;"),
            ("a \\* b", "*", "*"),
            ("---\ntitle: 'It''s b c'\n---\n", "c", "c"),
            ("---\ntitle: \"x \\u00e9t\"\n---\n", "ét", "\\u00e9t"),
            ("---\nsummary: >\n  one\n  two\n---\n", "two", "two"),
            ("+++\ntitle = 'x yz'\n+++\n", "yz", "yz"),
            ("> one\n> two", "two", "two"),
            ("<p>a &amp;\n b</p>", "b", "b"),
        ] {
            let document = document(text, false);
            let token = document.tokens.iter().rfind(|token| token.text(&document.prose) == word);
            let Some(token) = token else { panic!("{word} in {:?}", document.prose) };
            assert_eq!(&text[document.source_span(token.span).range()], place, "{text:?}");
        }
        // Not the first "1" but the one in the link.
        let document = document("1 [1](/1) `1`", false);
        assert_eq!(document.source_span(document.tokens[1].span), Span::new(3, 4));
        assert_eq!(document.source_span(document.tokens[2].span), Span::new(11, 12));
    }

    #[test]
    fn code_and_addresses_are_masked() {
        let document = document("Run `a 5` at https://a.org/6 or <jo@b.org>. `` c ` ``", false);
        let masked: Vec<_> = document.masks.iter().map(|mask| (mask.kind, document.text(mask.span))).collect();
        let expected = [
            (MaskKind::Code, "a 5"),
            (MaskKind::Url, "https://a.org/6"),
            (MaskKind::Url, "jo@b.org"),
            (MaskKind::Code, "c `"),
        ];
        assert_eq!(masked, expected);
    }

    #[test]
    fn mdx_leaves_no_code() {
        let document =
            document("import A from './a'\n\n{/* *x */}\n\n<A b={5}>\n\nSix {n + 1} *dogs*.\n\n</A>\n", true);
        assert_eq!(document.prose, "Six  dogs.");
    }
}

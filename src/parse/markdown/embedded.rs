//! HTML in Markdown: among words, and in blocks of its own.

use super::Reader;
use super::tags::{Part, Tag};
use crate::document::BlockKind;
use crate::parse::elements::{self, Raised};
use crate::parse::entity;
use crate::span::Span;

impl Reader<'_> {
    /// A tag or a comment among words.
    pub(super) fn inline_html(&mut self, html: &str, range: Span) {
        if let Some(inside) = html.strip_prefix("<!--").and_then(|html| html.strip_suffix("-->")) {
            let start = self.body + range.start() + 4;
            return self.builder.comment(Span::new(start, start + inside.len()));
        }
        match Tag::parse(html) {
            Some(tag) if elements::is_block(&tag.name) => self.tag(&tag, range),
            Some(tag) => self.inline_tag(&tag, range),
            None => {}
        }
    }

    fn inline_tag(&mut self, tag: &Tag, range: Span) {
        if self.skipped.as_ref().is_some_and(|name| tag.closing && *name == tag.name) {
            self.skipped = None;
        } else if elements::is_skipped(&tag.name) && !tag.closing {
            self.skipped = Some(tag.name.clone());
        }
        match &*tag.name {
            "br" => self.opaque("\n", range),
            name if elements::is_deleted(name) && tag.closing => self.deleted = self.deleted.saturating_sub(1),
            name if elements::is_deleted(name) => self.deleted += 1,
            "sup" if !tag.closing => self.superscript(range),
            _ => {}
        }
    }

    fn superscript(&mut self, range: Span) {
        let raised = self.covered.get(range.end()..).unwrap_or("");
        match elements::raised(self.builder.written(), raised) {
            Raised::Note => self.skipped = Some("sup".to_owned()),
            Raised::Power => self.opaque("^", range),
            Raised::Part => {}
        }
    }

    /// A line of a block of HTML.
    pub(super) fn html(&mut self, html: &str, range: Span) {
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
                Part::Comment(inside) => self.builder.comment(inside.shifted(self.body)),
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
        if elements::is_inline(&tag.name) || elements::is_skipped(&tag.name) {
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
            _ if let Some(level) = elements::heading(name) => BlockKind::Heading(level),
            "li" => BlockKind::ListItem { list: self.lists, depth: 1 },
            "td" | "th" => BlockKind::TableCell { table: self.tables, row: self.row, column: self.column },
            "figcaption" | "caption" => BlockKind::Caption,
            _ => return None,
        })
    }
}

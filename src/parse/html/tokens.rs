//! HTML cut into tags, comments and text by the tokenizer of the WHATWG, every part with its bytes in the file.

use std::collections::VecDeque;

use html5gum::{Emitter, Error, State, Tokenizer, naive_next_state};

use crate::span::Span;

/// A part of a file of HTML.
#[derive(Debug, PartialEq, Eq)]
pub enum Token {
    /// Text between tags; `decoded` where it is not what stands in the file.
    Text { span: Span, decoded: Option<String> },
    /// The tag that begins an element.
    Open(Tag),
    /// The tag that ends an element, its name in lower case.
    Close { name: String, span: Span },
    /// The bytes between the marks of a comment.
    Comment(Span),
}

/// The tag that begins an element.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// In lower case.
    pub name: String,
    pub span: Span,
    pub attributes: Vec<Attribute>,
}

impl Tag {
    /// The attribute called `name`; the first one counts.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// The value of the attribute called `name`.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(|attribute| &*attribute.value)
    }

    /// Whether the attribute called `name` is a list that holds one of `words`, in any case.
    pub fn has(&self, name: &str, words: &[&str]) -> bool {
        self.value(name).is_some_and(|value| {
            value.split_ascii_whitespace().any(|found| words.iter().any(|word| word.eq_ignore_ascii_case(found)))
        })
    }
}

/// An attribute of a tag.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Attribute {
    /// In lower case.
    pub name: String,
    /// With its references decoded.
    pub value: String,
    /// Bytes of the value in the file, without quotation marks.
    pub span: Span,
}

/// The parts of `text` from byte `start` on, in the order of the file.
pub fn tokens(text: &str, start: usize) -> impl Iterator<Item = Token> {
    let cutter = Cutter { text, position: start, ..Cutter::default() };
    Tokenizer::new_with_emitter(&text[start..], cutter).map(|token| match token {
        Ok(token) => token,
        Err(never) => match never {},
    })
}

/// What the tokenizer is in the middle of.
#[derive(Debug, Default, PartialEq, Eq)]
enum Pending {
    #[default]
    Nothing,
    Open,
    Close,
}

/// Takes what the tokenizer emits, piece by piece, and knows from where to where each piece was read.
#[derive(Debug, Default)]
struct Cutter<'a> {
    text: &'a str,
    ready: VecDeque<Token>,
    /// Bytes of the file that were read.
    position: usize,
    /// The end of the last piece of text, tag or comment.
    reached: usize,
    /// Text that was read and not yet handed on: the first bytes of a character, which the tokenizer gives singly after "&".
    held: Vec<u8>,
    /// Where the tag, comment or declaration began.
    mark: usize,
    pending: Pending,
    name: Vec<u8>,
    attributes: Vec<(Vec<u8>, Vec<u8>, usize, usize)>,
    last_start_tag: Vec<u8>,
}

impl Cutter<'_> {
    /// From `start` to here, moved out to the borders of characters.
    fn span_from(&self, start: usize) -> Span {
        self.span_between(start, self.position)
    }

    fn span_between(&self, start: usize, end: usize) -> Span {
        let (mut start, mut end) = (start.min(self.text.len()), end.min(self.text.len()));
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Span::new(start.min(end), end)
    }

    fn tag(&mut self) -> Tag {
        let span = self.span_from(self.mark);
        let attributes = std::mem::take(&mut self.attributes);
        let attributes = attributes.into_iter().map(|(name, value, start, end)| {
            let span = Span::new(start.min(end), end);
            let fits = self.text.get(span.range()).is_some();
            Attribute {
                name: owned(&name),
                value: owned(&value),
                span: if fits { span } else { Span::empty(self.mark) },
            }
        });
        Tag { name: owned(&self.name), span, attributes: attributes.collect() }
    }
}

fn owned(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// How many of `bytes` are whole characters.
fn whole(bytes: &[u8]) -> usize {
    match std::str::from_utf8(bytes) {
        Err(cut) if cut.error_len().is_none() => cut.valid_up_to(),
        _ => bytes.len(),
    }
}

impl Emitter for Cutter<'_> {
    type Token = Token;

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start_tag = name.unwrap_or_default().to_vec();
    }

    fn emit_eof(&mut self) {}

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Token> {
        self.ready.pop_front()
    }

    fn emit_string(&mut self, piece: &[u8]) {
        let mut piece = std::mem::take(&mut self.held).into_iter().chain(piece.iter().copied()).collect::<Vec<u8>>();
        self.held = piece.split_off(whole(&piece));
        if piece.is_empty() {
            return;
        }
        let mut span = self.span_between(self.reached, self.position.saturating_sub(self.held.len()));
        self.reached = span.end();
        // The tokenizer makes one line break of CR LF: the CR was the break, the LF is passed over.
        if span.len() == piece.len() + 1 && self.text[span.range()].starts_with('\n') {
            span = Span::new(span.start() + 1, span.end());
        }
        let verbatim = self.text.as_bytes()[span.range()] == piece;
        let decoded = (!verbatim).then(|| owned(&piece));
        self.ready.push_back(Token::Text { span, decoded });
    }

    fn start_open_tag(&mut self) {
        self.mark = self.position.saturating_sub(1);
    }

    fn init_start_tag(&mut self) {
        self.name.clear();
        self.attributes.clear();
        self.pending = Pending::Open;
    }

    fn init_end_tag(&mut self) {
        self.name.clear();
        self.attributes.clear();
        self.pending = Pending::Close;
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.name.extend(name);
    }

    fn init_attribute(&mut self) {
        self.attributes.push((Vec::new(), Vec::new(), self.position, self.position));
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        if let Some((written, ..)) = self.attributes.last_mut() {
            written.extend(name);
        }
    }

    fn init_attribute_value(&mut self) {
        if let Some((_, _, start, end)) = self.attributes.last_mut() {
            (*start, *end) = (self.position, self.position);
        }
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        if let Some((_, written, _, end)) = self.attributes.last_mut() {
            written.extend(value);
            *end = self.position;
        }
    }

    fn set_self_closing(&mut self) {}

    fn emit_current_tag(&mut self) -> Option<State> {
        let tag = self.tag();
        self.reached = self.position;
        if std::mem::take(&mut self.pending) == Pending::Close {
            self.last_start_tag.clear();
            self.ready.push_back(Token::Close { name: tag.name, span: tag.span });
            return None;
        }
        self.last_start_tag.clone_from(&self.name);
        self.ready.push_back(Token::Open(tag));
        // What stands in a script or a title is no markup.
        naive_next_state(&self.last_start_tag)
    }

    fn init_comment(&mut self) {}

    fn push_comment(&mut self, _: &[u8]) {}

    fn emit_current_comment(&mut self) {
        let span = self.span_from(self.mark.max(self.reached));
        self.reached = self.position;
        // Declarations and the like are comments to the tokenizer too.
        if let Some(inside) = self.text[span.range()].strip_prefix("<!--") {
            let end = inside.strip_suffix("-->").or_else(|| inside.strip_suffix("--!>")).unwrap_or(inside);
            let start = span.start() + 4;
            self.ready.push_back(Token::Comment(Span::new(start, start + end.len())));
        }
    }

    fn init_doctype(&mut self) {}

    fn emit_current_doctype(&mut self) {
        self.reached = self.position;
    }

    fn set_force_quirks(&mut self) {}

    fn push_doctype_name(&mut self, _: &[u8]) {}

    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.pending == Pending::Close && !self.last_start_tag.is_empty() && self.last_start_tag == self.name
    }

    fn move_position(&mut self, by: isize) {
        self.position = self.position.saturating_add_signed(by);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts as one reads them: text, with what it stands for, and tags with their attributes' values, all cut from the file.
    fn parts(text: &str) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        let mut joins = false;
        for token in tokens(text, 0) {
            let joined = std::mem::replace(&mut joins, matches!(token, Token::Text { decoded: None, .. }));
            match token {
                Token::Text { span, decoded: None } if joined => {
                    parts.last_mut().expect("text before").push_str(&text[span.range()]);
                }
                Token::Text { span, decoded: None } => parts.push(text[span.range()].to_owned()),
                Token::Text { span, decoded: Some(decoded) } => {
                    parts.push(format!("{}={decoded}", &text[span.range()]));
                }
                Token::Open(tag) => {
                    let values = tag.attributes.iter().map(|it| format!(" {}={}", it.name, &text[it.span.range()]));
                    parts.push(format!("{}|{}{}", &text[tag.span.range()], tag.name, values.collect::<String>()));
                }
                Token::Close { name, span } => parts.push(format!("{}|/{name}", &text[span.range()])),
                Token::Comment(span) => parts.push(format!("#{}", &text[span.range()])),
            }
        }
        parts
    }

    #[test]
    fn every_part_stands_where_it_was_read() {
        for (text, expected) in [
            ("<P>a &amp; b</p>", &["<P>|p", "a ", "&amp;=&", " b", "</p>|/p"][..]),
            ("a < b &lt c", &["a < b ", "&lt=<", " c"]),
            ("AT&T &nosuch; x", &["AT&T &nosuch; x"]),
            ("R&Đ, &“x” &—&é&amp;é &", &["R&Đ, &“x” &—&é", "&amp;=&", "é &"]),
            ("Đ&#272;&#x1F1F7;", &["Đ", "&#272;=Đ", "&#x1F1F7;=🇷"]),
            ("&#150;&#0;", &["&#150;=–", "&#0;=\u{fffd}"]),
            ("a\r\nb", &["a", "\r=\n", "b"]),
            ("<a href='x&amp;y' b=\"Đ\" c=d e>t", &["<a href='x&amp;y' b=\"Đ\" c=d e>|a href=x&amp;y b=Đ c=d e=", "t"]),
            ("<!-- x --><!DOCTYPE html><!----><?php a?>b", &["# x ", "#", "b"]),
            (
                "<title>a </b> &amp;</TITLE>c",
                &["<title>|title", "a ", "</b=</", "=b", "> ", "&amp;=&", "</TITLE>|/title", "c"],
            ),
            (
                "<script>if (a<b) '</p>'</script>z",
                &["<script>|script", "if (a<b) '", "</p=</", "=p", ">'", "</script>|/script", "z"],
            ),
            ("x<a", &["x"]),
            ("<!-- open", &["# open"]),
        ] {
            assert_eq!(parts(text), expected, "{text:?}");
        }
    }
}

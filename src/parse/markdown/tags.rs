//! A small reader of HTML as it occurs inside Markdown: tags and the text between them. Fed line by line.

use crate::parse::elements;
use crate::span::Span;

/// What the reader found.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// Text, with references not decoded yet, in bytes of the file.
    Text(Span),
    /// A tag.
    Tag(Tag),
    /// What stands in a comment, or in the part of one that this line holds, in bytes of the file.
    Comment(Span),
}

/// A tag's name and what of it matters to readers.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag {
    /// In lower case.
    pub name: String,
    /// Whether it ends an element.
    pub closing: bool,
}

impl Tag {
    /// Reads a tag that begins with `<`; `None` for comments and declarations.
    pub fn parse(tag: &str) -> Option<Tag> {
        let inner = tag.strip_prefix('<')?;
        let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inner.len());
        (inner.starts_with(|c: char| c.is_ascii_alphabetic()))
            .then(|| Tag { name: inner[..end].to_ascii_lowercase(), closing })
    }
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Text,
    /// Inside a tag whose text so far is kept, and inside which quotation mark.
    Tag(String, Option<u8>),
    Comment,
    /// Inside a skipped element of that name.
    Skipped(String),
}

/// Where the reader is in the HTML of one block.
#[derive(Debug, Default)]
pub struct TagReader {
    state: State,
}

impl TagReader {
    /// Reads on in `text`, which begins at byte `base` of the file.
    pub fn feed(&mut self, text: &str, base: usize, parts: &mut Vec<Part>) {
        let mut at = 0;
        while at < text.len() {
            at = match std::mem::take(&mut self.state) {
                State::Text => self.text(text, at, base, parts),
                State::Tag(written, quote) => self.tag(text, at, written, quote, parts),
                State::Comment => {
                    let end = text[at..].find("-->").map(|step| at + step);
                    parts.push(Part::Comment(Span::new(at, end.unwrap_or(text.len())).shifted(base)));
                    if end.is_none() {
                        self.state = State::Comment;
                    }
                    end.map_or(text.len(), |end| end + 3)
                }
                State::Skipped(name) => self.skipped(text, at, name),
            };
        }
    }

    fn text(&mut self, text: &str, at: usize, base: usize, parts: &mut Vec<Part>) -> usize {
        let bytes = text.as_bytes();
        let begins =
            |at: usize| bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?'));
        let end =
            memchr::memchr_iter(b'<', &bytes[at..]).map(|step| at + step).find(|&at| begins(at)).unwrap_or(text.len());
        if end > at {
            parts.push(Part::Text(Span::new(at, end).shifted(base)));
        }
        if text[end..].starts_with("<!--") {
            self.state = State::Comment;
            return end + 4;
        }
        if end < text.len() {
            self.state = State::Tag(String::new(), None);
        }
        end
    }

    fn tag(
        &mut self,
        text: &str,
        at: usize,
        mut written: String,
        mut quote: Option<u8>,
        parts: &mut Vec<Part>,
    ) -> usize {
        for (step, byte) in text.as_bytes()[at..].iter().enumerate() {
            match (*byte, quote) {
                (b'>', None) => {
                    written.push_str(&text[at..at + step]);
                    if let Some(tag) = Tag::parse(&written) {
                        let empty = written.ends_with('/');
                        if elements::is_skipped(&tag.name) && !tag.closing && !empty {
                            self.state = State::Skipped(tag.name.clone());
                        }
                        parts.push(Part::Tag(tag));
                    }
                    return at + step + 1;
                }
                (mark @ (b'"' | b'\''), None) if !written.is_empty() || step > 0 => quote = Some(mark),
                (mark, Some(open)) if mark == open => quote = None,
                _ => {}
            }
        }
        written.push_str(&text[at..]);
        self.state = State::Tag(written, quote);
        text.len()
    }

    fn skipped(&mut self, text: &str, at: usize, name: String) -> usize {
        let bytes = text.as_bytes();
        let ends = |at: usize| {
            let rest = &bytes[at..];
            let word = rest.get(2..2 + name.len());
            rest.starts_with(b"</") && word.is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
        };
        match memchr::memchr_iter(b'<', &bytes[at..]).map(|step| at + step).find(|&at| ends(at)) {
            Some(end) => end,
            None => {
                self.state = State::Skipped(name);
                text.len()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &[&str]) -> Vec<String> {
        let mut reader = TagReader::default();
        let mut texts = Vec::new();
        for line in lines {
            let mut parts = Vec::new();
            reader.feed(line, 0, &mut parts);
            for part in parts {
                match part {
                    Part::Text(span) => texts.push(line[span.range()].to_owned()),
                    Part::Comment(_) => {}
                    Part::Tag(tag) => texts.push(format!("<{}{}>", if tag.closing { "/" } else { "" }, tag.name)),
                }
            }
        }
        texts
    }

    #[test]
    fn tags_and_text_come_apart_over_several_lines() {
        assert_eq!(texts(&["<P class=\"a>b\"", " id=x>one < two</p>"]), ["<p>", "one < two", "</p>"]);
        assert_eq!(texts(&["a<!-- x", "y > -->b"]), ["a", "b"]);
        assert_eq!(texts(&["<script>if (a<b) {", "}</SCRIPT>z"]), ["<script>", "</script>", "z"]);
        assert_eq!(texts(&["<!DOCTYPE html><br/>x"]), ["<br>", "x"]);
        assert_eq!(texts(&["<a"]), [""; 0]);
    }
}

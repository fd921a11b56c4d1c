//! Template markup inside drafts: Hugo shortcodes, Jinja and Liquid tags, MDX comments and expressions.
//!
//! A template may hold anything, also characters that Markdown would read as emphasis, quotation or a link's end. So it is
//! replaced by rare punctuation of the same length before Markdown is read, and left out when the prose is written.

use std::borrow::Cow;

use crate::span::Span;

/// A draft with its templates covered.
pub struct Covered<'a> {
    /// The same text, byte for byte as long, with fillers in place of templates.
    pub text: Cow<'a, str>,
    /// Where the templates are, in order, counted in `text`.
    pub holes: Vec<Span>,
}

/// Opening and closing of the templates known, longest opening first.
const PAIRS: &[(&str, &str)] = &[("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}"), ("{#", "#}")];

/// Punctuation, as the braces are: emphasis may begin and end beside it. Two and three bytes long, and too rare to meet in a draft.
const FILLERS: [char; 2] = ['\u{5c6}', '\u{2056}'];

/// Whether `c` stands in for a template.
pub fn is_filler(c: char) -> bool {
    FILLERS.contains(&c)
}

/// The bytes of a template that is a comment of MDX, without its marks.
pub fn comment(text: &str, hole: Span) -> Option<Span> {
    let inner = text.get(hole.range())?.strip_prefix("{/*")?.strip_suffix("*/}")?;
    let start = hole.start() + 3;
    Some(Span::new(start, start + inner.len()))
}

/// Covers the templates of `text`; with `mdx` also comments and expressions in braces, imports and exports.
pub fn cover(text: &str, mdx: bool) -> Covered<'_> {
    let mut holes = if mdx { braces(text) } else { pairs(text) };
    if mdx {
        holes = modules(text, holes);
    }
    if holes.is_empty() {
        return Covered { text: Cow::Borrowed(text), holes };
    }
    let mut covered = String::with_capacity(text.len());
    for hole in &holes {
        covered.push_str(&text[covered.len()..hole.start()]);
        fill(&mut covered, hole.len());
    }
    covered.push_str(&text[covered.len()..]);
    Covered { text: Cow::Owned(covered), holes }
}

/// Appends exactly `len` bytes, at least two.
fn fill(text: &mut String, len: usize) {
    let (twos, threes) = match len % 3 {
        0 => (0, len / 3),
        1 => (2, (len - 4) / 3),
        _ => (1, (len - 2) / 3),
    };
    (0..twos).for_each(|_| text.push(FILLERS[0]));
    (0..threes).for_each(|_| text.push(FILLERS[1]));
}

/// Templates with their own closing. One that is not closed before the next blank line is text.
fn pairs(text: &str) -> Vec<Span> {
    let mut holes = Vec::new();
    // Where no closing of that pair was found up to here, a second search would find none either.
    let mut hopeless = [0usize; PAIRS.len()];
    let mut at = 0;
    while let Some(step) = memchr::memchr(b'{', &text.as_bytes()[at..]) {
        let start = at + step;
        let closed = PAIRS.iter().zip(&mut hopeless).find_map(|((open, close), hopeless)| {
            if !text[start..].starts_with(open) || start < *hopeless {
                return None;
            }
            let from = start + open.len();
            match closing(text, from, close) {
                Ok(end) => Some(end),
                Err(limit) => {
                    *hopeless = limit;
                    None
                }
            }
        });
        let closed = closed.or_else(|| attributes(text, start));
        at = closed.unwrap_or(start + 1);
        if let Some(end) = closed {
            holes.push(Span::new(start, end));
        }
    }
    holes
}

/// The end of the attributes of a heading or link that begin at `start`: "{#id}", "{.class key=value}", "{: #id}".
fn attributes(text: &str, start: usize) -> Option<usize> {
    let rest = text[start..].strip_prefix('{')?;
    let inner = rest.strip_prefix(['#', '.', ':'])?;
    let len = inner
        .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.' | ':' | '#' | '=' | '"' | ' '))?;
    (len > 0 && inner[len..].starts_with('}')).then(|| start + 2 + len + 1)
}

/// The end of the first `close` after `from` and before a blank line, else how far was looked.
fn closing(text: &str, from: usize, close: &str) -> Result<usize, usize> {
    let bytes = text.as_bytes();
    let first = close.as_bytes()[0];
    // The line is not looked through for its end before its templates: it may hold thousands of them.
    let (mut at, mut line) = (from, from);
    while let Some(step) = memchr::memchr2(b'\n', first, &bytes[at..]) {
        let found = at + step;
        if bytes[found] != b'\n' {
            if bytes[found..].starts_with(close.as_bytes()) {
                return Ok(found + close.len());
            }
        } else if line != from && text[line..found].trim().is_empty() {
            return Err(found);
        } else {
            line = found + 1;
        }
        at = found + 1;
    }
    Err(text.len())
}

/// The outermost pairs of braces.
fn braces(text: &str) -> Vec<Span> {
    let mut open = Vec::new();
    let mut holes: Vec<Span> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            // An escaped brace is a character.
            b'{' if at == 0 || text.as_bytes()[at - 1] != b'\\' => open.push(at),
            b'}' => {
                let Some(start) = open.pop() else { continue };
                while holes.last().is_some_and(|inner| inner.start() > start) {
                    holes.pop();
                }
                holes.push(Span::new(start, at + 1));
            }
            _ => {}
        }
    }
    holes
}

/// Adds the lines that import and export, which stand at the left margin outside of any hole.
fn modules(text: &str, holes: Vec<Span>) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::with_capacity(holes.len());
    let mut holes = holes.into_iter().peekable();
    let mut start = 0;
    while start < text.len() {
        // A line here ends at the first line break outside of a hole.
        let mut end = start;
        let mut inside = Vec::new();
        loop {
            end = memchr::memchr(b'\n', &text.as_bytes()[end..]).map_or(text.len(), |step| end + step);
            let before = inside.len();
            while let Some(hole) = holes.next_if(|hole| hole.start() < end) {
                end = end.max(hole.end());
                inside.push(hole);
            }
            if inside.len() == before || end >= text.len() {
                break;
            }
        }
        if is_module_line(&text[start..end]) {
            all.push(Span::new(start, end));
        } else {
            all.extend(inside);
        }
        start = end + 1;
    }
    all
}

fn is_module_line(line: &str) -> bool {
    let quoted = |rest: &str| rest.contains(['"', '\'']);
    if let Some(rest) = line.strip_prefix("import ") {
        return quoted(rest) && (rest.contains(" from ") || rest.starts_with(['"', '\'', '{', '*']));
    }
    let Some(rest) = line.strip_prefix("export ") else { return false };
    ["const ", "default ", "function ", "let ", "var ", "async ", "class ", "{", "*"]
        .iter()
        .any(|word| rest.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holes(text: &str, mdx: bool) -> Vec<&str> {
        let covered = cover(text, mdx);
        assert_eq!(covered.text.len(), text.len());
        covered.holes.iter().map(|hole| &text[hole.range()]).collect()
    }

    #[test]
    fn templates_are_covered_whole() {
        let table: &[(&str, &[&str])] = &[
            ("a {{< ref \"x_y*\" >}} b", &["{{< ref \"x_y*\" >}}"]),
            ("a {{% note\n x %}} b", &["{{% note\n x %}}"]),
            ("{% if a %}b{% endif %}{# c #}", &["{% if a %}", "{% endif %}", "{# c #}"]),
            ("a {{ b\n\nc }} {{ d }}", &["{{ d }}"]),
            ("# Title {#id .x} and [a](b){.c} {{", &["{#id .x}", "{.c}"]),
            ("{.} {#} {# a} {: b", &["{# a}"]),
            ("set {a, b}", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(&holes(text, false), expected, "{text}");
        }
    }

    #[test]
    fn mdx_braces_and_modules_are_covered() {
        let table: &[(&str, &[&str])] = &[
            ("a {/* *b */} c {x({y: 1})} d", &["{/* *b */}", "{x({y: 1})}"]),
            ("import X from 'x'\n\nimport duties rose", &["import X from 'x'"]),
            ("export const a = {\n b: 1\n}\nexport fell", &["export const a = {\n b: 1\n}"]),
            ("a { b", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(&holes(text, true), expected, "{text}");
        }
    }

    #[test]
    fn fillers_have_the_length_asked_for() {
        for len in 2..20 {
            let mut text = String::new();
            fill(&mut text, len);
            assert_eq!(text.len(), len);
        }
    }
}

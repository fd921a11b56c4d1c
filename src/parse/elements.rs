//! What the elements of HTML are to a reader of prose. Shared by HTML drafts and HTML inside Markdown.

/// Elements that stand within a sentence.
pub fn is_inline(name: &str) -> bool {
    const INLINE: &[&str] = &[
        "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
        "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
        "var", "wbr",
    ];
    INLINE.contains(&name)
}

/// Elements that end a sentence, also where they are found among words. Elements of unknown names do not.
pub fn is_block(name: &str) -> bool {
    const BLOCK: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ];
    BLOCK.contains(&name)
}

/// Elements whose content is not prose.
pub fn is_skipped(name: &str) -> bool {
    const SKIPPED: &[&str] = &[
        "audio", "button", "canvas", "datalist", "iframe", "listing", "math", "nav", "noembed", "noframes", "noscript",
        "object", "pre", "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "video", "xmp",
    ];
    SKIPPED.contains(&name)
}

/// Elements without content and without an end.
pub fn is_void(name: &str) -> bool {
    const VOID: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    ];
    VOID.contains(&name)
}

/// Elements of text that the writer took back.
pub fn is_deleted(name: &str) -> bool {
    matches!(name, "del" | "s" | "strike")
}

/// The level of a heading.
pub fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// What a raised number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raised {
    /// The mark of a note, which is no prose.
    Note,
    /// An exponent.
    Power,
    /// Part of what it stands behind: m², 1st.
    Part,
}

/// What is raised by a `sup` behind the prose `written`; `raised` is the markup after the tag.
///
/// A raised number is a power after a number, part of a unit after a short word, and else the mark of a note.
pub fn raised(written: &str, raised: &str) -> Raised {
    let digits = raised.bytes().take_while(u8::is_ascii_digit).count();
    let number = digits > 0 && raised[digits..].starts_with('<');
    let word = written.chars().rev().take_while(|c| c.is_alphabetic()).take(3).count();
    if raised.starts_with(['[', '<', '*', '†'])
        || number && (word == 0 || word > 2) && !written.ends_with(|c: char| c.is_ascii_digit())
    {
        Raised::Note
    } else if number && word == 0 {
        Raised::Power
    } else {
        Raised::Part
    }
}

/// Whether a picture's text may stand as a caption of its own after the prose `written`: in the middle of a sentence it would tear that apart.
pub fn is_apart(written: &str) -> bool {
    // Only a few blanks are looked through: a draft may hold thousands of pictures with nothing but blanks between them.
    let before = (0..8).fold(written, |text, _| text.strip_suffix(' ').unwrap_or(text));
    before.is_empty() || before.ends_with(['.', '!', '?', '…', ':', '”', '"', '\n'])
}

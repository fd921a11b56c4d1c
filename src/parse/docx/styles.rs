//! The styles of a document: what a paragraph is, by the name of its style.
//!
//! Word writes the names of its own styles in English whatever language it speaks; only their ids are translated.

use rustc_hash::FxHashMap;

use super::xml::{self, Event, Space};
use crate::document::BlockKind;
use crate::parse::unreadable::Cause;

/// Longest chain of styles that are based on each other; Word itself stops at eleven.
const LONGEST_CHAIN: usize = 16;

/// What a style makes of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading, a caption, a quotation or a note.
    Block(BlockKind),
    /// Code.
    Code,
    /// A line of the table of contents, which repeats headings.
    Contents,
}

/// The styles of a document by their ids.
#[derive(Debug, Default)]
pub struct Styles {
    styles: FxHashMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    /// In lower case.
    name: String,
    based_on: Option<String>,
    /// From 0.
    outline: Option<u8>,
    /// The list and the level that the style puts a paragraph into.
    list: Option<(String, u8)>,
}

impl Styles {
    /// Reads the part that holds styles.
    pub fn read(part: &str, text: &str) -> Result<Self, Cause> {
        let mut styles = FxHashMap::default();
        let mut open: Option<(String, Style)> = None;
        xml::read(part, text, |event| match event {
            Event::Start(element) if element.space == Space::Word => {
                if element.name == "style" {
                    open = element.attribute("styleId").map(|id| (id, Style::default()));
                    return;
                }
                let Some((_, style)) = &mut open else { return };
                let value = || element.attribute("val");
                match element.name {
                    "name" => style.name = value().unwrap_or_default().to_lowercase(),
                    "basedOn" => style.based_on = value(),
                    "outlineLvl" => style.outline = value().and_then(|level| level.parse().ok()),
                    "numId" => style.list.get_or_insert_default().0 = value().unwrap_or_default(),
                    "ilvl" => {
                        let level = value().and_then(|level| level.parse().ok());
                        style.list.get_or_insert_default().1 = level.unwrap_or_default();
                    }
                    _ => {}
                }
            }
            Event::End(Space::Word, "style") => styles.extend(open.take()),
            _ => {}
        })?;
        Ok(Self { styles })
    }

    /// The style called `id` and those it is based on, nearest first.
    fn chain<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Style> {
        let mut next = self.styles.get(id);
        std::iter::from_fn(move || {
            let style = next?;
            next = style.based_on.as_ref().and_then(|id| self.styles.get(id));
            Some(style)
        })
        .take(LONGEST_CHAIN)
    }

    /// What the style called `id` makes of a paragraph.
    pub fn role(&self, id: &str) -> Option<Role> {
        self.chain(id).find_map(|style| {
            let outline = style.outline.and_then(heading);
            role(&style.name).or(outline.map(Role::Block))
        })
    }

    /// The list and the level that the style called `id` puts a paragraph into.
    pub fn list(&self, id: &str) -> Option<(String, u8)> {
        self.chain(id).find_map(|style| style.list.clone())
    }

    /// Whether the characters in the style called `id` are code.
    pub fn is_code(&self, id: &str) -> bool {
        self.chain(id).any(|style| role(&style.name) == Some(Role::Code))
    }
}

/// The heading of an outline level, which counts from 0; the ninth is that of text.
pub fn heading(outline: u8) -> Option<BlockKind> {
    (outline < 9).then(|| BlockKind::Heading((outline + 1).min(6)))
}

/// What a style of that name, in lower case, makes of a paragraph. Beside Word's own names, those that converters write.
fn role(name: &str) -> Option<Role> {
    let block = |kind| Some(Role::Block(kind));
    match name {
        "title" => block(BlockKind::Heading(1)),
        "subtitle" => block(BlockKind::Heading(2)),
        "quote" | "intense quote" | "block text" => block(BlockKind::Quotation),
        "footnote text" | "endnote text" => block(BlockKind::Footnote),
        "html code" | "html preformatted" | "source code" | "verbatim char" | "macro" => Some(Role::Code),
        _ if name == "caption" || name.ends_with(" caption") => block(BlockKind::Caption),
        _ if name.starts_with("toc ") || name == "table of figures" => Some(Role::Contents),
        _ => {
            let level = name.strip_prefix("heading ")?.parse::<u8>().ok()?;
            level.checked_sub(1).and_then(heading).and_then(block)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_known_by_their_names_and_by_what_they_are_based_on() {
        let styles = Styles::read(
            "styles.xml",
            r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
            <w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
            <w:style w:styleId="House"><w:name w:val="House Head"/><w:basedOn w:val="berschrift2"/></w:style>
            <w:style w:styleId="Deep"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="7"/></w:pPr></w:style>
            <w:style w:styleId="Bullet"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
            <w:style w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>
            <w:style w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>
            </w:styles>"#,
        )
        .expect("read");
        for (id, role) in [
            ("House", Some(Role::Block(BlockKind::Heading(2)))),
            ("Deep", Some(Role::Block(BlockKind::Heading(6)))),
            ("Bullet", None),
            ("A", None),
            ("None", None),
        ] {
            assert_eq!(styles.role(id), role, "{id}");
        }
        assert_eq!(styles.list("Bullet"), Some(("4".to_owned(), 0)));
    }

    #[test]
    fn names_of_styles_say_what_a_paragraph_is() {
        for (name, expected) in [
            ("title", Some(Role::Block(BlockKind::Heading(1)))),
            ("heading 9", Some(Role::Block(BlockKind::Heading(6)))),
            ("heading 0", None),
            ("heading 10", None),
            ("heading", None),
            ("image caption", Some(Role::Block(BlockKind::Caption))),
            ("toc 2", Some(Role::Contents)),
            ("toc heading", Some(Role::Contents)),
            ("normal", None),
            ("list paragraph", None),
        ] {
            assert_eq!(role(name), expected, "{name}");
        }
    }
}

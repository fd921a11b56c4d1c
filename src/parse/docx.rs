//! Word documents (Office Open XML, ISO/IEC 29500).
//!
//! A draft in Word has no text that an editor could count bytes in. So its words are extracted first, one paragraph with words a line,
//! the notes after the body, and places count in that text.

mod package;
mod story;
mod styles;
mod xml;

use std::sync::Arc;

use crate::document::{Builder, Document, MaskKind, Metadata};
use crate::lexicon::Lexicon;
use crate::parse::unreadable::{Cause, Content};
use crate::source::SourceFile;
use crate::span::Span;
use package::{Package, Relation};
use story::{Numbers, Paragraph};
use styles::Styles;
use xml::{Event, Space};

/// What a Word document says, without its layout on paper.
#[derive(Debug)]
pub struct Extract {
    paragraphs: Vec<Paragraph>,
    title: Option<String>,
    language: Option<String>,
}

/// Takes the words out of a Word document.
pub fn extract(bytes: &[u8]) -> Result<Extract, Cause> {
    let mut package = Package::open(bytes)?;
    let relations = package.relations("")?;
    let main = target(&relations, "officeDocument").unwrap_or("word/document.xml");
    let Some(body) = package.part(main)? else {
        return Err(Cause::Misnamed { ending: "docx".to_owned(), content: Content::Zip });
    };
    let near = package.relations(main)?;
    let styles = match target(&near, "styles") {
        Some(part) => package.part(part)?.map(|text| Styles::read(part, &text)).transpose()?.unwrap_or_default(),
        None => Styles::default(),
    };
    let mut numbers = Numbers::default();
    let mut paragraphs = story::read(main, &body, false, &styles, &mut numbers)?;
    for kind in ["footnotes", "endnotes"] {
        if let Some(part) = target(&near, kind)
            && let Some(text) = package.part(part)?
        {
            paragraphs.extend(story::read(part, &text, true, &styles, &mut numbers)?);
        }
    }
    let mut extract = Extract { paragraphs, title: None, language: None };
    if let Some(part) = target(&relations, "core-properties")
        && let Some(text) = package.part(part)?
    {
        extract.properties(part, &text)?;
    }
    Ok(extract)
}

/// The part that a relation of that kind points to.
fn target<'a>(relations: &'a [Relation], kind: &str) -> Option<&'a str> {
    relations.iter().find(|relation| relation.kind == kind).map(|relation| &*relation.target)
}

impl Extract {
    /// Reads the properties of the document. When it was created or changed is not when it is published.
    fn properties(&mut self, part: &str, text: &str) -> Result<(), Cause> {
        let mut open: Option<String> = None;
        xml::read(part, text, |event| match event {
            Event::Start(_) => open = Some(String::new()),
            Event::Text(text) => {
                if let Some(open) = &mut open {
                    open.push_str(&text);
                }
            }
            Event::End(Space::DublinCore, name) => {
                let value = open.take().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
                match name {
                    "title" => self.title = value,
                    "language" => self.language = value,
                    _ => {}
                }
            }
            Event::End(..) => open = None,
        })
    }

    /// The words, one paragraph a line.
    pub fn text(&self) -> String {
        self.paragraphs.iter().flat_map(|paragraph| [&*paragraph.text, "\n"]).collect()
    }

    /// The draft; `source` holds [`Extract::text`].
    pub fn document(&self, source: Arc<SourceFile>, lexicon: &Lexicon) -> Document {
        let mut builder = Builder::default();
        let mut start = 0;
        for paragraph in &self.paragraphs {
            builder.open(paragraph.kind);
            write(paragraph, start, &mut builder);
            builder.close();
            start += paragraph.text.len() + 1;
        }
        let (title, language) = (self.title.clone(), self.language.clone());
        let meta = Metadata { title, language, ..Metadata::default() };
        builder.finish(source, meta, lexicon)
    }
}

/// Writes the words of a paragraph that begins at byte `base` of the extracted text, piece by piece between breaks and code.
fn write(paragraph: &Paragraph, base: usize, builder: &mut Builder) {
    let text = &paragraph.text;
    let mut borders: Vec<(usize, Option<Span>)> = paragraph.breaks.iter().map(|&at| (at, None)).collect();
    borders.extend(paragraph.code.iter().map(|&code| (code.start(), Some(code))));
    borders.sort_by_key(|&(at, _)| at);
    let mut at = 0;
    for (border, code) in borders {
        builder.verbatim(&text[at..border], base + at);
        match code {
            Some(code) => {
                let from = builder.len();
                builder.verbatim(&text[code.range()], base + code.start());
                builder.mask(MaskKind::Code, from);
                at = code.end();
            }
            None => {
                builder.opaque("\n", Span::new(border, border + 1).shifted(base));
                at = border + 1;
            }
        }
    }
    builder.verbatim(&text[at..], base + at);
}

#[cfg(test)]
mod tests;

//! Draft bytes become a [`Document`]. The format follows from the file's name.

pub mod elements;
pub mod entity;
pub mod frontmatter;
pub mod html;
pub mod markdown;
pub mod plain;
pub mod scalar;
pub mod template;

use std::sync::Arc;

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::source::SourceFile;

/// A format that drafts are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CommonMark with tables, footnotes, strikethrough and task lists; `mdx` also masks MDX comments and expressions.
    Markdown { mdx: bool },
    /// Plain text.
    Plain,
    /// HTML.
    Html,
}

impl Format {
    /// The format of a file by the ending of its name, `None` where it is none that factlint reads.
    pub fn of(name: &str) -> Option<Format> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mkd" | "mdown" => Some(Format::Markdown { mdx: false }),
            "mdx" => Some(Format::Markdown { mdx: true }),
            "txt" | "text" => Some(Format::Plain),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            _ => None,
        }
    }
}

/// Parses a draft. Never fails: what is not understood is prose.
pub fn parse(source: Arc<SourceFile>, format: Format, lexicon: &Lexicon) -> Document {
    match format {
        Format::Markdown { mdx } => markdown::parse(source, mdx, lexicon),
        Format::Plain => plain::parse(source, lexicon),
        Format::Html => html::parse(source, lexicon),
    }
}

//! Draft bytes become a [`Document`]. The format follows from the file's name, and the content must agree with it.

pub mod docx;
pub mod elements;
pub mod entity;
pub mod frontmatter;
pub mod html;
pub mod markdown;
pub mod plain;
pub mod scalar;
pub mod template;
pub mod unreadable;

use std::sync::Arc;

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::source::SourceFile;
use unreadable::{Cause, Content};

/// A format of text that drafts are written in.
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

/// What a file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, in which places count.
    Text(Format),
    /// A Word document, whose text is extracted.
    Word,
}

impl Kind {
    /// What a file is read as by the ending of its name, `None` where factlint does not read it.
    pub fn of(name: &str) -> Option<Kind> {
        match ending(name).as_deref() {
            Some("docx" | "docm") => Some(Kind::Word),
            _ => Format::of(name).map(Kind::Text),
        }
    }
}

fn ending(name: &str) -> Option<String> {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())
}

/// A file whose bytes were understood, and that can be parsed.
#[derive(Debug)]
pub struct Opened {
    /// The text that places count in.
    pub source: Arc<SourceFile>,
    body: Body,
}

#[derive(Debug)]
enum Body {
    Text(Format),
    Word(docx::Extract),
}

impl Opened {
    /// The same file with another text in it; `None` for one whose text was extracted.
    pub fn with_text(&self, text: &str) -> Option<Opened> {
        match self.body {
            Body::Text(format) => {
                let source = Arc::new(SourceFile::new(self.source.name(), text));
                Some(Opened { source, body: Body::Text(format) })
            }
            Body::Word(_) => None,
        }
    }

    /// Parses it. Never fails.
    pub fn parse(&self, lexicon: &Lexicon) -> Document {
        let source = Arc::clone(&self.source);
        match &self.body {
            Body::Text(format) => parse(source, *format, lexicon),
            Body::Word(extract) => extract.document(source, lexicon),
        }
    }
}

/// Opens the file called `name`, which is read as `kind`. A file that is something else than its name says is not guessed at.
pub fn open(name: &str, kind: Kind, bytes: Vec<u8>) -> Result<Opened, Cause> {
    let content = Content::of(&bytes);
    let fits = match (kind, content) {
        (Kind::Word, Some(Content::Word)) => true,
        (Kind::Word, None) => return Err(Cause::Damaged("it is no archive".to_owned())),
        (Kind::Word, Some(Content::EncryptedOffice)) => return Err(Cause::Encrypted),
        (Kind::Text(Format::Plain), Some(_)) => false,
        (Kind::Text(_), content) => matches!(content, None | Some(Content::Html)),
        _ => false,
    };
    if let Some(content) = content.filter(|_| !fits) {
        return Err(Cause::Misnamed { ending: ending(name).unwrap_or_default(), content });
    }
    match kind {
        Kind::Text(format) => {
            let source = SourceFile::new(name, unreadable::decode(bytes)?);
            Ok(Opened { source: Arc::new(source), body: Body::Text(format) })
        }
        Kind::Word => {
            let extract = docx::extract(&bytes)?;
            let text = extract.text();
            if text.len() as u64 > unreadable::LONGEST {
                return Err(Cause::TooLong);
            }
            let source = SourceFile::extracted(name, text);
            Ok(Opened { source: Arc::new(source), body: Body::Word(extract) })
        }
    }
}

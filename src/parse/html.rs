//! HTML drafts: pages saved from a browser, exports of a content management system, fragments of an article.

mod metadata;
mod reader;
mod tokens;

use std::borrow::Cow;
use std::sync::Arc;

use crate::document::{Builder, Document};
use crate::lexicon::Lexicon;
use crate::parse::{frontmatter, template};
use crate::source::SourceFile;
use reader::Reader;
use tokens::Token;

/// Parses a draft in HTML.
pub fn parse(source: Arc<SourceFile>, lexicon: &Lexicon) -> Document {
    let file = Arc::clone(&source);
    let text = file.text();
    // Site generators have front matter and templates in HTML too.
    let front = frontmatter::read(text);
    let mut builder = Builder::default();
    let meta = front.write(text, &lexicon.front_matter, &mut builder);
    // A template that opens in the front matter is none.
    let covered = match template::cover(&text[front.body..], false).text {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        Cow::Owned(body) => Cow::Owned(format!("{}{body}", &text[..front.body])),
    };
    let mut reader = Reader::new(&covered, builder);
    for token in tokens::tokens(&covered, front.body) {
        match token {
            Token::Text { span, decoded } => reader.text(span, decoded.as_deref()),
            Token::Open(tag) => reader.open(&tag),
            Token::Close { name, span } => reader.close(&name, span),
            Token::Comment(inside) => reader.comment(inside),
        }
    }
    let (builder, found) = reader.finish();
    builder.finish(source, found.or(meta), lexicon)
}

#[cfg(test)]
mod tests;

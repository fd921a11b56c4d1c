//! Places as the protocol counts them: lines and columns from 0, columns in bytes or in UTF-16 units.

use lsp_types::{Position, PositionEncodingKind, Range};

use crate::render::excerpt::fitted;
use crate::source::SourceFile;
use crate::span::Span;

/// What columns count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
}

impl Encoding {
    /// The better one of those that a client offers; every client knows UTF-16.
    pub fn negotiated(offered: Option<&[PositionEncodingKind]>) -> Self {
        if offered.is_some_and(|kinds| kinds.contains(&PositionEncodingKind::UTF8)) {
            Encoding::Utf8
        } else {
            Encoding::Utf16
        }
    }

    /// Its name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    /// The place of a span; one past the end is moved into the text.
    pub fn range(self, file: &SourceFile, span: Span) -> Range {
        let span = fitted(file.text(), span);
        Range { start: self.position(file, span.start()), end: self.position(file, span.end()) }
    }

    fn position(self, file: &SourceFile, offset: usize) -> Position {
        let (line, column) = match self {
            Encoding::Utf16 => file.lines().utf16(file.text(), offset),
            Encoding::Utf8 => {
                let (line, start, offset) = file.lines().line_start(file.text(), offset);
                (line, offset - start)
            }
        };
        Position { line: line as u32, character: column as u32 }
    }

    /// The byte at a position; one past the end of its line is the end of the line, one inside a character its start.
    pub fn offset(self, file: &SourceFile, position: Position) -> usize {
        let line = position.line as usize;
        if line >= file.lines().len() {
            return file.text().len();
        }
        let span = file.line_span(line);
        let (_, start, _) = file.lines().line_start(file.text(), span.end());
        let text = &file.text()[start.min(span.end())..span.end()];
        let mut left = position.character as usize;
        for (at, character) in text.char_indices() {
            let units = match self {
                Encoding::Utf8 => character.len_utf8(),
                Encoding::Utf16 => character.len_utf16(),
            };
            if left < units {
                return start + at;
            }
            left -= units;
        }
        span.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_what_was_negotiated() {
        let file = SourceFile::new("a", "one\r\nĐ 🦀 rose\r\n");
        // "rose" stands after Đ (2 bytes, 1 unit), a blank, the crab (4 bytes, 2 units) and a blank.
        let rose = Span::new(13, 17);
        assert_eq!(&file.text()[rose.range()], "rose");
        for (encoding, start, end) in [(Encoding::Utf8, 8, 12), (Encoding::Utf16, 5, 9)] {
            let range = encoding.range(&file, rose);
            assert_eq!((range.start, range.end), (Position::new(1, start), Position::new(1, end)), "{encoding:?}");
            assert_eq!(encoding.offset(&file, range.start), 13, "{encoding:?}");
            assert_eq!(encoding.offset(&file, Position::new(1, 99)), 17, "{encoding:?}");
            assert_eq!(encoding.offset(&file, Position::new(9, 0)), file.text().len());
        }
        // In the middle of the crab.
        assert_eq!(Encoding::Utf16.offset(&file, Position::new(1, 3)), 8);
    }

    #[test]
    fn utf_8_is_taken_where_it_is_offered() {
        let kinds = [PositionEncodingKind::UTF16, PositionEncodingKind::UTF8];
        assert_eq!(Encoding::negotiated(Some(&kinds)), Encoding::Utf8);
        assert_eq!(Encoding::negotiated(Some(&kinds[..1])), Encoding::Utf16);
        assert_eq!(Encoding::negotiated(None), Encoding::Utf16);
    }
}

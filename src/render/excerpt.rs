//! The words around a place, read through the file's line index: never from byte 0, and never a whole long line.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::render::visible;
use crate::source::SourceFile;
use crate::span::Span;

/// Columns of an excerpt, its cut marks not counted.
const COLUMNS: usize = 86;
/// Columns of the place itself that are shown when it is longer.
const PLACE: usize = 60;
/// Bytes looked at on one side, for text of which nothing takes a column.
const REACH: usize = 1024;

/// The "language" by which a text is known whose lines are paragraphs of the file that it was taken out of.
pub const PARAGRAPHS: &str = "paragraphs";

/// A file as miette reads it. What it reads is a slice of one line around the span asked for.
#[derive(Clone, Copy, Debug)]
pub struct Excerpts<'a>(pub &'a SourceFile);

impl SourceCode for Excerpts<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = self.0.text();
        let place = fitted(text, Span::new(span.offset(), span.offset() + span.len()));
        let line = self.0.lines().line_of(place.start());
        let cropped = crop(text, content_of_line(self.0, line), place);
        let position = self.0.position(cropped.start());
        let contents = MietteSpanContents::new_named(
            self.0.name().to_owned(),
            &text.as_bytes()[cropped.range()],
            (cropped.start(), cropped.len()).into(),
            position.line - 1,
            position.column - 1,
            1,
        );
        Ok(Box::new(if self.0.is_extracted() { contents.with_language(PARAGRAPHS) } else { contents }))
    }
}

/// The span moved into the text and out to the borders of characters.
pub fn fitted(text: &str, span: Span) -> Span {
    let mut start = span.start().min(text.len());
    let mut end = span.end().min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}

/// The line (from 0) without its break and without a byte order mark.
fn content_of_line(file: &SourceFile, line: usize) -> Span {
    let span = file.line_span(line);
    let mark = '\u{feff}'.len_utf8();
    if span.start() == 0 && file.text().starts_with('\u{feff}') { Span::new(mark, span.end().max(mark)) } else { span }
}

/// The part of `line` around `place` that fits into [`COLUMNS`], cut between words where there are any.
fn crop(text: &str, line: Span, place: Span) -> Span {
    let start = place.start().clamp(line.start(), line.end());
    let whole_end = place.end().clamp(start, line.end());
    let (end, taken) = forward(text, start, whole_end, PLACE);
    let spare = COLUMNS.saturating_sub(taken);
    let (from, left) = backward(text, line.start(), start, spare / 2);
    let (to, right) = forward(text, end, line.end(), spare - left);
    let from = if right < spare / 2 { backward(text, line.start(), start, spare - right).0 } else { from };
    Span::new(from, if end < whole_end { end } else { to })
}

/// How far one gets from `start` towards `end` in `columns`, and the columns taken.
fn forward(text: &str, start: usize, end: usize, columns: usize) -> (usize, usize) {
    let mut taken = 0;
    let mut word = (start, 0);
    for (at, character) in text[start..end].char_indices() {
        let next = taken + visible::width(character);
        if next > columns || at > REACH {
            return if word.0 > start { word } else { (start + at, taken) };
        }
        if character.is_whitespace() && at > 0 {
            word = (start + at, taken);
        }
        taken = next;
    }
    (end, taken)
}

/// The same from `end` back towards `start`.
fn backward(text: &str, start: usize, end: usize, columns: usize) -> (usize, usize) {
    let mut taken = 0;
    let mut word = (end, 0);
    for (at, character) in text[start..end].char_indices().rev() {
        let next = taken + visible::width(character);
        let after = start + at + character.len_utf8();
        if next > columns || end - after > REACH {
            return if word.0 < end { word } else { (after, taken) };
        }
        if character.is_whitespace() && after < end {
            word = (after, taken);
        }
        taken = next;
    }
    (start, taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, words: &str) -> (String, usize, usize) {
        let file = SourceFile::new("a.md", text);
        let at = text.find(words).expect("the words are there");
        let source = Excerpts(&file);
        let contents = source.read_span(&(at, words.len()).into(), 0, 0).expect("always readable");
        (String::from_utf8_lossy(contents.data()).into_owned(), contents.line(), contents.column())
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        assert_eq!(read("one\ntwo three\r\nfour", "three"), ("two three".into(), 1, 0));
        assert_eq!(read("\u{feff}one", "one"), ("one".into(), 0, 0));
    }

    #[test]
    fn a_long_line_is_cut_between_words_around_the_place() {
        let text = format!("{}here{}", "word ".repeat(400), " word".repeat(400));
        let (data, line, column) = read(&text, "here");
        // 82 columns are left beside the place; eight words of five columns fit into each half of them.
        assert_eq!(data, format!("{}here{}", "word ".repeat(8), " word".repeat(8)));
        assert_eq!((line, column), (0, 2000 - 40));
    }

    #[test]
    fn what_one_side_does_not_need_goes_to_the_other() {
        let text = format!("here{}", " word".repeat(400));
        assert_eq!(read(&text, "here").0, format!("here{}", " word".repeat(16)));
        let text = format!("{}here", "word ".repeat(400));
        assert_eq!(read(&text, "here").0, format!("{}here", "word ".repeat(16)));
    }

    #[test]
    fn a_line_without_blanks_is_cut_between_characters() {
        let text = format!("{}x{}", "日".repeat(1000), "本".repeat(1000));
        // 85 columns beside the place: 42 to the left hold 21 wide characters, 43 to the right 21.
        assert_eq!(read(&text, "x").0, format!("{}x{}", "日".repeat(21), "本".repeat(21)));
    }

    #[test]
    fn characters_without_width_end_somewhere() {
        let text = format!("x{}", "\u{301}".repeat(1_000_000));
        assert!(read(&text, "x").0.len() < 3 * REACH);
    }

    #[test]
    fn a_long_place_is_cut_itself() {
        let text = "word ".repeat(400);
        assert_eq!(read(&text, &text).0.trim_end(), "word ".repeat(12).trim_end());
    }

    #[test]
    fn places_outside_the_text_are_moved_into_it() {
        assert_eq!(fitted("Đa", Span::new(1, 90)), Span::new(0, 3));
        assert_eq!(fitted("Đa", Span::new(7, 90)), Span::new(3, 3));
        let file = SourceFile::new("a.md", "one\n");
        assert_eq!(Excerpts(&file).read_span(&(90, 3).into(), 0, 0).expect("readable").data(), b"");
    }
}

//! The texts that diagnostics point into, and the one place where byte offsets become lines and columns.

use std::sync::{Arc, OnceLock};

use crate::span::Span;

/// Names a text in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

impl FileId {
    /// The draft under judgement; facts and settings follow it.
    pub const DRAFT: FileId = FileId(0);

    /// Position in [`Sources`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A text with the name it is shown under.
#[derive(Debug)]
pub struct SourceFile {
    name: String,
    text: String,
    extracted: bool,
    lines: OnceLock<LineIndex>,
}

impl SourceFile {
    /// `name` is the path as the user should see it, `text` the whole file, a byte order mark included.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), extracted: false, lines: OnceLock::new() }
    }

    /// The same for a text that was taken out of a file, one paragraph a line: places in it are no places in the file.
    pub fn extracted(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { extracted: true, ..Self::new(name, text) }
    }

    /// Whether the text was taken out of a file, a line of it being a paragraph there.
    pub fn is_extracted(&self) -> bool {
        self.extracted
    }

    /// The path as the user should see it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Lines and columns, computed at the first request.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line and column of the byte `offset`, both from 1, the column in code points.
    pub fn position(&self, offset: usize) -> Position {
        self.lines().position(&self.text, offset)
    }

    /// The line (from 0) that holds the byte `offset`, without its line break.
    pub fn line_span(&self, line: usize) -> Span {
        self.lines().line_span(&self.text, line)
    }
}

/// The draft and every fact and settings file of a run. Cheap to clone: the texts are shared.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
}

impl Sources {
    /// A collection whose draft is still empty.
    pub fn new() -> Self {
        Self { files: vec![Arc::new(SourceFile::new("", ""))] }
    }

    /// Adds a fact or settings file.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.add_shared(Arc::new(file))
    }

    /// The same for a file that others hold too.
    pub fn add_shared(&mut self, file: Arc<SourceFile>) -> FileId {
        if self.files.is_empty() {
            *self = Self::new();
        }
        self.files.push(file);
        FileId((self.files.len() - 1) as u32)
    }

    /// The same collection with `draft` in the draft's place.
    pub fn with_draft(&self, draft: Arc<SourceFile>) -> Self {
        let mut files = self.files.clone();
        if files.is_empty() {
            files.push(draft);
        } else {
            files[0] = draft;
        }
        Self { files }
    }

    /// The file called `id`.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.index()]
    }

    /// The file called `id`, shared.
    pub fn share(&self, id: FileId) -> Arc<SourceFile> {
        Arc::clone(&self.files[id.index()])
    }
}

/// A place for people: both count from 1, the column in Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}

/// Distance in bytes between two remembered character counts, so that a column in a line of many megabytes costs no scan of it.
const STRIDE: usize = 4096;

/// Where lines start, and how many code points and UTF-16 units lie before every [`STRIDE`]th byte.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    counts: Vec<Counts>,
}

/// A length of text in the two units other than bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    characters: u32,
    utf16: u32,
}

impl Counts {
    /// Every byte but a continuation byte begins a code point; one that begins four bytes is two units of UTF-16.
    fn of(bytes: &[u8]) -> Self {
        let characters = bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32;
        Self { characters, utf16: characters + bytes.iter().filter(|&&byte| byte >= 0xF0).count() as u32 }
    }

    fn plus(self, more: Self) -> Self {
        Self { characters: self.characters + more.characters, utf16: self.utf16 + more.utf16 }
    }
}

impl LineIndex {
    /// Lines end at LF or CR LF; a byte order mark is no column.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|at| at as u32 + 1)).collect();
        let mut counts = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut seen = Counts::default();
        for chunk in bytes.chunks(STRIDE) {
            counts.push(seen);
            seen = seen.plus(Counts::of(chunk));
        }
        Self { starts, counts }
    }

    /// Number of lines; an empty text has one.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never true: an empty text has one line.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The line, from 0, that holds the byte `offset`.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= offset).saturating_sub(1)
    }

    /// Line and column of the byte `offset`; an offset past the end is the end.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let (line, start, offset) = self.line_start(text, offset);
        let characters = self.before(text, offset).characters - self.before(text, start).characters;
        Position { line: line + 1, column: characters as usize + 1 }
    }

    /// Line, from 0, of the byte `offset`, and the UTF-16 units before it in that line; an offset past the end is the end.
    pub fn utf16(&self, text: &str, offset: usize) -> (usize, usize) {
        let (line, start, offset) = self.line_start(text, offset);
        (line, (self.before(text, offset).utf16 - self.before(text, start).utf16) as usize)
    }

    /// The line, from 0, of an offset, the byte from which its columns count, and the offset, moved into the text.
    pub fn line_start(&self, text: &str, offset: usize) -> (usize, usize, usize) {
        let offset = offset.min(text.len());
        let line = self.line_of(offset);
        let mut start = self.starts[line] as usize;
        if start == 0 && text.starts_with('\u{feff}') {
            start = '\u{feff}'.len_utf8().min(offset);
        }
        (line, start, offset)
    }

    /// The line (from 0) without its line break.
    pub fn line_span(&self, text: &str, line: usize) -> Span {
        let start = self.starts[line] as usize;
        let mut end = self.starts.get(line + 1).map_or(text.len(), |&next| next as usize);
        let bytes = text.as_bytes();
        if end > start && bytes[end - 1] == b'\n' {
            end -= 1;
            if end > start && bytes[end - 1] == b'\r' {
                end -= 1;
            }
        }
        Span::new(start, end)
    }

    fn before(&self, text: &str, offset: usize) -> Counts {
        let block = (offset / STRIDE).min(self.counts.len().saturating_sub(1));
        let seen = self.counts.get(block).copied().unwrap_or_default();
        seen.plus(Counts::of(&text.as_bytes()[(block * STRIDE).min(offset)..offset]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points_from_one() {
        let file = SourceFile::new("a", "Đurić rose\r\nsecond");
        assert_eq!(file.position(0), Position { line: 1, column: 1 });
        // Đ and ć are two bytes each: "rose" starts at byte 8, the seventh character.
        assert_eq!(file.position(8), Position { line: 1, column: 7 });
        assert_eq!(file.position(14), Position { line: 2, column: 1 });
        assert_eq!(file.line_span(0), Span::new(0, 12));
    }

    #[test]
    fn columns_deep_in_a_long_line_are_exact() {
        let text = "é".repeat(10_000);
        let file = SourceFile::new("a", text);
        assert_eq!(file.position(2 * 9_000), Position { line: 1, column: 9_001 });
        assert_eq!(file.position(usize::MAX), Position { line: 1, column: 10_001 });
    }

    #[test]
    fn utf_16_units_are_counted_from_the_start_of_the_line() {
        let file = SourceFile::new("a", "x\né🦀z");
        // é is one unit in two bytes, the crab two units in four.
        for (offset, units) in [(2, 0), (4, 1), (8, 3), (9, 4), (99, 4)] {
            assert_eq!(file.lines().utf16(file.text(), offset), (1, units), "{offset}");
        }
        let text = "🦀".repeat(5_000);
        assert_eq!(LineIndex::new(&text).utf16(&text, 4 * 4_000), (0, 8_000));
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let file = SourceFile::new("a", "\u{feff}ab");
        assert_eq!(file.position(3).column, 1);
        assert_eq!(file.position(0).column, 1);
        assert_eq!(file.position(4).column, 2);
    }
}

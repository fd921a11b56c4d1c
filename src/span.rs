//! Byte ranges. Whether a span counts in a draft's prose or in a source file is said where it is held.

use std::ops::Range;

/// A half-open range of bytes. Characters, columns and UTF-16 units exist only in [`crate::source::LineIndex`].
///
/// Offsets are 32 bits wide: a text of 4 GiB or more is refused when it is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span from byte `start` up to, not including, byte `end`.
    ///
    /// # Panics
    /// If `end` lies before `start` or beyond 4 GiB: both are mistakes of the program, never of its input.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "span {start}..{end} runs backwards");
        Self {
            start: u32::try_from(start).expect("text below 4 GiB"),
            end: u32::try_from(end).expect("text below 4 GiB"),
        }
    }

    /// An empty span at byte `at`.
    pub fn empty(at: usize) -> Self {
        Self::new(at, at)
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same as a standard range, to slice with.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Span) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this one.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same span moved right by `by` bytes.
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start() + by, self.end() + by)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

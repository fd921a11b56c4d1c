//! Text from elsewhere, made fit for a terminal: nothing that moves the cursor, colours, reorders or hides words gets through.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns between two tab stops of an excerpt.
const TAB: usize = 4;

/// Whether a terminal would not show `character` where it stands: a control, a mark of direction, or one without width or form.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Appends what is shown instead of a hidden character: a control picture, or its number.
fn push_stand_in(out: &mut String, character: char, ascii: bool) {
    let picture = match character {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + character as u32),
        '\u{7f}' => Some('␡'),
        _ => None,
    };
    match picture {
        Some(picture) if !ascii => out.push(picture),
        _ => {
            use std::fmt::Write as _;
            let _ = write!(out, "<U+{:04X}>", character as u32);
        }
    }
}

/// Columns that `character` takes once it is made visible, at most; a tab may take fewer.
pub fn width(character: char) -> usize {
    match character {
        '\t' => TAB,
        '\0'..='\u{1f}' | '\u{7f}' => 1,
        _ if is_hidden(character) => "<U+202E>".len(),
        _ => UnicodeWidthChar::width(character).unwrap_or(0),
    }
}

/// A message on one line: line breaks and tabs become blanks, what is hidden becomes visible.
pub fn line(text: &str, ascii: bool) -> Cow<'_, str> {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\t' => out.push(' '),
            '\r' => {}
            _ if is_hidden(character) => push_stand_in(&mut out, character, ascii),
            _ if ascii => push_plain(&mut out, character),
            _ => out.push(character),
        }
    }
    Cow::Owned(out)
}

/// A file name: as [`line`], but for line breaks and tabs, which are no blanks in a name.
pub fn name(text: &str, ascii: bool) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_hidden(character) { push_stand_in(&mut out, character, ascii) } else { out.push(character) }
    }
    Cow::Owned(out)
}

/// Typographic marks of messages in ASCII, where the locale has nothing better.
fn push_plain(out: &mut String, character: char) {
    match character {
        '“' | '”' | '„' => out.push('"'),
        '‘' | '’' => out.push('\''),
        '–' | '—' | '·' => out.push('-'),
        '…' => out.push_str("..."),
        '→' => out.push_str("->"),
        '\u{a0}' | '\u{202f}' | '\u{2009}' => out.push(' '),
        _ => out.push(character),
    }
}

/// An excerpt with the columns of some of its parts.
#[derive(Debug, PartialEq, Eq)]
pub struct Laid {
    /// What is printed.
    pub text: String,
    /// For each part asked for, its first column (from 0) and its columns, at least one.
    pub columns: Vec<(usize, usize)>,
}

/// Lays out a slice of one line, and says in which columns the given byte ranges of it are shown.
pub fn lay(slice: &str, ranges: &[std::ops::Range<usize>], ascii: bool) -> Laid {
    let mut text = String::with_capacity(slice.len());
    let mut column = 0;
    let mut spots: Vec<(Option<usize>, usize)> = vec![(None, 0); ranges.len()];
    for (at, cluster) in slice.grapheme_indices(true) {
        let first = column;
        column += push_cluster(&mut text, cluster, column, ascii);
        for (range, spot) in ranges.iter().zip(&mut spots) {
            if at + cluster.len() > range.start && (at < range.end || (at == range.start && range.is_empty())) {
                spot.0.get_or_insert(first);
                spot.1 = column;
            }
        }
    }
    let columns = spots
        .into_iter()
        .map(|(first, end)| first.map_or((column, 1), |first| (first, end.saturating_sub(first).max(1))))
        .collect();
    Laid { text, columns }
}

/// Appends a cluster that is shown from `column` on; returns its columns.
fn push_cluster(text: &mut String, cluster: &str, column: usize, ascii: bool) -> usize {
    if cluster == "\t" {
        let columns = TAB - column % TAB;
        text.extend(std::iter::repeat_n(' ', columns));
        return columns;
    }
    if !cluster.chars().any(is_hidden) {
        text.push_str(cluster);
        return cluster.width();
    }
    let before = text.len();
    for character in cluster.chars() {
        if is_hidden(character) { push_stand_in(text, character, ascii) } else { text.push(character) }
    }
    text[before..].width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_becomes_visible() {
        for (text, unicode, ascii) in [
            ("plain", "plain", "plain"),
            ("\u{1b}[31mred", "␛[31mred", "<U+001B>[31mred"),
            ("a\u{202e}b", "a<U+202E>b", "a<U+202E>b"),
            ("a\0b\u{7f}", "a␀b␡", "a<U+0000>b<U+007F>"),
            ("zero\u{200b}width\u{feff}", "zero<U+200B>width<U+FEFF>", "zero<U+200B>width<U+FEFF>"),
            ("two\r\nlines\tand", "two lines and", "two lines and"),
            ("\u{9b}31m", "<U+009B>31m", "<U+009B>31m"),
            ("“a” → b…", "“a” → b…", "\"a\" -> b..."),
            ("Đurić 日本 👩‍🚀", "Đurić 日本 👩‍🚀", "Đurić 日本 👩‍🚀"),
        ] {
            assert_eq!(line(text, false), unicode);
            assert_eq!(line(text, true), ascii);
        }
        assert_eq!(name("a\nb", false), "a␊b");
    }

    #[test]
    fn columns_are_those_of_a_terminal() {
        // Đ and ć take one column each, 日 and 本 two, a tab goes to the next multiple of four.
        for (text, words, column, width) in [
            ("Đurić rose", "rose", 6, 4),
            ("日本 rose", "rose", 5, 4),
            ("日本 rose", "日本", 0, 4),
            ("a\trose", "rose", 4, 4),
            ("👍 rose", "rose", 3, 4),
            ("e\u{301}t rose", "rose", 3, 4),
            ("\u{1b} rose", "rose", 2, 4),
            ("\u{202e} rose", "rose", 9, 4),
        ] {
            let start = text.find(words).unwrap();
            let laid = lay(text, std::slice::from_ref(&(start..start + words.len())), false);
            assert_eq!(laid.columns, [(column, width)], "{text:?}");
        }
    }

    #[test]
    fn an_empty_part_is_one_column_wide() {
        assert_eq!(lay("abc", &[1..1, 3..3], false).columns, [(1, 1), (3, 1)]);
        assert_eq!(lay("", std::slice::from_ref(&(0..0)), false).columns, [(0, 1)]);
    }
}

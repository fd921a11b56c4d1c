//! `unreadable-draft`: a draft that was asked for and could not be judged.

use crate::check::{Category, Check};
use crate::diagnostic::{Diagnostic, Severity};
use crate::settings::Level;
use crate::source::FileId;
use crate::span::Span;

pub static CHECK: Check = Check {
    name: "unreadable-draft",
    summary: "A draft that was asked for cannot be read, so that nothing in it was judged.",
    category: Category::Input,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/unreadable-draft.md"),
    run: None,
};

/// Offsets of spans are 32 bits wide: the longest draft, in bytes.
pub const LONGEST: u64 = u32::MAX as u64;

/// Why a draft cannot be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The operating system's words: no such file, permission denied.
    System(String),
    /// Not UTF-8 from a byte on; the text before it is kept, to show the place.
    NotUtf8 { valid: String, byte: u8 },
    /// UTF-16, told by its byte order mark.
    Utf16,
    /// Longer than [`LONGEST`].
    TooLong,
    /// Named on the command line, but in a format that is not read.
    UnknownFormat,
}

impl Cause {
    /// The text of the file as far as it could be read.
    pub fn text(&self) -> &str {
        match self {
            Cause::NotUtf8 { valid, .. } => valid,
            _ => "",
        }
    }

    /// The finding, at the end of [`Cause::text`] in the draft's place. No level makes it quieter: nothing was judged.
    pub fn diagnostic(&self) -> Diagnostic {
        let (message, help) = match self {
            Cause::System(reason) => (
                format!("draft cannot be read: {reason}"),
                "correct the path, or give the right to read it".to_owned(),
            ),
            Cause::NotUtf8 { valid, byte } => (
                format!("draft is not UTF-8: byte 0x{byte:02X} at offset {}", valid.len()),
                "save the file as UTF-8; it may be in Latin-1 or Windows-1252".to_owned(),
            ),
            Cause::Utf16 => {
                ("draft is UTF-16, by its first two bytes".to_owned(), "save the file as UTF-8".to_owned())
            }
            Cause::TooLong => ("draft is longer than 4 GiB".to_owned(), "split the file".to_owned()),
            Cause::UnknownFormat => (
                "draft is in no format that is read".to_owned(),
                "name a Markdown (.md, .markdown, .mdx), HTML (.html) or plain-text file (.txt); for text on standard input, \
                 say which it is with --stdin-filename"
                    .to_owned(),
            ),
        };
        Diagnostic::new(CHECK.name, message)
            .severity(Severity::Error)
            .label(FileId::DRAFT, Span::empty(self.text().len()), "")
            .help(help)
    }
}

/// The text of a draft from its bytes. A byte order mark of UTF-8 stays in it: offsets count in the file.
pub fn decode(bytes: Vec<u8>) -> Result<String, Cause> {
    if bytes.len() as u64 > LONGEST {
        return Err(Cause::TooLong);
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Cause::Utf16);
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let mut bytes = error.into_bytes();
        let byte = bytes.get(at).copied().unwrap_or_default();
        bytes.truncate(at);
        Cause::NotUtf8 { valid: String::from_utf8(bytes).unwrap_or_default(), byte }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_utf_8_are_named_with_their_place() {
        for (bytes, message) in [
            (&b"caf\xE9 noir"[..], "draft is not UTF-8: byte 0xE9 at offset 3"),
            (b"\xC4\x90uri\xC4", "draft is not UTF-8: byte 0xC4 at offset 5"),
            (b"\xFF\xFEa\0", "draft is UTF-16, by its first two bytes"),
            (b"\xFE\xFF\0a", "draft is UTF-16, by its first two bytes"),
        ] {
            let cause = decode(bytes.to_vec()).expect_err("not UTF-8");
            assert_eq!(cause.diagnostic().message, message);
        }
    }

    #[test]
    fn the_text_before_the_byte_is_kept() {
        let cause = decode(b"line\ncaf\xE9".to_vec()).expect_err("not UTF-8");
        assert_eq!(cause.text(), "line\ncaf");
        assert_eq!(cause.diagnostic().labels[0].span, Span::empty(8));
    }

    #[test]
    fn utf_8_is_kept_as_it_is() {
        assert_eq!(decode("\u{feff}Đurić\0".into()), Ok("\u{feff}Đurić\0".to_owned()));
    }
}

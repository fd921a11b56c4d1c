//! Why a file that was asked for cannot be read, and what a file is by its first bytes.

/// Offsets of spans are 32 bits wide: the longest file, in bytes.
pub const LONGEST: u64 = u32::MAX as u64;

/// Why a file cannot be judged.
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
    /// In a format that is not read, whatever the file is called.
    Foreign(Content),
    /// Called by one ending, and something else.
    Misnamed { ending: String, content: Content },
    /// It opens with a password only.
    Encrypted,
    /// A Word document with a part that cannot be read, and why.
    Damaged(String),
    /// A Word document whose parts unpack to more than this many bytes.
    Unpacks(u64),
}

impl Cause {
    /// The text of the file as far as it could be read.
    pub fn text(&self) -> &str {
        match self {
            Cause::NotUtf8 { valid, .. } => valid,
            _ => "",
        }
    }
}

/// What a file is, by its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A Word document (.docx).
    Word,
    /// An office document from before 2007 (.doc).
    OldOffice,
    /// An office document that opens with a password only.
    EncryptedOffice,
    /// An OpenDocument text (.odt).
    OpenDocument,
    /// An archive of some other kind.
    Zip,
    Pdf,
    Rtf,
    Html,
}

impl Content {
    /// What `bytes` are, unless they look like plain text.
    pub fn of(bytes: &[u8]) -> Option<Content> {
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            Some(zipped(bytes))
        } else if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            // A folder of streams, which are named in UTF-16.
            let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
            let encrypted = memchr::memmem::find(bytes, &name).is_some();
            Some(if encrypted { Content::EncryptedOffice } else { Content::OldOffice })
        } else if text.starts_with(b"%PDF-") {
            Some(Content::Pdf)
        } else if text.starts_with(b"{\\rtf") {
            Some(Content::Rtf)
        } else {
            let tag =
                |tag: &[u8]| text.trim_ascii_start().get(..tag.len()).is_some_and(|it| it.eq_ignore_ascii_case(tag));
            (tag(b"<!doctype html") || tag(b"<html")).then_some(Content::Html)
        }
    }
}

/// What an archive is, by the names in it, which are not compressed.
fn zipped(bytes: &[u8]) -> Content {
    let holds = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
    if holds(b"application/vnd.oasis.opendocument") {
        Content::OpenDocument
    } else if holds(b"word/") && holds(b"[Content_Types].xml") {
        Content::Word
    } else {
        Content::Zip
    }
}

/// The text of a file from its bytes. A byte order mark of UTF-8 stays in it: offsets count in the file.
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
    fn what_a_file_is_shows_in_its_first_bytes() {
        for (bytes, content) in [
            (&b"%PDF-1.7\n"[..], Some(Content::Pdf)),
            (b"{\\rtf1\\ansi", Some(Content::Rtf)),
            (b"\xEF\xBB\xBF\r\n <!DocType HTML><p>", Some(Content::Html)),
            (b"<HTML lang=en>", Some(Content::Html)),
            (b"PK\x05\x06\0\0", Some(Content::Zip)),
            (b"PK\x03\x04 [Content_Types].xml word/document.xml", Some(Content::Word)),
            (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", Some(Content::OpenDocument)),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1W\0o\0r\0d\0", Some(Content::OldOffice)),
            (
                b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
                Some(Content::EncryptedOffice),
            ),
            // Words about formats are words.
            (b"PK stands for Phil Katz.", None),
            (b"The %PDF- mark", None),
            (b"<p>A fragment", None),
            (b"", None),
        ] {
            assert_eq!(Content::of(bytes), content, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn the_text_before_a_wrong_byte_is_kept() {
        assert_eq!(decode(b"line\ncaf\xE9".to_vec()).expect_err("not UTF-8").text(), "line\ncaf");
        assert_eq!(decode("\u{feff}Đurić\0".into()), Ok("\u{feff}Đurić\0".to_owned()));
    }
}

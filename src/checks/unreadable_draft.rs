//! `unreadable-draft`: a draft that was asked for and could not be judged.

use crate::check::{Category, Check};
use crate::diagnostic::{Diagnostic, Severity};
pub use crate::parse::unreadable::Cause;
use crate::parse::unreadable::Content;
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

impl Cause {
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
                "name a Markdown (.md, .markdown, .mdx), HTML (.html), Word (.docx) or plain-text file (.txt); for text on \
                 standard input, say which it is with --stdin-filename"
                    .to_owned(),
            ),
            Cause::Foreign(content) => (format!("draft is {}, which is not read", is(*content)), way(*content).to_owned()),
            Cause::Misnamed { ending, content } => {
                (format!("draft is called .{ending} and is {}", is(*content)), way(*content).to_owned())
            }
            Cause::Encrypted => (
                "draft is encrypted: it opens with a password only".to_owned(),
                "save it without a password".to_owned(),
            ),
            Cause::Damaged(why) => (
                format!("draft is damaged: {why}"),
                "open it in the program that wrote it, and save it anew; or get the file again, if it came over a network"
                    .to_owned(),
            ),
            Cause::Unpacks(most) => (
                format!("draft unpacks to more than {} MiB", most >> 20),
                "save it as text; no article is as long".to_owned(),
            ),
        };
        Diagnostic::new(CHECK.name, message)
            .severity(Severity::Error)
            .label(FileId::DRAFT, Span::empty(self.text().len()), "")
            .help(help)
    }
}

/// What a file is, in words.
fn is(content: Content) -> &'static str {
    match content {
        Content::Word => "a Word document",
        Content::OldOffice => "an office document of the old kind (.doc)",
        Content::EncryptedOffice => "an encrypted office document",
        Content::OpenDocument => "an OpenDocument text (.odt)",
        Content::Zip => "an archive without a Word document in it",
        Content::Pdf => "PDF",
        Content::Rtf => "Rich Text (.rtf)",
        Content::Html => "HTML",
    }
}

/// The way to make a draft of it that can be read.
fn way(content: Content) -> &'static str {
    match content {
        Content::Word => "rename it so that it ends in .docx",
        Content::Html => "rename it so that it ends in .html",
        Content::Zip => "unpack it, and name the drafts in it",
        Content::EncryptedOffice => "save it without a password, as .docx",
        Content::Pdf => "convert it to text, as with pdftotext of Poppler, and check that",
        Content::OldOffice | Content::OpenDocument | Content::Rtf => {
            "save it as .docx in the program that wrote it, or convert it with: soffice --convert-to docx"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::unreadable::decode;

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
}

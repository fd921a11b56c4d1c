//! The archive that a Word document is: its parts, and how they are found.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{self, Event};
use crate::parse::unreadable::Cause;

/// The most that the parts of a document may unpack to, in bytes. A million words of Word are a tenth of it.
const LARGEST: u64 = 256 << 20;

/// A document's archive.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

/// Where one part points to another.
#[derive(Debug, PartialEq, Eq)]
pub struct Relation {
    /// The last word of its type: "officeDocument", "styles", "footnotes".
    pub kind: String,
    /// The name of the other part.
    pub target: String,
}

impl<'a> Package<'a> {
    /// Opens the archive.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Cause> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged("the archive", &error))?;
        Ok(Self { archive, left: LARGEST })
    }

    /// The text of a part; `None` where there is no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Cause> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Cause::Encrypted),
            Err(error) => return Err(damaged(name, &error)),
        };
        let mut bytes = Vec::new();
        let read = file.take(self.left + 1).read_to_end(&mut bytes).map_err(|error| damaged(name, &error))?;
        self.left = self.left.checked_sub(read as u64).ok_or(Cause::Unpacks(LARGEST))?;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(Cause::Damaged(format!("{name} is not UTF-8"))),
        }
    }

    /// Where the part called `of` points to; the empty name is that of the whole document.
    pub fn relations(&mut self, of: &str) -> Result<Vec<Relation>, Cause> {
        let (folder, name) = of.rsplit_once('/').map_or(("", of), |(folder, name)| (folder, name));
        let path = join(folder, &format!("_rels/{name}.rels"));
        let mut relations = Vec::new();
        if let Some(text) = self.part(&path)? {
            xml::read(&path, &text, |event| {
                if let Event::Start(element) = event
                    && let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target"))
                {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    relations.push(Relation { kind, target: join(folder, &target) });
                }
            })?;
        }
        Ok(relations)
    }
}

/// The name of the part that `target` means within `folder`.
fn join(folder: &str, target: &str) -> String {
    let absolute = target.starts_with('/');
    let mut parts: Vec<&str> = if absolute { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

fn damaged(part: &str, error: &dyn std::fmt::Display) -> Cause {
    Cause::Damaged(format!("{part}: {error}"))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    #[test]
    fn all_parts_together_unpack_to_no_more_than_a_bound() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a", "b"] {
            writer.start_file(name, SimpleFileOptions::default()).expect("a part");
            writer.write_all(&[b' '; 1000]).expect("written");
        }
        let bytes = writer.finish().expect("an archive").into_inner();
        assert!(bytes.len() < 1000);
        let mut package = Package::open(&bytes).expect("an archive");
        package.left = 1500;
        assert_eq!(package.part("a").map(|text| text.map(|text| text.len())), Ok(Some(1000)));
        assert_eq!(package.part("c"), Ok(None));
        assert_eq!(package.part("b"), Err(Cause::Unpacks(LARGEST)));
    }

    #[test]
    fn names_of_parts_are_relative_to_a_folder() {
        for (folder, target, name) in [
            ("word", "styles.xml", "word/styles.xml"),
            ("word", "/word/styles.xml", "word/styles.xml"),
            ("word", "../docProps/core.xml", "docProps/core.xml"),
            ("", "word/document.xml", "word/document.xml"),
            ("", "../../x", "x"),
        ] {
            assert_eq!(join(folder, target), name);
        }
    }
}

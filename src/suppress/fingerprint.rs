//! Names for findings that stay the same while the draft is edited elsewhere.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// A name for each finding of one draft, given in the order of the draft: made of the check, the words it points at with their
/// white space evened out, its message, and how many findings like it come before. Positions play no part, nor does the draft's name.
pub fn of_draft(sources: &Sources, diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut seen: HashMap<u128, u32> = HashMap::new();
    let mut named = |diagnostic: &Diagnostic| {
        let mut hash = Hash::new();
        hash.part(&diagnostic.check);
        if let Some(label) = diagnostic.labels.first() {
            let text = sources.get(label.file).text();
            let words = text.get(label.span.range()).unwrap_or_default();
            words.split_whitespace().for_each(|word| hash.part(word));
        }
        hash.part("");
        hash.part(&diagnostic.message);
        let earlier = seen.entry(hash.0).or_default();
        hash.part(&earlier.to_string());
        *earlier += 1;
        format!("{:032x}", hash.0)
    };
    diagnostics.iter().map(&mut named).collect()
}

/// A fingerprint that is told apart from those of other drafts.
pub fn in_file(fingerprint: &str, file: &str) -> String {
    let mut hash = Hash::new();
    hash.part(file);
    hash.part(fingerprint);
    format!("{:032x}", hash.0)
}

/// FNV-1a with 128 bits (Fowler, Noll and Vo): the same on every machine and in every version.
struct Hash(u128);

impl Hash {
    fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    /// Adds a part and its end, so that "ab" and "c" differ from "a" and "bc".
    fn part(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::{FileId, SourceFile};
    use crate::span::Span;

    fn of(text: &str, words: &[&str]) -> Vec<String> {
        let sources = Sources::new().with_draft(Arc::new(SourceFile::new("a.md", text)));
        let mut reached = 0;
        let found: Vec<_> = words
            .iter()
            .map(|words| {
                let start = reached + text[reached..].find(words).unwrap();
                reached = start + words.len();
                Diagnostic::new("x", "message").label(FileId::DRAFT, Span::new(start, reached), "")
            })
            .collect();
        of_draft(&sources, &found)
    }

    #[test]
    fn the_bytes_of_the_convention_give_its_hash() {
        // The published value of the empty text's successor: FNV-1a of one zero byte is the basis times the prime.
        let mut hash = Hash::new();
        hash.part("");
        assert_eq!(hash.0, Hash::new().0.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b));
    }

    #[test]
    fn edits_elsewhere_change_nothing() {
        let before = of("One 15 two.\n", &["15"]);
        assert_eq!(before, of("Much more before it.\n\nOne 15 two.\n", &["15"]));
        assert_eq!(of("15  people", &["15  people"]), of("x 15\npeople", &["15\npeople"]));
        assert_ne!(before, of("One 16 two.\n", &["16"]));
    }

    #[test]
    fn findings_alike_are_told_apart_by_their_order() {
        let two = of("15 and 15", &["15", "15"]);
        assert_ne!(two[0], two[1]);
        assert_eq!(two[0], of("15", &["15"])[0]);
        assert_ne!(in_file(&two[0], "a.md"), in_file(&two[0], "b.md"));
    }
}

//! A long list of words, searched where it stands: to hash it would take longer than most runs.

use std::cmp::Ordering;

use crate::lexicon::phrases::lower;

/// Lower-case words, sorted by bytes, one a line.
#[derive(Clone, Debug)]
pub struct WordList {
    text: &'static str,
    /// Where the words that begin with each three letters from "aaa" to "zzz" begin, with the end of the text.
    starts: Vec<u32>,
}

/// How many three letters there are.
const TRIPLES: usize = 26 * 26 * 26;

impl WordList {
    /// The list that `text` is.
    pub fn new(text: &'static str) -> Self {
        let mut starts = Vec::with_capacity(TRIPLES + 1);
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if let Some(triple) = triple(line) {
                starts.resize(starts.len().max(triple + 1), at);
            }
            at += line.len() as u32;
        }
        starts.resize(TRIPLES + 1, at);
        Self { text, starts }
    }

    /// Whether `word`, in lower case, is in the list.
    pub fn contains(&self, word: &str) -> bool {
        let within = match triple(word) {
            Some(triple) => self.starts[triple] as usize..self.starts[triple + 1] as usize,
            None => 0..self.text.len(),
        };
        search(&self.text.as_bytes()[within], word.as_bytes()).is_ok()
    }

    /// Whether the word is in the list in lower case.
    pub fn has(&self, word: &str) -> bool {
        self.contains(lower(word).as_ref())
    }
}

/// The number of the three letters that a word begins with, where they are plain.
fn triple(word: &str) -> Option<usize> {
    let letters = word.as_bytes().first_chunk::<3>().filter(|letters| letters.iter().all(u8::is_ascii_lowercase))?;
    Some(letters.iter().fold(0, |number, letter| number * 26 + usize::from(letter - b'a')))
}

/// Where the line `word` begins in sorted lines, or where it would.
fn search(text: &[u8], word: &[u8]) -> Result<usize, usize> {
    let (mut low, mut high) = (0, text.len());
    while low < high {
        let middle = (low + high) / 2;
        let start = memchr::memrchr(b'\n', &text[low..middle]).map_or(low, |at| low + at + 1);
        let end = memchr::memchr(b'\n', &text[start..high]).map_or(high, |at| start + at);
        match text[start..end].cmp(word) {
            Ordering::Equal => return Ok(start),
            Ordering::Less => low = (end + 1).min(high),
            Ordering::Greater => high = start,
        }
    }
    Err(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_found_and_no_other() {
        let text = "a\naa\naah\nab\nabbey\nabbot\nabc's\naz\nb\nba\nbée\nzoo\nzz\nzzz\nétude\n";
        let list = WordList::new(text);
        for word in text.lines() {
            assert!(list.contains(word) && list.has(&word.to_uppercase()), "{word}");
        }
        for word in ["", "aaa", "abb", "abbeys", "abc", "c", "bb", "zo", "zooo", "é", "A", "bee"] {
            assert!(!list.contains(word), "{word}");
        }
    }
}

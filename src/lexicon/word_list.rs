//! A long list of words, searched where it stands: to hash it would take longer than most runs.

use std::cmp::Ordering;

use crate::lexicon::phrases::lower;

/// Lower-case words, sorted by bytes, one a line.
#[derive(Clone, Debug)]
pub struct WordList {
    text: &'static str,
    /// Where the words that begin with each two letters from "aa" to "zz" begin, with the end of the text.
    starts: Vec<usize>,
}

impl WordList {
    /// The list that `text` is.
    pub fn new(text: &'static str) -> Self {
        let pairs = (b'a'..=b'z').flat_map(|first| (b'a'..=b'z').map(move |second| [first, second]));
        let starts = pairs.map(|pair| search(text.as_bytes(), &pair).unwrap_or_else(|start| start));
        Self { text, starts: starts.chain([text.len()]).collect() }
    }

    /// Whether `word`, in lower case, is in the list.
    pub fn contains(&self, word: &str) -> bool {
        let within = match *word.as_bytes() {
            [first @ b'a'..=b'z', second @ b'a'..=b'z', ..] => {
                let pair = usize::from(first - b'a') * 26 + usize::from(second - b'a');
                self.starts[pair]..self.starts[pair + 1]
            }
            _ => 0..self.text.len(),
        };
        search(&self.text.as_bytes()[within], word.as_bytes()).is_ok()
    }

    /// Whether the word is in the list in lower case.
    pub fn has(&self, word: &str) -> bool {
        self.contains(lower(word).as_ref())
    }
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
        let text = "a\naa\nab\nabbey\naz\nb\nba\nzoo\nzz\nétude\n";
        let list = WordList::new(text);
        for word in text.lines() {
            assert!(list.contains(word) && list.has(&word.to_uppercase()), "{word}");
        }
        for word in ["", "aaa", "abb", "abbeys", "c", "bb", "zo", "zzz", "é", "A"] {
            assert!(!list.contains(word), "{word}");
        }
    }
}

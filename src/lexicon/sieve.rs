//! A filter before lists of words, which answers most questions with no.

/// What tells from the first two and the last two bytes of a word that it is not among some words, in whatever letter case: nearly no
/// word of a draft is in a given list, and to lower and hash every one for every list would take most of the time of a run.
#[derive(Clone, Debug, Default)]
pub(super) struct Sieve {
    bits: [u64; Self::WORDS],
}

impl Sieve {
    /// 2,048 bits: in running text hardly more words pass for a list of thirty than are in it, and of the others one in twelve does
    /// for a list of a hundred.
    const WORDS: usize = 32;

    /// Adds a word. One without a bit needs none: what may be written for it has none either, and passes.
    pub fn add(&mut self, word: &str) {
        if let Some(bit) = Self::bit(word) {
            self.bits[bit / 64] |= 1 << (bit % 64);
        }
    }

    /// Whether the word may be among those added, in another letter case perhaps.
    pub fn may_have(&self, word: &str) -> bool {
        Self::bit(word).is_none_or(|bit| self.bits[bit / 64] & 1 << (bit % 64) != 0)
    }

    /// The bit of a word, the same in all letter cases; `None` where one of those bytes is outside ASCII. What is ASCII is so in lower
    /// case too, so that no word with a bit is written for one without.
    fn bit(word: &str) -> Option<usize> {
        let ends = match *word.as_bytes() {
            [] => return None,
            [one] => [one; 4],
            [first, second, .., before, last] => [first, second, before, last],
            [first, middle, last] => [first, middle, middle, last],
            [first, last] => [first, last, first, last],
        };
        let ends = u32::from_le_bytes(ends);
        // This bit is what tells a small letter from a capital.
        let folded = (ends | 0x2020_2020).wrapping_mul(0x9E37_79B1);
        (ends & 0x8080_8080 == 0).then_some((folded >> 21) as usize)
    }
}

//! The beginning of words that are too long for a message.

/// The first `most` code points of some words, with an ellipsis where more follow, and without a mark that only joins them to what
/// comes after.
pub fn opening(words: &str, most: usize) -> String {
    match words.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.trim_end_matches([',', ';', ':', ' ']).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::opening;

    #[test]
    fn long_words_end_in_an_ellipsis_and_short_ones_without_a_comma() {
        for (words, shown) in [
            ("16 people", "16 people"),
            ("not a cliff,", "not a cliff"),
            ("aaaaaaaaaaa bbbbbbbbbb", "aaaaaaaaaaa…"),
            ("Ђурићева кућа је стара", "Ђурићева кућ…"),
            ("twelve chars", "twelve chars"),
            ("", ""),
        ] {
            assert_eq!(opening(words, 12), shown, "{words}");
        }
    }
}

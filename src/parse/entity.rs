//! Character references of HTML.

use pulldown_cmark::{Event, Parser};

/// The longest reference that is looked at, in bytes; HTML's own longest has 33.
const LONGEST: usize = 40;

/// If `text` begins with a character reference ("&ldquo;", "&#8217;"), its length in bytes and what it stands for.
pub fn decode(text: &str) -> Option<(usize, String)> {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'&') {
        return None;
    }
    let len = memchr::memchr(b';', &bytes[..bytes.len().min(LONGEST)])? + 1;
    if !bytes[1..len - 1].iter().all(|b| b.is_ascii_alphanumeric() || *b == b'#') {
        return None;
    }
    // The Markdown parser has the table of names, and shows it only this way.
    let reference = &text[..len];
    Parser::new(reference).into_offset_iter().find_map(|(event, range)| match event {
        Event::Text(decoded) if range.len() == len && *decoded != *reference => Some((len, decoded.into_string())),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_at_the_start_only() {
        for (text, expected) in [
            ("&ldquo;a", Some((7, "“"))),
            ("&#8217;s", Some((7, "’"))),
            ("&#x41;", Some((6, "A"))),
            ("&amp;", Some((5, "&"))),
            ("&#38;", Some((5, "&"))),
            ("&nbsp;", Some((6, "\u{a0}"))),
            ("&nonsense;", None),
            ("& co;", None),
            ("AT&T;", None),
            ("&", None),
        ] {
            assert_eq!(decode(text), expected.map(|(len, to)| (len, to.to_owned())), "{text}");
        }
    }
}

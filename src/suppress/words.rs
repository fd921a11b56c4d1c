//! Where the exact words of an `[[ignore]]` stand in a draft.

use crate::document::Document;
use crate::span::Span;

/// The places of `words` in the draft, as bytes of its file. White space may differ; letters and digits may not go on at either end.
pub fn places(document: &Document, words: &str) -> Vec<Span> {
    let prose = document.prose.as_str();
    let mut found = Vec::new();
    let Some(first) = words.split_whitespace().next() else { return found };
    let mut at = 0;
    for start in memchr::memmem::find_iter(prose.as_bytes(), first.as_bytes()) {
        if start < at {
            continue;
        }
        if let Some(end) = end(prose, start, words)
            && is_whole(prose, start, end)
        {
            found.push(document.source_span(Span::new(start, end)));
            at = end;
        }
    }
    found
}

/// Where `words` end, if they stand at `start`.
fn end(prose: &str, start: usize, words: &str) -> Option<usize> {
    let mut at = start;
    for (index, word) in words.split_whitespace().enumerate() {
        if index > 0 {
            let rest = &prose[at..];
            let blanks = rest.len() - rest.trim_start().len();
            if blanks == 0 {
                return None;
            }
            at += blanks;
        }
        prose[at..].starts_with(word).then_some(())?;
        at += word.len();
    }
    Some(at)
}

fn is_whole(prose: &str, start: usize, end: usize) -> bool {
    let goes_on = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(char::is_alphanumeric) && outer.is_some_and(char::is_alphanumeric)
    };
    let inside = &prose[start..end];
    !goes_on(inside.chars().next(), prose[..start].chars().next_back())
        && !goes_on(inside.chars().next_back(), prose[end..].chars().next())
}

//! Addresses in running text: those of the web with their scheme or `www.` or a path, and those of e-mail.

use crate::span::Span;

/// Calls `found` for each address in `prose[range]`, in order, without the punctuation that follows it.
pub fn find(prose: &str, range: Span, mut found: impl FnMut(Span)) {
    let text = &prose[range.range()];
    let bytes = text.as_bytes();
    // Few words have a sign of an address in them, so that only those are looked at.
    let mut signs = memchr::memchr3_iter(b':', b'/', b'@', bytes).peekable();
    let www = |&at: &usize| at >= 3 && bytes[at - 3..at].eq_ignore_ascii_case(b"www");
    let mut hosts = memchr::memchr_iter(b'.', bytes).filter(www).peekable();
    let mut done = 0;
    loop {
        let sign = match (signs.peek(), hosts.peek()) {
            (Some(sign), Some(host)) if host < sign => hosts.next(),
            (None, _) => hosts.next(),
            _ => signs.next(),
        };
        let Some(sign) = sign else { return };
        if sign < done {
            continue;
        }
        let start = sign - text[done..sign].rsplit(is_boundary).next().map_or(0, str::len);
        done = text[sign..].find(is_boundary).map_or(text.len(), |end| sign + end);
        let candidate = text[start..done].trim_end_matches(is_trailing);
        if is_address(candidate) {
            found(Span::new(start, start + candidate.len()).shifted(range.start()));
        }
    }
}

/// What no address contains: blanks, brackets and quotation marks.
fn is_boundary(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '(' | ')' | '[' | ']' | '<' | '>' | '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '|' | '—')
}

fn is_trailing(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '…')
}

fn is_address(word: &str) -> bool {
    starts_with_scheme(word) || starts_with_host(word) || is_mail(word)
}

fn starts_with_scheme(word: &str) -> bool {
    let Some((scheme, rest)) = word.split_once(':') else { return false };
    let named = !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+');
    named && (rest.len() > 2 && rest.starts_with("//") || scheme.eq_ignore_ascii_case("mailto") && rest.contains('@'))
}

/// "www.example.org", "example.org/path"; a bare "example.org" is a name that people use in sentences.
fn starts_with_host(word: &str) -> bool {
    let (host, path) = word.split_once('/').map_or((word, None), |(host, path)| (host, Some(path)));
    let www = host.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    let ending = host.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_host = host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
        && ending.len() >= 2
        && ending.bytes().all(|b| b.is_ascii_alphabetic())
        && !host.starts_with('.');
    is_host && (www || path.is_some())
}

fn is_mail(word: &str) -> bool {
    let Some((user, host)) = word.split_once('@') else { return false };
    let plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+'))
    };
    plain(user) && plain(host) && host.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str) -> Vec<&str> {
        let mut spans = Vec::new();
        find(text, Span::new(0, text.len()), |span| spans.push(span));
        spans.into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn addresses_are_found_without_the_stop_after_them() {
        let table: &[(&str, &[&str])] = &[
            ("See https://a.org/b?c=1.", &["https://a.org/b?c=1"]),
            ("(www.a.gov), then a.gov/x;", &["www.a.gov", "a.gov/x"]),
            ("Write to jo.b@a.co.uk!", &["jo.b@a.co.uk"]),
            ("On Challenge.gov and/or 24/7, e.g. U.S./U.N. at 5.5/10", &[]),
            ("@handle, a:b, http://", &[]),
            ("mailto:x@y.org", &["mailto:x@y.org"]),
            ("a/b www.a.gov www.b.gov/c“WWW.D.gov”éwww.e.gov:", &["www.a.gov", "www.b.gov/c", "WWW.D.gov"]),
            ("", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(&addresses(text), expected, "{text}");
        }
    }
}

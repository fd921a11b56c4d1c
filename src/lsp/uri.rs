//! File addresses (RFC 8089) and paths. Editors escape different characters, so addresses are compared as paths.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use lsp_types::Uri;

/// The path that a `file:` address means; `None` for a text that lies in no file.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = strip_scheme(uri.as_str())?;
    let rest = match rest.strip_prefix("//") {
        Some(after) => {
            let slash = after.find('/')?;
            match &after[..slash] {
                "" | "localhost" => &after[slash..],
                // A share of another machine: `file://server/share` is `//server/share`.
                _ => rest,
            }
        }
        None => rest,
    };
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let decoded = decoded(rest)?;
    Some(PathBuf::from(without_slash_before_drive(&decoded)))
}

/// The address of an absolute path.
pub fn of(path: &Path) -> Option<Uri> {
    let mut text = path.to_str()?.to_owned();
    if cfg!(windows) {
        text = text.replace('\\', "/");
    }
    let mut address = String::from(if text.starts_with("//") { "file:" } else { "file://" });
    if !text.starts_with('/') {
        address.push('/');
    }
    for byte in text.bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'~' => address.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => address.push(char::from(byte)),
            byte => address.push_str(&format!("%{byte:02X}")),
        }
    }
    Uri::from_str(&address).ok()
}

fn strip_scheme(uri: &str) -> Option<&str> {
    let (scheme, rest) = uri.split_once(':')?;
    scheme.eq_ignore_ascii_case("file").then_some(rest)
}

/// Without percent escapes; `None` where they do not make UTF-8.
fn decoded(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%').then(|| bytes.get(at + 1..at + 3)).flatten();
        let byte = escape
            .filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).ok()
}

/// `/c:/drafts` is `c:/drafts`.
fn without_slash_before_drive(path: &str) -> &str {
    let bytes = path.as_bytes();
    let drive = cfg!(windows) && bytes.len() > 2 && bytes[1].is_ascii_alphabetic() && bytes[2] == b':';
    if drive { &path[1..] } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> Option<String> {
        path(&Uri::from_str(address).expect("an address")).map(|path| path.to_string_lossy().into_owned())
    }

    #[test]
    fn addresses_are_read_as_editors_write_them() {
        for (address, wanted) in [
            ("file:///drafts/a.md", Some("/drafts/a.md")),
            ("file:///drafts/%C4%90uri%C4%87%20a%23b.md", Some("/drafts/Đurić a#b.md")),
            ("file://localhost/a.md", Some("/a.md")),
            ("FILE:/a.md", Some("/a.md")),
            ("file:///100%25.md", Some("/100%.md")),
            ("file:///a.md#L3", Some("/a.md")),
            ("file:///%FF.md", None),
            ("untitled:Untitled-1", None),
            ("https://example.org/a.md", None),
        ] {
            assert_eq!(read(address).as_deref(), wanted, "{address}");
        }
    }

    #[test]
    fn a_path_comes_back_from_its_address() {
        for text in ["/drafts/a.md", "/d/Đurić [1] 100% #2?.md", "/a b/c:d.md", "/🦀"] {
            let address = of(Path::new(text)).expect("an address");
            assert_eq!(path(&address).as_deref(), Some(Path::new(text)), "{}", address.as_str());
        }
    }
}

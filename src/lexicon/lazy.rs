//! Tables of a lexicon that are read when they are first asked for: most runs need only some of them, and reading all of them
//! would take most of the time of a run over one draft.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use serde::de::DeserializeOwned;

/// One table, as text until it is asked for.
pub struct Lazy<T> {
    part: Part,
    table: OnceLock<T>,
}

/// The text of one table of a lexicon, with the tables inside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    name: &'static str,
    text: &'static str,
    /// Its first line in the lexicon, from 1.
    line: usize,
}

impl<T: DeserializeOwned> Lazy<T> {
    /// The table called `name`, not read yet.
    pub(super) fn take(name: &str, parts: &mut Vec<Part>) -> Result<Self, String> {
        let at = parts.iter().position(|part| part.name == name).ok_or_else(|| format!("table `{name}` is missing"))?;
        Ok(Self { part: parts.remove(at), table: OnceLock::new() })
    }

    /// The table; the error is a sentence with a line number.
    #[cold]
    pub(super) fn read(&self) -> Result<&T, String> {
        match self.table.get() {
            Some(table) => Ok(table),
            None => self.part.read().map(|table| self.table.get_or_init(|| table)),
        }
    }
}

impl<T: DeserializeOwned> DerefMut for Lazy<T> {
    /// # Panics
    /// Like `deref`.
    fn deref_mut(&mut self) -> &mut T {
        let _ = Deref::deref(self);
        self.table.get_mut().expect("it has just been read")
    }
}

impl<T: DeserializeOwned> Deref for Lazy<T> {
    type Target = T;

    /// # Panics
    /// If the table cannot be read: a mistake in a lexicon, and all lexicons come with the program.
    #[inline]
    fn deref(&self) -> &T {
        // Asked for with nearly every word of a draft.
        match self.table.get() {
            Some(table) => table,
            None => self.read().expect("the lexicon that comes with the program is valid"),
        }
    }
}

impl<T: DeserializeOwned + fmt::Debug> fmt::Debug for Lazy<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(out)
    }
}

impl Part {
    /// Says that no lexicon has such a table.
    pub(super) fn unknown(&self) -> String {
        format!("line {}: unknown table `{}`", self.line, self.name)
    }

    fn read<T: DeserializeOwned>(&self) -> Result<T, String> {
        let mut tables: BTreeMap<String, T> = toml::from_str(self.text).map_err(|error| {
            let before = error.span().map_or("", |span| &self.text[..span.start]);
            format!("line {}: {}", self.line + before.matches('\n').count(), error.message())
        })?;
        tables.remove(self.name).ok_or_else(|| format!("line {}: `{}` is no table", self.line, self.name))
    }
}

/// Cuts a lexicon at its headers: what stands before the first, and the tables, each with those inside it. The tables inside a
/// table follow it directly.
pub(super) fn cut(text: &'static str) -> Result<(&'static str, Vec<Part>), String> {
    let mut parts: Vec<Part> = Vec::new();
    let mut head = text;
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if let Some(header) = line.strip_prefix('[') {
            let header = header.trim_start_matches('[');
            let name = &header[..header.find(['.', ']']).unwrap_or(header.len())];
            if parts.last().is_none_or(|part| part.name != name) {
                match parts.last_mut() {
                    Some(part) => part.text = &part.text[..part.text.len() - (text.len() - start)],
                    None => head = &text[..start],
                }
                if parts.iter().any(|part| part.name == name) {
                    return Err(format!("line {}: the tables of `{name}` do not stand together", number + 1));
                }
                parts.push(Part { name, text: &text[start..], line: number + 1 });
            }
        }
        start += line.len();
    }
    Ok((head, parts))
}

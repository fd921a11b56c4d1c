//! The front matter of a Markdown draft: YAML between `---`, TOML between `+++`. What is broken in it is left out, never the body.

mod own_settings;

use saphyr_parser::{Event, Parser, ScalarStyle};
use toml::de::{DeTable, DeValue};

use crate::calendar::PartialDate;
use crate::document::{BlockKind, Builder, Metadata, SourceName};
use crate::lexicon::FrontMatterFields;
use crate::parse::Kind;
use crate::parse::scalar::{self, Escapes, Scalar};
use crate::span::Span;

/// What stands before the body of a draft.
#[derive(Debug, Default)]
pub struct FrontMatter {
    /// Its fields on the first level that hold one value, or a list of them, in the order of the file.
    fields: Vec<Field>,
    /// What stands under `factlint`: settings of the draft for itself.
    settings: Option<DeTable<'static>>,
    /// First byte of the body.
    pub body: usize,
}

#[derive(Debug)]
struct Field {
    /// In lower case.
    key: String,
    value: String,
    scalar: Scalar,
    /// Whether it is one of a list of values.
    listed: bool,
}

/// Reads the front matter at the start of `text`, after a byte order mark if there is one.
pub fn read(text: &str) -> FrontMatter {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let Some((inside, body, fence)) = cut(text, start) else {
        return FrontMatter { body: start, ..FrontMatter::default() };
    };
    let mut fields = Vec::new();
    let mut settings = None;
    if fence == "+++" {
        read_toml(&text[inside.range()], inside.start(), &mut fields);
        settings = own_settings::of_toml(&text[inside.range()], inside.start());
    } else if !looks_like_fields(&text[inside.range()]) {
        // Prose between two rules.
        return FrontMatter { body: start, ..FrontMatter::default() };
    } else if !read_yaml(&text[inside.range()], inside.start(), &mut fields) {
        fields.clear();
        for entry in entries(text, inside) {
            read_yaml(&text[entry.range()], entry.start(), &mut fields);
        }
    }
    if fence != "+++" {
        settings = own_settings::of_yaml(&text[inside.range()], inside.start());
    }
    fields.sort_by_key(|field| field.scalar.span);
    FrontMatter { fields, settings, body }
}

/// The bytes between the fences, where the body begins, and the fence.
fn cut(text: &str, start: usize) -> Option<(Span, usize, &'static str)> {
    let fence = ["---", "+++"].into_iter().find(|fence| text[start..].starts_with(fence))?;
    let mut lines = lines(text, start);
    let first = lines.next()?;
    if text[first.0.range()].trim_end() != fence {
        return None;
    }
    let inside = first.1;
    for (line, next) in lines {
        let written = text[line.range()].trim_end();
        if written == fence || (fence == "---" && written == "...") {
            return Some((Span::new(inside, line.start()), next, fence));
        }
    }
    None
}

/// Each line without its break, and where the next begins. Lines end at LF, CR LF or a lone CR.
fn lines(text: &str, start: usize) -> impl Iterator<Item = (Span, usize)> {
    let bytes = text.as_bytes();
    let mut at = start;
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let end = memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |step| at + step);
        let next = if bytes[end..].starts_with(b"\r\n") { end + 2 } else { (end + 1).min(bytes.len()) };
        let line = Span::new(at, end);
        at = next;
        Some((line, next))
    })
}

/// Whether the first line that is no comment is a key with a colon, or there is none.
fn looks_like_fields(text: &str) -> bool {
    let mut written = lines(text, 0).map(|(line, _)| text[line.range()].trim_end());
    written.find(|line| !line.is_empty() && !line.starts_with('#')).is_none_or(is_entry)
}

fn is_entry(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else { return false };
    let key = key.trim_end().trim_matches(['"', '\'']);
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    !key.is_empty() && key.chars().all(word) && (value.is_empty() || value.starts_with([' ', '\t']))
}

/// Each field of the first level with the lines that belong to it, found by what stands at the left margin: for front matter that is broken as a whole.
fn entries(text: &str, inside: Span) -> Vec<Span> {
    let mut entries: Vec<Span> = Vec::new();
    for (line, next) in lines(&text[..inside.end()], inside.start()) {
        let next = next.min(inside.end());
        if is_entry(&text[line.range()]) {
            entries.push(Span::new(line.start(), next));
        } else if let Some(last) = entries.last_mut() {
            *last = Span::new(last.start(), next);
        }
    }
    entries
}

/// Appends the fields of a YAML mapping that begins at byte `base` of the file. False where it is broken; what came before is kept.
fn read_yaml(text: &str, base: usize, fields: &mut Vec<Field>) -> bool {
    // The parser counts in characters.
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |characters: usize| base + offsets[characters.min(offsets.len() - 1)];
    let mut depth = 0usize;
    let mut key: Option<String> = None;
    let mut list = false;
    for event in Parser::new_from_str(text) {
        let Ok((event, place)) = event else { return false };
        match event {
            Event::MappingStart(..) => {
                depth += 1;
                list = false;
            }
            Event::SequenceStart(..) => {
                list = depth == 1;
                depth += 1;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                list = false;
                if depth == 1 {
                    key = None;
                }
            }
            Event::Scalar(value, style, ..) if depth == 2 && list => {
                if let Some(key) = &key {
                    let start = byte(place.start.index());
                    let span = Span::new(start, byte(place.end.index()).max(start));
                    let scalar = Scalar { span, escapes: escapes(style) };
                    fields.push(Field { key: key.clone(), value: value.into_owned(), scalar, listed: true });
                }
            }
            Event::Scalar(value, style, ..) if depth == 1 => match key.take() {
                None => key = Some(value.to_lowercase()),
                // The parser's word for "nothing written".
                Some(_) if style == ScalarStyle::Plain && matches!(&*value, "" | "~" | "null") => {}
                Some(key) => {
                    let start = byte(place.start.index());
                    let span = Span::new(start, byte(place.end.index()).max(start));
                    fields.push(Field {
                        key,
                        value: value.into_owned(),
                        scalar: Scalar { span, escapes: escapes(style) },
                        listed: false,
                    });
                }
            },
            Event::Alias(_) if depth == 1 => key = if key.is_none() { Some(String::new()) } else { None },
            _ => {}
        }
    }
    true
}

fn escapes(style: ScalarStyle) -> Escapes {
    match style {
        ScalarStyle::Plain => Escapes::None { quotes: 0 },
        ScalarStyle::SingleQuoted => Escapes::Doubled,
        ScalarStyle::DoubleQuoted => Escapes::Backslash { quotes: 1 },
        ScalarStyle::Literal | ScalarStyle::Folded => Escapes::Block,
    }
}

fn read_toml(text: &str, base: usize, fields: &mut Vec<Field>) {
    let (table, _errors) = DeTable::parse_recoverable(text);
    let values = table.get_ref().iter().flat_map(|(key, value)| {
        let (one, list) = match value.get_ref() {
            DeValue::Array(list) => (None, Some(list)),
            _ => (Some(value), None),
        };
        one.into_iter()
            .map(|value| (value, false))
            .chain(list.into_iter().flatten().map(|value| (value, true)))
            .map(move |(value, listed)| (key, value, listed))
    });
    for (key, value, listed) in values {
        let range = value.span();
        let written = match value.get_ref() {
            DeValue::String(written) => written.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            _ => continue,
        };
        let Some(raw) = text.get(range.clone()) else { continue };
        let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
        let escapes = if raw.starts_with('"') { Escapes::Backslash { quotes } } else { Escapes::None { quotes } };
        let span = Span::from(range).shifted(base);
        fields.push(Field {
            key: key.get_ref().to_lowercase(),
            value: written,
            scalar: Scalar { span, escapes },
            listed,
        });
    }
}

impl FrontMatter {
    /// Writes the fields that readers see, and returns what the draft says of itself.
    pub fn write(&self, text: &str, names: &FrontMatterFields, builder: &mut Builder) -> Metadata {
        let has = |names: &[String], field: &Field| !field.listed && names.contains(&field.key);
        let mut meta = Metadata::default();
        if let Some(settings) = &self.settings {
            builder.settings(settings.clone());
        }
        for field in &self.fields {
            let title = has(&names.title, field);
            if !title && !has(&names.text, field) {
                continue;
            }
            builder.open(if title { BlockKind::Heading(1) } else { BlockKind::FrontMatter });
            scalar::write(text, &field.value, field.scalar, builder);
            if title && meta.title.is_none() {
                meta.title = Some(builder.written().trim().to_owned()).filter(|title| !title.is_empty());
            }
            builder.close();
        }
        meta.date = self.first(&names.date).find_map(date);
        let sources = self.fields.iter().filter(|field| names.sources.contains(&field.key) && is_file(&field.value));
        meta.sources = sources.map(|field| SourceName { path: field.value.clone(), span: field.scalar.span }).collect();
        meta.language = self.first(&names.language).next().map(|value| value.trim().to_owned());
        meta
    }

    /// Values of the fields called `names`, those of the first name first.
    fn first<'a>(&'a self, names: &'a [String]) -> impl Iterator<Item = &'a str> {
        names
            .iter()
            .flat_map(|name| self.fields.iter().filter(move |field| field.key == *name && !field.listed))
            .map(|field| &*field.value)
    }
}

/// Whether a source is named by a file that can be read: others name addresses and titles.
fn is_file(value: &str) -> bool {
    !value.contains("://") && Kind::of(value).is_some()
}

/// A date as front matter and HTML have it: with or without a time of day, with slashes for hyphens.
pub fn date(value: &str) -> Option<PartialDate> {
    let day = value.trim().split(['T', 't', ' ']).next()?.replace('/', "-");
    PartialDate::parse(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> (Vec<(String, String)>, &str) {
        let front = read(text);
        let single = front.fields.into_iter().filter(|field| !field.listed);
        let fields = single.map(|field| (field.key, field.value)).collect();
        (fields, &text[front.body..])
    }

    type Pairs<'a> = &'a [(&'a str, &'a str)];

    fn expected(pairs: Pairs) -> Vec<(String, String)> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn fields_of_the_first_level_are_read_and_the_body_stays() {
        let table: &[(&str, Pairs, &str)] = &[
            (
                "---\ntitle: 'A ''b'''\nseo:\n  title: no\ntags: [x]\nDate: 2024-01-02\n---\nbody",
                &[("title", "A 'b'"), ("date", "2024-01-02")],
                "body",
            ),
            ("---\r\ntitle: A\r\n---\r\nbody", &[("title", "A")], "body"),
            ("\u{feff}---\ntitle: A\n...\nbody", &[("title", "A")], "body"),
            ("+++\ntitle = \"A\"\ndate = 2024-01-02\n+++\nbody", &[("title", "A"), ("date", "2024-01-02")], "body"),
            ("+++\ntitle = \"A\"\nsummary = = x\n+++\nbody", &[("title", "A")], "body"),
            // Broken as a whole: each field for itself.
            ("---\ntitle: \"A\" b\nauthor: @x\ndate: 2024-01-02\n---\nbody", &[("date", "2024-01-02")], "body"),
            ("---\ntitle: A\nbody", &[], "---\ntitle: A\nbody"),
            ("---\nProse here.\n\n---\nbody", &[], "---\nProse here.\n\n---\nbody"),
            ("---\ntitle:\ndeck: null\nlang: en\n---\nbody", &[("lang", "en")], "body"),
            ("---\n---\nbody", &[], "body"),
            ("", &[], ""),
            ("---", &[], "---"),
        ];
        for (text, fields, body) in table {
            assert_eq!(pairs(text), (expected(fields), *body), "{text:?}");
        }
    }

    #[test]
    fn dates_come_with_or_without_a_time() {
        for (value, expected) in [
            ("2023-11-06T09:40:00+01:00", Some("2023-11-06")),
            ("2017-07-05 12:36:52 -0400", Some("2017-07-05")),
            ("2024-03-28", Some("2024-03-28")),
            ("2024/03/28", Some("2024-03-28")),
            ("2024-05", Some("2024-05")),
            ("2024-02-31", None),
            ("soon", None),
        ] {
            assert_eq!(date(value).map(|date| date.to_string()).as_deref(), expected, "{value}");
        }
    }
}

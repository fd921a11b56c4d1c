//! TOML tables as facts and settings read them: every value knows its place, a mistake is written down and reading goes on.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::calendar::PartialDate;
use crate::facts::mistakes::{Kind, Mistakes};
use crate::facts::syntax::{Damage, Section};
use crate::facts::{Place, Placed};
use crate::source::FileId;
use crate::span::Span;
use crate::text::nearest::nearest;

/// What is said of a word that is none of the `known` ones.
pub(crate) fn did_you_mean<'c>(word: &str, known: impl IntoIterator<Item = &'c str>) -> String {
    nearest(word, known).map_or_else(|| "not known".to_owned(), |meant| format!("did you mean `{meant}`?"))
}

/// A TOML value in its file.
#[derive(Clone, Copy)]
pub(crate) struct Item<'a> {
    pub(crate) file: FileId,
    /// Where the section that it was parsed in begins in the file.
    base: usize,
    /// Syntax errors of that section.
    errors: &'a Damage,
    value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Item<'a> {
    /// Its bytes in the file, quotation marks included.
    pub(crate) fn place(&self) -> Place {
        Place { file: self.file, span: Span::from(self.value.span()).shifted(self.base) }
    }

    /// Whether a syntax error lies in it: what it says is not to be relied on, and has been reported.
    pub(crate) fn is_damaged(&self) -> bool {
        let span = self.value.span();
        // The parser gives a value that is not there the place 0..0.
        !self.errors.is_empty() && (span.end == 0 || self.errors.touches(span))
    }

    /// The value, `None` where a syntax error lies in it.
    pub(crate) fn value(&self) -> Option<&'a DeValue<'a>> {
        (!self.is_damaged()).then(|| self.value.get_ref())
    }

    fn inner(&self, value: &'a Spanned<DeValue<'a>>) -> Item<'a> {
        Item { value, ..*self }
    }

    /// The elements of an array, or the value itself where it is none.
    pub(crate) fn elements(&self) -> Vec<Item<'a>> {
        match self.value.get_ref() {
            DeValue::Array(array) => array.iter().map(|value| self.inner(value)).collect(),
            _ => vec![*self],
        }
    }

    /// Whether both say the same: order within lists, quotation marks and a list of one make no difference.
    pub(crate) fn agrees(&self, other: &Item) -> bool {
        agree(self.value.get_ref(), other.value.get_ref())
    }

    /// What a scalar says, without quotation marks; `None` for lists and tables.
    pub(crate) fn written(&self) -> Option<String> {
        written(self.value.get_ref())
    }
}

fn agree(one: &DeValue, other: &DeValue) -> bool {
    match (one, other) {
        (DeValue::Table(one), DeValue::Table(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(key, value)| other.get(key).is_some_and(|same| agree(value.get_ref(), same.get_ref())))
        }
        (DeValue::Array(one), DeValue::Array(other)) => {
            one.len() == other.len()
                && one.iter().all(|value| other.iter().any(|same| agree(value.get_ref(), same.get_ref())))
        }
        (DeValue::Array(list), single) | (single, DeValue::Array(list)) => {
            list.len() == 1 && list.iter().all(|value| agree(value.get_ref(), single))
        }
        _ => match (written(one), written(other)) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        },
    }
}

/// What a string or a number says, a number by its own digits; `None` for anything else.
pub(crate) fn scalar(value: &DeValue) -> Option<String> {
    let said = matches!(value, DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_));
    said.then(|| written(value)).flatten()
}

fn written(value: &DeValue) -> Option<String> {
    Some(match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().trim_start_matches('+').to_owned(),
        DeValue::Integer(number) => match i128::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => number.to_string(),
            Err(_) => number.to_string(),
        },
        DeValue::Float(number) => number.as_str().trim_start_matches('+').to_owned(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(when) => when.to_string(),
        DeValue::Array(_) | DeValue::Table(_) => return None,
    })
}

/// What TOML calls the type of a value, with its article.
fn kind(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A key of a table and what it is set to.
#[derive(Clone, Copy)]
pub(crate) struct Field<'a> {
    pub(crate) key: &'a str,
    pub(crate) key_place: Place,
    pub(crate) item: Item<'a>,
}

impl<'a> Field<'a> {
    fn new(key: &'a Spanned<Cow<'a, str>>, item: Item<'a>) -> Self {
        let span = Span::from(key.span()).shifted(item.base);
        Self { key: key.get_ref(), key_place: Place { file: item.file, span }, item }
    }
}

/// A TOML table under the name by which messages call it.
#[derive(Clone)]
pub(crate) struct Table<'a> {
    /// `person.djuric`, or `titles` for a table inside a value.
    pub(crate) name: String,
    /// The header, or the whole of an inline table.
    pub(crate) place: Place,
    /// Whether keys may have been lost to a syntax error: nothing is to be called missing.
    pub(crate) damaged: bool,
    pub(crate) fields: Vec<Field<'a>>,
}

impl<'a> Table<'a> {
    /// The root table of a section of `file`.
    pub(crate) fn root(section: &'a Section<'a>, file: FileId) -> Self {
        let place = Place { file, span: Span::empty(section.base) };
        let item = |value| Item { file, base: section.base, errors: &section.errors, value };
        let mut fields: Vec<_> = section.table.iter().map(|(key, value)| Field::new(key, item(value))).collect();
        fields.sort_unstable_by_key(|field| field.key_place.span);
        Self { name: String::new(), place, damaged: section.damaged, fields }
    }

    /// A table that was parsed elsewhere, its places counted in the whole file.
    pub(crate) fn parsed(table: &'a DeTable<'static>, file: FileId) -> Self {
        let item = |value| Item { file, base: 0, errors: Damage::NONE, value };
        let mut fields: Vec<_> = table.iter().map(|(key, value)| Field::new(key, item(value))).collect();
        fields.sort_unstable_by_key(|field| field.key_place.span);
        Self { name: String::new(), place: Place { file, span: Span::empty(0) }, damaged: false, fields }
    }

    /// The table that `item` is, if it is one.
    pub(crate) fn of(item: Item<'a>, name: impl Into<String>) -> Option<Self> {
        let DeValue::Table(table) = item.value.get_ref() else { return None };
        let mut fields: Vec<_> = table.iter().map(|(key, value)| Field::new(key, item.inner(value))).collect();
        fields.sort_unstable_by_key(|field| field.key_place.span);
        Some(Self { name: name.into(), place: item.place(), damaged: false, fields })
    }

    /// What `key` is set to.
    pub(crate) fn get(&self, key: &str) -> Option<Item<'a>> {
        self.fields.iter().find(|field| field.key == key).map(|field| field.item)
    }

    /// Whether `key` is set.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// What `key` is set to; its absence is a mistake.
    pub(crate) fn require(&self, key: &str, mistakes: &mut Mistakes) -> Option<Item<'a>> {
        let item = self.get(key);
        if item.is_none() && !self.damaged {
            mistakes.add(self.place, format!("{} has no `{key}`", self.shown()), format!("`{key}` is missing"));
        }
        item
    }

    /// Reports every key that is none of `known`.
    pub(crate) fn check_keys(&self, known: &[&str], mistakes: &mut Mistakes) {
        for field in self.fields.iter().filter(|field| !known.contains(&field.key)) {
            let message = format!("unknown key `{}` in {}", field.key, self.shown());
            let label = did_you_mean(field.key, known.iter().copied());
            let mistake = mistakes.of(Kind::UnknownKey, field.key_place, message, label);
            mistakes.push(mistake.help(format!("known keys: {}", known.join(", "))));
        }
    }

    /// Whether a syntax error lies in it, so that it is to be dropped without another word.
    pub(crate) fn is_damaged(&self) -> bool {
        self.damaged || self.fields.iter().any(|field| field.item.is_damaged())
    }

    /// The name as messages show it.
    pub(crate) fn shown(&self) -> String {
        format!("`{}`", self.name)
    }
}

/// Reads one value of some kind; a mistake is written down under the name of its key.
impl<'a> Item<'a> {
    fn wrong_type(&self, key: &str, wanted: &str, mistakes: &mut Mistakes) {
        let found = kind(self.value.get_ref());
        let message = format!("`{key}` must be {wanted}, not {found}");
        mistakes.push(mistakes.of(Kind::WrongType, self.place(), message, found));
    }

    /// A string that is not empty.
    pub(crate) fn string(&self, key: &str, mistakes: &mut Mistakes) -> Option<Placed<String>> {
        let DeValue::String(text) = self.value()? else {
            self.wrong_type(key, "a string", mistakes);
            return None;
        };
        if text.trim().is_empty() {
            mistakes.add(self.place(), format!("`{key}` is empty"), "nothing is written here");
            return None;
        }
        Some(Placed { value: text.to_string(), place: self.place() })
    }

    /// A string, or a list of them that is not empty.
    pub(crate) fn strings(&self, key: &str, mistakes: &mut Mistakes) -> Vec<Placed<String>> {
        self.list(key, mistakes).iter().filter_map(|item| item.string(key, mistakes)).collect()
    }

    /// The elements of a list that is not empty, or the one value that stands in place of a list.
    pub(crate) fn list(&self, key: &str, mistakes: &mut Mistakes) -> Vec<Item<'a>> {
        match self.value() {
            None => Vec::new(),
            Some(DeValue::Array(array)) if array.is_empty() => {
                let mistake = mistakes.at(self.place(), format!("`{key}` is an empty list"), "nothing is listed here");
                mistakes.push(mistake.help(format!("leave `{key}` out, or list something")));
                Vec::new()
            }
            Some(_) => self.elements(),
        }
    }

    /// `true` or `false`.
    pub(crate) fn flag(&self, key: &str, mistakes: &mut Mistakes) -> Option<bool> {
        match self.value()? {
            DeValue::Boolean(flag) => Some(*flag),
            _ => {
                self.wrong_type(key, "true or false", mistakes);
                None
            }
        }
    }

    /// A day, a month or a year: a TOML date, a TOML date and time (of which the date counts), a string, or a year as a number.
    pub(crate) fn date(&self, key: &str, mistakes: &mut Mistakes) -> Option<Placed<PartialDate>> {
        let value = self.value()?;
        if !matches!(value, DeValue::String(_) | DeValue::Integer(_) | DeValue::Datetime(_)) {
            self.wrong_type(key, "a date", mistakes);
            return None;
        }
        if let Some(date) = written(value).as_deref().and_then(PartialDate::parse) {
            return Some(Placed { value: date, place: self.place() });
        }
        let text = written(value).unwrap_or_default();
        let mistake = mistakes.at(self.place(), format!("`{key}` is no date: {text}"), "no such day, month or year");
        mistakes.push(mistake.help("write 2024-05-02, \"2024-05\" or \"2024\""));
        None
    }

    /// One of a few words.
    pub(crate) fn choice<T: Copy>(&self, key: &str, words: &[(&str, T)], mistakes: &mut Mistakes) -> Option<T> {
        let word = self.string(key, mistakes)?;
        if let Some((_, meaning)) = words.iter().find(|(known, _)| *known == word.value) {
            return Some(*meaning);
        }
        let known = || words.iter().map(|(known, _)| *known);
        let listed = known().map(|known| format!("\"{known}\"")).collect::<Vec<_>>().join(", ");
        let message = format!("`{key}` cannot be \"{}\"", word.value);
        let mistake = mistakes.at(word.place, message, did_you_mean(&word.value, known()));
        mistakes.push(mistake.help(format!("`{key}` is one of {listed}")));
        None
    }

    /// A table with these keys.
    pub(crate) fn table(&self, key: &str, known: &[&str], mistakes: &mut Mistakes) -> Option<Table<'a>> {
        let table = self.plain_table(key, mistakes)?;
        table.check_keys(known, mistakes);
        Some(table)
    }

    /// A table with any keys.
    pub(crate) fn plain_table(&self, key: &str, mistakes: &mut Mistakes) -> Option<Table<'a>> {
        self.value()?;
        let table = Table::of(*self, key);
        if table.is_none() {
            self.wrong_type(key, "a table", mistakes);
        }
        table
    }

    /// The words of a string or the digits of a number, as they are written.
    pub(crate) fn literal(&self, key: &str, mistakes: &mut Mistakes) -> Option<Placed<String>> {
        match self.value()? {
            DeValue::String(_) => self.string(key, mistakes),
            value @ (DeValue::Integer(_) | DeValue::Float(_)) => {
                written(value).map(|value| Placed { value, place: self.place() })
            }
            _ => {
                self.wrong_type(key, "a string or a number", mistakes);
                None
            }
        }
    }
}

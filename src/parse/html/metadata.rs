//! What a page says of itself: when it was published, its title, its language.

use serde_json::Value;

use super::tokens::Tag;
use crate::calendar::PartialDate;
use crate::document::Metadata;
use crate::parse::frontmatter;

/// Where a date of publication may be written, the most telling place first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// `<meta property="article:published_time">`, of the Open Graph protocol.
    OpenGraph,
    /// `datePublished` of schema.org, as microdata.
    Microdata,
    /// `datePublished` of schema.org, in a script of JSON-LD.
    JsonLd,
    /// `<meta name="date">`, Dublin Core, and the like.
    Named,
    /// `<time>` that says so itself.
    MarkedTime,
    /// The first `<time>` of a header.
    HeaderTime,
}

/// Names of `<meta>` for the date of publication.
const NAMES: &[&str] = &[
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "parsely-pub-date",
    "pubdate",
    "publish-date",
    "publish_date",
    "sailthru.date",
];

/// Classes of `<time>` for the date of publication: microformats, and what WordPress writes.
const CLASSES: &[&str] = &["dt-published", "published", "entry-date", "pubdate"];

/// Gathers what the page says of itself.
#[derive(Debug, Default)]
pub struct Gathered {
    date: Option<(Place, PartialDate)>,
    title: Option<String>,
    language: Option<String>,
}

impl Gathered {
    /// Reads a tag; `in_header` says whether it stands in a `<header>`.
    pub fn tag(&mut self, tag: &Tag, in_header: bool) {
        match &*tag.name {
            "html" => {
                let language = tag.value("lang").or_else(|| tag.value("xml:lang")).map(str::trim);
                self.language = self.language.take().or(language.filter(|tag| !tag.is_empty()).map(str::to_owned));
            }
            "meta" => {
                if let Some(place) = meta(tag) {
                    self.date(place, tag.value("content").unwrap_or_default());
                }
            }
            "time" => {
                let value = tag.value("datetime").unwrap_or_default();
                if tag.has("itemprop", &["datePublished"]) {
                    self.date(Place::Microdata, value);
                } else if tag.attribute("pubdate").is_some() || tag.has("class", CLASSES) {
                    self.date(Place::MarkedTime, value);
                } else if in_header {
                    self.date(Place::HeaderTime, value);
                }
            }
            _ => {}
        }
    }

    /// Reads a script of JSON-LD.
    pub fn json_ld(&mut self, script: &str) {
        let Ok(value) = serde_json::from_str::<Value>(script) else { return };
        if let Some(date) = published(&value) {
            self.date(Place::JsonLd, date);
        }
    }

    /// Takes the title of the page.
    pub fn title(&mut self, title: &str) {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        self.title = self.title.take().or(Some(title).filter(|title| !title.is_empty()));
    }

    /// The first date of the most telling place stays.
    fn date(&mut self, place: Place, value: &str) {
        if self.date.is_none_or(|(known, _)| place < known)
            && let Some(date) = frontmatter::date(value)
        {
            self.date = Some((place, date));
        }
    }

    /// What was found, completed by `front`, the page's front matter.
    pub fn or(self, front: Metadata) -> Metadata {
        Metadata {
            date: front.date.or(self.date.map(|(_, date)| date)),
            title: front.title.or(self.title),
            language: front.language.or(self.language),
            sources: front.sources,
        }
    }
}

/// What date a `<meta>` holds.
fn meta(tag: &Tag) -> Option<Place> {
    if tag.has("property", &["article:published_time"]) || tag.has("name", &["article:published_time"]) {
        Some(Place::OpenGraph)
    } else if tag.has("itemprop", &["datePublished"]) {
        Some(Place::Microdata)
    } else if tag.has("name", NAMES) {
        Some(Place::Named)
    } else {
        None
    }
}

/// The date of publication of the first thing that JSON-LD describes and that has one.
fn published(value: &Value) -> Option<&str> {
    match value {
        Value::Array(things) => things.iter().find_map(published),
        Value::Object(thing) => match thing.get("datePublished") {
            Some(Value::String(date)) => Some(date),
            _ => thing.get("@graph").and_then(published),
        },
        _ => None,
    }
}

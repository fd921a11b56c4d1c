//! The XML of a document's parts, by namespace: prefixes are anybody's choice.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event as Raw};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use crate::parse::unreadable::Cause;

/// Which vocabulary an element belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// WordprocessingML, transitional or strict (ISO/IEC 29500).
    Word,
    /// Alternatives for older programs.
    Compatibility,
    /// Dublin Core.
    DublinCore,
    Other,
}

/// An element that begins.
pub struct Element<'a> {
    pub space: Space,
    pub name: &'a str,
    start: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// The value of the attribute whose name is `name` but for its prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes().flatten();
        let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
        Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    }

    /// Whether a switch is on: it is unless it says that it is off.
    pub fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off"))
    }
}

/// What is read in a part. An empty element begins and ends.
pub enum Event<'a> {
    Start(Element<'a>),
    End(Space, &'a str),
    Text(Cow<'a, str>),
}

/// Reads the part called `part`.
pub fn read(part: &str, text: &str, mut on: impl FnMut(Event)) -> Result<(), Cause> {
    let damaged = |error: &dyn std::fmt::Display| Cause::Damaged(format!("{part}: {error}"));
    let mut reader = NsReader::from_str(text.trim_start_matches('\u{feff}'));
    let mut depth = 0usize;
    loop {
        let (space, event) = reader.read_resolved_event().map_err(|error| damaged(&error))?;
        let space = space_of(&space);
        match &event {
            Raw::Start(start) => {
                depth += 1;
                on(Event::Start(Element { space, name: start.local_name().into_inner(), start }));
            }
            Raw::Empty(start) => {
                let name = start.local_name().into_inner();
                on(Event::Start(Element { space, name, start }));
                on(Event::End(space, name));
            }
            Raw::End(end) => {
                depth = depth.saturating_sub(1);
                on(Event::End(space, end.local_name().into_inner()));
            }
            Raw::Text(text) => on(Event::Text(text.xml10_content())),
            Raw::CData(text) => on(Event::Text(text.xml10_content())),
            Raw::GeneralRef(reference) => on(Event::Text(Cow::Owned(resolve(reference)))),
            Raw::Eof if depth > 0 => return Err(damaged(&"it breaks off")),
            Raw::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn space_of(resolved: &ResolveResult) -> Space {
    match resolved {
        ResolveResult::Bound(Namespace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )) => Space::Word,
        ResolveResult::Bound(Namespace("http://schemas.openxmlformats.org/markup-compatibility/2006")) => {
            Space::Compatibility
        }
        ResolveResult::Bound(Namespace("http://purl.org/dc/elements/1.1/")) => Space::DublinCore,
        _ => Space::Other,
    }
}

/// What a reference stands for; one of an unknown name, or to no character, stands for itself.
fn resolve(reference: &BytesRef) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => character.to_string(),
        _ => {
            let name = &**reference;
            quick_xml::escape::resolve_predefined_entity(name).map_or_else(|| format!("&{name};"), str::to_owned)
        }
    }
}

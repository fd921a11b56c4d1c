//! The titles that a draft gives to persons, as other drafts may give others.

use crate::claim::Case;
use crate::claim::title::Office;
use crate::claim::title::within::Holder;
use crate::span::Span;
use crate::text::fold::fold;

/// A person with the titles that a draft gives them.
#[derive(Clone, Debug)]
pub struct PersonSummary {
    /// First name and surname, folded.
    pub key: Box<str>,
    /// As the draft first names them.
    pub name: Box<str>,
    /// Whether the draft tells that the person's office changed, or of other times.
    pub changes: bool,
    /// In the order of the draft.
    pub titles: Vec<TitleSummary>,
}

/// A title that a person holds now.
#[derive(Clone, Debug)]
pub struct TitleSummary {
    pub office: Office,
    /// Bytes of the draft.
    pub span: Span,
    /// The draft's words: "Foreign Minister".
    pub text: Box<str>,
}

/// Everybody who holds a title, or of whom a change is told.
pub fn of_draft(case: &Case, holders: &[Holder]) -> Vec<PersonSummary> {
    let telling = holders.iter().filter(|holder| holder.changes || !holder.titles.is_empty());
    telling.map(|holder| summary(case, holder)).collect()
}

fn summary(case: &Case, holder: &Holder) -> PersonSummary {
    let titles = holder.titles.iter().map(|title| TitleSummary {
        office: title.office.clone(),
        span: case.document.source_span(title.span),
        text: case.document.text(title.span).into(),
    });
    let words: Vec<String> = holder.person.split_whitespace().map(fold).collect();
    let ends = [words.first(), words.last()].map(|word| word.map_or("", String::as_str));
    PersonSummary {
        key: ends.join(" ").into(),
        name: holder.person.as_str().into(),
        changes: holder.changes,
        titles: titles.collect(),
    }
}

//! The names of a draft, as other drafts may spell them otherwise.

use rustc_hash::FxHashSet;

use crate::claim::Case;
use crate::mention::proper::{ProperKind, ProperName};
use crate::span::Span;
use crate::text::words::without_possessive;

/// A name of several words in one spelling.
#[derive(Clone, Debug)]
pub struct NameSummary {
    /// Its words, folded, with a blank between them.
    pub key: Box<str>,
    /// Whether it is written with letters beyond ASCII. What folds to one key may be written with them and without.
    pub accented: bool,
    pub person: bool,
    /// Bytes of the draft, where it stands first.
    pub span: Span,
    /// The draft's words.
    pub text: Box<str>,
}

/// Words of a name at most; what goes on longer is a list.
const LONGEST: usize = 6;

/// Every name of several words that is the draft's own to spell: in no quotation, in no line where all words have capitals, and not
/// recorded.
pub fn of_draft(case: &Case) -> Vec<NameSummary> {
    let mut seen: FxHashSet<(Box<str>, bool)> = FxHashSet::default();
    let own = case.mentions.proper.iter().filter(|name| {
        (2..=LONGEST).contains(&name.words.len())
            && !name.styled
            && !name.cut
            && !case.mentions.is_quoted(name.span)
            && !case.mentions.is_recorded(name.span)
    });
    let mut names: Vec<NameSummary> = own.map(|name| summary(case, name)).collect();
    names.retain(|name| seen.insert((name.key.clone(), name.accented)));
    names
}

fn summary(case: &Case, name: &ProperName) -> NameSummary {
    let document = case.document;
    let word =
        |&at: &usize| document.tokens.get(at).map_or("", |token| without_possessive(token.text(&document.prose)));
    NameSummary {
        key: name.keys.join(" ").into(),
        accented: !name.words.iter().map(word).all(str::is_ascii),
        person: name.kind == ProperKind::Person,
        span: document.source_span(name.span),
        text: document.text(name.span).into(),
    }
}

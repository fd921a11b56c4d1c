//! What the tests of checks of the fact base have in common.

use crate::calendar::PartialDate;
use crate::check::{OfRecord, Record};
use crate::facts;
use crate::lexicon::Lexicon;
use crate::source::{SourceFile, Sources};

/// The messages of what is found in a fact file, which must be sound.
pub(crate) fn messages(find: OfRecord, text: &str, date: Option<PartialDate>) -> Vec<String> {
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("facts.toml", text));
    let loaded = facts::load(&sources, &[file], &Lexicon::english());
    assert_eq!(loaded.diagnostics, [], "{text}");
    find(&Record { facts: &loaded.facts, date, met: None }).into_iter().map(|found| found.message).collect()
}

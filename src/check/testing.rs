//! What the tests of checks of the fact base have in common.

use crate::calendar::PartialDate;
use crate::check::{OfRecord, Record};
use crate::facts;
use crate::lexicon::Lexicon;
use crate::settings::options::Options;
use crate::source::{SourceFile, Sources};

/// The messages of what is found in a fact file, which must be sound.
pub(crate) fn messages(find: OfRecord, text: &str, date: Option<PartialDate>) -> Vec<String> {
    messages_with(find, text, date, &Options::default())
}

/// The same with options of checks.
pub(crate) fn messages_with(find: OfRecord, text: &str, date: Option<PartialDate>, options: &Options) -> Vec<String> {
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("facts.toml", text));
    let loaded = facts::load(&sources, &[file], &Lexicon::english());
    assert_eq!(loaded.diagnostics, [], "{text}");
    let record = Record { facts: &loaded.facts, date, options, met: None };
    find(&record).into_iter().map(|found| found.message).collect()
}

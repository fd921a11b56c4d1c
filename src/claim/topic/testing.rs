//! Topics of drafts written in tests.

use std::sync::Arc;

use crate::claim::topic::{Topic, of_each};
use crate::claim::{Case, Index};
use crate::facts::FactBase;
use crate::lexicon::Lexicon;
use crate::mention;
use crate::parse::{Format, parse};
use crate::settings::DateOrigin;
use crate::source::SourceFile;

/// Reads a Markdown draft without any facts and gives its topics to `then`.
pub fn with_topics<T>(draft: &str, then: impl FnOnce(&Case, &[Topic]) -> T) -> T {
    let lexicon = Lexicon::english();
    let facts = FactBase::default();
    let index = Index::new(&facts, &lexicon);
    let source = Arc::new(SourceFile::new("draft.md", draft));
    let document = parse(source, Format::Markdown { mdx: false }, &lexicon);
    let mentions = mention::find(&document, &facts, &index.names, &lexicon);
    let date = document.meta.date.map(|date| (date, DateOrigin::Draft));
    let case = Case { document: &document, mentions: &mentions, facts: &facts, index: &index, lexicon: &lexicon, date };
    let topics = of_each(&case);
    then(&case, &topics)
}

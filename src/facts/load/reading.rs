//! What values are read by and looked up in.

use rustc_hash::FxHashMap;

use crate::diagnostic::Citation;
use crate::facts::load::names::{Names, Slips};
use crate::lexicon::Lexicon;
use crate::quantity::Quantity;
use crate::source::FileId;

/// Reads the file that a `value_from` names: the fact file it stands in, and the path as it is written there. Yields the text, or
/// why there is none.
pub type ReadFile<'r> = dyn Fn(FileId, &str) -> Result<String, String> + 'r;

/// What values are read by.
pub(crate) struct Means<'m> {
    pub(crate) lexicon: &'m Lexicon,
    pub(crate) read: &'m ReadFile<'m>,
    /// The grammar of drafts.
    pub(crate) quantity: &'m dyn Fn(&str) -> Option<Quantity>,
}

/// What the readers of facts look up.
pub(crate) struct Reading<'a, 'm> {
    pub(crate) means: &'m Means<'m>,
    pub(crate) names: Names<'a>,
    /// Sources by id; `None` for one with a mistake.
    pub(crate) citations: FxHashMap<&'a str, Option<Citation>>,
    /// Slips in ids of sources.
    pub(crate) source_slips: Slips<'a>,
}

//! The list of checks. Adding one touches its file, its page, its fixtures and this list.

pub mod quote_altered;
pub mod title_mismatch;

use crate::check::Check;

/// Every check, in the order of the table in the README.
pub static ALL: &[&Check] = &[&quote_altered::CHECK, &title_mismatch::CHECK];

/// The check called `name`.
pub fn by_name(name: &str) -> Option<&'static Check> {
    ALL.iter().copied().find(|check| check.name == name)
}

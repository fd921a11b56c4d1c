//! The list of checks. Adding one touches its file, its page, its fixtures and this list.

pub mod unreadable_draft;

use crate::check::Check;

/// Every check, in the order of the table in the README.
pub static ALL: &[&Check] = &[&unreadable_draft::CHECK];

/// The check called `name`.
pub fn by_name(name: &str) -> Option<&'static Check> {
    ALL.iter().copied().find(|check| check.name == name)
}

//! The list of checks. Adding one touches its file, its page, its fixtures and this list.

use crate::check::Check;

/// Every check, in the order of the table in the README.
pub static ALL: &[&Check] = &[];

/// The check called `name`.
pub fn by_name(name: &str) -> Option<&'static Check> {
    ALL.iter().copied().find(|check| check.name == name)
}

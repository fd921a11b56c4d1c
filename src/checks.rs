//! The list of checks. Adding one touches its file, its page, its fixtures and this list.

<<<<<<< HEAD
pub mod abbreviation;
pub mod broken_line;
pub mod impossible_date;
pub mod leftover_marker;
pub mod quote_marks;
pub mod weekday_mismatch;
=======
pub mod quote_altered;
>>>>>>> titles

use crate::check::Check;

/// Every check, in the order of the table in the README.
<<<<<<< HEAD
pub static ALL: &[&Check] = &[
    &weekday_mismatch::CHECK,
    &impossible_date::CHECK,
    &abbreviation::CHECK,
    &quote_marks::CHECK,
    &broken_line::CHECK,
    &leftover_marker::CHECK,
];
=======
pub static ALL: &[&Check] = &[&quote_altered::CHECK];
>>>>>>> titles

/// The check called `name`.
pub fn by_name(name: &str) -> Option<&'static Check> {
    ALL.iter().copied().find(|check| check.name == name)
}

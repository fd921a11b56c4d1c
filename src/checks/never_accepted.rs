//! `never-accepted`: a form of a name is both accepted and always wrong.

use crate::check::{Category, Check};
use crate::settings::Level;

/// Reported where fact files are read: by `facts::load`.
pub static CHECK: Check = Check {
    name: "never-accepted",
    summary: "A form of a name is both accepted and always wrong.",
    category: Category::Record,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/never-accepted.md"),
    run: None,
};

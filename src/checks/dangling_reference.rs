//! `dangling-reference`: a fact refers to an id that nothing defines.

use crate::check::{Category, Check};
use crate::settings::Level;

/// Reported where fact files are read: by `facts::load`.
pub static CHECK: Check = Check {
    name: "dangling-reference",
    summary: "A fact refers to an id that nothing defines.",
    category: Category::Record,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/dangling-reference.md"),
    run: None,
};

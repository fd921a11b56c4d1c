//! `unknown-key`: a key or table of a fact file is none that there is.

use crate::check::{Category, Check};
use crate::settings::Level;

/// Reported where fact files are read: by `facts::load`.
pub static CHECK: Check = Check {
    name: "unknown-key",
    summary: "A key or table of a fact file is none that there is.",
    category: Category::Record,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/unknown-key.md"),
    run: None,
};

//! `conflicting-definition`: two definitions in the fact files cannot both hold.

use crate::check::{Category, Check};
use crate::settings::Level;

/// Reported where fact files are read: by `facts::load`.
pub static CHECK: Check = Check {
    name: "conflicting-definition",
    summary: "Two definitions in the fact files cannot both hold.",
    category: Category::Record,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/conflicting-definition.md"),
    run: None,
};

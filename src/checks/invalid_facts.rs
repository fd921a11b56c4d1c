//! `invalid-facts`: something in a fact file cannot be read or contradicts itself.

use crate::check::{Category, Check};
use crate::settings::Level;

/// Reported where the input is read: by `facts::load`.
pub static CHECK: Check = Check {
    name: "invalid-facts",
    summary: "Something in a fact file cannot be read, or contradicts itself.",
    category: Category::Input,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/invalid-facts.md"),
    run: None,
};

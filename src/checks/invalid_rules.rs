//! `invalid-rules`: something in a rules file cannot be read, or does not hold.

use crate::check::{Category, Check};
use crate::settings::Level;

/// Reported where the input is read: by `settings::load_rules` and `pattern::load`.
pub static CHECK: Check = Check {
    name: "invalid-rules",
    summary: "Something in a rules file cannot be read, or an example does not hold.",
    category: Category::Input,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/invalid-rules.md"),
    run: None,
};

//! `invalid-settings`: something in the settings cannot be read.

use crate::check::{Category, Check};
use crate::settings::Level;

/// Reported where the input is read: by `settings::load`.
pub static CHECK: Check = Check {
    name: "invalid-settings",
    summary: "Something in `factlint.toml` cannot be read.",
    category: Category::Input,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/invalid-settings.md"),
    run: None,
};

//! `unknown-check`: the settings name a check that does not exist.

use crate::check::{Category, Check};
use crate::settings::Level;

/// Reported where the input is read: by `settings::load`.
pub static CHECK: Check = Check {
    name: "unknown-check",
    summary: "The settings, or an instruction to ignore a check, name one that does not exist.",
    category: Category::Input,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/unknown-check.md"),
    run: None,
};

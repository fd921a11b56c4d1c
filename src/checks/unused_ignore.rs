//! `unused-ignore`: an instruction to ignore a check hides nothing.

use crate::check::{Category, Check};
use crate::settings::Level;

/// Reported where findings are let stand: by `suppress::apply`.
pub static CHECK: Check = Check {
    name: "unused-ignore",
    summary: "An instruction to ignore a check hides nothing.",
    category: Category::Input,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/unused-ignore.md"),
    run: None,
};

//! `ignore-without-reason`: an instruction to ignore a check gives no reason.

use crate::check::{Category, Check};
use crate::settings::Level;

/// Reported where findings are let stand: by `suppress::apply`.
pub static CHECK: Check = Check {
    name: "ignore-without-reason",
    summary: "An instruction to ignore a check gives no reason.",
    category: Category::Input,
    default: Level::Note,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/ignore-without-reason.md"),
    run: None,
};

//! `wrong-type`: a value of a fact file is of another type than its key wants.

use crate::check::{Category, Check};
use crate::settings::Level;

/// Reported where fact files are read: by `facts::load`.
pub static CHECK: Check = Check {
    name: "wrong-type",
    summary: "A value of a fact file is of another type than its key wants.",
    category: Category::Record,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/wrong-type.md"),
    run: None,
};

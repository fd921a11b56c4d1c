//! The fact base: what an editor has written down, every value with its place.

pub mod load;
pub(crate) mod mistakes;
pub mod model;
pub(crate) mod syntax;
pub(crate) mod table;

pub use load::{Files, Loaded, ReadFile, SETTINGS_KEYS, TABLES, load, load_with};
pub use model::*;

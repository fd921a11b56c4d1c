//! Rules files: packs of levels for checks.

pub mod packs;

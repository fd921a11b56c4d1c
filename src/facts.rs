//! The fact base: what an editor has written down, every value with its place.

pub mod load;
pub mod model;

pub use load::{Loaded, load};
pub use model::*;

//! Words, sentences, stems and folded keys: what every finder of mentions reads.

pub mod addresses;
pub mod fold;
pub mod nearest;
pub mod opening;
pub mod sentences;
pub mod stem;
pub mod words;

pub use words::{Token, TokenKind, tokenize};

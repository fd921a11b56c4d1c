//! Units, their dimensions and conversion factors.

use rust_decimal::Decimal;

/// What kind of thing a unit measures.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Things that are counted; the unit's name is the stem of the noun.
    Count,
    Percent,
    /// Percentage points and basis points.
    Points,
    /// Money; the unit's name is the ISO 4217 code.
    Money,
    /// Any other dimension of the lexicon: length, mass, speed, data, duration, temperature, …
    Measured(String),
}

/// What a number is counted in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    pub dimension: Dimension,
    /// The unit's name in the lexicon, an ISO 4217 code, or the stem of a counted noun; empty for a bare number.
    pub name: String,
    /// How many base units of the dimension it is.
    pub factor: Decimal,
    /// Added after the factor, for temperatures.
    pub offset: Decimal,
}

//! Units, their dimensions and conversion factors.

use rust_decimal::Decimal;

/// What kind of thing a unit measures.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Things that are counted, or a bare number.
    Count,
    Percent,
    /// Percentage points and basis points.
    Points,
    /// Money; the unit's name is the ISO 4217 code.
    Money,
    /// Any other dimension of the lexicon: length, mass, speed, data, duration, temperature, …
    Measured(String),
}

impl Dimension {
    /// Whether it is the dimension of the lexicon called `name`: "duration", "temperature".
    pub fn is(&self, name: &str) -> bool {
        matches!(self, Dimension::Measured(own) if own == name)
    }
}

/// What a number is counted in. How its currency is written makes no other unit of it: "$" and "US$" are equal.
#[derive(Clone, Debug)]
pub struct Unit {
    pub dimension: Dimension,
    /// The unit's first name in the lexicon or an ISO 4217 code; empty for counts and percentages.
    pub name: String,
    /// The currency whose bare sign may mean this one too: "USD" of Australian dollars.
    pub bare_sign_of: Option<Box<str>>,
    /// Whether it is written with a sign or word that other currencies have too: "$", but not "US$".
    pub bare: bool,
    /// How many base units of the dimension it is.
    pub factor: Decimal,
    /// Added after the factor, for temperatures.
    pub offset: Decimal,
}

/// The name of the dimension of marks on a scale: its units are named by the best mark.
pub const RATING: &str = "rating";

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

impl Eq for Unit {}

impl std::hash::Hash for Unit {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.parts().hash(state);
    }
}

impl Unit {
    /// What makes two units the same.
    fn parts(&self) -> (&Dimension, &str, Decimal, Decimal) {
        (&self.dimension, &self.name, self.factor, self.offset)
    }

    /// Whether it is a mark on a scale.
    pub fn is_rating(&self) -> bool {
        self.dimension.is(RATING)
    }

    /// A unit without an offset.
    pub fn new(dimension: Dimension, name: &str, factor: Decimal) -> Self {
        Self { dimension, name: name.to_string(), bare_sign_of: None, bare: false, factor, offset: Decimal::ZERO }
    }

    /// A bare number.
    pub fn count() -> Self {
        Self::new(Dimension::Count, "", Decimal::ONE)
    }

    /// Whether values of the two can be compared at all: one dimension, and for money one currency.
    pub fn comparable(&self, other: &Unit) -> bool {
        self.dimension == other.dimension && (self.dimension != Dimension::Money || self.name == other.name)
    }

    /// How many of the smaller unit `small` of the same measure make one of these; `None` for temperatures and other kinds.
    pub fn steps_of(&self, small: &Unit) -> Option<Decimal> {
        let of_kind = matches!(self.dimension, Dimension::Measured(_)) && self.dimension == small.dimension;
        let scaled = self.offset.is_zero() && small.offset.is_zero();
        self.factor.checked_div(small.factor).filter(|step| of_kind && scaled && *step > Decimal::ONE)
    }

    /// Whether one is written with a bare sign of money that may mean the other: "$" of Australian dollars, but not "US$".
    pub fn shares_sign(&self, other: &Unit) -> bool {
        let meant = |a: &Unit, b: &Unit| b.bare && a.bare_sign_of.as_deref() == Some(b.name.as_str());
        self.factor == other.factor && (meant(self, other) || meant(other, self))
    }

    /// Whether values of the two need no conversion.
    pub fn same_scale(&self, other: &Unit) -> bool {
        self.factor == other.factor && self.offset == other.offset
    }

    /// `value` in base units of the dimension, `None` on overflow.
    pub fn to_base(&self, value: Decimal) -> Option<Decimal> {
        value.checked_mul(self.factor)?.checked_add(self.offset)
    }
}

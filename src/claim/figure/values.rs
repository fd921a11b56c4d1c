//! The recorded values of figures by their digits.

use rustc_hash::FxHashMap;

use crate::facts::FactBase;
use crate::quantity::{Digits, Dimension, Number, Quantity};

/// Recorded values by their digits.
#[derive(Debug, Default)]
pub struct Values(FxHashMap<Signature, Vec<(usize, usize)>>);

/// The dimension and the digits of a value without noughts at its end, whatever their order and the decimal point.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Signature {
    dimension: Dimension,
    digits: Vec<u8>,
}

impl Values {
    /// The values of all figures.
    pub fn new(facts: &FactBase) -> Self {
        let mut values: FxHashMap<Signature, Vec<(usize, usize)>> = FxHashMap::default();
        for (index, figure) in facts.figures.iter().enumerate() {
            for (entry, value) in figure.values.iter().enumerate() {
                for signature in Signature::all(&value.quantity) {
                    let list = values.entry(signature).or_default();
                    if list.last() != Some(&(index, entry)) {
                        list.push((index, entry));
                    }
                }
            }
        }
        Self(values)
    }

    /// Figures and their entries whose value has the digits of `quantity`.
    pub fn alike(&self, quantity: &Quantity) -> &[(usize, usize)] {
        Signature::of(quantity).and_then(|signature| self.0.get(&signature)).map_or(&[], Vec::as_slice)
    }
}

impl Signature {
    fn of(quantity: &Quantity) -> Option<Self> {
        digits(quantity).map(|digits| Self::new(quantity, digits.digits))
    }

    /// Those of the value as it is written and as it may be rounded.
    fn all(quantity: &Quantity) -> Vec<Self> {
        let Some(digits) = digits(quantity) else { return Vec::new() };
        let lengths = 2..=digits.digits.len().max(1);
        let mut all: Vec<Self> = lengths.flat_map(|len| digits.at(len)).map(|at| Self::new(quantity, at)).collect();
        all.push(Self::new(quantity, digits.digits));
        all
    }

    fn new(quantity: &Quantity, mut digits: Vec<u8>) -> Self {
        while digits.last() == Some(&0) {
            digits.pop();
        }
        digits.sort_unstable();
        Self { dimension: quantity.unit.dimension.clone(), digits }
    }
}

/// The digits of a value that is one number and not zero.
pub fn digits(quantity: &Quantity) -> Option<Digits> {
    let Number::Point(value) = quantity.number else { return None };
    (!value.is_zero()).then(|| Digits::of(value))
}

//! Marks on a scale: "4.4 out of 5".

use rust_decimal::Decimal;

use crate::quantity::grammar::{Scanner, number};
use crate::quantity::units::RATING;
use crate::quantity::{Dimension, Quantity, Unit};

impl Scanner<'_> {
    /// "4.4 out of 5", "4.4/5": a mark on a scale. Of two whole numbers ("8 out of 10") only the whole of a recorded value: in a draft it
    /// may as well be a share.
    pub(super) fn rating(&self, at: usize) -> Option<(Quantity, usize)> {
        let amount = number::amount(self, at, false).filter(|amount| !amount.scaled())?;
        let slash = self.is(amount.end, '/') && self.touches(amount.end) && self.touches(amount.end + 1);
        let length = match self.numbers.out_of.starting(self.prose, self.tokens, amount.end) {
            Some((length, ())) => length,
            None => usize::from(slash),
        };
        let best = number::amount(self, amount.end + length, false).filter(|best| length > 0 && !best.scaled())?;
        let end = best.end;
        let recorded = at == 0 && end == self.tokens.len();
        let scale = (Decimal::ONE..=Decimal::ONE_HUNDRED).contains(&best.value) && best.value.fract().is_zero();
        if !scale || amount.value > best.value || (amount.value.fract().is_zero() && !recorded) {
            return None;
        }
        let factor = Decimal::ONE.checked_div(best.value)?;
        let unit = Unit::new(Dimension::Measured(RATING.into()), &format!("of {}", best.value), factor);
        let quantity = self.read_whole(at, end, amount.value, unit, amount.place);
        Some((Quantity { worded: amount.worded, ..quantity }, end))
    }
}

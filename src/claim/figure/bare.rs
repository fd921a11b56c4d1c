//! Quantities that leave out the unit of the record.

use rust_decimal::Decimal;

use crate::quantity::{Dimension, Number, Quantity, Unit};

/// The claim in the unit of the record, where a draft may leave that out: "41.2 mln" in a table of money, "4.4 stars" or "eight out of ten" of
/// a mark on a scale.
pub fn assumed(claim: &Quantity, unit: &Unit) -> Option<Quantity> {
    let number = match claim.number {
        Number::Share(percent) if unit.is_rating() => {
            let best = Decimal::ONE.checked_div(unit.factor)?;
            Number::Point(percent.checked_mul(best)?.checked_div(Decimal::ONE_HUNDRED)?.round_dp(6))
        }
        number => number,
    };
    is_unit_left_out(claim, unit).then(|| Quantity { unit: unit.clone(), number, ..claim.clone() })
}

/// Whether the claim may be of the record's unit though it has another or none.
pub fn is_unit_left_out(claim: &Quantity, unit: &Unit) -> bool {
    let bare = claim.unit == Unit::count();
    let money = claim.scaled && bare && unit.dimension == Dimension::Money;
    money || unit.is_rating() && (bare || matches!(claim.number, Number::Share(_)))
}

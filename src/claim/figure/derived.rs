//! Changes that follow from two recorded values: "up 6.5 points", "rose 17%", "grew by $134 million", "doubled".
//!
//! A change is held against the values of one series. It differs only where no rounding of the printed values and no cutting off of
//! digits explains it, and only where there are just two values, so that it is clear which change is meant.

use rust_decimal::Decimal;

use crate::claim::figure::role::{Place, Role};
use crate::claim::figure::scene::Scene;
use crate::facts::{Figure, FigureValue};
use crate::quantity::{self, Comparison, Dimension, Hedge, Number, Quantity, Relation};

/// Whether the quantity can be the change between two values of the figure.
pub fn is_change(scene: &Scene, quantity: &Quantity, place: &Place, index: usize) -> bool {
    let figure = &scene.case.facts.figures[index];
    let ratio = matches!(quantity.number, Number::Ratio(_));
    let told = ratio || (place.role == Role::Change && !scene.case.index.figures.measures_change(index));
    told && figure.values.len() >= 2 && compare(quantity, figure).is_some()
}

/// How two values are compared.
#[derive(Clone, Copy)]
enum Kind {
    /// "up 6.5 points", "by $134 million": the one less the other.
    Difference,
    /// "17%": of the earlier one.
    Percent,
    /// "doubled": the one divided by the other.
    Ratio,
}

impl Kind {
    fn of(quantity: &Quantity, figure: &Figure) -> Option<Self> {
        let recorded = &figure.values[0].quantity.unit;
        let share = recorded.dimension == Dimension::Percent;
        match (&quantity.unit.dimension, quantity.number) {
            (_, Number::Ratio(_)) => Some(Kind::Ratio),
            (Dimension::Points, Number::Point(_)) => share.then_some(Kind::Difference),
            // "up 5%" of a percentage may be meant in points.
            (Dimension::Percent, Number::Point(_)) => (!share).then_some(Kind::Percent),
            (_, Number::Point(_)) => quantity.unit.comparable(recorded).then_some(Kind::Difference),
            _ => None,
        }
    }
}

/// What comes of holding a change against a series: the later of the two values it was compared with, and how it stands to them.
/// `None` where nothing can be said.
pub fn compare(quantity: &Quantity, figure: &Figure) -> Option<(usize, Comparison)> {
    let kind = Kind::of(quantity, figure)?;
    let mut order: Vec<usize> = (0..figure.values.len()).collect();
    order.sort_by_key(|&entry| begins(&figure.values[entry]));
    let mut last = None;
    for (at, &later) in order.iter().enumerate().skip(1) {
        for &earlier in order[..at].iter().rev() {
            let relation = relate(quantity, kind, &figure.values[earlier].quantity, &figure.values[later].quantity)?;
            let comparison = Comparison::of(relation);
            if relation == Relation::Supported {
                return Some((later, comparison));
            }
            last = Some((later, comparison));
        }
    }
    last.filter(|_| order.len() == 2)
}

fn begins(value: &FigureValue) -> Option<jiff::civil::Date> {
    let period = value.period.as_ref().map(|period| period.value.start);
    period.or_else(|| value.from.map(|from| from.earliest()))
}

fn relate(claim: &Quantity, kind: Kind, earlier: &Quantity, later: &Quantity) -> Option<Relation> {
    let (old, new) = (printed(earlier)?, printed(later)?);
    let unit = |value: Decimal| value.checked_div(claim.unit.factor);
    let hundred = Decimal::ONE_HUNDRED;
    let (low, high) = match kind {
        Kind::Difference => (unit(new.0.checked_sub(old.1)?)?, unit(new.1.checked_sub(old.0)?)?),
        Kind::Ratio => (new.0.checked_div(old.1)?, new.1.checked_div(old.0)?),
        Kind::Percent => {
            let change =
                |new: Decimal, old: Decimal| new.checked_div(old)?.checked_sub(Decimal::ONE)?.checked_mul(hundred);
            (change(new.0, old.1)?, change(new.1, old.0)?)
        }
    };
    // "fell 12%" of a change of −12 %.
    let (low, high) = if high < Decimal::ZERO { (-high, -low) } else { (low, high) };
    // One step of the last digit written, for those who cut digits off.
    let step = if matches!(kind, Kind::Ratio) { Decimal::ZERO } else { claim.place };
    let record = |low: Decimal, high: Decimal| Quantity {
        number: Number::Range(low, high.max(low + Decimal::new(1, 9))),
        hedge: Hedge::None,
        per: None,
        ..claim.clone()
    };
    let plain = quantity::compare(claim, &record(low, high)).relation;
    let widened = quantity::compare(claim, &record(low - step, high + step)).relation;
    Some(match (plain, widened) {
        (Relation::Refuted, Relation::Refuted) => Relation::Refuted,
        (Relation::Refuted, _) => Relation::Overlap,
        _ => Relation::Supported,
    })
}

/// The lowest and the highest value, in base units, that is printed as the recorded one.
fn printed(value: &Quantity) -> Option<(Decimal, Decimal)> {
    let Number::Point(number) = value.number else { return None };
    if value.hedge != Hedge::None {
        return None;
    }
    let exact = value.unit.dimension == Dimension::Count && !value.scaled;
    let half = if exact { Decimal::ZERO } else { value.place / Decimal::TWO };
    let base = |number: Decimal| value.unit.to_base(number).filter(|base| *base > Decimal::ZERO);
    Some((base(number - half)?, base(number + half)?))
}

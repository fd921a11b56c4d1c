//! Printed numbers as intervals, and the arithmetic to recompute one from others.
//!
//! A printed figure stands for every value that its writer may have rounded, truncated or hedged into it. A sum, a ratio or a share of
//! printed figures is therefore an interval too (after Brown & Heathers' GRIM and Nuijten's statcheck), and a printed result
//! contradicts its parts only where the two intervals have nothing in common. All of it is exact decimal arithmetic on values that are
//! not negative; what overflows is `None`.

use rust_decimal::Decimal;

use crate::quantity::interval::{self, Interval};
use crate::quantity::{Dimension, Hedge, Number, Quantity};

/// A printed number in base units of its dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printed {
    /// As it is written.
    pub value: Decimal,
    /// The place value of the last digit written.
    pub place: Decimal,
    /// What it stands for if it was rounded: what messages show.
    pub rounded: Interval,
    /// The same, and where it is a round number ("$400 million"), what it stands for if it was not meant to its last place; with a hedge all
    /// that the hedge admits. Sums and distances take this: that all of their numbers were cut off is too much of a coincidence.
    pub nearest: Interval,
    /// What it may stand for at all: truncated, a round number not meant to its last place, a vague hedge stretched.
    pub admitted: Interval,
    /// Whether nothing was rounded: a whole count.
    pub exact: bool,
}

impl Printed {
    /// The number of a quantity; `None` for ranges, "dozens", "most" and values below zero.
    pub fn of(quantity: &Quantity) -> Option<Printed> {
        let value = match quantity.number {
            Number::Point(value) | Number::Share(value) | Number::Ratio(value) => value,
            _ => return None,
        };
        let is_share = matches!(quantity.number, Number::Share(_));
        let claimed = interval::claimed(quantity, quantity)?;
        let place = quantity.place.checked_mul(quantity.unit.factor)?;
        let value = if is_share { value } else { quantity.unit.to_base(value)? };
        if value.is_sign_negative() && !value.is_zero() {
            return None;
        }
        let rounded = from_zero(claimed.sure);
        let mut admitted = from_zero(claimed.stretched.unwrap_or(claimed.sure));
        let bare = quantity.hedge == Hedge::None && matches!(quantity.number, Number::Point(_));
        let exact = bare && rounded == Interval::point(value) && quantity.unit.dimension == Dimension::Count;
        let mut nearest = if bare { rounded } else { admitted };
        if bare && !exact {
            // Truncation: the value lies up to a whole last place above what is written.
            admitted.high = admitted.high.and_then(|high| high.checked_add(place / Decimal::TWO));
            // "$400 million" need not be meant to the million.
            // "$10.00" is: nobody writes cents that are not meant.
            let to_the_last = quantity.place < Decimal::ONE;
            let last = if to_the_last { None } else { interval::last_nonzero_place(value) };
            let round = last.unwrap_or(place) / Decimal::TWO;
            let slack = round.min(value / Decimal::ONE_HUNDRED);
            let round = Interval::closed(value.checked_sub(slack)?, value.checked_add(slack)?);
            admitted = admitted.joined(&round);
            nearest = nearest.joined(&round);
        }
        if is_share {
            // "A third" of 36 %: a worded fraction is the nearest that comes to mind, or one beside it.
            let [below, above] = beside(value);
            let loose = Interval::closed((value - below).max(Decimal::ZERO), value + above);
            admitted = if quantity.hedge == Hedge::None { admitted.joined(&loose) } else { admitted };
        }
        Some(Printed { value, place, rounded, nearest, admitted, exact })
    }

    /// The two ends of a range that is really two numbers: "by 35.7% to 38.2%".
    pub fn ends(quantity: &Quantity) -> Option<[Printed; 2]> {
        let Number::Range(low, high) = quantity.number else { return None };
        let end = |value| Self::of(&Quantity { number: Number::Point(value), ..quantity.clone() });
        Some([end(low)?, end(high)?])
    }

    /// The same number with another number's scale: "from $3.5 to $4.5 million".
    pub fn scaled(&self, scale: Decimal) -> Option<Printed> {
        Some(Printed {
            value: self.value.checked_mul(scale)?,
            place: self.place.checked_mul(scale)?,
            rounded: self.rounded.times(scale)?,
            nearest: self.nearest.times(scale)?,
            admitted: self.admitted.times(scale)?,
            exact: self.exact,
        })
    }

    /// A stated result (a change, a share) with one unit of its last place more on either side, for truncation and one step of rounding
    /// before the last.
    pub fn as_result(&self) -> Interval {
        let lenient = Interval {
            low: self.value.checked_sub(self.place),
            low_open: true,
            high: self.value.checked_add(self.place),
            high_open: true,
        };
        if self.rounded.contains(&Interval::point(self.value)) { self.admitted.joined(&lenient) } else { self.admitted }
    }
}

impl Printed {
    /// Whether it is a number of `made` with two neighbouring digits swapped.
    pub fn is_swap_of(&self, made: &Interval) -> bool {
        let digits = self.digits();
        (1..digits.len()).any(|at| {
            let mut other = digits.clone();
            other.swap(at - 1, at);
            other != digits && self.meets(&other, made)
        })
    }

    /// The same, or, where it has three digits or more, with one of them wrong.
    pub fn is_slip_of(&self, made: &Interval) -> bool {
        let digits = self.digits();
        let changed = |at: usize, digit: u8| {
            let mut other = digits.clone();
            other[at] = digit;
            other != digits && self.meets(&other, made)
        };
        let wrong = || (0..digits.len()).any(|at| (b'0'..=b'9').any(|digit| changed(at, digit)));
        self.is_swap_of(made) || digits.len() >= 3 && wrong()
    }

    /// The digits down to its last place; none where it is no whole number of them.
    pub fn digits(&self) -> Vec<u8> {
        let units = self.value.checked_div(self.place).filter(Decimal::is_integer);
        let digits = units.map(|units| units.normalize().to_string().into_bytes()).unwrap_or_default();
        if digits.iter().all(u8::is_ascii_digit) { digits } else { Vec::new() }
    }

    /// Whether the number that other digits would make, printed to the same place, can be one of `made`.
    fn meets(&self, digits: &[u8], made: &Interval) -> bool {
        let value = std::str::from_utf8(digits).ok().and_then(|text| text.parse::<Decimal>().ok());
        let value = value.and_then(|value| value.checked_mul(self.place));
        value.is_some_and(|value| !made.is_disjoint(&self.moved(value)))
    }

    /// What a number printed to the same place stands for.
    fn moved(&self, value: Decimal) -> Interval {
        let half = self.place / Decimal::TWO;
        Interval::closed(value - half, value + half)
    }
}

/// How far below and above a worded fraction, in points, a share may lie that it is used for: 5 points, but never so far that the fraction after
/// the next would be as near ("one in six" of 12.5 %, which is one in eight).
fn beside(percent: Decimal) -> [Decimal; 2] {
    let near = Decimal::from(5);
    let parts = Decimal::ONE_HUNDRED.checked_div(percent).map(|parts| parts.round());
    let Some(parts) = parts.filter(|&parts| parts > Decimal::TWO && is_about(Decimal::ONE_HUNDRED, parts, percent))
    else {
        return [near; 2];
    };
    let away = |parts: Decimal| {
        let distance = Decimal::ONE_HUNDRED.checked_div(parts).map(|other| (other - percent).abs());
        // Nine tenths of the way.
        distance.map_or(near, |distance| near.min(distance * Decimal::new(9, 1)))
    };
    [away(parts + Decimal::TWO), away(parts - Decimal::TWO)]
}

fn is_about(whole: Decimal, parts: Decimal, share: Decimal) -> bool {
    whole.checked_div(parts).is_some_and(|part| (part - share).abs() < Decimal::new(1, 1))
}

/// Cut off below zero: none of the quantities of prose that are recomputed is negative.
fn from_zero(interval: Interval) -> Interval {
    match interval.low {
        Some(low) if low >= Decimal::ZERO => interval,
        _ => Interval { low: Some(Decimal::ZERO), low_open: false, ..interval },
    }
}

impl Interval {
    /// Every number between the least and the greatest of both.
    pub fn joined(&self, other: &Interval) -> Interval {
        let (low, low_open) = match (self.low, other.low) {
            (Some(a), Some(b)) if a == b => (Some(a), self.low_open && other.low_open),
            (Some(a), Some(b)) if a < b => (Some(a), self.low_open),
            (Some(_), Some(b)) => (Some(b), other.low_open),
            _ => (None, false),
        };
        let (high, high_open) = match (self.high, other.high) {
            (Some(a), Some(b)) if a == b => (Some(a), self.high_open && other.high_open),
            (Some(a), Some(b)) if a > b => (Some(a), self.high_open),
            (Some(_), Some(b)) => (Some(b), other.high_open),
            _ => (None, false),
        };
        Interval { low, low_open, high, high_open }
    }

    /// The sums of both. `None` on overflow.
    pub fn plus(&self, other: &Interval) -> Option<Interval> {
        Some(Interval {
            low: both(self.low, other.low, Decimal::checked_add)?,
            low_open: self.low_open || other.low_open,
            high: both(self.high, other.high, Decimal::checked_add)?,
            high_open: self.high_open || other.high_open,
        })
    }

    /// The differences, this one less the other. `None` on overflow.
    pub fn minus(&self, other: &Interval) -> Option<Interval> {
        Some(Interval {
            low: both(self.low, other.high, Decimal::checked_sub)?,
            low_open: self.low_open || other.high_open,
            high: both(self.high, other.low, Decimal::checked_sub)?,
            high_open: self.high_open || other.low_open,
        })
    }

    /// The quotients of two intervals of numbers that are not negative. `None` on overflow, or where nothing but zero divides.
    pub fn over(&self, other: &Interval) -> Option<Interval> {
        if other.high.is_some_and(|high| high.is_zero()) {
            return None;
        }
        let low = match (self.low, other.high) {
            (Some(low), Some(high)) => Some(low.checked_div(high)?),
            _ => Some(Decimal::ZERO),
        };
        let high = match (self.high, other.low) {
            (Some(high), Some(low)) if !low.is_zero() => Some(high.checked_div(low)?),
            _ => None,
        };
        Some(Interval {
            low,
            low_open: self.low_open || other.high_open,
            high,
            high_open: self.high_open || other.low_open,
        })
    }

    /// Every number multiplied by a positive `factor`. `None` on overflow.
    pub fn times(&self, factor: Decimal) -> Option<Interval> {
        let times = |end: Option<Decimal>| match end {
            Some(end) => end.checked_mul(factor).map(Some),
            None => Some(None),
        };
        Some(Interval { low: times(self.low)?, high: times(self.high)?, ..*self })
    }

    /// The numbers without their signs.
    pub fn magnitude(&self) -> Interval {
        let zero = Decimal::ZERO;
        let positive = self.low.is_some_and(|low| low >= zero);
        let negative = self.high.is_some_and(|high| high <= zero);
        let turned = Interval {
            low: self.high.map(|high| -high),
            low_open: self.high_open,
            high: self.low.map(|low| -low),
            high_open: self.low_open,
        };
        if positive {
            *self
        } else if negative {
            turned
        } else {
            let far = self.joined(&turned);
            Interval { low: Some(zero), low_open: false, ..far }
        }
    }
}

/// An operation on two ends: an unbounded one stays so. `None` on overflow.
fn both(
    a: Option<Decimal>,
    b: Option<Decimal>,
    operation: fn(Decimal, Decimal) -> Option<Decimal>,
) -> Option<Option<Decimal>> {
    match (a, b) {
        (Some(a), Some(b)) => operation(a, b).map(Some),
        _ => Some(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::quantity::parse_value;

    fn printed(text: &str) -> Printed {
        let lexicon = Lexicon::english();
        parse_value(text, &lexicon).as_ref().and_then(Printed::of).expect(text)
    }

    fn ends(interval: &Interval) -> [String; 2] {
        [interval.low, interval.high].map(|end| end.map_or("-".into(), |end| end.normalize().to_string()))
    }

    #[test]
    fn a_printed_number_stands_for_what_was_rounded_or_cut_off_to_it() {
        let table = [
            // Rounded to the tenth: 4.45 to 4.55; cut off after it: up to 4.6.
            ("4.5 million", ["4450000", "4550000"], ["4450000", "4600000"]),
            ("12%", ["11.5", "12.5"], ["11.5", "13"]),
            ("16 people", ["16", "16"], ["16", "16"]),
            // S(70) = 10, a tenth of 70 is 7; stretched to 14.
            ("about 70", ["63", "77"], ["56", "84"]),
            ("more than 60", ["60", "-"], ["60", "-"]),
            // A round amount of money, to a hundredth of itself.
            ("$400 million", ["399500000", "400500000"], ["396000000", "404000000"]),
        ];
        for (text, rounded, admitted) in table {
            let printed = printed(text);
            assert_eq!(ends(&printed.rounded), rounded, "{text}, rounded");
            assert_eq!(ends(&printed.admitted), admitted, "{text}, admitted");
        }
    }

    #[test]
    fn arithmetic_takes_the_ends() {
        let (a, b) = (
            Interval::closed(Decimal::from(8), Decimal::from(10)),
            Interval::closed(Decimal::from(2), Decimal::from(4)),
        );
        assert_eq!(ends(&a.plus(&b).unwrap()), ["10", "14"]);
        assert_eq!(ends(&a.minus(&b).unwrap()), ["4", "8"]);
        assert_eq!(ends(&a.over(&b).unwrap()), ["2", "5"]);
        assert_eq!(ends(&b.minus(&a).unwrap().magnitude()), ["4", "8"]);
        assert_eq!(ends(&a.minus(&a).unwrap().magnitude()), ["0", "2"]);
        let zero = Interval::point(Decimal::ZERO);
        assert_eq!(a.over(&zero), None);
        assert_eq!(a.times(Decimal::MAX), None);
    }
}

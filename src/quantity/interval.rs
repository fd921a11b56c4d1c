//! What a quantity means: intervals, and how a claim stands to a fact.
//!
//! Sources: Krifka on round numbers; Jansen & Pollmann (2001) on roundness; Cummins, Sauerland & Solt (2012) on "more than n";
//! Ferson et al. (2015) on hedges. The tolerances are this project's own. For a stated value `v`:
//!
//! - `u` is the place value of the last digit written ("71%" → 1, "4.5 million" → 100,000);
//! - `t` is the place of the last non-zero digit of a whole number (640,000 → 10,000), and `u` for any other;
//! - `S` is the largest of {1, 2, 2.5, 5}·10ⁿ that divides `v`, never less than `u`;
//! - `d = min(10 % of v, S)`, at least 1 for whole counts; `e = max(u, S/2)`.

use rust_decimal::Decimal;

use crate::quantity::{Dimension, Hedge, Number, Quantity};

/// A set of numbers between two ends; `None` is unbounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    pub low: Option<Decimal>,
    /// Whether `low` itself is outside.
    pub low_open: bool,
    pub high: Option<Decimal>,
    /// Whether `high` itself is outside.
    pub high_open: bool,
}

impl Interval {
    /// Both ends included.
    pub fn closed(low: Decimal, high: Decimal) -> Self {
        Self { low: Some(low), low_open: false, high: Some(high), high_open: false }
    }

    /// One number.
    pub fn point(value: Decimal) -> Self {
        Self::closed(value, value)
    }

    /// Whether every number of `other` lies in this one.
    pub fn contains(&self, other: &Interval) -> bool {
        let low = match (self.low, other.low) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a < b || (a == b && (!self.low_open || other.low_open)),
        };
        let high = match (self.high, other.high) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a > b || (a == b && (!self.high_open || other.high_open)),
        };
        low && high
    }

    /// Whether no number lies in both.
    pub fn is_disjoint(&self, other: &Interval) -> bool {
        let above = |low: Option<Decimal>, low_open: bool, high: Option<Decimal>, high_open: bool| match (low, high) {
            (Some(low), Some(high)) => low > high || (low == high && (low_open || high_open)),
            _ => false,
        };
        above(self.low, self.low_open, other.high, other.high_open)
            || above(other.low, other.low_open, self.high, self.high_open)
    }

    /// The same set with `by` more on both sides.
    pub fn widened(self, by: Decimal) -> Self {
        Self {
            low: self.low.map(|low| low.saturating_sub(by)),
            high: self.high.map(|high| high.saturating_add(by)),
            ..self
        }
    }
}

/// How a claim stands to a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The fact lies wholly in what the claim admits.
    Supported,
    /// Nothing that the claim admits is the fact.
    Refuted,
    /// They overlap, or the draft is more precise than the record.
    Overlap,
    /// Another dimension.
    OtherDimension,
    /// Money of another currency.
    OtherCurrency,
}

/// What kind of slip explains a refuted value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Right when multiplied by ten to this power: a million for a billion.
    Scale(i32),
    /// Two neighbouring digits are swapped.
    Digits,
    /// Right in another unit of the same dimension or another currency: miles for kilometres, euros for dollars.
    Unit,
}

/// The outcome of holding a claim against a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub relation: Relation,
    /// Supported, but beyond what its vague hedge usually reaches.
    pub stretched: bool,
    /// Supported, but so far from its bound that readers are misled.
    pub understated: bool,
    /// Supported by a record whose hedge the draft has dropped.
    pub hedge_dropped: bool,
    /// How a refuted value may have come about.
    pub slip: Option<Slip>,
}

impl Comparison {
    /// That relation and nothing else to be said.
    pub fn of(relation: Relation) -> Self {
        Self { relation, stretched: false, understated: false, hedge_dropped: false, slip: None }
    }
}

/// Whether two records of one thing cannot both be right. A draft may round, so that "$3" is not refuted by "$2.60"; of two records
/// that are written alike and without a hedge, "$2" and "$3", one is wrong.
pub fn contradict(a: &Quantity, b: &Quantity) -> bool {
    let plain = |quantity: &Quantity| match (quantity.number, quantity.hedge) {
        (Number::Point(value), Hedge::None) => Some(value),
        _ => None,
    };
    let alike = a.unit == b.unit && a.place == b.place;
    let differ = matches!((plain(a), plain(b)), (Some(a), Some(b)) if a != b);
    compare(a, b).relation == Relation::Refuted || (alike && differ)
}

/// Holds a claim against a fact. Pure arithmetic: whether the claim speaks of the fact at all is decided before.
pub fn compare(claim: &Quantity, fact: &Quantity) -> Comparison {
    if !claim.unit.comparable(&fact.unit) {
        let both_money = claim.unit.dimension == Dimension::Money && fact.unit.dimension == Dimension::Money;
        if claim.unit.shares_sign(&fact.unit) {
            return compare_signs(claim, fact);
        }
        // "€9 million" of $9 million: no conversion yields the same number.
        if both_money && same_value(claim, fact) && claim.hedge == fact.hedge {
            return Comparison { slip: Some(Slip::Unit), ..Comparison::of(Relation::Refuted) };
        }
        return Comparison::of(if both_money { Relation::OtherCurrency } else { Relation::OtherDimension });
    }
    let plain = relate(claim, fact);
    let settled = plain.relation == Relation::Supported && !plain.understated;
    if settled {
        return plain;
    }
    for power in [3, -3, 6, -6, 9, -9] {
        if let Some(moved) = claim.times_power_of_ten(power) {
            let there = relate(&moved, fact);
            if there.relation == Relation::Supported && !there.understated && !there.stretched {
                return Comparison { slip: Some(Slip::Scale(power)), ..Comparison::of(Relation::Refuted) };
            }
        }
    }
    // "more than 21,000" beside a recorded "over 12,000": not refuted by arithmetic, but by what the digits tell.
    let open = plain.relation == Relation::Overlap
        && fact.hedge.is_directional()
        && (claim.hedge.is_directional() || claim.hedge == Hedge::None);
    if open && digits_swapped(claim, fact) {
        return Comparison { slip: Some(Slip::Digits), ..Comparison::of(Relation::Refuted) };
    }
    if let Some(power) = noughts(claim, fact).filter(|_| open || plain.relation == Relation::Refuted) {
        return Comparison { slip: Some(Slip::Scale(power)), ..Comparison::of(Relation::Refuted) };
    }
    let slip = match () {
        () if plain.relation != Relation::Refuted => None,
        () if same_number(claim, fact) && !claim.unit.same_scale(&fact.unit) => Some(Slip::Unit),
        () if digits_swapped(claim, fact) => Some(Slip::Digits),
        () => None,
    };
    Comparison { slip, ..plain }
}

/// "$342" and "A$342": a bare sign may mean either currency, so only the recorded number or a slip of it is told of the fact.
fn compare_signs(claim: &Quantity, fact: &Quantity) -> Comparison {
    let read = compare(&Quantity { unit: fact.unit.clone(), ..claim.clone() }, fact);
    let meant = read.relation == Relation::Supported || matches!(read.slip, Some(Slip::Digits | Slip::Scale(_)));
    if meant { read } else { Comparison::of(Relation::OtherCurrency) }
}

fn relate(claim: &Quantity, fact: &Quantity) -> Comparison {
    let (Some(truth), Some(recorded)) = (claimed(claim, fact), recorded(fact, claim)) else {
        return Comparison::of(Relation::Overlap);
    };
    if fact.hedge == Hedge::About && claim.hedge == Hedge::None && same_value(claim, fact) {
        return Comparison::of(Relation::Supported);
    }
    if dropped_hedge(claim, fact) {
        return Comparison { hedge_dropped: true, ..Comparison::of(Relation::Supported) };
    }
    if truth.sure.contains(&recorded) {
        let understated = truth.apt.is_some_and(|apt| apt.is_disjoint(&recorded));
        return Comparison { understated, ..Comparison::of(Relation::Supported) };
    }
    if truth.stretched.is_some_and(|stretched| stretched.contains(&recorded)) {
        return Comparison { stretched: true, ..Comparison::of(Relation::Supported) };
    }
    if truth.stretched.unwrap_or(truth.sure).is_disjoint(&recorded) || beyond_record(&truth, claim, fact) {
        return Comparison::of(Relation::Refuted);
    }
    Comparison::of(Relation::Overlap)
}

/// "more than 15,000" of a recorded "over 12,000": whoever records that means a number near the bound, and would have written 15,000.
fn beyond_record(truth: &Claimed, claim: &Quantity, fact: &Quantity) -> bool {
    let bound = matches!(fact.hedge, Hedge::MoreThan | Hedge::AtLeast);
    let same_side =
        matches!(claim.hedge, Hedge::None | Hedge::MoreThan | Hedge::AtLeast | Hedge::JustOver | Hedge::About);
    let apt = claimed(fact, fact).and_then(|record| record.apt);
    let (Number::Point(stated), Number::Point(recorded)) = (claim.number, fact.number) else { return false };
    // Twice as many are rather something else that is counted.
    let near = recorded.checked_mul(Decimal::TWO).is_some_and(|twice| stated < twice);
    bound && near && same_side && apt.is_some_and(|apt| truth.stretched.unwrap_or(truth.sure).is_disjoint(&apt))
}

/// What a claim's words admit, in base units.
pub(super) struct Claimed {
    /// What makes it true.
    pub(super) sure: Interval,
    /// What a vague hedge can still be stretched to.
    pub(super) stretched: Option<Interval>,
    /// Outside this a true claim misleads.
    apt: Option<Interval>,
}

/// The widths of a value, all in the value's own unit.
struct Widths {
    u: Decimal,
    t: Decimal,
    d: Decimal,
    e: Decimal,
}

fn widths(value: Decimal, place: Decimal, unit: &Dimension) -> Widths {
    let u = place;
    let t = last_nonzero_place(value).map_or(u, |t| t.max(u));
    let s = roundness(value).unwrap_or(u).max(u);
    let tenth = value.abs() / Decimal::TEN;
    let mut d = tenth.min(s);
    if *unit == Dimension::Count && value.is_integer() {
        d = d.max(Decimal::ONE);
    }
    Widths { u, t, d, e: u.max(s / Decimal::TWO) }
}

/// The place of the last non-zero digit of a whole number, `None` for a fraction or zero.
pub fn last_nonzero_place(value: Decimal) -> Option<Decimal> {
    if !value.is_integer() || value.is_zero() {
        return None;
    }
    let mut place = Decimal::ONE;
    while let Some(next) = place.checked_mul(Decimal::TEN) {
        if !(value % next).is_zero() {
            break;
        }
        place = next;
    }
    Some(place)
}

/// The largest of {1, 2, 2.5, 5}·10ⁿ that divides a whole number.
fn roundness(value: Decimal) -> Option<Decimal> {
    let place = last_nonzero_place(value)?;
    [50, 25, 20, 10]
        .into_iter()
        .filter_map(|tenths| Decimal::new(tenths, 1).checked_mul(place))
        .find(|step| (value % *step).is_zero())
}

pub(super) fn claimed(claim: &Quantity, fact: &Quantity) -> Option<Claimed> {
    let base = |value: Decimal| claim.unit.to_base(value);
    let between = |low: Decimal, high: Decimal| Some(Interval::closed(base(low)?, base(high)?));
    let sure_only = |sure: Interval| Claimed { sure, stretched: None, apt: None };
    match claim.number {
        Number::Point(value) => point_claim(claim, fact, value),
        Number::Range(low, high) => between(low, high).map(sure_only),
        Number::Vague(low, high) => {
            // The upper bound is soft: a larger record is understated, not wrong.
            let apt = high.and_then(|high| between(low, high));
            let sure = Interval { low: Some(base(low)?), low_open: false, high: None, high_open: false };
            Some(Claimed { sure, stretched: None, apt })
        }
        Number::Share(percent) => Some(share_claim(percent, claim.hedge)),
        Number::Majority(low, high) => {
            Some(sure_only(Interval { low: Some(low), low_open: true, high: Some(high), high_open: false }))
        }
        Number::Ratio(ratio) => Some(ratio_claim(ratio, claim.hedge)),
    }
}

fn point_claim(claim: &Quantity, fact: &Quantity, value: Decimal) -> Option<Claimed> {
    let Widths { u, t, d, e } = widths(value, claim.place, &claim.unit.dimension);
    let base = |value: Decimal| claim.unit.to_base(value);
    let interval = |low: Option<Decimal>, low_open: bool, high: Option<Decimal>, high_open: bool| -> Option<Interval> {
        Some(Interval {
            low: low.map(base).map_or(Some(None), |low| low.map(Some))?,
            low_open,
            high: high.map(base).map_or(Some(None), |high| high.map(Some))?,
            high_open,
        })
    };
    let around = |low: Decimal, high: Decimal| interval(Some(value - low), false, Some(value + high), false);
    let zero = Decimal::ZERO;
    let two_d = d + d;
    // A tenth of a round upper bound is far below it, whatever its roundness allows.
    let below = (e + e).min(value.abs() * Decimal::new(9, 1));
    let (sure, stretched, apt) = match claim.hedge {
        Hedge::None => {
            let half = bare_half_width(claim, fact, value, u, t);
            (around(half, half)?, None, None)
        }
        Hedge::MoreThan => (interval(Some(value), true, None, false)?, None, around(zero, e + e)),
        Hedge::AtLeast => (interval(Some(value), false, None, false)?, None, around(zero, e + e)),
        Hedge::JustOver => {
            let reach = |far: Decimal| interval(Some(value), true, Some(value + far), false);
            (reach(d)?, reach(two_d), None)
        }
        Hedge::Nearly => {
            let reach = |far: Decimal| interval(Some(value - far), false, Some(value), true);
            (reach(d)?, reach(two_d), None)
        }
        Hedge::About => (around(d, d)?, around(two_d, two_d), None),
        Hedge::Odd => (around(zero, d)?, around(zero, two_d), None),
        Hedge::UpTo | Hedge::AtMost => (interval(None, false, Some(value), false)?, None, around(below, zero)),
        Hedge::LessThan => (interval(None, false, Some(value), true)?, None, around(below, zero)),
    };
    Some(Claimed { sure, stretched, apt })
}

/// How far a bare number may be from the exact one on either side.
fn bare_half_width(claim: &Quantity, fact: &Quantity, value: Decimal, u: Decimal, t: Decimal) -> Decimal {
    let twentieth = value.abs() / Decimal::from(20);
    let thousand = Decimal::ONE_THOUSAND;
    if !claim.unit.same_scale(&fact.unit) {
        (t / Decimal::TWO).min(twentieth)
    } else if claim.unit.dimension != Dimension::Count || claim.scaled {
        u / Decimal::TWO
    } else if value.abs() >= thousand {
        (t / Decimal::TWO).min(twentieth)
    } else {
        Decimal::ZERO
    }
}

/// "a third", "one in five": the share, up to half the way to the neighbouring fraction and at most 2.5 points.
fn share_claim(percent: Decimal, hedge: Hedge) -> Claimed {
    let five = Decimal::from(5);
    let hundred = Decimal::ONE_HUNDRED;
    // 1/n and 1/(n+1) in percent: p and 100p/(100+p).
    let to_neighbour = (percent - hundred * percent / (hundred + percent)) / Decimal::TWO;
    let near = Decimal::new(25, 1).min(to_neighbour);
    let interval =
        |low: Option<Decimal>, low_open, high: Option<Decimal>, high_open| Interval { low, low_open, high, high_open };
    let (sure, apt) = match hedge {
        Hedge::None => (Interval::closed(percent - near, percent + near), None),
        Hedge::About | Hedge::Odd => (Interval::closed(percent - five, percent + five), None),
        Hedge::Nearly => (interval(Some(percent - five), false, Some(percent), true), None),
        Hedge::JustOver => (interval(Some(percent), true, Some(percent + five), false), None),
        Hedge::MoreThan => {
            (interval(Some(percent), true, None, false), Some(Interval::closed(percent, percent + five + five)))
        }
        Hedge::AtLeast => {
            (interval(Some(percent), false, None, false), Some(Interval::closed(percent, percent + five + five)))
        }
        Hedge::UpTo | Hedge::AtMost => (interval(None, false, Some(percent), false), None),
        Hedge::LessThan => (interval(None, false, Some(percent), true), None),
    };
    Claimed { sure, stretched: None, apt }
}

/// "doubled": the ratio within 5 %, stretched to 10 %.
fn ratio_claim(ratio: Decimal, hedge: Hedge) -> Claimed {
    let within = |percent: i64| ratio * Decimal::new(percent, 2);
    let (sure, stretched) = match hedge {
        Hedge::MoreThan | Hedge::AtLeast | Hedge::JustOver => {
            (Interval { low: Some(ratio), low_open: hedge != Hedge::AtLeast, high: None, high_open: false }, None)
        }
        Hedge::Nearly | Hedge::LessThan => {
            (Interval { low: Some(ratio - within(10)), low_open: false, high: Some(ratio), high_open: true }, None)
        }
        _ => (
            Interval::closed(ratio - within(5), ratio + within(5)),
            Some(Interval::closed(ratio - within(10), ratio + within(10))),
        ),
    };
    Claimed { sure, stretched, apt: None }
}

/// What a fact admits, in base units: a recorded count is a point, a recorded measurement its printed interval, unless the claim
/// names a side of it; a hedged or ranged record is read by the table of claims.
fn recorded(fact: &Quantity, claim: &Quantity) -> Option<Interval> {
    let value = match fact.number {
        Number::Point(value) => value,
        _ => return claimed(fact, fact).map(|claimed| claimed.sure),
    };
    if fact.hedge != Hedge::None {
        return claimed(fact, fact).map(|claimed| claimed.sure);
    }
    let exact = fact.unit.dimension == Dimension::Count && !fact.scaled;
    // Whoever converts a record converts what is printed.
    let converted = !claim.unit.same_scale(&fact.unit);
    let half =
        if exact || converted || claim.hedge.is_directional() { Decimal::ZERO } else { fact.place / Decimal::TWO };
    Some(Interval::closed(fact.unit.to_base(value - half)?, fact.unit.to_base(value + half)?))
}

/// "300" of "over 300".
fn dropped_hedge(claim: &Quantity, fact: &Quantity) -> bool {
    claim.hedge == Hedge::None && fact.hedge.is_directional() && same_value(claim, fact)
}

/// Whether both are one value, whatever their hedges.
fn same_value(claim: &Quantity, fact: &Quantity) -> bool {
    let (Number::Point(stated), Number::Point(recorded)) = (claim.number, fact.number) else { return false };
    claim.unit.to_base(stated) == fact.unit.to_base(recorded)
}

/// Whether both are one number, rounded to what the claim has of it, whatever their units.
fn same_number(claim: &Quantity, fact: &Quantity) -> bool {
    let (Number::Point(stated), Number::Point(recorded)) = (claim.number, fact.number) else { return false };
    let (stated, recorded) = (Digits::of(stated), Digits::of(recorded));
    let rounded = stated.digits.len() >= 2 && recorded.at(stated.digits.len()).contains(&stated.digits);
    stated.magnitude == recorded.magnitude && (rounded || stated.digits == recorded.digits)
}

/// "32,000" of 3,200: the same digits with some noughts too many or too few, as a power of ten.
fn noughts(claim: &Quantity, fact: &Quantity) -> Option<i32> {
    let (Number::Point(stated), Number::Point(recorded)) = (claim.number, fact.number) else { return None };
    let (stated, recorded) = (Digits::of(stated), Digits::of(recorded));
    let telling = stated.digits.len() >= 2 || (claim.hedge == fact.hedge && claim.hedge != Hedge::None);
    let same =
        telling && claim.unit.same_scale(&fact.unit) && recorded.at(stated.digits.len()).contains(&stated.digits);
    let power = recorded.magnitude - stated.magnitude;
    // Two noughts at once are rarer than two things with the same digits.
    (same && [1, 3, 6, 9].contains(&power.abs())).then_some(power as i32)
}

/// Whether the claim is the record with two neighbouring digits swapped, the record cut or rounded to as many digits as the claim has:
/// "about 4,300" of 3,412.
fn digits_swapped(claim: &Quantity, fact: &Quantity) -> bool {
    let (Number::Point(stated), Number::Point(recorded)) = (claim.number, fact.number) else { return false };
    let (stated, recorded) = (Digits::of(stated), Digits::of(recorded));
    stated.magnitude == recorded.magnitude
        && recorded.at(stated.digits.len()).iter().any(|recorded| swapped(&stated.digits, recorded))
}

fn swapped(a: &[u8], b: &[u8]) -> bool {
    let differing: Vec<usize> = (0..a.len().min(b.len())).filter(|&at| a[at] != b[at]).collect();
    a.len() == b.len() && matches!(differing[..], [i, j] if j == i + 1 && a[i] == b[j] && a[j] == b[i])
}

/// The significant digits of a value: without noughts at either end.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Digits {
    /// 0 to 9 each; empty for zero.
    pub digits: Vec<u8>,
    /// The power of ten of the first of them.
    pub magnitude: i64,
}

impl Digits {
    /// Of the value's absolute amount.
    pub fn of(value: Decimal) -> Self {
        let value = value.normalize();
        let mantissa = value.mantissa().unsigned_abs().to_string();
        let magnitude = mantissa.len() as i64 - 1 - i64::from(value.scale());
        let digits = mantissa.trim_end_matches('0').bytes().map(|byte| byte - b'0').collect();
        Self { digits, magnitude }
    }

    /// The same number cut to `len` digits, and rounded to as many; the digits themselves where there are no more.
    pub fn at(&self, len: usize) -> Vec<Vec<u8>> {
        if self.digits.len() <= len || len == 0 {
            let mut whole = self.digits.clone();
            // 180 of three digits is 18: the claim may swap what rounding left.
            whole.resize(len.max(whole.len()), 0);
            return vec![whole];
        }
        let cut = self.digits[..len].to_vec();
        let mut rounded = cut.clone();
        if self.digits[len] >= 5 && rounded.last().is_some_and(|&last| last < 9) {
            rounded[len - 1] += 1;
        }
        if rounded == cut { vec![cut] } else { vec![cut, rounded] }
    }
}

impl Quantity {
    /// The same quantity with its value multiplied by ten to the power `power`.
    fn times_power_of_ten(&self, power: i32) -> Option<Quantity> {
        let factor = Decimal::from(10i64.pow(power.unsigned_abs()));
        let times = |value: Decimal| {
            if power > 0 { value.checked_mul(factor) } else { value.checked_div(factor) }
        };
        let number = match self.number {
            Number::Point(value) => Number::Point(times(value)?),
            Number::Range(low, high) => Number::Range(times(low)?, times(high)?),
            _ => return None,
        };
        Some(Quantity { number, place: times(self.place)?, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::quantity::parse_value;

    fn verdict(claim: &str, fact: &str) -> String {
        let lexicon = Lexicon::english();
        let [claim, fact] = [claim, fact].map(|text| parse_value(text, &lexicon).expect(text));
        let Comparison { relation, stretched, understated, hedge_dropped, slip } = compare(&claim, &fact);
        let relation = format!("{relation:?}").to_lowercase();
        let remarks = [(stretched, "stretched"), (understated, "understated"), (hedge_dropped, "hedge dropped")];
        let said: Vec<String> = remarks.iter().filter(|(on, _)| *on).map(|(_, word)| format!(" {word}")).collect();
        let slip = slip.map_or(String::new(), |slip| format!(" {slip:?}").to_lowercase());
        format!("{relation}{}{slip}", said.concat())
    }

    #[test]
    fn claims_stand_to_facts_as_the_tables_say() {
        let table = [
            // Counts below 1,000 are exact.
            ("16 people", "16", "supported"),
            ("15 people", "16", "refuted"),
            ("61 people", "16", "refuted digits"),
            // From 1,000 on a bare count may be rounded to its last non-zero place, at most 5 %.
            ("640,000", "640,300", "supported"),
            ("21,900", "21,893", "supported"),
            ("21,900", "21,993", "refuted"),
            ("4,816", "4,186", "refuted digits"),
            // Percentages hold for half of the last digit.
            ("71%", "71.4%", "supported"),
            ("72%", "71.4%", "refuted"),
            ("more than 71%", "71.4%", "supported"),
            ("more than 72%", "71.4%", "refuted"),
            ("nearly 71%", "71.4%", "refuted"),
            ("71.42%", "71.4%", "overlap"),
            // A bare sign may be any currency's that has it; a sign with its country is that country's.
            ("$212 million", "A$212 million", "supported"),
            ("A$212 million", "$212 million", "supported"),
            ("US$212 million", "A$212 million", "refuted unit"),
            ("US$212 million", "A$198 million", "othercurrency"),
            ("2.5 million kroner", "NOK 2.5 million", "supported"),
            ("2.5 million Norwegian kroner", "2.5 million Swedish kronor", "refuted unit"),
            // A hedged record.
            ("over $10 billion", "over $10 billion", "supported"),
            ("$10 billion", "over $10 billion", "supported hedge dropped"),
            ("$9 billion", "over $10 billion", "refuted"),
            ("over $10 million", "over $10 billion", "refuted scale(3)"),
            ("over $10 trillion", "over $10 billion", "refuted scale(-3)"),
            ("nearly €10bn", "over $10 billion", "othercurrency"),
            // Hedges of side: 10 people is more than 9, but 30 is far from "more than 10" (e = 5, so beyond 20).
            ("more than 15", "16", "supported"),
            ("more than 16", "16", "refuted"),
            ("at least 16", "16", "supported"),
            ("more than 10", "30", "supported understated"),
            ("fewer than 20", "16", "supported"),
            ("up to 16", "16", "supported"),
            ("up to 15", "16", "refuted"),
            // Vague hedges: S(70) = 10, d = min(7, 10) = 7, stretched to 14.
            ("about 70", "76", "supported"),
            ("about 70", "80", "supported stretched"),
            ("about 70", "90", "refuted"),
            ("nearly 100", "95", "supported"),
            ("nearly 100", "101", "refuted"),
            ("just over 100", "105", "supported"),
            // Ranges and vague numbers.
            ("between 10 and 20 people", "16", "supported"),
            ("between 10 and 15 people", "16", "refuted"),
            ("dozens of people", "60", "supported"),
            ("dozens of people", "16", "refuted"),
            ("several people", "2", "refuted"),
            // Shares: 1/7 is 14.3 %; half the way to 1/8 is 0.9.
            ("one in seven", "14.9%", "supported"),
            ("one in seven", "16%", "refuted"),
            ("nearly half", "47.2%", "supported"),
            ("nearly half", "51%", "refuted"),
            // Units of one dimension are converted: 10 miles are 16.09 km.
            ("16 km", "10 miles", "supported"),
            ("26 km", "10 miles", "refuted"),
            ("450 basis points", "4.5 percentage points", "supported"),
            ("8 GB", "8 MB", "refuted scale(-3)"),
            ("up to 500 GB", "500 MB", "refuted scale(-3)"),
            ("18 cts", "$0.18", "supported"),
            ("40 km", "40 kilograms", "otherdimension"),
            ("£145m", "£145,000", "refuted scale(-3)"),
        ];
        for (claim, fact, expected) in table {
            assert_eq!(verdict(claim, fact), expected, "{claim} against {fact}");
        }
    }
}

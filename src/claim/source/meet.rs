//! Whether a figure of a draft and one of a source say the same, by their values alone.

use rust_decimal::Decimal;

use crate::claim::source::printed::{HALF_DAY, Time, Value};
use crate::mention::DateMention;
use crate::quantity::interval::last_nonzero_place;
use crate::quantity::{Dimension, Hedge, Number, Quantity, Relation, Unit, compare};

/// How well two figures agree. The order is the order of preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Another value, or of another kind.
    None,
    /// The same number, but only one of them says of what kind it is.
    Number,
    /// The same value.
    Same,
}

/// How a figure of the draft fits one of a source.
pub fn fit(draft: &Value, source: &Value) -> Fit {
    match (draft, source) {
        (Value::Quantity(draft), Value::Quantity(source)) => quantities(draft, source),
        (Value::Date(draft), Value::Date(source)) if !is_same_date(draft, source) => Fit::None,
        (Value::Date(draft), Value::Date(source)) if adds_a_year(draft, source) => Fit::Number,
        (Value::Date(_), Value::Date(_)) => Fit::Same,
        (Value::Date(date), Value::Code(parts)) | (Value::Code(parts), Value::Date(date)) => {
            same_if(is_date_in_digits(date, parts))
        }
        (Value::Date(date), Value::Ordinal(day)) => match (date.day, date.month) {
            (Some(own), None) => same_if(u32::try_from(own) == Ok(*day)),
            _ => Fit::None,
        },
        (Value::Ordinal(day), Value::Date(date)) => match date.day {
            Some(own) if u32::try_from(own) == Ok(*day) => Fit::Number,
            _ => Fit::None,
        },
        (Value::Year(draft), Value::Year(source)) => same_if(draft == source),
        (Value::Year(draft), Value::Date(source)) => {
            same_if(source.year.is_some_and(|year| i64::from(year) == i64::from(*draft)))
        }
        (Value::Time(draft), Value::Time(source)) => same_if(is_same_time(*draft, *source)),
        (Value::Ordinal(draft), Value::Ordinal(source)) => same_if(draft == source),
        (Value::Code(draft), Value::Code(source)) => same_if(draft == source),
        _ => Fit::None,
    }
}

fn same_if(same: bool) -> Fit {
    if same { Fit::Same } else { Fit::None }
}

/// A draft may round, convert, and word. A bound is met by what lies near it, and by the number itself however it is hedged: whoever
/// rounds may not then name a side ("over $50" of $49.95), unless the source names the same one and the unit is another.
fn quantities(draft: &Quantity, source: &Quantity) -> Fit {
    if is_met(draft, source) {
        return grade(draft, source);
    }
    // "nearly 60" of "at least 58", "about 207 °C" of "roughly 480 kelvin": what the source knows is its number.
    let open = matches!(draft.hedge, Hedge::None | Hedge::About | Hedge::Nearly);
    if open && source.hedge != Hedge::None && is_met(draft, &Quantity { hedge: Hedge::None, ..source.clone() }) {
        return grade(draft, source);
    }
    let same_side = draft.hedge == source.hedge && !draft.unit.same_scale(&source.unit);
    let rounds = !draft.hedge.is_directional() || same_side;
    let (draft, source) = (&bare(draft), &bare(source));
    let same = if rounds { same_number(draft, source) } else { same_ends(draft, source, false) };
    if same { grade(draft, source) } else { Fit::None }
}

/// Whether the draft's words admit the source's value, which is not far from its bound.
fn is_met(draft: &Quantity, source: &Quantity) -> bool {
    // "$3.25 to $3.45" holds all of "$3.25 to $3.35", and is another range.
    if let (Number::Range(..), Number::Range(..)) = (draft.number, source.number) {
        return false;
    }
    let met = |draft: &Quantity, source: &Quantity| {
        let bound = compare(draft, source);
        let apt = !bound.understated || is_near(draft, source);
        bound.relation == Relation::Supported && apt && rounds_off(draft, source)
    };
    // "$2.15 billion" of a transcript's "2,147 million": only one says of what.
    let one_is_bare = is_bare(draft) != is_bare(source) && (draft.scaled || source.scaled);
    met(draft, source) || one_is_bare && met(&counted(draft), &counted(source))
}

/// Whether the number beside a hedge is the source's or a rounder one: "some 80" of 82, and not "some 85" of "some 80".
fn rounds_off(draft: &Quantity, source: &Quantity) -> bool {
    let (Number::Point(own), Number::Point(other)) = (draft.number, source.number) else { return true };
    let converted = !draft.unit.same_scale(&source.unit);
    draft.hedge == Hedge::None || converted || own == other || step(own) > step(other)
}

/// The largest step of 1, 2, 2.5 or 5 times a power of ten that leads to a number: 5 for 85, 20 for 80, 0.05 for 5.15.
fn step(value: Decimal) -> Decimal {
    let value = value.normalize();
    let place = last_nonzero_place(value).unwrap_or_else(|| Decimal::new(1, value.scale()));
    let steps = [50, 25, 20, 10].into_iter().filter_map(|tenths| Decimal::new(tenths, 1).checked_mul(place));
    let leads = |step: &Decimal| value.checked_rem(*step).is_some_and(|rest| rest.is_zero());
    steps.into_iter().find(leads).unwrap_or(place)
}

/// "under $5.90" of $5.865: no more than a twentieth off.
fn is_near(draft: &Quantity, source: &Quantity) -> bool {
    let (Number::Point(own), Number::Point(other)) = (draft.number, source.number) else { return false };
    let (Some(own), Some(other)) = (draft.unit.to_base(own), source.unit.to_base(other)) else { return false };
    (own - other).abs() <= own.abs() / Decimal::from(20)
}

fn grade(draft: &Quantity, source: &Quantity) -> Fit {
    let other_rate = draft.per.is_some() && source.per.is_some() && draft.per != source.per;
    if other_rate || is_bare(draft) != is_bare(source) { Fit::Number } else { Fit::Same }
}

/// The number alone, as if it counted things.
fn counted(quantity: &Quantity) -> Quantity {
    Quantity { unit: Unit::count(), per: None, ..quantity.clone() }
}

/// The quantity without the side that its hedge names.
fn bare(quantity: &Quantity) -> Quantity {
    let mut quantity = quantity.clone();
    if quantity.hedge.is_directional() {
        quantity.hedge = Hedge::None;
    }
    quantity
}

fn same_number(draft: &Quantity, source: &Quantity) -> bool {
    is_met(draft, source) || same_ends(draft, source, true)
}

/// Whether both name one number, to the last digit or as the draft may have rounded it; of two ranges, whether both ends are one.
fn same_ends(draft: &Quantity, source: &Quantity, rounded: bool) -> bool {
    let comparable =
        draft.unit.comparable(&source.unit) || is_bare(draft) || is_bare(source) || are_pounds(draft, source);
    let equal = |own: Decimal, other: Decimal| is_same_end(draft, own, source, other, rounded);
    let end = |quantity: &Quantity, end: Decimal| Quantity { number: Number::Point(end), ..quantity.clone() };
    let meets =
        |own: Decimal, other: Decimal| equal(own, other) || rounded && is_met(&end(draft, own), &end(source, other));
    comparable
        && match (draft.number, source.number) {
            (Number::Range(low, high), Number::Range(from, to)) => meets(low, from) && meets(high, to),
            _ => named(draft).into_iter().any(|own| named(source).into_iter().any(|other| equal(own, other))),
        }
}

/// The numbers that a quantity names.
pub fn named(quantity: &Quantity) -> Vec<Decimal> {
    match quantity.number {
        Number::Point(value) | Number::Share(value) | Number::Ratio(value) => vec![value],
        Number::Range(low, high) | Number::Majority(low, high) => vec![low, high],
        // "a dozen" says twelve and "a couple" two, "a few" and "dozens" say no number.
        Number::Vague(low, Some(high)) if high - low <= Decimal::TWO => vec![((low + high) / Decimal::TWO).floor()],
        Number::Vague(..) => Vec::new(),
    }
}

fn is_same_end(draft: &Quantity, own: Decimal, source: &Quantity, other: Decimal, rounded: bool) -> bool {
    // "33%" of a third, "54" of a mean of 54.3.
    let finer = matches!(source.number, Number::Share(_)) || source.place < Decimal::ONE && source.place < draft.place;
    if draft.unit.comparable(&source.unit) {
        let (Some(a), Some(b)) = (draft.unit.to_base(own), source.unit.to_base(other)) else { return false };
        let half = draft.place.checked_mul(draft.unit.factor).map_or(Decimal::ZERO, |place| place / Decimal::TWO);
        return a == b || rounded && finer && (a - b).abs() <= half;
    }
    // "aged 39" of "38.6 years", "54%" of a table's 54.3.
    let measured = |quantity: &Quantity| matches!(quantity.unit.dimension, Dimension::Measured(_));
    let percent = draft.unit.dimension == Dimension::Percent;
    let may_round = rounded && finer && (measured(source) || measured(draft) || percent);
    own == other || may_round && (own - other).abs() <= draft.place / Decimal::TWO
}

/// "£11,000" of "eleven thousand pounds", which may be a weight.
fn are_pounds(draft: &Quantity, source: &Quantity) -> bool {
    draft.unit.dimension != source.unit.dimension && may_be_pounds(&draft.unit) && may_be_pounds(&source.unit)
}

/// Whether it is the pound of money, or that of weight, which has its name.
pub fn may_be_pounds(unit: &Unit) -> bool {
    match &unit.dimension {
        Dimension::Money => unit.name == STERLING,
        dimension => dimension.is("mass") && unit.name == "pound",
    }
}

/// The ISO code of the currency whose name is that of a weight.
const STERLING: &str = "GBP";

/// Whether nothing says what the number is counted in.
pub fn is_bare(quantity: &Quantity) -> bool {
    quantity.unit.dimension == Dimension::Count
}

/// Whether the source leaves open the year that the draft has.
fn adds_a_year(draft: &DateMention, source: &DateMention) -> bool {
    draft.year.is_some() && source.year.is_none()
}

/// What the draft says of a date, the source says too.
fn is_same_date(draft: &DateMention, source: &DateMention) -> bool {
    fn agree<T: PartialEq>(draft: Option<T>, source: Option<T>) -> bool {
        draft.is_none() || source.is_none() || draft == source
    }
    let (day, month) = (agree(draft.day, source.day), agree(draft.month, source.month));
    let stated = [draft.day.is_some() && source.day.is_some(), draft.month.is_some() && source.month.is_some()];
    let finer = draft.day.is_none() || source.day.is_some();
    day && month && finer && agree(draft.year, source.year) && stated.contains(&true)
}

/// "31/08/2022" in either order of day and month.
fn is_date_in_digits(date: &DateMention, parts: &[String]) -> bool {
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| part.parse().ok()).collect();
    let (Some(numbers), Some(day), Some(month)) = (numbers, date.day, date.month) else { return false };
    let (day, month) = (day as u32, month as u32);
    let year = date.year.map(|year| year as u32);
    let is_year = |number: u32| year.is_none_or(|year| number == year || number == year % 100);
    match numbers[..] {
        [a, b] => (a, b) == (day, month) || (a, b) == (month, day),
        [a, b, c] => {
            ((a, b) == (day, month) || (a, b) == (month, day)) && is_year(c) || (b, c) == (month, day) && is_year(a)
        }
        _ => false,
    }
}

fn is_same_time(draft: Time, source: Time) -> bool {
    if draft.either_half || source.either_half {
        draft.minutes % HALF_DAY == source.minutes % HALF_DAY
    } else {
        draft.minutes == source.minutes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::quantity::parse_value;

    fn quantity(text: &str) -> Value {
        Value::Quantity(Box::new(parse_value(text, &Lexicon::english()).expect(text)))
    }

    #[test]
    fn quantities_fit_as_a_reader_would_say() {
        let table = [
            ("$1.2 billion", "1,213 million dollars", Fit::Same),
            ("$1.2 billion", "$1.3 billion", Fit::None),
            ("50%", "half", Fit::Same),
            ("33%", "a third", Fit::Same),
            ("40%", "a third", Fit::None),
            ("more than 200", "200", Fit::Same),
            ("about 30", "28", Fit::Same),
            ("30", "28", Fit::None),
            ("20", "20", Fit::Same),
            ("20%", "20", Fit::Number),
            ("$50/month", "$50/user", Fit::Number),
            ("3 months", "$3", Fit::None),
            ("14 days", "2 weeks", Fit::Same),
            ("10 to 15 people", "15 people", Fit::Same),
            ("15", "10 to 15", Fit::Same),
            ("12", "10 to 15", Fit::None),
            ("1,200", "1,213", Fit::Same),
            ("54", "54.3", Fit::Same),
            ("54", "54.6", Fit::None),
            ("more than $200 million", "$203m", Fit::Same),
            ("more than $200 million", "$403m", Fit::None),
            ("over $50", "$49.95", Fit::None),
            ("$50", "$49.95", Fit::Same),
            ("about $50", "$49.95", Fit::Same),
            ("under $50", "$49.95", Fit::Same),
            ("under $5.90", "$5.865", Fit::Same),
            ("under $5.90", "$4.86", Fit::None),
            ("over $50", "over $50", Fit::Same),
            ("nearly 1,200", "1,213", Fit::None),
            ("almost $5 million", "$4.97 million", Fit::Same),
            ("more than half", "50.2%", Fit::Same),
            ("more than half", "49.6%", Fit::None),
            // Whoever converts "more than 160 km" rounds what follows from it.
            ("more than 100 miles", "more than 160 km", Fit::Same),
            ("more than 100 miles", "160 km", Fit::None),
            ("5", "a few", Fit::None),
            ("12", "a dozen", Fit::Same),
            ("2", "a couple of", Fit::Same),
            ("€20", "$20", Fit::None),
            // One says of what, the other does not.
            ("$2.15 billion", "2,147 million", Fit::Number),
            ("$2.15 billion", "2,247 million", Fit::None),
            ("39", "38.6 years", Fit::Number),
            ("39", "38.2 years", Fit::None),
            ("about $8.5 billion", "between 8.4 and 8.6 billion", Fit::Number),
            ("£11,000", "eleven thousand pounds", Fit::Same),
            ("£11,000", "eleven thousand dollars", Fit::None),
            // A bound of the source is a number to the draft, never one of the other side.
            ("nearly 60", "at least 58", Fit::Same),
            ("nearly 60", "at least 38", Fit::None),
            ("under 60", "at least 58", Fit::None),
            ("about 207 degrees Celsius", "roughly 480 kelvin", Fit::Same),
            ("about 257 degrees Celsius", "roughly 480 kelvin", Fit::None),
            // A hedge goes with a rounder number, not with another one.
            ("some 80", "82", Fit::Same),
            ("some 85", "some 80", Fit::None),
            ("about 15", "16", Fit::Same),
            ("more than 40 works", "more than 50 works", Fit::None),
            ("more than 50 works", "57 works", Fit::Same),
            ("approximately 5.16%", "approximately 5.15%", Fit::None),
            ("approximately 5.2%", "5.15%", Fit::Same),
            ("roughly 332 million", "roughly 330 million", Fit::None),
            ("nearly 200,500", "nearly 200,000", Fit::None),
            ("nearly 200,000", "198,340", Fit::Same),
            // Both ends of a range.
            ("10 to 15 people", "10 to 20 people", Fit::None),
            ("10 to 20 people", "10 to 20 people", Fit::Same),
            ("$3.25 to $3.45", "$3.25 to $3.35", Fit::None),
            ("$3.3 to $3.4 billion", "$3,232 to $3,409 million", Fit::None),
            ("$3.3 to $3.4 billion", "$3,302 to $3,409 million", Fit::Same),
            ("between 10 and 20 people", "16 people", Fit::Same),
        ];
        for (draft, source, expected) in table {
            assert_eq!(fit(&quantity(draft), &quantity(source)), expected, "{draft} beside {source}");
        }
    }

    #[test]
    fn times_and_dates_fit_in_all_their_spellings() {
        let time = |minutes, either_half| Value::Time(Time { minutes, either_half });
        assert_eq!(fit(&time(900, false), &time(180, true)), Fit::Same);
        assert_eq!(fit(&time(900, false), &time(180, false)), Fit::None);
        let date =
            |day, month, year| Value::Date(DateMention { span: Default::default(), weekday: None, day, month, year });
        let code = |parts: &[&str]| Value::Code(parts.iter().map(|part| (*part).to_owned()).collect());
        let august = date(Some(31), Some(8), Some(2022));
        assert_eq!(fit(&august, &code(&["8", "31", "22"])), Fit::Same);
        assert_eq!(fit(&august, &code(&["31", "8", "2021"])), Fit::None);
        assert_eq!(fit(&august, &date(Some(30), Some(8), Some(2022))), Fit::None);
        assert_eq!(fit(&date(Some(31), Some(8), None), &august), Fit::Same);
        assert_eq!(fit(&august, &date(Some(31), Some(8), None)), Fit::Number);
        assert_eq!(fit(&august, &date(None, Some(8), Some(2022))), Fit::None);
    }
}

//! Whether a figure of a draft and one of a source say the same, by their values alone.

use rust_decimal::Decimal;

use crate::claim::source::printed::{HALF_DAY, Time, Value};
use crate::mention::DateMention;
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
    let bound = compare(draft, source);
    if bound.relation == Relation::Supported && !bound.understated {
        return grade(draft, source);
    }
    let same_side = draft.hedge == source.hedge && !draft.unit.same_scale(&source.unit);
    let rounds = !draft.hedge.is_directional() || same_side;
    let (draft, source) = (&bare(draft), &bare(source));
    if !rounds {
        return if same_ends(draft, source, false) { grade(draft, source) } else { Fit::None };
    }
    if let Number::Range(low, high) = draft.number {
        let whole = same_number(draft, source);
        let ends = [low, high].map(|end| Quantity { number: Number::Point(end), ..draft.clone() });
        return if whole || ends.iter().any(|end| same_number(end, source)) { grade(draft, source) } else { Fit::None };
    }
    if same_number(draft, source) { grade(draft, source) } else { Fit::None }
}

fn grade(draft: &Quantity, source: &Quantity) -> Fit {
    let other_rate = draft.per.is_some() && source.per.is_some() && draft.per != source.per;
    if other_rate || is_bare(draft) != is_bare(source) { Fit::Number } else { Fit::Same }
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
    compare(draft, source).relation == Relation::Supported || same_ends(draft, source, true)
}

/// Whether both name one number, to the last digit or as the draft may have rounded it.
fn same_ends(draft: &Quantity, source: &Quantity, rounded: bool) -> bool {
    let ends = |quantity: &Quantity| match quantity.number {
        Number::Point(value) | Number::Share(value) | Number::Ratio(value) => [Some(value), None],
        Number::Range(low, high) | Number::Majority(low, high) => [Some(low), Some(high)],
        // "a dozen" says twelve and "a couple" two, "a few" and "dozens" say no number.
        Number::Vague(low, Some(high)) if high - low <= Decimal::TWO => {
            [Some(((low + high) / Decimal::TWO).floor()), None]
        }
        Number::Vague(..) => [None, None],
    };
    let comparable = draft.unit.comparable(&source.unit) || is_bare(draft) || is_bare(source);
    let base = |unit: &Unit, value: Decimal| unit.to_base(value);
    let equal = |own: Decimal, other: Decimal| {
        let (Some(a), Some(b)) = (base(&draft.unit, own), base(&source.unit, other)) else { return false };
        // "33%" of a third, "54" of a mean of 54.3.
        let half = draft.place.checked_mul(draft.unit.factor).map_or(Decimal::ZERO, |place| place / Decimal::TWO);
        let finer =
            matches!(source.number, Number::Share(_)) || source.place < Decimal::ONE && source.place < draft.place;
        let rounds = rounded && finer && (a - b).abs() <= half;
        a == b || rounds || is_bare(draft) != is_bare(source) && own == other
    };
    comparable && {
        let own: Vec<Decimal> = ends(draft).into_iter().flatten().collect();
        let others: Vec<Decimal> = ends(source).into_iter().flatten().collect();
        own.iter().any(|&own| others.iter().any(|&other| equal(own, other)))
    }
}

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

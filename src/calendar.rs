//! Dates as people write them: a day, a month or a year; periods; weekdays. Civil dates only, no clock and no time zone.

use std::fmt;

use jiff::civil::Date;

/// A date of which the day, or the day and the month, may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// Year of the Gregorian calendar.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: Option<i8>,
    /// Day of the month, only with a month.
    pub day: Option<i8>,
}

impl PartialDate {
    /// A whole day.
    pub fn day(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }

    /// Reads `2024`, `2024-05` or `2024-05-02`, alone or followed by a time of day; `None` for anything else and for days that do not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let date = text.split(['T', ' ']).next()?;
        let mut parts = date.split('-');
        let year = parts.next().filter(|part| part.len() == 4)?.parse().ok()?;
        let month = parts.next().map(|part| two_digits(part)).transpose_option()?;
        let day = parts.next().map(|part| two_digits(part)).transpose_option()?;
        if parts.next().is_some() || (day.is_none() && date.len() != text.len()) {
            return None;
        }
        let whole = Self { year, month, day };
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok().map(|_| whole)
    }

    /// The first day it can mean.
    pub fn earliest(self) -> Date {
        Date::constant(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day it can mean.
    pub fn latest(self) -> Date {
        let month = self.month.unwrap_or(12);
        match self.day {
            Some(day) => Date::constant(self.year, month, day),
            None => Date::constant(self.year, month, 1).last_of_month(),
        }
    }

    /// The day, where all of it is known.
    pub fn exact(self) -> Option<Date> {
        self.day.map(|_| self.earliest())
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

fn two_digits(part: &str) -> Option<i8> {
    (part.len() == 2).then(|| part.parse().ok()).flatten()
}

/// Turns `Some(None)`, a part that is there but wrong, into failure.
trait TransposeOption<T> {
    fn transpose_option(self) -> Option<Option<T>>;
}

impl<T> TransposeOption<T> for Option<Option<T>> {
    fn transpose_option(self) -> Option<Option<T>> {
        match self {
            None => Some(None),
            Some(None) => None,
            Some(some) => Some(some),
        }
    }
}

/// A stretch of days that a flow is counted over, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

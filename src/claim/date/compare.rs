//! A stated time against a recorded one.

use jiff::civil::Date;

use crate::calendar::PartialDate;
use crate::claim::date::expression::When;
use crate::claim::{Reason, Verdict};

/// How far from the draft's date a weekday may lie, in days.
const WEEK: i64 = 7;

/// The days that a record leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub first: Date,
    pub last: Date,
}

impl Days {
    /// Every day that `date` can mean.
    pub fn of(date: PartialDate) -> Self {
        Self { first: date.earliest(), last: date.latest() }
    }

    /// From the first day of one to the last of the other.
    pub fn between(start: PartialDate, end: PartialDate) -> Self {
        Self { first: start.earliest(), last: end.latest().max(start.earliest()) }
    }

    fn overlaps(self, other: Days) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    fn holds(self, other: Days) -> bool {
        self.first <= other.first && other.last <= self.last
    }
}

/// Whether what is stated can be true. `exact` says that all recorded days are days of what happened, not one unknown day among them.
pub fn compare(stated: When, recorded: Days, exact: bool, today: Option<PartialDate>) -> Verdict {
    match stated {
        When::Between(first, last) => against(Days { first, last }, recorded, exact),
        When::OfSomeYear { month, day } => {
            let years = recorded.first.year()..=recorded.last.year();
            if years.clone().count() > 3 {
                return Verdict::NotEnoughInfo(Reason::Overlap);
            }
            let verdicts = years.map(|year| {
                let written = PartialDate { year, month: Some(month), day };
                against(Days::of(written), recorded, exact)
            });
            best(verdicts)
        }
        When::Weekday(weekday) => on_weekday(weekday, recorded, exact, today),
    }
}

fn against(stated: Days, recorded: Days, exact: bool) -> Verdict {
    if !stated.overlaps(recorded) {
        Verdict::Refuted
    } else if exact || stated.holds(recorded) {
        Verdict::Supported
    } else {
        Verdict::NotEnoughInfo(Reason::Overlap)
    }
}

/// Supported before undecided before refuted.
fn best(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    let rank = |verdict: &Verdict| match verdict {
        Verdict::Supported => 0,
        Verdict::NotEnoughInfo(_) => 1,
        Verdict::Refuted => 2,
    };
    verdicts.min_by_key(rank).unwrap_or(Verdict::NotEnoughInfo(Reason::Overlap))
}

/// A weekday is near the draft's date: judged only of what was recorded for days within a week of it.
fn on_weekday(weekday: i8, recorded: Days, exact: bool, today: Option<PartialDate>) -> Verdict {
    let Some(today) = today else { return Verdict::NotEnoughInfo(Reason::NoDate) };
    let distance = |a: Date, b: Date| a.until(b).map_or(i64::MAX, |span| i64::from(span.get_days()).abs());
    let Some(today) = today.exact() else { return Verdict::NotEnoughInfo(Reason::Overlap) };
    let one_day = recorded.first == recorded.last;
    let near = distance(today, recorded.first) <= WEEK && distance(today, recorded.last) <= WEEK;
    if !near || !(one_day || exact) {
        return Verdict::NotEnoughInfo(if near { Reason::Overlap } else { Reason::OtherPeriod });
    }
    let falls = recorded.first.series(jiff::Span::new().days(1)).take_while(|day| *day <= recorded.last).take(15);
    let agrees = falls.into_iter().any(|day| day.weekday().to_monday_one_offset() == weekday);
    if agrees { Verdict::Supported } else { Verdict::Refuted }
}

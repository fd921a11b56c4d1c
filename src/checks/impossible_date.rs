//! A date that no calendar has.

use jiff::civil::Date;

use crate::check::{Category, Check, Context, Report};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::mention::DateMention;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "impossible-date",
    summary: "A date that no calendar has.",
    category: Category::Draft,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/impossible-date.md"),
    run: Some(check),
};

/// The last year in which a country kept the Julian calendar, where 1900 was a leap year: Greece, 1923.
const LAST_JULIAN: i16 = 1923;

fn check(context: &Context, report: &mut Report) {
    for date in &context.mentions.dates {
        let Some((month, day)) = date.month.zip(date.day) else { continue };
        let days = days(month, date.year);
        if day <= days || may_be_a_count(context, date) {
            continue;
        }
        let name = month_name(context, month);
        let limit = match date.year.filter(|_| month == 2) {
            Some(year) => format!("{name} {year} has {days} days"),
            None => format!("{name} has {days} days"),
        };
        let diagnostic = Diagnostic::new(CHECK.name, format!("{}: {limit}", words(context, date)))
            .label(Document::FILE, context.document.source_span(date.span), format!("there is no such day: {limit}"))
            .help("look the date up and correct the day or the month");
        if context.mentions.is_quoted(date.span) {
            report.add_quieter(diagnostic);
        } else {
            report.add(diagnostic);
        }
    }
}

/// Whether the number may count what follows: "by April 31 schools had closed", "the 31 June orders", but not "on April 31".
fn may_be_a_count(context: &Context, date: &DateMention) -> bool {
    let document = context.document;
    let last = document.token_at(date.span.start().max(date.span.end().saturating_sub(1)));
    let text = |at: usize| document.tokens.get(at).map_or("", |token| token.text(&document.prose));
    if date.year.is_some() || date.weekday.is_some() || !text(last + 1).starts_with(char::is_lowercase) {
        return false;
    }
    let month_first = document.text(date.span).starts_with(char::is_alphabetic);
    if month_first && text(last).starts_with(char::is_alphabetic) {
        // "April 31st" counts nothing.
        return false;
    }
    let words = &context.lexicon.calendar;
    let first = document.token_at(date.span.start());
    let before = first.checked_sub(1).map_or("", text);
    let is_one_of = |list: &[String]| list.iter().any(|word| word.eq_ignore_ascii_case(before));
    !is_one_of(&words.dates.between) || (!month_first && is_one_of(&words.the))
}

/// The date as written; the further end of a stretch, "31" of "June 29–31", with the month it belongs to.
fn words(context: &Context, date: &DateMention) -> String {
    let text = context.document.text(date.span);
    match (text.chars().any(char::is_alphabetic) || text.contains('-'), date.month) {
        (false, Some(month)) => format!("{} {text}", month_name(context, month)),
        _ => text.to_owned(),
    }
}

/// Days of a month. February has 29 where the year is not known, or where either calendar says so.
fn days(month: i8, year: Option<i16>) -> i8 {
    let leap = year.is_none_or(|year| year % 4 == 0 && year <= LAST_JULIAN);
    match (month, leap) {
        (2, true) => 29,
        _ => Date::new(year.unwrap_or(2000), month, 1).map_or(31, Date::days_in_month),
    }
}

fn month_name(context: &Context, month: i8) -> String {
    let forms = context.lexicon.calendar.months.spellings(month);
    let name = forms.and_then(|forms| forms.first()).map_or("", String::as_str);
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_their_days() {
        let table = [
            (6, None, 30),
            (7, Some(2023), 31),
            (2, None, 29),
            (2, Some(2023), 28),
            (2, Some(2024), 29),
            (2, Some(2000), 29),
            (2, Some(2100), 28),
            // A leap year in Russia, Greece and Serbia, which kept the Julian calendar.
            (2, Some(1900), 29),
        ];
        for (month, year, expected) in table {
            assert_eq!(days(month, year), expected, "{month} of {year:?}");
        }
    }
}

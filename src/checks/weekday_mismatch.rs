//! A weekday and a date, side by side, that do not belong together.

use std::collections::BTreeMap;

use jiff::Span as Days;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::check::{Category, Check, Context, Report};
use crate::claim::{ClaimKind, Evidence, Judgement, Verdict};
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::document::{BlockKind, Document};
use crate::lexicon::phrases::lower;
use crate::mention::DateMention;
use crate::settings::{DateOrigin, Level};
use crate::span::Span;

pub static CHECK: Check = Check {
    name: "weekday-mismatch",
    summary: "A weekday that does not belong to the date beside it, or to the recorded day of what it is told of.",
    category: Category::Draft,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/weekday-mismatch.md"),
    run: Some(check),
};

/// The last year in which a country kept the Julian calendar (Greece, 1923): until then, either calendar may be meant.
const LAST_JULIAN: i16 = 1923;

/// How far from the draft's date a date without a year may lie, in days: half a year.
const HALF_YEAR: i64 = 183;
/// From this many days on, the day of the year before or after may be meant as well.
const SEASON: i64 = 150;

/// How many of the years named on either side of a date, in the same block, it may belong to.
const NEARBY: usize = 8;

/// How many tokens before a date may say that it lies ahead: "is to be put to the vote on".
const CLAUSE: usize = 24;

fn check(context: &Context, report: &mut Report) {
    beside_dates(context, report);
    for judgement in context.judgements {
        let told = judgement.kind == ClaimKind::Date && judgement.verdict == Verdict::Refuted;
        if let Some(diagnostic) = told.then(|| of_recorded(context, judgement)).flatten() {
            report.add_at(diagnostic, if judgement.quoted { Severity::quieter } else { |severity| severity });
        }
    }
}

/// A weekday alone that is told of something whose day is recorded.
fn of_recorded(context: &Context, judgement: &Judgement) -> Option<Diagnostic> {
    let mention = context.mentions.dates.get(judgement.mention).filter(|date| date.is_weekday_alone())?;
    let (weekday, words) = mention.weekday?;
    let evidence = judgement.evidence.as_ref()?;
    let (said, label) = (weekday_name(context, weekday), &judgement.reading.label);
    let day = judgement.reading.days.filter(|(first, last)| first == last).map(|(first, _)| first);
    let recorded = match day {
        Some(day) => format!("{}, {day}", weekday_name(context, number(day))),
        None => judgement.reading.recorded.clone().unwrap_or_default(),
    };
    let document = context.document;
    let mut diagnostic = Diagnostic::new(CHECK.name, format!("{label}: draft {said}, recorded {recorded}"))
        .confidence(judgement.confidence)
        .label(Document::FILE, document.source_span(words), format!("the draft says {said}"))
        .label(evidence.place.file, evidence.place.span, format!("it was on {recorded}"))
        .fact(&evidence.key, None)
        .help(match day {
            Some(day) => format!("write {}, or correct the recorded date", weekday_name(context, number(day))),
            None => "correct the weekday, or the recorded dates".to_string(),
        });
    if let Some((today, origin)) = context.date {
        diagnostic = diagnostic.note(format!("weekdays are taken to be near {today} ({})", place_of(origin)));
    }
    Some(diagnostic)
}

/// Weekdays in apposition to a date.
fn beside_dates(context: &Context, report: &mut Report) {
    let mut years = None;
    let recorded = recorded_days(context, &Verdict::Supported);
    let refuted: FxHashMap<usize, Date> =
        recorded_days(context, &Verdict::Refuted).into_iter().map(|(index, (day, _))| (index, day)).collect();
    for (index, date) in context.mentions.dates.iter().enumerate() {
        let (Some(weekday), Some(month), Some(day)) = (date.weekday, date.month, date.day) else { continue };
        let quoted = is_quoted(context, date);
        let in_year = |year| Date::new(year, month, day).ok();
        let known = recorded.get(&index).copied();
        let judged = match (date.year, known) {
            (Some(year), _) => {
                in_year(year).filter(|&date| !falls_on(date, weekday.0)).map(|date| (date, Year::Written))
            }
            (None, Some((day, fact))) => against_recorded(context, day, weekday.0).map(|date| (date, Year::Of(fact))),
            // Quoted words may be of any year.
            (None, None) if quoted => None,
            (None, None) => inferred(context, month, day)
                .filter(|candidates| {
                    let years = years.get_or_insert_with(|| years_named(context));
                    candidates.iter().all(|&date| !falls_on(date, weekday.0))
                        && !may_mean_another_year(context, date, candidates[0], years, |year| {
                            in_year(year).is_some_and(|date| falls_on(date, weekday.0))
                        })
                })
                .map(|candidates| (candidates[0], Year::OfDraft)),
        };
        // Where the record says another day that is such a weekday, the day is what is wrong, and `date-mismatch` says so.
        let other_day =
            |real: &(Date, Year)| refuted.get(&index).is_some_and(|&day| day != real.0 && falls_on(day, weekday.0));
        let Some((real, year)) = judged.filter(|real| !other_day(real)) else { continue };
        let diagnostic = describe(context, date, weekday, real, year);
        if quoted {
            report.add_quieter(diagnostic);
        } else {
            report.add(diagnostic);
        }
    }
}

/// Where the year of a judged date comes from.
#[derive(Clone, Copy)]
enum Year<'a> {
    Written,
    OfDraft,
    /// The recorded day of what the date is told of.
    Of(&'a Evidence),
}

/// The recorded day of what each date is told of, where the verdict on the date is `verdict`: by the date's position among the mentions.
fn recorded_days<'a>(context: &Context<'a>, verdict: &Verdict) -> FxHashMap<usize, (Date, &'a Evidence)> {
    let told = context.judgements.iter().filter(|judgement| {
        judgement.kind == ClaimKind::Date && judgement.verdict == *verdict && judgement.confidence > Confidence::Low
    });
    let days = told.filter_map(|judgement| {
        let (first, last) = judgement.reading.days?;
        (first == last).then_some((judgement.mention, (first, judgement.evidence.as_ref()?)))
    });
    days.collect()
}

/// The recorded day, if it was another weekday. One that would be right beside the draft's own date may be of an anniversary.
fn against_recorded(context: &Context, day: Date, weekday: i8) -> Option<Date> {
    let near = inferred(context, day.month(), day.day()).unwrap_or_default();
    (!falls_on(day, weekday) && !near.iter().any(|&near| falls_on(near, weekday))).then_some(day)
}

/// Whether the date stands in somebody else's words.
fn is_quoted(context: &Context, date: &DateMention) -> bool {
    let block = context.document.blocks.get(context.document.block_at(date.span.start()));
    context.mentions.is_quoted(date.span) || block.is_some_and(|block| block.kind == BlockKind::Quotation)
}

/// Both halves in the first line; a label on each.
fn describe(context: &Context, date: &DateMention, weekday: (i8, Span), real: Date, year: Year) -> Diagnostic {
    let document = context.document;
    let is = match context.date.map(|(today, _)| today.latest()) {
        Some(today) if real > today => "is",
        _ => "was",
    };
    let (said, right) = (weekday_name(context, weekday.0), weekday_name(context, number(real)));
    let words = document.text(date.span);
    let first = match date.year {
        Some(_) => format!("{words}: that day {is} a {right}"),
        None => format!("{words}: in {} that day {is} a {right}", real.year()),
    };
    let day = day_span(document, date.span, weekday.1);
    let mut diagnostic = Diagnostic::new(CHECK.name, first)
        .label(Document::FILE, document.source_span(weekday.1), format!("the draft says {said}"))
        .label(Document::FILE, document.source_span(day), format!("{real} {is} a {right}"));
    match (year, context.date) {
        (Year::OfDraft, Some((today, origin))) => {
            let from = format!("the year is taken from the date of the draft, {today} ({})", place_of(origin));
            diagnostic = diagnostic.note(from);
        }
        (Year::Of(fact), _) => {
            let label = format!("recorded as {real}, a {right}");
            diagnostic = diagnostic.label(fact.place.file, fact.place.span, label).fact(&fact.key, None);
        }
        _ => {}
    }
    match nearest(real, weekday.0) {
        Some(near) => diagnostic.help(format!(
            "write {right}, or correct the date: the nearest {said} {is} {near}; ask which of the two the source gave"
        )),
        None => diagnostic.help(format!("write {right}, or correct the date")),
    }
}

/// The days that a date without a year can mean, the likeliest first: the one within half a year of the draft, the one in the draft's
/// own year, and where the first is a season away the one on the other side: a draft of March may tell of last August as well as of the
/// next. `None` where the draft has no date that decides.
fn inferred(context: &Context, month: i8, day: i8) -> Option<Vec<Date>> {
    let (today, _) = context.date?;
    let near = nearest_year(today.earliest(), month, day)?;
    if nearest_year(today.latest(), month, day)? != near {
        return None;
    }
    let nearest = Date::new(near, month, day).ok()?;
    let mut candidates = vec![nearest];
    if near != today.year {
        candidates.extend(Date::new(today.year, month, day).ok());
    }
    if distance(today.earliest(), nearest)? > SEASON {
        let other = if nearest > today.earliest() { near.checked_sub(1)? } else { near.checked_add(1)? };
        candidates.extend(Date::new(other, month, day).ok());
    }
    Some(candidates)
}

/// The one year in which the day lies within half a year of `today`.
fn nearest_year(today: Date, month: i8, day: i8) -> Option<i16> {
    let mut found = None;
    for year in today.year().checked_sub(1)?..=today.year().checked_add(1)? {
        let Ok(date) = Date::new(year, month, day) else { continue };
        if distance(today, date)? <= HALF_YEAR && found.replace(year).is_some() {
            return None;
        }
    }
    found
}

fn distance(a: Date, b: Date) -> Option<i64> {
    a.until(b).ok().map(|span| i64::from(span.get_days()).abs())
}

/// Whether a year that the draft names makes the weekday right. The years next to the draft's own must stand nearby: in the same
/// block, or as the last one named before. Those further off must have set the scene before: not "since 2021", "the 2021 election".
fn may_mean_another_year(
    context: &Context,
    date: &DateMention,
    inferred: Date,
    years: &Years,
    fits: impl Fn(i16) -> bool,
) -> bool {
    if is_ahead(context, date, inferred) {
        return false;
    }
    let inferred = inferred.year();
    let block = context.document.blocks.get(context.document.block_at(date.span.start()));
    let next = years.placed.partition_point(|&(at, _)| at < date.span.start());
    let around =
        years.placed.get(next.saturating_sub(NEARBY)..(next + NEARBY).min(years.placed.len())).unwrap_or_default();
    let in_block = around.iter().filter(|(at, _)| block.is_some_and(|block| block.span.contains(Span::empty(*at))));
    let before = next.checked_sub(1).and_then(|before| years.placed.get(before));
    let nearby = in_block.chain(before).map(|&(_, year)| year).filter(|&year| year != inferred);
    let told = |(&year, &first): (&i16, &usize)| (first < date.span.start()).then_some(year);
    let far = years.scenes.iter().filter_map(told).filter(|year| (year - inferred).abs() > 1);
    nearby.chain(far).any(fits)
}

/// "is to be put to the vote on Thursday, March 25": the sentence tells of what comes, which the inferred day does.
fn is_ahead(context: &Context, date: &DateMention, inferred: Date) -> bool {
    let document = context.document;
    let future = context.date.is_some_and(|(today, _)| inferred > today.latest());
    let Some(sentence) = document.sentences.get(document.sentence_at(date.span.start())) else { return false };
    let at = document.token_at(date.span.start());
    let ahead = &context.lexicon.calendar.dates.ahead;
    let range = (sentence.tokens.0 as usize).max(at.saturating_sub(CLAUSE))..at;
    future && range.into_iter().any(|at| ahead.starting(&document.prose, &document.tokens, at).is_some())
}

/// The years that a draft names.
struct Years {
    /// With the place of each, in order.
    placed: Vec<(usize, i16)>,
    /// Those in which something is told to have been, with the first place that says so: "in 1997", "on 3 May 1997".
    scenes: BTreeMap<i16, usize>,
}

/// Every number that can be a year.
fn years_named(context: &Context) -> Years {
    let document = context.document;
    let numbers = document.tokens.iter().enumerate().filter(|(_, token)| token.is_number() && token.span.len() == 4);
    let (mut placed, mut scenes) = (Vec::new(), BTreeMap::new());
    for (at, token) in numbers {
        let Some(year) = token.text(&document.prose).parse().ok().filter(|year| (1500..=2199).contains(year)) else {
            continue;
        };
        placed.push((token.span.start(), year));
        if sets_scene(context, at) {
            scenes.entry(year).or_insert(token.span.start());
        }
    }
    Years { placed, scenes }
}

/// "In 1997", "on 3 May 1997", "1997:" and headings; not "since May 2021", "the 2021 election", "(2021)".
fn sets_scene(context: &Context, at: usize) -> bool {
    let (document, words) = (context.document, &context.lexicon.times);
    let span = document.tokens[at].span;
    let heading = document
        .blocks
        .get(document.block_at(span.start()))
        .is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)));
    let start = match context.mentions.date_over(span) {
        Some(date) if date.day.is_some() => return true,
        Some(date) => document.token_at(date.span.start()),
        None => at,
    };
    let before = start.checked_sub(1).map(|before| lower(document.tokens[before].text(&document.prose)));
    let opens = document
        .sentences
        .get(document.sentence_at(span.start()))
        .is_some_and(|sentence| sentence.tokens.0 as usize == at);
    heading
        || opens
        || before
            .is_some_and(|before| words.at_time.contains(before.as_ref()) && !words.since.contains(before.as_ref()))
}

/// Whether the day is that weekday, in the Gregorian calendar or, while it was in use, in the Julian.
fn falls_on(date: Date, weekday: i8) -> bool {
    number(date) == weekday || (date.year() <= LAST_JULIAN && julian_weekday(date) == weekday)
}

/// From 1, Monday, to 7, Sunday.
fn number(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

/// The weekday of the same day and month in the Julian calendar: by the day number of Richards' algorithm, of which 0 is a Monday.
fn julian_weekday(date: Date) -> i8 {
    let (year, month, day) = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
    let shift = (14 - month) / 12;
    let (years, months) = (year + 4800 - shift, month + 12 * shift - 3);
    let number = day + (153 * months + 2) / 5 + 365 * years + years.div_euclid(4) - 32083;
    i8::try_from(number.rem_euclid(7) + 1).unwrap_or(1)
}

/// The day nearest to `date` that is that weekday.
fn nearest(date: Date, weekday: i8) -> Option<Date> {
    let ahead = i64::from((weekday - number(date)).rem_euclid(7));
    let by = if ahead > 3 { ahead - 7 } else { ahead };
    date.checked_add(Days::new().try_days(by).ok()?).ok()
}

/// The date's own words, without the weekday and what joins the two.
fn day_span(document: &Document, whole: Span, weekday: Span) -> Span {
    let span = if weekday.start() == whole.start() {
        Span::new(weekday.end(), whole.end())
    } else {
        Span::new(whole.start(), weekday.start())
    };
    let text = document.text(span);
    let joint = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '.');
    let lead = text.len() - text.trim_start_matches(joint).len();
    let words = text.trim_matches(joint);
    Span::new(span.start() + lead, span.start() + lead + words.len())
}

fn weekday_name(context: &Context, weekday: i8) -> String {
    let forms = context.lexicon.calendar.weekdays.spellings(weekday);
    let mut letters = forms.and_then(|forms| forms.first()).map_or("", String::as_str).chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn place_of(origin: DateOrigin) -> &'static str {
    match origin {
        DateOrigin::Draft => "its front matter",
        DateOrigin::CommandLine => "--date",
        DateOrigin::Settings => "factlint.toml",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::PartialDate;

    #[test]
    fn the_year_is_the_one_within_half_a_year() {
        let today = Date::constant(2024, 11, 20);
        // 1 April lies 233 days back and 132 days ahead.
        for (month, day, year) in [(11, 1, Some(2024)), (1, 6, Some(2025)), (4, 1, Some(2025)), (2, 29, None)] {
            assert_eq!(nearest_year(today, month, day), year, "{month}-{day}");
        }
    }

    #[test]
    fn the_julian_calendar_has_its_own_weekdays() {
        // Bloody Sunday in Saint Petersburg, 9 January 1905 old style, 22 January new style: a Sunday.
        assert_eq!(julian_weekday(Date::constant(1905, 1, 9)), 7);
        assert_eq!(number(Date::constant(1905, 1, 22)), 7);
        // Hastings, 14 October 1066: a Saturday.
        assert!(falls_on(Date::constant(1066, 10, 14), 6));
        // 1 November 2024, a Friday; 2 November, the nearest Saturday.
        assert_eq!(number(Date::constant(2024, 11, 1)), 5);
        assert_eq!(nearest(Date::constant(2024, 11, 1), 6), Some(Date::constant(2024, 11, 2)));
        assert_eq!(nearest(Date::constant(2024, 11, 1), 4), Some(Date::constant(2024, 10, 31)));
    }

    #[test]
    fn a_month_as_date_of_the_draft_decides_only_where_all_its_days_agree() {
        let months = PartialDate { year: 2024, month: Some(11), day: None };
        let near = |date: PartialDate| (nearest_year(date.earliest(), 5, 15), nearest_year(date.latest(), 5, 15));
        // From 1 November 2024, 15 May 2024 lies 170 days back; from 30 November, 15 May 2025 lies 166 days ahead.
        assert_eq!(near(months), (Some(2024), Some(2025)));
    }
}

//! Which of a figure's recorded values a quantity is held against.

use jiff::civil::Date;

use crate::calendar::{PartialDate, Period};
use crate::claim::Case;
use crate::claim::figure::role::{Place, begins_predicate};
use crate::claim::figure::scene::{Scene, WINDOW};
use crate::document::Sentence;
use crate::facts::{Figure, FigureValue, Reference};
use crate::lexicon::phrases::lower;
use crate::quantity::{Comparison, Quantity, Relation};

/// What the sentence says of the time of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated {
    /// Nothing.
    Nothing,
    /// A period.
    In(Period),
    /// Several, or one that cannot be placed.
    Unclear,
}

/// The values a quantity may be held against.
pub struct Chosen {
    /// Indices in [`Figure::values`], the best first; empty where all are of another period.
    pub entries: Vec<usize>,
    /// Whether a difference from them is a contradiction.
    pub sure: bool,
}

/// For each quantity of a sentence, the period that its words state.
///
/// A period right after a quantity ("37.2p in 2022") or right before one in brackets ("(2022: £457.0m)") is that quantity's own;
/// any other is shared by the quantities of its clause that have none.
pub fn of_each(scene: &Scene, places: &[Place], sentence: &Sentence) -> Vec<Stated> {
    let mut own: Vec<Option<Stated>> = vec![None; places.len()];
    let mut shared: Vec<(usize, Period)> = Vec::new();
    let mut stated_here = periods(scene, sentence);
    stated_here.sort_by_key(|&(token, _)| token);
    for (at, &(token, period)) in stated_here.iter().enumerate() {
        // "412 transfers from June 2015 to April 2021": over all of that time, and in neither month.
        let end = stated_here.get(at + 1).filter(|&&(end, _)| is_stretch(scene, token, end));
        let ends = at.checked_sub(1).is_some_and(|before| is_stretch(scene, stated_here[before].0, token));
        let period = match end {
            _ if ends => continue,
            Some(&(_, end)) if period.start <= end.end => Period::new(period.start, end.end),
            _ => period,
        };
        match owner(scene, places, token) {
            Some(index) if own[index].is_none() => own[index] = Some(Stated::In(period)),
            _ => shared.push((token, period)),
        }
    }
    let stated = |place: &Place| {
        let mut near: Vec<Period> = Vec::new();
        let first = shared.partition_point(|&(token, _)| token + WINDOW < place.from);
        let reach = shared[first..].iter().take_while(|&&(token, _)| token <= place.to + WINDOW);
        for &(token, period) in reach {
            if scene.boundaries_between(token, place.from) == 0
                && reaches(scene, token, place, sentence)
                && !near.contains(&period)
            {
                near.push(period);
            }
        }
        match near[..] {
            [] => Stated::Nothing,
            [period] => Stated::In(period),
            _ => Stated::Unclear,
        }
    };
    places.iter().zip(own).map(|(place, own)| own.unwrap_or_else(|| stated(place))).collect()
}

/// Whether the periods at the two tokens are the ends of one stretch: "from June 2015 to April 2021".
fn is_stretch(scene: &Scene, from: usize, to: usize) -> bool {
    let until = &scene.case.lexicon.claims.until;
    let between = from + 1..to;
    let joined = between.clone().filter(|&at| until.has(scene.word(at))).count();
    joined == 1 && between.len() <= 4
}

/// Whether a period tells of the whole clause: no comma stands between it and the quantity, or it opens the sentence ("In 2019, …").
fn reaches(scene: &Scene, token: usize, place: &Place, sentence: &Sentence) -> bool {
    let tokens = &scene.case.document.tokens;
    let first = sentence.tokens.0 as usize;
    let (low, high) = if token < place.from { (token, place.from) } else { (place.to, token) };
    let comma = (low..high).any(|at| tokens[at].is(','));
    let opening = lower(scene.word(first));
    let opens = scene.case.lexicon.claims.restrictors.contains(opening.as_ref())
        && (first..token).all(|at| !tokens[at].is(','));
    // "a bridge of 1934 that carries 24,000 vehicles", "said in 2019 that it had 24,000": the time of the words before.
    let restrictive = &scene.case.lexicon.claims.restrictive;
    if token < place.from && (low..high).any(|at| restrictive.has(scene.word(at))) {
        return false;
    }
    let next = low.saturating_add(1)..high;
    let predicate = !opens && token < place.from && next.into_iter().any(|at| begins_another(scene, at, place.from));
    !predicate && (!comma || (opens && token < place.from))
}

/// "founded in 1998 and employs 1,900": a conjunction before another predicate, whose verb is known or stands right before the quantity.
fn begins_another(scene: &Scene, at: usize, quantity: usize) -> bool {
    let finite = &scene.case.lexicon.statements.finite_endings;
    let verb = lower(scene.word(at + 1));
    let direct = at + 2 == quantity && finite.iter().any(|ending| verb.ends_with(ending.as_str()));
    begins_predicate(scene, at) || direct && scene.case.lexicon.times.joining.has(scene.word(at))
}

/// The quantity that the period at `token` belongs to alone.
fn owner(scene: &Scene, places: &[Place], token: usize) -> Option<usize> {
    let tokens = &scene.case.document.tokens;
    let next = places.partition_point(|place| place.from < token);
    let opened = token > 0 && tokens[token - 1].is('(');
    if opened && places.get(next).is_some_and(|place| place.from == token + 2 && tokens[token + 1].is(':')) {
        return Some(next);
    }
    let before = next.checked_sub(1)?;
    let place = &places[before];
    let follows = (place.to..=place.to + 6).contains(&token) && (place.to..token).all(|at| tokens[at].is_word());
    follows.then_some(before)
}

/// Years and months of the sentence, with the token each stands at.
fn periods(scene: &Scene, sentence: &Sentence) -> Vec<(usize, Period)> {
    let document = scene.case.document;
    let mut found = Vec::new();
    let dates = &scene.case.mentions.dates;
    let first = dates.partition_point(|date| date.span.end() <= sentence.span.start());
    let here = dates[first..].iter().take_while(|date| date.span.start() < sentence.span.end());
    let mut dated = Vec::new();
    for date in here {
        dated.push(date.span);
        let token = document.token_at(date.span.start());
        let month_only = date.day.is_none() && date.month.is_some();
        let Some(year) = date.year.or_else(|| recent_year(scene.case, date.month?)) else { continue };
        if let Some(stretch) =
            stretch_to(scene, token, sentence, PartialDate { year, month: date.month, day: date.day })
        {
            found.push((token, stretch));
        } else if month_only || date.year.is_some() {
            let written = PartialDate { year, month: date.month, day: None };
            found.push((token, edge(scene, token, written.into())));
        }
    }
    let in_sentence = &document.tokens[..sentence.tokens.1 as usize];
    for token in sentence.tokens.0 as usize..sentence.tokens.1 as usize {
        let relative = scene.case.lexicon.claims.years.starting(&document.prose, in_sentence, token);
        if let (Some((_, &offset)), Some((date, _))) = (relative, scene.case.date) {
            let year = date.year.saturating_add(offset);
            found.push((token, edge(scene, token, Period::from(PartialDate { year, month: None, day: None }))));
        }
        let span = document.tokens[token].span;
        // "2023/24"
        if scene.word(token + 1) == "/" && span.len() == 4 && token + 2 < sentence.tokens.1 as usize {
            let whole = span.to(document.tokens[token + 2].span);
            if let Some(season) = Period::parse(document.text(whole), &scene.case.lexicon.calendar) {
                found.push((token, season));
                continue;
            }
        }
        let year = document.tokens[token].year(&document.prose).filter(|&year| year >= 1800);
        let next = dated.partition_point(|date| date.end() <= span.start());
        let free = !dated.get(next).is_some_and(|date| date.overlaps(span))
            && scene.case.mentions.quantity_over(span).is_none();
        if let (Some(year), true) = (year, free) {
            let part = part_of_year(scene, token, sentence, None);
            let whole = Period::from(PartialDate { year, month: None, day: None });
            found.push(part.unwrap_or((token, edge(scene, token, whole))));
        } else if is_part_word(scene, token) && !year_follows(scene, token) {
            found.extend(latest_part(scene, token, sentence));
        } else if let (Some((date, _)), true) = (scene.case.date, is_the_year(scene, token)) {
            // "at the start of the year"; of its end one does not know whether it has come.
            let year = Period::from(PartialDate { year: date.year, month: None, day: None });
            let start = edge(scene, token - 1, year);
            found.extend((start.end == year.start).then_some((token, start)));
        }
    }
    found
}

/// "second-quarter profit": of the year of the draft, or of the one before where that part has not come yet.
fn latest_part(scene: &Scene, token: usize, sentence: &Sentence) -> Option<(usize, Period)> {
    let (date, _) = scene.case.date?;
    // "the three months to June" end where the words say, and "in three months" anywhere.
    let calendar = &scene.case.lexicon.calendar;
    let counted = calendar.month.iter().any(|word| *word == lower(scene.word(token)));
    let placed = (token.saturating_sub(3)..token).any(|at| calendar.ordinal(scene.word(at)).is_some());
    if counted && !placed {
        return None;
    }
    let of = |year: i16| part_of_year(scene, token, sentence, Some(year));
    of(date.year).filter(|(_, part)| part.start <= date.latest()).or_else(|| of(date.year.checked_sub(1)?))
}

/// "the year", where no number follows.
fn is_the_year(scene: &Scene, token: usize) -> bool {
    let calendar = &scene.case.lexicon.calendar;
    let is_in = |words: &[String], at: usize| words.iter().any(|word| word.eq_ignore_ascii_case(scene.word(at)));
    token > 0 && is_in(&calendar.year, token) && is_in(&calendar.the, token - 1) && !year_follows(scene, token)
}

/// "the end of June", "the start of 2024": the last or the first day of the period whose words begin at `token`; the whole period elsewhere.
fn edge(scene: &Scene, token: usize, period: Period) -> Period {
    let calendar = &scene.case.lexicon.calendar;
    let (of, word) = (lower(scene.word(token.wrapping_sub(1))), lower(scene.word(token.wrapping_sub(2))));
    let is_in = |words: &[String], word: &str| words.iter().any(|known| known == word);
    match () {
        () if !is_in(&calendar.of, &of) => period,
        () if is_in(&calendar.beginnings, &word) => Period::new(period.start, period.start),
        () if is_in(&calendar.ends, &word) => Period::new(period.end, period.end),
        () => period,
    }
}

/// "the three months to Sept. 30", "the year ended April 2023": the stretch that ends with the date at `token`.
fn stretch_to(scene: &Scene, token: usize, sentence: &Sentence, date: PartialDate) -> Option<Period> {
    /// More words than any wording before the end of a stretch has.
    const LONGEST: usize = 6;
    let calendar = &scene.case.lexicon.calendar;
    let last = token.checked_sub(1)?;
    if !calendar.ending.iter().any(|word| *word == lower(scene.word(last))) {
        return None;
    }
    let document = scene.case.document;
    let first = (sentence.tokens.0 as usize).max(token.saturating_sub(LONGEST));
    (first..last).find_map(|from| {
        let words = document.text(document.tokens[from].span.to(document.tokens[last].span));
        Period::parse(&format!("{words} {date}"), calendar)
    })
}

/// "Q3 2024", "the third quarter of 2024", "first nine months of 2024": the stretch whose last word is the token, and where it
/// begins. `year` is put after it where the words have none.
fn part_of_year(scene: &Scene, token: usize, sentence: &Sentence, year: Option<i16>) -> Option<(usize, Period)> {
    /// More words than any wording of a part of a year has.
    const LONGEST: usize = 6;
    let document = scene.case.document;
    let first = (sentence.tokens.0 as usize).max(token.saturating_sub(LONGEST));
    (first..=token).filter(|&from| from < token || year.is_some()).find_map(|from| {
        let told = (from..=token).any(|at| is_part_word(scene, at));
        let words = document.text(document.tokens[from].span.to(document.tokens[token].span)).replace('-', " ");
        let text = year.map_or(words.clone(), |year| format!("{words} {year}"));
        let period = told.then(|| Period::parse(&text, &scene.case.lexicon.calendar)).flatten()?;
        Some((from, period))
    })
}

/// Whether the token is a word for a part of a year: "quarter", "half", "months", "Q3".
fn is_part_word(scene: &Scene, token: usize) -> bool {
    let calendar = &scene.case.lexicon.calendar;
    let letters = [calendar.quarter_letter, calendar.half_letter];
    let mut characters = scene.word(token).chars();
    let short = characters.next().is_some_and(|c| letters.contains(&c.to_ascii_uppercase()) || letters.contains(&c))
        && characters.next().is_some_and(|c| c.is_ascii_digit())
        && characters.next().is_none();
    short || scene.is_part_of_year(token)
}

fn year_follows(scene: &Scene, token: usize) -> bool {
    let document = scene.case.document;
    document.tokens.iter().skip(token + 1).take(3).any(|next| next.year(&document.prose).is_some())
}

/// The year of the last such month on or before the draft's date.
fn recent_year(case: &Case, month: i8) -> Option<i16> {
    let (date, _) = case.date?;
    let today = date.latest();
    Some(if month <= today.month() { today.year() } else { today.year() - 1 })
}

/// Which values the figure offers for what is stated. `old` says that the quantity is told as an earlier level.
pub fn choose(case: &Case, figure: &Figure, stated: Stated, old: bool) -> Chosen {
    let all: Vec<usize> = (0..figure.values.len()).collect();
    let series =
        figure.values.iter().any(|value| value.period.is_some() || value.from.is_some() || value.until.is_some());
    match stated {
        // "from June 2015 to April 2021" counts over all of it.
        Stated::Unclear => Chosen { entries: all, sure: !series },
        Stated::In(period) if series => in_period(case, figure, period, old),
        Stated::In(period) => {
            let same = same_time(case, figure, period);
            Chosen { entries: all, sure: same }
        }
        Stated::Nothing if series && !old => current(case, figure, all),
        Stated::Nothing => Chosen { entries: all, sure: !old },
    }
}

/// A single value: whether the stated period can be the one it was recorded for, or that of the draft.
fn same_time(case: &Case, figure: &Figure, period: Period) -> bool {
    let recorded = figure.head.as_of.map(Period::from);
    // Within a year before the draft: "in July", "last year".
    let recent = case
        .date
        .map(|(date, _)| Period::new(date.earliest().saturating_sub(jiff::Span::new().days(366)), date.latest()));
    let known: Vec<Period> = recorded.into_iter().chain(recent).collect();
    let year = period.start.year().to_string();
    let phrases = figure.subject.iter().filter_map(|subject| match &subject.value {
        Reference::Phrase(phrase) => Some(phrase),
        Reference::Entity(_) => None,
    });
    // The year may be what the record is of: "the election of 1978".
    let named = phrases.chain(figure.measure.iter().map(|measure| &measure.value)).any(|phrase| phrase.contains(&year));
    named || known.is_empty() || known.iter().any(|known| known.overlaps(period))
}

fn in_period(case: &Case, figure: &Figure, period: Period, old: bool) -> Chosen {
    let meets = |value: &FigureValue| match &value.period {
        // A season or fiscal year is meant by the calendar year it ends in.
        Some(recorded) if recorded.value.fiscal && !period.fiscal => {
            let (start, end) = (recorded.value.start.year(), recorded.value.end.year());
            // A half of one may be any stretch of months.
            start < end && is_year(period, end)
        }
        // What holds at the end of a year is recorded of that year.
        Some(recorded) => recorded.value == period || (period.start == period.end && recorded.value.end == period.end),
        None => valid_during(value, period),
    };
    let mut entries: Vec<usize> =
        figure.values.iter().enumerate().filter(|(_, value)| meets(value)).map(|(index, _)| index).collect();
    // A state that changed within the period is meant as it was at its end.
    if entries.len() > 1 && entries.iter().all(|&entry| figure.values[entry].period.is_none()) && !old {
        let end = Period::new(period.end, period.end);
        entries.retain(|&entry| valid_during(&figure.values[entry], end));
    }
    // "rose to $1.42 billion in 2025": the year of the draft itself does not set a part of that year apart.
    let year_of_draft =
        case.date.is_some_and(|(date, _)| period.contains(date.latest()) && period.contains(date.earliest()));
    if entries.is_empty() && year_of_draft && !old {
        let within: Vec<usize> = figure
            .values
            .iter()
            .enumerate()
            .filter(|(_, value)| value.period.as_ref().is_some_and(|recorded| recorded.value.overlaps(period)))
            .map(|(index, _)| index)
            .collect();
        return Chosen { entries: within, sure: false };
    }
    Chosen { entries, sure: true }
}

/// Whether the period is that calendar year, whole.
fn is_year(period: Period, year: i16) -> bool {
    period == Period::from(PartialDate { year, month: None, day: None })
}

fn valid_during(value: &FigureValue, period: Period) -> bool {
    let from = value.from.map_or(Date::MIN, PartialDate::earliest);
    let until = value.until.map_or(Date::MAX, PartialDate::latest);
    from <= period.end && period.start <= until
}

/// Without a stated period: the state valid on the draft's date first; of a flow any recorded period may be meant.
fn current(case: &Case, figure: &Figure, all: Vec<usize>) -> Chosen {
    let state = figure.values.iter().all(|value| value.period.is_none());
    let Some((date, _)) = case.date else { return Chosen { entries: all, sure: !state } };
    if !state {
        let mut entries = all;
        // The latest period that has begun is the one a contradiction is shown against.
        entries.sort_by_key(|&entry| {
            let end = figure.values[entry].period.as_ref().map(|period| period.value.end);
            (end.is_none_or(|end| end > date.latest()), std::cmp::Reverse(end))
        });
        return Chosen { entries, sure: true };
    }
    let today = Period::from(date);
    let valid: Vec<usize> = all.iter().copied().filter(|&entry| valid_during(&figure.values[entry], today)).collect();
    // What begins later may be announced today.
    let later: Vec<usize> = all
        .iter()
        .copied()
        .filter(|&entry| figure.values[entry].from.is_some_and(|from| from.earliest() > date.latest()))
        .collect();
    let sure = !valid.is_empty();
    Chosen { entries: valid.into_iter().chain(later).collect(), sure }
}

/// Says that the draft gives another period's value, where it does.
pub fn other_value_remark(
    claim: &Quantity,
    figure: &Figure,
    entry: usize,
    compare: impl Fn(&Quantity, &Figure, &FigureValue) -> Comparison,
) -> Option<String> {
    let other = figure
        .values
        .iter()
        .enumerate()
        .find(|(index, value)| *index != entry && compare(claim, figure, value).relation == Relation::Supported)?;
    let when = match &other.1.period {
        Some(period) => format!("{} to {}", period.value.start, period.value.end),
        None => {
            let from = other.1.from.map_or("the beginning".to_string(), |from| from.to_string());
            other.1.until.map_or(format!("from {from}"), |until| format!("{from} to {until}"))
        }
    };
    Some(format!("that is the value of another time ({when})"))
}

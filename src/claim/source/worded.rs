//! Numbers as they are spoken: "nineteen eighty-four", "four oh one", "two fifty", "three point five", "two hundred k", "the
//! twenty-first". A transcript has them in words; a draft prints digits.

use rust_decimal::Decimal;

use crate::claim::source::meet::may_be_pounds;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::lexicon::numbers::NumberWord;
use crate::lexicon::phrases::lower;
use crate::quantity::Dimension;

/// Words of a spoken number that are read at most; longer runs are cut.
const LONGEST: usize = 24;

/// Bytes of the longest article: "one" is a number.
const ARTICLE: usize = 2;

/// Calls `found` with the digits that each run of number words of the document may stand for, and the token it begins at.
///
/// A run has several readings, as "two fifty" is 250, 2.50 or 2 and 50. All of them are given: they can support a figure, never
/// contradict one.
pub fn readings(document: &Document, lexicon: &Lexicon, mut found: impl FnMut(String, usize)) {
    let mut at = 0;
    while at < document.tokens.len() {
        if let Some(number) = roman(document, at) {
            found(number.to_string(), at);
        }
        if let Some((reading, end)) = clock(document, lexicon, at) {
            found(reading, at);
            at = end;
            continue;
        }
        let mut run = Run::new(document, lexicon);
        let end = run.read(at);
        let may_count = end > at || document.tokens[at].is_number() || document.tokens[at].span.len() <= ARTICLE;
        if may_count && let Some(reading) = money(document, lexicon, at).or_else(|| one_in(document, lexicon, at)) {
            found(reading, at);
        }
        if end == at {
            at += 1;
            continue;
        }
        for reading in run.readings() {
            found(reading, at);
        }
        at = end;
    }
}

/// "half past nine", "quarter to six": the digits of the time, and the token after it.
fn clock(document: &Document, lexicon: &Lexicon, at: usize) -> Option<(String, usize)> {
    let (length, &minutes) = lexicon.sources.clock.starting(&document.prose, &document.tokens, at)?;
    let hour = document.tokens.get(at + length)?;
    let text = lower(hour.text(&document.prose));
    let hour = match lexicon.numbers.words.get(text.as_ref()) {
        Some(&NumberWord::Ones(hour)) => hour,
        Some(_) => return None,
        None => text.parse().ok()?,
    };
    let hour = (1..=12).contains(&hour).then_some(hour)?;
    let (hour, minutes) = if minutes < 0 { ((hour + 10) % 12 + 1, minutes + 60) } else { (hour, minutes) };
    Some((format!("{hour}{minutes:02}"), at + length + 1))
}

/// "six dollars ninety", "a dollar and 84 cents": the digits of the amount that begins at `at`.
fn money(document: &Document, lexicon: &Lexicon, at: usize) -> Option<String> {
    let (whole, end) = small(document, lexicon, at)?;
    let token = |at: usize| Some(lower(document.tokens.get(at)?.text(&document.prose)));
    let (length, unit) = lexicon.numbers.units.starting(&document.prose, &document.tokens, end)?;
    (unit.dimension == Dimension::Money && unit.factor == Decimal::ONE || may_be_pounds(unit)).then_some(())?;
    let next = end + length;
    let next = if lexicon.numbers.and.contains(token(next)?.as_ref()) { next + 1 } else { next };
    let (part, _) = small(document, lexicon, next).filter(|&(part, _)| (1..100).contains(&part))?;
    Some(super::printed::plain(&format!("{whole}.{part:02}")))
}

/// "one household in eight": the digits of the percentage.
fn one_in(document: &Document, lexicon: &Lexicon, at: usize) -> Option<String> {
    let (part, end) = small(document, lexicon, at)?;
    let noun = document.tokens.get(end).filter(|token| token.is_word())?;
    let (length, ()) = lexicon.numbers.in_shares.starting(&document.prose, &document.tokens, end + 1)?;
    let (whole, _) = small(document, lexicon, end + 1 + length)?;
    let share = Decimal::from(part * 100).checked_div(whole.into())?.round_dp(1).normalize();
    (noun.span.len() > 2 && part < whole && whole <= 100).then(|| share.to_string())
}

/// The number below ten thousand that begins at `at`, in digits, in words or as an article, and the token after it.
fn small(document: &Document, lexicon: &Lexicon, at: usize) -> Option<(u32, usize)> {
    let token = document.tokens.get(at)?;
    let text = token.text(&document.prose);
    if token.is_number() {
        return Some((text.parse().ok()?, at + 1));
    }
    if lexicon.numbers.articles.has(text) {
        return Some((1, at + 1));
    }
    let mut run = Run::new(document, lexicon);
    let end = run.read(at);
    match run.chunks[..] {
        [number] if run.whole.is_none() && !run.thousands => Some((number, end)),
        _ => None,
    }
}

/// "Act III", "Henry V": a Roman numeral after a word with a capital.
fn roman(document: &Document, at: usize) -> Option<u32> {
    let text = document.tokens[at].text(&document.prose);
    let before = document.tokens.get(at.checked_sub(1)?).filter(|token| token.is_word())?;
    let capital = before.text(&document.prose).starts_with(char::is_uppercase);
    // A single letter before a word is one of a name, or speaks of oneself.
    let ends = document.tokens.get(at + 1).is_none_or(|token| !token.is_word());
    if !capital || text.len() > 8 || text.len() == 1 && !ends {
        return None;
    }
    let mut values = text.bytes().map(|byte| match byte.to_ascii_uppercase() {
        b'I' => Some(1),
        b'V' => Some(5),
        b'X' => Some(10),
        b'L' => Some(50),
        b'C' => Some(100),
        _ => None,
    });
    let values: Vec<u32> = values.by_ref().collect::<Option<_>>()?;
    let mut sum = 0;
    for (at, &value) in values.iter().enumerate() {
        let smaller = values.get(at + 1).is_some_and(|&next| value < next);
        sum = if smaller { sum - value as i32 } else { sum + value as i32 };
    }
    u32::try_from(sum).ok().filter(|&sum| sum > 0)
}

struct Run<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    /// Numbers below 10,000 that were said one after the other.
    chunks: Vec<u32>,
    /// How many chunks stand before "point".
    whole: Option<usize>,
    thousands: bool,
    /// The scale after the decimals: "one point six million".
    scale: Option<Decimal>,
    /// What may still be added to the last chunk: numbers below this.
    room: u32,
}

impl<'a> Run<'a> {
    fn new(document: &'a Document, lexicon: &'a Lexicon) -> Self {
        Self { document, lexicon, chunks: Vec::new(), whole: None, thousands: false, scale: None, room: 0 }
    }

    fn word(&self, at: usize) -> &'a str {
        self.document.tokens.get(at).map_or("", |token| token.text(&self.document.prose))
    }

    /// Reads the run that begins at token `start`; the token after it, `start` itself where there is none.
    fn read(&mut self, start: usize) -> usize {
        let mut at = start;
        let mut end = start;
        while at < start + LONGEST {
            let word = self.word(at);
            let spoken = &self.lexicon.sources;
            let numbers = &self.lexicon.numbers;
            if let Some(&scores) = spoken.scores.of(word) {
                // "threescore and ten".
                self.chunks.push(scores);
                self.room = scores;
                end = at + 1;
            } else if let Some(&times) = spoken.multiples.of(word) {
                // "four score", "two dozen".
                match self.chunks.last_mut() {
                    Some(last) if *last < 1000 => *last *= times,
                    _ => self.chunks.push(times),
                }
                self.room = times;
                end = at + 1;
            } else if let (Some(&NumberWord::Scale(scale)), Some(_)) = (numbers.words.of(word), self.whole) {
                self.scale = Some(scale);
                return at + 1;
            } else if let Some(&number) = numbers.words.of(word) {
                if !self.add(number) {
                    break;
                }
                end = at + 1;
            } else if let Some(&ordinal) = spoken.ordinals.of(word) {
                self.add_below(ordinal);
                return at + 1;
            } else if self.chunks.is_empty() {
                break;
            } else if spoken.zeros.has(word) {
                self.chunks.push(0);
                self.room = 0;
                end = at + 1;
            } else if spoken.thousands.has(word) && end == at {
                self.thousands = true;
                return at + 1;
            } else if spoken.point.has(word) && self.whole.is_none() {
                self.whole = Some(self.chunks.len());
                self.room = 0;
            } else if !(word == "-" || numbers.and.has(word)) {
                break;
            }
            at += 1;
        }
        end
    }

    /// False where the word begins a number of its own.
    fn add(&mut self, number: NumberWord) -> bool {
        match number {
            NumberWord::Ones(value) | NumberWord::Tens(value) => {
                self.add_below(value);
                self.room = if matches!(number, NumberWord::Tens(_)) { 10 } else { 0 };
                true
            }
            NumberWord::Scale(scale) => {
                let hundred = scale == Decimal::ONE_HUNDRED;
                match self.chunks.last_mut() {
                    Some(last) if hundred && *last < 100 => {
                        *last *= 100;
                        self.room = 100;
                        true
                    }
                    _ => false,
                }
            }
        }
    }

    fn add_below(&mut self, value: u32) {
        let after_point = self.whole == Some(self.chunks.len());
        match self.chunks.last_mut() {
            Some(last) if value < self.room && !after_point => *last += value,
            _ => self.chunks.push(value),
        }
        self.room = 0;
    }

    fn readings(&self) -> Vec<String> {
        let joined = |chunks: &[u32]| chunks.iter().map(u32::to_string).collect::<String>();
        let mut readings: Vec<String> = self.chunks.iter().map(u32::to_string).collect();
        readings.push(joined(&self.chunks));
        // "three and twenty".
        if let [ones @ 1..=9, tens] = self.chunks[..]
            && tens >= 20
            && tens % 10 == 0
        {
            readings.push((ones + tens).to_string());
        }
        if let Some(whole) = self.whole.filter(|&whole| whole < self.chunks.len()) {
            let decimals = format!("{}.{}", joined(&self.chunks[..whole]), joined(&self.chunks[whole..]));
            let value = self.scale.and_then(|scale| decimals.parse::<Decimal>().ok()?.checked_mul(scale));
            readings.extend(value.map(|value| value.normalize().to_string()));
            readings.push(decimals);
        }
        if let ([pounds], [pence]) =
            (&self.chunks[..1.min(self.chunks.len())], &self.chunks[1.min(self.chunks.len())..])
            && *pence < 100
        {
            readings.push(super::printed::plain(&format!("{pounds}.{pence:02}")));
        }
        if self.thousands {
            readings.extend(self.chunks.last().map(|last| format!("{last}000")));
        }
        readings
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::parse::{Format, parse};
    use crate::source::SourceFile;

    #[test]
    fn spoken_numbers_are_read_as_they_may_be_meant() {
        let lexicon = Lexicon::english();
        for (text, expected) in [
            ("it was nineteen eighty-four then", "1984"),
            ("in twenty twenty two", "2022"),
            ("my four oh one k", "401"),
            ("that is two fifty", "250"),
            ("that is two fifty", "2.5"),
            ("about three point five of them", "3.5"),
            ("two hundred k a year", "200000"),
            ("two hundred and fifty", "250"),
            ("the twenty-first of May", "21"),
            ("the second one", "2"),
            ("five five five one two", "55512"),
            ("fifty five and ten", "55"),
            ("Act III, scene two", "3"),
            ("SCENE I.", "1"),
            ("three and twenty wounds", "23"),
            ("threescore and ten", "70"),
            ("some four-score ducats", "80"),
            ("at half past nine", "930"),
            ("at a quarter to one", "1245"),
            ("at half twelve", "1230"),
            ("there's one at quarter past one too", "115"),
            ("one point six million a year", "1600000"),
            ("another two dozen were missing", "24"),
            ("six dollars ninety per share", "6.9"),
            ("a dollar and 84 cents", "1.84"),
            ("a dollar sixty-two", "1.62"),
            ("fourteen pounds sixty", "14.6"),
            ("one household in eight", "12.5"),
            ("two point five billion", "2500000000"),
        ] {
            let document = parse(Arc::new(SourceFile::new("a.txt", text)), Format::Plain, &lexicon);
            let mut found = Vec::new();
            readings(&document, &lexicon, |reading, _| found.push(reading));
            assert!(found.iter().any(|reading| reading == expected), "{text}: {found:?}");
        }
    }
}

//! The grammar of quantities: hedge, sign or currency, number, scale, unit, denominator, range.
//!
//! It reads drafts and the values of facts alike. A number that is no quantity (a year, a time, a product's name) is left out here,
//! so that nothing after has to think of it; see [`guards`].

pub mod guards;
mod number;
mod rating;

use rust_decimal::Decimal;

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::lexicon::numbers::{NumberWord, Numbers};
use crate::lexicon::phrases::lower;
use crate::quantity::{Digits, Dimension, Hedge, Number, Quantity, Unit};
use crate::span::Span;
use crate::text::{Token, tokenize};

use number::Amount;

/// Every quantity of the draft, in order. `taken` are spans (sorted) that are read as something else already: dates.
pub fn find(document: &Document, lexicon: &Lexicon, taken: &[Span]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut next_taken = 0;
    for sentence in &document.sentences {
        let tokens = document.tokens_in(sentence.tokens);
        let scanner = Scanner { prose: &document.prose, tokens, numbers: &lexicon.numbers };
        let mut at = 0;
        while at < tokens.len() {
            let here = tokens[at].span;
            while taken.get(next_taken).is_some_and(|span| span.end() <= here.start()) {
                next_taken += 1;
            }
            if taken.get(next_taken).is_some_and(|span| span.overlaps(here)) {
                at += 1;
                continue;
            }
            at = match scanner.quantity(at) {
                Some((quantity, end)) => {
                    let whole = quantity.span;
                    let free = !document.is_masked(whole)
                        && !taken[next_taken..]
                            .iter()
                            .take_while(|span| span.start() < whole.end())
                            .any(|span| span.overlaps(whole));
                    if free {
                        found.push(quantity);
                    }
                    end
                }
                None => at + 1,
            };
        }
    }
    found
}

/// Reads the whole of `text` as one quantity, as a fact's value is written. Spans count from the start of `text`. Words after the
/// quantity ("16 people", "67,900 horses and mules") say what is counted; anything before it but a hedge is refused.
pub fn parse_value(text: &str, lexicon: &Lexicon) -> Option<Quantity> {
    let mut tokens = Vec::new();
    tokenize(text, Span::new(0, text.len()), &mut tokens);
    let scanner = Scanner { prose: text, tokens: &tokens, numbers: &lexicon.numbers };
    let (quantity, end) = (0..tokens.len()).find_map(|at| scanner.unguarded(at))?;
    // "a loss of $5 million": what the record says before the number names what it is, as the words after it do.
    let before = tokens.iter().take_while(|token| token.span.start() < quantity.span.start()).count();
    let mut rest = tokens[..before].iter().chain(&tokens[end..]);
    let only_words = rest.all(|token| token.is_word() || "-−+’.".contains(token.text(text)));
    (before <= 3 && only_words).then_some(quantity)
}

/// The tokens of one sentence, and the tables to read them by.
pub(crate) struct Scanner<'a> {
    pub prose: &'a str,
    pub tokens: &'a [Token],
    pub numbers: &'a Numbers,
}

/// A measure with its part in a smaller unit, counted in that unit.
struct SmallerPart {
    total: Decimal,
    unit: Unit,
    place: Decimal,
    /// The token after the smaller number, and the one after its unit.
    number_end: usize,
    end: usize,
}

impl<'a> Scanner<'a> {
    fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text(self.prose))
    }

    /// Whether the tokens `at - 1` and `at` touch.
    fn touches(&self, at: usize) -> bool {
        at > 0 && at < self.tokens.len() && self.tokens[at - 1].span.end() == self.tokens[at].span.start()
    }

    fn is(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(mark))
    }

    fn is_hyphen(&self, at: usize) -> bool {
        matches!(self.text(at), "-" | "‐" | "‑")
    }

    fn is_dash(&self, at: usize) -> bool {
        matches!(self.text(at), "-" | "–" | "—" | "‐" | "‑" | "−")
    }

    /// A quantity whose currency sign or number begins at token `at`, and the token after it.
    fn quantity(&self, at: usize) -> Option<(Quantity, usize)> {
        let (mut quantity, end) = self.unguarded(at)?;
        if !quantity.unit.is_rating() && guards::is_guarded(self, at, end, &quantity) {
            return None;
        }
        if let Number::Range(low, high) = quantity.number
            && low >= high
        {
            quantity.number = Number::Point(low);
        }
        Some((quantity, end))
    }

    /// The same without the guards, as facts are read.
    fn unguarded(&self, at: usize) -> Option<(Quantity, usize)> {
        let token = self.tokens.get(at)?;
        if let Some(found) = self.stopwatch(at).or_else(|| self.rating(at)) {
            return Some(found);
        }
        if token.is_word() {
            let starts = self.numbers.starters.has(token.text(self.prose));
            // "A$5 million" begins with a word that a number in words may begin with too.
            return self.signed(at).or_else(|| {
                let amount = || self.finish(at, number::amount(self, at, false)?, None);
                if starts { self.wordy(at).or_else(amount) } else { None }
            });
        }
        let signed = if token.is_number() { None } else { self.signed(at) };
        signed.or_else(|| self.finish(at, number::amount(self, at, false)?, None))
    }

    /// "2:04:37", "3:56.48": the time of a race or a recording in hours, minutes and seconds, or with fractions of a second. Two whole
    /// numbers alone may be a time of day.
    fn stopwatch(&self, at: usize) -> Option<(Quantity, usize)> {
        let colon = |at: usize| self.is(at, ':') && self.touches(at) && self.touches(at + 1);
        let apart = at == 0 || !self.touches(at) || !self.is(at - 1, ':');
        let parts = 1 + (1..3).take_while(|part| colon(at + 2 * part - 1)).count();
        let end = at + 2 * parts - 1;
        if parts < 2 || !apart || colon(end) {
            return None;
        }
        let text = |part: usize| {
            self.tokens.get(at + 2 * part).filter(|token| token.is_number()).map(|token| token.text(self.prose))
        };
        // After a colon there are two digits: "4:1.5" is a ratio.
        let two_digits =
            |part: usize| text(part).is_some_and(|text| text.split('.').next().is_some_and(|whole| whole.len() == 2));
        let whole = |part: usize| text(part).filter(|text| text.len() <= 2)?.parse::<u32>().ok().map(Decimal::from);
        let seconds: Decimal = text(parts - 1)?.parse().ok()?;
        let minutes = whole(parts - 2)?;
        let hours = if parts == 3 { whole(0)? } else { Decimal::ZERO };
        let place = Decimal::new(1, seconds.scale());
        let sixty = Decimal::from(60);
        let time_of_day = parts == 2 && seconds.scale() == 0;
        if time_of_day || !(1..parts).all(two_digits) || seconds >= sixty || (parts == 3 && minutes >= sixty) {
            return None;
        }
        let unit = self.numbers.second.clone()?;
        let value = (hours * sixty + minutes) * sixty + seconds;
        Some((self.read_whole(at, end, value, unit, place), end))
    }

    /// A point that the tokens `at..end` say with its unit, with the hedge before it.
    fn read_whole(&self, at: usize, end: usize, value: Decimal, unit: Unit, place: Decimal) -> Quantity {
        let number = Number::Point(value);
        let (hedge, start) = self.hedge_before(at, number);
        let number_span = self.tokens[at].span.to(self.tokens[end - 1].span);
        let span = self.tokens[start].span.to(number_span);
        let hedge = hedge.unwrap_or(Hedge::None);
        Quantity { span, number_span, number, hedge, unit, place, worded: false, scaled: false, per: None }
    }

    /// A currency sign or code, then an amount.
    fn signed(&self, at: usize) -> Option<(Quantity, usize)> {
        let (len, unit) = self.numbers.signs.starting(self.prose, self.tokens, at)?;
        let next = at + len;
        // "a $5 million deal" is not of Australian dollars.
        if (at + 1..next).any(|part| !self.touches(part)) {
            return None;
        }
        self.tokens.get(next).filter(|token| !token.is_word())?;
        let amount = number::amount(self, next, true)?;
        self.finish(at, amount, Some(unit.clone()))
    }

    /// Reads what follows the amount (a range's other end, a unit, a denominator, a hedge) and the hedge before it.
    fn finish(&self, at: usize, amount: Amount, sign: Option<Unit>) -> Option<(Quantity, usize)> {
        let number_end = amount.end;
        let mut unit = sign;
        let mut end = number_end;
        if unit.is_none()
            && let Some((found, next)) = self.unit_after(end, amount.worded)
        {
            unit = Some(found);
            end = next;
        } else if let Some(sign) = &unit
            && let Some((found, next)) = self.unit_after(end, amount.worded)
            && found.dimension == Dimension::Money
            && found.name == sign.name
            && found.factor == Decimal::ONE
        {
            // "$1.3 billion dollars" says it twice.
            end = next;
        }
        let mut amount = amount;
        // "two hours and a half"
        if end > number_end
            && unit.as_ref().is_some_and(|unit| matches!(unit.dimension, Dimension::Measured(_)))
            && let Some(whole) = number::and_a_half(self, Amount { end, ..amount })
            && !(self.is_hyphen(whole.end) && self.touches(whole.end))
        {
            amount = whole;
            end = whole.end;
        }
        let mut number = Number::Point(amount.value);
        let (mut place, mut scaled) = (amount.place, amount.scaled());
        if let Some(range) = number::range_end(self, at, end, &amount, unit.as_ref()) {
            number = Number::Range(range.low, range.high);
            place = range.place;
            scaled |= range.scaled;
            end = range.end;
            unit = unit.or(range.unit);
        }
        let mut unit = unit.unwrap_or_else(Unit::count);
        let mut number_end = number_end;
        while let Number::Point(value) = number
            && let Some(part) = self.smaller_part(at, end, value, &unit)
        {
            number = Number::Point(part.total);
            (unit, place) = (part.unit, part.place);
            (number_end, end) = (part.number_end, part.end);
        }
        let (per, end) = self.denominator(end).map_or((None, end), |(per, end)| (Some(per), end));
        let (before, start) = self.hedge_before(at, number);
        let (before, start) = if self.is_stretch(start, at, end, &unit) { (None, at) } else { (before, start) };
        let (after, end) = self.hedge_after(end);
        let hedge = before.or(after).unwrap_or(Hedge::None);
        let span = self.tokens[start].span.to(self.tokens[end - 1].span);
        let number_span = self.tokens[at].span.to(self.tokens[number_end - 1].span);
        let worded = amount.worded;
        Some((Quantity { span, number_span, number, hedge, unit, place, worded, scaled, per }, end))
    }

    /// "8 minutes 21 seconds", "six feet, two inches", "2 hours and 5 minutes": what follows a measure in a smaller unit of its dimension, less
    /// than one of the larger. Months and years are no multiples of days: only what is as long goes with them ("six years and eight months").
    fn smaller_part(&self, at: usize, end: usize, value: Decimal, unit: &Unit) -> Option<SmallerPart> {
        /// Seconds of the shortest month.
        const CALENDAR: Decimal = Decimal::from_parts(2_419_200, 0, 0, false, 0);
        let of_calendar = |unit: &Unit| {
            self.numbers.second.as_ref().is_some_and(|second| second.dimension == unit.dimension)
                && unit.factor >= CALENDAR
        };
        if !matches!(unit.dimension, Dimension::Measured(_))
            || number::before_amount(self, at, &self.numbers.range_between)
        {
            return None;
        }
        let comma = usize::from(self.is(end, ','));
        let and = usize::from(self.numbers.and.has(self.text(end + comma)));
        let amount = number::amount(self, end + comma + and, false).filter(|amount| !amount.scaled())?;
        let (smaller, after) = self.unit_after(amount.end, amount.worded)?;
        let ratio = unit.steps_of(&smaller)?.round_dp(9);
        let whole = ratio.fract().is_zero() && of_calendar(unit) == of_calendar(&smaller);
        let fits = whole && amount.value < ratio && value.fract().is_zero();
        let total = value.checked_mul(ratio)?.checked_add(amount.value)?;
        fits.then_some(SmallerPart { total, unit: smaller, place: amount.place, number_end: amount.end, end: after })
    }

    /// Numbers that are phrases: "a dozen", "two-thirds", "one in five", "doubled", "most of", "half a million", "nearly a year".
    fn wordy(&self, at: usize) -> Option<(Quantity, usize)> {
        if let Some(amount) = number::fraction_of_scale(self, at) {
            return self.finish(at, amount, None);
        }
        if let Some(found) = self.one_and_a_half(at) {
            return Some(found);
        }
        if let Some(amount) = self.one_by_article(at) {
            return self.finish(at, amount, None);
        }
        let (number, end) = self.phrase_number(at)?;
        let unit = match number {
            Number::Share(_) | Number::Majority(..) => Unit::new(Dimension::Percent, "", Decimal::ONE),
            Number::Ratio(_) => Unit::new(Dimension::Measured("ratio".into()), "times", Decimal::ONE),
            _ => self.unit_after(end, true).map_or_else(Unit::count, |(unit, _)| unit),
        };
        let end = match number {
            Number::Vague(..) => self.unit_after(end, true).map_or(end, |(_, next)| next),
            _ => end,
        };
        let (hedge, start) = self.hedge_before(at, number);
        let span = self.tokens[start].span.to(self.tokens[end - 1].span);
        let number_span = self.tokens[at].span.to(self.tokens[end - 1].span);
        let hedge = hedge.unwrap_or(Hedge::None);
        let quantity = Quantity {
            span,
            number_span,
            number,
            hedge,
            unit,
            place: Decimal::ONE,
            worded: true,
            scaled: false,
            per: None,
        };
        Some((quantity, end))
    }

    /// "nearly a year", "over an hour": an article is the number one between a hedge and a unit of time or measure.
    fn one_by_article(&self, at: usize) -> Option<Amount> {
        let hedged = number::is_article(self, at) && self.numbers.hedges.ending(self.prose, self.tokens, at).is_some();
        let (unit, _) = if hedged { self.unit_after(at + 1, true)? } else { return None };
        matches!(unit.dimension, Dimension::Measured(_)).then_some(Amount::one(at + 1))
    }

    /// "a year and a half", "an hour and a quarter": the unit stands between the number and its fraction.
    fn one_and_a_half(&self, at: usize) -> Option<(Quantity, usize)> {
        number::is_article(self, at).then_some(())?;
        let (unit, next) = self.unit_after(at + 1, true)?;
        matches!(unit.dimension, Dimension::Measured(_)).then_some(())?;
        let amount = number::and_a_half(self, Amount::one(next))?;
        let end = amount.end;
        // "a mile and a half-hour"
        if self.is_hyphen(end) && self.touches(end) {
            return None;
        }
        let number = Number::Point(amount.value);
        let (hedge, start) = self.hedge_before(at, number);
        let (worded, scaled, per) = (true, false, None);
        let number_span = self.tokens[at].span.to(self.tokens[end - 1].span);
        let (span, hedge) = (self.tokens[start].span.to(number_span), hedge.unwrap_or(Hedge::None));
        Some((Quantity { span, number_span, number, hedge, unit, place: amount.place, worded, scaled, per }, end))
    }

    fn phrase_number(&self, at: usize) -> Option<(Number, usize)> {
        if let Some((len, &(low, high))) = self.numbers.vague.starting(self.prose, self.tokens, at) {
            return Some((Number::Vague(low, high), at + len));
        }
        if let Some((len, &(low, high))) = self.numbers.majorities.starting(self.prose, self.tokens, at) {
            // The last word is the preposition that shows it to be a share; it belongs to what follows.
            return Some((Number::Majority(low, high), at + len - 1));
        }
        if let Some(&ratio) = self.numbers.ratios.of(self.text(at)) {
            return Some((Number::Ratio(ratio), at + 1));
        }
        number::share(self, at).map(|(percent, end)| (Number::Share(percent), end))
    }

    /// A unit that begins at token `at`, directly or after a hyphen ("five-metre"); `worded` numbers take no symbols.
    fn unit_after(&self, at: usize, worded: bool) -> Option<(Unit, usize)> {
        let at = if self.is_hyphen(at) && self.touches(at) && self.touches(at + 1) { at + 1 } else { at };
        let token = self.tokens.get(at)?;
        let text = token.text(self.prose);
        if let Some(unit) = self.numbers.exact_units.get(text) {
            return Some((unit.clone(), at + 1));
        }
        let (len, unit) = self.numbers.units.starting(self.prose, self.tokens, at)?;
        // One letter is a unit only where it touches the digits: "41.6p", "8 m" is left alone after words.
        let short = text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
        let measured = matches!(unit.dimension, Dimension::Measured(_));
        if short && (worded || (!self.touches(at) && !measured)) {
            return None;
        }
        // A currency's name may be a person's or a place's: "Won" begins a sentence, "Real Madrid".
        let is_name = unit.dimension == Dimension::Money
            && text.chars().next().is_some_and(char::is_uppercase)
            && text.chars().any(char::is_lowercase);
        (!is_name || len > 1).then(|| (unit.clone(), at + len))
    }

    /// "a day", "per share", "each year", with up to three words of what is counted before it.
    fn denominator(&self, end: usize) -> Option<(String, usize)> {
        for skipped in 0..=3 {
            let at = end + skipped;
            if skipped > 0 && !self.tokens.get(at - 1).is_some_and(Token::is_word) {
                return None;
            }
            let hyphen = usize::from(self.is_hyphen(at));
            if hyphen == 0 && !self.numbers.per.has(self.text(at)) {
                continue;
            }
            if let Some((len, name)) = self.numbers.denominators.starting(self.prose, self.tokens, at + 1) {
                // "2.9 mg/L": symbols stand after a stroke only.
                let symbol = self.text(at + 1).chars().count() <= 3 && len == 1 && name.len() <= 3 && name != "day";
                if symbol && !self.is(at, '/') {
                    continue;
                }
                let after = lower(self.text(at + 1 + len));
                // "a week from now" is no rate; "368,000 pesos a week from 320,000" has one.
                let next = at + 2 + len;
                let signed = || self.numbers.signs.starting(self.prose, self.tokens, next).is_some();
                let amount = self.tokens.get(next).is_some_and(|token| token.is_number() || signed());
                let rate = hyphen == 0 && (amount || !self.numbers.no_per_before.contains(after.as_ref()));
                // What stands between stays outside the span: it is what is counted.
                return rate.then(|| (name.clone(), if skipped == 0 { at + 1 + len } else { end }));
            }
        }
        None
    }

    /// The hedge that ends just before token `at`, and the token it begins at.
    fn hedge_before(&self, at: usize, number: Number) -> (Option<Hedge>, usize) {
        let looked = if number::is_article(self, at.wrapping_sub(1)) && matches!(number, Number::Share(_)) {
            at - 1
        } else {
            at
        };
        for end in [at, looked] {
            if let Some((len, &hedge)) = self.numbers.hedges.ending(self.prose, self.tokens, end)
                && !self.is_phrasal(end - len)
                && !self.is_preposition(end - len, len, number)
            {
                return (Some(hedge), end - len);
            }
        }
        (None, at)
    }

    /// "jailed over £486,350 fraud": nobody hedges a number that is given to its last digit.
    fn is_preposition(&self, at: usize, len: usize, number: Number) -> bool {
        let Number::Point(value) = number else { return false };
        len == 1 && self.numbers.phrasal_particles.has(self.text(at)) && Digits::of(value).digits.len() >= 4
    }

    /// "£5.5m over 25 years", "450 homes over four years": after an amount, a length of time is that in which it comes together. What the
    /// hedge begins at `start` and the number at `at`; `end` is the token after its unit.
    fn is_stretch(&self, start: usize, at: usize, end: usize, unit: &Unit) -> bool {
        /// Words of what is counted, between the amount and "over".
        const COUNTED: usize = 2;
        let of_time = self.numbers.second.as_ref().is_some_and(|second| second.dimension == unit.dimension);
        let over = start + 1 == at && self.numbers.phrasal_particles.contains(lower(self.text(start)).as_ref());
        if !of_time || !over || self.numbers.away.contains(lower(self.text(end)).as_ref()) {
            return false;
        }
        let before = start.saturating_sub(usize::from(start > 0 && self.is(start - 1, ',')));
        let amount = |at: usize| {
            let token = self.tokens[at];
            let word = lower(token.text(self.prose));
            token.is_number()
                || token.is('%')
                || matches!(self.numbers.words.get(word.as_ref()), Some(NumberWord::Scale(_)))
                || self.numbers.suffixes.contains_key(word.as_ref())
        };
        (before.saturating_sub(COUNTED + 1)..before)
            .rev()
            .take_while(|&at| self.tokens[at].is_word() || amount(at))
            .any(amount)
    }

    /// "turned over £5m": the particle belongs to the verb.
    fn is_phrasal(&self, at: usize) -> bool {
        at > 0 && self.numbers.phrasal_particles.has(self.text(at)) && self.numbers.phrasal_verbs.has(self.text(at - 1))
    }

    /// "or more", "-odd", "+", directly after the quantity or after one word of what is counted.
    fn hedge_after(&self, end: usize) -> (Option<Hedge>, usize) {
        let hyphen = usize::from(self.is_hyphen(end) && self.touches(end));
        if let Some((len, hedge)) = self.hedge_following(end + hyphen) {
            let first = end + hyphen;
            // A plus sign must touch; "plus" as a conjunction must not be taken for a hedge.
            let joined = hyphen == 1 || len > 1 || (self.is(first, '+') && self.touches(first));
            if joined {
                return (Some(hedge), first + len);
            }
        }
        if self.tokens.get(end).is_some_and(Token::is_word)
            && let Some((len, hedge)) = self.hedge_following(end + 1)
            && len > 1
        {
            return (Some(hedge), end);
        }
        (None, end)
    }

    /// "or more" at token `at`, unless its last word begins the hedge of another number: "67 and more than 120".
    fn hedge_following(&self, at: usize) -> Option<(usize, Hedge)> {
        let (len, &hedge) = self.numbers.hedges_after.starting(self.prose, self.tokens, at)?;
        let last = at + len - 1;
        let next = self.numbers.hedges.starting(self.prose, self.tokens, last).is_some_and(|(longer, _)| longer > 1);
        (len == 1 || !next).then_some((len, hedge))
    }
}

#[cfg(test)]
mod tests;

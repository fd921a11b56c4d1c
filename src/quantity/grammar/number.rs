//! The number itself: digits, words, fractions, scales, shares and ranges.

use rust_decimal::Decimal;

use super::Scanner;
use crate::lexicon::Set;
use crate::lexicon::numbers::NumberWord;
use crate::lexicon::phrases::lower;
use crate::quantity::{Dimension, Unit};
use crate::text::Token;

/// A number with its scale.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    /// The value with its scale.
    pub value: Decimal,
    /// The place value of the last digit written.
    pub place: Decimal,
    /// The product of the scale words and suffixes; 1 without any.
    pub scale: Decimal,
    /// Written in words.
    pub worded: bool,
    /// The token after it.
    pub end: usize,
}

impl Amount {
    fn plain(value: Decimal, place: Decimal, end: usize) -> Self {
        Self { value, place, scale: Decimal::ONE, worded: false, end }
    }

    /// The number one in words, of which the last token is before `end`.
    pub fn one(end: usize) -> Self {
        Self { worded: true, ..Self::plain(Decimal::ONE, Decimal::ONE, end) }
    }

    /// Whether a scale word or suffix of a thousand or more stands with it.
    pub fn scaled(&self) -> bool {
        self.scale > Decimal::ONE
    }

    fn times(self, scale: Decimal) -> Option<Amount> {
        Some(Amount {
            value: self.value.checked_mul(scale)?,
            place: self.place.checked_mul(scale)?,
            scale: self.scale.checked_mul(scale)?,
            ..self
        })
    }
}

/// Numbers beyond a billion billions are codes, not quantities; it also keeps all later arithmetic within the decimal's range.
const LARGEST: Decimal = Decimal::from_parts(0xA764_0000, 0x0DE0_B6B3, 0, false, 0);

/// The amount that begins at token `at`. `money` says that a currency sign precedes it, which makes "m" a million.
pub(super) fn amount(scanner: &Scanner, at: usize, money: bool) -> Option<Amount> {
    let token = scanner.tokens.get(at)?;
    let plain = if token.is_number() {
        digits(scanner, at)?
    } else if token.is_word() {
        words(scanner, at)?
    } else {
        let value = vulgar_fraction(token.text(scanner.prose))?;
        Amount::plain(value, value / Decimal::TEN, at + 1)
    };
    scaled(scanner, plain, money).filter(|amount| amount.value.abs() <= LARGEST)
}

/// Digits with separators, and a vulgar fraction after them ("5-1/2", "5½").
fn digits(scanner: &Scanner, at: usize) -> Option<Amount> {
    let (mut value, mut place) = parse_digits(scanner.text(at))?;
    let mut end = at + 1;
    if scanner.touches(end)
        && let Some(part) = vulgar_fraction(scanner.text(end))
    {
        // "$5.86½": a part of the last place.
        value += part * place;
        place *= Decimal::new(1, 1);
        end += 1;
    } else if scanner.is_hyphen(end)
        && let Some(part) = slash_fraction(scanner, end + 1)
    {
        value += part * place;
        place *= Decimal::new(1, 1);
        end += 4;
    }
    if is_negative(scanner, at) {
        value = -value;
    }
    Some(Amount::plain(value, place, end))
}

/// A minus sign that touches the digits and no word before it.
fn is_negative(scanner: &Scanner, at: usize) -> bool {
    let Some(sign) = at.checked_sub(1) else { return false };
    let minus = scanner.text(sign) == "−" || (scanner.text(sign) == "-" && !scanner.touches(sign));
    let free = !scanner.touches(sign) || sign == 0 || !scanner.tokens[sign - 1].is_number();
    minus && scanner.touches(at) && free
}

/// "1/2" of three touching tokens that follow a hyphen.
fn slash_fraction(scanner: &Scanner, at: usize) -> Option<Decimal> {
    let joined = scanner.touches(at) && scanner.touches(at + 1) && scanner.touches(at + 2) && scanner.is(at + 1, '/');
    if !joined {
        return None;
    }
    let above: u32 = scanner.text(at).parse().ok()?;
    let below: u32 = scanner.text(at + 2).parse().ok()?;
    let usual = above < below && matches!(below, 2 | 3 | 4 | 5 | 8 | 16 | 32 | 64);
    usual.then(|| Decimal::from(above) / Decimal::from(below))
}

fn vulgar_fraction(text: &str) -> Option<Decimal> {
    let (above, below) = match text {
        "½" => (1, 2),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "⅕" => (1, 5),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Some(Decimal::from(above) / Decimal::from(below))
}

/// Digits as written: the value and the place of the last digit. `None` for versions ("4.1.7"), lists ("1,2,3") and codes with a
/// leading zero ("007").
fn parse_digits(text: &str) -> Option<(Decimal, Decimal)> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) if !fraction.contains(['.', ',']) => (whole, fraction),
        Some(_) => return None,
        None => (text, ""),
    };
    if !groups_are_regular(whole) {
        return None;
    }
    let digits: String = whole.chars().filter(|&c| c != ',').collect();
    let leading_zero = digits.len() > 1 && digits.starts_with('0');
    if leading_zero || digits.len() > 26 || fraction.len() > 9 {
        return None;
    }
    let value = if fraction.is_empty() { digits.parse().ok()? } else { format!("{digits}.{fraction}").parse().ok()? };
    Some((value, Decimal::new(1, fraction.len() as u32)))
}

/// Groups of three digits ("1,204"), or of two down to a last one of three as in India ("12,34,567").
fn groups_are_regular(whole: &str) -> bool {
    let groups: Vec<usize> = whole.split(',').map(str::len).collect();
    match groups[..] {
        [_] => true,
        [first, ref middle @ .., last] => {
            let western = first <= 3 && last == 3 && middle.iter().all(|&len| len == 3);
            let indian = first <= 2 && last == 3 && middle.iter().all(|&len| len == 2);
            western || indian
        }
        [] => false,
    }
}

/// A number in words, read group by group.
#[derive(Default)]
struct Words {
    total: Decimal,
    /// The open group, below a thousand.
    group: Option<u32>,
    /// "twenty" may still take a "-one".
    tens_open: bool,
    /// The last scale closed.
    scale: Option<Decimal>,
    /// Whether the number ends with that scale ("two million"), so that its place is the scale's.
    ends_with_scale: bool,
}

impl Words {
    /// Whether `word` continues the number, and if so takes it in. `None` on overflow.
    fn take(&mut self, word: NumberWord) -> Option<bool> {
        let round = |have: u32| have > 0 && have.is_multiple_of(100);
        match word {
            NumberWord::Ones(ones) => {
                self.group = Some(match self.group {
                    Some(have) if self.tens_open && (1..10).contains(&ones) => have + ones,
                    Some(have) if round(have) => have + ones,
                    Some(_) => return Some(false),
                    None => ones,
                });
                self.tens_open = false;
            }
            NumberWord::Tens(tens) => {
                self.group = Some(match self.group {
                    Some(have) if round(have) => have + tens,
                    Some(_) => return Some(false),
                    None => tens,
                });
                self.tens_open = true;
            }
            NumberWord::Scale(scale) if scale == Decimal::ONE_HUNDRED => {
                let Some(have) = self.group.filter(|&have| have < 100) else { return Some(false) };
                self.group = Some(have * 100);
                self.tens_open = false;
            }
            NumberWord::Scale(scale) => {
                let Some(have) = self.group.take() else { return Some(false) };
                self.total = self.total.checked_add(Decimal::from(have).checked_mul(scale)?)?;
                self.tens_open = false;
                self.scale = Some(scale);
                self.ends_with_scale = true;
                return Some(true);
            }
        }
        self.ends_with_scale = false;
        Some(true)
    }
}

/// "sixteen", "twenty-one", "one hundred and five", "a hundred", "two and a half".
fn words(scanner: &Scanner, start: usize) -> Option<Amount> {
    let numbers = scanner.numbers;
    let word_at = |at: usize| numbers.words.of(scanner.text(at)).copied();
    let mut state = Words::default();
    let mut at = start;
    if is_article(scanner, at) {
        // "a hundred", "a million", never "a" alone.
        matches!(word_at(at + 1), Some(NumberWord::Scale(_))).then_some(())?;
        state.group = Some(1);
        at += 1;
    }
    let mut end = start;
    loop {
        if let Some(word) = word_at(at) {
            if !state.take(word)? {
                break;
            }
            at += 1;
            end = at;
        } else if end > start && (is_joined_by_hyphen(scanner, at, &state) || may_join(scanner, at, &state)) {
            at += 1;
        } else {
            break;
        }
    }
    if end == start {
        return None;
    }
    let value = state.total.checked_add(state.group.map_or(Decimal::ZERO, Decimal::from))?;
    let scale = state.scale.filter(|_| state.ends_with_scale).unwrap_or(Decimal::ONE);
    let amount = Amount { value, place: scale, scale, worded: true, end };
    Some(and_a_half(scanner, amount).unwrap_or(amount))
}

/// "twenty-one".
fn is_joined_by_hyphen(scanner: &Scanner, at: usize, state: &Words) -> bool {
    state.tens_open && scanner.is_hyphen(at) && scanner.touches(at) && scanner.touches(at + 1)
}

/// "and" inside a number: after a hundred or a larger scale, and before a smaller number ("one hundred and five").
fn may_join(scanner: &Scanner, at: usize, state: &Words) -> bool {
    let numbers = scanner.numbers;
    let word_at = |at: usize| numbers.words.of(scanner.text(at));
    let after_hundred = state.group.map_or(!state.total.is_zero(), |have| have >= 100 && have.is_multiple_of(100));
    let small = matches!(word_at(at + 1), Some(NumberWord::Ones(_) | NumberWord::Tens(_)));
    // "a hundred and two million" would be two numbers.
    let scale_follows = matches!(word_at(at + 2), Some(NumberWord::Scale(_)));
    numbers.and.has(scanner.text(at)) && after_hundred && small && !scale_follows
}

/// "two and a half".
pub(super) fn and_a_half(scanner: &Scanner, amount: Amount) -> Option<Amount> {
    let at = amount.end;
    let and = scanner.numbers.and.has(scanner.text(at)) && is_article(scanner, at + 1);
    let below = *scanner.numbers.fractions.of(scanner.text(at + 2))?;
    if !and || below > 4 || amount.scaled() {
        return None;
    }
    let part = Decimal::ONE / Decimal::from(below);
    Some(Amount { value: amount.value + part, place: Decimal::new(1, 1), end: at + 3, ..amount })
}

/// Whether the token is an indefinite article.
pub(super) fn is_article(scanner: &Scanner, at: usize) -> bool {
    scanner
        .tokens
        .get(at)
        .is_some_and(|token| token.is_word() && scanner.numbers.articles.has(token.text(scanner.prose)))
}

/// Applies the scale words and suffixes after the number: "4.5 million", "10bn", "$61.3m", "312 thousand million".
fn scaled(scanner: &Scanner, mut amount: Amount, money: bool) -> Option<Amount> {
    if let Some(scale) = suffix(scanner, amount.end, money) {
        amount = amount.times(scale)?;
        amount.end += 1;
    }
    for _ in 0..2 {
        let at = if scanner.is_hyphen(amount.end) && scanner.touches(amount.end) { amount.end + 1 } else { amount.end };
        let word = lower(scanner.text(at));
        let Some(&NumberWord::Scale(scale)) = scanner.numbers.words.get(word.as_ref()) else { break };
        amount = amount.times(scale)?;
        amount.end = at + 1;
    }
    Some(amount)
}

/// A suffix that touches the digits. "m" and "mm" are millions after a currency sign or before what is counted, else metres.
fn suffix(scanner: &Scanner, at: usize, money: bool) -> Option<Decimal> {
    if !scanner.touches(at) || !scanner.tokens.get(at)?.is_word() {
        return None;
    }
    let text = scanner.text(at);
    let scale = *scanner.numbers.suffixes.get(text)?;
    let is_unit = scanner.numbers.exact_units.contains_key(text)
        || scanner.numbers.units.starting(scanner.prose, scanner.tokens, at).is_some();
    let counts = scanner.tokens.get(at + 1).is_some_and(|next| next.is_word() && next.text(scanner.prose).len() > 4);
    (money || !is_unit || counts).then_some(scale)
}

/// "half", "a third", "two-thirds", "three quarters", "one in five", "9 out of 10": a share in percent, and the token after it.
pub(super) fn share(scanner: &Scanner, at: usize) -> Option<(Decimal, usize)> {
    in_share(scanner, at).or_else(|| counted_share(scanner, at)).or_else(|| fraction(scanner, at))
}

/// "one voter in five", "three patients in four": what is counted stands between the two numbers. Not "three deaths in four days".
fn counted_share(scanner: &Scanner, at: usize) -> Option<(Decimal, usize)> {
    let above = small_number(scanner, at)?;
    let noun = scanner.tokens.get(at + 1).filter(|token| token.is_word())?;
    let (len, ()) = scanner.numbers.in_shares.starting(scanner.prose, scanner.tokens, at + 2)?;
    let end = at + 3 + len;
    let below = small_number(scanner, end - 1).filter(|&below| above < below)?;
    let noun = lower(noun.text(scanner.prose));
    let of_numbers = scanner.numbers.words.contains_key(noun.as_ref());
    let next = scanner.tokens.get(end);
    // Whatever number is meant, what follows it is counted by it: a plural, a unit, another number.
    let plural = next.is_some_and(|next| next.is_word() && lower(next.text(scanner.prose)).ends_with('s'));
    let counted =
        next.is_some_and(Token::is_number) || scanner.unit_after(end, true).is_some() || (plural && above > 1);
    let hyphen = scanner.is_hyphen(end) && scanner.touches(end);
    (!of_numbers && !counted && !hyphen && scanner.unit_after(at + 1, true).is_none())
        .then(|| (percent(above, below), end))
}

fn in_share(scanner: &Scanner, at: usize) -> Option<(Decimal, usize)> {
    let above = small_number(scanner, at)?;
    let (len, ()) = scanner.numbers.in_shares.starting(scanner.prose, scanner.tokens, at + 1)?;
    let below = small_number(scanner, at + 1 + len)?;
    (above < below).then(|| (percent(above, below), at + 2 + len))
}

/// A number below 1,000 in one token of words or digits.
fn small_number(scanner: &Scanner, at: usize) -> Option<u32> {
    let token = scanner.tokens.get(at)?;
    if token.is_number() {
        return token.text(scanner.prose).parse().ok().filter(|value| (1..1000).contains(value));
    }
    match scanner.numbers.words.of(token.text(scanner.prose))? {
        NumberWord::Ones(value) | NumberWord::Tens(value) => Some(*value).filter(|&value| value > 0),
        NumberWord::Scale(scale) => (*scale == Decimal::ONE_HUNDRED).then_some(100),
    }
}

fn fraction(scanner: &Scanner, at: usize) -> Option<(Decimal, usize)> {
    let numbers = scanner.numbers;
    let (above, mut next) = match numbers.words.of(scanner.text(at)) {
        Some(&NumberWord::Ones(ones)) if (1..10).contains(&ones) => (ones, at + 1),
        Some(_) => return None,
        None if is_article(scanner, at) => (1, at + 1),
        None => (1, at),
    };
    if next > at && scanner.is_hyphen(next) && scanner.touches(next) {
        next += 1;
    }
    let word = lower(scanner.text(next));
    let below = *numbers.fractions.get(word.as_ref())?;
    let bare = next == at;
    if above >= below || (bare && below != 2) {
        return None;
    }
    let before = if at > 0 { lower(scanner.text(at - 1)) } else { "".into() };
    let after = lower(scanner.text(next + 1));
    // "the second half", "a half-year", "a third party", "a quarter century".
    let compound = scanner.is_hyphen(next + 1) && scanner.touches(next + 1);
    let excluded = numbers.before_no_fraction.contains(before.as_ref())
        || numbers.after_no_fraction.contains(after.as_ref())
        || numbers.words.contains_key(after.as_ref())
        || compound;
    // "half a million" is a number and "half an hour" a duration: `words_of_half` reads them.
    let article_follows = is_article(scanner, next + 1);
    let plural = word.ends_with('s') || above > 1;
    let hedged = numbers.hedges.ending(scanner.prose, scanner.tokens, at).is_some();
    // The whole of a recorded value: "a third".
    let whole = at == 0 && next + 1 == scanner.tokens.len();
    let shown = whole || plural || hedged || numbers.after_fraction.contains(after.as_ref());
    (shown && !excluded && !article_follows).then(|| (percent(above, below), next + 1))
}

/// "half a million", "a quarter of a billion", "half a minute": a fraction of a scale word or of a unit.
pub(super) fn fraction_of_scale(scanner: &Scanner, at: usize) -> Option<Amount> {
    let numbers = scanner.numbers;
    let next = if is_article(scanner, at) { at + 1 } else { at };
    // "three-quarters of an hour"
    let (above, next) = match numbers.words.of(scanner.text(next)) {
        Some(&NumberWord::Ones(above)) => {
            let hyphen = usize::from(scanner.is_hyphen(next + 1));
            (Decimal::from(above), next + 1 + hyphen)
        }
        _ => (Decimal::ONE, next),
    };
    let below = *numbers.fractions.of(scanner.text(next))?;
    let mut article = next + 1;
    if numbers.after_fraction.has(scanner.text(article)) && !is_article(scanner, article) {
        article += 1;
    }
    is_article(scanner, article).then_some(())?;
    let Some(&NumberWord::Scale(scale)) = numbers.words.of(scanner.text(article + 1)) else {
        let (unit, _) = scanner.unit_after(article + 1, true)?;
        let value = above.checked_div(Decimal::from(below))?;
        let part = Amount { value, place: value / Decimal::TEN, scale: Decimal::ONE, worded: true, end: article + 1 };
        return matches!(unit.dimension, Dimension::Measured(_) | Dimension::Percent | Dimension::Points)
            .then_some(part);
    };
    let value = scale.checked_mul(above)?.checked_div(Decimal::from(below))?;
    Some(Amount { value, place: value / Decimal::TEN, scale, worded: true, end: article + 2 })
}

fn percent(above: u32, below: u32) -> Decimal {
    (Decimal::from(above) * Decimal::ONE_HUNDRED / Decimal::from(below)).round_dp(6)
}

/// The far end of a range.
#[derive(Debug)]
pub(super) struct RangeEnd {
    pub low: Decimal,
    pub high: Decimal,
    pub place: Decimal,
    pub scaled: bool,
    pub unit: Option<Unit>,
    pub end: usize,
}

/// "between A and B", "A to B", "A–B": needs A < B and one unit. `at` is where the first amount begins, `end` what follows it and
/// its unit.
pub(super) fn range_end(
    scanner: &Scanner,
    at: usize,
    end: usize,
    first: &Amount,
    unit: Option<&Unit>,
) -> Option<RangeEnd> {
    let dash = scanner.is_dash(end) && scanner.touches(end) && scanner.touches(end + 1);
    if !dash && !joined_by_word(scanner, at, end) {
        return None;
    }
    let (sign, next) = match scanner.numbers.signs.starting(scanner.prose, scanner.tokens, end + 1) {
        Some((len, sign)) => (Some(sign.clone()), end + 1 + len),
        None => (None, end + 1),
    };
    let money = sign.is_some() || unit.is_some_and(|unit| unit.dimension == Dimension::Money);
    let second = amount(scanner, next, money).filter(|second| second.worded == first.worded)?;
    let (other, after) = match scanner.unit_after(second.end, second.worded) {
        Some((found, after)) if sign.is_none() => (Some(found), after),
        _ => (sign, second.end),
    };
    if unit.is_some() && other.is_some() && unit != other.as_ref() {
        return None;
    }
    // "12% to 4.5 million": a unit after the first number is said of the second too, or they are two quantities.
    if end > first.end && other.is_none() {
        return None;
    }
    // "5 to 10 million": the scale stands once, at the end.
    let low = if first.scaled() || !second.scaled() {
        *first
    } else {
        first.times(second.scale).filter(|lifted| lifted.value < second.value).unwrap_or(*first)
    };
    // "up by £3.5m to £18m" tells a change and a level.
    let measured = unit.is_some() && before_amount(scanner, at, &scanner.numbers.change_before);
    if measured && low.value.checked_mul(Decimal::TWO).is_some_and(|twice| twice <= second.value) {
        return None;
    }
    // Two bare small numbers with a dash are a score as often as a range, unless what is counted follows.
    let counted = other.is_some() || unit.is_some() || scanner.tokens.get(after).is_some_and(|token| token.is_word());
    (low.value < second.value && (!dash || counted)).then_some(RangeEnd {
        low: low.value,
        high: second.value,
        place: low.place.min(second.place),
        scaled: second.scaled(),
        unit: other,
        end: after,
    })
}

fn joined_by_word(scanner: &Scanner, at: usize, end: usize) -> bool {
    let numbers = scanner.numbers;
    let word = lower(scanner.text(end));
    let after_from = before_amount(scanner, at, &numbers.range_from);
    let after_between = before_amount(scanner, at, &numbers.range_between);
    (numbers.range_to.contains(word.as_ref()) && !after_from) || (numbers.and.contains(word.as_ref()) && after_between)
}

/// Whether one of `words` stands right before the amount at token `at`.
pub(super) fn before_amount(scanner: &Scanner, at: usize, words: &Set) -> bool {
    at.checked_sub(1).is_some_and(|before| words.has(scanner.text(before)))
}

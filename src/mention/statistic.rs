//! Test statistics with their probability: "t(28) = 2.20, p = .036".
//!
//! Only what is printed whole is read: symbol, degrees of freedom, an equals sign, the value, and the probability right after it.

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::lexicon::statistics::Test;
use crate::span::Span;

/// A statistic and the probability that is printed with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistic {
    pub test: Test,
    /// Degrees of freedom, as many as the test has.
    pub freedom: Vec<f64>,
    pub value: Printed,
    /// Bytes of the prose, from the symbol to the value.
    pub span: Span,
    pub probability: Probability,
    /// Bytes of the prose: "p = .036".
    pub probability_span: Span,
}

/// A number with the unit of its last digit, 0.01 for "2.20".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Printed {
    pub value: f64,
    pub step: f64,
}

/// What is said of the probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Probability {
    Is(Printed),
    Below(f64),
    Above(f64),
    /// "ns".
    NotSignificant,
}

/// Bytes before the equals sign in which symbol and degrees of freedom stand.
const REACH: usize = 48;
/// More degrees of freedom than this are no sample's.
const MOST_FREEDOM: f64 = 1e7;

/// Every one in the draft, in order.
pub fn find(document: &Document, lexicon: &Lexicon) -> Vec<Statistic> {
    let signs = memchr::memchr_iter(b'=', document.prose.as_bytes());
    let found = signs.filter_map(|sign| statistic(&document.prose, sign, lexicon));
    found
        .filter(|it| {
            let whole = it.span.to(it.probability_span);
            document.block_at(whole.start()) == document.block_at(whole.end() - 1) && !document.is_masked(whole)
        })
        .collect()
}

/// The one whose equals sign stands at `sign`.
fn statistic(prose: &str, sign: usize, lexicon: &Lexicon) -> Option<Statistic> {
    let (start, test, freedom) = head(prose, sign, lexicon)?;
    let mut rest = Cursor { prose, at: sign + 1 };
    rest.blanks();
    let negative = rest.eat(&['-', '−', '–']).is_some();
    let value = rest.number()?;
    if negative && matches!(test, Test::F | Test::ChiSquare) {
        return None;
    }
    let span = Span::new(start, rest.at);
    rest.blanks();
    rest.eat(&[',', ';']);
    rest.blanks();
    let from = rest.at;
    let probability = rest.probability(lexicon)?;
    Some(Statistic { test, freedom, value, span, probability, probability_span: Span::new(from, rest.at) })
}

/// Where the statistic begins, what it is, and its degrees of freedom.
fn head(prose: &str, sign: usize, lexicon: &Lexicon) -> Option<(usize, Test, Vec<f64>)> {
    let mut low = sign.saturating_sub(REACH);
    while !prose.is_char_boundary(low) {
        low += 1;
    }
    let before = prose[low..sign].trim_end();
    let (symbol, inside) = match before.strip_suffix(')') {
        Some(open) => {
            let (symbol, inside) = open.rsplit_once('(')?;
            (symbol.trim_end(), Some(inside))
        }
        None => (before, None),
    };
    let symbols = lexicon.statistics.symbols.iter();
    let (name, test) =
        symbols.filter(|(name, _)| symbol.ends_with(name.as_str())).max_by_key(|(name, _)| name.len())?;
    let start = low + symbol.len() - name.len();
    let joined = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '−' | '/' | '.');
    if prose[..start].chars().next_back().is_some_and(joined) {
        return None;
    }
    let numbers: Vec<&str> = inside.map(|inside| inside.split(',').map(str::trim).collect()).unwrap_or_default();
    let number = |text: &&str| Some(whole_number(text)).flatten().filter(|df| (1.0..=MOST_FREEDOM).contains(df));
    let freedom = match (test, numbers.as_slice()) {
        (Test::T | Test::Correlation, [df]) => vec![number(df)?],
        (Test::F, [first, second]) => vec![number(first)?, number(second)?],
        // "χ²(1, N = 90)": the sample plays no part.
        (Test::ChiSquare, [df] | [df, _]) => vec![number(df)?],
        (Test::Normal, []) => Vec::new(),
        _ => return None,
    };
    Some((start, *test, freedom))
}

/// "28", "43.7": a number and nothing else.
fn whole_number(text: &str) -> Option<f64> {
    let mut cursor = Cursor { prose: text, at: 0 };
    cursor.number().filter(|_| cursor.at == text.len()).map(|printed| printed.value)
}

struct Cursor<'a> {
    prose: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.prose[self.at..]
    }

    fn blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn eat(&mut self, marks: &[char]) -> Option<char> {
        let next = self.rest().chars().next().filter(|next| marks.contains(next))?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// "2.20", ".036"; neither "2,20" nor "3 × 10".
    fn number(&mut self) -> Option<Printed> {
        let rest = self.rest();
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let whole = digits(rest);
        let places = rest[whole..].strip_prefix('.').map_or(0, digits);
        let length = whole + if places > 0 { places + 1 } else { 0 };
        let after = &rest[length..];
        let goes_on = after.starts_with(|c: char| c.is_alphanumeric() || c == '%')
            || after.strip_prefix([',', '.']).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
            || after.trim_start().starts_with(['×', '*', '^']);
        if whole + places == 0 || length > 18 || goes_on {
            return None;
        }
        self.at += length;
        Some(Printed { value: rest[..length].parse().ok()?, step: 10f64.powi(-(places as i32)) })
    }

    /// "p = .036", "p < .001", "ns".
    fn probability(&mut self, lexicon: &Lexicon) -> Option<Probability> {
        let statistics = &lexicon.statistics;
        let letters = self.rest().find(|c: char| !(c.is_alphabetic() || c == '.')).unwrap_or(self.rest().len());
        let word = &self.rest()[..letters];
        if let Some(said) =
            statistics.not_significant.iter().find(|said| word.trim_end_matches('.') == said.trim_end_matches('.'))
        {
            self.at += said.trim_end_matches('.').len();
            return Some(Probability::NotSignificant);
        }
        if !statistics.probability.contains(word) {
            return None;
        }
        self.at += letters;
        self.blanks();
        let relation = self.eat(&['=', '<', '>', '≤', '≥'])?;
        self.blanks();
        let printed = self.number().filter(|printed| printed.value <= 1.0 && printed.step < 1.0)?;
        Some(match relation {
            // ".000" is what programs print of the smallest.
            '=' if printed.value == 0.0 => Probability::Below(printed.step),
            '=' => Probability::Is(printed),
            '<' | '≤' => Probability::Below(printed.value),
            _ => Probability::Above(printed.value),
        })
    }
}

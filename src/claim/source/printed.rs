//! Every figure that a document prints, of whatever kind: quantities and dates, and the numbers that are neither: years, times of
//! day, ordinals, telephone numbers, codes.

use crate::claim::source::compound;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::lexicon::phrases::lower;
use crate::mention::DateMention;
use crate::quantity::Quantity;
use crate::span::Span;
use crate::text::Token;

/// A figure as it stands in the prose.
#[derive(Clone, Debug)]
pub struct Printed {
    /// Bytes of the prose.
    pub span: Span,
    /// Its tokens, as a range of [`Document::tokens`].
    pub tokens: (usize, usize),
    pub value: Value,
    /// Whether it is written in digits.
    pub in_digits: bool,
    /// Index of the quantity or date in its list of mentions.
    pub mention: Option<usize>,
}

/// What a figure says.
#[derive(Clone, Debug)]
pub enum Value {
    Quantity(Box<Quantity>),
    Date(DateMention),
    /// "1998", "the 1990s".
    Year(u32),
    Time(Time),
    /// "21st".
    Ordinal(u32),
    /// Digits that are none of these, part by part: "555-1234", "31/08/2022", "4.1.7", "3D", the 3 of "Q3".
    Code(Vec<String>),
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// Minutes since midnight.
    pub minutes: u32,
    /// Whether the words leave open which half of the day it is.
    pub either_half: bool,
}

/// Half a day, in minutes.
pub const HALF_DAY: u32 = 12 * 60;

/// Every figure of the document, in order.
pub fn find(document: &Document, quantities: &[Quantity], dates: &[DateMention], lexicon: &Lexicon) -> Vec<Printed> {
    let mut known: Vec<Printed> = Vec::with_capacity(quantities.len() + dates.len());
    let reader = Reader { document, lexicon };
    for (quantity, index) in compound::join(document, lexicon, quantities) {
        known.push(reader.printed(quantity.span, Value::Quantity(Box::new(quantity)), Some(index)));
    }
    for (index, date) in dates.iter().enumerate() {
        known.push(reader.printed(date.span, Value::Date(date.clone()), Some(index)));
    }
    known.sort_by_key(|printed| printed.span);
    let mut all = Vec::with_capacity(known.len() * 2);
    let mut at = 0;
    for printed in known {
        reader.between(at, printed.tokens.0, &mut all);
        at = at.max(printed.tokens.1);
        all.push(printed);
    }
    reader.between(at, document.tokens.len(), &mut all);
    all
}

struct Reader<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
}

impl<'a> Reader<'a> {
    fn printed(&self, span: Span, value: Value, mention: Option<usize>) -> Printed {
        let from = self.document.token_at(span.start());
        let tokens = &self.document.tokens[from..];
        let to = from + tokens.partition_point(|token| token.span.start() < span.end());
        let in_digits = self.document.tokens[from..to].iter().any(Token::is_number);
        Printed { span, tokens: (from, to), value, in_digits, mention }
    }

    fn text(&self, at: usize) -> &'a str {
        self.document.tokens.get(at).map_or("", |token| token.text(&self.document.prose))
    }

    fn is_number(&self, at: usize) -> bool {
        self.document.tokens.get(at).is_some_and(Token::is_number)
    }

    /// Whether the tokens `at - 1` and `at` touch.
    fn touches(&self, at: usize) -> bool {
        let tokens = &self.document.tokens;
        at > 0 && at < tokens.len() && tokens[at - 1].span.end() == tokens[at].span.start()
    }

    /// The figures among tokens that are neither quantity nor date.
    fn between(&self, from: usize, to: usize, found: &mut Vec<Printed>) {
        let mut at = from;
        while at < to {
            let token = self.document.tokens[at];
            let read = if token.is_number() {
                Some(self.number(at, to))
            } else if token.is_word() {
                self.worded_time(at).or_else(|| self.label(at)).map(|value| (value, at + 1))
            } else {
                None
            };
            let Some((value, end)) = read else {
                at += 1;
                continue;
            };
            let span = token.span.to(self.document.tokens[end - 1].span);
            let in_digits = !matches!(value, Value::Time(_)) || token.is_number();
            found.push(Printed { span, tokens: (at, end), value, in_digits, mention: None });
            at = end;
        }
    }

    /// What the digits at `at` are, and the token after it.
    fn number(&self, at: usize, to: usize) -> (Value, usize) {
        if let Some(found) = self.time(at) {
            return found;
        }
        let text = self.text(at);
        let glued = if self.touches(at + 1) { lower(self.text(at + 1)) } else { "".into() };
        if self.lexicon.calendar.dates.ordinal_endings.iter().any(|ending| *ending == glued)
            && let Ok(number) = text.replace(',', "").parse()
        {
            return (Value::Ordinal(number), at + 2);
        }
        let decade = glued == self.lexicon.times.decade;
        if glued.starts_with(char::is_alphabetic) && !decade && at + 1 < to {
            return (Value::Code(vec![format!("{}{glued}", plain(text))]), at + 2);
        }
        let chain = self.chain(at, to);
        if chain == at + 1
            && text.len() == 4
            && let Ok(year) = text.parse()
        {
            return if (1000..2200).contains(&year) {
                (Value::Year(year), if decade { at + 2 } else { at + 1 })
            } else {
                (Value::Code(vec![text.to_owned()]), at + 1)
            };
        }
        let parts = (at..chain).map(|at| self.text(at)).filter(|text| text.starts_with(|c: char| c.is_ascii_digit()));
        (Value::Code(parts.map(plain).collect()), chain)
    }

    /// The token after digits that marks join: "555-1234", "(555) 123-4567", "31/08/2022".
    fn chain(&self, at: usize, to: usize) -> usize {
        let mut end = at + 1;
        loop {
            let mark = matches!(self.text(end), "-" | "–" | "‑" | "/" | "." | ":" | "−");
            if mark && self.touches(end) && self.touches(end + 1) && self.is_number(end + 1) && end + 1 < to {
                end += 2;
            } else {
                return end;
            }
        }
    }

    /// "10:30", "10.30 a.m.", "3 pm".
    fn time(&self, at: usize) -> Option<(Value, usize)> {
        let text = self.text(at);
        let (hour, minute, end) = match text.split_once('.') {
            Some((hour, minute)) => (hour, minute, at + 1),
            None if self.text(at + 1) == ":" && self.touches(at + 1) && self.touches(at + 2) => {
                (text, self.text(at + 2), at + 3)
            }
            None => (text, "00", at + 1),
        };
        let (hour, minutes): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        if hour > 24 || minutes > 59 || minute.len() != 2 {
            return None;
        }
        let half = lower(self.text(end));
        let words = &self.lexicon.sources;
        let (morning, evening) = (words.morning.contains(half.as_ref()), words.evening.contains(half.as_ref()));
        let minutes = hour * 60 + minutes;
        if morning || evening {
            let minutes = minutes % HALF_DAY + if evening { HALF_DAY } else { 0 };
            return Some((Value::Time(Time { minutes, either_half: false }), end + 1));
        }
        (end == at + 3).then_some((Value::Time(Time { minutes, either_half: hour <= 12 }), end))
    }

    /// "noon".
    fn worded_time(&self, at: usize) -> Option<Value> {
        let minutes = *self.lexicon.sources.times.of(self.text(at))?;
        Some(Value::Time(Time { minutes, either_half: false }))
    }

    /// "Q3", "G7": letters with a number after them.
    fn label(&self, at: usize) -> Option<Value> {
        let text = self.text(at);
        if !text.ends_with(|last: char| last.is_ascii_digit()) {
            return None;
        }
        let letters = text.bytes().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let digits = &text[letters..];
        let is_label = (1..=3).contains(&letters) && digits.bytes().all(|b| b.is_ascii_digit());
        is_label.then(|| Value::Code(vec![plain(digits)]))
    }
}

/// Digits without what does not count: separators of thousands, zeros before the number and after its decimals.
pub fn plain(digits: &str) -> String {
    let digits = digits.replace(',', "");
    let digits = digits.trim_start_matches('0');
    let digits = match digits.split_once('.') {
        Some((_, fraction)) if !fraction.contains('.') => digits.trim_end_matches('0').trim_end_matches('.'),
        _ => digits,
    };
    match digits {
        "" => "0".to_owned(),
        digits if digits.starts_with('.') => format!("0{digits}"),
        digits => digits.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::mention;
    use crate::parse::{Format, parse};
    use crate::source::SourceFile;

    fn read(text: &str) -> Vec<String> {
        let lexicon = Lexicon::english();
        let document = parse(Arc::new(SourceFile::new("a.txt", text)), Format::Plain, &lexicon);
        let (quantities, dates) = mention::figures(&document, &lexicon, &[]);
        find(&document, &quantities, &dates, &lexicon)
            .iter()
            .map(|printed| {
                let kind = match &printed.value {
                    Value::Quantity(_) => "quantity".to_owned(),
                    Value::Date(_) => "date".to_owned(),
                    Value::Year(year) => format!("year {year}"),
                    Value::Time(time) => {
                        format!(
                            "time {}:{:02}{}",
                            time.minutes / 60,
                            time.minutes % 60,
                            if time.either_half { "?" } else { "" }
                        )
                    }
                    Value::Ordinal(number) => format!("ordinal {number}"),
                    Value::Code(parts) => format!("code {}", parts.join(" ")),
                };
                format!("{}|{kind}", document.text(printed.span))
            })
            .collect()
    }

    #[test]
    fn every_number_is_a_figure_of_some_kind() {
        let table: &[(&str, &[&str])] = &[
            ("It cost $5 million on May 3, 2021.", &["$5 million|quantity", "May 3, 2021|date"]),
            ("in 1998 and the 1990s", &["1998|year 1998", "1990s|year 1990"]),
            ("at 10:30 or 3 p.m. or 7.15pm", &["10:30|time 10:30?", "3 p.m.|time 15:00", "7.15pm|time 19:15"]),
            ("from 18:00 until noon and 12 am", &["18:00|time 18:00", "noon|time 12:00", "12 am|time 0:00"]),
            ("the 21st of them", &["21st|ordinal 21"]),
            ("call (555) 123-4567", &["555|quantity", "123-4567|code 123 4567"]),
            ("by 31/08/2022 in Q3", &["31/08/2022|code 31 8 2022", "Q3|code 3"]),
            ("a 3D view of the 90s", &["3D|code 3d", "90|code 90"]),
            ("nothing to see", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(&read(text), expected, "{text}");
        }
    }

    #[test]
    fn plain_digits_have_nothing_that_does_not_count() {
        for (digits, expected) in [
            ("1,204", "1204"),
            ("007", "7"),
            ("0", "0"),
            ("4.50", "4.5"),
            ("0.5", "0.5"),
            ("4.1.70", "4.1.70"),
            ("10", "10"),
            ("00.0", "0"),
        ] {
            assert_eq!(plain(digits), expected);
        }
    }
}

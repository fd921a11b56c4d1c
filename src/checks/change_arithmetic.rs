//! `change-arithmetic`: a change that the two printed levels do not make.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::check::{Category, Check, Context, Report};
use crate::claim::frame::{Direction, Frame, Operand, reckoned};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::document::Document;
use crate::quantity::{Dimension, Interval};
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "change-arithmetic",
    summary: "A change that the old and the new figure beside it do not make.",
    category: Category::Draft,
    default: Level::Error,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/change-arithmetic.md"),
    run: Some(check),
};

fn check(context: &Context, report: &mut Report) {
    for frame in context.frames {
        if let Frame::Growth { growth, .. } = frame
            && let Some(diagnostic) = of_amount(context, frame)
        {
            add(context, report, diagnostic, growth);
        }
        let Frame::Change { change, new, old, direction, sure } = frame else { continue };
        let Some(recomputed) = recompute(context, change, new, old) else { continue };
        let points = change.unit.dimension == Dimension::Points;
        let stated = if points { change.printed.nearest } else { change.printed.as_result() };
        let said = words(context, change);
        let problem = if recomputed.admitted.magnitude().is_disjoint(&stated) {
            format!("{}; the draft says {said}", recomputed.shown(context, change))
        } else if turned(*direction, &recomputed.admitted) {
            let (way, other) = if *direction == Direction::Up { ("up", "less") } else { ("down", "more") };
            format!("{} is {other} than {}; the draft says {way} {said}", words(context, new), words(context, old))
        } else {
            continue;
        };
        let diagnostic = Diagnostic::new(CHECK.name, problem)
            .confidence(if *sure { Confidence::High } else { Confidence::Medium })
            .help("one of the three is wrong, or the change is measured from another figure: look them up, or say from which");
        let labels = [(change, "the change as stated"), (new, "the new figure"), (old, "the old figure")];
        add(context, report, labelled(context, diagnostic, &labels), change);
    }
}

/// A change told as an amount and as a percentage.
fn of_amount(context: &Context, frame: &Frame) -> Option<Diagnostic> {
    let Frame::Growth { growth, amount, level, reached } = frame else { return None };
    let made = |part: fn(&Operand) -> Interval| reckoned::grown(part(amount), part(level), *reached);
    let sign = match reached {
        Some(Direction::Up) => Some("−"),
        Some(Direction::Down) => Some("+"),
        _ => None,
    };
    let (by, base) = (words(context, amount), words(context, level));
    let base = sign.map_or(base.clone(), |sign| format!("({base} {sign} {by})"));
    let recomputed = Recomputed {
        formula: format!("{by} / {base}"),
        value: made(|operand| Interval::point(operand.printed.value))?.low?,
        rounded: made(|operand| operand.printed.rounded)?,
        admitted: made(|operand| operand.printed.admitted)?,
        unit: "%".into(),
    };
    if !recomputed.admitted.is_disjoint(&growth.printed.as_result()) {
        return None;
    }
    let diagnostic =
        Diagnostic::new(CHECK.name, recomputed.against(context, growth)).confidence(Confidence::Medium).help(
            "one of the three is wrong, or the change is measured from another figure: look them up, or say from which",
        );
    let of = if reached.is_some() { "the new figure" } else { "the old figure" };
    Some(labelled(context, diagnostic, &[(growth, "the change in percent"), (amount, "the change"), (level, of)]))
}

/// Whether the numbers go the other way than the words.
fn turned(direction: Direction, signed: &Interval) -> bool {
    let zero = Interval::point(Decimal::ZERO);
    match direction {
        Direction::Up => signed.high.is_some_and(|high| high < Decimal::ZERO) && signed.is_disjoint(&zero),
        Direction::Down => signed.low.is_some_and(|low| low > Decimal::ZERO) && signed.is_disjoint(&zero),
        Direction::Open => false,
    }
}

/// The change that the two levels make, with its sign; `None` where another check speaks of it.
fn recompute(context: &Context, change: &Operand, new: &Operand, old: &Operand) -> Option<Recomputed> {
    let difference = |part: fn(&Operand) -> Interval| part(new).minus(&part(old));
    match change.unit.dimension {
        Dimension::Percent => {
            if new.unit.dimension == Dimension::Percent && is_difference(change, new, old) {
                return None;
            }
            growth(context, new, old)
        }
        Dimension::Points if new.unit.dimension == Dimension::Percent => Some(Recomputed {
            formula: format!("{} − {}", words(context, new), words(context, old)),
            value: new.printed.value.checked_sub(old.printed.value)?,
            rounded: difference(|operand| operand.printed.rounded)?,
            // Levels and distance are rounded alike, so that nothing is allowed for twice.
            admitted: difference(|operand| operand.printed.nearest)?,
            unit: " points".into(),
        }),
        Dimension::Measured(ref name) if name == "ratio" => None,
        _ if change.unit.comparable(&new.unit) => Some(Recomputed {
            formula: format!("{} − {}", words(context, new), words(context, old)),
            value: new.printed.value.checked_sub(old.printed.value)?,
            rounded: difference(|operand| operand.printed.rounded)?,
            admitted: difference(|operand| operand.printed.admitted)?,
            unit: String::new(),
        }),
        _ => None,
    }
}

/// new / old − 1, in percent.
pub fn growth(context: &Context, new: &Operand, old: &Operand) -> Option<Recomputed> {
    let one = Interval::point(Decimal::ONE);
    let grown = |new: Interval, old: Interval| new.over(&old)?.minus(&one)?.times(Decimal::ONE_HUNDRED);
    let value = new.printed.value.checked_div(old.printed.value)?.checked_sub(Decimal::ONE)?;
    Some(Recomputed {
        formula: format!("{} / {} − 1", words(context, new), words(context, old)),
        value: value.checked_mul(Decimal::ONE_HUNDRED)?,
        rounded: grown(new.printed.rounded, old.printed.rounded)?,
        admitted: grown(new.printed.admitted, old.printed.admitted)?,
        unit: "%".into(),
    })
}

/// Whether a change in percent is really the difference of two percentages.
pub fn is_difference(change: &Operand, new: &Operand, old: &Operand) -> bool {
    let difference = new.printed.admitted.minus(&old.printed.admitted);
    difference.is_some_and(|difference| !difference.magnitude().is_disjoint(&change.printed.as_result()))
}

/// A number computed from printed ones.
pub struct Recomputed {
    /// In the draft's own numbers: "4.5 million / 3.5 million − 1".
    pub formula: String,
    pub value: Decimal,
    /// What rounding of the printed numbers allows.
    pub rounded: Interval,
    /// What rounding, truncation and hedges allow.
    pub admitted: Interval,
    /// After the value: "%".
    pub unit: String,
}

impl Recomputed {
    /// The sum and what the draft says: the first line of a finding.
    pub fn against(&self, context: &Context, stated: &Operand) -> String {
        format!("{}; the draft says {}", self.shown(context, stated), words(context, stated))
    }

    /// "4.5 / 3.5 − 1 = 28.6%, between 25.4% and 31.9% by rounding", to a decimal more than `stated` is printed with.
    pub fn shown(&self, context: &Context, stated: &Operand) -> String {
        let text = words(context, stated);
        let number = |value: Decimal| match self.unit.is_empty() {
            true => amount(&text, stated, value.abs()),
            false => format!("{}{}", plain(value.abs(), decimals(stated.printed.place)), self.unit),
        };
        let sum = format!("{} = {}{}", self.formula, sign(self.value), number(self.value));
        let magnitude = self.rounded.magnitude();
        match (magnitude.low, magnitude.high) {
            (Some(low), Some(high)) if low != high && number(low) != number(high) => {
                let bare = |value: Decimal| plain(value, decimals(stated.printed.place));
                let low = if self.unit.is_empty() || self.unit == "%" { number(low) } else { bare(low) };
                format!("{sum}, between {low} and {} by rounding", number(high))
            }
            _ => sum,
        }
    }
}

/// How many decimals are shown of what is printed to the place: as many, and one at least.
fn decimals(place: Decimal) -> u32 {
    place.normalize().scale().max(1)
}

/// `value`, in base units, in the unit of the stated amount: minutes, not seconds. One that is written with a scale is written like that:
/// "€1.2 billion", and not 1,200,000,000, beside "€2.1 billion".
fn amount(text: &str, stated: &Operand, value: Decimal) -> String {
    let (printed, factor) = (&stated.printed, stated.unit.factor);
    let scaled = scale(text, printed.value).filter(|&scale| scale != factor && stated.unit.offset.is_zero());
    let digits = decimals(scaled.and_then(|scale| printed.place.checked_div(scale)).unwrap_or(printed.place));
    match scaled {
        Some(_) => like(text, printed.value, value, digits),
        None => plain(value.checked_div(factor).unwrap_or(value), digits),
    }
}

fn sign(value: Decimal) -> &'static str {
    if value.is_sign_negative() && !value.is_zero() { "−" } else { "" }
}

/// `value` to at most `digits` decimals, written as the draft writes another: "£522.2m" after "£486.2m".
pub fn like(text: &str, stands_for: Decimal, value: Decimal, digits: u32) -> String {
    let number = scale(text, stands_for).and_then(|scale| value.checked_div(scale));
    let (Some(number), Some((from, to))) = (number, digits_of(text)) else { return plain(value, digits) };
    format!("{}{}{}", &text[..from], plain(number, digits), &text[to..])
}

/// What one of the number in `text` stands for: a million in "£486.2m". `None` where it has no number in digits, or several.
fn scale(text: &str, stands_for: Decimal) -> Option<Decimal> {
    let (from, to) = digits_of(text).filter(|&(_, to)| !text[to..].contains(|c: char| c.is_ascii_digit()))?;
    let written: Decimal = text[from..to].replace(',', "").parse().ok()?;
    stands_for.checked_div(written)
}

/// Where the first number in digits stands.
fn digits_of(text: &str) -> Option<(usize, usize)> {
    let from = text.find(|c: char| c.is_ascii_digit())?;
    let len = text[from..].find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(text.len() - from);
    Some((from, from + text[from..from + len].trim_end_matches(['.', ',']).len()))
}

/// A number to at most `digits` decimals, with separators of thousands.
pub fn plain(value: Decimal, digits: u32) -> String {
    let text = value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero).normalize().to_string();
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && grouped != "-" {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    rest.map_or(grouped.clone(), |rest| format!("{grouped}.{rest}"))
}

/// The draft's words for a number, on one line.
pub fn words(context: &Context, operand: &Operand) -> String {
    context.document.text(operand.shown).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Adds a label for each operand.
pub fn labelled(context: &Context, mut diagnostic: Diagnostic, labels: &[(&Operand, &str)]) -> Diagnostic {
    for (operand, message) in labels {
        diagnostic = diagnostic.label(Document::FILE, context.document.source_span(operand.span), *message);
    }
    diagnostic
}

/// Reports at the check's level, one step quieter inside a quotation: a speaker may be wrong and still be quoted rightly.
pub fn add(context: &Context, report: &mut Report, diagnostic: Diagnostic, at: &Operand) {
    if context.mentions.is_quoted(at.span) {
        report.add_quieter(diagnostic);
    } else {
        report.add(diagnostic);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_the_draft_writes_another() {
        // What the draft has, what it stands for, the amount and how it is written then.
        let table = [
            ("€2.1 billion", 2_100_000_000, 1_200_000_000, "€1.2 billion"),
            ("£486.2m", 486_200_000, 522_200_000, "£522.2m"),
            ("$450 a month", 450, 540, "$540 a month"),
            ("12,400", 12_400, 9_750, "9,750"),
            // Two numbers, or none in digits, are no pattern.
            ("8 minutes 21 seconds", 501, 540, "540"),
            ("doubled", 2, 3, "3"),
        ];
        for (text, stands_for, value, expected) in table {
            assert_eq!(like(text, Decimal::from(stands_for), Decimal::from(value), 1), expected, "{text}");
        }
    }
}

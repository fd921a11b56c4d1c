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
            format!("{}; the draft says {said}", recomputed.shown(change))
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
        format!("{}; the draft says {}", self.shown(stated), words(context, stated))
    }

    /// "4.5 / 3.5 − 1 = 28.6%, between 25.4% and 31.9% by rounding", to a decimal more than `stated` is printed with.
    pub fn shown(&self, stated: &Operand) -> String {
        let digits = stated.printed.place.normalize().scale().max(1);
        // Amounts are said in the unit of the stated one: minutes, not seconds.
        let scale = if self.unit.is_empty() { stated.unit.factor } else { Decimal::ONE };
        let bare = |value: Decimal| plain(value.abs().checked_div(scale).unwrap_or(value.abs()), digits);
        let number = |value: Decimal| format!("{}{}", bare(value), self.unit);
        let sum = format!("{} = {}{}", self.formula, sign(self.value), number(self.value));
        let magnitude = self.rounded.magnitude();
        match (magnitude.low, magnitude.high) {
            (Some(low), Some(high)) if low != high && number(low) != number(high) => {
                let low = if self.unit == "%" { number(low) } else { bare(low) };
                format!("{sum}, between {low} and {} by rounding", number(high))
            }
            _ => sum,
        }
    }
}

fn sign(value: Decimal) -> &'static str {
    if value.is_sign_negative() && !value.is_zero() { "−" } else { "" }
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

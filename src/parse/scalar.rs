//! A value of the front matter, laid beside the bytes it was read from.

use crate::document::Builder;
use crate::parse::entity;
use crate::span::Span;

/// Where a value stands in the file, and how it is written there.
#[derive(Clone, Copy, Debug)]
pub struct Scalar {
    /// Bytes of the file, quotation marks included.
    pub span: Span,
    /// How its characters are written.
    pub escapes: Escapes,
}

/// How characters are written that cannot stand for themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escapes {
    /// Not at all, between so many quotation marks.
    None { quotes: usize },
    /// By a backslash, between so many quotation marks.
    Backslash { quotes: usize },
    /// A quotation mark by two.
    Doubled,
    /// Not at all, after a line with the block's indicator.
    Block,
}

/// One step of the way through value and file: bytes of the value, bytes of the file, and what readers see where it is not the value's own bytes.
struct Step {
    value: usize,
    raw: usize,
    decoded: Option<String>,
}

/// Writes `value` with the exact place of each character; where value and file do not run in parallel, as one opaque piece.
pub fn write(text: &str, value: &str, scalar: Scalar, builder: &mut Builder) {
    let span = Span::new(scalar.span.start().min(text.len()), scalar.span.end().min(text.len()));
    let raw = text.get(span.range()).unwrap_or("");
    let skipped = opening(raw, scalar.escapes).min(raw.len());
    let Some(steps) = align(value, raw.get(skipped..).unwrap_or(""), scalar.escapes) else {
        return builder.opaque(value, span);
    };
    let (mut at, mut source) = (0, span.start() + skipped);
    for step in steps {
        let bytes = Span::new(source, source + step.raw);
        match &step.decoded {
            Some(decoded) => builder.opaque(decoded, bytes),
            None if step.value == step.raw => builder.verbatim(&value[at..at + step.value], source),
            None => builder.opaque(&value[at..at + step.value], bytes),
        }
        at += step.value;
        source += step.raw;
    }
}

/// Bytes before the first character of the value.
fn opening(raw: &str, escapes: Escapes) -> usize {
    match escapes {
        Escapes::None { quotes } | Escapes::Backslash { quotes } => quotes,
        Escapes::Doubled => 1,
        Escapes::Block => {
            let line = if raw.starts_with(['|', '>']) { raw.find('\n').map_or(raw.len(), |at| at + 1) } else { 0 };
            line + raw[line..].len() - raw[line..].trim_start().len()
        }
    }
}

fn align(value: &str, raw: &str, escapes: Escapes) -> Option<Vec<Step>> {
    let mut steps: Vec<Step> = Vec::new();
    let (mut at, mut from) = (0, 0);
    while at < value.len() {
        let step = step(&value[at..], raw.get(from..)?, escapes)?;
        at += step.value;
        from += step.raw;
        match steps.last_mut() {
            Some(last)
                if last.value == last.raw
                    && step.value == step.raw
                    && last.decoded.is_none()
                    && step.decoded.is_none() =>
            {
                last.value += step.value;
                last.raw += step.raw;
            }
            _ => steps.push(step),
        }
    }
    let rest = raw.get(from..)?;
    rest.trim_end().chars().all(|c| matches!(c, '"' | '\'' | '\\') || c.is_whitespace()).then_some(steps)
}

fn step(value: &str, raw: &str, escapes: Escapes) -> Option<Step> {
    if let Some((len, decoded)) = entity::decode(value)
        && raw.starts_with(&value[..len])
    {
        return Some(Step { value: len, raw: len, decoded: Some(decoded) });
    }
    let wanted = value.chars().next()?;
    let found = raw.chars().next()?;
    let plain = |raw: usize| Some(Step { value: wanted.len_utf8(), raw, decoded: None });
    match (found, escapes) {
        ('\\', Escapes::Backslash { .. }) => match escape(raw)? {
            (Some(meant), len) if meant == wanted => plain(len),
            (None, len) => Some(Step { value: 0, raw: len, decoded: None }),
            _ => None,
        },
        ('\'', Escapes::Doubled) if wanted == '\'' => raw.starts_with("''").then(|| plain(2)).flatten(),
        _ if wanted.is_whitespace() || found.is_whitespace() => blanks(value, raw),
        _ if found == wanted => plain(found.len_utf8()),
        _ => None,
    }
}

/// A run of blanks: as written, or line breaks with indentation that YAML folds.
fn blanks(value: &str, raw: &str) -> Option<Step> {
    let run = |text: &str| text.len() - text.trim_start_matches([' ', '\t', '\n', '\r']).len();
    let (value_run, raw_run) = (run(value), run(raw));
    if value_run == 0 && raw_run == 0 {
        // Another white character, which stands for itself.
        let (wanted, found) = (value.chars().next()?, raw.chars().next()?);
        return (wanted == found).then(|| Step { value: wanted.len_utf8(), raw: found.len_utf8(), decoded: None });
    }
    if value[..value_run] == raw[..raw_run] && !value[..value_run].contains(['\n', '\r']) {
        return Some(Step { value: value_run, raw: raw_run, decoded: None });
    }
    let end_of_value = value_run == value.len();
    if !raw[..raw_run].contains(['\n', '\r']) && !end_of_value {
        return None;
    }
    Some(Step { value: value_run, raw: raw_run, decoded: (value_run > 0).then(|| " ".to_owned()) })
}

/// What the escape at the start of `raw` means and how long it is; a line that is continued means nothing.
fn escape(raw: &str) -> Option<(Option<char>, usize)> {
    let mut rest = raw.chars();
    rest.next();
    let letter = rest.next()?;
    let code = |digits: usize| {
        let hex = raw.get(2..2 + digits)?;
        Some((Some(char::from_u32(u32::from_str_radix(hex, 16).ok()?)?), 2 + digits))
    };
    let meant = match letter {
        'x' => return code(2),
        'u' => return code(4),
        'U' => return code(8),
        'n' => '\n',
        't' | '\t' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'e' => '\u{1b}',
        '0' => '\0',
        'a' => '\u{7}',
        'v' => '\u{b}',
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        '\n' | '\r' => {
            let after = raw[1..].trim_start_matches([' ', '\t', '\n', '\r']);
            return Some((None, raw.len() - after.len()));
        }
        other => other,
    };
    Some((Some(meant), 1 + letter.len_utf8()))
}

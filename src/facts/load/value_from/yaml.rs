//! Scalars of a YAML file: the first document, aliases not followed.

use saphyr_parser::{Event, Parser};

use super::{Missing, index, no_scalar, nothing_at};

/// A mapping or sequence that is open, and where in it the next value stands.
enum Open {
    /// The key whose value comes next; `None` before a key.
    Mapping(Option<String>),
    /// The index of the next element.
    Sequence(usize),
}

/// The scalar that `steps` lead to, as it is written.
pub(super) fn scalar(text: &str, steps: &[String]) -> Result<String, Missing> {
    let mut open: Vec<Open> = Vec::new();
    // How many steps the innermost open collections have taken so far.
    let mut matched = 0;
    let mut found = None;
    let mut reached = 0;
    for event in Parser::new_from_str(text) {
        let (event, _) = event.map_err(|error| Missing::File(error.to_string()))?;
        match event {
            Event::DocumentEnd => break,
            Event::Scalar(key, ..) if matches!(open.last(), Some(Open::Mapping(None))) => {
                open.pop();
                open.push(Open::Mapping(Some(key.into_owned())));
            }
            Event::Scalar(value, ..) => {
                let here = open.len() == steps.len() && matched + 1 == open.len() && is_next(&open, steps);
                if here && found.is_none() {
                    found = Some(value.into_owned());
                }
                advance(&mut open);
            }
            Event::Alias(_) => advance(&mut open),
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                // A collection lies on the way if all before it does and it stands at the next step.
                if open.is_empty() {
                    matched = 0;
                } else if matched + 1 == open.len() && is_next(&open, steps) {
                    matched += 1;
                    reached = reached.max(matched);
                }
                let mapping = matches!(event, Event::MappingStart(..));
                open.push(if mapping { Open::Mapping(None) } else { Open::Sequence(0) });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                matched = matched.min(open.len().saturating_sub(1));
                advance(&mut open);
            }
            _ => {}
        }
    }
    match steps.get(reached) {
        _ if found.is_some() => found.ok_or_else(no_scalar),
        Some(step) => Err(nothing_at(step)),
        None => Err(no_scalar()),
    }
}

/// Whether the value that comes next in the innermost collection stands at its step.
fn is_next(open: &[Open], steps: &[String]) -> bool {
    let Some(step) = open.len().checked_sub(1).and_then(|depth| steps.get(depth)) else { return false };
    match open.last() {
        Some(Open::Mapping(Some(key))) => key == step,
        Some(Open::Sequence(next)) => index(step) == Some(*next),
        _ => false,
    }
}

/// The value that came next is over.
fn advance(open: &mut [Open]) {
    match open.last_mut() {
        Some(Open::Mapping(key)) => *key = None,
        Some(Open::Sequence(next)) => *next += 1,
        None => {}
    }
}

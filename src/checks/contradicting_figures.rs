//! `contradicting-figures`: two figures under different ids record different values of one thing.

use rustc_hash::FxHashMap;

use crate::calendar::PartialDate;
use crate::check::{Category, Check, Record};
use crate::diagnostic::Diagnostic;
use crate::facts::{Bound, Figure, FigureValue, Reference};
use crate::quantity::interval::contradict;
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "contradicting-figures",
    summary: "Two figures under different ids record different values of one thing.",
    category: Category::Record,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/contradicting-figures.md"),
    run: None,
};

/// What is wrong with the facts by this check.
pub fn find(record: &Record) -> Vec<Diagnostic> {
    let mut known: FxHashMap<Thing, Vec<(&Figure, &FigureValue)>> = FxHashMap::default();
    let mut found = Vec::new();
    for figure in &record.facts.figures {
        let Some(value) = timeless(figure) else { continue };
        for measure in &figure.measure {
            let earlier = known.entry(Thing::of(figure, &measure.value)).or_default();
            let clash = earlier.iter().find(|(_, other)| {
                other.according_to == value.according_to && contradict(&value.quantity, &other.quantity)
            });
            if let Some((other, first)) = clash {
                found.push(finding((other, first), (figure, value)));
                break;
            }
            // Those that agree with each other need not be kept more than once.
            if earlier.len() < KEPT {
                earlier.push((figure, value));
            }
        }
    }
    found
}

/// Values of one thing that are held against a further one: bounds the work on a file that repeats itself.
const KEPT: usize = 8;

/// What a figure is of, as it is written.
#[derive(PartialEq, Eq, Hash)]
struct Thing<'a> {
    subject: Vec<&'a Reference>,
    measure: &'a str,
    per: Vec<&'a str>,
    of: Option<&'a str>,
    as_of: Option<PartialDate>,
    bound: Option<bool>,
}

impl<'a> Thing<'a> {
    fn of(figure: &'a Figure, measure: &'a str) -> Self {
        let mut subject: Vec<_> = figure.subject.iter().map(|subject| &subject.value).collect();
        subject.sort_by_key(|subject| format!("{subject:?}"));
        Self {
            subject,
            measure,
            per: figure.per.iter().map(|per| per.value.as_str()).collect(),
            of: figure.of.as_ref().map(|of| of.value.as_str()),
            as_of: figure.head.as_of,
            bound: figure.bound.map(|bound| bound == Bound::Max),
        }
    }
}

/// The one value of a figure that is no series.
fn timeless(figure: &Figure) -> Option<&FigureValue> {
    match &figure.values[..] {
        [value] if value.from.is_none() && value.until.is_none() && value.period.is_none() => Some(value),
        _ => None,
    }
}

fn finding((other, first): (&Figure, &FigureValue), (figure, value): (&Figure, &FigureValue)) -> Diagnostic {
    let (a, b) = (&first.text, &value.text);
    let message = format!("{} records {}, {} records {}", other.head.key, a.value, figure.head.key, b.value);
    Diagnostic::new(CHECK.name, message)
        .label(b.place.file, b.place.span, format!("here {}", b.value))
        .label(a.place.file, a.place.span, format!("there {}", a.value))
        .help("delete the one that is wrong, or say with as_of, from and until when each was true")
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::check::testing::messages;

    #[test]
    fn figures_of_one_thing_must_agree() {
        let first = "[event.accident]\nname = \"Moro ferry accident\"\n[figure.a]\nsubject = \"accident\"\n\
                     measure = \"deaths\"\nvalue = 16\n";
        for (second, wanted) in [
            ("subject = \"accident\"\nmeasure = \"deaths\"\nvalue = 17", 1),
            ("subject = \"Moro ferry accident\"\nmeasure = [\"bodies\", \"deaths\"]\nvalue = 17", 1),
            ("subject = \"accident\"\nmeasure = \"deaths\"\nvalue = \"16 people\"", 0),
            ("subject = \"accident\"\nmeasure = \"deaths\"\nvalue = \"more than 10\"", 0),
            ("subject = \"accident\"\nmeasure = \"injuries\"\nvalue = 17", 0),
            ("subject = \"accident\"\nmeasure = \"deaths\"\nvalue = 14\nas_of = 2024-08-18", 0),
            ("subject = [\"accident\", \"children\"]\nmeasure = \"deaths\"\nvalue = 3", 0),
            ("subject = \"accident\"\nmeasure = \"deaths\"\nvalue = 3\nper = \"day\"", 0),
            ("subject = \"accident\"\nmeasure = \"deaths\"\nvalues = [{ value = 3, from = 2024-08-18 }]", 0),
        ] {
            let found = messages(find, &format!("{first}[figure.b]\n{second}\n"), None);
            assert_eq!(found.len(), wanted, "{second}: {found:?}");
        }
        let text = format!("{first}[figure.b]\nsubject = \"accident\"\nmeasure = \"deaths\"\nvalue = 17\n");
        assert_eq!(messages(find, &text, None), ["figure.a records 16, figure.b records 17"]);
    }
}

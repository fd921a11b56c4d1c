//! What is against a rule, and what is said of it.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::document::Document;
use crate::facts::Placed;
use crate::pattern::find::{Occurrence, Part};
use crate::pattern::{Demand, Rule};
use crate::span::Span;

/// A place in a draft that is against a rule.
pub struct Breach {
    /// Bytes of the prose.
    span: Span,
    /// Which words of the rule.
    number: usize,
    /// How often they occur in the draft.
    count: usize,
}

/// Tells `emit` what of the occurrences of a rule in a draft is against it.
pub fn breaches(document: &Document, rule: &Rule, found: &[Occurrence], mut emit: impl FnMut(Breach)) {
    let named = |occurrence: &Occurrence| match occurrence.part {
        Part::Named(number) => Some(Breach { span: occurrence.span, number, count: found.len() }),
        Part::Full(_) | Part::Right => None,
    };
    match &rule.demand {
        Demand::Never(_) => found.iter().filter_map(named).for_each(emit),
        Demand::Prefer(pairs) => {
            // A word in small letters is looked for in any case: it may be found as it is preferred.
            let differs = |breach: &Breach| {
                let (words, (variant, preferred)) = (document.text(breach.span), &pairs[breach.number]);
                words != preferred && words != in_case_of(words, &variant.value, preferred)
            };
            found.iter().filter_map(named).filter(differs).for_each(emit);
        }
        Demand::Require(_) => {}
        Demand::AtMost(_, most) => found.get(*most).and_then(named).into_iter().for_each(emit),
        Demand::First(pairs) => {
            for number in 0..pairs.len() {
                let of = |part: Part| found.iter().find(move |it| it.part == part);
                let (short, full) = (of(Part::Named(number)), of(Part::Full(number)));
                if let Some(short) = short.filter(|short| !full.is_some_and(|full| introduces(document, full, short))) {
                    named(short).into_iter().for_each(&mut emit);
                }
            }
        }
    }
}

/// Whether the full form stands before the short one, or in brackets right after it.
fn introduces(document: &Document, full: &Occurrence, short: &Occurrence) -> bool {
    full.span.start() < short.span.start()
        || document.prose.get(short.span.end()..full.span.start()).is_some_and(|between| between.trim() == "(")
}

/// What a rule that requires something says of a draft that has none of it: at the first block that it looks into.
pub fn missing(document: &Document, rule: &Rule) -> Option<Breach> {
    let block = document.blocks.iter().find(|block| rule.scope.covers(block.kind, false))?;
    Some(Breach { span: block.span, number: 0, count: 0 })
}

/// Words what is against a rule.
pub fn word(document: &Document, rule: &Rule, breach: &Breach) -> Diagnostic {
    let found = document.text(breach.span).split_whitespace().collect::<Vec<_>>().join(" ");
    let (place, preferred) = named(rule, breach, &found);
    let message = match &rule.message {
        Some(message) => {
            message.replace("{found}", &found).replace("{preferred}", preferred.as_deref().unwrap_or_default())
        }
        None => default_message(rule, breach, &found, preferred.as_deref()),
    };
    let in_draft = document.source_span(breach.span);
    let label = if breach.count == 0 { "the draft begins here" } else { "" };
    let mut diagnostic = Diagnostic::new(rule.id.value.clone(), message).label(Document::FILE, in_draft, label).label(
        place.place.file,
        place.place.span,
        "by this rule",
    );
    if let (Demand::Prefer(_), Some(preferred)) = (&rule.demand, &preferred) {
        diagnostic = diagnostic.help(format!("write {preferred}"));
        if document.map.is_verbatim(breach.span) {
            diagnostic = diagnostic.fix(Applicability::Safe, Document::FILE, in_draft, preferred);
        }
    }
    match &rule.link {
        Some(link) => diagnostic.note(format!("see {link}")),
        None => diagnostic,
    }
}

/// The words of the rule that are meant, and what to write instead.
fn named<'r>(rule: &'r Rule, breach: &Breach, found: &str) -> (&'r Placed<String>, Option<String>) {
    match &rule.demand {
        Demand::Never(list) | Demand::Require(list) | Demand::AtMost(list, _) => (list[breach.number].placed(), None),
        Demand::Prefer(pairs) => {
            let (variant, preferred) = &pairs[breach.number];
            (variant, Some(in_case_of(found, &variant.value, preferred)))
        }
        Demand::First(pairs) => (&pairs[breach.number].0, Some(pairs[breach.number].1.clone())),
    }
}

fn default_message(rule: &Rule, breach: &Breach, found: &str, preferred: Option<&str>) -> String {
    match &rule.demand {
        Demand::Never(_) => format!("“{found}” is not written here"),
        Demand::Prefer(_) => format!("“{found}”: write “{}”", preferred.unwrap_or_default()),
        Demand::Require(list) => format!("the draft nowhere has “{}”", list[0].placed().value),
        Demand::AtMost(_, most) => format!("“{found}”: {} times, at most {most} wanted", breach.count),
        Demand::First(_) => format!("“{found}” stands before “{}”", preferred.unwrap_or_default()),
    }
}

/// The preferred words in the case of those found: a rule in small letters is for words in any case.
fn in_case_of(found: &str, variant: &str, preferred: &str) -> String {
    if variant.chars().any(char::is_uppercase) {
        return preferred.to_owned();
    }
    let letters = || found.chars().filter(|c| c.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        return preferred.to_uppercase();
    }
    let part = |c: char| c == ' ' || c == '-';
    let begins = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    // "Vice-President" is a title, "Vice-president" begins a sentence.
    let every = found.split(part).count() > 1 && found.split(part).all(begins);
    let mut out = String::with_capacity(preferred.len());
    for (number, word) in preferred.split_inclusive(part).enumerate() {
        let mut rest = word.chars();
        match rest.next() {
            Some(first) if every || (number == 0 && begins(found)) => {
                out.extend(first.to_uppercase());
                out.push_str(rest.as_str());
            }
            _ => out.push_str(word),
        }
    }
    out
}

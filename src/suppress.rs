//! What an editor lets stand: instructions in the draft's comments, and `[[ignore]]` in the settings.
//!
//! `<!-- factlint-ignore CHECK: reason -->` covers the next block, or the rest of the block it stands in; at the end of a block it
//! covers that block. `<!-- factlint-ignore-file CHECK: reason -->` covers the draft. A finding is covered if one of its places in
//! the draft is. An instruction that covers nothing is a finding itself.

pub mod baseline;
pub mod fingerprint;
mod instruction;
mod later;
mod words;

use std::collections::BTreeMap;

use crate::check::{Check, Context, Report};
use crate::checks::{ignore_without_reason, invalid_settings, unused_ignore};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::document::Document;
use crate::facts::{Place, Placed};
use crate::settings::{self, Ignore, Level, Settings};
use crate::span::Span;
use instruction::Instruction;

pub use later::Later;

/// Takes away what is let stand, and reports which instructions are wrong or cover nothing. `known` are the names of all
/// checks and rules. Yields what holds for the checks that other drafts are needed for.
pub fn apply(context: &Context, known: &[&str], report: &mut Report) -> Later {
    let (instructions, unknown) = instruction::read(context.document);
    if instructions.is_empty() && unknown.is_empty() && context.settings.ignores.is_empty() {
        return Later::new(context.settings, Vec::new());
    }
    let mut rows = Vec::new();
    for instruction in &instructions {
        rows.extend(Row::of_instruction(instruction));
    }
    for ignore in &context.settings.ignores {
        rows.extend(Row::of_setting(ignore, context.document));
    }
    let (later, rows) = rows.into_iter().partition(|row| later::is_across(&row.check));
    let mut cover = Cover::new(rows);
    report.hide(|finding| cover.hides(finding));
    let settings = context.settings;
    let named: Vec<Placed<String>> = instructions.iter().flat_map(|it| it.checks.iter().cloned()).collect();
    settings::unknown_checks(&named, known).into_iter().for_each(|mistake| report.add_as_is(mistake));
    unknown.into_iter().for_each(|mistake| report.add_as_is(mistake));
    for row in cover.rows.iter().filter(|row| row.is_checked && !row.used && is_on(&row.check, settings, known)) {
        report.add_for(&unused_ignore::CHECK, unused(row));
    }
    for instruction in instructions.iter().filter(|it| it.reason.is_none() && !it.checks.is_empty()) {
        report.add_for(&ignore_without_reason::CHECK, no_reason(&instruction.checks, instruction.place));
    }
    Later::new(context.settings, later)
}

/// A finding for each `[[ignore]]` without a reason, at the level that the settings give.
pub fn without_reason(ignores: &[Ignore], settings: &Settings) -> Vec<Diagnostic> {
    let Some(severity) = level(&ignore_without_reason::CHECK, settings).severity() else { return Vec::new() };
    let silent = ignores.iter().filter(|ignore| ignore.reason.is_none());
    silent.map(|ignore| no_reason(&ignore.checks, ignore.place).severity(severity)).collect()
}

/// A stretch of the draft in which one check is let stand.
#[derive(Clone, Debug)]
struct Row {
    check: String,
    /// Where the check is named.
    place: Place,
    /// Bytes of the draft.
    covers: Vec<Span>,
    /// Whether it is to cover something in this very draft.
    is_checked: bool,
    used: bool,
}

impl Row {
    fn of_instruction(instruction: &Instruction) -> impl Iterator<Item = Row> {
        instruction.checks.iter().map(|check| Row {
            check: check.value.clone(),
            place: check.place,
            covers: vec![instruction.covers],
            is_checked: true,
            used: false,
        })
    }

    fn of_setting(ignore: &Ignore, document: &Document) -> impl Iterator<Item = Row> {
        let whole = Span::new(0, document.source.text().len() + 1);
        let covers = match &ignore.text {
            None => vec![whole],
            Some(text) => words::places(document, &text.value),
        };
        ignore.checks.iter().map(move |check| Row {
            check: check.value.clone(),
            place: check.place,
            covers: covers.clone(),
            is_checked: ignore.names_one_draft(),
            used: false,
        })
    }
}

/// All rows, to be asked by check and place.
#[derive(Clone, Debug, Default)]
struct Cover {
    rows: Vec<Row>,
    /// For each check its stretches in order, each with its row and the farthest end up to it.
    stretches: BTreeMap<String, Vec<(Span, usize, usize)>>,
}

impl Cover {
    fn new(rows: Vec<Row>) -> Self {
        let mut stretches: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for (index, row) in rows.iter().enumerate() {
            let list = stretches.entry(row.check.clone()).or_default();
            list.extend(row.covers.iter().map(|&span| (span, index, 0)));
        }
        for list in stretches.values_mut() {
            list.sort_unstable();
            let mut farthest = 0;
            for (span, _, reach) in list {
                farthest = farthest.max(span.end());
                *reach = farthest;
            }
        }
        Self { rows, stretches }
    }

    /// Whether a place of the finding is covered; the nearest row before it is then used.
    fn hides(&mut self, finding: &Diagnostic) -> bool {
        let Some(list) = self.stretches.get(&*finding.check) else { return false };
        let in_draft = finding.labels.iter().filter(|label| label.file == Document::FILE);
        for place in in_draft.map(|label| Span::new(label.span.start(), label.span.end().max(label.span.start() + 1))) {
            let before = list.partition_point(|(span, ..)| span.start() < place.end());
            let near = list[..before].iter().rev().take_while(|(.., reach)| *reach > place.start());
            if let Some(&(_, row, _)) = near.into_iter().find(|(span, ..)| span.overlaps(place)) {
                self.rows[row].used = true;
                return true;
            }
        }
        false
    }
}

/// Whether a check could have found something in the draft alone: it runs, and nothing that is usually shown is hidden.
fn is_on(name: &str, settings: &Settings, known: &[&str]) -> bool {
    let off = settings.levels.get(name).is_some_and(|level| level.value == Level::Off)
        || crate::checks::by_name(name)
            .is_some_and(|check| check.run.is_none() || level(check, settings) == Level::Off);
    known.contains(&name) && !off && settings.min_confidence <= Confidence::Medium
}

fn level(check: &Check, settings: &Settings) -> Level {
    settings.levels.get(check.name).map_or(check.default, |placed| placed.value)
}

fn unused(row: &Row) -> Diagnostic {
    Diagnostic::new(unused_ignore::CHECK.name, format!("the ignore of {} hides nothing", row.check))
        .label(row.place.file, row.place.span, "no such finding in what it covers")
        .help("delete it, or put it before the paragraph that it is meant for")
}

fn no_reason(checks: &[Placed<String>], place: Place) -> Diagnostic {
    let names = checks.iter().map(|check| check.value.as_str()).collect::<Vec<_>>().join(", ");
    Diagnostic::new(ignore_without_reason::CHECK.name, format!("{names} is ignored without a reason"))
        .label(place.file, place.span, "no reason is given")
        .help("say why it may stand: after a colon in a comment, as `reason` in the settings")
}

/// An instruction that is none of those that there are.
fn unknown_instruction(word: &str, place: Span, meant: &str) -> Diagnostic {
    Diagnostic::new(invalid_settings::CHECK.name, format!("unknown instruction {word}"))
        .label(Document::FILE, place, meant)
        .help("write `factlint-ignore CHECK: reason` or `factlint-ignore-file CHECK: reason`")
}

#[cfg(test)]
mod tests;

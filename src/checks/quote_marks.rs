//! A quotation mark that is turned the wrong way.

use crate::check::{Category, Check, Context, Report};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::document::{BlockKind, Document};
use crate::settings::Level;
use crate::span::Span;

pub static CHECK: Check = Check {
    name: "quote-marks",
    summary: "A quotation mark that is turned the wrong way.",
    category: Category::Draft,
    default: Level::Warning,
    fixable: true,
    since: "0.1.0",
    page: include_str!("../../rules/checks/quote-marks.md"),
    run: Some(check),
};

const OPENING: char = '“';
const CLOSING: char = '”';
/// The opening mark of German, Czech, Serbian and other languages, which “ closes.
const LOW: char = '„';

fn check(context: &Context, report: &mut Report) {
    let document = context.document;
    let marks: Vec<Mark> =
        document.blocks.iter().enumerate().flat_map(|(index, block)| marks(document, index, block.span)).collect();
    let same_on_both_sides = opens_with_closing_marks(&marks);
    for paragraph in marks.chunk_by(|a, b| a.block == b.block) {
        let kind = document.blocks.get(paragraph[0].block).map(|block| block.kind);
        if !matches!(kind, Some(BlockKind::TableCell { .. }) | None) {
            pair(paragraph, same_on_both_sides, |mark| report.add(describe(document, mark)));
        }
    }
}

/// Where a mark stands: what touches it decides, whatever its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// A blank or a bracket before it, a word after it.
    Before,
    /// A word or its punctuation before it, a blank or punctuation after it.
    After,
    /// Neither, or both.
    Unclear,
}

/// A double quotation mark.
#[derive(Clone, Copy, Debug)]
struct Mark {
    shape: char,
    side: Side,
    /// Bytes of the prose.
    span: Span,
    block: usize,
}

/// The curly double marks of a block, in order.
fn marks(document: &Document, block: usize, span: Span) -> impl Iterator<Item = Mark> {
    let text = document.text(span);
    let found = text.char_indices().filter(|(_, c)| matches!(*c, OPENING | CLOSING | LOW));
    let marks = found.map(move |(at, shape)| {
        let side = side(text[..at].chars().next_back(), text[at + shape.len_utf8()..].chars().next());
        Mark { shape, side, span: Span::new(at, at + shape.len_utf8()).shifted(span.start()), block }
    });
    marks.filter(|mark| !document.is_masked(mark.span))
}

fn side(before: Option<char>, after: Option<char>) -> Side {
    let blank_before = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–'));
    let blank_after = after
        .is_none_or(|c| c.is_whitespace() || matches!(c, ')' | ']' | '.' | ',' | ';' | ':' | '!' | '?' | '—' | '–'));
    // A digit before it: the mark may stand for inches or seconds.
    let word_before =
        before.is_some_and(|c| c.is_alphabetic() || matches!(c, '.' | ',' | '!' | '?' | '…' | ')' | ']' | '’' | '%'));
    let word_after = after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '‘' | '’' | '$' | '€' | '£' | '['));
    match (blank_before && word_after, word_before && blank_after) {
        (true, false) => Side::Before,
        (false, true) => Side::After,
        _ => Side::Unclear,
    }
}

/// Whether the draft opens its quotations as it closes them, ”so”, as Swedish and Finnish do.
fn opens_with_closing_marks(marks: &[Mark]) -> bool {
    let opening = |shape| marks.iter().filter(|mark| mark.side == Side::Before && mark.shape == shape).count();
    opening(CLOSING) > opening(OPENING)
}

/// Pairs the marks of a paragraph and calls `wrong` for those turned the wrong way. A quotation that runs over several paragraphs opens
/// anew in each, and what is still open at the end of a paragraph is no mistake.
fn pair<'a>(marks: &'a [Mark], same_on_both_sides: bool, mut wrong: impl FnMut(&'a Mark)) {
    let mut open = None;
    for (index, mark) in marks.iter().enumerate() {
        match (mark.shape, mark.side) {
            (OPENING, Side::After) => {
                if open == Some(OPENING) {
                    wrong(mark);
                }
                open = None;
            }
            (CLOSING, Side::Before) if open.is_none() && !same_on_both_sides => {
                // Sure only where the quotation it begins is closed again.
                let closed = marks.get(index + 1).is_some_and(|next| next.shape == CLOSING && next.side == Side::After);
                if closed {
                    wrong(mark);
                }
                open = Some(CLOSING);
            }
            (CLOSING, Side::Before) if open.is_none() => open = Some(CLOSING),
            (CLOSING, _) => open = None,
            (shape, _) => open = Some(shape),
        }
    }
}

fn describe(document: &Document, mark: &Mark) -> Diagnostic {
    let (right, message, label) = if mark.shape == OPENING {
        (CLOSING, "a quotation closes with the opening mark “ instead of ”", "this closes the quotation: ”")
    } else {
        (OPENING, "a quotation opens with the closing mark ” instead of “", "this opens the quotation: “")
    };
    let place = document.source_span(mark.span);
    let diagnostic =
        Diagnostic::new(CHECK.name, message).label(Document::FILE, place, label).help(format!("write {right}"));
    if document.map.is_verbatim(mark.span) {
        diagnostic.fix(Applicability::Safe, Document::FILE, place, right.to_string())
    } else {
        diagnostic
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Byte offsets of the marks that are turned the wrong way in one paragraph.
    fn wrong(text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        let marks: Vec<Mark> = text
            .char_indices()
            .filter(|(_, c)| matches!(*c, OPENING | CLOSING | LOW))
            .map(|(at, shape)| {
                let side = side(text[..at].chars().next_back(), text[at + shape.len_utf8()..].chars().next());
                Mark { shape, side, span: Span::new(at, at + shape.len_utf8()), block: 0 }
            })
            .collect();
        pair(&marks, opens_with_closing_marks(&marks), |mark| found.push(mark.span.start()));
        found
    }

    #[test]
    fn a_mark_is_judged_by_what_touches_it_and_by_its_pair() {
        let table: &[(&str, &[usize])] = &[
            ("“in line with borders.“", &[24]),
            ("“Yes,“ he said, “no.”", &[7]),
            ("He likes “one” and ”two” of them.", &[23]),
            ("“One,” he said. “Two.”", &[]),
            // The quotation goes on in the next paragraph.
            ("“One. And so on", &[]),
            // A closing mark is missing: another slip than this one.
            ("“One, he said. “Two.”", &[]),
            ("„Ja“, sagte er. „Nein.“", &[]),
            ("”Ja”, sade han. ”Nej.”", &[]),
            ("a 6” pipe and a 12“ one", &[]),
            ("a “6“ pipe", &[]),
            ("Mark it with “ or with ” as you like.", &[]),
            ("he said“", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(&wrong(text), expected, "{text}");
        }
    }
}

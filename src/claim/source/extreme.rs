//! "Prices start at $600": a figure of a list in the source that the draft calls its least or greatest, and is not.

use std::cmp::Ordering;

use crate::claim::source::SourceText;
use crate::claim::source::figures::ends;
use crate::claim::source::meet::is_bare;
use crate::claim::source::printed::{Printed, Value};
use crate::claim::source::weigh::{Place, Question};
use crate::document::{BlockKind, Document};
use crate::lexicon::Lexicon;
use crate::quantity::{Hedge, Number, Quantity};
use crate::span::Span;

/// What the draft calls the figure: of the source's values none may compare so with it.
fn side(document: &Document, lexicon: &Lexicon, printed: &Printed, quantity: &Quantity) -> Option<Ordering> {
    let words = &lexicon.sources;
    let number = document.token_at(quantity.number_span.start());
    // "go up to $600": the words may reach into the figure as far as its number.
    (printed.tokens.0..=number).find_map(|end| {
        let ends =
            |phrases: &crate::lexicon::Phrases<()>| phrases.ending(&document.prose, &document.tokens, end).is_some();
        if ends(&words.least) { Some(Ordering::Less) } else { ends(&words.greatest).then_some(Ordering::Greater) }
    })
}

/// Where a list of the source, in which the figure was found at `place`, has a figure that lies further out on the side that the
/// draft names. Only figures of the same thing count: a word of the draft stands beside both.
pub fn surpassed(
    document: &Document,
    lexicon: &Lexicon,
    source: &SourceText,
    question: &Question,
    place: &Place,
) -> Option<Span> {
    let Value::Quantity(quantity) = &question.printed.value else { return None };
    let side = side(document, lexicon, question.printed, quantity)?;
    let figures = &source.figures;
    let found = place.figure?;
    let (own, value) = point(&figures.printed[found])?;
    let list = series(&source.document, figures.printed[found].span)?;
    let around = &figures.surroundings[found].near;
    let common: Vec<_> =
        question.around.near.iter().copied().filter(|word| around.binary_search(word).is_ok()).collect();
    let others = figures.of_kind(own).into_iter().filter_map(|figure| {
        let printed = &figures.printed[figure];
        let (other, value) = point(printed)?;
        let same_thing = figures.surroundings[figure].shared(&common) > 0 && other.per == own.per;
        let listed = || series(&source.document, printed.span) == Some(list);
        (same_thing && listed()).then_some((value, printed.span))
    });
    let outer = others.reduce(|a, b| if b.0.cmp(&a.0) == side { b } else { a })?;
    (outer.0.cmp(&value) == side).then_some(outer.1)
}

/// A single number of some kind without a hedge, and its value in base units.
fn point(printed: &Printed) -> Option<(&Quantity, rust_decimal::Decimal)> {
    let Value::Quantity(quantity) = &printed.value else { return None };
    let plain = matches!(quantity.number, Number::Point(_)) && quantity.hedge == Hedge::None && !is_bare(quantity);
    let value = quantity.unit.to_base(*ends(quantity).first()?)?;
    plain.then_some((quantity, value))
}

/// The list or the column of a table that holds a place, by its number and that of the column.
fn series(document: &Document, span: Span) -> Option<(bool, u32, u32)> {
    match document.blocks.get(document.block_at(span.start()))?.kind {
        BlockKind::ListItem { list, .. } => Some((true, list, 0)),
        BlockKind::TableCell { table, column, .. } => Some((false, table, column)),
        _ => None,
    }
}

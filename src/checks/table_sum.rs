//! `table-sum`: a total row that is not the sum of its column, and a column of changes that one row does not fit.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::{Category, Check, Context, Report};
use crate::checks::change_arithmetic::plain;
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, Document};
use crate::quantity::{Dimension, Interval, Number, Printed, parse_value};
use crate::settings::Level;
use crate::span::Span;

pub static CHECK: Check = Check {
    name: "table-sum",
    summary: "A total in a table is not the sum of its column, or a change does not fit the figures of its row.",
    category: Category::Draft,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/table-sum.md"),
    run: Some(check),
};

/// A table of fewer rows above its total is no table to add up.
const FEWEST: usize = 2;

fn check(context: &Context, report: &mut Report) {
    for table in tables(context) {
        totals(context, &table, report);
        changes(context, &table, report);
    }
}

/// A cell with a number in it, or without.
struct Cell {
    span: Span,
    number: Option<Figure>,
}

/// The number of a cell.
struct Figure {
    printed: Printed,
    /// With its sign: a change may be below zero.
    value: Decimal,
    dimension: Dimension,
}

/// A table's cells, row by row; the first row is the header.
struct Table {
    rows: Vec<BTreeMap<u32, Cell>>,
}

fn tables(context: &Context) -> Vec<Table> {
    let document = context.document;
    let mut found: BTreeMap<u32, Vec<BTreeMap<u32, Cell>>> = BTreeMap::new();
    for block in &document.blocks {
        let BlockKind::TableCell { table, row, column } = block.kind else { continue };
        let rows = found.entry(table).or_default();
        rows.resize_with(rows.len().max(row as usize + 1), BTreeMap::new);
        rows[row as usize].insert(column, Cell { span: block.span, number: figure(context, block.span) });
    }
    found.into_values().map(|rows| Table { rows }).collect()
}

/// The number of a cell that holds nothing else.
fn figure(context: &Context, span: Span) -> Option<Figure> {
    let text = context.document.text(span).trim();
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (text, negative) = match text.strip_prefix(['−', '-', '–']) {
        Some(rest) => (rest, true),
        None => (text.strip_prefix('+').unwrap_or(text), false),
    };
    let quantity = parse_value(text, context.lexicon)?;
    let whole = quantity.span.start() == 0 && quantity.span.end() == text.len();
    let printed = Printed::of(&quantity).filter(|_| whole && matches!(quantity.number, Number::Point(_)))?;
    let value = if negative { -printed.value } else { printed.value };
    Some(Figure { printed, value, dimension: quantity.unit.dimension })
}

/// Every column of a table whose last row is called a total.
fn totals(context: &Context, table: &Table, report: &mut Report) {
    let words = &context.lexicon.frames;
    let label = |row: &BTreeMap<u32, Cell>| {
        row.values().next().map_or(String::new(), |cell| context.document.text(cell.span).trim().to_lowercase())
    };
    let says = |row: &BTreeMap<u32, Cell>, set: &crate::lexicon::Set| {
        label(row).split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| set.contains(word))
    };
    let Some((last, above)) = table.rows.split_last().filter(|(_, above)| above.len() > FEWEST) else { return };
    let body = &above[1..];
    // Subtotals, or rows that say of what they are a part: then a column is not simply added up.
    let nested = body.iter().any(|row| says(row, &words.total_rows) || says(row, &words.part_rows));
    if !says(last, &words.total_rows) || nested {
        return;
    }
    let mut off = Vec::new();
    let mut fitting = 0;
    for (column, total) in last {
        let Some(total_figure) = total.number.as_ref().filter(|figure| figure.dimension != Dimension::Percent) else {
            continue;
        };
        let cells: Option<Vec<(&Cell, &Figure)>> =
            body.iter().map(|row| row.get(column).and_then(|cell| Some((cell, cell.number.as_ref()?)))).collect();
        let Some(cells) = cells else { continue };
        let Some((sum, admitted)) = sum(&cells) else { continue };
        let stated = total_figure.printed.admitted;
        if total_figure.value.is_sign_negative() || !admitted.is_disjoint(&stated) {
            fitting += 1;
        } else {
            off.push((column, total, total_figure, cells, sum));
        }
    }
    for (column, total, figure, cells, sum) in off {
        // A column of averages or ranks is no sum: one that is far off is left alone, sooner where no neighbour adds up.
        let reach = if fitting > 0 { Decimal::TWO } else { Decimal::TEN };
        if (sum - figure.value).abs() > figure.value / reach {
            continue;
        }
        report.add(total_off(context, table, *column, (total, figure), &cells, sum));
    }
}

fn total_off(
    context: &Context,
    table: &Table,
    column: u32,
    (total, figure): (&Cell, &Figure),
    cells: &[(&Cell, &Figure)],
    sum: Decimal,
) -> Diagnostic {
    let document = context.document;
    let heading = table.rows[0].get(&column).map_or("the column", |cell| document.text(cell.span));
    let digits = figure.printed.place.normalize().scale().max(1);
    let message =
        format!("{heading}: the rows add up to {}; the total says {}", plain(sum, digits), document.text(total.span));
    let mut diagnostic = Diagnostic::new(CHECK.name, message)
        .label(Document::FILE, document.source_span(total.span), "the total")
        .help("add the column up again: a row or the total is wrong, or the table leaves a row out");
    for (cell, _) in cells {
        diagnostic = diagnostic.label(Document::FILE, document.source_span(cell.span), "added");
    }
    diagnostic
}

/// The sum of a column, and what rounding of its figures admits.
fn sum(cells: &[(&Cell, &Figure)]) -> Option<(Decimal, Interval)> {
    let mut value = Decimal::ZERO;
    let mut admitted = Interval::point(Decimal::ZERO);
    for (_, figure) in cells {
        if figure.dimension == Dimension::Percent || figure.value.is_sign_negative() {
            return None;
        }
        value = value.checked_add(figure.value)?;
        admitted = admitted.plus(&figure.printed.admitted)?;
    }
    Some((value, admitted))
}

/// Three columns of which the third is the change from the first to the second, in percent, in nearly every row.
fn changes(context: &Context, table: &Table, report: &mut Report) {
    let columns: Vec<u32> = table.rows.first().map_or(Vec::new(), |row| row.keys().copied().collect());
    for three in columns.windows(3) {
        let mut fitting = 0;
        let mut off = Vec::new();
        for row in table.rows.iter().skip(1) {
            let cell = |at: usize| row.get(&three[at]).and_then(|cell| Some((cell, cell.number.as_ref()?)));
            let (Some(old), Some(new), Some(change)) = (cell(0), cell(1), cell(2)) else { continue };
            if change.1.dimension != Dimension::Percent || old.1.dimension == Dimension::Percent {
                continue;
            }
            match grown(old.1, new.1) {
                Some((_, admitted)) if fits(&admitted, change.1) => fitting += 1,
                Some((value, _)) => off.push((old, new, change, value)),
                None => {}
            }
        }
        // The rows themselves show what the column is: all but one in three fit, or it is something else.
        if fitting < 2 || off.len() * 2 > fitting {
            continue;
        }
        for (old, new, change, value) in off {
            report.add(change_off(context, old.0, new.0, change, value));
        }
    }
}

fn change_off(
    context: &Context,
    old: &Cell,
    new: &Cell,
    (change, figure): (&Cell, &Figure),
    value: Decimal,
) -> Diagnostic {
    let document = context.document;
    let text = |cell: &Cell| document.text(cell.span).trim().to_owned();
    let digits = figure.printed.place.normalize().scale().max(1);
    let sign = if value.is_sign_negative() { "−" } else { "" };
    let sum = format!("{} / {} − 1 = {sign}{}%", text(new), text(old), plain(value.abs(), digits));
    Diagnostic::new(CHECK.name, format!("{sum}; the table says {}", text(change)))
        .label(Document::FILE, document.source_span(change.span), "the change as stated")
        .label(Document::FILE, document.source_span(new.span), "the new figure")
        .label(Document::FILE, document.source_span(old.span), "the old figure")
        .help("one of the three is wrong: the other rows of the table fit")
}

fn grown(old: &Figure, new: &Figure) -> Option<(Decimal, Interval)> {
    let one = Interval::point(Decimal::ONE);
    let ratio = new.printed.admitted.over(&old.printed.admitted)?;
    let admitted = ratio.minus(&one)?.times(Decimal::ONE_HUNDRED)?;
    let value = new.value.checked_div(old.value)?.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED)?;
    Some((value, admitted))
}

fn fits(admitted: &Interval, change: &Figure) -> bool {
    let place = change.printed.place;
    !admitted.is_disjoint(&Interval::closed(change.value - place, change.value + place))
}

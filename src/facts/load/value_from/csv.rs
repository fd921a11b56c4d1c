//! Cells of a CSV file (RFC 4180; semicolons and tabs as separators too).

/// The cell `row/column`. The first line names the columns. A row is named by its first cell, or counted from 1 below the first
/// line; a column is named, or counted from 1.
pub(super) fn cell(text: &str, tabs: bool, pointer: &str) -> Result<String, String> {
    let named = pointer.strip_prefix('/').unwrap_or(pointer);
    let (row, column) = named.split_once('/').ok_or("a cell is named row/column")?;
    let first_line = text.lines().next().unwrap_or("");
    let separator = match (tabs, first_line.contains(','), first_line.contains(';')) {
        (true, ..) => '\t',
        (false, false, true) => ';',
        _ => ',',
    };
    let mut rows = rows(text, separator).into_iter();
    let header = rows.next().unwrap_or_default();
    let column = header
        .iter()
        .position(|name| name.trim() == column)
        .or_else(|| counted(column))
        .ok_or_else(|| format!("has no column `{column}`"))?;
    let rows: Vec<_> = rows.collect();
    let by_name = rows.iter().find(|cells| cells.first().is_some_and(|name| name.trim() == row));
    let cells =
        by_name.or_else(|| counted(row).and_then(|row| rows.get(row))).ok_or_else(|| format!("has no row `{row}`"))?;
    cells
        .get(column)
        .map(|cell| cell.trim().to_owned())
        .ok_or_else(|| format!("has no column {} in this row", column + 1))
}

/// A position from 0 of what is counted from 1.
fn counted(text: &str) -> Option<usize> {
    text.parse::<usize>().ok()?.checked_sub(1)
}

fn rows(text: &str, separator: char) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                cell.push('"');
                characters.next();
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\r' if !quoted && characters.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c if c == separator && !quoted => row.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

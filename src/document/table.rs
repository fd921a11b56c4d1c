//! The rows and columns of the tables of a draft.

use crate::document::{BlockKind, Document};

/// A table: its cells that have words, by row and column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Row, column, and index in [`Document::blocks`], in order.
    cells: Vec<(u32, u32, usize)>,
}

impl Table {
    /// The block of a cell; `None` where it is empty.
    pub fn cell(&self, row: u32, column: u32) -> Option<usize> {
        let at = self.cells.binary_search_by_key(&(row, column), |&(row, column, _)| (row, column)).ok()?;
        Some(self.cells[at].2)
    }

    /// Row, column and block of every cell below the first row.
    pub fn body(&self) -> impl Iterator<Item = (u32, u32, usize)> {
        self.cells.iter().copied().filter(|&(row, _, _)| row > 0)
    }

    /// The cells of the first row with their columns.
    pub fn header(&self) -> impl Iterator<Item = (u32, usize)> {
        self.cells.iter().take_while(|&&(row, _, _)| row == 0).map(|&(_, column, block)| (column, block))
    }

    /// The first cells of the other rows, with their rows.
    pub fn row_headings(&self) -> impl Iterator<Item = (u32, usize)> {
        self.body().filter(|&(_, column, _)| column == 0).map(|(row, _, block)| (row, block))
    }
}

impl Document {
    /// The tables of the draft, in its order.
    pub fn tables(&self) -> Vec<Table> {
        let mut tables: Vec<(u32, Table)> = Vec::new();
        for (index, block) in self.blocks.iter().enumerate() {
            let BlockKind::TableCell { table, row, column } = block.kind else { continue };
            match tables.last_mut() {
                Some((number, last)) if *number == table => last.cells.push((row, column, index)),
                _ => tables.push((table, Table { cells: vec![(row, column, index)] })),
            }
        }
        let sorted = tables.into_iter().map(|(_, mut table)| {
            table.cells.sort_unstable();
            table
        });
        sorted.collect()
    }
}

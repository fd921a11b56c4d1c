//! The draft's text as the report shows it: blocks, sentences, and runs of words that are marked in one way.

use serde::Serialize;

use super::marks::Cut;
use crate::claim::Judgement;
use crate::document::{self, BlockKind, Document, Sentence as Sentences};
use crate::render::visible;
use crate::span::Span;

/// A part of the draft that stands by itself.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    Heading {
        level: u8,
        text: Vec<Sentence>,
    },
    Paragraph {
        text: Vec<Sentence>,
    },
    Quotation {
        text: Vec<Sentence>,
    },
    Caption {
        text: Vec<Sentence>,
    },
    Footnote {
        text: Vec<Sentence>,
    },
    /// A summary or description in the front matter.
    FrontMatter {
        text: Vec<Sentence>,
    },
    /// Items in a row, of one list or of lists within each other.
    List {
        items: Vec<Item>,
    },
    Table {
        rows: Vec<Vec<Vec<Sentence>>>,
    },
}

/// An item of a list.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// From 1.
    depth: u8,
    text: Vec<Sentence>,
}

/// A sentence.
#[derive(Clone, Debug, Serialize)]
pub struct Sentence {
    /// Whether it holds a claim, so that something in it was judged, or could have been.
    judged: bool,
    runs: Vec<Run>,
}

/// Words that are marked in one way.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Run {
    text: String,
    /// The number of the claim that they belong to, and of the finding, from 0.
    claim: Option<usize>,
    finding: Option<usize>,
    /// Whether they are the first of their claim, and the first or the last of their finding.
    claim_begins: bool,
    finding_begins: bool,
    finding_ends: bool,
}

/// The text of `document`, marked by `cuts`.
pub fn blocks(document: &Document, cuts: &[Cut], judgements: &[Judgement]) -> Vec<Block> {
    let mut judged = vec![false; document.sentences.len()];
    for judgement in judgements {
        if let Some(sentence) = judged.get_mut(document.sentence_at(judgement.span.start())) {
            *sentence = true;
        }
    }
    let mut writer = Writer { document, cuts, next: 0, judged: &judged, sentence: 0, blocks: Vec::new() };
    for (index, block) in document.blocks.iter().enumerate() {
        writer.block(index, block);
    }
    let mut blocks = writer.blocks;
    number(&mut blocks);
    blocks
}

struct Writer<'a> {
    document: &'a Document,
    cuts: &'a [Cut],
    /// The first cut that does not lie before what was written.
    next: usize,
    judged: &'a [bool],
    /// The first sentence that was not written.
    sentence: usize,
    blocks: Vec<Block>,
}

impl Writer<'_> {
    fn block(&mut self, index: usize, block: &document::Block) {
        let text = self.sentences(index, block.span);
        match block.kind {
            BlockKind::Heading(level) => self.blocks.push(Block::Heading { level: level.clamp(1, 6), text }),
            BlockKind::Paragraph => self.blocks.push(Block::Paragraph { text }),
            BlockKind::Quotation => self.blocks.push(Block::Quotation { text }),
            BlockKind::Caption => self.blocks.push(Block::Caption { text }),
            BlockKind::Footnote => self.blocks.push(Block::Footnote { text }),
            BlockKind::FrontMatter => self.blocks.push(Block::FrontMatter { text }),
            BlockKind::ListItem { depth, .. } => {
                let item = Item { depth, text };
                match self.blocks.last_mut() {
                    Some(Block::List { items }) => items.push(item),
                    _ => self.blocks.push(Block::List { items: vec![item] }),
                }
            }
            BlockKind::TableCell { row, column, .. } => self.cell(index, row, column, text),
        }
    }

    /// A cell: below and right of those of the same table that were written, whatever its numbers say.
    fn cell(&mut self, index: usize, row: u32, column: u32, text: Vec<Sentence>) {
        let before = index.checked_sub(1).map(|before| self.document.blocks[before].kind);
        let (same_table, same_row, same_cell) = match (before, self.document.blocks[index].kind) {
            (
                Some(BlockKind::TableCell { table, row: above, column: left }),
                BlockKind::TableCell { table: this, .. },
            ) => (table == this, table == this && above == row, table == this && above == row && left == column),
            _ => (false, false, false),
        };
        if !same_table || !matches!(self.blocks.last(), Some(Block::Table { .. })) {
            self.blocks.push(Block::Table { rows: Vec::new() });
        }
        let Some(Block::Table { rows }) = self.blocks.last_mut() else { return };
        if !same_row {
            rows.push(Vec::new());
        }
        let Some(cells) = rows.last_mut() else { return };
        match cells.last_mut() {
            Some(cell) if same_cell => cell.extend(text),
            _ => cells.push(text),
        }
    }

    /// The sentences of a block, the blanks between them as sentences that need no judgement.
    fn sentences(&mut self, block: usize, span: Span) -> Vec<Sentence> {
        let mut written = Vec::new();
        let mut at = span.start();
        while let Some(&Sentences { span: sentence, .. }) =
            self.document.sentences.get(self.sentence).filter(|sentence| sentence.block as usize == block)
        {
            if sentence.start() > at {
                written.push(Sentence { judged: true, runs: self.runs(Span::new(at, sentence.start())) });
            }
            written.push(Sentence { judged: self.judged[self.sentence], runs: self.runs(sentence) });
            at = sentence.end();
            self.sentence += 1;
        }
        if at < span.end() {
            written.push(Sentence { judged: true, runs: self.runs(Span::new(at, span.end())) });
        }
        written
    }

    fn runs(&mut self, span: Span) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut at = span.start();
        while let Some(cut) = self.cuts.get(self.next) {
            let (start, end) = (cut.span.start().max(at), cut.span.end().min(span.end()));
            if cut.span.end() <= at {
                self.next += 1;
                continue;
            }
            if start >= span.end() {
                break;
            }
            self.run(Span::new(at, start), None, &mut runs);
            self.run(Span::new(start, end), Some(cut), &mut runs);
            at = end;
            if cut.span.end() > span.end() {
                break;
            }
            self.next += 1;
        }
        self.run(Span::new(at, span.end().max(at)), None, &mut runs);
        runs
    }

    fn run(&self, span: Span, cut: Option<&Cut>, runs: &mut Vec<Run>) {
        if !span.is_empty() {
            let lines = self.document.text(span).split('\n').map(|line| visible::name(line, false));
            let text = lines.collect::<Vec<_>>().join("\n");
            let (claim, finding) = cut.map_or((None, None), |cut| (cut.claim, cut.finding));
            runs.push(Run { text, claim, finding, ..Run::default() });
        }
    }
}

/// Says of every run whether it is the first or the last of its claim and of its finding.
fn number(blocks: &mut [Block]) {
    let mut runs: Vec<&mut Run> = blocks.iter_mut().flat_map(sentences).flat_map(|text| &mut text.runs).collect();
    let (mut claims, mut findings) = (rustc_hash::FxHashSet::default(), rustc_hash::FxHashSet::default());
    for run in &mut runs {
        run.claim_begins = run.claim.is_some_and(|claim| claims.insert(claim));
        run.finding_begins = run.finding.is_some_and(|finding| findings.insert(finding));
    }
    for run in runs.into_iter().rev() {
        run.finding_ends = run.finding.is_some_and(|finding| findings.remove(&finding));
    }
}

fn sentences(block: &mut Block) -> Box<dyn Iterator<Item = &mut Sentence> + '_> {
    match block {
        Block::Heading { text, .. }
        | Block::Paragraph { text }
        | Block::Quotation { text }
        | Block::Caption { text }
        | Block::Footnote { text }
        | Block::FrontMatter { text } => Box::new(text.iter_mut()),
        Block::List { items } => Box::new(items.iter_mut().flat_map(|item| &mut item.text)),
        Block::Table { rows } => Box::new(rows.iter_mut().flatten().flatten()),
    }
}

//! Word alignment of a draft's quotation with recorded words.

use crate::claim::quote::spoken::{Item, Spoken};

/// What happened to words between what was said and what the draft prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The draft's item and the recorded word are the same.
    Match { draft: usize, said: usize },
    /// Another word stands in the place of the recorded one.
    Change { draft: usize, said: usize },
    /// The draft has a word that was not said.
    Insert { draft: usize },
    /// The draft leaves a word out.
    Drop { said: usize },
    /// An ellipsis or bracket of the draft, in whose place recorded words may have been left out.
    Gap,
}

/// What each differing word costs. A change costs no more than a word too many, or a changed last word would be read as one.
const DROP: u32 = 1;
const INSERT: u32 = 1;
const CHANGE: u32 = 1;

/// The cheapest way to read all of `draft` as a stretch of `said`; steps in the order of the draft.
///
/// Costs time and memory in the product of the two lengths: callers cut both to size.
pub(super) fn align(draft: &[Item], said: &[Spoken]) -> Vec<Step> {
    let width = said.len() + 1;
    let mut cost = vec![0u32; width];
    // The column each cell was reached from, with the kind of step.
    let mut trace: Vec<Origin> = Vec::with_capacity(width * draft.len());
    for item in draft {
        let mut row = vec![0u32; width];
        match item {
            Item::Gap => {
                let mut best = 0;
                for column in 0..width {
                    if cost[column] < cost[best] {
                        best = column;
                    }
                    row[column] = cost[best];
                    trace.push(Origin::Gap(best as u32));
                }
            }
            Item::Word(word) => {
                for column in 0..width {
                    let mut best = (cost[column] + INSERT, Origin::Insert);
                    if column > 0 {
                        let same = said[column - 1].key == word.key;
                        let step = if same {
                            (cost[column - 1], Origin::Match)
                        } else {
                            (cost[column - 1] + CHANGE, Origin::Change)
                        };
                        if step.0 <= best.0 {
                            best = step;
                        }
                        let drop = row[column - 1] + DROP;
                        if drop < best.0 {
                            best = (drop, Origin::Drop);
                        }
                    }
                    row[column] = best.0;
                    trace.push(best.1);
                }
            }
        }
        cost = row;
    }
    // Of ends that cost as much, one that pairs the last word: "nobody won" changes "lost" rather than adding a word.
    let last = trace.len().saturating_sub(width);
    let unpaired = |column: usize| !matches!(trace.get(last + column), Some(Origin::Match | Origin::Change));
    let end = (0..width).min_by_key(|&column| (cost[column], unpaired(column))).unwrap_or(0);
    walk(&trace, draft.len(), width, end)
}

#[derive(Clone, Copy)]
enum Origin {
    Match,
    Change,
    Insert,
    Drop,
    Gap(u32),
}

fn walk(trace: &[Origin], rows: usize, width: usize, end: usize) -> Vec<Step> {
    let (mut row, mut column) = (rows, end);
    let mut steps = Vec::with_capacity(rows);
    while row > 0 {
        let (draft, said) = (row - 1, column.wrapping_sub(1));
        match trace[draft * width + column] {
            Origin::Match => {
                steps.push(Step::Match { draft, said });
                (row, column) = (row - 1, column - 1);
            }
            Origin::Change => {
                steps.push(Step::Change { draft, said });
                (row, column) = (row - 1, column - 1);
            }
            Origin::Insert => {
                steps.push(Step::Insert { draft });
                row -= 1;
            }
            Origin::Drop => {
                steps.push(Step::Drop { said });
                column -= 1;
            }
            Origin::Gap(from) => {
                steps.push(Step::Gap);
                (row, column) = (row - 1, from as usize);
            }
        }
    }
    steps.reverse();
    steps
}

/// The stretch of `steps` in which the draft does follow the recorded words: the heaviest run of matches, widened to the
/// ends of the draft where only a word or three stand beyond it in the same sentence.
pub(super) fn core(steps: &[Step], draft: &[Item], said_len: usize) -> std::ops::Range<usize> {
    let weight = |step: &Step| match step {
        Step::Match { .. } => 2i32,
        Step::Gap => 0,
        _ => -3,
    };
    let (mut best, mut best_sum) = (0..0, 0);
    let (mut start, mut sum) = (0, 0);
    for (at, step) in steps.iter().enumerate() {
        if sum <= 0 {
            (start, sum) = (at, 0);
        }
        sum += weight(step);
        if sum > best_sum {
            (best, best_sum) = (start..at + 1, sum);
        }
    }
    if best.is_empty() {
        return best;
    }
    let (mut from, mut to) = (best.start, best.end);
    if edge_belongs(&steps[..from], draft, |word| word.ends, said_len) {
        from = 0;
    }
    if edge_belongs(&steps[to..], draft, |word| word.begins, said_len) {
        to = steps.len();
    }
    from..to
}

/// At most three differing words, none beyond a sentence's border, and not merely words before or after all that is recorded.
fn edge_belongs(edge: &[Step], draft: &[Item], border: impl Fn(&Spoken) -> bool, said_len: usize) -> bool {
    let mut words = 0;
    let mut recorded = false;
    for step in edge {
        match step {
            Step::Match { draft: at, .. } | Step::Change { draft: at, .. } | Step::Insert { draft: at } => {
                words += usize::from(!matches!(step, Step::Match { .. }));
                if let Some(Item::Word(word)) = draft.get(*at)
                    && border(word)
                {
                    return false;
                }
            }
            Step::Drop { .. } | Step::Gap => {}
        }
        recorded |= matches!(step, Step::Match { .. } | Step::Change { .. } | Step::Drop { .. });
    }
    words <= 3 && recorded && said_len > 0
}

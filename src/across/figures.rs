//! Figures that are told of one thing in several drafts and cannot all be right.

use std::collections::BTreeMap;

use crate::across::{Entry, Values, of_one_time};
use crate::claim::consistency::{agree, is_slip};
use crate::claim::summary::FigureSummary;

/// A figure that other drafts give otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clash {
    /// Index of the draft whose value is the rarer one; of two that are equally frequent the later.
    pub draft: usize,
    /// Index in its figures.
    pub figure: usize,
    /// How many drafts say so.
    pub drafts: usize,
    /// Index of the first draft that says otherwise, and of its figure.
    pub other: usize,
    pub other_figure: usize,
    /// How many drafts say that.
    pub others: usize,
}

/// Figures with more values than this are a series, and not one figure told wrongly.
const MOST_VALUES: usize = 3;

/// Finds the figures that differ between drafts, in the order of the drafts.
pub fn find(drafts: &[Entry]) -> Vec<Clash> {
    let mut groups: BTreeMap<(usize, &str), Vec<(usize, usize)>> = BTreeMap::new();
    for (draft, entry) in drafts.iter().enumerate() {
        for (figure, summary) in entry.summary.figures.iter().enumerate() {
            groups.entry((entry.edition, &summary.key)).or_default().push((draft, figure));
        }
    }
    let mut found: Vec<Clash> = groups.values().flat_map(|group| clashes(drafts, group)).collect();
    found.sort_unstable();
    found
}

fn clashes(drafts: &[Entry], group: &[(usize, usize)]) -> Vec<Clash> {
    let figure = |(draft, figure): (usize, usize)| &drafts[draft].summary.figures[figure];
    let members = group.iter().map(|&member| (member.0, member));
    let same = |one, other| agree(&figure(one).quantity, &figure(other).quantity);
    let Some(Values { usual, rarer }) = Values::of(members, MOST_VALUES, same) else { return Vec::new() };
    let mut found = Vec::new();
    for value in rarer {
        for &draft in &value.drafts {
            let pair = value.places.iter().filter(|member| member.0 == draft).find_map(|&member| {
                let other = usual
                    .places
                    .iter()
                    .find(|&&other| one_time(drafts, member, other) && says_the_same(figure(member), figure(other)))?;
                Some((member, *other))
            });
            found.extend(pair.map(|(member, other)| Clash {
                draft,
                figure: member.1,
                drafts: value.drafts.len(),
                other: other.0,
                other_figure: other.1,
                others: usual.drafts.len(),
            }));
        }
    }
    found
}

/// Whether two figures hold for one time: both state it, or their drafts are of the same days or of none.
fn one_time(drafts: &[Entry], a: (usize, usize), b: (usize, usize)) -> bool {
    let dated = |(draft, figure): (usize, usize)| drafts[draft].summary.figures[figure].dated;
    dated(a) && dated(b) || of_one_time(&drafts[a.0], &drafts[b.0])
}

/// Whether two clauses tell of the same in the same words, with values that can be slips of each other.
fn says_the_same(a: &FigureSummary, b: &FigureSummary) -> bool {
    let shared = a.words.iter().filter(|word| b.words.binary_search(word).is_ok()).count();
    let most = a.words.len().min(b.words.len());
    shared >= 2 && shared * 3 >= most * 2 && is_slip(&a.quantity, &b.quantity)
}

#[cfg(test)]
mod tests;

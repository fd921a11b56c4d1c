//! Claims and findings overlap: a figure inside a quotation, a finding over two claims. The text is cut where one begins or ends.

use std::cmp::Reverse;

use crate::claim::Verdict;
use crate::diagnostic::Severity;
use crate::span::Span;

/// What some words are marked for, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Claim(usize),
    Finding(usize),
}

/// Marks of one draft, in bytes of its prose.
#[derive(Debug, Default)]
pub struct Marks(Vec<(Span, Mark)>);

/// Words that are marked in one way throughout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    pub span: Span,
    /// The claim that the words belong to: of several, the shortest.
    pub claim: Option<usize>,
    /// The finding that the words belong to: of several, the loudest.
    pub finding: Option<usize>,
}

impl Marks {
    /// Marks the prose `span`.
    pub fn add(&mut self, span: Span, mark: Mark) {
        if !span.is_empty() {
            self.0.push((span, mark));
        }
    }

    /// The marked parts of the prose, in order and without overlap. Of two marks on the same words, what is wrong comes before what is
    /// not, and a short one before a long one.
    pub fn cut(mut self, verdicts: &[Verdict], severities: &[Severity]) -> Vec<Cut> {
        self.0.sort_by_key(|(span, _)| span.start());
        let mut borders: Vec<usize> = self.0.iter().flat_map(|(span, _)| [span.start(), span.end()]).collect();
        borders.sort_unstable();
        borders.dedup();
        let (mut cuts, mut open, mut next) = (Vec::new(), Vec::<(Span, Mark)>::new(), 0);
        for pair in borders.windows(2) {
            let part = Span::new(pair[0], pair[1]);
            open.retain(|(span, _)| span.end() > part.start());
            while let Some(&mark) = self.0.get(next).filter(|(span, _)| span.start() <= part.start()) {
                open.push(mark);
                next += 1;
            }
            let claim = open.iter().filter_map(|&(span, mark)| match mark {
                Mark::Claim(claim) => Some((rank(verdicts[claim]), span.len(), claim)),
                Mark::Finding(_) => None,
            });
            let finding = open.iter().filter_map(|&(span, mark)| match mark {
                Mark::Finding(finding) => Some((Reverse(severities[finding]), span.len(), finding)),
                Mark::Claim(_) => None,
            });
            let claim = claim.min().map(|(.., claim)| claim);
            let finding = finding.min().map(|(.., finding)| finding);
            if claim.is_some() || finding.is_some() {
                cuts.push(Cut { span: part, claim, finding });
            }
        }
        cuts
    }
}

fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Refuted => 0,
        Verdict::Supported | Verdict::NotEnoughInfo(_) => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Reason;

    #[test]
    fn words_are_cut_where_a_mark_begins_or_ends() {
        let mut marks = Marks::default();
        // A quotation that agrees, a figure in it that is open, one that differs, and a finding about that one and its noun.
        for (from, to, mark) in [
            (0, 50, Mark::Claim(0)),
            (10, 15, Mark::Claim(1)),
            (20, 22, Mark::Claim(2)),
            (20, 30, Mark::Finding(1)),
            (25, 30, Mark::Finding(0)),
            (60, 60, Mark::Finding(0)),
            (60, 65, Mark::Finding(0)),
        ] {
            marks.add(Span::new(from, to), mark);
        }
        let verdicts = [Verdict::Supported, Verdict::NotEnoughInfo(Reason::NoFact), Verdict::Refuted];
        let cuts = marks.cut(&verdicts, &[Severity::Note, Severity::Error]);
        let cuts: Vec<_> = cuts.iter().map(|cut| (cut.span.start(), cut.span.end(), cut.claim, cut.finding)).collect();
        assert_eq!(
            cuts,
            [
                (0, 10, Some(0), None),
                (10, 15, Some(1), None),
                (15, 20, Some(0), None),
                (20, 22, Some(2), Some(1)),
                (22, 25, Some(0), Some(1)),
                (25, 30, Some(0), Some(1)),
                (30, 50, Some(0), None),
                (60, 65, None, Some(0)),
            ]
        );
    }
}

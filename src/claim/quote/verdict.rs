//! What an alignment says: the same words, altered words, or other words altogether.

use std::ops::Range;

use crate::claim::quote::align::{self, Step};
use crate::claim::quote::spoken::{Item, Spoken};
use crate::diagnostic::Confidence;
use crate::lexicon::Quotations;
use crate::span::Span;

/// How the draft's speaker and the recorded one belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// The words are given to somebody else.
    Other,
    /// Nobody is named, and the recorded speaker is nowhere near.
    Unknown,
    /// The words stand in a source document, whoever spoke them there.
    Document,
    /// Nobody is named, and the recorded speaker stands in the paragraph or the one before.
    Near,
    /// The same.
    Same,
}

/// A stretch of a quotation that follows recorded words.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    /// Index of the recorded quotation in the fact base.
    pub quote: usize,
    /// Items of the chunk that follow the record.
    pub used: Range<usize>,
    /// Bytes of the recorded text that were followed.
    pub recorded: Span,
    /// What differs, where something does.
    pub difference: Option<Difference>,
    pub tie: Tie,
    /// Bytes of the prose that follow the record.
    pub draft: Span,
    /// All that is recorded stands there, word for word.
    pub complete: bool,
    /// Most of the quotation is not recorded.
    pub partial: bool,
    matches: usize,
    content: usize,
}

/// The places in which draft and record differ.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    /// The first such place.
    pub first: Altered,
    /// Further ones.
    pub further: Vec<Altered>,
    /// "21 of 22 words agree", "a negation is left out".
    pub remarks: Vec<String>,
}

/// One place in which draft and record differ.
#[derive(Clone, Debug)]
pub(super) struct Altered {
    /// Bytes of the prose: the altered or inserted words, or those around a word that was left out.
    pub draft: Span,
    /// Bytes of the recorded text in their place.
    pub recorded: Span,
    /// The same with a neighbour by which a reader finds the place: "the nation" beside "our nation".
    pub draft_phrase: Span,
    /// The recorded words to be shown beside those.
    pub recorded_phrase: Span,
}

impl Finding {
    /// Whether so many telling words agree that nobody else is likely to have said them.
    pub(super) fn is_telling(&self) -> bool {
        self.content >= 4
    }

    pub(super) fn refutes(&self) -> bool {
        self.difference.is_some()
    }

    /// Findings that explain more of the words come first; of two that explain as much, the one that agrees.
    pub(super) fn rank(&self) -> (usize, bool, Tie) {
        (self.matches, !self.refutes(), self.tie)
    }

    pub(super) fn confidence(&self) -> Confidence {
        match self.tie {
            Tie::Same | Tie::Near => Confidence::High,
            Tie::Unknown | Tie::Document if !self.refutes() || self.content >= 4 => Confidence::High,
            Tie::Unknown | Tie::Document | Tie::Other => Confidence::Medium,
        }
    }
}

/// Aligns a chunk with recorded words; `None` where they are other words.
pub(super) fn weigh(chunk: &[Item], said: &[Spoken], quote: usize, tie: Tie, lexicon: &Quotations) -> Option<Finding> {
    let steps = align::align(chunk, said);
    let core = align::core(&steps, chunk, said.len());
    let steps = &steps[core];
    let view = View { chunk, said, steps, lexicon };
    let counts = view.counts();
    let recorded = view.recorded()?;
    let used = view.used()?;
    let (matches, content) = (counts.matches, counts.content);
    let all_used = used.len() == chunk.len();
    let difference = if counts.edits == 0 {
        if !enough_agreement(&counts, tie, all_used) {
            return None;
        }
        None
    } else {
        if !nearly(&counts, tie, all_used) {
            return None;
        }
        Some(view.difference(&counts)?)
    };
    let complete = counts.edits == 0 && counts.content >= 3 && view.covers_all();
    let draft = view.draft()?;
    Some(Finding { draft, complete, partial: false, quote, used, recorded, difference, tie, matches, content })
}

/// Numbers by which an alignment is judged.
#[derive(Default)]
struct Counts {
    /// Words that agree.
    matches: usize,
    /// Those among them that are no common words.
    content: usize,
    /// Words of the draft's stretch.
    draft: usize,
    /// Words of the recorded stretch, without those that an ellipsis left out.
    said: usize,
    /// Words changed, inserted or left out.
    edits: usize,
    /// Stretches of such words.
    places: usize,
    /// Recorded words that were left out.
    dropped: usize,
    /// Whole recorded sentences are followed.
    whole: bool,
    /// A word that differs says no: "not", "never".
    negation: bool,
}

/// Common words alone agree with everything: a fragment counts when it is long enough or says something.
fn enough_agreement(counts: &Counts, tie: Tie, all: bool) -> bool {
    match tie {
        Tie::Same | Tie::Near => all && (counts.content >= 1 || counts.matches >= 4) || counts.content >= 3,
        Tie::Unknown | Tie::Document => counts.content >= 2 && counts.matches >= 3,
        Tie::Other => counts.matches >= 5 && (counts.content >= 3 || (all && counts.whole && counts.content >= 2)),
    }
}

/// Whether words that differ are the recorded ones altered, and not other words that happen to be like them.
/// `all_used` says that the draft's whole stretch follows the record.
fn nearly(counts: &Counts, tie: Tie, all_used: bool) -> bool {
    let all = counts.draft.max(counts.said);
    let share = |percent: usize| counts.matches * 100 >= percent * all;
    let telling = (counts.content >= 4 && share(75)) || (counts.content >= 3 && counts.draft >= 6 && share(80));
    if counts.places > 2 + counts.draft / 8 {
        return false;
    }
    match tie {
        Tie::Same | Tie::Near => {
            (counts.content >= 4 && share(70))
                || (counts.draft >= 6 && counts.content >= 1 && share(80))
                || (counts.draft >= 3 && counts.content >= 2 && counts.whole && share(60))
                || (counts.draft >= 4
                    && counts.content >= 1
                    && counts.dropped <= 2
                    && counts.dropped == counts.edits
                    && counts.places == 1)
        }
        Tie::Unknown => telling,
        // "We will close the port" of "We will not close the port": short, but all of it is there but for one word.
        Tie::Document => {
            let long = counts.draft >= if counts.negation { 5 } else { 6 };
            telling || (all_used && counts.edits == 1 && counts.content >= 2 && long)
        }
        Tie::Other => counts.content >= 6 && share(85),
    }
}

/// The stretch of an alignment that is judged, with what it refers to.
struct View<'a> {
    chunk: &'a [Item],
    said: &'a [Spoken],
    steps: &'a [Step],
    lexicon: &'a Quotations,
}

impl View<'_> {
    fn word(&self, at: usize) -> Option<&Spoken> {
        match self.chunk.get(at) {
            Some(Item::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        let mut differing = false;
        for step in self.steps {
            let (draft, said) = ends(step);
            counts.draft += usize::from(draft.is_some());
            counts.said += usize::from(said.is_some());
            let same = matches!(step, Step::Match { .. } | Step::Gap);
            counts.edits += usize::from(!same);
            counts.places += usize::from(!same && !differing);
            differing = !same;
            let keys = [draft.and_then(|at| self.word(at)), said.map(|at| &self.said[at])];
            counts.negation |= !same && keys.into_iter().flatten().any(|word| self.negates(&word.key));
            match step {
                Step::Match { said, .. } => {
                    counts.matches += 1;
                    counts.content += usize::from(!self.lexicon.common_words.contains(&self.said[*said].key));
                }
                Step::Drop { .. } => counts.dropped += 1,
                _ => {}
            }
        }
        let said: Vec<usize> = self.steps.iter().filter_map(|step| ends(step).1).collect();
        counts.whole = match (said.first(), said.last()) {
            (Some(&first), Some(&last)) => self.said[first].begins && self.said[last].ends,
            _ => false,
        };
        counts
    }

    /// Bytes of the recorded text that the draft follows.
    fn recorded(&self) -> Option<Span> {
        let mut said = self.steps.iter().filter_map(|step| ends(step).1);
        let first = self.said.get(said.next()?)?.span;
        Some(said.next_back().and_then(|last| self.said.get(last)).map_or(first, |last| first.to(last.span)))
    }

    /// Bytes of the prose that follow the record.
    fn draft(&self) -> Option<Span> {
        let mut draft = self.steps.iter().filter_map(|step| self.word(ends(step).0?));
        let first = draft.next()?.span;
        Some(draft.next_back().map_or(first, |last| first.to(last.span)))
    }

    /// Whether the stretch runs from the first recorded word to the last.
    fn covers_all(&self) -> bool {
        let mut said = self.steps.iter().filter_map(|step| ends(step).1);
        said.next() == Some(0) && said.next_back().is_some_and(|last| last + 1 == self.said.len())
    }

    /// Items of the chunk that the stretch covers.
    fn used(&self) -> Option<Range<usize>> {
        let mut draft = self.steps.iter().filter_map(|step| ends(step).0);
        let first = draft.next()?;
        let mut range = first..draft.next_back().unwrap_or(first) + 1;
        // Ellipses and brackets at the edges belong to it.
        while matches!(self.chunk.get(range.end), Some(Item::Gap)) {
            range.end += 1;
        }
        while range.start > 0 && matches!(self.chunk[range.start - 1], Item::Gap) {
            range.start -= 1;
        }
        Some(range)
    }

    fn difference(&self, counts: &Counts) -> Option<Difference> {
        let mut remarks = Vec::new();
        let mut altered = Vec::new();
        for place in self.places() {
            self.name(&place, &mut remarks);
            altered.extend(self.altered(&place));
        }
        remarks.push(format!("{} of {} words agree", counts.matches, counts.draft.max(counts.said)));
        let mut altered = altered.into_iter();
        Some(Difference { first: altered.next()?, further: altered.collect(), remarks })
    }

    /// Ranges of steps that differ.
    fn places(&self) -> Vec<Range<usize>> {
        let mut places: Vec<Range<usize>> = Vec::new();
        for (at, step) in self.steps.iter().enumerate() {
            if matches!(step, Step::Match { .. } | Step::Gap) {
                continue;
            }
            match places.last_mut() {
                Some(last) if last.end == at => last.end = at + 1,
                _ => places.push(at..at + 1),
            }
        }
        places
    }

    /// The draft's words of a place and the recorded ones. A side that has none there is given by its neighbours.
    fn altered(&self, place: &Range<usize>) -> Option<Altered> {
        let steps = &self.steps[place.clone()];
        let same = |step: &&Step| matches!(step, Step::Match { .. });
        let left = place.start.checked_sub(1).and_then(|at| self.steps.get(at)).filter(same);
        let right = self.steps.get(place.end).filter(same);
        let side = |draft: bool| {
            let end = |step: &Step| if draft { ends(step).0 } else { ends(step).1 };
            let own: Vec<usize> = steps.iter().filter_map(end).collect();
            Side {
                own: own.first().copied().zip(own.last().copied()),
                left: left.and_then(end),
                right: right.and_then(end),
            }
        };
        let (draft, said) = (side(true), side(false));
        let both = draft.own.is_some() && said.own.is_some();
        // A neighbour beyond a comma does not help to find the place.
        let beside =
            |a: Option<&Spoken>, b: Option<&Spoken>| a.zip(b).is_some_and(|(a, b)| a.span.end() + 1 == b.span.start());
        let near = draft.own.zip(draft.right).is_some_and(|((_, to), right)| beside(self.word(to), self.word(right)))
            && said.own.zip(said.right).is_some_and(|((_, to), right)| beside(self.said.get(to), self.said.get(right)));
        let prose = |(from, to): (usize, usize)| Some(self.word(from)?.span.to(self.word(to)?.span));
        let text = |(from, to): (usize, usize)| Some(self.said.get(from)?.span.to(self.said.get(to)?.span));
        Some(Altered {
            draft: prose(draft.own.or_else(|| draft.around())?)?,
            recorded: text(said.own.or_else(|| said.around())?)?,
            draft_phrase: prose(draft.phrase(both, near)?)?,
            recorded_phrase: text(said.phrase(both, near)?)?,
        })
    }

    /// Names a changed figure and a negation lost or gained.
    fn name(&self, place: &Range<usize>, remarks: &mut Vec<String>) {
        let steps = &self.steps[place.clone()];
        let draft: Vec<&str> =
            steps.iter().filter_map(|step| self.word(ends(step).0?)).map(|word| word.key.as_str()).collect();
        let said: Vec<&str> =
            steps.iter().filter_map(|step| self.said.get(ends(step).1?)).map(|word| word.key.as_str()).collect();
        let figure = |words: &[&str]| words.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        let negated = |words: &[&str]| words.iter().any(|word| self.negates(word));
        let remark = match (negated(&draft), negated(&said)) {
            (false, true) => "a negation is left out",
            (true, false) => "a negation is added",
            _ if figure(&draft) && figure(&said) => "a number is changed",
            _ => return,
        };
        if !remarks.iter().any(|known| known == remark) {
            remarks.push(remark.to_owned());
        }
    }

    fn negates(&self, key: &str) -> bool {
        let contracted = key
            .strip_suffix(self.lexicon.negated_ending.as_str())
            .is_some_and(|stem| self.lexicon.common_words.contains(stem));
        contracted || self.lexicon.negations.contains(key)
    }
}

/// The words of one side in a place that differs, first and last, and the words that agree beside it.
struct Side {
    own: Option<(usize, usize)>,
    left: Option<usize>,
    right: Option<usize>,
}

impl Side {
    fn around(&self) -> Option<(usize, usize)> {
        Some((self.left.or(self.right)?, self.right.or(self.left)?))
    }

    /// One neighbour where both sides have words of their own, else both neighbours.
    fn phrase(&self, both: bool, right_is_near: bool) -> Option<(usize, usize)> {
        let Some((from, to)) = self.own else { return self.around() };
        if both && (right_is_near || self.left.is_none()) {
            return Some((from, self.right.unwrap_or(to)));
        }
        Some((self.left.unwrap_or(from), if both { to } else { self.right.unwrap_or(to) }))
    }
}

/// The draft's item and the recorded word of a step.
fn ends(step: &Step) -> (Option<usize>, Option<usize>) {
    match *step {
        Step::Match { draft, said } | Step::Change { draft, said } => (Some(draft), Some(said)),
        Step::Insert { draft } => (Some(draft), None),
        Step::Drop { said } => (None, Some(said)),
        Step::Gap => (None, None),
    }
}

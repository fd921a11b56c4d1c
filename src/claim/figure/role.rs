//! What a quantity is to its sentence: the level itself, a change, an old level, a part; and whether it is said to be so.

use crate::claim::figure::scene::{Scene, WINDOW};
use crate::document::Sentence;
use crate::lexicon::phrases::lower;
use crate::quantity::{Dimension, Quantity};

/// The role of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// How much it is.
    Level,
    /// By how much it changed.
    Change,
    /// How much it was before.
    Old,
    /// A part of it, or more on top of it.
    Part,
    /// What another quantity is a part of: "nine of the 14 regions".
    Whole,
    /// The quantity before it in another unit, in brackets.
    Conversion,
}

/// A quantity's tokens and role.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// First token, hedge included.
    pub from: usize,
    /// Token after the last, unit included.
    pub to: usize,
    pub role: Role,
    /// Whether the sentence says that it is so.
    pub asserted: bool,
    /// Not that it is so, but that it will be, is planned or expected: a slip in the writing of such a value is one all the same.
    pub foreseen: bool,
}

impl Place {
    /// Whether the sentence asserts it as the present level.
    pub fn states(&self) -> bool {
        self.asserted && self.role == Role::Level
    }

    /// Reads the words around a quantity.
    ///
    /// `previous` is the quantity before it in the sentence.
    pub fn of(scene: &Scene, quantity: &Quantity, previous: Option<&Quantity>, sentence: &Sentence) -> Place {
        let document = scene.case.document;
        let from = document.token_at(quantity.span.start());
        let to = document.token_at(quantity.span.end().saturating_sub(1)) + 1;
        let bracket = from.checked_sub(1).filter(|&before| document.tokens[before].is('('));
        let converts = previous.zip(bracket).is_some_and(|(previous, bracket)| {
            let touching = document.token_at(previous.span.end().saturating_sub(1)) + 1 == bracket;
            touching && previous.unit.dimension == quantity.unit.dimension && previous.unit != quantity.unit
        });
        let role = match previous {
            _ if converts => Role::Conversion,
            Some(previous) if is_apposed(scene, previous, from) && is_change_of(scene, previous, sentence) => {
                Role::Change
            }
            _ => role(scene, quantity, from, to, sentence),
        };
        let (asserted, foreseen) = assertion(scene, from, to, sentence);
        Place { from, to, role, asserted, foreseen }
    }
}

/// "by £153 million, or 70 per cent": a change told again in another unit.
fn is_apposed(scene: &Scene, previous: &Quantity, from: usize) -> bool {
    let document = scene.case.document;
    let end = document.token_at(previous.span.end().saturating_sub(1)) + 1;
    let comma = usize::from(document.tokens.get(end).is_some_and(|token| token.is(',')));
    let or = end + comma;
    or + 1 == from && scene.case.lexicon.frames.or.has(scene.word(or))
}

fn is_change_of(scene: &Scene, quantity: &Quantity, sentence: &Sentence) -> bool {
    let document = scene.case.document;
    let from = document.token_at(quantity.span.start());
    let to = document.token_at(quantity.span.end().saturating_sub(1)) + 1;
    role(scene, quantity, from, to, sentence) == Role::Change
}

fn role(scene: &Scene, quantity: &Quantity, from: usize, to: usize, sentence: &Sentence) -> Role {
    let claims = &scene.case.lexicon.claims;
    let tokens = &scene.case.document.tokens[..sentence.tokens.1 as usize];
    let prose = &scene.case.document.prose;
    let (first, last) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    // An article or adjective may stand between: "from an earlier $5 million", "with the loss of 350".
    let before = |phrases: &crate::lexicon::Phrases<()>| {
        (0..=1).any(|skip| {
            let end = from.saturating_sub(skip);
            let article = skip == 0 || scene.case.lexicon.numbers.articles.has(scene.word(end));
            article && end > first && phrases.ending(prose, tokens, end).is_some_and(|(len, ())| end >= first + len)
        })
    };
    let is_boundary = |at: usize| claims.boundaries.has(scene.word(at));
    // Up to two words of what is counted may stand between the number and what tells of it.
    let after = |phrases: &crate::lexicon::Phrases<()>, reach: usize| {
        (to..(to + reach + 1).min(last))
            .take_while(|&at| at == to || (tokens[at - 1].is_word() && !is_boundary(at - 1)) || tokens[at - 1].is(','))
            .any(|at| phrases.starting(prose, tokens, at).is_some())
    };
    if after(&claims.old_after, 4) && !based_on_the_past(scene, to, last) {
        return Role::Old;
    }
    // "90 mm in the first six hours", but not "in the first quarter", which is a period of its own.
    if after(&claims.stretches_after, 4) && !(to..(to + 9).min(last)).any(|at| scene.is_part_of_year(at)) {
        return Role::Part;
    }
    if before(&claims.subsets_before) || after(&claims.subsets_after, 0) {
        return Role::Part;
    }
    if is_of_which(scene, from, first) || is_of_opening_whole(scene, from, first) {
        return Role::Part;
    }
    let percentage = matches!(quantity.unit.dimension, Dimension::Percent | Dimension::Points);
    let previous = lower(scene.word(from.wrapping_sub(1)));
    let by = from > first && claims.by.contains(previous.as_ref());
    // "picked up by 810 websites": after a count "by" tells who did it, unless the change stands right before.
    let count = quantity.unit.dimension == Dimension::Count;
    let changed = if count {
        from >= first + 2 && scene.is_change(from - 2)
    } else {
        changes_nearby(scene, from.saturating_sub(1), first)
    };
    if by && changed {
        return Role::Change;
    }
    // "gained 17 seats": what was won, not what is held.
    let gained = from > first && claims.gains.has(scene.word(from - 1));
    if count && gained {
        return Role::Change;
    }
    // "a reduction in strokes of 13%".
    let nominal = percentage && previous == claims.of && changes_within(scene, from - 1, first, 6);
    if nominal {
        return Role::Change;
    }
    // "a reduction of 37%", "rose 12%", "12% higher".
    let of = from >= first + 2 && previous == claims.of && scene.is_change(from - 2);
    let touched = of || (from > first && scene.is_change(from - 1)) || (to < last && scene.is_change(to));
    if percentage && touched {
        return Role::Change;
    }
    if from > first && claims.parts.ending(prose, tokens, from).is_some_and(|(len, ())| from >= first + len) {
        return Role::Whole;
    }
    if before(&claims.old_before) && !(count && is_origin(scene, from, to, first)) {
        return Role::Old;
    }
    Role::Level
}

/// "400 entries from 76 agencies": where nothing changes, a count of things of its own after "from" tells where something comes from.
fn is_origin(scene: &Scene, from: usize, to: usize, first: usize) -> bool {
    let lexicon = scene.case.lexicon;
    let preposition = scene.word(from.wrapping_sub(1));
    let counted = scene.word(to);
    let own_noun = counted.chars().all(char::is_lowercase) && lexicon.claims.is_plural(counted);
    let changes = (first..from).any(|at| scene.is_change(at));
    lexicon.numbers.range_from.has(preposition) && own_noun && !changes
}

/// "Of the $412.6 million in the fund, $342.5 million goes to salaries": what is told of a whole that opens the sentence is a part of it.
fn is_of_opening_whole(scene: &Scene, from: usize, first: usize) -> bool {
    let document = scene.case.document;
    if lower(scene.word(first)) != scene.case.lexicon.claims.of.as_str() {
        return false;
    }
    let Some(comma) = (first..from).find(|&at| document.tokens[at].is(',')) else { return false };
    let quantities = &scene.case.mentions.quantities;
    let opening = document.tokens[first].span.to(document.tokens[comma].span);
    let next = quantities.partition_point(|quantity| quantity.span.start() < opening.start());
    quantities.get(next).is_some_and(|quantity| opening.contains(quantity.span))
}

/// "income of €21 million, of which the state paid 9": what such a clause tells is a part.
fn is_of_which(scene: &Scene, from: usize, first: usize) -> bool {
    let claims = &scene.case.lexicon.claims;
    (first + 1..from)
        .rev()
        .take_while(|&at| scene.boundaries_between(at, from) == 0)
        .take(WINDOW)
        .any(|at| claims.relatives.has(scene.word(at)) && lower(scene.word(at - 1)) == claims.of.as_str())
}

/// A verb or noun of change within the eight words before.
fn changes_nearby(scene: &Scene, at: usize, first: usize) -> bool {
    (at.saturating_sub(8).max(first)..at).any(|at| scene.is_change(at))
}

/// A word of change, then a preposition, within `reach` words before, no number and no mark between.
fn changes_within(scene: &Scene, at: usize, first: usize, reach: usize) -> bool {
    let tokens = &scene.case.document.tokens;
    (at.saturating_sub(reach).max(first)..at)
        .rev()
        .take_while(|&at| tokens[at].is_word())
        .any(|at| scene.is_change(at) && scene.case.lexicon.claims.narrowing.has(scene.word(at + 1)))
}

/// "4.2% in March from a year earlier": the past is what it is compared with, and the level is the present one.
fn based_on_the_past(scene: &Scene, to: usize, last: usize) -> bool {
    let claims = &scene.case.lexicon.claims;
    let tokens = &scene.case.document.tokens[..last];
    let prose = &scene.case.document.prose;
    (to..(to + 6).min(last)).any(|at| {
        claims.old_after.starting(prose, tokens, at).is_some() && at > to && claims.compared.has(scene.word(at - 1))
    })
}

/// "and raised", "and will not carry": a conjunction with a verb in the past or an auxiliary after it begins another predicate of the same
/// subject.
pub fn begins_predicate(scene: &Scene, at: usize) -> bool {
    let lexicon = scene.case.lexicon;
    let verb = scene.word(at + 1);
    let times = &lexicon.times;
    let finite = || times.verbs.has(verb) || times.auxiliaries.has(verb) || times.is_past(&lower(verb));
    times.joining.has(scene.word(at)) && finite()
}

/// "The bridge that was meant to end the queues will cost £371 million": the tokens of a relative clause between a noun and the auxiliary
/// of the main verb. What stands in it says nothing of the value.
fn relative_before(scene: &Scene, first: usize, from: usize) -> std::ops::Range<usize> {
    let lexicon = scene.case.lexicon;
    let auxiliary = |at: usize| lexicon.times.auxiliaries.has(scene.word(at));
    let opens = |&at: &usize| lexicon.claims.restrictive.has(scene.word(at)) && auxiliary(at + 1);
    let Some(start) = (first..from).find(opens) else { return 0..0 };
    let main = (start + 3..from).rev().find(|&at| auxiliary(at) && !auxiliary(at - 1));
    main.map_or(0..0, |main| start..main)
}

/// Whether the sentence asserts it, and whether it foresees it. It is asserted where nothing in its clause makes it a question, a
/// condition, a forecast, a denial or a figure given up since.
fn assertion(scene: &Scene, from: usize, to: usize, sentence: &Sentence) -> (bool, bool) {
    let claims = &scene.case.lexicon.claims;
    let document = scene.case.document;
    let tokens = &document.tokens[..sentence.tokens.1 as usize];
    let (first, last) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    if tokens[last - 1].is('?') || (last >= 2 && tokens[last - 2].is('?')) {
        return (false, false);
    }
    let (first, last) = (first.max(from.saturating_sub(WINDOW)), last.min(to + WINDOW));
    let segment_from = (first..from).rev().find(|&at| tokens[at].is(',')).unwrap_or(first);
    // A comma, or another verb joined to the one of the value: "reported a profit of $5m and raised its forecast".
    let ends = |at: &usize| tokens[*at].is(',') || begins_predicate(scene, *at);
    let segment_to = (to..last).find(ends).unwrap_or(last);
    let said = |phrases: &crate::lexicon::Phrases<()>, at: usize| {
        // A capital inside a sentence makes a name of it: the month of May.
        let small = at == sentence.tokens.0 as usize || scene.word(at).chars().next().is_some_and(char::is_lowercase);
        small && phrases.starting(&document.prose, tokens, at).is_some_and(|(len, ())| at + len <= from || at >= to)
    };
    let relative = relative_before(scene, first, from);
    let clause: Vec<usize> = (first..segment_to)
        .filter(|&at| at < from || at >= to)
        .filter(|at| !relative.contains(at))
        .filter(|&at| scene.boundaries_between(at, from) == 0)
        .collect();
    let opening = sentence.tokens.0 as usize;
    let denied = clause.iter().any(|&at| {
        said(&claims.not_asserted, at)
            || said(&claims.superseded, at)
            || (at >= segment_from && said(&claims.negations, at))
            || (at >= segment_from && at < from && said(&claims.negations_before, at))
    });
    // A sentence that begins with a condition is under it, whatever clauses follow.
    if denied || said(&claims.not_asserted, opening) {
        return (false, false);
    }
    // "The 3,850 employees will share a bonus": what a definite phrase names is there already.
    if from > first && claims.definite.has(scene.word(from - 1)) {
        return (true, false);
    }
    let foreseen = said(&claims.foreseen, opening) || clause.iter().any(|&at| said(&claims.foreseen, at));
    (!foreseen, foreseen)
}

//! Which figures a quantity may speak of, and how firmly each is tied to it.

use std::cmp::Reverse;

use crate::claim::figure::bare;
use crate::claim::figure::cues::{Cue, Requirement};
use crate::claim::figure::derived;
use crate::claim::figure::mover;
use crate::claim::figure::role::{Place, Role};
use crate::claim::figure::scene::{Scene, Standing, WINDOW};
use crate::diagnostic::Confidence;
use crate::document::Sentence;
use crate::facts::EntityId;
use crate::lexicon::phrases::lower;
use crate::quantity::{Dimension, Quantity};
use crate::span::Span;

/// A figure that a quantity may speak of.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub figure: usize,
    pub confidence: Confidence,
    /// How the measure attaches, how the least near subject attaches, how all of them attach, how many words the
    /// cue has, distance: smaller is better, compared in this order.
    pub rank: (Attachment, Standing, u32, Reverse<usize>, u32),
    /// The words that tie it, and what each was taken for.
    pub cues: Vec<(Span, String)>,
    /// The record is a rate and the draft does not say of what.
    pub rate_unsaid: bool,
    /// The value has so many digits of the recorded one that it can hardly be another's.
    pub telling: bool,
    /// It is a change that follows from two recorded values.
    pub derived: bool,
    /// Only the noun of the recorded value ties it, no word of the measure.
    pub of_value: bool,
    /// Something else could be meant as well.
    pub rival: bool,
}

impl Candidate {
    /// Whether its words stand in the quantity's clause and its subject in the sentence.
    pub fn is_firm(&self) -> bool {
        self.confidence == Confidence::High && self.rank.0 <= Attachment::Clause
    }

    /// Whether it can be meant at all beside a firm candidate: its words are not another quantity's, and its subject is in the draft.
    pub fn is_admissible(&self) -> bool {
        self.rank.0 < Attachment::Loose && self.rank.1 < Standing::Absent
    }

    /// Candidates of one tier must agree before a claim is refuted.
    pub fn tier(&self) -> (Reverse<Confidence>, Attachment, Standing, u32, Reverse<usize>) {
        (Reverse(self.confidence), self.rank.0, self.rank.1, self.rank.2, self.rank.3)
    }
}

/// How firmly a measure's words attach to a quantity. The order is the order of preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attachment {
    /// They stand beside it, or in it: "16 deaths", "killed 16", "a toll of 16".
    Beside,
    /// In its clause, and nearer to it than to any other quantity.
    Clause,
    /// In its sentence, and nearer to it than to any other quantity.
    Sentence,
    /// None of them, or some; but the value is a likely slip of the recorded one ([`super::likeness`]).
    Alike,
    /// Nearer to another quantity.
    Loose,
}

impl Attachment {
    /// The tie in plain words.
    pub fn plain(self) -> &'static str {
        match self {
            Attachment::Beside => "its words stand beside the figure",
            Attachment::Clause => "its words stand in the clause",
            Attachment::Sentence => "its words stand in the sentence",
            Attachment::Alike => "its value resembles the figure",
            Attachment::Loose => "its words speak of something nearer to them",
        }
    }
}

/// An occurrence of a cue in a sentence.
struct Occurrence<'c> {
    cue: &'c Cue,
    /// Tokens, sorted.
    tokens: Vec<u32>,
}

/// What a quantity may speak of.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub candidates: Vec<Candidate>,
    /// Figures whose words stand near and whose value it cannot be, each with why not.
    pub unfit: Vec<(usize, &'static str)>,
}

/// For each quantity of the sentence, the figures it may speak of.
pub fn candidates(scene: &Scene, sentence: &Sentence, quantities: &[Quantity], places: &[Place]) -> Vec<Found> {
    let mut found: Vec<Found> = vec![Found::default(); quantities.len()];
    let mut denied: Vec<(usize, usize)> = Vec::new();
    for occurrence in occurrences(scene, sentence) {
        let (Some(&first), Some(&last)) = (occurrence.tokens.first(), occurrence.tokens.last()) else { continue };
        let from = places.partition_point(|place| place.to + WINDOW < first as usize);
        let near = places[from..].iter().take_while(|place| place.from <= last as usize + WINDOW).count();
        let members = Members { quantities: &quantities[from..from + near], places: &places[from..from + near] };
        let costs: Vec<Option<u32>> = (0..near)
            .map(|index| match unfit(scene, &members.quantities[index], &members.places[index], &occurrence) {
                None => Some(cost(scene, &occurrence, index, &members)),
                Some(why) => {
                    found[from + index].unfit.push((occurrence.cue.figure, why));
                    None
                }
            })
            .collect();
        let figure = occurrence.cue.figure;
        let changes: Vec<bool> = (0..near)
            .map(|index| derived::is_change(scene, &members.quantities[index], &members.places[index], figure))
            .collect();
        // A change takes the measure's words from no level: "raised its rate by a quarter of a point to 5.75%".
        let levels = costs.iter().zip(&changes).filter(|(_, change)| !**change).filter_map(|(cost, _)| *cost).min();
        let Some(least) = levels.or_else(|| costs.iter().flatten().min().copied()) else { continue };
        for (index, cost) in costs.iter().enumerate() {
            let Some(cost) = *cost else { continue };
            let (quantity, place) = (&members.quantities[index], &members.places[index]);
            let attachment = if speaks_of_another(scene, quantity, place, &occurrence) {
                denied.extend((!occurrence.cue.of_value).then_some((from + index, occurrence.cue.figure)));
                Attachment::Loose
            } else {
                attachment(cost, cost == least || (changes[index] && cost <= least))
            };
            // "in shops open for a year they were up 3.1%": what stands after a preposition is not what changed.
            let governed = changes[index]
                && (first as usize)
                    .checked_sub(1)
                    .is_some_and(|before| scene.case.lexicon.claims.narrowing.has(scene.word(before)));
            let attachment = if governed { Attachment::Loose } else { attachment };
            let mut candidate = bind(scene, sentence, place, &occurrence, attachment, cost);
            candidate.derived = changes[index];
            if rate_unsaid(scene, quantity, occurrence.cue, sentence) {
                candidate.rate_unsaid = true;
                candidate.confidence = candidate.confidence.min(Confidence::Medium);
            }
            keep_better(&mut found[from + index].candidates, candidate);
        }
    }
    // "Some classes have 31 pupils": where the measure's own words are told of something else, the noun of its value says nothing.
    for (index, figure) in denied {
        for candidate in found[index].candidates.iter_mut().filter(|one| one.figure == figure && one.of_value) {
            candidate.confidence = Confidence::Low;
        }
    }
    found
}

/// The quantities near a cue.
struct Members<'q> {
    quantities: &'q [Quantity],
    places: &'q [Place],
}

/// Whether the words around the quantity or the cue show that it is another thing's value, though the cue stands near.
fn speaks_of_another(scene: &Scene, quantity: &Quantity, place: &Place, occurrence: &Occurrence) -> bool {
    let figure = occurrence.cue.figure;
    // "of the 81 deputies": the noun of the value after a whole tells what the part is a part of.
    let count = quantity.unit.dimension == Dimension::Count;
    let whole = place.role == Role::Whole && (occurrence.cue.of_value || count);
    whole
        || counts_something_else(scene, quantity, place, figure)
        || is_share_of_something_else(scene, quantity, place, figure)
        || is_of_another(scene, place, figure)
        || is_headless(quantity, place, occurrence)
        || is_of_a_noun_before(scene, place, occurrence)
        || is_modified(scene, occurrence)
        || is_restricted(scene, occurrence)
        || is_narrowed(scene, occurrence, place)
        || is_among(scene, place, figure)
        || is_average(scene, place)
        || leaves_out(scene, place, figure)
        || is_turnover(scene, quantity, place, figure)
        || is_contrary(scene, place, figure)
        || is_verb_of_another(scene, occurrence)
}

/// "Exports grew by 2.4%" beside a record of growth: the cue is a verb of change alone, and something else changed.
fn is_verb_of_another(scene: &Scene, occurrence: &Occurrence) -> bool {
    let figure = occurrence.cue.figure;
    match occurrence.tokens[..] {
        [verb] => scene.case.index.figures.measures_change(figure) && mover::is_another(scene, verb as usize, figure),
        _ => false,
    }
}

/// "core inflation" beside a record of inflation: a modifier that the record does not have makes another measure of the noun.
fn is_modified(scene: &Scene, occurrence: &Occurrence) -> bool {
    let claims = &scene.case.lexicon.claims;
    occurrence.tokens.iter().any(|&token| {
        let before = (token as usize).wrapping_sub(1);
        let of = lower(scene.word(before)) == claims.of.as_str();
        if of && claims.superlatives.has(scene.word(before.wrapping_sub(1))) {
            return true;
        }
        let word = lower(scene.word(before));
        let figure = occurrence.cue.figure;
        // "average" is too common to be looked for, and still a word of "average response".
        let of_measure = || {
            let measures = &scene.case.facts.figures[figure].measure;
            measures.iter().any(|one| one.value.split(' ').any(|own| own.eq_ignore_ascii_case(&word)))
        };
        let own = || of_measure() || scene.keys(before).any(|key| scene.case.index.figures.speaks_of(key, figure));
        let partial = claims.partial.contains(word.as_ref());
        (partial || claims.modifiers.contains(word.as_ref()) || is_attribute(scene, before)) && !own()
    })
}

/// "food prices", "the digital revenue": a word between the beginning of a noun phrase and the noun narrows the noun, unless it is a name,
/// a time or one of the words that leave a measure the same.
fn is_attribute(scene: &Scene, token: usize) -> bool {
    let claims = &scene.case.lexicon.claims;
    let document = scene.case.document;
    let Some(word) = document.tokens.get(token).filter(|token| token.is_word()) else { return false };
    let text = lower(word.text(&document.prose));
    let sentence = &document.sentences[document.sentence_at(word.span.start())];
    let opens = sentence.tokens.0 as usize == token;
    let before = lower(scene.word(token.wrapping_sub(1)));
    let led = claims.definite.contains(before.as_ref())
        || scene.case.lexicon.numbers.articles.contains(before.as_ref())
        || claims.restrictors.contains(before.as_ref());
    let capital = scene.is_capital(token) && !opens;
    let functional = claims.definite.contains(text.as_ref())
        || scene.case.lexicon.numbers.articles.contains(text.as_ref())
        || claims.restrictors.contains(text.as_ref())
        || claims.boundaries.contains(text.as_ref())
        || claims.subordinators.contains(text.as_ref())
        || claims.copulas.contains(text.as_ref());
    let neutral = claims.neutral.contains(text.as_ref())
        || claims.qualifiers.contains(text.as_ref())
        || claims.stretches.contains(text.as_ref())
        || claims.generic.contains(text.as_ref())
        || claims.superlatives.contains(text.as_ref());
    let said_elsewhere = scene.is_dated(token) || scene.names_at(word.span).next().is_some() || scene.is_change(token);
    (opens || led) && !capital && !functional && !neutral && !said_elsewhere && text.chars().all(char::is_alphabetic)
}

/// "exports of cars", "unemployment is highest in the east": the measure is told of one kind or one part only.
fn is_narrowed(scene: &Scene, occurrence: &Occurrence, place: &Place) -> bool {
    let claims = &scene.case.lexicon.claims;
    let figure = occurrence.cue.figure;
    let Some(&last) = occurrence.tokens.last() else { return false };
    // "vaccination rate of adults": the noun that is too common to be looked for stands between.
    let common = |&at: &usize| {
        let word = lower(scene.word(at));
        claims.generic.contains(word.as_ref()) && !claims.restrictors.contains(word.as_ref()) && word.len() > 2
    };
    let last = (last as usize + 1..).take_while(common).last().unwrap_or(last as usize);
    let own = |token: usize| scene.keys(token).any(|key| scene.case.index.figures.speaks_of(key, figure));
    let (of, after) = (lower(scene.word(last + 1)), last + 2);
    // "the loss of a big order".
    let article = scene.case.lexicon.names.articles.has(scene.word(after));
    let noun = if article { (after + 1..).find(|&at| !claims.neutral.contains(scene.word(at))) } else { None };
    let noun = noun.unwrap_or(after);
    let word = scene.word(noun);
    let plain = word.chars().count() > 2 && word.chars().all(|letter| letter.is_alphabetic() && letter.is_lowercase());
    let gerund = claims.gerund_ending.iter().any(|ending| word.ends_with(ending.as_str()));
    let kind = plain
        && !gerund
        && !own(noun)
        && !claims.generic.contains(word)
        && !claims.counters.contains(word)
        && !claims.stretches.contains(word)
        && !claims.definite.contains(word)
        && !claims.neutral.contains(word)
        && !claims.amounts.contains(word);
    let before = last < place.from;
    if before && claims.kind_of.contains(of.as_ref()) && kind && noun < place.from && !own(noun + 1) {
        return true;
    }
    let end = place.from.min(last + WINDOW);
    (last + 1..end).any(|at| {
        claims.superlatives.has(scene.word(at)) && claims.narrowing.has(scene.word(at + 1)) && at + 1 < place.from
    })
}

/// "Among voters under 30, the party won 44%": it holds of these only, unless they are what is recorded.
fn is_among(scene: &Scene, place: &Place, figure: usize) -> bool {
    let claims = &scene.case.lexicon.claims;
    let first = place.from.saturating_sub(WINDOW);
    // At the head of its statement it holds of all of that: "among wells less than 50 feet deep, 41% failed".
    let heads = |at: usize| at == 0 || [';', '.', ':'].iter().any(|&mark| scene.case.document.tokens[at - 1].is(mark));
    (first..place.from)
        .rev()
        .filter(|&at| claims.among.has(scene.word(at)))
        .filter(|&at| heads(at) || scene.boundaries_between(at, place.from) == 0)
        .any(|at| {
            let near = at + 1..(at + 5).min(place.from);
            // "Among wells less than 50 feet deep": not all of them.
            let narrowed = (at + 1..place.from).any(|at| {
                let next = scene.case.document.tokens.get(at).map(|token| token.span);
                next.is_some_and(|span| scene.case.mentions.quantity_over(span).is_some())
                    || scene.case.lexicon.topics.narrowing.has(scene.word(at))
            });
            narrowed
                || !near.into_iter().any(|at| {
                    is_subject(scene, at, figure)
                        || scene.keys(at).any(|key| scene.case.index.figures.speaks_of(key, figure))
                })
        })
}

/// A measure told of a thing that is none of the record's words ("visits to the website") is another one too, where the subject is
/// not in the sentence to say otherwise.
fn is_of_something_else(scene: &Scene, occurrence: &Occurrence) -> bool {
    let claims = &scene.case.lexicon.claims;
    let figure = occurrence.cue.figure;
    let Some(&last) = occurrence.tokens.last() else { return false };
    let preposition = last as usize + 1;
    let article = preposition + 1;
    let noun = article + 1;
    claims.restrictors.has(scene.word(preposition))
        && claims.definite.has(scene.word(article))
        && scene.word(noun).chars().all(char::is_lowercase)
        && !scene.is_dated(noun)
        && !(noun..noun + 2).flat_map(|at| scene.keys(at)).any(|key| scene.case.index.figures.speaks_of(key, figure))
        && !claims.stretches.has(scene.word(noun))
        && !claims.generic.has(scene.word(noun))
}

/// "revenue in Europe": a name right after the measure narrows it, unless it is the figure's own subject or a date.
fn is_restricted(scene: &Scene, occurrence: &Occurrence) -> bool {
    let claims = &scene.case.lexicon.claims;
    occurrence.tokens.iter().any(|&token| {
        let preposition = token as usize + 1;
        let definite = claims.definite.has(scene.word(preposition + 1));
        let name = preposition + 1 + usize::from(definite);
        let narrows = |word: &str| claims.narrowing.contains(word) || claims.to.contains(word);
        narrows(lower(scene.word(preposition)).as_ref())
            && scene.is_capital(name)
            && !scene.is_dated(name)
            && !is_subject(scene, name, occurrence.cue.figure)
    })
}

/// "162,000 visits on average for each branch": one of many, not all of them.
fn is_average(scene: &Scene, place: &Place) -> bool {
    let document = scene.case.document;
    let tokens = &document.tokens;
    let end = (place.to + 6).min(tokens.len());
    let reach = (place.to..end).take_while(|&at| tokens[at].is_word());
    reach.into_iter().any(|at| scene.case.lexicon.claims.averages.starting(&document.prose, tokens, at).is_some())
}

/// "Leaving out restructuring charges, Norvik earned $1.31 a share": a figure of its own, unless the record says the same.
fn leaves_out(scene: &Scene, place: &Place, figure: usize) -> bool {
    /// Tokens after the quantity in which it may be said.
    const AFTER: usize = 8;
    let document = scene.case.document;
    let tokens = &document.tokens;
    let Some(own) = tokens.get(place.from) else { return false };
    let sentence = &document.sentences[document.sentence_at(own.span.start())];
    let last = (sentence.tokens.1 as usize).min(place.to + AFTER);
    let first = (sentence.tokens.0 as usize).max(place.from.saturating_sub(3 * WINDOW));
    let own = |at| scene.keys(at).any(|key| scene.case.index.figures.speaks_of(key, figure));
    scene.left_out(first, last).iter().any(|&(from, to)| {
        let between = if from < place.from { from..place.from } else { place.to..from };
        let outside = from < place.from || from >= place.to;
        outside && to <= last && !between.into_iter().any(|at| tokens[at].is(';')) && !(from..to).any(own)
    })
}

/// "closed 26 accounts" beside a record of accounts: how many came or went, unless the record tells of that.
fn is_turnover(scene: &Scene, quantity: &Quantity, place: &Place, figure: usize) -> bool {
    let Some(before) = place.from.checked_sub(1).filter(|_| quantity.unit.dimension == Dimension::Count) else {
        return false;
    };
    scene.case.lexicon.claims.turnover.has(scene.word(before))
        && !scene.keys(before).any(|key| scene.case.index.figures.speaks_of(key, figure))
}

/// "a net loss of $3.1 million" beside a record of income.
fn is_contrary(scene: &Scene, place: &Place, figure: usize) -> bool {
    (place.from.saturating_sub(3)..place.from).any(|at| {
        scene.case.lexicon.claims.contrary.has(scene.word(at))
            && !scene.keys(at).any(|key| scene.case.index.figures.speaks_of(key, figure))
    })
}

/// Whether the token is of a name or phrase of the figure's subject, or of what it is a part of.
fn is_subject(scene: &Scene, token: usize, figure: usize) -> bool {
    let Some(span) = scene.case.document.tokens.get(token).map(|token| token.span) else { return false };
    scene.case.index.figures.requirements(figure).iter().any(|requirement| match requirement {
        Requirement::Entity(subject) => scene.names_at(span).any(|id| scene.are_kin(id, *subject)),
        Requirement::Phrase(keys) => scene.keys(token).any(|key| keys.contains(&key)),
    })
}

/// "98.7% of polling stations" beside a record of votes: what follows "of" is the whole of the share.
fn is_share_of_something_else(scene: &Scene, quantity: &Quantity, place: &Place, figure: usize) -> bool {
    let of_whole = scene.case.facts.figures[figure].of.is_some();
    let of = lower(scene.word(place.to)) == scene.case.lexicon.claims.of;
    if quantity.unit.dimension != Dimension::Percent || !of_whole || !of {
        return false;
    }
    let document = scene.case.document;
    let ends = |at: &usize| !matches!(scene.word(*at), "," | "." | ";" | ":" | ")" | "(");
    let mut words = (place.to + 1..(place.to + 9).min(document.tokens.len())).take_while(ends);
    let counters = &scene.case.lexicon.claims.counters;
    // "62% of them": of what was told last, whatever follows.
    if scene.case.lexicon.frames.those.has(scene.word(place.to + 1)) {
        return true;
    }
    !words.any(|at| {
        counters.has(scene.word(at)) || scene.keys(at).any(|key| scene.case.index.figures.speaks_of(key, figure))
    })
}

/// "three of the Union of Pensioners": a name after "of" that is none of the figure's subjects has the quantity for itself.
pub fn is_of_another(scene: &Scene, place: &Place, figure: usize) -> bool {
    let document = scene.case.document;
    let of = &scene.case.lexicon.claims.of;
    let Some(of_at) = (place.to..place.to + 3).find(|&at| lower(scene.word(at)) == of.as_str()) else { return false };
    if (place.to..of_at).any(|at| !document.tokens[at].is_word()) {
        return false;
    }
    let definite = scene.case.lexicon.claims.definite.has(scene.word(of_at + 1));
    let at = of_at + 1 + usize::from(definite);
    scene.is_capital(at) && !is_subject(scene, at, figure)
}

/// "after domestic use of 8.9 million tons and the exports": the noun before "of" has the quantity, not the one that is joined to it.
fn is_of_a_noun_before(scene: &Scene, place: &Place, occurrence: &Occurrence) -> bool {
    let claims = &scene.case.lexicon.claims;
    let joins = |at: usize| scene.case.lexicon.frames.and.has(scene.word(at));
    let joined = occurrence.tokens.iter().all(|&token| (place.to..token as usize).any(joins));
    let (Some(of), Some(noun)) = (place.from.checked_sub(1), place.from.checked_sub(2)) else { return false };
    let word = scene.word(noun);
    let common = claims.generic.contains(word) || claims.amounts.contains(word) || claims.counters.contains(word);
    let own = scene.keys(noun).any(|key| scene.case.index.figures.speaks_of(key, occurrence.cue.figure));
    let of_noun = lower(scene.word(of)) == claims.of.as_str() && word.chars().all(char::is_lowercase);
    joined && of_noun && !common && !own
}

/// "with 36 against" beside "cabinet" for the size of the cabinet: where the record's head noun ("size", "number") is too common to
/// look for, what is left must be what is counted.
fn is_headless(quantity: &Quantity, place: &Place, occurrence: &Occurrence) -> bool {
    let near = |token: &u32| (place.to..place.to + 4).contains(&(*token as usize));
    occurrence.cue.headless && quantity.unit.dimension == Dimension::Count && !occurrence.tokens.iter().any(near)
}

/// Every cue whose words all stand in the sentence, at each place of its first word.
fn occurrences<'c>(scene: &Scene<'c>, sentence: &Sentence) -> Vec<Occurrence<'c>> {
    /// Words of one cue do not stand farther apart than this many tokens.
    const REACH: u32 = 14;
    let mut found = Vec::new();
    for token in sentence.tokens.0..sentence.tokens.1 {
        let reach = (
            token.saturating_sub(REACH).max(sentence.tokens.0),
            token.saturating_add(REACH + 1).min(sentence.tokens.1),
        );
        for key in scene.keys(token as usize) {
            for cue in scene.cues_starting_with(key) {
                let mut tokens = vec![token];
                for &other in &cue.keys[1..] {
                    let places = scene.key_in(other, reach);
                    let nearest = places
                        .iter()
                        .copied()
                        .filter(|&place| !tokens.contains(&place))
                        .min_by_key(|place| place.abs_diff(token));
                    tokens.extend(nearest);
                }
                if tokens.len() == cue.keys.len() {
                    tokens.sort_unstable();
                    found.push(Occurrence { cue, tokens });
                }
            }
        }
    }
    found
}

/// Why the quantity cannot be a value of the figure at all; `None` where it can.
fn unfit(scene: &Scene, quantity: &Quantity, place: &Place, occurrence: &Occurrence) -> Option<&'static str> {
    if derived::is_change(scene, quantity, place, occurrence.cue.figure) {
        return None;
    }
    let value = &scene.case.facts.figures[occurrence.cue.figure].values[0].quantity;
    let dimension = quantity.unit.dimension == value.unit.dimension || bare::is_unit_left_out(quantity, &value.unit);
    // "shed 620 jobs": the measure's own words say what was done.
    let names_the_verb = place.from.checked_sub(1).is_some_and(|verb| occurrence.tokens.contains(&(verb as u32)));
    let role = match place.role {
        Role::Level | Role::Old | Role::Whole | Role::Part => true,
        Role::Conversion => false,
        // A figure that is a change itself is named by a word of change.
        Role::Change => scene.case.index.figures.measures_change(occurrence.cue.figure) || names_the_verb,
    } && (!occurrence.cue.of_change || place.role == Role::Change);
    let inside = occurrence.tokens.iter().all(|&token| (place.from..place.to).contains(&(token as usize)));
    let rate = !scene.case.facts.figures[occurrence.cue.figure].per.is_empty();
    let checks = [
        (dimension, "left: another kind of unit"),
        (role, "left: a part, a change or a conversion, not the level"),
        (!inside, "left: its word is part of the figure itself"),
        (rate || is_said_by_measure(scene, quantity, occurrence.cue.figure), "left: a rate, and a total is recorded"),
    ];
    checks.into_iter().find(|(holds, _)| !holds).map(|(_, why)| why)
}

/// Whether the quantity has no denominator, or the one that an adjective of the measure means: "52,000 tonnes a year" of annual output.
fn is_said_by_measure(scene: &Scene, quantity: &Quantity, figure: usize) -> bool {
    let Some(per) = &quantity.per else { return true };
    let measures = &scene.case.facts.figures[figure].measure;
    let mut words = measures.iter().flat_map(|measure| measure.value.split(' '));
    words.any(|word| scene.case.lexicon.numbers.of_rates.get(lower(word).as_ref()) == Some(per))
}

/// Whether the figure is a rate and neither the quantity nor the sentence says of what: "18.6p" of a dividend per share.
fn rate_unsaid(scene: &Scene, quantity: &Quantity, cue: &Cue, sentence: &Sentence) -> bool {
    if scene.case.facts.figures[cue.figure].per.is_empty() || quantity.per.is_some() || cue.of_rate {
        return false;
    }
    // "Earnings per share were 41.6p": the denominator stands with the measure.
    let joined = |token: u32| {
        let before = lower(scene.word((token as usize).wrapping_sub(1)));
        scene.case.lexicon.numbers.per.contains(before.as_ref())
    };
    let keys = scene.case.index.figures.denominators(cue.figure);
    !keys.iter().any(|&key| scene.key_in(key, sentence.tokens).iter().any(|&token| joined(token)))
}

/// "two regions" beside a word for voters: the noun after a bare count says what is counted, and it is none of the figure's words.
pub fn counts_something_else(scene: &Scene, quantity: &Quantity, place: &Place, figure: usize) -> bool {
    if quantity.unit.dimension != Dimension::Count {
        return false;
    }
    let document = scene.case.document;
    let claims = &scene.case.lexicon.claims;
    let counters = &claims.counters;
    let mut plural = false;
    for at in place.to..(place.to + 4).min(document.tokens.len()) {
        let word = lower(scene.word(at));
        let ends = !document.tokens[at].is_word()
            || claims.generic.contains(word.as_ref())
            || claims.boundaries.contains(word.as_ref());
        if ends {
            break;
        }
        if counters.contains(word.as_ref()) || scene.keys(at).any(|key| scene.case.index.figures.speaks_of(key, figure))
        {
            return false;
        }
        plural |= claims.is_plural(&word);
    }
    plural
}

/// How far a cue is from the quantity at `index`: words between them, more for a clause boundary, another quantity of its kind or
/// "of the" between.
fn cost(scene: &Scene, occurrence: &Occurrence, index: usize, members: &Members) -> u32 {
    let Members { quantities, places } = members;
    let place = &places[index];
    let alone = occurrence.tokens.len() == 1;
    let each = occurrence.tokens.iter().map(|&token| {
        let token = token as usize;
        if (place.from..place.to).contains(&token) {
            return 0;
        }
        let (low, high) = if token < place.from { (token + 1, place.from) } else { (place.to, token) };
        let kind = &quantities[index].unit.dimension;
        let others = quantities.iter().zip(*places).filter(|(other, at)| {
            at.from >= low && at.to <= high && at.role != Role::Change && other.unit.dimension == *kind
        });
        let part = alone && *kind == Dimension::Count && token >= place.to && is_whole_of(scene, place.to, token);
        let boundaries = scene.boundaries_between(low.saturating_sub(1), if token < place.from { high } else { token });
        (high - low) as u32 + others.count() as u32 * 6 + u32::from(part) * 30 + boundaries * 10
    });
    each.max().unwrap_or(u32::MAX / 2)
}

/// "nine of the 14 regions": the noun at `token` is the whole, and what ends before token `from` a part of it.
fn is_whole_of(scene: &Scene, from: usize, token: usize) -> bool {
    let document = scene.case.document;
    let tokens = &document.tokens[..token];
    (from..token).any(|at| {
        let parts = scene.case.lexicon.claims.parts.starting(&document.prose, tokens, at);
        parts.is_some_and(|(len, ())| token <= at + len + 3)
    })
}

fn attachment(cost: u32, nearest: bool) -> Attachment {
    match cost {
        _ if !nearest => Attachment::Loose,
        0..=2 => Attachment::Beside,
        3..=9 => Attachment::Clause,
        10..=19 => Attachment::Sentence,
        _ => Attachment::Loose,
    }
}

/// Ties the figure's subject to the quantity too.
fn bind(
    scene: &Scene,
    sentence: &Sentence,
    place: &Place,
    occurrence: &Occurrence,
    attachment: Attachment,
    cost: u32,
) -> Candidate {
    let document = scene.case.document;
    let figure = occurrence.cue.figure;
    let fact = &scene.case.facts.figures[figure];
    let requirements = scene.case.index.figures.requirements(figure);
    let mut standing = Standing::Sentence;
    let mut together = 0;
    let mut counted = false;
    let mut elsewhere = false;
    let mut of_a_part = false;
    let mut of_another_number = false;
    let mut cues: Vec<(Span, String)> = Vec::new();
    let mut subjects: Vec<EntityId> = Vec::new();
    for (requirement, subject) in requirements.iter().zip(&fact.subject) {
        let (near, at) = scene.standing(requirement, place.from, sentence);
        // "25 million Canadians": a subject that is what is counted ties the figure though its cue is shared.
        of_a_part |= at.is_some_and(|at| is_of_a_part(scene, at as usize, figure));
        elsewhere |= at.is_some_and(|at| scene.boundaries_between(at as usize, place.from) > 0);
        // "47 winners to Rautio’s 29": the name has a number of its own.
        of_another_number |= at.is_some_and(|at| at as usize >= place.to && has_own_number(scene, at));
        counted |= at.is_some_and(|at| (place.to..place.to + 3).contains(&(at as usize)));
        standing = standing.max(near);
        together += near as u32;
        cues.extend(at.map(|at| (scene.words_of_name(at), name_of(scene, &subject.value))));
        if let Requirement::Entity(id) = requirement {
            subjects.push(*id);
        }
    }
    let shared = attachment > Attachment::Clause && counted && cost <= 20 && !occurrence.cue.of_value;
    let attachment = if shared { Attachment::Clause } else { attachment };
    let measure = fact.measure.first().map_or("", |measure| measure.value.as_str());
    // A subject in another clause leaves room for somebody else in this one.
    let apart = standing != Standing::Sentence || elsewhere;
    let nearest = cues.iter().map(|(span, _)| document.token_at(span.start())).filter(|&at| at < place.from).max();
    let rival = apart && scene.rival(&subjects, place.from, sentence, standing == Standing::Sentence)
        || nearest.is_some_and(|at| {
            standing == Standing::Sentence && scene.is_another_of_its_kind(&subjects, at, place.from)
        });
    cues.extend(occurrence.tokens.iter().map(|&token| (document.tokens[token as usize].span, measure.to_string())));
    let cue = occurrence.cue;
    let narrowed = cue.qualifiers.iter().all(|&key| !scene.key_in(key, sentence.tokens).is_empty());
    // The noun of a value alone is too weak a tie unless it stands beside the number and the subject is near.
    let weak_noun = cue.of_value && (attachment > Attachment::Beside || standing > Standing::Paragraph);
    let rival = rival
        || of_a_part
        || of_another_number
        || (standing != Standing::Sentence && is_of_something_else(scene, occurrence));
    let confidence = if rival || weak_noun || cue.loose || attachment >= Attachment::Sentence {
        Confidence::Low
    } else if cue.of_value || !narrowed {
        standing.confidence().min(Confidence::Medium)
    } else {
        standing.confidence()
    };
    Candidate {
        figure,
        confidence,
        rank: (attachment, standing, together, Reverse(occurrence.tokens.len()), cost),
        cues,
        rate_unsaid: false,
        telling: false,
        derived: false,
        of_value: cue.of_value,
        rival,
    }
}

/// Whether a name in the possessive stands right before a number.
fn has_own_number(scene: &Scene, token: u32) -> bool {
    let span = scene.words_of_name(token);
    let document = scene.case.document;
    let after = document.token_at(span.end().saturating_sub(1)) + 1;
    let possessive = document.tokens.get(after - 1).is_some_and(|own| {
        let word = own.text(&document.prose);
        crate::text::words::without_possessive(word).len() < word.len()
    });
    possessive
        && document
            .tokens
            .get(after)
            .is_some_and(|next| next.is_number() || scene.case.mentions.quantity_over(next.span).is_some())
}

/// "A skull of Kelvosaurus is 1.1 metres long", "on the largest of the islands": what is said of a part is not said of the subject that
/// stands at `token`.
fn is_of_a_part(scene: &Scene, token: usize, figure: usize) -> bool {
    let claims = &scene.case.lexicon.claims;
    let article = usize::from(claims.definite.has(scene.word(token.wrapping_sub(1))));
    let of = token.wrapping_sub(1 + article);
    let noun = token.wrapping_sub(2 + article);
    if lower(scene.word(of)) != claims.of.as_str() || noun >= token {
        return false;
    }
    let part = lower(scene.word(noun));
    if claims.superlatives.contains(part.as_ref()) || claims.others.contains(part.as_ref()) {
        return true;
    }
    let span = scene.words_of_name(token as u32);
    let after = scene.case.document.token_at(span.end().saturating_sub(1)) + 1;
    let governs = claims.copulas.has(scene.word(after));
    let own = scene.keys(noun).any(|key| scene.case.index.figures.speaks_of(key, figure));
    let known = own
        || claims.generic.contains(part.as_ref())
        || claims.counters.contains(part.as_ref())
        || claims.qualifiers.contains(part.as_ref())
        || claims.stands_for.contains(part.as_ref());
    let noun_like = part.chars().all(char::is_alphabetic) && scene.word(noun).chars().all(char::is_lowercase);
    governs && noun_like && !known
}

pub fn name_of(scene: &Scene, reference: &crate::facts::Reference) -> String {
    match reference {
        crate::facts::Reference::Entity(id) => scene.case.facts.entity(*id).id.clone(),
        crate::facts::Reference::Phrase(phrase) => phrase.clone(),
    }
}

/// Keeps one candidate a figure, the better one.
pub fn keep_better(list: &mut Vec<Candidate>, candidate: Candidate) {
    match list.iter_mut().find(|other| other.figure == candidate.figure) {
        Some(other) => {
            if (Reverse(candidate.confidence), candidate.rank) < (Reverse(other.confidence), other.rank) {
                *other = candidate;
            }
        }
        None => list.push(candidate),
    }
}

//! Claims of kind literal: ports, flags, versions, docket and telephone numbers beside the words that say which one is meant.

use rustc_hash::FxHashMap;

use crate::claim::{Case, ClaimKind, Evidence, Judgement, Reading, Reason, Verdict};
use crate::diagnostic::Confidence;
use crate::document::{MaskKind, Sentence};
use crate::facts::{FactBase, LiteralFact, Place, Reference};
use crate::lexicon::phrases::lower;
use crate::quantity::Dimension;
use crate::span::Span;
use crate::text::tokenize;

/// Words between the words that say which one is meant and one that agrees.
const REACH: usize = 6;
/// The same for one that differs.
const NEAR: usize = 2;
/// The first names of a draft, in which a subject must be found.
const NAMES: usize = 512;
/// Characters of a sentence or block that are looked through for one literal.
const WINDOW: usize = 400;

/// The words beside which literals are meant, by their longest token.
#[derive(Default)]
pub struct Neighbours {
    phrases: Vec<(usize, Vec<String>, usize)>,
    by_anchor: FxHashMap<String, Vec<usize>>,
}

impl Neighbours {
    /// Compiles `near` of every literal.
    pub fn new(facts: &FactBase) -> Self {
        let mut all = Self::default();
        for (fact, literal) in facts.literals.iter().enumerate() {
            for near in &literal.near {
                let mut tokens = Vec::new();
                tokenize(&near.value, Span::new(0, near.value.len()), &mut tokens);
                let words: Vec<String> =
                    tokens.iter().map(|token| lower(token.text(&near.value)).into_owned()).collect();
                let Some(anchor) = (0..words.len()).max_by_key(|&at| words[at].len()) else { continue };
                all.by_anchor.entry(words[anchor].clone()).or_default().push(all.phrases.len());
                all.phrases.push((fact, words, anchor));
            }
        }
        all
    }
}

/// A stretch of prose that could be a literal, without the marks around it, and the words before it since the phrase.
struct Found {
    span: Span,
    gap: usize,
}

/// Appends a judgement for every literal of the draft that stands beside its words.
pub fn judge(case: &Case, judgements: &mut Vec<Judgement>) {
    let neighbours = &case.index.literals;
    if neighbours.phrases.is_empty() {
        return;
    }
    let document = case.document;
    let mut found: Vec<Judgement> = Vec::new();
    // Beside one word ("port") others of its kind may be meant: where the draft has the value too, nothing else is a slip of it.
    let mut stands: FxHashMap<usize, bool> = FxHashMap::default();
    for at in 0..document.tokens.len() {
        let word = lower(document.tokens[at].text(&document.prose));
        for &index in neighbours.by_anchor.get(word.as_ref()).into_iter().flatten() {
            let (fact, words, anchor) = &neighbours.phrases[index];
            let Some(first) = at.checked_sub(*anchor) else { continue };
            let Some(tokens) = document.tokens.get(first..first + words.len()) else { continue };
            if !tokens.iter().zip(words).all(|(token, word)| lower(token.text(&document.prose)) == *word) {
                continue;
            }
            let phrase = tokens[0].span.to(tokens[tokens.len() - 1].span);
            let sentence = &document.sentences[document.sentence_at(phrase.start())];
            if sentence.span.contains(phrase)
                && let Some(judgement) = beside(case, *fact, phrase, sentence)
                && (judgement.verdict != Verdict::Refuted
                    || words.len() > 1
                    || !*stands.entry(*fact).or_insert_with(|| is_written(case, *fact)))
                && found.last().is_none_or(|last| last.span != judgement.span)
            {
                found.push(judgement);
            }
        }
    }
    judgements.extend(found);
}

/// Whether the draft has the value anywhere.
fn is_written(case: &Case, fact: usize) -> bool {
    case.document.prose.contains(case.facts.literals[fact].value.value.as_str())
}

/// What stands beside the phrase: the value, else an outdated form, else a token of the same shape.
fn beside(case: &Case, fact: usize, phrase: Span, sentence: &Sentence) -> Option<Judgement> {
    let literal = &case.facts.literals[fact];
    let value = literal.value.value.as_str();
    let around = around(case, phrase, sentence.span);
    if let Some(right) = chunks(case, literal, around, value).find(|found| case.document.text(found.span) == value) {
        let near = right.span.end() <= phrase.start() || words_between(case, phrase, right.span) <= REACH;
        let verdict =
            if literal.head.unconfirmed { Verdict::NotEnoughInfo(Reason::NoFact) } else { Verdict::Supported };
        return near.then(|| judgement(case, fact, right.span, verdict, Confidence::High, literal.value.place));
    }
    let lexicon = &case.lexicon.statements;
    let tokens = &case.document.tokens[..sentence.tokens.1 as usize];
    // The "No." of "Ordinance No." denies nothing.
    let before = sentence.tokens.0 as usize..case.document.token_at(phrase.start());
    let distinct = is_distinct(value);
    let denied = before.into_iter().any(|at| {
        let word = lower(tokens[at].text(&case.document.prose));
        lexicon.negations.contains(word.as_ref())
            || word.ends_with(lexicon.negated_ending.as_str())
            || (!distinct && lexicon.doubtful.starting(&case.document.prose, tokens, at).is_some())
    });
    if denied || !is_in_play(case, literal) {
        return None;
    }
    outdated(case, fact, phrase).or_else(|| {
        let after = Span::new(phrase.end(), around.end());
        let other = chunks(case, literal, after, value)
            .take_while(|found| found.gap <= NEAR)
            .find(|found| is_same_shape(case.document.text(found.span), value) && !is_measure(case, found.span))?;
        let confidence = if other.gap <= 1 { Confidence::High } else { Confidence::Medium };
        Some(judgement(case, fact, other.span, Verdict::Refuted, confidence, literal.value.place))
    })
}

/// A form that is recorded as outdated, in the paragraph after the phrase, where the value itself does not stand there.
fn outdated(case: &Case, fact: usize, phrase: Span) -> Option<Judgement> {
    let literal = &case.facts.literals[fact];
    let block = case.document.blocks.get(case.document.block_at(phrase.start()))?;
    let around = around(case, phrase, block.span);
    let is = |found: &Found, form: &str| case.document.text(found.span) == form;
    let value = literal.value.value.as_str();
    if chunks(case, literal, around, value).any(|found| is(&found, value)) {
        return None;
    }
    let after = Span::new(phrase.end(), around.end());
    literal.reject.iter().find_map(|form| {
        let old = chunks(case, literal, after, &form.value).find(|found| is(found, &form.value))?;
        Some(judgement(case, fact, old.span, Verdict::Refuted, Confidence::High, form.place))
    })
}

/// Whether no other thing of its kind is likely to be spoken of beside it: a docket or telephone number, not a port. What may or can be
/// done with it is done with this one.
fn is_distinct(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    digits > 5 || (digits > 0 && value.chars().any(char::is_alphabetic))
}

/// The part of `whole` within reach of the phrase, cut at characters.
fn around(case: &Case, phrase: Span, whole: Span) -> Span {
    let prose = &case.document.prose;
    let mut start = whole.start().max(phrase.start().saturating_sub(WINDOW));
    let mut end = whole.end().min(phrase.end() + WINDOW);
    while !prose.is_char_boundary(start) {
        start += 1;
    }
    while !prose.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(start, end.max(start))
}

/// Stretches of `span` with as many words as `like`, marks around them left out unless `like` has them too.
fn chunks<'c>(case: &'c Case, literal: &'c LiteralFact, span: Span, like: &'c str) -> impl Iterator<Item = Found> + 'c {
    let text = case.document.text(span);
    let mut words: Vec<(usize, usize)> = Vec::new();
    for word in text.split_whitespace() {
        // Both lie in the same text: their distance is the word's place in it.
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        words.push((start, start + word.len()));
    }
    let count = like.split_whitespace().count().max(1);
    let stretches: Vec<Found> = words
        .windows(count)
        .enumerate()
        .filter_map(|(gap, words)| {
            let (start, end) = (words.first()?.0, words.last()?.1);
            let inner = trimmed(text.get(start..end)?, like);
            let start = inner.as_ptr() as usize - text.as_ptr() as usize;
            let span = Span::new(span.start() + start, span.start() + start + inner.len());
            (!inner.is_empty()).then_some(Found { span, gap })
        })
        .collect();
    stretches.into_iter().filter(|found| literal.in_code || !is_code(case, found.span))
}

/// "900 MB": a number with a unit is a quantity and no port.
fn is_measure(case: &Case, span: Span) -> bool {
    case.mentions.quantity_over(span).is_some_and(|index| {
        let quantity = &case.mentions.quantities[index];
        quantity.number_span.overlaps(span) && quantity.unit.dimension != Dimension::Count
    })
}

fn is_code(case: &Case, span: Span) -> bool {
    let masks = &case.document.masks;
    let next = masks.partition_point(|mask| mask.span.end() <= span.start());
    masks.get(next).is_some_and(|mask| mask.kind == MaskKind::Code && mask.span.overlaps(span))
}

/// `text` without the marks around it that `like` does not begin or end with.
fn trimmed<'t>(text: &'t str, like: &str) -> &'t str {
    let (first, last) = (like.chars().next(), like.chars().next_back());
    text.trim_start_matches(|c: char| "([{\"'“‘«*_`".contains(c) && Some(c) != first)
        .trim_end_matches(|c: char| ".,;:!?)]}\"'”’»*_`".contains(c) && Some(c) != last)
}

fn words_between(case: &Case, a: Span, b: Span) -> usize {
    let between = Span::new(a.end().min(b.start()), b.start());
    case.document.text(between).split_whitespace().count()
}

/// Whether a token is of the value's kind: digits where it has digits, the same marks, the same letters. Of plain numbers those
/// with as many digits, or one more or less; of words without digits none, for any word has their shape, but for flags.
fn is_same_shape(text: &str, value: &str) -> bool {
    if text == value {
        return false;
    }
    let is_flag = |text: &str| text.starts_with('-') && text.chars().any(char::is_alphabetic);
    if is_flag(value) {
        return is_flag(text);
    }
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let (ours, theirs) = (digits(text), digits(value));
    ours > 0 && theirs > 0 && ours.abs_diff(theirs) <= 1 && shape(text) == shape(value)
}

/// Letters in lower case and marks as they stand; each run of digits as one "0".
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match c.is_ascii_digit() {
            true if shape.ends_with('0') => {}
            true => shape.push('0'),
            false => shape.push(c),
        }
    }
    shape
}

/// Whether the draft names the literal's subjects at all.
fn is_in_play(case: &Case, literal: &LiteralFact) -> bool {
    literal.subject.iter().all(|subject| match &subject.value {
        Reference::Entity(id) => case.mentions.names.iter().take(NAMES).any(|name| name.entities.contains(id)),
        Reference::Phrase(_) => true,
    })
}

fn judgement(
    case: &Case,
    fact: usize,
    span: Span,
    verdict: Verdict,
    confidence: Confidence,
    place: Place,
) -> Judgement {
    let literal = &case.facts.literals[fact];
    let label = literal.near.first().map_or_else(String::new, |near| near.value.clone());
    Judgement {
        kind: ClaimKind::Literal,
        span,
        mention: fact,
        asserted: true,
        quoted: case.mentions.is_quoted(span),
        confidence,
        verdict,
        evidence: Some(Evidence { key: literal.head.key.clone(), place, index: fact, entry: 0 }),
        reading: Reading { label, recorded: Some(literal.value.value.clone()), ..Reading::default() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_a_kind() {
        let table: &[(&str, &str, bool)] = &[
            ("7412", "7421", true),
            ("80", "7421", false),
            ("8", "7421", false),
            ("4.2.1", "4.2.0", true),
            ("4.2", "4.2.0", false),
            ("LSA-2025-030", "LSA-2025-003", true),
            ("CVE-2025-030", "LSA-2025-003", false),
            ("--readonly", "--read-only", true),
            ("server", "--read-only", false),
            ("(555) 014-2626", "(555) 014-2266", true),
            ("7421", "7421", false),
        ];
        for (text, value, expected) in table {
            assert_eq!(is_same_shape(text, value), *expected, "{text} {value}");
        }
    }
}

//! Whose figure it is and what is measured, in the draft's own words, by English word order: the subject stands before its verb.

use crate::document::{Document, Sentence};
use crate::lexicon::Lexicon;
use crate::lexicon::phrases::lower;
use crate::mention::Mentions;
use crate::span::Span;
use crate::text::words::without_possessive;

/// Words of a noun phrase at most.
const LONGEST: usize = 8;

/// Tokens of a dateline at most.
const DATELINE: usize = 16;

/// One sentence, as far as a figure in it goes.
pub struct Told<'a> {
    document: &'a Document,
    mentions: &'a Mentions,
    lexicon: &'a Lexicon,
    first: usize,
    /// The first token of the figure, hedge included, and the one after its last.
    figure: (usize, usize),
    end: usize,
}

impl<'a> Told<'a> {
    /// The sentence of a figure, which is a span of the prose.
    pub fn of(document: &'a Document, mentions: &'a Mentions, lexicon: &'a Lexicon, figure: Span) -> Option<Self> {
        let sentence: &Sentence = document.sentences.get(document.sentence_at(figure.start()))?;
        let (first, end) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
        let from = document.token_at(figure.start()).max(first);
        let to = (document.token_at(figure.end().saturating_sub(1)) + 1).min(end);
        let mut told = Self { document, mentions, lexicon, first, figure: (from, to), end };
        told.first = told.after_dateline();
        Some(told)
    }

    /// "VELMAR, Sept. 19 — At least 23 people": the sentence begins after the dash.
    fn after_dateline(&self) -> usize {
        let word = self.word(self.first);
        let shouts = word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase());
        let is_dash = |at: &usize| self.document.tokens[*at].is('—') || self.document.tokens[*at].is('–');
        let dash = (self.first..self.figure.0).take(DATELINE).find(is_dash).filter(|_| shouts);
        dash.map_or(self.first, |dash| dash + 1)
    }

    /// The words that say whose figure it is, without an article: the subject of the clause, or a name that follows where the figure
    /// is the subject itself. `None` where the sentence does not tell, or says "it" or "she".
    pub fn subject(&self) -> Option<Span> {
        let (start, antecedent) = self.clause();
        let phrase = match antecedent {
            Some(phrase) => Some(phrase),
            None if self.figure.0 <= self.after_determiners(start) => self.name_after(),
            None => self.before_figure(start),
        };
        let (from, to) = phrase?;
        let span = self.span(from, to);
        // "Fifteen of the victims": another figure is nobody whose figure it is.
        let counts = self.mentions.quantities.iter().any(|quantity| quantity.span.overlaps(span));
        (!counts && self.is_somebody((from, to), span)).then_some(span)
    }

    /// Whether words are those of a noun at all: behind an article, in the plural, or a name; and no time ("last year").
    fn is_somebody(&self, (from, to): (usize, usize), span: Span) -> bool {
        let determiners = &self.lexicon.times.determiners;
        let determined = from > self.first && determiners.has(self.word(from - 1));
        let plural = self.lexicon.claims.is_plural(&lower(self.word(to - 1)));
        // A word that opens a sentence has its capital from there, unless it is no ordinary word; before a verb it names something.
        let ordinary = self.lexicon.names.ordinary.has(self.word(from)) && !self.is_verb(to);
        let named = self.mentions.proper.iter().any(|name| name.span.overlaps(span))
            || self.mentions.is_recorded(span)
            || self.word(from).starts_with(char::is_uppercase) && !ordinary;
        let unit = self.lexicon.numbers.units.starting(&self.document.prose, &self.document.tokens, to - 1);
        let time = unit.is_some_and(|(_, unit)| unit.dimension.is(&self.lexicon.times.lengths.dimension));
        (determined || plural || named) && !time
    }

    /// The verb right before the figure: what was done so often or so much, "invested" of "has invested over $10 billion".
    pub fn verb(&self) -> Option<&'a str> {
        let at = (self.first..self.figure.0).rev().find(|&at| !self.is_function(at) || !self.is_word(at))?;
        let tells = self.is_word(at) && self.is_verb(at) && !self.is_saying(at);
        tells.then(|| self.word(at))
    }

    /// Where the clause of the figure begins, and whom a relative clause is told of: "the collapse, which killed 16 people".
    fn clause(&self) -> (usize, Option<(usize, usize)>) {
        let times = &self.lexicon.times;
        let begins = |at: &usize| times.boundaries.has(self.word(*at));
        let Some(at) = (self.first..self.figure.0).rev().find(begins) else { return (self.first, None) };
        let relative = times.relatives.has(self.word(at));
        // "told reporters that": no relative clause.
        let reported = (self.first..at).rev().take(3).any(|at| self.is_saying(at));
        (at + 1, if relative && !reported { self.phrase_before(at) } else { None })
    }

    fn before_figure(&self, mut start: usize) -> Option<(usize, usize)> {
        // Each time round, a clause of saying is passed over: "The minister said the bridge cost $5 million".
        loop {
            let opens = self.after_determiners(start);
            let at = if opens == start && self.is_function(start) { self.after_comma(start)? } else { opens };
            let at = self.after_determiners(at);
            let (possessor, to) = self.phrase_from(at)?;
            if to < self.figure.0 && self.is_saying(to) {
                start = to + 1;
                if start >= self.figure.0 {
                    return None;
                }
                continue;
            }
            if let Some(possessor) = possessor {
                return Some((at, possessor));
            }
            let of = (lower(self.word(to)) == self.lexicon.claims.of).then(|| self.after_determiners(to + 1));
            let whole = of.and_then(|next| Some((next, self.phrase_from(next)?.1)));
            let (last, to) = whole.unwrap_or((at, to));
            if to >= self.figure.0 {
                // "The company employs 400 people": the last word before the figure is the verb.
                return (to - last > 1).then_some((at, to - 1));
            }
            let has_verb =
                (to..self.figure.0).any(|at| self.is_word(at) && (!self.is_function(at) || self.is_verb(at)));
            return has_verb.then_some((at, to));
        }
    }

    /// The noun phrase that ends right before the token `end`, a comma passed over.
    fn phrase_before(&self, end: usize) -> Option<(usize, usize)> {
        let end = if end > self.first && self.document.tokens[end - 1].is(',') { end - 1 } else { end };
        let words = (self.first..end).rev().take(LONGEST).take_while(|&at| self.is_part(at, false));
        let from = words.last()?;
        Some((from, end))
    }

    /// The token after the noun phrase that begins at `at`, and before it that after a possessor; `None` where none begins there.
    fn phrase_from(&self, at: usize) -> Option<(Option<usize>, usize)> {
        let (mut to, mut possessor) = (at, None);
        while to < self.figure.0.max(at) && to - at < LONGEST && self.is_part(to, to == at) {
            to += 1;
            let word = self.word(to - 1);
            if without_possessive(word).len() < word.len() {
                possessor = possessor.or(Some(to));
            }
        }
        (to > at).then_some((possessor, to))
    }

    /// "Sixteen people died in the Sable Bridge collapse": the first name of the clause after the figure, with the words that belong to it.
    fn name_after(&self) -> Option<(usize, usize)> {
        let times = &self.lexicon.times;
        let begins = |at: &usize| {
            let word = lower(self.word(*at));
            times.boundaries.contains(word.as_ref()) || times.boundaries_unless_time.contains(word.as_ref())
        };
        let end = (self.figure.1..self.end).find(begins).unwrap_or(self.end);
        let after = self.document.tokens.get(self.figure.1)?.span.start();
        let next = self.mentions.proper.partition_point(|name| name.span.start() < after);
        let name = self.mentions.proper.get(next).filter(|name| !name.styled)?;
        let (from, last) = (*name.words.first()?, *name.words.last()?);
        if last >= end {
            return None;
        }
        let to = (last + 1..end).find(|&at| !self.is_part(at, false)).unwrap_or(end);
        // "the Tesna burst its banks": words of the name only where nothing is told of it.
        let told = to < end && self.is_word(to) && lower(self.word(to)) != self.lexicon.claims.of;
        Some((from, if told { last + 1 } else { to }))
    }

    /// Whether a token may be a word of a noun phrase; the first after an article is one even if it could be a verb.
    fn is_part(&self, at: usize, opens: bool) -> bool {
        let capital = at > self.first && self.word(at).starts_with(char::is_uppercase);
        self.is_word(at) && !self.is_function(at) && (opens || capital || !self.is_verb(at))
    }

    fn is_verb(&self, at: usize) -> bool {
        let (word, times) = (lower(self.word(at)), &self.lexicon.times);
        times.verbs.contains(word.as_ref())
            || times.is_past(&word)
            || times.auxiliaries.contains(word.as_ref())
            || self.is_saying(at)
    }

    fn is_saying(&self, at: usize) -> bool {
        self.lexicon.quotations.saying.has(self.word(at))
    }

    fn is_function(&self, at: usize) -> bool {
        let word = lower(self.word(at));
        // "we’ve": the pronoun counts.
        let stem = word.split(['’', '\'']).next().unwrap_or_default();
        let words = &self.lexicon.topics.function_words;
        words.contains(word.as_ref()) || words.contains(stem)
    }

    fn after_determiners(&self, at: usize) -> usize {
        let determiners = &self.lexicon.times.determiners;
        (at..self.figure.0).find(|&at| !determiners.has(self.word(at))).unwrap_or(self.figure.0)
    }

    /// "In 2024, the bridge": what the sentence is about stands after the comma.
    fn after_comma(&self, at: usize) -> Option<usize> {
        let comma = (at..self.figure.0).find(|&at| self.document.tokens[at].is(','))?;
        (comma + 1 < self.figure.0).then_some(comma + 1)
    }

    fn is_word(&self, at: usize) -> bool {
        self.document.tokens.get(at).is_some_and(|token| token.is_word())
    }

    fn word(&self, at: usize) -> &'a str {
        self.document.tokens.get(at).map_or("", |token| token.text(&self.document.prose))
    }

    fn span(&self, from: usize, to: usize) -> Span {
        let span = self.document.tokens[from].span.to(self.document.tokens[to - 1].span);
        let text = self.document.text(span);
        Span::new(span.start(), span.start() + without_possessive(text).len())
    }
}

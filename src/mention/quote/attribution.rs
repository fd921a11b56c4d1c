//! Who speaks: verbs of saying before, after and between quotations, as English orders them.

use crate::document::Document;
use crate::facts::{EntityKind, FactBase};
use crate::lexicon::Lexicon;
use crate::mention::quote::marks::Pair;
use crate::mention::{Form, NameMention, Speaker};
use crate::span::Span;
use crate::text::{Token, TokenKind};

/// How many tokens after a quotation, or before it, an attribution may take.
const REACH: usize = 48;

/// The speaker of each quotation, where an attribution names one.
pub(super) fn speakers(
    document: &Document,
    names: &[NameMention],
    facts: &FactBase,
    lexicon: &Lexicon,
    pairs: &[Pair],
) -> Vec<Option<Speaker>> {
    let reader = Reader { document, names, facts, lexicon };
    let mut speakers: Vec<Option<Speaker>> = Vec::with_capacity(pairs.len());
    for index in 0..pairs.len() {
        let previous = index.checked_sub(1).map(|previous| (&pairs[previous], speakers[previous].clone()));
        let next = pairs.get(index + 1).map_or(usize::MAX, |pair| pair.outer.start());
        speakers.push(reader.speaker(&pairs[index], previous, next));
    }
    hand_back(pairs, &mut speakers);
    speakers
}

/// A quotation over several paragraphs may be attributed only after its last one.
fn hand_back(pairs: &[Pair], speakers: &mut [Option<Speaker>]) {
    for index in (0..pairs.len().saturating_sub(1)).rev() {
        if pairs[index].continues && speakers[index].is_none() {
            speakers[index] = speakers[index + 1].clone();
        }
    }
}

/// Where a block names this often before a pronoun, the pronoun is not resolved.
const MANY_NAMES: usize = 64;

struct Reader<'a> {
    document: &'a Document,
    names: &'a [NameMention],
    facts: &'a FactBase,
    lexicon: &'a Lexicon,
}

impl Reader<'_> {
    fn speaker(&self, pair: &Pair, previous: Option<(&Pair, Option<Speaker>)>, next: usize) -> Option<Speaker> {
        if let Some((before, speaker)) = &previous
            && before.continues
            && speaker.is_some()
        {
            return speaker.clone();
        }
        let last = self.last_mark(pair);
        let comma = matches!(last, Some(',' | '?' | '!' | '—' | '–' | '-' | '…'));
        let after = self.after(pair, next, last);
        if comma && after.is_some() {
            return after;
        }
        self.before(pair, previous.as_ref()).or(after).or_else(|| self.carried_over(pair, previous))
    }

    /// The last mark between the quotation marks, where it ends in one.
    fn last_mark(&self, pair: &Pair) -> Option<char> {
        self.document
            .text(pair.inner)
            .trim_end_matches(['”', '’', '"', '\'', '“'])
            .chars()
            .next_back()
            .filter(|c| !c.is_alphanumeric())
    }

    /// "“…,” Djuric said", "“…,” said Noah Manger, an 18F designer", "“…” — Helen Keller".
    fn after(&self, pair: &Pair, next: usize, last: Option<char>) -> Option<Speaker> {
        let tokens = &self.document.tokens;
        let block = &self.document.blocks[self.document.block_at(pair.outer.start())];
        let mut first = self.document.token_at(pair.outer.end());
        let mut comma = false;
        while first < block.tokens.1 as usize && matches!(tokens[first].kind, TokenKind::Mark(',' | '_' | '*')) {
            comma |= tokens[first].is(',');
            first += 1;
        }
        let start = tokens.get(first)?.span.start();
        let sentence = &self.document.sentences[self.document.sentence_at(start)];
        let mut end = (sentence.tokens.1.min(block.tokens.1) as usize).min(first + REACH);
        while end > first && tokens[end - 1].span.start() >= next {
            end -= 1;
        }
        if first >= end {
            return None;
        }
        if matches!(tokens[first].kind, TokenKind::Mark('—' | '–' | '―')) || self.is_double_hyphen(first) {
            return self.credit(first + 1, end);
        }
        let verb = (first..end)
            .take_while(|&at| !matches!(tokens[at].kind, TokenKind::Mark(':' | ';' | '(')))
            .find(|&at| self.is_saying(at, end))?;
        let inverted = verb == first;
        // After a full stop inside the marks a new sentence begins, unless all of it is the attribution.
        if last == Some('.') && !inverted && verb + 2 < end && self.is_upper(first) {
            return None;
        }
        if last == Some('.') && inverted && self.is_upper(first) {
            return None;
        }
        // Words in mid-sentence go on after the mark: only a near, plain subject counts.
        let mid = !comma && !matches!(last, Some(',' | '?' | '!' | '.' | '—' | '–' | '-' | '…'));
        if mid && !inverted {
            return None;
        }
        if inverted { self.inverted_subject(verb + 1, end) } else { self.subject(first, verb) }
    }

    fn is_double_hyphen(&self, at: usize) -> bool {
        let tokens = &self.document.tokens;
        tokens[at].is('-') && tokens.get(at + 1).is_some_and(|next| next.is('-'))
    }

    /// "— Helen Keller", "— **Heather Stern, Digital Director**".
    fn credit(&self, mut first: usize, end: usize) -> Option<Speaker> {
        let tokens = &self.document.tokens;
        while first < end && matches!(tokens[first].kind, TokenKind::Mark('-' | '_' | '*')) {
            first += 1;
        }
        let token = tokens.get(first).filter(|_| first < end)?;
        if let Some(name) = self.names_in(first, end).find(|name| name.span.start() == token.span.start()) {
            return Some(self.named(name));
        }
        self.capitalised(first, end)
    }

    /// The subject after a verb of saying: "said Noah Manger, …", "says the governor of Oldrava, Irena Kovalik".
    fn inverted_subject(&self, first: usize, end: usize) -> Option<Speaker> {
        let stop = (first..end).find(|&at| self.is_saying(at, end)).unwrap_or(end);
        let start = self.document.tokens.get(first).filter(|_| first < stop)?;
        if self.is_pronoun(start) {
            return Some(self.pronoun(start));
        }
        // The first noun phrase: up to the first comma, or, where it names no one, its apposition.
        let comma = (first..stop).find(|&at| self.document.tokens[at].is(',')).unwrap_or(stop);
        let second =
            (comma + 1..stop.max(comma + 1)).find(|&at| self.document.tokens[at].is(',')).unwrap_or(stop.max(comma));
        self.first_person(first, comma)
            .or_else(|| self.capitalised_anywhere(first, comma))
            .or_else(|| self.first_person(comma, second))
            .or_else(|| self.described(first, comma))
    }

    /// The subject before a verb of saying at `verb`, in the words from `first` on.
    fn subject(&self, first: usize, verb: usize) -> Option<Speaker> {
        let tokens = &self.document.tokens;
        if verb <= first || self.is_passive(first, verb) {
            return None;
        }
        // "he also said", "Djuric has said": adverbs and auxiliaries stand between.
        let near = verb.saturating_sub(3).max(first);
        if let Some(pronoun) = (near..verb).rev().find(|&at| self.is_pronoun(&tokens[at])) {
            return Some(self.pronoun(&tokens[pronoun]));
        }
        let people: Vec<&NameMention> = self.people_in(first, verb).collect();
        if let Some(one) = people.first()
            && people.iter().all(|name| name.entity() == one.entity())
        {
            return Some(self.named(one));
        }
        if let Some(adjacent) = people.iter().rev().find(|name| self.reaches(name.span.end(), verb)) {
            return Some(self.named(adjacent));
        }
        if let Some(leading) = people.first() {
            let starts = leading.span.start() <= tokens[first].span.start();
            return starts.then(|| self.named(leading));
        }
        if let Some(other) = self
            .names_in(first, verb)
            .find(|name| !self.is_possessive(name) && name.entity().is_some() && self.reaches(name.span.end(), verb))
        {
            return Some(self.named(other));
        }
        self.capitalised_before(first, verb).or_else(|| self.described(first, verb))
    }

    /// "Djuric said: “…”", "He noted that Serbia is “…”", "According to Brooke, “…”".
    fn before(&self, pair: &Pair, previous: Option<&(&Pair, Option<Speaker>)>) -> Option<Speaker> {
        let tokens = &self.document.tokens;
        let open = self.document.token_at(pair.outer.start());
        let sentence = &self.document.sentences[self.document.sentence_at(pair.outer.start())];
        let mut first = (sentence.tokens.0 as usize).max(open.saturating_sub(REACH));
        if let Some((before, speaker)) = previous
            && before.outer.end() > tokens.get(first)?.span.start()
        {
            first = self.document.token_at(before.outer.end());
            if speaker.as_ref().is_some_and(|speaker| self.shared(speaker, first, open)) {
                return speaker.clone();
            }
        }
        let verb = (first..open).rev().find(|&at| self.is_saying(at, open));
        let source = self.according(first, open);
        match (verb, source) {
            (_, Some(source)) if verb.is_none_or(|verb| verb < source) => self.inverted_subject(source, open),
            (Some(verb), _) => self.subject(first, verb),
            // "Djuric: “…”"
            (None, _) if open > first && tokens[open - 1].is(':') => {
                let mut people = self.people_in(first, open);
                let one = people.next()?;
                (people.next().is_none() && self.document.token_at(one.span.end()) + 1 >= open).then(|| self.named(one))
            }
            _ => None,
        }
    }

    /// Whether the words between two quotations of a sentence attribute both: "“A,” he says, “and B”", "“A” and “B”", and not
    /// "“A,” said Reed, but Lane called it “B”".
    fn shared(&self, speaker: &Speaker, first: usize, open: usize) -> bool {
        if open > first + REACH / 2 {
            return false;
        }
        let mut verbs = (first..open).filter(|&at| self.is_saying(at, open));
        let tokens = &self.document.tokens;
        match (verbs.next(), verbs.next()) {
            (None, _) => self.people_in(first, open).next().is_none(),
            (Some(_), None) if tokens.get(first).is_some_and(|first| speaker.span.start() >= first.span.start()) => {
                let after = self.document.token_at(speaker.span.end());
                self.people_in(after, open).next().is_none()
            }
            _ => false,
        }
    }

    /// "“A,” X said. “B.”": what follows at once is spoken by the same.
    fn carried_over(&self, pair: &Pair, previous: Option<(&Pair, Option<Speaker>)>) -> Option<Speaker> {
        let (before, speaker) = previous?;
        let speaker = speaker?;
        let tokens = &self.document.tokens;
        let (from, to) = (self.document.token_at(before.outer.end()), self.document.token_at(pair.outer.start()));
        if self.document.block_at(before.outer.start()) != self.document.block_at(pair.outer.start()) || from > to {
            return None;
        }
        let sentence = |at: usize| self.document.sentence_at(tokens[at].span.start());
        let attribution_only = from == to || (to - from <= REACH && sentence(from) == sentence(to - 1));
        (attribution_only && speaker.span.start() >= before.outer.end()).then_some(speaker)
    }

    /// The token after "according to", where it stands in the words from `first` to `end`.
    fn according(&self, first: usize, end: usize) -> Option<usize> {
        (first..end).rev().find_map(|at| {
            self.lexicon.quotations.according.iter().find_map(|phrase| {
                let matches =
                    at + phrase.len() <= end && phrase.iter().enumerate().all(|(i, word)| self.lower(at + i) == *word);
                matches.then_some(at + phrase.len())
            })
        })
    }

    /// Whether a verb of saying stands at `at`; "put" only before "it".
    fn is_saying(&self, at: usize, end: usize) -> bool {
        let token = &self.document.tokens[at];
        if !token.is_word() {
            return false;
        }
        let text = token.text(&self.document.prose);
        if text.starts_with(char::is_uppercase) {
            // In mid-sentence a capital makes it a name; at the start of a sentence it is no verb of a statement either.
            return false;
        }
        let quotations = &self.lexicon.quotations;
        quotations.saying.contains(text)
            && (!quotations.needs_object.contains_key(text)
                || (at + 1 < end && quotations.needs_object[text] == self.lower(at + 1)))
    }

    fn is_passive(&self, first: usize, verb: usize) -> bool {
        let being = |at: usize| self.lexicon.quotations.passive.contains(&self.lower(at));
        let progressive = self.lower(verb).ends_with("ing");
        !progressive && ((verb > first && being(verb - 1)) || (verb > first + 1 && being(verb - 2)))
    }

    /// Whether only adverbs, auxiliaries or marks of emphasis stand between the byte `from` and the verb.
    fn reaches(&self, from: usize, verb: usize) -> bool {
        let first = self.document.token_at(from);
        first <= verb
            && verb - first <= 3
            && self.document.tokens[first..verb]
                .iter()
                .all(|token| token.is_word() && token.text(&self.document.prose).starts_with(char::is_lowercase))
    }

    fn names_in(&self, first: usize, end: usize) -> impl Iterator<Item = &NameMention> {
        let tokens = &self.document.tokens;
        let from = tokens.get(first).map_or(usize::MAX, |token| token.span.start());
        let to = if end > first { tokens.get(end - 1).map_or(0, |token| token.span.end()) } else { 0 };
        let start = self.names.partition_point(|name| name.span.start() < from);
        self.names[start..].iter().take_while(move |name| name.span.end() <= to && name.span.start() < to)
    }

    /// Names of persons that are no possessors.
    fn people_in(&self, first: usize, end: usize) -> impl Iterator<Item = &NameMention> {
        self.names_in(first, end).filter(|name| self.is_person(name) && !self.is_possessive(name))
    }

    fn first_person(&self, first: usize, end: usize) -> Option<Speaker> {
        self.people_in(first, end).next().map(|name| self.named(name))
    }

    fn is_person(&self, name: &NameMention) -> bool {
        name.form != Form::Distinct
            && name.entities.iter().any(|&entity| self.facts.entity(entity).kind == EntityKind::Person)
    }

    fn is_possessive(&self, name: &NameMention) -> bool {
        let rest = &self.document.prose[name.span.end()..];
        rest.starts_with("’s") || rest.starts_with("'s") || rest.starts_with("s’ ") || rest.starts_with("’ ")
    }

    fn named(&self, name: &NameMention) -> Speaker {
        Speaker { span: name.span, entity: name.entity(), pronoun: false }
    }

    fn lower(&self, at: usize) -> String {
        self.document.tokens.get(at).map_or(String::new(), |token| token.text(&self.document.prose).to_lowercase())
    }

    fn is_upper(&self, at: usize) -> bool {
        self.document.tokens[at].text(&self.document.prose).starts_with(char::is_uppercase)
    }

    fn is_pronoun(&self, token: &Token) -> bool {
        token.is_word() && self.lexicon.quotations.pronouns.contains(&token.text(&self.document.prose).to_lowercase())
    }

    /// A pronoun means somebody only where the block so far, or the block before it, names exactly one person.
    fn pronoun(&self, token: &Token) -> Speaker {
        let block = self.document.block_at(token.span.start());
        let entity = match self.only_person(self.document.blocks[block].span.start(), token.span.start()) {
            Count::One(entity) => Some(entity),
            Count::None if block > 0 => {
                let before = self.document.blocks[block - 1].span;
                match self.only_person(before.start(), before.end()) {
                    Count::One(entity) => Some(entity),
                    _ => None,
                }
            }
            _ => None,
        };
        Speaker { span: token.span, entity, pronoun: true }
    }

    fn only_person(&self, from: usize, to: usize) -> Count {
        let start = self.names.partition_point(|name| name.span.start() < from);
        let mut one = None;
        for (seen, name) in self.names[start..].iter().take_while(|name| name.span.end() <= to).enumerate() {
            if seen == MANY_NAMES {
                return Count::Many;
            }
            if !self.is_person(name) {
                continue;
            }
            match (one, name.entity()) {
                (_, None) => return Count::Many,
                (None, entity) => one = entity,
                (one, entity) if one != entity => return Count::Many,
                _ => {}
            }
        }
        one.map_or(Count::None, Count::One)
    }

    /// A name that is not recorded: capitalised words right at `first`.
    fn capitalised(&self, first: usize, end: usize) -> Option<Speaker> {
        let tokens = &self.document.tokens[first..end.max(first)];
        let run = tokens
            .iter()
            .take_while(|token| token.is_word() && token.text(&self.document.prose).starts_with(char::is_uppercase))
            .count();
        let span = Span::new(tokens.first()?.span.start(), tokens.get(run.checked_sub(1)?)?.span.end());
        Some(Speaker { span, entity: None, pronoun: false })
    }

    fn capitalised_anywhere(&self, first: usize, end: usize) -> Option<Speaker> {
        (first..end).find(|&at| self.document.tokens[at].is_word() && self.is_upper(at)).and_then(|at| {
            let taken = self.names_in(at, end).any(|name| name.span.start() <= self.document.tokens[at].span.start());
            if taken { None } else { self.capitalised(at, end) }
        })
    }

    /// The last run of two or more capitalised words before the verb, or one that touches it.
    fn capitalised_before(&self, first: usize, verb: usize) -> Option<Speaker> {
        let mut best: Option<Speaker> = None;
        let mut at = first;
        while at < verb {
            match self.capitalised(at, verb) {
                Some(run) => {
                    let next = self.document.token_at(run.span.end());
                    if next > at + 1 || self.reaches(run.span.end(), verb) {
                        best = Some(run);
                    }
                    at = next.max(at + 1);
                }
                None => at += 1,
            }
        }
        best
    }

    /// "the bishop": words for somebody who is not named there.
    fn described(&self, first: usize, end: usize) -> Option<Speaker> {
        let tokens = self.document.tokens.get(first..end)?;
        let (start, last) =
            (tokens.first()?, tokens.iter().take_while(|token| token.kind != TokenKind::Mark(',')).last()?);
        if !start.is_word() {
            return None;
        }
        Some(Speaker { span: start.span.to(last.span), entity: None, pronoun: false })
    }
}

enum Count {
    None,
    One(crate::facts::EntityId),
    Many,
}

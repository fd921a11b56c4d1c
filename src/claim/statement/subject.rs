//! Whom a wording in a draft is said of.

use crate::claim::Case;
use crate::claim::statement::reading::{Unit, units};
use crate::claim::statement::wordings::Wording;
use crate::diagnostic::Confidence;
use crate::document::{BlockKind, Sentence};
use crate::facts::{EntityId, EntityKind, Reference};
use crate::lexicon::phrases::lower;
use crate::mention::{Form, NameMention};
use crate::span::Span;

/// Tokens that are looked through for the subject of a verb.
const REACH: usize = 24;
/// Names that are looked through in a paragraph.
const NAMES: usize = 64;
/// Blocks at the beginning of a draft that say whom it is about: its title, its headline and the first paragraph.
const OPENING: usize = 3;
/// Tokens at the beginning of a sentence in which it says what it is about.
const FRAME: usize = 4;

/// Where the subjects of a statement are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// In the sentence, all of them.
    Sentence,
    /// In the paragraph up to the sentence, or in the heading above it.
    Paragraph,
    /// Nowhere near.
    Absent,
}

/// The view of one sentence.
pub struct Place<'a> {
    pub case: &'a Case<'a>,
    pub sentence: &'a Sentence,
    pub units: &'a [Unit],
}

impl Place<'_> {
    /// Where the subjects of `wording` stand: the farthest of them counts.
    pub fn standing(&self, wording: &Wording) -> Standing {
        let subjects = &self.case.facts.statements[wording.fact].subject;
        let standing = |(index, subject): (usize, &crate::facts::Placed<Reference>)| match &subject.value {
            Reference::Entity(id) => self.entity_standing(*id),
            Reference::Phrase(_) => self.phrase_standing(wording.fact, index),
        };
        subjects.iter().enumerate().map(standing).max().unwrap_or(Standing::Absent)
    }

    fn entity_standing(&self, id: EntityId) -> Standing {
        let named = |span: Span| self.names_in(span).any(|name| name.entities.contains(&id));
        let document = self.case.document;
        if named(self.sentence.span) {
            return Standing::Sentence;
        }
        let block = &document.blocks[self.sentence.block as usize];
        let before = Span::new(block.span.start(), self.sentence.span.start());
        let above = document.blocks[..self.sentence.block as usize].iter().rev().take(NAMES);
        let heading = above.into_iter().find(|block| matches!(block.kind, BlockKind::Heading(_)));
        if named(before) || heading.is_some_and(|heading| named(heading.span)) {
            Standing::Paragraph
        } else {
            Standing::Absent
        }
    }

    fn phrase_standing(&self, fact: usize, subject: usize) -> Standing {
        let keys = self.case.index.statements.phrase(fact, subject);
        let stands_in = |units: &[Unit]| keys.iter().all(|&key| units.iter().any(|unit| unit.key == Some(key)));
        if keys.is_empty() {
            return Standing::Absent;
        }
        if stands_in(self.units) {
            return Standing::Sentence;
        }
        // The sentence before, of the same paragraph.
        let document = self.case.document;
        let index = document.sentence_at(self.sentence.span.start());
        let before = index.checked_sub(1).and_then(|index| document.sentences.get(index));
        let before = before.filter(|before| before.block == self.sentence.block);
        if before.is_some_and(|before| stands_in(&units(self.case, before))) {
            Standing::Paragraph
        } else {
            Standing::Absent
        }
    }

    /// Whether a subject that is a phrase stands among the wording's own words: "methane turned up" of methane.
    pub fn names_its_subject(&self, wording: &Wording) -> bool {
        let subjects = &self.case.facts.statements[wording.fact].subject;
        (0..subjects.len()).any(|subject| {
            let keys = self.case.index.statements.phrase(wording.fact, subject);
            !keys.is_empty() && keys.iter().all(|&key| wording.words.iter().any(|word| word.key == key))
        })
    }

    /// "that never adopted the euro", "This was our third challenge": no noun stands before the verb, or the wording, that could be its
    /// subject.
    pub fn is_taken_up(&self, first: usize) -> bool {
        let lexicon = &self.case.lexicon.statements;
        let start = self.before_helpers(first);
        let relative = |at: usize| lexicon.relatives.contains(&self.word(at));
        let before = start.checked_sub(1).filter(|&before| before >= self.sentence.tokens.0 as usize);
        (start..first).any(relative)
            || before.is_none_or(|before| relative(before) || lexicon.determiners.contains(&self.word(before)))
    }

    /// Whether the clause names somebody or something else before the token `first`, or what only belongs to the subject: "the neighbours
    /// of Serbia".
    pub fn tells_of_another(&self, wording: &Wording, first: usize) -> bool {
        let clause = self.units.iter().find(|unit| unit.token == first).map(|unit| unit.clause);
        let before = self.units.iter().take_while(|unit| unit.token < first).filter(|unit| Some(unit.clause) == clause);
        before.into_iter().any(|unit| match self.name_at(unit.token) {
            Some(name) => {
                let governed = self.is_governed(self.case.document.token_at(name.span.start()));
                !self.is_subject(name, wording) || governed || self.is_possessive(name)
            }
            None => unit.token > self.sentence.tokens.0 as usize && self.is_unknown_name(unit.token),
        })
    }

    fn names_in(&self, span: Span) -> impl Iterator<Item = &NameMention> {
        let names = &self.case.mentions.names;
        let first = names.partition_point(|name| name.span.start() < span.start());
        let inside = names[first..].iter().take(NAMES).take_while(move |name| name.span.start() < span.end());
        inside.filter(|name| name.form != Form::Distinct)
    }

    /// The name that covers a token.
    fn name_at(&self, token: usize) -> Option<&NameMention> {
        let span = self.case.document.tokens[token].span;
        let names = &self.case.mentions.names;
        let next = names.partition_point(|name| name.span.end() <= span.start());
        names.get(next).filter(|name| name.span.overlaps(span))
    }

    fn is_subject(&self, name: &NameMention, wording: &Wording) -> bool {
        let subjects = &self.case.facts.statements[wording.fact].subject;
        let said =
            |id: EntityId| subjects.iter().any(|subject| matches!(subject.value, Reference::Entity(one) if one == id));
        name.entity().is_some_and(said) && !matches!(name.form, Form::Adjective | Form::Demonym | Form::Distinct)
    }

    /// The word at a token, in lower case.
    pub fn word(&self, token: usize) -> String {
        lower(self.case.document.tokens[token].text(&self.case.document.prose)).replace('’', "'")
    }

    /// The first token before a verb's helpers and adverbs.
    pub fn before_helpers(&self, mut first: usize) -> usize {
        let start = self.sentence.tokens.0 as usize;
        let document = self.case.document;
        let adverbials = &self.case.lexicon.statements.adverbials;
        while first > start {
            let adverbial = adverbials.ending(&document.prose, &document.tokens, first);
            first = match adverbial.filter(|(length, ())| first >= start + length) {
                Some((length, ())) => first - length,
                None if self.helps(first - 1) => first - 1,
                None => break,
            };
        }
        first
    }

    /// "A motion that would have frozen spending was carried": the tokens of a relative clause behind the subject, of which the main verb's
    /// helpers begin at the token `verb`. What stands in it says nothing of the main clause.
    pub fn relative_before(&self, verb: usize) -> std::ops::Range<usize> {
        let lexicon = self.case.lexicon;
        let first = self.sentence.tokens.0 as usize;
        let helps = |at: usize| lexicon.times.auxiliaries.contains(self.word(at).as_str());
        let restrictive = |at: usize| lexicon.claims.restrictive.contains(self.word(at).as_str());
        let opens = (first + 1..verb).find(|&at| restrictive(at) && helps(at + 1));
        opens.filter(|&at| at + 2 < verb && helps(verb)).map_or(0..0, |opens| opens..verb)
    }

    fn helps(&self, token: usize) -> bool {
        let lexicon = &self.case.lexicon.statements;
        let word = self.word(token);
        let ends = |ending: &String| word.len() > ending.len() + 2 && word.ends_with(ending.as_str());
        self.case.document.tokens[token].is_word()
            && self.name_at(token).is_none()
            && (lexicon.auxiliaries.contains(&word)
                || lexicon.fillers.contains(&word)
                || lexicon.filler_endings.iter().any(ends))
    }

    /// How surely the verb whose first word is the token `first` is said of the wording's subject.
    pub fn of_subject(&self, wording: &Wording, first: usize) -> Option<Confidence> {
        let lexicon = &self.case.lexicon.statements;
        let start = (self.sentence.tokens.0 as usize).max(first.saturating_sub(REACH));
        let at = self.before_time(self.before_helpers(first));
        let aside = self.relative_before(at);
        let at = if aside.is_empty() { at } else { aside.start };
        let before = at.checked_sub(1).filter(|&before| before >= start)?;
        let word = self.word(before);
        if lexicon.joining.contains(&word) {
            return self.joined(wording, before);
        }
        if lexicon.pronouns_of_persons.contains(&word) || lexicon.pronouns_of_things.contains(&word) {
            let persons = lexicon.pronouns_of_persons.contains(&word);
            return self.pronoun(wording, before, persons);
        }
        let before = match lexicon.relatives.contains(&word) {
            true => before.checked_sub(1).filter(|&before| before >= start)?,
            false => before,
        };
        if let Some(confidence) = self.ends_in_subject(wording, before).or_else(|| self.takes_up(wording, before)) {
            return Some(confidence);
        }
        if self.case.document.tokens[before].is(',') {
            let inside = before.checked_sub(1).filter(|&inside| inside >= start)?;
            return self.ends_in_subject(wording, inside).or_else(|| {
                let comma = (start..before).rev().find(|&token| self.case.document.tokens[token].is(','))?;
                let name = comma.checked_sub(1).filter(|&name| name >= start)?;
                self.ends_in_subject(wording, name).or_else(|| self.opens_with_appositions(wording, before))
            });
        }
        // "primary materials on the site": a short phrase of small words after the subject.
        let small = |token: usize| self.word(token).starts_with(char::is_lowercase) && self.name_at(token).is_none();
        let preposition = (start..before)
            .rev()
            .take(3)
            .take_while(|&token| small(token))
            .find(|&token| lexicon.prepositions.contains(&self.word(token)))?;
        let head = preposition.checked_sub(1).filter(|&head| head >= start && small(before))?;
        self.ends_in_subject(wording, head)
    }

    /// "Velmark, a country of six million and a member since 2012, joined": what opens the sentence, with what is said of it between commas;
    /// the last one is at the token `comma`.
    fn opens_with_appositions(&self, wording: &Wording, comma: usize) -> Option<Confidence> {
        let start = self.sentence.tokens.0 as usize;
        let name = (start..comma).take(2).find_map(|at| self.name_at(at))?;
        let end = self.case.document.token_at(name.span.end().saturating_sub(1)) + 1;
        let finite = (end..comma).any(|at| self.case.lexicon.times.auxiliaries.contains(self.word(at).as_str()));
        let apposed = self.case.document.tokens.get(end).is_some_and(|token| token.is(','));
        (apposed && !finite && self.is_subject(name, wording) && !self.is_possessive(name))
            .then_some(Confidence::Medium)
    }

    /// The first token of a time that stands right before a verb: "and this winter imposed", "has since May".
    fn before_time(&self, at: usize) -> usize {
        let lexicon = &self.case.lexicon.statements;
        let start = self.sentence.tokens.0 as usize;
        let Some(last) = at.checked_sub(1).filter(|&last| last > start) else { return at };
        let span = self.case.document.tokens[last].span;
        let year = || self.case.document.tokens[last].year(&self.case.document.prose).is_some();
        let begin = match self.case.mentions.date_over(span) {
            Some(date) => self.case.document.token_at(date.span.start()),
            None if year() => last,
            None if lexicon.time_nouns.contains(&self.word(last)) => last,
            None => return at,
        };
        let before = begin.checked_sub(1).filter(|&before| before > start);
        let led = before.filter(|&before| {
            let word = self.word(before);
            lexicon.determiners.contains(&word)
                || lexicon.prepositions.contains(&word)
                || lexicon.time_determiners.contains(&word)
        });
        led.map_or(begin, |before| before)
    }

    /// "The council froze the rents and raised the fares": of two verbs with "and" between, the subject is one. It opens the sentence, and
    /// nothing else that could be a subject stands before the conjunction.
    fn joined(&self, wording: &Wording, conjunction: usize) -> Option<Confidence> {
        let document = self.case.document;
        let before = Span::new(self.sentence.span.start(), document.tokens[conjunction].span.start());
        let free = |name: &&NameMention| {
            !matches!(name.form, Form::Adjective | Form::Demonym)
                && !self.is_governed(document.token_at(name.span.start()))
                && !self.is_possessive(name)
        };
        let mut names = self.names_in(before).filter(free);
        let first = names.next()?;
        let opens = document.token_at(first.span.start()) <= self.sentence.tokens.0 as usize + 1;
        let end = document.token_at(first.span.end().saturating_sub(1)) + 1;
        // "The council said that fares fell and …": the second verb may be told of what the first one tells.
        let saying = &self.case.lexicon.quotations.saying;
        let plain = (self.after_relative(end, conjunction)..conjunction).all(|at| {
            let word = self.word(at);
            !saying.contains(&word) && !self.case.lexicon.times.relatives.contains(&word) && !self.is_unknown_name(at)
        });
        let alone = names.all(|name| name.entity() == first.entity());
        (opens && plain && alone && self.is_subject(first, wording)).then_some(Confidence::High)
    }

    /// "Achterberg, 71, who plays her father, is up for a prize": the token after what stands between commas behind the subject that ends at
    /// the token `end`, where a helping verb follows it.
    fn after_relative(&self, end: usize, last: usize) -> usize {
        let tokens = &self.case.document.tokens;
        let closes = |&at: &usize| {
            tokens[at].is(',') && self.case.lexicon.times.auxiliaries.contains(self.word(at + 1).as_str())
        };
        let opens = tokens.get(end).is_some_and(|token| token.is(','));
        (end + 1..last).find(closes).filter(|_| opens).map_or(end, |comma| comma + 1)
    }

    /// Whether the sentence has a capitalised word inside that no recorded name has: a pronoun after it may mean that one.
    fn names_unknown(&self, sentence: &Sentence) -> bool {
        (sentence.tokens.0 as usize + 1..sentence.tokens.1 as usize).take(NAMES).any(|at| self.is_unknown_name(at))
    }

    /// A capitalised word that no recorded name has.
    fn is_unknown_name(&self, token: usize) -> bool {
        let tokens = &self.case.document.tokens;
        let capital = tokens[token].text(&self.case.document.prose).starts_with(char::is_uppercase);
        let first = token
            .checked_sub(1)
            .is_none_or(|before| !self.case.lexicon.statements.prepositions.contains(&self.word(before)));
        let dated = self.case.mentions.date_over(tokens[token].span).is_some();
        tokens[token].is_word() && capital && first && !dated && self.name_at(token).is_none()
    }

    /// "the company": a noun for things of the subject's kind, of which the paragraph has named no other before.
    fn takes_up(&self, wording: &Wording, token: usize) -> Option<Confidence> {
        let (claims, document) = (&self.case.lexicon.claims, self.case.document);
        let article = token.checked_sub(1).filter(|&at| at >= self.sentence.tokens.0 as usize)?;
        if !claims.definite.contains(&self.word(article)) {
            return None;
        }
        let [subject] = &self.case.facts.statements[wording.fact].subject[..] else { return None };
        let Reference::Entity(id) = subject.value else { return None };
        let kind = self.case.facts.entity(id).kind;
        let noun = self.word(token);
        if !claims.kinds.get(kind.table())?.contains(&noun) {
            return None;
        }
        let block = &document.blocks[self.sentence.block as usize];
        let before = Span::new(block.span.start(), document.tokens[article].span.start());
        let mut named = self.names_in(before).filter_map(NameMention::entity);
        let mut of_kind = named.by_ref().filter(|&other| self.case.facts.entity(other).kind == kind);
        let first = of_kind.next()?;
        (first == id && of_kind.all(|other| other == id)).then_some(Confidence::Medium)
    }

    /// Whether a noun phrase that can be a subject ends at the token, and is the wording's.
    fn ends_in_subject(&self, wording: &Wording, token: usize) -> Option<Confidence> {
        if let Some(name) = self.name_at(token) {
            let first = self.case.document.token_at(name.span.start());
            let free = !self.is_governed(first) && !self.is_possessive(name);
            return (self.is_subject(name, wording) && free).then_some(Confidence::High);
        }
        let key = self.units.iter().find(|unit| unit.token == token)?.key?;
        let subjects = self.case.facts.statements[wording.fact].subject.len();
        let phrases = (0..subjects).map(|subject| self.case.index.statements.phrase(wording.fact, subject));
        let ends = phrases.into_iter().any(|keys| keys.last() == Some(&key));
        ends.then_some(Confidence::High)
    }

    fn is_possessive(&self, name: &NameMention) -> bool {
        self.case.document.prose[name.span.end()..].starts_with(['’', '\''])
    }

    /// Whether a preposition stands before the noun phrase that begins at the token.
    fn is_governed(&self, first: usize) -> bool {
        let lexicon = &self.case.lexicon.statements;
        let start = self.sentence.tokens.0 as usize;
        let mut before = first;
        while before > start && lexicon.articles.contains(&self.word(before - 1)) {
            before -= 1;
        }
        before > start && lexicon.prepositions.contains(&self.word(before - 1))
    }

    /// "it": the first thing that the sentence names, else the first that the sentence before names.
    fn pronoun(&self, wording: &Wording, token: usize, persons: bool) -> Option<Confidence> {
        let document = self.case.document;
        let fits = |name: &&NameMention| {
            let person = |id: EntityId| self.case.facts.entity(id).kind == EntityKind::Person;
            name.entities.iter().any(|&id| person(id) == persons)
                && !matches!(name.form, Form::Adjective | Form::Demonym)
                && !self.is_possessive(name)
        };
        let here = Span::new(self.sentence.span.start(), document.tokens[token].span.start());
        if let Some(first) = self.names_in(here).find(fits) {
            let free = !self.is_governed(document.token_at(first.span.start()));
            return (self.is_subject(first, wording) && free).then_some(Confidence::High);
        }
        // Sentences that name nobody go on about the same.
        let index = document.sentence_at(self.sentence.span.start());
        let before = document.sentences[..index].iter().rev().take(NAMES);
        let mut of_block = before.take_while(|other| other.block == self.sentence.block);
        let previous = match persons {
            true => {
                of_block.find(|other| self.names_in(other.span).any(|name| fits(&name)) || self.names_unknown(other))
            }
            false => of_block.next(),
        };
        let Some(previous) = previous else {
            let topic = self.topic().filter(|_| persons)?;
            return self.is_subject(topic, wording).then_some(Confidence::Medium);
        };
        let adjacent = document.sentence_at(previous.span.start()) + 1 == index;
        if !adjacent && self.names_unknown(previous) {
            return None;
        }
        let mut names = self.names_in(previous.span).filter(fits);
        let first = names.next()?;
        let alone = names.all(|name| name.entity() == first.entity());
        (alone && self.is_subject(first, wording)).then_some(Confidence::Medium)
    }

    /// The one person whom the first of the draft's opening blocks that names any names: whom a pronoun at the beginning of a paragraph
    /// means.
    fn topic(&self) -> Option<&NameMention> {
        let document = self.case.document;
        let person = |id: EntityId| self.case.facts.entity(id).kind == EntityKind::Person;
        for block in document.blocks.iter().take(OPENING) {
            let mut people = self.names_in(block.span).filter(|name| name.entities.iter().any(|&id| person(id)));
            if let Some(first) = people.next() {
                return people.all(|name| name.entities == first.entities).then_some(first);
            }
        }
        None
    }

    /// "To upgrade from 3.9, the server must be stopped": the sentence opens with what it is about.
    pub fn is_framed(&self, wording: &Wording) -> bool {
        let subjects = &self.case.facts.statements[wording.fact].subject;
        let first = self.sentence.tokens.0 as usize;
        let frame = self.case.lexicon.statements.frames.contains(&self.word(first));
        let opening: Vec<&Unit> = self.units.iter().take_while(|unit| unit.token < first + FRAME).collect();
        let stands = |(index, subject): (usize, &crate::facts::Placed<Reference>)| {
            let keys = self.case.index.statements.phrase(wording.fact, index);
            matches!(subject.value, Reference::Phrase(_))
                && !keys.is_empty()
                && keys.iter().all(|&key| opening.iter().any(|unit| unit.key == Some(key)))
        };
        frame && subjects.iter().enumerate().all(stands)
    }
}

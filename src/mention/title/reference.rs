//! Titles that stand for a person named before: "Donald Trump … the U.S. president".

use crate::facts::EntityId;
use crate::mention::title::Finder;
use crate::mention::title::phrase::{Phrase, normal};
use crate::mention::{NameMention, Tenure, TitleMention, TitleTie};
use crate::span::Span;
use crate::text::tokenize;

/// Persons of a paragraph, the last ones named, among whom the holder is looked for.
const PEOPLE: usize = 8;

impl Finder<'_> {
    /// Adds every "the U.S. president" that fits exactly one person whom its paragraph names before it.
    pub(super) fn references(&mut self) {
        let reader = self.reader;
        let mut bound: Vec<Span> = self.found.iter().map(|title| title.span).collect();
        bound.sort();
        for block in &reader.document.blocks {
            let mut next_name = reader.names.partition_point(|name| name.span.start() < block.span.start());
            // Nobody is meant before the first name.
            let Some(first) = reader.names.get(next_name).filter(|name| name.span.start() < block.span.end()) else {
                continue;
            };
            let mut people: Vec<&NameMention> = Vec::new();
            let last = block.tokens.1 as usize;
            let mut at = reader.document.token_at(first.span.start());
            while at < last {
                let Some(token) = reader.token(at) else { break };
                while let Some(name) =
                    reader.names.get(next_name).filter(|name| name.span.start() <= token.span.start())
                {
                    next_name += 1;
                    if reader.is_person(name) && name.entity().is_some() {
                        people.retain(|known| known.entity() != name.entity());
                        people.push(name);
                        if people.len() > PEOPLE {
                            people.remove(0);
                        }
                    }
                }
                let definite = matches!(reader.text(at), "the" | "The");
                let phrase = if definite && !people.is_empty() { reader.forward(at, last) } else { None };
                if let Some(phrase) = phrase
                    && let Some(title) = self.reference(&phrase, &people, &bound)
                {
                    self.found.push(title);
                }
                at += 1;
            }
        }
    }

    /// The mention, where one of the people holds, by the record, an office so called, and no other does.
    fn reference(&self, phrase: &Phrase, people: &[&NameMention], bound: &[Span]) -> Option<TitleMention> {
        let reader = self.reader;
        let span = reader.token(phrase.tokens.0)?.span.to(reader.token(phrase.tokens.1.checked_sub(1)?)?.span);
        let next = bound.partition_point(|known| known.end() <= span.start());
        let taken = bound.get(next).is_some_and(|known| known.overlaps(span));
        let named = reader.name_from(phrase.end).is_some_and(|name| reader.is_person(name));
        if taken || named || phrase.plural || phrase.then || phrase.tenure != Tenure::Current {
            return None;
        }
        let mut holders = people
            .iter()
            .rev()
            .take(PEOPLE)
            .filter(|name| name.entity().is_some_and(|person| self.is_called(person, &phrase.words)));
        let holder = holders.next()?;
        if holders.next().is_some() {
            return None;
        }
        let of = phrase.scope.iter().find(|(_, entity)| entity.is_some()).or(phrase.scope.first()).copied();
        Some(TitleMention {
            span,
            name: holder.span,
            person: Some(holder.entity()?),
            title: phrase.words.join(" "),
            of,
            scope: phrase.scope.clone(),
            tenure: phrase.tenure,
            asserted: true,
            indefinite: false,
            tie: TitleTie::Reference,
        })
    }

    /// Whether a recorded title of the person ends in the same noun and has all the words.
    fn is_called(&self, person: EntityId, words: &[String]) -> bool {
        let titles = &self.reader.lexicon.titles;
        self.reader.facts.entity(person).titles.iter().any(|fact| {
            let text = &fact.title.value;
            let mut tokens = Vec::new();
            tokenize(text, Span::new(0, text.len()), &mut tokens);
            let recorded: Vec<String> = tokens.iter().map(|token| normal(token.text(text), titles)).collect();
            recorded.last() == words.last() && words.iter().all(|word| recorded.contains(word))
        })
    }
}

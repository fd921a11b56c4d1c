//! Titles and offices given to persons.

mod backward;
pub(crate) mod phrase;
mod reference;
mod stranger;

use crate::document::Document;
use crate::facts::{EntityId, FactBase};
use crate::lexicon::Lexicon;
use crate::mention::{Form, NameMention, NearMiss, Tenure, TitleMention, TitleTie};
use crate::span::Span;
use crate::text::{Token, TokenKind};

use phrase::{Phrase, Reader};

/// Tokens between a phrase and the comma that ends it: "As justice minister in the new cabinet, …".
const TRAIL: usize = 8;

/// Every title that the draft gives to a recorded person, or in full to somebody who is not recorded, in order.
pub fn find(
    document: &Document,
    (names, near_misses): (&[NameMention], &[NearMiss]),
    facts: &FactBase,
    lexicon: &Lexicon,
) -> Vec<TitleMention> {
    let mut finder = Finder { reader: Reader { document, names, facts, lexicon }, found: Vec::new() };
    finder.recorded();
    for stranger in finder.reader.strangers(near_misses) {
        finder.around(stranger, None);
    }
    finder.finish()
}

/// Every title that the draft gives to a recorded person, in order.
pub fn of_recorded(
    document: &Document,
    names: &[NameMention],
    facts: &FactBase,
    lexicon: &Lexicon,
) -> Vec<TitleMention> {
    let mut finder = Finder { reader: Reader { document, names, facts, lexicon }, found: Vec::new() };
    finder.recorded();
    finder.finish()
}

struct Finder<'a> {
    reader: Reader<'a>,
    found: Vec<TitleMention>,
}

/// A name with the tokens of its sentence around it.
struct Site {
    name: Span,
    person: Option<EntityId>,
    /// First token of the sentence, first of the name, the one after the name, the one after the sentence.
    first: usize,
    start: usize,
    end: usize,
    last: usize,
}

impl Finder<'_> {
    /// Adds the titles of the persons who are named.
    fn recorded(&mut self) {
        for name in self.reader.names {
            let Some(person) = name.entity().filter(|_| self.reader.is_person(name)) else { continue };
            if matches!(name.form, Form::Full | Form::Short | Form::Never(_) | Form::Abbreviation) {
                self.around(name.span, Some(person));
            }
        }
    }

    fn finish(mut self) -> Vec<TitleMention> {
        self.references();
        let mut found = self.found;
        found.sort_by_key(|title| (title.span, title.name));
        found.dedup_by_key(|title| (title.span, title.name));
        found
    }

    fn around(&mut self, name: Span, person: Option<EntityId>) {
        let document = self.reader.document;
        let start = document.token_at(name.start());
        let end = document.token_at(name.end().saturating_sub(1)) + 1;
        let Some(sentence) = document.sentences.get(document.sentence_at(name.start())) else { return };
        let (first, last) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
        if first > start || end > last {
            return;
        }
        let site = Site { name, person, first, start, end, last };
        let possessive = document.tokens.get(end - 1).is_some_and(|token| token.span.end() > name.end());
        let before = self.before(&site);
        self.introduced(&site, before);
        self.as_office(&site);
        if !possessive {
            self.after(&site);
        }
    }

    fn add(&mut self, site: &Site, phrase: &Phrase, asserted: bool, tie: TitleTie) {
        let tokens = &self.reader.document.tokens;
        let (Some(first), Some(last)) = (tokens.get(phrase.tokens.0), tokens.get(phrase.tokens.1.saturating_sub(1)))
        else {
            return;
        };
        if phrase.words.is_empty() || first.span.start() > last.span.start() {
            return;
        }
        let of = phrase.scope.iter().find(|(_, entity)| entity.is_some()).or(phrase.scope.first()).copied();
        let asks = |at: usize| tokens.get(at).is_some_and(|token| token.is('?'));
        let question = asks(site.last.saturating_sub(1)) || asks(site.end);
        self.found.push(TitleMention {
            span: first.span.to(last.span),
            name: site.name,
            person: site.person,
            title: phrase.words.join(" "),
            of,
            scope: phrase.scope.clone(),
            tenure: phrase.tenure,
            asserted: asserted && !phrase.then && !question && phrase.tenure != Tenure::Future,
            indefinite: phrase.indefinite,
            tie,
        });
    }

    /// "Russian Foreign Minister Marko Djuric". Returns the first token of the title, or of the name.
    fn before(&mut self, site: &Site) -> usize {
        match self.reader.backward(site.start, site.first) {
            Some(phrase) if !phrase.plural || phrase.scope.is_empty() => {
                self.add(site, &phrase, true, TitleTie::Before);
                self.joint(site, phrase.tokens.0);
                phrase.tokens.0
            }
            _ => site.start,
        }
    }

    /// "President and Chief Executive Ann Reed": a title joined to the one that begins at `start`. A determiner before it tells
    /// of somebody else: "the president and Chief Executive Ann Reed".
    fn joint(&mut self, site: &Site, start: usize) {
        let reader = self.reader;
        let Some(and) = start.checked_sub(1).filter(|&at| at > site.first && matches!(reader.text(at), "and" | "&"))
        else {
            return;
        };
        let Some(phrase) = reader.backward(and, site.first) else { return };
        let before = phrase.tokens.0.checked_sub(1).filter(|&at| at >= site.first);
        let determined = before.is_some_and(|at| reader.lexicon.titles.determiners.contains(&reader.lower(at)));
        if !determined && !phrase.plural && reader.is_capital(phrase.tokens.0) == reader.is_capital(start) {
            self.add(site, &phrase, true, TitleTie::Before);
        }
    }

    /// "The head of the commission, Vera Lončar, said": a determined phrase, a comma, the name, and no list.
    fn introduced(&mut self, site: &Site, start: usize) {
        let reader = self.reader;
        let Some(comma) = start.checked_sub(1).filter(|&at| at > site.first && reader.is_mark(at, ',')) else { return };
        let closed = site.end >= site.last
            || matches!(
                reader.token(site.end).map(|token| token.kind),
                Some(TokenKind::Mark(',' | '.' | ';' | ')' | '—' | '–'))
            );
        let list = reader.is_mark(site.end, ',') && matches!(reader.text(site.end + 1), "and" | "or");
        if !closed || list {
            return;
        }
        let mut best = None;
        let mut at = comma;
        while at > site.first && comma - at < 14 {
            at -= 1;
            if matches!(
                reader.token(at).map(|token| token.kind),
                Some(TokenKind::Mark(',' | ';' | ':' | '“' | '”' | '"'))
            ) {
                break;
            }
            if let Some(phrase) = reader.forward(at, comma)
                && phrase.determined
                && phrase.end == comma
                && !phrase.plural
            {
                best = Some(phrase);
            }
        }
        if let Some(phrase) = best {
            self.add(site, &phrase, true, TitleTie::Apposition);
        }
    }

    /// "As justice minister in the new cabinet, Đilasović has …": only before a verb in the present tense.
    fn as_office(&mut self, site: &Site) {
        let reader = self.reader;
        if site.start < site.first + 3
            || site.start - site.first > 24
            || reader.text(site.first) != "As"
            || !reader.is_mark(site.start - 1, ',')
            || !reader.lexicon.titles.present.contains(reader.text(site.end))
        {
            return;
        }
        let comma = site.start - 1;
        let Some(phrase) = reader.forward(site.first + 1, comma) else { return };
        let trail = comma.saturating_sub(phrase.end) <= TRAIL
            && (phrase.end..comma).all(|at| reader.token(at).is_some_and(Token::is_word));
        if trail && !phrase.plural {
            self.add(site, &phrase, true, TitleTie::Apposition);
        }
    }

    /// What follows the name: an apposition, "who …", or a verb between a person and an office.
    fn after(&mut self, site: &Site) {
        let reader = self.reader;
        let mut at = site.end;
        let comma = reader.is_mark(at, ',');
        if comma {
            at += 1;
            // "Delamere, 37, a barrister"
            if reader.token(at).is_some_and(Token::is_number) && reader.is_mark(at + 1, ',') {
                at += 2;
            }
            at = self.after_credential(at, site.last);
            at = self.after_age(at);
        } else if reader.text(at) == "as" {
            return;
        }
        if reader.text(at) == "who" {
            self.who(site, at + 1);
        } else if comma {
            self.apposition(site, at);
        } else {
            self.predicate(site, at);
        }
    }

    /// The token after "Ph.D.," where that stands at `at`.
    fn after_credential(&self, at: usize, last: usize) -> usize {
        let reader = self.reader;
        let word = reader.lower(at).replace('.', "");
        if !reader.lexicon.titles.credentials.contains(&word) {
            return at;
        }
        (at..last.min(at + 5)).find(|&at| reader.is_mark(at, ',')).map_or(at, |comma| comma + 1)
    }

    /// The "who" of "the 49-year-old who took over as head coach".
    fn after_age(&self, at: usize) -> usize {
        let reader = self.reader;
        let number = if reader.lexicon.titles.determiners.contains(&reader.lower(at)) { at + 1 } else { at };
        let years = (0..2).all(|part| reader.is_hyphen(number + 1 + 2 * part));
        let old = reader.token(number).is_some_and(Token::is_number) && years;
        if old && reader.text(number + 5) == "who" { number + 5 } else { at }
    }

    /// "a barrister and deputy leader of Stourdale district council".
    fn apposition(&mut self, site: &Site, at: usize) {
        let reader = self.reader;
        let mut at = at;
        for round in 0..3 {
            let Some(phrase) = reader.forward(at, site.last) else { return };
            if !self.is_apposition(&phrase, site) || (round == 0 && self.is_list(&phrase)) {
                return;
            }
            self.add(site, &phrase, true, TitleTie::Apposition);
            at = phrase.end;
            let who = if reader.is_mark(at, ',') { at + 1 } else { at };
            if reader.text(who) == "who" {
                self.who(site, who + 1);
                return;
            }
            if reader.text(at) != "and" {
                return;
            }
            at += 1;
        }
    }

    /// Whether the phrase ends where an apposition may: not before a name, to which it would belong.
    fn is_apposition(&self, phrase: &Phrase, site: &Site) -> bool {
        let reader = self.reader;
        if phrase.plural {
            return false;
        }
        let next = phrase.end;
        if next >= site.last {
            return true;
        }
        let name = reader.name_from(next).is_some_and(|name| reader.is_person(name));
        // A title of one's own stands right before a name: "Elena Vasaric, Foreign Minister Goran Petek and others".
        let capital = reader.is_capital(next) && reader.token(next).is_some_and(Token::is_word);
        let open = phrase.determined || !phrase.scope.is_empty();
        let closed = reader.token(next).is_some_and(|token| !token.is_word())
            || reader.lexicon.titles.closing.contains(&reader.lower(next));
        !name && !capital && (open || closed)
    }

    /// "met Reed, the mayor and the governor": three persons, not one.
    fn is_list(&self, phrase: &Phrase) -> bool {
        let reader = self.reader;
        phrase.determined
            && phrase.end == phrase.tokens.1
            && reader.text(phrase.end) == "and"
            && matches!(reader.text(phrase.end + 1), "the" | "his" | "her" | "their" | "its")
    }

    /// "who is the …", "who has been … since", "who leads the council".
    fn who(&mut self, site: &Site, at: usize) {
        if self.predicate(site, at) {
            return;
        }
        let reader = self.reader;
        let Some(office) = reader.lexicon.titles.verbs.get(reader.text(at)) else { return };
        let Some(phrase) = reader.led(at, office, site.last) else { return };
        self.add(site, &phrase, true, TitleTie::Verb);
    }

    /// "is the U.S. Chief Information Officer", "became head coach". Whether such a verb stands there.
    fn predicate(&mut self, site: &Site, at: usize) -> bool {
        let reader = self.reader;
        let titles = &reader.lexicon.titles;
        let longest = |phrases: &[Vec<String>]| {
            let fits = |phrase: &&Vec<String>| phrase.iter().enumerate().all(|(i, word)| reader.text(at + i) == word);
            phrases.iter().filter(fits).map(Vec::len).max().unwrap_or(0)
        };
        let (holds, held) = (longest(&titles.holds), longest(&titles.held));
        let began = longest(&titles.began) == held;
        let length = holds.max(held);
        if length == 0 {
            return false;
        }
        let mut at = at + length;
        for _ in 0..3 {
            let Some(mut phrase) = reader.forward(at, site.last) else { break };
            if began && held > holds && phrase.tenure == Tenure::Current {
                phrase.tenure = Tenure::Began;
            }
            let open = phrase.determined || phrase.scope.iter().any(|(span, _)| span.start() > site.name.end());
            // "is medical director at the trust": the office of one person needs no article.
            let head = |word: &String| titles.sole.contains(word) || titles.sole_if_definite.contains(word);
            let one = || {
                phrase.words.last().is_some_and(head)
                    || phrase.words.iter().any(|word| titles.sole_words.contains(word))
            };
            let bare = || phrase.words.len() > 1 && one();
            if !self.is_apposition(&phrase, site) || !(open || holds > 1 || held > holds || bare()) {
                break;
            }
            self.add(site, &phrase, holds > held, TitleTie::Apposition);
            at = phrase.end;
            if reader.text(at) != "and" {
                break;
            }
            at += 1;
        }
        true
    }
}

impl Reader<'_> {
    /// "leads Stourdale district council": the office that a verb names, and the body after it.
    fn led(&self, verb: usize, office: &str, limit: usize) -> Option<Phrase> {
        let mut phrase = self.object(verb + 1, limit)?;
        phrase.tokens = (verb, verb + 1);
        phrase.words = vec![office.to_owned()];
        Some(phrase)
    }
}

//! Noun phrases that name an office, read forwards: "the chief operating officer of Quellan".

use crate::document::Document;
use crate::facts::{EntityId, EntityKind, FactBase};
use crate::lexicon::{Lexicon, Titles};
use crate::mention::{Form, NameMention, Tenure};
use crate::span::Span;
use crate::text::words::without_possessive;
use crate::text::{Token, TokenKind};

/// Tokens that a noun phrase may have up to its head noun.
pub(super) const LONGEST: usize = 12;
/// Tokens of a phrase after "of".
pub(super) const LONGEST_BODY: usize = 14;

/// An office as the draft words it.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// Tokens of the title with tenure, rank and adjective, without determiner and what follows the head noun.
    pub tokens: (usize, usize),
    /// The token after all of it.
    pub end: usize,
    /// Known words of the title, folded and singular, in order.
    pub words: Vec<String>,
    pub scope: Vec<(Span, Option<EntityId>)>,
    pub tenure: Tenure,
    /// "then-Prime Minister".
    pub then: bool,
    /// Begins with a determiner or a possessor.
    pub determined: bool,
    /// Begins with "a".
    pub indefinite: bool,
    pub plural: bool,
}

impl Phrase {
    pub(super) fn new(start: usize) -> Self {
        Self {
            tokens: (start, start),
            end: start,
            words: Vec::new(),
            scope: Vec::new(),
            tenure: Tenure::Current,
            then: false,
            determined: false,
            indefinite: false,
            plural: false,
        }
    }

    /// Whether nothing of the title itself has been read.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.tenure == Tenure::Current && !self.then
    }
}

/// What phrases are read from.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub document: &'a Document,
    pub names: &'a [NameMention],
    pub facts: &'a FactBase,
    pub lexicon: &'a Lexicon,
}

/// What a word is, in a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Head,
    /// A rank, portfolio or other word that tells offices apart.
    Known,
    Tenure,
    Empty,
    Nationality,
    /// An unknown word that may be part of a title or of a body's name.
    Loose,
    /// A word that no title has.
    Stop,
}

impl<'a> Reader<'a> {
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.document.tokens.get(at)
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.text(&self.document.prose))
    }

    pub(super) fn lower(&self, at: usize) -> String {
        self.text(at).to_lowercase()
    }

    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.token(at).is_some_and(|token| token.is(mark))
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.text(at).starts_with(char::is_uppercase)
    }

    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        self.is_mark(at, '-') || self.is_mark(at, '‑')
    }

    /// Whether the tokens at `at` and after it touch.
    pub(super) fn touches_next(&self, at: usize) -> bool {
        match (self.token(at), self.token(at + 1)) {
            (Some(this), Some(next)) => this.span.end() == next.span.start(),
            _ => false,
        }
    }

    /// The name that begins at the token `at`.
    pub(super) fn name_from(&self, at: usize) -> Option<&'a NameMention> {
        let start = self.token(at)?.span.start();
        let index = self.names.partition_point(|name| name.span.start() < start);
        self.names.get(index).filter(|name| name.span.start() == start && name.form != Form::Distinct)
    }

    /// The name that ends with the token `at`.
    pub(super) fn name_to(&self, at: usize) -> Option<&'a NameMention> {
        let span = self.token(at)?.span;
        let index = self.names.partition_point(|name| name.span.start() < span.end());
        let name = self.names.get(index.checked_sub(1)?)?;
        let possessive = name.span.end() > span.start() && name.span.end() <= span.end();
        (possessive && name.form != Form::Distinct).then_some(name)
    }

    pub(super) fn is_person(&self, name: &NameMention) -> bool {
        name.entities.iter().any(|&entity| self.facts.entity(entity).kind == EntityKind::Person)
            && !matches!(name.form, Form::Description)
    }

    /// Whether the word at `at` ends in a possessive.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        let text = self.text(at);
        without_possessive(text).len() < text.len()
    }

    pub(super) fn class(&self, at: usize) -> Class {
        let lower = without_possessive(self.text(at)).to_lowercase();
        let titles = &self.lexicon.titles;
        if self.token(at).is_some_and(|token| self.document.is_masked(token.span)) {
            return Class::Stop;
        }
        // "Gov. Solis", and not the "gov" of an address.
        let shortened = lower.len() <= 4 && !self.is_capital(at) && titles.same.contains_key(&lower);
        let word = if shortened { lower.clone() } else { normal(&lower, titles) };
        let plain = lower.trim_end_matches('.');
        if titles.heads.contains_key(&word) {
            Class::Head
        } else if titles.ranks.contains(&word) || titles.portfolios.contains(&word) || is_abbreviated(&word, titles) {
            Class::Known
        } else if [&titles.former, &titles.acting, &titles.future, &titles.then].iter().any(|set| set.contains(plain)) {
            Class::Tenure
        } else if titles.empty.contains(plain) {
            Class::Empty
        } else if titles.nationalities.contains_key(plain) || titles.countries.contains_key(plain) {
            Class::Nationality
        } else if self.lexicon.quotations.common_words.contains(plain)
            || self.lexicon.quotations.saying.contains(self.text(at))
            || titles.of.contains(plain)
            || titles.determiners.contains(plain)
            || plain == "and"
        {
            Class::Stop
        } else {
            Class::Loose
        }
    }

    /// Reads a noun phrase that begins at the token `at`; its head noun is the last of its run.
    pub(super) fn forward(&self, at: usize, limit: usize) -> Option<Phrase> {
        let mut phrase = Phrase::new(at);
        let mut i = at;
        // "the airline’s chief executive": an article may belong to a recorded description.
        let described = self.name_from(i).is_some();
        if self.lexicon.titles.determiners.contains(&self.lower(i)) {
            phrase.determined = true;
        }
        if phrase.determined && !described {
            phrase.indefinite = self.lexicon.names.articles.contains(&self.lower(i));
            i += 1;
            phrase.tokens.0 = i;
        }
        let stop = limit.min(i + LONGEST);
        // State at the last head noun: what was gathered beyond it is given back.
        let mut complete: Option<Phrase> = None;
        while i < stop {
            if let Some(name) = self.name_from(i) {
                let end = self.document.token_at(name.span.end().saturating_sub(1)) + 1;
                let possessive = name.span.end() < self.token(end - 1)?.span.end() || self.is_possessive_mark(end);
                if self.is_person(name) && !possessive {
                    break;
                }
                phrase.scope.push((name.span, name.entity()));
                phrase.determined |= possessive;
                i = if self.is_possessive_mark(end) { end + 1 } else { end };
                if possessive || (phrase.is_empty() && name.form != Form::Adjective) {
                    phrase.tokens.0 = i;
                }
                continue;
            }
            let token = self.token(i)?;
            match token.kind {
                TokenKind::Mark('-' | '‑') if i > at && self.touches_next(i) => i += 1,
                TokenKind::Mark('.')
                    if i > at
                        && is_abbreviated(&normal(&self.lower(i - 1), &self.lexicon.titles), &self.lexicon.titles) =>
                {
                    i += 1
                }
                TokenKind::Mark('(') if self.is_mark(i + 2, ')') => i += 3,
                // "Velling Rovers’ manager"
                TokenKind::Mark('’' | '\'') if i > at && self.is_possessive_mark(i) && self.ends_in_s(i - 1) => {
                    phrase.determined = true;
                    phrase.words.clear();
                    i += 1;
                    phrase.tokens.0 = i;
                }
                TokenKind::Mark(_) => break,
                // "the 49-year-old manager"; a bare figure is none of a title.
                TokenKind::Number if self.is_hyphen(i + 1) => {
                    while self.is_hyphen(i + 1) && i + 2 < stop {
                        i += 2;
                    }
                    i += 1;
                    phrase.tokens.0 = i;
                }
                TokenKind::Number => break,
                TokenKind::Word => {
                    if !self.take(&mut phrase, i, complete.is_some()) {
                        break;
                    }
                    i += 1;
                    if phrase.is_empty() && self.class(i - 1) == Class::Empty {
                        phrase.tokens.0 = i;
                    }
                    if self.class(i - 1) == Class::Head && !self.is_possessive(i - 1) {
                        i = self.after_head(&mut phrase, i);
                        phrase.tokens.1 = i;
                        phrase.end = i;
                        complete = Some(phrase.clone());
                    }
                }
            }
        }
        let mut phrase = complete?;
        self.bodies(&mut phrase, limit);
        Some(phrase)
    }

    fn ends_in_s(&self, at: usize) -> bool {
        self.is_capital(at) && self.text(at).ends_with('s')
    }

    /// ’ after a plural possessor.
    fn is_possessive_mark(&self, at: usize) -> bool {
        at > 0 && (self.is_mark(at, '’') || self.is_mark(at, '\'')) && self.touches_next(at - 1)
    }

    /// Adds the word at `i`; false where it cannot belong to the phrase.
    fn take(&self, phrase: &mut Phrase, i: usize, complete: bool) -> bool {
        let class = self.class(i);
        if self.is_possessive(i) {
            let span = self.token(i).map_or(Span::default(), |token| token.span);
            let length = without_possessive(self.text(i)).len();
            phrase.scope.push((Span::new(span.start(), span.start() + length), None));
            phrase.determined = true;
            phrase.tokens.0 = i + 1;
            phrase.words.clear();
            return !complete;
        }
        match class {
            // "Web and Community Manager"; after a head noun "and" begins another title.
            Class::Stop => !complete && i > phrase.tokens.0 && matches!(self.text(i), "and" | "&"),
            Class::Loose if complete && !self.is_capital(i) => false,
            _ => {
                self.gather(phrase, i, class);
                true
            }
        }
    }

    pub(super) fn gather(&self, phrase: &mut Phrase, i: usize, class: Class) {
        let titles = &self.lexicon.titles;
        let lower = self.lower(i);
        match class {
            Class::Head | Class::Known => {
                let plain = without_possessive(&lower);
                phrase.plural = class == Class::Head && normal(plain, titles) != normal_singular(plain, titles);
                phrase.words.push(normal(plain, titles));
            }
            Class::Tenure => {
                if titles.then.contains(&lower) {
                    phrase.then = true;
                } else if titles.former.contains(&lower) {
                    phrase.tenure = Tenure::Former;
                } else if titles.acting.contains(&lower) {
                    phrase.tenure = Tenure::Acting;
                } else {
                    phrase.tenure = Tenure::Future;
                }
            }
            Class::Nationality | Class::Loose => {
                if let Some(token) = self.token(i) {
                    phrase.scope.push((token.span, None));
                }
            }
            Class::Empty | Class::Stop => {}
        }
    }

    /// Words after the head noun that belong to it: "general", "-elect", "designate". Returns the token after them.
    fn after_head(&self, phrase: &mut Phrase, mut i: usize) -> usize {
        let titles = &self.lexicon.titles;
        if self.is_mark(i, '.')
            && is_abbreviated(self.text(i - 1).to_lowercase().as_str(), titles)
            && self.touches_next(i - 1)
        {
            i += 1;
        }
        let word = if self.is_hyphen(i) { i + 1 } else { i };
        let lower = self.lower(word);
        if titles.after_head.contains(&lower) {
            phrase.words.push(lower);
            word + 1
        } else if titles.future.contains(&lower) && (self.is_hyphen(i) || lower == "designate") {
            phrase.tenure = Tenure::Future;
            word + 1
        } else {
            i
        }
    }

    /// "of the Office of Financial Education at CFPB": up to three phrases after the head noun.
    fn bodies(&self, phrase: &mut Phrase, limit: usize) {
        for _ in 0..3 {
            let at = phrase.end;
            if at + 1 >= limit || !self.lexicon.titles.of.contains(self.text(at)) {
                return;
            }
            let mut i = at + 1;
            if self.lexicon.titles.determiners.contains(&self.lower(i)) {
                i += 1;
            }
            let loose = matches!(self.text(at), "of" | "for");
            let Some(end) = self.body(phrase, i, limit, loose) else { return };
            phrase.end = end;
        }
    }

    /// One body: a recorded name, or capitalised words, or, after "of" and "for", words in lower case.
    fn body(&self, phrase: &mut Phrase, first: usize, limit: usize, loose: bool) -> Option<usize> {
        let stop = limit.min(first + LONGEST_BODY);
        let mut i = first;
        let mut found = false;
        while i < stop {
            if let Some(name) = self.name_from(i) {
                if self.is_person(name) && found {
                    break;
                }
                phrase.scope.push((name.span, name.entity()));
                i = self.document.token_at(name.span.end().saturating_sub(1)) + 1;
                found = true;
                continue;
            }
            let joins = found
                && match self.text(i) {
                    "of" | "the" => self.goes_on(i + 1, stop),
                    // "the Office of Art and Design", and not "the Office of Art and Director of Design".
                    "and" | "&" => i + 1 < stop && self.is_capital(i + 1) && self.class(i + 1) != Class::Head,
                    _ => false,
                };
            let hyphen = found && self.is_hyphen(i) && self.touches_next(i);
            if !joins && !hyphen {
                let word = self.token(i).is_some_and(Token::is_word);
                let fits = word && (self.is_capital(i) || (loose && self.class(i) != Class::Stop && !self.is_verb(i)));
                if !fits {
                    break;
                }
            }
            i += 1;
            found = true;
        }
        if !found {
            return None;
        }
        if loose && self.take_portfolio(phrase, first, i) {
            phrase.tokens.1 = i;
            return Some(i);
        }
        let span = self.token(first)?.span.to(self.token(i - 1)?.span);
        if !phrase.scope.iter().any(|(known, _)| *known == span) {
            phrase.scope.push((span, None));
        }
        Some(i)
    }

    /// "minister of foreign affairs" is "foreign affairs minister": whether the words of the body are all portfolios.
    pub(super) fn take_portfolio(&self, phrase: &mut Phrase, first: usize, end: usize) -> bool {
        let titles = &self.lexicon.titles;
        let words: Vec<String> = (first..end)
            .map(|at| normal(&self.lower(at), titles))
            .filter(|word| word != "and" && word != "the")
            .collect();
        let all = !words.is_empty() && words.iter().all(|word| titles.portfolios.contains(word));
        let kinds = phrase.words.last().and_then(|head| titles.heads.get(head));
        if !all || kinds.is_none_or(|kinds| kinds.iter().all(|kind| titles.jobs.contains(kind))) {
            return false;
        }
        let at = phrase.words.len().saturating_sub(1);
        phrase.words.splice(at..at, words);
        true
    }

    /// The body after a verb such as "leads".
    pub(super) fn object(&self, at: usize, limit: usize) -> Option<Phrase> {
        let mut phrase = Phrase::new(at);
        let first = if self.lexicon.titles.determiners.contains(&self.lower(at)) { at + 1 } else { at };
        phrase.end = self.body(&mut phrase, first, limit, true)?;
        self.bodies(&mut phrase, limit);
        Some(phrase)
    }

    /// Whether a capitalised word follows, "the" passed over.
    fn goes_on(&self, at: usize, stop: usize) -> bool {
        let at = if self.text(at) == "the" { at + 1 } else { at };
        at < stop && self.is_capital(at)
    }

    fn is_verb(&self, at: usize) -> bool {
        self.lexicon.titles.present.contains(self.text(at))
    }
}

/// One spelling of a word of a title: singular where it is a head noun, "chair" for "chairwoman".
pub(crate) fn normal(word: &str, titles: &Titles) -> String {
    let word = normal_singular(word, titles);
    match word.strip_suffix('s') {
        Some(singular) if !titles.heads.contains_key(&word) && !titles.portfolios.contains(&word) => {
            let singular = titles.same.get(singular).map_or(singular, String::as_str);
            if titles.heads.contains_key(singular) { singular.to_owned() } else { word }
        }
        _ => word,
    }
}

/// The same without taking a plural for its singular.
fn normal_singular(word: &str, titles: &Titles) -> String {
    let word = word.trim_end_matches('.').replace('.', "").to_lowercase();
    titles.same.get(&word).cloned().unwrap_or(word)
}

/// Whether the word stands for a whole phrase: "CEO", "PM".
fn is_abbreviated(word: &str, titles: &Titles) -> bool {
    let word = word.trim_end_matches('.');
    titles.same.contains_key(word) || titles.phrases.iter().any(|(from, _)| from.len() == 1 && from[0] == word)
}

//! Names that a draft shows without any list: runs of words with a capital.
//!
//! A word with a capital is one of a name unless it opens a sentence and is an ordinary word, or stands where every word has a
//! capital. A run is a person where a title stands before it, its first word is a common first name, or an age, "who" or a verb of saying follows.

use rustc_hash::FxHashSet;

use crate::document::{Block, BlockKind, Document};
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::text::Token;
use crate::text::fold::fold;
use crate::text::words::without_possessive;

/// Words of a name with its title. What goes on longer is a list.
const LONGEST: usize = 14;
/// Words of a person's name, without titles.
const LONGEST_PERSON: usize = 5;
/// Words with a capital in a line of several words that is set in capitals throughout.
const TITLE_CASE: usize = 2;

/// What a run of capitalised words is, as far as the draft shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProperKind {
    /// A person's first name and surname.
    Person,
    /// The name after a title or honorific: "Bishop Vroom", "Mr. Dekker".
    Titled,
    /// Anything else.
    Other,
}

/// A run of capitalised words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProperName {
    /// Bytes of the prose, without titles before it and without a possessive ending.
    pub span: Span,
    /// Tokens of its words, in order. Initials, particles and marks between them are left out.
    pub words: Vec<usize>,
    /// The key of each word, see [`word_key`].
    pub keys: Vec<String>,
    /// What it is.
    pub kind: ProperKind,
    /// Stands in a line where all words have capitals: then it is one word that no dictionary has, and what it is said with is unknown.
    pub styled: bool,
    /// A sentence begins with an ordinary word right before it, which may be part of it: "Dynamo Kiev won", "Mats Lindquist sang".
    pub cut: bool,
}

/// Every one in the draft, in order.
pub fn find(document: &Document, lexicon: &Lexicon) -> Vec<ProperName> {
    let reader = Reader { document, lexicon };
    let (mut found, mut openers) = (Vec::new(), Vec::new());
    for block in &document.blocks {
        reader.block(block, &mut found, &mut openers);
    }
    // "Reed left": a word that has its capital from the sentence, and is the surname of somebody in the draft.
    let persons = found.iter().filter(|name: &&ProperName| name.kind == ProperKind::Person);
    let surnames: FxHashSet<&str> = persons.filter_map(|name| Some(name.keys.last()?.as_str())).collect();
    openers.retain(|opener: &Word| surnames.contains(opener.key.as_str()) && reader.acts(opener.at));
    if !openers.is_empty() {
        found.extend(openers.into_iter().map(|opener| reader.proper(vec![opener], ProperKind::Other)));
        found.sort_by_key(|name| name.span);
    }
    found
}

/// The key by which words of names are compared: folded, without a possessive ending.
pub fn word_key(document: &Document, token: usize) -> String {
    document.tokens.get(token).map_or_else(String::new, |token| fold(stem(document, token)))
}

fn stem<'a>(document: &'a Document, token: &Token) -> &'a str {
    without_possessive(token.text(&document.prose))
}

struct Reader<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
}

/// A word of a run, with its key.
struct Word {
    at: usize,
    key: String,
}

impl Reader<'_> {
    fn block(&self, block: &Block, found: &mut Vec<ProperName>, openers: &mut Vec<Word>) {
        let (first, end) = (block.tokens.0 as usize, block.tokens.1 as usize);
        let styled = self.is_styled(block);
        let mut opening = OpeningMarks::new(self.document, first, end);
        let mut at = first;
        while at < end {
            let opens = opening.at(at);
            if !self.is_name_word(at, first, end) {
                at += 1;
            } else if styled {
                let word = self.word(at);
                if !is_ordinary(&word.key, self.lexicon) {
                    let styled = ProperName { styled: true, ..self.proper(vec![word], ProperKind::Other) };
                    found.push(styled);
                }
                at += 1;
            } else {
                let mut run = self.run(at, end);
                at = run.last().map_or(at, |last| last.at + 1).max(at + 1);
                let (mut cut, mut opener) = (false, None);
                if opens && !self.may_open_with_name(&run) {
                    let first = run.remove(0);
                    cut = !self.opens_sentences(first.at);
                    opener = Some(first);
                }
                if let (true, Some(opener)) = (run.is_empty(), opener) {
                    openers.push(opener);
                }
                if !run.is_empty() {
                    found.push(ProperName { cut, ..self.named(run, first, end) });
                }
            }
        }
    }

    /// Whether every word of the block has a capital, so that capitals say nothing.
    fn is_styled(&self, block: &Block) -> bool {
        let tokens = self.document.tokens_in(block.tokens);
        let words = || tokens.iter().filter(|token| token.is_word()).map(|token| token.text(&self.document.prose));
        let small = |word: &str| word.chars().any(char::is_lowercase);
        let shouted = !words().any(small) && words().filter(|word| word.chars().count() > 1).count() > TITLE_CASE;
        if block.kind == BlockKind::Paragraph || shouted {
            return shouted;
        }
        let mut long = words().filter(|word| !self.lexicon.sentences.small_in_headings.has(word));
        words().count() > 1 && long.all(|word| !word.starts_with(char::is_lowercase))
    }

    /// A word with a capital, letters only, that is part of no address, handle or code.
    fn is_name_word(&self, at: usize, first: usize, end: usize) -> bool {
        let token = self.document.tokens[at];
        let text = token.text(&self.document.prose);
        if !token.is_word() || !text.starts_with(char::is_uppercase) || self.document.is_masked(token.span) {
            return false;
        }
        let letters = stem(self.document, &token);
        let plain = match letters.find(['\'', '’', 'ʼ']) {
            // "O’Brien", and no "I’d".
            Some(mark) => letters[mark..].chars().nth(1).is_some_and(char::is_uppercase),
            None => letters.chars().all(|c| c.is_alphabetic() || is_combining(c)),
        };
        let small = letters.chars().any(char::is_lowercase);
        let touches = |mark: usize, before: bool| {
            let other = &self.document.tokens[mark];
            let tight =
                if before { other.span.end() == token.span.start() } else { token.span.end() == other.span.start() };
            tight && ['@', '#', '_', '/', '\\', '=', '$'].into_iter().any(|sign| other.is(sign))
        };
        let glued = (at > first && touches(at - 1, true)) || (at + 1 < end && touches(at + 1, false));
        // "Data.gov": an address, or a name that is one.
        let dotted = at + 2 < end
            && self.document.tokens[at + 1].is('.')
            && self.is_tight(at)
            && self.is_tight(at + 1)
            && self.document.tokens[at + 2].is_word();
        plain && small && !glued && !dotted && !self.is_of_calendar(letters)
    }

    fn is_of_calendar(&self, word: &str) -> bool {
        self.lexicon.calendar.month(word).is_some_and(|_| !word.eq_ignore_ascii_case("april"))
            || self.lexicon.calendar.weekday(word).is_some()
    }

    fn is_tight(&self, at: usize) -> bool {
        match (self.document.tokens.get(at), self.document.tokens.get(at + 1)) {
            (Some(this), Some(next)) => this.span.end() == next.span.start(),
            _ => false,
        }
    }

    /// The name words that follow each other from token `at` on.
    fn run(&self, at: usize, end: usize) -> Vec<Word> {
        let mut run = vec![self.word(at)];
        let mut last = at;
        while run.len() < LONGEST
            && let Some(next) = self.continuation(last, at, end)
        {
            run.push(self.word(next));
            last = next;
        }
        run
    }

    fn word(&self, at: usize) -> Word {
        Word { at, key: word_key(self.document, at) }
    }

    /// The next word of the name: after a blank, a hyphen, the stop of an initial or abbreviation, or particles.
    fn continuation(&self, last: usize, first: usize, end: usize) -> Option<usize> {
        let tokens = &self.document.tokens;
        let text = tokens[last].text(&self.document.prose);
        if without_possessive(text).len() < text.len() {
            return None;
        }
        let mut next = last + 1;
        if next < end && tokens[next].is('.') && self.is_tight(last) && self.is_stopped(last) {
            next += 1;
        }
        for _ in 0..4 {
            if next >= end {
                return None;
            }
            let token = tokens[next];
            let hyphen = token.is('-') && next == last + 1 && self.is_tight(last) && self.is_tight(next);
            let initial = token.is_word() && is_initial(token.text(&self.document.prose));
            let particle = token.is_word() && self.lexicon.names.particles.contains(token.text(&self.document.prose));
            if self.is_name_word(next, first, end) && !(initial && next + 1 < end && tokens[next + 1].is('.')) {
                return Some(next);
            }
            if hyphen || particle {
                next += 1;
            } else if initial {
                next += if next + 1 < end && tokens[next + 1].is('.') && self.is_tight(next) { 2 } else { 1 };
            } else {
                return None;
            }
        }
        None
    }

    fn is_stopped(&self, at: usize) -> bool {
        let text = self.document.tokens[at].text(&self.document.prose);
        is_initial(text) || self.lexicon.names.stopped.contains(&text.to_lowercase())
    }

    /// Whether the first word of a sentence is one of the name: an ordinary word has its capital from the sentence.
    fn may_open_with_name(&self, run: &[Word]) -> bool {
        let key = run[0].key.as_str();
        let followed = run.len() > 1 && (self.lexicon.names.given_names.contains(key) || self.is_title(key));
        followed || self.titles(run) > 0 || !is_ordinary(key, self.lexicon)
    }

    /// Words that sentences open with and names do not: "In", "Yesterday", "Finally".
    fn opens_sentences(&self, at: usize) -> bool {
        let text = self.document.tokens[at].text(&self.document.prose);
        let lower = text.to_lowercase();
        let lexicon = self.lexicon;
        lexicon.sentences.starters.contains(text)
            || lexicon.quotations.common_words.contains(&lower)
            || lexicon.times.prepositions.contains(&lower)
            || lower.ends_with(&lexicon.times.adverb_ending)
            || lexicon.desk.relative_times.starting(&self.document.prose, &self.document.tokens, at).is_some()
    }

    /// Whether what follows the word is said of a person: a verb, or what is theirs.
    fn acts(&self, at: usize) -> bool {
        let text = self.document.tokens[at].text(&self.document.prose);
        let next = self.document.tokens.get(at + 1).map_or("", |next| next.text(&self.document.prose));
        without_possessive(text).len() < text.len() || self.lexicon.names.verbs_of_persons.contains(next)
    }

    fn named(&self, mut run: Vec<Word>, first: usize, end: usize) -> ProperName {
        let titles = self.titles(&run);
        run.drain(..titles);
        while run.len() > 1 && run.last().is_some_and(|last| self.lexicon.names.suffixes.contains(&last.key)) {
            run.pop();
        }
        // "the mayor, Ann Reed" has no title directly before it; "Mr. Reed" has, beyond a stop.
        let titled = titles > 0 || self.is_after_title(run[0].at, first);
        let kind = match run.len() {
            1 if titled => ProperKind::Titled,
            2..=LONGEST_PERSON if self.is_person(&run, titled, end) => ProperKind::Person,
            _ => ProperKind::Other,
        };
        self.proper(run, kind)
    }

    fn proper(&self, run: Vec<Word>, kind: ProperKind) -> ProperName {
        let (words, keys): (Vec<usize>, Vec<String>) = run.into_iter().map(|word| (word.at, word.key)).unzip();
        let first = self.document.tokens[words[0]].span;
        let last = &self.document.tokens[words[words.len() - 1]];
        let end = last.span.start() + stem(self.document, last).len();
        ProperName { span: Span::new(first.start(), end), words, keys, kind, styled: false, cut: false }
    }

    /// How many words at the start of the run are a title that leaves a name: "Foreign Minister" of "Foreign Minister Marko Djuric".
    fn titles(&self, run: &[Word]) -> usize {
        let mut length = 0;
        for (index, Word { key, .. }) in run.iter().enumerate().take(run.len() - 1) {
            if self.is_title(key) {
                length = index + 1;
            } else if !self.qualifies_title(key) {
                break;
            }
        }
        length
    }

    fn is_title(&self, key: &str) -> bool {
        let titles = &self.lexicon.titles;
        let same = titles.same.get(key).map_or(key, String::as_str);
        titles.heads.contains_key(same)
            || titles.honorifics.contains(key)
            || self.lexicon.names.honorifics.contains(key)
    }

    fn qualifies_title(&self, key: &str) -> bool {
        let titles = &self.lexicon.titles;
        [&titles.portfolios, &titles.ranks, &titles.former, &titles.acting, &titles.empty]
            .into_iter()
            .any(|set| set.contains(key))
            || titles.nationalities.contains_key(key)
            || titles.countries.contains_key(key)
    }

    fn is_after_title(&self, at: usize, first: usize) -> bool {
        let tokens = &self.document.tokens;
        let Some(mut before) = at.checked_sub(1).filter(|&before| before >= first) else { return false };
        // The stop of "Mr. Reed", not that of "… said the lawyer. Reed asked …".
        let sentence = |at: usize| self.document.sentence_at(tokens[at].span.start());
        if tokens[before].is('.') && before > first && sentence(before) == sentence(at) {
            before -= 1;
        }
        tokens[before].is_word() && self.is_title(&word_key(self.document, before)) && {
            let text = tokens[before].text(&self.document.prose);
            // "the author Ann Reed" has a title, "Kings Cross" none.
            without_possessive(text).len() == text.len() && !text.ends_with('s')
        }
    }

    fn is_person(&self, run: &[Word], titled: bool, end: usize) -> bool {
        let names = &self.lexicon.names;
        let last = &run[run.len() - 1];
        let place = names.places.contains(&last.key) && !names.surnames.contains(&last.key);
        if place || names.legal_forms.contains(&last.key) {
            return false;
        }
        let strange = |Word { key, .. }: &Word| {
            names.surnames.contains(key) || names.given_names.contains(key) || !is_ordinary(key, self.lexicon)
        };
        if !(run.iter().all(strange) || titled && strange(last)) {
            return false;
        }
        names.given_names.contains(&run[0].key) || titled || self.is_followed_as_person(last.at + 1, end)
    }

    /// "…, 57, …", "…, who …", "… said".
    fn is_followed_as_person(&self, at: usize, end: usize) -> bool {
        let text = |at: usize| {
            self.document.tokens.get(at).filter(|_| at < end).map_or("", |token| token.text(&self.document.prose))
        };
        let saying = &self.lexicon.sentences.saying;
        let number = |at: usize| text(at).len() <= 2 && text(at).starts_with(|c: char| c.is_ascii_digit());
        saying.contains(text(at))
            || (text(at) == ","
                && (text(at + 1) == "who" || saying.contains(text(at + 1)) || (number(at + 1) && text(at + 2) == ",")))
    }
}

/// Where a capital comes from the place: the first word of a sentence, of a quotation, or after a colon.
struct OpeningMarks<'a> {
    document: &'a Document,
    /// The next sentence that may begin.
    sentence: usize,
    /// No word has been seen since something began.
    open: bool,
    end: usize,
}

impl<'a> OpeningMarks<'a> {
    fn new(document: &'a Document, first: usize, end: usize) -> Self {
        let sentence = document.sentences.partition_point(|sentence| (sentence.tokens.0 as usize) < first);
        Self { document, sentence, open: true, end }
    }

    /// Whether the word at `at` opens something. Asked for rising `at`, which may skip what belongs to a name.
    fn at(&mut self, at: usize) -> bool {
        while let Some(sentence) = self.document.sentences.get(self.sentence) {
            if sentence.tokens.0 as usize > at || sentence.tokens.0 as usize >= self.end {
                break;
            }
            self.open = true;
            self.sentence += 1;
        }
        let token = &self.document.tokens[at];
        if token.is_word() || token.is_number() {
            return std::mem::take(&mut self.open);
        }
        if ['“', '"', '‘', ':', '(', '[', '•', '—'].into_iter().any(|mark| token.is(mark)) {
            self.open = true;
        }
        false
    }
}

/// Whether a dictionary has the folded word, or its singular.
pub fn is_ordinary(key: &str, lexicon: &Lexicon) -> bool {
    let ordinary = &lexicon.names.ordinary;
    ordinary.contains(key)
        || key.strip_suffix('s').is_some_and(|one| ordinary.contains(one))
        || key.strip_suffix("es").is_some_and(|one| ordinary.contains(one))
}

/// Marks of decomposed letters.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}')
}

/// "J": one letter.
fn is_initial(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && (letters.as_str().is_empty() || letters.as_str() == ".")
}

#[cfg(test)]
mod tests;

//! Finds the words and regular expressions of all rules in one pass over a draft.
//!
//! Words are looked for in an even form of the prose: small letters, one blank for any white space, straight apostrophes. A match
//! counts where no word goes on at its ends: no letter, digit or underscore, and no hyphen, apostrophe or stop that ties on more of
//! them. A possessive ending is no part of a word.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use crate::document::Document;
use crate::mention::Mentions;
use crate::pattern::{Demand, Matcher, Rule};
use crate::span::Span;

/// How large the compiled expressions may be together, in bytes.
const LARGEST: usize = 64 << 20;

/// Something that a rule names, in the prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Index of the rule.
    pub rule: usize,
    /// Bytes of the prose.
    pub span: Span,
    /// What of the rule it is.
    pub part: Part,
}

/// What of a rule is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The words or expression of that number.
    Named(usize),
    /// The full form that belongs to the short form of that number.
    Full(usize),
    /// Words that are right.
    Right,
}

/// Words to be looked for.
#[derive(Clone, Debug)]
struct Entry {
    rule: usize,
    part: Part,
    /// Even but for the case, where the case matters.
    cased: Option<String>,
}

/// All words and expressions of some rules.
#[derive(Debug, Default)]
pub struct Finder {
    entries: Vec<Entry>,
    automaton: Option<AhoCorasick>,
    set: Option<RegexSet>,
    expressions: Vec<(usize, Part, Regex)>,
}

/// Compiles an expression as it will be used, or says why it is none.
pub fn expression(pattern: &str) -> Result<Regex, String> {
    match RegexBuilder::new(pattern).size_limit(LARGEST / 8).build() {
        Ok(regex) if regex.is_match("") => Err("it matches where there is nothing".to_owned()),
        Ok(regex) => Ok(regex),
        Err(regex::Error::Syntax(message)) => {
            Err(message.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned())
        }
        Err(error) => Err(error.to_string()),
    }
}

impl Finder {
    /// Gathers the words and expressions of `rules`.
    pub fn new(rules: &[Rule]) -> Self {
        let mut finder = Self::default();
        let mut words = Vec::new();
        for (index, rule) in rules.iter().enumerate() {
            match &rule.demand {
                Demand::Never(list) | Demand::Require(list) | Demand::AtMost(list, _) => {
                    for (at, matcher) in list.iter().enumerate() {
                        match matcher {
                            Matcher::Words(text) => finder.add(index, Part::Named(at), &text.value, &mut words),
                            Matcher::Regex(text) => {
                                let compiled = expression(&text.value).ok();
                                finder.expressions.extend(compiled.map(|regex| (index, Part::Named(at), regex)));
                            }
                        }
                    }
                }
                Demand::Prefer(pairs) => {
                    for (at, (variant, preferred)) in pairs.iter().enumerate() {
                        let part = if variant.value == *preferred { Part::Right } else { Part::Named(at) };
                        finder.add(index, part, &variant.value, &mut words);
                    }
                }
                Demand::First(pairs) => {
                    for (at, (short, full)) in pairs.iter().enumerate() {
                        finder.add(index, Part::Named(at), &short.value, &mut words);
                        finder.add(index, Part::Full(at), full, &mut words);
                    }
                }
            }
            for text in &rule.except {
                finder.add(index, Part::Right, &text.value, &mut words);
            }
        }
        if !words.is_empty() {
            // A table of states is quick for many rules and costs too much for few.
            let kind = (words.len() > 1_000).then_some(AhoCorasickKind::ContiguousNFA);
            finder.automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).kind(kind).build(&words).ok();
        }
        if !finder.expressions.is_empty() {
            let patterns = finder.expressions.iter().map(|(.., regex)| regex.as_str());
            finder.set = RegexSetBuilder::new(patterns).size_limit(LARGEST).build().ok();
        }
        finder
    }

    fn add(&mut self, rule: usize, part: Part, text: &str, words: &mut Vec<String>) {
        let even = even_words(text);
        let cased = Some(even_case(text)).filter(|cased| *cased != even);
        self.entries.push(Entry { rule, part, cased });
        words.push(even);
    }

    /// Everything that the rules in force name, sorted by rule, then by place. Of matches that overlap, the longest counts.
    pub fn find(
        &self,
        rules: &[Rule],
        document: &Document,
        mentions: &Mentions,
        in_force: &dyn Fn(usize) -> bool,
    ) -> Vec<Occurrence> {
        let mut found = Vec::new();
        self.words(document, &mut found);
        self.expressions(document, &mut found);
        found.retain(|occurrence| {
            in_force(occurrence.rule) && is_open(&rules[occurrence.rule], occurrence, document, mentions)
        });
        let counts =
            |occurrence: &Occurrence| !matches!(rules[occurrence.rule].demand, Demand::Never(_) | Demand::Prefer(_));
        let (mut counted, mut worded): (Vec<_>, Vec<_>) = found.into_iter().partition(counts);
        longest(&mut worded, |_| 0);
        longest(&mut counted, |occurrence| occurrence.rule);
        worded.extend(counted);
        worded.retain(|occurrence| occurrence.part != Part::Right);
        worded.sort_by_key(|occurrence| (occurrence.rule, occurrence.span, occurrence.part));
        worded
    }

    fn words(&self, document: &Document, found: &mut Vec<Occurrence>) {
        let Some(automaton) = &self.automaton else { return };
        let even = Even::of(document);
        for hit in automaton.find_overlapping_iter(&even.text) {
            let entry = &self.entries[hit.pattern().as_usize()];
            let span = Span::new(even.places[hit.start()] as usize, even.places[hit.end()] as usize);
            let as_written = |cased: &String| is_cased(cased, &even_case(document.text(span)));
            if is_whole(&document.prose, span) && entry.cased.as_ref().is_none_or(as_written) {
                found.push(Occurrence { rule: entry.rule, span, part: entry.part });
            }
        }
    }

    fn expressions(&self, document: &Document, found: &mut Vec<Occurrence>) {
        let Some(set) = &self.set else { return };
        for block in &document.blocks {
            let text = document.text(block.span);
            for index in &set.matches(text) {
                let (rule, part, regex) = &self.expressions[index];
                for hit in regex.find_iter(text).filter(|hit| !hit.is_empty()) {
                    let span = Span::from(hit.range()).shifted(block.span.start());
                    found.push(Occurrence { rule: *rule, span, part: *part });
                }
            }
        }
    }
}

/// Whether a rule speaks there: in its scope, not in code, and not inside a recorded name.
fn is_open(rule: &Rule, occurrence: &Occurrence, document: &Document, mentions: &Mentions) -> bool {
    let span = occurrence.span;
    let kind = document.blocks[document.block_at(span.start())].kind;
    let next = mentions.names.partition_point(|name| name.span.end() < span.end());
    let named = mentions.names.get(next).is_some_and(|name| name.span.contains(span));
    !named && !document.is_masked(span) && rule.scope.covers(kind, mentions.is_quoted(span))
}

/// Keeps of overlapping occurrences in one group the one that begins first and of these the longest.
fn longest(found: &mut Vec<Occurrence>, group: impl Fn(&Occurrence) -> usize) {
    // Of the same words, those that are right come first.
    let order = |it: &Occurrence| (std::cmp::Reverse(it.span.end()), it.part != Part::Right, it.rule, it.part);
    found.sort_by_key(|it| (group(it), it.span.start(), order(it)));
    let mut last: Option<(usize, usize)> = None;
    found.retain(|occurrence| {
        let group = group(occurrence);
        let free = last.is_none_or(|(before, end)| before != group || end <= occurrence.span.start());
        if free {
            last = Some((group, occurrence.span.end()));
        }
        free
    });
}

/// The words of a rule in their even form.
fn even_words(text: &str) -> String {
    even_case(text).chars().flat_map(char::to_lowercase).collect()
}

/// The same in the case they are written in.
fn even_case(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(|word| word.replace(['’', '‘'], "'")).collect();
    words.join(" ")
}

/// Whether words stand in the case of a rule; one that begins small may begin a sentence.
fn is_cased(rule: &str, found: &str) -> bool {
    let (mut rule, mut found) = (rule.chars(), found.chars());
    let begins = match (rule.next(), found.next()) {
        (Some(wanted), Some(first)) => wanted == first || !wanted.is_uppercase() && first.to_lowercase().eq([wanted]),
        (wanted, first) => wanted == first,
    };
    begins && rule.as_str() == found.as_str()
}

/// The prose in its even form, block after block, with the place of every byte.
struct Even {
    text: String,
    /// For each byte the place of its character in the prose; one more for the end.
    places: Vec<u32>,
}

impl Even {
    fn of(document: &Document) -> Self {
        let mut even = Self {
            text: String::with_capacity(document.prose.len()),
            places: Vec::with_capacity(document.prose.len()),
        };
        for block in &document.blocks {
            let start = block.span.start();
            let mut blank = false;
            for (at, c) in document.text(block.span).char_indices() {
                let was_blank = std::mem::replace(&mut blank, c.is_whitespace());
                match c {
                    _ if blank && was_blank => {}
                    _ if blank => even.push(' ', start + at),
                    '’' | '‘' => even.push('\'', start + at),
                    _ => c.to_lowercase().for_each(|c| even.push(c, start + at)),
                }
            }
            // No word has it, so that none goes on from block to block.
            even.push('\0', block.span.end());
        }
        even.places.push(document.prose.len() as u32);
        even
    }

    fn push(&mut self, c: char, place: usize) {
        self.text.push(c);
        self.places.resize(self.text.len(), place as u32);
    }
}

/// Whether no word goes on at the ends of a match.
fn is_whole(prose: &str, span: Span) -> bool {
    let inside = &prose[span.range()];
    let letter = |c: char| c.is_alphanumeric() || c == '_';
    let begins = inside.chars().next().is_some_and(letter);
    let ends = inside.chars().next_back().is_some_and(letter);
    !(begins && goes_on_before(&prose[..span.start()]) || ends && goes_on_after(&prose[span.end()..]))
}

fn goes_on_before(before: &str) -> bool {
    let mut before = before.chars().rev();
    match before.next() {
        Some('@' | '#') => true,
        Some('-' | '\u{2011}' | '\'' | '’') => before.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric() || c == '_',
        None => false,
    }
}

fn goes_on_after(after: &str) -> bool {
    let mut after = after.chars();
    match after.next() {
        Some('-' | '\u{2011}' | '.') => after.next().is_some_and(char::is_alphanumeric),
        Some('\'' | '’') => match after.next() {
            Some('s' | 'S') => after.next().is_some_and(char::is_alphanumeric),
            next => next.is_some_and(char::is_alphanumeric),
        },
        Some(c) => c.is_alphanumeric() || c == '_',
        None => false,
    }
}

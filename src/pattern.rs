//! Pattern rules: what a house writes, does not write, or writes another way, as data in TOML.
//!
//! [`load`](load::load) reads the rules of all rules files and checks their examples; [`find`] finds what they name in one pass over
//! the draft, whatever their number; [`word`] makes findings of it.

pub mod find;
pub mod load;
pub mod packs;
mod word;

use crate::check::{Context, Report};
use crate::document::{BlockKind, Document};
use crate::facts::Placed;
use crate::mention::Mentions;
use crate::settings::{Level, Settings};
use find::{Finder, Occurrence};

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name in reports, settings and ignores, with its place.
    pub id: Placed<String>,
    pub demand: Demand,
    /// Where it looks.
    pub scope: Scope,
    /// Longer words that are right, although they hold words of the rule.
    pub except: Vec<Placed<String>>,
    /// What is said of a finding, with `{found}` and `{preferred}`.
    pub message: Option<String>,
    /// How loud it is unless the settings say otherwise.
    pub level: Level,
    /// Where to read about it.
    pub link: Option<String>,
    pub examples: Examples,
}

/// What a rule demands.
#[derive(Clone, Debug)]
pub enum Demand {
    /// None of these occurs.
    Never(Vec<Matcher>),
    /// Each is written as said with it; one that stands for itself is right as it is.
    Prefer(Vec<(Placed<String>, String)>),
    /// One of these occurs in the draft.
    Require(Vec<Matcher>),
    /// These occur so many times at most.
    AtMost(Vec<Matcher>, usize),
    /// Each short form comes after its full one.
    First(Vec<(Placed<String>, String)>),
}

impl Demand {
    /// One sentence for lists.
    pub fn summary(&self) -> String {
        let listed = |words: Vec<&str>| match words[..] {
            [first, second, third, _, ..] => format!("“{first}”, “{second}”, “{third}” and others"),
            _ => words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(", "),
        };
        let named = |list: &[Matcher]| listed(list.iter().map(|it| it.placed().value.as_str()).collect());
        let keys = |pairs: &[(Placed<String>, String)]| listed(pairs.iter().map(|it| it.0.value.as_str()).collect());
        match self {
            Demand::Never(list) => format!("Does not write {}.", named(list)),
            Demand::Prefer(pairs) => format!("Writes something else for {}.", keys(pairs)),
            Demand::Require(list) => format!("Has {}.", named(list)),
            Demand::AtMost(list, count) => format!("Has {} at most {count} times.", named(list)),
            Demand::First(pairs) => format!("Writes {} after the full form.", keys(pairs)),
        }
    }
}

impl Rule {
    /// Whether its findings can be mended mechanically.
    pub fn is_fixable(&self) -> bool {
        matches!(self.demand, Demand::Prefer(_))
    }

    /// What there is to be read about it, in Markdown.
    pub fn page(&self) -> String {
        let mut page = format!("# {}\n\n{}\n", self.id.value, self.demand.summary());
        if let Some(message) = &self.message {
            page.push_str(&format!("\nIt says: {message}\n"));
        }
        for (heading, examples) in [("Found", &self.examples.bad), ("Not found", &self.examples.good)] {
            if !examples.is_empty() {
                page.push_str(&format!("\n## {heading}\n\n"));
                examples.iter().for_each(|it| page.push_str(&format!("- {}\n", it.value.replace('\n', " "))));
            }
        }
        if let Some(link) = &self.link {
            page.push_str(&format!("\nSee {link}\n"));
        }
        page
    }
}

/// What is looked for.
#[derive(Clone, Debug)]
pub enum Matcher {
    /// Words: in any case if they are in small letters, else in theirs; with any white space between them.
    Words(Placed<String>),
    /// A regular expression, matched within a block.
    Regex(Placed<String>),
}

impl Matcher {
    fn placed(&self) -> &Placed<String> {
        match self {
            Matcher::Words(placed) | Matcher::Regex(placed) => placed,
        }
    }
}

/// Drafts that show a rule: each of `bad` has a finding, none of `good` does.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    pub bad: Vec<Placed<String>>,
    pub good: Vec<Placed<String>>,
}

/// The words of `scope`, and what they mean.
pub const PLACES: [(&str, Room); 9] = [
    ("body", Room::Body),
    ("heading", Room::Heading),
    ("list", Room::List),
    ("table", Room::Table),
    ("caption", Room::Caption),
    ("footnote", Room::Footnote),
    ("front-matter", Room::FrontMatter),
    ("quotation", Room::Quotation),
    ("anywhere", Room::Anywhere),
];

/// A part of a draft that rules tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    Body,
    Heading,
    List,
    Table,
    Caption,
    Footnote,
    FrontMatter,
    /// Words between quotation marks, and block quotations: somebody else's.
    Quotation,
    /// All of them.
    Anywhere,
}

/// Where a rule looks. Without a word about it, everywhere but in quotations.
#[derive(Clone, Debug, Default)]
pub struct Scope(pub Vec<Room>);

impl Scope {
    /// Whether it covers words in a block of that kind.
    fn covers(&self, kind: BlockKind, quoted: bool) -> bool {
        if self.0.contains(&Room::Anywhere) {
            return true;
        }
        let quoted = quoted || kind == BlockKind::Quotation;
        if quoted && !self.0.contains(&Room::Quotation) {
            return false;
        }
        let mut rooms = self.0.iter().filter(|room| **room != Room::Quotation).peekable();
        if rooms.peek().is_none() {
            return quoted || self.0.is_empty();
        }
        rooms.any(|room| Some(*room) == room_of(kind))
    }
}

fn room_of(kind: BlockKind) -> Option<Room> {
    Some(match kind {
        BlockKind::Heading(_) => Room::Heading,
        BlockKind::Paragraph => Room::Body,
        BlockKind::ListItem { .. } => Room::List,
        BlockKind::TableCell { .. } => Room::Table,
        BlockKind::Caption => Room::Caption,
        BlockKind::Footnote => Room::Footnote,
        BlockKind::FrontMatter => Room::FrontMatter,
        BlockKind::Quotation => return None,
    })
}

/// The rules that are in force, made ready to be looked for together.
#[derive(Debug, Default)]
pub struct Patterns {
    rules: Vec<Rule>,
    finder: Finder,
}

impl Patterns {
    /// Makes rules ready. Their regular expressions have been tried when they were loaded.
    pub fn new(rules: Vec<Rule>) -> Self {
        let finder = Finder::new(&rules);
        Self { rules, finder }
    }

    /// The rules, in the order of their files.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The names of the rules.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| rule.id.value.as_str())
    }

    /// The rule called `id`.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id.value == id)
    }

    /// Reports what the rules find in a draft.
    pub fn run(&self, context: &Context, report: &mut Report) {
        if self.rules.is_empty() {
            return;
        }
        let found = self.occurrences(context.document, context.mentions, context.settings);
        for (rule, breach) in self.judged(context.document, &found, context.settings) {
            if let Some(severity) = level(rule, context.settings).severity() {
                report.add_as_is(word::word(context.document, rule, &breach).severity(severity));
            }
        }
    }

    /// How often each rule finds something in a draft, in their order.
    pub fn counts(&self, document: &Document, mentions: &Mentions, settings: &Settings) -> Vec<usize> {
        let found = self.occurrences(document, mentions, settings);
        let judged = self.judged(document, &found, settings);
        let count = |rule: &Rule| judged.iter().filter(|(it, _)| std::ptr::eq(*it, rule)).count();
        self.rules.iter().map(count).collect()
    }

    fn occurrences(&self, document: &Document, mentions: &Mentions, settings: &Settings) -> Vec<Occurrence> {
        let in_force = |rule: usize| level(&self.rules[rule], settings) != Level::Off;
        self.finder.find(&self.rules, document, mentions, &in_force)
    }

    /// What of the occurrences is against its rule.
    fn judged(&self, document: &Document, found: &[Occurrence], settings: &Settings) -> Vec<(&Rule, word::Breach)> {
        let mut breaches = Vec::new();
        let mut at = 0;
        while at < found.len() {
            let rule = found[at].rule;
            let own = found[at..].iter().take_while(|occurrence| occurrence.rule == rule).count();
            let rule = &self.rules[rule];
            word::breaches(document, rule, &found[at..at + own], |breach| breaches.push((rule, breach)));
            at += own;
        }
        for (index, rule) in self.rules.iter().enumerate() {
            let required = matches!(rule.demand, Demand::Require(_)) && level(rule, settings) != Level::Off;
            if required && found.iter().all(|occurrence| occurrence.rule != index) {
                breaches.extend(word::missing(document, rule).map(|breach| (rule, breach)));
            }
        }
        breaches
    }
}

/// How loud a rule is under `settings`.
pub fn level(rule: &Rule, settings: &Settings) -> Level {
    settings.levels.get(&rule.id.value).map_or(rule.level, |placed| placed.value)
}

#[cfg(test)]
mod tests;

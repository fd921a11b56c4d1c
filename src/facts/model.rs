//! The types of a valid fact base. Ids, references and dates are resolved; nothing here can be malformed.

use crate::calendar::{PartialDate, Period};
use crate::diagnostic::Citation;
use crate::quantity::Quantity;
use crate::source::FileId;
use crate::span::Span;

/// Where a value stands in a TOML file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The TOML file.
    pub file: FileId,
    /// Bytes of that file.
    pub span: Span,
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Its place, quotation marks included.
    pub place: Place,
}

/// Names an entity: its position in [`FactBase::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(pub u32);

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    Person,
    Organization,
    Place,
    Event,
    Work,
    Term,
}

impl EntityKind {
    /// The name of its table: `person`, `organization`, …
    pub fn table(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Organization => "organization",
            EntityKind::Place => "place",
            EntityKind::Event => "event",
            EntityKind::Work => "work",
            EntityKind::Term => "term",
        }
    }
}

/// A person, organization, place, event, work or term.
#[derive(Clone, Debug)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The editor's id, without the table.
    pub id: String,
    /// The table's header.
    pub place: Place,
    /// The full form wanted at first reference.
    pub name: Placed<String>,
    /// Further accepted forms.
    pub also: Vec<Placed<String>>,
    /// The form for later references.
    pub short: Option<Placed<String>>,
    /// Forms that are always wrong.
    pub never: Vec<Placed<String>>,
    /// Real names that look alike and are somebody else.
    pub distinct: Vec<Placed<String>>,
    /// What later references call it, "the oil company".
    pub descriptions: Vec<Placed<String>>,
    /// Names that stand for it in an attitude or act, never for a figure.
    pub metonyms: Vec<Placed<String>>,
    /// "NIS".
    pub abbreviation: Option<Placed<String>>,
    /// "Serbian".
    pub adjective: Option<Placed<String>>,
    /// "Serbs".
    pub demonym: Option<Placed<String>>,
    /// Offices and relations of a person.
    pub titles: Vec<TitleFact>,
    /// Birth of a person, or foundation of an organization.
    pub began: Option<Placed<PartialDate>>,
    /// Death of a person, or dissolution of an organization.
    pub ended: Option<Placed<PartialDate>>,
    /// First day of an event.
    pub start: Option<Placed<PartialDate>>,
    /// Last day of an event; the same as `start` for one given by `date`; `None` while it goes on.
    pub end: Option<Placed<PartialDate>>,
    /// What it is a part of.
    pub part_of: Option<EntityId>,
}

impl Entity {
    /// One of which nothing is recorded but the name.
    pub fn named(kind: EntityKind, name: &str, place: Place) -> Self {
        Self {
            kind,
            id: String::new(),
            place,
            name: Placed { value: name.to_owned(), place },
            also: Vec::new(),
            short: None,
            never: Vec::new(),
            distinct: Vec::new(),
            descriptions: Vec::new(),
            metonyms: Vec::new(),
            abbreviation: None,
            adjective: None,
            demonym: None,
            titles: Vec::new(),
            began: None,
            ended: None,
            start: None,
            end: None,
            part_of: None,
        }
    }

    /// `person.djuric`.
    pub fn key(&self) -> String {
        format!("{}.{}", self.kind.table(), self.id)
    }
}

/// An office or relation that a person holds or held.
#[derive(Clone, Debug)]
pub struct TitleFact {
    /// "Foreign Minister", "co-founder".
    pub title: Placed<String>,
    /// Of what.
    pub of: Option<Placed<Reference>>,
    /// From when; `None` where not recorded.
    pub from: Option<Placed<PartialDate>>,
    /// Until when, that day included; `None` while it lasts.
    pub until: Option<Placed<PartialDate>>,
}

/// An entity, or words for something that is none.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    Entity(EntityId),
    Phrase(String),
}

/// What every fact carries.
#[derive(Clone, Debug)]
pub struct FactHead {
    /// The id with its table: `figure.novi-sad-deaths`.
    pub key: String,
    /// The table's header.
    pub place: Place,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// The editor's remark.
    pub note: Option<String>,
    /// When it was true.
    pub as_of: Option<PartialDate>,
    /// After which date the fact itself is due for checking.
    pub review_after: Option<Placed<PartialDate>>,
    /// May still change: a mismatch is a warning.
    pub provisional: bool,
    /// Checked by nobody: never supports a claim.
    pub unconfirmed: bool,
}

/// A limit rather than a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// "up to 500 KB": a smaller one in use does not contradict it.
    Max,
    /// "at least 2 GB".
    Min,
}

/// How far a draft may round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// The draft must give the value as recorded.
    Exact,
    /// A draft may round.
    Rounded,
    /// A quantity: an absolute number or a percentage of the value.
    Within(Quantity),
}

/// One value of a figure.
#[derive(Clone, Debug)]
pub struct FigureValue {
    /// As written ("over $10 billion"; a TOML number by its digits).
    pub text: Placed<String>,
    /// As read by the grammar of drafts.
    pub quantity: Quantity,
    /// Validity of a state.
    pub from: Option<PartialDate>,
    /// Validity of a state, that day included.
    pub until: Option<PartialDate>,
    /// The period of a flow.
    pub period: Option<Placed<Period>>,
    /// Whose figure it is.
    pub according_to: Option<Reference>,
}

/// A recorded figure.
#[derive(Clone, Debug)]
pub struct Figure {
    pub head: FactHead,
    /// Whose figure: all of them must be in play.
    pub subject: Vec<Placed<Reference>>,
    /// What is measured: any of them.
    pub measure: Vec<Placed<String>>,
    /// At least one.
    pub values: Vec<FigureValue>,
    /// The denominator of a rate.
    pub per: Vec<Placed<String>>,
    /// The whole that a share is a share of.
    pub of: Option<Placed<String>>,
    /// A limit rather than a level.
    pub bound: Option<Bound>,
    /// How far a draft may round.
    pub tolerance: Tolerance,
}

/// When something happened to somebody that is no event of its own.
#[derive(Clone, Debug)]
pub struct DateFact {
    pub head: FactHead,
    pub subject: Vec<Placed<Reference>>,
    /// Wordings of what happened.
    pub what: Vec<Placed<String>>,
    pub value: Placed<PartialDate>,
}

/// Words as they were spoken or written.
#[derive(Clone, Debug)]
pub struct QuoteFact {
    pub head: FactHead,
    pub speaker: Placed<Reference>,
    pub text: Placed<String>,
    pub language: Option<String>,
    pub date: Option<PartialDate>,
}

/// A fact that is no number.
#[derive(Clone, Debug)]
pub struct StatementFact {
    pub head: FactHead,
    pub subject: Vec<Placed<Reference>>,
    pub accept: Vec<Placed<String>>,
    pub reject: Vec<Placed<String>>,
    pub from: Option<PartialDate>,
    pub until: Option<PartialDate>,
}

/// A token that is neither prose nor quantity.
#[derive(Clone, Debug)]
pub struct LiteralFact {
    pub head: FactHead,
    pub subject: Vec<Placed<Reference>>,
    pub near: Vec<Placed<String>>,
    pub value: Placed<String>,
    pub reject: Vec<Placed<String>>,
    /// Whether code is looked into as well.
    pub in_code: bool,
}

/// `value_from`: the truth is already in another file. Resolved at loading, through a function of the rim, which alone may read files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueFrom {
    /// Path relative to the fact file.
    pub file: Placed<String>,
    /// JSON pointer (RFC 6901), or `row/column` of a CSV file.
    pub pointer: Placed<String>,
}

/// A source document that facts refer to by id.
#[derive(Clone, Debug)]
pub struct SourceFact {
    pub id: String,
    pub place: Place,
    pub citation: Citation,
    pub author: Option<String>,
    /// Path relative to the fact file.
    pub file: Option<Placed<String>>,
}

/// Everything that drafts are held against.
#[derive(Clone, Debug, Default)]
pub struct FactBase {
    pub entities: Vec<Entity>,
    pub figures: Vec<Figure>,
    pub dates: Vec<DateFact>,
    pub quotes: Vec<QuoteFact>,
    pub statements: Vec<StatementFact>,
    pub literals: Vec<LiteralFact>,
    pub sources: Vec<SourceFact>,
}

impl FactBase {
    /// What all facts carry beside their values, table by table. Names carry nothing.
    pub fn heads(&self) -> impl Iterator<Item = &FactHead> {
        let figures = self.figures.iter().map(|fact| &fact.head);
        let dates = self.dates.iter().map(|fact| &fact.head);
        let quotes = self.quotes.iter().map(|fact| &fact.head);
        let statements = self.statements.iter().map(|fact| &fact.head);
        let literals = self.literals.iter().map(|fact| &fact.head);
        figures.chain(dates).chain(quotes).chain(statements).chain(literals)
    }

    /// The entity called `id`.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    /// What the fact called `key` has in common with all facts: position `index` in the list of its kind. `None` for entities.
    pub fn head(&self, key: &str, index: usize) -> Option<&FactHead> {
        let (table, _) = key.split_once('.')?;
        match table {
            "figure" => self.figures.get(index).map(|fact| &fact.head),
            "date" => self.dates.get(index).map(|fact| &fact.head),
            "quote" => self.quotes.get(index).map(|fact| &fact.head),
            "statement" => self.statements.get(index).map(|fact| &fact.head),
            "literal" => self.literals.get(index).map(|fact| &fact.head),
            _ => None,
        }
    }

    /// All entities with their ids.
    pub fn entities(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.entities.iter().enumerate().map(|(index, entity)| (EntityId(index as u32), entity))
    }
}

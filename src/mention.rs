//! Mentions: what a draft speaks of, each an occurrence in the prose with a typed value.

pub mod abbreviation;
pub mod date;
pub mod name;
pub mod proper;
pub mod quote;
pub mod statistic;
pub mod title;

use crate::calendar::PartialDate;
use crate::document::Document;
use crate::facts::{EntityId, FactBase};
use crate::lexicon::Lexicon;
use crate::quantity::Quantity;
use crate::span::Span;

/// Which form of an entity's name was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// `name` or one of `also`, or their script variants.
    Full,
    /// `short`, or a person's surname.
    Short,
    Abbreviation,
    Adjective,
    Demonym,
    /// One of `descriptions`.
    Description,
    Metonym,
    /// One of `never`: the index of the form in that list.
    Never(u32),
    /// Another's name that looks alike: stands for nobody.
    Distinct,
}

/// A name of an entity in the prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// Bytes of the prose, without a possessive ending.
    pub span: Span,
    /// Whom it can mean: one entity, or several that share the form and between which the draft has not decided.
    pub entities: Vec<EntityId>,
    /// The form used.
    pub form: Form,
}

impl NameMention {
    /// The entity, where there is no doubt.
    pub fn entity(&self) -> Option<EntityId> {
        match self.entities[..] {
            [one] => Some(one),
            _ => None,
        }
    }
}

/// Words that look like a recorded name and are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// Bytes of the prose.
    pub span: Span,
    /// Whose name it nearly is.
    pub entity: EntityId,
    /// The recorded form it should be, in the draft's script and case.
    pub wanted: String,
    /// Whether the rest of the name, a title or an office ties it to that entity.
    pub anchored: bool,
}

/// A date or weekday in the prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Bytes of the prose, weekday included.
    pub span: Span,
    /// Weekday, 1 (Monday) to 7 (Sunday), with its own bytes.
    pub weekday: Option<(i8, Span)>,
    /// Day of the month as written; may be impossible ("June 31").
    pub day: Option<i8>,
    /// Month, 1 to 12.
    pub month: Option<i8>,
    /// Year as written.
    pub year: Option<i16>,
}

impl DateMention {
    /// A weekday without day, month and year.
    pub fn is_weekday_alone(&self) -> bool {
        self.weekday.is_some() && self.day.is_none() && self.month.is_none() && self.year.is_none()
    }

    /// The date, where the year is written and the day exists.
    pub fn partial(&self) -> Option<PartialDate> {
        let written = PartialDate { year: self.year?, month: self.month, day: self.day };
        PartialDate::parse(&written.to_string())
    }
}

/// Whether an office is held now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tenure {
    Current,
    /// "former", "ex-", "then-".
    Former,
    /// "acting", "interim".
    Acting,
    /// "designate", "-elect", "incoming".
    Future,
    /// "became", "took over as": taken at the time that the clause names.
    Began,
}

/// How a title is tied to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TitleTie {
    /// "Foreign Minister Marko Djuric".
    Before,
    /// "Marko Djuric, the foreign minister", "the foreign minister, Marko Djuric,", "Marko Djuric is the foreign minister".
    Apposition,
    /// "who leads the council".
    Verb,
    /// "the U.S. president", said of somebody whom the paragraph names. Never stands against a recorded title.
    Reference,
}

/// A title or office that the draft gives to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleMention {
    /// Bytes of the prose: the title with its qualifiers, without the name.
    pub span: Span,
    /// Bytes of the name it is given to.
    pub name: Span,
    /// Who that is; `None` for a person who is not recorded.
    pub person: Option<EntityId>,
    /// The title's own words, without tenure, place and name, folded and singular ("foreign minister").
    pub title: String,
    /// The place or body named with it.
    pub of: Option<(Span, Option<EntityId>)>,
    /// Every phrase that narrows it, `of` among them: "for Social Media", "with the FDA", "Russian".
    pub scope: Vec<(Span, Option<EntityId>)>,
    /// Now, formerly, acting or designate.
    pub tenure: Tenure,
    /// Whether the draft says that it is held on the draft's own date: not "then-", "became", "would be".
    pub asserted: bool,
    /// "a captain": one of several.
    pub indefinite: bool,
    /// How it is tied to the name.
    pub tie: TitleTie,
}

/// Who is said to have spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Bytes of the prose: the name or pronoun of the attribution.
    pub span: Span,
    /// Who that is, where it is known for sure.
    pub entity: Option<EntityId>,
    /// The attribution says "he" or "she": `entity` is then the only person whom the paragraph names before it.
    pub pronoun: bool,
}

/// Words between quotation marks, or in a block quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Bytes of the prose, marks included.
    pub span: Span,
    /// Bytes between the marks.
    pub inner: Span,
    /// Who is said to have spoken.
    pub speaker: Option<Speaker>,
}

/// "Naftna Industrija Srbije (NIS)", or a later "NIS".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbbreviationMention {
    /// Bytes of the short form.
    pub span: Span,
    /// Bytes of the long form, where it is introduced here.
    pub introduces: Option<Span>,
}

/// Everything a draft speaks of, each kind in the order of the prose.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    pub names: Vec<NameMention>,
    pub near_misses: Vec<NearMiss>,
    pub quantities: Vec<Quantity>,
    pub dates: Vec<DateMention>,
    pub titles: Vec<TitleMention>,
    pub quotations: Vec<Quotation>,
    pub abbreviations: Vec<AbbreviationMention>,
    /// Names as the draft shows them, recorded or not.
    pub proper: Vec<proper::ProperName>,
}

impl Mentions {
    /// Whether the fact base has its own word on the prose `span`: it knows a name there, or knows it as misspelt.
    pub fn is_recorded(&self, span: Span) -> bool {
        let (names, misses) = (&self.names, &self.near_misses);
        let name = names.get(names.partition_point(|name| name.span.end() <= span.start()));
        let miss = misses.get(misses.partition_point(|miss| miss.span.end() <= span.start()));
        name.is_some_and(|name| name.span.overlaps(span)) || miss.is_some_and(|miss| miss.span.overlaps(span))
    }

    /// Index of the quantity that the prose `span` touches.
    pub fn quantity_over(&self, span: Span) -> Option<usize> {
        let next = self.quantities.partition_point(|quantity| quantity.span.end() <= span.start());
        self.quantities.get(next).filter(|quantity| quantity.span.overlaps(span)).map(|_| next)
    }

    /// The date that the prose `span` touches.
    pub fn date_over(&self, span: Span) -> Option<&DateMention> {
        let next = self.dates.partition_point(|date| date.span.end() <= span.start());
        self.dates.get(next).filter(|date| date.span.overlaps(span))
    }

    /// Whether the prose `span` lies inside a quotation: somebody else's words.
    pub fn is_quoted(&self, span: Span) -> bool {
        let next = self.quotations.partition_point(|quotation| quotation.inner.end() < span.end());
        self.quotations.get(next).is_some_and(|quotation| quotation.inner.contains(span))
    }
}

/// Finds everything the draft speaks of.
pub fn find(document: &Document, facts: &FactBase, index: &name::NameIndex, lexicon: &Lexicon) -> Mentions {
    let (names, near_misses) = name::find(document, facts, index, lexicon);
    let titles = match index.has_titles() {
        true => title::find(document, (&names, &near_misses), facts, lexicon),
        false => title::of_recorded(document, &names, facts, lexicon),
    };
    let quotations = quote::find(document, &names, facts, lexicon);
    let spans: Vec<Span> = names.iter().map(|name| name.span).collect();
    let (quantities, dates) = figures(document, lexicon, &spans);
    Mentions {
        names,
        near_misses,
        quantities,
        dates,
        titles,
        quotations,
        abbreviations: abbreviation::find(document, lexicon),
        proper: proper::find(document, lexicon),
    }
}

/// The quantities and the dates of a document. A number in a date or in a name ("Three Islands Regatta") is no quantity.
pub fn figures(document: &Document, lexicon: &Lexicon, names: &[Span]) -> (Vec<Quantity>, Vec<DateMention>) {
    let dates = date::find(document, lexicon);
    let mut taken: Vec<Span> = dates.iter().map(|date| date.span).chain(names.iter().copied()).collect();
    taken.sort_unstable();
    (crate::quantity::find(document, lexicon, &taken), dates)
}

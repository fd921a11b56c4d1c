//! Offices that the facts give to somebody else than the draft does.

use rustc_hash::FxHashMap;

use crate::calendar::PartialDate;
use crate::claim::Case;
use crate::claim::title::compare::{Body, Ground, Office, is_part};
use crate::claim::title::{GRACE, Held, When, tells_of_one_before, told_years, when};
use crate::diagnostic::Confidence;
use crate::facts::{EntityId, FactBase, Reference, TitleFact};
use crate::lexicon::{Lexicon, Titles};
use crate::mention::name::play::Play;
use crate::mention::{DateMention, Tenure, TitleMention, TitleTie};

/// Names before a title among which its body is looked for.
const NAMES: usize = 64;

/// Holders of one kind of office that are looked at; where there are more, nobody is known by it.
const HOLDERS: usize = 256;

/// Tokens after "became head coach" in which the day of it may stand.
const TIME: usize = 8;

/// From an office's words to everybody who is recorded with it.
#[derive(Debug, Default)]
pub struct Holders {
    by_office: FxHashMap<String, Vec<(EntityId, usize)>>,
}

impl Holders {
    /// Every recorded office that a body gives to one person at a time.
    pub fn new(facts: &FactBase, lexicon: &Lexicon) -> Self {
        let mut by_office: FxHashMap<String, Vec<(EntityId, usize)>> = FxHashMap::default();
        for (id, entity) in facts.entities() {
            for (entry, fact) in entity.titles.iter().enumerate() {
                let office = Office::of_fact(&lexicon.titles, fact);
                if !office.acting && !office.former && office.sole(&lexicon.titles) != Sole::Never {
                    by_office.entry(office.key(&lexicon.titles)).or_default().push((id, entry));
                }
            }
        }
        Self { by_office }
    }

    fn of(&self, office: &Office, titles: &Titles) -> &[(EntityId, usize)] {
        let all = self.by_office.get(&office.key(titles)).map_or(&[][..], Vec::as_slice);
        if all.len() > HOLDERS { &[] } else { all }
    }
}

/// Whether a body has one of an office at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sole {
    Always,
    /// "the museum’s director": where the draft speaks of it as the only one.
    Definite,
    Never,
}

/// Who holds the office instead.
pub(super) struct Holder {
    pub person: EntityId,
    pub entry: usize,
    pub confidence: Confidence,
}

/// The recorded holder of the office that the draft gives to another.
pub(super) fn instead(
    case: &Case,
    title: &TitleMention,
    (draft, own): (&Office, &[Held]),
    play: &mut Play,
) -> Option<Holder> {
    let began = title.tenure == Tenure::Began;
    let on = if began { taken(case, title)? } else { case.date?.0 };
    let current = title.tenure == Tenure::Current && title.asserted;
    let of_another = is_of_another_body(case, title) || tells_of_one_before(case, title);
    if title.tie == TitleTie::Reference || title.indefinite || !(current || began) || of_another {
        return None;
    }
    let sole = draft.sole(&case.lexicon.titles);
    // The dead of an obituary hold what they held.
    let dead = title.person.is_some_and(|person| case.facts.entity(person).ended.is_some());
    if sole == Sole::Never || draft.acting || dead {
        return None;
    }
    let told = if began { Vec::new() } else { told_years(case, title) };
    let ground = Ground::from(case);
    let (mut firm, mut kin, mut loose) = (Vec::new(), Vec::new(), Vec::new());
    for &(person, entry) in case.index.holders.of(draft, &case.lexicon.titles) {
        let Some(fact) = case.facts.entity(person).titles.get(entry) else { continue };
        let recorded = Office::of_fact(&case.lexicon.titles, fact);
        if !draft.is_called_like(&recorded, &ground) || !is_of(case, title, fact, &ground) {
            continue;
        }
        // "The museum’s director" of a draft on another museum.
        if let Some(Reference::Entity(body)) = fact.of.as_ref().map(|of| &of.value)
            && !play.has(*body, "")
        {
            continue;
        }
        let fits = if began {
            begins(fact, on)
        } else {
            is_held(fact, on) && told.iter().all(|&year| is_held_all(fact, year))
        };
        if !fits || title.person == Some(person) || case.facts.entity(person).ended.is_some() {
            continue;
        }
        match draft.body(&recorded, &ground) {
            Body::Same => firm.push((person, entry)),
            Body::Unknown if is_colleague(case, title, fact, on) => kin.push((person, entry)),
            Body::Unknown => loose.push((person, entry)),
            Body::Other | Body::Unmatched => {}
        }
    }
    let settled = sole == Sole::Always || title.tie != TitleTie::Before;
    // "the group’s leader": which leader, nobody can tell.
    let titles = &case.lexicon.titles;
    let vague = draft.is_generic(titles) && draft.portfolios.is_empty();
    let sure = !began && title.tie != TitleTie::Verb;
    let confidence = if sure { Confidence::High } else { Confidence::Medium };
    match (&firm[..], &kin[..], &loose[..]) {
        (&[(person, entry)], ..) if settled => Some(Holder { person, entry, confidence }),
        // Another office of the person at the very body is recorded, and never this one.
        (&[], &[(person, entry)], _) if settled && !vague && never_held(own) => {
            Some(Holder { person, entry, confidence })
        }
        (&[], &[], &[(person, entry)]) | (&[], &[(person, entry)], &[]) if !began && !vague => {
            let before = own.iter().any(|held| held.relation == super::Relation::Agrees);
            let fact = case.facts.entity(person).titles.get(entry)?;
            let known = (sole == Sole::Always && settled || before) && is_meant(case, title, fact);
            known.then_some(Holder { person, entry, confidence: Confidence::Medium })
        }
        _ => None,
    }
}

/// Not "leader of the Greens on the city council": what follows the title first says what it is an office of.
fn is_of(case: &Case, title: &TitleMention, fact: &TitleFact, ground: &Ground) -> bool {
    let after = title.scope.iter().filter(|(span, _)| span.start() >= title.span.end());
    let Some((first, entity)) = after.min_by_key(|(span, _)| span.start()) else { return true };
    let Some(Reference::Entity(body)) = fact.of.as_ref().map(|of| &of.value) else { return true };
    match entity {
        Some(entity) => entity == body || is_part(ground, *entity, *body) || is_part(ground, *body, *entity),
        None => {
            let named = case.document.text(*first).starts_with(char::is_uppercase);
            !named || title.scope.iter().all(|(_, entity)| entity.is_none())
        }
    }
}

/// Whether the person of the draft's title holds an office at the body of a recorded one.
fn is_colleague(case: &Case, title: &TitleMention, fact: &TitleFact, on: PartialDate) -> bool {
    let (Some(person), Some(of)) = (title.person, &fact.of) else { return false };
    let own = case.facts.entity(person).titles.iter();
    own.filter(|own| is_held(own, on)).any(|own| own.of.as_ref().is_some_and(|body| body.value == of.value))
}

fn never_held(own: &[Held]) -> bool {
    own.iter().all(|held| held.relation != super::Relation::Agrees)
}

/// Held on that day, and not only since the last days.
fn is_held(fact: &TitleFact, on: PartialDate) -> bool {
    let fresh = |from: PartialDate| (on.earliest() - from.earliest()).get_days().abs() < GRACE;
    when(fact, Some(on)) == When::Valid && !fact.from.as_ref().is_some_and(|from| fresh(from.value))
}

/// Held from the first to the last day of the year.
fn is_held_all(fact: &TitleFact, year: PartialDate) -> bool {
    fact.from.as_ref().is_none_or(|from| from.value.latest() <= year.earliest())
        && fact.until.as_ref().is_none_or(|until| until.value.earliest() >= year.latest())
}

/// Whether the office was taken on that day, or in that month or year.
pub(super) fn begins(fact: &TitleFact, on: PartialDate) -> bool {
    let Some(from) = fact.from.as_ref().map(|from| from.value) else { return false };
    from.earliest() <= on.latest() && on.earliest() <= from.latest()
}

/// The time right after "became head coach of Carrow": "in November 2021".
pub(super) fn taken(case: &Case, title: &TitleMention) -> Option<PartialDate> {
    let document = case.document;
    let after = document.token_at(title.span.end().saturating_sub(1)) + 1;
    let sentence = document.sentences.get(document.sentence_at(title.span.start()))?;
    let last = (after + TIME).min(sentence.tokens.1 as usize);
    let end = document.tokens.get(last.checked_sub(1)?)?.span.end();
    let dates = &case.mentions.dates;
    let next = dates.partition_point(|date| date.span.start() < title.span.end());
    if let Some(date) = dates.get(next).filter(|date| date.span.start() < end) {
        return date.partial().or_else(|| latest(date, case.date?.0));
    }
    (after + 1..last).find_map(|at| {
        let before = document.tokens[at - 1].text(&document.prose).to_lowercase();
        let year = document.tokens[at].year(&document.prose)?;
        let told = case.lexicon.times.before_year.contains(&before);
        told.then_some(PartialDate { year, month: None, day: None })
    })
}

/// "on 1 September" of a draft: the last one before it.
fn latest(date: &DateMention, draft: PartialDate) -> Option<PartialDate> {
    let of_year = |year| DateMention { year: Some(year), ..date.clone() }.partial();
    let before = |date: &PartialDate| date.earliest() <= draft.latest();
    date.month.and_then(|_| [draft.year, draft.year - 1].into_iter().filter_map(of_year).find(before))
}

/// "Mayor Jane Roe of Hollins": the body after the name.
fn is_of_another_body(case: &Case, title: &TitleMention) -> bool {
    let document = case.document;
    let after = document.token_at(title.name.end().saturating_sub(1)) + 1;
    let word = |at: usize| document.tokens.get(at).map_or("", |token| token.text(&document.prose));
    title.tie == TitleTie::Before
        && word(after) == case.lexicon.claims.of
        && word(after + 1).starts_with(char::is_uppercase)
}

/// Where the draft does not say of what: the office of a body that it has named, given to a recorded person who belongs to no other
/// body of that kind.
fn is_meant(case: &Case, title: &TitleMention, fact: &TitleFact) -> bool {
    let Some(person) = title.person else { return false };
    let Some(Reference::Entity(body)) = fact.of.as_ref().map(|of| &of.value) else { return true };
    let names = &case.mentions.names;
    let here = names.partition_point(|name| name.span.start() < title.span.end());
    let kind = case.facts.entity(*body).kind;
    let elsewhere = case.facts.entity(person).titles.iter().any(|own| {
        matches!(own.of.as_ref().map(|of| &of.value), Some(Reference::Entity(id))
            if id != body && case.facts.entity(*id).kind == kind)
    });
    !elsewhere && names[..here].iter().rev().take(NAMES).any(|name| name.entities.contains(body))
}

impl Office {
    /// Whether a body has one of it at a time.
    pub(super) fn sole(&self, titles: &Titles) -> Sole {
        if self.head.is_empty() || !self.ranks.is_empty() {
            return Sole::Never;
        }
        let told_apart = !self.portfolios.is_empty() || !titles.sole_by_portfolio.contains(&self.head);
        let by_word = self.portfolios.iter().any(|word| titles.sole_words.contains(word));
        if by_word || (titles.sole.contains(&self.head) && told_apart) {
            Sole::Always
        } else if titles.sole_if_definite.contains(&self.head) {
            Sole::Definite
        } else {
            Sole::Never
        }
    }

    /// Its own words, in one order, but for those of a body: "leader" of "council leader".
    pub(super) fn key(&self, titles: &Titles) -> String {
        let own = self.portfolios.iter().map(String::as_str).filter(|word| !titles.body_words.contains(word));
        let portfolios: Vec<&str> = own.collect();
        format!("{} {}", portfolios.join(" "), self.head)
    }
}

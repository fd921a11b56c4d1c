//! Claims of kind title: an office that the draft gives to a person, held against the offices recorded of that person.

mod compare;
pub mod holder;
pub mod within;

use crate::calendar::PartialDate;
use crate::claim::{Case, ClaimKind, Considered, Evidence, Judgement, Reading, Reason, Verdict};
use crate::diagnostic::Confidence;
use crate::facts::{Entity, EntityId, Reference, TitleFact};
use crate::mention::name::play::Play;
use crate::mention::{Tenure, TitleMention, TitleTie};
use crate::span::Span;
use crate::text::TokenKind;

pub use compare::Office;
use compare::{Ground, Relation};

/// Appends a judgement for every title that the draft gives to a recorded person.
pub fn judge(case: &Case, judgements: &mut Vec<Judgement>) {
    let from = judgements.len();
    let mut play = case.play();
    for (mention, title) in case.mentions.titles.iter().enumerate() {
        judgements.extend(judgement(case, title, mention, &mut play));
    }
    spare_joint_titles(case, &mut judgements[from..]);
}

/// Whether the draft's title is the recorded one, or a shorter true form of it.
pub fn is_called(case: &Case, title: &TitleMention, fact: &TitleFact) -> bool {
    let ground = Ground::from(case);
    let draft = Office::of_mention(case.document, &ground, title);
    draft.relation(&Office::of_fact(&case.lexicon.titles, fact), &ground) == Relation::Agrees
}

/// Whether a recorded office is held on the day the draft is judged on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Valid,
    Ended,
    NotYet,
    /// It depends on a date, and nobody gave one.
    Unknown,
}

fn when(fact: &TitleFact, date: Option<PartialDate>) -> When {
    let (from, until) = (fact.from.as_ref().map(|from| from.value), fact.until.as_ref().map(|until| until.value));
    let Some(date) = date else {
        return if from.is_none() && until.is_none() { When::Valid } else { When::Unknown };
    };
    if until.is_some_and(|until| until.latest() < date.earliest()) {
        When::Ended
    } else if from.is_some_and(|from| from.earliest() > date.latest()) {
        When::NotYet
    } else {
        When::Valid
    }
}

/// What one recorded title says of the draft's.
struct Held {
    entry: usize,
    relation: Relation,
    when: When,
    acting: bool,
}

fn judgement(case: &Case, title: &TitleMention, mention: usize, play: &mut Play) -> Option<Judgement> {
    let draft = Office::of_mention(case.document, &Ground::from(case), title);
    let held = title.person.map_or_else(Vec::new, |person| held_by(case, person, &draft));
    let ruling = title.person.map(|person| rule(case, title, case.facts.entity(person), &held));
    let open = ruling.as_ref().is_none_or(|ruling| matches!(ruling.verdict, Verdict::NotEnoughInfo(_)));
    let holder = if open { holder::instead(case, title, (&draft, &held), play) } else { None };
    let (decisive, ruling, given_to) = match (holder, title.person, ruling) {
        (Some(holder), ..) => (holder.person, Ruling::refuted(holder.entry, holder.confidence), Some(title.name)),
        (None, Some(person), Some(ruling)) => (person, ruling, None),
        // Nobody has recorded anything of them.
        (None, ..) => return None,
    };
    let considered = title.person.map_or_else(Vec::new, |own| considered(case.facts.entity(own), &held));
    let person = case.facts.entity(decisive);
    Some(Judgement {
        kind: ClaimKind::Title,
        span: title.span,
        mention,
        asserted: title.asserted,
        quoted: is_quoted(case, title.span),
        confidence: ruling.confidence,
        verdict: ruling.verdict,
        evidence: ruling.entry.and_then(|entry| {
            let fact = person.titles.get(entry)?;
            Some(Evidence { key: person.key(), place: fact.title.place, index: decisive.0 as usize, entry })
        }),
        reading: Reading {
            label: person.name.value.clone(),
            cues: vec![(title.name, person.key())],
            remarks: ruling.remarks,
            given_to,
            considered: if given_to.is_some() { Vec::new() } else { considered },
            ..Reading::default()
        },
    })
}

/// What was made of each recorded title, for people who ask why.
fn considered(person: &Entity, held: &[Held]) -> Vec<Considered> {
    let of = |held: &Held| {
        let fact = person.titles.get(held.entry)?;
        let key = format!("{} ({})", person.key(), fact.title.value);
        let subject = match held.when {
            When::Valid => "held on the date of the draft",
            When::Ended => "given up before the date of the draft",
            When::NotYet => "taken after the date of the draft",
            When::Unknown => "held from or until a day, and the draft has no date",
        };
        let (tie, outcome) = match held.relation {
            Relation::Agrees => ("the same office, or a shorter form of it", "agrees"),
            Relation::Contradicts => ("another office of the same kind", "differs"),
            Relation::OtherWork => ("another job at the same body", "differs"),
            Relation::Apart => ("an office of another kind, or of another body", "left"),
        };
        Some(Considered { key, tie, subject, confidence: Confidence::High, outcome })
    };
    held.iter().filter_map(of).collect()
}

/// What each recorded title of the person says of the draft's.
fn held_by(case: &Case, person: EntityId, draft: &Office) -> Vec<Held> {
    let (date, ground) = (case.date.map(|(date, _)| date), Ground::from(case));
    let titles = case.facts.entity(person).titles.iter().enumerate();
    let held = titles.map(|(entry, fact)| {
        let recorded = Office::of_fact(&case.lexicon.titles, fact);
        let when = if recorded.former { When::Ended } else { when(fact, date) };
        Held { entry, relation: draft.relation(&recorded, &ground), when, acting: recorded.acting }
    });
    held.collect()
}

/// A verdict with the recorded title that decided it.
struct Ruling {
    verdict: Verdict,
    entry: Option<usize>,
    confidence: Confidence,
    remarks: Vec<String>,
}

impl Ruling {
    fn new(verdict: Verdict, entry: Option<usize>) -> Self {
        Self { verdict, entry, confidence: Confidence::High, remarks: Vec::new() }
    }

    fn open(reason: Reason, entry: Option<usize>) -> Self {
        Self::new(Verdict::NotEnoughInfo(reason), entry)
    }

    fn refuted(entry: usize, confidence: Confidence) -> Self {
        Self { confidence, ..Self::new(Verdict::Refuted, Some(entry)) }
    }

    fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remarks.push(remark.into());
        self
    }
}

/// Decides by all recorded titles together: one that agrees settles it, and a contradiction counts only without one.
fn rule(case: &Case, title: &TitleMention, person: &Entity, held: &[Held]) -> Ruling {
    let agreeing = |when: When| held.iter().find(|held| held.relation == Relation::Agrees && held.when == when);
    let any_agreeing = held.iter().find(|held| held.relation == Relation::Agrees);
    if title.tie == TitleTie::Reference {
        return match agreeing(When::Valid) {
            Some(held) => Ruling::new(Verdict::Supported, Some(held.entry)),
            None => Ruling::open(Reason::Unresolved, any_agreeing.map(|held| held.entry)),
        };
    }
    if let Some(other) = taken_instead(case, title, person, held).filter(|_| any_agreeing.is_none()) {
        return Ruling::refuted(other.entry, Confidence::Medium).remark("recorded as taken on that day");
    }
    if !title.asserted {
        return Ruling::open(Reason::NotAsserted, any_agreeing.map(|held| held.entry));
    }
    match title.tenure {
        Tenure::Former => return former(held, person),
        Tenure::Future => return Ruling::open(Reason::NotAsserted, any_agreeing.map(|held| held.entry)),
        Tenure::Current | Tenure::Acting | Tenure::Began => {}
    }
    if let Some(held) = agreeing(When::Valid) {
        return match (title.tenure == Tenure::Acting, held.acting) {
            (true, false) => Ruling::refuted(held.entry, Confidence::High).remark("not recorded as acting"),
            (false, true) => Ruling::refuted(held.entry, Confidence::Medium).remark("recorded as acting"),
            _ => Ruling::new(Verdict::Supported, Some(held.entry)),
        };
    }
    if let Some(held) = agreeing(When::Unknown) {
        return Ruling::open(Reason::NoDate, Some(held.entry));
    }
    if let Some(past) = agreeing(When::Ended) {
        let ruling = ended(case, title, person, past);
        let now = held.iter().find(|held| held.relation == Relation::Contradicts && held.when == When::Valid);
        // What the person holds now is what to write.
        return match now {
            Some(now) if ruling.verdict == Verdict::Refuted => Ruling { entry: Some(now.entry), ..ruling },
            _ => ruling,
        };
    }
    if let Some(held) = agreeing(When::NotYet) {
        return Ruling::open(Reason::OtherPeriod, Some(held.entry));
    }
    contradicted(case, title, person, held)
}

/// "became chief operating officer on 1 September" of who became chief financial officer on that day.
fn taken_instead<'h>(case: &Case, title: &TitleMention, person: &Entity, held: &'h [Held]) -> Option<&'h Held> {
    let on = (title.tenure == Tenure::Began).then(|| holder::taken(case, title)).flatten()?;
    let began = |held: &&Held| person.titles.get(held.entry).is_some_and(|fact| holder::begins(fact, on));
    held.iter().filter(|held| held.relation == Relation::Contradicts).find(began)
}

/// "former foreign minister": right of an office that ended, wrong of one that is held.
fn former(held: &[Held], person: &Entity) -> Ruling {
    let agrees = |when: When| held.iter().find(|held| held.relation == Relation::Agrees && held.when == when);
    if let Some(held) = agrees(When::Ended) {
        return Ruling::new(Verdict::Supported, Some(held.entry));
    }
    if let Some(held) = agrees(When::Unknown) {
        return Ruling::open(Reason::NoDate, Some(held.entry));
    }
    match agrees(When::Valid) {
        // The dead hold no office, whatever the record leaves open.
        Some(held) if person.ended.is_some() => Ruling::open(Reason::OtherPeriod, Some(held.entry)),
        Some(held) => {
            let dated = person.titles.get(held.entry).is_some_and(|fact| fact.from.is_some() || fact.until.is_some());
            let confidence = if dated { Confidence::High } else { Confidence::Medium };
            Ruling::refuted(held.entry, confidence).remark("recorded as held")
        }
        None => Ruling::open(Reason::NoFact, None),
    }
}

/// An office given to somebody who no longer holds it, unless the draft tells of those days.
fn ended(case: &Case, title: &TitleMention, person: &Entity, held: &Held) -> Ruling {
    let until = person.titles.get(held.entry).and_then(|fact| fact.until.as_ref());
    let (Some(until), Some((date, _))) = (until, case.date) else {
        return Ruling::open(Reason::OtherPeriod, Some(held.entry));
    };
    // Words written in the last days of an office are printed after it.
    let just_now = (date.earliest() - until.value.latest()).get_days() < GRACE;
    let past = paragraph_tells_of_the_past(case, title) || tells_of_one_before(case, title);
    if person.ended.is_some() || just_now || past || title.tie != TitleTie::Before {
        return Ruling::open(Reason::OtherPeriod, Some(held.entry));
    }
    Ruling::refuted(held.entry, Confidence::Medium).remark(format!("held until {}", until.value))
}

/// Days after the end of an office in which its title is still let pass.
const GRACE: i32 = 60;

/// No recorded title agrees: refuted where one of the same kind stands against it.
fn contradicted(case: &Case, title: &TitleMention, person: &Entity, held: &[Held]) -> Ruling {
    // "a captain" is one of several, and may be so beside a recorded office.
    let beside = |held: &&Held| !(title.indefinite && held.relation == Relation::Contradicts && title.scope.is_empty());
    let against = held
        .iter()
        .filter(beside)
        .filter(|held| matches!(held.relation, Relation::Contradicts | Relation::OtherWork))
        .filter(|held| matches!(held.when, When::Valid | When::Unknown))
        .min_by_key(|held| (held.relation == Relation::OtherWork, held.when != When::Valid));
    // One who stands in for another keeps an office of one's own, and so may who "is also" something.
    let besides = title.tenure == Tenure::Acting || is_said_beside(case, title);
    let Some(against) = against.filter(|_| !besides) else {
        return Ruling::open(Reason::NoFact, None);
    };
    let from = person.titles.get(against.entry).and_then(|fact| fact.from.as_ref());
    if person.ended.is_some() || from.is_some_and(|from| told_of_before(case, title, from.value.year)) {
        return Ruling::open(Reason::OtherPeriod, Some(against.entry));
    }
    let sure = against.relation == Relation::Contradicts && title.tie != TitleTie::Verb;
    Ruling::refuted(against.entry, if sure { Confidence::High } else { Confidence::Medium })
}

/// "who is also defence minister", "the mayor of Velling and later prime minister": another office is held beside it, or came after.
fn is_said_beside(case: &Case, title: &TitleMention) -> bool {
    let (document, titles) = (case.document, &case.lexicon.titles);
    let word = |at: usize| document.tokens.get(at).map_or("", |token| token.text(&document.prose)).to_lowercase();
    let start = document.token_at(title.span.start());
    let also = (start.saturating_sub(2)..start).any(|at| titles.also.contains(&word(at)));
    let end = document.token_at(title.span.end().saturating_sub(1)) + 1;
    let rest = (end..document.tokens.len().min(end + TRAIL)).take_while(|&at| document.tokens[at].is_word());
    also || title.tie == TitleTie::Apposition && rest.into_iter().any(|at| titles.changes.contains(&word(at)))
}

/// How many words after a title may tell that it has changed.
const TRAIL: usize = 8;

/// Whether the title stands in a clause about a year before `year`: "In 1995, Justice Minister Marko Djuric …".
fn told_of_before(case: &Case, title: &TitleMention, year: i16) -> bool {
    clause_years(case, title).into_iter().any(|told| told < i32::from(year))
}

/// The years of the stretch between commas around the title, and of the one that its sentence begins with.
fn clause_years(case: &Case, title: &TitleMention) -> Vec<i32> {
    let document = case.document;
    let Some(sentence) = document.sentences.get(document.sentence_at(title.span.start())) else { return Vec::new() };
    let at = document.token_at(title.span.start());
    let (first, last) = (sentence.tokens.0 as usize, (sentence.tokens.1 as usize).min(at + REACH));
    let comma = |at: &usize| document.tokens[*at].is(',');
    let from = (first.max(at.saturating_sub(REACH))..at).rev().find(comma).unwrap_or(first);
    let to = (at..last).find(comma).unwrap_or(last);
    let opening = (first..at.min(first + REACH)).find(comma).unwrap_or(first);
    years(case, from..to).chain(years(case, first..opening)).collect()
}

/// The years that the title can be told of: the last that its paragraph names before it, and those of its clause.
fn told_years(case: &Case, title: &TitleMention) -> Vec<PartialDate> {
    let document = case.document;
    let at = document.token_at(title.span.start());
    let block = document.blocks.get(document.block_at(title.span.start()));
    let first = block.map_or(at, |block| (block.tokens.0 as usize).max(at.saturating_sub(REACH)));
    let last = years(case, first..at.max(first)).last();
    let all = last.into_iter().chain(clause_years(case, title));
    all.filter_map(|year| PartialDate::parse(&year.to_string())).collect()
}

/// "The previous coalition, under Prime Minister X, lasted 19 months": the sentence is about what was before.
fn tells_of_one_before(case: &Case, title: &TitleMention) -> bool {
    let document = case.document;
    let Some(sentence) = document.sentences.get(document.sentence_at(title.span.start())) else { return false };
    let at = document.token_at(title.span.start());
    let first = (sentence.tokens.0 as usize).max(at.saturating_sub(REACH));
    (first..at).any(|at| case.lexicon.titles.former.has(document.tokens[at].text(&document.prose)))
}

/// Whether the paragraph names a year before the draft's own, other than after "since".
fn paragraph_tells_of_the_past(case: &Case, title: &TitleMention) -> bool {
    let document = case.document;
    let Some(block) = document.blocks.get(document.block_at(title.span.start())) else { return false };
    let at = document.token_at(title.span.start());
    // A paragraph of great length tells nothing of one place in it.
    let (first, last) = (block.tokens.0 as usize, block.tokens.1 as usize);
    let range = first.max(at.saturating_sub(REACH))..last.min(at + REACH);
    let present = case.date.map_or(i32::MAX, |(date, _)| i32::from(date.year));
    years(case, range).any(|year| year < present)
}

/// Years among the tokens, outside quotations and other than after "since".
fn years<'a>(case: &'a Case, range: std::ops::Range<usize>) -> impl Iterator<Item = i32> + 'a {
    let document = case.document;
    let first = range.start;
    range.filter_map(move |at| {
        let token = document.tokens.get(at)?;
        let text = token.text(&document.prose);
        if token.kind != TokenKind::Number || text.len() != 4 || is_quoted(case, token.span) {
            return None;
        }
        // "since 2023", "since January 2023".
        let from = case.mentions.date_over(token.span).map_or(at, |date| document.token_at(date.span.start()));
        let since = from > first && case.lexicon.times.since.has(document.tokens[from - 1].text(&document.prose));
        text.parse().ok().filter(|year| !since && (1000..2200).contains(year))
    })
}

/// Whether the words stand inside a quotation.
fn is_quoted(case: &Case, span: Span) -> bool {
    let quotations = &case.mentions.quotations;
    let next = quotations.partition_point(|quotation| quotation.span.end() <= span.start());
    quotations.get(next).is_some_and(|quotation| quotation.span.contains(span))
}

/// Tokens to either side that are looked through for years.
const REACH: usize = 120;

/// "president and chief executive": where one of several titles of one name is recorded, another beside it is no
/// contradiction, as one person may hold both.
/// The other title may be held as well only if it is not another recorded one that it stands in the place of.
fn spare_joint_titles(case: &Case, judgements: &mut [Judgement]) {
    let entry = |judgement: &Judgement| judgement.evidence.as_ref().map(|evidence| evidence.entry);
    for at in 0..judgements.len() {
        if judgements[at].verdict != Verdict::Refuted {
            continue;
        }
        let title = &case.mentions.titles[judgements[at].mention];
        let near = at.saturating_sub(4)..(at + 5).min(judgements.len());
        let joint = near.filter(|&other| other != at).any(|other| {
            let beside = &case.mentions.titles[judgements[other].mention];
            beside.name == title.name
                && judgements[other].verdict == Verdict::Supported
                && entry(&judgements[other]) == entry(&judgements[at])
        });
        if joint {
            judgements[at].verdict = Verdict::NotEnoughInfo(Reason::Ambiguous);
        }
    }
}

/// A recorded title for people: "Foreign Minister of Serbia, from 2024-05-02".
pub(crate) fn describe(case_facts: &crate::facts::FactBase, fact: &TitleFact) -> String {
    let mut words = fact.title.value.clone();
    match fact.of.as_ref().map(|of| &of.value) {
        Some(Reference::Entity(id)) => words.push_str(&format!(" of {}", case_facts.entity(*id).name.value)),
        Some(Reference::Phrase(phrase)) => words.push_str(&format!(" of {phrase}")),
        None => {}
    }
    if let Some(from) = &fact.from {
        words.push_str(&format!(", from {}", from.value));
    }
    if let Some(until) = &fact.until {
        words.push_str(&format!(", until {}", until.value));
    }
    words
}

#[cfg(test)]
mod tests;

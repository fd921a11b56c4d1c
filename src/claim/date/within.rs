//! Dates and ages that a draft tells of one person or body, held against each other.
//!
//! What the draft itself says of a birth, death or foundation is taken as the record of it; then every date, age and length of time of
//! the draft is judged as against recorded facts. A statement supports itself, so that only another one can contradict it.

use std::collections::BTreeMap;

use crate::calendar::PartialDate;
use crate::claim::cast::Cast;
use crate::claim::date::attach;
use crate::claim::date::expression::{Time, When};
use crate::claim::date::scene::Scene;
use crate::claim::date::subject::{self, Subject};
use crate::claim::date::told::{is_asserted_at, is_quoted, preposition};
use crate::claim::{Case, ClaimKind, Index, Judgement, Verdict};
use crate::diagnostic::Confidence;
use crate::document::{Document, Sentence};
use crate::facts::{EntityId, EntityKind, FactBase, Place, Placed};
use crate::lexicon::Lexicon;
use crate::lexicon::times::Change;
use crate::mention::Mentions;
use crate::settings::DateOrigin;
use crate::source::FileId;
use crate::span::Span;

/// Two places of a draft that cannot both be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strife {
    pub kind: StrifeKind,
    /// What both speak of: "Ilse Brandt (age)".
    pub label: String,
    /// Bytes of the prose: the words that do not fit.
    pub at: Span,
    /// What would fit: "64 or 65 (born 1960)".
    pub wanted: String,
    /// Bytes of the **file**: the words that they do not fit.
    pub against: Span,
    pub confidence: Confidence,
}

/// What does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrifeKind {
    Age,
    /// A date or a length of time.
    Time,
}

/// Tokens between a word of change and its time: "born in a village near Velling in 1960".
const REACH: usize = 10;

/// Tokens of the longest phrase of a change, but one.
const BEFORE: usize = 4;
/// Tokens of the longest wording of a year, but one.
const BEYOND: usize = 2;

/// Everything in a draft that is told of the lives of persons and bodies and does not fit, in order. Names that `skip` covers are left out.
pub fn find(
    document: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    date: Option<(PartialDate, DateOrigin)>,
    skip: impl Fn(Span) -> bool,
) -> Vec<Strife> {
    if !tells_of_lives(document, mentions, lexicon) {
        return Vec::new();
    }
    let mut cast = Cast::with_bodies(document, mentions, skip);
    if cast.names.is_empty() {
        return Vec::new();
    }
    let own = Mentions {
        names: std::mem::take(&mut cast.names),
        quantities: mentions.quantities.clone(),
        dates: mentions.dates.clone(),
        quotations: mentions.quotations.clone(),
        ..Mentions::default()
    };
    let index = Index::of_moments(&cast.facts, lexicon);
    let told = {
        let case = Case { document, mentions: &own, facts: &cast.facts, index: &index, lexicon, date };
        lives(&Scene::new(&case))
    };
    if told.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Strife> = Vec::new();
    record(&mut cast.facts, &told);
    found.extend(ends_before_it_begins(document, &cast.facts, &told));
    let index = Index::of_moments(&cast.facts, lexicon);
    let case = Case { document, mentions: &own, facts: &cast.facts, index: &index, lexicon, date };
    let mut judgements = Vec::new();
    super::judge(&case, &mut judgements);
    found.extend(judgements.iter().filter_map(|judgement| strife(&case, judgement, &told)));
    found.extend(anniversaries(&Scene::new(&case), &told));
    found.sort_by_key(|strife| (strife.at, strife.against));
    found.dedup_by_key(|strife| strife.at);
    found
}

/// Whether a word of birth, death or foundation stands with a year in one sentence anywhere.
fn tells_of_lives(document: &Document, mentions: &Mentions, lexicon: &Lexicon) -> bool {
    document.sentences.iter().any(|sentence| {
        let (first, last) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
        // A phrase may run on from the heading before.
        let told = || {
            (first.saturating_sub(BEFORE)..last).any(|at| {
                let cue = lexicon.times.cues.0.starting(&document.prose, &document.tokens, at);
                cue.is_some_and(|(_, cue)| is_of_life(cue.change))
            })
        };
        has_year(document, sentence, mentions, lexicon) && told()
    })
}

/// Whether a sentence has a year as a date, as a number or as a word. Its words may run on into what stands after a heading.
fn has_year(document: &Document, sentence: &Sentence, mentions: &Mentions, lexicon: &Lexicon) -> bool {
    let next = mentions.dates.partition_point(|date| date.span.end() <= sentence.span.start());
    let mut dates = mentions.dates[next..].iter().take_while(|date| date.span.start() < sentence.span.end());
    let year = &lexicon.calendar.year;
    let end = (sentence.tokens.1 as usize + BEYOND).min(document.tokens.len());
    dates.any(|date| date.year.is_some())
        || document.tokens[sentence.tokens.0 as usize..end].iter().any(|token| {
            token.year(&document.prose).is_some() || year.iter().any(|year| *year == token.text(&document.prose))
        })
}

fn is_of_life(change: Change) -> bool {
    matches!(change, Change::Born | Change::Died | Change::Founded | Change::Dissolved)
}

/// A beginning or an end that the draft tells.
struct Told {
    entity: EntityId,
    ends: bool,
    date: PartialDate,
    span: Span,
    confidence: Confidence,
}

/// Every beginning and end that the draft tells with a year, by the place of the year.
type Lives = BTreeMap<Span, Told>;

fn lives(scene: &Scene) -> Lives {
    let mut told = Lives::new();
    for sentence in &scene.case.document.sentences {
        for time in scene.times_in((sentence.tokens.0 as usize, sentence.tokens.1 as usize)) {
            told.extend(life(scene, time, sentence).map(|life| (life.span, life)));
        }
    }
    told
}

fn life(scene: &Scene, time: &Time, sentence: &Sentence) -> Option<Told> {
    let date = date_of(scene, time)?;
    let tie = attach::change(scene, time, sentence).filter(|tie| is_of_life(tie.cue.change))?;
    // "In 2015 the museum, founded in 1990, …": the time stands right after what it is told of.
    let between = tie.tokens.1..time.tokens.0;
    if tie.tokens.1 > time.tokens.0
        || between.len() > REACH
        || between.clone().any(|at| scene.is_verb(at) || scene.is(at, ','))
    {
        return None;
    }
    // "may have been born in 1962".
    let group = tie.tokens.0.saturating_sub(4).max(sentence.tokens.0 as usize)..tie.tokens.0;
    if group.into_iter().any(|at| scene.words.modals.contains(scene.lower(at).as_ref())) {
        return None;
    }
    let limit = preposition(scene, time).is_some_and(|word| scene.words.limits.contains(word.as_ref()));
    if limit || !is_asserted_at(scene, time.tokens, sentence) || is_quoted(scene.case, time.span) {
        return None;
    }
    let of_body = matches!(tie.cue.change, Change::Founded | Change::Dissolved);
    let kind = if of_body { EntityKind::Organization } else { EntityKind::Person };
    let told = match tie.cue.noun {
        true => subject::of_noun(scene, tie.tokens, sentence, kind),
        false => subject::of_verb(scene, tie.tokens.0, time.tokens.1, sentence, kind),
    }?;
    if of_body && !is_foundation(scene, tie.tokens, told) {
        return None;
    }
    let ends = matches!(tie.cue.change, Change::Died | Change::Dissolved);
    Some(Told { entity: told.entity, ends, date, span: time.span, confidence: told.confidence })
}

/// A museum may be founded in one year and opened in another: only verbs that say no more than that a body began, and only of one that
/// is named there.
fn is_foundation(scene: &Scene, tie: (usize, usize), told: Subject) -> bool {
    let words = scene.span(tie);
    told.confidence == Confidence::High
        && scene.words.founding.contains(&scene.case.document.text(words).to_lowercase())
}

/// The time as a date, where it is a year, a month or a day.
fn date_of(scene: &Scene, time: &Time) -> Option<PartialDate> {
    match (time.mention, time.when) {
        (Some(mention), _) => scene.case.mentions.dates.get(mention)?.partial(),
        (None, When::Between(first, last)) if first.year() == last.year() => {
            Some(PartialDate { year: first.year(), month: None, day: None })
        }
        _ => None,
    }
}

/// Makes the surest statement, of equally sure ones the first, the record.
fn record(facts: &mut FactBase, told: &Lives) {
    for sure in [Confidence::High, Confidence::Medium] {
        for one in told.values().filter(|one| one.confidence == sure) {
            let Some(entity) = facts.entities.get_mut(one.entity.0 as usize) else { continue };
            let place = Place { file: FileId::DRAFT, span: one.span };
            let slot = if one.ends { &mut entity.ended } else { &mut entity.began };
            slot.get_or_insert(Placed { value: one.date, place });
        }
    }
}

/// "born in 1960 … died in 1906".
fn ends_before_it_begins<'a>(
    document: &'a Document,
    facts: &'a FactBase,
    told: &'a Lives,
) -> impl Iterator<Item = Strife> + 'a {
    facts.entities.iter().filter_map(move |entity| {
        let (began, ended) = (entity.began.as_ref()?, entity.ended.as_ref()?);
        let sure = |place: Place| told.get(&place.span).is_some_and(|one| one.confidence == Confidence::High);
        if !ended.value.definitely_before(began.value) || !(sure(began.place) || sure(ended.place)) {
            return None;
        }
        Some(Strife {
            kind: StrifeKind::Time,
            label: format!("{} (end)", entity.name.value),
            at: ended.place.span,
            wanted: format!("the beginning in {}", began.value),
            against: document.source_span(began.place.span),
            confidence: Confidence::High,
        })
    })
}

/// "founded in 1990 … its 30th anniversary in 2015": a count of years that the sentence’s own year does not lead to.
fn anniversaries(scene: &Scene, told: &Lives) -> Vec<Strife> {
    let document = scene.case.document;
    let words = scene.words;
    let ordinal = |at: usize| {
        let ending = scene.lower(at + 1);
        let known = scene.case.lexicon.calendar.dates.ordinal_endings.iter().any(|known| **known == ending);
        let number = document.tokens[at].is_number() && known;
        number.then(|| document.tokens[at].text(&document.prose).parse::<i16>().ok()).flatten()
    };
    let mut found = Vec::new();
    for sentence in &document.sentences {
        for at in sentence.tokens.0 as usize..sentence.tokens.1 as usize {
            let Some(count) = ordinal(at) else { continue };
            let noun = scene.lower(at + 2);
            let kind =
                match (words.lengths.anniversary.contains(noun.as_ref()), words.birthdays.contains(noun.as_ref())) {
                    (true, _) => EntityKind::Organization,
                    (_, true) => EntityKind::Person,
                    _ => continue,
                };
            let tokens = (at, at + 3);
            let whose = subject::of_noun(scene, (at, at + 3), sentence, kind);
            let began = whose.and_then(|whose| {
                let began = scene.case.facts.entity(whose.entity).began.as_ref()?;
                told.get(&began.place.span).filter(|one| one.confidence == Confidence::High)
            });
            let Some((began, year)) = began.and_then(|began| Some((began, only_year(scene, sentence, began.span)?)))
            else {
                continue;
            };
            let due = year - began.date.year;
            if due != count && !is_quoted(scene.case, scene.span(tokens)) {
                found.push(Strife {
                    kind: StrifeKind::Time,
                    label: format!("{} ({noun})", scene.case.facts.entity(began.entity).name.value),
                    at: scene.span(tokens),
                    wanted: format!("{due} years from {} to {year}", began.date.year),
                    against: document.source_span(began.span),
                    confidence: Confidence::Medium,
                });
            }
        }
    }
    found
}

/// The one year that the sentence names beside the words at `but`.
fn only_year(scene: &Scene, sentence: &Sentence, but: Span) -> Option<i16> {
    let times = scene.times_in((sentence.tokens.0 as usize, sentence.tokens.1 as usize));
    let mut years = times.iter().filter(|time| time.span != but).filter_map(|time| match time.when {
        When::Between(first, last) if first.year() == last.year() => Some(first.year()),
        _ => None,
    });
    let year = years.next()?;
    // "in 2015 and 2020": a bare number may be another year.
    let document = scene.case.document;
    let beside = document.tokens_in(sentence.tokens).iter().filter(|token| !but.contains(token.span));
    let other = beside.filter_map(|token| token.year(&document.prose)).any(|other| other != year);
    (!other && years.all(|other| other == year)).then_some(year)
}

/// A refuted judgement, where one of its two ends at least is sure whom it speaks of.
fn strife(case: &Case, judgement: &Judgement, told: &Lives) -> Option<Strife> {
    let evidence =
        judgement.evidence.as_ref().filter(|_| judgement.verdict == Verdict::Refuted && !judgement.quoted)?;
    let record = told.get(&evidence.place.span)?;
    let sure = match judgement.kind {
        ClaimKind::Age => record.confidence.max(judgement.confidence) == Confidence::High,
        _ => record.confidence.min(judgement.confidence) == Confidence::High,
    };
    // Two dates clash only where both were read as dates of it.
    if !sure || (judgement.kind == ClaimKind::Date && !told.contains_key(&judgement.span)) {
        return None;
    }
    Some(Strife {
        kind: if judgement.kind == ClaimKind::Age { StrifeKind::Age } else { StrifeKind::Time },
        label: judgement.reading.label.clone(),
        at: judgement.span,
        wanted: judgement.reading.recorded.clone().unwrap_or_default(),
        against: case.document.source_span(record.span),
        confidence: judgement.confidence,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::quote::testing::document;
    use crate::mention::{self, name::NameIndex};

    /// Each as "label: stated, wanted".
    fn strifes(text: &str) -> Vec<String> {
        let lexicon = Lexicon::english();
        let document = document(text, &lexicon);
        let facts = FactBase::default();
        let mentions = mention::find(&document, &facts, &NameIndex::new(&facts, &lexicon), &lexicon);
        let date = PartialDate::parse("2025-05-05").map(|date| (date, DateOrigin::CommandLine));
        let found = find(&document, &mentions, &lexicon, date, |_| false);
        found.iter().map(|one| format!("{}: {}, {}", one.label, document.text(one.at), one.wanted)).collect()
    }

    #[test]
    fn what_does_not_fit_in_a_life_is_found() {
        for (text, expected) in [
            ("Ilse Brandt was born in 1960. Brandt, 70, mends nets.", "Ilse Brandt (age): 70, 64 or 65 (born 1960)"),
            (
                "Ilse Brandt, born on 3 June 1960, mends nets. Brandt is 65.",
                "Ilse Brandt (age): 65, 64 (born 1960-06-03)",
            ),
            (
                "Karl Voss, who was born in Velling in 1930, died in 2019 at the age of 98.",
                "Karl Voss (age): 98, 88 or 89 (born 1930)",
            ),
            ("Ilse Brandt was born in 1960. She is 70.", "Ilse Brandt (age): 70, 64 or 65 (born 1960)"),
            (
                "Ilse Brandt (54) mends nets. Ilse Brandt was born in 1960.",
                "Ilse Brandt (age): 54, 64 or 65 (born 1960)",
            ),
            (
                "Ilse Brandt was born in 1960. It rained. Ilse Brandt was born in 1962.",
                "Ilse Brandt (born): 1962, 1960",
            ),
            (
                "Karl Voss was born in 1960. He is forgotten. Karl Voss died in 1906.",
                "Karl Voss (end): 1906, the beginning in 1960",
            ),
            (
                "Karl Voss died on 3 May 1990. On the stone one reads that Karl Voss died in 1991.",
                "Karl Voss (died): 1991, 1990-05-03",
            ),
            (
                "The Velling Trust was founded in 1742. The Velling Trust was founded in 1724.",
                "Velling Trust (founded): 1724, 1742",
            ),
            (
                "The Velling Trust was founded in 1990. The Velling Trust’s 30th anniversary in 2015 was a feast.",
                "Velling Trust (anniversary): 30th anniversary, 25 years from 1990 to 2015",
            ),
            (
                "The Velling Trust, established in 1990, drew a crowd. It marked the 20th anniversary of the Velling Trust in 2020.",
                "Velling Trust (anniversary): 20th anniversary, 30 years from 1990 to 2020",
            ),
            (
                "Karl Voss was born in 1960. Karl Voss’s 70th birthday in 2020 was a feast.",
                "Karl Voss (birthday): 70th birthday, 60 years from 1960 to 2020",
            ),
        ] {
            assert_eq!(strifes(text).join("; "), expected, "{text}");
        }
    }

    #[test]
    fn what_fits_or_is_told_of_others_is_not() {
        for text in [
            "Ilse Brandt was born in 1960. Brandt, 65, mends nets.",
            "Ilse Brandt was born in 1960. Brandt, 64, mends nets.",
            "Ilse Brandt was born in 1960. In 1985, aged 25, Brandt left.",
            "Ilse Brandt was born in 1960. Brandt was 40 when the wall fell.",
            "Ilse Brandt was born in 1960. She had a son at 25.",
            "Ilse Brandt was born in 1960. Ana Kovac, 30, mends nets.",
            "Ilse Brandt was born in 1960. Her daughter, 12, mends nets.",
            "Ilse Brandt was born in 1960. “I feel like Brandt, 20,” she says.",
            "Ilse Brandt was born in 1960. Ana Brandt was born in 1962.",
            "Ilse Brandt was born in 1960. Brandt was born in May 1960.",
            "Ilse Brandt was born in 1960. Was Ilse Brandt born in 1962?",
            "Ilse Brandt was born in 1960. Some hold that Ilse Brandt may have been born in 1962.",
            "Ilse Brandt was born in 1960. “Ilse Brandt was born in 1962,” her rival says.",
            "Ilse Brandt was born in 1960. Ilse Brandt’s mother died in 1950.",
            "Ilse Brandt was born in 1960. Her mother, born in 1930, died in 2019.",
            "Erik Lindquist was born in 1960. Mats Lindquist was born in 1990. Lindquist, 35, sings.",
            "Karl Voss was born in 1906 and died in 1960.",
            "Karl Voss died in 1960. He was born in 1906.",
            "Karl Voss, born before 1900, was born by 1899.",
            "The Velling Trust was founded in 1742 and opened in 1745.",
            "The Velling Trust was founded in 1742. The Velling Museum was founded in 1901.",
            "In 2015 the Velling Trust, founded in 1990, celebrated.",
            "The Velling Trust was founded in 1990. The Velling Trust’s 25th anniversary in 2015 was a feast.",
            "The Velling Trust was founded in 1990. The treaty’s 30th anniversary in 2015 was a feast.",
            "The Velling Trust was founded in 1990. In 2015 and 2020 the Velling Trust’s 30th anniversary was planned.",
            "The Velling Trust was founded in 1990. Its 30th street fair in 2015 was a feast.",
        ] {
            assert_eq!(strifes(text), Vec::<String>::new(), "{text}");
        }
    }
}

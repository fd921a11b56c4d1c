//! Titles that a draft gives to one person, held against each other.
//!
//! Nothing says here which of the two is right, or when each was held. So only an office stands against another of which
//! nobody has two at a time, and only where the draft tells of no change.

use rustc_hash::FxHashMap;

use crate::claim::cast::Cast;
use crate::claim::title::compare::{Ground, Office, Relation};
use crate::document::Document;
use crate::facts::{EntityId, FactBase};
use crate::lexicon::Lexicon;
use crate::mention::title;
use crate::mention::{Mentions, Tenure, TitleMention, TitleTie};
use crate::span::Span;
use crate::text::fold::fold;

/// A person whom a draft gives titles.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The person as the draft first names them.
    pub person: String,
    /// The titles that the draft gives the person as held now, in order. None where it tells of a change.
    pub titles: Vec<Held>,
    /// Whether it tells that the person's office changed, or of other times.
    pub changes: bool,
}

/// A title that is held now.
#[derive(Clone, Debug)]
pub struct Held {
    /// Bytes of the prose: the title, and the name that it is given to.
    pub span: Span,
    name: Span,
    pub office: Office,
}

/// Two titles of one person of which one at most is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The person as the draft first names them.
    pub person: String,
    /// Bytes of the prose: the title that stands later, and the earlier one.
    pub later: Span,
    pub earlier: Span,
}

/// Titles of one person that are compared with each other at most.
const MOST_TITLES: usize = 24;

/// Everybody whom the draft introduces and gives titles, but for those whose titles are recorded: of them the facts judge.
pub fn holders(document: &Document, mentions: &Mentions, facts: &FactBase, lexicon: &Lexicon) -> Vec<Holder> {
    let cast = Cast::of(document, mentions, |name| has_recorded_titles(mentions, facts, name));
    if cast.names.is_empty() {
        return Vec::new();
    }
    let titles = title::of_recorded(document, &cast.names, &cast.facts, lexicon);
    let ground = Ground { facts: &cast.facts, lexicon, names: &cast.names };
    let sentences = sentences(document, &cast);
    let mut by_person: Vec<&TitleMention> = titles.iter().collect();
    by_person.sort_by_key(|title| (title.person, title.span));
    let of_one = by_person.chunk_by(|one, other| one.person == other.person);
    of_one
        .filter_map(|titles| {
            let titles = &titles[..titles.len().min(MOST_TITLES)];
            let person = cast.facts.entity(titles[0].person?).name.value.clone();
            let changes = is_change_told(document, lexicon, mentions, &sentences, titles);
            let held = if changes { Vec::new() } else { held(document, &ground, titles, mentions) };
            Some(Holder { person, titles: held, changes })
        })
        .collect()
}

/// Every title of a person that contradicts an earlier one, in order; the first contradiction of each person.
pub fn clashes(holders: &[Holder], lexicon: &Lexicon) -> Vec<Clash> {
    let mut found: Vec<Clash> = holders.iter().filter_map(|holder| clash(holder, lexicon)).collect();
    found.sort_by_key(|clash| clash.later);
    found
}

/// Whether the two are one office, or one is a shorter form of the other.
pub fn agree(one: &Office, other: &Office, lexicon: &Lexicon) -> bool {
    let ground = Ground { facts: &FactBase::default(), lexicon, names: &[] };
    one.relation(other, &ground) == Relation::Agrees || other.relation(one, &ground) == Relation::Agrees
}

/// Whether nobody holds both: a prime minister is no foreign minister, and no president. A deputy may be called by the office.
pub fn exclude(one: &Office, other: &Office, lexicon: &Lexicon) -> bool {
    let ground = Ground { facts: &FactBase::default(), lexicon, names: &[] };
    let exclusive = &lexicon.titles.exclusive;
    one.ranks == other.ranks
        && exclusive.contains(&one.head)
        && exclusive.contains(&other.head)
        && one.relation(other, &ground) == Relation::Contradicts
        && other.relation(one, &ground) == Relation::Contradicts
}

fn has_recorded_titles(mentions: &Mentions, facts: &FactBase, span: Span) -> bool {
    let next = mentions.names.partition_point(|name| name.span.end() <= span.start());
    let known = mentions.names.get(next).filter(|name| name.span.overlaps(span));
    known.is_some_and(|name| name.entities.iter().any(|&id| !facts.entity(id).titles.is_empty()))
}

fn held(document: &Document, ground: &Ground, titles: &[&TitleMention], mentions: &Mentions) -> Vec<Held> {
    let plain = |title: &&&TitleMention| {
        matches!(title.tie, TitleTie::Before | TitleTie::Apposition)
            && title.tenure == Tenure::Current
            && title.asserted
            && !mentions.is_quoted(title.span)
    };
    let held = |&title: &&TitleMention| Held {
        span: title.span,
        name: title.name,
        office: Office::of_mention(document, ground, title).alone(ground),
    };
    titles.iter().filter(plain).map(held).collect()
}

/// The first title that contradicts one before it and agrees with none.
fn clash(holder: &Holder, lexicon: &Lexicon) -> Option<Clash> {
    holder.titles.iter().enumerate().find_map(|(at, later)| {
        let before = &holder.titles[..at];
        if before.iter().any(|earlier| agree(&later.office, &earlier.office, lexicon)) {
            return None;
        }
        let earlier = before
            .iter()
            .find(|earlier| earlier.name != later.name && exclude(&later.office, &earlier.office, lexicon))?;
        Some(Clash { person: holder.person.clone(), later: later.span, earlier: earlier.span })
    })
}

/// The sentences that name each person, in order.
fn sentences(document: &Document, cast: &Cast) -> FxHashMap<EntityId, Vec<usize>> {
    let mut sentences: FxHashMap<EntityId, Vec<usize>> = FxHashMap::default();
    for name in &cast.names {
        for &person in &name.entities {
            sentences.entry(person).or_default().push(document.sentence_at(name.span.start()));
        }
    }
    sentences.values_mut().for_each(|of_one| of_one.dedup());
    sentences
}

/// Whether the draft tells that the person's office changed, or of other times: an office formerly held, or words of change in a
/// sentence that names the person.
fn is_change_told(
    document: &Document,
    lexicon: &Lexicon,
    mentions: &Mentions,
    sentences: &FxHashMap<EntityId, Vec<usize>>,
    titles: &[&TitleMention],
) -> bool {
    if titles.iter().any(|title| title.tenure != Tenure::Current || !title.asserted) {
        return true;
    }
    let changes = &lexicon.titles.changes;
    let named = titles.first().and_then(|title| sentences.get(&title.person?));
    named.into_iter().flatten().filter_map(|&at| document.sentences.get(at)).any(|sentence| {
        document.tokens_in(sentence.tokens).iter().any(|token| {
            // A year is one of other times.
            let changed = || token.is_word() && changes.contains(&fold(token.text(&document.prose)));
            (token.year(&document.prose).is_some() || changed()) && !mentions.is_quoted(token.span)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::quote::testing::document;
    use crate::mention::{proper, quote};

    /// Each clash as "person: later/earlier".
    fn found(text: &str) -> Vec<String> {
        let lexicon = Lexicon::english();
        let document = document(text, &lexicon);
        let quotations = quote::find(&document, &[], &FactBase::default(), &lexicon);
        let mentions = Mentions { proper: proper::find(&document, &lexicon), quotations, ..Mentions::default() };
        let show = |clash: &Clash| {
            format!("{}: {}/{}", clash.person, document.text(clash.later), document.text(clash.earlier))
        };
        clashes(&holders(&document, &mentions, &FactBase::default(), &lexicon), &lexicon).iter().map(show).collect()
    }

    #[test]
    fn offices_that_exclude_each_other_clash() {
        let table = [
            (
                "Foreign Minister Marko Djuric spoke. Prime Minister Djuric left.",
                "Marko Djuric: Prime Minister/Foreign Minister",
            ),
            (
                "The foreign minister, Ilse Brandt, spoke. Finance Minister Brandt left.",
                "Ilse Brandt: Finance Minister/foreign minister",
            ),
            (
                "Ilse Brandt, the health minister, spoke. Interior Minister Ilse Brandt left.",
                "Ilse Brandt: Interior Minister/health minister",
            ),
            ("Gov. Paul Moreau spoke. Mayor Moreau left.", "Paul Moreau: Mayor/Gov."),
            ("President Ana Kovac spoke. Prime Minister Kovac left.", "Ana Kovac: Prime Minister/President"),
            (
                "Russian Ambassador Ivan Petrov spoke. French Ambassador Petrov left.",
                "Ivan Petrov: French Ambassador/Russian Ambassador",
            ),
            ("Chancellor Karl Voss spoke. President Voss left.", "Karl Voss: President/Chancellor"),
            (
                "Mayor Tom Reed spoke of the rain as well. Reed said “ministers have been replaced.” Governor Reed left.",
                "Tom Reed: Governor/Mayor",
            ),
            ("Mayor Tom Reed spoke. “Rain,” said Governor Reed.", "Tom Reed: Governor/Mayor"),
        ];
        for (text, expected) in table {
            assert_eq!(found(text).join(", "), expected, "{text}");
        }
    }

    #[test]
    fn offices_that_go_together_do_not() {
        for text in [
            "Foreign Minister Marko Djuric spoke. Minister Djuric left.",
            "Foreign Minister Marko Djuric spoke. Deputy Prime Minister Djuric left.",
            "Prime Minister and Finance Minister Ilse Brandt spoke. Finance Minister Brandt left. Prime Minister Brandt stayed.",
            "Chief Executive Dana Marsh spoke. Chairwoman Marsh left.",
            "Senator Paul Moreau spoke. Health Minister Moreau left.",
            "Gen. Tom Reed spoke. The commander of the brigade, Tom Reed, left.",
            "Professor Tom Reed spoke. Dean Reed left.",
            "Cardinal Tom Reed spoke. Archbishop Reed left.",
            // A change that is told.
            "Foreign Minister Ilse Brandt was appointed prime minister. Prime Minister Brandt left.",
            "Former Governor Tom Reed spoke. Mayor Reed left.",
            "Then-Governor Tom Reed spoke. President Reed left.",
            "In 2019 Mayor Tom Reed built it. Governor Reed keeps it.",
            "Mayor Tom Reed resigned in May. Governor Reed took office.",
            "Mayor Tom Reed ran for governor. Governor Reed left.",
            "Mayor Tom Reed is one of two candidates. Governor Reed left.",
            "Governor Tom Reed succeeds Mayor Ann Poole. Mayor Reed left.",
            // Two persons.
            "President Erik Lindquist spoke. Foreign Minister Mats Lindquist left. Prime Minister Lindquist stayed.",
            "Mayor Tom Reed spoke. Governor Ann Reed left.",
            "Mayor Tom Reed met Governor Paul Moreau.",
            // Another’s title beside the name, quotations and questions.
            "Mayor Tom Reed spoke. The governor, Reed said, was ill.",
            "Mayor Tom Reed spoke. “Governor Reed, as I call him,” said a guest.",
            "Mayor Tom Reed spoke. Is it Governor Reed now?",
            "Mayor Tom Reed spoke. Reed’s governor left.",
            "Mayor Tom Reed spoke. Governor Paul Moreau, Reed and others left.",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}

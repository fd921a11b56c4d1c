//! Initialisms whose letters are mixed up: GFFH and GGHF.

use std::collections::BTreeMap;

use crate::claim::variant::table::Table;
use crate::claim::variant::{Difference, Variant};
use crate::mention::AbbreviationMention;
use crate::mention::abbreviation::key;
use crate::span::Span;
use crate::text::Token;

/// Letters from which on the same letters, each once or twice, are enough; three must be the same ones in another order.
const ENOUGH: usize = 4;
const SHORTEST: usize = 3;

/// An initialism with its places.
#[derive(Default)]
struct Short<'a> {
    mentions: Vec<&'a AbbreviationMention>,
    introduced: bool,
}

/// Every one that is made of the letters of another, which the draft introduces or uses more often.
pub(super) fn find(table: &Table) -> Vec<Variant> {
    let mut shorts: BTreeMap<String, Short> = BTreeMap::new();
    for mention in table.mentions.abbreviations.iter().filter(|mention| !is_glued(table, mention.span)) {
        let short = shorts.entry(key(table.document.text(mention.span))).or_default();
        short.introduced |= mention.introduces.is_some();
        short.mentions.push(mention);
    }
    let known = |short: &str| {
        let abbreviations = &table.lexicon.abbreviations;
        abbreviations.well_known.contains(short) || abbreviations.names.contains(short)
    };
    let mut alike: BTreeMap<Vec<char>, Vec<(&String, &Short)>> = BTreeMap::new();
    for (key, short) in &shorts {
        if key.chars().all(char::is_uppercase) && key.chars().count() >= SHORTEST {
            alike.entry(letters(key)).or_default().push((key, short));
        }
    }
    let mut found = Vec::new();
    for group in alike.values() {
        for (key, odd) in group.iter().filter(|(key, short)| !short.introduced && !known(key)) {
            // The one that is introduced, or stands more often, is the usual one.
            let usual = group.iter().filter(|(other, short)| {
                other != key && (short.introduced || short.mentions.len() > odd.mentions.len())
            });
            let Some((_, usual)) = usual.max_by_key(|(_, short)| (short.introduced, short.mentions.len())) else {
                continue;
            };
            let sentence = |mention: &AbbreviationMention| table.document.sentence_at(mention.span.start());
            let met =
                odd.mentions.iter().any(|one| usual.mentions.iter().any(|other| sentence(one) == sentence(other)));
            let spans: Vec<Span> = odd.mentions.iter().map(|mention| mention.span).collect();
            if odd.mentions.len() > 2 || met || spans.iter().any(|&span| table.mentions.is_recorded(span)) {
                continue;
            }
            let (first, times) = (usual.mentions[0].span, usual.mentions.len());
            found.push(Variant { odd: spans, usual: first, times, difference: Difference::Initials });
        }
    }
    found
}

/// Part of a longer token, such as "POA&M" or "3PAO".
fn is_glued(table: &Table, span: Span) -> bool {
    let tokens = &table.document.tokens;
    let first = table.document.token_at(span.start());
    let last = table.document.token_at(span.end().saturating_sub(1));
    let before = first.checked_sub(1).and_then(|at| tokens.get(at)).filter(|token| token.span.end() == span.start());
    let after = tokens.get(last + 1).filter(|token| token.span.start() == span.end());
    let joins = |token: &Token| token.is_number() || ['&', '-', '/', '_', '+'].into_iter().any(|mark| token.is(mark));
    before.is_some_and(joins) || after.is_some_and(joins)
}

/// What two initialisms share that are one with its letters mixed up: their number, the first, and which there are; of short ones all.
fn letters(key: &str) -> Vec<char> {
    let mut sorted: Vec<char> = key.chars().skip(1).collect();
    sorted.sort_unstable();
    let count = key.chars().count();
    if count >= ENOUGH {
        sorted.extend(key.chars().next());
        sorted.sort_unstable();
        sorted.dedup();
        sorted.extend(char::from_u32(count as u32));
    }
    sorted.extend(key.chars().next());
    sorted
}

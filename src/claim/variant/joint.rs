//! Names written with a hyphen here, as two words there, as one word elsewhere.

use std::collections::BTreeMap;

use crate::claim::variant::table::{Place, Table};
use crate::claim::variant::{Difference, Variant};
use crate::span::Span;

/// How the two parts of a name stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Joint {
    Hyphen,
    Blank,
    /// "YouTube": one word with a capital inside.
    Closed,
}

/// A name of two parts at one place.
#[derive(Debug)]
struct Pair<'t> {
    span: Span,
    /// The word after it in the same name.
    next: Option<&'t str>,
}

/// Every name that is written in two ways.
pub(super) fn find(table: &Table) -> Vec<Variant> {
    // Two ways to write a name are not both with a blank.
    if !table.mentions.proper.iter().any(|name| has_joint(table.document.text(name.span))) {
        return Vec::new();
    }
    let mut by_letters: BTreeMap<String, BTreeMap<Joint, Vec<Pair>>> = BTreeMap::new();
    for (index, name) in table.mentions.proper.iter().enumerate().filter(|(_, name)| !name.styled) {
        for position in 0..name.words.len() {
            let place = Place { name: index, position };
            if let Some((letters, joint, pair)) = pair_at(table, place) {
                by_letters.entry(letters).or_default().entry(joint).or_default().push(pair);
            }
        }
    }
    by_letters.values().filter_map(|spellings| variant(table, spellings)).collect()
}

/// Whether some two parts of a name are written with a hyphen or as one word.
fn has_joint(name: &str) -> bool {
    let closed = |(before, after): (char, char)| !before.is_whitespace() && after.is_uppercase();
    name.contains(['-', '‑']) || name.chars().zip(name.chars().skip(1)).any(closed)
}

fn pair_at<'t>(table: &'t Table, place: Place) -> Option<(String, Joint, Pair<'t>)> {
    let keys = table.keys(place);
    let next = Place { position: place.position + 1, ..place };
    let first = &keys[place.position];
    if table.text(place).chars().skip(1).any(char::is_uppercase) {
        let after = keys.get(next.position).map(String::as_str);
        return Some((first.clone(), Joint::Closed, Pair { span: table.span(place), next: after }));
    }
    let second = keys.get(next.position)?;
    let joint = match table.document.text(Span::new(table.span(place).end(), table.span(next).start())) {
        "-" | "‑" => Joint::Hyphen,
        blank if blank.trim().is_empty() => Joint::Blank,
        _ => return None,
    };
    let after = keys.get(next.position + 1).map(String::as_str);
    let pair = Pair { span: table.span(place).to(table.span(next)), next: after };
    Some((format!("{first}{second}"), joint, pair))
}

/// The rarer of two ways, unless both parts are ordinary words that may stand together by chance, or other names go on with them.
fn variant(table: &Table, spellings: &BTreeMap<Joint, Vec<Pair>>) -> Option<Variant> {
    let mut ways: Vec<(Joint, &Vec<Pair>)> = spellings.iter().map(|(joint, pairs)| (*joint, pairs)).collect();
    ways.sort_by_key(|(_, pairs)| std::cmp::Reverse(pairs.len()));
    let [(joint, usual), (other, odd), ..] = ways[..] else { return None };
    let by_chance = |pairs: &[Pair]| {
        let text = table.document.text(pairs[0].span);
        text.split(['-', '‑', ' ']).all(|part| table.is_ordinary(&part.to_lowercase()))
    };
    if joint != Joint::Closed && other != Joint::Closed && by_chance(usual) {
        return None;
    }
    let next = |pairs: &[Pair]| pairs.iter().find_map(|pair| pair.next).map(str::to_owned);
    let other_names = matches!((next(usual), next(odd)), (Some(one), Some(two)) if one != two);
    let sentence = |pair: &Pair| table.document.sentence_at(pair.span.start());
    let sentences: std::collections::BTreeSet<usize> = usual.iter().map(sentence).collect();
    if other_names || odd.iter().any(|pair| sentences.contains(&sentence(pair))) {
        return None;
    }
    let spans = |pairs: &[Pair]| pairs.iter().map(|pair| pair.span).collect();
    table.variant(spans(odd), spans(usual), Difference::Joint)
}

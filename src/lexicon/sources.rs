//! Words of figures as drafts and their source documents write them differently.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};

use crate::lexicon::{Map, Phrases, Set};

/// The tables, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sources {
    /// "first", "twentieth".
    pub ordinals: Map<u32>,
    /// "threescore", "fortnight": words that are a number.
    pub scores: Map<u32>,
    /// "score", "dozen": so many times the number before it.
    pub multiples: Map<u32>,
    /// "oh": a zero within digits that are spoken one by one.
    pub zeros: Set,
    /// "point": before the decimals of a spoken number.
    pub point: Set,
    /// "k", "grand": a thousand, after a spoken number.
    pub thousands: Set,
    /// "in millions": what the numbers of a table below it are to be multiplied with.
    #[serde(deserialize_with = "scales")]
    pub table_scales: Phrases<Decimal>,
    /// "noon": times of day with a name, in minutes since midnight.
    pub times: Map<u32>,
    /// "half past": minutes from the hour that follows.
    #[serde(deserialize_with = "minutes")]
    pub clock: Phrases<i32>,
    /// "a.m.", and "p.m.": after the hour of a time.
    pub morning: Set,
    pub evening: Set,
    /// Words by which a draft says that a figure is the sum of two others.
    pub sums: Phrases<()>,
    /// That it is what lies between two others, in their unit or in percent.
    pub differences: Phrases<()>,
    /// "with": something is added to what there is, or taken away.
    pub extensions: Phrases<()>,
    /// Right before a figure that lies between two others: "by".
    pub differences_before: Phrases<()>,
    /// "each", "apiece": so much for each of so many.
    pub each: Phrases<()>,
    /// "twice that": a part or a multiple of what was named before.
    #[serde(deserialize_with = "scales")]
    pub multiples_of: Phrases<Decimal>,
    /// "of the", between a part and its whole.
    pub out_of: Phrases<()>,
    /// "of", after a percentage that is a share of what was named.
    pub share_of: Set,
    /// "times", after a number that multiplies.
    pub times_after: Set,
    /// "through", between the first and the last of several years.
    pub through: Set,
    /// That it is what is left of the whole.
    pub rests: Phrases<()>,
    /// Words before a figure that is the least, or the greatest, of several.
    pub least: Phrases<()>,
    pub greatest: Phrases<()>,
}

fn minutes<'de, D: Deserializer<'de>>(table: D) -> Result<Phrases<i32>, D::Error> {
    let mut phrases = Phrases::default();
    for (phrase, minutes) in BTreeMap::<String, i32>::deserialize(table)? {
        phrases.insert(&phrase, minutes);
    }
    Ok(phrases)
}

fn scales<'de, D: Deserializer<'de>>(table: D) -> Result<Phrases<Decimal>, D::Error> {
    let mut phrases = Phrases::default();
    for (phrase, scale) in BTreeMap::<String, Decimal>::deserialize(table)? {
        phrases.insert(&phrase, scale);
    }
    Ok(phrases)
}

//! Number words, scales, hedges, currencies and units, compiled for the grammar of quantities.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::lexicon::{Map, Phrases, Set};
use crate::quantity::{Dimension, Hedge, Unit};

/// What a word of a worded number contributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberWord {
    /// 0 to 19.
    Ones(u32),
    /// 20 to 90.
    Tens(u32),
    /// Hundred, thousand, million, …
    Scale(Decimal),
}

/// The compiled tables.
#[derive(Debug, Deserialize)]
#[serde(from = "Raw")]
pub struct Numbers {
    pub words: Map<NumberWord>,
    pub suffixes: Map<Decimal>,
    pub and: Set,
    pub articles: Set,
    pub fractions: Map<u32>,
    pub after_fraction: Set,
    pub before_no_fraction: Set,
    pub after_no_fraction: Set,
    pub in_shares: Phrases<()>,
    /// Between a mark and the best one: "4.4 out of 5".
    pub out_of: Phrases<()>,
    /// After a length of time that is counted from a day: "ago".
    pub away: Set,
    /// The denominator that an adjective of a measure has: "annual" is "year".
    pub of_rates: BTreeMap<String, String>,
    pub range_to: Set,
    pub range_from: Set,
    /// "by": before a change, which is no lower end of a range.
    pub change_before: Set,
    pub range_between: Set,
    pub hedges: Phrases<Hedge>,
    pub hedges_after: Phrases<Hedge>,
    /// Verbs after which a particle is no hedge ("turned over").
    pub phrasal_verbs: Set,
    pub phrasal_particles: Set,
    /// Phrases that are a number themselves: lower bound, upper bound.
    pub vague: Phrases<(Decimal, Option<Decimal>)>,
    pub majorities: Phrases<(Decimal, Decimal)>,
    pub ratios: Map<Decimal>,
    /// Signs and codes before a number.
    pub signs: Phrases<Unit>,
    /// Percent, currencies and measures after a number.
    pub units: Phrases<Unit>,
    /// Symbols told apart by letter case ("MB", "kW"): these win over [`Numbers::units`].
    pub exact_units: Map<Unit>,
    /// The base unit of durations, which stopwatch times are counted in.
    pub second: Option<Unit>,
    pub per: Set,
    pub denominators: Phrases<String>,
    pub no_per_before: Set,
    pub guard_before: Set,
    pub guard_after: Set,
    pub age_limit_after: Set,
    pub pronouns: Set,
    /// ISO 4217 codes, each with the signs and words that mean it only where it is the house's own.
    currencies: Vec<(String, AtHome)>,
    /// Every word that can begin a worded quantity, so that other words cost one look.
    pub starters: Set,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    cardinals: BTreeMap<String, u32>,
    tens: BTreeMap<String, u32>,
    scales: BTreeMap<String, Decimal>,
    suffixes: BTreeMap<String, Decimal>,
    and: Vec<String>,
    articles: Vec<String>,
    fractions: BTreeMap<String, u32>,
    after_fraction: Vec<String>,
    before_no_fraction: Vec<String>,
    after_no_fraction: Vec<String>,
    in_shares: Vec<String>,
    out_of: Vec<String>,
    of_rates: BTreeMap<String, String>,
    away: Set,
    range_to: Vec<String>,
    range_from: Vec<String>,
    change_before: Vec<String>,
    range_between: Vec<String>,
    hedges: BTreeMap<String, Vec<String>>,
    hedges_after: BTreeMap<String, Vec<String>>,
    phrasal: RawPhrasal,
    vague: Vec<RawRange>,
    majorities: Vec<RawRange>,
    ratios: BTreeMap<String, Decimal>,
    percent: RawPercent,
    per: RawPer,
    currencies: Vec<RawCurrency>,
    dimensions: Vec<RawDimension>,
    guards: RawGuards,
    // Signs by which a language separates groups and decimals; English only writes one way.
    #[serde(rename = "decimal-mark")]
    _decimal_mark: char,
    #[serde(rename = "group-mark")]
    _group_mark: char,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPhrasal {
    verbs: Set,
    particles: Set,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRange {
    words: Vec<String>,
    range: Vec<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawPercent {
    percent: Vec<String>,
    points: Vec<String>,
    basis_points: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawPer {
    words: Vec<String>,
    denominators: Vec<String>,
    not_before: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawCurrency {
    code: String,
    signs: Vec<String>,
    words: Vec<String>,
    #[serde(default)]
    cents: Vec<String>,
    #[serde(default)]
    at_home: AtHome,
}

/// Signs and words of a currency that belong to another one elsewhere.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct AtHome {
    /// The currency that they belong to elsewhere.
    #[serde(skip)]
    elsewhere: Option<String>,
    signs: Vec<String>,
    words: Vec<String>,
    cents: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDimension {
    name: String,
    units: Vec<RawUnit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawUnit {
    names: Vec<String>,
    factor: Decimal,
    #[serde(default)]
    offset: Decimal,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawGuards {
    before: Vec<String>,
    after: Vec<String>,
    age_limit_after: Vec<String>,
    pronouns: Vec<String>,
}

impl From<Raw> for Numbers {
    fn from(raw: Raw) -> Self {
        let mut words: FxHashMap<String, NumberWord> = FxHashMap::default();
        words.extend(raw.cardinals.into_iter().map(|(word, value)| (word, NumberWord::Ones(value))));
        words.extend(raw.tens.into_iter().map(|(word, value)| (word, NumberWord::Tens(value))));
        words.extend(raw.scales.into_iter().map(|(word, value)| (word, NumberWord::Scale(value))));
        let fractions: FxHashMap<String, u32> = raw.fractions.into_iter().collect();
        let ratios: FxHashMap<String, Decimal> = raw.ratios.into_iter().collect();
        let mut starters: FxHashSet<String> =
            words.keys().chain(fractions.keys()).chain(ratios.keys()).cloned().collect();
        let mut vague = Phrases::default();
        for RawRange { words, range } in raw.vague {
            let high = range.get(1).map(|&high| Decimal::from(high));
            for phrase in words {
                starters.extend(phrase.split(' ').next().map(str::to_string));
                vague.insert(&phrase, (Decimal::from(range[0]), high));
            }
        }
        let mut majorities = Phrases::default();
        for RawRange { words, range } in raw.majorities {
            for phrase in words {
                starters.extend(phrase.split(' ').next().map(str::to_string));
                majorities.insert(&phrase, (Decimal::from(range[0]), Decimal::from(range[1])));
            }
        }
        starters.extend(raw.articles.iter().cloned());
        let mut tables = UnitTables::default();
        tables.percent(&raw.percent);
        let elsewhere: Vec<_> = raw.currencies.iter().map(|one| one.at_home.owner(&raw.currencies)).collect();
        let shared = raw.currencies.iter().flat_map(|currency| currency.at_home.written().cloned()).collect();
        let mut currencies = raw.currencies;
        for (currency, elsewhere) in currencies.iter_mut().zip(elsewhere) {
            currency.at_home.elsewhere = elsewhere;
            tables.currency(currency, &shared);
        }
        raw.dimensions.iter().for_each(|dimension| tables.dimension(dimension));
        Self {
            words: words.into(),
            suffixes: raw.suffixes.into_iter().collect::<FxHashMap<_, _>>().into(),
            and: raw.and.into_iter().collect(),
            articles: raw.articles.into_iter().collect(),
            fractions: fractions.into(),
            after_fraction: raw.after_fraction.into_iter().collect(),
            before_no_fraction: raw.before_no_fraction.into_iter().collect(),
            after_no_fraction: raw.after_no_fraction.into_iter().collect(),
            in_shares: phrases(raw.in_shares.iter().map(|phrase| (phrase, ()))),
            out_of: phrases(raw.out_of.iter().map(|phrase| (phrase, ()))),
            away: raw.away,
            of_rates: raw.of_rates,
            range_to: raw.range_to.into_iter().collect(),
            range_from: raw.range_from.into_iter().collect(),
            change_before: raw.change_before.into_iter().collect(),
            range_between: raw.range_between.into_iter().collect(),
            hedges: hedges(&raw.hedges),
            hedges_after: hedges(&raw.hedges_after),
            phrasal_verbs: raw.phrasal.verbs,
            phrasal_particles: raw.phrasal.particles,
            vague,
            majorities,
            ratios: ratios.into(),
            second: tables.second,
            signs: tables.signs,
            units: tables.units,
            exact_units: tables.exact.into(),
            per: raw.per.words.into_iter().collect(),
            no_per_before: raw.per.not_before.into_iter().collect(),
            denominators: phrases(
                raw.per
                    .denominators
                    .iter()
                    .flat_map(|word| [(word.clone(), word.clone()), (format!("{word}s"), word.clone())]),
            ),
            guard_before: raw.guards.before.into_iter().collect(),
            guard_after: raw.guards.after.into_iter().collect(),
            age_limit_after: raw.guards.age_limit_after.into_iter().collect(),
            pronouns: raw.guards.pronouns.into_iter().collect(),
            currencies: currencies.into_iter().map(|currency| (currency.code, currency.at_home)).collect(),
            starters: starters.into(),
        }
    }
}

impl Numbers {
    /// The ISO 4217 codes of the currencies that are read.
    pub fn currencies(&self) -> impl Iterator<Item = &str> {
        self.currencies.iter().map(|(code, _)| code.as_str())
    }

    /// Makes a currency the house's own: "$" and "dollars" are its, if it has such a sign and such words.
    pub fn be_at_home(&mut self, code: &str) {
        let Some((code, home)) = self.currencies.iter().find(|(known, _)| known == code) else { return };
        let (whole, hundredth) = money(code, home.elsewhere.as_deref());
        home.signs.iter().for_each(|sign| self.signs.replace(sign, whole.clone()));
        home.words.iter().for_each(|word| self.units.replace(word, whole.clone()));
        home.cents.iter().for_each(|word| self.units.replace(word, hundredth.clone()));
    }
}

/// The unit of a currency, and a hundredth of it; `bare_sign_of` is the currency whose sign without a country may mean it.
fn money(code: &str, bare_sign_of: Option<&str>) -> (Unit, Unit) {
    let unit = |factor| Unit { bare_sign_of: bare_sign_of.map(Box::from), ..Unit::new(Dimension::Money, code, factor) };
    (unit(Decimal::ONE), unit(Decimal::new(1, 2)))
}

impl AtHome {
    /// All signs and words.
    fn written(&self) -> impl Iterator<Item = &String> {
        self.signs.iter().chain(&self.words).chain(&self.cents)
    }

    /// The currency that the signs and words belong to elsewhere.
    fn owner(&self, all: &[RawCurrency]) -> Option<String> {
        let has = |other: &&RawCurrency| {
            let sign = other.signs.iter().any(|sign| self.signs.contains(sign));
            sign || other.words.iter().any(|word| self.words.contains(word))
        };
        all.iter().find(has).map(|other| other.code.clone())
    }
}

fn phrases<T>(entries: impl Iterator<Item = (impl AsRef<str>, T)>) -> Phrases<T> {
    let mut phrases = Phrases::default();
    for (phrase, value) in entries {
        phrases.insert(phrase.as_ref(), value);
    }
    phrases
}

/// The keys of the table are the kinds of [`Hedge`] in kebab case; a key that is none is a mistake in the lexicon and is passed over.
fn hedges(table: &BTreeMap<String, Vec<String>>) -> Phrases<Hedge> {
    phrases(table.iter().flat_map(|(kind, list)| {
        let kind = Hedge::parse(kind);
        list.iter().filter_map(move |phrase| kind.map(|kind| (phrase, kind)))
    }))
}

#[derive(Default)]
struct UnitTables {
    signs: Phrases<Unit>,
    units: Phrases<Unit>,
    exact: FxHashMap<String, Unit>,
    second: Option<Unit>,
}

impl UnitTables {
    fn percent(&mut self, raw: &RawPercent) {
        let hundredth = Decimal::new(1, 2);
        for (list, dimension, factor) in [
            (&raw.percent, Dimension::Percent, Decimal::ONE),
            (&raw.points, Dimension::Points, Decimal::ONE),
            (&raw.basis_points, Dimension::Points, hundredth),
        ] {
            for name in list {
                self.units.insert(name, Unit::new(dimension.clone(), "", factor));
            }
        }
    }

    /// `shared` are the signs and words that belong to other currencies elsewhere.
    fn currency(&mut self, raw: &RawCurrency, shared: &FxHashSet<String>) {
        let (whole, hundredth) = money(&raw.code, raw.at_home.elsewhere.as_deref());
        let written = |unit: &Unit, text: &String| Unit { bare: shared.contains(text), ..unit.clone() };
        for sign in &raw.signs {
            self.signs.insert(sign, written(&whole, sign));
        }
        for word in &raw.words {
            self.units.insert(word, written(&whole, word));
        }
        for word in &raw.cents {
            self.units.insert(word, written(&hundredth, word));
        }
    }

    fn dimension(&mut self, raw: &RawDimension) {
        for unit in &raw.units {
            let Some(name) = unit.names.first() else { continue };
            let mut built = Unit::new(Dimension::Measured(raw.name.clone()), name, unit.factor);
            built.offset = unit.offset;
            if raw.name == "duration" && unit.factor == Decimal::ONE {
                self.second = Some(built.clone());
            }
            for name in &unit.names {
                if name.chars().any(char::is_uppercase) && name.chars().all(char::is_alphabetic) {
                    self.exact.insert(name.clone(), built.clone());
                } else {
                    self.units.insert(name, built.clone());
                }
            }
        }
    }
}

//! The figures of a source document, and from values and words to them.

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::claim::source::factor::{self, Factor};
use crate::claim::source::meet::{is_bare, may_be_pounds};
use crate::claim::source::printed::{self, Printed, Value, plain};
use crate::claim::source::worded;
use crate::claim::source::words::{Surroundings, Word, Words};
use crate::document::{BlockKind, Document};
use crate::lexicon::Lexicon;
use crate::mention::{self, DateMention};
use crate::quantity::{Dimension, Number, Quantity};

/// What values can be compared: a dimension, and for money the currency.
type Kind = (Dimension, String);

/// Where digits stand in a source.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    /// Index of the token.
    pub token: usize,
    /// Index of the figure they are part of.
    pub figure: Option<usize>,
}

/// Every figure of a source.
#[derive(Debug, Default)]
pub struct Figures {
    pub words: Words,
    pub printed: Vec<Printed>,
    pub surroundings: Vec<Surroundings>,
    /// Values in base units, sorted, with the figure.
    by_kind: FxHashMap<Kind, Vec<(Decimal, usize)>>,
    /// The numbers of what has a unit, as they are printed, sorted, with the figure.
    by_number: Vec<(Decimal, usize)>,
    /// From digits to where they stand, or may be meant.
    by_digits: FxHashMap<Box<str>, Vec<Site>>,
    /// From a word to the figures beside which it stands.
    by_word: FxHashMap<Word, Vec<usize>>,
    /// Lengths of lists: a draft counts what a source enumerates.
    lists: FxHashSet<usize>,
    /// What the numbers of its tables are to be multiplied with: "in millions".
    pub scales: Vec<Decimal>,
    /// Shares and multiples of what stands beside them.
    pub factors: Vec<Factor>,
    /// How many years spans of years have ("2024 through 2028").
    pub years: Vec<Factor>,
    /// Months that are named.
    months: FxHashSet<i8>,
}

/// Places that are kept for one number or word, and figures of a value that are looked at: others of the same tell no more.
const MOST: usize = 256;

impl Figures {
    /// Reads the document once.
    pub fn new(document: &Document, lexicon: &Lexicon) -> Self {
        let printed = || {
            let (quantities, dates) = mention::figures(document, lexicon, &[]);
            (printed::find(document, &quantities, &dates, lexicon), dates)
        };
        let words = || {
            let mut readings = Vec::new();
            worded::readings(document, lexicon, |reading, token| readings.push((reading, token)));
            (Words::new(document, lexicon), readings, factor::worded(document, lexicon))
        };
        let ((printed, dates), (words, readings, mut factors)) = rayon::join(printed, words);
        let surroundings = printed.iter().map(|figure| Surroundings::of(document, &words, figure)).collect();
        factors.extend(factor::printed(document, lexicon, &printed));
        factors.sort_unstable_by_key(|factor| factor.token);
        let years = factor::spans_of_years(document, lexicon, &printed);
        let months = months(document, lexicon, &dates);
        let scales = scales(document, lexicon);
        let lists = lists(document);
        let mut figures =
            Self { words, printed, surroundings, lists, scales, factors, years, months, ..Self::default() };
        figures.add_values();
        figures.add_digits(document);
        for (reading, token) in readings {
            figures.add_site(&reading, Site { token, figure: None });
        }
        figures.add_relative_years(document, lexicon);
        for (index, around) in figures.surroundings.iter().enumerate() {
            for &word in &around.near {
                let list = figures.by_word.entry(word).or_default();
                if list.len() < MOST {
                    list.push(index);
                }
            }
        }
        figures
    }

    fn add_values(&mut self) {
        for (index, printed) in self.printed.iter().enumerate() {
            if let Value::Quantity(quantity) = &printed.value {
                let list = self.by_kind.entry(kind(quantity)).or_default();
                list.extend(ends(quantity).into_iter().filter_map(|end| Some((quantity.unit.to_base(end)?, index))));
                if !is_bare(quantity) {
                    self.by_number.extend(ends(quantity).into_iter().map(|end| (end, index)));
                }
            }
        }
        self.by_number.sort_unstable();
        for list in self.by_kind.values_mut() {
            list.sort_unstable();
        }
    }

    fn add_digits(&mut self, document: &Document) {
        for index in 0..self.printed.len() {
            let printed = &self.printed[index];
            let (from, to) = printed.tokens;
            let mut all: Vec<(String, usize)> = (from..to)
                .filter(|&token| document.tokens[token].is_number())
                .map(|token| (plain(document.tokens[token].text(&document.prose)), token))
                .collect();
            match &printed.value {
                // "a few" stands for no number.
                Value::Quantity(quantity) if matches!(quantity.number, Number::Vague(..)) => {}
                Value::Quantity(quantity) => {
                    all.extend(ends(quantity).into_iter().map(|end| (end.normalize().to_string(), from)));
                }
                // "2016/17" ends in 2017.
                Value::Code(parts) => {
                    if let [first, second] = &parts[..]
                        && first.len() == 4
                        && second.len() == 2
                    {
                        all.push((format!("{}{second}", &first[..2]), from));
                    }
                    if let [label] = &parts[..]
                        && !label.ends_with(|c: char| c.is_ascii_digit())
                    {
                        // "3D" is no three.
                        all.clear();
                    }
                    all.push((parts.concat(), from));
                }
                Value::Time(time) => all.push((format!("{}{:02}", time.minutes / 60, time.minutes % 60), from)),
                _ => {}
            }
            all.sort();
            all.dedup_by(|a, b| a.0 == b.0);
            for (digits, token) in all {
                self.add_site(&digits, Site { token, figure: Some(index) });
            }
        }
    }

    fn add_site(&mut self, digits: &str, site: Site) {
        match self.by_digits.get_mut(digits) {
            Some(list) if list.len() < MOST => list.push(site),
            Some(_) => {}
            None => {
                self.by_digits.insert(digits.into(), vec![site]);
            }
        }
    }

    /// "last year" beside a year is the one before it.
    fn add_relative_years(&mut self, document: &Document, lexicon: &Lexicon) {
        let years: FxHashSet<i64> = self
            .printed
            .iter()
            .filter_map(|printed| match &printed.value {
                Value::Year(year) => Some(i64::from(*year)),
                Value::Date(date) => date.year.map(i64::from),
                _ => None,
            })
            .chain(document.meta.date.map(|date| i64::from(date.year)))
            .collect();
        let phrases = &lexicon.claims.years;
        let mut offsets: Vec<(i64, usize)> = (0..document.tokens.len())
            .filter(|&at| document.tokens[at].is_word())
            .filter_map(|at| Some((i64::from(*phrases.starting(&document.prose, &document.tokens, at)?.1), at)))
            .collect();
        offsets.sort_unstable();
        offsets.dedup_by_key(|(offset, _)| *offset);
        for (offset, token) in offsets {
            for year in &years {
                self.add_site(&(year + offset).to_string(), Site { token, figure: None });
            }
        }
    }

    /// The figures whose values lie near those of `quantity`: of the same kind, and of those with a unit and those without one the
    /// ones with nearly the same number.
    pub fn near_value(&self, quantity: &Quantity) -> Vec<usize> {
        let of_kind = |kind: &Kind| self.by_kind.get(kind).map_or(&[][..], Vec::as_slice);
        let mut found = Vec::new();
        let others = if is_bare(quantity) || may_be_pounds(&quantity.unit) {
            &self.by_number
        } else {
            of_kind(&(Dimension::Count, String::new()))
        };
        for end in ends(quantity) {
            if let Some(base) = quantity.unit.to_base(end) {
                let place = quantity.place.saturating_mul(quantity.unit.factor);
                found.extend(near(of_kind(&kind(quantity)), base, place));
            }
            found.extend(near(others, end, quantity.place));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Where these digits stand, or may be meant.
    pub fn sites(&self, digits: &str) -> &[Site] {
        self.by_digits.get(digits).map_or(&[], Vec::as_slice)
    }

    /// The figures beside which `word` stands.
    pub fn beside(&self, word: Word) -> &[usize] {
        self.by_word.get(&word).map_or(&[], Vec::as_slice)
    }

    /// Whether the source has a list of so many items.
    pub fn enumerates(&self, count: Decimal) -> bool {
        count.is_integer() && usize::try_from(count).is_ok_and(|count| self.lists.contains(&count))
    }

    /// Whether the source names the month at all.
    pub fn has_month(&self, month: Option<i8>) -> bool {
        month.is_some_and(|month| self.months.contains(&month))
    }

    /// The figures of each kind but percentages, in the order of the source.
    pub fn kinds(&self) -> Vec<Vec<usize>> {
        let mut kinds: Vec<Vec<usize>> = self
            .by_kind
            .iter()
            .filter(|(kind, _)| kind.0 != Dimension::Percent)
            .map(|(_, list)| {
                let mut list: Vec<usize> = list.iter().map(|(_, figure)| *figure).collect();
                list.sort_unstable();
                list.dedup();
                list
            })
            .collect();
        kinds.sort_unstable();
        kinds
    }

    /// All figures of the same kind as `quantity` in the order of the source.
    pub fn of_kind(&self, quantity: &Quantity) -> Vec<usize> {
        let mut found: Vec<usize> =
            self.by_kind.get(&kind(quantity)).into_iter().flatten().map(|(_, at)| *at).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The figures of a sorted list whose values are at most a quarter, or one place of the last digit, off.
fn near(list: &[(Decimal, usize)], value: Decimal, place: Decimal) -> impl Iterator<Item = usize> {
    let reach = (value.abs() / Decimal::from(4)).max(place);
    let from = list.partition_point(|(other, _)| *other < value.saturating_sub(reach));
    let within = list[from..].iter().take_while(|(other, _)| *other <= value.saturating_add(reach));
    // Those nearest to the value come first where there are too many.
    let mut near: Vec<(Decimal, usize)> = within.map(|(other, figure)| ((*other - value).abs(), *figure)).collect();
    near.sort_unstable();
    near.into_iter().map(|(_, figure)| figure).take(MOST)
}

fn kind(quantity: &Quantity) -> Kind {
    let unit = &quantity.unit;
    match unit.dimension {
        Dimension::Money => (Dimension::Money, unit.name.clone()),
        _ if is_bare(quantity) => (Dimension::Count, String::new()),
        _ => (unit.dimension.clone(), String::new()),
    }
}

/// The numbers that a quantity names, in its own unit.
pub fn ends(quantity: &Quantity) -> Vec<Decimal> {
    match quantity.number {
        Number::Point(value) | Number::Share(value) | Number::Ratio(value) => vec![value],
        Number::Range(low, high) => vec![low, high],
        Number::Vague(low, high) => std::iter::once(low).chain(high).collect(),
        Number::Majority(low, high) => vec![low, high],
    }
}

/// The months that are named, in dates or not: "September of two thousand and eight" is no date to those who read dates.
fn months(document: &Document, lexicon: &Lexicon, dates: &[DateMention]) -> FxHashSet<i8> {
    let words = document.tokens.iter().filter(|token| token.is_word()).map(|token| document.text(token.span));
    let names = words.filter(|word| word.starts_with(char::is_uppercase));
    let named = names.filter_map(|word| lexicon.calendar.month(word));
    dates.iter().filter_map(|date| date.month).chain(named).collect()
}

/// How many items each list has.
fn lists(document: &Document) -> FxHashSet<usize> {
    let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
    for block in &document.blocks {
        if let BlockKind::ListItem { list, .. } = block.kind {
            *counts.entry(list).or_default() += 1;
        }
    }
    counts.into_values().collect()
}

/// "in thousands", "in millions": said above a table whose numbers leave the scale out.
fn scales(document: &Document, lexicon: &Lexicon) -> Vec<Decimal> {
    let phrases = &lexicon.sources.table_scales;
    let tokens = &document.tokens;
    let starts = (0..tokens.len()).filter(|&at| tokens[at].is_word());
    let mut scales: Vec<Decimal> =
        starts.filter_map(|at| phrases.starting(&document.prose, tokens, at)).map(|(_, scale)| *scale).collect();
    scales.sort_unstable();
    scales.dedup();
    scales
}

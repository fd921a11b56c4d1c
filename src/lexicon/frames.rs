//! Words that show how the numbers of a sentence follow from each other: changes, shares, sums.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lexicon::{Phrases, Set};

/// The compiled tables.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Frames {
    /// Verbs, nouns and adjectives of going up.
    pub rises: Set,
    /// Those of going down.
    pub falls: Set,
    /// Those of a change whose direction they leave open.
    pub shifts: Set,
    /// Those of the above that may follow a percentage: "a 12% increase", "12% up".
    pub after_change: Set,
    /// "12% fewer than".
    pub comparing: Set,
    /// After the size of a difference, where more is told of: "more than", "above".
    pub above: Phrases<()>,
    /// The same where less is.
    pub below: Phrases<()>,
    /// "since January, when it stood at 200".
    pub since: Set,
    pub when: Set,
    /// "who took 79": before what is told of the one that is compared with.
    pub relatives: Set,
    /// Before a number that is told of each of many.
    pub distributes: Set,
    /// Subjects of a sentence that point back to the figure before.
    pub pronouns: Set,
    /// Nouns and verbs for a distance between two numbers: "a lead of 11 points", "won by".
    pub margins: Set,
    /// Verbs before "by" and a distance: "won by 2,140 votes".
    pub wins: Set,
    /// What is between two figures told before, in apposition: ", a deficit of 1.2 billion".
    pub distances: Set,
    /// Before a conclusion: "so the fall is 14 points".
    pub concluding: Set,
    /// After a distance or a change: it is one from something else, or over another time.
    pub measured_from: Set,
    /// "that leaves", "which leaves": what stands before it leaves so many.
    pub leaves: Phrases<()>,
    /// Between a whole and all of its parts: "consisted of".
    pub consists: Phrases<()>,
    /// Of what has not come yet: "64 are still being called".
    pub still: Set,
    /// Before a stretch of time: "by a third next year".
    pub next: Set,
    /// How many of a shorter stretch of time are in a longer one, at least and at most.
    pub stretches: BTreeMap<String, BTreeMap<String, [u32; 2]>>,
    /// Before what a rate is told of: "$10.30 for each $1,000".
    pub rates: Set,
    /// Between two numbers that are set against each other: "55% to 43%".
    pub against: Set,
    /// Before a new level: "to", "at".
    pub new_before: Phrases<()>,
    /// Before an old level.
    pub old_before: Phrases<()>,
    /// After an old level: "a year earlier".
    pub old_after: Phrases<()>,
    /// What may stand between such a word and the number: "to a record", "from last year's".
    pub between: Set,
    /// Words that begin another statement: numbers on two sides of one do not belong together.
    pub breaks: Set,
    /// "ahead": before "of" it makes no part of what follows.
    pub apart_of: Set,
    /// Forms of "be" and their like, between two sides that are equal.
    pub equals: Phrases<()>,
    /// "rate of": after a comma and an article, the share that a part and its whole make.
    pub rates_of: Phrases<()>,
    /// Words for a multiple, in percent: "twice".
    pub multiples: BTreeMap<String, u32>,
    /// "three times as many".
    pub times: Set,
    /// Between a multiple and what it is a multiple of: "as many", and the "as" after the noun.
    pub as_many: Phrases<()>,
    pub than_as: Set,
    /// Units of time by which two bases of comparison are told apart, each in its spellings.
    pub bases: Vec<Set>,
    /// Words by which a change is of something else than the two printed levels.
    pub other_bases: Phrases<()>,
    /// "points": beside percentages these are percentage points.
    pub points: Set,
    /// "by": before the size of a change.
    pub by: Set,
    /// "of".
    pub of: Set,
    /// "or": before the same thing in other words.
    pub or: Set,
    /// "and".
    pub and: Set,
    /// Before or between numbers that are no complete list of parts, or whose members are counted twice.
    pub overlaps: Phrases<()>,
    /// Before a number that is the sum of what stands before it.
    pub totals_before: Phrases<()>,
    /// After such a number.
    pub totals_after: Phrases<()>,
    /// Before the last part of a whole: "the remaining", "the other".
    pub rest_before: Phrases<()>,
    /// Before what is left: "leaving 11".
    pub leaving: Phrases<()>,
    /// "cost": before an amount that is all of something.
    pub wholes_before: Phrases<()>,
    /// Before a number that is a mean: "an average of 12".
    pub averages: Phrases<()>,
    /// After what one of many costs or gets: "$21 each".
    pub apiece: Set,
    /// Between the numbers of many and of each: what is counted or paid is something else.
    pub not_each: Phrases<()>,
    /// Before and between the years that a length of time lies between.
    pub year_from: Set,
    pub year_to: Set,
    /// Before a year in which something happened, and after the time until then.
    pub in_year: Set,
    pub later: Set,
    /// What lasts until it ends: "a 31-year wait".
    pub waits: Set,
    /// Before the year in which something was last so: "since".
    pub last_so: Phrases<()>,
    /// "a 47-year-old record", and what stands before its year: "set in".
    pub records: Set,
    pub set_in: Phrases<()>,
    /// Near it: "the first since", "a record set in".
    pub firsts: Set,
    /// "42 years of marriage", and the verb of its beginning.
    pub marriages: Set,
    pub weds: Set,
    /// In a sentence that tells of another vote, of a poll or of the turnout.
    pub other_votes: Phrases<()>,
    /// After a number that is a part of the one before it: "of them".
    pub of_whom: Phrases<()>,
    /// Before such a number: "including".
    pub subsets: Phrases<()>,
    /// "of those": the number before.
    pub those: Set,
    /// "one", which may be a part.
    pub one: Set,
    /// At the start of a sentence whose numbers are added to those before: "another".
    pub goes_on: Phrases<()>,
    /// Words of a sentence whose parts are not all there are.
    pub not_all: Phrases<()>,
    /// What people and things are divided into.
    pub contrasts: Vec<[Phrases<()>; 2]>,
    /// Verbs that hold a statement together.
    pub auxiliaries: Set,
    /// Prepositions that tell of an elliptical part: "nine in Velmar and six in Dolnik".
    pub places: Set,
    /// More of them, where the parts are a list of their own.
    pub regions: Set,
    /// What people are called when all of them are counted.
    pub persons: Set,
    /// What some of them are called.
    pub kinds: Set,
    /// Words of shares that exclude each other: a vote, a budget that is split.
    pub exclusive: Phrases<()>,
    /// By which several answers may be true of one.
    pub several_answers: Phrases<()>,
    /// Verbs by which a part is told of its whole: "contributed", "brought in".
    pub contributes: Phrases<()>,
    /// Dimensions whose units are seldom said twice for the same: "90 minutes (1.5 hours each)".
    pub no_conversion: Set,
    /// Units of more than one size: short and metric tons, gallons of two countries.
    pub several_sizes: Set,
    /// Currencies of which one unit is worth something like one of another.
    pub near_par: Set,
    /// "the choice between 10 and 5".
    pub choices: Set,
    /// What temperatures are counted in, which may fall: "between 10 and 5 degrees".
    pub degrees: Set,
    /// Verbs before the ends of a range: "costs from $20 to $30".
    pub extents: Set,
    /// Verbs that go from one number to another.
    pub moves: Set,
    /// Between the years of a time in office and its length: "serving for nine years".
    pub lasts: Phrases<()>,
    /// After a length that is all of the time between two years: "after 51 years of service".
    pub whole_times: Phrases<()>,
    /// Words of what began in the first of two years and of what ended in the second.
    pub begins: Phrases<()>,
    pub ends: Phrases<()>,
    /// Before a length of time that ends where the sentence is: "after 36 years".
    pub after: Set,
    /// For the year of the draft: "this year".
    pub this_year: Phrases<()>,
    /// What the last row of a table is called when it is the sum of those above.
    pub total_rows: Set,
    /// What rows of a table are called that are a part of another row.
    pub part_rows: Set,
    /// In the last item of a list: there are more than are listed.
    pub and_more: Set,
    /// "brings the total to": the verb, and the preposition before the new level.
    pub brings: Set,
    pub new_level: Set,
    /// Verbs of who has how many of a whole: "keeps 11", "five go to".
    pub holds: Set,
    /// What somebody pays of a whole: "the city's share is".
    pub shares: Set,
    /// What an account is made of: the result, what comes in, what goes out.
    pub results: Set,
    pub income: Set,
    pub spending: Set,
    /// Won, drawn, lost: what can become of all that is played.
    pub outcomes: Vec<Set>,
    /// What is played, and the verb of it.
    pub games: Set,
    pub plays: Set,
    /// Words of voting, those who do not vote, and who sits in a body.
    pub votes: Set,
    pub abstains: Set,
    pub seats: Set,
    /// Outcomes that exclude each other.
    pub opposites: Vec<[Set; 2]>,
}

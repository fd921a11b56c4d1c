//! Quantities by the table; every expectation was worked out by hand.

use std::sync::Arc;

use super::*;
use crate::parse::{Format, parse};
use crate::source::SourceFile;

/// Each quantity as "hedge number unit/per".
fn read(text: &str) -> Vec<String> {
    let lexicon = Lexicon::english();
    let document = parse(Arc::new(SourceFile::new("t.txt", text)), Format::Plain, &lexicon);
    find(&document, &lexicon, &[]).iter().map(show).collect()
}

fn show(quantity: &Quantity) -> String {
    let number = match quantity.number {
        Number::Point(value) => value.normalize().to_string(),
        Number::Range(low, high) => format!("{}..{}", low.normalize(), high.normalize()),
        Number::Vague(low, high) => format!("{low}..{}", high.map_or(String::new(), |high| high.to_string())),
        Number::Share(percent) => format!("share {}", percent.round_dp(1).normalize()),
        Number::Majority(low, high) => format!("majority {low}..{high}"),
        Number::Ratio(ratio) => format!("x{ratio}"),
    };
    let unit = match &quantity.unit.dimension {
        Dimension::Count => "",
        _ if matches!(quantity.number, Number::Share(_) | Number::Majority(..) | Number::Ratio(_)) => "",
        Dimension::Percent => "%",
        Dimension::Points => "pt",
        Dimension::Money | Dimension::Measured(_) => &quantity.unit.name,
    };
    let factor = match &quantity.unit.dimension {
        Dimension::Money | Dimension::Points if quantity.unit.factor != Decimal::ONE => "/100",
        _ => "",
    };
    let hedge = if quantity.hedge == Hedge::None { String::new() } else { format!("{:?} ", quantity.hedge) };
    let per = quantity.per.as_ref().map_or(String::new(), |per| format!("/{per}"));
    format!("{hedge}{number}{unit}{factor}{per}")
}

#[test]
fn bare_signs_and_words_are_of_the_house_s_own_currency() {
    let text = "$5 million, 20 dollars and 30 cents, US$5, U.S. dollars 7, C$8, £9, ¥10, kr 11, 12 kroner";
    let own = |code: &str| {
        let lexicon = Lexicon::english_with_currency(code);
        let document = parse(Arc::new(SourceFile::new("t.txt", text)), Format::Plain, &lexicon);
        find(&document, &lexicon, &[]).iter().map(show).collect::<Vec<_>>().join(" ")
    };
    let usual = "5000000USD 20USD 30USD/100 5USD 7 8CAD 9GBP 10JPY 11 12SEK";
    for (code, expected) in [
        ("USD", usual),
        ("EUR", usual),
        ("CAD", "5000000CAD 20CAD 30CAD/100 5USD 7 8CAD 9GBP 10JPY 11 12SEK"),
        ("NOK", "5000000USD 20USD 30USD/100 5USD 7 8CAD 9GBP 10JPY 11NOK 12NOK"),
        ("CNY", "5000000USD 20USD 30USD/100 5USD 7 8CAD 9GBP 10CNY 11 12SEK"),
        // No currency is called so: nothing changes.
        ("XXX", usual),
    ] {
        assert_eq!(own(code), expected, "{code}");
    }
}

#[test]
fn quantities_are_read_as_prose_writes_them() {
    let table: &[(&str, &[&str])] = &[
        ("It killed 16 people.", &["16"]),
        ("Sixteen people died, twenty-one were hurt.", &["16", "21"]),
        ("one hundred and five delegates", &["105"]),
        ("a hundred ships and a million rats", &["100", "1000000"]),
        ("three hundred twelve thousand doses", &["312000"]),
        ("more than 71% of Serbs", &["MoreThan 71%"]),
        ("over $10 billion", &["MoreThan 10000000000USD"]),
        ("nearly €10bn", &["Nearly 10000000000EUR"]),
        ("US$10 billion, 10 billion dollars", &["10000000000USD", "10000000000USD"]),
        ("rose to £486.2m (2022: £457.0m)", &["486200000GBP", "457000000GBP"]),
        ("Earnings were 41.6p, or 18 cts", &["41.6GBP/100", "18USD/100"]),
        ("41.2 mln vs 36.8 mln dlrs", &["41200000", "36800000USD"]),
        ("7.9 mln dlrs, or 61 cts a share", &["7900000USD", "61USD/100/share"]),
        ("46,000 barrels a day", &["46000barrel/day"]),
        ("some 900 visitors a week", &["About 900/week"]),
        ("5-1/2 cts", &["5.5USD/100"]),
        ("Rs 5 crore and 2 lakh people", &["50000000INR", "200000"]),
        ("up 450 basis points, 0.6 percentage points", &["450pt/100", "0.6pt"]),
        ("between 10 and 15 people", &["10..15"]),
        ("$5.6 billion to $5.8 billion", &["5600000000..5800000000USD"]),
        ("5 to 10 million users", &["5000000..10000000"]),
        ("10–15 days", &["10..15day"]),
        ("fell from 7.4% to 6.8%", &["7.4%", "6.8%"]),
        ("half a million euros", &["500000EUR"]),
        ("a quarter of a billion people", &["250000000"]),
        ("two and a half times", &["2.5"]),
        ("for a year and a half, nearly an hour and a quarter", &["1.5year", "Nearly 1.25hour"]),
        ("six years and eight months in prison, 17 years and 203 days", &["80month", "17year", "203day"]),
        ("borrow £5.5m over 25 years", &["5500000GBP", "25year"]),
        ("450 homes over four years, over four years ago", &["450", "4year", "MoreThan 4year"]),
        ("worth £86 million, over four years", &["86000000GBP", "4year"]),
        ("it took over 25 years", &["MoreThan 25year"]),
        ("£5m over 15 years ago", &["5000000GBP", "MoreThan 15year"]),
        ("rated 4.4 out of 5, or 3.9/5", &["4.4of 5", "3.9of 5"]),
        ("nearly 4.5 out of 5 stars", &["Nearly 4.5of 5"]),
        ("a mile and a half-hour walk", &[]),
        ("two hours and a half, two miles and a half-hour walk", &["2.5hour", "2mile"]),
        ("fell to $5.86-1/2 and 5.86½ of it", &["5.865USD", "5.865"]),
        ("two-thirds of voters and nearly half of the rest", &["share 66.7", "Nearly share 50"]),
        ("one in five, three in ten", &["share 20", "share 30"]),
        ("dozens of boats, a couple of hours", &["24..", "2..3hour"]),
        ("more than doubled", &["MoreThan x2"]),
        ("most of the money", &["majority 50..100"]),
        ("500 or more, 40-odd, 300+", &["AtLeast 500", "Odd 40", "AtLeast 300"]),
        ("lies 96 light years away, or 29.4 parsecs", &["96light-year", "29.4parsec"]),
        ("ran 3:56.48, a $5 million track", &["236.48second", "5000000USD"]),
        ("no more than 3, not 5", &["AtMost 3", "5"]),
        ("from 67 agencies and more than 120 schools, 30 or more", &["67", "MoreThan 120", "AtLeast 30"]),
        ("just under 71%, well over 200,000", &["Nearly 71%", "MoreThan 200000"]),
        ("weighs 4,180 kilograms", &["4180kilogram"]),
        ("75-millimeter shells", &["75millimetre"]),
        ("58m people, 8.4m tall", &["58000000", "8.4metre"]),
        ("2 TB of storage and 8 MB", &["2terabyte", "8megabyte"]),
        ("a profit of $1.3 billion dollars", &["1300000000USD"]),
        ("for nearly a year", &["Nearly 1year"]),
        ("we turned over £468.2m", &["468200000GBP"]),
        ("the −9.0% of last year", &["-9%"]),
    ];
    for (text, expected) in table {
        assert_eq!(read(text), *expected, "{text}");
    }
}

#[test]
fn numbers_that_are_no_quantities_are_left_alone() {
    for text in [
        "in 2023 and the 1990s",
        "the ’90s",
        "No. 5 on page 12",
        "at 10:30 and 11 p.m.",
        "flew an F-16 and a Boeing 737",
        "during COVID-19",
        "a ratio of 4:1.5 at 10:30",
        "needs iOS 17 or Node.js 20 and an older jQuery 3",
        "after 9/11, 24/7",
        "call 555-1234",
        "version 4.1.7",
        "won 3–2",
        "agent 007",
        "one of them, no one",
        "children under five",
        "the 21st century",
        "the LSA-2025-003 advisory",
        "a third term in the second half",
        "plus a half-day off",
    ] {
        assert_eq!(read(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn values_of_facts_are_read_whole_or_not_at_all() {
    let lexicon = Lexicon::english();
    for (text, expected) in [
        ("16", "16"),
        ("16 people", "16"),
        ("over $10 billion", "MoreThan 10000000000USD"),
        ("70.5% to 71.9%", "70.5..71.9%"),
        ("67,900 horses and mules", "67900"),
        ("nearly a year", "Nearly 1year"),
        ("1949", "1949"),
        ("13 cents", "13USD/100"),
        ("9 nodes", "9"),
        ("2 times", "2"),
        ("a loss of 5 cents", "5USD/100"),
        ("2.9 mg/L", "2.9milligram/l"),
        ("150 g", "150gram"),
        ("2:04:37", "7477second"),
        ("3:56.48", "236.48second"),
        ("A$212 million", "212000000AUD"),
        ("a third", "share 33.3"),
        ("half", "share 50"),
        ("one in five", "share 20"),
        ("0", "0"),
        ("−4.5%", "-4.5%"),
        ("20,000-25,000 people", "20000..25000"),
        ("12.5 °C", "12.5°C"),
        ("3 per cent", "3%"),
        ("18 months", "18month"),
        ("more than £1.2m", "MoreThan 1200000GBP"),
        ("6.4 on the Richter scale", "6.4"),
        ("12th", "12"),
        ("nine", "9"),
    ] {
        assert_eq!(parse_value(text, &lexicon).as_ref().map(show).unwrap_or_default(), expected, "{text}");
    }
    for text in ["", "people", "see it on page 3 of 16", "4.1.7"] {
        assert_eq!(parse_value(text, &lexicon), None, "{text}");
    }
}

#[test]
fn spans_run_from_hedge_to_unit() {
    let lexicon = Lexicon::english();
    let text = "It took over $10 billion a year.";
    let document = parse(Arc::new(SourceFile::new("t.txt", text)), Format::Plain, &lexicon);
    let found = find(&document, &lexicon, &[]);
    assert_eq!(document.text(found[0].span), "over $10 billion a year");
    assert_eq!(document.text(found[0].number_span), "$10 billion");
}

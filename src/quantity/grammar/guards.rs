//! Numbers that are no quantities: years, times, places in a text, products, scores, codes.

use rust_decimal::Decimal;

use super::Scanner;
use crate::lexicon::phrases::lower;
use crate::quantity::{Dimension, Hedge, Number, Quantity};
use crate::text::Token;

/// Whether the quantity read from the tokens `at..end` (its number begins at `at`) is none after all.
pub(super) fn is_guarded(scanner: &Scanner, at: usize, end: usize, quantity: &Quantity) -> bool {
    if !matches!(quantity.number, Number::Point(_) | Number::Range(..)) {
        return false;
    }
    let bare = quantity.unit.dimension == Dimension::Count;
    is_age_limit(scanner, at, quantity)
        || (bare && is_pronoun(scanner, at, quantity))
        || (bare && !quantity.scaled && is_name_or_place(scanner, at, end, quantity))
        || is_chained(scanner, at, end)
}

/// "children under five".
fn is_age_limit(scanner: &Scanner, at: usize, quantity: &Quantity) -> bool {
    let directional = matches!(quantity.hedge, Hedge::LessThan | Hedge::MoreThan);
    let small = matches!(quantity.number, Number::Point(value) if value < Decimal::ONE_HUNDRED);
    let whom = at.checked_sub(2).map_or("".into(), |at| lower(scanner.text(at)));
    directional && small && scanner.numbers.age_limit_after.contains(whom.as_ref())
}

/// "one of them", "no one": "one" counts only before a scale, a unit, or as part of a larger number.
fn is_pronoun(scanner: &Scanner, at: usize, quantity: &Quantity) -> bool {
    matches!(quantity.number, Number::Point(value) if value == Decimal::ONE)
        && scanner.numbers.pronouns.has(scanner.text(at))
}

fn is_name_or_place(scanner: &Scanner, at: usize, end: usize, quantity: &Quantity) -> bool {
    if quantity.worded {
        return false;
    }
    let digits = scanner.text(at);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain && is_year(digits, scanner, at, end, quantity) {
        return true;
    }
    if follows_with_time(scanner, end) || is_time(scanner, at, end) || is_glued(scanner, end) {
        return true;
    }
    let is_point = matches!(quantity.number, Number::Point(_));
    is_point && plain && (follows_marker(scanner, at) || follows_name(scanner, at))
}

/// Four digits without a separator, 1500 to 2199, unless a hedge of size and a plural noun show a count; "’90".
fn is_year(digits: &str, scanner: &Scanner, at: usize, end: usize, quantity: &Quantity) -> bool {
    let apostrophe = at > 0 && matches!(scanner.text(at - 1), "’" | "'" | "‘") && scanner.touches(at);
    if apostrophe && digits.len() == 2 {
        return true;
    }
    if digits.len() != 4 || !digits.parse::<u32>().is_ok_and(|year| (1500..2200).contains(&year)) {
        return false;
    }
    let sized = quantity.hedge.is_directional() && quantity.hedge != Hedge::Nearly;
    let plural = scanner.tokens.get(end).is_some_and(|next| {
        let word = next.text(scanner.prose);
        next.is_word() && word.len() > 3 && word.ends_with('s') && word.chars().all(char::is_lowercase)
    });
    !(sized && plural)
}

/// "11 p.m.", "1400 GMT": words that make a time or a code of the number.
fn follows_with_time(scanner: &Scanner, end: usize) -> bool {
    let after = lower(scanner.text(end));
    scanner.numbers.guard_after.contains(after.as_ref())
        && (scanner.touches(end) || after.contains('.') || after.len() > 1)
}

/// "10:30", "3:05".
fn is_time(scanner: &Scanner, at: usize, end: usize) -> bool {
    let number = |at: usize| scanner.tokens.get(at).is_some_and(Token::is_number);
    let colon_after = scanner.is(end, ':') && scanner.touches(end) && scanner.touches(end + 1) && number(end + 1);
    let colon_before = at > 1 && scanner.is(at - 1, ':') && scanner.touches(at) && number(at - 2);
    colon_after || colon_before
}

/// "21st", "4x4", "3D": letters that touch the digits and are no unit make another word of it.
fn is_glued(scanner: &Scanner, end: usize) -> bool {
    scanner.touches(end) && scanner.tokens.get(end).is_some_and(Token::is_word)
}

/// "No. 5", "page 12", "§ 7", "#3", "version 2".
fn follows_marker(scanner: &Scanner, at: usize) -> bool {
    let Some(mut before) = at.checked_sub(1) else { return false };
    let stop = scanner.is(before, '.');
    if stop {
        let Some(word) = before.checked_sub(1) else { return false };
        before = word;
    }
    let text = scanner.text(before);
    // "no 5" may be a negation, "No 5" and "no. 5" are numbers of something.
    scanner.numbers.guard_before.has(text) && (text != "no" || stop)
}

/// "Windows 10", "F-16", "Apollo 11", "iOS 17", "Node.js 20": a word with a capital, inside a sentence, makes the number part of its name.
fn follows_name(scanner: &Scanner, at: usize) -> bool {
    let Some(mut before) = at.checked_sub(1) else { return false };
    let hyphen = scanner.is_hyphen(before) && scanner.touches(at);
    if hyphen {
        if before == 0 || !scanner.touches(before) {
            return false;
        }
        before -= 1;
    }
    // The name's last part: "js" of "Node.js" begins with the word before the stop that it touches.
    let dotted = before >= 2 && scanner.is(before - 1, '.') && scanner.touches(before) && scanner.touches(before - 1);
    let is_name = |at: usize| scanner.tokens[at].is_word() && scanner.text(at).chars().any(char::is_uppercase);
    let capital = is_name(before) || (dotted && scanner.tokens[before].is_word() && is_name(before - 2));
    capital && scanner.text(at).len() <= 4 && (hyphen || before > 0)
}

/// Digits chained by hyphens, slashes or signs are codes, telephone numbers, scores: "555-1234", "9/11", "24/7", "3–2", "#5".
fn is_chained(scanner: &Scanner, at: usize, end: usize) -> bool {
    let number = |at: usize| scanner.tokens.get(at).is_some_and(Token::is_number);
    let links = |at: usize| matches!(scanner.text(at), "-" | "–" | "/" | "‑" | "_" | "@" | "#" | "\\" | "=");
    let before = at >= 2 && links(at - 1) && number(at - 2) && scanner.touches(at) && scanner.touches(at - 1);
    let after = links(end) && number(end + 1) && scanner.touches(end) && scanner.touches(end + 1);
    let code = at >= 1 && matches!(scanner.text(at - 1), "#" | "_" | "@" | "\\" | "=" | "/") && scanner.touches(at);
    before || after || code
}

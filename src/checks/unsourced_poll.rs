//! `unsourced-poll`: a share of people who hold an opinion, without a word on who asked them.

use crate::check::{Category, Check, Context, Report};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::facts::Entity;
use crate::quantity::{Dimension, Number, Quantity};
use crate::settings::Level;
use crate::text::Token;

pub static CHECK: Check = Check {
    name: "unsourced-poll",
    summary: "A share of people who hold an opinion, without a word on who asked them.",
    category: Category::Draft,
    default: Level::Off,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/unsourced-poll.md"),
    run: Some(check),
};

/// Tokens after a share among which its people and their opinion are looked for.
const REACH: usize = 14;
/// Tokens after "of" that may hold the people: "of registered voters".
const PEOPLE: usize = 4;

fn check(context: &Context, report: &mut Report) {
    let document = context.document;
    for share in context.mentions.quantities.iter().filter(|quantity| is_share(quantity)) {
        if is_opinion(context, share) && !is_sourced(context, share) {
            let words = document.text(share.span);
            report.add(
                Diagnostic::new(CHECK.name, format!("{words}: who asked whom, and when?"))
                    .label(Document::FILE, document.source_span(share.span), "an opinion without its poll")
                    .help("name the pollster, the days and the number of people asked"),
            );
        }
    }
}

fn is_share(quantity: &Quantity) -> bool {
    matches!(quantity.number, Number::Share(_) | Number::Majority(..)) || quantity.unit.dimension == Dimension::Percent
}

/// "of Serbs holding a favorable opinion": people after the share, and what they think in the same sentence.
fn is_opinion(context: &Context, share: &Quantity) -> bool {
    let document = context.document;
    let Some(sentence) = document.sentences.get(document.sentence_at(share.span.start())) else { return false };
    let first = document.token_at(share.span.end());
    let rest = first.min(sentence.tokens.1 as usize)..(first + REACH).min(sentence.tokens.1 as usize);
    let after = &document.tokens[rest];
    let desk = &context.lexicon.desk;
    let word = |token: &Token| token.text(&document.prose).to_lowercase();
    let is_one = |token: &Token| {
        let lower = word(token);
        desk.polled.contains(&lower) || is_people(context, &lower)
    };
    // "most voters", "71% of registered voters".
    let of = after.first().is_some_and(|token| desk.share_of.contains(&word(token)));
    let people = after.iter().take(if of { PEOPLE + 1 } else { 1 }).any(is_one);
    people && after.iter().any(|token| desk.opinions.contains(&word(token)))
}

/// "Serbs", "Serbians": a people, by the adjective of its country.
fn is_people(context: &Context, word: &str) -> bool {
    let nationalities = &context.lexicon.titles.nationalities;
    let demonym = |entity: &Entity| entity.demonym.as_ref().is_some_and(|demonym| demonym.value.to_lowercase() == word);
    word.strip_suffix('s').is_some_and(|one| {
        nationalities.contains_key(one)
            || nationalities.keys().any(|adjective| adjective.strip_suffix("ian") == Some(one))
    }) || context.facts.entities.iter().any(demonym)
}

/// Whether the paragraph, or the one before or after it, tells of a poll.
fn is_sourced(context: &Context, share: &Quantity) -> bool {
    let document = context.document;
    let block = document.block_at(share.span.start());
    let near = block.saturating_sub(1)..(block + 2).min(document.blocks.len());
    near.filter_map(|at| document.blocks.get(at)).any(|block| {
        let tokens = document.tokens_in(block.tokens);
        (0..tokens.len()).any(|at| context.lexicon.desk.poll_sources.starting(&document.prose, tokens, at).is_some())
    })
}

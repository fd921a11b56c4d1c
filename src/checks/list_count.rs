//! `list-count`: an announced number of things, and another number of them right after.

use rust_decimal::prelude::ToPrimitive;

use crate::check::{Category, Check, Context, Report};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::document::{BlockKind, Document};
use crate::quantity::{Dimension, Hedge, Number, Quantity};
use crate::settings::Level;
use crate::span::Span;

pub static CHECK: Check = Check {
    name: "list-count",
    summary: "A list has more or fewer items than its announcement says.",
    category: Category::Draft,
    default: Level::Warning,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/list-count.md"),
    run: Some(check),
};

/// Numbers beyond this announce no list that somebody counts.
const MOST: usize = 30;

fn check(context: &Context, report: &mut Report) {
    of_headings(context, report);
    let document = context.document;
    let blocks = &document.blocks;
    for (index, block) in blocks.iter().enumerate() {
        if !matches!(block.kind, BlockKind::Paragraph) || context.mentions.is_quoted(block.span) {
            continue;
        }
        let Some(announced) = announced(context, block.tokens) else { continue };
        let items = listed_below(context, index);
        let found = items.map(|items| (items, true)).or_else(|| Some((listed_inline(context, &announced)?, false)));
        let Some((items, below)) = found else { continue };
        // "Five things that made my heart grow three sizes:" announces five.
        let said = |quantity: &Quantity| whole(quantity) == Some(items.count);
        let quantities = &context.mentions.quantities;
        let from = quantities.partition_point(|quantity| quantity.span.start() < block.span.start());
        if quantities[from..].iter().take_while(|quantity| quantity.span.start() < block.span.end()).any(said) {
            continue;
        }
        if items.count != announced.count && items.count.abs_diff(announced.count) <= announced.count.div_ceil(2) {
            report.add(diagnostic(context, &announced, &items, below));
        }
    }
}

/// "Five reasons to …" over headings that are numbered from one to four.
fn of_headings(context: &Context, report: &mut Report) {
    let blocks = &context.document.blocks;
    let mut above: Vec<(u8, Option<(usize, Span)>)> = Vec::new();
    let mut run: Option<Run> = None;
    for block in blocks {
        let BlockKind::Heading(level) = block.kind else { continue };
        if run.as_ref().is_some_and(|run| level < run.level) {
            run.take().and_then(|run| run.differing(context)).into_iter().for_each(|found| report.add(found));
        }
        let number = numbered(context, block.tokens);
        match &mut run {
            Some(run) if run.level == level => run.add(number, block.span),
            Some(_) => {}
            None if number == Some(1) => {
                let announced = above.iter().rev().find(|above| above.0 < level).and_then(|above| above.1);
                run = announced.map(|announced| Run::new(level, announced, block.span));
            }
            None => {}
        }
        above.retain(|above| above.0 < level);
        above.push((level, counted(context, block.tokens)));
    }
    run.and_then(|run| run.differing(context)).into_iter().for_each(|found| report.add(found));
}

/// Headings of one level, numbered from one.
struct Run {
    level: u8,
    /// The number in the heading above, and its place.
    announced: (usize, Span),
    count: usize,
    span: Span,
    /// Whether each number was the one after that before it, and nothing but a last heading had none.
    in_order: bool,
    ended: bool,
}

impl Run {
    fn new(level: u8, announced: (usize, Span), span: Span) -> Self {
        Self { level, announced, count: 1, span, in_order: true, ended: false }
    }

    fn add(&mut self, number: Option<usize>, span: Span) {
        match number {
            Some(number) if number == self.count + 1 && !self.ended => {
                self.count = number;
                self.span = self.span.to(span);
            }
            Some(_) => self.in_order = false,
            None => self.ended = true,
        }
    }

    fn differing(self, context: &Context) -> Option<Diagnostic> {
        let (said, span) = self.announced;
        let near = self.count != said && self.count.abs_diff(said) <= said.div_ceil(2);
        let announced = Announced { count: said, span, colon: 0, end: 0 };
        let items = Items { count: self.count, span: self.span };
        (near && self.in_order && self.count > 1).then(|| diagnostic(context, &announced, &items, false))
    }
}

/// "1. Sleep more", "Reason 2: the sea": the number of a heading.
fn numbered(context: &Context, (from, to): (u32, u32)) -> Option<usize> {
    let document = context.document;
    let tokens = document.tokens_in((from, to.min(from + 3)));
    let number = |at: usize| tokens.get(at)?.text(&document.prose).parse::<usize>().ok();
    let marked = |at: usize| tokens.get(at).is_none_or(|token| ['.', ')', ':', '–', '—'].iter().any(|&mark| token.is(mark)));
    let first = number(0).filter(|_| marked(1));
    first.or_else(|| number(1).filter(|_| tokens[0].is_word() && marked(2))).filter(|&number| number <= MOST)
}

/// The only number of a heading that counts things of which there are several.
fn counted(context: &Context, (from, to): (u32, u32)) -> Option<(usize, Span)> {
    let document = context.document;
    let (first, last) = (document.tokens.get(from as usize)?, document.tokens.get(to.checked_sub(1)? as usize)?);
    let quantities = &context.mentions.quantities;
    let start = quantities.partition_point(|quantity| quantity.span.end() <= first.span.start());
    let mut here = quantities[start..].iter().take_while(|quantity| quantity.span.start() < last.span.end());
    let quantity = here.next().filter(|_| here.next().is_none())?;
    let count = whole(quantity).filter(|&count| (2..=MOST).contains(&count))?;
    let noun = document.token_at(quantity.span.end().saturating_sub(1)) + 1;
    let plural = (noun..(noun + 3).min(to as usize)).any(|token| {
        let text = crate::lexicon::phrases::lower(document.tokens[token].text(&document.prose));
        context.lexicon.claims.is_plural(&text)
    });
    plural.then_some((count, quantity.span))
}

/// "in seven languages:": the last number before a colon.
struct Announced {
    count: usize,
    span: Span,
    /// The token of the colon, and the one after the last of the paragraph.
    colon: usize,
    end: usize,
}

/// What is listed.
struct Items {
    count: usize,
    /// Where the list stands.
    span: Span,
}

/// The number that the paragraph announces before its last colon: "seven languages:", "the following seven languages are there:".
fn announced(context: &Context, (from, to): (u32, u32)) -> Option<Announced> {
    let document = context.document;
    let tokens = &document.tokens;
    let words = &context.lexicon.frames;
    let (from, to) = (from as usize, to as usize);
    let colon = (from..to).rev().find(|&token| tokens[token].is(':'))?;
    let before = tokens[colon].span.start();
    let quantities = &context.mentions.quantities;
    let last = quantities.partition_point(|quantity| quantity.span.end() <= before).checked_sub(1)?;
    let quantity = &quantities[last];
    let count = whole(quantity).filter(|&count| (2..=MOST).contains(&count))?;
    let first = document.token_at(quantity.span.start());
    let after = document.token_at(quantity.span.end().saturating_sub(1)) + 1;
    let text = |token: usize| crate::lexicon::phrases::lower(tokens[token].text(&document.prose));
    let noun = after..colon;
    let plain = noun.clone().all(|token| tokens[token].is_word() && !words.places.contains(text(token).as_ref()))
        && noun
            .clone()
            .all(|token| !words.of.contains(text(token).as_ref()) && !words.breaks.contains(text(token).as_ref()));
    // "one of seven languages", "the first three": a number that counts something else.
    let subset = || context.lexicon.claims.subsets_before.ending(&document.prose, tokens, first).is_some();
    let narrowed = first > from && (words.of.contains(text(first - 1).as_ref()) || subset());
    let plural = noun
        .clone()
        .any(|token| text(token).ends_with('s') || context.lexicon.claims.plurals.contains(text(token).as_ref()));
    (first >= from && !noun.is_empty() && noun.len() <= 4 && plain && plural && !narrowed).then_some(Announced {
        count,
        span: quantity.span,
        colon,
        end: to,
    })
}

fn whole(quantity: &Quantity) -> Option<usize> {
    let Number::Point(value) = quantity.number else { return None };
    let plain = quantity.hedge == Hedge::None && quantity.unit.dimension == Dimension::Count && quantity.per.is_none();
    value.to_usize().filter(|_| plain && value.is_integer() && !quantity.scaled)
}

/// The items of the list right under the paragraph.
fn listed_below(context: &Context, paragraph: usize) -> Option<Items> {
    let document = context.document;
    let blocks = &document.blocks;
    let this = &blocks[paragraph];
    let ends_with_colon = document.tokens_in(this.tokens).last().is_some_and(|token| token.is(':'));
    let BlockKind::ListItem { list, depth: 1 } = blocks.get(paragraph + 1).filter(|_| ends_with_colon)?.kind else {
        return None;
    };
    let below = blocks[paragraph + 1..].iter();
    let items: Vec<Span> = below
        .take_while(|block| !matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_)))
        .filter(|block| matches!(block.kind, BlockKind::ListItem { list: of, depth: 1 } if of == list))
        .map(|block| block.span)
        .collect();
    let (first, last) = (items.first()?, items.last()?);
    let open = context.lexicon.frames.and_more.iter().any(|word| {
        let text = document.text(*last).to_lowercase();
        text.split(|c: char| !c.is_alphanumeric() && c != '…').take(3).any(|found| found == word)
    });
    (!open).then_some(Items { count: items.len(), span: first.to(*last) })
}

/// The items of an enumeration in the sentence itself: "seven languages: Dutch, French and Greek."
fn listed_inline(context: &Context, announced: &Announced) -> Option<Items> {
    let document = context.document;
    let tokens = &document.tokens;
    let words = &context.lexicon.frames;
    let sentence = document.sentences[document.sentence_at(announced.span.start())];
    let end = (sentence.tokens.1 as usize).min(announced.end);
    let last = end.checked_sub(1).filter(|&last| last > announced.colon && tokens[last].is('.'))?;
    let text = |token: usize| crate::lexicon::phrases::lower(tokens[token].text(&document.prose));
    let range = announced.colon + 1..last;
    let and = range.clone().filter(|&token| words.and.contains(text(token).as_ref())).collect::<Vec<_>>();
    let commas = range.clone().filter(|&token| tokens[token].is(',')).count();
    // One "and", before the last item; an item is a few words and holds no mark of its own.
    let [and] = and[..] else { return None };
    let after = and + 1..last;
    let closing = after.clone().all(|token| !tokens[token].is(','));
    let plain = range.clone().all(|token| tokens[token].is_word() || tokens[token].is(',') || tokens[token].is('-'));
    let longest = range.clone().collect::<Vec<_>>();
    let longest = longest.split(|&token| tokens[token].is(',') || token == and).map(<[usize]>::len).max()?;
    let open = range.clone().any(|token| words.and_more.contains(text(token).as_ref()));
    if !closing || !plain || commas == 0 || longest > 4 || open || after.is_empty() {
        return None;
    }
    // "two cameras" are two of what is announced.
    let quantities = &context.mentions.quantities;
    let several = |token: usize| {
        let at = tokens[token].span.start();
        let first = quantities.partition_point(|quantity| quantity.span.start() < at);
        quantities.get(first).filter(|quantity| quantity.span.start() == at).and_then(whole).unwrap_or(1)
    };
    let starts = range.clone().filter(|&token| {
        token == range.start || tokens[token - 1].is(',') && token != and || token == and + 1 && and > range.start
    });
    let counts: Vec<usize> = starts.filter(|&token| !(tokens[token].is(',') || token == and)).map(several).collect();
    // "Nine have died: six in Calder, four in Orme" is a sum, of which `parts-arithmetic` tells.
    let sum = counts.iter().filter(|&&count| count > 1).count() > 1;
    let count = counts.iter().sum();
    (!sum).then_some(Items { count, span: tokens[range.start].span.to(tokens[last - 1].span) })
}

fn diagnostic(context: &Context, announced: &Announced, items: &Items, below: bool) -> Diagnostic {
    let document = context.document;
    let said = document.text(announced.span);
    let message = format!("{said} are announced, and {} are listed", items.count);
    let confidence = if below { Confidence::High } else { Confidence::Medium };
    Diagnostic::new(CHECK.name, message)
        .confidence(confidence)
        .label(Document::FILE, document.source_span(announced.span), "the number that is announced")
        .label(Document::FILE, document.source_span(items.span), format!("{} items", items.count))
        .help("correct the number, or add what is missing")
}

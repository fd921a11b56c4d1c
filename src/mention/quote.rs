//! Quotations and their speakers.

mod attribution;
mod marks;

use crate::document::{BlockKind, Document};
use crate::facts::FactBase;
use crate::lexicon::Lexicon;
use crate::mention::{NameMention, Quotation};
use crate::span::Span;

use marks::Pair;

/// Every outermost quotation of the draft, in order, with its speaker where the attribution names one.
///
/// A quotation inside a quotation is part of the outer one. A block quotation without marks is one quotation. Each
/// paragraph of a quotation that runs over several is one of its own, spoken by the same speaker.
pub fn find(document: &Document, names: &[NameMention], facts: &FactBase, lexicon: &Lexicon) -> Vec<Quotation> {
    let mut pairs = marks::pairs(document);
    add_block_quotations(document, &mut pairs);
    let speakers = attribution::speakers(document, names, facts, lexicon, &pairs);
    pairs
        .into_iter()
        .zip(speakers)
        .map(|(pair, speaker)| Quotation { span: pair.outer, inner: pair.inner, speaker })
        .collect()
}

/// A block quotation in which no marks are paired is spoken whole, but for a closing "— Name".
fn add_block_quotations(document: &Document, pairs: &mut Vec<Pair>) {
    let before = pairs.len();
    let mut next = 0;
    let mut found = Vec::new();
    for block in &document.blocks {
        while next < before && pairs[next].outer.start() < block.span.start() {
            next += 1;
        }
        let marked = next < before && pairs[next].outer.start() < block.span.end();
        if block.kind != BlockKind::Quotation || marked {
            continue;
        }
        let tokens = document.tokens_in(block.tokens);
        let dash = tokens.iter().rposition(|token| token.is('—') || token.is('―'));
        let credit = dash.filter(|&at| at > 0 && tokens.len() - at <= 12);
        let last = credit.map_or(tokens.last(), |at| tokens.get(at - 1));
        if let (Some(first), Some(last)) = (tokens.first(), last) {
            let span = Span::new(first.span.start(), last.span.end());
            found.push(Pair { outer: span, inner: span, continues: false });
        }
    }
    if !found.is_empty() {
        pairs.append(&mut found);
        pairs.sort_by_key(|pair| pair.outer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::quote::testing::{document, names_of, people};

    /// The words between the marks and the speaker's words, quotation by quotation.
    fn found(text: &str) -> Vec<(String, Option<String>)> {
        let (facts, lexicon) = (people(), Lexicon::english());
        let document = document(text, &lexicon);
        let names = names_of(&document, &facts);
        find(&document, &names, &facts, &lexicon)
            .into_iter()
            .map(|quotation| {
                let speaker = quotation.speaker.map(|speaker| match speaker.entity {
                    Some(entity) => facts.entity(entity).id.clone(),
                    None => format!("?{}", document.text(speaker.span)),
                });
                (document.text(quotation.inner).to_owned(), speaker)
            })
            .collect()
    }

    fn inner(text: &str) -> Vec<String> {
        found(text).into_iter().map(|(words, _)| words).collect()
    }

    #[test]
    fn marks_are_paired() {
        let table: &[(&str, &[&str])] = &[
            ("He called it “theatre”.", &["theatre"]),
            ("in line with their U.N. borders.“", &[]),
            (
                "is “supportive of all states in line with their U.N. borders.“ Then",
                &["supportive of all states in line with their U.N. borders."],
            ),
            ("\"We won,\" he said. \"We did.\"", &["We won,", "We did."]),
            ("„Wir sind da“, sagte er.", &["Wir sind da"]),
            ("« Nous sommes là », dit-il.", &["Nous sommes là"]),
            ("»Wir sind da«, sagte er.", &["Wir sind da"]),
            ("“She said … ‘Now leave it alone.’ I asked.”", &["She said … ‘Now leave it alone.’ I asked."]),
            ("‘I am going,’ he said. The ’90s and the boys’ books", &["I am going,"]),
            ("“He said “no” twice,” she said.", &["He said “no” twice,"]),
            ("a 5\" pipe and a 6\" pipe", &[]),
            ("“In 2014, our chats grew, Kloth said. “These chats help.”", &["These chats help."]),
            ("_“Thanks for today.\"_ she said", &["Thanks for today."]),
        ];
        for (text, expected) in table {
            assert_eq!(&inner(text), expected, "{text}");
        }
    }

    #[test]
    fn a_quotation_may_run_over_paragraphs() {
        let text = "Ann Reed said: “We began in May.\n\n“We ended in June,” and left.";
        assert_eq!(
            found(text),
            [
                ("We began in May.".to_owned(), Some("reed".to_owned())),
                ("We ended in June,".to_owned(), Some("reed".to_owned()))
            ]
        );
    }

    #[test]
    fn speakers_are_named_before_after_and_between() {
        let table: &[(&str, &[&str])] = &[
            ("Ann Reed said: “We won.”", &["reed"]),
            ("“We won,” Reed said.", &["reed"]),
            ("“We won,” said Ann Reed, a designer.", &["reed"]),
            ("“We won,” Mayor Ann Reed, 46, told a crowd.", &["reed"]),
            ("“We won,” Reed said. “We did it.”", &["reed", "reed"]),
            ("“We won,” says Reed, “and in May.”", &["reed", "reed"]),
            ("According to Ann Reed, “we won”.", &["reed"]),
            ("Reed met Bo Lane. “We won,” said Lane.", &["lane"]),
            ("“We won,” Reed’s lawyer, Bo Lane, said.", &["lane"]),
            ("“We won.” Reed said.", &["reed"]),
            ("Lane lost. He said it was “a mess”. Reed noted that it was “fun”.", &["lane", "reed"]),
            ("Reed spoke. “We won,” she said.", &["reed"]),
            ("Reed met Lane. “We won,” she said.", &["?she"]),
            ("“We won,” said Zoe Quist, 79.", &["?Zoe Quist"]),
            ("“We won” — Ann Reed", &["reed"]),
            ("Reed was told “you won” by nobody.", &["-"]),
            ("Reed left “the house” in May.", &["-"]),
            ("Reed said the house was “big.” Lane added that it was old.", &["reed"]),
            ("“We won,” as Ann Reed, the mayor, put it.", &["reed"]),
        ];
        for (text, expected) in table {
            let speakers: Vec<String> =
                found(text).into_iter().map(|(_, speaker)| speaker.unwrap_or("-".to_owned())).collect();
            assert_eq!(&speakers, expected, "{text}");
        }
    }

    #[test]
    fn ten_thousand_nested_marks_are_linear() {
        for open in ["“", "‘", "„", "«", "\"a ", "“a ‘b "] {
            let text = format!("{}x{}", open.repeat(10_000), " y”’“» z".repeat(10_000));
            let _ = found(&text);
        }
    }
}

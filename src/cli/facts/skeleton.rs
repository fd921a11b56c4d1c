//! TOML for what a draft claims and nothing records, to be completed and confirmed by a person.

use std::collections::BTreeSet;

use crate::analyze::Evidence;
use crate::claim::{ClaimKind, Judgement, Reason, Verdict};
use crate::document::Document;
use crate::quantity;
use crate::span::Span;

/// An entry of a fact file.
pub struct Skeleton {
    /// The byte of the draft's file that it is taken from.
    pub at: usize,
    /// A table with its header, its lines ended.
    pub text: String,
}

/// The figures and quotations of a draft that nothing recorded speaks of. `ids` holds those that are taken, and is added to.
pub fn of(
    document: &Document,
    judgements: &[Judgement],
    evidence: &Evidence,
    ids: &mut BTreeSet<String>,
) -> Vec<Skeleton> {
    let unrecorded = |judgement: &&Judgement| judgement.verdict == Verdict::NotEnoughInfo(Reason::NoFact);
    let mut skeletons = Vec::new();
    for judgement in judgements.iter().filter(unrecorded) {
        let text = match judgement.kind {
            ClaimKind::Figure => figure(document, judgement.span, evidence, ids),
            ClaimKind::Quote => Some(quotation(document, judgement.span, evidence, ids)),
            _ => None,
        };
        let at = document.source_span(judgement.span).start();
        skeletons.extend(text.map(|text| Skeleton { at, text }));
    }
    skeletons
}

/// A figure that can be read back; its subject is whoever of the recorded the sentence names.
fn figure(document: &Document, span: Span, evidence: &Evidence, ids: &mut BTreeSet<String>) -> Option<String> {
    let value = one_line(document.text(span));
    quantity::parse_value(&value, &evidence.lexicon)?;
    let measure = counted(document, span).unwrap_or_else(|| "what is counted".to_owned());
    let subject = named(document, span, evidence).unwrap_or_else(|| "whose figure it is".to_owned());
    let id = free_id("figure", &measure, evidence, ids);
    Some(format!(
        "{}[figure.{id}]\nsubject = {}\nmeasure = {}\nvalue = {}\nunconfirmed = true\n",
        sentence(document, span),
        string(&subject),
        string(&measure),
        string(&value)
    ))
}

fn quotation(document: &Document, span: Span, evidence: &Evidence, ids: &mut BTreeSet<String>) -> String {
    let words = one_line(document.text(span));
    let words = words.trim_matches(['“', '”', '"', '‘', '’', '«', '»', ',']).trim();
    let speaker = named(document, span, evidence).unwrap_or_else(|| "who said it".to_owned());
    let id = free_id("quote", &speaker, evidence, ids);
    format!(
        "{}[quote.{id}]\nspeaker = {}\ntext = {}\nunconfirmed = true\n",
        sentence(document, span),
        string(&speaker),
        string(words)
    )
}

/// The sentence as a comment: what is to be checked.
fn sentence(document: &Document, span: Span) -> String {
    let index = document.sentence_at(span.start());
    let Some(sentence) = document.sentences.get(index) else { return String::new() };
    format!("# {}\n", one_line(document.text(sentence.span)))
}

/// The words after a figure, up to the next that is no plain word: "people" of "killed 61 people".
fn counted(document: &Document, span: Span) -> Option<String> {
    let inside = document.text(span).split_whitespace().next_back()?;
    if inside.chars().all(char::is_alphabetic) && document.text(span).split_whitespace().count() > 1 {
        return Some(inside.to_owned());
    }
    let block = document.blocks.get(document.block_at(span.start()))?;
    let rest = document.text(Span::new(span.end(), block.span.end().max(span.end())));
    let word = rest.strip_prefix(' ')?.split_whitespace().next()?;
    let word = word.trim_end_matches(|c: char| c.is_ascii_punctuation());
    (word.chars().count() > 2 && word.chars().all(char::is_alphabetic)).then(|| word.to_owned())
}

/// The id of the first recorded entity whose name stands in the sentence.
fn named(document: &Document, span: Span, evidence: &Evidence) -> Option<String> {
    let sentence = document.sentences.get(document.sentence_at(span.start()))?;
    let text = document.text(sentence.span);
    let mut best: Option<(usize, &str)> = None;
    for entity in &evidence.facts.entities {
        let forms = std::iter::once(&entity.name).chain(&entity.also).chain(&entity.short).chain(&entity.abbreviation);
        let found = forms.filter_map(|form| text.find(form.value.as_str())).min();
        if let Some(at) = found.filter(|at| best.is_none_or(|(first, _)| *at < first)) {
            best = Some((at, &entity.id));
        }
    }
    best.map(|(_, id)| id.to_owned())
}

/// An id made of words, that nothing has yet.
fn free_id(table: &str, words: &str, evidence: &Evidence, ids: &mut BTreeSet<String>) -> String {
    let mut stem = String::new();
    for c in words.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => stem.push(c.to_ascii_lowercase()),
            _ if !stem.is_empty() && !stem.ends_with('-') => stem.push('-'),
            _ => {}
        }
    }
    let stem = stem.trim_end_matches('-');
    let stem = if stem.is_empty() { "new" } else { stem };
    let facts = &evidence.facts;
    let recorded = |key: &str| {
        facts.figures.iter().any(|fact| fact.head.key == key) || facts.quotes.iter().any(|fact| fact.head.key == key)
    };
    let mut number = 1;
    loop {
        let id = if number == 1 { stem.to_owned() } else { format!("{stem}-{number}") };
        let key = format!("{table}.{id}");
        if !recorded(&key) && ids.insert(key) {
            return id;
        }
        number += 1;
    }
}

fn one_line(text: &str) -> String {
    let shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A string of TOML.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analyze::analyze;
    use crate::facts;
    use crate::lexicon::Lexicon;
    use crate::parse::{Format, parse};
    use crate::settings::Settings;
    use crate::source::{SourceFile, Sources};

    const FACTS: &str = "[event.accident]\nname = \"Lake Moro ferry accident\"\nalso = [\"ferry accident\"]\n";

    fn skeletons(draft: &str) -> Vec<String> {
        let lexicon = Lexicon::english();
        let mut sources = Sources::new();
        let file = sources.add(SourceFile::new("facts.toml", FACTS));
        let evidence = Evidence::new(Arc::clone(&lexicon), facts::load(&sources, &[file], &lexicon).facts);
        let document = parse(Arc::new(SourceFile::new("a.md", draft)), Format::Plain, &lexicon);
        let analysis = analyze(&document, &evidence, &Settings::default());
        let mut ids = BTreeSet::new();
        of(&document, &analysis.judgements, &evidence, &mut ids).into_iter().map(|skeleton| skeleton.text).collect()
    }

    #[test]
    fn what_is_printed_is_a_fact_file_that_loads_and_is_unconfirmed() {
        let draft = "The ferry accident injured 61 people. It cost \"over\" $10 million. The ferry accident injured 7 people.\n\
                     “We will not \\ rest until it is known why the ferry sank,” she said.\n";
        let found = skeletons(draft);
        assert!(found.len() >= 2, "{found:#?}");
        assert!(found[0].contains("subject = \"accident\"\nmeasure = \"people\"\n"), "{}", found[0]);
        let text = format!("{FACTS}\n{}", found.join("\n"));
        let mut sources = Sources::new();
        let file = sources.add(SourceFile::new("facts.toml", text.as_str()));
        let loaded = facts::load(&sources, &[file], &Lexicon::english());
        assert_eq!(loaded.diagnostics, [], "{text}");
        let recorded = loaded.facts.figures.iter().map(|fact| &fact.head);
        let mut recorded = recorded.chain(loaded.facts.quotes.iter().map(|fact| &fact.head));
        assert!(recorded.all(|head| head.unconfirmed), "{text}");
        assert_eq!(loaded.facts.figures.len() + loaded.facts.quotes.len(), found.len());
    }

    #[test]
    fn words_of_a_draft_cannot_break_out_of_a_string_or_a_comment() {
        assert_eq!(string("a \"b\" \\ c\u{7}"), "\"a \\\"b\\\" \\\\ c\\u0007\"");
        assert_eq!(one_line("a\n[x]\r\n b\u{85}c"), "a [x] b c");
    }
}

//! TOML for what a draft claims and nothing records, to be completed and confirmed by a person.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::analyze::Evidence;
use crate::claim::cast::Cast;
use crate::claim::topic::{self, Setting, Topic};
use crate::claim::{Case, ClaimKind, Judgement, Reason, Verdict};
use crate::cli::facts::subject::Told;
use crate::document::Document;
use crate::mention::{self, Form, Mentions, NameMention, Quotation, quote};
use crate::quantity::{self, Dimension, Number, Quantity};
use crate::span::Span;
use crate::text::stem::Stems;

/// An entry of a fact file.
pub struct Skeleton {
    /// The byte of the draft's file that it is taken from.
    pub at: usize,
    /// A table with its header, its lines ended. Commented out where the draft does not tell all that it must say.
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
    let unrecorded: Vec<&Judgement> = judgements.iter().filter(unrecorded).collect();
    if unrecorded.is_empty() {
        return Vec::new();
    }
    let Evidence { lexicon, facts, index, .. } = evidence;
    let mentions = mention::find(document, facts, &index.names, lexicon);
    let topics = topic::of_each(&Case { document, mentions: &mentions, facts, index, lexicon, date: None });
    let cast = Cast::of(document, &mentions, |_| false);
    let quotations = quote::find(document, &cast.names, &cast.facts, lexicon);
    let draft =
        Draft { document, mentions: &mentions, topics: &topics, cast: &cast, quotations: &quotations, evidence };
    let mut skeletons = Vec::new();
    for judgement in unrecorded {
        let text = match judgement.kind {
            ClaimKind::Figure => draft.figure(judgement.span, ids),
            ClaimKind::Quote => draft.quotation(judgement.span, ids),
            _ => None,
        };
        let at = document.source_span(judgement.span).start();
        skeletons.extend(text.map(|text| Skeleton { at, text }));
    }
    skeletons
}

/// Below this a number that is written as a word is rather one of style ("two camps") than one that somebody looks up.
const SMALL: u32 = 10;

/// Words of a quotation whose speaker is not told, from which on it is a remark and no word in quotation marks.
const REMARK: usize = 4;

/// What a draft tells, read for what to record of it.
struct Draft<'a> {
    document: &'a Document,
    mentions: &'a Mentions,
    topics: &'a [Topic],
    /// Persons whom the draft introduces, and the quotations with them as speakers.
    cast: &'a Cast,
    quotations: &'a [Quotation],
    evidence: &'a Evidence,
}

impl Draft<'_> {
    /// A figure that can be read back.
    fn figure(&self, span: Span, ids: &mut BTreeSet<String>) -> Option<String> {
        let lexicon = &self.evidence.lexicon;
        let value = one_line(self.document.text(span));
        quantity::parse_value(&value, lexicon)?;
        let topic = self.topics.iter().find(|topic| self.mentions.quantities[topic.mention].span == span)?;
        let quantity = &self.mentions.quantities[topic.mention];
        // What somebody said is offered as a quotation, and a headline says it again below.
        if topic.quoted || matches!(topic.setting, Setting::Headline | Setting::Heading) {
            return None;
        }
        let told = Told::of(self.document, self.mentions, lexicon, span)?;
        let verb = told.verb();
        let measure = verb.and_then(|verb| self.measure(verb));
        if measure.is_none() && is_small_talk(quantity) {
            return None;
        }
        let noun = topic.noun.as_ref().map(|noun| self.words(noun.tokens));
        // "killed 16 people" counts deaths, "bought 30 boats" boats: a word for persons says least.
        let persons = &lexicon.frames.persons;
        let telling = noun.as_ref().filter(|noun| !persons.contains(noun.as_str())).cloned();
        let measure = telling.or(measure).or(noun).or(verb.map(str::to_owned));
        if measure.is_none() && quantity.unit.dimension == Dimension::Count {
            return None;
        }
        let subject = told.subject().and_then(|phrase| self.called(phrase)).or_else(|| self.recorded_in_sentence(span));
        let id = free_id("figure", measure.as_deref().or(subject.as_deref()).unwrap_or_default(), self.evidence, ids);
        let fields = [("subject", subject), ("measure", measure), ("value", Some(value))];
        Some(self.entry(&format!("figure.{id}"), span, &fields))
    }

    /// The measure that a verb is a word of, "killed" of deaths; of several that which the lexicon names first.
    fn measure(&self, verb: &str) -> Option<String> {
        let lexicon = &self.evidence.lexicon;
        let stem = Stems::new(&lexicon.language).stem(verb);
        let found = self.evidence.index.concepts(lexicon).find(&[stem.into()], &[verb]);
        let first = found.first().and_then(|found| found.concepts.first())?;
        Some(lexicon.claims.measures[usize::from(first.0)].name.clone())
    }

    fn quotation(&self, span: Span, ids: &mut BTreeSet<String>) -> Option<String> {
        let words = one_line(self.document.text(span));
        let words = words.trim_matches(['“', '”', '"', '‘', '’', '«', '»', ',']).trim();
        let speaker = self.speaker(span);
        if speaker.is_none() && words.split_whitespace().count() < REMARK {
            return None;
        }
        let id = free_id("quote", speaker.as_deref().unwrap_or_default(), self.evidence, ids);
        Some(self.entry(&format!("quote.{id}"), span, &[("speaker", speaker), ("text", Some(words.to_owned()))]))
    }

    /// Who is recorded, or else introduced by the draft, as the speaker.
    fn speaker(&self, span: Span) -> Option<String> {
        let of = |quotations: &[Quotation]| quotations.iter().find(|it| it.span.overlaps(span))?.speaker.clone();
        if let Some(entity) = of(&self.mentions.quotations).and_then(|speaker| speaker.entity) {
            return Some(self.evidence.facts.entity(entity).id.clone());
        }
        let speaker = of(self.quotations)?;
        speaker.entity.map(|entity| self.cast.facts.entity(entity).name.value.clone())
    }

    /// What the record calls the subject, or its words: a person by the full name that the draft gives.
    fn called(&self, phrase: Span) -> Option<String> {
        let ends = |name: &&NameMention| name.span.end() == phrase.end() && phrase.contains(name.span);
        let recorded = self.mentions.names.iter().filter(ends).find_map(NameMention::entity);
        let person = || self.cast.names.iter().filter(ends).find_map(NameMention::entity);
        if let Some(entity) = recorded {
            return Some(self.evidence.facts.entity(entity).id.clone());
        }
        if let Some(entity) = person() {
            return Some(self.cast.facts.entity(entity).name.value.clone());
        }
        Some(one_line(self.document.text(phrase))).filter(|words| !words.is_empty())
    }

    /// The id of the first recorded entity whose name stands in the sentence.
    fn recorded_in_sentence(&self, span: Span) -> Option<String> {
        let sentence = self.document.sentences.get(self.document.sentence_at(span.start()))?;
        let names = self.mentions.names.iter().filter(|name| sentence.span.contains(name.span));
        let entity = names.filter(|name| name.form != Form::Distinct).find_map(NameMention::entity)?;
        Some(self.evidence.facts.entity(entity).id.clone())
    }

    /// A table; where something is not told it is commented out, for a person to complete.
    fn entry(&self, key: &str, span: Span, fields: &[(&str, Option<String>)]) -> String {
        let mut table = format!("[{key}]\n");
        for (name, value) in fields {
            table.push_str(&format!("{name} = {}\n", string(value.as_deref().unwrap_or_default())));
        }
        table.push_str("unconfirmed = true\n");
        let missing: Vec<&str> = fields.iter().filter(|(_, value)| value.is_none()).map(|(name, _)| *name).collect();
        let sentence = sentence(self.document, span);
        if missing.is_empty() {
            return format!("{sentence}{table}");
        }
        let table: String = table.lines().map(|line| format!("# {line}\n")).collect();
        format!("{sentence}# not told: {}\n{table}", missing.join(", "))
    }

    /// The words of some tokens.
    fn words(&self, (from, to): (usize, usize)) -> String {
        let tokens = &self.document.tokens;
        one_line(self.document.text(tokens[from].span.to(tokens[to - 1].span)))
    }
}

/// "two camps": a small number in words.
fn is_small_talk(quantity: &Quantity) -> bool {
    let small = match quantity.number {
        Number::Point(value) => value < Decimal::from(SMALL),
        Number::Range(_, high) => high < Decimal::from(SMALL),
        Number::Vague(..) => true,
        Number::Share(_) | Number::Majority(..) | Number::Ratio(_) => false,
    };
    small && quantity.worded && quantity.unit.dimension == Dimension::Count
}

/// The sentence as a comment: what is to be checked.
fn sentence(document: &Document, span: Span) -> String {
    let index = document.sentence_at(span.start());
    let Some(sentence) = document.sentences.get(index) else { return String::new() };
    format!("# {}\n", one_line(document.text(sentence.span)))
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
        assert!(found[0].contains("subject = \"accident\"\nmeasure = \"injuries\"\n"), "{}", found[0]);
        let text = format!("{FACTS}\n{}", found.join("\n"));
        let mut sources = Sources::new();
        let file = sources.add(SourceFile::new("facts.toml", text.as_str()));
        let loaded = facts::load(&sources, &[file], &Lexicon::english());
        assert_eq!(loaded.diagnostics, [], "{text}");
        let recorded = loaded.facts.figures.iter().map(|fact| &fact.head);
        let mut recorded = recorded.chain(loaded.facts.quotes.iter().map(|fact| &fact.head));
        assert!(recorded.all(|head| head.unconfirmed), "{text}");
        let whole = found.iter().filter(|text| !text.contains("# not told")).count();
        assert_eq!(loaded.facts.figures.len() + loaded.facts.quotes.len(), whole);
        assert!(whole >= 2 && whole < found.len(), "{found:#?}");
    }

    /// The fields of each skeleton but the value, in one line; those that are commented out behind a mark.
    fn told(draft: &str) -> Vec<String> {
        let fields = |text: String| {
            let mark = if text.contains("# not told") { "?" } else { "" };
            let lines = text.lines().map(|line| line.trim_start_matches("# "));
            let fields = lines.filter_map(|line| line.split_once(" = \"")).filter(|(key, _)| *key != "text");
            let values = fields.map(|(_, value)| value.trim_end_matches('"'));
            format!("{mark}{}", values.collect::<Vec<_>>().join(" | "))
        };
        skeletons(draft).into_iter().map(fields).collect()
    }

    #[test]
    fn the_subject_is_that_of_the_sentence() {
        let table: &[(&str, &[&str])] = &[
            ("China has invested over $10 billion in Serbian roads.", &["China | investment | over $10 billion"]),
            (
                "The Sable Bridge collapse, which killed 16 people, shook the town.",
                &["Sable Bridge collapse | deaths | 16"],
            ),
            ("The minister said the Sable Bridge cost $5 million.", &["Sable Bridge | cost | $5 million"]),
            ("In 2024, the ferry accident injured 61 people.", &["accident | injuries | 61"]),
            ("Serbia’s exports reached 31 billion euros.", &["Serbia | reached | 31 billion euros"]),
            ("The company employs 400 people.", &["company | people | 400"]),
            ("The owner of the Sable Bridge employs 400 people.", &["owner of the Sable Bridge | people | 400"]),
            ("Ana Kovac said she was tired. Kovac has repaired 400 boats.", &["Ana Kovac | boats | 400"]),
            ("VELMAR, Oct. 3 — The council bought 30 boats.", &["council | boats | 30"]),
            ("Sixteen people died in the Sable Bridge collapse.", &["Sable Bridge collapse | people | Sixteen"]),
            // Who that is, the sentence does not say.
            ("It killed 16 people.", &["? | deaths | 16"]),
            ("Twelve of the boats and 30 nets were lost.", &["? | nets | 30"]),
            ("She told reporters that 14 boats had sunk.", &["? | boats | 14"]),
            ("Currently serving 30 schools, it grew.", &["? | schools | 30"]),
            ("Last year had 30 storms.", &["? | storms | 30"]),
            ("We’ve mended 30 boats.", &["? | boats | 30"]),
            ("Ferries carried 400 passengers.", &["Ferries | passengers | 400"]),
            ("After the River Tesna burst its banks, 57 people fled.", &["? | people | 57"]),
        ];
        for (draft, expected) in table {
            assert_eq!(told(draft), *expected, "{draft}");
        }
    }

    #[test]
    fn who_spoke_is_whom_the_draft_names() {
        let table: &[(&str, &[&str])] = &[
            ("Ana Kovac came late. “We will mend the bridge,” Kovac said.", &["Ana Kovac"]),
            ("Ana Kovac came late. “We will mend the bridge,” she said.", &["Ana Kovac"]),
            ("“We will mend the bridge,” an engineer said.", &["?"]),
            ("Ana Kovac came late and called it “a ruin”.", &["Ana Kovac"]),
            // A word in quotation marks that nobody is said to have spoken.
            ("The “temporary” bridge is old.", &[]),
        ];
        for (draft, expected) in table {
            assert_eq!(told(draft), *expected, "{draft}");
        }
    }

    #[test]
    fn nobody_looks_up_what_is_said_by_the_way() {
        for draft in [
            "The council is split into two camps.",
            "There are several reasons.",
            "# Council buys 30 boats\n",
            "Ana Kovac, 52, came late.",
        ] {
            assert_eq!(told(draft), Vec::<String>::new(), "{draft}");
        }
        assert_eq!(told("The Sable Bridge collapse killed two people."), ["Sable Bridge collapse | deaths | two"]);
        assert_eq!(told("The council has 2 camps."), ["council | camps | 2"]);
    }

    #[test]
    fn words_of_a_draft_cannot_break_out_of_a_string_or_a_comment() {
        assert_eq!(string("a \"b\" \\ c\u{7}"), "\"a \\\"b\\\" \\\\ c\\u0007\"");
        assert_eq!(one_line("a\n[x]\r\n b\u{85}c"), "a [x] b c");
    }
}

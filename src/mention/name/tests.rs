//! Tables of drafts and what is found in them, for a small fact base.

use std::sync::Arc;

use super::*;
use crate::facts::{EntityId, load};
use crate::parse::{Format, parse};
use crate::source::{SourceFile, Sources};

/// A house list: two Whitakers, two organisations called GSA, names that are words.
const FACTS: &str = r#"
[person.djuric]
name = "Marko Djuric"
also = ["Marko Đurić"]
titles = [{ title = "Foreign Minister", of = "serbia" }]
[place.serbia]
name = "Serbia"
adjective = "Serbian"
demonym = "Serbs"
metonyms = ["Belgrade"]
[organization.nis]
name = "Naftna Industrija Srbije"
abbreviation = "NIS"
never = ["Nafta Industrija Srbije"]
descriptions = ["the oil company"]
[event.collapse]
name = "Novi Sad railway station collapse"
also = ["station collapse"]
[organization.medreach]
name = "MedReach"
never = ["Medreach", "Med Reach"]
[person.beethoven]
name = "Ludwig van Beethoven"
[organization.gsa]
name = "General Services Administration"
abbreviation = "GSA"
[organization.society]
name = "Geological Society of America"
abbreviation = "GSA"
[place.sarkand]
name = "Sarkand"
distinct = ["Sarkan"]
[person.manger]
name = "Noah Manger"
titles = [{ title = "designer", of = "18F" }]
[organization.benting]
name = "Benting Town"
never = ["Benting City"]
[person.roth]
name = "Denise Turner Roth"
titles = [{ title = "Administrator", of = "gsa" }]
[place.novi-sad]
name = "Novi Sad"
[place.reading]
name = "Reading"
[organization.kids]
name = "Kids.gov"
[person.young]
name = "Lindsay Young"
[person.whitaker]
name = "Jonah Whitaker"
[person.whittaker]
name = "Joan Whittaker"
[person.rowling]
name = "J.K. Rowling"
[person.makepeace]
name = "Gerald T. Makepeace"
[person.geraldine]
name = "Geraldine Makepeace"
[person.tatum]
name = "Cassandra McConnell-Tatum"
[person.miscevic]
name = "Đurđa Mišćević"
[person.mangold]
name = "Noel Mangold"
[person.snow]
name = "Aaron Snow"
[work.talk]
name = "Ginny Redish’s talk"
[organization.movement]
name = "People's Movement"
[organization.personnel]
name = "Office of Personnel Management"
[organization.torvale]
name = "Torvale Industries Inc"
"#;

fn facts(text: &str) -> FactBase {
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("facts.toml", text));
    let loaded = load(&sources, &[file], &Lexicon::english());
    assert_eq!(loaded.diagnostics, [], "the facts are valid");
    loaded.facts
}

fn document(text: &str, lexicon: &Lexicon) -> Document {
    parse(Arc::new(SourceFile::new("draft.md", text)), Format::Markdown { mdx: false }, lexicon)
}

/// What is found, as "words:form:ids".
fn names(text: &str) -> Vec<String> {
    let lexicon = Lexicon::english();
    let facts = facts(FACTS);
    let document = document(text, &lexicon);
    let index = NameIndex::new(&facts, &lexicon);
    let (names, _) = find(&document, &facts, &index, &lexicon);
    names
        .iter()
        .map(|name| {
            let ids: Vec<&str> = name.entities.iter().map(|&EntityId(id)| &*facts.entities[id as usize].id).collect();
            format!("{}:{:?}:{}", document.text(name.span), name.form, ids.join("+"))
        })
        .collect()
}

#[test]
fn recorded_forms_are_found_in_the_spellings_that_count_as_the_same() {
    let table: &[(&str, &[&str])] = &[
        ("He met Marko Djuric’s aide.", &["Marko Djuric:Full:djuric"]),
        ("He met Marko Đurić there.", &["Marko Đurić:Full:djuric"]),
        ("Марко Ђурић said.", &["Марко Ђурић:Full:djuric"]),
        ("He met Marko\nDjuric there.", &["Marko Djuric:Full:djuric"]),
        ("He met Marko. Djuric said so.", &["Djuric:Short:djuric"]),
        (
            "Serbs say Serbian oil is Serbia's.",
            &["Serbs:Demonym:serbia", "Serbian:Adjective:serbia", "Serbia:Full:serbia"],
        ),
        ("One Serb was hurt in Belgrade.", &["Serb:Demonym:serbia", "Belgrade:Metonym:serbia"]),
        ("The oil company paid NIS staff.", &["The oil company:Description:nis", "NIS:Abbreviation:nis"]),
        ("It was nis or Nis.", &[]),
        (
            "in Novi Sad, the Novi Sad railway station collapse",
            &["Novi Sad:Full:novi-sad", "Novi Sad railway station collapse:Full:collapse"],
        ),
        ("The Station Collapse inquiry", &["Station Collapse:Full:collapse"]),
        (
            "MedReach met Medreach and Med Reach.",
            &["MedReach:Full:medreach", "Medreach:Never(0):medreach", "Med Reach:Never(1):medreach"],
        ),
        ("music by van Beethoven and Beethoven", &["van Beethoven:Short:beethoven", "Beethoven:Short:beethoven"]),
        (
            "Ms. J. K. Rowling, J.K. Rowling and JK Rowling",
            &["J. K. Rowling:Full:rowling", "J.K. Rowling:Full:rowling", "JK Rowling:Full:rowling"],
        ),
        (
            "Gerald Makepeace and Gerald T Makepeace",
            &["Gerald Makepeace:Full:makepeace", "Gerald T Makepeace:Full:makepeace"],
        ),
        (
            "Ginny Redish’s talk at the People’s Movement",
            &["Ginny Redish’s talk:Full:talk", "People’s Movement:Full:movement"],
        ),
        (
            "the Torvale Industries, Inc. plant and Torvale Industries",
            &["Torvale Industries, Inc:Full:torvale", "Torvale Industries:Short:torvale"],
        ),
        ("Cassandra McConnell Tatum spoke", &["Cassandra McConnell Tatum:Full:tatum"]),
        ("from Sarkan to Sarkand", &["Sarkan:Distinct:", "Sarkand:Full:sarkand"]),
        ("beat Benting City and Benting Town", &["Benting City:Never(0):benting", "Benting Town:Full:benting"]),
        ("see www.Serbia.rs or Serbia_map", &[]),
        ("Nafta Industrija Srbije", &["Nafta Industrija Srbije:Never(0):nis"]),
    ];
    for (text, expected) in table {
        assert_eq!(&names(text), expected, "{text}");
    }
}

#[test]
fn what_only_looks_like_a_name_is_none() {
    let table: &[(&str, &[&str])] = &[
        ("Reading is fun and reading is good.", &[]),
        ("He lives in Reading now.", &["Reading:Full:reading"]),
        (
            "Lindsay Young spoke. Young people heard her. Young said so.",
            &["Lindsay Young:Full:young", "Young:Short:young"],
        ),
        ("We asked Mr. Young.", &[]),
        ("Ana Djuric came. Djuric said so.", &[]),
        ("Marko Djuric met Ana Djuric.", &["Marko Djuric:Full:djuric"]),
        ("the Djuric Street school", &[]),
        ("Foreign Minister Djuric met President Djuric-Nikolic.", &["Djuric:Short:djuric"]),
        ("Aaron Snow left. Snow fell. The Snow report", &["Aaron Snow:Full:snow", "Snow:Short:snow"]),
        ("Marko went home.", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(&names(text), expected, "{text}");
    }
}

#[test]
fn a_shared_form_means_whom_the_draft_has_introduced() {
    let table: &[(&str, &[&str])] = &[
        ("The GSA met.", &["GSA:Abbreviation:gsa+society"]),
        (
            "The Geological Society of America met. The GSA said so.",
            &["Geological Society of America:Full:society", "GSA:Abbreviation:society"],
        ),
        (
            "Geraldine Makepeace spoke.\n\nThen Gerald Makepeace spoke.\n\nThen Makepeace left.",
            &["Geraldine Makepeace:Full:geraldine", "Gerald Makepeace:Full:makepeace", "Makepeace:Short:makepeace"],
        ),
        (
            "Geraldine Makepeace met Gerald Makepeace. Makepeace left.",
            &[
                "Geraldine Makepeace:Full:geraldine",
                "Gerald Makepeace:Full:makepeace",
                "Makepeace:Short:geraldine+makepeace",
            ],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(&names(text), expected, "{text}");
    }
}

/// What nearly is a name, as "words→wanted:anchored".
fn misses(text: &str) -> Vec<String> {
    let lexicon = Lexicon::english();
    let facts = facts(FACTS);
    let document = document(text, &lexicon);
    let index = NameIndex::new(&facts, &lexicon);
    let (_, misses) = find(&document, &facts, &index, &lexicon);
    let shown = misses.iter().map(|miss| {
        let sure = if miss.anchored { "sure" } else { "likely" };
        format!("{}→{}:{sure}", document.text(miss.span), miss.wanted)
    });
    shown.collect()
}

#[test]
fn a_name_with_a_slip_in_it_is_found_by_the_rest_of_it() {
    let table: &[(&str, &[&str])] = &[
        ("with Foreign Minister Marco Djuric’s aide", &["Marco Djuric→Marko Djuric:sure"]),
        ("He met Marko Duric.", &["Marko Duric→Marko Djuric:sure"]),
        ("It was Naftna Industria Srbije again.", &["Naftna Industria Srbije→Naftna Industrija Srbije:sure"]),
        ("It was Naftna Industrija Srbjie again.", &["Naftna Industrija Srbjie→Naftna Industrija Srbije:sure"]),
        ("said Noah Manager, an 18F designer", &["Noah Manager→Noah Manger:sure"]),
        ("Cassandra McConnel-Tatum, deputy", &["Cassandra McConnel-Tatum→Cassandra McConnell-Tatum:sure"]),
        ("goes to Durda Mišćević, who", &["Durda Mišćević→Đurđa Mišćević:sure"]),
        ("Then Aron Snow spoke.", &["Aron Snow→Aaron Snow:sure"]),
        (
            "the Office of Personal Management, the Office of Personnel Management",
            &["Office of Personal Management→Office of Personnel Management:sure"],
        ),
        ("Marko Djuric spoke. Then Duric left.", &["Duric→Djuric:likely"]),
        ("Foreign Minister Duric left.", &["Duric→Djuric:sure"]),
        ("Administrator Denise Turner Roth spoke. Then Administrator Ross left.", &["Ross→Roth:likely"]),
        ("MARKO DURIC SPEAKS", &["MARKO DURIC→MARKO DJURIC:sure"]),
    ];
    for (text, expected) in table {
        assert_eq!(&misses(text), expected, "{text}");
    }
}

#[test]
fn another_name_is_no_slip() {
    let table = [
        "Noah Mangold met Noel Mangold.",
        "He met Joan Whittaker and Jonah Whitaker.",
        "Maria Djuric, Ana Djuric and Mark Djuric left.",
        "He met Marko Đurić, Марко Ђурић and the Djurics.",
        "Jonah Whitaker met Joan Whitaker.",
        "Then Duric left.",
        "Marko Djuric met Ana Duric. Duric left.",
        "from Sarkan to Sarkand",
        "The Office of Personnel Managements",
        "A young man read a reading in reeding.",
        "Administrator Ross left. Denise Turner Roth stayed.",
        "Marko Djuric-Nikolic and Marco Djuric-Nikolic",
        "Noah Wanger",
    ];
    for text in table {
        assert_eq!(misses(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_name_with_a_stop_inside_is_found() {
    for text in ["We like Kids.gov.", "Kids.gov is old.", "So Kids.gov’s age shows."] {
        assert_eq!(names(text), ["Kids.gov:Full:kids"], "{text}");
    }
}

#[test]
fn a_slip_repeated_any_number_of_times_costs_no_more_each_time() {
    let text = format!("Marko Djuric came. {}", "Marcko Djurik. ".repeat(10_000));
    assert_eq!(misses(&text).len(), 10_000);
    assert!(misses(&format!("Marko Djuric. {}Djurik", "A. ".repeat(20_000))).len() < 2);
}

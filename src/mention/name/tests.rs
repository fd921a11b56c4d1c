//! Tables of drafts and what is found in them, for a small fact base.

use std::sync::Arc;

use super::*;
use crate::document::{BlockKind, Builder, Metadata};
use crate::facts::{Entity, EntityId, EntityKind, Place, Placed, TitleFact};
use crate::mention::Form;
use crate::source::{FileId, SourceFile};
use crate::span::Span;

fn placed<T>(value: T) -> Placed<T> {
    Placed { value, place: Place { file: FileId::DRAFT, span: Span::empty(0) } }
}

fn entity(kind: EntityKind, id: &str, name: &str) -> Entity {
    Entity {
        kind,
        id: id.into(),
        place: placed(()).place,
        name: placed(name.into()),
        also: Vec::new(),
        short: None,
        never: Vec::new(),
        distinct: Vec::new(),
        descriptions: Vec::new(),
        metonyms: Vec::new(),
        abbreviation: None,
        adjective: None,
        demonym: None,
        titles: Vec::new(),
        began: None,
        ended: None,
        start: None,
        end: None,
        part_of: None,
    }
}

fn list(forms: &[&str]) -> Vec<Placed<String>> {
    forms.iter().map(|form| placed(form.to_string())).collect()
}

fn title(title: &str) -> TitleFact {
    TitleFact { title: placed(title.into()), of: None, from: None, until: None }
}

/// A house list: two Whitakers, two organisations called GSA, names that are words.
fn facts() -> FactBase {
    use EntityKind::{Event, Organization, Person, Place, Work};
    let mut djuric = entity(Person, "djuric", "Marko Djuric");
    djuric.also = list(&["Marko Đurić"]);
    djuric.titles = vec![title("Foreign Minister")];
    let mut serbia = entity(Place, "serbia", "Serbia");
    serbia.adjective = Some(placed("Serbian".into()));
    serbia.demonym = Some(placed("Serbs".into()));
    serbia.metonyms = list(&["Belgrade"]);
    let mut nis = entity(Organization, "nis", "Naftna Industrija Srbije");
    nis.abbreviation = Some(placed("NIS".into()));
    nis.never = list(&["Nafta Industrija Srbije"]);
    nis.descriptions = list(&["the oil company"]);
    let mut collapse = entity(Event, "collapse", "Novi Sad railway station collapse");
    collapse.also = list(&["station collapse"]);
    let mut medreach = entity(Organization, "medreach", "MedReach");
    medreach.never = list(&["Medreach", "Med Reach"]);
    let mut beethoven = entity(Person, "beethoven", "Ludwig van Beethoven");
    beethoven.titles = vec![title("composer")];
    let mut gsa = entity(Organization, "gsa", "General Services Administration");
    gsa.abbreviation = Some(placed("GSA".into()));
    let mut society = entity(Organization, "society", "Geological Society of America");
    society.abbreviation = Some(placed("GSA".into()));
    let mut sarkand = entity(Place, "sarkand", "Sarkand");
    sarkand.distinct = list(&["Sarkan"]);
    let mut manger = entity(Person, "manger", "Noah Manger");
    manger.titles = vec![title("designer")];
    let mut benting = entity(Organization, "benting", "Benting Town");
    benting.never = list(&["Benting City"]);
    let mut roth = entity(Person, "roth", "Denise Turner Roth");
    roth.titles = vec![title("Administrator")];
    FactBase {
        entities: vec![
            djuric,
            serbia,
            nis,
            collapse,
            medreach,
            beethoven,
            gsa,
            society,
            sarkand,
            manger,
            benting,
            roth,
            entity(Place, "novi-sad", "Novi Sad"),
            entity(Place, "reading", "Reading"),
            entity(Person, "young", "Lindsay Young"),
            entity(Person, "whitaker", "Jonah Whitaker"),
            entity(Person, "whittaker", "Joan Whittaker"),
            entity(Person, "rowling", "J.K. Rowling"),
            entity(Person, "makepeace", "Gerald T. Makepeace"),
            entity(Person, "geraldine", "Geraldine Makepeace"),
            entity(Person, "tatum", "Cassandra McConnell-Tatum"),
            entity(Person, "miscevic", "Đurđa Mišćević"),
            entity(Person, "mangold", "Noel Mangold"),
            entity(Person, "snow", "Aaron Snow"),
            entity(Work, "talk", "Ginny Redish’s talk"),
            entity(Organization, "movement", "People's Movement"),
            entity(Organization, "personnel", "Office of Personnel Management"),
            entity(Organization, "dept", "Torvale Industries Inc"),
        ],
        ..FactBase::default()
    }
}

/// Paragraphs are parted by blank lines; one that begins with `# ` is a heading; `code` in backticks is masked.
fn document(text: &str, lexicon: &Lexicon) -> Document {
    let mut builder = Builder::default();
    let mut at = 0;
    for part in text.split("\n\n") {
        let (kind, skip) = if part.starts_with("# ") { (BlockKind::Heading(1), 2) } else { (BlockKind::Paragraph, 0) };
        builder.open(kind, at);
        builder.verbatim(&part[skip..], at + skip);
        at += part.len() + 2;
    }
    builder.close();
    builder.finish(Arc::new(SourceFile::new("draft.md", text)), Metadata::default(), lexicon)
}

/// What is found, as "words:form:ids".
fn names(text: &str) -> Vec<String> {
    let (facts, lexicon) = (facts(), Lexicon::english());
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
        ("He met Marko\nDjuric there.", &["Marko\nDjuric:Full:djuric"]),
        ("He met Marko. Djuric said so.", &["Djuric:Short:djuric"]),
        ("Serbs say Serbian oil is Serbia's.", &["Serbs:Demonym:serbia", "Serbian:Adjective:serbia", "Serbia:Full:serbia"]),
        ("One Serb was hurt in Belgrade.", &["Serb:Demonym:serbia", "Belgrade:Metonym:serbia"]),
        ("The oil company paid NIS staff.", &["The oil company:Description:nis", "NIS:Abbreviation:nis"]),
        ("It was nis or Nis.", &[]),
        ("in Novi Sad, the Novi Sad railway station collapse", &[
            "Novi Sad:Full:novi-sad",
            "Novi Sad railway station collapse:Full:collapse",
        ]),
        ("The Station Collapse inquiry", &["Station Collapse:Full:collapse"]),
        ("MedReach met Medreach and Med Reach.", &[
            "MedReach:Full:medreach",
            "Medreach:Never(0):medreach",
            "Med Reach:Never(1):medreach",
        ]),
        ("music by van Beethoven and Beethoven", &["van Beethoven:Short:beethoven", "Beethoven:Short:beethoven"]),
        ("Ms. J. K. Rowling, J.K. Rowling and JK Rowling", &[
            "J. K. Rowling:Full:rowling",
            "J.K. Rowling:Full:rowling",
            "JK Rowling:Full:rowling",
        ]),
        ("Gerald Makepeace and Gerald T Makepeace", &[
            "Gerald Makepeace:Full:makepeace",
            "Gerald T Makepeace:Full:makepeace",
        ]),
        ("Ginny Redish’s talk at the People’s Movement", &[
            "Ginny Redish’s talk:Full:talk",
            "People’s Movement:Full:movement",
        ]),
        ("the Torvale Industries, Inc. plant and Torvale Industries", &[
            "Torvale Industries, Inc:Full:dept",
            "Torvale Industries:Short:dept",
        ]),
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
        ("Lindsay Young spoke. Young people heard her. Young said so.", &["Lindsay Young:Full:young", "Young:Short:young"]),
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
        ("The Geological Society of America met. The GSA said so.", &[
            "Geological Society of America:Full:society",
            "GSA:Abbreviation:society",
        ]),
        ("Geraldine Makepeace spoke.\n\nThen Gerald Makepeace spoke.\n\nThen Makepeace left.", &[
            "Geraldine Makepeace:Full:geraldine",
            "Gerald Makepeace:Full:makepeace",
            "Makepeace:Short:makepeace",
        ]),
        ("Geraldine Makepeace met Gerald Makepeace. Makepeace left.", &[
            "Geraldine Makepeace:Full:geraldine",
            "Gerald Makepeace:Full:makepeace",
            "Makepeace:Short:geraldine+makepeace",
        ]),
    ];
    for (text, expected) in table {
        assert_eq!(&names(text), expected, "{text}");
    }
}

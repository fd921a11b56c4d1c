use super::*;
use crate::claim::index::Index;
use crate::claim::quote::testing::{document, entity, names_of, placed, text};
use crate::facts::{EntityId, EntityKind, FactBase, Reference};
use crate::lexicon::Lexicon;
use crate::mention::Mentions;
use crate::settings::DateOrigin;

fn title(words: &str, of: Option<Reference>, from: Option<&str>, until: Option<&str>) -> TitleFact {
    let date = |text: &str| PartialDate::parse(text).map(|date| placed(date, 10));
    TitleFact {
        title: text(words),
        of: of.map(|of| placed(of, 3)),
        from: from.and_then(date),
        until: until.and_then(date),
    }
}

/// Serbia with its foreign minister, a company with its officers, a bank with its governors.
fn facts() -> FactBase {
    let mut serbia = entity(EntityKind::Place, "serbia", "Serbia");
    serbia.adjective = Some(text("Serbian"));
    let quellan = entity(EntityKind::Organization, "quellan", "Quellan Marine");
    let (country, company) = (Reference::Entity(EntityId(0)), Reference::Entity(EntityId(1)));
    let mut people = Vec::new();
    let mut person = |id: &str, name: &str, titles: Vec<TitleFact>| {
        let mut person = entity(EntityKind::Person, id, name);
        person.titles = titles;
        people.push(person);
    };
    person("djuric", "Marko Djuric", vec![title("Foreign Minister", Some(country.clone()), Some("2024-05-02"), None)]);
    person("orr", "Devlin Orr", vec![title("chief financial officer", Some(company.clone()), None, None)]);
    person("aldane", "Margit Aldane", vec![title("chief executive", Some(company.clone()), None, None)]);
    person("rossing", "Paal Rossing", vec![title("Deputy Governor", None, None, None)]);
    person("hale", "Una Hale", vec![title("designer", Some(company.clone()), None, None)]);
    person("reyes", "Ida Reyes", vec![title("Acting Commissioner", None, None, None)]);
    person("danko", "Josip Danko", vec![title("President", Some(country), Some("2013"), Some("2020-01-15"))]);
    person(
        "doe",
        "Zia Doe",
        vec![title("spokeswoman", Some(company), None, None), title("Treasurer", None, None, None)],
    );
    let mut entities = vec![serbia, quellan];
    entities.extend(people);
    FactBase { entities, ..FactBase::default() }
}

/// Verdicts with the draft's words, in order.
fn judged(prose: &str, date: Option<&str>) -> Vec<(String, &'static str)> {
    let lexicon = Lexicon::english();
    let facts = facts();
    let index = Index::new(&facts, &lexicon);
    let document = document(prose, &lexicon);
    let names = names_of(&document, &facts);
    let titles = crate::mention::title::find(&document, (&names, &[]), &facts, &lexicon);
    let mentions = Mentions { names, titles, ..Mentions::default() };
    let date = date.and_then(PartialDate::parse).map(|date| (date, DateOrigin::CommandLine));
    let case = Case { document: &document, mentions: &mentions, facts: &facts, index: &index, lexicon: &lexicon, date };
    let mut judgements = Vec::new();
    judge(&case, &mut judgements);
    judgements.iter().map(|judgement| (document.text(judgement.span).to_owned(), judgement.verdict.plain())).collect()
}

const DATE: Option<&str> = Some("2025-10-14");

#[test]
fn what_agrees() {
    for (prose, words) in [
        ("With Foreign Minister Marko Djuric stating that it is late.", "Foreign Minister"),
        ("Foreign Minister and Deputy Prime Minister Marko Djuric left.", "Foreign Minister"),
        ("Margit Aldane, chairwoman and chief executive of Quellan Marine, left.", "chief executive"),
        ("Serbian Foreign Minister Djuric left.", "Serbian Foreign Minister"),
        ("Minister Djuric left.", "Minister"),
        ("Marko Djuric, the foreign minister of Serbia, left.", "foreign minister"),
        ("Serbia’s foreign minister, Marko Djuric, left.", "foreign minister"),
        ("Djuric, who is Serbia’s foreign minister, left.", "foreign minister"),
        ("Minister of Foreign Affairs Marko Djuric left.", "Minister"),
        ("Quellan Marine CEO Margit Aldane left.", "CEO"),
        ("chief executive officer Margit Aldane left.", "chief executive officer"),
        ("Devlin Orr, chief financial officer at Quellan Marine, said so.", "chief financial officer"),
        ("said Una Hale, a Quellan Marine designer who drew it.", "designer"),
        ("Acting Commissioner Ida Reyes left.", "Acting Commissioner"),
        ("Former President Josip Danko left.", "Former President"),
        ("Zia Doe, a spokesperson for Quellan Marine, said so.", "spokesperson"),
    ] {
        let found = judged(prose, DATE);
        assert!(
            found.iter().any(|(found, verdict)| *verdict == "agrees" && found.ends_with(words)),
            "{prose}: {found:?}"
        );
        assert!(found.iter().all(|(_, verdict)| *verdict != "differs"), "{prose}: {found:?}");
    }
}

#[test]
fn what_differs() {
    for (prose, words) in [
        ("With Prime Minister Marko Djuric stating that it is late.", "Prime Minister"),
        ("With Russian Foreign Minister Marko Djuric stating it.", "Russian Foreign Minister"),
        ("With former Foreign Minister Marko Djuric stating it.", "former Foreign Minister"),
        ("Devlin Orr, the chief operating officer, said so.", "chief operating officer"),
        ("Devlin Orr, who is Quellan Marine’s chief executive, said so.", "chief executive"),
        ("Governor Paal Rossing left.", "Governor"),
        ("said Una Hale, a Quellan Marine developer who drew it.", "developer"),
        ("Acting Foreign Minister Djuric left.", "Acting Foreign Minister"),
        ("Commissioner Ida Reyes left.", "Commissioner"),
        ("President Josip Danko left.", "President"),
        ("As justice minister in the new cabinet, Djuric has until July.", "justice minister"),
        ("Vice President Marko Djuric left.", "Vice President"),
        ("Devlin Orr, Ph.D., chief technology officer, left.", "chief technology officer"),
        ("The bridge, built in 2019, was opened by Prime Minister Marko Djuric.", "Prime Minister"),
    ] {
        let found = judged(prose, DATE);
        assert_eq!(found, [(words.to_owned(), "differs")], "{prose}");
    }
}

#[test]
fn what_is_not_judged() {
    for prose in [
        "Lawyer Marko Djuric left.",
        "Devlin Orr, a director of the Rowing Club, left.",
        "“Prime Minister Djuric?” he joked.",
        "Devlin Orr, an accountant at Quellan Marine, left.",
        "Marko Djuric, a father of two, left.",
        "Then-Justice Minister Marko Djuric left.",
        "Djuric, who was justice minister until 2020, left.",
        "Djuric became prime minister in 2030.",
        "The wife of President Zoe Quist met Marko Djuric.",
        "Marko Djuric, Prime Minister Zoe Quist and others left.",
        "They met Marko Djuric, the prime minister and the governor.",
        "In 2019, Justice Minister Marko Djuric left.",
        "Is Marko Djuric the prime minister?",
        "Serbian diplomat Marko Djuric left.",
        "Party leader Marko Djuric left.",
        "Una Hale, a developer, left.",
        "The prime minister said Djuric left.",
        "Prime Minister Zoe Quist, Djuric and others left.",
        "Marko Djuric, president of the Chess Club, left.",
    ] {
        let found = judged(prose, DATE);
        assert!(found.iter().all(|(_, verdict)| *verdict == "not checked"), "{prose}: {found:?}");
    }
}

#[test]
fn a_title_may_stand_for_a_person_named_before() {
    let found =
        judged("Marko Djuric met Devlin Orr. Then the Serbian foreign minister left, and so did the president.", DATE);
    assert_eq!(found, [("Serbian foreign minister".to_owned(), "agrees")]);
}

#[test]
fn without_a_date_only_undated_titles_agree() {
    assert_eq!(judged("Foreign Minister Marko Djuric left.", None), [("Foreign Minister".to_owned(), "not checked")]);
    assert_eq!(judged("Prime Minister Marko Djuric left.", None), [("Prime Minister".to_owned(), "differs")]);
    assert_eq!(judged("Chief executive Margit Aldane left.", None), [("Chief executive".to_owned(), "agrees")]);
}

#[test]
fn ten_thousand_names_in_one_sentence_are_linear() {
    let prose = "the minister of the council, Djuric, the foreign minister of ".repeat(5_000);
    assert!(judged(&prose, DATE).len() > 1_000);
}

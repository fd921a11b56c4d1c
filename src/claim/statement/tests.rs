use crate::claim::index::Index;
use crate::claim::quote::testing::{document, entity, head, names_of, placed, text};
use crate::claim::{Case, statement};
use crate::facts::{EntityId, EntityKind, FactBase, Reference, StatementFact};
use crate::lexicon::Lexicon;
use crate::mention::Mentions;

/// What is said of Serbia, in `prose`: the verdict and the words.
fn judged(prose: &str) -> Vec<String> {
    let lexicon = Lexicon::english();
    let facts = FactBase {
        entities: vec![
            entity(EntityKind::Place, "serbia", "Serbia"),
            entity(EntityKind::Place, "bosnia", "Bosnia"),
            entity(EntityKind::Person, "lane", "Bo Lane"),
        ],
        statements: vec![StatementFact {
            head: head("statement.sanctions"),
            subject: vec![placed(Reference::Entity(EntityId(0)), 0)],
            accept: vec![text("has not joined Western sanctions")],
            reject: vec![text("joined Western sanctions"), text("sanctions were imposed on Moscow")],
            from: None,
            until: None,
        }],
        ..FactBase::default()
    };
    let document = document(prose, &lexicon);
    let names = names_of(&document, &facts);
    let mentions = Mentions { names, ..Mentions::default() };
    let index = Index::new(&facts, &lexicon);
    let case =
        Case { document: &document, mentions: &mentions, facts: &facts, index: &index, lexicon: &lexicon, date: None };
    let mut judgements = Vec::new();
    statement::judge(&case, &mut judgements);
    let shown = |judgement: &crate::claim::Judgement| {
        let sure = judgement.confidence;
        format!("{} {sure:?}: {}", judgement.verdict.plain(), document.text(judgement.span))
    };
    judgements.iter().map(shown).collect()
}

#[test]
fn what_is_said_of_the_subject_is_judged() {
    let table: &[(&str, &str)] = &[
        ("Serbia has joined Western sanctions.", "differs High: has joined Western sanctions"),
        (
            "While Serbia keeps its ties, it has now joined Western sanctions.",
            "differs High: has now joined Western sanctions",
        ),
        ("Serbia, which joined Western sanctions, is small.", "differs High: joined Western sanctions"),
        ("Serbia, a country of poets, joined the Western sanctions.", "differs High: joined the Western sanctions"),
        ("Serbia sells power. It has joined Western sanctions.", "differs Medium: has joined Western sanctions"),
        ("Serbia joins Western sanctions.", "differs Medium: joins Western sanctions"),
        ("Lane says that Serbia has joined Western sanctions.", "differs Medium: has joined Western sanctions"),
        ("In Serbia no one knew that sanctions were imposed on Moscow.", ""),
        ("In Serbia, sanctions were imposed on Moscow.", "differs High: sanctions were imposed on Moscow"),
        ("Serbia hasn’t joined Western sanctions.", "agrees High: hasn’t joined Western sanctions"),
        ("Serbia waits. It has not yet joined Western sanctions.", "agrees High: has not yet joined Western sanctions"),
    ];
    for (prose, expected) in table {
        assert_eq!(judged(prose).join("; "), *expected, "{prose}");
    }
}

#[test]
fn what_is_not_said_or_said_of_others_is_left_alone() {
    let table = [
        "Serbia never joined Western sanctions.",
        "Has Serbia joined Western sanctions?",
        "If Serbia had joined Western sanctions, gas would be dear.",
        "Serbia wants to join Western sanctions.",
        "Serbia would have joined Western sanctions.",
        "Serbia denied that it joined Western sanctions.",
        "Joining Western sanctions would cost Serbia much.",
        "Serbia joined talks on Western sanctions.",
        "Bosnia has joined Western sanctions, and Serbia has watched.",
        "The neighbours of Serbia joined Western sanctions.",
        "Serbia’s neighbours joined Western sanctions.",
        "Serbia watched as six other countries joined Western sanctions.",
        "Serbia and Bosnia differ: Bosnia joined Western sanctions.",
        "Serbia left Bosnia, which joined Western sanctions.",
        "Bosnia met Serbia before it joined Western sanctions.",
        "Countries that joined Western sanctions border Serbia.",
    ];
    for prose in table {
        assert_eq!(judged(prose), Vec::<String>::new(), "{prose}");
    }
}

#[test]
fn ten_thousand_words_are_linear() {
    let _ = judged(&"joined Western ".repeat(10_000));
    let _ = judged(&"Serbia sanctions, ".repeat(10_000));
}

//! Drafts with nothing recorded, and the figures of theirs that disagree; each was settled by reading it.

use crate::claim::consistency::find;
use crate::claim::topic::testing::with_topics;

/// What the draft disagrees on: the later words, then the earlier ones.
fn found(draft: &str) -> Vec<String> {
    with_topics(draft, |case, topics| {
        let words = |topic: usize| case.document.text(case.mentions.quantities[topics[topic].mention].span);
        let said = find(case, topics).into_iter().map(|one| format!("{} / {}", words(one.later), words(one.earlier)));
        said.collect()
    })
}

#[test]
fn figures_of_one_draft_agree_or_not_as_the_table_says() {
    let table = include_str!("drafts.txt");
    let mut wrong = Vec::new();
    for entry in table.split("\n---\n").skip(1) {
        let (draft, verdict) = entry.trim_end().rsplit_once('\n').expect("a draft and a verdict");
        let expected: Vec<&str> = verdict.strip_prefix("! ").into_iter().collect();
        let found = found(draft);
        if found != expected {
            wrong.push(format!("{draft}\n  expected {expected:?}\n  found {found:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

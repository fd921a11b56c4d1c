use crate::claim::topic::testing::with_topics;

#[test]
fn dump() {
    let Ok(dirs) = std::env::var("TOPIC_FILES") else { return };
    let list = std::fs::read_to_string(dirs).unwrap();
    let mut out = String::new();
    for file in list.lines() {
        let Ok(text) = std::fs::read_to_string(file) else { continue };
        with_topics(&text, |document, mentions, topics, lexicon| {
            for t in topics {
                let q = &mentions.quantities[t.mention];
                let s = &document.sentences[t.sentence];
                let noun = |n: &Option<crate::claim::topic::Noun>| n.as_ref().map(|n| (n.head.clone(), n.modifiers.clone()));
                let line = serde_json::json!({
                    "file": file, "block": s.block, "sentence": t.sentence, "text": document.text(s.span), "words": document.text(q.span),
                    "kind": format!("{:?}", document.blocks[s.block as usize].kind),
                    "setting": format!("{:?}", t.setting), "role": format!("{:?}", t.place.role), "asserted": t.place.asserted,
                    "from": t.place.from, "to": t.place.to,
                    "quoted": t.quoted, "definite": t.definite, "noun": noun(&t.noun), "whole": noun(&t.whole),
                    "measures": t.measures.iter().map(|c| lexicon.claims.measures[c.0 as usize].name.clone()).collect::<Vec<_>>(),
                    "names": t.names, "content": t.content, "period": format!("{:?}", t.when.period), "days": format!("{:?}", t.when.days),
                    "number": format!("{:?}", q.number), "hedge": format!("{:?}", q.hedge), "unit": q.unit.name, "dim": format!("{:?}", q.unit.dimension),
                    "factor": q.unit.factor.to_string(), "place": q.place.to_string(), "per": q.per, "worded": q.worded, "scaled": q.scaled,
                });
                out.push_str(&line.to_string());
                out.push('\n');
            }
        });
    }
    std::fs::write("/tmp/consist_topics.jsonl", out).unwrap();
}

//! The report for a browser: whole, safe, and every reference in it leads somewhere.

use std::collections::BTreeSet;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

const FACTS: &str = r#"
[event.collapse]
name = "Novi Sad station collapse"
also = ["station collapse"]

[figure.deaths]
subject = "collapse"
measure = "deaths"
value = 16
source = { title = "Court <b>filing</b> & more", url = "https://example.org/?a=1&b=2", locator = "p. 3" }

[figure.injured]
subject = "collapse"
measure = "injured"
value = 3
source = { title = "A note", url = "javascript:alert(1)" }
"#;

const DRAFT: &str = "# The <i>day</i> after\n\nThe station collapse killed 15 people. It injured 3 people on Monday, Nov. 1, 2024. \
                     Nobody slept & nobody spoke.\n\n> “A <script>alert(1)</script> quotation.”\n\n- one item\n- two [TK]\n\n\
                     | a | b |\n|---|---|\n| 5 | x |\n\n\u{202e}evil \u{1b}[31m \"quoted\" 'text' {{ 7 * 7 }} done.\n";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).expect("written");
    }
    folder
}

fn said(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("factlint").expect("built");
    let output = command.current_dir(folder).args(words).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("it ends by itself"), text(output.stdout), text(output.stderr))
}

/// The values of an attribute, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// What a reader sees between two tags, tags taken out.
fn seen(markup: &str) -> String {
    let text: String = markup.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#x2f;", "/")
        .replace("&amp;", "&")
}

#[test]
fn the_page_is_whole_and_its_references_lead_somewhere() {
    let folder = folder(&[("facts.toml", FACTS.as_bytes()), ("a.md", DRAFT.as_bytes()), ("b.md", b"Fine.\n")]);
    let (code, page, err) = said(folder.path(), &["check", "--facts", "facts.toml", "--format", "html"]);
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">\n") && page.ends_with("</html>\n"), "{page}");
    let ids = values(&page, "id");
    let all: BTreeSet<_> = ids.iter().collect();
    assert_eq!(all.len(), ids.len(), "an id stands twice: {ids:?}");
    let references: Vec<_> = values(&page, "href").into_iter().filter_map(|href| href.strip_prefix('#')).collect();
    assert!(references.len() > 10);
    for reference in references {
        assert!(all.contains(&reference), "#{reference} leads nowhere in {ids:?}");
    }
    // Every finding is a card, and its words are marked and lead to it.
    for number in 1..=3 {
        assert!(ids.contains(&format!("d1f{number}").as_str()) && ids.contains(&format!("d1m{number}").as_str()));
    }
    for expected in [
        "<span class=\"run refuted found error\" tabindex=\"0\">15",
        "<span class=\"run supported\" tabindex=\"0\">3",
        "Novi Sad station collapse deaths: draft 15, recorded 16",
        "<code>value = 16</code>",
        "p. 3",
    ] {
        assert!(page.contains(expected), "{expected} in {page}");
    }
}

#[test]
fn nothing_in_a_draft_or_a_fact_becomes_markup() {
    let folder = folder(&[("facts.toml", FACTS.as_bytes()), ("a.html", b""), ("a<b>&.md", DRAFT.as_bytes())]);
    let (_, page, _) = said(folder.path(), &["check", "--facts", "facts.toml", "--format", "html", "a<b>&.md"]);
    let body = page.split("</head>").nth(1).expect("a body");
    for forbidden in ["<script", "<i>day", "<b>filing", "a<b>", "javascript:", "\u{202e}", "\u{1b}", "src=", "@import"]
    {
        assert!(!body.contains(forbidden), "{forbidden} in {body}");
    }
    assert!(body.contains("href=\"https:&#x2f;&#x2f;example.org&#x2f;?a=1&amp;b=2\""), "{body}");
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn the_text_is_the_draft_word_for_word() {
    let folder = folder(&[("facts.toml", FACTS.as_bytes()), ("a.txt", DRAFT.as_bytes())]);
    let (_, page, _) = said(folder.path(), &["check", "--facts", "facts.toml", "--format", "html"]);
    let article = page.split("<article").nth(1).and_then(|rest| rest.split("</article>").next()).expect("an article");
    // Without the cards and the numbers of findings, which are not the draft's.
    let mut text = String::new();
    for (at, part) in article.split("<span class=\"pop\"").enumerate() {
        let rest = if at == 0 { part } else { part.rsplit_once("</span></span>").map_or(part, |(_, rest)| rest) };
        text.push_str(rest);
    }
    let text = seen(&text);
    for words in ["The <i>day</i> after", "Nobody slept & nobody spoke.", "\"quoted\" 'text' {{ 7 * 7 }} done."] {
        assert!(text.contains(words), "{words:?} in {text}");
    }
}

#[test]
fn what_could_not_be_judged_stands_on_top() {
    let folder = folder(&[("a.md", b"Fine.\n"), ("b.docx", b"<html>"), ("c.md", b"caf\xE9")]);
    let (code, page, _) = said(folder.path(), &["check", "--format", "html", "--output", "out.html"]);
    assert_eq!((code, page.as_str()), (2, ""));
    let page = std::fs::read_to_string(folder.path().join("out.html")).expect("written");
    let alarm = page.split("role=\"alert\"").nth(1).and_then(|rest| rest.split("</div>").next()).expect("an alarm");
    assert!(alarm.contains("draft is called .docx and is HTML") && alarm.contains("c.md:1:4"), "{alarm}");
}

#[test]
fn a_newsroom_may_bring_its_own_template() {
    let own = "{% for draft in drafts %}{{ draft.name }}: {{ draft.coverage.claims }}, {% for finding in draft.findings %}{{ finding.message }}{% endfor %}{% endfor %}";
    let folder =
        folder(&[("a.md", b"Left <TK> and [TK].\n"), ("own.html", own.as_bytes()), ("wrong.html", b"\n{% for %}")]);
    let with = |template: &str| said(folder.path(), &["check", "a.md", "--format", "html", "--template", template]);
    let (code, page, _) = with("own.html");
    assert_eq!((code, page.as_str()), (1, "a.md: 0, “[TK]” is left over from writing\n"));
    let (code, page, err) = with("wrong.html");
    assert_eq!((code, page.as_str()), (2, ""));
    assert!(err.starts_with("factlint: --template wrong.html: ") && err.contains("line 2"), "{err}");
    assert!(with("none.html").2.starts_with("factlint: --template none.html: "), "{}", with("none.html").2);
}

#[test]
fn a_claim_shows_the_passage_of_the_source_that_it_met() {
    let folder = folder(&[
        ("draft.md", b"It sold 5 boats and 45 sails.\n"),
        ("sold.txt", b"A report.\n\nFive boats & 54 sails were sold.\n"),
    ]);
    let (code, page, _) = said(folder.path(), &["check", "--format", "html", "--source", "sold.txt", "draft.md"]);
    assert_eq!(code, 0);
    let rows: Vec<String> = page.split("<tr class=\"").skip(1).map(|row| seen(row).replace('\n', " ")).collect();
    let row = |claim: &str| {
        rows.iter().find(|row| row.contains(&format!("s{claim}"))).unwrap_or_else(|| panic!("{claim}: {rows:?}"))
    };
    for (claim, verdict) in [("5figure", "agrees"), ("45figure", "differs")] {
        let row = row(claim);
        assert!(
            row.contains(verdict) && row.contains("Five boats & 54 sails were sold.") && row.contains("sold.txt:3"),
            "{row}"
        );
    }
}

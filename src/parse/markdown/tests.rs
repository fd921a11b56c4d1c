//! Drafts and what is read from them.

use super::*;
use BlockKind::{Caption, Footnote, FrontMatter, Heading, ListItem, Paragraph, Quotation, TableCell};

fn document(text: &str, mdx: bool) -> Document {
    parse(Arc::new(SourceFile::new("draft.md", text)), mdx, &Lexicon::english())
}

fn blocks(text: &str) -> Vec<(BlockKind, String)> {
    let document = document(text, false);
    document.blocks.iter().map(|block| (block.kind, document.text(block.span).to_owned())).collect()
}

fn expect(table: &[(&str, &[(BlockKind, &str)])]) {
    for (text, expected) in table {
        let expected: Vec<_> = expected.iter().map(|(kind, prose)| (*kind, (*prose).to_owned())).collect();
        assert_eq!(blocks(text), expected, "{text:?}");
    }
}

fn item(list: u32, depth: u8) -> BlockKind {
    ListItem { list, depth }
}

fn cell(row: u32, column: u32) -> BlockKind {
    TableCell { table: 1, row, column }
}

#[test]
fn inline_markup_leaves_the_words_that_readers_see() {
    expect(&[
        ("A **b** [c*d*](/x \"t\") *e*.", &[(Paragraph, "A b cd e.")]),
        ("He said &ldquo;no&rdquo; \\*twice\\*.", &[(Paragraph, "He said “no” *twice*.")]),
        ("one\ntwo\r\nthree  \nfour", &[(Paragraph, "one two three\nfour")]),
        ("from 15 ~~14~~ to <del>16</del>17 ~5 to ~6", &[(Paragraph, "from 15  to 17 ~5 to ~6")]),
        ("a<br>b <!-- c --> <script>d</script> <Tip x=\"1\">e</Tip>", &[(Paragraph, "a\nb   e")]),
        ("5 m<sup>2</sup>, 10<sup>6</sup>, 10<sup>th</sup>, CO<sub>2</sub>", &[(Paragraph, "5 m2, 10^6, 10th, CO2")]),
        (
            "Djuric<sup>1</sup> left.<sup>2</sup> So<sup>[3](#3)</sup> did he.<sup><a>4</a></sup>",
            &[(Paragraph, "Djuric left. So did he.")],
        ),
        ("$5 and $6", &[(Paragraph, "$5 and $6")]),
        ("a {{< ref \"b_c\" >}}_d_ [e]({{< ref \"f g\" >}} \"h\") {% i %}j", &[(Paragraph, "a d e j")]),
        ("{{< img >}}\n\n{{% a\nb %}}", &[]),
        ("A note.[^1]\n\n[^1]: Its *text*.", &[(Paragraph, "A note."), (Footnote, "Its text.")]),
    ]);
}

#[test]
fn blocks_have_their_kinds() {
    expect(&[
        ("# A\n\nB\n===\n\n## C {#c}\n", &[(Heading(1), "A"), (Heading(1), "B"), (Heading(2), "C")]),
        (
            "- a\n  - b\n- c\n\n1. d\n\n   e\n",
            &[(item(1, 1), "a"), (item(2, 2), "b"), (item(1, 1), "c"), (item(3, 1), "d"), (item(3, 1), "e")],
        ),
        ("- [x] a\n- [ ] b", &[(item(1, 1), "a"), (item(1, 1), "b")]),
        ("> a\n> b\n\nc", &[(Quotation, "a b"), (Paragraph, "c")]),
        (
            "| a | b |\n|---|---|\n| 1 \\| 2 | *3* |\n",
            &[(cell(0, 0), "a"), (cell(0, 1), "b"), (cell(1, 0), "1 | 2"), (cell(1, 1), "3")],
        ),
        ("a\n\n```\ncode 5\n```\n\n    code 6\n\nb", &[(Paragraph, "a"), (Paragraph, "b")]),
    ]);
}

#[test]
fn pictures_become_captions_unless_they_would_tear_a_sentence() {
    expect(&[
        ("![A *dog*](x.png) Text.", &[(Caption, "A dog"), (Paragraph, "Text.")]),
        ("Text. ![A dog](x.png)\nMore.", &[(Paragraph, "Text."), (Caption, "A dog"), (Paragraph, "More.")]),
        ("The ![dog](x.png) barks.", &[(Paragraph, "The  barks.")]),
    ]);
}

#[test]
fn html_blocks_are_read_for_their_text() {
    expect(&[
        (
            "<div class=\"x\">\n<p>One &amp; <b>two</b>\n three.</p>\n<p>Four</p></div>",
            &[(Paragraph, "One & two three."), (Paragraph, "Four")],
        ),
        (
            "<figure><img src=\"a\"><figcaption>Cap</figcaption></figure>\n\nText",
            &[(Caption, "Cap"), (Paragraph, "Text")],
        ),
        ("<script>\nvar a = 5;\n\nb\n</script>\n<!-- 6\n\n7 -->\n\nText", &[(Paragraph, "Text")]),
        (
            "<table><tr><th>a</th><th>b</th></tr>\n<tr><td>1</td><td>2</td></tr></table>",
            &[(cell(0, 0), "a"), (cell(0, 1), "b"), (cell(1, 0), "1"), (cell(1, 1), "2")],
        ),
        ("<blockquote>\n\nSaid.\n\n</blockquote>\n\nText", &[(Quotation, "Said."), (Paragraph, "Text")]),
        ("### Title <figure><figcaption>_Cap_</figcaption></figure>", &[(Heading(3), "Title"), (Caption, "Cap")]),
        ("<ul><li>a<li>b</ul>", &[(item(1, 1), "a"), (item(1, 1), "b")]),
    ]);
}

#[test]
fn front_matter_becomes_a_heading_and_blocks() {
    expect(&[
        (
            "---\ntitle: 'It''s &ldquo;A&rdquo;'\nslug: x\nsummary: b\n---\nText",
            &[(Heading(1), "It's “A”"), (FrontMatter, "b"), (Paragraph, "Text")],
        ),
        (
            "---\ndeck: >\n  one\n  two\n\n  three\ntitle: |\n  x\n---\n",
            &[(FrontMatter, "one two three"), (Heading(1), "x")],
        ),
        ("---\ntitle: \"a \\\"b\\\" \\u00e9 \\\n  c\"\n---\n", &[(Heading(1), "a \"b\" é c")]),
        (
            "+++\ntitle = \"\"\"\na \\\n  b\"\"\"\ndate = 2024-01-02\n+++\nText",
            &[(Heading(1), "a b"), (Paragraph, "Text")],
        ),
    ]);
    let meta =
        document("\u{feff}---\r\ntitle: A\r\ndate: 2017-07-05 12:36:52 -0400\r\nlang: en\r\n---\r\nB", false).meta;
    assert_eq!(meta.date.map(|date| date.to_string()).as_deref(), Some("2017-07-05"));
    assert_eq!((meta.title.as_deref(), meta.language.as_deref()), (Some("A"), Some("en")));
}

#[test]
fn words_are_found_at_their_place_in_the_file() {
    // The word, and the part of the file that it comes from.
    for (text, word, place) in [
        ("\u{feff}---\r\ntitle: A\r\n---\r\nAt *Đurić*.", "Đurić", "Đurić"),
        ("a &ldquo;b", "“", "&ldquo;"),
        ("# a &rdquo;  \n\nb", "”", "&rdquo;"),
        ("a \\* b", "*", "*"),
        ("---\ntitle: 'It''s b c'\n---\n", "c", "c"),
        ("---\ntitle: \"x \\u00e9t\"\n---\n", "ét", "\\u00e9t"),
        ("---\nsummary: >\n  one\n  two\n---\n", "two", "two"),
        ("+++\ntitle = 'x yz'\n+++\n", "yz", "yz"),
        ("> one\n> two", "two", "two"),
        ("<p>a &amp;\n b</p>", "b", "b"),
    ] {
        let document = document(text, false);
        let token = document.tokens.iter().rfind(|token| token.text(&document.prose) == word);
        let Some(token) = token else { panic!("{word} in {:?}", document.prose) };
        assert_eq!(&text[document.source_span(token.span).range()], place, "{text:?}");
    }
    // Not the first "1" but the one in the link.
    let document = document("1 [1](/1) `1`", false);
    assert_eq!(document.source_span(document.tokens[1].span), Span::new(3, 4));
    assert_eq!(document.source_span(document.tokens[2].span), Span::new(11, 12));
}

#[test]
fn code_and_addresses_are_masked() {
    let document = document("Run `a 5` at https://a.org/6 or <jo@b.org>. `` c ` ``", false);
    let masked: Vec<_> = document.masks.iter().map(|mask| (mask.kind, document.text(mask.span))).collect();
    let expected = [
        (MaskKind::Code, "a 5"),
        (MaskKind::Url, "https://a.org/6"),
        (MaskKind::Url, "jo@b.org"),
        (MaskKind::Code, "c `"),
    ];
    assert_eq!(masked, expected);
}

#[test]
fn comments_are_noted_at_their_place() {
    for (text, mdx, expected) in [
        (
            "---\na: b\n---\nA<!-- one -->.\n\n<!--two-->\n\n<div><!-- three\nfour -->\n",
            false,
            &[" one ", "two", " three\n", "four "][..],
        ),
        ("A {/* one */} and {two}", true, &[" one "]),
    ] {
        let document = document(text, mdx);
        let comments: Vec<_> = document.comments.iter().map(|inside| &text[inside.range()]).collect();
        assert_eq!(comments, expected);
    }
}

#[test]
fn mdx_leaves_no_code() {
    let document = document("import A from './a'\n\n{/* *x */}\n\n<A b={5}>\n\nSix {n + 1} *dogs*.\n\n</A>\n", true);
    assert_eq!(document.prose, "Six  dogs.");
}

use super::*;
use crate::document::BlockKind::{
    self, Caption, Footnote, FrontMatter, Heading, ListItem, Paragraph, Quotation, TableCell,
};

fn document(text: &str) -> Document {
    parse(Arc::new(SourceFile::new("draft.html", text)), &Lexicon::english())
}

fn blocks(text: &str) -> Vec<(BlockKind, String)> {
    let document = document(text);
    document.blocks.iter().map(|block| (block.kind, document.text(block.span).to_owned())).collect()
}

#[track_caller]
fn expect(text: &str, expected: &[(BlockKind, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(kind, prose)| (*kind, (*prose).to_owned())).collect();
    assert_eq!(blocks(text), expected, "{text:?}");
}

/// The words of the file that the first `words` of the prose come from.
fn source<'a>(text: &'a str, words: &str) -> &'a str {
    let document = document(text);
    let start = document.prose.find(words).unwrap_or_else(|| panic!("{words:?} in {:?}", document.prose));
    let span = document.source_span(crate::span::Span::new(start, start + words.len()));
    &text[span.range()]
}

const fn item(list: u32, depth: u8) -> BlockKind {
    ListItem { list, depth }
}

const fn cell(table: u32, row: u32, column: u32) -> BlockKind {
    TableCell { table, row, column }
}

#[test]
fn a_page_is_its_headings_and_paragraphs() {
    expect(
        "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><title>A | Site</title>\n<style>p { x: 1 }</style></head>\n\
         <body>\n<nav><a href=/>Home 5</a></nav>\n<h1>The\n  <em>Title</em></h1>\n<p>One <b>bold</b> word,\nand&nbsp;more.\n<p>Two.\n<footer>© 2019</footer></body></html>",
        &[(Heading(1), "The Title"), (Paragraph, "One bold word, and\u{a0}more."), (Paragraph, "Two.")],
    );
    expect("Only <b>text</b>", &[(Paragraph, "Only text")]);
    expect("<title>A &amp; B</title><p>c", &[(Heading(1), "A & B"), (Paragraph, "c")]);
    expect("", &[]);
    expect("<p> </p><p>\n</p>", &[]);
}

#[test]
fn what_readers_do_not_see_is_no_prose() {
    for hidden in [
        "<script>if (5 < 6) { x }</script>",
        "<style>a</style>",
        "<template><p>a</p></template>",
        "<noscript>a</noscript>",
        "<svg><text>a</text></svg>",
        "<pre>a</pre>",
        "<textarea>a</textarea>",
        "<select><option>a</select>",
        "<p hidden>a</p>",
        "<div style='color: red; DISPLAY:none'><p>a</p></div>",
        "<p aria-hidden=true>a",
        "<dialog>a</dialog>",
        "<del>a</del>",
        "<!-- a -->",
        "<nav><ul><li>a</ul></nav>",
        "<footer>a</footer>",
        "<img hidden alt=a>",
    ] {
        expect(&format!("<p>x.</p>{hidden}<p>y.</p>"), &[(Paragraph, "x."), (Paragraph, "y.")]);
    }
    // Seen, though it looks much like one of those.
    for seen in ["<p hidden=until-found>a", "<p style='display: block'>a", "<dialog open>a</dialog>", "<ins>a</ins>"] {
        expect(seen, &[(Paragraph, "a")]);
    }
    expect("<article><p>x<footer>a</footer></article>", &[(Paragraph, "x"), (Paragraph, "a")]);
    expect("<p hidden>a<p>b", &[(Paragraph, "b")]);
}

#[test]
fn lists_tables_quotations_and_captions_are_what_they_are() {
    expect(
        "<ul><li>a<li>b<ol><li>c</ol>d</ul><ol><li><p>e</p><p>f</p></ol>",
        &[
            (item(1, 1), "a"),
            (item(1, 1), "b"),
            (item(2, 2), "c"),
            (item(1, 1), "d"),
            (item(3, 1), "e"),
            (item(3, 1), "f"),
        ],
    );
    expect(
        "<table><caption>T</caption><thead><tr><th>a<th>b</thead><tr><td>1</td><td><table><tr><td>i</table></td></tr><tr><td>2<td>3</table><p>z",
        &[
            (Caption, "T"),
            (cell(1, 0, 0), "a"),
            (cell(1, 0, 1), "b"),
            (cell(1, 1, 0), "1"),
            (cell(2, 0, 0), "i"),
            (cell(1, 2, 0), "2"),
            (cell(1, 2, 1), "3"),
            (Paragraph, "z"),
        ],
    );
    expect(
        "<blockquote cite=https://a.org><p>q</p><p>r</blockquote><figure><img src=x alt='A &amp; b'><figcaption>c</figcaption></figure>d <img alt=no> e",
        &[(Quotation, "q"), (Quotation, "r"), (Caption, "A & b"), (Caption, "c"), (Paragraph, "d e")],
    );
    expect(
        "<p>a<sup id=r><a href=#1>1</a></sup> m<sup>2</sup> 10<sup>3</sup></p><section class=footnotes><ol><li>n <a role=doc-backlink>↩</a></ol></section>",
        &[(Paragraph, "a m2 10^3"), (Footnote, "n")],
    );
    expect("<dl><dt>a<dd>b<dt>c</dl>", &[(Paragraph, "a"), (Paragraph, "b"), (Paragraph, "c")]);
}

#[test]
fn tags_within_a_sentence_do_not_break_it() {
    expect(
        "<p>She <a href=x>said</a> <q>we <b>met</b> <q>him</q></q>.<wbr><x-y>Yes</x-y> <ruby>漢<rp>(<rt>kan</ruby>",
        &[(Paragraph, "She said “we met ‘him’”.Yes 漢")],
    );
    expect("a<br>b<br />c<br>\n<br>d<br><br><br>e", &[(Paragraph, "a\nb\nc"), (Paragraph, "d"), (Paragraph, "e")]);
    // Tags that are closed in the wrong order, or not at all.
    expect("<p><b>a<p>b</b> c</i> d</div> e", &[(Paragraph, "a"), (Paragraph, "b c d"), (Paragraph, "e")]);
    expect("<td>a</td></table></p><tr>b", &[(cell(0, 0, 0), "a"), (Paragraph, "b")]);
    expect("<p><q>a<p>b", &[(Paragraph, "“a”"), (Paragraph, "b")]);
}

#[test]
fn templates_of_site_generators_are_passed_over() {
    expect(
        "---\ntitle: T\n---\n<h2>a {{< img \"b > c\" >}} {% if d %}e</h2>{{ f }}<img alt='{{ g }} h' src=\"{{ i \"j\" }}\">",
        &[(Heading(1), "T"), (Heading(2), "a e"), (Caption, "h")],
    );
}

#[test]
fn places_are_those_of_the_file() {
    let text = "<p>Đ&amp;Co. &ldquo;paid&rdquo;\r\n  16&nbsp;people <code>x</code> in <q>two</q>";
    for (words, expected) in [
        ("Đ", "Đ"),
        ("&", "&amp;"),
        ("“paid”", "&ldquo;paid&rdquo;"),
        (" 16", "\r\n  16"),
        ("16\u{a0}people", "16&nbsp;people"),
        ("“two”", "<q>two</q>"),
        ("two", "two"),
    ] {
        assert_eq!(source(text, words), expected);
    }
    let document = document(text);
    assert_eq!(document.masks.iter().map(|mask| document.text(mask.span)).collect::<Vec<_>>(), ["x"]);
    let comment = "<p>a<!-- b --> c</p><!-- d -->";
    let comments = self::document(comment).comments;
    assert_eq!(comments.iter().map(|span| &comment[span.range()]).collect::<Vec<_>>(), [" b ", " d "]);
}

#[test]
fn the_page_says_when_it_was_published() {
    for (text, date) in [
        (
            "<meta property='article:published_time' content='2024-05-02T10:00:00Z'><meta name=date content=2020-01-01>",
            "2024-05-02",
        ),
        (
            "<meta name=date content=2020-01-01><meta property='article:published_time' content='2024-05-02'>",
            "2024-05-02",
        ),
        ("<meta name=DC.date.issued content=2024-05>", "2024-05"),
        (
            "<script type='application/ld+json'>{\"@graph\": [{\"x\": 1}, {\"datePublished\": \"2024-05-02\"}]}</script>",
            "2024-05-02",
        ),
        (
            "<p>On <time datetime=2019-01-01>that day</time> <time itemprop=datePublished datetime=2024-05-02>",
            "2024-05-02",
        ),
        (
            "<header><h1>A</h1><time datetime='2024-05-02 08:00'>today</time><time datetime=2024-06-01></header>",
            "2024-05-02",
        ),
        ("<time class='x entry-date' datetime=2024-05-02>", "2024-05-02"),
        ("---\ndate: 2024-05-02\n---\n<meta name=date content=2020-01-01>", "2024-05-02"),
        // When something happened, or was changed, is not when it was published.
        ("<p>On <time datetime=2019-01-01>that day</time>", ""),
        ("<meta property='article:modified_time' content=2024-05-02>", ""),
        ("<meta name=date content=soon><script type='application/ld+json'>{</script>", ""),
    ] {
        let found = document(text).meta.date.map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(found, date, "{text}");
    }
}

#[test]
fn the_page_has_a_title_and_a_language() {
    let meta = document("<html lang='en-GB'><title>A\n &ndash; b</title><title>c</title><h1>d</h1>").meta;
    assert_eq!((meta.title.as_deref(), meta.language.as_deref()), (Some("A – b"), Some("en-GB")));
    expect(
        "<meta name=description content='Five &amp; six.'><h1>d</h1>",
        &[(FrontMatter, "Five & six."), (Heading(1), "d")],
    );
}

/// Each of these would take a time that grows with the square of its length, were it read naively.
#[test]
fn depth_costs_no_time() {
    for text in
        ["<div>", "<b>", "</b>", "<q>", "<table><tr><td>", "<li>", "<a b=c ", "<img alt=a> ", "<br>", "&", "<!--"]
    {
        document(&text.repeat(50_000));
    }
    document(&format!("{}{}", "<b>".repeat(50_000), "</i>".repeat(50_000)));
}

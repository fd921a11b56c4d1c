use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;
use crate::document::BlockKind::{
    self, Caption, Footnote, Heading, ListItem, Paragraph as Plain, Quotation, TableCell,
};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An archive of these parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("written");
    }
    writer.finish().expect("an archive").into_inner()
}

fn relations(pairs: &[(&str, &str)]) -> String {
    let lines: String = pairs
        .iter()
        .map(|(kind, target)| format!("<Relationship Id='x' Type='{R}/{kind}' Target='{target}'/>"))
        .collect();
    format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{lines}</Relationships>"
    )
}

/// A document with that body.
fn word(body: &str) -> Vec<u8> {
    let styles: String = [
        ("Heading1", "heading 1"),
        ("Titel", "Title"),
        ("Beschriftung", "caption"),
        ("Zitat", "Quote"),
        ("Verzeichnis1", "toc 1"),
        ("Quelltext", "HTML Preformatted"),
        ("Code", "Verbatim Char"),
    ]
    .iter()
    .map(|(id, name)| format!("<w:style w:styleId='{id}'><w:name w:val='{name}'/></w:style>"))
    .collect();
    archive(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "_rels/.rels",
            &relations(&[("officeDocument", "word/document.xml"), ("metadata/core-properties", "/docProps/core.xml")]),
        ),
        (
            "word/_rels/document.xml.rels",
            &relations(&[("styles", "styles.xml"), ("footnotes", "footnotes.xml"), ("endnotes", "none.xml")]),
        ),
        ("word/styles.xml", &format!("<w:styles xmlns:w='{W}'>{styles}</w:styles>")),
        (
            "word/footnotes.xml",
            &format!(
                "<w:footnotes xmlns:w='{W}'><w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>\
                 <w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
            ),
        ),
        (
            "docProps/core.xml",
            "<cp:coreProperties xmlns:cp='urn:cp' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:t='http://purl.org/dc/terms/'>\
             <dc:title> A &amp; B </dc:title><t:created>2024-01-01T00:00:00Z</t:created><dc:language>en-US</dc:language></cp:coreProperties>",
        ),
        (
            "word/document.xml",
            &format!(
                "<w:document xmlns:w='{W}' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' xmlns:o='urn:o'>\
                 <w:body>{body}</w:body></w:document>"
            ),
        ),
    ])
}

fn read(body: &str) -> Document {
    let extract = extract(&word(body)).expect("a document");
    let source = SourceFile::extracted("draft.docx", extract.text());
    extract.document(Arc::new(source), &Lexicon::english())
}

/// The blocks of a body, without the note.
#[track_caller]
fn expect(body: &str, expected: &[(BlockKind, &str)]) {
    let document = read(body);
    let blocks: Vec<_> = document.blocks.iter().map(|block| (block.kind, document.text(block.span))).collect();
    let (note, blocks) = blocks.split_last().expect("the note");
    assert_eq!(*note, (Footnote, "A note."));
    assert_eq!(blocks, expected, "{body}");
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn words_that_are_split_over_runs_are_joined() {
    expect(
        "<w:p><w:r><w:t>1</w:t></w:r><w:proofErr w:type='x'/><w:r><w:rPr><w:b/></w:rPr><w:t>6</w:t></w:r>\
         <w:hyperlink><w:r><w:t xml:space='preserve'> peo</w:t></w:r></w:hyperlink><w:r><w:t>ple &amp; &#x110;. </w:t></w:r></w:p>",
        &[(Plain, "16 people & Đ.")],
    );
    expect(
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t>\
         <w:br/><w:br/><w:t>f</w:t><w:br w:type='page'/><w:t>g</w:t></w:r></w:p>",
        &[(Plain, "a\tb\nc-de"), (Plain, "f"), (Plain, "g")],
    );
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    expect(
        "<w:p><w:r><w:t xml:space='preserve'>It was </w:t></w:r><w:del w:id='1'><w:r><w:delText>15</w:delText></w:r></w:del>\
         <w:ins w:id='2'><w:r><w:t>16</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>\
         <w:moveTo><w:r><w:t>!</w:t></w:r></w:moveTo></w:p>",
        &[(Plain, "It was 16!")],
    );
    // The end of the first paragraph was deleted.
    expect(
        &format!(
            "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>One </w:t></w:r></w:p>{}{}",
            p("line."),
            p("Two.")
        ),
        &[(Plain, "One line."), (Plain, "Two.")],
    );
    // Formatting as it was before.
    expect(
        "<w:p><w:pPr><w:pStyle w:val='Zitat'/><w:pPrChange><w:pPr><w:pStyle w:val='Titel'/></w:pPr></w:pPrChange></w:pPr>\
         <w:r><w:rPr><w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t></w:r></w:p>",
        &[(Quotation, "a")],
    );
    expect(
        &format!(
            "<w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
            p("a"),
            p("b")
        ),
        &[(TableCell { table: 1, row: 1, column: 0 }, "b")],
    );
}

#[test]
fn what_readers_do_not_see_is_no_prose() {
    for hidden in [
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>",
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>x</w:t><w:br/></w:r>",
        "<w:r><w:instrText>PAGEREF 5</w:instrText></w:r>",
        "<w:r><w:footnoteReference w:id='2'/></w:r>",
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>",
        "<w:r><mc:AlternateContent><mc:Choice/><mc:Fallback><w:pict><w:p><w:r><w:t>x</w:t></w:r></w:p></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        "<w:commentRangeStart w:id='0'/><w:r><w:commentReference w:id='0'/></w:r>",
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:r><o:t>x</o:t></w:r>",
    ] {
        expect(&format!("<w:p><w:r><w:t>left</w:t></w:r>{hidden}</w:p>"), &[(Plain, "left")]);
    }
    // What looks much like it and is seen.
    for seen in [
        "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>x</w:t></w:r>",
        "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:fldSimple w:instr='REF a'><w:r><w:t>x</w:t></w:r></w:fldSimple>",
        "<mc:AlternateContent><mc:Choice><w:r><w:t>x</w:t></w:r></mc:Choice></mc:AlternateContent>",
    ] {
        expect(&format!("<w:p><w:r><w:t>left</w:t></w:r>{seen}</w:p>"), &[(Plain, "leftx")]);
    }
    expect(&format!("{}{}{}", styled("Verzeichnis1", "Results 12"), styled("Quelltext", "x = 1"), "<w:p/>"), &[]);
}

#[test]
fn paragraphs_are_what_their_styles_and_lists_say() {
    let item = |list: &str, level: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let listed = |list, depth| ListItem { list, depth };
    expect(
        &[
            styled("Titel", "t"),
            styled("Heading1", "h"),
            p("a"),
            item("3", 0, "b"),
            item("3", 1, "c"),
            item("3", 0, "d"),
            item("0", 0, "e"),
            item("3", 0, "f"),
            styled("Zitat", "g"),
            styled("Beschriftung", "i"),
            styled("Unknown", "j"),
            "<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:r><w:t>k</w:t></w:r></w:p>".to_owned(),
        ]
        .concat(),
        &[
            (Heading(1), "t"),
            (Heading(1), "h"),
            (Plain, "a"),
            (listed(1, 1), "b"),
            (listed(2, 2), "c"),
            (listed(1, 1), "d"),
            (Plain, "e"),
            (listed(3, 1), "f"),
            (Quotation, "g"),
            (Caption, "i"),
            (Plain, "j"),
            (Heading(2), "k"),
        ],
    );
    let cell = |row, column| TableCell { table: 1, row, column };
    expect(
        &format!(
            "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr>\
             <w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>{}",
            p("a"),
            p("b"),
            p("c"),
            styled("Heading1", "d"),
            p("e")
        ),
        &[(cell(0, 0), "a"), (cell(0, 2), "b"), (cell(1, 0), "c"), (cell(1, 0), "d"), (Plain, "e")],
    );
    // A text box comes after the paragraph that it is anchored in.
    expect(
        &format!(
            "<w:p><w:r><w:t>a</w:t><w:pict><w:txbxContent>{}</w:txbxContent></w:pict><w:t>b</w:t></w:r></w:p>",
            p("box")
        ),
        &[(Plain, "ab"), (Plain, "box")],
    );
}

#[test]
fn places_count_in_the_extracted_text() {
    let document = read(&format!(
        "{}<w:p/><w:p><w:r><w:t>Đurić</w:t><w:br/></w:r><w:r><w:rPr><w:rStyle w:val='Code'/></w:rPr><w:t>x 5</w:t></w:r><w:r><w:t>. End</w:t></w:r></w:p>",
        p("One.")
    ));
    assert_eq!(document.source.text(), "One.\nĐurić x 5. End\nA note.\n");
    assert_eq!(document.prose, "One.\n\nĐurić\nx 5. End\n\nA note.");
    assert_eq!(document.masks.iter().map(|mask| document.text(mask.span)).collect::<Vec<_>>(), ["x 5"]);
    let start = document.prose.find("End").expect("there");
    let place = document.source_span(Span::new(start, start + 3));
    assert_eq!(&document.source.text()[place.range()], "End");
    assert_eq!(document.source.position(place.start()), crate::source::Position { line: 2, column: 12 });
    assert!(document.source.is_extracted());
}

#[test]
fn the_properties_tell_title_and_language_and_no_date() {
    let meta = read(&p("a")).meta;
    assert_eq!(
        meta,
        Metadata {
            date: None,
            title: Some("A & B".to_owned()),
            language: Some("en-US".to_owned()),
            ..Metadata::default()
        }
    );
}

#[test]
fn a_document_of_the_strict_kind_and_of_another_prefix_is_read() {
    let body = "<x:document xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main'><x:body><x:p><x:r><x:t>a</x:t></x:r></x:p></x:body></x:document>";
    let extract = extract(&archive(&[("word/document.xml", body)])).expect("a document");
    assert_eq!(extract.text(), "a\n");
}

#[test]
fn what_cannot_be_read_is_said_and_never_taken_for_empty() {
    let why = |bytes: &[u8]| match extract(bytes) {
        Err(Cause::Damaged(why)) => why,
        other => panic!("{other:?}"),
    };
    let whole = word(&p("a"));
    assert!(why(&whole[..whole.len() / 2]).starts_with("the archive: "));
    assert!(why(&archive(&[("word/document.xml", "<a><b></a>")])).starts_with("word/document.xml: "));
    assert_eq!(why(&archive(&[("word/document.xml", "<a><b>")])), "word/document.xml: it breaks off");
    assert!(matches!(extract(&archive(&[("a.txt", "a")])), Err(Cause::Misnamed { content: Content::Zip, .. })));
}

#[test]
fn any_byte_may_be_wrong() {
    let whole =
        word(&format!("{}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("One &lt; two."), styled("Titel", "t")));
    let lexicon = Lexicon::english();
    let mut seed = 1u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for _ in 0..600 {
        let mut bytes = whole.clone();
        for _ in 0..=random(4) {
            let at = random(bytes.len());
            bytes[at] = random(256) as u8;
        }
        bytes.truncate(bytes.len() - if random(4) == 0 { random(bytes.len()) } else { 0 });
        if let Ok(extract) = extract(&bytes) {
            extract.document(Arc::new(SourceFile::extracted("a.docx", extract.text())), &lexicon);
        }
    }
}

/// Parts of WordprocessingML in any order, closed or not.
#[test]
fn any_nesting_is_read() {
    const TAGS: &[&str] = &[
        "<w:p>",
        "</w:p>",
        "<w:r>",
        "</w:r>",
        "<w:t>",
        "</w:t>",
        "a ",
        "Đ",
        "&amp;",
        "&#0;",
        "&x;",
        "<w:tab/>",
        "<w:br/>",
        "<w:pPr>",
        "</w:pPr>",
        "<w:rPr>",
        "</w:rPr>",
        "<w:del/>",
        "<w:del>",
        "</w:del>",
        "<w:tbl>",
        "</w:tbl>",
        "<w:tr>",
        "</w:tr>",
        "<w:tc>",
        "</w:tc>",
        "<w:gridSpan w:val='4294967295'/>",
        "<w:vertAlign w:val='superscript'/>",
        "5",
        "<w:rStyle w:val='Code'/>",
        "<w:numId w:val='1'/>",
        "<w:ilvl w:val='255'/>",
        "<w:sdt>",
        "</w:sdt>",
        "<w:showingPlcHdr/>",
        "<w:footnote w:type='x'>",
        "<mc:Fallback>",
        "<![CDATA[<b>]]>",
        "<!-- c -->",
        "<w:br w:type='page'/>",
    ];
    let styles = Styles::read(
        "s",
        &format!("<w:styles xmlns:w='{W}'><w:style w:styleId='Code'><w:name w:val='HTML Code'/></w:style></w:styles>"),
    )
    .expect("read");
    let lexicon = Lexicon::english();
    let mut seed = 7u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let mut read = 0;
    for _ in 0..3000 {
        // Well-formed at least: what is opened is closed in order.
        let (mut xml, mut open) = (String::new(), Vec::new());
        for _ in 0..random(40) {
            let tag = TAGS[random(TAGS.len())];
            if tag.starts_with("</") {
                if let Some(name) = open.pop() {
                    xml.push_str(&format!("</{name}>"));
                }
                continue;
            }
            xml.push_str(tag);
            if tag.starts_with('<') && !tag.ends_with("/>") && !tag.starts_with("<!") {
                open.push(tag[1..].split([' ', '>']).next().unwrap_or_default());
            }
        }
        while let Some(name) = open.pop() {
            xml.push_str(&format!("</{name}>"));
        }
        let part = format!(
            "<w:d xmlns:w='{W}' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>{xml}</w:d>"
        );
        let Ok(paragraphs) = story::read("part", &part, false, &styles, &mut Numbers::default()) else { continue };
        read += 1;
        let extract = Extract { paragraphs, title: None, language: None };
        let document = extract.document(Arc::new(SourceFile::extracted("a.docx", extract.text())), &lexicon);
        for block in &document.blocks {
            let span = document.source_span(block.span);
            let words = document.source.text()[span.range()].replace('\n', " ");
            assert_eq!(words, document.text(block.span).replace('\n', " "), "{xml}");
        }
    }
    assert!(read > 2000, "{read}");
}

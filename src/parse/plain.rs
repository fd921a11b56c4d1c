//! Plain-text drafts.

use std::sync::Arc;

use crate::document::{BlockKind, Builder, Document, Metadata};
use crate::lexicon::{Lexicon, Sentences};
use crate::source::SourceFile;
use crate::span::Span;

/// Lines longer than this, in bytes, are paragraphs and not lines of one.
const LONG: usize = 100;

/// The longest heading, in bytes.
const HEADING: usize = 90;

/// The longest headline of a whole draft, in bytes.
const HEADLINE: usize = 140;

/// Parses a plain-text draft.
pub fn parse(source: Arc<SourceFile>, lexicon: &Lexicon) -> Document {
    let file = Arc::clone(&source);
    let text = file.text();
    let lines = lines(text);
    let wrapped = is_wrapped(text, &lines);
    let mut writer = Writer { text, words: &lexicon.sentences, builder: Builder::default(), lists: 0, in_list: false };
    for paragraph in lines.split(|line| line.is_empty()) {
        writer.paragraph(paragraph, wrapped);
    }
    writer.builder.finish(source, Metadata::default(), lexicon)
}

/// The lines without their breaks and the blanks at their end; one of blanks alone, or a rule, is empty.
fn lines(text: &str) -> Vec<Span> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut at = start;
    while at < bytes.len() {
        let end = memchr::memchr3(b'\n', b'\r', 0xc, &bytes[at..]).map_or(bytes.len(), |step| at + step);
        let line = text[at..end].trim_end();
        lines.push(Span::new(at, at + if is_rule(line) { 0 } else { line.len() }));
        at = if bytes[end..].starts_with(b"\r\n") { end + 2 } else { end + 1 };
    }
    lines
}

/// Whether a line is drawn and not written: "-----", "* * *".
fn is_rule(line: &str) -> bool {
    line.len() >= 3 && line.chars().all(|c| matches!(c, '-' | '=' | '*' | '_' | '~' | '#' | ' ' | '—' | '–'))
}

/// Whether paragraphs run over several lines: of the lines that another follows, most are short and stop in the middle of a
/// sentence.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let followed = lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[1].is_empty()).map(|pair| pair[0]);
    let (mut ended, mut lengths) = (0, Vec::new());
    for line in followed {
        ended += usize::from(ends_sentence(&text[line.range()]));
        lengths.push(line.len());
    }
    if lengths.is_empty() || ended * 2 > lengths.len() {
        return false;
    }
    let middle = lengths.len() / 2;
    *lengths.select_nth_unstable(middle).1 <= LONG
}

/// Whether a line ends with the end of a sentence, closing marks aside.
fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '’', '\'', ')', ']', '“', '*', '_']).ends_with(['.', '!', '?', '…', ':'])
}

struct Writer<'a> {
    text: &'a str,
    words: &'a Sentences,
    builder: Builder,
    lists: u32,
    /// Whether the last block was an item of a list.
    in_list: bool,
}

impl<'a> Writer<'a> {
    fn line(&self, line: Span) -> &'a str {
        &self.text[line.range()]
    }

    /// Lines between two blank lines.
    fn paragraph(&mut self, lines: &[Span], wrapped: bool) {
        for (at, &line) in lines.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| lines[at]);
            let continues = wrapped && before.is_some_and(|before| self.continues(before, line, at == 1));
            if let Some(before) = before.filter(|_| continues) {
                let indent = indent(self.line(line));
                self.builder.opaque(" ", Span::new(before.end(), line.start() + indent));
                self.write(line);
            } else {
                let last = lines.get(at + 1).is_none_or(|&next| !wrapped || !self.continues(line, next, at == 0));
                self.start(line, last);
            }
        }
    }

    /// Whether `line` goes on with what `before` began, which may be a heading if it is the `first` after a blank line.
    fn continues(&self, before: Span, line: Span, first: bool) -> bool {
        let (before, line) = (self.line(before), self.line(line));
        if marker(line).is_some() {
            return false;
        }
        let (was, is) = (indent(before), indent(line));
        // Under a list item, a line may hang; elsewhere an indented line begins something: a paragraph, or a row of figures.
        if is > was && marker(before).is_none() || is > 0 && is == was && !self.flows(before, line) {
            return false;
        }
        if is < was && has_columns(before) {
            return false;
        }
        !(first && before.len() * 2 < LONG && is_heading(before, self.words) && starts_with_capital(line))
    }

    /// Whether two indented lines are running text: the first is long, the second goes on with a small letter.
    fn flows(&self, before: &str, line: &str) -> bool {
        let small = line.trim_start().starts_with(char::is_lowercase);
        small && before.trim_start().len() > 45 && !has_columns(before) && !has_columns(line)
    }

    /// Begins a block with `line`; `alone` if no line continues it.
    fn start(&mut self, line: Span, alone: bool) {
        let written = self.line(line);
        let mut from = indent(written);
        // A draft that begins with "6)" begins no list.
        let listed = marker(written).filter(|_| !self.builder.is_empty() || may_begin_list(written));
        let kind = match listed {
            Some(len) => {
                from += len;
                if !self.in_list {
                    self.lists += 1;
                }
                BlockKind::ListItem { list: self.lists, depth: 1 }
            }
            None if alone && self.builder.is_empty() && is_headline(written) => BlockKind::Heading(1),
            None if alone && is_heading(written, self.words) => BlockKind::Heading(2),
            None => BlockKind::Paragraph,
        };
        self.in_list = matches!(kind, BlockKind::ListItem { .. });
        self.builder.open(kind);
        self.write(Span::new(line.start() + from, line.end()));
    }

    fn write(&mut self, line: Span) {
        let line = Span::new(line.start() + indent(self.line(line)), line.end());
        self.builder.verbatim(self.line(line), line.start());
    }
}

/// Bytes of blanks before the first word.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Bytes of the mark of a list item and the blanks after it, counted behind the indentation.
fn marker(line: &str) -> Option<usize> {
    let line = line.trim_start();
    let first = line.chars().next()?;
    let mark = if matches!(first, '-' | '*' | '•' | '–' | '·') {
        first.len_utf8()
    } else {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=2).contains(&digits) || !line[digits..].starts_with(['.', ')']) {
            return None;
        }
        digits + 1
    };
    let rest = &line[mark..];
    let blanks = indent(rest);
    (blanks > 0 && blanks < rest.len()).then_some(mark + blanks)
}

/// Whether an item may be the first one: a bullet, or the number one.
fn may_begin_list(line: &str) -> bool {
    let digits: String = line.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.is_empty() || digits.trim_start_matches('0') == "1"
}

/// Whether figures stand in columns: words with several blanks between them.
fn has_columns(line: &str) -> bool {
    let line = line.trim_start();
    line.contains("   ") || line.contains('\t')
}

fn starts_with_capital(line: &str) -> bool {
    line.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| !c.is_lowercase())
}

/// Whether the first line of a draft is its headline: it stands alone, is short and does not end as a sentence or a dateline.
fn is_headline(line: &str) -> bool {
    let line = line.trim();
    line.len() <= HEADLINE
        && !ends_sentence(line)
        && !line.ends_with([',', ';', '-', '–', '—'])
        && starts_with_capital(line)
}

/// Whether a line is a heading: short, without a final stop, and most of its words with a capital.
fn is_heading(line: &str, words: &Sentences) -> bool {
    let line = line.trim();
    if line.len() > HEADING || line.ends_with(['.', ',', ';', ':', '!', '…', '-', '–', '—']) || has_columns(line)
    {
        return false;
    }
    let (mut capital, mut small, mut numbers) = (0, 0, 0);
    for word in line.split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '—' | '–')) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = word.chars().next() else { continue };
        if first.is_uppercase() {
            capital += 1;
        } else if first.is_numeric() {
            numbers += 1;
        } else if !words.small_in_headings.contains(word) {
            small += 1;
        }
    }
    starts_with_capital(line) && capital > 0 && small * 3 <= capital && numbers <= capital
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{Heading, ListItem, Paragraph};

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let document = parse(Arc::new(SourceFile::new("draft.txt", text)), &Lexicon::english());
        document.blocks.iter().map(|block| (block.kind, document.text(block.span).to_owned())).collect()
    }

    fn expect(text: &str, expected: &[(BlockKind, &str)]) {
        let expected: Vec<_> = expected.iter().map(|(kind, prose)| (*kind, (*prose).to_owned())).collect();
        assert_eq!(blocks(text), expected, "{text:?}");
    }

    const ITEM: BlockKind = ListItem { list: 1, depth: 1 };

    #[test]
    fn a_line_is_a_paragraph_where_lines_end_with_sentences() {
        expect(
            "One line.\r\nThe Quick Fox\r\n“Two lines.”\nas a U.N.\nSecurity Council member it is.\r",
            &[
                (Paragraph, "One line."),
                (Heading(2), "The Quick Fox"),
                (Paragraph, "“Two lines.”"),
                (Paragraph, "as a U.N."),
                (Paragraph, "Security Council member it is."),
            ],
        );
    }

    #[test]
    fn wrapped_lines_are_joined() {
        expect(
            "\u{feff}A long line that is broken\nafter some words and goes\non until it ends. And\nthen more.\n\nThe Next Part\n\nAnother line that is broken\nhere.\n",
            &[
                (Paragraph, "A long line that is broken after some words and goes on until it ends. And then more."),
                (Heading(2), "The Next Part"),
                (Paragraph, "Another line that is broken here."),
            ],
        );
    }

    #[test]
    fn rows_of_a_wire_table_stay_apart_from_each_other_and_from_text() {
        expect(
            "ACME INC <ACM> 1ST QTR NET\n\n    Shr 18 cts vs 13 cts\n    Net 2,340 vs 1,690\n    The company said that its sales rose in\nthe first quarter and that it\nexpects more\n    Nothing else\n",
            &[
                (Heading(1), "ACME INC <ACM> 1ST QTR NET"),
                (Paragraph, "Shr 18 cts vs 13 cts"),
                (Paragraph, "Net 2,340 vs 1,690"),
                (Paragraph, "The company said that its sales rose in the first quarter and that it expects more"),
                (Paragraph, "Nothing else"),
            ],
        );
    }

    #[test]
    fn an_indented_quotation_is_joined_where_it_flows() {
        expect(
            "They wrote this down and then they\nsigned it\n\n    We hold these truths to be self-evident, that all\n    men are created equal, that they are endowed by\n    their maker",
            &[
                (Paragraph, "They wrote this down and then they signed it"),
                (
                    Paragraph,
                    "We hold these truths to be self-evident, that all men are created equal, that they are endowed by their maker",
                ),
            ],
        );
    }

    #[test]
    fn lists_lose_their_marks() {
        expect(
            "Bring:\n- one apple\n  and a pear\n- two nuts\n\n1914 was a year\nof war and\n2. x",
            &[
                (Paragraph, "Bring:"),
                (ITEM, "one apple and a pear"),
                (ITEM, "two nuts"),
                (Paragraph, "1914 was a year of war and"),
                (ListItem { list: 2, depth: 1 }, "x"),
            ],
        );
    }

    #[test]
    fn headlines_and_capitals_are_headings() {
        expect(
            "Jury convicts treasurer of stealing $2.7 million\n\nA jury did it. It did.\n\nWHAT COMES NEXT?\n\nPrison and more.\n\nfor all.\n",
            &[
                (Heading(1), "Jury convicts treasurer of stealing $2.7 million"),
                (Paragraph, "A jury did it. It did."),
                (Heading(2), "WHAT COMES NEXT?"),
                (Paragraph, "Prison and more."),
                (Paragraph, "for all."),
            ],
        );
        expect(
            "The Part\n========\nSome words are here\nand more there.\n* * *\nthe end",
            &[(Heading(1), "The Part"), (Paragraph, "Some words are here and more there."), (Paragraph, "the end")],
        );
        expect("\0\u{c}\n \n", &[(Paragraph, "\0")]);
        expect("", &[]);
    }
}

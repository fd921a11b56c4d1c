//! What holds for every draft, whatever is in it: parsing never panics, places are true and in order.
//!
//! `FACTLINT_CASES` raises the number of random drafts (300 for each format) for a long run.

use std::sync::{Arc, LazyLock};

use factlint::document::Document;
use factlint::lexicon::Lexicon;
use factlint::parse::{Format, parse};
use factlint::source::SourceFile;
use factlint::span::Span;
use proptest::prelude::*;

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(Lexicon::english);

const FORMATS: [Format; 4] =
    [Format::Markdown { mdx: false }, Format::Markdown { mdx: true }, Format::Plain, Format::Html];

/// What drafts are made of, and what has broken parsers before.
pub const FRAGMENTS: &[&str] = &[
    "a",
    "Word ",
    "Djuric ",
    "U.N. ",
    "Nov. 1 ",
    "16 people. ",
    "“Why?” He ",
    "said … ‘Now",
    " ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{feff}",
    "\0",
    "\u{c}",
    "\u{a0}",
    "\u{2028}",
    "é",
    "e\u{301}",
    "\u{300}",
    "漢字。",
    "👩‍👩‍👧",
    "🇷🇸",
    "ß",
    "\u{ad}",
    "&amp;",
    "&ldquo;",
    "&#8217;",
    "&#0;",
    "&#x110000;",
    "&nosuch;",
    "&",
    "&é",
    "&{{“x” }}",
    ";",
    "\\*",
    "\\\n",
    "\\",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "```",
    "```\n",
    "~~~\n",
    "` a `",
    "`` ` ``",
    "[",
    "]",
    "](",
    "](http://a.org \"t\")",
    "![",
    "[^1]",
    "\n[^1]: note\n",
    "[a]: /b\n",
    "(",
    ")",
    "<",
    ">",
    "<b>",
    "</b>",
    "<br>",
    "<p>",
    "</p>",
    "<div>\n",
    "\n</div>\n",
    "<td>",
    "<li>",
    "<blockquote>",
    "</blockquote>",
    "<!-- c -->",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<style>",
    "<del>",
    "</del>",
    "<img alt=\"x",
    "<https://a.org>",
    "jo@a.org ",
    "www.a.org/b. ",
    "{{< x \"y*\" >}}",
    "{{<",
    ">}}",
    "{{% n %}}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "{",
    "}",
    "{/* c */}",
    "import a from 'b'\n",
    "export const a = {\n",
    "\n> ",
    "\n>> ",
    ">",
    "\n- ",
    "\n  - ",
    "\n    - ",
    "\n1. ",
    "\n10) ",
    "\n* ",
    "- [x] ",
    "\n# ",
    "\n###### ",
    " #\n",
    "\n===\n",
    "\n---\n",
    "---\n",
    "+++\n",
    "...\n",
    "title: 'A ''b'\n",
    "title: \"A \\u00e9 &ldquo;\"\n",
    "title: |\n  a\n  b\n",
    "summary: >\n  a\n\n  b\n",
    "date: 2024-01-02\n",
    "title = \"\"\"a\\\n b\"\"\"\n",
    "date = 2024-01-02T03:04:05Z\n",
    "deck: [a, {b: c}]\n",
    "? : - ",
    "&a *a !t ",
    "\n| a | b |\n|---|---|\n",
    "| c \\| d | `e\\|f` |\n",
    "|",
    "\n\n| x\n",
    ":---:",
    "$5 and $6 ",
    "1,204.5",
    "...",
    "!?",
    "Shr 18 cts vs 13 cts\n",
    "The Quick Fox\n",
    "    Net 1 vs 2\n",
    "\"",
    "'",
    "’",
    "”",
];

/// Everything a finder may rely on.
fn hold(document: &Document) {
    let (file, prose) = (document.source.text(), &document.prose);
    let mut reached = 0;
    for piece in document.map.pieces() {
        let from = piece.prose as usize..(piece.prose + piece.prose_len) as usize;
        let to = piece.source as usize..(piece.source + piece.source_len) as usize;
        assert_eq!(from.start, reached, "pieces leave no gap in the prose");
        reached = from.end;
        assert!(prose.get(from.clone()).is_some(), "prose of {piece:?}");
        assert!(file.get(to.clone()).is_some(), "file of {piece:?}");
        if piece.identity {
            assert_eq!(prose[from], file[to]);
        }
    }
    assert_eq!(reached, prose.len());
    let sources: Vec<_> =
        document.map.pieces().iter().map(|piece| (piece.source, piece.source + piece.source_len)).collect();
    assert!(sources.is_sorted_by(|a, b| a.1 <= b.0), "pieces run backwards in the file");
    hold_blocks(document);
    assert!(document.comments.iter().all(|comment| file.get(comment.range()).is_some()));
    let mut last = 0;
    for token in &document.tokens {
        let place = document.source_span(token.span);
        assert!(file.get(place.range()).is_some(), "{token:?} at {place:?}");
        assert!(last <= place.start(), "{token:?} at {place:?} before {last}");
        last = place.start();
        if document.map.is_verbatim(token.span) {
            assert_eq!(&file[place.range()], token.text(prose));
        }
    }
    for mask in document.masks.windows(2) {
        assert!(mask[0].span.end() <= mask[1].span.start(), "{mask:?}");
    }
    for mask in &document.masks {
        assert!(prose.get(mask.span.range()).is_some_and(|text| !text.is_empty()));
    }
}

/// Blocks, sentences and tokens are in order, each inside the one that holds it, and leave nothing out.
fn hold_blocks(document: &Document) {
    let mut token = 0;
    let mut sentence = 0;
    let mut end = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        assert!(end <= block.span.start() && !block.span.is_empty());
        end = block.span.end();
        let text = document.text(block.span);
        assert_eq!(text, text.trim(), "a block has no blanks around it");
        let source = document.source_span(block.span);
        let back = document.map.to_prose(source);
        let holds = |back: Span| back.overlaps(block.span) && document.prose.get(back.range()).is_some();
        assert!(source.is_empty() || back.is_some_and(holds), "{source:?} is {back:?}");
        assert_eq!(block.tokens.0, token);
        for held in &document.tokens[block.tokens.0 as usize..block.tokens.1 as usize] {
            assert!(block.span.contains(held.span));
        }
        while document.sentences.get(sentence).is_some_and(|sentence| sentence.block as usize == index) {
            let Some(held) = document.sentences.get(sentence) else { break };
            assert_eq!(held.tokens.0, token);
            assert!(held.tokens.0 < held.tokens.1);
            assert_eq!(held.span.start(), document.tokens[held.tokens.0 as usize].span.start());
            assert_eq!(held.span.end(), document.tokens[held.tokens.1 as usize - 1].span.end());
            token = held.tokens.1;
            sentence += 1;
        }
        assert_eq!(block.tokens.1, token);
    }
    assert_eq!(sentence, document.sentences.len());
    assert_eq!(token as usize, document.tokens.len());
    assert!(document.tokens.is_sorted_by(|a, b| a.span.end() <= b.span.start()));
}

fn check(text: &str) {
    for format in FORMATS {
        hold(&parse(Arc::new(SourceFile::new("draft", text)), format, &LEXICON));
    }
}

/// Numbers that look random and are the same in every run.
pub struct Random(u64);

impl Random {
    /// Those of a case with that number.
    pub fn seeded(case: usize) -> Self {
        // Neighbouring numbers must not begin alike: the finalizer of SplitMix64.
        let mut seed = (case as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        seed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        seed = (seed ^ (seed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Self((seed ^ (seed >> 31)).max(1))
    }

    /// The next, from 0 up to, not including, `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit
    }

    fn draft(&mut self) -> String {
        let mut draft = String::new();
        if self.below(4) == 0 {
            draft.push_str(["---\n", "+++\n", "\u{feff}---\r\n"][self.below(3)]);
        }
        for _ in 0..self.below(24) {
            draft.push_str(FRAGMENTS[self.below(FRAGMENTS.len())]);
        }
        draft
    }
}

/// How many random drafts are made of each kind.
pub fn cases() -> usize {
    std::env::var("FACTLINT_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300)
}

#[test]
fn places_are_true_in_drafts_of_nasty_fragments() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for case in 0..cases() {
        let draft = random.draft();
        let held = std::panic::catch_unwind(|| check(&draft));
        assert!(held.is_ok(), "case {case}: {draft:?}");
    }
}

/// Found by long runs.
#[test]
fn what_once_broke_a_parser_is_read() {
    for draft in ["{{< x >}}\r&{{🇷🇸 '}}&a", "+++\na = '{{<'\n+++\n{{< x \"y*\" >}}}}漢字。", "---\na: '{{'\n---\né}} b"]
    {
        check(draft);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_are_true_in_drafts_of_any_characters(draft in "(---\n)?\\PC{0,40}(\n|\r|\t|\\PC){0,80}") {
        check(&draft);
    }
}

#[test]
fn deep_nesting_and_long_lines_are_parsed_in_little_time_and_stack() {
    let deep = 10_000;
    for text in [
        ">".repeat(deep),
        format!("{} a\nb\n", "> ".repeat(deep)),
        "[".repeat(deep),
        format!("{}a{}", "[".repeat(deep), "](b)".repeat(deep)),
        "*a _b ".repeat(deep),
        "- ".repeat(deep),
        "{".repeat(deep),
        "{{ ".repeat(deep),
        format!("---\na: {}\n---\nb", "[".repeat(deep)),
        "<b ".repeat(deep),
        "`a``".repeat(deep),
        "word. ".repeat(deep),
    ] {
        check(&text);
    }
}

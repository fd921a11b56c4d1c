//! A parsed draft: its prose, where every byte of it stands in the file, and how it is laid out.

pub mod table;

use std::sync::Arc;

use toml::de::DeTable;

use crate::calendar::PartialDate;
use crate::lexicon::Lexicon;
use crate::source::{FileId, SourceFile};
use crate::span::Span;
use crate::text::{Token, sentences, tokenize};

/// What a stretch of prose is in the draft's layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6; a bare Title-Case line of plain text has level 2, a title in the front matter level 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list, without its nested items. `depth` counts from 1; all items of one list share its `list` number.
    ListItem { list: u32, depth: u8 },
    /// A cell of a table; `row` 0 is the header.
    TableCell { table: u32, row: u32, column: u32 },
    /// A paragraph inside a block quotation.
    Quotation,
    /// A caption or alternative text of a picture.
    Caption,
    /// The text of a footnote.
    Footnote,
    /// A text field of the front matter that readers see (title, summary, description).
    FrontMatter,
}

/// A stretch of prose that no sentence crosses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Bytes of the prose, without the line breaks around it.
    pub span: Span,
    /// Tokens of the block, as a range of [`Document::tokens`].
    pub tokens: (u32, u32),
}

/// A sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the prose.
    pub span: Span,
    /// Index in [`Document::blocks`].
    pub block: u32,
    /// Tokens of the sentence, as a range of [`Document::tokens`].
    pub tokens: (u32, u32),
}

/// Why some prose is no prose to be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaskKind {
    /// A code span. Code blocks are not in the prose at all.
    Code,
    /// A bare address, e-mail address or file path.
    Url,
}

/// Prose that is kept for reading but is not language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mask {
    /// Bytes of the prose.
    pub span: Span,
    /// Why.
    pub kind: MaskKind,
}

/// What the draft says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Its date, from the front matter.
    pub date: Option<PartialDate>,
    /// Its title, from the front matter.
    pub title: Option<String>,
    /// Its language tag.
    pub language: Option<String>,
    /// Documents that it rests on, from the front matter.
    pub sources: Vec<SourceName>,
}

/// A document that a draft names as its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceName {
    /// As written: relative to the draft's folder.
    pub path: String,
    /// Bytes of the draft's file.
    pub span: Span,
}

/// One piece of an [`OffsetMap`]: `prose_len` bytes of prose come from `source_len` bytes of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// First byte in the prose.
    pub prose: u32,
    /// Bytes of prose.
    pub prose_len: u32,
    /// First byte in the file.
    pub source: u32,
    /// Bytes of the file. Where it equals `prose_len` and `identity` is set, bytes correspond one to one.
    pub source_len: u32,
    /// Whether the prose is a verbatim slice of the file.
    pub identity: bool,
}

/// Sorted pieces from prose offsets to file offsets. Asked by range, never by searching for the text again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    pieces: Vec<Piece>,
}

impl OffsetMap {
    /// Appends a verbatim piece. Neighbours that join without a gap are merged.
    pub fn push_identity(&mut self, prose: usize, source: usize, len: usize) {
        if len == 0 {
            return;
        }
        if let Some(last) = self.pieces.last_mut()
            && last.identity
            && last.prose + last.prose_len == prose as u32
            && last.source + last.source_len == source as u32
        {
            last.prose_len += len as u32;
            last.source_len += len as u32;
            return;
        }
        self.pieces.push(Piece {
            prose: prose as u32,
            prose_len: len as u32,
            source: source as u32,
            source_len: len as u32,
            identity: true,
        });
    }

    /// Appends an opaque piece: an entity, an escape, a soft break, a separator between blocks.
    pub fn push_opaque(&mut self, prose: usize, prose_len: usize, source: Span) {
        if prose_len == 0 {
            return;
        }
        self.pieces.push(Piece {
            prose: prose as u32,
            prose_len: prose_len as u32,
            source: source.start() as u32,
            source_len: source.len() as u32,
            identity: false,
        });
    }

    /// The pieces, sorted by prose offset.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The bytes of the file that the prose `span` comes from.
    ///
    /// A span that begins or ends inside an opaque piece covers that piece whole. An empty span yields an empty one.
    pub fn to_source(&self, span: Span) -> Span {
        if self.pieces.is_empty() {
            return Span::empty(0);
        }
        let start = self.start(span.start());
        if span.is_empty() {
            return Span::empty(start);
        }
        let end = self.end(span.end());
        Span::new(start, end.max(start))
    }

    /// The prose that comes from the bytes `span` of the file, if there is any: words, or as much of them as is prose.
    pub fn to_prose(&self, span: Span) -> Option<Span> {
        let first = self.pieces.partition_point(|piece| (piece.source + piece.source_len) as usize <= span.start());
        let beyond = self.pieces.partition_point(|piece| (piece.source as usize) < span.end());
        let (first, last) = (self.pieces.get(first)?, self.pieces.get(beyond.checked_sub(1)?)?);
        let start = match span.start().checked_sub(first.source as usize) {
            Some(into) if first.identity => first.prose as usize + into,
            _ => first.prose as usize,
        };
        let whole = (last.prose + last.prose_len) as usize;
        let end =
            if last.identity { (last.prose as usize + span.end() - last.source as usize).min(whole) } else { whole };
        (start < end).then(|| Span::new(start, end))
    }

    /// Whether every byte of the prose `span` stands verbatim and in one stretch in the file, so that an edit there is exact.
    pub fn is_verbatim(&self, span: Span) -> bool {
        let piece = self.pieces.get(self.piece(span.start()));
        piece.is_some_and(|piece| piece.identity && span.end() <= (piece.prose + piece.prose_len) as usize)
    }

    fn piece(&self, prose: usize) -> usize {
        self.pieces.partition_point(|piece| piece.prose as usize <= prose).saturating_sub(1)
    }

    fn start(&self, prose: usize) -> usize {
        let piece = &self.pieces[self.piece(prose)];
        let into = prose.saturating_sub(piece.prose as usize);
        if into >= piece.prose_len as usize {
            (piece.source + piece.source_len) as usize
        } else if piece.identity {
            piece.source as usize + into
        } else {
            piece.source as usize
        }
    }

    fn end(&self, prose: usize) -> usize {
        let piece = &self.pieces[self.piece(prose.saturating_sub(1))];
        let into = prose.saturating_sub(piece.prose as usize).min(piece.prose_len as usize);
        if piece.identity { piece.source as usize + into } else { (piece.source + piece.source_len) as usize }
    }
}

/// A parsed draft.
#[derive(Clone, Debug)]
pub struct Document {
    /// The draft's file.
    pub source: Arc<SourceFile>,
    /// The words a reader sees, block after block, a blank line between blocks. Markup, code blocks and templates are not in it.
    pub prose: String,
    /// From the prose to the file.
    pub map: OffsetMap,
    /// Layout, in the order of the prose.
    pub blocks: Vec<Block>,
    /// Sentences, in the order of the prose.
    pub sentences: Vec<Sentence>,
    /// Words, numbers and marks, in the order of the prose.
    pub tokens: Vec<Token>,
    /// Prose that is not language, in order.
    pub masks: Vec<Mask>,
    /// Comments in the markup, in order, each as the bytes of the **file** between its marks: where instructions to factlint stand.
    pub comments: Vec<Span>,
    /// What the draft says of itself.
    pub meta: Metadata,
    /// Settings in its front matter, with the places of keys and values in the file.
    pub settings: Option<DeTable<'static>>,
}

impl Document {
    /// The file that spans of the prose are mapped into.
    pub const FILE: FileId = FileId::DRAFT;

    /// The bytes of the draft that the prose `span` comes from.
    pub fn source_span(&self, span: Span) -> Span {
        self.map.to_source(span)
    }

    /// The prose in `span`.
    pub fn text(&self, span: Span) -> &str {
        &self.prose[span.range()]
    }

    /// The tokens of a block or sentence, given its token range.
    pub fn tokens_in(&self, range: (u32, u32)) -> &[Token] {
        &self.tokens[range.0 as usize..range.1 as usize]
    }

    /// Index of the first token that ends after the prose offset `at`.
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end() <= at)
    }

    /// Index of the block that holds the prose offset `at`.
    pub fn block_at(&self, at: usize) -> usize {
        self.blocks.partition_point(|block| block.span.start() <= at).saturating_sub(1)
    }

    /// Index of the sentence that holds the prose offset `at`.
    pub fn sentence_at(&self, at: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.span.start() <= at).saturating_sub(1)
    }

    /// Whether the prose `span` touches code or an address.
    pub fn is_masked(&self, span: Span) -> bool {
        let next = self.masks.partition_point(|mask| mask.span.end() <= span.start());
        self.masks.get(next).is_some_and(|mask| mask.span.overlaps(span))
    }
}

/// Gathers prose and pieces in the order of the file; what a parser for one format writes into.
///
/// Blocks without a word leave no trace, and places in the file never run backwards.
#[derive(Debug, Default)]
pub struct Builder {
    prose: String,
    map: OffsetMap,
    blocks: Vec<Block>,
    masks: Vec<Mask>,
    comments: Vec<Span>,
    settings: Option<DeTable<'static>>,
    open: Option<Open>,
    /// The end of the last piece in the file.
    reached: usize,
}

/// The block that is being written.
#[derive(Clone, Copy, Debug)]
struct Open {
    kind: BlockKind,
    /// Where its prose begins, once there is some.
    start: Option<usize>,
}

impl Builder {
    /// Opens a block; one that is still open is closed first.
    pub fn open(&mut self, kind: BlockKind) {
        self.close();
        self.open = Some(Open { kind, start: None });
    }

    /// The kind of the open block.
    pub fn kind(&self) -> Option<BlockKind> {
        self.open.map(|open| open.kind)
    }

    /// The prose of the open block so far.
    pub fn written(&self) -> &str {
        self.open.and_then(|open| open.start).map_or("", |start| &self.prose[start..])
    }

    /// Appends a verbatim slice of the file that begins at byte `source`.
    pub fn verbatim(&mut self, text: &str, source: usize) {
        if source < self.reached {
            self.opaque(text, Span::new(source, source + text.len()));
        } else if self.begin(text, source) {
            self.map.push_identity(self.prose.len(), source, text.len());
            self.prose.push_str(text);
            self.reached = source + text.len();
        }
    }

    /// Appends text that stands for other bytes of the file.
    pub fn opaque(&mut self, text: &str, source: Span) {
        let start = source.start().max(self.reached);
        let source = Span::new(start, source.end().max(start));
        if self.begin(text, start) {
            self.map.push_opaque(self.prose.len(), text.len(), source);
            self.prose.push_str(text);
            self.reached = source.end();
        }
    }

    /// Makes room for `text`: writes the blank line between two blocks. False where there is nothing to write, or only
    /// blanks at the start of a block.
    fn begin(&mut self, text: &str, source: usize) -> bool {
        let Some(open) = &mut self.open else { return false };
        if open.start.is_some() {
            return !text.is_empty();
        }
        if text.trim_start().is_empty() {
            return false;
        }
        if !self.prose.is_empty() {
            self.map.push_opaque(self.prose.len(), 2, Span::empty(source));
            self.prose.push_str("\n\n");
        }
        open.start = Some(self.prose.len());
        true
    }

    /// Length of the prose so far, to mark the start of a mask.
    pub fn len(&self) -> usize {
        self.prose.len()
    }

    /// Whether there is no prose yet.
    pub fn is_empty(&self) -> bool {
        self.prose.is_empty()
    }

    /// Marks the prose from byte `start` to the present end as no language. Within the first words of a block, `start` may
    /// lie before the blank line that was written with them.
    pub fn mask(&mut self, kind: MaskKind, start: usize) {
        let Some(first) = self.open.and_then(|open| open.start) else { return };
        let start = start.max(first);
        if start < self.prose.len() {
            self.masks.push(Mask { span: Span::new(start, self.prose.len()), kind });
        }
    }

    /// Notes a comment, as bytes of the file between its marks.
    pub fn comment(&mut self, inside: Span) {
        self.comments.push(inside);
    }

    /// Notes the settings in the front matter.
    pub fn settings(&mut self, table: DeTable<'static>) {
        self.settings = Some(table);
    }

    /// Makes the open block one of another kind, if there is one.
    pub fn set_kind(&mut self, kind: BlockKind) {
        if let Some(open) = &mut self.open {
            open.kind = kind;
        }
    }

    /// Closes the open block; one without any words is dropped.
    pub fn close(&mut self) {
        let Some(Open { kind, start: Some(start) }) = self.open.take() else { return };
        let text = &self.prose[start..];
        let lead = text.len() - text.trim_start().len();
        let span = Span::new(start + lead, start + text.trim_end().len());
        crate::text::addresses::find(&self.prose, span, |address| {
            self.masks.push(Mask { span: address, kind: MaskKind::Url });
        });
        self.blocks.push(Block { kind, span, tokens: (0, 0) });
    }

    /// Cuts tokens and sentences, and is done.
    pub fn finish(mut self, source: Arc<SourceFile>, meta: Metadata, lexicon: &Lexicon) -> Document {
        self.close();
        self.comments.sort_unstable();
        let mut tokens = Vec::with_capacity(self.prose.len() / 5);
        let mut sentences = Vec::new();
        for (index, block) in self.blocks.iter_mut().enumerate() {
            let first = tokens.len();
            tokenize(&self.prose, block.span, &mut tokens);
            block.tokens = (first as u32, tokens.len() as u32);
            sentences::split(&self.prose, &tokens[first..], lexicon, |from, to| {
                let (from, to) = (first + from, first + to);
                sentences.push(Sentence {
                    span: tokens[from].span.to(tokens[to - 1].span),
                    block: index as u32,
                    tokens: (from as u32, to as u32),
                });
            });
        }
        Document {
            source,
            prose: self.prose,
            map: self.map,
            blocks: self.blocks,
            sentences,
            tokens,
            masks: in_order(self.masks),
            comments: self.comments,
            settings: self.settings,
            meta,
        }
    }
}

/// Masks sorted, with those left out that begin inside another: an address inside code is code.
fn in_order(mut masks: Vec<Mask>) -> Vec<Mask> {
    masks.sort_by_key(|mask| (mask.span.start(), std::cmp::Reverse(mask.span.end())));
    let mut reached = 0;
    masks.retain(|mask| {
        let apart = mask.span.start() >= reached;
        reached = reached.max(mask.span.end());
        apart
    });
    masks
}

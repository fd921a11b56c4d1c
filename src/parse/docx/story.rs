//! A part that holds paragraphs, the body or the notes, read as it would be if every tracked change were accepted.

use super::styles::{Role, Styles, heading};
use super::xml::{self, Element, Event, Space};
use crate::document::BlockKind;
use crate::parse::elements::{self, Raised};
use crate::parse::unreadable::Cause;
use crate::span::Span;

/// A paragraph with words in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Paragraph {
    pub kind: BlockKind,
    /// Its words; a line break within it is a blank.
    pub text: String,
    /// Bytes of `text` that are line breaks.
    pub breaks: Vec<usize>,
    /// Bytes of `text` that are code.
    pub code: Vec<Span>,
}

/// Lists and tables are numbered through all parts of a document.
#[derive(Debug, Default)]
pub struct Numbers {
    lists: u32,
    tables: u32,
}

/// Reads a part. `notes` says that its paragraphs are those of notes.
pub fn read(
    part: &str,
    text: &str,
    notes: bool,
    styles: &Styles,
    numbers: &mut Numbers,
) -> Result<Vec<Paragraph>, Cause> {
    let mut reader = Reader {
        styles,
        numbers,
        notes,
        done: Vec::new(),
        open: Vec::new(),
        runs: Vec::new(),
        grids: Vec::new(),
        controls: Vec::new(),
        properties: None,
        text: None,
        skipped: 0,
        carried: None,
        lists: Vec::new(),
    };
    xml::read(part, text, |event| reader.event(event))?;
    Ok(reader.finish())
}

/// A paragraph that is being read.
#[derive(Debug, Default)]
struct Open {
    text: String,
    breaks: Vec<usize>,
    code: Vec<Span>,
    style: Option<String>,
    outline: Option<u8>,
    /// The list it says it is in, and the level there.
    list: Option<String>,
    level: Option<u8>,
    /// Whether its end was deleted, so that the next one goes on with it.
    runs_on: bool,
    /// Paragraphs of text boxes that are anchored in it.
    boxes: Vec<Paragraph>,
}

/// The formatting of a run that matters.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    hidden: bool,
    raised: bool,
    code: bool,
}

/// Whose properties are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Properties {
    Paragraph,
    /// Of the mark at a paragraph's end.
    Mark,
    Run,
    Row,
}

/// Where the reader is in a table.
#[derive(Debug)]
struct Grid {
    number: u32,
    row: u32,
    column: u32,
    /// Columns that the present cell takes.
    width: u32,
    /// Whether the present row was deleted.
    deleted: bool,
}

/// The text of one `t`.
#[derive(Debug)]
struct Text {
    written: String,
    keeps_blanks: bool,
}

struct Reader<'a> {
    styles: &'a Styles,
    numbers: &'a mut Numbers,
    notes: bool,
    done: Vec<Paragraph>,
    open: Vec<Open>,
    runs: Vec<Run>,
    grids: Vec<Grid>,
    /// For each content control, whether it shows words that ask to be replaced.
    controls: Vec<bool>,
    properties: Option<Properties>,
    text: Option<Text>,
    /// Elements open since one that is passed over.
    skipped: usize,
    /// Words of a paragraph whose end was deleted.
    carried: Option<Open>,
    /// The lists that the last paragraph was in, outermost first: each with its number.
    lists: Vec<(String, u32)>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(element) if self.skipped > 0 || self.is_skipped(&element) => self.skipped += 1,
            Event::End(..) if self.skipped > 0 => self.skipped -= 1,
            Event::Start(element) if element.space == Space::Word => self.start(&element),
            Event::End(Space::Word, name) => self.end(name),
            Event::Text(text) if self.skipped == 0 => {
                if let Some(open) = &mut self.text {
                    open.written.push_str(&text);
                }
            }
            _ => {}
        }
    }

    /// Whether what is in an element is no prose: what was deleted or moved away, codes of fields, properties as they were before
    /// a tracked change, alternatives for older programs, the rules between text and notes.
    fn is_skipped(&self, element: &Element) -> bool {
        match (element.space, element.name) {
            (Space::Word, "del" | "moveFrom") => self.properties.is_none(),
            (Space::Word, "delText" | "instrText" | "delInstrText") => true,
            (Space::Word, name) if name.ends_with("Change") => true,
            (Space::Word, "footnote" | "endnote") => element.attribute("type").is_some_and(|kind| kind != "normal"),
            (Space::Word, "sdtContent") => self.controls.last() == Some(&true),
            (Space::Compatibility, "Fallback") => true,
            _ => false,
        }
    }

    fn start(&mut self, element: &Element) {
        match element.name {
            "p" => {
                let carried = self.carried.take().unwrap_or_default();
                let Open { text, breaks, code, boxes, .. } = carried;
                self.open.push(Open { text, breaks, code, boxes, ..Open::default() });
            }
            "pPr" => self.properties = Some(Properties::Paragraph),
            "trPr" => self.properties = Some(Properties::Row),
            "rPr" => {
                let mark = self.properties == Some(Properties::Paragraph);
                self.properties = Some(if mark { Properties::Mark } else { Properties::Run });
            }
            "r" => self.runs.push(Run::default()),
            "tbl" => {
                self.numbers.tables += 1;
                let number = self.numbers.tables;
                self.grids.push(Grid { number, row: 0, column: 0, width: 1, deleted: false });
            }
            "tr" => {
                if let Some(grid) = self.grids.last_mut() {
                    (grid.column, grid.deleted) = (0, false);
                }
            }
            "sdt" => self.controls.push(false),
            "showingPlcHdr" => {
                if let Some(control) = self.controls.last_mut() {
                    *control = element.is_on();
                }
            }
            "gridSpan" => {
                let width = element.attribute("val").and_then(|width| width.parse().ok()).unwrap_or(1);
                if let Some(grid) = self.grids.last_mut() {
                    grid.width = width;
                }
            }
            _ if self.properties.is_some() => self.property(element),
            _ if !self.runs.is_empty() => self.part_of_run(element),
            _ => {}
        }
    }

    fn property(&mut self, element: &Element) {
        let value = || element.attribute("val");
        match (self.properties, element.name) {
            (Some(Properties::Row), "del") => {
                if let Some(grid) = self.grids.last_mut() {
                    grid.deleted = true;
                }
            }
            (Some(Properties::Run), name) => {
                let Some(run) = self.runs.last_mut() else { return };
                match name {
                    "vanish" | "strike" | "dstrike" => run.hidden |= element.is_on(),
                    "vertAlign" => run.raised = value().as_deref() == Some("superscript"),
                    "rStyle" => run.code = value().is_some_and(|style| self.styles.is_code(&style)),
                    _ => {}
                }
            }
            (Some(properties), name) => {
                let Some(open) = self.open.last_mut() else { return };
                match name {
                    "del" | "moveFrom" if properties == Properties::Mark => open.runs_on = true,
                    "pStyle" => open.style = value(),
                    "outlineLvl" => open.outline = value().and_then(|level| level.parse().ok()),
                    "numId" => open.list = value(),
                    "ilvl" => open.level = value().and_then(|level| level.parse().ok()),
                    _ => {}
                }
            }
            (None, _) => {}
        }
    }

    /// What stands in a run: text, and elements for characters.
    fn part_of_run(&mut self, element: &Element) {
        match element.name {
            "t" => {
                let keeps_blanks = element.attribute("space").as_deref() == Some("preserve");
                self.text = Some(Text { written: String::new(), keeps_blanks });
            }
            "tab" | "ptab" => self.write("\t"),
            "noBreakHyphen" => self.write("-"),
            "br" | "cr" => self.line_break(matches!(element.attribute("type").as_deref(), Some("page" | "column"))),
            _ => {}
        }
    }

    fn write(&mut self, words: &str) {
        let run = self.runs.last().copied().unwrap_or_default();
        let Some(open) = self.open.last_mut().filter(|_| !run.hidden) else { return };
        if run.raised {
            match elements::raised(&open.text, &format!("{words}<")) {
                Raised::Note => return,
                Raised::Power => open.text.push('^'),
                Raised::Part => {}
            }
        }
        let start = open.text.len();
        // One paragraph is one line of the extracted text.
        open.text.extend(words.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        if run.code {
            open.code.push(Span::new(start, open.text.len()));
        }
    }

    /// Two line breaks in a row end a paragraph, and so does the end of a page.
    fn line_break(&mut self, of_page: bool) {
        if self.runs.last().is_some_and(|run| run.hidden) {
            return;
        }
        let Some(mut open) = self.open.pop() else { return };
        let words = open.text.trim_end_matches(' ').len();
        if of_page || open.breaks.last().is_some_and(|&last| last >= words) {
            let next = Open {
                style: open.style.clone(),
                outline: open.outline,
                list: open.list.clone(),
                level: open.level,
                ..Open::default()
            };
            self.finish_paragraph(open);
            self.open.push(next);
            return;
        }
        if words > 0 {
            open.breaks.push(open.text.len());
            open.text.push(' ');
        }
        self.open.push(open);
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => {
                if let Some(Text { written, keeps_blanks }) = self.text.take() {
                    self.write(if keeps_blanks { &written } else { written.trim_ascii() });
                }
            }
            "r" => {
                self.runs.pop();
            }
            "rPr" => {
                let mark = self.properties == Some(Properties::Mark);
                self.properties = mark.then_some(Properties::Paragraph);
            }
            "pPr" | "trPr" => self.properties = None,
            "p" => self.end_paragraph(),
            "tbl" => {
                self.grids.pop();
            }
            "tr" => {
                if let Some(grid) = self.grids.last_mut() {
                    (grid.row, grid.deleted) = (grid.row + 1, false);
                }
            }
            "tc" => {
                if let Some(grid) = self.grids.last_mut() {
                    (grid.column, grid.width) = (grid.column.saturating_add(grid.width), 1);
                }
            }
            "sdt" => {
                self.controls.pop();
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        match self.open.pop() {
            Some(open) if open.runs_on => self.carried = Some(open),
            Some(open) => self.finish_paragraph(open),
            None => {}
        }
    }

    /// Puts a paragraph where it belongs, unless it has no words.
    fn finish_paragraph(&mut self, mut open: Open) {
        let boxes = std::mem::take(&mut open.boxes);
        let deleted = self.grids.last().is_some_and(|grid| grid.deleted);
        let empty = open.text.trim().is_empty();
        let kind = if empty || deleted { None } else { self.kind(&open) };
        let paragraph = kind.map(|kind| Paragraph { kind, text: open.text, breaks: open.breaks, code: open.code });
        // Text boxes come after the paragraph that they are anchored in.
        let target = self.open.last_mut().map_or(&mut self.done, |outer| &mut outer.boxes);
        target.extend(paragraph.into_iter().chain(boxes));
    }

    /// What a paragraph is; `None` where it is no prose.
    fn kind(&mut self, open: &Open) -> Option<BlockKind> {
        let role = open.style.as_deref().and_then(|style| self.styles.role(style));
        let role = open.outline.and_then(heading).map(Role::Block).or(role);
        let kind = match role {
            Some(Role::Code | Role::Contents) => return None,
            _ if self.notes => BlockKind::Footnote,
            Some(Role::Block(kind)) => kind,
            None => BlockKind::Paragraph,
        };
        if let Some(&Grid { number, row, column, .. }) = self.grids.last() {
            return Some(BlockKind::TableCell { table: number, row, column });
        }
        if kind != BlockKind::Paragraph {
            self.lists.clear();
            return Some(kind);
        }
        Some(self.list_item(open).unwrap_or(kind))
    }

    /// The item of a list that a paragraph is, by itself or by its style.
    fn list_item(&mut self, open: &Open) -> Option<BlockKind> {
        let by_style = open.style.as_deref().and_then(|style| self.styles.list(style));
        let (by_style, style_level) = by_style.unwrap_or_default();
        let list = open.list.clone().unwrap_or(by_style);
        // The list "0" takes a paragraph out of the list that its style puts it into.
        if list.is_empty() || list == "0" {
            self.lists.clear();
            return None;
        }
        let depth = usize::from(open.level.unwrap_or(style_level).min(8)) + 1;
        self.lists.truncate(depth);
        if self.lists.last().is_some_and(|(id, _)| self.lists.len() == depth && *id != list) {
            self.lists.pop();
        }
        while self.lists.len() < depth {
            self.numbers.lists += 1;
            self.lists.push((list.clone(), self.numbers.lists));
        }
        let number = self.lists.last().map_or(0, |(_, number)| *number);
        Some(BlockKind::ListItem { list: number, depth: depth as u8 })
    }

    fn finish(mut self) -> Vec<Paragraph> {
        if let Some(open) = self.carried.take() {
            self.finish_paragraph(open);
        }
        self.done
    }
}

//! Completion in fact files: what may stand where the cursor is.

use lsp_types::{CompletionItem, CompletionItemKind, CompletionTextEdit, TextEdit};

use crate::analyze::Evidence;
use crate::checks;
use crate::facts::{FactBase, Place, TABLES};
use crate::lsp::place::Encoding;
use crate::settings::options::{Declared, Kind};
use crate::source::SourceFile;
use crate::span::Span;

/// Where in a TOML text the cursor stands.
#[derive(Debug, PartialEq, Eq)]
enum Spot {
    /// In a header, after its bracket.
    Header { typed: Span },
    /// In a string, or where one may begin, that is a value of `key`. `typed` is what stands of it, `open` whether in quotation marks.
    Value { key: String, typed: Span, open: bool },
    /// Anywhere else.
    Other,
}

/// What may stand at the byte `offset`.
pub fn complete(file: &SourceFile, offset: usize, evidence: &Evidence, encoding: Encoding) -> Vec<CompletionItem> {
    let offer = |typed: Span, text: String, label: String, detail: Option<String>, kind| CompletionItem {
        filter_text: Some(text.clone()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range: encoding.range(file, typed), new_text: text })),
        kind: Some(kind),
        label,
        detail,
        ..CompletionItem::default()
    };
    match spot(file.text(), offset) {
        Spot::Header { typed } => TABLES
            .iter()
            .map(|table| offer(typed, format!("{table}."), (*table).to_owned(), None, CompletionItemKind::MODULE))
            .collect(),
        Spot::Value { key, typed, open } => known(&key, evidence)
            .into_iter()
            .map(|(id, detail)| {
                let text = if open { id.clone() } else { format!("\"{id}\"") };
                offer(typed, text, id, detail, CompletionItemKind::VALUE)
            })
            .collect(),
        Spot::Other => Vec::new(),
    }
}

/// Where the id under the cursor is defined.
pub fn definition(file: &SourceFile, offset: usize, facts: &FactBase) -> Option<Place> {
    let Spot::Value { key, typed, open: true } = spot(file.text(), offset) else { return None };
    let rest = &file.text()[typed.start()..];
    let id = &rest[..rest.find(['"', '\'', '\n']).unwrap_or(rest.len())];
    if key == "source" {
        return facts.sources.iter().find(|source| source.id == id).map(|source| source.place);
    }
    facts.entities.iter().find(|entity| entity.id == id).map(|entity| entity.place)
}

/// The values that a key may have and that are known, each with what it is.
fn known(key: &str, evidence: &Evidence) -> Vec<(String, Option<String>)> {
    let facts = &evidence.facts;
    match key {
        "subject" | "speaker" | "of" | "part_of" | "according_to" => {
            let entities = facts.entities.iter();
            entities.map(|entity| (entity.id.clone(), Some(entity.name.value.clone()))).collect()
        }
        "measure" => {
            let measures = evidence.lexicon.claims.measures.iter();
            measures.map(|measure| (measure.name.clone(), Some(cues(&measure.cues)))).collect()
        }
        "source" => {
            let sources = facts.sources.iter();
            sources.map(|source| (source.id.clone(), Some(source.citation.title.clone()))).collect()
        }
        "bound" => words(&["max", "min"]),
        "tolerance" => words(&["exact", "rounded"]),
        "scope" => words(&["code"]),
        "fail_on" => words(&["error", "warning", "note", "never"]),
        "currency" => evidence.lexicon.numbers.currencies().map(|code| (code.to_owned(), None)).collect(),
        "check" => evidence.names().into_iter().map(|name| (name.to_owned(), None)).collect(),
        // Under `[levels]`.
        name if evidence.names().contains(&name) => words(&["off", "note", "warning", "error"]),
        option => match checks::OPTIONS.iter().copied().flatten().find(|declared| declared.key == option) {
            Some(Declared { kind: Kind::Some(known), .. }) => words(known),
            _ => Vec::new(),
        },
    }
}

fn words(words: &[&str]) -> Vec<(String, Option<String>)> {
    words.iter().map(|word| ((*word).to_owned(), None)).collect()
}

/// How many cue words of a measure are shown with it.
const CUES: usize = 5;

fn cues(cues: &[String]) -> String {
    cues.iter().take(CUES).map(|cue| cue.replace('=', "")).collect::<Vec<_>>().join(", ")
}

/// Reads the text from the last header before the cursor up to the cursor. Strings of several lines hold prose and nothing that is
/// completed, so that a line that looks like a header is taken for one.
fn spot(text: &str, offset: usize) -> Spot {
    let before = &text[..offset];
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let indent = before[line..].len() - before[line..].trim_start().len();
    if let Some(inside) = before[line + indent..].strip_prefix('[')
        && !inside.contains(['"', '\'', ']', ',', '.'])
    {
        return Spot::Header { typed: Span::new(offset - inside.trim_start_matches('[').len(), offset) };
    }
    let start = before[..line].rfind("\n[").map_or(0, |at| at + 1);
    let mut reader = Reader::default();
    for (at, c) in before[start..].char_indices() {
        reader.read(c, start + at);
    }
    match (reader.key, reader.string) {
        (Some(key), Some((_, from))) => Spot::Value { key, typed: Span::new(from, offset), open: true },
        (Some(key), None) if reader.wants_value => Spot::Value { key, typed: Span::empty(offset), open: false },
        _ => Spot::Other,
    }
}

/// Knows, character by character, which key's value is being read.
#[derive(Default)]
struct Reader {
    key: Option<String>,
    /// The quotation mark of the string that is open, and the byte where it begins.
    string: Option<(char, usize)>,
    escaped: bool,
    comment: bool,
    /// The last bare or quoted word.
    word: String,
    word_ended: bool,
    /// Whether a value may begin here.
    wants_value: bool,
    /// Brackets that are open in a value.
    depth: u32,
}

impl Reader {
    fn read(&mut self, c: char, at: usize) {
        if let Some((mark, _)) = self.string {
            match c {
                _ if self.escaped => self.escaped = false,
                '\\' if mark == '"' => self.escaped = true,
                c if c == mark => self.string = None,
                '\n' => self.string = None,
                c => self.word.push(c),
            }
            return;
        }
        match c {
            '\n' => {
                self.comment = false;
                if self.depth == 0 {
                    self.key = None;
                    self.wants_value = false;
                }
                self.word_ended = true;
            }
            _ if self.comment => {}
            '#' => self.comment = true,
            '"' | '\'' => {
                self.string = Some((c, at + 1));
                self.word.clear();
                self.word_ended = true;
                self.wants_value = false;
            }
            '=' => {
                self.key = Some(std::mem::take(&mut self.word));
                self.wants_value = true;
            }
            '[' | '{' => {
                self.depth += 1;
                self.wants_value = c == '[';
            }
            ']' | '}' => {
                self.depth = self.depth.saturating_sub(1);
                self.wants_value = false;
            }
            ',' => self.wants_value = true,
            c if c.is_whitespace() => self.word_ended = true,
            c => {
                if std::mem::take(&mut self.word_ended) {
                    self.word.clear();
                }
                self.word.push(c);
                self.wants_value = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The spot at the bar in a text.
    fn at_bar(marked: &str) -> Spot {
        let offset = marked.find('|').expect("a bar");
        spot(&marked.replacen('|', "", 1), offset)
    }

    fn value(key: &str, typed: (usize, usize), open: bool) -> Spot {
        Spot::Value { key: key.to_owned(), typed: Span::new(typed.0, typed.1), open }
    }

    #[test]
    fn the_key_whose_value_is_written_is_known() {
        for (marked, wanted) in [
            ("subject = \"ser|", value("subject", (11, 14), true)),
            ("subject = |", value("subject", (10, 10), false)),
            ("subject = [\"china\", \"s|\"]", value("subject", (21, 22), true)),
            ("subject = [\n  \"china\",\n  \"|", value("subject", (26, 26), true)),
            ("titles = [{ title = \"Mayor\", of = \"|", value("of", (35, 35), true)),
            ("a = 1 # subject = \"\nmeasure = \"|", value("measure", (31, 31), true)),
            ("[figure.x]\nmeasure = \"|\"", value("measure", (22, 22), true)),
            ("a = \"x \\\" y\"\nsource = '|", value("source", (23, 23), true)),
        ] {
            assert_eq!(at_bar(marked), wanted, "{marked}");
        }
    }

    #[test]
    fn where_no_value_stands_none_is_offered() {
        for marked in ["# subject = |", "subject = \"x\"\n|", "subject = \"x\" |", "sub|", "[figure.x|", "value = 1|6"]
        {
            assert_eq!(at_bar(marked), Spot::Other, "{marked}");
        }
        assert_eq!(at_bar("x = 1\n[fi|"), Spot::Header { typed: Span::new(7, 9) });
    }
}

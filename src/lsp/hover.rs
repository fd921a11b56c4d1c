//! What is said of a claim under the cursor.

use crate::claim::{Judgement, Verdict};
use crate::diagnostic::Citation;
use crate::document::Document;
use crate::facts::FactBase;
use crate::source::Sources;

/// How the client shows text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    Markdown,
    Plain,
}

/// What a claim is told from.
pub struct Claim<'a> {
    pub judgement: &'a Judgement,
    pub document: &'a Document,
    pub facts: &'a FactBase,
    pub sources: &'a Sources,
    /// The address of the fact, where it lies in a file.
    pub address: Option<String>,
}

impl Markup {
    /// Verdict, fact and source of a claim.
    pub fn tell(self, claim: &Claim) -> String {
        let judgement = claim.judgement;
        let mut lines = vec![self.verdict(judgement, claim.document.text(judgement.span))];
        if let Some(evidence) = &judgement.evidence {
            let file = claim.sources.get(evidence.place.file);
            let written = file.text().get(evidence.place.span.range()).unwrap_or_default();
            let recorded = judgement.reading.recorded.as_deref().unwrap_or(written);
            lines.push(format!("recorded: {} ({})", self.plain(recorded), self.code(&evidence.key)));
            let line = file.position(evidence.place.span.start()).line;
            let place = format!("{}:{line}", file.name());
            lines.push(match &claim.address {
                Some(address) => self.link(&place, &format!("{address}#L{line}")),
                None => self.plain(&place),
            });
            if let Some(head) = evidence.head(claim.facts) {
                lines.extend(head.sources.iter().map(|source| self.citation(source)));
                lines.extend(head.as_of.map(|date| format!("as of {date}")));
                lines.extend(head.note.as_deref().map(|note| self.plain(note)));
                lines.extend(head.provisional.then(|| "provisional: it may still change".to_owned()));
                lines.extend(head.unconfirmed.then(|| "unconfirmed: checked by nobody".to_owned()));
            }
        }
        lines.extend(judgement.reading.remarks.iter().map(|remark| self.plain(remark)));
        lines.extend(self.cues(judgement, claim.document));
        lines.join(match self {
            Markup::Markdown => "  \n",
            Markup::Plain => "\n",
        })
    }

    fn verdict(self, judgement: &Judgement, words: &str) -> String {
        let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let reason = match judgement.verdict {
            Verdict::NotEnoughInfo(reason) => format!(": {}", reason.plain()),
            Verdict::Supported | Verdict::Refuted => String::new(),
        };
        let verdict = judgement.verdict.plain();
        let verdict = if self == Markup::Markdown { format!("**{verdict}**") } else { verdict.to_owned() };
        let label = match judgement.reading.label.as_str() {
            "" => judgement.kind.word().to_owned(),
            label => format!("{}, {}", judgement.kind.word(), self.plain(label)),
        };
        format!("{verdict}{reason} · {label}: “{}”", self.plain(&words))
    }

    fn cues(self, judgement: &Judgement, document: &Document) -> Option<String> {
        let cues: Vec<String> = judgement
            .reading
            .cues
            .iter()
            .map(|(span, meaning)| format!("“{}” = {}", self.plain(document.text(*span)), self.plain(meaning)))
            .collect();
        (!cues.is_empty()).then(|| format!("read as: {}", cues.join(", ")))
    }

    /// Title and place of a source, its address, its dates.
    fn citation(self, citation: &Citation) -> String {
        let title = match (&citation.title, &citation.url) {
            (title, Some(url)) if title.is_empty() => self.link(url, url),
            (title, Some(url)) => self.link(title, url),
            (title, None) => self.plain(title),
        };
        let mut parts = vec![format!("source: {title}")];
        parts.extend(citation.locator.as_deref().map(|locator| self.plain(locator)));
        parts.extend(citation.date.as_deref().map(|date| self.plain(date)));
        parts.extend(citation.checked.as_deref().map(|date| format!("checked {}", self.plain(date))));
        parts.extend(citation.by.as_deref().map(|by| format!("by {}", self.plain(by))));
        parts.join(" · ")
    }

    fn code(self, text: &str) -> String {
        if self == Markup::Markdown { format!("`{text}`") } else { text.to_owned() }
    }

    fn link(self, text: &str, address: &str) -> String {
        match self {
            Markup::Plain if text == address => text.to_owned(),
            Markup::Plain => format!("{text} <{address}>"),
            Markup::Markdown => {
                let address: String = address
                    .chars()
                    .map(|c| match c {
                        ' ' | '(' | ')' | '<' | '>' => format!("%{:02X}", c as u32),
                        c => c.to_string(),
                    })
                    .collect();
                format!("[{}]({address})", self.plain(text))
            }
        }
    }

    /// Text that means nothing but itself, on one line.
    fn plain(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if self == Markup::Markdown
                && matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&')
            {
                out.push('\\');
            }
            out.push(if c.is_control() { ' ' } else { c });
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_fact_are_no_markup() {
        assert_eq!(Markup::Markdown.plain("*16* <b>\n[x](y)"), "\\*16\\* \\<b\\> \\[x\\](y)");
        assert_eq!(Markup::Plain.plain("*16*"), "*16*");
        assert_eq!(Markup::Markdown.link("a_b", "https://example.org/(x)"), "[a\\_b](https://example.org/%28x%29)");
    }

    #[test]
    fn a_source_is_told_with_all_that_is_written_down_of_it() {
        let citation = Citation {
            title: "Court filing".to_owned(),
            url: Some("https://example.org/filing".to_owned()),
            locator: Some("p. 3".to_owned()),
            checked: Some("2025-10-13".to_owned()),
            ..Citation::default()
        };
        assert_eq!(
            Markup::Plain.citation(&citation),
            "source: Court filing <https://example.org/filing> · p. 3 · checked 2025-10-13"
        );
    }
}

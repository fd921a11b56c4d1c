//! Counts over a run, and the line that tells them.

use crate::claim::{Judgement, Reason, Verdict};
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::render::Look;

/// What was counted in some drafts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Drafts that were judged.
    pub files: usize,
    /// Drafts and folders that could not be read.
    pub unread: usize,
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    pub supported: usize,
    pub refuted: usize,
    pub not_enough_info: usize,
    /// Findings that a baseline lets stand.
    pub known: usize,
    /// Those of `not_enough_info` that want a date.
    pub without_date: usize,
}

impl Tally {
    /// Counts findings.
    pub fn findings(&mut self, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => self.notes += 1,
            }
        }
    }

    /// Counts claims.
    pub fn claims(&mut self, judgements: &[Judgement]) {
        for judgement in judgements {
            match judgement.verdict {
                Verdict::Supported => self.supported += 1,
                // What is too unsure to be reported is not said to differ.
                Verdict::Refuted if judgement.confidence == Confidence::Low => self.not_enough_info += 1,
                Verdict::Refuted => self.refuted += 1,
                Verdict::NotEnoughInfo(reason) => {
                    self.not_enough_info += 1;
                    self.without_date += usize::from(reason == Reason::NoDate);
                }
            }
        }
    }

    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: &Tally) {
        self.files += other.files;
        self.unread += other.unread;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
        self.known += other.known;
        self.supported += other.supported;
        self.refuted += other.refuted;
        self.not_enough_info += other.not_enough_info;
        self.without_date += other.without_date;
    }

    /// `2 errors, 1 warning, 3 notes (--notes) in 3 drafts · 31 claims: …`, and what would let more be judged.
    pub fn summary(&self, look: &Look, notes_shown: bool) -> String {
        let mut found = Vec::new();
        if self.errors > 0 {
            found.push(look.paint(Severity::Error, &count(self.errors, "error")));
        }
        if self.warnings > 0 {
            found.push(look.paint(Severity::Warning, &count(self.warnings, "warning")));
        }
        if self.notes > 0 {
            let hidden = if notes_shown { "" } else { " (--notes)" };
            found.push(look.paint(Severity::Note, &format!("{}{hidden}", count(self.notes, "note"))));
        }
        let found = if found.is_empty() { "no findings".to_owned() } else { found.join(", ") };
        let unread = if self.unread > 0 { format!(", {} not read", self.unread) } else { String::new() };
        let known = if self.known > 0 { format!(", {} more in the baseline", self.known) } else { String::new() };
        let claims = self.claims_line().map(|claims| format!(" · {claims}")).unwrap_or_default();
        let rest = look.line(&format!(" in {}{unread}{known}{claims}", count(self.files, "draft")));
        let mut out = format!("{found}{rest}\n");
        if self.without_date > 0 {
            let hint =
                "a draft's date settles what is “without a date”: `date:` in its front matter, or --date YYYY-MM-DD";
            out.push_str(&look.dim(&look.line(hint)));
            out.push('\n');
        }
        out
    }

    fn claims_line(&self) -> Option<String> {
        let all = self.supported + self.refuted + self.not_enough_info;
        let undated =
            if self.without_date > 0 { format!(" ({} without a date)", self.without_date) } else { String::new() };
        let (agree, differ, open) = (self.supported, self.refuted, self.not_enough_info);
        let line = format!("{}: {agree} agree, {differ} differ, {open} not checked{undated}", count(all, "claim"));
        (all > 0).then_some(line)
    }
}

/// "1 draft", "2 drafts".
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_reads_as_specified() {
        let tally = Tally {
            files: 3,
            errors: 2,
            warnings: 1,
            notes: 3,
            supported: 22,
            refuted: 2,
            not_enough_info: 7,
            without_date: 4,
            ..Tally::default()
        };
        let summary = tally.summary(&Look::new(false, false, false), false);
        let line = "2 errors, 1 warning, 3 notes (--notes) in 3 drafts · 31 claims: 22 agree, 2 differ, 7 not checked \
                    (4 without a date)";
        assert_eq!(summary.lines().next(), Some(line));
        assert_eq!(summary.lines().count(), 2);
    }

    #[test]
    fn nothing_found_is_said() {
        let plain = Look::new(false, true, false);
        assert_eq!(Tally { files: 1, ..Tally::default() }.summary(&plain, false), "no findings in 1 draft\n");
        let tally = Tally { files: 1, unread: 1, notes: 1, supported: 1, ..Tally::default() };
        assert_eq!(
            tally.summary(&plain, true),
            "1 note in 1 draft, 1 not read - 1 claim: 1 agree, 0 differ, 0 not checked\n"
        );
    }
}

//! What holds for findings that are made when all drafts have been judged: levels and ignores of one draft, without the draft.

use crate::check::Check;
use crate::checks::{self, unused_ignore};
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::settings::Settings;
use crate::suppress::{Cover, Row, level, unused};

/// How loud such findings are in one draft, and which of them are let stand. Its size grows with the draft's instructions.
#[derive(Clone, Debug, Default)]
pub struct Later {
    /// The checks that are on, by their names.
    severities: Vec<(&'static str, Severity)>,
    /// How loud an ignore is that hides nothing.
    unused: Option<Severity>,
    cover: Cover,
}

/// Whether a check runs when all drafts have been judged.
pub(super) fn is_across(name: &str) -> bool {
    checks::ACROSS.iter().any(|check| check.name == name)
}

impl Later {
    pub(super) fn new(settings: &Settings, rows: Vec<Row>) -> Self {
        let shown = settings.min_confidence <= Confidence::Medium;
        let severity = |check: &Check| level(check, settings).severity().filter(|_| shown);
        // Another draft is another context: these findings are never errors.
        let loud = |check: &&'static Check| Some((check.name, severity(check)?.min(Severity::Warning)));
        let severities = checks::ACROSS.iter().filter_map(loud).collect();
        Self { severities, unused: severity(&unused_ignore::CHECK), cover: Cover::new(rows) }
    }

    /// Whether the draft has instructions about such findings.
    pub fn has_ignores(&self) -> bool {
        !self.cover.rows.is_empty()
    }

    /// Of all such findings in the draft those that are shown, each as loud as it is to be, and the ignores that hide none.
    pub fn apply(&mut self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let severity = |name: &str| self.severities.iter().find(|(check, _)| *check == name).map(|(_, loud)| *loud);
        found.retain_mut(|finding| match severity(&finding.check) {
            Some(loud) => {
                finding.severity = loud;
                !self.cover.hides(finding)
            }
            None => false,
        });
        if let Some(loud) = self.unused {
            let rows =
                self.cover.rows.iter().filter(|row| row.is_checked && !row.used && severity(&row.check).is_some());
            found.extend(rows.map(|row| unused(row).severity(loud)));
        }
        found.sort_by(|one, other| one.order().cmp(&other.order()));
        found
    }
}

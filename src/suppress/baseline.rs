//! A baseline: findings that were there when factlint came, and are let stand until somebody looks at them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// Fingerprints of findings by draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    version: u32,
    /// The options that decided what was looked for when it was written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    options: Vec<String>,
    drafts: BTreeMap<String, BTreeSet<String>>,
}

/// The version of the file.
const VERSION: u32 = 1;

impl Default for Baseline {
    fn default() -> Self {
        Self { version: VERSION, options: Vec::new(), drafts: BTreeMap::new() }
    }
}

impl Baseline {
    /// An empty one, written with these options.
    pub fn new(options: Vec<String>) -> Self {
        Self { options, ..Self::default() }
    }

    /// Reads a baseline, or says why it is none.
    pub fn parse(text: &str) -> Result<Self, String> {
        let baseline: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if baseline.version != VERSION {
            return Err(format!("version {} is not known, only {VERSION}", baseline.version));
        }
        Ok(baseline)
    }

    /// Whether a finding of the draft is in it.
    pub fn holds(&self, draft: &str, fingerprint: &str) -> bool {
        self.drafts.get(draft).is_some_and(|known| known.contains(fingerprint))
    }

    /// Whether it was written with these options. With others a finding may be missing because nobody looked for it.
    pub fn was_written_with(&self, options: &[String]) -> bool {
        self.options == options
    }

    /// How many findings of the draft it holds besides those in `found`.
    pub fn gone(&self, draft: &str, found: &BTreeSet<String>) -> usize {
        self.drafts.get(draft).map_or(0, |known| known.difference(found).count())
    }

    /// Adds findings of a draft.
    pub fn add(&mut self, draft: String, fingerprints: Vec<String>) {
        if !fingerprints.is_empty() {
            self.drafts.entry(draft).or_default().extend(fingerprints);
        }
    }

    /// The file, a finding a line, so that a change of it reads well.
    pub fn write(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_gone_is_counted_in_the_draft_alone() {
        let mut baseline = Baseline::new(vec!["--across".into()]);
        baseline.add("a.md".into(), vec!["1".into(), "2".into(), "3".into()]);
        baseline.add("b.md".into(), vec!["4".into()]);
        let found = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<BTreeSet<_>>();
        for (draft, names, gone) in [
            ("a.md", &[][..], 3),
            ("a.md", &["2"], 2),
            ("a.md", &["1", "2", "3"], 0),
            ("a.md", &["1", "2", "3", "5"], 0),
            ("a.md", &["4"], 3),
            ("b.md", &["4"], 0),
            ("c.md", &[], 0),
        ] {
            assert_eq!(baseline.gone(draft, &found(names)), gone, "{draft} {names:?}");
        }
        let read = Baseline::parse(&baseline.write()).expect("what was written");
        assert!(read.was_written_with(&["--across".into()]) && !read.was_written_with(&[]));
    }

    #[test]
    fn what_is_written_is_read() {
        let mut baseline = Baseline::default();
        baseline.add("b.md".into(), vec!["2".into(), "1".into()]);
        baseline.add("a.md".into(), Vec::new());
        let text = baseline.write();
        assert_eq!(Baseline::parse(&text).as_ref(), Ok(&baseline));
        assert!(baseline.holds("b.md", "1") && !baseline.holds("a.md", "1"));
        assert!(!text.contains("a.md"), "{text}");
        assert!(Baseline::parse(&text.replace("\"version\": 1", "\"version\": 2")).unwrap_err().contains("version 2"));
        assert!(Baseline::parse("[]").is_err());
    }
}

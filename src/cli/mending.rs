//! `--fix` and `--diff`: drafts are mended in place, or shown as they would be.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use similar::TextDiff;

use crate::cli::judging::{Job, Judged, Judging};
use crate::cli::output::Output;
use crate::error::Error;
use crate::fix::{self, Mended};
use crate::walk::{Draft, Origin};

/// Which fixes are applied, and whether to files.
#[derive(Clone, Copy, Debug)]
pub struct Mending {
    pub unsafe_too: bool,
    /// Whether drafts are only shown as they would be.
    pub only_shown: bool,
}

/// A draft that was mended, or was not.
pub struct Outcome<'a> {
    /// What is left to be found in it.
    pub judged: Judged<'a>,
    /// How many fixes were applied.
    pub count: usize,
    /// The changes, where they are only shown.
    pub diff: String,
    /// Why fixes could not be applied.
    pub problem: Option<String>,
}

impl Mending {
    /// Refuses drafts that have no place to be written to.
    pub fn refuse_stdin(&self, drafts: &[Job]) -> Result<(), Error> {
        if !self.only_shown && drafts.iter().any(|job| job.draft.origin == Origin::Stdin) {
            return Err(Error::Usage(
                "standard input cannot be mended in place; --diff shows what would be".to_owned(),
            ));
        }
        Ok(())
    }

    /// Judges a draft and mends it; `None` for one that turns out to have nothing to do with what was asked.
    pub fn mend<'a>(&self, judging: &'a Judging, job: &Job) -> Option<Outcome<'a>> {
        let draft = &job.draft;
        let (source, opened) = draft.read();
        // What the text is read as, to read another in its place.
        let reader = opened.as_ref().ok().and_then(|opened| opened.with_text(""));
        let again = |text: &str| {
            let opened = reader.as_ref()?.with_text(text)?;
            Some(judging.judge_source(job, Arc::clone(&opened.source), Ok(opened)))
        };
        let judged = judging.judge_source(job, Arc::clone(&source), opened);
        if !job.counts(&judged) {
            return None;
        }
        let mut outcome = Outcome { judged, count: 0, diff: String::new(), problem: None };
        let Ok((_, analysis)) = &outcome.judged.result else { return Some(outcome) };
        if !analysis.diagnostics.iter().any(|found| fix::is_mendable(found, self.unsafe_too)) {
            return Some(outcome);
        }
        let mended = fix::mend(source.text(), self.unsafe_too, |text| {
            let judged = again(text).and_then(|judged| judged.result.ok());
            judged.map(|(_, analysis)| analysis.diagnostics).unwrap_or_default()
        });
        if self.only_shown {
            outcome.diff = diff(&draft.name(), source.text(), &mended.text);
            outcome.count = mended.count;
            return Some(outcome);
        }
        match replace(draft, source.text(), &mended) {
            Ok(()) => {
                outcome.count = mended.count;
                outcome.judged = again(&mended.text).unwrap_or(outcome.judged);
            }
            Err(reason) => outcome.problem = Some(format!("{} is not mended: {reason}", draft.name())),
        }
        Some(outcome)
    }
}

/// Puts the mended text in the place of the file, which must still hold the text that was judged.
fn replace(draft: &Draft, judged: &str, mended: &Mended) -> Result<(), String> {
    let Origin::File(path) = &draft.origin else { return Err("it is no file".to_owned()) };
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    if bytes != judged.as_bytes() {
        return Err("the file does not hold the text that was judged".to_owned());
    }
    write(path, &mended.text).map_err(|error| error.to_string())
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let mut output = Output::open(Some(path))?;
    output.write_all(text.as_bytes())?;
    output.finish()
}

/// What changes, in the unified format.
fn diff(name: &str, before: &str, after: &str) -> String {
    let (old, new) = (format!("a/{name}"), format!("b/{name}"));
    TextDiff::from_lines(before, after).unified_diff().context_radius(3).header(&old, &new).to_string()
}

//! What `check` and `claims` have in common: which drafts, held against what, written where.

use std::mem::ManuallyDrop;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analyze::{self, Analysis};
use crate::calendar::PartialDate;
use crate::checks::unreadable_draft::Cause;
use crate::cli::configuration::{House, Houses, Wishes};
use crate::cli::output::Colour;
use crate::document::Document;
use crate::error::Error;
use crate::parse;
use crate::source::{SourceFile, Sources};
use crate::walk::{self, Draft};

/// Options of every command that judges drafts.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Drafts, and folders that are searched for them; `-` reads standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// A fact file, besides those of factlint.toml; can be repeated
    #[arg(long, value_name = "FILE")]
    pub facts: Vec<PathBuf>,

    /// The date that drafts without one of their own are judged on
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<PartialDate>,

    /// The language of the drafts
    #[arg(long, value_name = "TAG", value_parser = ["en"], default_value = "en")]
    pub lang: String,

    /// Writes the report to FILE, which is replaced only when the report is whole
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// The name that text on standard input goes by: gives it its format and its settings
    #[arg(long, value_name = "PATH", default_value = "stdin")]
    pub stdin_filename: PathBuf,

    /// When to colour
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,

    /// No summary and no progress bar
    #[arg(long, short)]
    pub quiet: bool,

    /// Drafts judged at a time; as many as the machine has processors unless given
    #[arg(long, short = 'j', value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

fn date(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text).ok_or_else(|| "not a date like 2025-10-14, 2025-10 or 2025".to_owned())
}

/// The drafts of a run with the houses that govern them.
pub struct Judging {
    /// Never dropped: the process ends with the command, and giving a large fact base back piece by piece takes a tenth of the run.
    houses: ManuallyDrop<Houses>,
    drafts: Vec<(Draft, usize)>,
}

/// A draft that was judged, or could not be read.
pub struct Judged<'a> {
    pub house: &'a House,
    /// The house's files with the draft in its place.
    pub sources: Sources,
    pub result: Result<(Document, Analysis), Cause>,
}

impl Judging {
    /// Finds the drafts and builds the houses.
    pub fn prepare(options: &Options, wishes: Wishes) -> Result<Self, Error> {
        let mut houses = Houses::new(Wishes { facts: options.facts.clone(), date: options.date, ..wishes })?;
        let found = walk::drafts(&options.paths, &options.stdin_filename, |path| houses.admit(path));
        let with_house = |draft: Draft| {
            let house = houses.of_draft(&draft.path);
            (draft, house)
        };
        let drafts: Vec<_> = found.into_iter().map(with_house).collect();
        refuse_to_overwrite(options, &drafts)?;
        if drafts.is_empty() {
            // Facts that were asked for are read even if there is nothing to hold against them.
            houses.of_folder(Path::new(""));
        }
        Ok(Self { houses: ManuallyDrop::new(houses), drafts })
    }

    /// The houses that govern at least one draft.
    pub fn houses(&self) -> &[House] {
        self.houses.all()
    }

    /// The drafts in the order of their paths, each with the number of its house.
    pub fn drafts(&self) -> &[(Draft, usize)] {
        &self.drafts
    }

    /// Reads and judges one draft.
    pub fn judge(&self, (draft, house): &(Draft, usize)) -> Judged<'_> {
        let house = &self.houses.all()[*house];
        let (source, format) = draft.read();
        let sources = house.sources.with_draft(Arc::clone(&source));
        let result = format.map(|format| analyse(source, format, house));
        Judged { house, sources, result }
    }
}

/// Judges a text under the settings of a house.
pub fn analyse(source: Arc<SourceFile>, format: parse::Format, house: &House) -> (Document, Analysis) {
    let document = parse::parse(source, format, &house.evidence.lexicon);
    let analysis = analyze::analyze(&document, &house.evidence, &house.settings);
    (document, analysis)
}

/// A report never takes the place of a draft that it is about.
fn refuse_to_overwrite(options: &Options, drafts: &[(Draft, usize)]) -> Result<(), Error> {
    let Some(target) = options.output.as_ref().and_then(|path| path.canonicalize().ok()) else { return Ok(()) };
    let same = |path: &std::path::Path| {
        path.file_name() == target.file_name() && path.canonicalize().ok().as_ref() == Some(&target)
    };
    match drafts.iter().map(|(draft, _)| draft.path.as_path()).find(|path| same(path)) {
        Some(draft) => Err(Error::Usage(format!("--output would replace the draft {}", draft.display()))),
        None => Ok(()),
    }
}

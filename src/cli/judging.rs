//! What `check` and `claims` have in common: which drafts, held against what, written where.

use std::mem::ManuallyDrop;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use crate::analyze::{self, Analysis};
use crate::calendar::PartialDate;
use crate::checks::unreadable_draft::Cause;
use crate::cli::configuration::Houses;
use crate::cli::house::{House, Wishes};
use crate::cli::output::Colour;
use crate::document::Document;
use crate::error::Error;
use crate::parse::Opened;
use crate::settings::Settings;
use crate::source::Sources;
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

    /// A rules file, or the name of a built-in pack, besides those of factlint.toml; can be repeated
    #[arg(long, value_name = "FILE")]
    pub rules: Vec<PathBuf>,

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
        let (facts, rules) = (options.facts.clone(), options.rules.clone());
        let mut houses = Houses::new(Wishes { facts, rules, date: options.date, ..wishes })?;
        let found = walk::drafts(&options.paths, &options.stdin_filename, |path| houses.admit(path));
        let with_house = |draft: Draft| {
            let house = houses.of_draft(&draft.path);
            (draft, house)
        };
        let drafts: Vec<_> = found.into_iter().map(with_house).collect();
        if drafts.is_empty() {
            // Facts that were asked for are read even if there is nothing to hold against them.
            houses.of_folder(Path::new(""));
        }
        houses.check_names()?;
        Ok(Self { houses: ManuallyDrop::new(houses), drafts })
    }

    /// A report never takes the place of a draft that it is about.
    pub fn refuse_to_overwrite(&self, report: &Path) -> Result<(), Error> {
        let Ok(target) = report.canonicalize() else { return Ok(()) };
        let same =
            |path: &Path| path.file_name() == target.file_name() && path.canonicalize().ok().as_ref() == Some(&target);
        match self.drafts.iter().map(|(draft, _)| draft.path.as_path()).find(|path| same(path)) {
            Some(draft) => Err(Error::Usage(format!("the report would replace the draft {}", draft.display()))),
            None => Ok(()),
        }
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
        let (source, opened) = draft.read();
        let sources = house.sources.with_draft(source);
        let settings = house.settings_of(&self.houses.absolute(&draft.path));
        let result = opened.map(|opened| analyse(&opened, house, &settings));
        Judged { house, sources, result }
    }
}

fn analyse(opened: &Opened, house: &House, settings: &Settings) -> (Document, Analysis) {
    let document = opened.parse(&house.evidence.lexicon);
    let analysis = analyze::analyze(&document, &house.evidence, settings);
    (document, analysis)
}

//! What `check` and `claims` have in common: which drafts, held against what, written where.

use std::mem::ManuallyDrop;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analyze::{self, Analysis};
use crate::calendar::PartialDate;
use crate::checks::unreadable_draft::Cause;
use crate::claim::source::Source;
use crate::cli::configuration::Houses;
use crate::cli::evidence::OwnSources;
use crate::cli::house::{House, Wishes};
use crate::cli::output::Colour;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::error::Error;
use crate::parse::Opened;
use crate::source::{SourceFile, Sources};
use crate::walk::{self, Draft, Origin};

/// Options of every command that judges drafts.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Drafts, and folders that are searched for them; `-` reads standard input
    #[arg(
        value_name = "PATH",
        default_value = ".",
        default_value_if("files_from", clap::builder::ArgPredicate::IsPresent, None)
    )]
    pub paths: Vec<PathBuf>,

    /// Reads more paths from FILE, one a line or ended by zero bytes, `-` for standard input; those that are no drafts
    /// are passed over
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,

    /// A fact file, besides those of factlint.toml; can be repeated
    #[arg(long, value_name = "FILE")]
    pub facts: Vec<PathBuf>,

    /// A document that the drafts rest on, besides those of factlint.toml; can be repeated
    #[arg(long = "source", value_name = "FILE")]
    pub sources: Vec<PathBuf>,

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
    own_sources: OwnSources,
}

/// A draft that was judged, or could not be read.
pub struct Judged<'a> {
    /// Where it lies, absolute.
    pub path: PathBuf,
    pub house: &'a House,
    /// The house's files with the draft in its place.
    pub sources: Sources,
    /// The source documents that it was held against.
    pub held: Vec<Source>,
    /// Sources of its own that could not be read.
    pub unread: Vec<Diagnostic>,
    pub result: Result<(Document, Analysis), Cause>,
}

impl Judging {
    /// Finds the drafts and builds the houses.
    pub fn prepare(options: &Options, wishes: Wishes) -> Result<Self, Error> {
        let wishes = Wishes {
            facts: options.facts.clone(),
            rules: options.rules.clone(),
            sources: options.sources.clone(),
            date: options.date,
            ..wishes
        };
        let mut houses = Houses::new(wishes)?;
        let mut paths = options.paths.clone();
        if let Some(list) = &options.files_from {
            paths.extend(walk::listed(list)?.into_iter().filter(|path| houses.admit(path)));
        }
        let found = walk::drafts(&paths, &options.stdin_filename, |path| houses.admit(path));
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
        Ok(Self { houses: ManuallyDrop::new(houses), drafts, own_sources: OwnSources::default() })
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

    /// The house of a draft, by the draft's place in the order.
    pub fn house(&self, draft: usize) -> &House {
        &self.houses.all()[self.drafts[draft].1]
    }

    /// Drafts of one number may be held against each other: they have one house, and one edition of it.
    pub fn edition(&self, draft: usize) -> usize {
        let (found, house) = &self.drafts[draft];
        let edition = self.house(draft).edition_of(&self.houses.absolute(&found.path));
        let most = self.houses.all().iter().map(|house| house.editions.len()).max().unwrap_or(0);
        house * (most + 1) + edition
    }

    /// The text of a draft once more; empty where it cannot be read a second time.
    pub fn read_again(&self, draft: usize) -> Arc<SourceFile> {
        let found = &self.drafts[draft].0;
        match found.origin {
            Origin::File(_) => found.read().0,
            _ => Arc::new(SourceFile::new(found.name(), "")),
        }
    }

    /// Reads and judges one draft.
    pub fn judge(&self, entry: &(Draft, usize)) -> Judged<'_> {
        let (source, opened) = entry.0.read();
        self.judge_source(entry, source, opened)
    }

    /// Judges what has been read of a draft, or stands in its place.
    pub fn judge_source(
        &self,
        (draft, house): &(Draft, usize),
        source: Arc<SourceFile>,
        opened: Result<Opened, Cause>,
    ) -> Judged<'_> {
        let house = &self.houses.all()[*house];
        let mut sources = house.sources.with_draft(source);
        let path = self.houses.absolute(&draft.path);
        let settings = house.settings_of(&path);
        let (mut held, mut unread) = (house.evidence.sources.clone(), Vec::new());
        let result = opened.map(|opened| {
            let evidence = &house.evidence;
            let document = opened.parse(&evidence.lexicon);
            for named in &document.meta.sources {
                match self.own_sources.open(draft, named, &mut sources, &evidence.lexicon) {
                    Ok(own) => held.push(own),
                    Err(diagnostic) => unread.push(*diagnostic),
                }
            }
            let analysis = analyze::analyze_with(&document, evidence, &held, &settings);
            (document, analysis)
        });
        Judged { path, house, sources, held, unread, result }
    }
}

//! What `check` and `claims` have in common: which drafts, held against what, written where.

use std::collections::{BTreeSet, HashSet};
use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analyze::{self, Analysis};
use crate::calendar::PartialDate;
use crate::checks::unreadable_draft::Cause;
use crate::cli::configuration::Houses;
use crate::cli::house::{House, Wishes};
use crate::cli::output::Colour;
use crate::document::Document;
use crate::error::Error;
use crate::parse;
use crate::source::{FileId, SourceFile, Sources};
use crate::walk::{self, Draft};

/// Options of every command that judges drafts.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Drafts, and folders that are searched for them; `-` reads standard input. A fact file stands for the drafts in the working
    /// folder that speak of its facts, a settings file for those that it governs
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

/// Reads a date of the command line.
pub fn date(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text).ok_or_else(|| "not a date like 2025-10-14, 2025-10 or 2025".to_owned())
}

/// The drafts of a run with the houses that govern them.
pub struct Judging {
    /// Never dropped: the process ends with the command, and giving a large fact base back piece by piece takes a tenth of the run.
    houses: ManuallyDrop<Houses>,
    /// The numbers of the houses that the run is about.
    used: BTreeSet<usize>,
    drafts: Vec<Job>,
}

/// A draft to be judged.
pub struct Job {
    draft: Draft,
    /// The number of its house.
    house: usize,
    /// It counts only if it speaks of a fact in one of these files; `None` for a draft that was asked for itself.
    speaks_of: Option<Vec<FileId>>,
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
        let (tomls, paths): (Vec<_>, Vec<_>) = options.paths.iter().cloned().partition(|path| is_toml(path));
        let found = walk::drafts(&paths, &options.stdin_filename, |path| houses.admit(path));
        let mut drafts: Vec<_> = found
            .into_iter()
            .map(|draft| Job { house: houses.of_draft(&draft.path), draft, speaks_of: None })
            .collect();
        let mut used: BTreeSet<usize> = drafts.iter().map(|job| job.house).collect();
        if !tomls.is_empty() {
            drafts.extend(touched(&tomls, &mut houses, &drafts, &mut used, options.quiet));
            drafts.sort_by(|a, b| a.draft.path.cmp(&b.draft.path));
        } else if drafts.is_empty() {
            // Facts that were asked for are read even if there is nothing to hold against them.
            used.insert(houses.of_folder(Path::new("")));
        }
        houses.check_names()?;
        Ok(Self { houses: ManuallyDrop::new(houses), used, drafts })
    }

    /// A report never takes the place of a draft that it is about.
    pub fn refuse_to_overwrite(&self, report: &Path) -> Result<(), Error> {
        let Ok(target) = report.canonicalize() else { return Ok(()) };
        let same =
            |path: &Path| path.file_name() == target.file_name() && path.canonicalize().ok().as_ref() == Some(&target);
        match self.drafts.iter().map(|job| job.draft.path.as_path()).find(|path| same(path)) {
            Some(draft) => Err(Error::Usage(format!("the report would replace the draft {}", draft.display()))),
            None => Ok(()),
        }
    }

    /// The houses that the run is about.
    pub fn houses(&self) -> impl Iterator<Item = &House> {
        self.used.iter().map(|&number| &self.houses.all()[number])
    }

    /// The drafts in the order of their paths.
    pub fn drafts(&self) -> &[Job] {
        &self.drafts
    }

    /// Reads and judges one draft; `None` for one that turns out to have nothing to do with what was asked.
    pub fn judge(&self, job: &Job) -> Option<Judged<'_>> {
        let house = &self.houses.all()[job.house];
        let (source, format) = job.draft.read();
        let sources = house.sources.with_draft(Arc::clone(&source));
        let result = format.map(|format| analyse(source, format, house, &self.houses.absolute(&job.draft.path)));
        let counts = match (&job.speaks_of, &result) {
            (Some(files), Ok((_, analysis))) => speaks_of(files, analysis),
            _ => true,
        };
        counts.then_some(Judged { house, sources, result })
    }
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) && path.is_file()
}

/// The drafts in the working folder that a change of these files may touch, besides those that were asked for.
fn touched(tomls: &[PathBuf], houses: &mut Houses, known: &[Job], used: &mut BTreeSet<usize>, quiet: bool) -> Vec<Job> {
    let tomls: Vec<PathBuf> = tomls.iter().map(|path| houses.absolute(path)).collect();
    let known: HashSet<PathBuf> = known.iter().map(|job| houses.absolute(&job.draft.path)).collect();
    // A fact file with a mistake is to be reported even where no draft is.
    let own: Vec<usize> = tomls.iter().map(|path| houses.of_draft(path)).collect();
    let found = walk::drafts(&[PathBuf::from(".")], Path::new(""), |path| houses.admit(path));
    let jobs = found.into_iter().map(|draft| (houses.of_draft(&draft.path), draft)).collect::<Vec<_>>();
    used.extend(own.into_iter().filter(|&number| !houses.all()[number].files_at(&tomls).is_empty()));
    let jobs: Vec<Job> = jobs
        .into_iter()
        .filter(|(_, draft)| !known.contains(&houses.absolute(&draft.path)))
        .filter_map(|(number, draft)| {
            let house = &houses.all()[number];
            let files = house.files_at(&tomls);
            let governed = files.iter().any(|file| !house.fact_files.contains(file));
            (!files.is_empty()).then_some(Job { draft, house: number, speaks_of: (!governed).then_some(files) })
        })
        .collect();
    used.extend(jobs.iter().map(|job| job.house));
    for path in tomls.iter().filter(|path| !quiet && !houses.all().iter().any(|house| house.reads(path))) {
        let _ = writeln!(io::stderr(), "factlint: no draft is held against {}", path.display());
    }
    jobs
}

/// Whether a claim met a fact of these files, or a finding points into them.
fn speaks_of(files: &[FileId], analysis: &Analysis) -> bool {
    let met = analysis.judgements.iter().filter_map(|judgement| judgement.evidence.as_ref());
    let mut places = analysis.diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels).map(|label| label.file);
    met.map(|evidence| evidence.place.file).any(|file| files.contains(&file))
        || places.any(|file| files.contains(&file))
}

/// Judges a text as the draft at `path`, an absolute one, of a house.
pub fn analyse(source: Arc<SourceFile>, format: parse::Format, house: &House, path: &Path) -> (Document, Analysis) {
    let document = parse::parse(source, format, &house.evidence.lexicon);
    let analysis = analyze::analyze(&document, &house.evidence, &house.settings_of(path));
    (document, analysis)
}

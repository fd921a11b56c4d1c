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
use crate::claim::source::Source;
use crate::cli::configuration::{Housed, Houses};
use crate::cli::evidence::OwnSources;
use crate::cli::house::{House, Wishes};
use crate::cli::output::Colour;
use crate::cli::shelf::Pattern;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, SourceName};
use crate::error::Error;
use crate::parse::Opened;
use crate::settings;
use crate::source::{FileId, SourceFile, Sources};
use crate::walk::{self, Draft, Origin};

/// Options of every command that judges drafts.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Drafts, and folders that are searched for them; `-` reads standard input. A fact file stands for the drafts in the working
    /// folder that speak of its facts, a settings file for those that it governs
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

    /// Leaves out what `include` and `exclude` of factlint.toml leave out, even where it is named: for hooks, which name every file
    #[arg(long)]
    pub force_exclude: bool,

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

impl Options {
    /// Those of a run over `paths` for which nothing else is asked.
    pub fn of(paths: &[PathBuf]) -> Self {
        Self {
            paths: paths.to_vec(),
            files_from: None,
            force_exclude: false,
            facts: Vec::new(),
            sources: Vec::new(),
            rules: Vec::new(),
            date: None,
            lang: "en".to_owned(),
            output: None,
            stdin_filename: PathBuf::from("stdin"),
            color: Colour::Auto,
            quiet: false,
            jobs: None,
        }
    }
}

/// Reads a date of the command line.
pub fn date(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text).ok_or_else(|| "not a date like 2025-10-14, 2025-10 or 2025".to_owned())
}

/// The drafts of a run with the houses that govern them.
pub struct Judging {
    /// Dropped by `close` alone: the process ends with the command, and giving a large fact base back piece by piece takes a tenth of the run.
    houses: ManuallyDrop<Houses>,
    /// The numbers of the houses that the run is about.
    used: BTreeSet<usize>,
    drafts: Vec<Job>,
    own_sources: OwnSources,
}

/// A draft to be judged.
pub struct Job {
    pub draft: Draft,
    /// The number of its house.
    house: usize,
    /// It counts only if it speaks of a fact in one of these files, absolute; `None` for a draft that was asked for itself.
    speaks_of: Option<Arc<[PathBuf]>>,
}

impl Job {
    /// Whether the draft has to do with what was asked.
    pub fn counts(&self, judged: &Judged) -> bool {
        match (&self.speaks_of, &judged.result) {
            (Some(files), Ok((_, analysis))) => speaks_of(&judged.house.files_at(files), analysis),
            _ => true,
        }
    }
}

/// A draft that was judged, or could not be read.
pub struct Judged<'a> {
    /// Where it lies, absolute.
    pub path: PathBuf,
    pub house: Housed<'a>,
    /// The house's files with the draft in its place.
    pub sources: Sources,
    /// The source documents that it was held against.
    pub held: Vec<Source>,
    /// What is wrong with facts and sources of its own.
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
        let (tomls, mut paths): (Vec<_>, Vec<_>) = options.paths.iter().cloned().partition(|path| walk::is_toml(path));
        if options.force_exclude {
            paths.retain(|path| !path.is_file() || houses.admit(path));
        }
        if let Some(list) = &options.files_from {
            paths.extend(walk::listed(list)?.into_iter().filter(|path| houses.admit(path)));
        }
        let found = walk::drafts(&paths, &options.stdin_filename, |path| houses.admit(path));
        let mut drafts: Vec<_> = found
            .into_iter()
            .map(|draft| Job { house: houses.of_draft(&draft.path), draft, speaks_of: None })
            .collect();
        let mut used = BTreeSet::new();
        if !tomls.is_empty() {
            drafts.extend(touched(&tomls, &mut houses, &drafts, &mut used, options.quiet));
            drafts.sort_by(|a, b| a.draft.path.cmp(&b.draft.path));
        } else if drafts.is_empty() {
            // Facts that were asked for are read even if there is nothing to hold against them.
            used.insert(houses.of_folder(Path::new("")));
        }
        houses.check_names()?;
        for job in &drafts {
            // What is wrong with a settings file itself is told by the house without overrides.
            used.extend([houses.of_folder(folder(&job.draft.path)), job.house]);
        }
        Ok(Self { houses: ManuallyDrop::new(houses), used, drafts, own_sources: OwnSources::default() })
    }

    /// A report never takes the place of a draft that it is about.
    pub fn refuse_to_overwrite(&self, report: &Path) -> Result<(), Error> {
        let Ok(target) = report.canonicalize() else { return Ok(()) };
        let same =
            |path: &Path| path.file_name() == target.file_name() && path.canonicalize().ok().as_ref() == Some(&target);
        match self.drafts.iter().map(|job| job.draft.path.as_path()).find(|path| same(path)) {
            Some(draft) => Err(Error::Usage(format!(
                "the report would replace the draft {}; write it elsewhere, or name it under `exclude` in factlint.toml",
                draft.display()
            ))),
            None => Ok(()),
        }
    }

    /// Gives everything back, for a process that goes on.
    pub fn close(self) {
        drop(ManuallyDrop::into_inner(self.houses));
    }

    /// Where everything lies that was read so far or looked for in vain, absolute: drafts, what they are held against, settings.
    pub fn files(&self) -> impl Iterator<Item = PathBuf> {
        let drafts = self.drafts.iter().map(|job| self.absolute(&job.draft.path));
        let houses = self.houses.all().iter();
        let shared = houses.flat_map(|house| house.files.values().chain(&house.beside)).cloned();
        let own = self.own_sources.files().into_iter().map(|path| self.absolute(&path));
        drafts.chain(shared).chain(own).chain(self.houses.own_files())
    }

    /// The globs by which the houses find what drafts are held against.
    pub fn inputs(&self) -> impl Iterator<Item = &Pattern> {
        self.houses.all().iter().flat_map(|house| &house.inputs)
    }

    /// A path as [`Self::files`] writes it.
    pub fn absolute(&self, path: &Path) -> PathBuf {
        self.houses.absolute(path)
    }

    /// The houses that the run is about.
    pub fn houses(&self) -> impl Iterator<Item = &House> {
        self.used.iter().map(|&number| &self.houses.all()[number])
    }

    /// The drafts in the order of their paths.
    pub fn drafts(&self) -> &[Job] {
        &self.drafts
    }

    /// The house of a draft, by the draft's place in the order.
    pub fn house(&self, draft: usize) -> &House {
        &self.houses.all()[self.drafts[draft].house]
    }

    /// Where a draft lies, absolute.
    pub fn path(&self, draft: usize) -> PathBuf {
        self.houses.absolute(&self.drafts[draft].draft.path)
    }

    /// Drafts of one number may be held against each other: they have one house, and one edition of it.
    pub fn edition(&self, draft: usize) -> usize {
        let Job { draft: found, house, .. } = &self.drafts[draft];
        let edition = self.house(draft).edition_of(&self.houses.absolute(&found.path));
        let most = self.houses.all().iter().map(|house| house.editions.len()).max().unwrap_or(0);
        house * (most + 1) + edition
    }

    /// The text of a draft once more; empty where it cannot be read a second time.
    pub fn read_again(&self, draft: usize) -> Arc<SourceFile> {
        let found = &self.drafts[draft].draft;
        match found.origin {
            Origin::File(_) => found.read().0,
            _ => Arc::new(SourceFile::new(found.name(), "")),
        }
    }

    /// Reads and judges one draft; `None` for one that turns out to have nothing to do with what was asked.
    pub fn judge(&self, job: &Job) -> Option<Judged<'_>> {
        let (source, opened) = job.draft.read();
        let judged = self.judge_source(job, source, opened);
        job.counts(&judged).then_some(judged)
    }

    /// Judges what has been read of a draft, or stands in its place.
    pub fn judge_source(&self, job: &Job, source: Arc<SourceFile>, opened: Result<Opened, Cause>) -> Judged<'_> {
        let shared = &self.houses.all()[job.house];
        let path = self.houses.absolute(&job.draft.path);
        let place = Place { named: &job.draft.path, path: &path };
        let document = match opened {
            Ok(opened) => opened.parse(&shared.evidence.lexicon),
            Err(cause) => {
                let (house, sources) = (Housed::Shared(shared), shared.sources.with_draft(source));
                return Judged { path, house, sources, held: Vec::new(), unread: Vec::new(), result: Err(cause) };
            }
        };
        let (house, mut unread) = self.houses.of_document(job.house, &path, &document);
        let mut sources = house.sources.with_draft(source);
        let analysed = analyse(&document, &house, place, &self.own_sources, &mut sources);
        unread.extend(analysed.unread);
        Judged { path, house, sources, held: analysed.held, unread, result: Ok((document, analysed.analysis)) }
    }
}

/// Where a draft lies.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// As the user names it; the sources that it names are shown so.
    pub named: &'a Path,
    /// The same as an absolute path.
    pub path: &'a Path,
}

/// What a document comes to.
pub struct Analysed {
    pub analysis: Analysis,
    /// The source documents that it was held against.
    pub held: Vec<Source>,
    /// Sources of its own that could not be read.
    pub unread: Vec<Diagnostic>,
}

/// Judges a document as a draft of a house. The sources that it names itself are added to `sources`.
pub fn analyse(
    document: &Document,
    house: &House,
    place: Place,
    own_sources: &OwnSources,
    sources: &mut Sources,
) -> Analysed {
    let evidence = &house.evidence;
    let (mut held, mut unread) = (evidence.sources.clone(), Vec::new());
    let own = settings::load_draft(document).settings.sources;
    let own = own.into_iter().map(|named| SourceName { path: named.value, span: named.place.span });
    for named in document.meta.sources.iter().cloned().chain(own) {
        match own_sources.open(place.named, &named, sources, &evidence.lexicon) {
            Ok(own) => held.push(own),
            Err(diagnostic) => unread.push(*diagnostic),
        }
    }
    let analysis = analyze::analyze_with(document, evidence, &held, &house.settings_of(place.path));
    Analysed { analysis, held, unread }
}

fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// The drafts in the working folder that a change of these files may touch, besides those that were asked for.
fn touched(tomls: &[PathBuf], houses: &mut Houses, known: &[Job], used: &mut BTreeSet<usize>, quiet: bool) -> Vec<Job> {
    let tomls: Arc<[PathBuf]> = tomls.iter().map(|path| houses.absolute(path)).collect();
    let known: HashSet<PathBuf> = known.iter().map(|job| houses.absolute(&job.draft.path)).collect();
    // A fact file with a mistake is to be reported even where no draft is.
    let own: Vec<usize> = tomls.iter().map(|path| houses.of_folder(folder(path))).collect();
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
            let may_speak = !files.is_empty() || may_name_facts(&draft.path);
            may_speak.then(|| Job { draft, house: number, speaks_of: (!governed).then(|| Arc::clone(&tomls)) })
        })
        .collect();
    // Which files the front matter of drafts names is seen when they are judged.
    let is_idle = |path: &&PathBuf| {
        let shared = houses.all().iter().any(|house| house.reads(path));
        !shared && !jobs.iter().any(|job| may_name_facts(&job.draft.path))
    };
    for path in tomls.iter().filter(|path| !quiet && is_idle(path)) {
        let _ = writeln!(io::stderr(), "factlint: no draft is held against {}", path.display());
    }
    jobs
}

/// Whether a draft may name facts of its own in its front matter, as far as its first bytes tell.
fn may_name_facts(path: &Path) -> bool {
    /// Bytes in which front matter says so.
    const HEAD: u64 = 4096;
    let head = walk::head(path, HEAD);
    ["factlint", "facts"].iter().all(|word| head.windows(word.len()).any(|here| here == word.as_bytes()))
}

/// Whether a claim met a fact of these files, or a finding points into them.
fn speaks_of(files: &[FileId], analysis: &Analysis) -> bool {
    let met = analysis.judgements.iter().filter_map(|judgement| judgement.evidence.as_ref());
    let mut places = analysis.diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels).map(|label| label.file);
    met.map(|evidence| evidence.place.file).any(|file| files.contains(&file))
        || places.any(|file| files.contains(&file))
}

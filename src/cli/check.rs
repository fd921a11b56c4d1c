//! `factlint check`: lints drafts.

use std::collections::HashSet;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::checks;
use crate::claim::summary::ClaimSummary;
use crate::cli::across::Across;
use crate::cli::house::{House, Wishes};
use crate::cli::judging::{Judged, Judging, Options};
use crate::cli::known::{Entry, Known};
use crate::cli::mending::{self, Mending};
use crate::cli::output::{Output, tell};
use crate::cli::progress::Progress;
use crate::cli::reports::{self, Manner, Reports, Wanted};
use crate::cli::{UNJUDGED, run, watch};
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::error::Error;
use crate::render::claims::Judged as Shown;
use crate::render::tally::count;
use crate::render::{About, Rendered, Style, Tally, short};
use crate::settings::FailOn;
use crate::source::Sources;
use crate::suppress::Later;

/// Lints drafts.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    options: Options,

    /// How findings are written: human, short, json, jsonl, sarif, github, gitlab, junit, checkstyle or html; can be
    /// repeated, with all but one written to files, as in --format human --format sarif=out.sarif
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Wanted::parse, default_value = "human")]
    format: Vec<Wanted>,

    /// A template for the HTML report in place of the program's own
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,

    /// The least severity of a finding that makes the exit code 1
    /// [default: that of factlint.toml, else error]
    #[arg(long, value_name = "LEVEL", value_parser = fail_on())]
    fail_on: Option<FailOn>,

    /// Runs this check and no other, even if it is off; can be repeated
    #[arg(long, value_name = "CHECK")]
    only: Vec<String>,

    /// Leaves this check out; can be repeated
    #[arg(long, value_name = "CHECK")]
    skip: Vec<String>,

    /// Mends drafts in place where a fix is safe, and reports what is left
    #[arg(long)]
    fix: bool,

    /// Makes --fix and --diff also take values from facts, which may be what is wrong
    #[arg(long = "unsafe")]
    unsafe_too: bool,

    /// Shows what --fix would change, and changes nothing; the exit code is 1 if there is something
    #[arg(long, conflicts_with = "fix")]
    diff: bool,

    /// Lets stand what is in this baseline
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,

    /// Writes all findings into a baseline, to be let stand by --baseline
    #[arg(long, value_name = "FILE", conflicts_with_all = ["fix", "diff"])]
    write_baseline: Option<PathBuf>,

    /// Checks again whenever a draft, a fact file, a source or the settings change, until Ctrl-C
    #[arg(long, conflicts_with_all = ["fix", "diff", "write_baseline"])]
    watch: bool,

    /// Holds the drafts against each other as well
    #[arg(long)]
    across: bool,

    /// Shows notes, which are only counted otherwise
    #[arg(long)]
    notes: bool,

    /// Hides findings that are less sure than this
    #[arg(long, value_enum, value_name = "CONFIDENCE")]
    min_confidence: Option<ConfidenceName>,
}

fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    PossibleValuesParser::new(FailOn::WORDS.map(|(word, _)| word)).map(|chosen| {
        FailOn::WORDS.into_iter().find(|(word, _)| *word == chosen).map_or(FailOn::Error, |(_, meaning)| meaning)
    })
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum ConfidenceName {
    Low,
    Medium,
    High,
}

/// What a draft comes to, the draft itself let go.
#[derive(Default)]
struct Outcome {
    /// One text a report.
    rendered: Vec<Rendered>,
    tally: Tally,
    failed: bool,
    /// How many fixes were applied.
    mended: usize,
    /// What would change.
    diff: String,
    /// Why fixes could not be applied.
    problem: Option<String>,
    /// What was found, for the baseline.
    known: Option<Entry>,
    /// Whether all that was asked for was there to be read.
    complete: bool,
    /// For the comparison with other drafts.
    summary: ClaimSummary,
    later: Later,
}

impl Outcome {
    /// That of a draft which has nothing to do with what was asked.
    fn of_another() -> Self {
        Self { complete: true, ..Self::default() }
    }
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let prepare = || Judging::prepare(&arguments.options, arguments.wishes());
    if arguments.watch {
        return watch::run(&arguments.watched(), prepare, |judging| once(arguments, judging));
    }
    once(arguments, &prepare()?)
}

/// One report on what is there now.
fn once(arguments: &Arguments, judging: &Judging) -> Result<ExitCode, Error> {
    let options = &arguments.options;
    if arguments.diff {
        return diff(arguments, judging);
    }
    let targets = reports::targets(&arguments.format, options.output.as_deref())?;
    targets.iter().filter_map(Wanted::file).try_for_each(|file| judging.refuse_to_overwrite(file))?;
    // What decides on the exit code must be seen.
    let notes = arguments.notes || judging.houses().any(|house| house.fail_on == FailOn::Note);
    let about = about(judging.houses());
    let manner =
        Manner { colour: options.color, notes, quiet: options.quiet, about, template: arguments.template.clone() };
    let (mut reports, styles) = Reports::open(&targets, &manner)?;
    let mut tally = Tally::default();
    let (mut complete, mut failed) = (true, false);
    for house in judging.houses() {
        complete &= house.is_sound();
        failed |= fails(house.fail_on, &house.diagnostics);
        tally.findings(&house.diagnostics);
        reports.write(render(&styles, &house.sources, &house.diagnostics))?;
    }
    let progress = Progress::new(judging.drafts().len(), options.quiet);
    let mending = arguments.mending();
    mending.iter().try_for_each(|mending| mending.refuse_stdin(judging.drafts()))?;
    let known = Known::open(arguments.baseline.as_deref(), arguments.write_baseline.as_deref(), arguments.scope())?;
    let (mut mended, mut files, mut noted) = (0, 0, Vec::new());
    let work = |draft: &_| {
        let outcome = match &mending {
            Some(mending) => mending.mend(judging, draft).map(|mended| mended_outcome(&styles, known.as_ref(), mended)),
            None => judging.judge(draft).map(|judged| outcome(&styles, known.as_ref(), judged)),
        };
        let outcome = outcome.unwrap_or_else(Outcome::of_another);
        progress.tick();
        outcome
    };
    let mut second = arguments.across.then(|| Across::new(judging));
    run::in_order(judging.drafts(), run::threads(options.jobs.map(usize::from)), work, |outcome: Outcome| {
        tally.add(&outcome.tally);
        failed |= outcome.failed;
        complete &= outcome.complete && outcome.problem.is_none();
        noted.extend(outcome.known);
        mended += outcome.mended;
        files += usize::from(outcome.mended > 0);
        if let Some(second) = &mut second {
            second.add(outcome.summary, outcome.later);
        }
        progress.aside(|| {
            outcome.problem.iter().for_each(|problem| tell(problem));
            reports.write(outcome.rendered)
        })?;
        Ok(())
    })?;
    drop(progress);
    for mut found in second.into_iter().flat_map(Across::findings) {
        if let Some(known) = &known {
            let (hidden, entry) = known.take(&found.path, &found.sources, &mut found.diagnostics);
            tally.known += hidden;
            noted.push(entry);
        }
        tally.findings(&found.diagnostics);
        failed |= fails(found.house.fail_on, &found.diagnostics);
        reports.write(render(&styles, &found.sources, &found.diagnostics))?;
    }
    complete &= tally.unread == 0;
    if let Some(known) = known.filter(|_| complete) {
        known.finish(noted)?.iter().filter(|_| !options.quiet).for_each(|stale| tell(stale));
    }
    if mended > 0 && !options.quiet {
        tell(&format!("{} in {}", count(mended, "mend"), count(files, "draft")));
    }
    reports.close(&tally, complete)?;
    Ok(exit_code(complete, failed))
}

fn exit_code(complete: bool, failed: bool) -> ExitCode {
    match (complete, failed) {
        (false, _) => ExitCode::from(UNJUDGED),
        (true, true) => ExitCode::FAILURE,
        (true, false) => ExitCode::SUCCESS,
    }
}

/// Shows what `--fix` would change, as a patch.
fn diff(arguments: &Arguments, judging: &Judging) -> Result<ExitCode, Error> {
    let mending = Mending { unsafe_too: arguments.unsafe_too, only_shown: true };
    let mut out = Output::open(arguments.options.output.as_deref())?;
    let (mut complete, mut mends) = (judging.houses().all(House::is_sound), 0);
    judging
        .houses()
        .flat_map(|house| house.diagnostics.iter().map(move |found| (house, found)))
        .for_each(|(house, found)| tell(short::line(&house.sources, found).trim_end()));
    let work = |draft: &_| {
        let Some(outcome) = mending.mend(judging, draft) else { return Outcome::of_another() };
        let problem = outcome
            .judged
            .result
            .as_ref()
            .err()
            .map(|cause| short::line(&outcome.judged.sources, &cause.diagnostic()).trim_end().to_owned());
        Outcome { mended: outcome.count, diff: outcome.diff, problem, ..Outcome::default() }
    };
    let threads = run::threads(arguments.options.jobs.map(usize::from));
    run::in_order(judging.drafts(), threads, work, |outcome| {
        complete &= outcome.problem.is_none();
        outcome.problem.iter().for_each(|problem| tell(problem));
        mends += outcome.mended;
        Ok(out.write_all(outcome.diff.as_bytes())?)
    })?;
    out.finish()?;
    Ok(exit_code(complete, mends > 0))
}

fn mended_outcome(styles: &[Style], known: Option<&Known>, mended: mending::Outcome) -> Outcome {
    let outcome = outcome(styles, known, mended.judged);
    Outcome { mended: mended.count, problem: mended.problem, ..outcome }
}

/// All checks, and the rules of all houses, each once.
fn about<'h>(houses: impl Iterator<Item = &'h House>) -> Arc<[About]> {
    let mut seen = HashSet::new();
    let rules = houses.flat_map(|house| house.evidence.patterns.rules());
    let rules = rules.filter(|rule| seen.insert(rule.id.value.clone())).map(About::rule);
    checks::ALL.iter().map(|check| About::check(check)).chain(rules).collect()
}

fn fails(threshold: FailOn, diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| threshold.fails(diagnostic.severity))
}

fn render(styles: &[Style], sources: &Sources, diagnostics: &[Diagnostic]) -> Vec<Rendered> {
    styles.iter().map(|style| style.render(sources, diagnostics)).collect()
}

fn outcome(styles: &[Style], known: Option<&Known>, judged: Judged) -> Outcome {
    let mut tally = Tally::default();
    let complete = judged.unread.iter().all(|wrong| wrong.severity < Severity::Error);
    let mut entry = None;
    let (mut summary, mut later) = (ClaimSummary::default(), Later::default());
    let (diagnostics, rendered) = match judged.result {
        Ok((document, mut analysis)) => {
            (summary, later) = (std::mem::take(&mut analysis.summary), std::mem::take(&mut analysis.later));
            if let Some(known) = known {
                let (hidden, found) = known.take(&judged.path, &judged.sources, &mut analysis.diagnostics);
                (tally.known, entry) = (hidden, Some(found));
            }
            tally.files = 1;
            tally.claims(&analysis.judgements);
            analysis.diagnostics.splice(0..0, judged.unread);
            let facts = &judged.house.evidence.facts;
            let shown = Shown { sources: &judged.sources, document: &document, facts, held: &judged.held };
            let rendered = styles.iter().map(|style| style.render_draft(shown, &analysis)).collect();
            (analysis.diagnostics, rendered)
        }
        Err(cause) => {
            tally.unread = 1;
            let diagnostics = vec![cause.diagnostic()];
            let rendered = render(styles, &judged.sources, &diagnostics);
            (diagnostics, rendered)
        }
    };
    tally.findings(&diagnostics);
    let failed = fails(judged.house.fail_on, &diagnostics);
    Outcome { rendered, tally, failed, complete, summary, later, known: entry, ..Outcome::default() }
}

impl Arguments {
    fn mending(&self) -> Option<Mending> {
        self.fix.then_some(Mending { unsafe_too: self.unsafe_too, only_shown: false })
    }

    /// What `--watch` watches besides what drafts are held against.
    fn watched(&self) -> watch::Asked<'_> {
        let files = [&self.options.files_from, &self.baseline, &self.template];
        let reports = self.format.iter().filter_map(Wanted::file).chain(self.options.output.as_deref());
        watch::Asked {
            paths: &self.options.paths,
            files: files.into_iter().flatten().map(PathBuf::as_path).collect(),
            reports: reports.collect(),
            quiet: self.options.quiet,
        }
    }

    /// The options that decide what is looked for, as they are written.
    fn scope(&self) -> Vec<String> {
        let options = &self.options;
        let files = [("--facts", &options.facts), ("--source", &options.sources), ("--rules", &options.rules)];
        let files = files.into_iter().flat_map(|(name, paths)| paths.iter().map(move |path| (name, path)));
        let checks = [("--only", &self.only), ("--skip", &self.skip)];
        let checks = checks.into_iter().flat_map(|(name, ids)| ids.iter().map(move |id| format!("{name}={id}")));
        let confidence = self.min_confidence.map(|least| format!("--min-confidence={least:?}").to_lowercase());
        let date = options.date.map(|date| format!("--date={date}"));
        let across = self.across.then(|| "--across".to_owned());
        let files = files.map(|(name, path)| format!("{name}={}", path.display()));
        files.chain(checks).chain(confidence).chain(date).chain(across).collect()
    }

    fn wishes(&self) -> Wishes {
        let min_confidence = self.min_confidence.map(|name| match name {
            ConfidenceName::Low => Confidence::Low,
            ConfidenceName::Medium => Confidence::Medium,
            ConfidenceName::High => Confidence::High,
        });
        let (only, skip) = (self.only.clone(), self.skip.clone());
        Wishes { only, skip, min_confidence, fail_on: self.fail_on, across: self.across, ..Wishes::default() }
    }
}

//! `factlint check`: lints drafts.

use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::checks;
use crate::cli::house::Wishes;
use crate::cli::judging::{Judged, Judging, Options};
use crate::cli::progress::Progress;
use crate::cli::reports::{self, Manner, Reports, Wanted};
use crate::cli::{UNJUDGED, run, watch};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::error::Error;
use crate::render::{About, Rendered, Style, Tally};
use crate::settings::FailOn;
use crate::source::Sources;

/// Lints drafts.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    options: Options,

    /// How findings are written: human, short, json, jsonl, sarif, github, gitlab, junit or checkstyle; can be repeated,
    /// with all but one written to files, as in --format human --format sarif=out.sarif
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Wanted::parse, default_value = "human")]
    format: Vec<Wanted>,

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

    /// Shows notes, which are only counted otherwise
    #[arg(long)]
    notes: bool,

    /// Hides findings that are less sure than this
    #[arg(long, value_enum, value_name = "CONFIDENCE")]
    min_confidence: Option<ConfidenceName>,

    /// Checks again whenever a draft or a fact file in the working folder changes
    #[arg(long)]
    watch: bool,
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
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    if arguments.watch {
        return watch::run();
    }
    let options = &arguments.options;
    let judging = Judging::prepare(options, arguments.wishes())?;
    let targets = reports::targets(&arguments.format, options.output.as_deref())?;
    targets.iter().filter_map(Wanted::file).try_for_each(|file| judging.refuse_to_overwrite(file))?;
    // What decides on the exit code must be seen.
    let notes = arguments.notes || judging.houses().any(|house| house.fail_on == FailOn::Note);
    let about = checks::ALL.iter().map(|check| About::check(check)).collect();
    let manner = Manner { colour: options.color, notes, quiet: options.quiet, about };
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
    let work = |draft: &_| {
        let outcome = judging.judge(draft).map(|judged| outcome(&styles, judged)).unwrap_or_default();
        progress.tick();
        outcome
    };
    run::in_order(judging.drafts(), run::threads(options.jobs.map(usize::from)), work, |outcome: Outcome| {
        tally.add(&outcome.tally);
        failed |= outcome.failed;
        progress.aside(|| reports.write(outcome.rendered))?;
        Ok(())
    })?;
    drop(progress);
    complete &= tally.unread == 0;
    reports.close(&tally, complete)?;
    Ok(match (complete, failed) {
        (false, _) => ExitCode::from(UNJUDGED),
        (true, true) => ExitCode::FAILURE,
        (true, false) => ExitCode::SUCCESS,
    })
}

fn fails(threshold: FailOn, diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| threshold.fails(diagnostic.severity))
}

fn render(styles: &[Style], sources: &Sources, diagnostics: &[Diagnostic]) -> Vec<Rendered> {
    styles.iter().map(|style| style.render(sources, diagnostics)).collect()
}

fn outcome(styles: &[Style], judged: Judged) -> Outcome {
    let mut tally = Tally::default();
    let diagnostics = match judged.result {
        Ok((_, analysis)) => {
            tally.files = 1;
            tally.claims(&analysis.judgements);
            analysis.diagnostics
        }
        Err(cause) => {
            tally.unread = 1;
            vec![cause.diagnostic()]
        }
    };
    tally.findings(&diagnostics);
    let failed = fails(judged.house.fail_on, &diagnostics);
    Outcome { rendered: render(styles, &judged.sources, &diagnostics), tally, failed }
}

impl Arguments {
    fn wishes(&self) -> Wishes {
        let min_confidence = self.min_confidence.map(|name| match name {
            ConfidenceName::Low => Confidence::Low,
            ConfidenceName::Medium => Confidence::Medium,
            ConfidenceName::High => Confidence::High,
        });
        let (only, skip) = (self.only.clone(), self.skip.clone());
        Wishes { only, skip, min_confidence, fail_on: self.fail_on, ..Wishes::default() }
    }
}

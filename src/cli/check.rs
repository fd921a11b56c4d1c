//! `factlint check`: lints drafts.

use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::check::Check;
use crate::cli::configuration::Wishes;
use crate::cli::judging::{Judged, Judging, Options};
use crate::cli::output::Output;
use crate::cli::progress::Progress;
use crate::cli::{UNJUDGED, named_check, run};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::error::Error;
use crate::render::{Format, Rendered, Stream, Style, Tally};
use crate::settings::FailOn;

/// Lints drafts.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    options: Options,

    /// How findings are written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    format: FormatName,

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
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum FormatName {
    /// For people
    Human,
    /// A line a finding
    Short,
    /// For machines
    Json,
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
    rendered: Rendered,
    tally: Tally,
    failed: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let options = &arguments.options;
    let judging = Judging::prepare(options, arguments.wishes()?)?;
    let output = Output::open(options.output.as_deref())?;
    // What decides on the exit code must be seen.
    let notes = arguments.notes || judging.houses().any(|house| house.fail_on == FailOn::Note);
    let style = arguments.style(&output, notes);
    let shown_at_once = output.is_terminal();
    let mut stream = Stream::open(style.clone(), output)?;
    let mut tally = Tally::default();
    let (mut complete, mut failed) = (true, false);
    for house in judging.houses() {
        complete &= house.is_sound();
        failed |= fails(house.fail_on, &house.diagnostics);
        tally.findings(&house.diagnostics);
        stream.write(style.render(&house.sources, &house.diagnostics))?;
    }
    let progress = Progress::new(judging.drafts().len(), options.quiet);
    let work = |draft: &_| {
        let outcome = judging.judge(draft).map(|judged| outcome(&style, judged)).unwrap_or_default();
        progress.tick();
        outcome
    };
    run::in_order(judging.drafts(), run::threads(options.jobs.map(usize::from)), work, |outcome: Outcome| {
        tally.add(&outcome.tally);
        failed |= outcome.failed;
        progress.aside(|| {
            stream.write(outcome.rendered)?;
            if shown_at_once { stream.flush() } else { Ok(()) }
        })?;
        Ok(())
    })?;
    drop(progress);
    complete &= tally.unread == 0;
    stream.close(&tally, complete)?.finish()?;
    Ok(match (complete, failed) {
        (false, _) => ExitCode::from(UNJUDGED),
        (true, true) => ExitCode::FAILURE,
        (true, false) => ExitCode::SUCCESS,
    })
}

fn fails(threshold: FailOn, diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| threshold.fails(diagnostic.severity))
}

fn outcome(style: &Style, judged: Judged) -> Outcome {
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
    Outcome { rendered: style.render(&judged.sources, &diagnostics), tally, failed }
}

impl Arguments {
    fn wishes(&self) -> Result<Wishes, Error> {
        let named = |names: &[String]| names.iter().map(|name| named_check(name)).collect::<Result<Vec<&Check>, _>>();
        let min_confidence = self.min_confidence.map(|name| match name {
            ConfidenceName::Low => Confidence::Low,
            ConfidenceName::Medium => Confidence::Medium,
            ConfidenceName::High => Confidence::High,
        });
        let (only, skip) = (named(&self.only)?, named(&self.skip)?);
        Ok(Wishes { only, skip, min_confidence, fail_on: self.fail_on, ..Wishes::default() })
    }

    fn style(&self, output: &Output, notes: bool) -> Style {
        let format = match self.format {
            FormatName::Human => Format::Human(Box::new(output.look(self.options.color))),
            FormatName::Short => Format::Short,
            FormatName::Json => Format::Json,
        };
        Style { format, notes, quiet: self.options.quiet }
    }
}

//! `factlint check`: lints drafts.

use std::process::ExitCode;

use crate::check::Check;
use crate::cli::configuration::Wishes;
use crate::cli::judging::{Judged, Judging, Options};
use crate::cli::output::Output;
use crate::cli::progress::Progress;
use crate::cli::{UNJUDGED, named_check, run};
use crate::diagnostic::{Confidence, Severity};
use crate::error::Error;
use crate::render::{Format, Rendered, Stream, Style, Tally};

/// Lints drafts.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    options: Options,

    /// How findings are written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    format: FormatName,

    /// The least severity of a finding that makes the exit code 1
    #[arg(long, value_enum, value_name = "LEVEL", default_value = "error")]
    fail_on: FailOn,

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

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum ConfidenceName {
    Low,
    Medium,
    High,
}

/// What a draft comes to, the draft itself let go.
struct Outcome {
    rendered: Rendered,
    tally: Tally,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let options = &arguments.options;
    let judging = Judging::prepare(options, arguments.wishes()?)?;
    let output = Output::open(options.output.as_deref())?;
    let style = arguments.style(&output);
    let shown_at_once = output.is_terminal();
    let mut stream = Stream::open(style.clone(), output)?;
    let mut tally = Tally::default();
    let mut complete = true;
    for house in judging.houses() {
        complete &= house.is_sound();
        tally.findings(&house.diagnostics);
        stream.write(style.render(&house.sources, &house.diagnostics))?;
    }
    let progress = Progress::new(judging.drafts().len(), options.quiet);
    let work = |draft: &_| {
        let outcome = outcome(&style, judging.judge(draft));
        progress.tick();
        outcome
    };
    run::in_order(judging.drafts(), run::threads(options.jobs.map(usize::from)), work, |outcome: Outcome| {
        tally.add(&outcome.tally);
        progress.aside(|| {
            stream.write(outcome.rendered)?;
            if shown_at_once { stream.flush() } else { Ok(()) }
        })?;
        Ok(())
    })?;
    drop(progress);
    complete &= tally.unread == 0;
    stream.close(&tally, complete)?.finish()?;
    Ok(arguments.exit_code(&tally, complete))
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
    Outcome { rendered: style.render(&judged.sources, &diagnostics), tally }
}

impl Arguments {
    fn wishes(&self) -> Result<Wishes, Error> {
        let named = |names: &[String]| names.iter().map(|name| named_check(name)).collect::<Result<Vec<&Check>, _>>();
        let min_confidence = self.min_confidence.map(|name| match name {
            ConfidenceName::Low => Confidence::Low,
            ConfidenceName::Medium => Confidence::Medium,
            ConfidenceName::High => Confidence::High,
        });
        Ok(Wishes { only: named(&self.only)?, skip: named(&self.skip)?, min_confidence, ..Wishes::default() })
    }

    fn style(&self, output: &Output) -> Style {
        let format = match self.format {
            FormatName::Human => Format::Human(output.look(self.options.color)),
            FormatName::Short => Format::Short,
            FormatName::Json => Format::Json,
        };
        // What decides on the exit code must be seen.
        Style { format, notes: self.notes || self.fail_on == FailOn::Note, quiet: self.options.quiet }
    }

    fn exit_code(&self, tally: &Tally, complete: bool) -> ExitCode {
        let threshold = match self.fail_on {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Note => Some(Severity::Note),
            FailOn::Never => None,
        };
        match threshold {
            _ if !complete => ExitCode::from(UNJUDGED),
            Some(severity) if tally.reaches(severity) => ExitCode::FAILURE,
            _ => ExitCode::SUCCESS,
        }
    }
}

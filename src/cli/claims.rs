//! `factlint claims`: the inventory.

use std::io::Write;
use std::process::ExitCode;

use crate::cli::house::Wishes;
use crate::cli::judging::{Judged, Judging, Options};
use crate::cli::output::Output;
use crate::cli::progress::Progress;
use crate::cli::{UNJUDGED, run};
use crate::error::Error;
use crate::render::Rendered;
use crate::render::claims::{self, Coverage, Explain, Format};
use crate::render::short;

/// Lists every checkable claim with its verdict, the fact it met and the place.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    options: Options,

    /// How claims are written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    format: FormatName,

    /// Tells for each claim which facts were looked at and why each was taken or left; for the claims at a line or place
    /// (--explain=13, --explain=13:141, --explain=draft.md:13:141) or with some words (--explain="16 people") if one is given
    #[arg(long, value_name = "CLAIM", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    explain: Option<String>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum FormatName {
    /// For people
    Human,
    /// For machines
    Json,
    /// For spreadsheets
    Csv,
}

/// What a draft comes to, the draft itself let go.
#[derive(Default)]
struct Outcome {
    rendered: Rendered,
    coverage: Coverage,
    /// Why it, or a source of its own, could not be read, a line each.
    problems: Vec<String>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let options = &arguments.options;
    let judging = Judging::prepare(options, Wishes::default())?;
    options.output.iter().try_for_each(|file| judging.refuse_to_overwrite(file))?;
    let mut output = Output::open(options.output.as_deref())?;
    let format = match arguments.format {
        FormatName::Human => {
            Format::Human(Box::new(output.look(options.color)), arguments.explain.clone().map(Explain))
        }
        FormatName::Json => Format::Json,
        FormatName::Csv => Format::Csv,
    };
    let mut complete = true;
    for house in judging.houses() {
        complete &= house.is_sound();
        for diagnostic in &house.diagnostics {
            tell(&short::line(&house.sources, diagnostic));
        }
    }
    let (mut coverage, mut written) = (Coverage::default(), false);
    format.open(&mut output)?;
    let progress = Progress::new(judging.drafts().len(), options.quiet);
    let work = |draft: &_| {
        let outcome = judging.judge(draft).map(|judged| outcome(&format, judged)).unwrap_or_default();
        progress.tick();
        outcome
    };
    run::in_order(judging.drafts(), run::threads(options.jobs.map(usize::from)), work, |outcome: Outcome| {
        coverage.add(&outcome.coverage);
        complete &= outcome.problems.is_empty();
        progress.aside(|| {
            outcome.problems.iter().for_each(|problem| tell(problem));
            format.write(outcome.rendered, &mut written, &mut output)
        })?;
        Ok(())
    })?;
    drop(progress);
    if !(options.quiet && matches!(format, Format::Human(..))) {
        format.close(&coverage, written, complete, &mut output)?;
    }
    output.finish()?;
    Ok(if complete { ExitCode::SUCCESS } else { ExitCode::from(UNJUDGED) })
}

fn outcome(format: &Format, judged: Judged) -> Outcome {
    match judged.result {
        Ok((document, analysis)) => Outcome {
            rendered: format.render(
                claims::Judged {
                    sources: &judged.sources,
                    document: &document,
                    facts: &judged.house.evidence.facts,
                    held: &judged.held,
                },
                &analysis.judgements,
            ),
            coverage: Coverage::of(&document, &analysis.judgements),
            problems: judged.unread.iter().map(|unread| short::line(&judged.sources, unread)).collect(),
        },
        Err(cause) => Outcome {
            rendered: Rendered::default(),
            coverage: Coverage::default(),
            problems: vec![short::line(&judged.sources, &cause.diagnostic())],
        },
    }
}

/// Says on standard error what stands in the way; where nobody listens there is nothing to be done.
fn tell(line: &str) {
    let _ = std::io::stderr().write_all(line.as_bytes());
}

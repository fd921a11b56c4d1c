//! `factlint facts`: work on the fact base itself.

mod skeleton;
mod subject;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::analyze;
use crate::calendar::PartialDate;
use crate::checks;
use crate::cli::UNJUDGED;
use crate::cli::configuration::Houses;
use crate::cli::house::{House, Wishes};
use crate::cli::judging::{self, Judging, Options};
use crate::cli::output::{Colour, Output};
use crate::cli::reports::{self, Manner, Reports, Wanted};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::render::{About, Tally};
use crate::settings::FailOn;

/// Work on the fact base itself.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Lints the facts themselves: what is recorded twice, contradicts itself or is due for checking
    Check(CheckArguments),
    /// Prints TOML skeletons for what drafts claim and nothing records, to be confirmed by a person
    New(NewArguments),
    /// Prints a JSON Schema of factlint.toml, fact files and rules files, for editors
    Schema,
}

#[derive(Debug, clap::Args)]
struct CheckArguments {
    /// Fact files, besides those of factlint.toml
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The date by which a fact may be due for checking
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = judging::date)]
    date: Option<PartialDate>,

    /// Drafts, and folders of them: facts that none of them speaks of are reported; can be repeated
    #[arg(long, value_name = "PATH")]
    against: Vec<PathBuf>,

    /// How findings are written, as in factlint check
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Wanted::parse, default_value = "human")]
    format: Vec<Wanted>,

    /// When to colour
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    color: Colour,

    /// No summary
    #[arg(long, short)]
    quiet: bool,
}

#[derive(Debug, clap::Args)]
struct NewArguments {
    #[command(flatten)]
    options: Options,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    match &arguments.command {
        Command::Check(arguments) => check(arguments),
        Command::New(arguments) => new(arguments),
        Command::Schema => schema(),
    }
}

fn schema() -> Result<ExitCode, Error> {
    let mut out = Output::open(None)?;
    out.write_all(include_str!("../../docs/schema/factlint.json").as_bytes())?;
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn check(arguments: &CheckArguments) -> Result<ExitCode, Error> {
    let mut houses = Houses::new(Wishes { facts: arguments.files.clone(), date: arguments.date, ..Wishes::default() })?;
    let number = houses.of_folder(Path::new(""));
    let house = &houses.all()[number];
    let mut found: Vec<Diagnostic> = house.diagnostics.clone();
    let met = if arguments.against.is_empty() { None } else { Some(met(arguments)?) };
    let complete = house.is_sound() && met.as_ref().is_none_or(|(_, complete)| *complete);
    found.extend(analyze::review(&house.evidence, &house.settings, met.as_ref().map(|(keys, _)| keys)));
    found.sort_by(|a, b| a.order().cmp(&b.order()));
    let targets = reports::targets(&arguments.format, None)?;
    let about = checks::ALL.iter().map(|check| About::check(check)).collect();
    // The summary of a report counts drafts.
    let manner = Manner { colour: arguments.color, notes: true, quiet: true, about, template: None };
    let (mut reports, styles) = Reports::open(&targets, &manner)?;
    reports.write(styles.iter().map(|style| style.render(&house.sources, &found)).collect())?;
    let mut tally = Tally::default();
    tally.findings(&found);
    reports.close(&tally, complete)?;
    if !arguments.quiet {
        summarise(house, &tally);
    }
    Ok(match (complete, found.iter().any(|finding| fails(house.fail_on, finding))) {
        (false, _) => ExitCode::from(UNJUDGED),
        (true, true) => ExitCode::FAILURE,
        (true, false) => ExitCode::SUCCESS,
    })
}

/// The keys of the facts that the drafts speak of, and whether every draft could be judged.
fn met(arguments: &CheckArguments) -> Result<(BTreeSet<String>, bool), Error> {
    let options = Options {
        facts: arguments.files.clone(),
        date: arguments.date,
        color: arguments.color,
        quiet: true,
        ..Options::of(&arguments.against)
    };
    let judging = Judging::prepare(&options, Wishes::default())?;
    let mut complete = judging.houses().all(House::is_sound);
    let mut keys = BTreeSet::new();
    for job in judging.drafts() {
        let Some(judged) = judging.judge(job) else { continue };
        match judged.result {
            Ok((_, analysis)) => {
                let evidence = analysis.judgements.into_iter().filter_map(|judgement| judgement.evidence);
                keys.extend(evidence.map(|evidence| evidence.key));
            }
            Err(cause) => {
                let _ = writeln!(io::stderr(), "{}: {}", judged.path.display(), cause.diagnostic().message);
                complete = false;
            }
        }
    }
    Ok((keys, complete))
}

fn fails(threshold: FailOn, finding: &Diagnostic) -> bool {
    threshold.fails(finding.severity)
}

/// How much was looked at, on standard error: the report is for what was found.
fn summarise(house: &House, tally: &Tally) {
    let facts = &house.evidence.facts;
    let entities = facts.entities.len();
    let recorded =
        facts.figures.len() + facts.dates.len() + facts.quotes.len() + facts.statements.len() + facts.literals.len();
    let found = tally.errors + tally.warnings + tally.notes;
    let _ = writeln!(io::stderr(), "names: {entities} · facts: {recorded} · findings: {found}");
}

/// Prints skeletons, each once, in the order of the drafts.
fn new(arguments: &NewArguments) -> Result<ExitCode, Error> {
    let judging = Judging::prepare(&arguments.options, Wishes::default())?;
    let mut ids = BTreeSet::new();
    let mut out = Output::open(arguments.options.output.as_deref())?;
    let mut complete = judging.houses().all(House::is_sound);
    for job in judging.drafts() {
        let Some(judged) = judging.judge(job) else { continue };
        match judged.result {
            Ok((document, analysis)) => {
                let name = judged.sources.get(crate::source::FileId::DRAFT).name().to_owned();
                let skeletons = skeleton::of(&document, &analysis.judgements, &judged.house.evidence, &mut ids);
                for skeleton in skeletons {
                    let line = judged.sources.get(crate::source::FileId::DRAFT).position(skeleton.at).line;
                    write!(out, "# {}:{line}\n{}\n", one_line(&name), skeleton.text)?;
                }
            }
            Err(_) => complete = false,
        }
    }
    out.finish()?;
    Ok(if complete { ExitCode::SUCCESS } else { ExitCode::from(UNJUDGED) })
}

/// A name in a comment of TOML, which may hold no control characters.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

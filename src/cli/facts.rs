//! `factlint facts`: about the fact files themselves.

use std::io::Write;
use std::process::ExitCode;

use crate::cli::output::Output;
use crate::error::Error;

/// Tells of the fact files.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Prints a JSON Schema of factlint.toml, fact files and rules files, for editors
    Schema,
}

/// Runs `facts`.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let Command::Schema = arguments.command;
    let mut out = Output::open(None)?;
    out.write_all(include_str!("../../docs/schema/factlint.json").as_bytes())?;
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

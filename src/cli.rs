//! The command line.

mod across;
mod building;
mod check;
mod claims;
pub(crate) mod configuration;
pub(crate) mod evidence;
mod facts;
pub(crate) mod house;
mod init;
pub(crate) mod judging;
mod known;
mod manual;
mod mending;
mod output;
mod progress;
mod reports;
mod rules;
mod run;
pub(crate) mod shelf;
mod watch;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::error::Error;
use crate::lsp;
use crate::render::visible;

/// The exit code for a job of which something could not be judged.
const UNJUDGED: u8 = 2;

/// Checks the facts and the consistency of article drafts
#[derive(Debug, Parser)]
#[command(name = "factlint", version, max_term_width = 110)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Lints drafts
    Check(check::Arguments),
    /// Lists every checkable claim with its verdict, the fact it met and the place
    Claims(claims::Arguments),
    /// Prints what a check or rule does, why, and how to settle its findings
    Explain {
        /// The check's name
        check: String,
    },
    /// Lists checks and rules in force, where each level comes from, and tests rules
    Rules(rules::Arguments),
    /// Works on the fact base itself
    Facts(facts::Arguments),
    /// Serves an editor: the language server, on standard input and output
    Lsp {
        /// Accepted, for editors that say so; there is no other way
        #[arg(long, hide = true)]
        stdio: bool,
    },
    /// Prints completions for a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Prints the manual page, in roff; of a subcommand if one is named
    #[command(hide = true)]
    Man {
        /// A subcommand
        command: Option<String>,
    },
    /// Writes a factlint.toml, a commented fact file and a hook, made for what the folder holds
    Init(init::Arguments),
}

/// Runs the command given by the process's arguments.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { UNJUDGED } else { 0 });
        }
    };
    let result = match &arguments.command {
        Command::Check(arguments) => check::run(arguments),
        Command::Claims(arguments) => claims::run(arguments),
        Command::Explain { check } => rules::explain(check),
        Command::Rules(arguments) => rules::run(arguments),
        Command::Facts(arguments) => facts::run(arguments),
        Command::Lsp { .. } => lsp::serve(),
        Command::Completions { shell } => manual::completions(*shell, Arguments::command()),
        Command::Man { command } => manual::page(command.as_deref(), Arguments::command()),
        Command::Init(arguments) => init::run(arguments),
    };
    match result {
        Ok(code) => code,
        // Whoever read the report has seen enough; not all was said, so not all is known to be clean.
        Err(Error::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(UNJUDGED),
        Err(error) => {
            let message = error.to_string();
            let _ = writeln!(io::stderr(), "factlint: {}", visible::line(&message, false));
            ExitCode::from(UNJUDGED)
        }
    }
}

//! `factlint completions` and `factlint man`: made from the one definition of the command line.

use std::io::Write;
use std::process::ExitCode;

use clap::Command;

use crate::cli::output::Output;
use crate::error::Error;

/// Prints completions for `shell`.
pub fn completions(shell: clap_complete::Shell, mut command: Command) -> Result<ExitCode, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "factlint", &mut script);
    print(&script)
}

/// Prints the manual page of the program, or of its subcommand called `name`.
pub fn page(name: Option<&str>, mut program: Command) -> Result<ExitCode, Error> {
    program.build();
    let command = match name {
        None => program,
        Some(name) => program
            .find_subcommand(name)
            .cloned()
            .map(|command| command.display_name(format!("factlint-{name}")))
            .ok_or_else(|| Error::Usage(format!("there is no subcommand {name}")))?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    print(&page)
}

fn print(text: &[u8]) -> Result<ExitCode, Error> {
    let mut out = Output::open(None)?;
    out.write_all(text)?;
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

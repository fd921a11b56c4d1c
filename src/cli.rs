//! The command line.

use std::process::ExitCode;

/// Runs the command given by the process's arguments.
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}

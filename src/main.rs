//! The `factlint` program: everything is in the library, so that tests and other front ends run the same code.

use std::process::ExitCode;

fn main() -> ExitCode {
    factlint::cli::main()
}

//! `factlint rules` and `factlint explain`: which checks there are, and what they do.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::check::Check;
use crate::checks;
use crate::cli::configuration::Houses;
use crate::cli::house::{House, Wishes};
use crate::cli::named_check;
use crate::cli::output::Output;
use crate::error::Error;

/// Checks in force, where each level comes from.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    /// A rules file, or the name of a built-in pack, besides those of factlint.toml; can be repeated
    #[arg(long, value_name = "FILE", global = true)]
    rules: Vec<PathBuf>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Lists name, category, level and where it comes from, whether findings carry fixes, summary
    List,
}

/// Runs `rules`.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let (Some(Command::List) | None) = arguments.command;
    let mut houses = Houses::new(Wishes { rules: arguments.rules.clone(), ..Wishes::default() })?;
    let number = houses.of_folder(Path::new(""));
    let house = &houses.all()[number];
    let rows: Vec<[String; 6]> = checks::ALL.iter().map(|check| row(check, house)).collect();
    let mut widths = [0; 5];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut out = Output::open(None)?;
    for [name, category, level, from, fixable, summary] in &rows {
        let [a, b, c, d, e] = widths;
        writeln!(out, "{name:a$}  {category:b$}  {level:c$}  {from:d$}  {fixable:e$}  {summary}")?;
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn row(check: &Check, house: &House) -> [String; 6] {
    let (level, from) = match house.settings.levels.get(check.name) {
        Some(placed) => {
            let file = house.sources.get(placed.place.file);
            let line = file.position(placed.place.span.start()).line;
            (placed.value, format!("{}:{line}", file.name()))
        }
        None => (check.default, "default".to_owned()),
    };
    let fixable = if check.fixable { "fix" } else { "" };
    [check.name, check.category.word(), level.word(), &from, fixable, check.summary].map(str::to_owned)
}

/// Runs `explain`: the page of the check called `name`.
pub fn explain(name: &str) -> Result<ExitCode, Error> {
    let check = named_check(name)?;
    let mut out = Output::open(None)?;
    out.write_all(check.page.as_bytes())?;
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

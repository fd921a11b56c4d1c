//! `factlint rules` and `factlint explain`: which checks and rules there are, and what they do.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::checks;
use crate::cli::configuration::{Houses, no_check};
use crate::cli::house::{House, Wishes};
use crate::cli::output::Output;
use crate::cli::{UNJUDGED, run};
use crate::error::Error;
use crate::facts::Place;
use crate::mention;
use crate::pattern::load::load;
use crate::pattern::{Rule, packs};
use crate::render::short;
use crate::render::tally::count;
use crate::settings::options::Declared;
use crate::settings::{Level, Settings};
use crate::source::{SourceFile, Sources};
use crate::walk::{self, Draft};

/// Checks and rules in force, where each level comes from.
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
    /// Tries the rules' examples and names the rules that nothing triggers
    Test {
        /// Drafts, and folders that are searched for them
        #[arg(value_name = "PATH", default_value = ".")]
        paths: Vec<PathBuf>,
    },
}

/// Runs `rules`.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let mut houses = Houses::new(Wishes { rules: arguments.rules.clone(), ..Wishes::default() })?;
    match &arguments.command {
        Some(Command::Test { paths }) => test(&mut houses, paths),
        Some(Command::List) | None => {
            let number = houses.of_folder(Path::new(""));
            list(&houses.all()[number])
        }
    }
}

fn list(house: &House) -> Result<ExitCode, Error> {
    let mut rows: Vec<[String; 6]> = checks::ALL
        .iter()
        .flat_map(|check| {
            let own = row(house, [check.name, check.category.word(), check.summary], check.default, check.fixable);
            let options = checks::OPTIONS.iter().copied().flatten().filter(|option| option.check == check.name);
            std::iter::once(own).chain(options.map(|option| option_row(house, option)))
        })
        .collect();
    for rule in house.evidence.patterns.rules() {
        let summary = rule.demand.summary();
        rows.push(row(house, [&rule.id.value, "rule", &summary], rule.level, rule.is_fixable()));
    }
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

fn row(house: &House, [name, category, summary]: [&str; 3], default: Level, fixable: bool) -> [String; 6] {
    let set = house.settings.levels.get(name);
    // The level of a rule is written in its file.
    let place = set.map(|placed| placed.place).or(house.evidence.patterns.rule(name).map(|rule| rule.id.place));
    let from = from(house, place);
    let level = set.map_or(default, |placed| placed.value);
    [name, category, level.word(), &from, if fixable { "fix" } else { "" }, summary].map(str::to_owned)
}

/// An option of the check of the row before: what is set, where, and what it means.
fn option_row(house: &House, option: &Declared) -> [String; 6] {
    let set = house.settings.options.get(option);
    let value = set.map_or_else(|| option.kind.usual(), |set| set.value.value.shown());
    let summary = format!("{value}: {}", option.meaning);
    let key = format!("  {}", option.key);
    [&key, "option", "", &from(house, set.map(|set| set.value.place)), "", &summary].map(str::to_owned)
}

/// Where something is set, as file and line.
fn from(house: &House, place: Option<Place>) -> String {
    place.map_or("default".to_owned(), |place| {
        let file = house.sources.get(place.file);
        format!("{}:{}", file.name(), file.position(place.span.start()).line)
    })
}

/// Examples have been tried when the rules were loaded; what is left is to see which rules find nothing at all.
fn test(houses: &mut Houses, paths: &[PathBuf]) -> Result<ExitCode, Error> {
    let drafts = walk::drafts(paths, Path::new("stdin"), |path| houses.admit(path));
    let drafts: Vec<(Draft, usize)> = drafts
        .into_iter()
        .map(|draft| {
            let house = houses.of_draft(&draft.path);
            (draft, house)
        })
        .collect();
    houses.of_folder(Path::new(""));
    let mut counts: Vec<Vec<usize>> =
        houses.all().iter().map(|house| vec![0; house.evidence.patterns.rules().len()]).collect();
    let work = |(draft, house): &(Draft, usize)| (*house, counts_in(draft, &houses.all()[*house]));
    run::in_order(&drafts, run::threads(None), work, |(house, found)| {
        counts[house].iter_mut().zip(found).for_each(|(sum, found)| *sum += found);
        Ok(())
    })?;
    let mut out = Output::open(None)?;
    let (mut complete, mut idle) = (true, false);
    for (house, counts) in houses.all().iter().zip(&counts) {
        complete &= house.is_sound();
        for diagnostic in &house.diagnostics {
            out.write_all(short::line(&house.sources, diagnostic).as_bytes())?;
        }
        for (rule, &found) in house.evidence.patterns.rules().iter().zip(counts) {
            let (bad, good) = (rule.examples.bad.len(), rule.examples.good.len());
            let tried = format!("{bad} bad and {}, {}", count(good, "good example"), count(found, "finding"));
            let nothing = bad == 0 && found == 0;
            idle |= nothing;
            let told = if nothing { ": nothing triggers it" } else { "" };
            writeln!(out, "{}: {tried} in {}{told}", rule.id.value, count(drafts.len(), "draft"))?;
        }
    }
    out.finish()?;
    Ok(match (complete, idle) {
        (false, _) => ExitCode::from(UNJUDGED),
        (true, true) => ExitCode::FAILURE,
        (true, false) => ExitCode::SUCCESS,
    })
}

/// How often each rule finds something in a draft; nothing in one that cannot be read.
fn counts_in(draft: &Draft, house: &House) -> Vec<usize> {
    let Ok(opened) = draft.read().1 else { return Vec::new() };
    let evidence = &house.evidence;
    let document = opened.parse(&evidence.lexicon);
    let mentions = mention::find(&document, &evidence.facts, &evidence.index.names, &evidence.lexicon);
    evidence.patterns.counts(&document, &mentions, &Settings::default())
}

/// Runs `explain`: the page of the check or rule called `name`.
pub fn explain(name: &str) -> Result<ExitCode, Error> {
    let page = match checks::by_name(name) {
        Some(check) => check.page.to_owned(),
        None => rule_page(name)?,
    };
    let mut out = Output::open(None)?;
    out.write_all(page.as_bytes())?;
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// The page of a rule in force here, else of one in a built-in pack.
fn rule_page(name: &str) -> Result<String, Error> {
    let mut houses = Houses::new(Wishes::default())?;
    let number = houses.of_folder(Path::new(""));
    let house = &houses.all()[number];
    if let Some(rule) = house.evidence.patterns.rule(name) {
        return Ok(rule.page());
    }
    let mut built_in: Vec<Rule> = Vec::new();
    for (pack, text) in packs::PACKS {
        let mut sources = Sources::new();
        let file = sources.add(SourceFile::new(*pack, *text));
        built_in.extend(load(&sources, &[file], &[], &house.evidence.lexicon).0);
    }
    match built_in.iter().find(|rule| rule.id.value == name) {
        Some(rule) => Ok(rule.page()),
        None => {
            let mut known = house.evidence.names();
            known.extend(built_in.iter().map(|rule| rule.id.value.as_str()));
            Err(no_check(name, known))
        }
    }
}

//! The reports of a run: one format or several, each on its own way.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::output::{Colour, Output};
use crate::error::Error;
use crate::render::page::Layout;
use crate::render::{About, Format, Rendered, Stream, Style, Tally};
use crate::text::nearest::nearest;

/// A format of `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    Human,
    Short,
    Json,
    Jsonl,
    Sarif,
    Github,
    Gitlab,
    Junit,
    Checkstyle,
    Html,
}

/// The words of `--format`, in the order of the documentation.
const NAMES: [(&str, Name); 10] = [
    ("human", Name::Human),
    ("short", Name::Short),
    ("json", Name::Json),
    ("jsonl", Name::Jsonl),
    ("sarif", Name::Sarif),
    ("github", Name::Github),
    ("gitlab", Name::Gitlab),
    ("junit", Name::Junit),
    ("checkstyle", Name::Checkstyle),
    ("html", Name::Html),
];

/// `--format NAME` or `--format NAME=FILE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    name: Name,
    file: Option<PathBuf>,
}

impl Wanted {
    /// Reads the value of `--format`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (word, file) = text.split_once('=').map_or((text, None), |(word, file)| (word, Some(file)));
        if file.is_some_and(str::is_empty) {
            return Err(format!("no file is named after {word}="));
        }
        let words = || NAMES.iter().map(|(word, _)| *word);
        match NAMES.iter().find(|(known, _)| *known == word) {
            Some((_, name)) => Ok(Self { name: *name, file: file.map(PathBuf::from) }),
            None => {
                let meant = nearest(word, words()).map(|meant| format!("; did you mean {meant}?")).unwrap_or_default();
                Err(format!("no such format{meant} [formats: {}]", words().collect::<Vec<_>>().join(", ")))
            }
        }
    }
}

/// Which formats are written where: `output` takes the one that names no file.
pub fn targets(wanted: &[Wanted], output: Option<&Path>) -> Result<Vec<Wanted>, Error> {
    let mut targets = wanted.to_vec();
    let mut open = targets.iter_mut().filter(|wanted| wanted.file.is_none());
    let first = open.next();
    if open.next().is_some() {
        return Err(Error::Usage(
            "two formats for one stream: give all but one a file, --format sarif=FILE".to_owned(),
        ));
    }
    match (first, output) {
        (Some(first), output) => first.file = output.map(Path::to_owned),
        (None, None) => {}
        (None, Some(_)) => {
            return Err(Error::Usage("--output has no format left: each --format names its own file".to_owned()));
        }
    }
    let mut files: Vec<_> = targets.iter().filter_map(|wanted| wanted.file.as_deref()).collect();
    files.sort_unstable();
    match files.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(Error::Usage(format!("two formats are to be written to {}", pair[0].display()))),
        None => Ok(targets),
    }
}

impl Wanted {
    /// The file it is written to, if it is not standard output.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }
}

/// What all reports of a run have in common.
pub struct Manner {
    pub colour: Colour,
    /// Whether people are shown notes.
    pub notes: bool,
    pub quiet: bool,
    /// All checks and rules.
    pub about: Arc<[About]>,
    /// The template of the page for a browser, if it is not the program's own.
    pub template: Option<PathBuf>,
}

/// The open reports.
pub struct Reports {
    streams: Vec<Stream<Output>>,
    shown_at_once: bool,
}

impl Reports {
    /// Opens the reports; what is found is rendered by the styles, one a report.
    pub fn open(targets: &[Wanted], manner: &Manner) -> Result<(Self, Vec<Style>), Error> {
        let (mut streams, mut styles, mut shown_at_once) = (Vec::new(), Vec::new(), false);
        for wanted in targets {
            let output = Output::open(wanted.file())?;
            let style = style(wanted.name, &output, manner)?;
            shown_at_once |= output.is_terminal();
            styles.push(style.clone());
            streams.push(Stream::open(style, output)?);
        }
        Ok((Self { streams, shown_at_once }, styles))
    }

    /// Writes what was rendered for each report.
    pub fn write(&mut self, rendered: Vec<Rendered>) -> io::Result<()> {
        for (stream, rendered) in self.streams.iter_mut().zip(rendered) {
            stream.write(rendered)?;
            if self.shown_at_once {
                stream.flush()?;
            }
        }
        Ok(())
    }

    /// Ends all reports and puts them in their places.
    pub fn close(self, tally: &Tally, complete: bool) -> io::Result<()> {
        self.streams.into_iter().try_for_each(|stream| stream.close(tally, complete)?.finish())
    }
}

fn style(name: Name, output: &Output, manner: &Manner) -> Result<Style, Error> {
    let format = match name {
        Name::Human => Format::Human(Box::new(output.look(manner.colour))),
        Name::Short => Format::Short,
        Name::Json => Format::Json,
        Name::Jsonl => Format::Jsonl,
        Name::Sarif => Format::Sarif(Arc::clone(&manner.about)),
        Name::Github => Format::Github,
        Name::Gitlab => Format::Gitlab,
        Name::Junit => Format::Junit,
        Name::Checkstyle => Format::Checkstyle,
        Name::Html => Format::Html(Box::new(layout(manner.template.as_deref())?)),
    };
    Ok(Style { format, notes: manner.notes, quiet: manner.quiet })
}

/// The layout of the page for a browser, from the template at `path` if there is one.
fn layout(path: Option<&Path>) -> Result<Layout, Error> {
    let Some(path) = path else { return Layout::new(None).map_err(Error::Usage) };
    let mistake = |why: String| Error::Usage(format!("--template {}: {why}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| mistake(error.to_string()))?;
    Layout::new(Some(text)).map_err(mistake)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_format_may_go_to_standard_output() {
        let files = |words: &[&str], output: Option<&str>| {
            let wanted: Vec<_> = words.iter().map(|word| Wanted::parse(word).unwrap()).collect();
            let shown = |it: &Wanted| it.file().map_or("-".to_owned(), |file| file.display().to_string());
            match targets(&wanted, output.map(Path::new)) {
                Ok(targets) => targets.iter().map(shown).collect::<Vec<_>>().join(" "),
                Err(_) => "refused".to_owned(),
            }
        };
        let table: &[(&[&str], Option<&str>, &str)] = &[
            (&["human"], None, "-"),
            (&["human", "sarif=a"], None, "- a"),
            (&["sarif=a", "json"], Some("b"), "a b"),
            (&["json=a"], None, "a"),
            (&["human", "json"], None, "refused"),
            (&["json=a", "sarif=a"], None, "refused"),
            (&["json=a"], Some("b"), "refused"),
        ];
        for (words, output, expected) in table {
            assert_eq!(files(words, *output), *expected, "{words:?} {output:?}");
        }
        assert!(Wanted::parse("sarf").unwrap_err().contains("did you mean sarif?"));
        assert!(Wanted::parse("sarif=").is_err());
    }
}

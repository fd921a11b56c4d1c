//! Where a report goes, and what that stream bears.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::render::{Look, visible};

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Colour {
    /// When the report goes to a terminal; NO_COLOR and CLICOLOR_FORCE are heeded
    Auto,
    Always,
    Never,
}

/// A stream for one report. A file is replaced only when the report is whole.
pub enum Output {
    Stdout(BufWriter<io::Stdout>),
    File {
        out: BufWriter<File>,
        scratch: PathBuf,
        target: PathBuf,
        done: bool,
    },
    /// A pipe or device that is named like a file, which cannot be replaced.
    Device(BufWriter<File>),
}

impl Output {
    /// Standard output, or the file at `path`.
    pub fn open(path: Option<&Path>) -> io::Result<Self> {
        let Some(path) = path else { return Ok(Output::Stdout(BufWriter::new(io::stdout()))) };
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if target.metadata().is_ok_and(|about| !about.is_file()) {
            return Ok(Output::Device(BufWriter::new(OpenOptions::new().write(true).open(target)?)));
        }
        let mut name = std::ffi::OsString::from(".");
        name.push(target.file_name().unwrap_or_default());
        name.push(format!(".{}.tmp", std::process::id()));
        let scratch = target.with_file_name(name);
        let file = OpenOptions::new().write(true).create_new(true).open(&scratch)?;
        if let Ok(about) = target.metadata() {
            file.set_permissions(about.permissions())?;
        }
        Ok(Output::File { out: BufWriter::new(file), scratch, target, done: false })
    }

    /// Whether a person sees it directly.
    pub fn is_terminal(&self) -> bool {
        matches!(self, Output::Stdout(_)) && io::stdout().is_terminal()
    }

    /// How to draw on it.
    pub fn look(&self, colour: Colour) -> Look {
        let terminal = self.is_terminal();
        let ascii = matches!(self, Output::Stdout(_)) && !locale_is_utf8(|name| std::env::var(name).ok());
        Look::new(coloured(colour, terminal, |name| std::env::var(name).ok()), ascii, terminal)
    }

    /// Puts the report in its place.
    pub fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        if let Output::File { out, scratch, target, done } = &mut self {
            out.get_ref().sync_all()?;
            std::fs::rename(&*scratch, &*target)?;
            *done = true;
        }
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Output::File { scratch, done: false, .. } = self {
            let _ = std::fs::remove_file(scratch);
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Stdout(out) => out.write(bytes),
            Output::File { out, .. } | Output::Device(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stdout(out) => out.flush(),
            Output::File { out, .. } | Output::Device(out) => out.flush(),
        }
    }
}

/// Says something on standard error; where nobody listens there is nothing to be done.
pub fn tell(line: &str) {
    let _ = writeln!(io::stderr(), "{}", visible::line(line, false));
}

/// Whether to colour a stream: the option, then NO_COLOR, CLICOLOR_FORCE and TERM, then whether it is a terminal.
fn coloured(colour: Colour, terminal: bool, env: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name| env(name).filter(|value| !value.is_empty());
    match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto if set("NO_COLOR").is_some() => false,
        Colour::Auto if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        Colour::Auto => {
            terminal
                && set("CLICOLOR").is_none_or(|value| value != "0")
                && set("TERM").is_none_or(|term| term != "dumb")
        }
    }
}

/// Whether the locale's characters are UTF-8, by the first of its variables that says something (POSIX).
fn locale_is_utf8(env: impl Fn(&str) -> Option<String>) -> bool {
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| env(name).filter(|value| !value.is_empty()));
    match named {
        Some(locale) => {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        }
        None => cfg!(windows),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env<'a>(pairs: &'a [(&str, &str)]) -> impl Fn(&str) -> Option<String> + 'a {
        |name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn colour_follows_option_environment_and_stream_in_that_order() {
        for (colour, terminal, pairs, expected) in [
            (Colour::Auto, true, &[][..], true),
            (Colour::Auto, false, &[], false),
            (Colour::Auto, true, &[("NO_COLOR", "1")], false),
            (Colour::Auto, true, &[("NO_COLOR", "")], true),
            (Colour::Auto, false, &[("CLICOLOR_FORCE", "1")], true),
            (Colour::Auto, false, &[("CLICOLOR_FORCE", "0")], false),
            (Colour::Auto, false, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
            (Colour::Auto, true, &[("TERM", "dumb")], false),
            (Colour::Always, false, &[("NO_COLOR", "1")], true),
            (Colour::Never, true, &[("CLICOLOR_FORCE", "1")], false),
        ] {
            assert_eq!(coloured(colour, terminal, env(pairs)), expected, "{colour:?} {terminal} {pairs:?}");
        }
    }

    #[test]
    fn the_locale_decides_on_characters() {
        for (pairs, expected) in [
            (&[("LANG", "de_AT.UTF-8")][..], true),
            (&[("LANG", "C.utf8")], true),
            (&[("LANG", "C")], false),
            (&[("LC_ALL", "C"), ("LANG", "de_AT.UTF-8")], false),
            (&[("LC_ALL", ""), ("LC_CTYPE", "en_US.UTF-8"), ("LANG", "C")], true),
        ] {
            assert_eq!(locale_is_utf8(env(pairs)), expected, "{pairs:?}");
        }
    }

    #[test]
    fn a_file_appears_only_when_the_report_is_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.txt");
        std::fs::write(&path, "old").expect("written");
        let mut output = Output::open(Some(&path)).expect("opened");
        output.write_all(b"new").expect("written");
        assert_eq!(std::fs::read_to_string(&path).expect("read"), "old");
        drop(output);
        assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 1);
        let mut output = Output::open(Some(&path)).expect("opened");
        output.write_all(b"new").expect("written");
        output.finish().expect("finished");
        assert_eq!(std::fs::read_to_string(&path).expect("read"), "new");
    }
}

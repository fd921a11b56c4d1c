//! `factlint check --watch`: the check again whenever a draft or a fact file changes.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecursiveMode, Watcher};

use crate::error::Error;
use crate::parse::Format;

/// How long nothing must change before the check runs: an editor writes a file in several steps.
const CALM: Duration = Duration::from_millis(100);

/// Checks now and after each change in the working folder, until it is stopped. Each check is a process of its own, so that one run
/// cannot see what another one remembers.
pub fn run() -> Result<ExitCode, Error> {
    let program = std::env::current_exe().map_err(|error| Error::Usage(format!("cannot watch: {error}")))?;
    let arguments: Vec<OsString> = std::env::args_os().skip(1).filter(|argument| argument != "--watch").collect();
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(sender).map_err(|error| cannot(&error))?;
    watcher.watch(Path::new("."), RecursiveMode::Recursive).map_err(|error| cannot(&error))?;
    loop {
        let status = Command::new(&program).args(&arguments).status();
        status.map_err(|error| Error::Usage(format!("cannot watch: {error}")))?;
        let _ = writeln!(io::stderr(), "factlint: waiting for a change; Ctrl-C ends");
        if !changed(&changes) {
            return Ok(ExitCode::SUCCESS);
        }
    }
}

fn cannot(error: &notify::Error) -> Error {
    Error::Usage(format!("cannot watch: {error}"))
}

/// Waits for a change that matters, and then until all is calm. False if there can be none any more.
fn changed(changes: &Receiver<notify::Result<Event>>) -> bool {
    loop {
        match changes.recv() {
            Ok(Ok(event)) if matters(&event) => break,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    while changes.recv_timeout(CALM).is_ok() {}
    true
}

/// Whether something that a check reads was written, made, moved or deleted. That a file is read is told as well.
fn matters(event: &Event) -> bool {
    let written = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_));
    written && event.paths.iter().any(|path| is_read(path))
}

/// Drafts, facts and settings, and the files that values are taken from.
fn is_read(path: &Path) -> bool {
    let other = ["toml", "json", "yaml", "yml", "csv"];
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    Format::of(&path.to_string_lossy()).is_some() || other.contains(&ending)
}

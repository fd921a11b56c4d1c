//! A bar on standard error, for people who wait longer than a second.

use std::io::{self, IsTerminal};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// How long nothing is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts drafts that are done; shown only on a terminal, and only in long runs.
pub struct Progress {
    started: Instant,
    total: u64,
    done: AtomicU64,
    wanted: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// Progress over `total` drafts; never shown when `quiet`.
    pub fn new(total: usize, quiet: bool) -> Self {
        let wanted = !quiet && total > 1 && io::stderr().is_terminal();
        Self { started: Instant::now(), total: total as u64, done: AtomicU64::new(0), wanted, bar: OnceLock::new() }
    }

    /// One more draft is done. May be called from any thread.
    pub fn tick(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.wanted && self.started.elapsed() > PATIENCE {
            self.bar.get_or_init(|| bar(self.total)).set_position(done);
        }
    }

    /// Does `work`, which writes to standard output, with the bar out of the way.
    pub fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        match self.bar.get() {
            Some(bar) => bar.suspend(work),
            None => work(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: u64) -> ProgressBar {
    let bar = ProgressBar::new(total);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} drafts, {eta} left") {
        bar.set_style(style);
    }
    bar
}

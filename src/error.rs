//! What stops a job. Findings in drafts and facts are never errors: they are [`crate::diagnostic::Diagnostic`]s.

use std::path::PathBuf;

/// The job as a whole could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A path named on the command line does not exist or cannot be listed.
    #[error("cannot read {path}: {reason}", path = path.display())]
    Unreadable { path: PathBuf, reason: String },
    /// A file that was to be written cannot be.
    #[error("cannot write {path}: {reason}", path = path.display())]
    Unwritable { path: PathBuf, reason: String },
    /// The words of the command line do not make sense together.
    #[error("{0}")]
    Usage(String),
    /// The client of the language server does not keep to the protocol, or has gone.
    #[error("language server: {0}")]
    Protocol(String),
    /// Writing the report failed.
    #[error("cannot write the report: {0}")]
    Output(#[from] std::io::Error),
}

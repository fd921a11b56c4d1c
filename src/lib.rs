//! factlint checks the facts and the consistency of article drafts.
//!
//! The modules are the pipeline, in its order; each may use only what stands above it:
//!
//! ```text
//! draft bytes ─parse→ Document ─find→ Mentions ─bind→ [Claim] ─┐
//! fact TOML   ─load→  FactBase ──────────────────────→ [Claim] ─┴ compare → [Judgement] ─check→ [Diagnostic] ─render→ terminal, JSON
//! ```
//!
//! Everything from `parse` to `analyze` is pure: no files, no clock, no environment. The command line, the tests and the
//! benchmarks all call [`analyze::analyze`].

// Ground: positions and diagnostics; knows nothing of the domain.
pub mod diagnostic;
pub mod error;
pub mod source;
pub mod span;

// Prose: what words and numbers mean.
pub mod calendar;
pub mod lexicon;
pub mod quantity;
pub mod text;

// Draft.
pub mod document;
pub mod parse;

// Facts.
pub mod facts;
pub mod settings;

// Meeting.
pub mod claim;
pub mod mention;

// Checks.
pub mod check;
pub mod checks;
pub mod fix;
pub mod pattern;
pub mod suppress;

// Pipeline.
pub mod across;
pub mod analyze;

// Rim: the only input and output.
pub mod cli;
pub mod lsp;
pub mod render;
pub mod walk;

//! Which files are drafts, and their bytes.

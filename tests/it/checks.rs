//! Every check has a file, a page and fixtures that show it.

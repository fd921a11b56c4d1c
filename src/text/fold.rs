//! Folded keys: one spelling for letters that differ in case, accent or script.

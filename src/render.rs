//! Diagnostics and claims in the formats that people and machines read.

//! Each module uses only what stands above it.

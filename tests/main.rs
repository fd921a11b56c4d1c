//! The one integration-test binary: linking once keeps the tests quick.

#[path = "it/checks.rs"]
mod checks;
#[path = "it/layers.rs"]
mod layers;
#[path = "it/properties.rs"]
mod properties;

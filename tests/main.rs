//! The one integration-test binary: linking once keeps the tests quick.

#[path = "it/across.rs"]
mod across;
#[path = "it/arithmetic.rs"]
mod arithmetic;
#[path = "it/checks.rs"]
mod checks;
#[path = "it/command.rs"]
mod command;
#[path = "it/docs.rs"]
mod docs;
#[path = "it/evidence.rs"]
mod evidence;
#[path = "it/formats.rs"]
mod formats;
#[path = "it/golden.rs"]
mod golden;
#[path = "it/layers.rs"]
mod layers;
#[path = "it/leftovers.rs"]
mod leftovers;
#[path = "it/lsp.rs"]
mod lsp;
#[path = "it/newsroom.rs"]
mod newsroom;
#[path = "it/page.rs"]
mod page;
#[path = "it/pipeline.rs"]
mod pipeline;
#[path = "it/properties.rs"]
mod properties;
#[path = "it/render.rs"]
mod render;
#[path = "it/schema.rs"]
mod schema;
#[path = "it/seed.rs"]
mod seed;
#[path = "it/sentences.rs"]
mod sentences;
#[path = "it/settings.rs"]
mod settings;
#[path = "it/setup.rs"]
mod setup;
#[path = "it/sources.rs"]
mod sources;
#[path = "it/statistics.rs"]
mod statistics;
#[path = "it/toml_schema.rs"]
mod toml_schema;
#[path = "it/watch.rs"]
mod watch;
#[path = "it/wordings.rs"]
mod wordings;

//! The front matter of a Markdown draft: YAML between `---`, TOML between `+++`.

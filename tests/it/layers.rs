//! Each module uses only what stands above it.
//!
//! Read off the `crate::` paths of the code (comments and tests left out): a small test instead of six crates.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The layers of the design, top to bottom; a module may use its own layer and those before. A longer path decides.
///
/// `quantity::grammar` reads documents, so it stands with the drafts, though what it yields stands with the prose.
const LAYERS: &[&[&str]] = &[
    &["span", "source", "diagnostic", "error"],
    &["calendar", "lexicon", "quantity", "text"],
    &["document", "parse", "quantity::grammar"],
    &["facts", "settings"],
    &["mention", "claim"],
    &["check", "checks", "pattern", "suppress", "fix"],
    &["across", "analyze"],
    &["render", "walk"],
    &["cli", "lsp", "main"],
];

/// Edges that other linters got wrong: who may not know whom, whatever the layers allow.
const FORBIDDEN: &[(&str, &str)] = &[
    ("diagnostic", "check"),
    ("diagnostic", "checks"),
    ("facts", "check"),
    ("facts", "checks"),
    ("settings", "check"),
    ("settings", "checks"),
    ("render", "cli"),
    ("check", "checks"),
];

#[test]
fn every_module_has_a_layer() {
    for module in modules().keys() {
        assert!(layer(module).is_some(), "{module} stands in no layer");
    }
}

#[test]
fn a_module_uses_only_what_stands_above_it() {
    for (module, used) in modules() {
        for target in used {
            let (from, to) = (layer(&module), layer(&target));
            assert!(from >= to, "{module} (layer {from:?}) uses {target} (layer {to:?})");
        }
    }
}

#[test]
fn the_edges_that_others_got_wrong_are_not_there() {
    for (module, used) in modules() {
        for target in used {
            let forbidden = FORBIDDEN.iter().any(|(from, to)| within(&module, from) && within(&target, to));
            assert!(!forbidden, "{module} must not know {target}");
        }
    }
}

#[test]
fn modules_run_in_no_circle() {
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (module, used) in modules() {
        for target in used {
            // A module may use its own parts, and they its types.
            if !within(&target, &module) {
                graph.entry(module.clone()).or_default().insert(target);
            }
        }
    }
    // What uses nothing that is left, or is used by nothing, is no part of a circle; take such modules away until none is left.
    loop {
        let users: BTreeSet<String> = graph.keys().cloned().collect();
        let used: BTreeSet<String> = graph.values().flatten().cloned().collect();
        let before = graph.len();
        graph.retain(|module, targets| {
            targets.retain(|target| users.contains(target));
            used.contains(module) && !targets.is_empty()
        });
        if graph.len() == before {
            break;
        }
    }
    assert!(graph.is_empty(), "modules that use each other in a circle: {graph:?}");
}

/// The entry of [`LAYERS`] that a module belongs to.
fn room(module: &str) -> String {
    let named = LAYERS.iter().flat_map(|layer| layer.iter()).filter(|name| within(module, name));
    named.max_by_key(|name| name.len()).map_or_else(|| module.to_owned(), |name| (*name).to_owned())
}

fn layer(module: &str) -> Option<usize> {
    let room = room(module);
    LAYERS.iter().position(|layer| layer.contains(&room.as_str()))
}

fn within(module: &str, parent: &str) -> bool {
    module.strip_prefix(parent).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Each module with the modules it uses.
fn modules() -> BTreeMap<String, BTreeSet<String>> {
    let src = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&src, &mut files);
    let texts: BTreeMap<String, String> = files
        .iter()
        .map(|path| (module_of(path.strip_prefix(&src).unwrap()), fs::read_to_string(path).unwrap()))
        .filter(|(module, _)| module != "lib" && !["tests", "testing"].iter().any(|name| module.ends_with(name)))
        .collect();
    let names: BTreeSet<String> = texts.keys().cloned().collect();
    texts.iter().map(|(module, text)| (module.clone(), uses(text, &names))).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

fn module_of(path: &Path) -> String {
    let path = path.with_extension("");
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("::").trim_end_matches("::mod").to_owned()
}

/// The modules among `names` that the code of a file names by a path from `crate`.
fn uses(text: &str, names: &BTreeSet<String>) -> BTreeSet<String> {
    // Tests stand at the end of a file, and may use whatever they need.
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut used = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let path = &code[at + "crate::".len()..];
        let plain = path.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(path.len());
        for path in spread(&path[..plain], &path[plain..]) {
            used.extend(longest(&path, names));
        }
    }
    used
}

/// `a::{b, c::d}` as `a::b` and `a::c::d`; of nested groups only the outer paths count.
fn spread(stem: &str, rest: &str) -> Vec<String> {
    match rest.strip_prefix('{').and_then(|group| group.split(['{', '}']).next()) {
        Some(group) => group.split(',').map(|part| format!("{stem}{}", part.trim())).collect(),
        None => vec![stem.to_owned()],
    }
}

/// The longest module that `path` begins with.
fn longest(path: &str, names: &BTreeSet<String>) -> Option<String> {
    names.iter().filter(|name| within(path, name)).max_by_key(|name| name.len()).cloned()
}

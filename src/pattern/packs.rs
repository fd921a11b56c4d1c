//! The packs that come with the program. None is in force unless it is asked for by its name.

/// Name and text of each pack, which is `rules/NAME.toml`.
pub static PACKS: &[(&str, &str)] = &[
    ("copydesk", include_str!("../../rules/copydesk.toml")),
    ("newsroom", include_str!("../../rules/newsroom.toml")),
    ("leftovers", include_str!("../../rules/leftovers.toml")),
    ("docs", include_str!("../../rules/docs.toml")),
];

/// The text of the pack called `name`.
pub fn by_name(name: &str) -> Option<&'static str> {
    PACKS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_in_the_folder_comes_with_the_program() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .expect("listed")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter_map(|name| name.strip_suffix(".toml").map(str::to_owned))
            .collect();
        files.sort();
        let mut names: Vec<&str> = PACKS.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        assert_eq!(files, names, "files of rules/ (left) and PACKS (right)");
    }
}

//! Comparing with what is written down under `tests/golden`. `UPDATE_GOLDEN=1` writes it anew: look at the difference.

use std::path::Path;

/// Compares `shown` with the golden file called `name`.
pub fn check(name: &str, shown: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, shown).expect("written");
        return;
    }
    let wanted = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(wanted == shown, "{name} differs\n--- written down\n{wanted}\n--- shown\n{shown}");
}

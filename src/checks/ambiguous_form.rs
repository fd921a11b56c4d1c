//! `ambiguous-form`: two entities share a form of their names, so that the draft must say which is meant.

use rustc_hash::FxHashMap;

use crate::check::{Category, Check, Record};
use crate::diagnostic::Diagnostic;
use crate::facts::{Entity, Placed};
use crate::settings::Level;

pub static CHECK: Check = Check {
    name: "ambiguous-form",
    summary: "Two entities share a form of their names, so that the draft must say which is meant.",
    category: Category::Record,
    default: Level::Note,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/ambiguous-form.md"),
    run: None,
};

/// What is wrong with the facts by this check.
pub fn find(record: &Record) -> Vec<Diagnostic> {
    let mut first: FxHashMap<&str, &Entity> = FxHashMap::default();
    let mut found = Vec::new();
    for (entity, form) in record.facts.entities.iter().flat_map(forms) {
        let other = *first.entry(form.value.as_str()).or_insert(entity);
        if std::ptr::eq(other, entity) || tells_apart(entity, form) || tells_apart(other, form) {
            continue;
        }
        let message = format!("{}: both {} and {}", form.value, other.key(), entity.key());
        let mut finding =
            Diagnostic::new(CHECK.name, message).label(form.place.file, form.place.span, "a form of this");
        if let Some((_, earlier)) = forms(other).find(|(_, earlier)| earlier.value == form.value) {
            finding = finding.label(earlier.place.file, earlier.place.span, "and of this");
        }
        found.push(
            finding.help(format!("drop the form from one of them, or write distinct = [\"{}\"] on one", form.value)),
        );
    }
    found
}

/// The forms by which an entity is named in full.
fn forms(entity: &Entity) -> impl Iterator<Item = (&Entity, &Placed<String>)> {
    std::iter::once(&entity.name).chain(&entity.also).chain(&entity.abbreviation).map(move |form| (entity, form))
}

/// Whether the file says that somebody else has this form.
fn tells_apart(entity: &Entity, form: &Placed<String>) -> bool {
    entity.distinct.iter().any(|other| other.value == form.value)
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::check::testing::messages;

    #[test]
    fn a_form_of_two_is_told_once_and_one_that_is_told_apart_is_not() {
        for (text, wanted) in [
            (
                "[organization.a]\nname = \"General Services Administration\"\nabbreviation = \"GSA\"\n\
                 [organization.b]\nname = \"Girl Scouts Association\"\nabbreviation = \"GSA\"\n",
                &["GSA: both organization.a and organization.b"][..],
            ),
            (
                "[organization.a]\nname = \"A B\"\nabbreviation = \"GSA\"\n\
                 [organization.b]\nname = \"C D\"\nabbreviation = \"GSA\"\ndistinct = [\"GSA\"]\n",
                &[],
            ),
            ("[person.a]\nname = \"Ana Kos\"\nalso = [\"Ana Kos\"]\n[person.b]\nname = \"Iva Kos\"\n", &[]),
        ] {
            assert_eq!(messages(find, text, None), wanted, "{text}");
        }
    }
}

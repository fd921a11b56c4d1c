//! The forms of an entity's name that a draft may use, those written down and those that follow from them.

use crate::facts::{Entity, EntityKind};
use crate::lexicon::{Names, Set};
use crate::mention::Form;
use crate::text::fold::{Cyrillic, fold, fold_word, romanised};

/// A form to be recognised.
pub(super) struct Wording<'a> {
    pub text: &'a str,
    pub form: Form,
    /// Whether only these very characters count: a forbidden form that folds to an accepted one ("Medreach").
    pub exact: bool,
    /// Whether it is a name written out, whose words can be misspelt.
    pub proper: bool,
}

/// Calls `emit` with every form of `entity`.
pub(super) fn each_wording(entity: &Entity, names: &Names, emit: &mut impl FnMut(Wording)) {
    each_listed(entity, names, &mut |wording| {
        if let Some(other) = romanised(wording.text).filter(|_| !wording.exact) {
            emit(Wording { text: &other, ..wording });
        }
        if let Some(other) = other_and(wording.text) {
            emit(Wording { text: &other, ..wording });
        }
        emit(wording);
    });
}

fn each_listed(entity: &Entity, names: &Names, emit: &mut impl FnMut(Wording)) {
    let mut accept = |text: &str, form: Form, proper: bool| emit(Wording { text, form, exact: false, proper });
    for full in std::iter::once(&entity.name).chain(&entity.also) {
        let proper = is_proper(&full.value);
        accept(&full.value, Form::Full, proper);
        match entity.kind {
            EntityKind::Person => {
                let words: Vec<&str> = full.value.split_whitespace().collect();
                let bare = bare_name(&words, names);
                each_person_form(&words, bare, &mut |text| accept(text, Form::Full, true));
                if entity.short.is_none() {
                    each_surname(bare, names, &mut |text| accept(text, Form::Short, true));
                }
            }
            EntityKind::Organization => {
                if let Some(text) = without_legal_form(&full.value, names) {
                    accept(text, Form::Short, true);
                }
            }
            _ => {}
        }
    }
    if let Some(short) = &entity.short {
        accept(&short.value, Form::Short, is_proper(&short.value));
    }
    for (forms, form) in [(&entity.descriptions, Form::Description), (&entity.metonyms, Form::Metonym)] {
        forms.iter().for_each(|text| accept(&text.value, form, false));
    }
    for distinct in &entity.distinct {
        accept(&distinct.value, Form::Distinct, false);
    }
    if let Some(abbreviation) = &entity.abbreviation {
        accept(&abbreviation.value, Form::Abbreviation, false);
    }
    if let Some(adjective) = &entity.adjective {
        accept(&adjective.value, Form::Adjective, false);
    }
    if let Some(demonym) = &entity.demonym {
        accept(&demonym.value, Form::Demonym, false);
        if let Some(singular) = demonym.value.strip_suffix('s').filter(|one| one.len() > 2 && !one.ends_with('s')) {
            accept(singular, Form::Demonym, false);
        }
    }
    if entity.never.is_empty() {
        return;
    }
    // A hyphen and a blank are one to the automaton: "Kovač Reyes" is forbidden by its very characters where "Kovač-Reyes" is right.
    let alike = |text: &str| fold(text).replace(['-', '‐', '‑'], " ");
    let accepted: Vec<String> = accepted(entity).map(alike).collect();
    for (index, never) in entity.never.iter().enumerate() {
        let exact = accepted.contains(&alike(&never.value));
        emit(Wording { text: &never.value, form: Form::Never(index as u32), exact, proper: false });
    }
}

/// The forms that the editor listed as right.
pub(super) fn accepted(entity: &Entity) -> impl Iterator<Item = &str> {
    let lists = [&entity.also, &entity.descriptions, &entity.metonyms];
    let single = [&entity.short, &entity.abbreviation, &entity.adjective, &entity.demonym];
    std::iter::once(&entity.name)
        .chain(lists.into_iter().flatten())
        .chain(single.into_iter().flatten())
        .map(|placed| placed.value.as_str())
}

/// What a person is called beside the form written down: without a leading honorific, a suffix or a middle initial.
fn each_person_form(words: &[&str], bare: &[&str], emit: &mut impl FnMut(&str)) {
    if bare.len() < 2 {
        return;
    }
    if bare.len() < words.len() {
        emit(&bare.join(" "));
    }
    let inner = &bare[1..bare.len() - 1];
    if inner.iter().any(|word| is_initial(word)) {
        let mut without = vec![bare[0]];
        without.extend(inner.iter().filter(|word| !is_initial(word)));
        without.push(bare[bare.len() - 1]);
        emit(&without.join(" "));
    }
}

/// The surname, with and without its particles: "Beethoven" and "van Beethoven".
fn each_surname(bare: &[&str], names: &Names, emit: &mut impl FnMut(&str)) {
    let Some((last, before)) = bare.split_last() else { return };
    // A name of one word is given in full; "Elizabeth II" has no surname.
    if before.is_empty() || last.chars().count() < 2 {
        return;
    }
    emit(last);
    let particles = before[1..].iter().rev().take_while(|word| names.particles.contains(&fold(word))).count();
    if particles > 0 {
        emit(&bare[bare.len() - 1 - particles..].join(" "));
    }
}

/// The words of a name between honorifics and suffixes ("Dr.", "Jr.", "III").
fn bare_name<'a, 'b>(words: &'b [&'a str], names: &Names) -> &'b [&'a str] {
    let mut key = String::new();
    let mut is = |list: &Set, word: &str| {
        let word = word.trim_end_matches(['.', ',']);
        fold_word(word, Cyrillic::of(word), &mut key);
        list.contains(&key)
    };
    let start = words.iter().take_while(|word| is(&names.honorifics, word)).count();
    let suffixes = words[start..].iter().rev().take_while(|word| is(&names.suffixes, word)).count();
    &words[start..words.len() - suffixes]
}

/// "Torvale Industries" of "Torvale Industries Inc".
fn without_legal_form<'a>(full: &'a str, names: &Names) -> Option<&'a str> {
    let (rest, last) = full.rsplit_once(char::is_whitespace)?;
    let rest = rest.trim_end_matches([',', ' ']);
    (names.legal_forms.contains(&fold(last.trim_end_matches('.'))) && rest.contains(' ')).then_some(rest)
}

/// "Marks & Spencer" is "Marks and Spencer".
fn other_and(text: &str) -> Option<String> {
    (memchr::memchr(b'&', text.as_bytes()).is_some() && text.contains(" & ")).then(|| text.replace(" & ", " and "))
}

fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1
}

/// Whether a form is a proper name: it has a capital or a digit, where a generic term ("the collapse") has none.
fn is_proper(text: &str) -> bool {
    text.chars().any(|c| c.is_uppercase() || c.is_ascii_digit())
}

//! Mends a draft: which fixes are applied together, and again until there is nothing left to mend.

use std::collections::BTreeMap;

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::document::Document;
use crate::span::Span;

/// How often a draft is judged again at most: a mend may make room for another, two must not take turns for ever.
const ROUNDS: usize = 10;

/// A draft after mending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    pub text: String,
    /// How many fixes were applied.
    pub count: usize,
}

/// Mends `text` until `judge` offers no fix that may be applied. Only safe fixes are applied, unless `unsafe_too`.
pub fn mend(text: &str, unsafe_too: bool, mut judge: impl FnMut(&str) -> Vec<Diagnostic>) -> Mended {
    let mut mended = Mended { text: text.to_owned(), count: 0 };
    for _ in 0..ROUNDS {
        let round = apply(&mended.text, &judge(&mended.text), unsafe_too);
        if round.count == 0 || round.text == mended.text {
            break;
        }
        mended = Mended { text: round.text, count: mended.count + round.count };
    }
    mended
}

/// Whether a finding has a fix that may be applied.
pub fn is_mendable(diagnostic: &Diagnostic, unsafe_too: bool) -> bool {
    fix_of(diagnostic, unsafe_too).is_some()
}

fn fix_of(diagnostic: &Diagnostic, unsafe_too: bool) -> Option<&Fix> {
    let fix = diagnostic.fix.as_ref()?;
    let may = unsafe_too || fix.applicability == Applicability::Safe;
    // Fact files are the editor's: nothing is changed there.
    let of_draft = fix.edits.iter().all(|edit| edit.file == Document::FILE);
    (may && of_draft && !fix.edits.is_empty()).then_some(fix)
}

/// Applies the fixes, in the order of the findings, that share no byte with one applied before. A fix is applied whole or not at all.
fn apply(text: &str, diagnostics: &[Diagnostic], unsafe_too: bool) -> Mended {
    let mut edits: BTreeMap<Span, &Edit> = BTreeMap::new();
    let mut count = 0;
    for fix in diagnostics.iter().filter_map(|diagnostic| fix_of(diagnostic, unsafe_too)) {
        if fix.edits.iter().all(|edit| fits(text, edit.span) && is_free(&edits, edit)) {
            count += 1;
            edits.extend(fix.edits.iter().map(|edit| (edit.span, edit)));
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut reached = 0;
    for edit in edits.values() {
        out.push_str(&text[reached..edit.span.start()]);
        out.push_str(&edit.text);
        reached = edit.span.end();
    }
    out.push_str(&text[reached..]);
    Mended { text: out, count }
}

fn fits(text: &str, span: Span) -> bool {
    text.get(span.range()).is_some()
}

/// Whether an edit shares no byte, and no point between two bytes, with those accepted; the very same edit may come twice.
fn is_free(edits: &BTreeMap<Span, &Edit>, edit: &Edit) -> bool {
    if let Some(same) = edits.get(&edit.span) {
        return same.text == edit.text;
    }
    let meets = |other: &Span| {
        let touch = other.start() == edit.span.start() || (other.is_empty() || edit.span.is_empty());
        other.overlaps(edit.span) || (touch && other.start() <= edit.span.end() && edit.span.start() <= other.end())
    };
    let before = edits.range(..edit.span).next_back().map(|(span, _)| span);
    let after = edits.range(edit.span..).next().map(|(span, _)| span);
    !before.into_iter().chain(after).any(meets)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    /// A finding that replaces `words` by `by`, at each place where they stand.
    fn replace(text: &str, words: &str, by: &str, applicability: Applicability) -> Vec<Diagnostic> {
        let at = |(at, _): (usize, &str)| {
            let span = Span::new(at, at + words.len());
            Diagnostic::new("x", "m").label(FileId::DRAFT, span, "").fix(applicability, FileId::DRAFT, span, by)
        };
        text.match_indices(words).map(at).collect()
    }

    #[test]
    fn safe_fixes_are_applied_and_unsafe_ones_on_demand() {
        let judge = |text: &str| {
            let mut found = replace(text, "ab", "x", Applicability::Safe);
            found.extend(replace(text, "cd", "y", Applicability::Unsafe));
            found
        };
        assert_eq!(mend("ab cd ab", false, judge), Mended { text: "x cd x".into(), count: 2 });
        assert_eq!(mend("ab cd ab", true, judge), Mended { text: "x y x".into(), count: 3 });
        assert_eq!(mend("", true, judge), Mended { text: String::new(), count: 0 });
    }

    #[test]
    fn of_fixes_that_overlap_the_first_is_applied_and_the_rest_judged_anew() {
        let judge = |text: &str| {
            let mut found = replace(text, "abc", "bcd", Applicability::Safe);
            found.extend(replace(text, "bcd", "e", Applicability::Safe));
            found
        };
        // "bcd" overlaps "abc" in the first round; what is left is "bcdd".
        assert_eq!(mend("abcd", false, judge), Mended { text: "ed".into(), count: 2 });
    }

    #[test]
    fn two_that_undo_each_other_come_to_an_end() {
        let judge = |text: &str| {
            if text.contains('a') {
                replace(text, "a", "b", Applicability::Safe)
            } else {
                replace(text, "b", "a", Applicability::Safe)
            }
        };
        assert_eq!(mend("a", false, judge).count, ROUNDS);
    }

    #[test]
    fn edits_at_one_point_and_in_other_files_are_not_mixed() {
        let at = |start: usize, end: usize, text: &str, file: FileId| {
            Diagnostic::new("x", "m").fix(Applicability::Safe, file, Span::new(start, end), text)
        };
        let draft = FileId::DRAFT;
        let once = |found: Vec<Diagnostic>| apply("abcd", &found, false);
        assert_eq!(once(vec![at(1, 1, "x", draft), at(1, 1, "y", draft)]).text, "axbcd");
        assert_eq!(once(vec![at(1, 1, "x", draft), at(1, 1, "x", draft)]).text, "axbcd", "the same twice is one");
        assert_eq!(once(vec![at(1, 2, "x", draft), at(2, 3, "y", draft)]).text, "axyd", "neighbours share no byte");
        assert_eq!(once(vec![at(2, 3, "y", draft), at(1, 3, "x", draft)]).text, "abyd");
        assert_eq!(once(vec![at(1, 3, "x", draft), at(2, 2, "y", draft)]).text, "axd");
        assert_eq!(once(vec![at(3, 9, "x", draft)]).text, "abcd", "beyond the end");
        let mut sources = crate::source::Sources::new();
        let facts = sources.add(crate::source::SourceFile::new("f", "abcd"));
        assert_eq!(once(vec![at(1, 2, "x", facts)]).count, 0);
    }

    #[test]
    fn a_fix_of_several_edits_is_applied_whole() {
        let mut pair = Diagnostic::new("x", "m").fix(Applicability::Safe, FileId::DRAFT, Span::new(0, 1), "x");
        let second = Edit { file: FileId::DRAFT, span: Span::new(3, 4), text: "y".into() };
        pair.fix.as_mut().unwrap().edits.push(second);
        let other = Diagnostic::new("x", "m").fix(Applicability::Safe, FileId::DRAFT, Span::new(3, 4), "z");
        assert_eq!(apply("abcd", &[other.clone(), pair.clone()], false).text, "abcz");
        assert_eq!(apply("abcd", &[pair, other], false).text, "xbcy");
    }
}

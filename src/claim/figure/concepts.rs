//! The concepts of the lexicon that a recorded measure names: "number of people killed in the collapse" names deaths.

use rustc_hash::FxHashMap;

use crate::lexicon::Claims;

/// The names of all concepts, each as the stems of its telling words.
#[derive(Default)]
pub struct Names {
    by_name: FxHashMap<Vec<String>, Vec<usize>>,
}

/// A concept that a measure names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Position in [`Claims::measures`].
    pub concept: usize,
    /// Words of the measure that narrow it, each followed by a space: "oil " of "oil production".
    pub before: String,
}

impl Names {
    /// Reads the names of all concepts; cues of several words are names too.
    pub fn new(claims: &Claims, stem: impl Fn(&str) -> String) -> Self {
        let mut names = Self::default();
        for (index, concept) in claims.measures.iter().enumerate() {
            let plain = concept.name.replace('-', " ");
            let several = concept.cues.iter().filter(|cue| cue.contains(' ') && !cue.contains('='));
            for name in std::iter::once(&plain).chain(&concept.names).chain(several) {
                let concepts = names.by_name.entry(telling(name, claims, &stem)).or_default();
                if !concepts.contains(&index) {
                    concepts.push(index);
                }
            }
        }
        names.by_name.remove(&Vec::new());
        names
    }

    /// The concepts that `measure` names, alone or narrowed by what stands before. `is_subject` says whether a word belongs to the name
    /// of the fact's subject: it says nothing of the measure then.
    pub fn of(
        &self,
        measure: &str,
        claims: &Claims,
        stem: impl Fn(&str) -> String,
        is_subject: impl Fn(&str) -> bool,
    ) -> Vec<Named> {
        let plain = measure.replace('-', " ");
        let words: Vec<&str> = plain.split_whitespace().filter(|word| !is_empty(word, claims)).collect();
        let without: Vec<&str> = words.iter().copied().filter(|word| !is_subject(word)).collect();
        let mut found: Vec<Named> = Vec::new();
        for words in [words, without] {
            let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
            for from in 0..stems.len() {
                // "size" alone is the area; "class size" is none.
                let generic = words[from..].iter().all(|word| claims.generic.contains(word.to_lowercase().as_str()));
                if generic && from > 0 {
                    continue;
                }
                for &concept in self.by_name.get(&stems[from..]).into_iter().flatten() {
                    let before = words[..from].iter().flat_map(|word| [*word, " "]).collect();
                    if !found.iter().any(|named| named.concept == concept) {
                        found.push(Named { concept, before });
                    }
                }
            }
        }
        found.sort_unstable_by_key(|named| named.concept);
        found
    }
}

fn telling(name: &str, claims: &Claims, stem: impl Fn(&str) -> String) -> Vec<String> {
    let plain = name.replace('-', " ");
    plain.split_whitespace().filter(|word| !is_empty(word, claims)).map(stem).collect()
}

fn is_empty(word: &str, claims: &Claims) -> bool {
    claims.empty.contains(word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::Names;
    use crate::lexicon::Lexicon;
    use crate::text::stem::Stems;

    #[test]
    fn a_measure_names_a_concept_by_any_of_its_names() {
        let lexicon = Lexicon::english();
        let stems = Stems::new(&lexicon.language);
        let stem = |word: &str| stems.stem(word);
        let names = Names::new(&lexicon.claims, stem);
        // The measure, and the concepts it names with what narrows each.
        let table: [(&str, &[&str]); 15] = [
            ("deaths", &["deaths"]),
            ("number of people killed in the collapse", &["deaths"]),
            ("people killed", &["deaths"]),
            ("Jobless rate", &["unemployment-rate"]),
            ("oil output", &["oil production"]),
            ("annual turnover", &["annual revenue"]),
            ("grant received", &["grant"]),
            ("prison population", &["prison population", "prisoners"]),
            ("size", &["area"]),
            ("class size", &[]),
            ("inflation rate", &["inflation"]),
            // The word of a concept with another after it, a concept's word that names nothing alone, and words of no concept.
            ("output gap", &[]),
            ("paid", &[]),
            ("killed in", &["deaths"]),
            ("collapse", &[]),
        ];
        for (measure, expected) in table {
            let found = names.of(measure, &lexicon.claims, stem, |word| word == "collapse");
            let said =
                |named: &super::Named| format!("{}{}", named.before, lexicon.claims.measures[named.concept].name);
            assert_eq!(found.iter().map(said).collect::<Vec<_>>(), expected, "{measure}");
        }
    }
}

//! "Did you mean": the known word that a mistyped one is nearest to.

/// The candidate that `word` is most likely a slip for, if any is near enough; the first of several equally near ones.
/// Costs one comparison a candidate: ask only where a mistake has been found.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let limit = slips(length);
    let mut best: Option<(usize, &'c str)> = None;
    for candidate in candidates {
        let closest = best.map_or(limit + 1, |(distance, _)| distance);
        if let Some(distance) = distance(&word, length, candidate, limit)
            && distance < closest
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many slips a word of so many characters may hold and still be recognized.
fn slips(length: usize) -> usize {
    match length {
        0..=1 => 0,
        2..=4 => 1,
        5..=7 => 2,
        _ => 3,
    }
}

fn distance(word: &str, length: usize, candidate: &str, limit: usize) -> Option<usize> {
    // A beginning is a slip of its own: "abbrev" for "abbreviation".
    if length >= 3 && candidate.starts_with(word) && candidate.len() > word.len() {
        return Some(limit);
    }
    if candidate.chars().count().abs_diff(length) > limit {
        return None;
    }
    let distance = strsim::osa_distance(word, &candidate.to_lowercase());
    (distance <= limit).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_candidate_within_reach_is_meant() {
        let known = ["name", "also", "never", "abbreviation", "demonym"];
        for (word, meant) in [
            ("nmae", Some("name")),
            ("Name", Some("name")),
            ("alos", Some("also")),
            ("nevre", Some("never")),
            ("abbrev", Some("abbreviation")),
            ("demonyms", Some("demonym")),
            ("colour", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), meant, "{word}");
        }
    }
}

//! Finds the nearest known word for "did you mean" hints.

/// The known word nearest to an unknown one: it contains the other, or differs by one or two edits.
pub fn nearest<'w>(found: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let found = found.to_lowercase();
    let mut near: Vec<(usize, &'w str)> = known
        .map(|word| {
            let lower = word.to_lowercase();
            let within = found.len() > 3 && (lower.contains(&found) || found.contains(&lower));
            (if within { 1 } else { strsim::osa_distance(&found, &lower) }, word)
        })
        .filter(|(distance, word)| *distance <= 2 && *distance <= word.len() / 2)
        .collect();
    near.sort_unstable();
    near.first().map(|(_, word)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_within_two_edits() {
        let known = ["response", "request", "ignored"];
        let check = |found, expected| assert_eq!(nearest(found, known.into_iter()), expected, "{found}");
        check("respone", Some("response"));
        check("reqeust", Some("request"));
        check("RESPONSES", Some("response"));
        check("example", None);
    }
}

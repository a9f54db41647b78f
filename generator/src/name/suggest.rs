//! Finds the nearest known word for "did you mean" hints.

/// The maximum number of edits.
const EDITS: usize = 2;

/// The known word nearest to an unknown one: it contains the other, or differs by one or two edits.
pub fn nearest<'w>(found: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let found = found.to_lowercase();
    let length = found.chars().count();
    let mut near: Vec<(usize, &'w str)> = known
        .filter_map(|word| {
            let lower = word.to_lowercase();
            let within = found.len() > 3 && (lower.contains(&found) || found.contains(&lower));
            // Most words are too long or too short, which is cheaper to find out than their distance.
            let distance = match within {
                true => 1,
                false if lower.chars().count().abs_diff(length) > EDITS => return None,
                false => strsim::osa_distance(&found, &lower),
            };
            (distance <= EDITS && distance <= word.len() / 2).then_some((distance, word))
        })
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

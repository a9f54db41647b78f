//! In: a word that is not known and those that are. Out: the one that was probably meant.

/// The known word that was probably meant: one that begins with the other, or differs in one or two letters.
pub fn nearest<'w>(found: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let found = found.to_lowercase();
    let mut near: Vec<(usize, &'w str)> = known
        .map(|word| {
            let lower = word.to_lowercase();
            let within = found.len() > 3 && (lower.contains(&found) || found.contains(&lower));
            (if within { 1 } else { distance(&found, &lower) }, word)
        })
        .filter(|(distance, word)| *distance <= 2 && *distance <= word.len() / 2)
        .collect();
    near.sort_unstable();
    near.first().map(|(_, word)| *word)
}

/// How many letters must be changed, added or taken away to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let change = corner + usize::from(from != *to);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_letters() {
        assert_eq!((distance("respone", "response"), distance("", "abc"), distance("abc", "abc")), (1, 3, 0));
    }
}

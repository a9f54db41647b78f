//! Suggests type names. In: an unknown name, all known names. Out: the nearest name, compared word by word.

use strsim::osa_distance as distance;

use crate::name::GraphName;

/// The maximum edit distance of names with different numbers of words.
const MAX_EDITS: usize = 2;

/// The nearest name, with at most one edit per four letters, both of the short name and of each word.
pub(super) fn suggest<'n>(
    written: &str,
    names: impl Iterator<Item = &'n GraphName>,
) -> Option<&'n GraphName> {
    let short = written.rsplit('.').next().unwrap_or(written).to_lowercase();
    let limit = short.chars().count() / 4;
    // A cheap test first: the length of most names differs too much.
    let near =
        names.filter(|name| name.short().len().abs_diff(short.len()) <= limit.max(1)).filter_map(|name| {
            let other = name.short().to_lowercase();
            let is_plural = short.strip_suffix('s') == Some(&other);
            let fits = other.len().abs_diff(short.len()) <= limit;
            let distance = if is_plural { 0 } else { fits.then(|| distance(&short, &other))? };
            let is_similar = is_plural || are_similar(written, name.short());
            (distance <= limit && is_similar).then_some((distance, name))
        });
    near.min().map(|(_, name)| name)
}

/// Whether all words of two names are similar. Long names share most letters even if one word differs.
///
/// With different numbers of words, only the letters are compared.
fn are_similar(written: &str, name: &str) -> bool {
    let (written, name) = (words(written.rsplit('.').next().unwrap_or(written)), words(name));
    if written.len() != name.len() {
        return distance(&written.concat(), &name.concat()) <= MAX_EDITS;
    }
    let limit = |word: &str| (word.chars().count() + 1) / 4;
    written.iter().zip(&name).all(|(one, other)| distance(one, other) <= limit(one).max(limit(other)))
}

/// The words of a name in lower case. A capital after a lower-case letter starts a word.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for letter in name.chars() {
        if letter.is_uppercase() && was_lower {
            words.push(String::new());
        }
        was_lower = !letter.is_uppercase();
        words.last_mut().into_iter().for_each(|word| word.extend(letter.to_lowercase()));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::suggest;
    use crate::name::GraphName;

    #[test]
    fn finds_similar_names() {
        let names = ["message", "mailFolder", "user"].map(|name| GraphName::parse(name).unwrap());
        let check = |written: &str, expected: Option<&str>| {
            assert_eq!(suggest(written, names.iter()).map(|name| name.short()), expected, "{written}");
        };
        check("mesage", Some("message"));
        check("microsoft.graph.mailfodler", Some("mailFolder"));
        check("users", Some("user"));
        check("event", None);
    }

    #[test]
    fn another_word_in_a_long_name_is_not_similar() {
        let names = ["deviceEnrolmentJobErrorEvent", "secureScore", "signIn"];
        let names = names.map(|name| GraphName::parse(name).unwrap());
        let check = |written: &str, expected: Option<&str>| {
            assert_eq!(suggest(written, names.iter()).map(|name| name.short()), expected, "{written}");
        };
        check("deviceEnrolmentJobStartEvent", None);
        check("deviceEnrollmentJobErorEvent", Some("deviceEnrolmentJobErrorEvent"));
        check("deviceEnrolmentjoberrorEvent", Some("deviceEnrolmentJobErrorEvent"));
        check("secureScores", Some("secureScore"));
        check("signOn", None);
    }
}

//! In: a name that nothing has, and the names that there are. Out: the one that was probably meant.

use strsim::osa_distance as distance;

use crate::name::GraphName;

/// How many letters may differ where the words of two names cannot be compared.
const SLIPS: usize = 2;

/// The nearest name: at most one slip for every four letters of the part behind the last dot, and of each word of it.
pub(super) fn suggest<'n>(
    written: &str,
    names: impl Iterator<Item = &'n GraphName>,
) -> Option<&'n GraphName> {
    let short = written.rsplit('.').next().unwrap_or(written).to_lowercase();
    let limit = short.chars().count() / 4;
    // nearly all names differ too much in length to be looked at
    let near =
        names.filter(|name| name.short().len().abs_diff(short.len()) <= limit.max(1)).filter_map(|name| {
            let other = name.short().to_lowercase();
            let is_plural = short.strip_suffix('s') == Some(&other);
            let fits = other.len().abs_diff(short.len()) <= limit;
            let distance = if is_plural { 0 } else { fits.then(|| distance(&short, &other))? };
            let is_slip = is_plural || are_slips(written, name.short());
            (distance <= limit && is_slip).then_some((distance, name))
        });
    near.min().map(|(_, name)| name)
}

/// Whether every word is the other name's or that with a slip: long names share most of their letters when one word is another.
/// Where words were run together or taken apart, letters alone tell.
fn are_slips(written: &str, name: &str) -> bool {
    let (written, name) = (words(written.rsplit('.').next().unwrap_or(written)), words(name));
    if written.len() != name.len() {
        return distance(&written.concat(), &name.concat()) <= SLIPS;
    }
    let limit = |word: &str| (word.chars().count() + 1) / 4;
    written.iter().zip(&name).all(|(one, other)| distance(one, other) <= limit(one).max(limit(other)))
}

/// The words of a name, in small letters: each begins with the capital behind a letter that is none.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for letter in name.chars() {
        if letter.is_uppercase() && was_small {
            words.push(String::new());
        }
        was_small = !letter.is_uppercase();
        words.last_mut().into_iter().for_each(|word| word.extend(letter.to_lowercase()));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::suggest;
    use crate::name::GraphName;

    #[test]
    fn a_slip_is_forgiven_and_another_word_is_not() {
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
    fn another_word_in_a_long_name_is_no_slip() {
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

//! Splits names into words. In: a wire name. Out: its words, without letter case and separators, or with words for them.

/// Splits a name at separators and capital letters. An acronym is one word, also in the plural (`URLs`).
pub fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(humps)
}

fn humps(part: &str) -> Vec<&str> {
    let bytes = part.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    for at in 1..bytes.len() {
        if starts_word(bytes, at) {
            found.push(&part[start..at]);
            start = at;
        }
    }
    if start < part.len() {
        found.push(&part[start..]);
    }
    found
}

fn starts_word(bytes: &[u8], at: usize) -> bool {
    let upper = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_uppercase);
    let lower = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_lowercase);
    let plural = bytes.get(at + 1) == Some(&b's') && !lower(at + 2) && upper(at - 1);
    upper(at) && (!upper(at - 1) || (lower(at + 1) && !plural))
}

/// The words of a name, with extra words for separators and for letters that deviate from `lowerCamelCase`.
///
/// Two names that differ only in case or separators have different words. A name in `lowerCamelCase` has no extra words.
pub fn words_with_case(name: &str) -> Vec<String> {
    with_separators(name, letters)
}

/// The words of a name in lower case, with an extra word for each separator other than `_`.
pub fn words_with_punctuation(name: &str) -> Vec<String> {
    let lower = |word: &str, _: bool| vec![word.to_ascii_lowercase()];
    name.split('_').flat_map(|part| with_separators(part, lower)).collect()
}

fn with_separators(name: &str, letters: impl Fn(&str, bool) -> Vec<String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut is_first = true;
    for part in name.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let run = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        for word in humps(run) {
            found.extend(letters(word, is_first));
            is_first = false;
        }
        if let Some(separator) = part[run.len()..].chars().next() {
            found.push(separator_name(separator));
            is_first = true;
        }
    }
    found
}

/// A word in lower case. An unexpected capital at its start adds [`UPPER`]; one inside spells the word letter by letter.
fn letters(word: &str, is_first: bool) -> Vec<String> {
    let lower = word.to_ascii_lowercase();
    let begins_upper = word.starts_with(|c: char| c.is_ascii_uppercase());
    let has_inner_upper = word.chars().skip(1).any(|c| c.is_ascii_uppercase());
    let mark = (is_first && begins_upper).then(|| UPPER.to_owned());
    let own = if has_inner_upper { lower.chars().map(String::from).collect() } else { vec![lower] };
    mark.into_iter().chain(own).collect()
}

/// The word for an unexpected capital letter.
const UPPER: &str = "upper";

/// The word for a separator.
fn separator_name(separator: char) -> String {
    match separator {
        '_' => "underscore".to_owned(),
        '-' => "dash".to_owned(),
        '.' => "dot".to_owned(),
        '/' => "slash".to_owned(),
        '+' => "plus".to_owned(),
        '#' => "hash".to_owned(),
        '@' => "at".to_owned(),
        '$' => "dollar".to_owned(),
        other => format!("u{:04x}", u32::from(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::{words, words_with_case, words_with_punctuation};

    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(words_with_case(name).join(" "), expected);
    }

    #[test]
    fn a_camel_case_name_has_no_extra_words() {
        for name in ["id", "toRecipients", "windows10Update", "x509", "1to5"] {
            assert_eq!(words_with_case(name), words(name).map(str::to_ascii_lowercase).collect::<Vec<_>>());
        }
    }

    #[test]
    fn unexpected_capitals_and_separators_are_words() {
        check("Name", "upper name");
        check("bundleID", "bundle i d");
        check("AzureAD", "upper azure a d");
        check("to_recipients", "to underscore recipients");
        check("To-Recipients", "upper to dash upper recipients");
        check("größe", "gr u00f6 u00df e");
        check("@odata.type", "at odata dot type");
    }

    #[test]
    fn only_unusual_separators_are_words_without_letter_case() {
        assert_eq!(words_with_punctuation("GetURLs-of_user").join(" "), "get urls dash of user");
    }
}

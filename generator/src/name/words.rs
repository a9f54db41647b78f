//! In: a name as it stands on the wire. Out: the words that it is made of, in which letter case and separators are lost, or are words too.

/// The words of a name: a hump, an acronym (also in the plural: `URLs`), or what stands between other characters.
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

/// The words of a name with a word for whatever else a name of the same words may have: letters of other cases than those of
/// `lowerCamelCase`, and the characters between words. Names that the service spells as its rule is have their words alone.
pub fn words_with_case(name: &str) -> Vec<String> {
    with_signs(name, letters)
}

/// The words of a name with a word for each character between them that no name of the service has: all but `_`. Letter case means
/// nothing.
pub fn words_with_punctuation(name: &str) -> Vec<String> {
    let lower = |word: &str, _: bool| vec![word.to_ascii_lowercase()];
    name.split('_').flat_map(|part| with_signs(part, lower)).collect()
}

fn with_signs(name: &str, letters: impl Fn(&str, bool) -> Vec<String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut is_first = true;
    for part in name.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let run = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        for word in humps(run) {
            found.extend(letters(word, is_first));
            is_first = false;
        }
        if let Some(sign) = part[run.len()..].chars().next() {
            found.push(sign_name(sign));
            is_first = true;
        }
    }
    found
}

/// A word as it is, or what its letters are where it begins, or goes on, otherwise than words do.
fn letters(word: &str, is_first: bool) -> Vec<String> {
    let lower = word.to_ascii_lowercase();
    let begins_upper = word.starts_with(|c: char| c.is_ascii_uppercase());
    let goes_on_upper = word.chars().skip(1).any(|c| c.is_ascii_uppercase());
    let mark = (is_first && begins_upper).then(|| UPPER.to_owned());
    let own = match goes_on_upper {
        true => lower.chars().map(String::from).collect(),
        false => vec![lower],
    };
    mark.into_iter().chain(own).collect()
}

/// The word for a capital letter where none belongs.
const UPPER: &str = "upper";

/// What a character between words is called.
fn sign_name(sign: char) -> String {
    match sign {
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
    fn a_name_that_is_spelt_as_the_rule_is_has_its_words_alone() {
        for name in ["id", "toRecipients", "windows10Update", "x509", "1to5"] {
            assert_eq!(words_with_case(name), words(name).map(str::to_ascii_lowercase).collect::<Vec<_>>());
        }
    }

    #[test]
    fn capitals_and_signs_are_words_where_the_rule_has_none() {
        check("Name", "upper name");
        check("bundleID", "bundle i d");
        check("AzureAD", "upper azure a d");
        check("to_recipients", "to underscore recipients");
        check("To-Recipients", "upper to dash upper recipients");
        check("größe", "gr u00f6 u00df e");
        check("@odata.type", "at odata dot type");
    }

    #[test]
    fn unusual_signs_alone_are_words_where_letter_case_means_nothing() {
        assert_eq!(words_with_punctuation("GetURLs-of_user").join(" "), "get urls dash of user");
    }
}

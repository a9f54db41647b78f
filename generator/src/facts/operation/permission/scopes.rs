//! Finds permissions in the cells of permission tables. In: text. Out: names such as `Mail.Read`.

/// The permissions in a cell, without surrounding words and without the `*` for resource-specific consent.
pub(super) fn scopes(cell: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | ':');
    let words =
        cell.split(|c: char| !is_part(c)).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| is_scope(word) || is_scope_of_one_word(word)).collect()
}

/// Whether a word is a permission such as `Mail.ReadWrite.Shared`: parts joined by dots. A long part excludes `e.g.`.
fn is_scope(word: &str) -> bool {
    let is_word = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    let is_long = |part: &str| part.len() > 2;
    word.contains('.')
        && word.split('.').all(is_word)
        && word.split('.').any(is_long)
        && !word.starts_with("microsoft.")
}

/// Whether a word is a permission of OpenID, or joins parts by `_`.
fn is_scope_of_one_word(word: &str) -> bool {
    let joined = word.contains('_') && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    matches!(word, "email" | "openid" | "profile") || joined
}

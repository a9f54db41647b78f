//! The scopes in a cell of a permission table.

/// The scopes of a cell, without the words around them and the `*` that marks consent for one resource.
pub(super) fn scopes(cell: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | ':');
    let words =
        cell.split(|c: char| !is_part(c)).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| is_scope(word) || is_scope_of_one_word(word)).collect()
}

/// `Mail.ReadWrite.Shared`: words joined by dots, one of them longer than those of `e.g.`.
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

/// The scopes of OpenID, and those that join words by `_`.
fn is_scope_of_one_word(word: &str) -> bool {
    let joined = word.contains('_') && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    matches!(word, "email" | "openid" | "profile") || joined
}

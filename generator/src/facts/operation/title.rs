//! Reads the title of an api page. In: text. Out: the names in it.

/// The type and the action or function of a title such as "user: changePassword", the latter in lower case as all names compare.
pub fn bound_action(title: &str) -> Option<(&str, String)> {
    let (ty, action) = title.split_once(':')?;
    Some((ty.trim(), action.trim().trim_end_matches("()").to_lowercase()))
}

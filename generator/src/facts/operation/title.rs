//! Parses the titles of api pages. In: "user: changePassword". Out: the names of the type and the action.

/// The type and the action or function in a title such as "user: changePassword". The latter is in lower case for comparison.
pub fn bound_action(title: &str) -> Option<(&str, String)> {
    let (ty, action) = title.split_once(':')?;
    Some((ty.trim(), action.trim().trim_end_matches("()").to_lowercase()))
}

//! Finds permissions in the cells of permission tables. In: text. Out: names such as `Mail.Read`, alone or needed together.

/// The permissions in a cell.
pub(super) struct CellPermissions<'t> {
    /// The alternatives in order. The permissions of one alternative are needed together.
    pub(super) alternatives: Vec<Vec<&'t str>>,
    /// Whether the words between them leave open which alternative the first one is: "For users: A For groups: B", "A, B and C".
    pub(super) unclear: bool,
}

/// The relation of a permission to the one before it.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Relation {
    /// `A, B` or `A or B`: each suffices.
    Alternative,
    /// `A and B`: both are needed.
    Together,
    /// Other words.
    Unclear,
}

/// The permissions in a cell, grouped by the words between them.
pub(super) fn read(cell: &str) -> CellPermissions<'_> {
    let found = places(cell);
    let between = found.windows(2).filter_map(|pair| match pair {
        [(start, name), (next, _)] => cell.get(start + name.len()..*next),
        _ => None,
    });
    let mut relations: Vec<Relation> = between.map(relation).collect();
    let mut unclear = relations.contains(&Relation::Unclear);
    // In prose, "and" before the last item joins all items of a list, which then are alternatives or needed together.
    if let [before @ .., last @ Relation::Together] = relations.as_mut_slice()
        && before.last() == Some(&Relation::Alternative)
        && !before.contains(&Relation::Together)
    {
        *last = Relation::Alternative;
        unclear = true;
    }
    let mut alternatives: Vec<Vec<&str>> = Vec::new();
    let joins = std::iter::once(Relation::Alternative).chain(relations);
    for ((_, name), relation) in found.iter().zip(joins) {
        match (relation, alternatives.last_mut()) {
            (Relation::Together, Some(alternative)) => alternative.push(name),
            _ => alternatives.push(vec![name]),
        }
    }
    CellPermissions { alternatives, unclear }
}

/// The permissions in a cell, without surrounding words and without the `*` for resource-specific consent.
pub(super) fn scopes(cell: &str) -> Vec<&str> {
    places(cell).into_iter().map(|(_, name)| name).collect()
}

/// The permissions in a cell with the bytes where they start.
fn places(cell: &str) -> Vec<(usize, &str)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | ':');
    let is_edge = |c: char| !c.is_alphanumeric();
    let mut at = 0;
    let words = cell.split_inclusive(|c: char| !is_part(c)).map(|word| {
        let start = at + word.len() - word.trim_start_matches(is_edge).len();
        at += word.len();
        (start, word.trim_matches(is_edge))
    });
    words.filter(|(_, word)| is_scope(word) || is_scope_of_one_word(word)).collect()
}

/// The relation that the text between two permissions states.
fn relation(between: &str) -> Relation {
    let words = between.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '`' | '(' | ')'));
    match words.to_lowercase().as_str() {
        "and" | "plus" | "+" | "&" => Relation::Together,
        words if words.trim_matches([',', ';', ' ', '*', ')', '(']) == "or" => Relation::Alternative,
        words if words.contains(|c: char| c.is_alphanumeric()) => Relation::Unclear,
        _ => Relation::Alternative,
    }
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

#[cfg(test)]
mod tests {
    use super::read;

    fn check(cell: &str, expected: &str, unclear: bool) {
        let found = read(cell);
        let shown: Vec<String> = found.alternatives.iter().map(|names| names.join("+")).collect();
        assert_eq!((shown.join(" ").as_str(), found.unclear), (expected, unclear), "{cell}");
    }

    #[test]
    fn and_between_two_permissions_joins_them() {
        check("A.Read and B.Read", "A.Read+B.Read", false);
        check("A.Read* and B.Read", "A.Read+B.Read", false);
        check("A.Read.All plus B.Read", "A.Read.All+B.Read", false);
        check("A.Read and B.Read, A.Read and C.Read, D.All", "A.Read+B.Read A.Read+C.Read D.All", false);
        check("A.Read, B.Read or C.Read", "A.Read B.Read C.Read", false);
        check("A.Read, B.Read, or C.Read C.Write", "A.Read B.Read C.Read C.Write", false);
    }

    #[test]
    fn and_before_the_last_item_of_a_list_joins_unclear_items() {
        check("A.Read, B.Read and C.Read", "A.Read B.Read C.Read", true);
        check("A.Read, B.Read, and C.Read", "A.Read B.Read C.Read", true);
    }

    #[test]
    fn words_between_permissions_are_unclear() {
        check("For users: A.Read For groups: B.Read", "A.Read B.Read", true);
        check("Role or A.Read (see below)", "A.Read", false);
    }
}

//! Reads sentences about `$filter` in a description. In: sentences. Out: [`Filter`]: support, operators, restrictions.

use super::support::{denies, supports};

/// The support for `$filter` that a description states.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Filter {
    /// The operators, possibly none. `None` when no sentence states support.
    pub operators: Option<Vec<String>>,
    /// The conditions, as text.
    pub restriction: Option<String>,
    /// Whether a sentence denies support.
    pub denied: bool,
}

const OPTION: &str = "$filter";

/// The operators of `$filter`.
const OPERATORS: [&str; 14] = [
    "eq",
    "ne",
    "gt",
    "ge",
    "lt",
    "le",
    "in",
    "has",
    "not",
    "startsWith",
    "endsWith",
    "contains",
    "any",
    "all",
];

/// Words next to operators that state no restriction: "`eq` operator only".
const FILLERS: [&str; 11] =
    ["and", "or", "the", "operator", "operators", "only", "with", "by", "using", "is", "are"];

/// The first words of restrictions.
const CONDITIONS: [&str; 15] = [
    "on", "only", "when", "where", "for", "if", "with", "in", "by", "but", "except", "unless", "provided",
    "within", "while",
];

/// Reads all sentences about `$filter`.
pub(super) fn read(sentences: &[&str]) -> Filter {
    let mut filter = Filter::default();
    let mut restrictions: Vec<String> = Vec::new();
    for sentence in sentences.iter().filter(|sentence| sentence.contains(OPTION)) {
        filter.denied |= denies(sentence, OPTION);
        if supports(sentence, OPTION) {
            let found = filter.operators.get_or_insert_default();
            for (index, clause) in clauses(sentence).into_iter().enumerate() {
                let (operators, restriction) = operators_and_restriction(clause);
                // The condition of a second clause holds for its operators only.
                let own =
                    |text| if index > 0 { format!("`{}` {text}", operators.join("`, `")) } else { text };
                restrictions.extend(restriction.map(own));
                add(found, operators);
            }
        }
    }
    if let Some(found) = &mut filter.operators {
        for sentence in sentences {
            let required = required_lambdas(sentence);
            if !required.is_empty() {
                add(found, required);
                restrictions.push((*sentence).to_owned());
            }
        }
    }
    filter.restriction = (!restrictions.is_empty()).then(|| restrictions.join("; "));
    filter
}

fn add(found: &mut Vec<String>, operators: Vec<&'static str>) {
    for operator in operators {
        if !found.iter().any(|known| known == operator) {
            found.push(operator.to_owned());
        }
    }
}

/// The parts of a sentence that each list operators: "supports `$filter` (`eq`) and `$filter` (`startsWith`) for **a**".
fn clauses(sentence: &str) -> Vec<&str> {
    let lists = |(at, _): &(usize, &str)| {
        sentence[at + OPTION.len()..].trim_start_matches(['`', ' ']).starts_with('(')
    };
    let mut starts: Vec<usize> = sentence.match_indices(OPTION).filter(lists).map(|(at, _)| at).collect();
    // The first clause includes the words before its option.
    starts.iter_mut().take(1).for_each(|start| *start = 0);
    let Some((&last, _)) = starts.split_last() else { return vec![sentence] };
    let before = |pair: &[usize]| {
        let clause = sentence[pair[0]..pair[1]].trim_end_matches(['`', ' ', ',']);
        let clause = clause.strip_suffix(" and").or_else(|| clause.strip_suffix(" or")).unwrap_or(clause);
        clause.trim_end_matches([' ', ','])
    };
    starts.windows(2).map(before).chain([&sentence[last..]]).collect()
}

/// The operators and the restriction in a sentence that states support.
fn operators_and_restriction(sentence: &str) -> (Vec<&'static str>, Option<String>) {
    let from = sentence.find(OPTION).map_or(0, |at| at + OPTION.len());
    let rest = sentence[from..].trim_start_matches(['`', ' ']);
    if let Some((list, tail)) = parenthesized(rest) {
        let operators = words(list).filter_map(operator).collect();
        let mut restrictions: Vec<String> = items(list).filter(|item| restricts(item)).map(clean).collect();
        restrictions.extend(condition(tail));
        return (operators, (!restrictions.is_empty()).then(|| restrictions.join(", ")));
    }
    // Outside parentheses an operator is a code span, or a word that is not English.
    let code = sentence.split('`').skip(1).step_by(2).filter_map(operator);
    let plain = words(rest).filter_map(operator).filter(|operator| operator.ends_with("With"));
    (code.chain(plain).collect(), condition(rest))
}

/// The text between the parentheses at the start, and the text after them.
fn parenthesized(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix('(')?;
    let mut depth = 1_usize;
    for (at, c) in rest.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&rest[..at], &rest[at + 1..]));
        }
    }
    None
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty())
}

fn operator(word: &str) -> Option<&'static str> {
    OPERATORS.into_iter().find(|operator| operator.eq_ignore_ascii_case(word.trim()))
}

/// The items of a list. An item keeps a leading "and".
fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split([',', ';']).map(str::trim).filter(|item| !item.is_empty())
}

/// Whether an item of a list contains more than operators.
fn restricts(item: &str) -> bool {
    words(item).any(|word| operator(word).is_none() && !FILLERS.contains(&word.to_ascii_lowercase().as_str()))
}

fn clean(item: &str) -> String {
    let item = item.trim();
    item.strip_prefix("and ").or_else(|| item.strip_prefix("or ")).unwrap_or(item).trim().to_owned()
}

/// The condition after the option and its operators: "on `null` values", "only where …".
fn condition(tail: &str) -> Option<String> {
    let tail = before_options(after_options(tail));
    let first = words(tail).next()?;
    let is_condition = CONDITIONS.contains(&first.to_ascii_lowercase().as_str())
        && tail.starts_with(first)
        && !tail.starts_with("for example");
    (is_condition && restricts(tail)).then(|| tail.trim().trim_end_matches('.').to_owned())
}

/// A text without other options at its start: ", `$search` (`x`), and `$orderby` only …" becomes "only …".
fn after_options(text: &str) -> &str {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start_matches([',', ' ', '`']);
        let word = trimmed.strip_prefix("and ").or_else(|| trimmed.strip_prefix("or ")).map(str::trim_start);
        let word = word.unwrap_or(trimmed).trim_start_matches('`');
        let is_option = word.starts_with('$') || word.to_ascii_lowercase().starts_with("orderby");
        let Some(option) = is_option.then(|| word.trim_start_matches('$')) else { return trimmed };
        let end = option.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(option.len());
        let tail = option[end..].trim_start_matches(['`', ' ']);
        rest = parenthesized(tail).map_or(tail, |(_, tail)| tail);
    }
}

/// A text without other options at its end: "on lists and `$search`" becomes "on lists".
fn before_options(text: &str) -> &str {
    let connects = |before: &str| {
        let before = before.trim_end_matches(['`', ' ']);
        [",", " and", " or", "but not"].iter().any(|connector| before.ends_with(connector))
    };
    let Some(end) = text.match_indices('$').map(|(at, _)| at).find(|at| connects(&text[..*at])) else {
        return text;
    };
    let before = text[..end].trim_end_matches(['`', ' ']);
    let connectors = [" and", " or", "but not", ","];
    connectors.iter().fold(before, |text, connector| text.strip_suffix(connector).unwrap_or(text).trim_end())
}

/// The required lambda operators: "The `any` operator is required for filter expressions".
fn required_lambdas(sentence: &str) -> Vec<&'static str> {
    let lower = sentence.to_ascii_lowercase().replace('`', "");
    if !lower.contains("required") || !lower.contains("filter") {
        return Vec::new();
    }
    ["any", "all"].into_iter().filter(|name| lower.contains(&format!("{name} operator"))).collect()
}

#[cfg(test)]
mod tests {
    use crate::facts::prose::description::tests::traits;

    /// Checks the operators, separated by spaces, and the restriction.
    fn check(text: &str, operators: &str, restriction: &str) {
        let read = traits(text);
        assert_eq!(read.filter.map(|found| found.join(" ")).as_deref(), Some(operators), "{text}");
        assert_eq!(read.filter_restriction.unwrap_or_default(), restriction, "{text}");
    }

    #[test]
    fn operators_are_those_of_the_list() {
        check("Supports `$filter` (`eq`, `NOT` , and `in` operators).", "eq not in", "");
        check("Supports `$filter` (`eq` operator only).", "eq", "");
        check("Supports $filter (eq and startswith).", "eq startsWith", "");
        check("Supports `$filter`(`any`, `all`) and `$search`.", "any all", "");
        check("Supports `$filter` with `eq` and startsWith.", "eq startsWith", "");
        check("Supports `$filter` (`eq`).Read-only.", "eq", "");
    }

    #[test]
    fn a_negation_after_the_list_is_not_an_operator() {
        check(
            "Supports `$filter` (`eq`) only where the **kind** is not `small`.",
            "eq",
            "only where the kind is not `small`",
        );
    }

    #[test]
    fn restrictions_are_kept_as_text() {
        check("Supports `$filter` (`eq` on `null` values).", "eq", "`eq` on `null` values");
        check(
            "Supports `$filter` (`eq`, `ne`, and `eq` on `null` values).",
            "eq ne",
            "`eq` on `null` values",
        );
        check("Supports `$filter` on `null` values.", "", "on `null` values");
        check(
            "Supports `$filter` (`eq`) on the following properties: **a**, **b**.",
            "eq",
            "on the following properties: a, b",
        );
        check("Supports `$filter` (`eq`), `$search`, and `$orderBy` on lists.", "eq", "on lists");
        check("Supports `$filter`, for example by name.", "", "");
        check("Supports `$filter` (`eq`) only on **a**, and `$orderby`.", "eq", "only on a");
        check("Supports `$filter` (`eq`) only together with `$count`.", "eq", "only together with `$count`");
    }

    #[test]
    fn another_sentence_can_require_a_lambda_operator() {
        check(
            "The **any** operator is required for filter expressions. Supports `$filter` (`eq`).",
            "eq any",
            "The any operator is required for filter expressions",
        );
    }

    #[test]
    fn a_second_clause_has_operators_and_conditions_of_its_own() {
        check(
            "Supports `$filter` (`eq`, `ne`), and `$filter` (`startsWith`) for large parcels.",
            "eq ne startsWith",
            "`startsWith` for large parcels",
        );
    }

    #[test]
    fn an_option_without_its_sign_is_supported() {
        let read = traits("Supports `$filter`(`eq`, `ne`) and `orderBy`.");
        assert!(read.order_by);
        check("Supports `$filter` (`eq`) and `orderBy` on lists.", "eq", "on lists");
        assert!(!traits("Use `orderBy` with care.").order_by);
    }

    #[test]
    fn denial_differs_from_silence() {
        assert!(traits("Doesn't support `$filter`.").filter_denied);
        let both = traits("Supports `$filter` (`eq`) but not `$orderby`.");
        assert!(!both.filter_denied && !both.order_by && both.filter.is_some());
        assert!(!traits("A plain text.").filter_denied);
    }
}

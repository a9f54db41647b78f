//! Tests that each construct in `constructs.txt` occurs at least twice in `docs-input`.

use std::collections::HashMap;

/// The minimum number of occurrences of a construct.
const TIMES: usize = 2;

/// The constructs: name and pattern of a line.
fn constructs() -> Vec<(&'static str, &'static str)> {
    let lines =
        include_str!("constructs.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(": ").unwrap()).collect()
}

/// The longest literal text in a pattern, for a cheap test of most lines.
fn longest_text(pattern: &str) -> &str {
    let texts = pattern.split(['*', '?', '[', ']']);
    texts.filter(|text| !["^", "a-z", "A-Z"].contains(text)).max_by_key(|text| text.len()).unwrap_or_default()
}

/// The class of characters at the start of a pattern, such as `[a-z]`, and the pattern after it.
fn class(pattern: &str) -> Option<(impl Fn(char) -> bool, &str)> {
    let (inside, rest) = pattern.strip_prefix('[')?.split_once(']')?;
    let (none, range) = (inside.strip_prefix('^'), inside.split_once('-'));
    let range = match (none, range) {
        (Some(_), _) => None,
        (None, Some((from, to))) => {
            Some((from.chars().next()?, to.chars().next().filter(|_| inside.len() == 3)?))
        }
        (None, None) => return None,
    };
    let fits = move |letter: char| match range {
        Some((from, to)) => (from..=to).contains(&letter),
        None => none.is_some_and(|letters| !letters.contains(letter)),
    };
    Some((fits, rest))
}

/// Whether a line matches a pattern.
fn fits(pattern: &str, line: &str) -> bool {
    if let Some(rest) = pattern.strip_prefix('*') {
        return line.char_indices().any(|(at, _)| fits(rest, &line[at..])) || fits(rest, "");
    }
    let (Some(wanted), Some(letter)) = (pattern.chars().next(), line.chars().next()) else {
        return pattern.is_empty() && line.is_empty();
    };
    let line = &line[letter.len_utf8()..];
    if let Some((is_member, rest)) = class(pattern) {
        return is_member(letter) && fits(rest, line);
    }
    (wanted == '?' || wanted == letter) && fits(&pattern[wanted.len_utf8()..], line)
}

#[test]
fn every_construct_occurs_twice_in_docs_input() {
    let mut lines: HashMap<String, usize> = HashMap::new();
    for file in tests::files_below(&tests::root().join("docs-input")) {
        // The description of the format also contains constructs.
        if file.extension().is_none_or(|end| end != "md") || file.ends_with("README.md") {
            continue;
        }
        for line in std::fs::read_to_string(&file).unwrap().lines() {
            *lines.entry(line.to_owned()).or_default() += 1;
        }
    }
    let constructs = constructs();
    assert!(constructs.len() > 150, "only {} constructs", constructs.len());
    let count = |pattern: &str| -> usize {
        let text = longest_text(pattern);
        let fitting = lines.iter().filter(|(line, _)| line.contains(text) && fits(pattern, line));
        fitting.map(|(_, count)| count).sum()
    };
    let rare: Vec<String> = constructs
        .iter()
        .map(|(name, pattern)| (name, pattern, count(pattern)))
        .filter(|(.., count)| *count < TIMES)
        .map(|(name, pattern, count)| format!("{count} × {name}: {pattern}"))
        .collect();
    assert!(rare.is_empty(), "fewer than {TIMES} times in docs-input:\n{}", rare.join("\n"));
}

#[test]
fn a_pattern_matches_only_its_form() {
    assert!(fits("|*|Guid|*", "|id|Guid|Key.|"));
    assert!(!fits("|*|Guid|*", "|id|String|Guid.|"));
    assert!(fits("title: [^\"']*", "title: Moor a ferry"));
    assert!(!fits("title: [^\"']*", "title: 'Moor a ferry'"));
    assert!(fits("GET [a-z]*/{*", "GET ferries/{id}"));
    assert!(!fits("GET [a-z]*/{*", "GET /ferries/{id}"));
    assert!(fits("[!INCLUDE [*](?*.md)", "[!INCLUDE [tide](tide.md)"));
}

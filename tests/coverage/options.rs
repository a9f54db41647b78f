//! Finds the query options of the real pages line by line, independently of the generator.

use std::collections::BTreeSet;

use generator::facts;
use generator::facts::operation::query_option::QueryOption;
use generator::source::load::load;
use generator::source::{Sources, Version};

/// The options below a heading about query parameters, outside comments, code blocks and code in parentheses.
fn written(text: &str) -> BTreeSet<&'static str> {
    let (mut is_code, mut is_comment, mut level) = (false, false, None);
    let mut found = BTreeSet::new();
    for line in text.lines() {
        let trimmed = line.trim_start();
        is_code ^= trimmed.starts_with("```");
        is_comment |= trimmed.starts_with("<!--");
        let marks = line.bytes().take_while(|byte| *byte == b'#').count();
        if marks > 0 && !is_code && !is_comment {
            let is_query = line.to_lowercase().contains("query parameter") && !line.contains("xample");
            level = level.filter(|level| *level < marks).or(is_query.then_some(marks));
        } else if level.is_some() && !is_code && !is_comment {
            found.extend(names(line));
        }
        is_comment &= !line.contains("-->");
    }
    found
}

fn names(line: &str) -> impl Iterator<Item = &'static str> + '_ {
    line.match_indices('$').filter_map(|(at, _)| {
        let rest = &line[at + 1..];
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        QueryOption::ALL
            .into_iter()
            .map(QueryOption::name)
            .find(|name| name[1..].eq_ignore_ascii_case(&rest[..end]))
    })
}

#[test]
fn options_on_pages_are_in_their_facts() {
    let (mut pages, mut complete) = (0, 0);
    for folder in ["docs-2021", "pages-recent"] {
        let Some(docs) = tests::shared(folder) else { continue };
        let sources: Sources = load(&docs, None).unwrap();
        let (mut of_folder, mut silent) = (0, Vec::new());
        for source in sources.pages.iter().filter(|source| source.path.contains("/api/")) {
            let written = written(&source.text);
            if written.is_empty() {
                continue;
            }
            of_folder += 1;
            let version = source.version().unwrap_or(Version::V1);
            let facts = facts::read(source, version, &sources);
            let stated = facts.operation.and_then(|operation| operation.query_options).unwrap_or_default();
            let named: BTreeSet<&str> =
                stated.supported.iter().chain(&stated.denied).map(|option| option.name()).collect();
            let restricted =
                |option: &str| stated.restrictions.iter().any(|text| names(text).any(|name| name == option));
            let lost: Vec<&&str> =
                written.iter().filter(|option| !named.contains(**option) && !restricted(option)).collect();
            if lost.is_empty() {
                complete += 1;
            } else {
                silent.push(format!("{}: {lost:?}", source.path));
            }
        }
        println!("{folder}: {of_folder} pages name options");
        assert_eq!(silent, [""; 0], "{folder}");
        assert!(folder != "docs-2021" || of_folder == 171, "{of_folder} pages, not 171");
        pages += of_folder;
    }
    assert_eq!(pages, complete);
}

//! Assigns permissions to the paths of an operation. In: the facts of a page. Out: [`PagePermissions`] of one method.

use super::implied_paths::is_like;
use crate::facts::operation::OperationFacts;
use crate::facts::operation::permission::PagePermissions;
use crate::facts::template::{Method, Template};

/// The permissions of a page, with the cases of each template. A template without request line has those of the longest line that it
/// extends.
pub(in crate::model) fn of_templates(
    facts: &OperationFacts,
    method: Method,
    templates: &[Template],
) -> Option<PagePermissions> {
    let permissions = facts.permissions.as_ref()?;
    let lines = facts.requests.iter().zip(&permissions.of_lines);
    let own: Vec<(&Template, &Vec<usize>)> = lines
        .filter(|(line, _)| line.value.0 == method)
        .map(|(line, cases)| (&line.value.1, cases))
        .collect();
    let extends = |template: &Template, line: &Template| {
        let length = line.segments.len();
        template.segments.get(..length).is_some_and(|start| is_like(&line.segments, start))
    };
    let of = |template: &Template| {
        let lines = own.iter().filter(|(line, _)| extends(template, line));
        let longest = lines.max_by_key(|(line, _)| line.segments.len());
        longest.map(|(_, cases)| (*cases).clone()).unwrap_or_default()
    };
    // A page with one case assigns none.
    let of_lines =
        if permissions.of_lines.is_empty() { Vec::new() } else { templates.iter().map(of).collect() };
    Some(PagePermissions { cases: permissions.cases.clone(), of_lines })
}

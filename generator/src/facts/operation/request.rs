//! Reads request lines. In: the code blocks of an api page. Out: [`RequestLine`]s (AD-19), each method and path once.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::facts::layout::annotation::Kind;
use crate::facts::layout::section_kind::Area;
use crate::facts::operation::snippet::Snippet;
use crate::facts::problem::api_page::Problem;
use crate::facts::template::RequestLine;
use crate::facts::template::{self, Method, Template};
use crate::facts::{GapKind, Reading};
use crate::source::Spanned;

/// Reads the lines below "HTTP request". On a page without this heading, reads those outside examples.
pub fn read(reading: &mut Reading<'_>, snippets: &[Snippet<'_>], areas: &[Area]) -> Vec<RequestLine> {
    if areas.contains(&Area::Http) {
        return read_area(reading, snippets, Area::Http);
    }
    let lines = read_area(reading, snippets, Area::Other);
    // Without the heading "HTTP request", the lines may follow the permissions.
    if lines.is_empty() { read_area(reading, snippets, Area::Permissions) } else { lines }
}

/// Reads request lines in prose sections of a page that has the heading "HTTP request": an alternative method, a related path.
///
/// A line that cannot be parsed is ignored, because it states nothing about the operation of the page. So is a line with another path than
/// those of `requests` below "Query parameters", where lines show parameters.
pub fn in_prose(
    reading: &Reading<'_>,
    snippets: &[Snippet<'_>],
    areas: &[Area],
    requests: &[RequestLine],
) -> Vec<RequestLine> {
    let is_shown = |snippet: &&Snippet<'_>| {
        matches!(snippet.area, Area::Other | Area::Query)
            && matches!(snippet.kind(), None | Some(Kind::Ignored))
    };
    let is_own = |(method, template): &(Method, Template)| {
        template.query.iter().any(|pair| !pair.name.starts_with('$'))
            && requests
                .iter()
                .any(|line| line.value.0 == *method && line.value.1.segments == template.segments)
    };
    let mut known = BTreeSet::new();
    let mut lines: Vec<RequestLine> = Vec::new();
    if !areas.contains(&Area::Http) {
        return lines;
    }
    for snippet in snippets.iter().filter(is_shown) {
        let shown = lines_of(reading, snippet).filter_map(|(span, line)| Some((span, line.ok()?)));
        // An absolute URL is an example.
        let is_relative = |span: &Range<usize>| {
            reading.expanded.text.get(span.clone()).is_some_and(|text| !text.contains("://"))
        };
        let states = |line: &(Method, Template)| snippet.area == Area::Other || is_own(line);
        let relative = shown.filter(|(span, line)| is_relative(span) && states(line));
        for (span, (method, template)) in relative {
            if known.insert((method, template.text.clone())) {
                lines.push(Spanned::new((method, template), span));
            }
        }
    }
    lines
}

fn read_area(reading: &mut Reading<'_>, snippets: &[Snippet<'_>], area: Area) -> Vec<RequestLine> {
    let mut lines: Vec<RequestLine> = Vec::new();
    let mut known: BTreeMap<(Method, String), usize> = BTreeMap::new();
    for snippet in snippets.iter().filter(|snippet| snippet.area == area) {
        for line in read_snippet(reading, snippet, area == Area::Http) {
            reading.request_lines += 1;
            let (method, template) = &line.value;
            match known.entry((*method, template.text.clone())) {
                Entry::Occupied(known) => {
                    reading.record_gap(GapKind::RequestLine, &line.span, "stated twice");
                    if let Some(known) = lines.get_mut(*known.get()) {
                        known.value.1.merge(template);
                    }
                }
                Entry::Vacant(new) => {
                    new.insert(lines.len());
                    lines.push(line);
                }
            }
        }
    }
    lines
}

/// Reads the lines of one code block, up to a body.
fn read_snippet(reading: &mut Reading<'_>, snippet: &Snippet<'_>, reports: bool) -> Vec<RequestLine> {
    let mut lines = Vec::new();
    for (span, line) in lines_of(reading, snippet).collect::<Vec<_>>() {
        match line {
            Ok(value) => lines.push(Spanned::new(value, span)),
            Err(problem) if reports => {
                reading.request_lines += 1;
                reading.report_gap(GapKind::RequestLine, &span, &Problem::BadRequestLine(problem));
            }
            Err(_) => {}
        }
    }
    lines
}

type Line = (Range<usize>, Result<(Method, Template), template::Problem>);

/// The lines of a code block that look like requests, up to a body, with their locations.
fn lines_of<'r>(reading: &'r Reading<'_>, snippet: &'r Snippet<'_>) -> impl Iterator<Item = Line> + 'r {
    let mut offset = 0;
    let placed = snippet.fence.text.split_inclusive('\n').map(move |line| {
        offset += line.len();
        (offset - line.len(), line)
    });
    let requests = placed.take_while(|(_, line)| !begins_body(line) && !line.starts_with("HTTP/"));
    requests.filter_map(|(at, line)| {
        let read = template::read_line(line).transpose()?;
        Some((reading.place(snippet.fence, at, line), read))
    })
}

/// Whether a line begins the body of the request above it.
fn begins_body(line: &str) -> bool {
    let line = line.trim();
    line == "{"
        || line == "["
        || line.starts_with("{\"")
        || line.starts_with("{ \"")
        || line.starts_with("--")
}

#[cfg(test)]
mod tests {
    use crate::facts::operation::tests::facts;
    use crate::facts::sample::with_reading;

    fn check(text: &str, expected: &[&str]) {
        let facts = facts(text);
        let found: Vec<String> =
            facts.requests.iter().map(|line| format!("{} {}", line.value.0, line.value.1.text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_code_block_below_the_heading_counts() {
        check(
            "# T\n## HTTP Request\nMine:\n<!-- {\"blockType\": \"ignored\"} -->\n```http\nGET /me/a\n\nGET /users/{id}/a\n```\n### Groups\n```\nGET /groups/{id}/a\nAuthorization: x\n```\n",
            &["GET /me/a", "GET /users/{id}/a", "GET /groups/{id}/a"],
        );
    }

    #[test]
    fn a_path_counts_once_for_its_method() {
        check(
            "# T\n## HTTP request\n```\nGET /me/a\nGET /me/a\nPATCH /me/a\n```\n",
            &["GET /me/a", "PATCH /me/a"],
        );
    }

    #[test]
    fn other_sections_and_examples_state_no_request_lines() {
        check(
            "# T\n## Permissions\n```http\nGET /x\n```\n## HTTP request\n```\nGET /me/a\n```\n### Example\n```\nGET /me/a/1\n```\n## Optional query parameters\n```\nGET /me/b?$top=1\n```\n## Example\n### HTTP request\n```\nGET /me/c\n```\n",
            &["GET /me/a"],
        );
    }

    #[test]
    fn prose_sections_show_further_request_lines() {
        let text = "# T\n```\nGET /me/a/content[?includeIDs=true]\n```\n## HTTP request\n```\nGET /me/a\n```\n## Remarks\nCommit:\n```http\nPUT /me/a\n\n{\"x\": 1}\n```\n## Example\n```\nGET /me/b\n```\n";
        let facts = facts(text);
        let shown: Vec<String> =
            facts.in_prose.iter().map(|line| format!("{} {}", line.value.0, line.value.1.text)).collect();
        assert_eq!(shown, ["GET /me/a/content", "PUT /me/a"]);
        assert_eq!(facts.in_prose[0].value.1.optional[0].name, "includeIDs");
        assert_eq!(facts.requests.len(), 1);
    }

    #[test]
    fn lines_about_query_parameters_show_those_of_the_request() {
        let text = "# T\n## HTTP request\n```\nGET /me/a\n```\n## Optional query parameters\n```\nGET /me/a?plan=A\nGET /me/a?$top=1\nGET /me/b?plan=A\n```\n";
        let facts = facts(text);
        let [line] = &facts.in_prose[..] else { panic!("one line") };
        assert_eq!((line.value.1.text.as_str(), line.value.1.query[0].name.as_str()), ("/me/a", "plan"));
    }

    #[test]
    fn a_page_without_the_heading_states_them_in_prose() {
        check(
            "# T\n## Get the root\n```http\nGET /sites/root\n```\n## Example\n### Request\n```\nGET /sites/x\n```\n",
            &["GET /sites/root"],
        );
    }

    #[test]
    fn a_page_without_the_heading_states_them_below_the_permissions() {
        check(
            "# T\n## Permissions\nNone.\n```http\nGET /sites/root\n```\n## Request headers\n",
            &["GET /sites/root"],
        );
    }

    #[test]
    fn a_bad_request_line_is_reported_at_its_location() {
        let text = "# T\n## HTTP request\n```\nGET /me/{a\nGET /me\n```\n";
        with_reading(text, |reading| {
            let facts = crate::facts::operation::read(reading).unwrap();
            assert_eq!(facts.requests.len(), 1);
            assert_eq!(reading.gaps.len(), 1);
            assert_eq!(
                (&text[reading.gaps[0].span.clone()], reading.gaps[0].reason),
                ("GET /me/{a", "bad-request-line")
            );
            assert_eq!(reading.request_lines, 2);
        });
    }
}

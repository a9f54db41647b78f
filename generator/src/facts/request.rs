//! In: the code blocks of an api page. Out: its request lines (AD-19), each path once for its method.

use std::collections::BTreeSet;

use super::operation::area::Area;
use super::operation::snippet::Snippet;
use super::problem::Problem;
use super::template::{self, Method, Template};
use super::{Left, Reading, place};
use crate::source::Spanned;

/// A request line and where it stands.
pub type RequestLine = Spanned<(Method, Template)>;

/// Reads the lines below "HTTP request"; on a page without this heading those outside its examples.
pub fn read(reading: &mut Reading<'_>, snippets: &[Snippet<'_>], areas: &[Area]) -> Vec<RequestLine> {
    if areas.contains(&Area::Http) {
        return read_area(reading, snippets, Area::Http);
    }
    let lines = read_area(reading, snippets, Area::Other);
    match lines.is_empty() {
        // Where the heading is missing, they stand below the one before it.
        true => read_area(reading, snippets, Area::Permissions),
        false => lines,
    }
}

fn read_area(reading: &mut Reading<'_>, snippets: &[Snippet<'_>], area: Area) -> Vec<RequestLine> {
    let mut lines: Vec<RequestLine> = Vec::new();
    let mut known = BTreeSet::new();
    for snippet in snippets.iter().filter(|snippet| snippet.area == area) {
        for line in read_snippet(reading, snippet, area == Area::Http) {
            reading.request_lines += 1;
            let (method, template) = &line.value;
            if !known.insert((*method, template.text.clone())) {
                reading.skip(Left::RequestLine, &line.span, "stated twice");
            } else {
                lines.push(line);
            }
        }
    }
    lines
}

/// Reads the lines of one code block up to a body.
fn read_snippet(reading: &mut Reading<'_>, snippet: &Snippet<'_>, tells: bool) -> Vec<RequestLine> {
    let mut lines = Vec::new();
    let mut offset = 0;
    for line in snippet.fence.text.split_inclusive('\n') {
        let at = offset;
        offset += line.len();
        if begins_body(line) || line.starts_with("HTTP/") {
            break;
        }
        match template::read_line(line) {
            Ok(Some(value)) => lines.push(Spanned::new(value, place(reading, snippet.fence, at, line))),
            Ok(None) => {}
            Err(problem) if tells => {
                let span = place(reading, snippet.fence, at, line);
                reading.request_lines += 1;
                reading.leave_out(Left::RequestLine, &span, &Problem::BadRequestLine(problem));
            }
            Err(_) => {}
        }
    }
    lines
}

/// Whether a line of a code block begins the body of the request that stands above it.
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
    use crate::facts::operation::tests::{facts, with_reading};

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
    fn an_unreadable_line_is_told_at_its_place() {
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

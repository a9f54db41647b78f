//! Finds the arguments of functions whose request lines omit them. In: request lines, parameter rows, examples. Out: request lines with
//! arguments, or rows of query parameters.
//!
//! Some pages write only the name of a function in all request lines and show its arguments in an example.

use crate::facts::operation::facts::{ExampleFact, ParameterFact, ParameterLocation};
use crate::facts::template::{Method, RequestLine, Segment, Template, placeholder};

/// The name and value of each argument.
type Arguments = Vec<(String, String)>;

/// Adds the arguments of an example to request lines that only name the function, if a row describes an argument that is not optional.
/// The text of a line stays as written.
pub(super) fn complete(
    mut lines: Vec<RequestLine>,
    rows: &[ParameterFact],
    examples: &[ExampleFact],
) -> Vec<RequestLine> {
    let rows: Vec<&ParameterFact> =
        rows.iter().filter(|row| row.location == ParameterLocation::Function).collect();
    if rows.iter().all(|row| row.optional) {
        return lines;
    }
    let is_bare = |line: &RequestLine| line.value.0 == Method::Get && bare(&line.value.1).is_some();
    if !lines.iter().all(is_bare) {
        return lines;
    }
    for line in &mut lines {
        let template = &mut line.value.1;
        let Some(name) = bare(template).map(str::to_owned) else { continue };
        let Some(arguments) = examples.iter().find_map(|example| arguments(example, &name, &rows)) else {
            continue;
        };
        template.segments.pop();
        template.segments.push(Segment::Function { name, arguments });
    }
    lines
}

/// Makes the arguments of a function query parameters, if no path has arguments and an example sends one of them in its query.
pub(super) fn locate(rows: &mut [ParameterFact], lines: &[RequestLine], examples: &[ExampleFact]) {
    let has_arguments = |template: &Template| matches!(template.segments.last(), Some(Segment::Function { arguments, .. }) if !arguments.is_empty());
    let urls = examples.iter().filter(|example| !example.is_foreign);
    let shown: Vec<Template> = urls.filter_map(|example| Template::parse(&example.url).ok()).collect();
    if lines.iter().map(|line| &line.value.1).chain(&shown).any(has_arguments) {
        return;
    }
    let sent: Vec<String> = shown.into_iter().flat_map(|one| one.query).map(|pair| pair.name).collect();
    let is_argument = |row: &ParameterFact| row.location == ParameterLocation::Function;
    let is_sent = |row: &ParameterFact| sent.iter().any(|name| name.eq_ignore_ascii_case(row.name.as_str()));
    if rows.iter().any(|row| is_argument(row) && is_sent(row)) {
        for row in rows.iter_mut().filter(|row| is_argument(row)) {
            row.location = ParameterLocation::Query;
        }
    }
}

/// The last segment of a path, if it can be the name of a function.
fn bare(template: &Template) -> Option<&str> {
    match template.segments.last()? {
        Segment::Literal(name) if !name.starts_with('$') => Some(name),
        Segment::Function { name, arguments } if arguments.is_empty() => Some(name),
        Segment::Literal(_) | Segment::Key(_) | Segment::Function { .. } | Segment::PathAddress { .. } => {
            None
        }
    }
}

/// The arguments of an example that calls a function with all arguments that are not optional, and only with documented ones.
fn arguments(example: &ExampleFact, called: &str, rows: &[&ParameterFact]) -> Option<Arguments> {
    let template = Template::parse(&example.url).ok()?;
    let Some(Segment::Function { name, arguments }) = template.segments.last() else { return None };
    let is = |row: &ParameterFact, name: &str| row.name.as_str().eq_ignore_ascii_case(name);
    let is_documented = |(name, _): &(String, String)| rows.iter().any(|row| is(row, name));
    let is_given = |row: &&&ParameterFact| row.optional || arguments.iter().any(|(name, _)| is(row, name));
    let fits = name.eq_ignore_ascii_case(called)
        && arguments.iter().all(is_documented)
        && rows.iter().all(|row| is_given(&row));
    fits.then(|| arguments.iter().map(|(name, value)| placeholder(name, value)).collect())
}

#[cfg(test)]
mod tests {
    use crate::facts::operation::facts::ParameterLocation;
    use crate::facts::operation::tests::facts;
    use crate::facts::template::RequestLine;

    /// Checks the request lines of a page with these lines, rows and this call in its example.
    #[track_caller]
    fn check(lines: &str, rows: &str, call: &str, expected: &[&str]) {
        let text = format!(
            "# Parcels: sum\n## HTTP request\n```http\n{lines}\n```\n## Function parameters\n|Parameter|Type|Description|\n|-|-|-|\n{rows}\n## Example\n### Request\n```http\nGET https://graph.microsoft.com/v1.0/depots/7/{call}\n```\n"
        );
        let found = facts(&text).requests;
        let shown = |line: &RequestLine| -> String {
            line.value.1.segments.iter().map(|segment| format!("/{segment}")).collect()
        };
        assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), expected);
    }

    const FROM: &str = "|from|String|The start.|";
    const MOST: &str = "|most|Int32|The limit. Optional.|";

    #[test]
    fn an_example_completes_every_line() {
        check(
            "GET /depots/{id}/sum\nGET /me/depot/sum()",
            FROM,
            "sum(from='x')",
            &["/depots/{id}/sum(from='{from}')", "/me/depot/sum(from='{from}')"],
        );
        let both = format!("{MOST}\n{FROM}");
        check(
            "GET /depots/{id}/sum",
            &both,
            "sum(from='x',most=2)",
            &["/depots/{id}/sum(from='{from}',most={most})"],
        );
    }

    #[test]
    fn a_call_may_lack_optional_arguments() {
        check("GET /depots/{id}/sum", MOST, "sum(most=2)", &["/depots/{id}/sum"]);
    }

    #[test]
    fn arguments_in_the_query_of_an_example_are_query_parameters() {
        let text = |line: &str, url: &str| {
            format!(
                "# T\n## HTTP request\n```http\nGET /parcels/{line}\n```\n## Function parameters\n|Parameter|Type|\n|-|-|\n|from|String|\n|most|Int32|\n## Example\n### Request\n```http\nGET https://graph.microsoft.com/v1.0/parcels/{url}\n```\n"
            )
        };
        let locations = |line: &str, url: &str| {
            facts(&text(line, url)).parameters.iter().map(|row| row.location).collect::<Vec<_>>()
        };
        assert_eq!(locations("sum", "sum?most=2"), [ParameterLocation::Query; 2]);
        assert_eq!(locations("sum", "sum?$top=2"), [ParameterLocation::Function; 2]);
        assert_eq!(locations("sum(from={f},most={m})", "sum?most=2"), [ParameterLocation::Function; 2]);
    }

    #[test]
    fn other_examples_complete_nothing() {
        let line = "GET /depots/{id}/sum";
        check(line, FROM, "sum", &["/depots/{id}/sum"]);
        check(line, FROM, "sum(from='x',most=2)", &["/depots/{id}/sum"]);
        check(line, FROM, "total(from='x')", &["/depots/{id}/sum"]);
        let lines = "GET /depots/{id}/sum\nGET /depots/{id}/sum(from={f},most={m})";
        check(lines, FROM, "sum(from='x')", &["/depots/{id}/sum", "/depots/{id}/sum(from={f},most={m})"]);
    }
}

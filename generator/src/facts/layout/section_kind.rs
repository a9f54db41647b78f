//! Classifies the sections of a page. In: headings. Out: the [`Area`] of each section.

use crate::page::section::{Section, Sections};

/// The subject of a section.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Area {
    /// Request lines.
    Http,
    /// A section "HTTP request" inside an example.
    HttpOfExample,
    /// Permissions.
    Permissions,
    /// Arguments of a function.
    Function,
    /// Placeholders in the path.
    Path,
    /// Parameters without a stated location.
    Parameters,
    /// Query parameters.
    Query,
    /// Request headers.
    Headers,
    /// The request body.
    Body,
    /// The response.
    Response,
    /// Requests and responses.
    Example,
    /// Any other subject.
    Other,
}

/// The area of every section, in the order of the sections.
pub fn areas(sections: &Sections<'_>) -> Vec<Area> {
    let list: Vec<&Section<'_>> = sections.iter().collect();
    let mut named: Vec<Option<Area>> = list.iter().map(|section| own(&section.title)).collect();
    let above = |index: usize| std::iter::successors(Some(index), |index| list[*index].parent);
    let of_http = |index: &usize| named[*index] == Some(Area::Http);
    let is_example = |index: usize| named[index] == Some(Area::Example);
    // If every "HTTP request" is below a heading of examples, those headings do not start examples.
    let http: Vec<usize> = (0..list.len()).filter(of_http).collect();
    if http.iter().all(|index| above(*index).any(is_example)) {
        for index in http.into_iter().flat_map(above).collect::<Vec<_>>() {
            named[index] = named[index].filter(|area| *area != Area::Example);
        }
    }
    let mut example_level = None;
    let area = |index: usize| {
        let known: Vec<Area> = above(index).filter_map(|index| named[index]).collect();
        let area = area_of(&known, example_level.is_some());
        let level = list[index].level;
        match named[index] {
            Some(Area::Example) => example_level = Some(level),
            Some(Area::Response) => {}
            Some(_) if area != Area::Example => example_level = None,
            None if example_level.is_some_and(|example| level <= example) => example_level = None,
            _ => {}
        }
        area
    };
    (0..list.len()).map(area).collect()
}

/// The area of a section, from the areas of its own heading and those above it, innermost first.
fn area_of(known: &[Area], after_example: bool) -> Area {
    let in_example = known.contains(&Area::Example);
    match known.first() {
        Some(Area::Http) if in_example => Area::HttpOfExample,
        Some(Area::Permissions) => Area::Permissions,
        Some(Area::Response) if after_example => Area::Example,
        Some(_) if in_example => Area::Example,
        Some(area) => *area,
        None => Area::Other,
    }
}

/// The area that a heading states by itself.
fn own(title: &str) -> Option<Area> {
    let title = title.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let title = title.as_str();
    let first = title.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    match title {
        "http request" | "http requests" => Some(Area::Http),
        "prerequisites" => Some(Area::Permissions),
        "function parameters" => Some(Area::Function),
        "path parameters" => Some(Area::Path),
        "parameters" => Some(Area::Parameters),
        _ if title.contains("query parameter") => Some(Area::Query),
        _ if title.contains("request header") => Some(Area::Headers),
        _ if title.starts_with("request body") => Some(Area::Body),
        _ => match first {
            "permission" | "permissions" => Some(Area::Permissions),
            "response" | "responses" => Some(Area::Response),
            "example" | "examples" => Some(Area::Example),
            "request" if title["request".len()..].chars().all(|c| !c.is_alphabetic()) => Some(Area::Example),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page;

    fn check(text: &str, expected: &[Area]) {
        let page = page::read(text);
        assert_eq!(areas(&Sections::of(&page))[1..], *expected);
    }

    #[test]
    fn subsections_have_the_area_of_their_parent() {
        check(
            "# T\n## Permissions\n### For teams:\n## HTTP Request\n### Drives\n## Request body\n### Item\n",
            &[
                Area::Other,
                Area::Permissions,
                Area::Permissions,
                Area::Http,
                Area::Http,
                Area::Body,
                Area::Body,
            ],
        );
    }

    #[test]
    fn sections_inside_an_example_belong_to_it() {
        check(
            "# T\n## HTTP request\n## Response\n## Example\n### HTTP request\n### Response\n### Response headers\n",
            &[
                Area::Other,
                Area::Http,
                Area::Response,
                Area::Example,
                Area::HttpOfExample,
                Area::Example,
                Area::Example,
            ],
        );
    }

    #[test]
    fn a_response_after_an_example_on_the_same_level_belongs_to_it() {
        check(
            "# T\n## HTTP request\n## Response\n## Example\n## Request\n## Response\n## See also\n## Response\n",
            &[
                Area::Other,
                Area::Http,
                Area::Response,
                Area::Example,
                Area::Example,
                Area::Example,
                Area::Other,
                Area::Response,
            ],
        );
    }

    #[test]
    fn a_heading_of_examples_above_the_only_request_lines_is_ignored() {
        check(
            "# T\n### Examples\n#### HTTP request\n#### Request body\n#### Response\n",
            &[Area::Other, Area::Other, Area::Http, Area::Body, Area::Response],
        );
    }
}

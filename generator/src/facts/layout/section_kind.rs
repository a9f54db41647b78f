//! In: the headings of a page. Out: the [`Area`] of each section, what it can state of the operation.

use crate::page::section::{Section, Sections};

/// What a section can state.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Area {
    /// The request lines.
    Http,
    /// A heading "HTTP request" within an example.
    HttpOfExample,
    /// Who may call it.
    Permissions,
    /// Arguments of the function.
    Function,
    /// Placeholders of the path.
    Path,
    /// Parameters, without saying where they go.
    Parameters,
    /// Query parameters.
    Query,
    /// Request headers.
    Headers,
    /// The body of the request.
    Body,
    /// The answer.
    Response,
    /// Requests and answers.
    Example,
    /// Anything else.
    Other,
}

/// The area of every section, in the order of the sections.
pub fn areas(sections: &Sections<'_>) -> Vec<Area> {
    let list: Vec<&Section<'_>> = sections.iter().collect();
    let mut named: Vec<Option<Area>> = list.iter().map(|section| own(&section.title)).collect();
    let above = |index: usize| std::iter::successors(Some(index), |index| list[*index].parent);
    let of_http = |index: &usize| named[*index] == Some(Area::Http);
    let is_example = |index: usize| named[index] == Some(Area::Example);
    // Where "HTTP request" stands below headings of examples only, these are not about examples.
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

/// The area of a section by what it and those above it name, inmost first.
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

/// What a heading names by itself.
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
    fn sub_headings_belong_to_what_they_stand_below() {
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
    fn what_stands_in_an_example_is_of_the_example() {
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
    fn a_response_behind_an_example_on_the_same_level_is_of_the_example() {
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
    fn a_heading_example_above_the_only_request_lines_says_nothing() {
        check(
            "# T\n### Examples\n#### HTTP request\n#### Request body\n#### Response\n",
            &[Area::Other, Area::Other, Area::Http, Area::Body, Area::Response],
        );
    }
}

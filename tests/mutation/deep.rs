//! Mutation tests with many repetitions of one text, in all parts of a page.

use generator::source::{Source, Sources};
use rayon::prelude::*;

use super::mutate::NESTING;
use super::outcome;

/// The number of repetitions.
const COUNT: usize = 1000;

/// A file and its page, with `%` for the text.
const PLACES: &[(&str, &str)] = &[
    ("resources/deep.md", "%"),
    ("resources/deep.md", "---\ntitle: \"%\"\nms.subservice: %\n---\n\n# deep resource type\n\n%\n"),
    (
        "resources/deep.md",
        "# deep resource type\n\n|Property|Type|Description|\n|:--|:--|:--|\n|%|String|x|\n",
    ),
    ("resources/deep.md", "# deep resource type\n\n|Property|Type|Description|\n|:--|:--|:--|\n|a|%|x|\n"),
    (
        "resources/deep.md",
        "# deep resource type\n\n|Property|Type|Description|\n|:--|:--|:--|\n|a|String|%|\n",
    ),
    (
        "resources/deep.md",
        "# deep resource type\n\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"%\"} -->\n```json\n{}\n```\n",
    ),
    (
        "resources/deep.md",
        "<!-- {\"blockType\": \"resource\", \"@odata.type\": \"deep\"} -->\n```json\n%\n```\n",
    ),
    ("api/deep-get.md", "# Get deep\n\n## HTTP request\n\n```http\nGET /%\n```\n"),
    ("api/deep-get.md", "# Get deep\n\n## HTTP request\n\n```http\nGET /deep(%)\n```\n"),
    (
        "api/deep-get.md",
        "# Get deep\n\n## HTTP request\n\n```http\nPOST /deep\n```\n\n## Response\n\n%\n\n## Request body\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|a|%|%|\n",
    ),
    (
        "api/deep-get.md",
        "# Get deep\n\n## HTTP request\n\n```http\nGET /deep\n```\n\n<!-- {\"blockType\": \"request\"} -->\n```http\nGET /deep%\n\n%\n```\n\n<!-- {\"blockType\": \"response\"} -->\n```http\nHTTP/1.1 200 OK\n\n%\n```\n",
    ),
    (
        "api/deep-get.md",
        "# Get deep\n\n## Permissions\n\n|Permission type|Permissions|\n|:--|:--|\n|Application|%|\n\n## HTTP request\n\n```http\nGET /deep\n```\n",
    ),
];

#[test]
fn very_many_of_one_text() {
    let cases: Vec<_> =
        PLACES.iter().flat_map(|place| NESTING.iter().map(move |text| (place, text))).collect();
    let wrong: Vec<String> = cases
        .into_par_iter()
        .filter_map(|((path, page), text)| {
            let text = page.replace('%', &text.repeat(COUNT));
            let page = Source { path: format!("v1.0/{path}"), text };
            outcome(Sources { pages: vec![page], ..Sources::default() }).err()
        })
        .collect();
    assert!(wrong.is_empty(), "{} cases failed:\n{}", wrong.len(), wrong.join("\n"));
}

/// The number of different lines.
const LINES: usize = 2500;

/// The file, the text before the lines, the line with `%` for its number, and the text after the lines.
const DIFFERENT: &[[&str; 4]] = &[
    ["api/many-get.md", "# Get many\n\n## HTTP request\n\n```http\n", "GET /many/m%/x\n", "```\n"],
    ["api/many-get.md", "# Get many\n\n## HTTP request\n\n```http\n", "GET /many(a%={a})\n", "```\n"],
    [
        "api/many-get.md",
        "# Get many\n\n## HTTP request\n\n```http\nPOST /many\n```\n\n## Request headers\n\n|Name|Description|\n|:--|:--|\n",
        "|h%|x|\n",
        "\n## Request body\n\n|Name|Type|Description|\n|:--|:--|:--|\n|a|String|x|\n",
    ],
    [
        "api/many-get.md",
        "# Get many\n\n",
        "> **Note:** x %\n\nx\n\n",
        "## HTTP request\n\n```http\nGET /many\n```\n",
    ],
    [
        "api/many-get.md",
        "# Get many\n\n## HTTP request\n\n```http\nGET /many\n```\n\n## Example\n\n",
        "<!-- {\"blockType\": \"request\", \"name\": \"n%\"} -->\n```http\nGET /many\n```\n<!-- {\"blockType\": \"response\", \"name\": \"n%\"} -->\n```http\nHTTP/1.1 200 OK\n```\n",
        "",
    ],
    [
        "resources/many.md",
        "# many resource type\n\n|Property|Type|Description|\n|:--|:--|:--|\n",
        "|p%|type%|x|\n|@a%|String|x|\n",
        "",
    ],
];

#[test]
fn very_many_that_differ() {
    let wrong: Vec<String> = DIFFERENT
        .par_iter()
        .filter_map(|[path, before, line, behind]| {
            let lines: String = (0..LINES).map(|number| line.replace('%', &number.to_string())).collect();
            let page = Source { path: format!("v1.0/{path}"), text: format!("{before}{lines}{behind}") };
            outcome(Sources { pages: vec![page], ..Sources::default() }).err()
        })
        .collect();
    assert!(wrong.is_empty(), "{} cases failed:\n{}", wrong.len(), wrong.join("\n"));
}

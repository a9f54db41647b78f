//! Tests of the response of an operation.

use crate::facts;
use crate::model::link::link;
use crate::model::operation::Content;
use crate::model::schema::ItemType;
use crate::source::{Source, Sources, Version};

/// Checks the response type of a page whose prose links a type and whose examples have annotations with these types.
#[track_caller]
fn check(linked: &str, shown: &[&str], expected: &str) {
    let ty = |name: &str, base: &str| {
        format!(
            "# {name} resource type\n## Properties\n|Property|Type|Description|\n|-|-|-|\n|{name}Note|String|N.|\n## JSON representation\n<!-- {{\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.{name}\"{base}}} -->\n```json\n{{\"{name}Note\": \"String\"}}\n```\n"
        )
    };
    let derived = |name: &str| ty(name, ", \"baseType\": \"microsoft.graph.parcel\"");
    let examples = shown.iter().map(|name| {
        format!(
            "### Request\n```http\nGET https://graph.microsoft.com/v1.0/parcels/7\n```\n### Response\n<!-- {{\"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.{name}\"}} -->\n```http\nHTTP/1.1 200 OK\n\n{{}}\n```\n"
        )
    });
    let text = format!(
        "# Get it\n## HTTP request\n```http\nGET /parcels/{{id}}\n```\n## Response\nReturns `200 OK` and a [{linked}](../resources/{linked}.md) object in the response body.\n## Examples\n{}",
        examples.collect::<String>()
    );
    let pages = [
        ("v1.0/api/parcel-get.md", text),
        ("v1.0/resources/parcel.md", ty("parcel", "")),
        ("v1.0/resources/letter.md", derived("letter")),
        ("v1.0/resources/box.md", derived("box")),
        ("v1.0/resources/depot.md", ty("depot", "")),
    ];
    let pages = pages.map(|(path, text)| Source { path: path.to_owned(), text }).to_vec();
    let sources = Sources { pages, ..Sources::default() };
    let pages: Vec<_> =
        sources.pages.iter().map(|source| facts::read(source, Version::V1, &sources)).collect();
    let model = link(Version::V1, &pages);
    let Content::Value(found) = &model.operations[0].response.content else { panic!("no value") };
    let ItemType::Type(id) = found.item else { panic!("no type") };
    assert_eq!(model.types[id.0].name.short(), expected);
}

#[test]
fn examples_of_derived_types_show_values_of_the_stated_type() {
    check("parcel", &["letter", "box"], "parcel");
    check("parcel", &["letter"], "parcel");
    check("parcel", &["parcel", "box"], "parcel");
}

#[test]
fn an_example_of_another_type_decides() {
    check("letter", &["parcel"], "parcel");
    check("depot", &["letter"], "letter");
}

#[test]
fn examples_of_several_types_leave_the_decision_to_the_prose() {
    check("depot", &["letter", "box"], "depot");
    check("parcel", &["letter", "depot"], "parcel");
}

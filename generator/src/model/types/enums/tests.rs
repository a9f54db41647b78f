use crate::facts;
use crate::model::Model;
use crate::model::link::link;
use crate::model::schema::{ItemType, Member};
use crate::source::{Source, Sources, Version};

/// A page of the type `parcel` with rows of properties and further text.
fn parcel(rows: &str, below: &str) -> (&'static str, String) {
    let text = format!(
        "# parcel resource type\nNamespace: microsoft.graph\n## Properties\n|Property|Type|Description|\n|-|-|-|\n{rows}\n{below}\n"
    );
    ("v1.0/resources/parcel.md", text)
}

fn model(pages: &[(&str, String)]) -> Model {
    let source = |(path, text): &(&str, String)| Source { path: (*path).to_owned(), text: text.clone() };
    let sources = Sources { pages: pages.iter().map(source).collect(), ..Sources::default() };
    let read = |source| facts::read(source, Version::V1, &sources);
    let pages: Vec<_> = sources.pages.iter().map(read).collect();
    link(Version::V1, &pages)
}

/// Checks the members of each enum, and the type and values of each property.
#[track_caller]
fn check(pages: &[(&str, String)], expected: &[&str]) {
    let model = model(pages);
    let enums = model.enums.iter().map(|found| {
        let members = found.members.iter().map(|member| member.name.as_str());
        format!("enum {}: {}", found.name.short(), members.collect::<Vec<_>>().join(" "))
    });
    let property = |member: &Member| {
        let item = match &member.ty.item {
            ItemType::Primitive(primitive) => primitive.name(),
            ItemType::Type(id) => model.types[id.0].name.short(),
            ItemType::Enum(id) => model.enums[id.0].name.short(),
            ItemType::Undocumented(name) => name.as_str(),
        };
        format!("{} {item}: {}", member.name, member.values.join(" "))
    };
    let properties = model.types.iter().flat_map(|ty| &ty.members).map(property);
    assert_eq!(enums.chain(properties).collect::<Vec<_>>(), expected);
}

#[test]
fn only_the_name_of_a_type_makes_an_enum_of_listed_values() {
    let values = "Possible values are: `a`, `b`.";
    check(
        &[parcel(&format!("|kind|parcelKind|{values}|\n|data|Json|{values}|\n|size|Enum|{values}|"), "")],
        &[
            "enum parcelKind: a b",
            "kind parcelKind: ",
            "data microsoft.graph.Json: a b",
            "size Edm.String: a b",
        ],
    );
}

const TABLE: &str = "|Value|Description|\n|-|-|\n|small|S.|\n|large|L.|\n";

#[test]
fn values_below_the_name_of_a_property_belong_to_it() {
    let rows = "|size|parcelSize|S.|\n|labels|String collection|L.|";
    let below = format!(
        "## size property values\n{TABLE}\n### Labels property values\n{TABLE}\n### Colour property values\n{TABLE}"
    );
    check(
        &[parcel(rows, &below)],
        &["enum parcelSize: small large", "size parcelSize: ", "labels Edm.String: small large"],
    );
}

#[test]
fn the_sentinel_may_be_in_lower_case() {
    let table = "|Member|Description|\n|-|-|\n|a|A.|\n|unknownfuturevalue|U.|\n|b|B.|\n";
    let text = format!("# parcelSize enum type\n## Members\n{table}");
    let model = model(&[("v1.0/resources/parcelsize.md", text)]);
    let later: Vec<bool> = model.enums[0].members.iter().map(|member| member.is_later).collect();
    assert_eq!(later, [false, false, true]);
}

#[test]
fn an_annotation_on_the_page_of_an_enum_defines_no_type() {
    let text = format!(
        "---\ndoc_type: enumPageType\n---\n# parcelSize enum type\nNamespace: microsoft.graph\n## Members\n{TABLE}\n<!-- {{\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.parcelSize\"}} -->\n```json\n{{\"@odata.type\": \"#microsoft.graph.parcelSize\"}}\n```\n"
    );
    let pages = [("v1.0/resources/parcelsize.md", text)];
    check(&pages, &["enum parcelSize: small large"]);
    assert!(model(&pages).types.is_empty());
}

#[test]
fn values_of_a_parameter_make_the_enum_of_its_type() {
    let rows = "|size|sealSize|The possible values are: `small`, `large`.|\n|kind|String|The possible values are: `a`, `b`. The default is `b`.|";
    let text = format!(
        "# T\nNamespace: microsoft.graph\n## HTTP request\n```http\nPOST /parcels/{{id}}/seal\n```\n## Request body\n|Parameter|Type|Description|\n|-|-|-|\n{rows}\n## Response\nReturns `204 No Content`.\n"
    );
    let pages = [("v1.0/api/parcel-seal.md", text)];
    check(&pages, &["enum sealSize: small large"]);
    let model = model(&pages);
    let [size, kind] = &model.operations[0].parameters[..] else { panic!("two parameters") };
    assert!(matches!(size.ty.item, ItemType::Enum(_)) && size.values.is_empty());
    assert_eq!((kind.values.join(" ").as_str(), kind.default.as_deref()), ("a b", Some("b")));
}

#[test]
fn an_example_that_sends_several_members_makes_flags() {
    let sent = |value: &str| {
        let text = format!(
            "# parcel: send\n## HTTP request\n```http\nPOST /parcels/send\n```\n## Request body\n|Parameter|Type|Description|\n|-|-|-|\n|kinds|parcelKinds|Possible values are: `small`, `large`.|\n## Example\n### Request\n```http\nPOST https://graph.microsoft.com/v1.0/parcels/send\n\n{{\"kinds\": \"{value}\"}}\n```\n"
        );
        model(&[("v1.0/api/parcel-send.md", text)]).enums[0].is_flags
    };
    assert!(sent("small, Large"));
    assert!(!sent("small"));
    assert!(!sent("small, heavy"));
}

use crate::facts;
use crate::model::link::link;
use crate::model::operation::{Body, Parameter};
use crate::model::schema::ItemType;
use crate::source::{Source, Sources, Version};

const PARCEL: &str = "# parcel resource type\n## Properties\n|Property|Type|Description|\n|-|-|-|\n|id|String|Id.|\n|note|String|N.|\n|weight|Int32|W.|\n## JSON representation\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.parcel\", \"keyProperty\": \"id\"} -->\n```json\n{\"id\": \"String\", \"note\": \"String\", \"weight\": 1}\n```\n";

const GET: &str = "# Get parcel\n## HTTP request\n```http\nGET /parcels/{id}\n```\n## Response\nReturns `200 OK` and a [parcel](../resources/parcel.md) object.\n";

/// Checks the body of a request and the names of its parameters, with `?` if they are optional.
#[track_caller]
fn check(title: &str, request: &str, body: &str, expected: &str) {
    let (sent, parameters) = linked(title, request, body);
    let marked = |found: &Parameter| format!("{}{}", found.name, if found.optional { "?" } else { "" });
    let names: Vec<String> = parameters.iter().map(marked).collect();
    assert_eq!(format!("{sent} {}", names.join(" ")).trim_end(), expected);
}

/// The body of a request and its parameters.
#[track_caller]
fn linked(title: &str, request: &str, body: &str) -> (String, Vec<Parameter>) {
    let text = format!("# {title}\n## HTTP request\n```http\n{request}\n```\n{body}\n");
    let page = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    let pages = vec![
        page("v1.0/api/parcel-get.md", GET),
        page("v1.0/api/x.md", &text),
        page("v1.0/resources/parcel.md", PARCEL),
    ];
    let sources = Sources { pages, ..Sources::default() };
    let pages: Vec<_> =
        sources.pages.iter().map(|source| facts::read(source, Version::V1, &sources)).collect();
    let model = link(Version::V1, &pages);
    let operation = model.operations.iter().find(|found| found.page.as_str() == "api/x.md").unwrap();
    let sent = match &operation.body {
        Body::None => "nothing".to_owned(),
        Body::Type(ty) => match ty.item {
            ItemType::Type(id) => model.types[id.0].name.short().to_owned(),
            _ => "another type".to_owned(),
        },
        Body::Parameters => "parameters".to_owned(),
        Body::Content => "content".to_owned(),
        Body::Unstated => "unstated".to_owned(),
    };
    (sent, operation.parameters.clone())
}

fn rows(names: &[&str]) -> String {
    let rows: Vec<String> = names.iter().map(|name| format!("|{name}|String|X.|\n")).collect();
    format!("## Request body\n|Property|Type|Description|\n|-|-|-|\n{}", rows.concat())
}

fn example(request: &str, body: &str) -> String {
    format!(
        "## Example\n### Request\n<!-- {{\"blockType\": \"request\", \"name\": \"x\"}} -->\n```http\n{request}\n\n{body}\n```\n### Response\n<!-- {{\"blockType\": \"response\"}} -->\n```http\nHTTP/1.1 204 No Content\n```\n"
    )
}

#[test]
fn an_update_sends_its_type_even_if_a_row_is_not_a_member() {
    let most = rows(&["note", "@odata.type", "wight"]);
    check("Update parcel", "PATCH /others/{id}", &most, "parcel note @odata.type wight");
    check("Change a box", "PATCH /parcels/{id}", &most, "parcel note @odata.type wight");
    check("Create a parcel", "POST /others", &most, "parcel note @odata.type wight");
    check("Update parcel", "PATCH /parcels/{id}", "", "parcel");
    check("Update parcel", "PATCH /parcels/{id}", &rows(&["note", "a", "b"]), "parameters note a b");
}

#[test]
fn an_action_sends_its_parameters() {
    check("parcel: send", "POST /parcels/{id}/send", &rows(&["note", "to"]), "parameters note to");
    check("Add parcel", "POST /parcels/addAll", &rows(&["note", "to"]), "parameters note to");
}

#[test]
fn an_action_does_not_send_the_item_it_creates() {
    let made = "## Response\n`201 Created` and a [parcel](../resources/parcel.md) object.\n";
    let body = format!("{}{made}", rows(&["note", "weight"]));
    check("Open a parcel", "POST /others/openParcel", &body, "parcel note weight");
    check("depot: openParcel", "POST /others/openParcel", &body, "parameters note weight");
    check("depot: openParcel()", "POST /others/ns.openParcel", &body, "parameters note weight");
}

#[test]
fn an_example_decides_what_the_page_does_not_state() {
    let request = "POST /parcels/{id}/send";
    check("parcel: send", request, "", "unstated");
    check("parcel: send", request, &example("POST /parcels/1/send", ""), "nothing");
    let sent = example("POST /parcels/1/send", "{\"to\": \"a\", \"parcel\": {\"note\": \"b\"}}");
    check("parcel: send", request, &sent, "parameters to parcel");
    check("parcel: send", request, &example("POST /parcels/1/send", "<html/>"), "content");
    check(
        "parcel: send",
        request,
        "## Request body\nDo not supply a request body for this method.",
        "nothing",
    );
}

#[test]
fn rows_that_examples_show_inside_a_parameter_are_no_parameters() {
    let request = "POST /parcels/{id}/send";
    let sent = |names: &[&str], body: &str| rows(names) + &example("POST /parcels/1/send", body);
    let inside = |names: &[&str]| sent(names, "{\"parcel\": {\"note\": \"b\"}}");
    check("parcel: send", request, &inside(&["note", "weight"]), "parameters parcel");
    check("parcel: send", request, &inside(&["note", "to"]), "parameters note to parcel");
    let optional = inside(&["note", "weight"]).replace("X.", "Optional. X.");
    check("parcel: send", request, &optional, "parameters parcel?");
    let summary = |body: &str| linked("parcel: send", request, body).1[0].summary.clone();
    assert_eq!(summary(&inside(&["note", "weight"])), "Properties: `note`: X. `weight`: X.");
    assert_eq!(summary(&optional), "Optional. Properties: `note`: Optional. X. `weight`: Optional. X.");
    let item = sent(&["code"], "{\"value\": [{\"code\": \"b\"}]}");
    check("parcel: send", request, &item, "parameters value");
    let beside = sent(&["note"], "{\"note\": \"a\", \"parcel\": {\"note\": \"b\"}}");
    check("parcel: send", request, &beside, "parameters note parcel");
}

#[test]
fn content_is_sent_as_bytes() {
    check("Update the picture", "PUT /parcels/{id}/$value", "", "content");
}

#[test]
fn arguments_in_the_path_are_parameters() {
    check("parcel: near", "GET /parcels/near(place='{place}',within={km})", "", "nothing place within");
}

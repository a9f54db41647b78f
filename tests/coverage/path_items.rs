//! Tests paths without request line, which follow from types and members.

use generator::facts::template::{Method, Segment, Template};
use generator::model::path_item::find;
use generator::model::schema::ItemType;
use generator::source::Version;

/// Common requests with the types at their paths.
const PLACES: [(Method, &str, &str, bool); 6] = [
    (Method::Patch, "/me", "user", false),
    (Method::Get, "/me/drive/root/children", "driveItem", true),
    (Method::Post, "/me/drive/root/children", "driveItem", true),
    (Method::Get, "/sites/{id}/lists/{id}/items", "listItem", true),
    (Method::Post, "/sites/{id}/lists/{id}/items", "listItem", true),
    (Method::Get, "/me/calendar/events/{id}/instances", "event", true),
];

/// Requests in examples or prose without a request line.
const SHOWN: [(Method, &str); 8] = [
    (Method::Get, "/teams/{id}/schedule/swapShiftsChangeRequests/{id}"),
    (Method::Get, "/communications/presences/{id}"),
    (Method::Patch, "/appCatalogs/teamsApps/{id}/appDefinitions/{id}"),
    (Method::Post, "/me/drive/items/{id}/workbook/worksheets/add"),
    (Method::Post, "/me/drive/items/{id}/workbook/names/addFormulaLocal"),
    (Method::Put, "/me/drive/root:/{path}"),
    (Method::Get, "/me/onenote/pages/{id}/content"),
    (Method::Get, "/me/onenote/pages/{id}/$value"),
];

#[test]
fn requests_only_in_examples_have_builders() {
    let Some(docs) = tests::shared("docs-2021") else { return };
    let reading = generator::read(&docs, Some(Version::V1)).unwrap();
    let places = &reading.models[0].path_items;
    let is_asked = |method: Method, path: &str| {
        let segments = Template::parse(path).unwrap().segments;
        find(places, &segments).is_some_and(|id| places[id.0].verbs.iter().any(|verb| verb.method == method))
    };
    let missing: Vec<_> = SHOWN.iter().filter(|(method, path)| !is_asked(*method, path)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    // The page of the type spells the name with one different letter, which must not add a second builder.
    let schedule = Template::parse("/teams/{id}/schedule").unwrap().segments;
    let schedule = &places[find(places, &schedule).unwrap().0];
    let names = schedule.children.iter().filter_map(|step| match &step.segment {
        Segment::Literal(name) => Some(name.as_str()),
        Segment::Key(_) | Segment::Function { .. } | Segment::PathAddress { .. } => None,
    });
    let swaps: Vec<&str> = names.clone().filter(|name| name.to_lowercase().starts_with("swap")).collect();
    assert_eq!(swaps, ["swapShiftsChangeRequests"]);
    assert!(names.into_iter().any(|name| name == "openShifts"));
}

#[test]
fn requests_that_follow_from_the_types_have_builders() {
    let Some(docs) = tests::shared("docs-2021") else { return };
    let reading = generator::read(&docs, Some(Version::V1)).unwrap();
    let model = &reading.models[0];
    for (method, path, ty, collection) in PLACES {
        let template = Template::parse(path).unwrap();
        let place =
            find(&model.path_items, &template.segments).map(|id| &model.path_items[id.0]).expect(path);
        let stands = place.ty.as_ref().expect(path);
        let ItemType::Type(id) = &stands.item else { panic!("{path}: {stands:?}") };
        assert_eq!((model.types[id.0].name.short(), stands.collection), (ty, collection), "{path}");
        assert!(place.verbs.iter().any(|verb| verb.method == method), "{method} {path}");
    }
}

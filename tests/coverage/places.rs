//! Places that no page needs to write out are reached by what the pages say of types and members.

use generator::facts::template::{Method, Template};
use generator::model::place::find;
use generator::model::schema::ItemType;
use generator::source::Version;

/// Requests that programs make, with what stands at their paths.
const PLACES: [(Method, &str, &str, bool); 6] = [
    (Method::Patch, "/me", "user", false),
    (Method::Get, "/me/drive/root/children", "driveItem", true),
    (Method::Post, "/me/drive/root/children", "driveItem", true),
    (Method::Get, "/sites/{id}/lists/{id}/items", "listItem", true),
    (Method::Post, "/sites/{id}/lists/{id}/items", "listItem", true),
    (Method::Get, "/me/calendar/events/{id}/instances", "event", true),
];

#[test]
fn requests_that_follow_from_the_types_have_builders() {
    let Some(docs) = tests::shared("docs-2021") else { return };
    let reading = generator::read(&docs, Some(Version::V1)).unwrap();
    let model = &reading.models[0];
    for (method, path, ty, collection) in PLACES {
        let template = Template::parse(path).unwrap();
        let place = find(&model.places, &template.segments).map(|id| &model.places[id.0]).expect(path);
        let stands = place.ty.as_ref().expect(path);
        let ItemType::Type(id) = &stands.item else { panic!("{path}: {stands:?}") };
        assert_eq!((model.types[id.0].name.short(), stands.collection), (ty, collection), "{path}");
        assert!(place.verbs.iter().any(|verb| verb.method == method), "{method} {path}");
    }
}

//! Path items of small models.

mod derived_types;

use crate::facts::prose::description::MemberTraits;
use crate::facts::prose::page_summary::PageSummary;
use crate::facts::resource::facts::MemberKind;
use crate::facts::template::{Segment, Template, read_line};
use crate::facts::type_text::Primitive;
use crate::model::TypeId;
use crate::model::operation::{Body, Content, Operation, Response};
use crate::model::path_item::{PathItem, find, path_items};
use crate::model::schema::{Base, ItemType, Member, Type, TypeKind, ValueType};
use crate::name::{GraphName, PagePath, PropertyName};

/// Types as `name < base: member type, member type[]`, requests as `METHOD /path = type[] | title`. An unlisted type is a string; one
/// with `?` has no page.
struct World {
    types: Vec<Type>,
    operations: Vec<Operation>,
}

impl World {
    fn new(types: &[&str], requests: &[&str]) -> Self {
        let heads = types.iter().map(|line| line.split([':', '<']).next().unwrap().trim());
        let names: Vec<&str> = heads.collect();
        Self {
            types: types.iter().map(|line| read_type(line, &names)).collect(),
            operations: requests.iter().map(|line| read_request(line, &names)).collect(),
        }
    }

    fn path_items(&self) -> Vec<PathItem> {
        path_items(&self.types, &[], &self.operations)
    }

    /// Checks the path item of a request: its path, its type, and whether it has the method.
    #[track_caller]
    fn check(&self, request: &str, expected: &str) {
        let path_items = self.path_items();
        let (method, template) = read_line(request).unwrap().unwrap();
        let shown = find(&path_items, &template.segments).map_or("nowhere".to_owned(), |id| {
            let path_item = &path_items[id.0];
            let asked = path_item.verbs.iter().any(|verb| verb.method == method);
            format!("{} {}{}", path_item.path, self.show(path_item), if asked { "" } else { ", not asked" })
        });
        assert_eq!(shown, expected);
    }

    fn show(&self, path_item: &PathItem) -> String {
        let (name, collection) = match &path_item.ty {
            Some(ValueType { item: ItemType::Type(id), collection }) => (&self.types[id.0].name, collection),
            Some(ValueType { item: ItemType::Undocumented(name), collection }) => (name, collection),
            _ => return "untyped".into(),
        };
        format!("{}{}", name.short(), if *collection { "[]" } else { "" })
    }
}

fn value(text: &str, names: &[&str]) -> ValueType {
    let (name, collection) = text.strip_suffix("[]").map_or((text, false), |name| (name, true));
    let id = names.iter().position(|known| *known == name);
    let unknown = || match name.strip_prefix('?') {
        Some(name) => ItemType::Undocumented(GraphName::parse(name).unwrap()),
        None => ItemType::Primitive(Primitive::String),
    };
    let item = id.map_or_else(unknown, |id| ItemType::Type(TypeId(id)));
    ValueType { item, collection }
}

fn read_type(line: &str, names: &[&str]) -> Type {
    let (head, members) = line.split_once(':').unwrap_or((line, ""));
    let (name, base) = head.split_once('<').map_or((head, None), |(name, base)| (name, Some(base.trim())));
    let base = base.map(|base| Base::Type(TypeId(names.iter().position(|name| *name == base).unwrap())));
    let members = members.split(',').filter_map(|member| member.trim().split_once(' '));
    let member = |(name, ty): (&str, &str)| Member {
        name: PropertyName::parse(name).unwrap(),
        aliases: Vec::new(),
        ty: value(ty, names),
        kind: MemberKind::Relationship,
        inherited_from: None,
        traits: MemberTraits::default(),
        values: Vec::new(),
        summary: String::new(),
    };
    Type {
        kind: if base.is_some() { TypeKind::Complex } else { TypeKind::Entity },
        base,
        members: members.map(member).collect(),
        ..Type::undocumented(&GraphName::parse(name).unwrap())
    }
}

fn read_request(line: &str, names: &[&str]) -> Operation {
    let (line, title) = line.split_once(" | ").unwrap_or((line, ""));
    let (lines, response) = line.split_once(" = ").map_or((line, None), |(lines, ty)| (lines, Some(ty)));
    let read: Vec<_> = lines.split(" + ").map(|line| read_line(line).unwrap().unwrap()).collect();
    Operation {
        page: PagePath::new("api/x.md"),
        title: title.to_owned(),
        method: read[0].0,
        lines: read.len(),
        implied: read.len(),
        templates: read.into_iter().map(|(_, template)| template).collect(),
        body: Body::None,
        parameters: Vec::new(),
        response: Response {
            is_long_running: false,
            is_optional: false,
            status: None,
            content: response.map_or(Content::Unstated, |ty| Content::Value(value(ty, names))),
        },
        overloads: Vec::new(),
        takes_mime: false,
        query_options: None,
        headers: Vec::new(),
        permissions: None,
        examples: Vec::new(),
        clouds: None,
        about: PageSummary::default(),
    }
}

const MAIL: [&str; 6] = [
    "user: calendar calendar, drive drive, messages message[]",
    "message",
    "calendar: events event[]",
    "event: instances event[]",
    "drive: root driveItem, items driveItem[]",
    "driveItem: children driveItem[]",
];

#[test]
fn paths_of_one_type_are_one_path_item() {
    let world = World::new(&MAIL, &["GET /me + GET /users/{id} = user", "PATCH /users/{user-id}"]);
    world.check("PATCH /me", "/me user");
    world.check("GET /users", "/users user[], not asked");
}

#[test]
fn members_add_undocumented_paths() {
    let requests =
        ["GET /me = user", "GET /drives/{id} = drive", "GET /drives/{id}/items/{id}/children = driveItem[]"];
    let world = World::new(&MAIL, &requests);
    world.check("GET /me/drive/root/children", "/drives/{}/items driveItem[]");
    world.check("GET /me/drive/items/{id}/children/{id}/children", "/drives/{}/items driveItem[]");
}

#[test]
fn members_type_paths_without_get() {
    let requests = ["GET /me = user", "GET /users/{id} = user", "GET /me/events/{id}/instances = event[]"];
    let world = World::new(&MAIL, &[&requests[..], &["POST /users/{id}/calendar/events = event"]].concat());
    world.check("GET /me/calendar/events/{id}/instances", "/me/events/{}/instances event[]");
    let lists = ["site: lists list[]", "list: items item[]", "item"];
    let world = World::new(&lists, &["GET /sites/{id} = site", "PATCH /sites/{id}/lists/{id}/items/{id}"]);
    world.check("GET /sites/{id}/lists/{id}/items", "/sites/{}/lists/{}/items item[], not asked");
    world.check("PATCH /sites/root/lists/{id}/items/{id}", "/sites/{}/lists/{}/items/{} item");
}

#[test]
fn a_key_after_an_item_names_one_of_its_properties() {
    let types =
        ["note: previews previewSet[]", "previewSet: large preview, small preview, id string", "preview"];
    let sets = "GET /notes/{id}/previews = previewSet[] | List previews";
    let sized = "GET /notes/{id}/previews/{id}/{size} = previewSet | List previews";
    let world = World::new(&types, &["GET /notes/{id} = note", sets, sized]);
    world.check("GET /notes/{id}/previews/{id}/{size}", "/notes/{}/previews/{}/{} preview");
    // Properties of several types, and a collection
    let types = ["note: previews previewSet[]", "previewSet: large preview, owner note", "preview"];
    let world = World::new(&types, &["GET /notes/{id} = note", sets, sized]);
    world.check("GET /notes/{id}/previews/{id}/{size}", "/notes/{}/previews/{} previewSet");
    let types = ["note: previews previewSet[]", "previewSet: large preview[], small preview[]", "preview"];
    let world = World::new(&types, &["GET /notes/{id} = note", sets, sized]);
    world.check("GET /notes/{id}/previews/{id}/{size}", "/notes/{}/previews/{} previewSet");
}

#[test]
fn a_declared_member_outweighs_responses_and_responses_outweigh_creation() {
    let world =
        World::new(&MAIL, &["GET /me = user", "GET /me/calendar = event[]", "POST /me/calendar = drive"]);
    world.check("GET /me/calendar", "/me/calendar calendar");
    let world =
        World::new(&MAIL, &["GET /x = event[]", "GET /x = event[]", "GET /x = drive", "POST /x = message"]);
    world.check("GET /x", "/x event[]");
}

#[test]
fn letter_case_of_pages_is_ignored() {
    let world =
        World::new(&MAIL, &["GET /me = user", "GET /me/Messages = message[]", "GET /me/messages/{id}"]);
    world.check("GET /me/messages", "/me/messages message[]");
}

#[test]
fn an_action_is_untyped() {
    let requests = ["GET /me/messages = message[]", "POST /me/messages/{id}/copy = message"];
    let world = World::new(&MAIL, &requests);
    world.check("POST /me/messages/{id}/copy", "/me/messages/{}/copy untyped");
    let world = World::new(&MAIL, &["GET /me = user", "POST /me/createEvent = event | Create an event"]);
    world.check("POST /me/createEvent", "/me/createEvent untyped");
}

#[test]
fn creating_makes_a_collection() {
    let world =
        World::new(&MAIL, &["POST /messages = message | Create message", "POST /send = message | Send"]);
    world.check("POST /messages", "/messages message[]");
    world.check("POST /send", "/send untyped");
    let world = World::new(&MAIL, &["POST /messages = message", "DELETE /messages/{id}"]);
    world.check("DELETE /messages/{id}", "/messages/{} message");
}

#[test]
fn a_query_or_title_indicates_a_collection() {
    let requests =
        ["GET /a?$filter=x eq 1 = event", "GET /b = event | List events", "GET /c = event | Get event"];
    let world = World::new(&MAIL, &requests);
    world.check("GET /a", "/a event[]");
    world.check("GET /b", "/a event[]");
    world.check("GET /c", "/c event");
}

#[test]
fn an_expanded_response_does_not_type_the_path() {
    let types = ["directoryObject", "user < directoryObject"];
    let manager = "GET /users?$expand=manager + GET /users/{id}/?$expand=manager + GET /me?$expand=manager = directoryObject | List manager";
    let user = ["GET /users = user[]", "GET /me + GET /users/{id} = user", manager];
    let update = ["PATCH /me + PATCH /users/{id} = user", "GET /users/{id} = user", manager];
    for requests in [&user, &update] {
        let world = World::new(&types, requests);
        world.check("GET /me", "/me user");
        world.check("GET /users/{id}", "/me user");
        world.check("GET /users", "/users user[]");
    }
    World::new(&types, &[manager]).check("GET /users", "/users untyped");
}

#[test]
fn conflicting_responses_prefer_the_derived_type_then_the_page_with_one_path() {
    let types = ["directoryObject", "user < directoryObject", "photo"];
    let object = "GET /me + GET /users/{id} = directoryObject";
    let world = World::new(&types, &[object, object, "GET /users/{user-id} = user"]);
    world.check("GET /users/{id}", "/users/{} user");
    let settings = ["GET /x = directoryObject[] | List directoryObjects", "GET /x = user[] | List users"];
    World::new(&types, &settings).check("GET /x", "/x directoryObject[]");
    let world = World::new(&types, &["GET /a + GET /b + GET /c = user", "GET /a = photo"]);
    world.check("GET /a", "/a photo");
}

#[test]
fn a_response_overrides_a_row_without_collection() {
    let types = ["group: grants grant, manager group", "grant"];
    let requests = [
        "GET /groups/{id} = group",
        "GET /groups/{id}/grants = grant[] | List grants",
        "GET /groups/{id}/manager = group | List manager",
    ];
    let world = World::new(&types, &requests);
    world.check("GET /groups/{id}/grants", "/groups/{}/grants grant[]");
    world.check("GET /groups/{id}/manager", "/groups/{} group");
}

#[test]
fn titles_of_actions_name_the_type_of_the_path() {
    let types = ["parcel", "cloudCommunications"];
    let requests = ["POST /parcels/{id}/redirect | parcel: redirect", "POST /parcels/count | parcel: count"];
    let world = World::new(&types, &requests);
    world.check("POST /parcels/{id}/redirect", "/parcels/{}/redirect untyped");
    world.check("GET /parcels/{id}", "/parcels/{} parcel, not asked");
    world.check("GET /parcels", "/parcels parcel[], not asked");
    let world = World::new(&types, &["POST /communications/ring | cloudCommunications: ring"]);
    world.check("GET /communications", "/communications cloudCommunications, not asked");
    let world = World::new(&types, &["GET /stock/delta | parcel: delta"]);
    world.check("GET /stock", "/stock untyped, not asked");
}

#[test]
fn a_segment_named_like_a_type_has_it_if_its_members_follow() {
    let requests =
        ["GET /drive/root/children = driveItem[]", "GET /drive/items/{id}/content", "POST /event/x/y"];
    let world = World::new(&MAIL, &requests);
    world.check("GET /drive", "/drive drive, not asked");
    world.check("GET /drive/root", "/drive/root driveItem, not asked");
    world.check("GET /event", "/event untyped, not asked");
}

#[test]
fn references_counts_and_values_are_untyped_leaves() {
    let types = ["group: members user[], owners user[]", "user"];
    let requests =
        ["GET /groups/{id} = group", "POST /groups/{id}/members/$ref", "GET /groups/{id}/owners/$count"];
    let more = ["GET /users/{id}/$value = user", "GET /users/{id} = user"];
    let world = World::new(&types, &[&requests[..], &more].concat());
    world.check("POST /groups/{id}/owners/$ref", "/groups/{}/members/$ref untyped");
    world.check("GET /groups/{id}/members/$count", "/groups/{}/owners/$count untyped");
    world.check("GET /groups/{id}/members/{id}/$value", "/users/{}/$value untyped");
}

#[test]
fn a_function_has_a_type_only_when_more_follows() {
    let requests = ["GET /users = user[]", "GET /users/delta = user[]", "GET /users/delta() = user[]"];
    let world = World::new(&MAIL, &requests);
    world.check("GET /users/delta()", "/users/delta() untyped");
    world.check("GET /users/delta", "/users/delta() untyped");
    let range = ["range"];
    let requests =
        ["GET /a/range(address='{x}')/row", "GET /a/range(<x>) = range", "GET /a/range(row={x}) = range"];
    let world = World::new(&range, &requests);
    world.check("GET /a/range(address='A1')", "/a/range(address={}) range");
    world.check("GET /a/range(row=1)", "/a/range(row={}) untyped");
    world.check("GET /a/range(A1)", "/a/range(address={}) range");
}

#[test]
fn an_alternate_key_addresses_one_item() {
    let requests = ["GET /users = user[]", "GET /users(upn='{upn}')", "PATCH /users/{id}"];
    World::new(&MAIL, &requests).check("PATCH /users(upn='{x}')", "/users/{} user");
}

#[test]
fn samples_are_keys() {
    let requests =
        ["GET /users = user[]", "GET /users/contoso.com/messages = message[]", "GET /users/first = user"];
    let world = World::new(&MAIL, &[&requests[..], &["GET /users/me/drive/x"]].concat());
    world.check("GET /users/{id}/messages", "/users/{}/messages message[]");
    world.check("GET /users/first/messages", "/users/{}/messages message[]");
    world.check("GET /users/me/messages", "/users/{}/messages message[]");
}

#[test]
fn a_path_address_stays_with_its_type() {
    let requests =
        ["GET /drive/root = driveItem", "PUT /drive/root:/{path}:/content", "GET /drive/items = driveItem[]"];
    let world = World::new(&MAIL, &requests);
    world.check("PUT /drive/items/{id}:/{name}:/content", "/drive/root:/{}:/content untyped");
    world.check("PUT /drive/items/{id}/content", "/drive/root:/{}:/content untyped");
}

#[test]
fn equal_untyped_subtrees_are_folded() {
    let requests = ["POST /a/x/deep/run + POST /b/y/deep/run", "POST /c/z/deep/run"];
    let world = World::new(&[], &requests);
    world.check("POST /b/y/deep/run", "/a/x/deep/run untyped");
    world.check("POST /c/z/deep/run", "/c/z/deep/run untyped");
}

#[test]
fn path_items_are_ordered_and_have_their_pages() {
    let world =
        World::new(&MAIL, &["GET /users/{b} = user", "GET /me + GET /users/{a} = user", "GET /a = drive"]);
    let path_items = world.path_items();
    let paths: Vec<&str> = path_items.iter().map(|path_item| path_item.path.as_str()).collect();
    assert_eq!(paths, ["", "/a", "/me", "/users"]);
    let [one] = path_items[2].verbs.as_slice() else { panic!("one verb") };
    let uses: Vec<(usize, &[usize])> =
        one.operations.iter().map(|(id, uses)| (id.0, uses.as_slice())).collect();
    assert_eq!(uses, [(0, &[0][..]), (1, &[0, 1])]);
    assert_eq!(path_items[3].children[0].segment, Segment::Key("b".to_owned()));
}

#[test]
fn unknown_paths_are_not_found() {
    let path_items = World::new(&MAIL, &["GET /me = user"]).path_items();
    assert_eq!(find(&path_items, &Template::parse("/you").unwrap().segments), None);
    assert_eq!(find(&path_items, &[]).map(|id| id.0), Some(0));
}

#[test]
fn a_type_without_a_page_types_its_path() {
    let world =
        World::new(&["user: boxes ?box[]"], &["GET /me = user", "GET /me/boxes/{id}", "GET /lid = ?lid"]);
    world.check("GET /lid", "/lid lid");
    world.check("GET /me/boxes/{id}", "/me/boxes/{} box");
}

#[test]
fn a_resource_changed_at_its_own_path_is_single() {
    let world = World::new(&["look:"], &["PATCH /look = look", "GET /look/{property} = look"]);
    world.check("GET /look", "/look look");
}

#[test]
fn a_segment_has_the_spelling_with_most_words() {
    let world = World::new(&[], &["GET /ab", "GET /ab", "GET /aB"]);
    world.check("GET /ab", "/aB untyped");
}

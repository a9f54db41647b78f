//! Requests of URLs as code: ids, arguments, queries, bodies, and placeholders.

use std::collections::BTreeSet;

use super::{lookup, version_of};
use crate::emit::snippet;
use crate::examples::tests::{example, parcels};
use crate::facts::operation::ParameterLocation;
use crate::facts::template::Method;
use crate::facts::type_text::Primitive;
use crate::model::operation::{Body, Content, Parameter};
use crate::model::path_item::PathItem;
use crate::model::schema::{ItemType, ValueType};
use crate::model::{Model, OperationId};
use crate::plan;
use crate::plan::ir::example::Reason;
use crate::plan::ir::package::{Options, Runtime, Workspace};
use crate::plan::naming::lock::NameLock;
use crate::plan::sample::{literal, object, operation, parameter, path_item, ty};
use crate::source::Version;

fn options() -> Options {
    Options::new("sample", Runtime::Version, Workspace::Standalone)
}

/// The requests of a URL, each on one line with the statement for its body.
fn requests(model: Model, url: &str, method: Option<Method>) -> Result<Vec<String>, Reason> {
    let models = [model];
    let plan = plan::plan(&models, options(), &NameLock::default());
    let found = lookup(&plan, &plan.versions[0], url, method)?;
    let line = |text: &str| text.lines().map(str::trim).collect::<String>();
    let shown = found.iter().map(snippet).map(|snippet| {
        let body = snippet.body.map(|body| line(&body) + " ").unwrap_or_default();
        body + &line(&snippet.expression)
    });
    Ok(shown.collect())
}

/// Parcels of an abstract type, which cannot be sent without an example.
fn abstract_parcels() -> Model {
    let mut model = parcels(Vec::new());
    model.types[0].is_abstract = true;
    model.types.push(ty("tin", Some(0), &[]));
    model
}

#[track_caller]
fn check(line: &str, expected: &str) {
    let (method, url) = line.split_once(' ').unwrap();
    let found = requests(parcels(Vec::new()), url, Method::parse(method).ok());
    assert_eq!(found.as_deref(), Ok(&[expected.to_owned()][..]), "{line}");
}

#[test]
fn a_message_is_sent_as_json_where_the_page_shows_mime_too() {
    let shown = |media, body| (3, example(Method::Post, "/parcels/7/move", &[("Content-Type", media)], body));
    let mime = shown("text/plain", "VG86IGENCg0KRm9nLg==");
    let mut model = parcels(vec![mime, shown("application/json", r#"{"to": "Pier 3", "fragile": true}"#)]);
    model.operations[3].takes_mime = true;
    let found = requests(model, "/parcels/7/move", Some(Method::Post)).unwrap();
    assert!(found[0].contains("Pier 3") && !found[0].contains("mime"), "{found:?}");
}

#[test]
fn ids_arguments_and_queries_of_the_url_are_in_the_code() {
    check(
        "GET https://graph.microsoft.com/v1.0/parcels?$top=5&$select=name",
        "v1::parcels().list().top(5).select(models::Parcel::NAME)",
    );
    check("GET parcels/near(place='A''s')", "v1::parcels().near_by_place(\"A's\")");
    check("PATCH /parcels/a%20b", "v1::parcels().id(\"a b\").update(&models::Parcel::default())");
    check(
        "PATCH /parcels('7')?x=1",
        "v1::parcels().id(\"7\").update(&models::Parcel::default()).query(\"x\", \"1\")",
    );
}

#[test]
fn options_need_neither_a_dollar_sign_nor_lower_case() {
    check(
        "GET /parcels?select=name&$Top=5&orderBy=name asc,sent DESC&other=1",
        "v1::parcels().list().select(models::Parcel::NAME).top(5)\
         .order_by((models::Parcel::NAME, models::Parcel::SENT.desc())).query(\"other\", \"1\")",
    );
}

#[test]
fn the_simplest_typed_example_is_the_body() {
    let shown = |body: &str| (1, example(Method::Post, "/parcels", &[], body));
    let rich = r#"{"name": "tin", "inner": {"name": "lid"}}"#;
    let all = vec![shown(rich), shown(r#"{"other": 1}"#), shown("{}"), shown(r#"{"name": "tin"}"#)];
    let found = requests(parcels(all), "/parcels", Some(Method::Post)).unwrap();
    assert_eq!(
        found,
        ["let parcel = models::Parcel {name: Some(\"tin\".into()),..Default::default()}; \
          v1::parcels().create(&parcel)"]
    );
}

#[test]
fn a_variable_stands_for_an_argument_that_the_url_leaves_out() {
    check("GET /parcels/near", "v1::parcels().near_by_place(place)");
    check("GET /parcels/Near()", "v1::parcels().near_by_place(place)");
    check(
        "POST /parcels/{id}/move",
        "v1::parcels().id(\"{id}\").move_with(&bodies::ParcelMoveBody::default())",
    );
}

#[test]
fn functions_and_actions_may_have_their_namespace() {
    check("GET /parcels/microsoft.graph.near(place='A')", "v1::parcels().near_by_place(\"A\")");
    check(
        "POST /parcels/7/graph.move",
        "v1::parcels().id(\"7\").move_with(&bodies::ParcelMoveBody::default())",
    );
}

#[test]
fn a_name_is_no_key() {
    let reason = |line: &str| {
        let (method, url) = line.split_once(' ').unwrap();
        requests(gettable_parcels(), url, Method::parse(method).ok()).unwrap_err()
    };
    for line in [
        "GET /parcels/far(place='A')",
        "GET /parcels/near(town='A')",
        "GET /parcels/microsoft.graph.parcel",
        "GET /parcels/$count",
        "GET /parcels/lost",
        "GET /parcels(name='A')",
    ] {
        assert_eq!(reason(line), Reason::NoPlace, "{line}");
    }
    let code = |url: &str| requests(gettable_parcels(), url, Some(Method::Get)).unwrap();
    for (url, key) in [
        ("/parcels/move", "move"),
        ("/parcels/$parcel", "{parcel}"),
        ("/parcels('lost')", "lost"),
        ("/parcels(id='A')", "A"),
        ("/parcels/inner", "inner"),
    ] {
        assert_eq!(code(url), [format!("v1::parcels().id(\"{key}\").get()")]);
    }
}

/// Parcels of which one can be asked for, and letters with a function.
fn gettable_parcels() -> Model {
    let mut model = parcels(Vec::new());
    let one = Content::Value(ValueType { item: object(0), collection: false });
    model.operations.push(operation("Get", Method::Get, "/parcels/{id}", Body::None, one.clone()));
    model.operations.push(operation("Lost", Method::Get, "/letters/lost", Body::None, one));
    let at = model.path_items.len();
    model.path_items[0].children.extend(path_item("", None, &[], vec![(literal("letters"), at)]).children);
    model.path_items.push(path_item("/letters", None, &[], vec![(literal("lost"), at + 1)]));
    model.path_items.push(path_item("/letters/lost", None, &[(Method::Get, 6)], Vec::new()));
    let get = path_item("", None, &[(Method::Get, 5)], Vec::new());
    model.path_items[2].verbs.extend(get.verbs);
    model
}

#[test]
fn a_link_holds_its_arguments() {
    check(
        "GET /parcels/near?$skiptoken=x",
        "v1::parcels().near_by_place(\"\").next_page_from(\"https://graph.microsoft.com/v1.0/parcels/near?$skiptoken=x\")",
    );
    check("GET /parcels?$skiptoken=x", "v1::parcels().list().skip_token(\"x\")");
}

#[test]
fn a_setter_needs_the_area_of_the_page_that_names_it() {
    let row = parameter("deep", ItemType::Primitive(Primitive::Boolean));
    let row = Parameter { location: ParameterLocation::Query, ..row };
    let page = Content::Value(ValueType { item: object(0), collection: true });
    let mut find = operation("Find parcels", Method::Get, "/parcels", Body::None, page);
    find.parameters.push(row);
    find.about.area = Some("search".to_owned());
    let mut model = parcels(Vec::new());
    model.operations.push(find);
    model.path_items[1].verbs[0].operations.push((OperationId(5), vec![0]));
    let models = [model];
    let plan = plan::plan(&models, options(), &NameLock::default());
    let areas = |url: &str| {
        let found = lookup(&plan, &plan.versions[0], url, Some(Method::Get)).unwrap();
        found[0].areas.lists().to_vec()
    };
    assert_eq!(areas("/parcels"), [["mail", "search"]]);
    assert_eq!(areas("/parcels?deep=true"), [["search"]]);
}

#[test]
fn all_methods_of_the_path_determine_the_features() {
    let in_area = |title: &str, path: &str, area: &str| {
        let mut operation = operation(title, Method::Get, path, Body::None, Content::Stream);
        operation.about.area = Some(area.to_owned());
        operation
    };
    let operations = vec![
        in_area("List depots", "/depots", "mail"),
        in_area("List tools", "/depots/tools", "files"),
        in_area("List saws", "/depots/tools/saws", "sheets"),
        in_area("List more saws", "/depots/tools/saws", "files"),
    ];
    let mut path_items = vec![
        path_item("", None, &[], vec![(literal("depots"), 1)]),
        path_item("/depots", None, &[(Method::Get, 0)], vec![(literal("tools"), 2)]),
        path_item("/depots/tools", None, &[(Method::Get, 1)], vec![(literal("saws"), 3)]),
        path_item("/depots/tools/saws", None, &[(Method::Get, 2)], Vec::new()),
    ];
    let features = |path_items: &[PathItem]| {
        let operations = operations.clone();
        let path_items = path_items.to_vec();
        let models = [Model { operations, path_items, ..parcels(Vec::new()) }];
        let plan = plan::plan(&models, options(), &NameLock::default());
        let found = lookup(&plan, &plan.versions[0], "/depots/tools/saws", Some(Method::Get)).unwrap();
        found[0].areas.lists().to_vec()
    };
    // Only the last method is compiled for the area `sheets`.
    assert_eq!(features(&path_items), [["files"], ["mail"], ["sheets"]]);
    // Of two alternatives, the one that the other methods need as well.
    path_items[3].verbs[0].operations.push((OperationId(3), vec![0]));
    assert_eq!(features(&path_items), [["files"], ["mail"]]);
}

#[test]
fn a_body_is_the_one_that_a_page_shows() {
    let shown = example(Method::Post, "/parcels", &[], r#"{"name": "tin", "isFragile": true}"#);
    let found = requests(parcels(vec![(1, shown)]), "/parcels", Some(Method::Post)).unwrap();
    assert_eq!(
        found,
        [
            "let parcel = models::Parcel {name: Some(\"tin\".into()),is_fragile: Some(true),..Default::default()}; \
          v1::parcels().create(&parcel)"
        ]
    );
    let broken = example(Method::Post, "/parcels", &[], r#"{"name": "#);
    let found = requests(parcels(vec![(1, broken)]), "/parcels", Some(Method::Post)).unwrap();
    assert_eq!(found, ["v1::parcels().create(&models::Parcel::default())"]);
}

#[test]
fn of_all_methods_the_query_belongs_to_get() {
    let found = requests(parcels(Vec::new()), "/parcels?$top=5", None).unwrap();
    assert_eq!(found, ["v1::parcels().list().top(5)", "v1::parcels().create(&models::Parcel::default())"]);
}

#[test]
fn a_method_without_code_does_not_hide_the_others() {
    let found = requests(abstract_parcels(), "/parcels", None).unwrap();
    assert_eq!(found, ["v1::parcels().list()"]);
}

#[test]
fn a_url_without_code_has_a_reason() {
    let reason = |url: &str, method| requests(parcels(Vec::new()), url, method).unwrap_err();
    assert_eq!(reason("/parcels/7/lids", None), Reason::NoPlace);
    let known = BTreeSet::from([Method::Get, Method::Post]);
    assert_eq!(
        reason("/parcels", Some(Method::Delete)),
        Reason::NoMethod { method: Method::Delete, known: known.clone() }
    );
    let reason = |url: &str, method| requests(abstract_parcels(), url, method).unwrap_err();
    assert_eq!(reason("/parcels", Some(Method::Post)), Reason::NoBody);
    assert_eq!(reason("/parcels", Some(Method::Put)), Reason::NoMethod { method: Method::Put, known });
    assert_eq!(reason("/parcels/7", None), Reason::NoBody);
    assert_eq!(reason("https://example.com/v1.0/parcels", None), Reason::Foreign);
    assert_eq!(reason("/beta/parcels", None), Reason::OtherVersion("beta"));
}

#[test]
fn the_version_is_the_one_that_the_url_names() {
    assert_eq!(version_of("https://graph.microsoft.com/beta/me"), Some(Version::Beta));
    assert_eq!(version_of("/v1.0/me?x=1"), Some(Version::V1));
    assert_eq!([version_of("/me"), version_of("https://example.com/v1.0/me")], [None, None]);
}

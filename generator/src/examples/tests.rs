//! Documented requests and their code.

use crate::facts::operation::ParameterLocation;
use crate::facts::template::{Method, Segment};
use crate::facts::type_text::Primitive;
use crate::model::Model;
use crate::model::operation::{Body, Content, Example, ExampleResponse, Parameter};
use crate::model::schema::{ItemType, ValueType};
use crate::name::PagePath;
use crate::plan::ir::example::{Reason, SkippedExample};
use crate::plan::sample::{
    enumeration, literal, model, object, operation, parameter, path_item, plan, string, ty,
};

/// The parcels of a depot, with operations to list, create, update, move and find them.
pub(super) fn parcels(examples: Vec<(usize, Example)>) -> Model {
    let value = |collection| Content::Value(ValueType { item: object(0), collection });
    let parcel = ValueType { item: object(0), collection: false };
    let mut moving = operation("Move", Method::Post, "/parcels/{id}/move", Body::Parameters, value(false));
    moving.parameters.push(parameter("to", string()));
    let mut operations = vec![
        operation("List parcels", Method::Get, "/parcels", Body::None, value(true)),
        operation("Create parcel", Method::Post, "/parcels", Body::Type(parcel.clone()), value(false)),
        operation("Update parcel", Method::Patch, "/parcels/{id}", Body::Type(parcel), value(false)),
        moving,
        operation("near", Method::Get, "/parcels/near(place='{p}')", Body::None, value(true)),
    ];
    for (index, example) in examples {
        operations[index].examples.push(example);
    }
    let near = Segment::Function {
        name: "near".to_owned(),
        arguments: vec![("place".to_owned(), "'{p}'".to_owned())],
    };
    let request_builders = vec![
        path_item("", None, &[], vec![(literal("parcels"), 1)]),
        path_item(
            "/parcels",
            Some((object(0), true)),
            &[(Method::Get, 0), (Method::Post, 1)],
            vec![(Segment::Key("id".to_owned()), 2), (near, 4)],
        ),
        path_item("/parcels/{}", Some((object(0), false)), &[(Method::Patch, 2)], vec![(literal("move"), 3)]),
        path_item("/parcels/{}/move", None, &[(Method::Post, 3)], Vec::new()),
        path_item("/parcels/near", None, &[(Method::Get, 4)], Vec::new()),
    ];
    let primitive = ItemType::Primitive;
    let members = [
        ("name", string(), false),
        ("isFragile", primitive(Primitive::Boolean), false),
        ("sent", primitive(Primitive::DateTimeOffset), false),
        ("labels", string(), true),
        ("speed", ItemType::Enum(crate::model::EnumId(0)), false),
        ("inner", object(0), false),
    ];
    let types = vec![ty("parcel", None, &members)];
    Model {
        operations,
        path_items: request_builders,
        ..model(types, vec![enumeration("speed", false, &["slow", "fast"])])
    }
}

pub(super) fn example(method: Method, url: &str, headers: &[(&str, &str)], body: &str) -> Example {
    let headers = headers.iter().map(|&(name, value)| (name.to_owned(), value.to_owned()));
    Example {
        name: None,
        line: 7,
        method,
        url: format!("https://graph.microsoft.com/v1.0{url}"),
        headers: headers.collect(),
        body: body.to_owned(),
        response: None,
    }
}

/// The code of an example of an operation, without the import.
fn code(index: usize, example: Example) -> String {
    let code = whole_code(parcels(vec![(index, example)]));
    code.split_once("\n\n").unwrap().1.to_owned()
}

/// The code of the only example of a model.
fn whole_code(model: Model) -> String {
    let (files, problems) = crate::emit::emit(&plan(model));
    assert!(problems.is_empty(), "{problems:?}");
    let mut request_builders = files.iter().filter(|file| file.path.starts_with("src/v1/builders"));
    let request_builders = request_builders.find(|file| file.text.contains("```")).unwrap();
    let lines = request_builders.text.lines().filter_map(|line| line.trim_start().strip_prefix("///"));
    let lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(line));
    let shown: Vec<&str> =
        lines.skip_while(|line| *line != "```").skip(1).take_while(|line| *line != "```").collect();
    shown.join("\n")
}

#[track_caller]
fn check_list(query: &str, headers: &[(&str, &str)], expected: &str) {
    let found = code(0, example(Method::Get, &format!("/parcels{query}"), headers, ""));
    let found: String = found.lines().map(str::trim).collect();
    assert_eq!(found, format!("let request = v1::parcels().list(){expected};"));
}

#[test]
fn properties_are_asked_for_by_their_constants() {
    check_list(
        "?$select=name, sent&$top=5",
        &[],
        ".select((models::Parcel::NAME, models::Parcel::SENT)).top(5)",
    );
    check_list(
        "?$orderby=sent desc,name",
        &[],
        ".order_by((models::Parcel::SENT.desc(), models::Parcel::NAME))",
    );
    check_list("?$select=name,other", &[], ".select(\"name,other\")");
    check_list("?$orderby=inner/name", &[], ".order_by(models::Parcel::INNER.then(models::Parcel::NAME))");
    check_list("?deep=true", &[], ".query(\"deep\", \"true\")");
}

#[track_caller]
fn check_parameters(rows: &[(&str, ItemType, bool)], query: &str, traits: &str, expected: &str) {
    let mut model = parcels(vec![(0, example(Method::Get, &format!("/parcels?{query}"), &[], ""))]);
    model.operations[0].parameters = rows
        .iter()
        .map(|(name, item, collection)| Parameter {
            location: ParameterLocation::Query,
            ty: ValueType { item: item.clone(), collection: *collection },
            ..parameter(name, item.clone())
        })
        .collect();
    let found: String = whole_code(model).lines().map(str::trim).collect();
    assert_eq!(found, format!("use sample::v1{traits};let request = v1::parcels().list(){expected};"));
}

#[test]
fn a_parameter_of_the_page_is_set_by_its_method() {
    let deep = ("deep", ItemType::Primitive(Primitive::Boolean), false);
    let rows = [deep.clone()];
    check_parameters(&rows, "deep=true", "::{self, parameters::Deep as _}", ".deep(true)");
    for other in ["deep=yes", "deep=", "Deep=true", "depth=true"] {
        let (name, value) = other.split_once('=').unwrap();
        check_parameters(&rows, other, "", &format!(".query(\"{name}\", \"{value}\")"));
    }
    let primitive = ItemType::Primitive;
    let rows = [
        deep,
        ("depth", primitive(Primitive::Int32), false),
        ("since", primitive(Primitive::Date), false),
        ("kinds", string(), true),
        ("speed", ItemType::Enum(crate::model::EnumId(0)), false),
        ("format", string(), false),
    ];
    check_parameters(
        &rows,
        "depth=2&format=a b&since=2026-05-01&$top=5",
        "::{self, parameters::{Depth as _, FormatParameter as _, Since as _}}",
        ".depth(2).format_parameter(\"a b\").since(&\"2026-05-01\".into()).top(5)",
    );
    check_parameters(
        &rows,
        "kinds=a,b&speed=fast&depth=02",
        "::{self, models, parameters::{Kinds as _, Speed as _}}",
        ".kinds([\"a\", \"b\"]).speed(&models::Speed::Fast).query(\"depth\", \"02\")",
    );
    check_parameters(&rows, "kinds=,a", "", ".query(\"kinds\", \",a\")");
}

#[test]
fn conditions_are_written_by_constants_where_these_say_the_same() {
    check_list(
        "?$filter=isFragile eq true and startswith(name,'A''s')",
        &[],
        ".filter(models::Parcel::IS_FRAGILE.eq(true).and(models::Parcel::NAME.starts_with(\"A's\")),)",
    );
    check_list("?$filter=speed eq 'fast'", &[], ".filter(models::Parcel::SPEED.eq(models::Speed::Fast))");
    check_list("?$filter=sent ge 2026-05-01", &[], ".filter(models::Parcel::SENT.ge(\"2026-05-01\"))");
    check_list("?$filter=inner ne null", &[], ".filter(models::Parcel::INNER.is_not_null())");
    for text in
        ["startswith(name, 'A')", "name gt 5", "a eq 1", "(sent ge 2026-05-01)", "isFragile eq 'true'"]
    {
        check_list(&format!("?$filter={text}"), &[], &format!(".filter(\"{text}\")"));
    }
}

#[test]
fn headers_are_set_by_their_methods() {
    let prefer = "outlook.timezone=\"Oslo\", odata.maxpagesize=3;return=minimal, other=1";
    check_list(
        "",
        &[("Prefer", prefer), ("Authorization", "Bearer"), ("If-Match", "W/\"1\""), ("X-Y", "z")],
        ".prefer_time_zone(\"Oslo\").prefer_page_size(3).prefer_minimal().prefer(\"other=1\")\
         .if_match(r#\"W/\"1\"\"#).header(\"X-Y\", \"z\")",
    );
}

#[test]
fn a_short_body_is_written_out() {
    let body = r#"{"name": "a", "labels": ["x"], "speed": "slow", "inner": {"isFragile": true}}"#;
    insta::assert_snapshot!(code(1, example(Method::Post, "/parcels", &[], body)), @r##"
    let parcel = models::Parcel {
        name: Some("a".into()),
        labels: Some(vec!["x".into()]),
        speed: Some(models::Speed::Slow),
        inner: Some(
            Box::new(models::Parcel {
                is_fragile: Some(true),
                ..Default::default()
            }),
        ),
        ..Default::default()
    };
    let request = v1::parcels().create(&parcel);
    "##);
}

#[test]
fn a_body_that_no_code_writes_is_read_from_json() {
    for body in [r#"{"name": null}"#, r#"{"other": 1}"#, r#"{"name": 5}"#] {
        let found = code(1, example(Method::Post, "/parcels", &[], body));
        assert!(found.starts_with("let parcel = sample::serde_json::from_str::<models::Parcel>"), "{found}");
    }
}

#[test]
fn changes_are_set_one_by_one() {
    let body = r#"{"name": "b", "sent": null, "labels": ["x", "y"]}"#;
    insta::assert_snapshot!(code(2, example(Method::Patch, "/parcels('7')", &[], body)), @r##"
    let changes = sample::Patch::new()
        .set(models::Parcel::NAME, "b")
        .clear(models::Parcel::SENT)
        .set(models::Parcel::LABELS, vec!["x".to_owned(), "y".to_owned()]);
    let request = v1::parcels().id("7").update(&changes);
    "##);
}

/// The code of an example where a parcel can be a crate with some bytes.
fn code_of_crate(index: usize, method: Method, url: &str, body: &str) -> String {
    let mut model = parcels(vec![(index, example(method, url, &[], body))]);
    model.types.push(ty("crate", Some(0), &[("seal", ItemType::Primitive(Primitive::Binary), false)]));
    let code = whole_code(model);
    let code = code.split_once("\n\n").unwrap().1;
    code.lines().map(str::trim).collect()
}

#[test]
fn a_body_of_a_derived_type_is_a_value_of_it() {
    let body = |seal: &str| {
        format!(r##"{{"@odata.type": "#microsoft.graph.crate", "name": "a", "seal": "{seal}"}}"##)
    };
    let created = |seal: &str| code_of_crate(1, Method::Post, "/parcels", &body(seal));
    let expected = "let crate_ = models::Crate {name: Some(\"a\".into()),seal: Some(b\"lead 7\".into()),\
                    ..Default::default()};let request = v1::parcels().create(&crate_);";
    assert_eq!(created("bGVhZCA3"), expected);
    // Text of several lines.
    assert_eq!(created("bGVhZAo3"), expected.replace("lead 7", "lead\\n7"));
    // No base64, another spelling of it, and bytes that are no text.
    for seal in ["lead", "bGVhZCA3=", "AAEC"] {
        assert!(created(seal).starts_with("let parcel = sample::serde_json::from_str"), "{}", created(seal));
    }
    let updated = code_of_crate(2, Method::Patch, "/parcels/1", &body("bGVhZCA3"));
    let expected = "let changes = sample::Patch::new().set(models::Crate::NAME, \"a\")\
                    .set(models::Crate::SEAL, b\"lead 7\");\
                    let request = v1::parcels().id(\"1\").update(&changes);";
    assert_eq!(updated, expected);
}

#[test]
fn an_action_takes_what_it_demands_or_its_whole_body() {
    let call = |body: &str| code(3, example(Method::Post, "/parcels/{id}/move", &[], body));
    assert_eq!(call(r#"{"to": "Pier 3"}"#), "let request = v1::parcels().id(\"{id}\").r#move(\"Pier 3\");");
    insta::assert_snapshot!(call(r#"{"to": "Pier 3", "fast": true}"#), @r##"
    let body = sample::serde_json::from_str::<bodies::ParcelMoveBody>(r#"{
      "to": "Pier 3",
      "fast": true
    }"#)?;
    let request = v1::parcels().id("{id}").move_with(&body);
    # Ok::<(), sample::serde_json::Error>(())
    "##);
    insta::assert_snapshot!(call("Pier 3"), @r##"
    let request = v1::parcels()
        .id("{id}")
        .move_with(&bodies::ParcelMoveBody::default())
        .body("text/plain", "Pier 3");
    "##);
}

#[test]
fn a_message_in_mime_is_sent_by_its_method() {
    let send = |headers: &[(&str, &str)], body: &str| {
        let mut model = parcels(vec![(3, example(Method::Post, "/parcels/7/move", headers, body))]);
        model.operations[3].takes_mime = true;
        whole_code(model).split_once("\n\n").unwrap().1.to_owned()
    };
    let text = [("Content-Type", "text/plain")];
    assert_eq!(
        send(&text, "VG86IGENCg0K\nRm9nLg=="),
        "let request = v1::parcels().id(\"7\").move_mime(\"To: a\\r\\n\\r\\nFog.\");"
    );
    // Pages cut long messages.
    let cut = send(&text, "VG86I");
    assert!(cut.ends_with("    .body(\"text/plain\", \"VG86I\");"), "{cut}");
}

#[test]
fn arguments_of_functions_lose_their_quotes() {
    let found = code(4, example(Method::Get, "/parcels/near(place='O''Hara%2F1')", &[], ""));
    assert_eq!(found, "let request = v1::parcels().near_by_place(\"O'Hara/1\");");
}

#[test]
fn what_is_no_code_has_a_reason() {
    let check = |index, example: Example, expected: Reason| {
        let plan = plan(parcels(vec![(index, example)]));
        let found: Vec<&SkippedExample> =
            plan.examples.iter().flat_map(|(_, examples)| &examples.unmade).collect();
        assert_eq!(found.iter().map(|one| &one.reason).collect::<Vec<_>>(), [&expected]);
    };
    let get = |url: &str| Example { url: url.to_owned(), ..example(Method::Get, "", &[], "") };
    check(0, get("https://contoso.example/parcels"), Reason::Foreign);
    check(0, get("https://graph.microsoft.com/beta/parcels"), Reason::OtherVersion("beta"));
    check(0, get("/letters"), Reason::NoPlace);
    check(0, get("/parcels/7"), Reason::NoMethod { method: Method::Get, known: [Method::Patch].into() });
    check(1, example(Method::Post, "/parcels", &[], ""), Reason::NoBody);
    check(1, example(Method::Post, "/parcels", &[], "{\"name\": ["), Reason::BrokenBody);
    let response = ExampleResponse {
        status: Some(200),
        ty: None,
        collection: true,
        headers: Vec::new(),
        body: "{\"value\": [".to_owned(),
    };
    let empty = ExampleResponse { body: String::new(), ..response.clone() };
    check(0, Example { response: Some(response), ..get("/parcels") }, Reason::BrokenResponse);
    check(0, Example { response: Some(empty), ..get("/parcels") }, Reason::EmptyResponse);
}

/// The tests of the examples of a model.
fn tests_of(model: Model) -> String {
    let (files, problems) = crate::emit::tests(&plan(model));
    assert!(problems.is_empty(), "{problems:?}");
    files.into_iter().find(|file| file.path.ends_with("tests/examples/v1.rs")).unwrap().text
}

#[test]
fn a_variable_hides_no_function_of_its_test() {
    let create = example(Method::Post, "/parcels", &[], r#"{"name": "a"}"#);
    for (name, variable) in [("value", "body"), ("bytes", "body"), ("crate", "crate_")] {
        let mut model = parcels(vec![(1, create.clone())]);
        model.types[0] = ty(name, None, &[("name", string(), false)]);
        let text = tests_of(model);
        assert!(text.contains(&format!("let {variable} = models::")), "{name}: {text}");
        assert!(text.contains(&format!("value(v1::parcels().create(&{variable}))")), "{name}: {text}");
    }
}

#[test]
fn a_page_takes_no_name_of_its_file() {
    let mut model = parcels(vec![(1, example(Method::Post, "/parcels", &[], r#"{"name": "a"}"#))]);
    model.operations[1].page = PagePath::new("api/pages.md");
    let text = tests_of(model);
    assert_eq!(text.matches("const PAGES:").count(), 1, "{text}");
    assert!(text.contains("const PAGES_2: &[Example]"), "{text}");
}

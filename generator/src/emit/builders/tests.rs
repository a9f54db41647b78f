//! Emitted request builders as text.

use crate::facts::operation::query_option::{QueryOption, QueryOptions, Support};
use crate::facts::template::{Method, Segment};
use crate::model::Model;
use crate::model::operation::{Body, Content, Parameter};
use crate::model::schema::ValueType;
use crate::plan::sample::{literal, model, object, operation, parameter, path_item, shown, string, ty};

/// Messages with the actions `move` and `cancel`, `delta`, and a function with an argument.
fn messages() -> Model {
    let value = |collection| Content::Value(ValueType { item: object(0), collection });
    let mut moving =
        operation("Move message", Method::Post, "/messages/{id}/move", Body::Parameters, value(false));
    moving.parameters.push(parameter("destinationId", string()));
    let operations = vec![
        operation("List messages", Method::Get, "/messages", Body::None, value(true)),
        operation("Create message", Method::Post, "/messages", Body::Unstated, value(false)),
        operation("Update message", Method::Patch, "/messages/{id}", Body::Unstated, Content::Unstated),
        moving,
        operation("Cancel", Method::Post, "/messages/{id}/cancel", Body::None, Content::None),
        operation("Delta", Method::Get, "/messages/delta()", Body::None, value(true)),
        operation("By path", Method::Get, "/messages/at(path='{path}')", Body::None, value(false)),
        operation("Add", Method::Post, "/messages/$ref", Body::Unstated, Content::None),
        operation("Get content", Method::Get, "/messages/{id}/$value", Body::None, Content::Stream),
    ];
    let function = |name: &str, arguments: &[(&str, &str)]| Segment::Function {
        name: name.to_owned(),
        arguments: arguments.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect(),
    };
    let of_collection = vec![
        (Segment::Key("message-id".to_owned()), 2),
        (function("delta", &[]), 5),
        (function("at", &[("path", "'{path}'")]), 6),
        (literal("$ref"), 7),
    ];
    let of_item = vec![(literal("move"), 3), (literal("cancel"), 4), (literal("$value"), 8)];
    let request_builders = vec![
        path_item("", None, &[], vec![(literal("messages"), 1)]),
        path_item(
            "/messages",
            Some((object(0), true)),
            &[(Method::Get, 0), (Method::Post, 1)],
            of_collection,
        ),
        path_item("/messages/{}", Some((object(0), false)), &[(Method::Patch, 2)], of_item),
        path_item("/messages/{}/move", None, &[(Method::Post, 3)], Vec::new()),
        path_item("/messages/{}/cancel", None, &[(Method::Post, 4)], Vec::new()),
        path_item("/messages/delta", None, &[(Method::Get, 5)], Vec::new()),
        path_item("/messages/at", None, &[(Method::Get, 6)], Vec::new()),
        path_item("/messages/$ref", None, &[(Method::Post, 7)], Vec::new()),
        path_item("/messages/{}/$value", None, &[(Method::Get, 8)], Vec::new()),
    ];
    Model {
        operations,
        path_items: request_builders,
        ..model(vec![ty("message", None, &[("subject", string(), false)])], Vec::new())
    }
}

/// Code without documentation and blank lines. Of the facts of an operation, only the title remains.
#[track_caller]
fn check(path: &str, start: &str) -> String {
    let mut in_text = false;
    let text = shown(messages(), path, start);
    let lines = text.lines().filter(|line| {
        let hidden = in_text
            || line.is_empty()
            || ["///", "#[doc("].iter().any(|start| line.trim().starts_with(start));
        in_text = (in_text || line.trim().starts_with('"')) && !line.ends_with("\",");
        !hidden
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_collection_lists_and_creates() {
    insta::assert_snapshot!(check("src/v1/builders", "impl MessageCollectionRequestBuilder"));
}

#[test]
fn actions_are_methods_of_the_item() {
    insta::assert_snapshot!(check("src/v1/builders", "impl MessageRequestBuilder"), @r#"
    impl MessageRequestBuilder {
        #[inline]
        pub fn update(
            &self,
            body: &impl rt::Changes<models::Message>,
        ) -> rt::Request<models::Message> {
            self.0
                .patch(
                    &body.changes(),
                    rt::codegen::operation(
                        "Update message
                    ),
                )
        }
        #[inline]
        pub fn content(&self) -> rt::Request<rt::Bytes> {
            self.0
                .segment("$value")
                .get(
                    rt::codegen::operation(
                        "Get content
                    ),
                )
        }
        #[inline]
        pub fn cancel(&self) -> rt::Request<()> {
            self.0
                .segment("cancel")
                .post_empty(
                    rt::codegen::operation(
                        "Cancel
                    ),
                )
        }
        #[inline]
        pub fn r#move(
            &self,
            destination_id: impl Into<String>,
        ) -> rt::Request<models::Message> {
            self.move_with(&bodies::MessageMoveBody::new(destination_id))
        }
        #[inline]
        pub fn move_with(
            &self,
            body: &bodies::MessageMoveBody,
        ) -> rt::Request<models::Message> {
            self.0
                .segment("move")
                .post(
                    body,
                    rt::codegen::operation(
                        "Move message
                    ),
                )
        }
    }
    "#);
}

#[test]
fn parameters_of_an_action_make_a_body() {
    insta::assert_snapshot!(check("src/v1/bodies", "/// Request body of `Move message`"), @r#"
    pub struct MessageMoveBody {
        pub destination_id: Option<String>,
        pub additional: rt::Additional,
    }
    "#);
}

#[test]
fn a_path_starts_with_a_function() {
    insta::assert_snapshot!(check("src/v1/roots.rs", "/// Navigates to"), @r#"
    #[inline]
    pub fn messages() -> builders::MessageCollectionRequestBuilder {
        builders::MessageCollectionRequestBuilder(
            rt::Path::root(rt::Version::V1, "messages"),
        )
    }
    "#);
}

#[test]
fn an_operation_is_documented_on_its_method_and_in_it() {
    let documented = shown(messages(), "src/v1/builders", "impl MessageCollectionRequestBuilder");
    insta::assert_snapshot!(documented.lines().take(27).collect::<Vec<_>>().join("\n"), @r#"
    impl MessageCollectionRequestBuilder {
        /// List messages.
        ///
        /// Requests: `GET /messages`.
        ///
        /// | | Least privileged | Others |
        /// |---|---|---|
        /// | Work or school account | `Mail.Read` | |
        /// | Personal account | not supported | |
        /// | Application | not supported | |
        ///
        /// Source: <https://learn.microsoft.com/graph/api/list-messages?view=graph-rest-1.0>
        #[inline]
        pub fn list(&self) -> rt::Request<rt::Page<models::Message>> {
            self.0
                .get(
                    rt::codegen::operation(
                        "List messages
    GET v1.0 200
    /messages
    work Mail.Read
    personal
    application
    page https://learn.microsoft.com/graph/api/list-messages?view=graph-rest-1.0",
                    ),
                )
        }
    "#);
}

#[test]
fn collection_is_counted_where_its_page_allows_it() {
    let counted = |options: Option<QueryOptions>| {
        let mut model = messages();
        model.operations[0].query_options = options;
        shown(model, "src/v1/builders", "impl MessageCollectionRequestBuilder").contains(
            "pub fn count(&self) -> rt::Request<i64> {\n        rt::codegen::count(self.list())\n    }",
        )
    };
    let all = QueryOptions { support: Some(Support::All), ..QueryOptions::default() };
    let named = QueryOptions { supported: vec![QueryOption::Count], ..QueryOptions::default() };
    let others = QueryOptions { supported: vec![QueryOption::Top], ..QueryOptions::default() };
    let denied = QueryOptions { denied: vec![QueryOption::Count], ..all.clone() };
    assert_eq!(
        [Some(all), Some(named), Some(others), Some(denied), None].map(counted),
        [true, true, false, false, false]
    );
}

#[test]
fn name_on_the_wire_that_a_method_does_not_hold_is_an_alias() {
    let text = shown(messages(), "src/v1/builders", "impl MessageRequestBuilder");
    assert!(text.contains("#[doc(alias = \"$value\")]"), "{text}");
    assert!(!text.contains("alias = \"move\""), "{text}");
}

#[test]
fn a_reference_is_sent_with_the_documented_method() {
    for (method, send) in [(Method::Post, "post"), (Method::Patch, "patch"), (Method::Put, "put")] {
        let operations = vec![operation("Set sender", method, "/sender/$ref", Body::Unstated, Content::None)];
        let path_items = vec![
            path_item("", None, &[], vec![(literal("sender"), 1)]),
            path_item("/sender", Some((object(0), false)), &[], vec![(literal("$ref"), 2)]),
            path_item("/sender/$ref", None, &[(method, 0)], Vec::new()),
        ];
        let model = Model { operations, path_items, ..model(vec![ty("sender", None, &[])], Vec::new()) };
        let text = shown(model, "src/v1/builders", "impl SenderRequestBuilder");
        assert!(text.contains(&format!(".{send}(")), "{text}");
    }
}

#[test]
fn a_short_form_names_the_form_with_all_parameters() {
    let mut model = messages();
    let optional = Parameter { required: false, optional: true, ..parameter("keepCopy", string()) };
    model.operations[3].parameters.push(optional);
    let text = shown(model, "src/v1/builders", "impl MessageRequestBuilder");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    assert!(lines.contains(&"/// With further parameters (`keepCopy`): `move_with`."), "{text}");
    let whole = "/// Like `r#move`, with the whole request body. In a literal of the body, `..bodies::MessageMoveBody::new(destination_id)` sets the required parameters.";
    assert!(lines.contains(&whole), "{text}");
    assert!(!shown(messages(), "src/v1/builders", "impl MessageRequestBuilder").contains("With further"));
}

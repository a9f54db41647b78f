//! In: [`PlacePlan`], [`MethodPlan`]. Out: builders, each method one expression into the runtime.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::examples;
use crate::plan;
use crate::plan::method::{
    ArgumentPlan, ArgumentType, BodyPlan, Call, End, FunctionArgument, MethodPlan, PathStep, UploadMethod,
};
use crate::plan::place::PlacePlan;
use crate::plan::required::{HeaderPlan, HeaderValue};

/// Emits what the places of a file import: nothing where their methods lead on and do no more.
pub(super) fn imports(places: &[PlacePlan]) -> TokenStream {
    let calls = |method: &MethodPlan| {
        let passes = |step: &PathStep| matches!(step, PathStep::Function { .. });
        matches!(method.end, End::Call { .. }) || method.path.iter().any(passes)
    };
    let uses = |place: &PlacePlan| place.doc.is_some() || place.methods.iter().any(calls);
    match places.iter().any(uses) {
        true => quote! { use msgraph_core as rt; },
        false => TokenStream::new(),
    }
}

/// Emits a place.
pub(super) fn place(PlacePlan { doc, ident, methods }: &PlacePlan) -> TokenStream {
    let methods = methods.iter().map(|plan| method(plan, &quote! { &self, }, quote! { self.0 }, &plan.path));
    let declared = doc.as_ref().map(|doc| {
        quote! { #doc #[derive(Clone, Debug)] pub struct #ident(pub(crate) rt::Path); }
    });
    quote! {
        #declared
        impl #ident { #(#methods)* }
    }
}

/// Emits a function at the root of a version.
pub(super) fn function(version: &TokenStream, plan: &MethodPlan) -> TokenStream {
    let (start, rest) = match plan.path.split_first() {
        Some((PathStep::Segment(first), rest)) => (quote! { #first }, rest),
        Some((PathStep::Function { name, arguments }, rest)) => {
            return keyed(version, plan, name, arguments, rest);
        }
        _ => (quote! { "" }, plan.path.as_slice()),
    };
    method(plan, &TokenStream::new(), quote! { rt::Path::root(rt::Version::#version, #start) }, rest)
}

/// A path that starts with a function or an alternate key.
fn keyed(
    version: &TokenStream,
    plan: &MethodPlan,
    name: &str,
    arguments: &[(String, FunctionArgument)],
    rest: &[PathStep],
) -> TokenStream {
    let arguments = arguments.iter().map(function_argument);
    let start = quote! { rt::Path::root(rt::Version::#version, #name).keys(&[#(#arguments),*]) };
    method(plan, &TokenStream::new(), start, rest)
}

fn method(plan: &MethodPlan, receiver: &TokenStream, start: TokenStream, path: &[PathStep]) -> TokenStream {
    let MethodPlan { doc, ident, arguments, end, headers, example, .. } = plan;
    let doc = match example {
        Some(example) => examples::documented(doc, example),
        None => quote! { #doc },
    };
    let arguments = arguments.iter().map(argument);
    let path = path.iter().fold(start, |path, step| go_on(&path, step));
    let (answer, body) = match end {
        End::Place(place) => (quote! { #place }, quote! { #place(#path) }),
        End::Call { call: how, operation, answer } => {
            let request = call(&path, how, &quote! { op::#operation });
            (quote! { rt::Request<#answer> }, headers.iter().fold(request, with_header))
        }
    };
    quote! {
        #doc
        #[inline]
        pub fn #ident(#receiver #(#arguments),*) -> #answer { #body }
    }
}

fn with_header(request: TokenStream, HeaderPlan { name, value }: &HeaderPlan) -> TokenStream {
    match value {
        HeaderValue::Argument(ident, _) => quote! { #request.header(#name, #ident.as_ref()) },
        HeaderValue::Fixed(text) => quote! { #request.header(#name, #text) },
    }
}

/// Emits an argument of a function.
pub(super) fn argument(ArgumentPlan { ident, ty }: &ArgumentPlan) -> TokenStream {
    match ty {
        ArgumentType::Text => quote! { #ident: impl AsRef<str> },
        ArgumentType::Value(ty) => quote! { #ident: #ty },
        ArgumentType::Into(ty) => quote! { #ident: impl Into<#ty> },
        ArgumentType::Items(ty) => quote! { #ident: impl IntoIterator<Item = impl Into<#ty>> },
        ArgumentType::Reference(ty) => quote! { #ident: &#ty },
        ArgumentType::Texts => quote! { #ident: impl IntoIterator<Item = impl AsRef<str>> },
        ArgumentType::Values(ty) => quote! { #ident: impl IntoIterator<Item = #ty> },
        ArgumentType::Slice(ty) => quote! { #ident: &[#ty] },
        ArgumentType::Bytes => quote! { #ident: impl Into<rt::Bytes> },
        ArgumentType::Changes(ty) => quote! { #ident: &impl rt::Changes<#ty> },
    }
}

fn go_on(path: &TokenStream, step: &PathStep) -> TokenStream {
    match step {
        PathStep::Segment(text) => quote! { #path.segment(#text) },
        PathStep::Key { value, placeholder } => quote! { #path.key(#value.as_ref(), #placeholder) },
        PathStep::Function { name, arguments } => {
            let arguments = arguments.iter().map(function_argument);
            quote! { #path.function(#name, &[#(#arguments),*]) }
        }
        PathStep::Option { name, value } => quote! { #path.option(#name, #value.as_ref()) },
        PathStep::PathAddress { value } => quote! { #path.path_address(#value.as_ref()) },
    }
}

fn function_argument((name, argument): &(String, FunctionArgument)) -> TokenStream {
    let FunctionArgument { writer, of, is_list, value } = argument;
    let writer = Ident::new(writer, Span::call_site());
    let written = match (is_list, of) {
        (false, _) => {
            let of = of.iter();
            quote! { rt::Argument::#writer(#(#of,)* #value) }
        }
        (true, None) => quote! { rt::Argument::list(#value, rt::Argument::#writer) },
        (true, Some(of)) => quote! { rt::Argument::list(#value, |item| rt::Argument::#writer(#of, item)) },
    };
    quote! { (#name, #written) }
}

fn call(path: &TokenStream, call: &Call, operation: &TokenStream) -> TokenStream {
    match call {
        Call::Get => quote! { #path.get(#operation) },
        Call::Delete => quote! { #path.delete(#operation) },
        Call::PostEmpty => quote! { #path.post_empty(#operation) },
        Call::Post(body) => {
            let body = self::body(body);
            quote! { #path.post(#body, #operation) }
        }
        Call::Patch(body) => {
            let body = self::body(body);
            quote! { #path.patch(#body, #operation) }
        }
        Call::Put(body) => {
            let body = self::body(body);
            quote! { #path.put(#body, #operation) }
        }
        Call::AddReference(url) => {
            let link = link(url);
            quote! { #path.post(#link, #operation) }
        }
        Call::SetReference(url) => {
            let link = link(url);
            quote! { #path.put(#link, #operation) }
        }
        Call::Upload(method, content) => match method {
            UploadMethod::Post => quote! { #path.post(&#content.into(), #operation) },
            UploadMethod::Put => quote! { #path.put(&#content.into(), #operation) },
            UploadMethod::Patch => quote! { #path.patch(&#content.into(), #operation) },
        },
    }
}

fn body(body: &BodyPlan) -> TokenStream {
    match body {
        BodyPlan::Argument(body) => quote! { #body },
        BodyPlan::New(ty, arguments) => quote! { &#ty::new(#(#arguments),*) },
        BodyPlan::Empty(ty) => quote! { &#ty::default() },
    }
}

fn link(url: &plan::ident::Ident) -> TokenStream {
    quote! { &rt::serde_json::json!({ "@odata.id": #url.as_ref() }) }
}

#[cfg(test)]
mod tests {
    use crate::facts::template::{Method, Segment};
    use crate::model::Model;
    use crate::model::operation::{Body, Content};
    use crate::model::schema::ValueType;
    use crate::plan::sample::{literal, model, object, operation, parameter, place, shown, string, ty};

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
        let places = vec![
            place("", None, &[], vec![(literal("messages"), 1)]),
            place(
                "/messages",
                Some((object(0), true)),
                &[(Method::Get, 0), (Method::Post, 1)],
                of_collection,
            ),
            place("/messages/{}", Some((object(0), false)), &[(Method::Patch, 2)], of_item),
            place("/messages/{}/move", None, &[(Method::Post, 3)], Vec::new()),
            place("/messages/{}/cancel", None, &[(Method::Post, 4)], Vec::new()),
            place("/messages/delta", None, &[(Method::Get, 5)], Vec::new()),
            place("/messages/at", None, &[(Method::Get, 6)], Vec::new()),
            place("/messages/$ref", None, &[(Method::Post, 7)], Vec::new()),
            place("/messages/{}/$value", None, &[(Method::Get, 8)], Vec::new()),
        ];
        Model {
            operations,
            places,
            ..model(vec![ty("message", None, &[("subject", string(), false)])], Vec::new())
        }
    }

    /// Code without its documentation.
    #[track_caller]
    fn check(path: &str, start: &str) -> String {
        let text = shown(messages(), path, start);
        text.lines().filter(|line| !line.trim().starts_with("///")).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_collection_lists_and_creates() {
        insta::assert_snapshot!(check("src/v1/places/mail.rs", "impl MessageCollection"), @r#"
        impl MessageCollection {
            #[inline]
            pub fn list(&self) -> rt::Request<rt::Page<models::Message>> {
                self.0.get(op::MESSAGE_COLLECTION_LIST)
            }
            #[inline]
            pub fn create(&self, body: &models::Message) -> rt::Request<models::Message> {
                self.0.post(body, op::MESSAGE_COLLECTION_CREATE)
            }
            #[inline]
            pub fn id(&self, id: impl AsRef<str>) -> MessagePlace {
                MessagePlace(self.0.key(id.as_ref(), "message-id"))
            }
            #[inline]
            pub fn add_ref(&self, url: impl AsRef<str>) -> rt::Request<()> {
                self.0
                    .segment("$ref")
                    .post(
                        &rt::serde_json::json!({ "@odata.id" : url.as_ref() }),
                        op::MESSAGE_COLLECTION_ADD_REF,
                    )
            }
            #[inline]
            pub fn delta(&self) -> rt::Request<rt::DeltaPage<models::Message>> {
                self.0.function("delta", &[]).get(op::MESSAGE_COLLECTION_DELTA)
            }
            #[inline]
            pub fn at_by_path(&self, path: impl AsRef<str>) -> rt::Request<models::Message> {
                self.0
                    .function("at", &[("path", rt::Argument::string(path))])
                    .get(op::MESSAGE_COLLECTION_AT_BY_PATH)
            }
        }
        "#);
    }

    #[test]
    fn actions_are_methods_of_the_item() {
        insta::assert_snapshot!(check("src/v1/places/mail.rs", "impl MessagePlace"), @r#"
        impl MessagePlace {
            #[inline]
            pub fn update(
                &self,
                body: &impl rt::Changes<models::Message>,
            ) -> rt::Request<models::Message> {
                self.0.patch(body, op::MESSAGE_PLACE_UPDATE)
            }
            #[inline]
            pub fn content(&self) -> rt::Request<rt::Bytes> {
                self.0.segment("$value").get(op::MESSAGE_PLACE_CONTENT)
            }
            #[inline]
            pub fn cancel(&self) -> rt::Request<()> {
                self.0.segment("cancel").post_empty(op::MESSAGE_PLACE_CANCEL)
            }
            #[inline]
            pub fn r#move(
                &self,
                destination_id: impl Into<String>,
            ) -> rt::Request<models::Message> {
                self.0
                    .segment("move")
                    .post(&bodies::MessageMoveBody::new(destination_id), op::MESSAGE_PLACE_MOVE)
            }
            #[inline]
            pub fn move_with(
                &self,
                body: &bodies::MessageMoveBody,
            ) -> rt::Request<models::Message> {
                self.0.segment("move").post(body, op::MESSAGE_PLACE_MOVE)
            }
        }
        "#);
    }

    #[test]
    fn parameters_of_an_action_make_a_body() {
        insta::assert_snapshot!(check("src/v1/bodies/mail.rs", "/// What `Move message`"), @r#"
        pub struct MessageMoveBody {
            pub destination_id: Option<String>,
            pub additional: rt::Additional,
        }
        "#);
    }

    #[test]
    fn a_path_starts_with_a_function() {
        insta::assert_snapshot!(check("src/v1/starts/mail.rs", "/// Goes on to"), @r#"
        #[inline]
        pub fn messages() -> MessageCollection {
            MessageCollection(rt::Path::root(rt::Version::V1, "messages"))
        }
        "#);
    }

    #[test]
    fn an_operation_is_documented_on_its_method_and_as_data() {
        let documented = shown(messages(), "src/v1/places/mail.rs", "impl MessageCollection");
        insta::assert_snapshot!(documented.lines().take(12).collect::<Vec<_>>().join("\n"), @r#"
        impl MessageCollection {
            /// List messages.
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
        "#);
        insta::assert_snapshot!(check("src/v1/operations/mail.rs", "pub(crate) static MESSAGE_COLLECTION_LIST"), @r#"
        pub(crate) static MESSAGE_COLLECTION_LIST: &Operation = &Operation::new(
            "List messages
        GET v1.0 200
        /messages
        work Mail.Read
        personal
        application
        page https://learn.microsoft.com/graph/api/list-messages?view=graph-rest-1.0",
        );
        "#);
    }
}

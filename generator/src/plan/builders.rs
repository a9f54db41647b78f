//! Plans the request builders of a version. In: the path items of a model. Out: [`Builders`]: structs, methods and bodies.

use crate::plan::ir::request_builder::Builders;
pub mod body_aliases;
pub mod body_and_response_types;
pub mod body_struct;
pub mod context;
pub mod documented;
pub mod draft_arguments;
pub mod function_arguments;
pub mod http_methods;
pub mod mime_method;
pub mod operation_doc;
pub mod operation_info;
pub mod overloads;
pub mod path_segments;
pub mod permission_tables;
pub mod query_parameters;
pub mod required_headers;
pub mod required_parameters;
pub mod required_query;
pub mod segment_methods;
pub mod unnamed_method;
pub mod upload_type;

use crate::facts::template::Segment;
use crate::model::path_item::PathItem;
use crate::model::path_item::placeholders::Placeholders;
use crate::model::schema::{ItemType, ValueType};
use crate::model::{PathItemId, TypeId};
use crate::plan::builders::context::{Bodies, BodyOwner, Context};
use crate::plan::builders::http_methods::verb;
use crate::plan::builders::segment_methods::segment_methods;
use crate::plan::builders::unnamed_method::{UnnamedMethod, finish};
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::doc::{Doc, code};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::request_builder::RequestBuilderPlan;
use crate::plan::naming::builder_names::type_stem;
use crate::plan::naming::scope::marks;
use crate::plan::naming::segment_role::short_name;

/// The stem of the names of bodies at the root.
const ROOT: &str = "root";

/// Plans the builders of a version.
pub fn surface(context: &Context<'_>) -> Builders {
    let model = context.model;
    let mut builders = Builders::default();
    let Some(root) = model.path_items.first() else { return builders };
    let mut bodies = Bodies::new(context.pinned);
    let placeholders = Placeholders::of(&model.operations);
    for (id, ident) in context.builder_names.iter() {
        let path_item = &model.path_items[id.0];
        let lock_keys = context.builder_names.lock_keys(id);
        let (stem, ty) = (stem(context, path_item, ident), path_item.ty.as_ref().and_then(object));
        let owner = BodyOwner { stem, ty, lock_keys: lock_keys.to_vec() };
        let drafts = drafts(context, path_item, &owner, &mut bodies);
        let mut methods = finish(context, lock_keys, drafts);
        overloads::document(&mut methods);
        // Most requests of such a builder have the key, not a shorter path like `/me/mailFolders/inbox`.
        let shown = path_item.key_path.as_ref().unwrap_or(&path_item.path);
        let (path, doc) = (path_item.path.clone(), builder_doc(&placeholders.fill(shown)));
        builders
            .request_builders
            .push((id, RequestBuilderPlan { path, doc, ident: ident.clone(), methods, cfg: Cfg::default() }));
    }
    let lock_keys = context.builder_names.lock_keys(PathItemId(0));
    let owner = BodyOwner { stem: Ident::pascal(ROOT), ty: None, lock_keys: lock_keys.to_vec() };
    let drafts = drafts(context, root, &owner, &mut bodies);
    builders.functions = finish(context, lock_keys, drafts);
    overloads::document(&mut builders.functions);
    builders.bodies = bodies.plans(model);
    builders.parameters = query_parameters::query_parameters(context, &builders);
    query_parameters::document(model, &mut builders);
    builders
}

/// The type of a single object.
fn object(ty: &ValueType) -> Option<TypeId> {
    match ty {
        ValueType { item: ItemType::Type(id), collection: false } => Some(*id),
        ValueType { .. } => None,
    }
}

fn stem(context: &Context<'_>, path_item: &PathItem, ident: &Ident) -> Ident {
    let by_type =
        path_item.ty.as_ref().filter(|ty| !ty.collection).and_then(|ty| type_stem(ty, context.names));
    by_type.unwrap_or_else(|| {
        let name = ident.bare().strip_suffix("RequestBuilder").unwrap_or(ident.bare());
        Ident::pascal(if name.is_empty() { ident.bare() } else { name })
    })
}

fn drafts(
    context: &Context<'_>,
    path_item: &PathItem,
    owner: &BodyOwner,
    bodies: &mut Bodies,
) -> Vec<UnnamedMethod> {
    let mut found = Vec::new();
    for one in &path_item.verbs {
        found.extend(verb(context, path_item, owner, one, bodies));
    }
    let mut children: Vec<_> = path_item.children.iter().collect();
    children.sort_by_key(|child| rank(&child.segment));
    for one in children {
        found.extend(segment_methods(context, path_item, one, owner, bodies));
    }
    let of_mime: Vec<UnnamedMethod> = found
        .iter()
        .enumerate()
        .filter_map(|(index, draft)| mime_method::mime(context.model, index, draft))
        .collect();
    found.extend(of_mime);
    found
}

/// The rank of a segment when names collide: keys, then literals, then functions with the fewest arguments. Among these, names
/// without a namespace precede others, then names in the spelling of the service.
fn rank(segment: &Segment) -> (usize, bool, usize, &Segment) {
    let (kind, name) = match segment {
        Segment::Key(_) => (0, ""),
        Segment::Literal(text) if !text.contains('.') => (1, text.as_str()),
        Segment::Literal(text) => (2, text.as_str()),
        Segment::PathAddress { .. } => (3, ""),
        Segment::Function { name, arguments } => (4 + arguments.len(), name.as_str()),
    };
    (kind, name.contains('.'), marks(short_name(name).trim_start_matches('$')), segment)
}

fn builder_doc(path: &str) -> Doc {
    Doc::markdown(&format!("Request builder for {}.", code(path)))
}

#[cfg(test)]
mod tests {
    use crate::facts::template::{Method, Segment, Template};
    use crate::model::Model;
    use crate::model::operation::{Body, Content as ResponseContent, Operation};
    use crate::model::path_item::path_items;
    use crate::model::schema::ValueType;
    use crate::plan::ir::file::{Content, FilePlan};
    use crate::plan::ir::method::End;
    use crate::plan::ir::request_builder::RequestBuilderPlan;
    use crate::plan::sample::{literal, model, object, operation, parameter, path_item, plan, string, ty};

    fn builders(files: &[FilePlan]) -> impl Iterator<Item = &RequestBuilderPlan> {
        let builders = files.iter().filter_map(|file| match &file.content {
            Content::Builders(builders) => Some(builders),
            _ => None,
        });
        builders.flatten()
    }

    /// The methods of a model with one item that has these child segments, each with a path item of its own.
    fn methods(segments: Vec<(Segment, Option<Method>)>) -> Vec<String> {
        let mut path_items = vec![
            path_item("", None, &[], vec![(literal("item"), 1)]),
            path_item(
                "/item",
                Some((object(0), false)),
                &[(Method::Get, 0), (Method::Delete, 0)],
                Vec::new(),
            ),
        ];
        let mut children = Vec::new();
        for (index, (segment, method)) in segments.into_iter().enumerate() {
            let verbs: Vec<(Method, usize)> = method.into_iter().map(|method| (method, 0)).collect();
            children.push((segment, index + 2));
            path_items.push(path_item(&format!("/item/{index}"), None, &verbs, Vec::new()));
        }
        path_items[1].children = path_item("", None, &[], children).children;
        let operations = vec![operation("Ask", Method::Get, "/item", Body::None, ResponseContent::Unstated)];
        let model = Model { operations, path_items, ..model(vec![ty("item", None, &[])], Vec::new()) };
        let files = plan(model).files;
        let item = builders(&files).find(|builder| builder.ident.as_str() == "ItemRequestBuilder").unwrap();
        item.methods.iter().map(|method| method.ident.as_str().to_owned()).collect()
    }

    fn get(path: &str, collection: bool) -> Operation {
        let content = ResponseContent::Value(ValueType { item: object(0), collection });
        let get = operation(path, Method::Get, path, Body::None, content);
        Operation { templates: vec![Template::parse(path).unwrap()], ..get }
    }

    #[test]
    fn a_slash_at_the_end_of_a_request_line_is_not_documented() {
        let operations = vec![get("/folders/", true), get("/folders", true)];
        let types = vec![ty("folder", None, &[])];
        let path_items = path_items(&types, &[], &operations);
        let files = plan(Model { operations, path_items, ..model(types, Vec::new()) }).files;
        let doc = builders(&files).next().unwrap().methods[0].doc.lines().collect::<Vec<_>>().join("\n");
        assert!(doc.contains("Requests: `GET /folders`."), "{doc}");
    }

    #[test]
    fn rows_of_a_body_with_the_type_of_the_path_are_documented() {
        let create =
            operation("Create folder", Method::Post, "/folders", Body::Parameters, ResponseContent::Unstated);
        let templates = vec![Template::parse("/folders").unwrap()];
        let create = Operation { templates, parameters: vec![parameter("color", string())], ..create };
        let operations = vec![get("/folders", true), create];
        let types = vec![ty("folder", None, &[])];
        let path_items = path_items(&types, &[], &operations);
        let files = plan(Model { operations, path_items, ..model(types, Vec::new()) }).files;
        let methods = &builders(&files).next().unwrap().methods;
        let create = methods.iter().find(|method| method.ident.as_str() == "create").unwrap();
        let doc = create.doc.lines().collect::<Vec<_>>().join("\n");
        assert!(doc.contains("Properties that can be sent: `color` (required)."), "{doc}");
    }

    /// The page states the paths of an item and of its properties, but only the type of the item.
    #[test]
    fn a_get_of_a_property_returns_its_type() {
        let paths = ["/item", "/item/name", "/item/names"];
        let templates = paths.map(|path| Template::parse(path).unwrap());
        let operations = vec![Operation { templates: templates.into(), ..get("/item", false) }];
        let types = vec![ty("item", None, &[("name", string(), false), ("names", string(), true)])];
        let path_items = path_items(&types, &[], &operations);
        let files = plan(Model { operations, path_items, ..model(types, Vec::new()) }).files;
        let returned = builders(&files).map(|builder| match &builder.methods[0].end {
            End::Call { answer, .. } => {
                format!("{} {}", builder.path, quote::quote! { #answer }.to_string().replace(' ', ""))
            }
            End::Builder(_) => builder.path.clone(),
        });
        let expected = ["/item models::Item", "/item/name String", "/item/names rt::Page<String>"];
        assert_eq!(returned.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_builder_for_several_paths_is_documented_by_one_with_a_key() {
        let operations = vec![
            get("/me/folders/inbox", false),
            get("/people/{id}/folders/{id}", false),
            get("/me/folders/{id}", false),
            get("/me/folders", true),
        ];
        let types = vec![ty("folder", None, &[])];
        let path_items = path_items(&types, &[], &operations);
        let model = Model { operations, path_items, ..model(types, Vec::new()) };
        let files = plan(model).files;
        let doc = |name: &str| {
            let builder = builders(&files).find(|builder| builder.ident.as_str() == name).unwrap();
            builder.doc.lines().collect::<String>()
        };
        assert_eq!(doc("FolderRequestBuilder"), "Request builder for `/me/folders/{id}`.");
        assert_eq!(doc("FolderCollectionRequestBuilder"), "Request builder for `/me/folders`.");
    }

    fn function(name: &str, arguments: &[&str]) -> Segment {
        let arguments = arguments.iter().map(|&name| (name.to_owned(), "{x}".to_owned())).collect();
        Segment::Function { name: name.to_owned(), arguments }
    }

    #[test]
    fn what_collides_is_told_apart_by_its_kind() {
        let children = vec![
            (literal("delete"), Some(Method::Post)),
            (literal("get"), None),
            (literal("clone"), Some(Method::Post)),
        ];
        assert_eq!(methods(children), ["get", "delete", "clone_action", "delete_action", "get_builder"]);
    }

    #[test]
    fn a_segment_hides_no_way_to_undocumented_paths() {
        let children = vec![(literal("segment"), None), (literal("key"), Some(Method::Post))];
        assert_eq!(methods(children), ["get", "delete", "key_action", "segment_builder"]);
    }

    #[test]
    fn functions_of_one_name_are_told_apart_by_their_arguments() {
        let get = Some(Method::Get);
        let children = vec![(function("range", &["address"]), get), (function("range", &[]), get)];
        assert_eq!(methods(children), ["get", "delete", "range", "range_by_address"]);
    }

    #[test]
    fn a_function_that_meets_another_step_says_its_kind_or_namespace() {
        let children = vec![
            (function("microsoft.graph.range", &["address"]), Some(Method::Get)),
            (function("range", &["address"]), Some(Method::Get)),
            (function("cell", &["address"]), Some(Method::Get)),
            (literal("cellByAddress"), Some(Method::Post)),
        ];
        let expected = [
            "cell_by_address",
            "cell_by_address_function",
            "range_by_address",
            "microsoft_graph_range_by_address",
        ];
        assert_eq!(methods(children)[2..], expected);
    }

    #[test]
    fn what_has_the_same_words_says_how_it_is_spelt() {
        let post = Some(Method::Post);
        let children = ["send_mail", "send-mail", "sendMail", "microsoft.graph.sendMail"]
            .map(|name| (literal(name), post));
        let expected = ["send_dash_mail", "send_mail", "send_underscore_mail", "microsoft_graph_send_mail"];
        let mut named = methods(children.into()).split_off(2);
        named.sort();
        let mut expected = expected.map(str::to_owned);
        expected.sort();
        assert_eq!(named, expected);
    }

    #[test]
    fn a_cast_says_so() {
        assert_eq!(methods(vec![(literal("microsoft.graph.group"), None)]), ["get", "delete", "as_group"]);
    }

    #[test]
    fn references_and_bytes_are_methods() {
        let children = vec![
            (literal("$ref"), Some(Method::Put)),
            (literal("content"), Some(Method::Put)),
            (literal("$count"), Some(Method::Get)),
        ];
        assert_eq!(methods(children), ["get", "delete", "count", "set_ref", "upload"]);
    }
}

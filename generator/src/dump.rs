//! Writes a model as JSON for other tools. In: [`Model`] and its diagnostics. Out: one document; the README of this crate describes
//! its schema.

mod remarks;

use serde_json::{Map, Value, json};

use self::remarks::{callouts, query_options};
use crate::diagnostic::Diagnostic;
use crate::facts::operation::ParameterLocation;
use crate::facts::operation::cloud::Cloud;
use crate::facts::operation::permission::{PagePermissions, Permissions};
use crate::facts::prose::description::MemberTraits;
use crate::facts::resource::facts::MemberKind;
use crate::facts::template::{QueryPair, Segment, Template};
use crate::model::Model;
use crate::model::operation::{Body, Content, Example, Header, Operation, Response};
use crate::model::path_item::PathItem;
use crate::model::schema::{Base, Enum, InstanceAnnotation, ItemType, Member, Type, TypeKind, ValueType};

/// The version of the schema. It rises when a key changes its meaning or disappears.
pub const SCHEMA: u32 = 1;

/// Writes a model as JSON.
pub fn dump(model: &Model, diagnostics: &[Diagnostic]) -> Value {
    json!({
        "schema": SCHEMA,
        "version": model.version.folder(),
        "types": model.types.iter().map(|ty| type_value(model, ty)).collect::<Vec<_>>(),
        "enums": model.enums.iter().map(enum_value).collect::<Vec<_>>(),
        "operations": model.operations.iter().map(|operation| operation_value(model, operation)).collect::<Vec<_>>(),
        "builders": model.path_items.iter().map(|path_item| path_item_value(model, path_item)).collect::<Vec<_>>(),
        "diagnostics": diagnostics.iter().map(diagnostic_value).collect::<Vec<_>>(),
    })
}

fn type_value(model: &Model, ty: &Type) -> Value {
    let members = |kind: MemberKind| {
        let members = ty.members.iter().filter(|member| member.kind == kind);
        members.map(|member| member_value(model, member)).collect::<Vec<_>>()
    };
    json!({
        "name": ty.name.as_str(),
        "kind": match ty.kind { TypeKind::Entity => "entity", TypeKind::Complex => "complex" },
        "page": ty.page.as_str(),
        "base": match &ty.base {
            Some(Base::Type(id)) => Some(model.types[id.0].name.as_str()),
            Some(Base::Undocumented(name)) => Some(name.as_str()),
            None => None,
        },
        "abstract": ty.is_abstract,
        "open": ty.is_open,
        "key": ty.key.iter().map(|key| key.as_str()).collect::<Vec<_>>(),
        "aliases": ty.aliases.iter().map(|name| name.as_str()).collect::<Vec<_>>(),
        "area": ty.about.area,
        "summary": ty.about.summary,
        "deprecated": ty.about.deprecated,
        "callouts": callouts(&ty.about),
        "media": ty.has_stream,
        "annotations": ty.annotations.iter().map(|annotation| annotation_value(model, annotation)).collect::<Vec<_>>(),
        "properties": members(MemberKind::Property),
        "relationships": members(MemberKind::Relationship),
    })
}

fn cloud(cloud: &Cloud) -> &'static str {
    match cloud {
        Cloud::Global => "global",
        Cloud::UsGovernmentL4 => "us_government_l4",
        Cloud::UsGovernmentL5 => "us_government_l5",
        Cloud::China => "china",
    }
}

fn annotation_value(model: &Model, annotation: &InstanceAnnotation) -> Value {
    json!({
        "name": annotation.name.as_str(),
        "type": item_name(model, &annotation.ty.item),
        "collection": annotation.ty.collection,
        "summary": annotation.summary,
    })
}

fn member_value(model: &Model, member: &Member) -> Value {
    let mut value = json!({
        "name": member.name.as_str(),
        "type": item_name(model, &member.ty.item),
        "collection": member.ty.collection,
        "inherited_from": member.inherited_from.as_ref().map(|name| name.as_str()),
        "summary": member.summary,
    });
    if let Some(object) = value.as_object_mut() {
        traits(&member.traits, object);
        if !member.values.is_empty() {
            object.insert("values".to_owned(), json!(member.values));
        }
        if !member.aliases.is_empty() {
            let aliases: Vec<&str> = member.aliases.iter().map(|name| name.as_str()).collect();
            object.insert("aliases".to_owned(), json!(aliases));
        }
    }
    value
}

/// Adds the traits that a description states.
fn traits(traits: &MemberTraits, object: &mut Map<String, Value>) {
    let MemberTraits {
        read_only,
        nullable,
        required,
        required_on_create,
        only_on_select,
        by_default,
        filter,
        filter_restriction,
        filter_denied,
        order_by,
        search,
        expand,
        default,
        max_length,
        multi_valued,
        deprecated,
    } = traits;
    let flags = [
        ("read_only", read_only),
        ("required", required),
        ("required_on_create", required_on_create),
        ("only_on_select", only_on_select),
        ("filter_denied", filter_denied),
        ("order_by", order_by),
        ("search", search),
        ("expand", expand),
        ("multi_valued", multi_valued),
    ];
    let flags = flags.into_iter().filter(|(_, flag)| **flag).map(|(name, _)| (name, Some(json!(true))));
    let values = [
        ("nullable", nullable.map(|flag| json!(flag))),
        ("by_default", by_default.map(|flag| json!(flag))),
        ("filter", filter.as_ref().map(|operators| json!(operators))),
        ("filter_restriction", filter_restriction.as_ref().map(|text| json!(text))),
        ("default", default.as_ref().map(|default| json!(default))),
        ("max_length", max_length.map(|length| json!(length))),
        ("deprecated", deprecated.as_ref().map(|text| json!(text))),
    ];
    for (name, value) in flags.chain(values) {
        if let Some(value) = value {
            object.insert(name.to_owned(), value);
        }
    }
}

fn item_name(model: &Model, item: &ItemType) -> String {
    match item {
        ItemType::Primitive(primitive) => primitive.name().to_owned(),
        ItemType::Type(id) => model.types[id.0].name.to_string(),
        ItemType::Enum(id) => model.enums[id.0].name.to_string(),
        ItemType::Undocumented(name) => name.to_string(),
    }
}

fn enum_value(found: &Enum) -> Value {
    let deprecated = found
        .members
        .iter()
        .filter_map(|member| Some((member.name.as_str().to_owned(), json!(member.deprecated.as_ref()?))));
    json!({
        "name": found.name.as_str(),
        "page": found.page.as_str(),
        "members": found.members.iter().map(|member| member.name.as_str()).collect::<Vec<_>>(),
        "later_members": found.members.iter().filter(|member| member.is_later).map(|member| member.name.as_str()).collect::<Vec<_>>(),
        "flags": found.is_flags,
        "deprecated": found.about.deprecated,
        "deprecated_members": deprecated.collect::<Map<String, Value>>(),
        "callouts": callouts(&found.about),
    })
}

fn operation_value(model: &Model, operation: &Operation) -> Value {
    let parameters = operation.parameters.iter().map(|parameter| {
        json!({
            "name": parameter.name.as_str(),
            "type": item_name(model, &parameter.ty.item),
            "collection": parameter.ty.collection,
            "in": match parameter.location {
                ParameterLocation::Body => "body",
                ParameterLocation::Function => "function",
                ParameterLocation::Path => "path",
                ParameterLocation::Query => "query",
            },
            "required": parameter.required,
            "optional": parameter.optional,
        })
    });
    let body = match &operation.body {
        Body::Type(ty) => Some(item_name(model, &ty.item)),
        Body::Parameters => Some("parameters".to_owned()),
        Body::Content => Some("Edm.Stream".to_owned()),
        Body::None | Body::Unstated => None,
    };
    json!({
        "page": operation.page.as_str(),
        "title": operation.title,
        "method": operation.method.as_str(),
        "paths": operation.templates.iter().take(operation.lines).map(|template| template.text.as_str()).collect::<Vec<_>>(),
        "query": operation.templates.iter().flat_map(query).collect::<Vec<_>>(),
        "request_body_type": body,
        "mime": operation.takes_mime,
        "parameters": parameters.collect::<Vec<_>>(),
        "query_options": operation.query_options.as_ref().map(query_options),
        "headers": operation.headers.iter().map(header_value).collect::<Vec<_>>(),
        "response": response_value(model, operation),
        "permissions": operation.permissions.as_ref().map(permissions),
        "deprecated": operation.about.deprecated,
        "callouts": callouts(&operation.about),
        "clouds": operation.clouds.as_ref().map(|clouds| clouds.iter().map(cloud).collect::<Vec<_>>()),
        "overloads": operation.overloads,
        "examples": operation.examples.iter().map(|example| example_value(model, example)).collect::<Vec<_>>(),
    })
}

/// The permissions of all cases of a page.
fn permissions(permissions: &PagePermissions) -> Value {
    let Permissions { delegated_work, delegated_personal, application } =
        Permissions::united(&permissions.cases_of(None));
    json!({
        "delegated_work": delegated_work.names(),
        "delegated_personal": delegated_personal.names(),
        "application": application.names(),
    })
}

/// The query parameters of a path.
fn query(template: &Template) -> impl Iterator<Item = Value> {
    let of = |pairs: &'_ [QueryPair], required: bool| {
        let of = move |pair: &QueryPair| json!({"path": template.text, "name": pair.name, "value": pair.value, "required": required});
        pairs.iter().map(of).collect::<Vec<_>>()
    };
    [of(&template.query, true), of(&template.optional, false)].into_iter().flatten()
}

fn header_value(header: &Header) -> Value {
    json!({
        "name": header.name.as_str(),
        "preference": header.preference,
        "values": header.values,
        "required": header.required,
        "shown": header.shown,
        "summary": header.summary,
    })
}

fn response_value(model: &Model, operation: &Operation) -> Value {
    let (ty, collection) = match &operation.response.content {
        Content::Value(ValueType { item, collection }) => (Some(item_name(model, item)), *collection),
        Content::Stream => (Some("Edm.Stream".to_owned()), false),
        Content::None | Content::Unstated => (None, false),
    };
    let Response { status, is_long_running, is_optional, .. } = &operation.response;
    let mut value =
        json!({ "status": status, "type": ty, "collection": collection, "long_running": is_long_running });
    if *is_optional {
        value["optional"] = Value::Bool(true);
    }
    value
}

fn example_value(model: &Model, example: &Example) -> Value {
    let response = example.response.as_ref();
    json!({
        "name": example.name,
        "line": example.line,
        "method": example.method.as_str(),
        "url": example.url,
        "has_body": !example.body.trim().is_empty(),
        "response_status": response.and_then(|response| response.status),
        "response_type": response.and_then(|response| response.ty.as_ref()).map(|item| item_name(model, item)),
        "response_collection": response.is_some_and(|response| response.collection),
    })
}

fn path_item_value(model: &Model, path_item: &PathItem) -> Value {
    let mut children = Map::new();
    let mut key = None;
    for child in &path_item.children {
        match &child.segment {
            Segment::Key(_) => key = Some(child.target.0),
            Segment::Literal(name) => {
                children.insert(name.clone(), json!(child.target.0));
            }
            Segment::Function { name, .. } => {
                children.insert(format!("{name}()"), json!(child.target.0));
            }
            Segment::PathAddress { .. } => {
                children.insert(":/{path}:".to_owned(), json!(child.target.0));
            }
        }
    }
    json!({
        "name": path_item.path,
        "type": path_item.ty.as_ref().map(|ty| item_name(model, &ty.item)),
        "collection": path_item.ty.as_ref().is_some_and(|ty| ty.collection),
        "methods": path_item.verbs.iter().map(|verb| verb.method.as_str()).collect::<Vec<_>>(),
        "children": children,
        "key": key,
    })
}

fn diagnostic_value(diagnostic: &Diagnostic) -> Value {
    json!({
        "file": diagnostic.location.file,
        "line": diagnostic.location.line,
        "column": diagnostic.location.column,
        "severity": diagnostic.severity.to_string(),
        "code": diagnostic.code,
        "message": diagnostic.message,
        "help": diagnostic.help,
    })
}

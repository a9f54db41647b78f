//! Collects parameters. In: the rows, request lines and examples of an api page. Out: [`Parameter`]s.
//!
//! Includes parameters without row: arguments of a function in its path, and properties in the examples of an action.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::operation::{ParameterFact, ParameterLocation};
use crate::facts::template::{Method, Segment, Template, argument_names};
use crate::facts::type_text::{self, Primitive, TypeText, TypeWord};
use crate::model::TypeId;
use crate::model::hierarchy::TypeHierarchy;
use crate::model::names::Target;
use crate::model::operation::Parameter;
use crate::model::operations::linker::Linker;
use crate::model::schema::{ItemType, ValueType};
use crate::model::types::wide_integers::is_wide;
use crate::name::ParameterName;
use crate::page::json::{Json, Node};

impl Linker<'_> {
    /// The parameters of a method: those in rows, then the arguments in its paths.
    pub(in crate::model) fn parameters(&self, method: Method, templates: &[Template]) -> Vec<Parameter> {
        let sends = matches!(method, Method::Post | Method::Patch | Method::Put);
        let fits = |found: &&ParameterFact| match found.location {
            ParameterLocation::Body => sends,
            ParameterLocation::Function | ParameterLocation::Path | ParameterLocation::Query => true,
        };
        let rows = self.facts.parameters.iter().filter(fits).map(|found| self.parameter(found));
        let mut parameters = Collected::of(rows.collect());
        for template in templates {
            let Some(Segment::Function { arguments, .. }) = template.segments.last() else { continue };
            for (name, value) in arguments {
                let list = value.strip_prefix('[');
                let is_text = list.unwrap_or(value).starts_with(['\'', '"']);
                let primitive = if is_text { Primitive::String } else { Primitive::Untyped };
                let ty = ValueType { collection: list.is_some(), ..ValueType::primitive(primitive) };
                parameters.add(name, ParameterLocation::Function, ty);
            }
        }
        let calls = calls(templates);
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for name in calls.iter().flatten() {
            *counts.entry(name.to_lowercase()).or_default() += 1;
        }
        let mut parameters = parameters.list;
        for argument in parameters.iter_mut().filter(|found| found.location == ParameterLocation::Function) {
            let count = counts.get(&argument.name.as_str().to_lowercase());
            let in_all = count.is_some_and(|count| *count == calls.len());
            argument.required = (argument.required || in_all) && !argument.optional;
        }
        parameters
    }

    /// Adds the properties in examples of an action that have no row.
    pub(in crate::model) fn add_parameters_of_examples(
        &self,
        method: Method,
        parameters: &mut Vec<Parameter>,
    ) {
        let mut collected = Collected::of(std::mem::take(parameters));
        for example in self.facts.examples.iter().filter(|found| found.method == method) {
            let Some(node) = &example.body.json else { continue };
            for (key, node) in node.value.members().iter().filter(|(key, _)| !key.contains('@')) {
                let ty = self.shown_type(key, node);
                collected.add(key, ParameterLocation::Body, ty);
            }
        }
        *parameters = collected.list;
        self.merge_rows_of_properties(method, parameters);
    }

    /// Merges rows that describe the properties of the only parameter in the examples, which is an object or a list of objects, into
    /// this parameter. It is as required as its properties are.
    fn merge_rows_of_properties(&self, method: Method, parameters: &mut Vec<Parameter>) {
        let examples = self.facts.examples.iter().filter(|found| found.method == method);
        let bodies = examples.filter_map(|found| found.body.json.as_ref());
        let shown: Vec<&(String, Node)> = bodies.flat_map(|node| node.value.members()).collect();
        let is_row = |one: &Parameter| one.location == ParameterLocation::Body && one.described;
        let without_row = |one: &&Parameter| one.location == ParameterLocation::Body && !one.described;
        let mut without_rows = parameters.iter().filter(without_row);
        let (Some(only), None) = (without_rows.next(), without_rows.next()) else { return };
        let objects = || shown.iter().flat_map(|(_, node)| objects(&node.value));
        let is_property = |row: &Parameter| {
            let name = row.name.as_str();
            let is_member =
                matches!(only.ty.item, ItemType::Type(id) if TypeHierarchy(self.types).has_member(id, name));
            let is_sent = shown.iter().any(|(key, _)| key.eq_ignore_ascii_case(name));
            !is_sent && (is_member || objects().any(|object| object.get(name).is_some()))
        };
        let rows: Vec<Parameter> = parameters.iter().filter(|one| is_row(one)).cloned().collect();
        if rows.is_empty() || !rows.iter().all(is_property) {
            return;
        }
        parameters.retain(|one| !is_row(one));
        for only in parameters.iter_mut().filter(|one| one.location == ParameterLocation::Body) {
            only.described = true;
            only.required = rows.iter().any(|row| row.required);
            only.optional = rows.iter().all(|row| row.optional);
            only.summary = properties(&rows, only.optional);
        }
    }

    fn parameter(&self, found: &ParameterFact) -> Parameter {
        let ty = self.resolve(&self.sized(found));
        let ty = ty.unwrap_or_else(|| ValueType::primitive(Primitive::Untyped));
        let values = match ty.item {
            ItemType::Enum(_) => &[],
            _ => found.values.as_slice(),
        };
        Parameter {
            name: found.name.clone(),
            location: found.location,
            values: values.iter().map(|value| value.text.clone()).collect(),
            default: found.default.clone(),
            ty,
            required: found.required,
            // "No request body is required" makes all rows optional.
            optional: found.optional
                || self.facts.body.is_none && found.location == ParameterLocation::Body && !found.required,
            described: true,
            summary: found.summary.clone(),
        }
    }

    /// The type of a row. The examples of the page decide the width of "Integer".
    fn sized(&self, row: &ParameterFact) -> TypeText {
        let mut bodies = self.facts.examples.iter().filter_map(|found| found.body.json.as_ref());
        let is_shown_wide =
            |node: &Node| node.value.get(row.name.as_str()).is_some_and(|node| is_wide(&node.value));
        if row.ty.value.item == TypeWord::Integer && bodies.any(is_shown_wide) {
            TypeText::primitive(Primitive::Int64).with_collection(row.ty.value.is_collection)
        } else {
            row.ty.value.clone()
        }
    }

    /// The type of a value in an example.
    fn shown_type(&self, key: &str, node: &Node) -> ValueType {
        match &node.value {
            Json::Null => ValueType::primitive(Primitive::Untyped),
            Json::Bool(_) => ValueType::primitive(Primitive::Boolean),
            Json::Number(text) if text.contains(['.', 'e', 'E']) => ValueType::primitive(Primitive::Double),
            Json::Number(_) => ValueType::primitive(Primitive::Int64),
            Json::String(_) => ValueType::primitive(Primitive::String),
            Json::Object(_) => self.shown_object(key, &node.value),
            Json::Array(items) => {
                let item = items.first().map(|item| self.shown_type(key, item).item);
                let item = item.unwrap_or(ItemType::Primitive(Primitive::Untyped));
                ValueType { item, collection: true }
            }
        }
    }

    /// The type that an object names, else a type named like the key if it has all properties of the object.
    fn shown_object(&self, key: &str, object: &Json) -> ValueType {
        let stated = object.get("@odata.type").and_then(|node| node.value.as_str());
        let stated = stated.and_then(|name| self.resolve(&type_text::of_name(name)));
        let has_all = |id: TypeId| {
            let mut keys = object.members().iter().map(|(key, _)| key.as_str());
            keys.all(|key| key.contains('@') || TypeHierarchy(self.types).has_member(id, key))
        };
        let called = || match self.names.find(key, None, self.scope) {
            Some(Target::Type(id)) if has_all(id) => {
                Some(ValueType { item: ItemType::Type(id), collection: false })
            }
            Some(Target::Type(_) | Target::Enum(_)) | None => None,
        };
        stated.or_else(called).unwrap_or_else(|| ValueType::primitive(Primitive::Untyped))
    }
}

/// The description of a parameter by those of its properties.
fn properties(rows: &[Parameter], optional: bool) -> String {
    let described = |row: &Parameter| match row.summary.trim() {
        "" => format!("`{}`.", row.name),
        summary => format!("`{}`: {summary}", row.name),
    };
    let rows: Vec<String> = rows.iter().map(described).collect();
    let rows = rows.join(" ");
    // The properties may be optional while the parameter is not.
    let first = if optional { "Optional. " } else { "" };
    format!("{first}Properties: {rows}")
}

/// An object, or the objects in a list.
fn objects(value: &Json) -> Vec<&Json> {
    match value {
        Json::Array(items) => items.iter().map(|item| &item.value).collect(),
        other => vec![other],
    }
}

/// The argument lists of a function, if its paths have several.
pub(in crate::model) fn overloads(templates: &[Template]) -> Vec<Vec<String>> {
    let calls = calls(templates);
    if calls.len() > 1 { calls } else { Vec::new() }
}

/// The distinct argument lists of the functions at the ends of paths, including empty lists.
fn calls(templates: &[Template]) -> Vec<Vec<String>> {
    let mut calls: Vec<Vec<String>> = Vec::new();
    let mut known = BTreeSet::new();
    let is_call = |template: &&Template| matches!(template.segments.last(), Some(Segment::Function { .. }));
    if !templates.iter().any(|template| is_call(&template)) {
        return calls;
    }
    for segment in templates.iter().filter_map(|template| template.segments.last()) {
        let arguments: &[(String, String)] = match segment {
            Segment::Function { arguments, .. } => arguments,
            Segment::Literal(_) | Segment::Key(_) | Segment::PathAddress { .. } => &[],
        };
        if known.insert(argument_names(arguments)) {
            calls.push(arguments.iter().map(|(name, _)| name.clone()).collect());
        }
    }
    calls
}

/// A list of parameters without duplicates.
struct Collected {
    list: Vec<Parameter>,
    known: BTreeSet<String>,
}

impl Collected {
    fn of(list: Vec<Parameter>) -> Self {
        let known = list.iter().map(|parameter| parameter.name.as_str().to_lowercase()).collect();
        Self { list, known }
    }

    /// Adds a parameter without row.
    fn add(&mut self, name: &str, location: ParameterLocation, ty: ValueType) {
        let Ok(name) = ParameterName::parse(name) else { return };
        if self.known.insert(name.as_str().to_lowercase()) {
            let required = location == ParameterLocation::Function;
            let summary = String::new();
            self.list.push(Parameter {
                name,
                location,
                ty,
                required,
                optional: false,
                described: false,
                values: Vec::new(),
                default: None,
                summary,
            });
        }
    }
}

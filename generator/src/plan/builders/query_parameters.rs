//! Plans setters for optional query parameters. In: the methods of a version, and their pages. Out: [`QueryParameterPlan`]s, and
//! methods whose documentation names the setters.

use std::collections::BTreeMap;

use crate::facts::operation::ParameterLocation;
use crate::facts::template::{QueryPair, Template};
use crate::facts::type_text::Primitive;
use crate::model::operation::{Operation, Parameter};
use crate::model::schema::{ItemType, ValueType};
use crate::model::{Model, OperationId};
use crate::plan::builders::context::Context;
use crate::plan::builders::function_arguments::{enum_type, primitive_form};
use crate::plan::builders::required_query::{is_own, own_pairs};
use crate::plan::ir::argument::ArgumentType;
use crate::plan::ir::body::Call;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::doc::{Doc, code};
use crate::plan::ir::method::{End, MethodPlan};
use crate::plan::ir::query_parameter::{QueriedRequest, QueryParameterPlan};
use crate::plan::ir::request_builder::Builders;
use crate::plan::ir::rust_type::{PreludeType, RustType};
use crate::plan::naming::lock::{Kind, word};
use crate::plan::naming::page_links::page_url;
use crate::plan::naming::scope::Scope;
use crate::plan::naming::setter_names::{REQUEST_METHODS, USED_TRAITS, setter, setter_trait};
use crate::plan::naming::version_names::version_module;
use crate::plan::types::page_notices::list;
use crate::plan::types::structs::parameter_values;

/// A parameter of one operation.
#[derive(Clone, Debug)]
struct Named<'a> {
    wire: &'a str,
    /// Its row.
    row: Option<&'a Parameter>,
    /// The value in a request line.
    value: Option<&'a str>,
}

/// A parameter of all operations.
#[derive(Debug, Default)]
struct Gathered<'a> {
    found: Vec<(OperationId, Named<'a>)>,
    requests: Vec<QueriedRequest>,
}

/// Plans the parameters of a version, by wire name.
pub fn query_parameters(context: &Context<'_>, builders: &Builders) -> Vec<QueryParameterPlan> {
    let mut gathered: BTreeMap<&str, Gathered<'_>> = BTreeMap::new();
    for (id, response) in builders.methods().flat_map(calls) {
        for one in of_operation(context, id) {
            gathered.entry(one.wire).or_default().add(id, one, response);
        }
    }
    let wires: Vec<&str> = gathered.keys().copied().collect();
    let pinned_setter = |wire: &str| {
        let pinned = context.pinned.name(Kind::Setter, &word(wire));
        pinned.filter(|ident| !REQUEST_METHODS.contains(&ident.bare()))
    };
    let pinned_trait = |wire: &str| context.pinned.name(Kind::SetterTrait, &word(wire));
    let setters = Scope::default().take_all(&wires, setter, "_", pinned_setter);
    let traits = Scope::with(&USED_TRAITS).take_all(&wires, setter_trait, "", pinned_trait);
    let idents = traits.into_iter().zip(setters);
    let plans = gathered.into_iter().zip(idents).map(|((wire, Gathered { found, requests }), idents)| {
        let (ident, setter) = idents;
        QueryParameterPlan {
            trait_doc: trait_doc(wire),
            doc: setter_doc(context.model, wire, &found),
            ident,
            setter,
            wire: wire.to_owned(),
            ty: argument(context, &found),
            requests,
            cfg: Cfg::default(),
        }
    });
    plans.collect()
}

impl<'a> Gathered<'a> {
    fn add(&mut self, id: OperationId, one: Named<'a>, response: &RustType) {
        if !self.found.iter().any(|(known, _)| *known == id) {
            self.found.push((id, one));
        }
        match self.requests.iter_mut().find(|known| known.response == *response) {
            Some(known) if known.operations.contains(&id) => {}
            Some(known) => known.operations.push(id),
            None => self.requests.push(QueriedRequest {
                response: response.clone(),
                operations: vec![id],
                cfg: Cfg::default(),
            }),
        }
    }
}

/// Lists the setters of each method in its documentation.
pub fn document(model: &Model, builders: &mut Builders) {
    let module = format!("crate::{}::parameters", version_module(model.version));
    let Builders { request_builders, functions, parameters, .. } = builders;
    let methods = request_builders.iter_mut().flat_map(|(_, builder)| &mut builder.methods).chain(functions);
    for method in methods {
        let called: Vec<OperationId> = calls(method).map(|(id, _)| id).collect();
        let taken = parameters.iter().filter(|parameter| {
            parameter.requests.iter().any(|one| one.operations.iter().any(|id| called.contains(id)))
        });
        let links = taken.map(|QueryParameterPlan { wire, ident, setter, .. }| {
            format!(
                "{} ([`{}`]({module}::{}::{}))",
                code(wire),
                setter.bare(),
                ident.as_str(),
                // a link has no `r#`
                setter.bare()
            )
        });
        method.doc = std::mem::take(&mut method.doc).paragraph(&list("Query parameters", links));
    }
}

/// The operations of a method, with its response. Empty for a count, which has the parameters of its list.
fn calls(method: &MethodPlan) -> impl Iterator<Item = (OperationId, &RustType)> {
    let called = match &method.end {
        End::Call { call: Call::Count, .. } | End::Builder(_) => None,
        End::Call { infos, answer, .. } => Some((infos, answer)),
    };
    called.into_iter().flat_map(|(infos, answer)| infos.iter().map(move |info| (info.operation, answer)))
}

/// The parameters of an operation: from its rows, then from its request lines. Omits arguments of segments.
fn of_operation<'a>(context: &Context<'a>, id: OperationId) -> Vec<Named<'a>> {
    let Some(operation) = context.model.operations.get(id.0) else { return Vec::new() };
    let templates = &operation.templates;
    let written = |wire: &str| own_pairs_of(templates).find(|pair| pair.name == wire);
    let rows = operation.parameters.iter().filter(|row| row.location == ParameterLocation::Query);
    let rows = rows.filter(|row| is_own(row.name.as_str()));
    let mut found: Vec<Named<'a>> =
        rows.map(|row| Named { wire: row.name.as_str(), row: Some(row), value: None }).collect();
    for QueryPair { name, .. } in own_pairs_of(templates) {
        if !found.iter().any(|known| known.wire == name) {
            found.push(Named { wire: name, row: None, value: None });
        }
    }
    for one in &mut found {
        one.value = written(one.wire).and_then(|pair| pair.value.as_deref());
    }
    found.retain(|one| !is_argument(context, operation, one.wire));
    found
}

fn own_pairs_of(templates: &[Template]) -> impl Iterator<Item = &QueryPair> {
    templates.iter().flat_map(|one| own_pairs(&one.query).chain(own_pairs(&one.optional)))
}

fn is_argument(context: &Context<'_>, operation: &Operation, wire: &str) -> bool {
    operation.templates.iter().any(|template| context.queries.takes(context.model, template, wire))
}

/// The argument of a setter: from the rows if any exist, else from the values in request lines. If pages differ, the setter
/// accepts text.
fn argument(context: &Context<'_>, found: &[(OperationId, Named<'_>)]) -> ArgumentType {
    let rows: Vec<&ValueType> = found.iter().filter_map(|(_, one)| Some(&one.row?.ty)).collect();
    match rows.split_first() {
        Some((first, others)) if others.iter().all(|other| other == first) => of_row(context, first),
        Some(_) => ArgumentType::Text,
        None => {
            let values: Option<Vec<PreludeType>> =
                found.iter().filter_map(|(_, one)| one.value).map(of_value).collect();
            match values.as_deref() {
                Some([first, others @ ..]) if others.iter().all(|other| other == first) => {
                    ArgumentType::Value(RustType::Prelude(*first))
                }
                _ => ArgumentType::Text,
            }
        }
    }
}

fn of_row(context: &Context<'_>, ty: &ValueType) -> ArgumentType {
    match &ty.item {
        _ if ty.collection => ArgumentType::Texts,
        ItemType::Primitive(Primitive::Binary | Primitive::Stream | Primitive::Untyped) => ArgumentType::Text,
        ItemType::Primitive(primitive) => primitive_form(*primitive).0,
        ItemType::Enum(id) => ArgumentType::Reference(enum_type(context, *id).0),
        ItemType::Type(_) | ItemType::Undocumented(_) => ArgumentType::Text,
    }
}

/// The type of a value in a request line: `true`, `{Boolean}`, `20`.
fn of_value(value: &str) -> Option<PreludeType> {
    let word = value.trim_matches(['{', '}']).to_lowercase();
    match word.as_str() {
        "true" | "false" | "boolean" | "bool" => Some(PreludeType::Bool),
        number if number.parse::<i64>().is_ok() => Some(PreludeType::I64),
        _ => None,
    }
}

/// The documentation of the trait.
fn trait_doc(wire: &str) -> Doc {
    Doc::markdown(&format!("The query parameter {} of the requests that accept it.", code(wire)))
}

/// The documentation of a setter: the text of its page, and the requests that accept it.
fn setter_doc(model: &Model, wire: &str, found: &[(OperationId, Named<'_>)]) -> Doc {
    let named = code(wire);
    let summary =
        found.iter().find_map(|(_, one)| Some(one.row?.summary.trim()).filter(|text| !text.is_empty()));
    let doc = match summary {
        Some(summary) => Doc::labelled(&named, summary),
        None => Doc::markdown(&format!("Sets the query parameter {named}.")),
    };
    let values = found.iter().filter_map(|(_, one)| one.row).map(parameter_values);
    let doc = doc.and(&values.into_iter().find(|values| !values.is_empty()).unwrap_or_default());
    let operations = || found.iter().filter_map(|(id, _)| model.operations.get(id.0));
    let requests = operations().flat_map(|one| {
        let template = one.templates.first();
        template.map(|template| code(&format!("{} {}", one.method, template.text.trim_end_matches('/'))))
    });
    let sources = operations().map(|one| format!("<{}>", page_url(&one.page, model.version)));
    doc.paragraph(&list("Requests", requests))
        .foot(&format!("Source: {}", sources.collect::<Vec<_>>().join(", ")))
}

#[cfg(test)]
mod tests {
    use crate::facts::operation::ParameterLocation;
    use crate::facts::template::{Method, QueryPair, Template};
    use crate::facts::type_text::Primitive;
    use crate::model::operation::{Body, Content, Parameter};
    use crate::model::schema::{ItemType, ValueType};
    use crate::model::{EnumId, Model};
    use crate::plan::ir::ident::Ident;
    use crate::plan::naming::lock::{Kind, NameLock};
    use crate::plan::sample::{
        enumeration, literal, model, object, operation, parameter, path_item, plan, plan_with, shown, ty,
    };
    use crate::source::Version;

    /// Two pages that list items: the first has a line with the query, the second the rows.
    fn sample(query: &[(&str, &str)], rows: &[(&str, ValueType)]) -> Model {
        let list = |title| operation(title, Method::Get, "/items", Body::None, Content::Unstated);
        let line = |query| Template {
            text: "/items".to_owned(),
            segments: vec![literal("items")],
            query,
            optional: Vec::new(),
        };
        let pairs = query.iter().map(|&(name, value)| {
            (!name.is_empty()).then(|| QueryPair { name: name.to_owned(), value: Some(value.to_owned()) })
        });
        let (mut lines, mut table) = (list("List items"), list("Find items"));
        lines.templates = vec![line(Vec::new()), line(pairs.flatten().collect())];
        lines.lines = 2;
        table.templates = vec![line(Vec::new())];
        table.parameters = rows
            .iter()
            .map(|(name, ty)| Parameter {
                location: ParameterLocation::Query,
                ty: ty.clone(),
                ..parameter(name, ty.item.clone())
            })
            .collect();
        let path_items = vec![
            path_item("", None, &[], vec![(literal("items"), 1)]),
            path_item("/items", Some((object(0), true)), &[(Method::Get, 0), (Method::Get, 1)], Vec::new()),
        ];
        Model { operations: vec![lines, table], path_items, ..model(vec![ty("item", None, &[])], Vec::new()) }
    }

    #[track_caller]
    fn check(query: &[(&str, &str)], rows: &[(&str, ValueType)], parameter: &str, expected: &str) {
        let text = shown(sample(query, rows), "src/v1/parameters.rs", &format!("pub trait {parameter}:"));
        let signature = text.lines().find(|line| line.trim_start().starts_with("fn")).unwrap().trim();
        assert_eq!(signature, format!("fn {expected} -> Self;"));
    }

    fn of(primitive: Primitive) -> ValueType {
        ValueType::primitive(primitive)
    }

    #[test]
    fn a_request_line_states_the_type_by_its_value() {
        check(&[("includeHidden", "true")], &[], "IncludeHidden", "include_hidden(self, value: bool)");
        check(&[("review", "{Boolean}")], &[], "Review", "review(self, value: bool)");
        check(&[("depth", "2")], &[], "Depth", "depth(self, value: i64)");
        check(&[("kind", "{kind}")], &[], "Kind", "kind(self, value: impl AsRef<str>)");
    }

    #[test]
    fn a_row_states_the_type_before_a_line() {
        check(&[("since", "2")], &[("since", of(Primitive::Date))], "Since", "since(self, value: &rt::Date)");
        let many = ValueType { collection: true, ..of(Primitive::String) };
        let texts = "kinds(self, value: impl IntoIterator<Item = impl AsRef<str>>)";
        check(&[], &[("kinds", many)], "Kinds", texts);
        let other = ValueType { item: ItemType::Primitive(Primitive::Untyped), collection: false };
        check(&[], &[("x", other)], "X", "x(self, value: impl AsRef<str>)");
    }

    #[test]
    fn an_enum_of_flags_accepts_several_members() {
        for (is_flags, of) in [(false, "models::Color"), (true, "rt::Flags<models::Color>")] {
            let colors = ValueType { item: ItemType::Enum(EnumId(0)), collection: false };
            let mut model = sample(&[], &[("colors", colors)]);
            model.enums = vec![enumeration("color", is_flags, &["red", "blue"])];
            let text = shown(model, "src/v1/parameters.rs", "pub trait Colors:");
            assert!(text.contains(&format!("fn colors(self, value: &{of}) -> Self;")), "{text}");
        }
    }

    #[test]
    fn pinned_names_remain() {
        let mut pinned = NameLock::default();
        pinned.add(Version::V1, Kind::Setter, "ab".to_owned(), &Ident::snake("ab_2"));
        pinned.add(Version::V1, Kind::SetterTrait, "ab".to_owned(), &Ident::pascal("second"));
        let row = ("ab", of(Primitive::String));
        let plan = plan_with(sample(&[], &[row]), &pinned);
        let name = |kind| plan.lock.of(Version::V1).name(kind, "ab");
        assert_eq!(name(Kind::Setter), Some(Ident::snake("ab_2")));
        assert_eq!(name(Kind::SetterTrait), Some(Ident::pascal("second")));
    }

    #[test]
    fn a_name_of_the_request_says_that_it_is_a_parameter() {
        let row = [("format", of(Primitive::String))];
        check(&[], &row, "FormatParameter", "format_parameter(self, value: impl AsRef<str>)");
    }

    #[test]
    fn parameters_that_differ_in_letter_case_have_traits_of_their_own() {
        let rows = ["aB", "ab", "sized"].map(|name| (name, of(Primitive::String)));
        check(&[], &rows, "Ab", "ab(self, value: impl AsRef<str>)");
        check(&[], &rows, "Ab2", "a_b(self, value: impl AsRef<str>)");
        check(&[], &rows, "Sized2", "sized(self, value: impl AsRef<str>)");
    }

    #[test]
    fn options_of_odata_and_required_parameters_have_no_setter() {
        let rows = [("top", of(Primitive::Int32)), ("$count", of(Primitive::Boolean))];
        let mut model = sample(&[("$top", "5"), ("expand", "x"), ("start", "{start}")], &rows);
        let rows = std::mem::take(&mut model.operations[1].parameters);
        model.operations.truncate(1);
        model.operations[0].parameters = rows;
        model.operations[0].templates.remove(0);
        model.operations[0].lines = 1;
        model.path_items[1].verbs.truncate(1);
        let paths: Vec<_> = plan(model).files.into_iter().map(|file| file.path).collect();
        assert!(!paths.iter().any(|path| path.ends_with("parameters.rs")), "{paths:?}");
    }

    #[test]
    fn the_trait_is_of_the_requests_with_the_response_of_the_method() {
        let model = sample(&[("deep", "true")], &[]);
        let text = shown(model.clone(), "src/v1/parameters.rs", "impl Deep");
        insta::assert_snapshot!(text, @r#"
        impl Deep for rt::Request<rt::Page<models::Item>> {
            fn deep(self, value: bool) -> Self {
                self.query("deep", value.to_string())
            }
        }
        "#);
        let list = shown(model, "src/v1/builders", "impl ItemCollectionRequestBuilder");
        assert!(
            list.contains("Query parameters: `deep` ([`deep`](crate::v1::parameters::Deep::deep))"),
            "{list}"
        );
    }
}

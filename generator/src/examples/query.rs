//! Adds query options and headers to a request. In: those of an example. Out: an [`Expression`] that uses typed methods if
//! possible.

use crate::examples::filter::condition;
use crate::examples::path_finder::Match;
use crate::examples::text::essence;
use crate::examples::value::{Owner, Values};
use crate::facts::operation::query_option::QueryOption;
use crate::model::operations::headers::{is_general, parts};
use crate::plan::builders::operation_doc::setter;
use crate::plan::ir::body::Call;
use crate::plan::ir::expression::Expression;
use crate::plan::ir::method::End;
use crate::plan::ir::operation_info::InfoPlan;
use crate::plan::ir::query_parameter::{QueriedRequest, QueryParameterPlan};
use crate::plan::ir::rust_type::{GenericType, RustType};

/// The maximum number of terms in a tuple.
const TERMS: usize = 16;

/// Writes the options of a request as pages do: with a dollar sign, in lower case. A parameter of the method keeps its name.
pub(super) fn normalize(values: &Values<'_>, found: &mut Match<'_>) {
    let End::Call { call: Call::Get | Call::Count, answer, infos, .. } = &found.method.end else { return };
    for (name, value) in &mut found.query {
        // Without a dollar sign, `format` is a parameter of some functions.
        let is_option = |option: &QueryOption| *option != QueryOption::Format || name.starts_with('$');
        let option = QueryOption::parse(name).filter(is_option);
        let Some(option) = option.filter(|_| plan(values, name, infos, answer).is_none()) else { continue };
        option.name().clone_into(name);
        if option == QueryOption::OrderBy {
            let terms: Vec<String> = value.split(',').map(order).collect();
            *value = terms.join(",");
        }
    }
}

/// A term of `$orderby`, with `desc` in lower case and without `asc`, which is the default.
fn order(term: &str) -> String {
    match term.trim().rsplit_once(' ') {
        Some((path, word)) if word.eq_ignore_ascii_case("asc") => path.trim().to_owned(),
        Some((path, word)) if word.eq_ignore_ascii_case("desc") => format!("{} desc", path.trim()),
        _ => term.trim().to_owned(),
    }
}

/// Adds the query options of a match.
pub(super) fn options(values: &Values<'_>, request: Expression, found: &Match<'_>) -> Expression {
    let End::Call { answer, infos, .. } = &found.method.end else { return request };
    let item = match answer {
        RustType::Generic(GenericType::Page | GenericType::DeltaPage, item) => item.as_ref(),
        RustType::List(item) | RustType::Option(item) => item.as_ref(),
        other => other,
    };
    let owner = values.properties(item, None);
    found.query.iter().fold(request, |request, (name, value)| {
        if let Some((method, arguments)) = odata(values, name, value, owner.as_ref()) {
            return request.method(method, arguments);
        }
        match parameter(values, name, value, infos, answer) {
            Some((plan, value)) => request.trait_method(&plan.ident, &plan.setter, vec![value]),
            None => request.method("query", vec![Expression::text(name), Expression::text(value)]),
        }
    })
}

/// The method of the runtime that sets an option of OData, with its arguments.
fn odata(
    values: &Values<'_>,
    name: &str,
    value: &str,
    owner: Option<&Owner<'_>>,
) -> Option<(&'static str, Vec<Expression>)> {
    let text = || vec![Expression::text(value)];
    let terms = |list| {
        let terms = owner.and_then(|owner| terms(values, value, owner, list));
        vec![terms.unwrap_or_else(|| Expression::text(value))]
    };
    let condition = || owner.and_then(|owner| condition(values, value, owner));
    let number = || value.parse::<u32>().ok().filter(|number| number.to_string() == value);
    let number = |name| number().map(|number| (name, vec![Expression::Literal(number.to_string())]));
    match name {
        _ if value.is_empty() => None,
        "$select" => Some(("select", terms(TermList::Properties))),
        "$expand" => Some(("expand", terms(TermList::Properties))),
        "$orderby" => Some(("order_by", terms(TermList::OrderBy))),
        "$filter" => Some(("filter", condition().map_or_else(text, |condition| vec![condition]))),
        "$search" => Some(("search", text())),
        "$format" => Some(("format", text())),
        "$skiptoken" => Some(("skip_token", text())),
        "$top" => number("top"),
        "$skip" => number("skip"),
        "$count" if value == "true" => Some(("count", Vec::new())),
        _ => None,
    }
}

/// The query parameter that a page of the method names, with the value of its setter; `None` if the value has another type.
fn parameter<'a>(
    values: &Values<'a>,
    name: &str,
    value: &str,
    infos: &[InfoPlan],
    answer: &RustType,
) -> Option<(&'a QueryParameterPlan, Expression)> {
    let plan = plan(values, name, infos, answer)?;
    if value.is_empty() {
        return None;
    }
    Some((plan, values.parameter(value, &plan.ty)?))
}

/// The query parameter that a page of the method names.
fn plan<'a>(
    values: &Values<'a>,
    name: &str,
    infos: &[InfoPlan],
    answer: &RustType,
) -> Option<&'a QueryParameterPlan> {
    let takes = |request: &QueriedRequest| {
        let is_named = infos.iter().any(|info| request.operations.contains(&info.operation));
        is_named && request.response == *answer
    };
    values.parameters.iter().find(|plan| plan.wire == name && plan.requests.iter().any(takes))
}

/// The kind of a list of terms.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum TermList {
    /// Property names.
    Properties,
    /// Property names, each with an optional direction.
    OrderBy,
}

/// A list of properties by their constants; `None` if a term is something else or a tuple cannot hold all terms.
fn terms(values: &Values<'_>, value: &str, owner: &Owner<'_>, list: TermList) -> Option<Expression> {
    let term = |text: &str| {
        let (name, descends) = match text.trim().split_once(' ') {
            Some((name, "desc")) if list == TermList::OrderBy => (name, true),
            Some(_) => return None,
            None => (text.trim(), false),
        };
        let (constant, _, _) = values.property(name, owner)?;
        Some(if descends { constant.method("desc", Vec::new()) } else { constant })
    };
    let mut terms: Vec<Expression> = value.split(',').map(term).collect::<Option<_>>()?;
    match terms.len() {
        1 => terms.pop(),
        count => (count <= TERMS).then_some(Expression::Tuple(terms)),
    }
}

/// Adds headers, except those common to all messages.
pub(super) fn headers<'h>(
    mut request: Expression,
    headers: impl Iterator<Item = &'h (String, String)>,
    query: &[(String, String)],
    sends_json: bool,
) -> Expression {
    let counts = query.iter().any(|(name, value)| name == "$count" && value == "true");
    for (name, value) in headers.filter(|(_, value)| !value.is_empty()) {
        request = match name.to_ascii_lowercase().as_str() {
            "content-type" if !sends_json || !is_json(value) => {
                request.method("header", vec![Expression::text(name), Expression::text(value)])
            }
            "accept" if !is_json(value) => {
                request.method("header", vec![Expression::text(name), Expression::text(value)])
            }
            _ if is_general(name) => request,
            "consistencylevel" if counts && value == "eventual" => {
                request.method("eventual", vec![Expression::Literal("true".to_owned())])
            }
            "prefer" => parts(value).fold(request, prefer),
            "if-match" => request.method("if_match", vec![Expression::text(value)]),
            "if-none-match" => request.method("if_none_match", vec![Expression::text(value)]),
            _ => request.method("header", vec![Expression::text(name), Expression::text(value)]),
        };
    }
    request
}

/// Whether a media type is JSON; ignores its parameters.
fn is_json(media: &str) -> bool {
    essence(media).eq_ignore_ascii_case("application/json")
}

fn prefer(request: Expression, preference: &str) -> Expression {
    let (name, value) = preference.split_once('=').unwrap_or((preference, ""));
    let (name, value) = (name.trim(), value.trim().trim_matches('"'));
    let setter = setter("prefer", Some(preference)).or_else(|| setter("prefer", Some(name)));
    match (setter, value) {
        (Some(setter @ ("prefer_time_zone" | "prefer_body_type")), value) => {
            request.method(setter, vec![Expression::text(value)])
        }
        (Some(setter @ "prefer_page_size"), value) if value.parse::<u32>().is_ok() => {
            request.method(setter, vec![Expression::Literal(value.to_owned())])
        }
        (Some(setter @ "prefer_immutable_ids"), "ImmutableId") => request.method(setter, Vec::new()),
        (Some(setter @ ("prefer_minimal" | "prefer_representation")), "minimal" | "representation") => {
            let setter = if value == "minimal" { "prefer_minimal" } else { setter };
            request.method(setter, Vec::new())
        }
        (Some(setter @ ("prefer_async" | "prefer_unknown_enum_members")), "") => {
            request.method(setter, Vec::new())
        }
        _ => request.method("prefer", vec![Expression::text(preference)]),
    }
}
